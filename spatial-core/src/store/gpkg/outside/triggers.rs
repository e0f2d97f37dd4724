//! Triggers on a layer's table. Ours use built-in SQL only, so that any program can write: they copy what is superseded to history
//! and write change rows without a number. The R-tree's are the standard's (OGC 12-128r18 §F.3), the counts' are GDAL's.

use rusqlite::{Connection, Result};

use crate::store::gpkg::catalogue::Entry;
use crate::store::gpkg::form::ident::{listed, literal, quoted};

/// Installs all triggers of a layer afresh.
pub(in crate::store::gpkg) fn install(connection: &Connection, entry: &Entry) -> Result<()> {
    for (name, body) in ours(entry).into_iter().chain(rtree(entry)).chain(count(entry)) {
        connection.execute_batch(&format!("DROP TRIGGER IF EXISTS {0}; CREATE TRIGGER {0} {body}", quoted(&name)))?;
    }
    Ok(())
}

/// Takes the triggers on a table down, for work that does theirs in bulk within one transaction; [`resume`] puts them back.
pub(in crate::store::gpkg) fn suspend(connection: &Connection, entry: &Entry) -> Result<Vec<String>> {
    let known = [format!("diaban_{}_", entry.layer.name), format!("{}_", entry.rtree()), "trigger_".to_owned()];
    let mut find = connection
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?1 COLLATE NOCASE")?;
    let found: Vec<(String, String)> =
        find.query_map([&entry.table], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_>>()?;
    let mut down = Vec::new();
    for (name, sql) in found {
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

/// Installs ours where they are missing or differ; true if one was.
pub(in crate::store::gpkg) fn mend(connection: &Connection, entry: &Entry) -> Result<bool> {
    let mut find = connection.prepare_cached("SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = ?1")?;
    let mut mended = false;
    for (name, body) in ours(entry) {
        let wanted = format!("CREATE TRIGGER {} {body}", quoted(&name));
        let found: Option<String> = find.query_row([&name], |row| row.get(0)).ok();
        if found.as_deref() != Some(wanted.as_str()) {
            connection.execute_batch(&format!("DROP TRIGGER IF EXISTS {}; {wanted}", quoted(&name)))?;
            mended = true;
        }
    }
    Ok(mended)
}

/// True if the table carries our triggers, whatever they say: a dropped and remade table does not.
pub(in crate::store::gpkg) fn stand(connection: &Connection, entry: &Entry) -> Result<bool> {
    connection.query_row(
        "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?1 COLLATE NOCASE AND name = ?2)",
        [&entry.table, &format!("diaban_{}_deleted", entry.layer.name)],
        |row| row.get(0),
    )
}

fn ours(entry: &Entry) -> Vec<(String, String)> {
    let (layer, table, key) = (&entry.layer.name, quoted(&entry.table), quoted(&entry.key));
    let word = literal(layer.as_str());
    let change = |fid: &str, op: &str| {
        format!("INSERT INTO diaban_change (layer, fid, op) VALUES ({word}, {fid}.{key}, '{op}');")
    };
    let keep = format!(
        "INSERT INTO {} (diaban_change, diaban_fid, diaban_geom{}) VALUES (last_insert_rowid(), OLD.{key}, OLD.{}{});",
        quoted(&layer.history_table()),
        listed("", &entry.columns),
        quoted(&entry.geometry),
        listed("OLD.", &entry.columns),
    );
    // REPLACE deletes without a DELETE trigger unless recursive_triggers is on, so what it overwrites is kept beforehand, and
    // whoever comes next counts again.
    let keep_overwritten = format!(
        "INSERT INTO {} (diaban_change, diaban_fid, diaban_geom{}) SELECT last_insert_rowid(), {key}, {}{} FROM {table} WHERE {key} = NEW.{key}; \
         UPDATE gpkg_ogr_contents SET feature_count = NULL WHERE table_name = {};",
        quoted(&layer.history_table()),
        listed("", &entry.columns),
        quoted(&entry.geometry),
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

fn rtree(entry: &Entry) -> Vec<(String, String)> {
    if !entry.has_rtree {
        return Vec::new();
    }
    let (table, tree) = (quoted(&entry.table), quoted(&entry.rtree()));
    let (c, i) = (quoted(&entry.geometry), quoted(&entry.key));
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

fn count(entry: &Entry) -> Vec<(String, String)> {
    let (table, word) = (quoted(&entry.table), literal(&entry.table));
    let step = |sign: &str| {
        format!(
            "BEGIN UPDATE gpkg_ogr_contents SET feature_count = feature_count {sign} 1 WHERE lower(table_name) = lower({word}); END"
        )
    };
    vec![
        (format!("trigger_insert_feature_count_{}", entry.table), format!("AFTER INSERT ON {table} {}", step("+"))),
        (format!("trigger_delete_feature_count_{}", entry.table), format!("AFTER DELETE ON {table} {}", step("-"))),
    ]
}
