//! One feature: the legal version, in the layer's own reference system.

use crate::geometry::Geometry;
use crate::layer::{Revision, Value};

/// Identity within a layer: from 1, below 2^53, kept for life, never reused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FeatureId(pub u64);

impl FeatureId {
    /// The largest there may be: JSON, and all who read numbers as float64, carry it exactly (RFC 8259, section 6).
    pub const LARGEST: u64 = (1 << 53) - 1;
}

/// A feature as the store keeps it.
#[derive(Debug, Clone, PartialEq)]
pub struct Feature {
    /// Its id.
    pub id: FeatureId,
    /// The commit that made this version.
    pub version: Revision,
    /// Legal geometry in the layer's reference system; `None` where the source had none.
    pub geometry: Option<Geometry>,
    /// One value per field of the schema, in its order.
    pub values: Vec<Value>,
}

/// What a vertex takes in GeoJSON: two numbers with nine decimals, comma and brackets.
const VERTEX_BYTES: usize = 28;
/// What a number, a truth value or nothing takes, about.
const VALUE_BYTES: usize = 8;

impl Feature {
    /// About how many bytes its shape and values take as text; in memory they take less.
    pub fn text_bytes(&self) -> usize {
        let value = |value: &Value| if let Value::Text(text) = value { text.len() } else { VALUE_BYTES };
        let vertices = self.geometry.as_ref().map_or(0, geo::CoordsIter::coords_count);
        vertices * VERTEX_BYTES + self.values.iter().map(value).sum::<usize>()
    }
}

impl std::fmt::Display for FeatureId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}
