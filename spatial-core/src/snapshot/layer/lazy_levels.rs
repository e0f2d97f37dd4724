//! Levels for low zooms, perhaps still to be drawn, and what was edited since they last were.

use std::sync::{Arc, OnceLock};

use crate::generalise::{InOrder, Levels};
use crate::geometry::DrawingBox;

/// Levels, once somebody wanted them.
#[derive(Debug, Clone, Default)]
pub(crate) struct LazyLevels {
    pub(crate) settled: OnceLock<Levels>,
    /// What they were, and what has been edited since.
    pub(crate) former: Option<Arc<FormerLevels>>,
    /// Lines or points in order: without what a field says of them, and with it. Made anew after an edit.
    pub(crate) in_order: [OnceLock<Arc<InOrder>>; 2],
    /// How many features have each code of the class field.
    pub(crate) class_counts: OnceLock<Arc<[u64]>>,
}

/// Levels of an earlier moment.
#[derive(Debug, Clone)]
pub(crate) struct FormerLevels {
    pub(crate) levels: Levels,
    /// Where touched features lay and lie.
    pub(crate) boxes: Vec<DrawingBox>,
    /// Their ids, ascending.
    pub(crate) ids: Vec<u64>,
}

impl LazyLevels {
    /// Bytes held.
    pub(crate) fn memory_bytes(&self) -> usize {
        let former = self.former.as_ref().filter(|_| self.settled.get().is_none()).map(|former| &former.levels);
        let in_order: usize = self.in_order.iter().filter_map(OnceLock::get).map(|list| list.memory_bytes()).sum();
        self.settled.get().or(former).map_or(0, Levels::memory_bytes) + in_order
    }
}
