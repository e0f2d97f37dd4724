//! Parameters that many addresses read.

use serde_json::{Value, json};
use spatial_core::message::Message;
use spatial_core::tiles::MAX_ZOOM;

use crate::config::Limits;
use crate::openapi::domain::{Domain, Id, OneOf, Text, Whole};
use crate::openapi::parameter::Parameter;
use crate::text::Language;

/// Longest name of something in an address; longer ones are nobody's.
const LONGEST_NAME: usize = 64;

/// What a document looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Representation {
    /// For programs.
    Json,
    /// For people.
    Html,
}

/// Which representation, whatever the headers say.
pub(crate) static F: Parameter<OneOf<Representation>> = Parameter::query(
    "f",
    OneOf {
        words: &[("json", Representation::Json), ("html", Representation::Html)],
        expected: "problem-expected-format",
    },
);

/// Which language, whatever the headers say.
pub(crate) static LANG: Parameter<LanguageTag> = Parameter::query("lang", LanguageTag);

/// The tag of a language of ours.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LanguageTag;

impl Domain for LanguageTag {
    type Value = Language;

    fn read(&self, text: &str) -> Option<Language> {
        Language::parse(text)
    }

    fn expected(&self) -> Message {
        Message::new("problem-expected-language")
    }

    fn schema(&self, _: &Limits) -> Value {
        json!({ "type": "string", "enum": Language::ALL.map(Language::tag) })
    }
}

/// A layer.
pub(crate) static COLLECTION: Parameter<Text> = Parameter::path("collectionId", Text { longest: LONGEST_NAME });

/// A feature of it.
pub(crate) static FEATURE: Parameter<Id> =
    Parameter::path("featureId", Id { least: 0, expected: "problem-expected-after" });

/// A name of something else.
pub(crate) const NAME: Text = Text { longest: LONGEST_NAME };

/// The zoom of a tile.
pub(crate) static Z: Parameter<Whole> = Parameter::path("z", Whole { least: 0, most: MAX_ZOOM as u32 });
/// Its column.
pub(crate) static X: Parameter<Whole> = Parameter::path("x", Whole { least: 0, most: (1 << MAX_ZOOM) - 1 });
/// Its row.
pub(crate) static Y: Parameter<Whole> = Parameter::path("y", Whole { least: 0, most: (1 << MAX_ZOOM) - 1 });
