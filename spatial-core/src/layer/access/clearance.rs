//! What must be held to see something: a layer, a field, the rows of a state.

use std::fmt;

use crate::layer::{Grant, Word};

/// What somebody must hold.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Clearance {
    /// Nothing: anyone sees it.
    Open,
    /// To be one of the authority's own people.
    #[default]
    Staff,
    /// A power over a subject.
    Grant {
        /// The subject.
        subject: Word,
        /// The power.
        power: Word,
    },
}

impl Clearance {
    /// True if anyone sees it.
    pub fn is_open(&self) -> bool {
        *self == Self::Open
    }

    /// That of what takes the place of something: who hid it while its successor was made is not undone.
    pub fn replacing(self, live: &Self) -> Self {
        if live.is_open() { self } else { live.clone() }
    }

    /// Reads the word a store keeps: `anonymous`, `staff`, `planning.draft`.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "anonymous" => Some(Self::Open),
            _ => match Grant::parse(text)? {
                Grant::Staff => Some(Self::Staff),
                Grant::Subject { subject, power, area: None } => Some(Self::Grant { subject, power }),
                Grant::Subject { .. } => None,
            },
        }
    }
}

impl fmt::Display for Clearance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Open => f.write_str("anonymous"),
            Self::Staff => f.write_str("staff"),
            Self::Grant { subject, power } => write!(f, "{}.{}", subject.as_str(), power.as_str()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clearances_are_read_as_they_are_written() {
        for text in ["anonymous", "staff", "planning.draft"] {
            assert_eq!(Clearance::parse(text).unwrap().to_string(), text);
        }
        for bad in ["", "everyone", "planning.draft@26506"] {
            assert_eq!(Clearance::parse(bad), None, "{bad}");
        }
    }
}
