//! The two Fluent bundles, built once: no bidi isolation marks, our own numbers.

use std::str::FromStr;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use intl_memoizer::concurrent::IntlLangMemoizer;
use spatial_core::message::Message;
use unic_langid::LanguageIdentifier;

use crate::text::parts::PARTS;
use crate::text::{Language, number};

static CATALOGUES: LazyLock<[Catalogue; 2]> =
    LazyLock::new(|| [Catalogue::new(Language::Vi, number_vi), Catalogue::new(Language::En, number_en)]);

/// The sentences of one language.
pub(super) struct Catalogue {
    bundle: FluentBundle<FluentResource>,
}

/// The catalogue of a language.
pub(super) fn of(language: Language) -> &'static Catalogue {
    &CATALOGUES[language as usize]
}

impl Catalogue {
    fn new(language: Language, number: Formatter) -> Self {
        let locale = LanguageIdentifier::from_str(language.tag()).unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(number));
        let _ = bundle.add_function("NUMBER", |positional, _| as_number(positional));
        for (_, sources) in PARTS {
            // A broken entry is left out and the rest still speaks; the tests refuse broken entries, and ids that stand twice.
            let source = sources[language as usize].to_owned();
            let resource = FluentResource::try_new(source).unwrap_or_else(|(resource, _)| resource);
            let _ = bundle.add_resource(resource);
        }
        Self { bundle }
    }

    /// The sentence of an id that may have none.
    pub(super) fn known(&self, id: &str) -> Option<String> {
        let pattern = self.bundle.get_message(id)?.value()?;
        Some(self.bundle.format_pattern(pattern, None, &mut Vec::new()).into_owned())
    }

    /// The sentence, or the code with its parameters if there is none.
    pub(super) fn sentence(&self, message: &Message) -> String {
        let Some(pattern) = self.bundle.get_message(message.code).and_then(|found| found.value()) else {
            return unknown(message);
        };
        let mut args = FluentArgs::with_capacity(message.params.len());
        for (name, value) in &message.params {
            args.set(*name, FluentValue::from(value.as_str()));
        }
        self.bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
    }
}

type Formatter = fn(&FluentValue, &IntlLangMemoizer) -> Option<String>;

/// Parameters arrive as text (a parcel number must stay as it is); `NUMBER($count)` in a sentence makes one a number.
fn as_number<'a>(positional: &[FluentValue<'a>]) -> FluentValue<'a> {
    match positional.first() {
        Some(FluentValue::String(text)) => match text.parse::<FluentNumber>() {
            Ok(number) => FluentValue::Number(number),
            Err(_) => FluentValue::String(text.clone()),
        },
        Some(other) => other.clone(),
        None => FluentValue::Error,
    }
}

fn number_vi(value: &FluentValue, _: &IntlLangMemoizer) -> Option<String> {
    formatted(value, Language::Vi)
}

fn number_en(value: &FluentValue, _: &IntlLangMemoizer) -> Option<String> {
    formatted(value, Language::En)
}

fn formatted(value: &FluentValue, language: Language) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let decimals = number.options.minimum_fraction_digits.unwrap_or(0);
    Some(number::format(number.value, decimals, language.marks()))
}

fn unknown(message: &Message) -> String {
    let mut out = message.code.to_owned();
    for (name, value) in &message.params {
        out.push_str(&format!(" {name}={value}"));
    }
    out
}
