//! What can go wrong with a reference system.

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

impl Say for CrsError {
    fn message(&self) -> Message {
        match self {
            Self::Unknown { text } => Message::new("crs-unknown").with("text", text),
            Self::Withdrawn { code, by } => Message::new("crs-withdrawn").with("code", code).with("by", by),
            Self::Local => Message::new("crs-local"),
            Self::OutOfArea { x, y, crs } => Message::new("crs-out-of-area").with("x", x).with("y", y).with("crs", crs),
            Self::Proj { from, to, .. } => Message::new("crs-proj").with("from", from).with("to", to),
        }
    }
}
