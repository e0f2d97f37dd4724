//! The quarantine layer beside a layer: records that could not be loaded, for staff only.

use std::sync::Arc;

use rusqlite::{Connection, TransactionBehavior};

use super::draft::Draft;
use crate::crs::Operation;
use crate::geometry::Geometry;
use crate::layer::{Audience, Draw, Field, FieldType, GeometryType, Kind, Layer, LayerName, Provenance, Schema, Value};
use crate::store::StoreError;
use crate::store::gpkg::Shared;
use crate::store::gpkg::catalogue;
use crate::store::gpkg::fault::Fault;
use crate::store::gpkg::outside::notice;

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

/// Makes the draft of a quarantine layer.
pub(super) async fn begin(shared: &Arc<Shared>, number: i64, features: &Draft) -> Result<Draft, StoreError> {
    let layer = quarantine_layer(&features.layer);
    let (name, srs_id) = (layer.name.clone(), features.srs_id);
    let table = format!("diaban_stage_{number}_quarantine");
    let beginning = move |connection: &mut Connection| {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let draft = notice::defining(&transaction, |connection| {
            let existing = catalogue::find(connection, &name)?;
            let base = catalogue::last_id(connection, &name, existing.as_ref())?;
            let draft = Draft::new(table, layer, "fid", "geom", srs_id, base);
            draft.create(connection)?;
            Ok::<_, Fault>(draft)
        })?;
        transaction.commit()?;
        Ok(draft)
    };
    shared.writer.run("putting records aside in", beginning).await
}

/// The staff-only layer beside a layer.
fn quarantine_layer(layer: &Layer) -> Layer {
    let field = |name: &str, kind| Field { name: name.to_owned(), kind, audience: Audience::Staff };
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
        audience: Audience::Staff,
        provenance: Provenance { attribution: String::new(), ..layer.provenance.clone() },
        extent: None,
        count: 0,
    }
}

/// A record as a row of that layer.
pub(super) fn row(record: Quarantined) -> (Option<Geometry>, Vec<Value>) {
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
