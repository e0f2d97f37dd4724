//! What is one value of the books, and SQLite's own number of its table definitions.

use rusqlite::{Connection, OptionalExtension, Result, params};

use crate::layer::Revision;

/// A value of `diaban_meta`.
pub(in crate::store::gpkg) fn meta<T: rusqlite::types::FromSql>(
    connection: &Connection,
    key: &str,
) -> Result<Option<T>> {
    connection
        .prepare_cached("SELECT value FROM diaban_meta WHERE key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()
}

/// Sets a value of `diaban_meta`.
pub(in crate::store::gpkg) fn set_meta<T: rusqlite::ToSql>(connection: &Connection, key: &str, value: T) -> Result<()> {
    connection.execute("INSERT OR REPLACE INTO diaban_meta (key, value) VALUES (?1, ?2)", params![key, value])?;
    Ok(())
}

/// SQLite's own number of the file's table definitions.
pub(in crate::store::gpkg) fn schema_version(connection: &Connection) -> Result<i64> {
    connection.prepare_cached("PRAGMA schema_version")?.query_row([], |row| row.get(0))
}

/// Notes that the present table definitions are as we left them; any later change was made by another program.
pub(in crate::store::gpkg) fn remember_schema(connection: &Connection) -> Result<()> {
    let now = schema_version(connection)?;
    if meta::<i64>(connection, "schema_version")? != Some(now) {
        set_meta(connection, "schema_version", now)?;
    }
    Ok(())
}

/// Notes that another program changed tables of layers: whoever keeps a copy of them reads them anew. Our own imports come and go
/// without this; what they publish has a revision.
pub(in crate::store::gpkg) fn tables_changed(connection: &Connection) -> Result<()> {
    set_meta(connection, "tables_version", schema_version(connection)?)
}

/// True if a table, view or index of this name exists; SQLite ignores ASCII case in names.
pub(in crate::store::gpkg) fn exists(connection: &Connection, name: &str) -> Result<bool> {
    connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = ?1 COLLATE NOCASE)")?
        .query_row([name], |row| row.get(0))
}

/// The last revision whose changes were forgotten: nobody follows from before it, and nothing is read as of before it.
pub(in crate::store::gpkg) fn forgotten(connection: &Connection) -> Result<Revision> {
    Ok(Revision(meta(connection, "forgotten")?.unwrap_or(0)))
}
