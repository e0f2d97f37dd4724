//! Forgets what is too old, in portions: each is a short transaction, and index and table are looked up for its streams only.
//!
//! Not by dropping daily partitions: series are kept for different times, the application may define no tables, and the latest value of
//! a stream would be looked for in each of them.

use sqlx::PgPool;

use super::books;
use super::handle::SeriesSchema;
use crate::store::StoreError;
use crate::store::postgis::fault::Fault;
use crate::store::series::Timestamp;

/// Observations forgotten in one transaction: some hundredths of a second.
const MOST_FORGOTTEN: i64 = 10_000;
/// Streams looked through in one transaction.
const MOST_LOOKED_AT: i64 = 1000;

/// One after the other, each found by the index: there is no list of streams.
const STREAMS: &str = "WITH RECURSIVE way AS (\
      (SELECT stream, 1 AS number FROM diaban_series.observation WHERE series = $1 AND stream >= $2 ORDER BY stream LIMIT 1) UNION ALL \
      SELECT (SELECT o.stream FROM diaban_series.observation o WHERE o.series = $1 AND o.stream > way.stream ORDER BY o.stream LIMIT 1), \
        number + 1 FROM way WHERE way.stream IS NOT NULL AND number < $3) \
    SELECT stream FROM way WHERE stream IS NOT NULL";

const FORGET: &str = "DELETE FROM diaban_series.observation WHERE ctid = ANY (ARRAY(\
    SELECT ctid FROM diaban_series.observation WHERE series = $1 AND stream = ANY ($2) AND at < $3 LIMIT $4))";

impl SeriesSchema {
    pub(in crate::store) async fn forget(&self, now: Timestamp) -> Result<u64, StoreError> {
        let series = self.all().await?;
        let forgetting = async {
            let pool = self.store.shared.sources.writer().await?;
            let mut forgotten = 0;
            for one in &series {
                let id = books::id(&mut *pool.acquire().await?, &one.name).await?;
                if let Some(id) = id {
                    forgotten += forget(pool, id, one.cutoff(now)).await?;
                }
            }
            Ok(forgotten)
        };
        self.said("forgetting observations in", forgetting.await)
    }
}

async fn forget(pool: &PgPool, series: i32, cutoff: Timestamp) -> Result<u64, Fault> {
    let (mut next, mut forgotten) = (0, 0);
    loop {
        let streams: Vec<i64> =
            sqlx::query_scalar(STREAMS).bind(series).bind(next).bind(MOST_LOOKED_AT).fetch_all(pool).await?;
        let Some(last) = streams.last() else { return Ok(forgotten) };
        next = last + 1;
        loop {
            let portion = sqlx::query(FORGET).bind(series).bind(&streams).bind(cutoff.0).bind(MOST_FORGOTTEN);
            let gone = portion.execute(pool).await?.rows_affected();
            forgotten += gone;
            if gone < MOST_FORGOTTEN.cast_unsigned() {
                break;
            }
        }
    }
}
