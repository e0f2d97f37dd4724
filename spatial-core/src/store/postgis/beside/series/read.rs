//! Reads observations.

use std::ops::Range;

use sqlx::postgres::PgRow;
use sqlx::{PgConnection, Row};

use super::handle::SeriesSchema;
use crate::store::StoreError;
use crate::store::series::{Observation, Quality, SeriesName, Timestamp};

impl SeriesSchema {
    pub(in crate::store) async fn observations(
        &self,
        series: &SeriesName,
        stream: u64,
        span: Range<Timestamp>,
        most: usize,
    ) -> Result<Vec<Observation>, StoreError> {
        self.ask_of(series, async |connection: &mut PgConnection, series| {
            let rows = sqlx::query(
                "SELECT stream, at, value, quality FROM diaban_series.observation \
                 WHERE series = $1 AND stream = $2 AND at >= $3 AND at < $4 ORDER BY at LIMIT $5",
            )
            .bind(series)
            .bind(i64::try_from(stream).unwrap_or(i64::MAX))
            .bind(span.start.0)
            .bind(span.end.0)
            .bind(i64::try_from(most).unwrap_or(i64::MAX))
            .fetch_all(connection)
            .await?;
            Ok(rows.iter().map(observation).collect::<Result<_, _>>()?)
        })
        .await
    }

    pub(in crate::store) async fn latest(
        &self,
        series: &SeriesName,
        streams: Vec<i64>,
    ) -> Result<Vec<Observation>, StoreError> {
        self.ask_of(series, async |connection: &mut PgConnection, series| {
            let rows = sqlx::query(
                "SELECT s.stream, o.at, o.value, o.quality FROM unnest($2::bigint[]) AS s (stream) CROSS JOIN LATERAL \
                 (SELECT at, value, quality FROM diaban_series.observation WHERE series = $1 AND stream = s.stream \
                  ORDER BY at DESC LIMIT 1) o ORDER BY s.stream",
            )
            .bind(series)
            .bind(streams)
            .fetch_all(connection)
            .await?;
            Ok(rows.iter().map(observation).collect::<Result<_, _>>()?)
        })
        .await
    }
}

fn observation(row: &PgRow) -> Result<Observation, sqlx::Error> {
    let (stream, quality) = (row.try_get::<i64, _>(0)?.cast_unsigned(), Quality::of_number(row.try_get(3)?));
    Ok(Observation { stream, at: Timestamp(row.try_get(1)?), value: row.try_get(2)?, quality })
}
