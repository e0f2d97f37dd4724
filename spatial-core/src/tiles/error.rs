//! What can go wrong when someone asks for a tile.

use crate::message::{Message, Say};

/// Errors of the `tiles` room.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TilesError {
    /// The coordinate lies outside its grid.
    #[error("tile {z}/{x}/{y} is outside the grid")]
    OutsideGrid {
        /// Zoom as asked.
        z: u32,
        /// Column as asked.
        x: u32,
        /// Row as asked.
        y: u32,
    },
}

/// All message codes of this room.
pub const CODES: &[&str] = &["tile-outside-grid"];

impl Say for TilesError {
    fn message(&self) -> Message {
        match self {
            Self::OutsideGrid { z, x, y } => {
                Message::new("tile-outside-grid").with("z", z).with("x", x).with("y", y).with("max", super::MAX_ZOOM)
            }
        }
    }
}
