//! A layer in pieces that never change: what is computed from one may be kept for as long as the piece is served.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use crate::snapshot::block::Block;
use crate::snapshot::block::feature_ref::FeatureRef;
use crate::snapshot::layer::LayerSnapshot;

/// Up to 65,536 features of a layer, some of which may have been superseded. An edit makes one small new piece and leaves the others.
#[derive(Debug, Clone, Copy)]
pub struct Piece<'a> {
    layer: &'a LayerSnapshot,
    number: usize,
}

/// Which piece it is, whatever has been superseded in it; keeps its features in memory.
#[derive(Debug, Clone)]
pub struct PieceKey(Arc<Block>);

impl LayerSnapshot {
    /// All pieces; older edits stand in later pieces, the youngest in the last.
    pub fn pieces(&self) -> impl Iterator<Item = Piece<'_>> {
        (0..self.parts.len()).map(|number| Piece { layer: self, number })
    }
}

impl<'a> Piece<'a> {
    /// Which it is.
    pub fn key(&self) -> PieceKey {
        PieceKey(Arc::clone(&self.layer.parts[self.number].block))
    }

    /// Features, superseded ones included; positions are below.
    pub fn len(&self) -> usize {
        self.layer.parts[self.number].block.len()
    }

    /// True without features.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// False if the feature at a position is gone, or lives in a later piece now.
    pub fn is_alive(&self, at: u16) -> bool {
        !self.layer.parts[self.number].is_dead(usize::from(at))
    }

    /// The feature at a position, in order of id.
    pub fn feature(&self, at: u16) -> FeatureRef<'a> {
        self.layer.feature(self.number, usize::from(at))
    }
}

impl PartialEq for PieceKey {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for PieceKey {}

impl Hash for PieceKey {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Arc::as_ptr(&self.0).hash(state);
    }
}
