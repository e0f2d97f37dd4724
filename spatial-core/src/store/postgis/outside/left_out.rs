//! What lies in the schema of layers and is none, or not all of one: tables and columns that others added, layers whose table is gone,
//! features with ids below 0.

use sqlx::PgConnection;

use crate::store::postgis::books::catalogue;
use crate::store::postgis::books::entry::{GEOMETRY, KEY};
use crate::store::postgis::fault::Fault;
use crate::store::postgis::form::built;
use crate::store::{LeftOut, Without};

/// All of it, in order of name.
pub(in crate::store::postgis) async fn all(connection: &mut PgConnection) -> Result<Vec<LeftOut>, Fault> {
    let mut left = Vec::new();
    let others = "SELECT c.relname::text FROM pg_catalog.pg_class c WHERE c.relnamespace = 'layers'::regnamespace \
                  AND c.relkind IN ('r', 'v', 'm', 'f', 'p') AND c.relname NOT IN (SELECT table_name FROM diaban.layer)";
    let others: Vec<String> = sqlx::query_scalar(others).fetch_all(&mut *connection).await?;
    left.extend(others.into_iter().map(|table| LeftOut { table, without: Without::Name }));
    // What was removed through us is meant to be gone.
    let gone = "SELECT name::text FROM diaban.layer WHERE to_regclass(format('layers.%I', table_name)) IS NULL \
                AND coalesce((SELECT c.op FROM diaban.change c WHERE c.layer = name AND c.fid IS NULL AND c.op <> 'alter' \
                ORDER BY c.change DESC LIMIT 1), '') <> 'remove'";
    let gone: Vec<String> = sqlx::query_scalar(gone).fetch_all(&mut *connection).await?;
    left.extend(gone.into_iter().map(|table| LeftOut { table, without: Without::Table }));
    for entry in catalogue::all(connection).await? {
        let table = entry.layer.name.to_string();
        let columns: Vec<String> = sqlx::query_scalar(
            "SELECT attname::text FROM pg_catalog.pg_attribute WHERE attrelid = to_regclass($1)::oid AND attnum > 0 \
             AND NOT attisdropped AND attname <> ALL ($2) AND attname NOT IN ($3, $4) ORDER BY attnum",
        )
        .bind(entry.table())
        .bind(&entry.columns)
        .bind(KEY)
        .bind(GEOMETRY)
        .fetch_all(&mut *connection)
        .await?;
        let without = |column| LeftOut { table: table.clone(), without: Without::Column { column } };
        left.extend(columns.into_iter().map(without));
        let below = format!("SELECT count(*) FROM {} WHERE {KEY} < 0", entry.table());
        let below: i64 = sqlx::query_scalar(built(below)).fetch_one(&mut *connection).await?;
        if let Some(count) = u64::try_from(below).ok().filter(|count| *count > 0) {
            left.push(LeftOut { table, without: Without::Ids { count } });
        }
    }
    left.sort_by(|a, b| a.table.cmp(&b.table));
    Ok(left)
}
