//! One feature as tiles see it, without a copy.

use crate::geometry::{DrawingBox, DrawingPoint, Geometry};
use crate::layer::FeatureId;
use crate::snapshot::block::Block;
use crate::snapshot::block::column::Dictionary;
use crate::snapshot::block::shape::{Ring, Shape};
use crate::snapshot::block::value_ref::ValueRef;

/// A feature of a layer snapshot.
#[derive(Debug, Clone, Copy)]
pub struct FeatureRef<'a> {
    pub(crate) block: &'a Block,
    pub(crate) dictionaries: &'a [Dictionary],
    pub(crate) at: usize,
}

impl<'a> FeatureRef<'a> {
    /// Its id; the order of features in a tile.
    #[inline]
    pub fn id(&self) -> u64 {
        self.block.id(self.at)
    }

    /// The box around its shape, rounded outward; [`DrawingBox::EMPTY`] without shape.
    #[inline]
    pub fn bounds(&self) -> DrawingBox {
        self.block.bounds(self.at)
    }

    /// True if it has a legal geometry that could not be drawn.
    pub(crate) fn is_stray(&self) -> bool {
        self.block.is_stray(self.at)
    }

    /// Family of its shape.
    #[inline]
    pub fn shape(&self) -> Shape {
        self.block.shapes.family(self.at)
    }

    /// Number of rings, lines or point groups; 0 without shape.
    #[inline]
    pub fn ring_count(&self) -> usize {
        self.block.shapes.rings_of(self.at).len()
    }

    /// One of them.
    #[inline]
    pub fn ring(&self, at: usize) -> Ring<'a> {
        self.block.shapes.ring(self.block.shapes.rings_of(self.at).start + at)
    }

    /// All of them, in order.
    #[inline]
    pub fn rings(&self) -> impl ExactSizeIterator<Item = Ring<'a>> + use<'a> {
        let shapes = &self.block.shapes;
        shapes.rings_of(self.at).map(|ring| shapes.ring(ring))
    }

    /// The points of all rings in a row.
    #[inline]
    pub fn points(&self) -> &'a [DrawingPoint] {
        self.block.shapes.points_of(self.at)
    }

    /// Its legal geometry, bit for bit, in the layer's own reference system. `None` without one, and in layers of which it is not kept in
    /// memory (see [`crate::snapshot::LegalCopy`]). Reads 16 bytes a vertex.
    pub fn legal(&self) -> Option<Geometry> {
        self.block.legal.as_ref()?.at(self.at)
    }

    pub(crate) fn legal_wkb(&self) -> &'a [u8] {
        self.block.legal.as_ref().map_or(&[], |legal| legal.wkb(self.at))
    }

    /// The value of a field of the layer's schema.
    #[inline]
    pub fn value(&self, field: usize) -> ValueRef<'a> {
        self.block.columns[field].value(self.at, &self.dictionaries[field])
    }

    /// The feature whose id a field holds; `None` for null and for what is no id.
    #[inline]
    pub fn reference(&self, field: usize) -> Option<FeatureId> {
        let ValueRef::Integer(id) = self.value(field) else { return None };
        u64::try_from(id).ok().map(FeatureId)
    }

    /// The text of a field; `None` for null and for other values.
    #[inline]
    pub fn text(&self, field: usize) -> Option<&'a str> {
        self.block.columns[field].text(self.at, &self.dictionaries[field])
    }

    /// The code of its text in the field's dictionary, below [`crate::snapshot::LayerSnapshot::code_count`]; equal texts of a
    /// field have equal codes. `None` for a null, and for all features if the field has no dictionary.
    #[inline]
    pub fn code(&self, field: usize) -> Option<u32> {
        self.block.columns[field].code(self.at)
    }
}
