//! Our triggers on a layer's table. They use built-in SQL only, so that any program can write: they copy what is superseded to history
//! and write change rows without a number. Those of the R-tree lie in `tree`, those of GDAL's counts in `count`.

use rusqlite::{Connection, OptionalExtension, Result};

use super::count;
use super::entry::Entry;
use crate::layer::LayerName;
use crate::store::form::ident::{listed, literal, quoted};
use crate::store::gpkg::outside::tree;

/// Installs all triggers of a layer afresh.
pub(in crate::store::gpkg) fn install(connection: &Connection, entry: &Entry) -> Result<()> {
    let all = ours(entry, &entry.columns).into_iter().chain(tree::triggers(entry)).chain(count::triggers(&entry.table));
    put(connection, all)
}

/// Installs ours of a layer afresh.
pub(in crate::store::gpkg) fn install_ours(connection: &Connection, entry: &Entry) -> Result<()> {
    put(connection, ours(entry, &entry.columns))
}

/// Lets those on a table that was renamed say its new name where SQLite leaves the old one: in texts.
pub(in crate::store::gpkg) fn say_of(connection: &Connection, entry: &Entry, former: &str) -> Result<()> {
    for (name, sql) in on(connection, &entry.table)? {
        let now = sql.replace(&uncount(former), &uncount(&entry.table));
        if now != sql {
            connection.execute_batch(&format!("DROP TRIGGER {}; {now}", quoted(&name)))?;
        }
    }
    Ok(())
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
    let renamed = Entry { key: key.to_owned(), columns: columns.to_vec(), ..books.clone() };
    let stand = |entry: &Entry| {
        WORDINGS.iter().any(|wording| wording(entry, &books.columns).iter().all(|trigger| stands(&found, trigger)))
    };
    Ok(if stand(books) {
        Standing::AsLeft
    } else if stand(&renamed) {
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

/// A wording of our triggers: those of a layer whose columns are kept in the columns of history named.
type Wording = fn(&Entry, &[String]) -> Vec<(String, String)>;

/// How they are written, and how stores in use may have them still: a trigger that says something else counts as broken.
const WORDINGS: [Wording; 2] = [ours, former];

/// Ours; the columns of the table are kept in those of history called `kept`. Rows are copied before they change, by names that mean null
/// where the table has no such column any more: SQLite refuses to drop a column that a trigger cannot do without.
fn ours(entry: &Entry, kept: &[String]) -> Vec<(String, String)> {
    let (layer, table, key) = (&entry.layer.name, quoted(&entry.table), quoted(&entry.key));
    let keep = |fid: &str| {
        format!(
            "INSERT INTO {} (diaban_change, diaban_fid, diaban_geom{}) SELECT last_insert_rowid(), {key}, {}{} FROM {table}{} \
             WHERE {key} = {fid}.{key};",
            quoted(&layer.history_table()),
            listed("", kept),
            entry.shape_of(""),
            listed("", &entry.columns),
            or_null(kept),
        )
    };
    let uncount = uncount(&entry.table);
    let note = |fid: &str, op: &str| note(entry, fid, op);
    // REPLACE deletes without a DELETE trigger unless recursive_triggers is on, so what it overwrites is kept beforehand, and
    // whoever comes next counts again.
    named(
        entry,
        [
            format!("AFTER INSERT ON {table} BEGIN {} END", note("NEW", "insert")),
            format!(
                "BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key}) BEGIN {} {} {uncount} END",
                note("NEW", "delete"),
                keep("NEW")
            ),
            format!(
                "BEFORE UPDATE ON {table} WHEN OLD.{key} = NEW.{key} BEGIN {} {} END",
                note("OLD", "update"),
                keep("OLD")
            ),
            format!(
                "BEFORE UPDATE ON {table} WHEN OLD.{key} <> NEW.{key} BEGIN {} {} {} END",
                note("OLD", "delete"),
                keep("OLD"),
                note("NEW", "insert")
            ),
            format!("BEFORE DELETE ON {table} BEGIN {} {} END", note("OLD", "delete"), keep("OLD")),
        ],
    )
}

/// A join that is met by no row and lends its names, all of nulls, to what the table does not have.
fn or_null(kept: &[String]) -> String {
    let nulls: Vec<String> = kept.iter().map(|column| format!("NULL AS {}", quoted(column))).collect();
    if nulls.is_empty() { String::new() } else { format!(" NATURAL LEFT JOIN (SELECT {})", nulls.join(", ")) }
}

fn note(entry: &Entry, fid: &str, op: &str) -> String {
    let (word, key) = (literal(entry.layer.name.as_str()), quoted(&entry.key));
    format!("INSERT INTO diaban_change (layer, fid, op) VALUES ({word}, {fid}.{key}, '{op}');")
}

fn uncount(table: &str) -> String {
    format!("UPDATE gpkg_ogr_contents SET feature_count = NULL WHERE table_name = {};", literal(table))
}

/// Bodies under the names they have, in the order they are made.
fn named(entry: &Entry, bodies: [String; 5]) -> Vec<(String, String)> {
    let names = EVENTS.iter().map(|event| name(&entry.layer.name, event));
    names.zip(bodies).collect()
}

const EVENTS: [&str; 5] = ["inserted", "overwritten", "updated", "renumbered", "deleted"];

fn name(layer: &LayerName, event: &str) -> String {
    format!("diaban_{layer}_{event}")
}

/// What the columns of the fields in our books are called now: SQLite writes new names into our triggers. Dropped ones keep their last
/// name there. `None` if the trigger is gone, or says something else.
pub(in crate::store::gpkg) fn called(connection: &Connection, books: &Entry) -> Result<Option<Vec<String>>> {
    let found = on(connection, &books.table)?;
    let wanted = name(&books.layer.name, EVENTS[1]);
    let text = found.iter().find(|(there, _)| *there == wanted).map_or("", |(_, text)| text.as_str());
    let Some((_, list)) = text.split_once("SELECT last_insert_rowid(), ") else { return Ok(None) };
    let (names, fixed) = (unquoted(list), 1 + usize::from(books.geometry.is_some()));
    Ok((names.len() == fixed + books.columns.len()).then(|| names[fixed..].to_vec()))
}

/// The identifiers at the beginning of a text that stand in double quotes each, up to the word FROM.
fn unquoted(list: &str) -> Vec<String> {
    let (mut names, mut name, mut is_within) = (Vec::new(), String::new(), false);
    let mut letters = list.chars().peekable();
    while let Some(letter) = letters.next() {
        match (is_within, letter) {
            (true, '"') if letters.next_if_eq(&'"').is_some() => name.push('"'),
            (true, '"') => {
                names.push(std::mem::take(&mut name));
                is_within = false;
            }
            (true, letter) => name.push(letter),
            (false, '"') => is_within = true,
            (false, 'F') => break,
            (false, _) => {}
        }
    }
    names
}

/// The table that carries our triggers of a layer, if one does.
pub(in crate::store::gpkg) fn table_of(connection: &Connection, layer: &LayerName) -> Result<Option<String>> {
    connection
        .query_row(
            "SELECT tbl_name FROM sqlite_schema WHERE type = 'trigger' AND name = ?1 COLLATE NOCASE",
            [name(layer, EVENTS[0])],
            |row| row.get(0),
        )
        .optional()
}

/// Takes down all of ours that a layer had under its name.
pub(in crate::store::gpkg) fn drop_all(connection: &Connection, layer: &LayerName) -> Result<()> {
    EVENTS.iter().try_for_each(|event| {
        connection.execute_batch(&format!("DROP TRIGGER IF EXISTS {}", quoted(&name(layer, event))))
    })
}

/// As stores of layout 2 and before have them: these name each column of the table, and no column can be dropped.
fn former(entry: &Entry, kept: &[String]) -> Vec<(String, String)> {
    let (table, key) = (quoted(&entry.table), quoted(&entry.key));
    let history = quoted(&entry.layer.name.history_table());
    let keep = format!(
        "INSERT INTO {history} (diaban_change, diaban_fid, diaban_geom{}) VALUES (last_insert_rowid(), OLD.{key}, {}{});",
        listed("", kept),
        entry.shape_of("OLD."),
        listed("OLD.", &entry.columns),
    );
    let keep_overwritten = format!(
        "INSERT INTO {history} (diaban_change, diaban_fid, diaban_geom{}) SELECT last_insert_rowid(), {key}, {}{} FROM {table} WHERE {key} = NEW.{key}; {}",
        listed("", kept),
        entry.shape_of(""),
        listed("", &entry.columns),
        uncount(&entry.table),
    );
    let note = |fid: &str, op: &str| note(entry, fid, op);
    named(
        entry,
        [
            format!("AFTER INSERT ON {table} BEGIN {} END", note("NEW", "insert")),
            format!(
                "BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key}) BEGIN {} {keep_overwritten} END",
                note("NEW", "delete")
            ),
            format!("AFTER UPDATE ON {table} WHEN OLD.{key} = NEW.{key} BEGIN {} {keep} END", note("OLD", "update")),
            format!(
                "AFTER UPDATE ON {table} WHEN OLD.{key} <> NEW.{key} BEGIN {} {keep} {} END",
                note("OLD", "delete"),
                note("NEW", "insert")
            ),
            format!("AFTER DELETE ON {table} BEGIN {} {keep} END", note("OLD", "delete")),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_any_kind_are_read_from_a_trigger() {
        let list = r#""fid", NULL, "a ""b"" FROM c", "", "số tờ" FROM "t" WHERE "fid" = 1"#;
        assert_eq!(unquoted(list), ["fid", "a \"b\" FROM c", "", "số tờ"]);
    }
}
