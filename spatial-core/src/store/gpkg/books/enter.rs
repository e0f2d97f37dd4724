//! A table enters the books as a layer, or leaves them: listed, counted, with its history, its triggers and an index on what refers.

use rusqlite::{Connection, Result};

use super::entry::Entry;
use super::feed::{self, Whole};
use super::{catalogue, history, ids, triggers};
use crate::store::form::ident::quoted;
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
