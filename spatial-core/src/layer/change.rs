//! What is to change, and what has changed.

use crate::geometry::Geometry;
use crate::layer::{FeatureId, LayerName, Revision, Value};

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
    /// In order.
    pub changes: Vec<Change>,
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
