//! Rows of the file as features, and their versions.
//!
//! A cell or shape that another program left unreadable does not stop the layer: it is read as nothing, and the log names it.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, params};

use super::books::feed;
use super::fault::Fault;
use super::form::{blob, row};
use crate::layer::{Feature, FeatureId, Field, LayerName, Revision, Value};

/// Columns 1 (geometry) and from 2 on (values) of a row as a feature.
pub(super) fn feature(
    found: &Row<'_>,
    id: FeatureId,
    version: Revision,
    layer: &LayerName,
    fields: &[Field],
) -> Result<Feature, Fault> {
    let geometry = match found.get_ref(1)? {
        ValueRef::Blob(bytes) => {
            let read = blob::read(bytes);
            if read.is_none() {
                tracing::warn!(%layer, %id, "unreadable geometry treated as null");
            }
            read
        }
        _ => None,
    };
    let mut values = Vec::with_capacity(fields.len());
    for (at, field) in fields.iter().enumerate() {
        let value = row::value(found.get_ref(at + 2)?, field.kind);
        if value.is_none() {
            tracing::warn!(%layer, %id, field = field.name, "value of the wrong type ({}) treated as null", field.kind.as_str());
        }
        values.push(value.unwrap_or(Value::Null));
    }
    Ok(Feature { id, version, geometry, values })
}

/// The change that made the layer as a whole what it is.
pub(super) fn whole_change(connection: &Connection, layer: &LayerName, until: i64) -> Result<i64, Fault> {
    Ok(connection
        .prepare_cached(
            "SELECT coalesce(max(change), 0) FROM diaban_change \
             WHERE layer = ?1 AND fid IS NULL AND op <> 'alter' AND change <= ?2",
        )?
        .query_row(params![layer.as_str(), until], |row| row.get(0))?)
}

/// Version of one feature as of a change.
pub(super) fn version(
    connection: &Connection,
    layer: &LayerName,
    id: FeatureId,
    until: i64,
) -> Result<Revision, Fault> {
    let own: i64 = connection
        .prepare_cached(
            "SELECT coalesce(max(change), 0) FROM diaban_change WHERE layer = ?1 AND fid = ?2 AND change <= ?3",
        )?
        .query_row(params![layer.as_str(), id.0, until], |row| row.get(0))?;
    let change = own.max(whole_change(connection, layer, until)?);
    Ok(feed::revision_of(connection, change)?)
}
