//! What is to change, and what has changed.

use crate::crs::Crs;
use crate::geometry::Geometry;
use crate::layer::{FeatureId, FieldType, Layer, LayerName, Revision, Value};

/// One change to one feature.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// A new feature; the store draws its id.
    Insert {
        /// Layer.
        layer: LayerName,
        /// Legal geometry.
        geometry: Option<Geometry>,
        /// One value per field.
        values: Vec<Value>,
    },
    /// The feature's new content, whole.
    Update {
        /// Layer.
        layer: LayerName,
        /// Which.
        id: FeatureId,
        /// Refused if the feature's version is another.
        expected: Option<Revision>,
        /// Legal geometry.
        geometry: Option<Geometry>,
        /// One value per field.
        values: Vec<Value>,
    },
    /// The feature ends; its last version goes to history.
    Delete {
        /// Layer.
        layer: LayerName,
        /// Which.
        id: FeatureId,
        /// Refused if the feature's version is another.
        expected: Option<Revision>,
    },
}

/// Changes that become visible together.
#[derive(Debug, Clone, PartialEq)]
pub struct Transaction {
    /// Who asks.
    pub who: String,
    /// Why; kept with the commit.
    pub why: String,
    /// Refused if the store has moved on since.
    pub expected_revision: Option<Revision>,
    /// Refused if a layer is laid out otherwise by now: values have no names, and coordinates no system of their own.
    pub expected_layouts: Vec<Layout>,
    /// In order.
    pub changes: Vec<Change>,
}

/// What who writes takes a layer to be: values are in order of its fields, coordinates in its system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// The layer.
    pub layer: LayerName,
    /// Its reference system.
    pub crs: Crs,
    /// Names and types of its fields, in order.
    pub fields: Vec<(String, FieldType)>,
}

impl Layout {
    /// How a layer is laid out.
    pub fn of(layer: &Layer) -> Self {
        let fields = layer.schema.fields.iter().map(|field| (field.name.clone(), field.kind)).collect();
        Self { layer: layer.name.clone(), crs: layer.crs, fields }
    }
}

/// One line of the change feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeRow {
    /// The commit.
    pub revision: Revision,
    /// The layer.
    pub layer: LayerName,
    /// What was touched.
    pub touched: Touched,
}

/// The extent of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Touched {
    /// The layer was created, replaced or dropped: read it anew.
    Whole,
    /// These features were inserted, updated or deleted; ascending, distinct.
    Ids(Vec<FeatureId>),
}
