//! The quarantine layer beside a layer: records that could not be loaded, for staff only.

use crate::crs::Operation;
use crate::geometry::Geometry;
use crate::layer::{
    Clearance, Door, Draw, Field, FieldType, GeometryType, Kind, Layer, LayerName, Meaning, Provenance, Schema, Value,
};

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
    let field = |name: &str, kind| Field {
        name: name.to_owned(),
        kind,
        clearance: Clearance::Staff,
        meaning: Meaning::default(),
    };
    let fields = vec![
        field("file", FieldType::Text),
        field("record", FieldType::Integer),
        field("key", FieldType::Text),
        field("code", FieldType::Text),
        field("field", FieldType::Text),
        field("record_json", FieldType::Json),
    ];
    let name: LayerName = layer.name.quarantine();
    Layer {
        title: name.to_string(),
        name,
        kind: Kind::Feature,
        schema: Schema { geometry: GeometryType::Point, fields },
        crs: layer.crs,
        operation: Operation(layer.operation.0.clone()),
        draw: Draw { min_zoom: 0, class_field: None },
        clearance: Clearance::Staff,
        rows: None,
        subject: None,
        door: Door::Items,
        provenance: Provenance { attribution: String::new(), ..layer.provenance.clone() },
        extent: None,
        count: 0,
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
