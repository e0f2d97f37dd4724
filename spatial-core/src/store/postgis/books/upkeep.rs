//! Keeps the books short: changes of long ago are forgotten, except each feature's last one, which is its version.

use std::time::Duration;

use sqlx::PgPool;

use crate::store::postgis::fault::Fault;

/// Forgets changes older than `keep`, and returns how many. How, stands in `migrations/0001_books.sql`.
pub(in crate::store::postgis) async fn forget(pool: &PgPool, keep: Duration) -> Result<u64, Fault> {
    let seconds = f64::from(u32::try_from(keep.as_secs()).unwrap_or(u32::MAX));
    let forgotten: i64 =
        sqlx::query_scalar("SELECT diaban.upkeep(make_interval(secs => $1))").bind(seconds).fetch_one(pool).await?;
    Ok(u64::try_from(forgotten).unwrap_or(0))
}
