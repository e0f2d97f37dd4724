//! What is wrong with the parameters of a question.

use spatial_core::message::{Message, Say};

/// Characters of a bad value that are repeated to who sent it.
const LONGEST_SAID: usize = 64;

/// What is wrong with the parameters of a question.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParameterError {
    /// Nobody reads it.
    #[error("unknown parameter {name}")]
    Unknown {
        /// As asked.
        name: String,
    },
    /// Its value cannot be understood.
    #[error("parameter {name}: bad value {value}")]
    Invalid {
        /// Its name.
        name: String,
        /// As asked.
        value: String,
        /// The words for what it wants; they become part of the sentence.
        expected: Message,
    },
    /// It belongs to another question of this address.
    #[error("parameter {name} does not go with {other}")]
    Apart {
        /// Its name.
        name: String,
        /// The parameter that makes it this question.
        other: &'static str,
    },
    /// It says nothing without another one.
    #[error("parameter {name} needs {other}")]
    Alone {
        /// Its name.
        name: String,
        /// The parameter that is not there.
        other: &'static str,
    },
    /// It stands twice.
    #[error("parameter {name} given twice")]
    Twice {
        /// Its name.
        name: String,
    },
}

impl ParameterError {
    /// Nobody reads this parameter.
    pub(crate) fn unknown(name: &str) -> Self {
        Self::Unknown { name: name.chars().take(LONGEST_SAID).collect() }
    }

    /// Names a value nobody can read, cut where it would fill the page, and the words for what it should have been.
    pub(crate) fn invalid(name: &str, value: &str, expected: Message) -> Self {
        Self::Invalid { name: name.to_owned(), value: value.chars().take(LONGEST_SAID).collect(), expected }
    }

    /// The words for what a bad value should have been.
    pub(crate) fn expected(&self) -> Option<&Message> {
        match self {
            Self::Invalid { expected, .. } => Some(expected),
            _ => None,
        }
    }
}

impl Say for ParameterError {
    fn message(&self) -> Message {
        match self {
            Self::Unknown { name } => Message::new("problem-parameter-unknown").with("name", name),
            // What is needed and not there is told by the words for what it should be.
            Self::Invalid { name, value, .. } if value.trim().is_empty() => {
                Message::new("problem-parameter-missing").with("name", name)
            }
            Self::Invalid { name, value, .. } => {
                Message::new("problem-parameter-invalid").with("name", name).with("value", value)
            }
            Self::Apart { name, other } => {
                Message::new("problem-parameter-apart").with("name", name).with("other", *other)
            }
            Self::Alone { name, other } => {
                Message::new("problem-parameter-alone").with("name", name).with("other", *other)
            }
            Self::Twice { name } => Message::new("problem-parameter-twice").with("name", name),
        }
    }
}
