//! Shapes of a whole table made multi shapes.

use rusqlite::{Connection, Result, params};

use crate::store::form::ident::quoted;
use crate::store::gpkg::books::entry::Entry;
use crate::store::gpkg::books::triggers;

/// Makes all single shapes of a table multi shapes. The places on the map stay the same, so this is no change of any feature.
pub(in crate::store::gpkg) fn table(connection: &Connection, entry: &mut Entry) -> Result<()> {
    let Some(geometry) = entry.geometry.as_ref().map(|column| quoted(column)) else { return Ok(()) };
    let (suspended, table) = (triggers::suspend(connection, entry)?, quoted(&entry.table));
    connection.execute_batch(&format!(
        "UPDATE {table} SET {geometry} = diaban_promoted({geometry}) WHERE {geometry} NOTNULL"
    ))?;
    entry.shape = format!("MULTI{}", entry.shape);
    connection.execute(
        "UPDATE gpkg_geometry_columns SET geometry_type_name = ?2 WHERE table_name = ?1 COLLATE NOCASE",
        params![entry.table, entry.shape],
    )?;
    triggers::resume(connection, &suspended)
}
