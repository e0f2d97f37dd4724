//! What can go wrong with a reference system.

use crate::crs::wkt::Difference;
use crate::message::{Message, Say};

/// Errors of the `crs` room.
#[derive(Debug, thiserror::Error)]
pub enum CrsError {
    /// The text names no reference system we know.
    #[error("unknown reference system {text}")]
    Unknown {
        /// As written by the caller.
        text: String,
    },
    /// EPSG withdrew the code because its definition was wrong, and put another in its place.
    #[error("EPSG:{code} is withdrawn in favour of EPSG:{by}")]
    Withdrawn {
        /// As written by the caller.
        code: u32,
        /// What replaced it.
        by: u32,
    },
    /// A code that its own parameters contradict, and these are none of a system we know.
    #[error("EPSG:{} against {} {}", .0.code, .0.difference.what, .0.difference.found)]
    Contradicted(Box<CrsContradiction>),
    /// `local` coordinates have no place on the earth.
    #[error("local coordinates cannot be transformed")]
    Local,
    /// A coordinate lies outside what the operation can transform.
    #[error("coordinate {x}, {y} is outside the area of {crs}")]
    OutOfArea {
        /// Easting or longitude.
        x: f64,
        /// Northing or latitude.
        y: f64,
        /// The reference system.
        crs: String,
    },
    /// PROJ refused.
    #[error("PROJ cannot transform {from} to {to}")]
    Proj {
        /// Source.
        from: String,
        /// Target.
        to: String,
        /// PROJ's own words.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

/// A code that its own parameters contradict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrsContradiction {
    /// What is stated: the code, or a name that speaks of it.
    pub stated: String,
    /// The EPSG code of it.
    pub code: u32,
    /// What differs, what the parameters state, and what the code stands for.
    pub difference: Difference,
}

impl CrsContradiction {
    /// Of a stated code.
    pub(super) fn of_code(code: u32, difference: Difference) -> Self {
        Self { stated: format!("EPSG:{code}"), code, difference }
    }

    /// The message with what differs: `stated`, `code`, `what`, `found` and `expected`.
    pub fn told(&self, message: Message) -> Message {
        let Difference { what, found, expected } = &self.difference;
        let message = message.with("stated", &self.stated).with("code", self.code);
        message.with("what", what).with("found", found).with("expected", expected)
    }
}

impl Say for CrsError {
    fn message(&self) -> Message {
        match self {
            Self::Unknown { text } => Message::new("crs-unknown").with("text", text),
            Self::Withdrawn { code, by } => Message::new("crs-withdrawn").with("code", code).with("by", by),
            Self::Contradicted(contradiction) => contradiction.told(Message::new("crs-contradicted")),
            Self::Local => Message::new("crs-local"),
            Self::OutOfArea { x, y, crs } => Message::new("crs-out-of-area").with("x", x).with("y", y).with("crs", crs),
            Self::Proj { from, to, .. } => Message::new("crs-proj").with("from", from).with("to", to),
        }
    }
}
