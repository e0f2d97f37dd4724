//! What is to change, and what has changed.

use crate::crs::Crs;
use crate::geometry::Geometry;
use crate::layer::{Door, FeatureId, FieldType, Layer, LayerName, Revision, Value};

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
        /// By which later changes of the transaction may refer to it.
        handle: Option<Handle>,
        /// Fields whose value is the id of a feature inserted before.
        links: Vec<Link>,
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
        /// Fields whose value is the id of a feature inserted before.
        links: Vec<Link>,
    },
    /// One field of many features; all else of them stays as it is. One statement, however many they are: a plan of 100,000 zones is
    /// published by it.
    Assign {
        /// Layer.
        layer: LayerName,
        /// Which, ascending and distinct. All must be there.
        ids: Vec<FeatureId>,
        /// Position of the field.
        field: usize,
        /// Its new value.
        value: Value,
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
    /// Nothing, but that the transaction is refused if the feature's version is another: it rests on what stands there. Who changes it
    /// waits for the commit, or is waited for.
    Expect {
        /// Layer.
        layer: LayerName,
        /// Which.
        id: FeatureId,
        /// Its version.
        version: Revision,
    },
    /// Nothing, but that the transaction is refused if another one changed the layer after this commit. It keeps nobody from changing
    /// it: it stands behind a change of what all who write there [`expect`](Change::Expect).
    Unmoved {
        /// Layer.
        layer: LayerName,
        /// The last commit that was looked at.
        since: Revision,
    },
}

impl Change {
    /// A new feature nothing else of its transaction refers to.
    pub fn insert(layer: LayerName, geometry: Option<Geometry>, values: Vec<Value>) -> Self {
        Self::Insert { layer, geometry, values, handle: None, links: Vec::new() }
    }

    /// The layer it changes.
    pub fn layer(&self) -> &LayerName {
        match self {
            Self::Insert { layer, .. }
            | Self::Update { layer, .. }
            | Self::Assign { layer, .. }
            | Self::Delete { layer, .. }
            | Self::Expect { layer, .. }
            | Self::Unmoved { layer, .. } => layer,
        }
    }
}

/// An insert of a transaction, for the changes after it: the store draws its id, and nobody knows it before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Handle(pub u32);

/// A field whose value is the id that an earlier insert of the same transaction gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// Position of the field; what `values` holds there counts for nothing.
    pub field: usize,
    /// The insert.
    pub to: Handle,
}

/// Changes that become visible together.
#[derive(Debug, Clone, PartialEq)]
pub struct Transaction {
    /// Who asks.
    pub who: String,
    /// Why; kept with the commit.
    pub why: String,
    /// Through which door it comes: refused if it changes a layer that is written through another.
    pub door: Door,
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
