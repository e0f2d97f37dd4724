//! A mapping file: what the fields of a foreign file are called and mean here.
//!
//! ```toml
//! title = "Thửa đất 2025"
//! key = "so_thua"
//! class_field = "loai_dat"
//!
//! [fields]
//! FLURST_NR = "so_thua"
//! FLAECHE = { name = "dien_tich", type = "real" }
//! GHI_CHU = { private = true }
//! OBJECTID = { drop = true }
//!
//! [constants]
//! ma_xa = "26506"
//! ```
//!
//! It is read here and applied in `schema`.

use std::collections::BTreeMap;
use std::fmt::Formatter;
use std::io::Read;
use std::path::Path;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use spatial_core::layer::{FieldType, Value};

use crate::error::{ImportError, shortened};

/// A mapping file larger than this is something else.
const MAX_BYTES: u64 = 1 << 20;

/// What a mapping says.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Mapping {
    /// The layer's title.
    pub title: Option<String>,
    /// The layer wanted, of files that hold several.
    pub source_layer: Option<String>,
    /// The field by which records are known to people, and found again in mode `update`; its name here.
    pub key: Option<String>,
    /// The field whose value colours the map; its name here.
    pub class_field: Option<String>,
    /// Below this zoom tiles do not carry the layer.
    pub min_zoom: Option<u8>,
    /// Attribution to show on maps.
    pub attribution: Option<String>,
    /// By name in the file.
    pub fields: BTreeMap<String, FieldRule>,
    /// Fields with one value for all features.
    pub constants: BTreeMap<String, Constant>,
}

/// What becomes of one field.
#[derive(Debug, Clone)]
pub struct FieldRule {
    /// Its name here, if it changes.
    pub name: Option<String>,
    /// Its type, if it is not left to the values.
    pub kind: Option<FieldType>,
    /// It is left out.
    pub is_dropped: bool,
    /// For staff only (true) or for anyone (false), whatever its name looks like.
    pub is_private: Option<bool>,
}

/// A value in a mapping file.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum Constant {
    /// Yes or no.
    Boolean(bool),
    /// Whole number.
    Integer(i64),
    /// Finite number.
    Real(f64),
    /// Text.
    Text(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFields {
    name: Option<String>,
    #[serde(rename = "type", default, deserialize_with = "field_type")]
    kind: Option<FieldType>,
    #[serde(default)]
    drop: bool,
    private: Option<bool>,
}

impl<'de> Deserialize<'de> for FieldRule {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RuleVisitor)
    }
}

/// Takes a name or a table; errors are those of the table, with their line.
struct RuleVisitor;

impl<'de> Visitor<'de> for RuleVisitor {
    type Value = FieldRule;

    fn expecting(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.write_str("\"name\" or { name, type, private, drop }")
    }

    fn visit_str<E>(self, name: &str) -> Result<FieldRule, E> {
        Ok(FieldRule { name: Some(name.to_owned()), kind: None, is_dropped: false, is_private: None })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<FieldRule, A::Error> {
        let raw = RawFields::deserialize(MapAccessDeserializer::new(map))?;
        Ok(FieldRule { name: raw.name, kind: raw.kind, is_dropped: raw.drop, is_private: raw.private })
    }
}

/// A field's type by the word the store uses.
fn field_type<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<FieldType>, D::Error> {
    let word = String::deserialize(deserializer)?;
    let words = || FieldType::ALL.map(FieldType::as_str).join(", ");
    FieldType::parse(&word).map(Some).ok_or_else(|| D::Error::custom(format!("type = {word:?}: {}", words())))
}

impl Constant {
    /// The value, and the type of a field that holds it.
    pub(crate) fn value(&self) -> (Value, FieldType) {
        match self {
            Self::Boolean(value) => (Value::Boolean(*value), FieldType::Boolean),
            Self::Integer(value) => (Value::Integer(*value), FieldType::Integer),
            Self::Real(value) if value.is_finite() => (Value::Real(*value), FieldType::Real),
            Self::Real(value) => (Value::text(value.to_string()), FieldType::Text),
            Self::Text(value) => (Value::text(value.as_str()), FieldType::Text),
        }
    }
}

impl Mapping {
    /// Reads a mapping file.
    ///
    /// # Errors
    /// [`ImportError::Unreadable`], or [`ImportError::Mapping`] with line and column.
    pub fn read(path: &Path) -> Result<Self, ImportError> {
        let unreadable = |source| ImportError::Unreadable { path: path.to_owned(), source };
        let problem = |problem: String| ImportError::Mapping { path: path.to_owned(), problem: brief(&problem) };
        if !std::fs::metadata(path).map_err(unreadable)?.is_file() {
            return Err(ImportError::NotAFile { path: path.to_owned() });
        }
        let mut text = Vec::new();
        let file = std::fs::File::open(path).map_err(unreadable)?;
        file.take(MAX_BYTES + 1).read_to_end(&mut text).map_err(unreadable)?;
        if text.len() as u64 > MAX_BYTES {
            return Err(problem(format!("> {MAX_BYTES} bytes")));
        }
        let mapping = Self::parse(&text).map_err(problem)?;
        match mapping.doubled_name() {
            Some(name) => Err(problem(format!("[fields] … = {name:?}, 2 ×"))),
            None => Ok(mapping),
        }
    }

    /// What a text says; if it says nothing we understand, why.
    fn parse(text: &[u8]) -> Result<Self, String> {
        let text = std::str::from_utf8(text).map_err(|error| error.to_string())?;
        toml::from_str(text).map_err(|error| error.to_string())
    }

    /// True if the field of this name here is to be for staff only.
    pub(crate) fn hides(&self, name: &str) -> bool {
        let wished = |(from, rule): (&String, &FieldRule)| {
            !rule.is_dropped && rule.is_private == Some(true) && rule.name.as_ref().unwrap_or(from) == name
        };
        self.fields.iter().any(wished)
    }

    /// A name that two fields or constants would share.
    fn doubled_name(&self) -> Option<&str> {
        let kept = self.fields.iter().filter(|(_, rule)| !rule.is_dropped);
        let mut names: Vec<&str> = kept.map(|(from, rule)| rule.name.as_deref().unwrap_or(from)).collect();
        names.extend(self.constants.keys().map(String::as_str));
        names.sort_unstable();
        names.windows(2).find(|pair| pair[0] == pair[1]).map(|pair| pair[0])
    }
}

/// What a person can read of a reader's words, which repeat the line that is wrong however long it is.
fn brief(problem: &str) -> String {
    const LINES: usize = 12;
    let lines: Vec<String> = problem.lines().take(LINES).map(shortened).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Mapping, ImportError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mapping.toml");
        std::fs::write(&path, text).unwrap();
        Mapping::read(&path)
    }

    #[test]
    fn fields_are_renamed_typed_hidden_and_dropped() {
        let mapping = read(
            "title = \"Thửa đất\"\nmin_zoom = 12\n[fields]\nNR = \"so_thua\"\nF = { name = \"dien_tich\", type = \"real\" }\n\
             X = { drop = true }\nGHI_CHU = { private = true }\n[constants]\nma_xa = \"26506\"\nnam = 2025\n",
        )
        .unwrap();
        assert_eq!(mapping.title.as_deref(), Some("Thửa đất"));
        assert_eq!(mapping.fields["NR"].name.as_deref(), Some("so_thua"));
        assert_eq!(mapping.fields["F"].kind, Some(FieldType::Real));
        assert!(mapping.fields["X"].is_dropped);
        assert_eq!(mapping.fields["GHI_CHU"].is_private, Some(true));
        assert_eq!(mapping.constants["nam"].value(), (Value::Integer(2025), FieldType::Integer));
    }

    #[test]
    fn a_misspelt_word_is_refused_with_its_line() {
        let error = read("titel = \"x\"\n").unwrap_err();
        assert!(matches!(&error, ImportError::Mapping { problem, .. } if problem.contains("line 1")), "{error}");
        assert!(read("[fields]\nA = \"x\"\nB = \"x\"\n").is_err());
        let error = read("[fields]\nA = { type = \"number\" }\n").unwrap_err();
        let words = |problem: &str| problem.contains("line 2") && problem.contains("boolean, integer, real");
        assert!(matches!(&error, ImportError::Mapping { problem, .. } if words(problem)), "{error:?}");
    }
}
