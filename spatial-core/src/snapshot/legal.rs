//! Of which layers the legal geometry is kept in memory, too.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::layer::Layer;

/// The layers of the subjects that asked for it. 16 bytes a vertex: what covers a province is better left in the store.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LegalCopy {
    subjects: Arc<BTreeSet<String>>,
}

impl LegalCopy {
    /// For the layers of these subjects.
    pub fn of<'a>(subjects: impl IntoIterator<Item = &'a str>) -> Self {
        Self { subjects: Arc::new(subjects.into_iter().map(str::to_owned).collect()) }
    }

    /// True if the layer is one of them.
    pub fn holds(&self, layer: &Layer) -> bool {
        layer.subject.as_ref().is_some_and(|subject| self.subjects.contains(subject.room.as_str()))
    }
}
