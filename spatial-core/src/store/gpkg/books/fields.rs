//! The fields of a layer and the columns they lie in, now and after any change.

use rusqlite::{Connection, Result, params};

use super::entry::Entry;
use crate::layer::{Field, LayerName};
use crate::store::form::words::FieldWords;

/// Fields and their columns as they were after a change.
pub(in crate::store::gpkg) fn since(
    connection: &Connection,
    name: &LayerName,
    change: i64,
) -> Result<(Vec<Field>, Vec<String>)> {
    let mut statement = connection.prepare_cached(
        "SELECT name, column_name, type, audience, role, unit, refers FROM diaban_field WHERE schema = \
         (SELECT schema FROM diaban_schema WHERE layer = ?1 AND since_change <= ?2 ORDER BY since_change DESC, schema DESC LIMIT 1) \
         ORDER BY position",
    )?;
    let rows = statement.query_map(params![name.as_str(), change], |row| {
        let (name, kind, clearance) = (row.get(0)?, row.get(2)?, row.get(3)?);
        let words = FieldWords { name, kind, clearance, role: row.get(4)?, unit: row.get(5)?, refers: row.get(6)? };
        Ok((words.field(), row.get(1)?))
    })?;
    Ok(rows.collect::<Result<Vec<_>>>()?.into_iter().unzip())
}

/// Writes the fields, if they are not what they were.
pub(in crate::store::gpkg) fn save(connection: &Connection, entry: &Entry, since_change: i64) -> Result<()> {
    let fields = &entry.layer.schema.fields;
    if since(connection, &entry.layer.name, i64::MAX)? == (fields.clone(), entry.columns.clone()) && !fields.is_empty()
    {
        return Ok(());
    }
    connection.execute(
        "INSERT INTO diaban_schema (layer, since_change) VALUES (?1, ?2)",
        params![entry.layer.name.as_str(), since_change],
    )?;
    let schema = connection.last_insert_rowid();
    let mut insert = connection.prepare_cached(
        "INSERT INTO diaban_field (schema, position, name, column_name, type, audience, role, unit, refers) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    for (position, (field, column)) in fields.iter().zip(&entry.columns).enumerate() {
        let words = FieldWords::of(field);
        insert.execute(params![
            schema,
            position,
            words.name,
            column,
            words.kind,
            words.clearance,
            words.role,
            words.unit,
            words.refers
        ])?;
    }
    Ok(())
}
