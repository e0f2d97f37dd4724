//! From keys to ids (design §2, "Identity").
//!
//! One column of whole numbers is the id. Every other key has a canonical text: for each column its number of letters, a colon, and
//! its text (`26506`, `12` → `5:265062:12`), so that no two keys share one. The id is the first 53 bits of the SHA-256 of that
//! text in UTF-8 (0 counts as 1): the database can compute it, and with it hand over rows in order of id however many there are; and
//! anybody can check it.

use super::column::ColumnType;

/// How rows are named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Key {
    /// A column of whole numbers, quoted.
    Whole(String),
    /// Columns whose texts are hashed.
    Hashed {
        /// Each quoted, with its text and its type.
        columns: Vec<KeyColumn>,
        /// Bits of the id.
        bits: u32,
    },
}

/// One column of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct KeyColumn {
    pub(super) column: String,
    pub(super) text: String,
    pub(super) kind: ColumnType,
}

/// Most rows of a table whose ids are hashed: beyond it two of them colliding is no longer remote (1 in 180 at this number).
pub(super) const MOST_HASHED: usize = 10_000_000;

/// Bits of the hash that are looked at.
const TAKEN_BITS: u32 = 56;

impl Key {
    /// What to select: the id and the canonical text, where there is one.
    pub(super) fn select(&self) -> [String; 2] {
        match self {
            Self::Whole(column) => [format!("{column}::bigint"), "NULL::text".to_owned()],
            Self::Hashed { bits, .. } => {
                let hash = "left(encode(sha256(convert_to(k.canonical, 'UTF8')), 'hex'), 14)";
                let id = format!("greatest(1, ('x' || {hash})::bit({TAKEN_BITS})::bigint >> {})", TAKEN_BITS - bits);
                [id, "k.canonical".to_owned()]
            }
        }
    }

    /// What stands behind the table in `FROM` for that.
    pub(super) fn from(&self) -> String {
        let Self::Hashed { columns, .. } = self else { return String::new() };
        let part = |column: &KeyColumn| format!("char_length({0})::text || ':' || {0}", column.text);
        let canonical: Vec<String> = columns.iter().map(part).collect();
        format!(" CROSS JOIN LATERAL (SELECT {} AS canonical) AS k", canonical.join(" || "))
    }
}

/// The texts a canonical text is made of; none if it is not one.
pub(super) fn parts(canonical: &str) -> Vec<&str> {
    let (mut rest, mut parts) = (canonical, Vec::new());
    while let Some((letters, behind)) = rest.split_once(':') {
        let Ok(letters) = letters.parse::<usize>() else { return Vec::new() };
        let end = behind.char_indices().nth(letters).map_or(behind.len(), |(at, _)| at);
        let (part, next) = behind.split_at(end);
        parts.push(part);
        rest = next;
    }
    parts
}

/// A key for people: `26506, 12, 7`.
pub(super) fn spoken(canonical: &str) -> String {
    parts(canonical).join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_canonical_text_tells_its_parts() {
        assert_eq!(parts("5:265062:121:7"), ["26506", "12", "7"]);
        assert_eq!(parts("0:3:a:b"), ["", "a:b"]);
        assert_eq!(parts("4:Đất "), ["Đất "]);
        assert_eq!(spoken("5:265062:12"), "26506, 12");
        assert!(parts("x:y").is_empty());
    }
}
