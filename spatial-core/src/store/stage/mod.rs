//! Bulk loading, whatever the store: an invisible layer version is filled, and becomes visible in one step. `staged` is what goes in and
//! what becomes of it, `quarantine` the layer of what could not be loaded.

pub(in crate::store) mod quarantine;
mod staged;

use crate::layer::{Field, FieldType};
use crate::store::StoreError;
use crate::store::gpkg::GpkgStage;
use crate::store::postgis::PostgisStage;
use crate::store::private::PendingAudit;

pub use quarantine::Quarantined;
pub use staged::{Published, StageMode, Staged};

/// An invisible layer version being filled. Dropped, it leaves nothing.
#[derive(Debug)]
pub enum Stage {
    /// In a GeoPackage.
    Gpkg(Box<GpkgStage>),
    /// In PostGIS.
    Postgis(Box<PostgisStage>),
}

impl Stage {
    /// Adds a field met after the stage began (schema-less formats); features staged before have null in it.
    ///
    /// # Errors
    /// [`StoreError`] if the store cannot be written.
    pub async fn add_field(&mut self, field: Field) -> Result<(), StoreError> {
        match self {
            Self::Gpkg(stage) => stage.add_field(field).await,
            Self::Postgis(stage) => stage.add_field(field).await,
        }
    }

    /// Widens a field's type (integer → real → text …) after a value that did not fit; earlier values are converted at publish.
    ///
    /// # Errors
    /// [`StoreError::SchemaMismatch`] if there is no such field or the new type is narrower.
    pub async fn widen_field(&mut self, name: &str, kind: FieldType) -> Result<(), StoreError> {
        match self {
            Self::Gpkg(stage) => stage.widen_field(name, kind).await,
            Self::Postgis(stage) => stage.widen_field(name, kind).await,
        }
    }

    /// Appends features. Waits while the writer is behind: memory stays bounded.
    ///
    /// # Errors
    /// [`StoreError::SchemaMismatch`] for a value that does not fit its field; [`StoreError`] if the store cannot be written.
    pub async fn append(&mut self, features: Vec<Staged>) -> Result<(), StoreError> {
        match self {
            Self::Gpkg(stage) => stage.append(features).await,
            Self::Postgis(stage) => stage.append(features).await,
        }
    }

    /// Puts records aside.
    ///
    /// # Errors
    /// [`StoreError`] if the store cannot be written.
    pub async fn quarantine(&mut self, records: Vec<Quarantined>) -> Result<(), StoreError> {
        match self {
            Self::Gpkg(stage) => stage.quarantine(records).await,
            Self::Postgis(stage) => stage.quarantine(records).await,
        }
    }

    /// Makes the version visible in one transaction: layer and quarantine together.
    ///
    /// # Errors
    /// [`StoreError`] if the layer changed underneath, or the store cannot be written.
    pub async fn publish(self, why: &str) -> Result<Published, StoreError> {
        self.publish_audited(why, None).await
    }

    /// The same with a line of the audit log that is there if, and only if, the version is visible.
    ///
    /// # Errors
    /// As [`Stage::publish`]; also if the audit log cannot be written.
    pub async fn publish_audited(self, why: &str, line: Option<PendingAudit>) -> Result<Published, StoreError> {
        let audit = line.into_iter().collect();
        let published = match self {
            Self::Gpkg(stage) => GpkgStage::publish_all(vec![*stage], why, audit).await?,
            Self::Postgis(stage) => PostgisStage::publish_all(vec![*stage], why, audit).await?,
        };
        published.into_iter().next().ok_or(StoreError::Closed)
    }
}
