//! What the catalogue of either store keeps as words: what a field means, whose a layer is, who sees its rows.

use crate::layer::{Clearance, Door, Field, FieldRole, FieldType, Layer, LayerName, Meaning, RowPolicy, Subject, Unit};

/// The words of one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) struct FieldWords {
    pub name: String,
    pub kind: String,
    pub clearance: String,
    pub role: Option<String>,
    pub unit: Option<String>,
    pub refers: Option<String>,
}

/// The words of a layer that say whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) struct OwnerWords {
    pub subject: Option<String>,
    pub door: String,
    pub rows: Option<String>,
}

/// Whose a layer is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) struct Owned {
    pub subject: Option<Subject>,
    pub door: Door,
    pub rows: Option<RowPolicy>,
}

impl FieldWords {
    pub(in crate::store) fn of(field: &Field) -> Self {
        let meaning = &field.meaning;
        Self {
            name: field.name.clone(),
            kind: field.kind.as_str().to_owned(),
            clearance: field.clearance.to_string(),
            role: meaning.role.map(|role| role.as_str().to_owned()),
            unit: meaning.unit.map(|unit| unit.as_str().to_owned()),
            refers: meaning.refers.as_ref().map(LayerName::to_string),
        }
    }

    /// The field. A role or unit this program does not know is none to it; an unknown clearance is for staff.
    pub(in crate::store) fn field(self) -> Field {
        Field {
            name: self.name,
            kind: FieldType::parse(&self.kind).unwrap_or(FieldType::Text),
            clearance: Clearance::parse(&self.clearance).unwrap_or_default(),
            meaning: Meaning {
                role: self.role.as_deref().and_then(FieldRole::parse),
                unit: self.unit.as_deref().and_then(Unit::parse),
                refers: self.refers.as_deref().and_then(LayerName::parse_stored),
            },
        }
    }
}

impl OwnerWords {
    pub(in crate::store) fn of(layer: &Layer) -> Self {
        Self {
            subject: layer.subject.as_ref().map(Subject::to_string),
            door: layer.door.to_string(),
            rows: layer.rows.as_ref().map(RowPolicy::to_text),
        }
    }

    /// `None` if a word is unknown: then nobody knows who may see or write what.
    pub(in crate::store) fn owned(&self) -> Option<Owned> {
        let subject = match &self.subject {
            Some(text) => Some(Subject::parse(text)?),
            None => None,
        };
        let rows = match &self.rows {
            Some(text) => Some(RowPolicy::parse(text)?),
            None => None,
        };
        Some(Owned { subject, door: Door::parse(&self.door)?, rows })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_word_about_a_field_hides_it_and_one_about_a_layer_hides_the_layer() {
        let words = FieldWords {
            name: "ten".to_owned(),
            kind: "text".to_owned(),
            clearance: "everyone".to_owned(),
            role: Some("colour".to_owned()),
            unit: None,
            refers: Some("plans".to_owned()),
        };
        let field = words.field();
        assert_eq!((field.clearance, field.meaning.role), (Clearance::Staff, None));
        assert_eq!(field.meaning.refers.unwrap().as_str(), "plans");
        let words = OwnerWords { subject: None, door: "items".to_owned(), rows: Some("else=1".to_owned()) };
        assert_eq!(words.owned(), None);
        assert!(OwnerWords { rows: None, ..words }.owned().is_some());
    }
}
