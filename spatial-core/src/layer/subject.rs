//! Whose table a layer is, and through which door it is written.

use std::fmt;

use crate::layer::Word;

/// Which table of which subject a layer is: the zones of `planning`. Layers of files nobody declared are of none.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Subject {
    /// The subject's name: `planning`.
    pub room: Word,
    /// Which of its tables: `zone`.
    pub table: Word,
}

/// Through which door the features of a layer are written.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum Door {
    /// One by one by whoever edits: `/collections/{layer}/items`.
    #[default]
    Items,
    /// Only as this subject's rules allow.
    Subject(Word),
}

impl Subject {
    /// A table of a subject; `None` if one of them is no word.
    pub fn new(room: &str, table: &str) -> Option<Self> {
        Some(Self { room: Word::parse(room)?, table: Word::parse(table)? })
    }

    /// Reads `planning/zone`.
    pub fn parse(text: &str) -> Option<Self> {
        let (room, table) = text.split_once('/')?;
        Self::new(room, table)
    }

    /// True if it is this table of this subject.
    pub fn is(&self, room: &str, table: &str) -> bool {
        self.room.as_str() == room && self.table.as_str() == table
    }
}

impl Door {
    /// Reads the word a store keeps: `items`, or the subject's name.
    pub fn parse(text: &str) -> Option<Self> {
        if text == "items" { Some(Self::Items) } else { Word::parse(text).map(Self::Subject) }
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.room.as_str(), self.table.as_str())
    }
}

impl fmt::Display for Door {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Items => f.write_str("items"),
            Self::Subject(word) => f.write_str(word.as_str()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subjects_and_doors_are_read_as_they_are_written() {
        assert_eq!(Subject::parse("planning/zone").unwrap().to_string(), "planning/zone");
        assert!(Subject::parse("planning/zone").unwrap().is("planning", "zone"));
        assert_eq!(Subject::parse("planning"), None);
        for text in ["items", "planning"] {
            assert_eq!(Door::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(Door::parse("Planning"), None);
    }
}
