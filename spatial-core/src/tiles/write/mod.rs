//! One layer of one tile being written: features as they come, keys and values numbered on the way (MVT 2.1 §4.1–4.4).

mod dictionary;
mod numbers;
mod repeats;

use crate::layer::{FieldType, Schema};
use crate::snapshot::{FeatureRef, Hit, LayerSnapshot, Shape, ValueRef};
use crate::tiles::grid::EXTENT;
use crate::tiles::wire;
use crate::tiles::write::dictionary::{Keys, Values};
use crate::tiles::write::repeats::{LONE, Repeats, hash_of};

/// Fields with more distinct texts than this are looked up by content: a table would be larger than the caches.
const MOST_CODES: usize = 1 << 16;

/// Writes the features of a layer; buffers are kept from layer to layer.
#[derive(Debug, Default)]
pub(super) struct LayerWriter {
    body: Vec<u8>,
    tags: Vec<u8>,
    keys: Keys,
    values: Values,
    /// The fields the audience may see.
    fields: Vec<WrittenField>,
    /// Per field and dictionary code: the turn in which it was met, and its number in that turn.
    met: Vec<Vec<(u32, u32)>>,
    turn: u32,
    /// Hashes of the texts that [`Numbered::Foreseen`] fields bring to a tile, feature by feature; [`LONE`] where no look-up is needed.
    hashes: Vec<u32>,
    /// How many fields are foreseen.
    foreseen: usize,
    repeats: Repeats,
    pub(super) features: u32,
}

/// A field being written.
#[derive(Debug, Clone, Copy)]
struct WrittenField {
    /// Position in the schema.
    field: usize,
    numbered: Numbered,
}

/// How the values of a field come to their numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Numbered {
    /// By the code of the text, if it has one.
    ByCode,
    /// By what the value is.
    ByContent,
    /// By what the text is, whose hash is known and which is looked up only if it may occur twice.
    Foreseen,
}

impl LayerWriter {
    /// Begins a layer of which the audience may see these fields, and which will bring about so many features.
    pub(super) fn begin(&mut self, snapshot: &LayerSnapshot, fields: impl Iterator<Item = usize>, features: usize) {
        self.start(snapshot, fields);
        let looked_up = self.fields.iter().filter(|written| written.numbered == Numbered::ByContent).count();
        self.values.clear(features * looked_up);
    }

    /// Begins a layer of which no other features than these will be written, in this order.
    pub(super) fn begin_foreseen(
        &mut self,
        snapshot: &LayerSnapshot,
        fields: impl Iterator<Item = usize>,
        hits: &[Hit],
    ) {
        self.start(snapshot, fields);
        let kinds = &snapshot.layer().schema.fields;
        let mut texts = 0;
        for written in &mut self.fields {
            let is_text =
                !matches!(kinds[written.field].kind, FieldType::Boolean | FieldType::Integer | FieldType::Real);
            if written.numbered == Numbered::ByContent && is_text {
                written.numbered = Numbered::Foreseen;
                texts += 1;
            }
        }
        self.hashes.clear();
        self.foreseen = texts;
        self.repeats.clear(hits.len() * texts);
        if texts > 0 {
            self.foresee(snapshot, hits);
        }
        self.values.clear(self.repeats.repeated());
    }

    /// Notes every text that may be written, those of fields with codes included: a value stands in a tile once, whichever fields
    /// bring it.
    fn foresee(&mut self, snapshot: &LayerSnapshot, hits: &[Hit]) {
        let of = |numbered| self.fields.iter().filter(move |written| written.numbered == numbered);
        let foreseen: Vec<usize> = of(Numbered::Foreseen).map(|written| written.field).collect();
        let coded: Vec<usize> = of(Numbered::ByCode).map(|written| written.field).collect();
        let (few, many): (Vec<usize>, Vec<usize>) =
            coded.into_iter().partition(|&field| snapshot.code_count(field) <= hits.len());
        few.iter().flat_map(|&field| snapshot.coded_texts(field)).for_each(|text| self.repeats.note(hash_of(text)));
        for &hit in hits {
            let feature = snapshot.get(hit);
            for &field in &foreseen {
                let hash = feature.text(field).map(hash_of);
                hash.iter().for_each(|&hash| self.repeats.note(hash));
                self.hashes.push(hash.unwrap_or(LONE));
            }
            many.iter().filter_map(|&field| feature.text(field)).for_each(|text| self.repeats.note(hash_of(text)));
        }
        self.repeats.mark_lone(&mut self.hashes);
    }

    fn start(&mut self, snapshot: &LayerSnapshot, fields: impl Iterator<Item = usize>) {
        let count = snapshot.layer().schema.fields.len();
        self.body.clear();
        // One more key than fields: a fill also says how many features it stands for.
        self.keys.clear(count + 1);
        self.features = 0;
        self.turn = self.turn.wrapping_add(1);
        if self.turn == 0 {
            self.met.clear();
            self.turn = 1;
        }
        if self.met.len() < count {
            self.met.resize(count, Vec::new());
        }
        self.fields.clear();
        for field in fields {
            let codes = snapshot.code_count(field);
            let by_code = (1..=MOST_CODES).contains(&codes);
            if by_code && self.met[field].len() < codes {
                self.met[field].resize(codes, (0, 0));
            }
            let numbered = if by_code { Numbered::ByCode } else { Numbered::ByContent };
            self.fields.push(WrittenField { field, numbered });
        }
    }

    /// Bytes written since the layer began, dictionaries included.
    pub(super) fn len(&self) -> usize {
        self.body.len() + self.keys.encoded().len() + self.values.encoded().len()
    }

    /// One feature with its id and all visible values that are not null; `nth` of those foreseen.
    pub(super) fn feature(&mut self, schema: &Schema, nth: usize, feature: &FeatureRef<'_>, geometry: &[u8]) {
        self.tags.clear();
        let mut hash = nth * self.foreseen;
        for at in 0..self.fields.len() {
            let WrittenField { field, numbered } = self.fields[at];
            let number = match numbered {
                Numbered::ByCode => self.number_by_code(feature, field),
                Numbered::ByContent => self.values.number(feature.value(field)),
                Numbered::Foreseen => {
                    let known = self.hashes[hash];
                    hash += 1;
                    feature.text(field).map(|text| match known {
                        LONE => self.values.number_of_lone_text(text),
                        known => self.values.number_of_text(text, known),
                    })
                }
            };
            if let Some(number) = number {
                wire::varint(&mut self.tags, u64::from(self.keys.number(field, &schema.fields[field].name)));
                wire::varint(&mut self.tags, u64::from(number));
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
    fn number_by_code(&mut self, feature: &FeatureRef<'_>, field: usize) -> Option<u32> {
        let Some(code) = feature.code(field) else { return self.values.number(feature.value(field)) };
        let (turn, number) = self.met[field][code as usize];
        if turn == self.turn {
            return Some(number);
        }
        let number = self.values.number(feature.value(field))?;
        self.met[field][code as usize] = (self.turn, number);
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
