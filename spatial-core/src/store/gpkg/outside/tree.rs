//! What keeps the R-tree of a table up to date: the standard's triggers (OGC 12-128r18 §F.3). We read no tree of another program's
//! making, but QGIS finds features by it.

use rusqlite::{Connection, Result};

use crate::store::form::ident::quoted;
use crate::store::gpkg::books::entry::Entry;
use crate::store::gpkg::books::triggers;

/// The triggers of each edition of the standard, by the end of their names: GeoPackage 1.4 put others in the place of two.
const NEEDED: [&[&[&str]]; 6] = [
    &[&["insert"]],
    &[&["update1"], &["update6", "update7"]],
    &[&["update2"]],
    &[&["update3"], &["update5"]],
    &[&["update4"]],
    &[&["delete"]],
];

/// Installs the triggers if one is missing, and fills the tree anew: nobody knows what escaped it.
pub(super) fn mend(connection: &Connection, entry: &Entry) -> Result<()> {
    let Some(geometry) = entry.geometry.as_ref().filter(|_| entry.has_rtree) else { return Ok(()) };
    if stand(connection, entry)? {
        return Ok(());
    }
    let (table, tree) = (quoted(&entry.table), quoted(&entry.rtree()));
    for number in 5..8 {
        connection.execute_batch(&format!(
            "DROP TRIGGER IF EXISTS {}",
            quoted(&format!("{}_update{number}", entry.rtree()))
        ))?;
    }
    triggers::put(connection, triggers(entry))?;
    let (c, i) = (quoted(geometry), quoted(&entry.key));
    connection.execute_batch(&format!(
        "DELETE FROM {tree}; INSERT INTO {tree} SELECT {i}, ST_MinX({c}), ST_MaxX({c}), ST_MinY({c}), ST_MaxY({c}) FROM {table} \
         WHERE {c} NOTNULL AND NOT ST_IsEmpty({c})"
    ))
}

fn stand(connection: &Connection, entry: &Entry) -> Result<bool> {
    let (found, tree) = (triggers::on(connection, &entry.table)?, entry.rtree());
    let is_there = |event: &&str| triggers::is_there(&found, &format!("{tree}_{event}"));
    Ok(NEEDED.iter().all(|editions| editions.iter().any(|names| names.iter().all(is_there))))
}

/// The triggers of GeoPackage 1.3, if there is a tree.
pub(in crate::store::gpkg) fn triggers(entry: &Entry) -> Vec<(String, String)> {
    let Some(geometry) = entry.geometry.as_ref().filter(|_| entry.has_rtree) else { return Vec::new() };
    let (table, tree) = (quoted(&entry.table), quoted(&entry.rtree()));
    let (c, i) = (quoted(geometry), quoted(&entry.key));
    let put = format!(
        "INSERT OR REPLACE INTO {tree} VALUES (NEW.{i}, ST_MinX(NEW.{c}), ST_MaxX(NEW.{c}), ST_MinY(NEW.{c}), ST_MaxY(NEW.{c}));"
    );
    let take = format!("DELETE FROM {tree} WHERE id = OLD.{i};");
    let full = format!("(NEW.{c} NOTNULL AND NOT ST_IsEmpty(NEW.{c}))");
    let empty = format!("(NEW.{c} ISNULL OR ST_IsEmpty(NEW.{c}))");
    let name = |event: &str| format!("{}_{event}", entry.rtree());
    vec![
        (name("insert"), format!("AFTER INSERT ON {table} WHEN {full} BEGIN {put} END")),
        (name("update1"), format!("AFTER UPDATE OF {c} ON {table} WHEN OLD.{i} = NEW.{i} AND {full} BEGIN {put} END")),
        (
            name("update2"),
            format!("AFTER UPDATE OF {c} ON {table} WHEN OLD.{i} = NEW.{i} AND {empty} BEGIN {take} END"),
        ),
        (name("update3"), format!("AFTER UPDATE ON {table} WHEN OLD.{i} != NEW.{i} AND {full} BEGIN {take} {put} END")),
        (
            name("update4"),
            format!(
                "AFTER UPDATE ON {table} WHEN OLD.{i} != NEW.{i} AND {empty} BEGIN DELETE FROM {tree} WHERE id IN (OLD.{i}, NEW.{i}); END"
            ),
        ),
        (name("delete"), format!("AFTER DELETE ON {table} WHEN OLD.{c} NOT NULL BEGIN {take} END")),
    ]
}
