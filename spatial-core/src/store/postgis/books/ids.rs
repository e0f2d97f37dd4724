//! The ids of a layer: from a sequence that outlives its table, so that none is given twice.

use sqlx::{Executor, PgConnection};

use super::entry::{KEY, sequence, table};
use crate::layer::LayerName;
use crate::store::form::ident::literal;
use crate::store::postgis::fault::Fault;
use crate::store::postgis::form::built;

/// The last id of a layer that was ever taken: from its sequence, which outlives its table, or beyond it by others.
pub(in crate::store::postgis) async fn last(connection: &mut PgConnection, layer: &LayerName) -> Result<u64, Fault> {
    let mut last = 0;
    let sources = [
        (sequence(layer), "CASE WHEN is_called THEN last_value ELSE 0 END".to_owned()),
        (table(layer), format!("max({KEY})")),
    ];
    for (from, what) in sources {
        let is_there: bool =
            sqlx::query_scalar("SELECT to_regclass($1) IS NOT NULL").bind(&from).fetch_one(&mut *connection).await?;
        if is_there {
            let sql = format!("SELECT {what} FROM {from}");
            let found: Option<i64> = sqlx::query_scalar(built(sql)).fetch_one(&mut *connection).await?;
            last = last.max(found.and_then(|found| u64::try_from(found).ok()).unwrap_or(0));
        }
    }
    Ok(last)
}

/// Makes the sequence of a layer's ids, if it has none yet, and returns the last id it gave.
pub(in crate::store::postgis) async fn counter(connection: &mut PgConnection, layer: &LayerName) -> Result<u64, Fault> {
    let sequence = sequence(layer);
    connection.execute(built(format!("CREATE SEQUENCE IF NOT EXISTS {sequence}"))).await?;
    let sql = format!("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}");
    let last: i64 = sqlx::query_scalar(built(sql)).fetch_one(connection).await?;
    Ok(u64::try_from(last).unwrap_or(0))
}

/// Lets a layer go on counting after an id.
pub(in crate::store::postgis) async fn count_from(
    connection: &mut PgConnection,
    layer: &LayerName,
    last: u64,
) -> Result<(), Fault> {
    if last > 0 {
        let sql = format!("SELECT setval({}, {last})", literal(&sequence(layer)));
        sqlx::query(built(sql)).execute(connection).await?;
    }
    Ok(())
}
