//! From layers in memory to the bytes of one tile.
//!
//! Hot path: a polygon in a tile of zoom 14 shall take ≤ 0.4 µs of CPU (`make bench ROW=polygon` measures it). Nothing is allocated
//! per feature.

use std::cell::RefCell;

use xxhash_rust::xxh3::xxh3_128;

use crate::layer::{Audience, LayerName};
use crate::snapshot::{Hit, LayerSnapshot};
use crate::tiles::draw::{DrawOutcome, TilePen};
use crate::tiles::fields::{ALL_FIELDS_FROM, carried};
use crate::tiles::grid::TileSpace;
use crate::tiles::low::size_rule::Scales;
use crate::tiles::write::LayerWriter;
use crate::tiles::{MAX_GZIPPED, TileCoord};

/// From this zoom completeness wins over size.
pub(super) const COMPLETE_FROM: u8 = 14;

/// A tile and what is not in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tile {
    /// MVT 2.1, not compressed; empty if nothing is drawn.
    pub bytes: Vec<u8>,
    /// One line per layer asked for that may be seen and is drawn at this zoom.
    pub layers: Vec<TileLayer>,
}

/// What one layer brought to a tile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TileLayer {
    /// The layer.
    pub name: LayerName,
    /// Features with an id of their own.
    pub features: u32,
    /// Features that stand in the tile only as part of a fill.
    pub merged: u64,
    /// Features that should be in the tile and are not: their snapped shape is nothing, or the size rule left them out.
    pub missing: u64,
}

/// What becomes of zooms up to 13.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LowZooms {
    /// Small polygons merge into fills and no layer exceeds [`MAX_GZIPPED`]. What is served.
    #[default]
    Generalised,
    /// Every feature is drawn that leaves a shape, with all its fields, whatever the size. For comparisons with other programs.
    Whole,
}

impl Tile {
    /// True if the tile has no content: HTTP 204.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// The hash an ETag is made of: equal if and only if (short of a collision in 128 bits) the bytes are.
    pub fn digest(&self) -> u128 {
        xxh3_128(&self.bytes)
    }
}

/// Encodes layers into one tile, with buffers kept per thread. A layer named twice is drawn once; one the audience may
/// not see, or below its smallest zoom, is left out.
pub fn encode<'a>(
    layers: impl IntoIterator<Item = &'a LayerSnapshot>,
    coord: TileCoord,
    audience: Audience,
    low: LowZooms,
) -> Tile {
    encode_into(Vec::new(), layers, coord, audience, low)
}

/// As [`encode`], into a buffer that may have served before: fresh memory of some megabytes costs as much as a tenth of a tile.
pub fn encode_into<'a>(
    buffer: Vec<u8>,
    layers: impl IntoIterator<Item = &'a LayerSnapshot>,
    coord: TileCoord,
    audience: Audience,
    low: LowZooms,
) -> Tile {
    thread_local! {
        static ENCODER: RefCell<Encoder> = RefCell::default();
    }
    ENCODER.with(|encoder| match encoder.try_borrow_mut() {
        Ok(mut encoder) => encoder.encode_into(buffer, layers, coord, audience, low),
        // A layer iterator that itself encodes tiles.
        Err(_) => Encoder::default().encode_into(buffer, layers, coord, audience, low),
    })
}

/// The buffers of [`encode`].
#[derive(Debug, Default)]
pub struct Encoder {
    pub(super) pen: TilePen,
    pub(super) writer: LayerWriter,
    pub(super) hits: Vec<Hit>,
    pub(super) scales: Scales,
}

impl Encoder {
    /// See [`encode`].
    pub fn encode<'a>(
        &mut self,
        layers: impl IntoIterator<Item = &'a LayerSnapshot>,
        coord: TileCoord,
        audience: Audience,
        low: LowZooms,
    ) -> Tile {
        self.encode_into(Vec::new(), layers, coord, audience, low)
    }

    fn encode_into<'a>(
        &mut self,
        mut buffer: Vec<u8>,
        layers: impl IntoIterator<Item = &'a LayerSnapshot>,
        coord: TileCoord,
        audience: Audience,
        low: LowZooms,
    ) -> Tile {
        buffer.clear();
        let mut tile = Tile { bytes: buffer, layers: Vec::new() };
        for snapshot in layers {
            let layer = snapshot.layer();
            let drawn = layer.is_seen_by(audience) && layer.draw.min_zoom <= coord.z();
            if !drawn || tile.layers.iter().any(|other| other.name == layer.name) {
                continue;
            }
            let line = if coord.z() >= COMPLETE_FROM || low == LowZooms::Whole {
                self.complete(snapshot, coord, (audience, low))
            } else {
                self.generalised(snapshot, coord, audience, MAX_GZIPPED)
            };
            self.writer.finish(layer.name.as_str(), &mut tile.bytes);
            tile.layers.push(line);
        }
        tile
    }

    /// Draws every feature.
    fn complete(
        &mut self,
        snapshot: &LayerSnapshot,
        coord: TileCoord,
        (audience, low): (Audience, LowZooms),
    ) -> TileLayer {
        let layer = snapshot.layer();
        let (space, core) = (TileSpace::new(coord), coord.core());
        snapshot.hits(&coord.buffered(), &mut self.hits);
        let zoom = if low == LowZooms::Whole { ALL_FIELDS_FROM } else { coord.z() };
        self.writer.begin_foreseen(snapshot, carried(layer, zoom, audience), &self.hits);
        let mut missing = 0;
        for (nth, &hit) in self.hits.iter().enumerate() {
            let feature = snapshot.get(hit);
            match self.pen.draw(&space, feature.shape(), hit.is_whole, feature.rings()) {
                DrawOutcome::Yes => self.writer.feature(&layer.schema, nth, &feature, self.pen.commands.encoded()),
                DrawOutcome::Collapsed if feature.bounds().intersects(&core) => missing += 1,
                DrawOutcome::Collapsed | DrawOutcome::Outside => {}
            }
        }
        TileLayer { name: layer.name.clone(), features: self.writer.features, merged: 0, missing }
    }
}
