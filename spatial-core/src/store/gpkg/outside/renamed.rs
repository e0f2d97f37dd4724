//! Columns that another program renamed (`ALTER TABLE … RENAME COLUMN`, as QGIS does): the field follows, with its past and audience.

use rusqlite::{Connection, Result, params};

use super::table::{self, Column};
use crate::layer::{Clearance, looks_personal};
use crate::store::gpkg::catalogue::Entry;
use crate::store::gpkg::history;
use crate::store::ident::quoted;

/// What the columns of the fields in our books may be called now: those in their places.
pub(super) fn columns(books: &Entry, now: &[Column]) -> Vec<String> {
    table::of_fields(now, &books.geometry).map(|column| column.name.clone()).take(books.columns.len()).collect()
}

/// Lets fields, history and our books of former fields follow to the new columns.
pub(super) fn follow(connection: &Connection, entry: &mut Entry, now: Vec<String>) -> Result<()> {
    let former = std::mem::replace(&mut entry.columns, now);
    let pairs: Vec<(&String, &String)> =
        former.iter().zip(&entry.columns).filter(|(former, now)| former != now).collect();
    history::ensure(connection, entry)?;
    copy(connection, &entry.layer.name.history_table(), &pairs)?;
    rename_in_books(connection, entry.layer.name.as_str(), &pairs)?;
    for (field, (former, now)) in entry.layer.schema.fields.iter_mut().zip(former.iter().zip(&entry.columns)) {
        if former == now || field.name != *former {
            continue;
        }
        field.name.clone_from(now);
        if looks_personal(now) {
            field.clearance = Clearance::Staff;
        }
        if entry.layer.draw.class_field.as_ref() == Some(former) {
            // A map drawn by a field would show it to everybody.
            entry.layer.draw.class_field = (field.clearance.is_open()).then(|| now.clone());
        }
    }
    Ok(())
}

/// Copies what history keeps under the former names.
fn copy(connection: &Connection, history: &str, pairs: &[(&String, &String)]) -> Result<()> {
    let set: Vec<String> = pairs.iter().map(|(former, now)| format!("{} = {}", quoted(now), quoted(former))).collect();
    if set.is_empty() {
        return Ok(());
    }
    connection.execute_batch(&format!("UPDATE {} SET {}", quoted(history), set.join(", ")))
}

fn rename_in_books(connection: &Connection, layer: &str, pairs: &[(&String, &String)]) -> Result<()> {
    let known: Vec<(i64, i64, String)> = connection
        .prepare(
            "SELECT f.schema, f.position, f.column_name FROM diaban_field f JOIN diaban_schema s ON s.schema = f.schema \
             WHERE s.layer = ?1",
        )?
        .query_map([layer], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<Result<_>>()?;
    for (schema, position, column) in known {
        if let Some((_, now)) = pairs.iter().find(|(former, _)| **former == column) {
            connection.execute(
                "UPDATE diaban_field SET column_name = ?3 WHERE schema = ?1 AND position = ?2",
                params![schema, position, now],
            )?;
        }
    }
    Ok(())
}
