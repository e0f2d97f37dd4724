//! Our side of the tile rows: from the layer in memory to the bytes of a tile, on one thread, without cache or limit.

use std::collections::BTreeSet;
use std::sync::Arc;

use anyhow::{Context, Result};
use fast_mvt::MvtReaderRef;
use libdeflater::{CompressionLvl, Compressor};
use spatial_core::layer::Audience;
use spatial_core::snapshot::LayerSnapshot;
use spatial_core::tiles::{Encoder, LowZooms, TileCoord};

/// An encoder with its buffers.
pub(crate) struct Ours {
    parcels: Arc<LayerSnapshot>,
    encoder: Encoder,
    gzip: Compressor,
    compressed: Vec<u8>,
}

impl Ours {
    pub(crate) fn new(parcels: Arc<LayerSnapshot>) -> Self {
        // Level 1, as the server; `fastest()` would be 0, which stores.
        let gzip = Compressor::new(CompressionLvl::new(1).unwrap_or_default());
        Self { parcels, encoder: Encoder::default(), gzip, compressed: Vec::new() }
    }

    /// The tile, uncompressed, with every parcel that leaves a shape.
    pub(crate) fn encode(&mut self, tile: TileCoord) -> Vec<u8> {
        self.encoder.encode([&*self.parcels], tile, Audience::Anonymous, LowZooms::Whole).bytes
    }

    /// Encodes all and keeps none.
    pub(crate) fn encode_all(&mut self, tiles: &[TileCoord]) {
        for tile in tiles {
            std::hint::black_box(self.encode(*tile));
        }
    }

    /// Encodes and compresses; returns the compressed length.
    pub(crate) fn encode_and_gzip(&mut self, tile: TileCoord) -> Result<usize> {
        let tile = self.encode(tile);
        self.compressed.resize(self.gzip.gzip_compress_bound(tile.len()), 0);
        self.gzip.gzip_compress(&tile, &mut self.compressed).context("the buffer holds the worst case")
    }
}

/// Ids of the features in a tile, by an independent decoder.
pub(crate) fn ids_in(tile: &[u8]) -> Result<BTreeSet<u64>> {
    let reader = MvtReaderRef::new(tile)?;
    Ok(reader.layers().flat_map(|layer| layer.features()).filter_map(|feature| feature.id()).collect())
}
