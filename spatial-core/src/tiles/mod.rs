//! Vector tiles: grids, clipping, snapping, MVT 2.1. No database, no HTTP, no clock.

mod clip;
mod dictionary;
mod draw;
mod error;
mod grid;
mod snap;
mod wire;

pub use error::{CODES, TilesError};
pub use grid::{BUFFER, EXTENT, MAX_ZOOM, TileCoord};
