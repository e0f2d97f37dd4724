//! One layer of one tile being written: features as they come, keys and values numbered on the way (MVT 2.1 §4.1–4.4).

use crate::layer::Schema;
use crate::snapshot::{FeatureRef, LayerSnapshot, Shape, ValueRef};
use crate::tiles::dictionary::{Keys, Values};
use crate::tiles::grid::EXTENT;
use crate::tiles::wire;

/// Fields with more distinct texts than this are looked up by content: a table would be larger than the caches.
const MOST_CODES: usize = 1 << 16;

/// Writes the features of a layer; buffers are kept from layer to layer.
#[derive(Debug, Default)]
pub(super) struct LayerWriter {
    body: Vec<u8>,
    tags: Vec<u8>,
    keys: Keys,
    values: Values,
    /// Positions of the fields the audience may see.
    fields: Vec<usize>,
    /// Per field and dictionary code: the turn in which it was met, and its number in that turn.
    met: Vec<Vec<(u32, u32)>>,
    turn: u32,
    pub(super) features: u32,
}

impl LayerWriter {
    /// Begins a layer of which the audience may see these fields, and which will bring about so many features.
    pub(super) fn begin(&mut self, snapshot: &LayerSnapshot, fields: impl Iterator<Item = usize>, features: usize) {
        let count = snapshot.layer().schema.fields.len();
        self.body.clear();
        // One more key than fields: a fill also says how many features it stands for.
        self.keys.clear(count + 1);
        self.fields.clear();
        self.fields.extend(fields);
        self.features = 0;
        self.turn = self.turn.wrapping_add(1);
        if self.turn == 0 {
            self.met.clear();
            self.turn = 1;
        }
        if self.met.len() < count {
            self.met.resize(count, Vec::new());
        }
        let mut looked_up = 0;
        for &field in &self.fields {
            let codes = snapshot.code_count(field);
            if codes == 0 || codes > MOST_CODES {
                looked_up += 1;
            } else if self.met[field].len() < codes {
                self.met[field].resize(codes, (0, 0));
            }
        }
        self.values.clear(features * looked_up);
    }

    /// Bytes written since the layer began, dictionaries included.
    pub(super) fn len(&self) -> usize {
        self.body.len() + self.keys.encoded().len() + self.values.encoded().len()
    }

    /// One feature with its id and all visible values that are not null.
    pub(super) fn feature(&mut self, schema: &Schema, feature: &FeatureRef<'_>, geometry: &[u8]) {
        self.tags.clear();
        for at in 0..self.fields.len() {
            let field = self.fields[at];
            if let Some(value) = self.number(feature, field) {
                wire::varint(&mut self.tags, u64::from(self.keys.number(field, &schema.fields[field].name)));
                wire::varint(&mut self.tags, u64::from(value));
            }
        }
        self.finish_feature(Some(feature.id()), feature.shape(), geometry);
    }

    /// A fill without id: its class, and how many features it stands for.
    pub(super) fn fill(&mut self, class: Option<(usize, &str, ValueRef<'_>)>, merged: u64, geometry: &[u8]) {
        self.tags.clear();
        if let Some((field, name, value)) = class
            && let Some(number) = self.values.number(value)
        {
            wire::varint(&mut self.tags, u64::from(self.keys.number(field, name)));
            wire::varint(&mut self.tags, u64::from(number));
        }
        let count = ValueRef::Integer(i64::try_from(merged).unwrap_or(i64::MAX));
        if let Some(number) = self.values.number(count) {
            let field = self.keys.fields() - 1;
            wire::varint(&mut self.tags, u64::from(self.keys.number(field, "merged")));
            wire::varint(&mut self.tags, u64::from(number));
        }
        self.finish_feature(None, Shape::Polygon, geometry);
    }

    #[inline]
    fn number(&mut self, feature: &FeatureRef<'_>, field: usize) -> Option<u32> {
        let met = feature.code(field).map(|code| code as usize).filter(|code| *code < self.met[field].len());
        let Some(code) = met else { return self.values.number(feature.value(field)) };
        let (turn, number) = self.met[field][code];
        if turn == self.turn {
            return Some(number);
        }
        let number = self.values.number(feature.value(field))?;
        self.met[field][code] = (self.turn, number);
        Some(number)
    }

    fn finish_feature(&mut self, id: Option<u64>, shape: Shape, geometry: &[u8]) {
        let packed = |content: &[u8]| 1 + wire::varint_len(content.len() as u64) + content.len();
        let id_length = id.map_or(0, |id| 1 + wire::varint_len(id));
        let tags_length = if self.tags.is_empty() { 0 } else { packed(&self.tags) };
        self.body.push(0x12);
        wire::varint(&mut self.body, (id_length + tags_length + 2 + packed(geometry)) as u64);
        if let Some(id) = id {
            self.body.push(0x08);
            wire::varint(&mut self.body, id);
        }
        if !self.tags.is_empty() {
            wire::bytes(&mut self.body, 0x12, &self.tags);
        }
        self.body.extend_from_slice(&[0x18, kind(shape)]);
        wire::bytes(&mut self.body, 0x22, geometry);
        self.features += 1;
    }

    /// Appends the layer to the tile; nothing if it has no feature.
    pub(super) fn finish(&self, name: &str, out: &mut Vec<u8>) {
        if self.features == 0 {
            return;
        }
        let name_length = 1 + wire::varint_len(name.len() as u64) + name.len();
        let extent_length = 1 + wire::varint_len(u64::from(EXTENT));
        out.push(0x1a);
        wire::varint(out, (2 + name_length + self.len() + extent_length) as u64);
        out.extend_from_slice(&[0x78, 2]);
        wire::bytes(out, 0x0a, name.as_bytes());
        out.extend_from_slice(&self.body);
        out.extend_from_slice(self.keys.encoded());
        out.extend_from_slice(self.values.encoded());
        out.push(0x28);
        wire::varint(out, u64::from(EXTENT));
    }
}

/// `GeomType` of a shape.
fn kind(shape: Shape) -> u8 {
    match shape {
        Shape::Point => 1,
        Shape::Line => 2,
        Shape::Polygon => 3,
    }
}
