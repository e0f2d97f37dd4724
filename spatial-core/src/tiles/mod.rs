//! Vector tiles: grids, clipping, snapping, MVT 2.1. No database, no HTTP, no clock.
//!
//! In reading order: `encode` (the door), `grid`, `draw` (a shape on its way into a tile), `fields` (what is told of it),
//! `write` (the layer being written, on `wire`), `low` (zooms up to 13).

mod draw;
mod encode;
mod error;
mod fields;
mod grid;
mod low;
mod wire;
mod write;

#[cfg(test)]
mod strict;
#[cfg(test)]
mod tests;

pub use encode::{Encoder, LowZooms, Tile, TileLayer, encode, encode_into};
pub use error::{CODES, TilesError};
pub use fields::ALL_FIELDS_FROM;
pub use grid::{BUFFER, EXTENT, MAX_ZOOM, TileCoord};

/// Most bytes of one layer in one tile of zoom 0 to 13, gzipped at level 1. Three times as much is promised to be the most: a screen shows a
/// dozen tiles of every layer, and what does not fit is two pixels wide.
pub const MAX_GZIPPED: usize = 150_000;
