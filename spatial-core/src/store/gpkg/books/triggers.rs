//! Our triggers on a layer's table. They use built-in SQL only, so that any program can write: they copy what is superseded to history
//! and write change rows without a number. Those of the R-tree lie in `tree`, those of GDAL's counts in `count`.

use rusqlite::{Connection, Result};

use super::count;
use super::entry::Entry;
use crate::store::form::ident::{listed, literal, quoted};
use crate::store::gpkg::outside::tree;

/// Installs all triggers of a layer afresh.
pub(in crate::store::gpkg) fn install(connection: &Connection, entry: &Entry) -> Result<()> {
    let all = ours(entry, &entry.columns).into_iter().chain(tree::triggers(entry)).chain(count::triggers(&entry.table));
    put(connection, all)
}

/// Puts triggers in the place of those of the same name.
pub(in crate::store::gpkg) fn put(
    connection: &Connection,
    triggers: impl IntoIterator<Item = (String, String)>,
) -> Result<()> {
    triggers.into_iter().try_for_each(|(name, body)| {
        connection.execute_batch(&format!("DROP TRIGGER IF EXISTS {0}; CREATE TRIGGER {0} {body}", quoted(&name)))
    })
}

/// Takes the triggers on a table down, for work that does theirs in bulk within one transaction; [`resume`] puts them back.
pub(in crate::store::gpkg) fn suspend(connection: &Connection, entry: &Entry) -> Result<Vec<String>> {
    let known = [format!("diaban_{}_", entry.layer.name), format!("{}_", entry.rtree()), "trigger_".to_owned()];
    let mut down = Vec::new();
    for (name, sql) in on(connection, &entry.table)? {
        if known.iter().any(|prefix| name.starts_with(prefix.as_str())) {
            connection.execute_batch(&format!("DROP TRIGGER {}", quoted(&name)))?;
            down.push(sql);
        }
    }
    Ok(down)
}

/// Puts triggers back as they were.
pub(in crate::store::gpkg) fn resume(connection: &Connection, suspended: &[String]) -> Result<()> {
    suspended.iter().try_for_each(|sql| connection.execute_batch(sql))
}

/// Installs ours where they are missing or differ.
pub(in crate::store::gpkg) fn mend(connection: &Connection, entry: &Entry) -> Result<()> {
    let found = on(connection, &entry.table)?;
    let differs = |trigger: &(String, String)| !stands(&found, trigger);
    put(connection, ours(entry, &entry.columns).into_iter().filter(differs))
}

/// How our triggers on a table stand, compared with how we left them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store::gpkg) enum Standing {
    /// All are there and say what they said.
    AsLeft,
    /// SQLite put new names of columns into them: nothing escaped them.
    Renamed,
    /// One is missing or says something else: who knows what escaped it. A dropped and remade table has none.
    Broken,
}

/// Compares the triggers on a table with those of the layer as our books have it. `key` and `columns` are what the table's key and
/// the columns of the fields in our books are called now.
pub(in crate::store::gpkg) fn standing(
    connection: &Connection,
    books: &Entry,
    key: &str,
    columns: &[String],
) -> Result<Standing> {
    let found = on(connection, &books.table)?;
    let stand = |entry: &Entry| ours(entry, &books.columns).iter().all(|trigger| stands(&found, trigger));
    Ok(if stand(books) {
        Standing::AsLeft
    } else if stand(&Entry { key: key.to_owned(), columns: columns.to_vec(), ..books.clone() }) {
        Standing::Renamed
    } else {
        Standing::Broken
    })
}

/// The triggers on a table, in the order they were made: name and definition.
pub(in crate::store::gpkg) fn on(connection: &Connection, table: &str) -> Result<Vec<(String, String)>> {
    connection
        .prepare_cached("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?1 COLLATE NOCASE")?
        .query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

/// True if a trigger of this name is among those found, however it is written.
pub(in crate::store::gpkg) fn is_there(found: &[(String, String)], name: &str) -> bool {
    found.iter().any(|(there, _)| there.eq_ignore_ascii_case(name))
}

/// True if this very trigger is among those found.
fn stands(found: &[(String, String)], (name, body): &(String, String)) -> bool {
    found.iter().any(|(there, text)| there == name && *text == definition(name, body))
}

fn definition(name: &str, body: &str) -> String {
    format!("CREATE TRIGGER {} {body}", quoted(name))
}

/// Ours; the columns of the table are kept in those of history called `kept`. Stores in use hold these very texts: a trigger that
/// says something else counts as broken, so a new wording must be told from the old one.
fn ours(entry: &Entry, kept: &[String]) -> Vec<(String, String)> {
    let (layer, table, key) = (&entry.layer.name, quoted(&entry.table), quoted(&entry.key));
    let word = literal(layer.as_str());
    let change = |fid: &str, op: &str| {
        format!("INSERT INTO diaban_change (layer, fid, op) VALUES ({word}, {fid}.{key}, '{op}');")
    };
    let keep = format!(
        "INSERT INTO {} (diaban_change, diaban_fid, diaban_geom{}) VALUES (last_insert_rowid(), OLD.{key}, {}{});",
        quoted(&layer.history_table()),
        listed("", kept),
        entry.shape_of("OLD."),
        listed("OLD.", &entry.columns),
    );
    // REPLACE deletes without a DELETE trigger unless recursive_triggers is on, so what it overwrites is kept beforehand, and
    // whoever comes next counts again.
    let keep_overwritten = format!(
        "INSERT INTO {} (diaban_change, diaban_fid, diaban_geom{}) SELECT last_insert_rowid(), {key}, {}{} FROM {table} WHERE {key} = NEW.{key}; \
         UPDATE gpkg_ogr_contents SET feature_count = NULL WHERE table_name = {};",
        quoted(&layer.history_table()),
        listed("", kept),
        entry.shape_of(""),
        listed("", &entry.columns),
        literal(&entry.table),
    );
    let name = |event: &str| format!("diaban_{layer}_{event}");
    vec![
        (name("inserted"), format!("AFTER INSERT ON {table} BEGIN {} END", change("NEW", "insert"))),
        (
            name("overwritten"),
            format!(
                "BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key}) BEGIN {} {keep_overwritten} END",
                change("NEW", "delete")
            ),
        ),
        (
            name("updated"),
            format!("AFTER UPDATE ON {table} WHEN OLD.{key} = NEW.{key} BEGIN {} {keep} END", change("OLD", "update")),
        ),
        (
            name("renumbered"),
            format!(
                "AFTER UPDATE ON {table} WHEN OLD.{key} <> NEW.{key} BEGIN {} {keep} {} END",
                change("OLD", "delete"),
                change("NEW", "insert")
            ),
        ),
        (name("deleted"), format!("AFTER DELETE ON {table} BEGIN {} {keep} END", change("OLD", "delete"))),
    ]
}
