//! One thing that is wrong with what was sent: where, why, and what to do next.

use schemars::JsonSchema;
use serde::Serialize;
use spatial_core::geometry::Defect;
use spatial_core::layer::{FieldType, Layer};
use spatial_core::message::{Message, Say};

use crate::text::Language;

/// One reason why a feature is not saved.
#[derive(Debug, Clone, PartialEq)]
pub struct EditFinding {
    message: Message,
    /// `geometry`, `properties.floors`, ….
    member: String,
    /// In the coordinates of the request.
    place: Option<[f64; 2]>,
    /// Id of the words for what a value should have been.
    expected: Option<&'static str>,
    /// Id of the sentence about what to do next.
    remedy: &'static str,
    /// Nothing was to be saved: it is wrong with a question.
    is_asked: bool,
}

/// A finding as it is answered.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Said {
    code: &'static str,
    member: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<[f64; 2]>,
    reason: String,
    remedy: String,
}

impl Said {
    /// All of it on one line.
    pub(crate) fn line(&self) -> String {
        format!("{}: {} {}", self.member, self.reason, self.remedy)
    }
}

impl EditFinding {
    pub(crate) fn new(member: impl Into<String>, message: Message) -> Self {
        Self {
            message,
            member: member.into(),
            place: None,
            expected: None,
            remedy: "edit-remedy-correct",
            is_asked: false,
        }
    }

    /// Something about the geometry as a whole, or a place in it.
    pub(crate) fn of_shape(message: Message, place: Option<[f64; 2]>) -> Self {
        Self { place, ..Self::new("geometry", message) }
    }

    /// The same, of a feature that is part of what was sent.
    pub(crate) fn within(self, part: &str) -> Self {
        Self { member: format!("{part}.{}", self.member), ..self }
    }

    /// The same, of something that was sent to be asked about: `member` holds it, and nothing was to be saved.
    pub(crate) fn asked(self, member: Option<&str>) -> Self {
        let remedy = match self.remedy {
            "edit-remedy-mendable" => "asked-remedy-mendable",
            "edit-remedy-redraw" => "asked-remedy-redraw",
            _ => "asked-remedy-correct",
        };
        Self { member: member.map_or(self.member, str::to_owned), remedy, is_asked: true, ..self }
    }

    /// True if nothing was to be saved.
    pub(crate) fn is_asked(&self) -> bool {
        self.is_asked
    }

    /// Its code.
    pub(crate) fn code(&self) -> &'static str {
        self.message.code
    }

    /// A fault of a shape; what can be mended is not mended behind the editor's back.
    pub(crate) fn of_defect(defect: &Defect, place: Option<[f64; 2]>, is_mendable: bool) -> Self {
        let remedy = if is_mendable { "edit-remedy-mendable" } else { "edit-remedy-redraw" };
        Self { remedy, ..Self::of_shape(defect.message(), place) }
    }

    /// A value that is not of its field's type.
    pub(crate) fn of_value(field: &str, kind: FieldType) -> Self {
        let message = Message::new("edit-value").with("field", field);
        Self { expected: Some(expected_words(kind)), ..Self::new(format!("properties.{field}"), message) }
    }

    /// What the store's own check refused.
    pub(crate) fn of_field(layer: &Layer, field: &str) -> Self {
        match layer.schema.position(field) {
            Some(at) => Self::of_value(field, layer.schema.fields[at].kind),
            None => Self::of_shape(Message::new("edit-geometry-unreadable"), None),
        }
    }

    /// In the reader's language.
    pub(crate) fn said(&self, language: Language) -> Said {
        let message = match self.expected {
            Some(words) => self.message.clone().with("expected", language.text(words)),
            None => self.message.clone(),
        };
        Said {
            code: message.code,
            member: self.member.clone(),
            place: self.place,
            reason: language.say(&message),
            remedy: language.text(self.remedy),
        }
    }

    #[cfg(test)]
    pub(crate) fn told(&self) -> String {
        format!("{} {}", self.member, self.message.code)
    }
}

/// Id of the words for what a field's values are.
fn expected_words(kind: FieldType) -> &'static str {
    match kind {
        FieldType::Boolean => "problem-expected-boolean",
        FieldType::Integer => "problem-expected-integer",
        FieldType::Real => "problem-expected-real",
        FieldType::Text => "edit-expected-text",
        FieldType::Date => "edit-expected-date",
        FieldType::DateTime => "edit-expected-datetime",
        FieldType::Json => "edit-expected-json",
    }
}
