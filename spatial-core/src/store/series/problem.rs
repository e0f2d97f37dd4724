//! What can be wrong with a question to a series, or with what is to be appended.

use crate::message::{Message, Say};
use crate::store::series::{SeriesName, Timestamp};

/// Why nothing was appended or answered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SeriesProblem {
    /// The text is no name of a series.
    #[error("{name:?} is no name of a series")]
    NameInvalid {
        /// As given.
        name: String,
    },
    /// No series of this name is declared.
    #[error("no series {series}")]
    NotFound {
        /// Its name.
        series: SeriesName,
    },
    /// More at once than allowed.
    #[error("{given} at once, at most {most}")]
    TooMany {
        /// How many were given.
        given: usize,
        /// How many may be.
        most: usize,
    },
    /// The value is no number, or infinite.
    #[error("series {series}, stream {stream}: not a finite value")]
    NotFinite {
        /// Its series.
        series: SeriesName,
        /// Its stream.
        stream: u64,
    },
    /// The moment is before 1900 or after 2099.
    #[error("series {series}, stream {stream}: no observation is at {} µs", .at.0)]
    OutOfTime {
        /// Its series.
        series: SeriesName,
        /// Its stream.
        stream: u64,
        /// As given.
        at: Timestamp,
    },
    /// The number of the stream is too large.
    #[error("series {series}: no stream {stream}")]
    NoStream {
        /// Its series.
        series: SeriesName,
        /// As given.
        stream: u64,
    },
}

impl Say for SeriesProblem {
    fn message(&self) -> Message {
        match self {
            Self::NameInvalid { name } => Message::new("series-name-invalid").with("name", name.escape_debug()),
            Self::NotFound { series } => Message::new("series-not-found").with("series", series),
            Self::TooMany { given, most } => Message::new("series-too-many").with("given", given).with("most", most),
            Self::NotFinite { series, stream } => {
                Message::new("observation-not-finite").with("series", series).with("stream", stream)
            }
            Self::OutOfTime { series, stream, .. } => {
                Message::new("observation-out-of-time").with("series", series).with("stream", stream)
            }
            Self::NoStream { series, stream } => {
                Message::new("observation-no-stream").with("series", series).with("stream", stream)
            }
        }
    }
}
