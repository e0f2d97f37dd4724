//! What a person holds beyond what everybody may: to be one of the authority's own people, or a power over a subject.
//!
//! Grants are held with the users (`store::private`); questions carry them interned, as an [`Audience`](crate::layer::Audience).

use std::fmt;
use std::sync::Arc;

/// One right of a person.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Grant {
    /// One of the authority's own people: all fields, and quarantine.
    Staff,
    /// A power over a subject: `planning.draft`; in one commune only if an area is named: `planning.draft@26506`.
    Subject {
        /// The subject's name: `planning`.
        subject: Word,
        /// What may be done or seen: `draft`.
        power: Word,
        /// Code of the commune it is for; everywhere if none.
        area: Option<Area>,
    },
}

/// A short name of ours: `[a-z][a-z0-9_]{0,31}`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Word(Arc<str>);

/// The code of an area, as a layer's area field holds it: a commune's `26506`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Area(Arc<str>);

/// No word or code in use comes near; what comes from outside must end somewhere.
const MOST_LETTERS: usize = 32;

impl Grant {
    /// A power over a subject everywhere; `None` if one of them is no word.
    pub fn over(subject: &str, power: &str) -> Option<Self> {
        Some(Self::Subject { subject: Word::parse(subject)?, power: Word::parse(power)?, area: None })
    }

    /// Reads `staff`, `planning.draft` or `planning.draft@26506`.
    pub fn parse(text: &str) -> Option<Self> {
        if text == "staff" {
            return Some(Self::Staff);
        }
        let (power, area) = match text.split_once('@') {
            Some((power, area)) => (power, Some(Area::parse(area)?)),
            None => (text, None),
        };
        let (subject, power) = power.split_once('.')?;
        Some(Self::Subject { subject: Word::parse(subject)?, power: Word::parse(power)?, area })
    }
}

impl Word {
    /// Reads a word.
    pub fn parse(text: &str) -> Option<Self> {
        let fits = text.len() <= MOST_LETTERS
            && text.starts_with(|c: char| c.is_ascii_lowercase())
            && text.bytes().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'_');
        fits.then(|| Self(text.into()))
    }

    /// As text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Area {
    /// Reads a code: letters, digits, `_`, `-` and dots.
    pub fn parse(text: &str) -> Option<Self> {
        let fits = (1..=MOST_LETTERS).contains(&text.len())
            && text.bytes().all(|c| c.is_ascii_alphanumeric() || b"_-.".contains(&c));
        fits.then(|| Self(text.into()))
    }

    /// As text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Grant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Staff => f.write_str("staff"),
            Self::Subject { subject, power, area: None } => write!(f, "{}.{}", subject.0, power.0),
            Self::Subject { subject, power, area: Some(area) } => write!(f, "{}.{}@{}", subject.0, power.0, area.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grants_are_read_as_they_are_written() {
        for text in ["staff", "planning.draft", "planning.draft@26506", "water.close@HCM-01"] {
            assert_eq!(Grant::parse(text).unwrap().to_string(), text);
        }
        for bad in
            ["", "planning", "Planning.draft", "planning.draft@", "planning.draft@a b", "planning.", ".draft", "a.b.c"]
        {
            assert_eq!(Grant::parse(bad), None, "{bad}");
        }
    }
}
