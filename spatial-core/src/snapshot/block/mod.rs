//! About 64 k features with neighbouring ids: lists of numbers, nothing spare, never changed.
//!
//! They lie in order of id, as tiles and pages want them, so that reading on walks memory forwards; only the tree of their boxes
//! follows a Hilbert curve. Files in reading order: `arrivals` (features on their way in, drawn by `pen`), `shapes`, `column`;
//! `feature_ref` (one feature of a block) with `shape` and `value_ref`.

pub(crate) mod arrivals;
pub(crate) mod column;
pub(crate) mod feature_ref;
pub(crate) mod legal;
pub(crate) mod pen;
pub(crate) mod shape;
pub(crate) mod shapes;
pub(crate) mod value_ref;

use crate::geometry::DrawingBox;
use crate::index::PackedTree;
use crate::snapshot::block::column::{BlockColumn, ColumnValues, Dictionary, PackedNumbers};
use crate::snapshot::block::legal::LegalShapes;
use crate::snapshot::block::shapes::PackedShapes;

/// Most features in one block: positions in it are 16-bit numbers.
pub(crate) const MAX_FEATURES: usize = 1 << 16;

/// The features of one block. Position = rank of the id.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Block {
    /// Smallest id, and what each feature's id lies above it.
    pub(crate) first_id: u64,
    pub(crate) ids: PackedNumbers,
    /// Positions along the curve, that is, of the tree's leaves; features without shape stand last and have no leaf,
    /// first the strays.
    pub(crate) along_curve: Vec<u16>,
    /// Place along the curve of each position.
    pub(crate) places: Vec<u16>,
    pub(crate) shapes: PackedShapes,
    /// Over the boxes of all features that have a shape.
    pub(crate) tree: PackedTree,
    /// So many features behind the last leaf have a legal geometry that could not be drawn; those behind them have none.
    pub(crate) strays: usize,
    /// One per field of the schema.
    pub(crate) columns: Vec<BlockColumn>,
    /// If it is kept.
    pub(crate) legal: Option<LegalShapes>,
}

impl Block {
    pub(crate) fn len(&self) -> usize {
        self.along_curve.len()
    }

    #[inline]
    pub(crate) fn id(&self, at: usize) -> u64 {
        self.first_id + self.ids.at(at)
    }

    #[inline]
    pub(crate) fn bounds(&self, at: usize) -> DrawingBox {
        self.tree.leaves().get(usize::from(self.places[at])).copied().unwrap_or(DrawingBox::EMPTY)
    }

    /// Positions of features whose legal geometry could not be drawn.
    pub(crate) fn strays(&self) -> impl Iterator<Item = usize> {
        let drawn = self.tree.len();
        self.along_curve[drawn..drawn + self.strays].iter().map(|&at| usize::from(at))
    }

    /// Positions of features that have no geometry at all.
    pub(crate) fn without_geometry(&self) -> impl Iterator<Item = usize> {
        self.along_curve[self.tree.len() + self.strays..].iter().map(|&at| usize::from(at))
    }

    /// True if the feature at a position has a legal geometry that could not be drawn.
    pub(crate) fn is_stray(&self, at: usize) -> bool {
        (self.tree.len()..self.tree.len() + self.strays).contains(&usize::from(self.places[at]))
    }

    pub(crate) fn last_id(&self) -> u64 {
        self.len().checked_sub(1).map_or(self.first_id, |last| self.id(last))
    }

    /// Position of a feature.
    pub(crate) fn find(&self, id: u64) -> Option<usize> {
        let at = self.first_from(id);
        (at < self.len() && self.id(at) == id).then_some(at)
    }

    /// First position whose id is this or larger.
    pub(crate) fn first_from(&self, id: u64) -> usize {
        let (mut from, mut to) = (0, self.len());
        while from < to {
            let middle = from.midpoint(to);
            if self.id(middle) < id {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        from
    }

    /// The place along the curve of each position, from the positions along the curve; numbers too large are left out.
    pub(crate) fn places_of(along_curve: &[u16]) -> Vec<u16> {
        let mut places = vec![0; along_curve.len()];
        for (place, &at) in along_curve.iter().enumerate() {
            if let (Some(slot), Ok(place)) = (places.get_mut(usize::from(at)), u16::try_from(place)) {
                *slot = place;
            }
        }
        places
    }

    /// True if all lists fit each other: what is read from a file is not believed.
    pub(crate) fn is_sound(&self, dictionaries: &[Dictionary]) -> bool {
        let count = self.len();
        let leads_back =
            |(place, &at): (usize, &u16)| self.places.get(usize::from(at)).map(|&back| back.into()) == Some(place);
        count <= MAX_FEATURES
            && self.ids.covers(count)
            && self.places.len() == count
            && self.along_curve.iter().enumerate().all(leads_back)
            && (1..count).all(|at| self.id(at - 1) < self.id(at))
            && self.tree.len() <= count
            && self.strays <= count - self.tree.len()
            && self.shapes.is_sound(count)
            && self.columns.len() == dictionaries.len()
            && self.columns.iter().zip(dictionaries).all(|(column, dictionary)| is_sound(column, count, dictionary))
    }

    pub(crate) fn memory_bytes(&self) -> usize {
        self.ids.memory_bytes()
            + (self.along_curve.capacity() + self.places.capacity()) * 2
            + self.shapes.memory_bytes()
            + self.tree.memory_bytes()
            + self.columns.iter().map(|column| size_of::<BlockColumn>() + column.memory_bytes()).sum::<usize>()
            + self.legal.as_ref().map_or(0, LegalShapes::memory_bytes)
            + size_of::<Self>()
    }
}

fn is_sound(column: &BlockColumn, count: usize, dictionary: &Dictionary) -> bool {
    let bits = count.div_ceil(64);
    column.nulls.as_ref().is_none_or(|nulls| nulls.words().len() == bits)
        && match &column.values {
            ColumnValues::Booleans(values) => values.words().len() == bits,
            ColumnValues::Integers { above, .. } => above.covers(count),
            ColumnValues::Reals(numbers) => numbers.len() == count,
            ColumnValues::Texts(texts) => texts.len() == count,
            ColumnValues::Codes(codes) => {
                codes.covers(count) && (0..count).all(|at| column.is_null(at) || codes.at(at) < dictionary.len() as u64)
            }
        }
}
