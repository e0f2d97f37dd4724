//! A table enters the books as a layer, or leaves them: listed, counted, with its history, its triggers and an index on what refers.

use rusqlite::{Connection, Result};

use super::entry::Entry;
use super::feed::{self, Whole};
use super::{catalogue, history, ids, meta, triggers};
use crate::layer::LayerName;
use crate::store::form::ident::{listed, quoted};
use crate::store::writing::references::target;

/// Enters a table that is there, with ids up to the last one given.
pub(in crate::store::gpkg) fn enter(connection: &Connection, entry: &Entry, what: Whole, last: u64) -> Result<()> {
    let change = feed::note_whole(connection, &entry.layer.name, what)?;
    catalogue::register(connection, entry)?;
    catalogue::save(connection, entry, change)?;
    history::ensure(connection, entry)?;
    triggers::install(connection, entry)?;
    index_references(connection, entry)?;
    ids::count_from(connection, &entry.layer.name, &entry.table, last)
}

/// Moves all features of a layer to history under the change row that comes next, and drops their table.
pub(in crate::store::gpkg) fn supersede(connection: &Connection, old: &Entry) -> Result<()> {
    history::ensure(connection, old)?;
    let columns = listed("", &old.columns);
    let sql = format!(
        "INSERT INTO {} (diaban_change, diaban_fid, diaban_geom{columns}) SELECT ?1, {}, {}{columns} FROM {}",
        quoted(&old.layer.name.history_table()),
        quoted(&old.key),
        old.shape_of(""),
        quoted(&old.table)
    );
    connection.execute(&sql, [feed::last_change(connection)? + 1])?;
    if old.geometry.is_some() {
        connection.execute_batch(&format!("DROP TABLE IF EXISTS {}", quoted(&old.rtree())))?;
    }
    connection.execute_batch(&format!("DROP TABLE {}", quoted(&old.table)))
}

/// Takes a layer out of the books: its features lie in history, and its ids are remembered.
pub(in crate::store::gpkg) fn leave(connection: &Connection, entry: &Entry) -> Result<()> {
    let name = &entry.layer.name;
    let last = ids::last(connection, name, Some(entry))?;
    supersede(connection, entry)?;
    feed::note_whole(connection, name, Whole::Remove)?;
    catalogue::unregister(connection, &entry.table)?;
    absent(connection, name, last)
}

/// Notes that a layer's table is not there any more, and up to which id it has counted.
pub(in crate::store::gpkg) fn absent(connection: &Connection, name: &LayerName, last: u64) -> Result<()> {
    meta::set_meta(connection, &format!("last_id:{name}"), last)?;
    connection.execute("UPDATE diaban_layer SET present = 0 WHERE name = ?1", [name.as_str()])?;
    Ok(())
}

/// Who deletes a feature asks who refers to it: not by looking at every row.
pub(in crate::store::gpkg) fn index_references(connection: &Connection, entry: &Entry) -> Result<()> {
    for (field, column) in entry.layer.schema.fields.iter().zip(&entry.columns) {
        if target(field).is_some() {
            let name = quoted(&format!("diaban_{}_{column}", entry.table));
            let (table, column) = (quoted(&entry.table), quoted(column));
            connection
                .execute_batch(&format!("DROP INDEX IF EXISTS {name}; CREATE INDEX {name} ON {table} ({column})"))?;
        }
    }
    Ok(())
}
