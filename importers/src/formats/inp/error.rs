//! Why a file is no `.inp` that can be read.

use spatial_core::message::{Message, Say};

/// A file that was refused whole. What is wrong in a file that can be read is a finding.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InpError {
    /// Larger than any network.
    #[error("{file} is larger than {limit_mb} MB")]
    TooLarge {
        /// The file's name.
        file: String,
        /// The limit.
        limit_mb: usize,
    },
    /// No text.
    #[error("line {line} of {file} is not text")]
    Binary {
        /// The file's name.
        file: String,
        /// The first line that is none.
        line: u64,
    },
    /// A line no program would write.
    #[error("line {line} of {file} has more than {limit} bytes")]
    LineTooLong {
        /// The file's name.
        file: String,
        /// Which one.
        line: u64,
        /// The limit.
        limit: usize,
    },
    /// A text without a section of EPANET's.
    #[error("{file} has no section of EPANET; line {line} says {found}")]
    NoSection {
        /// The file's name.
        file: String,
        /// The first line that says something; 1 if none does.
        line: u64,
        /// What it says.
        found: String,
    },
    /// Sections, but nothing in them.
    #[error("{file} has no node in its {lines} lines")]
    NoNodes {
        /// The file's name.
        file: String,
        /// How many lines were read.
        lines: u64,
    },
}

/// Codes of [`InpError`].
pub(super) const CODES: &[&str] =
    &["inp-too-large", "inp-binary", "inp-line-too-long", "inp-no-section", "inp-no-nodes"];

impl Say for InpError {
    fn message(&self) -> Message {
        match self {
            Self::TooLarge { file, limit_mb } => {
                Message::new("inp-too-large").with("file", file).with("limit", limit_mb)
            }
            Self::Binary { file, line } => Message::new("inp-binary").with("file", file).with("line", line),
            Self::LineTooLong { file, line, limit } => {
                Message::new("inp-line-too-long").with("file", file).with("line", line).with("limit", limit)
            }
            Self::NoSection { file, line, found } => {
                let holds = if found.is_empty() { "nothing" } else { "text" };
                let message = Message::new("inp-no-section").with("file", file).with("line", line);
                message.with("holds", holds).with("found", found)
            }
            Self::NoNodes { file, lines } => Message::new("inp-no-nodes").with("file", file).with("lines", lines),
        }
    }
}
