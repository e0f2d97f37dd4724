//! Columns that another program renamed (`ALTER TABLE … RENAME COLUMN`, as QGIS does): the field follows, with its past and audience.

use rusqlite::{Connection, Result, params};

use super::table::TableColumn;
use crate::layer::{Clearance, looks_personal};
use crate::store::form::ident::quoted;
use crate::store::gpkg::books::entry::Entry;
use crate::store::gpkg::books::{feed, history};

/// Lets fields, history and our books of former fields follow to the new columns.
pub(super) fn follow(
    connection: &Connection,
    entry: &mut Entry,
    mut now: Vec<String>,
    there: &[TableColumn],
) -> Result<()> {
    // What was renamed and then dropped is dropped.
    for (former, now) in entry.columns.iter().zip(&mut now) {
        if !there.iter().any(|column| column.name == *now) {
            forget_name(connection, &entry.layer.name.history_table(), former, now)?;
            now.clone_from(former);
        }
    }
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

/// Takes the name of a dropped column out of history: where it is no column any more, SQLite reads it in our trigger as a text.
fn forget_name(connection: &Connection, history: &str, former: &str, now: &str) -> Result<()> {
    let (history, column) = (quoted(history), quoted(former));
    connection.execute(
        &format!("UPDATE {history} SET {column} = NULL WHERE {column} = ?1 AND diaban_change > ?2"),
        params![now, feed::current(connection)?.1],
    )?;
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
