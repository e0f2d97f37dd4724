//! Which rows a choice has: fields and texts are looked up once, so that a row costs a look at its codes.

use std::borrow::Cow;
use std::cell::RefCell;

use crate::layer::{FieldType, Value, fold_into, folded};
use crate::query::{Choice, Wish};
use crate::snapshot::SnapshotError;
use crate::snapshot::block::feature_ref::FeatureRef;
use crate::snapshot::block::value_ref::ValueRef;
use crate::snapshot::items::equal;
use crate::snapshot::layer::LayerSnapshot;

/// The wishes of a choice as the columns hold them.
pub(super) struct Wished<'a> {
    wishes: Vec<(usize, Test<'a>)>,
    words: Vec<Word>,
    /// Fields with texts that have no codes: each is folded once a row, for all words.
    texts: Vec<usize>,
}

enum Test<'a> {
    /// Per code of the field's texts; and whether a row without a value will do.
    Codes {
        wanted: Vec<bool>,
        null: bool,
    },
    Plain(&'a Wish),
}

/// A word, in the fields it may stand in beside those texts.
struct Word {
    text: String,
    number: Option<i64>,
    /// Fields of which some texts have codes and hold it, with what each code says.
    coded: Vec<(usize, Vec<bool>)>,
    numbers: Vec<usize>,
}

impl<'a> Wished<'a> {
    pub(super) fn of(layer: &LayerSnapshot, choice: &'a Choice) -> Result<Self, SnapshotError> {
        let wishes = choice.wishes.iter().map(|(name, wish)| {
            let field = seen(layer, choice, name)?;
            Ok((field, Test::of(layer, field, wish)))
        });
        let words = choice.words.iter().map(|word| Word::of(layer, choice, word));
        let schema = &layer.layer().schema;
        let is_uncoded = |&field: &usize| schema.fields[field].kind == FieldType::Text && !layer.coded[field];
        Ok(Self {
            wishes: wishes.collect::<Result<_, SnapshotError>>()?,
            words: words.collect(),
            texts: schema.visible(choice.audience).filter(is_uncoded).collect(),
        })
    }

    /// True if every row will do.
    pub(super) fn is_everything(&self) -> bool {
        self.wishes.is_empty() && self.words.is_empty()
    }

    #[inline]
    pub(super) fn has(&self, feature: &FeatureRef<'_>) -> bool {
        self.wishes.iter().all(|(field, test)| test.holds(feature, *field))
            && (self.words.is_empty() || self.holds_words(feature))
    }

    /// True if every word stands somewhere in a row: looked for where that costs least, then in what has to be folded.
    fn holds_words(&self, feature: &FeatureRef<'_>) -> bool {
        let sought = |at: &usize| !self.words[*at].is_told_by(feature);
        let mut missing: u32 = (0..self.words.len()).filter(sought).map(|at| 1 << at).sum();
        thread_local! {
            static FORM: RefCell<String> = RefCell::default();
        }
        FORM.with_borrow_mut(|form| {
            for text in self.texts.iter().filter_map(|&field| feature.text(field)) {
                if missing == 0 {
                    break;
                }
                form.clear();
                fold_into(text, form);
                let found = |at: &usize| missing >> at & 1 == 1 && form.contains(self.words[*at].text.as_str());
                missing -= (0..self.words.len()).filter(found).map(|at| 1 << at).sum::<u32>();
            }
        });
        missing == 0
    }
}

/// The position of a field that the choice's audience sees.
pub(super) fn seen(layer: &LayerSnapshot, choice: &Choice, name: &str) -> Result<usize, SnapshotError> {
    let Some(field) = layer.layer().schema.seen(name, choice.audience) else {
        return Err(SnapshotError::FieldNotFound { layer: layer.layer().name.clone(), field: name.to_owned() });
    };
    Ok(field)
}

impl<'a> Test<'a> {
    fn of(layer: &LayerSnapshot, field: usize, wish: &'a Wish) -> Self {
        if !layer.coded[field] {
            return Self::Plain(wish);
        }
        let wanted = layer.coded_texts(field).map(|text| wished(wish, ValueRef::Text(text))).collect();
        Self::Codes { wanted, null: wished(wish, ValueRef::Null) }
    }

    #[inline]
    fn holds(&self, feature: &FeatureRef<'_>, field: usize) -> bool {
        match self {
            Self::Codes { wanted, null } => {
                feature.code(field).map_or(*null, |code| wanted.get(code as usize).copied().unwrap_or(false))
            }
            Self::Plain(wish) => wished(wish, feature.value(field)),
        }
    }
}

/// True if a value is what a wish wants.
fn wished(wish: &Wish, value: ValueRef<'_>) -> bool {
    match wish {
        Wish::OneOf(values) => values.iter().any(|wanted| match wanted {
            Value::Null => value == ValueRef::Null,
            wanted => equal(value, ValueRef::from(wanted)),
        }),
        Wish::Between([least, most]) => {
            value != ValueRef::Null
                && least.as_ref().is_none_or(|least| !is_below(value, least))
                && most.as_ref().is_none_or(|most| !is_above(value, most))
        }
        Wish::Holds(text) => matches!(value, ValueRef::Text(own) if folded_form(own).contains(text.as_str())),
    }
}

#[expect(clippy::cast_precision_loss, reason = "an edge of a range, as somebody typed it")]
fn number(value: ValueRef<'_>) -> Option<f64> {
    match value {
        ValueRef::Integer(number) => Some(number as f64),
        ValueRef::Real(number) => Some(number),
        _ => None,
    }
}

fn is_below(value: ValueRef<'_>, least: &Value) -> bool {
    match (value, least) {
        (ValueRef::Integer(own), Value::Integer(least)) => own < *least,
        (ValueRef::Text(own), Value::Text(least)) => own < least.as_ref(),
        (own, least) => number(own).zip(number(ValueRef::from(least))).is_none_or(|(own, least)| own < least),
    }
}

/// A moment is not above the day it is of: of a text as much is compared as the edge is long.
fn is_above(value: ValueRef<'_>, most: &Value) -> bool {
    match (value, most) {
        (ValueRef::Integer(own), Value::Integer(most)) => own > *most,
        (ValueRef::Text(own), Value::Text(most)) => own.get(..most.len()).unwrap_or(own) > most.as_ref(),
        (own, most) => number(own).zip(number(ValueRef::from(most))).is_none_or(|(own, most)| own > most),
    }
}

/// Small letters without tones; most texts of registers have neither and are taken as they are.
fn folded_form(text: &str) -> Cow<'_, str> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if is_plain { Cow::Borrowed(text) } else { Cow::Owned(folded(text)) }
}

impl Word {
    fn of(layer: &LayerSnapshot, choice: &Choice, text: &str) -> Self {
        let schema = &layer.layer().schema;
        let (mut coded, mut numbers) = (Vec::new(), Vec::new());
        for field in schema.visible(choice.audience) {
            match schema.fields[field].kind {
                FieldType::Integer => numbers.push(field),
                FieldType::Text if layer.coded[field] => {
                    let stands = layer.coded_texts(field).map(|own| folded_form(own).contains(text));
                    let stands: Vec<bool> = stands.collect();
                    // In most fields none of the texts has the word: no row need be asked.
                    if stands.contains(&true) {
                        coded.push((field, stands));
                    }
                }
                _ => {}
            }
        }
        let number = text.parse().ok().filter(|number: &i64| number.to_string() == text);
        Self { text: text.to_owned(), number, coded, numbers }
    }

    /// True if it stands in a text with a code, or is one of the row's numbers.
    fn is_told_by(&self, feature: &FeatureRef<'_>) -> bool {
        let has_code = |(field, stands): &(usize, Vec<bool>)| {
            feature.code(*field).is_some_and(|code| stands.get(code as usize) == Some(&true))
        };
        let is_number =
            |number: i64| self.numbers.iter().any(|&field| feature.value(field) == ValueRef::Integer(number));
        self.number.is_some_and(is_number) || self.coded.iter().any(has_code)
    }
}
