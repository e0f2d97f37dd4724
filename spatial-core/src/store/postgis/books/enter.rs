//! A table enters the books as a layer, or leaves them: counted, with its ids, its history, its triggers and an index on what refers.

use sqlx::{Executor, PgConnection};

use super::entry::{self, Entry};
use super::{catalogue, count, feed, ids, triggers};
use crate::layer::LayerName;
use crate::store::form::ident::quoted;
use crate::store::postgis::fault::Fault;
use crate::store::postgis::form::built;
use crate::store::postgis::link::roles;
use crate::store::writing::references::target;

/// Enters a table that is there, with ids up to the last one given.
pub(in crate::store::postgis) async fn enter(
    connection: &mut PgConnection,
    entry: &Entry,
    last: u64,
) -> Result<(), Fault> {
    let name = &entry.layer.name;
    count::set(connection, &entry.layer).await?;
    catalogue::save(connection, entry).await?;
    ids::counter(connection, name).await?;
    ids::count_from(connection, name, last).await?;
    triggers::install(connection, entry).await?;
    index_references(connection, entry).await
}

/// The layer's table goes to schema `history` as it is, under a change of the whole layer.
pub(in crate::store::postgis) async fn supersede(
    connection: &mut PgConnection,
    number: i64,
    name: &LayerName,
    op: &str,
) -> Result<(), Fault> {
    let table = entry::table(name);
    let change = feed::note_whole(connection, number, name, op).await?;
    // No layer can have such a name.
    let aside = format!("{name}@{change}");
    let sql = format!(
        "DROP TRIGGER IF EXISTS diaban_insert ON {table}; DROP TRIGGER IF EXISTS diaban_update ON {table}; \
         DROP TRIGGER IF EXISTS diaban_delete ON {table}; DROP TRIGGER IF EXISTS diaban_truncate ON {table}; \
         ALTER TABLE {table} RENAME TO {0}; ALTER TABLE layers.{0} SET SCHEMA history",
        quoted(&aside)
    );
    connection.execute(built(sql)).await?;
    roles::grant_history(connection, &format!("history.{}", quoted(&aside))).await?;
    sqlx::query("INSERT INTO diaban.superseded (change, layer, table_name) VALUES ($1, $2, $3)")
        .bind(change)
        .bind(name.as_str())
        .bind(aside)
        .execute(connection)
        .await?;
    Ok(())
}

/// Takes a layer out of the books: its features lie in history, and the sequence of its ids stays.
pub(in crate::store::postgis) async fn leave(
    connection: &mut PgConnection,
    number: i64,
    name: &LayerName,
) -> Result<(), Fault> {
    supersede(connection, number, name, "remove").await?;
    count::forget(connection, name).await?;
    let gone = "UPDATE diaban.layer SET present = false WHERE name = $1";
    sqlx::query(gone).bind(name.as_str()).execute(connection).await?;
    Ok(())
}

/// Who deletes a feature asks who refers to it: not by looking at every row.
pub(in crate::store::postgis) async fn index_references(
    connection: &mut PgConnection,
    entry: &Entry,
) -> Result<(), Fault> {
    for (field, column) in entry.layer.schema.fields.iter().zip(&entry.columns) {
        if target(field).is_none() {
            continue;
        }
        let is_there: bool = sqlx::query_scalar(
            "SELECT EXISTS (SELECT FROM pg_catalog.pg_index i JOIN pg_catalog.pg_attribute a \
             ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0] \
             WHERE i.indrelid = $1::regclass AND a.attname = $2 AND i.indpred IS NULL)",
        )
        .bind(entry.table())
        .bind(column)
        .fetch_one(&mut *connection)
        .await?;
        if !is_there {
            let sql = format!("CREATE INDEX ON {} ({})", entry.table(), quoted(column));
            connection.execute(built(sql)).await?;
        }
    }
    Ok(())
}
