//! Bulk loading.

pub(super) mod owner;

use std::sync::Arc;

use super::Shared;
use crate::layer::{Field, FieldType, Layer};
use crate::store::{Published, Quarantined, StageMode, Staged, StoreError};

/// An invisible layer version being filled.
#[derive(Debug)]
pub struct PostgisStage {
    shared: Arc<Shared>,
}

impl PostgisStage {
    pub(super) async fn begin(shared: Arc<Shared>, _layer: Layer, _mode: StageMode) -> Result<Self, StoreError> {
        Ok(Self { shared })
    }
    pub(in crate::store) async fn add_field(&mut self, _field: Field) -> Result<(), StoreError> {
        Err(StoreError::Closed)
    }
    pub(in crate::store) async fn widen_field(&mut self, _name: &str, _kind: FieldType) -> Result<(), StoreError> {
        Err(StoreError::Closed)
    }
    pub(in crate::store) async fn append(&mut self, _features: Vec<Staged>) -> Result<(), StoreError> {
        Err(StoreError::Closed)
    }
    pub(in crate::store) async fn quarantine(&mut self, _records: Vec<Quarantined>) -> Result<(), StoreError> {
        Err(StoreError::Closed)
    }
    pub(in crate::store) async fn publish(self, _why: &str) -> Result<Published, StoreError> {
        let _ = &self.shared;
        Err(StoreError::Closed)
    }
}
