//! What lies in the file and is no layer, or not all of one: views, tables without a key of whole numbers, tables that others added,
//! features with ids below 0, coordinates nobody can place, columns of bytes, and (`unread`) shapes and values that cannot be read.

use std::sync::{Mutex, PoisonError};

use rusqlite::Connection;

use super::unread::Unread;
use super::{adopt, table};
use crate::crs::{Crs, Transform};
use crate::store::form::ident::quoted;
use crate::store::gpkg::books::catalogue;
use crate::store::gpkg::fault::Fault;
use crate::store::{LeftOut, Without};

/// All of it, in order of name.
pub(in crate::store::gpkg) fn all(connection: &Connection, unread: &Mutex<Unread>) -> Result<Vec<LeftOut>, Fault> {
    let entries = catalogue::uncounted(connection)?;
    let mut left = Vec::new();
    for (name, kind) in registered(connection)? {
        if entries.iter().any(|entry| entry.table.eq_ignore_ascii_case(&name)) {
            continue;
        }
        let has_key = || Ok::<_, rusqlite::Error>(table::key(&table::columns(connection, &name)?).is_some());
        let without = match kind.as_deref() {
            Some("table") if !has_key()? => Without::Key,
            Some("table") => Without::Books,
            Some(_) => Without::Rows,
            None => Without::Table,
        };
        left.push(LeftOut { table: name, without });
    }
    for entry in &entries {
        let (key, table) = (quoted(&entry.key), quoted(&entry.table));
        let sql = format!("SELECT count(*) FROM {table} WHERE {key} < 0");
        let count: u64 = connection.query_row(&sql, [], |row| row.get(0))?;
        if count > 0 {
            left.push(LeftOut { table: entry.table.clone(), without: Without::Ids { count } });
        }
        if entry.geometry.is_some() && is_lost(entry.layer.crs, entry.srs_id) {
            let crs = called(connection, entry.srs_id)?;
            left.push(LeftOut { table: entry.table.clone(), without: Without::Place { crs } });
        }
        let columns = table::columns(connection, &entry.table)?;
        let bytes = table::of_bytes(&columns, entry.geometry.as_deref());
        left.extend(bytes.map(|column| LeftOut { table: entry.table.clone(), without: Without::Bytes { column } }));
    }
    left.extend(unread.lock().unwrap_or_else(PoisonError::into_inner).look(connection, &entries)?);
    left.sort_by(|a, b| a.table.cmp(&b.table));
    Ok(left)
}

/// Tables that the file lists with features or attributes, and what each is to SQLite: `table`, `view`; nothing if it is not there.
fn registered(connection: &Connection) -> rusqlite::Result<Vec<(String, Option<String>)>> {
    connection
        .prepare(&format!(
            "SELECT c.table_name, t.type FROM gpkg_contents c \
             LEFT JOIN sqlite_schema t ON t.name = c.table_name COLLATE NOCASE AND t.type IN ('table', 'view') \
             WHERE c.data_type IN ('features', 'attributes') AND substr(lower(c.table_name), 1, 7) <> 'diaban_' \
             AND lower(c.table_name) NOT IN ({})",
            adopt::NOT_LAYERS
        ))?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

/// True if nobody can place such coordinates, though the file does not say that they have no place (srs_id -1, OGC 12-128r18 §1.1.2.1.2).
fn is_lost(crs: Crs, srs_id: i32) -> bool {
    match crs {
        Crs::Local => srs_id != -1,
        crs => Transform::new(crs, Crs::WGS84).is_err(),
    }
}

/// What the file calls a reference system, and its number there.
fn called(connection: &Connection, srs_id: i32) -> rusqlite::Result<String> {
    let name = "SELECT coalesce(max(srs_name), '') FROM gpkg_spatial_ref_sys WHERE srs_id = ?1";
    let name: String = connection.query_row(name, [srs_id], |row| row.get(0))?;
    Ok(format!("{name} (srs_id {srs_id})").trim_start().to_owned())
}
