//! What the sections of a cached copy are, and which store, revision and format they belong to.

use crate::layer::{Layer, Position, Revision};
use crate::snapshot::cache::wire::{In, Out};

/// First bytes of the footer. The number goes up with every change of the layout or of how shapes are drawn.
const MAGIC: u64 = u64::from_le_bytes(*b"diaban\x00\x05");

/// A run of bytes in the file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Section {
    pub(super) at: u64,
    pub(super) length: u64,
    pub(super) hash: u64,
}

/// One layer in the file.
#[derive(Debug)]
pub(super) struct LayerEntry {
    pub(super) name: String,
    /// Fingerprint of what the columns depend on.
    pub(super) fields: String,
    pub(super) coded: Vec<bool>,
    pub(super) base: usize,
    pub(super) dictionaries: Section,
    pub(super) parts: Vec<Section>,
}

/// All of it.
#[derive(Debug)]
pub(super) struct CopyContents {
    pub(super) position: Position,
    pub(super) layers: Vec<LayerEntry>,
}

/// Field types in order, and the reference system shapes were drawn from.
pub(super) fn fields_of(layer: &Layer) -> String {
    let fields: Vec<&str> = layer.schema.fields.iter().map(|field| field.kind.as_str()).collect();
    format!("{} {} {}", fields.join(","), layer.crs, layer.operation.0)
}

impl Section {
    pub(super) const FOOTER: usize = 32;

    pub(super) fn to_footer(self) -> Vec<u8> {
        [MAGIC, self.at, self.length, self.hash].iter().flat_map(|number| number.to_le_bytes()).collect()
    }

    pub(super) fn from_footer(bytes: &[u8; Self::FOOTER]) -> Option<Self> {
        let mut from = In { bytes };
        let magic = from.number()?;
        let section = Self::read(&mut from)?;
        (magic == MAGIC).then_some(section)
    }

    fn write(self, out: &mut Out) {
        [self.at, self.length, self.hash].into_iter().for_each(|number| out.number(number));
    }

    fn read(from: &mut In<'_>) -> Option<Self> {
        Some(Self { at: from.number()?, length: from.number()?, hash: from.number()? })
    }
}

impl CopyContents {
    pub(super) fn write(&self, out: &mut Out) {
        out.text(&self.position.store);
        out.number(self.position.revision.0);
        out.number(self.position.token);
        out.number(self.position.schema_version);
        out.number(self.layers.len() as u64);
        for layer in &self.layers {
            out.text(&layer.name);
            out.text(&layer.fields);
            out.u8s(&layer.coded.iter().map(|&coded| coded.into()).collect::<Vec<u8>>());
            out.number(layer.base as u64);
            layer.dictionaries.write(out);
            out.number(layer.parts.len() as u64);
            layer.parts.iter().for_each(|part| part.write(out));
        }
    }

    pub(super) fn read(from: &mut In<'_>) -> Option<Self> {
        let (store, revision) = (from.text()?, Revision(from.number()?));
        let position = Position { store, revision, token: from.number()?, schema_version: from.number()? };
        let layers = (0..from.count()?)
            .map(|_| {
                Some(LayerEntry {
                    name: from.text()?,
                    fields: from.text()?,
                    coded: from.u8s()?.into_iter().map(|coded| coded != 0).collect(),
                    base: from.count()?,
                    dictionaries: Section::read(from)?,
                    parts: (0..from.count()?).map(|_| Section::read(from)).collect::<Option<_>>()?,
                })
            })
            .collect::<Option<_>>()?;
        Some(Self { position, layers })
    }
}
