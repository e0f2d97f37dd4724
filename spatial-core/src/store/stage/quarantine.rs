//! The quarantine layer beside a layer: records that could not be loaded, for staff only.
use crate::geometry::Geometry;
use crate::layer::{Clearance, Field, FieldType, GeometryType, Kind, Layer, Provenance, Schema, Value};

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

/// The staff-only layer beside a layer.
pub(in crate::store) fn beside(layer: &Layer) -> Layer {
    let field = |name: &str, kind| Field::new(name, kind, Clearance::Staff);
    let fields = vec![
        field("file", FieldType::Text),
        field("record", FieldType::Integer),
        field("key", FieldType::Text),
        field("code", FieldType::Text),
        field("field", FieldType::Text),
        field("record_json", FieldType::Json),
    ];
    let schema = Schema { geometry: GeometryType::Point, fields };
    Layer {
        clearance: Clearance::Staff,
        provenance: Provenance { attribution: String::new(), ..layer.provenance.clone() },
        ..Layer::open(layer.name.quarantine(), Kind::Feature, schema, layer.crs, layer.operation.clone())
    }
}

/// A record as a row of that layer.
pub(in crate::store) fn row(record: Quarantined) -> (Option<Geometry>, Vec<Value>) {
    let text = |text: Option<String>| text.map_or(Value::Null, Value::text);
    let place = record.place.filter(|place| place.iter().all(|value| value.is_finite()));
    let values = vec![
        Value::text(record.file),
        Value::Integer(i64::try_from(record.record).unwrap_or(i64::MAX)),
        text(record.key),
        Value::text(record.code),
        text(record.field),
        Value::text(record.record_json),
    ];
    (place.map(|[x, y]| geo_types::Point::new(x, y).into()), values)
}
