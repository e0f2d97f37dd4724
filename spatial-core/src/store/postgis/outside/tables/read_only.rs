//! Layers that are tables of others take no changes.

use std::collections::BTreeSet;
use std::sync::{PoisonError, RwLock};

use super::problem::TableProblem;
use crate::layer::LayerName;
use crate::store::StoreError;

/// Names of layers that are tables of others.
#[derive(Debug, Default)]
pub(in crate::store::postgis) struct ReadOnly(RwLock<BTreeSet<LayerName>>);

impl ReadOnly {
    /// Refuses a change to any of these.
    pub(in crate::store::postgis) fn check<'a>(
        &self,
        mut layers: impl Iterator<Item = &'a LayerName>,
    ) -> Result<(), StoreError> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let table = layers.find(|layer| known.contains(*layer));
        table.map_or(Ok(()), |layer| Err(TableProblem::ReadOnly.of(layer)))
    }

    pub(super) fn add(&self, layer: &LayerName) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).insert(layer.clone());
    }
}
