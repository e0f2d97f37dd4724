//! What a column's declared type says, for files that are imported and files that are served.

use crate::layer::FieldType;

/// What a declaration says of a column's values; SQLite itself lets any value stand in any column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeclaredType {
    /// Values of a field.
    Field(FieldType),
    /// Bytes, which are no field.
    Bytes,
    /// Nothing we know: the values say what they are.
    Unstated,
}

impl DeclaredType {
    /// GeoPackage's column types (OGC 12-128r18, table 1), and those that other programs write by SQLite's rules of affinity
    /// (<https://www.sqlite.org/datatype3.html#affname>) or PostgreSQL's names. Sizes, as in `TEXT(40)`, do not matter.
    pub fn of(declared: &str) -> Self {
        let name = declared.split('(').next().unwrap_or_default().trim().to_ascii_uppercase();
        let is_one_of = |words: &[&str]| name.split_whitespace().any(|word| words.contains(&word));
        let contains = |words: &[&str]| words.iter().any(|word| name.contains(word));
        if is_one_of(&["BOOLEAN"]) {
            Self::Field(FieldType::Boolean)
        } else if name.split_whitespace().any(is_integer) {
            Self::Field(FieldType::Integer)
        } else if is_one_of(&["FLOAT", "DOUBLE", "REAL", "NUMERIC", "DECIMAL"]) {
            Self::Field(FieldType::Real)
        } else if name == "DATE" {
            Self::Field(FieldType::Date)
        } else if is_one_of(&["DATETIME", "TIMESTAMP"]) {
            Self::Field(FieldType::DateTime)
        } else if name == "JSON" {
            Self::Field(FieldType::Json)
        } else if contains(&["TEXT", "CHAR", "CLOB"]) {
            Self::Field(FieldType::Text)
        } else if contains(&["BLOB"]) {
            Self::Bytes
        } else {
            Self::Unstated
        }
    }
}

/// `INTEGER`, `BIGINT`, `INT8` and their like; not `POINT` and `INTERVAL`.
fn is_integer(word: &str) -> bool {
    let (size, bits) = (word.strip_suffix("INT"), word.strip_prefix("INT"));
    word == "INTEGER"
        || size.is_some_and(|size| !size.ends_with("PO"))
        || bits.is_some_and(|bits| bits.bytes().all(|digit| digit.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declared_types_of_other_programs_are_understood() {
        for (declared, kind) in [
            ("MEDIUMINT", DeclaredType::Field(FieldType::Integer)),
            ("INT8", DeclaredType::Field(FieldType::Integer)),
            ("unsigned big int", DeclaredType::Field(FieldType::Integer)),
            ("DOUBLE PRECISION", DeclaredType::Field(FieldType::Real)),
            ("NUMERIC(10,2)", DeclaredType::Field(FieldType::Real)),
            ("TEXT(40)", DeclaredType::Field(FieldType::Text)),
            ("VARCHAR(10)", DeclaredType::Field(FieldType::Text)),
            ("datetime", DeclaredType::Field(FieldType::DateTime)),
            ("JSON", DeclaredType::Field(FieldType::Json)),
            ("MEDIUMBLOB", DeclaredType::Bytes),
            ("", DeclaredType::Unstated),
            // No whole numbers, though SQLite takes them for such.
            ("MULTIPOINT", DeclaredType::Unstated),
            ("INTERVAL", DeclaredType::Unstated),
        ] {
            assert_eq!(DeclaredType::of(declared), kind, "{declared}");
        }
    }
}
