//! The ids of a layer: never given twice, even if its table is another by now.

use rusqlite::{Connection, OptionalExtension, Result, params};

use super::entry::Entry;
use super::meta;
use crate::layer::LayerName;
use crate::store::form::ident::quoted;

/// The last id a table ever gave: ids are never reused.
pub(in crate::store::gpkg) fn last(connection: &Connection, name: &LayerName, table: Option<&Entry>) -> Result<u64> {
    let remembered = meta::meta::<u64>(connection, &format!("last_id:{name}"))?.unwrap_or(0);
    let Some(entry) = table else { return Ok(remembered) };
    let counted: Option<u64> = connection
        .prepare_cached("SELECT seq FROM sqlite_sequence WHERE name = ?1 COLLATE NOCASE")?
        .query_row([&entry.table], |row| row.get(0))
        .optional()?;
    let sql = format!("SELECT max({}) FROM {}", quoted(&entry.key), quoted(&entry.table));
    let largest: Option<i64> = connection.prepare_cached(&sql)?.query_row([], |row| row.get(0))?;
    let largest = largest.and_then(|id| u64::try_from(id).ok()).unwrap_or(0);
    let touched: Option<i64> = connection
        .prepare_cached("SELECT max(fid) FROM diaban_change WHERE layer = ?1")?
        .query_row([name.as_str()], |row| row.get(0))?;
    let touched = touched.and_then(|id| u64::try_from(id).ok()).unwrap_or(0);
    Ok(remembered.max(counted.unwrap_or(0)).max(largest).max(touched))
}

/// Lets a table go on counting after an id.
pub(in crate::store::gpkg) fn count_from(
    connection: &Connection,
    name: &LayerName,
    table: &str,
    last: u64,
) -> Result<()> {
    meta::set_meta(connection, &format!("last_id:{name}"), last)?;
    connection.execute("DELETE FROM sqlite_sequence WHERE name = ?1 COLLATE NOCASE", [table])?;
    connection.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?1, ?2)", params![table, last])?;
    Ok(())
}
