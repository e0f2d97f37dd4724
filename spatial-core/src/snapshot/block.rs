//! About 64 k features with neighbouring ids, in Hilbert order: lists of numbers, nothing spare, never changed.

use crate::geometry::DrawingBox;
use crate::index::PackedTree;
use crate::snapshot::column::{Column, Dictionary, Packed, Values};
use crate::snapshot::shapes::PackedShapes;

/// Most features in one block: positions in it are 16-bit numbers.
pub(crate) const MAX_FEATURES: usize = 1 << 16;

/// The features of one block. Position = place along the Hilbert curve; features without shape stand last.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Block {
    /// Smallest id, and what each feature's id lies above it.
    pub(crate) first_id: u64,
    pub(crate) ids: Packed,
    /// Positions in order of id.
    pub(crate) by_id: Vec<u16>,
    pub(crate) shapes: PackedShapes,
    /// Over the boxes of all features that have a shape.
    pub(crate) tree: PackedTree,
    /// One per field of the schema.
    pub(crate) columns: Vec<Column>,
}

impl Block {
    pub(crate) fn len(&self) -> usize {
        self.by_id.len()
    }

    #[inline]
    pub(crate) fn id(&self, at: usize) -> u64 {
        self.first_id + self.ids.at(at)
    }

    #[inline]
    pub(crate) fn bounds(&self, at: usize) -> DrawingBox {
        self.tree.leaves().get(at).copied().unwrap_or(DrawingBox::EMPTY)
    }

    pub(crate) fn last_id(&self) -> u64 {
        self.by_id.last().map_or(self.first_id, |&at| self.id(at.into()))
    }

    /// Position of a feature.
    pub(crate) fn find(&self, id: u64) -> Option<usize> {
        let above = id.checked_sub(self.first_id)?;
        let rank = self.by_id.binary_search_by_key(&above, |&at| self.ids.at(at.into())).ok()?;
        Some(self.by_id[rank].into())
    }

    /// True if all lists fit each other: what is read from a file is not believed.
    pub(crate) fn is_sound(&self, dictionaries: &[Dictionary]) -> bool {
        let count = self.len();
        count <= MAX_FEATURES
            && self.ids.covers(count)
            && self.by_id.iter().all(|&at| usize::from(at) < count)
            && self.by_id.is_sorted_by(|&a, &b| self.id(a.into()) < self.id(b.into()))
            && self.tree.len() <= count
            && self.shapes.is_sound(count)
            && self.columns.len() == dictionaries.len()
            && self.columns.iter().zip(dictionaries).all(|(column, dictionary)| is_sound(column, count, dictionary))
    }

    pub(crate) fn memory_bytes(&self) -> usize {
        self.ids.memory_bytes()
            + self.by_id.capacity() * 2
            + self.shapes.memory_bytes()
            + self.tree.memory_bytes()
            + self.columns.iter().map(|column| size_of::<Column>() + column.memory_bytes()).sum::<usize>()
            + size_of::<Self>()
    }
}

fn is_sound(column: &Column, count: usize, dictionary: &Dictionary) -> bool {
    let bits = count.div_ceil(64);
    column.nulls.as_ref().is_none_or(|nulls| nulls.words().len() == bits)
        && match &column.values {
            Values::Booleans(values) => values.words().len() == bits,
            Values::Integers { above, .. } => above.covers(count),
            Values::Reals(numbers) => numbers.len() == count,
            Values::Texts(texts) => texts.len() == count,
            Values::Codes(codes) => {
                codes.covers(count) && (0..count).all(|at| column.is_null(at) || codes.at(at) < dictionary.len() as u64)
            }
        }
}
