//! Our side of the tile rows: from the layer in memory to the bytes of a tile, on one thread, without cache or limit.

use std::collections::BTreeSet;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
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
        self.encoder.encode([&*self.parcels], tile, Audience::ANONYMOUS, LowZooms::Whole).bytes
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

/// Ids of the features in a tile: field 1 of field 2 of field 3 (MVT 2.1 §4). Read on the wire, for decoders of whole messages refuse
/// layers as large as the ones compared here.
pub(crate) fn ids_in(tile: &[u8]) -> Result<BTreeSet<u64>> {
    let mut ids = BTreeSet::new();
    for layer in messages(tile, 3)? {
        for feature in messages(layer, 2)? {
            ids.extend(fields(feature)?.into_iter().filter(|field| field.number == 1).map(|field| field.value));
        }
    }
    Ok(ids)
}

/// One field of a protobuf message: its number, and its value or content.
struct Field<'a> {
    number: u64,
    value: u64,
    content: &'a [u8],
}

fn messages(message: &[u8], number: u64) -> Result<Vec<&[u8]>> {
    Ok(fields(message)?.into_iter().filter(|field| field.number == number).map(|field| field.content).collect())
}

fn fields(mut rest: &[u8]) -> Result<Vec<Field<'_>>> {
    let mut fields = Vec::new();
    while !rest.is_empty() {
        let tag = varint(&mut rest)?;
        let value = varint(&mut rest)?;
        let length = match tag & 7 {
            0 => 0,
            2 => usize::try_from(value)?,
            other => bail!("a field of wire type {other}, which tiles do not have here"),
        };
        let (content, behind) = rest.split_at_checked(length).context("the tile is cut off")?;
        fields.push(Field { number: tag >> 3, value, content });
        rest = behind;
    }
    Ok(fields)
}

fn varint(rest: &mut &[u8]) -> Result<u64> {
    let mut value = 0;
    for shift in (0..64).step_by(7) {
        let (&byte, behind) = rest.split_first().context("the tile is cut off")?;
        *rest = behind;
        value |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Ok(value);
        }
    }
    bail!("a number of more than ten bytes")
}
