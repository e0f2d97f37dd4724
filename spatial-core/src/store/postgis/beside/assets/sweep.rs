//! Removes files that no row names, and what is left of uploads.

use std::collections::HashSet;
use std::time::{Duration, SystemTime};

use sqlx::{PgConnection, PgPool};

use super::handle::AssetSchema;
use crate::store::StoreError;
use crate::store::assets::{AssetHash, GRACE};
use crate::store::form::ident::{literal, quoted};
use crate::store::postgis::fault::Fault;
use crate::store::postgis::form::built;
use crate::store::private::to_millis;

/// Files removed in one transaction.
const MOST_SWEPT: i64 = 100;

impl AssetSchema {
    /// Looks for files that seem to be named by none; only those are looked at again, with a hold on them that commits take, too.
    pub(in crate::store) async fn sweep(&self, now: SystemTime) -> Result<u64, StoreError> {
        let before = to_millis(now.checked_sub(GRACE + Duration::from_millis(1)).unwrap_or(SystemTime::UNIX_EPOCH));
        let sweeping = async {
            let pool = self.store.shared.sources.writer().await?;
            let abandoned = "DELETE FROM diaban_assets.asset WHERE hash IS NULL AND put <= $1";
            sqlx::query(abandoned).bind(before).execute(pool).await?;
            sweep(pool, before).await
        };
        self.said("removing files that no row names, of", sweeping.await)
    }
}

async fn sweep(pool: &PgPool, before: i64) -> Result<u64, Fault> {
    let mut connection = pool.acquire().await?;
    let old = "SELECT id, hash FROM diaban_assets.asset WHERE hash IS NOT NULL AND put <= $1 ORDER BY id";
    let mut old: Vec<(i64, Vec<u8>)> = sqlx::query_as(old).bind(before).fetch_all(&mut *connection).await?;
    if old.is_empty() {
        return Ok(0);
    }
    let Some(named) = named(&mut connection).await? else { return Ok(0) };
    drop(connection);
    old.retain(|(_, hash)| !is_in(&named, hash));
    let ids: Vec<i64> = old.into_iter().map(|(id, _)| id).collect();
    let mut swept = 0;
    for portion in ids.chunks(usize::try_from(MOST_SWEPT).unwrap_or(1)) {
        swept += remove(pool, portion, before).await?;
    }
    Ok(swept)
}

/// Removes those of these files that are as old as before and that nobody named meanwhile. What a commit holds just now is passed over.
async fn remove(pool: &PgPool, ids: &[i64], before: i64) -> Result<u64, Fault> {
    let mut transaction = pool.begin().await?;
    let hold =
        "SELECT id, hash FROM diaban_assets.asset WHERE id = ANY($1) AND put <= $2 ORDER BY id FOR UPDATE SKIP LOCKED";
    let held: Vec<(i64, Vec<u8>)> = sqlx::query_as(hold).bind(ids).bind(before).fetch_all(&mut *transaction).await?;
    // A statement of its own sees all that was committed before the hold.
    let Some(named) = named(&mut transaction).await? else { return Ok(0) };
    let unnamed: Vec<i64> = held.into_iter().filter(|(_, hash)| !is_in(&named, hash)).map(|(id, _)| id).collect();
    let delete = sqlx::query("DELETE FROM diaban_assets.asset WHERE id = ANY($1)").bind(unnamed);
    let removed = delete.execute(&mut *transaction).await?.rows_affected();
    transaction.commit().await?;
    Ok(removed)
}

fn is_in(named: &HashSet<AssetHash>, hash: &[u8]) -> bool {
    hash.try_into().is_ok_and(|hash| named.contains(&AssetHash::of_bytes(hash)))
}

/// All files that rows name, current and superseded ones; `None` while an import is going on, whose rows may name any.
async fn named(connection: &mut PgConnection) -> Result<Option<HashSet<AssetHash>>, Fault> {
    if sqlx::query_scalar("SELECT EXISTS (SELECT FROM diaban.stage)").fetch_one(&mut *connection).await? {
        return Ok(None);
    }
    let fields: Vec<(String, String)> = sqlx::query_as(
        "SELECT DISTINCT s.layer::text, f.column_name FROM diaban.field f JOIN diaban.schema s USING (schema) WHERE f.role = 'asset'",
    )
    .fetch_all(&mut *connection)
    .await?;
    let mut named = HashSet::new();
    for (layer, column) in fields {
        let superseded = "SELECT table_name FROM diaban.superseded WHERE layer = $1";
        let superseded: Vec<String> = sqlx::query_scalar(superseded).bind(&layer).fetch_all(&mut *connection).await?;
        let tables = superseded.iter().map(|table| format!("history.{}", quoted(table)));
        for table in tables.chain([format!("layers.{}", quoted(&layer))]) {
            collect(connection, &table, &column, &quoted(&column), &mut named).await?;
        }
        let history = format!("history.{}", quoted(&layer));
        let former = format!("diaban_values->>{}", literal(&column));
        collect(connection, &history, "diaban_values", &former, &mut named).await?;
    }
    Ok(Some(named))
}

/// What is named in a table, if it is there and has the column.
async fn collect(
    connection: &mut PgConnection,
    table: &str,
    column: &str,
    value: &str,
    named: &mut HashSet<AssetHash>,
) -> Result<(), Fault> {
    let has = "SELECT EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = to_regclass($1) AND attname = $2 AND NOT attisdropped)";
    if !sqlx::query_scalar(has).bind(table).bind(column).fetch_one(&mut *connection).await? {
        return Ok(());
    }
    let sql = format!("SELECT DISTINCT {value} FROM {table} WHERE {value} IS NOT NULL");
    let texts: Vec<String> = sqlx::query_scalar(built(sql)).fetch_all(connection).await?;
    named.extend(texts.iter().filter_map(|text| AssetHash::parse(text).ok()));
    Ok(())
}
