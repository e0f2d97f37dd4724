//! Tables that another program renamed (`ALTER TABLE … RENAME TO`, as QGIS does with a layer): the layer follows, with its past.
//! It takes the new name itself, unless it belongs to a subject, which looks for it under the name it declared.

use std::collections::HashSet;

use rusqlite::{Connection, Result, params};

use super::adopt;
use crate::layer::LayerName;
use crate::store::form::ident::quoted;
use crate::store::gpkg::books::entry::Entry;
use crate::store::gpkg::books::feed::{self, Whole};
use crate::store::gpkg::books::{catalogue, meta, triggers};

/// A layer whose table is gone, if the table is there under another name and listed so: SQLite takes our triggers along.
pub(super) fn followed(connection: &Connection, name: &LayerName) -> Result<Option<Entry>> {
    let Some(table) = triggers::table_of(connection, name)? else { return Ok(None) };
    let former: String =
        connection
            .query_row("SELECT table_name FROM diaban_layer WHERE name = ?1", [name.as_str()], |row| row.get(0))?;
    point(connection, name, &table)?;
    let Some(entry) = catalogue::find(connection, name)? else {
        // Nobody told the file's own list: as good as gone.
        point(connection, name, &former)?;
        return Ok(None);
    };
    tracing::warn!(layer = %name, former, table, "another program renamed the table of a layer");
    triggers::say_of(connection, &entry, &former)?;
    Ok(Some(entry))
}

/// Gives a layer whose table was renamed the table's name.
pub(super) fn take_name(connection: &Connection, name: &LayerName) -> Result<()> {
    let Some(entry) = catalogue::find(connection, name)? else { return Ok(()) };
    let now = free_name(connection, name, &entry.table)?;
    if entry.layer.subject.is_some() || now == *name { Ok(()) } else { rename(connection, name, &now) }
}

fn point(connection: &Connection, name: &LayerName, table: &str) -> Result<()> {
    connection.execute("UPDATE diaban_layer SET table_name = ?2 WHERE name = ?1", params![name.as_str(), table])?;
    Ok(())
}

/// What a layer in this table is called, if no other is called so.
fn free_name(connection: &Connection, own: &LayerName, table: &str) -> Result<LayerName> {
    let names: Vec<String> =
        connection.prepare("SELECT name FROM diaban_layer")?.query_map([], |row| row.get(0))?.collect::<Result<_>>()?;
    let taken = names.iter().filter_map(|name| LayerName::parse_stored(name)).filter(|name| name != own);
    let mut taken: HashSet<LayerName> = taken.collect();
    Ok(adopt::layer_name(table, &mut taken))
}

/// The layer under another name, wherever the books have it.
fn rename(connection: &Connection, from: &LayerName, to: &LayerName) -> Result<()> {
    triggers::drop_all(connection, from)?;
    connection.execute_batch(&format!(
        "ALTER TABLE {} RENAME TO {}",
        quoted(&from.history_table()),
        quoted(&to.history_table())
    ))?;
    for sql in [
        "UPDATE diaban_layer SET title = CASE WHEN title = name THEN ?2 ELSE title END, name = ?2 WHERE name = ?1",
        "UPDATE diaban_schema SET layer = ?2 WHERE layer = ?1",
        "UPDATE diaban_change SET layer = ?2 WHERE layer = ?1",
        "UPDATE diaban_field SET refers = ?2 WHERE refers = ?1",
    ] {
        connection.execute(sql, params![from.as_str(), to.as_str()])?;
    }
    let [former, now] = [from, to].map(|name| format!("last_id:{name}"));
    if let Some(last) = meta::meta::<u64>(connection, &former)? {
        meta::set_meta(connection, &now, last)?;
    }
    // Who follows the store hears of it.
    feed::note_whole(connection, to, Whole::Alter)?;
    let entry = catalogue::find(connection, to)?;
    entry.map_or(Ok(()), |entry| triggers::install_ours(connection, &entry))
}
