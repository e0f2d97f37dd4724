//! Bulk loading, whatever the store: an invisible layer version is filled, and becomes visible in one step.

use super::gpkg::GpkgStage;
use super::postgis::PostgisStage;
use super::quarantine::Quarantined;
use crate::geometry::{Geometry, Heights};
use crate::layer::{Field, FieldType, Revision, Value};
use crate::store::StoreError;

/// An invisible layer version being filled. Dropped, it leaves nothing.
#[derive(Debug)]
pub enum Stage {
    /// In a GeoPackage.
    Gpkg(Box<GpkgStage>),
    /// In PostGIS.
    Postgis(Box<PostgisStage>),
}

/// What a published stage became.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The commit.
    pub revision: Revision,
    /// Features inserted.
    pub inserted: u64,
    /// Features that were there before and are in the file again (mode update), changed or not.
    pub updated: u64,
}

/// One feature to load; its id is drawn by the stage in order of arrival.
#[derive(Debug, Clone, PartialEq)]
pub struct Staged {
    /// Legal geometry in the layer's system.
    pub geometry: Option<Geometry>,
    /// Those of its vertices, if it has any.
    pub heights: Option<Heights>,
    /// One value per field known so far; missing ones at the end are null.
    pub values: Vec<Value>,
}

impl Staged {
    /// A feature without heights.
    pub fn new(geometry: Option<Geometry>, values: Vec<Value>) -> Self {
        Self { geometry, heights: None, values }
    }
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
        match self {
            Self::Gpkg(stage) => stage.publish(why).await,
            Self::Postgis(stage) => stage.publish(why).await,
        }
    }
}
