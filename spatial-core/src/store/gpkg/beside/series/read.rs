//! Reads observations.

use std::ops::Range;

use rusqlite::{OptionalExtension, Row, params};

use super::handle::SeriesFile;
use crate::store::StoreError;
use crate::store::series::{Observation, Quality, SeriesName, Timestamp};

impl SeriesFile {
    pub(in crate::store) async fn observations(
        &self,
        series: &SeriesName,
        stream: u64,
        span: Range<Timestamp>,
        most: usize,
    ) -> Result<Vec<Observation>, StoreError> {
        self.ask_of(series, move |connection, series| {
            let mut statement = connection.prepare_cached(
                "SELECT stream, at, value, quality FROM diaban_observation \
                 WHERE series = ?1 AND stream = ?2 AND at >= ?3 AND at < ?4 ORDER BY at LIMIT ?5",
            )?;
            let stream = i64::try_from(stream).unwrap_or(i64::MAX);
            let asked = params![series, stream, span.start.0, span.end.0, most];
            Ok(statement.query_map(asked, observation)?.collect::<Result<_, _>>()?)
        })
        .await
    }

    pub(in crate::store) async fn latest(
        &self,
        series: &SeriesName,
        streams: Vec<i64>,
    ) -> Result<Vec<Observation>, StoreError> {
        self.ask_of(series, move |connection, series| {
            let mut statement = connection.prepare_cached(
                "SELECT stream, at, value, quality FROM diaban_observation WHERE series = ?1 AND stream = ?2 \
                 ORDER BY at DESC LIMIT 1",
            )?;
            let found = streams.into_iter().map(|stream| statement.query_row([series, stream], observation).optional());
            Ok(found.filter_map(Result::transpose).collect::<Result<_, _>>()?)
        })
        .await
    }
}

fn observation(row: &Row) -> rusqlite::Result<Observation> {
    let quality = Quality::of_number(row.get(3)?);
    Ok(Observation { stream: row.get(0)?, at: Timestamp(row.get(1)?), value: row.get(2)?, quality })
}
