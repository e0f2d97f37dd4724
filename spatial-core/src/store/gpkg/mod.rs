//! The embedded store: an ordinary GeoPackage 1.3 that QGIS opens.

use std::ops::ControlFlow;
use std::path::Path;

use crate::geometry::Geometry;
use crate::layer::{
    ChangeRow, Feature, FeatureId, Field, FieldType, Layer, LayerName, Position, Revision, Transaction, Value,
};
use crate::store::{Committed, StageMode, StoreError};

/// An open GeoPackage.
#[derive(Debug, Clone)]
pub struct GpkgStore {}

/// An invisible layer version being filled.
#[derive(Debug)]
pub struct Stage {}

/// What a published stage became.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The commit.
    pub revision: Revision,
    /// Features inserted.
    pub inserted: u64,
    /// Features updated (mode update).
    pub updated: u64,
}

/// One feature to load; its id is drawn by the stage in order of arrival.
#[derive(Debug, Clone, PartialEq)]
pub struct Staged {
    /// Legal geometry in the layer's system.
    pub geometry: Option<Geometry>,
    /// One value per field known so far; missing ones at the end are null.
    pub values: Vec<Value>,
}

/// One record that could not be loaded: goes to the staff-only layer `<layer>_quarantine`.
#[derive(Debug, Clone, PartialEq)]
pub struct Quarantined {
    /// File name.
    pub file: String,
    /// Record number in the file, from 1.
    pub record: u64,
    /// The record's own key, if it has one.
    pub key: Option<String>,
    /// Finding code (`ring-too-few-points`).
    pub code: String,
    /// Field concerned, or `geometry`.
    pub field: Option<String>,
    /// A place to look at, in the layer's system.
    pub place: Option<[f64; 2]>,
    /// The record as far as it could be read: JSON text.
    pub record_json: String,
}

impl GpkgStore {
    pub(crate) async fn open(path: &Path, create: bool) -> Result<Self, StoreError> {
        let _ = (path, create);
        unimplemented!()
    }
    pub(crate) async fn layers(&self) -> Result<(Position, Vec<Layer>), StoreError> {
        unimplemented!()
    }
    pub(crate) async fn position(&self) -> Result<Position, StoreError> {
        unimplemented!()
    }
    pub(crate) async fn scan<V>(&self, layer: &LayerName, visit: V) -> Result<Position, StoreError>
    where
        V: FnMut(Vec<Feature>) -> ControlFlow<()> + Send + 'static,
    {
        let _ = (layer, visit);
        unimplemented!()
    }
    pub(crate) async fn read(
        &self,
        layer: &LayerName,
        ids: &[FeatureId],
        at: Revision,
    ) -> Result<Vec<Feature>, StoreError> {
        let _ = (layer, ids, at);
        unimplemented!()
    }
    pub(crate) async fn changes_since(&self, revision: Revision) -> Result<Vec<ChangeRow>, StoreError> {
        let _ = revision;
        unimplemented!()
    }
    pub(crate) async fn commit(&self, transaction: Transaction) -> Result<Committed, StoreError> {
        let _ = transaction;
        unimplemented!()
    }
    pub(crate) async fn stage(&self, layer: Layer, mode: StageMode) -> Result<Stage, StoreError> {
        let _ = (layer, mode);
        unimplemented!()
    }
    pub(crate) async fn notice_others(&self) -> Result<Option<Position>, StoreError> {
        unimplemented!()
    }
}

impl Stage {
    /// Adds a field met after the stage began (schema-less formats); features staged before have null in it.
    ///
    /// # Errors
    /// [`StoreError`] if the store cannot be written.
    pub async fn add_field(&mut self, field: Field) -> Result<(), StoreError> {
        let _ = field;
        unimplemented!()
    }
    /// Widens a field's type (integer → real → text …) after a value that did not fit; earlier values are converted at publish.
    ///
    /// # Errors
    /// [`StoreError`] if the store cannot be written.
    pub async fn widen_field(&mut self, name: &str, kind: FieldType) -> Result<(), StoreError> {
        let _ = (name, kind);
        unimplemented!()
    }
    /// Appends features, in a short transaction. Waits while the writer is behind: memory stays bounded.
    ///
    /// # Errors
    /// [`StoreError`] if the store cannot be written.
    pub async fn append(&mut self, features: Vec<Staged>) -> Result<(), StoreError> {
        let _ = features;
        unimplemented!()
    }
    /// Puts records aside.
    ///
    /// # Errors
    /// [`StoreError`] if the store cannot be written.
    pub async fn quarantine(&mut self, records: Vec<Quarantined>) -> Result<(), StoreError> {
        let _ = records;
        unimplemented!()
    }
    /// Makes the version visible in one transaction: layer and quarantine together.
    ///
    /// # Errors
    /// [`StoreError`] if the layer changed underneath, or the store cannot be written.
    pub async fn publish(self, why: &str) -> Result<Published, StoreError> {
        let _ = why;
        unimplemented!()
    }
}
