//! A table enters the books as a layer: counted, with its ids, its history, its triggers and an index on what refers.

use sqlx::{Executor, PgConnection};

use super::entry::Entry;
use super::{catalogue, count, ids, triggers};
use crate::store::form::ident::quoted;
use crate::store::postgis::fault::Fault;
use crate::store::postgis::form::built;
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
