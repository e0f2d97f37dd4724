//! Appends observations.
//!
//! Hot path: 20,000 values a second in batches of 500, on two cores (row `series`). COMMIT does not wait for the disk: NOTIFY holds a
//! lock that every other notifying commit waits for, edits included, until the commit is done. A second statement waits instead, before
//! anybody is answered, as in `postgis/commit.rs`.

use sqlx::{PgPool, Row};

use super::handle::SeriesSchema;
use crate::store::StoreError;
use crate::store::postgis::fault::Fault;
use crate::store::series::{Observation, ObservationBatch, SeriesName, SeriesProblem};

/// How often the disk is waited for.
const ATTEMPTS: usize = 3;

/// All in one statement and so in one transaction: whether the series is there, how many observations are new, and the call to who
/// listens, with the mark of this process, which knows already.
const APPEND: &str = "WITH found AS (SELECT id FROM diaban_series.series WHERE name = $1), \
    appended AS (INSERT INTO diaban_series.observation AS o (series, stream, at, value, quality) \
      SELECT found.id, g.* FROM found, unnest($2::bigint[], $3::bigint[], $4::float8[], $5::smallint[]) AS g (stream, at, value, quality) \
      ORDER BY g.stream, g.at \
      ON CONFLICT (series, stream, at) DO UPDATE SET value = excluded.value, quality = excluded.quality \
      WHERE o.value <> excluded.value OR o.quality <> excluded.quality RETURNING 1), \
    counted AS (SELECT count(*) AS new FROM appended) \
    SELECT (SELECT id FROM found), new, set_config('synchronous_commit', 'off', true), \
      CASE WHEN new > 0 THEN pg_notify('diaban_series', $6) END FROM counted";

impl SeriesSchema {
    pub(in crate::store) async fn append(
        &self,
        series: &SeriesName,
        batch: ObservationBatch,
    ) -> Result<u64, StoreError> {
        let shared = &self.store.shared;
        let appending = async {
            let pool = shared.sources.writer().await?;
            let new = append(pool, series, &batch, shared.series.mark()).await?;
            durable(pool).await?;
            Ok(new)
        };
        let new = self.said("appending to", appending.await)?;
        if new > 0 {
            shared.series.appends.happened([series.clone()]);
        }
        Ok(new)
    }
}

async fn append(pool: &PgPool, series: &SeriesName, batch: &ObservationBatch, mark: &str) -> Result<u64, Fault> {
    let observations = batch.observations();
    let numbers = |of: fn(&Observation) -> i64| observations.iter().map(of).collect::<Vec<i64>>();
    let row = sqlx::query(APPEND)
        .bind(series.as_str())
        .bind(numbers(|observation| observation.stream.cast_signed()))
        .bind(numbers(|observation| observation.at.0))
        .bind(observations.iter().map(|observation| observation.value).collect::<Vec<f64>>())
        .bind(observations.iter().map(|observation| observation.quality.number()).collect::<Vec<i16>>())
        .bind(format!("{series} {mark}"))
        .fetch_one(pool)
        .await?;
    if row.try_get::<Option<i32>, _>(0)?.is_none() {
        return Err(StoreError::from(SeriesProblem::NotFound { series: series.clone() }).into());
    }
    Ok(row.try_get::<i64, _>(1)?.cast_unsigned())
}

/// Waits until the disk holds what was appended: a message of no bytes is written behind it, and waited for.
async fn durable(pool: &PgPool) -> Result<(), Fault> {
    let mut asked = 0;
    loop {
        let waited = sqlx::query("SELECT pg_logical_emit_message(true, 'diaban', '')").execute(pool).await;
        asked += 1;
        match waited {
            Ok(_) => return Ok(()),
            Err(error) if asked >= ATTEMPTS => {
                tracing::warn!(%error, "observations were appended but the disk did not answer for them");
                return Err(StoreError::Unconfirmed.into());
            }
            Err(_) => {}
        }
    }
}
