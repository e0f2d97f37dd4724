//! A mapping file: what the fields of a foreign file are called and mean here.
//!
//! ```toml
//! title = "Thửa đất 2025"
//! key = "so_thua"
//! class_field = "loai_dat"
//!
//! [fields]
//! FLURST_NR = "so_thua"
//! FLAECHE = { name = "dien_tich", type = "real", role = "registered_area", unit = "m2" }
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
use spatial_core::layer::{FieldRole, FieldType, Unit, Value};

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
#[derive(Debug, Clone, Default)]
pub struct FieldRule {
    /// Its name here, if it changes.
    pub name: Option<String>,
    /// Its type, if it is not left to the values.
    pub kind: Option<FieldType>,
    /// It is left out.
    pub is_dropped: bool,
    /// For staff only (true) or for anyone (false), whatever its name looks like.
    pub is_private: Option<bool>,
    /// The part it plays, if it is not left to its name.
    pub role: Option<FieldRole>,
    /// What its numbers count, if it is not left to its name.
    pub unit: Option<Unit>,
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
    #[serde(default, deserialize_with = "field_role")]
    role: Option<FieldRole>,
    #[serde(default, deserialize_with = "unit")]
    unit: Option<Unit>,
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
        f.write_str("\"name\" or { name, type, role, unit, private, drop }")
    }

    fn visit_str<E>(self, name: &str) -> Result<FieldRule, E> {
        Ok(FieldRule { name: Some(name.to_owned()), ..FieldRule::default() })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<FieldRule, A::Error> {
        let raw = RawFields::deserialize(MapAccessDeserializer::new(map))?;
        let RawFields { name, kind, drop, private, role, unit } = raw;
        Ok(FieldRule { name, kind, is_dropped: drop, is_private: private, role, unit })
    }
}

/// A field's type by the word the store uses.
fn field_type<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<FieldType>, D::Error> {
    known(deserializer, "type", FieldType::parse, &FieldType::ALL.map(FieldType::as_str))
}

/// A field's role by the word the store uses.
fn field_role<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<FieldRole>, D::Error> {
    let words: Vec<&str> = FieldRole::ALL.iter().map(|role| role.as_str()).collect();
    known(deserializer, "role", FieldRole::parse, &words)
}

/// A unit by the word the store uses.
fn unit<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Unit>, D::Error> {
    let words: Vec<&str> = Unit::ALL.iter().map(|unit| unit.as_str()).collect();
    known(deserializer, "unit", Unit::parse, &words)
}

/// What a word means; an unknown one is refused with those that are known.
fn known<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    key: &str,
    parse: fn(&str) -> Option<T>,
    words: &[&str],
) -> Result<Option<T>, D::Error> {
    let word = String::deserialize(deserializer)?;
    let unknown = || D::Error::custom(format!("{key} = {word:?}: {}", words.join(", ")));
    parse(&word).map(Some).ok_or_else(unknown)
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
        if let Some(name) = mapping.doubled_name() {
            return Err(problem(format!("[fields] … = {name:?}, 2 ×")));
        }
        match mapping.doubled_role() {
            Some(role) => Err(problem(format!("[fields] … role = {:?}, 2 ×", role.as_str()))),
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

    /// True if it says of a field what it means.
    pub(crate) fn says_meanings(&self) -> bool {
        self.kept().any(|(_, rule)| rule.role.is_some() || rule.unit.is_some())
    }

    /// True if it says of a field that it is what colours the map.
    pub(crate) fn says_class(&self) -> bool {
        self.kept().any(|(_, rule)| rule.role == Some(FieldRole::Class))
    }

    fn kept(&self) -> impl Iterator<Item = (&String, &FieldRule)> {
        self.fields.iter().filter(|(_, rule)| !rule.is_dropped)
    }

    /// A part that two fields would play; mentions may be several.
    fn doubled_role(&self) -> Option<FieldRole> {
        let other_class = |rule: &&FieldRule, name: &str| {
            rule.role == Some(FieldRole::Class) && self.class_field.as_deref().is_some_and(|class| class != name)
        };
        let named = self.kept().map(|(from, rule)| (rule.name.as_ref().unwrap_or(from), rule));
        if named.into_iter().any(|(name, rule)| other_class(&rule, name)) {
            return Some(FieldRole::Class);
        }
        let mut roles: Vec<FieldRole> = self.kept().filter_map(|(_, rule)| rule.role).collect();
        roles.sort_unstable();
        roles.windows(2).find(|pair| pair[0] == pair[1] && pair[0] != FieldRole::Mention).map(|pair| pair[0])
    }

    /// A name that two fields or constants would share.
    fn doubled_name(&self) -> Option<&str> {
        let mut names: Vec<&str> = self.kept().map(|(from, rule)| rule.name.as_deref().unwrap_or(from)).collect();
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

    #[test]
    fn an_unknown_role_or_unit_is_refused_with_those_that_are_known() {
        for (rule, known) in [("role = \"colour\"", "sheet, number"), ("unit = \"foot\"", "m, mm, m2")] {
            let error = read(&format!("[fields]\nA = {{ {rule} }}\n")).unwrap_err();
            let words = |problem: &str| problem.contains("line 2") && problem.contains(known);
            assert!(matches!(&error, ImportError::Mapping { problem, .. } if words(problem)), "{error:?}");
        }
        let mapping = read("[fields]\nA = { role = \"sheet\" }\nB = { unit = \"m2\" }\n").unwrap();
        assert_eq!(mapping.fields["A"].role, Some(FieldRole::Sheet));
        assert_eq!(mapping.fields["B"].unit, Some(Unit::SquareMetre));
    }

    #[test]
    fn a_part_is_played_by_one_field() {
        assert!(read("[fields]\nA = { role = \"name\" }\nB = { role = \"name\" }\n").is_err());
        assert!(read("class_field = \"B\"\n[fields]\nA = { role = \"class\" }\n").is_err());
        assert!(read("class_field = \"b\"\n[fields]\nA = { name = \"b\", role = \"class\" }\n").is_ok());
        assert!(read("[fields]\nA = { role = \"mention\" }\nB = { role = \"mention\" }\n").is_ok());
    }
}
