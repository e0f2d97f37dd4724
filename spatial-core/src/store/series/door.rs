//! The functions of the store for series.

use std::ops::Range;
use std::time::SystemTime;

use super::news::AppendSource;
use crate::store::series::{
    MOST_ANSWERED, MOST_STREAMS, Observation, ObservationBatch, Series, SeriesName, SeriesNews, SeriesProblem,
    Timestamp,
};
use crate::store::{Store, StoreError};

impl Store {
    /// Declares a series. One that is declared already has the clearance and time of keeping given last; its observations stay.
    ///
    /// # Errors
    /// [`StoreError`] if the store cannot be written.
    pub async fn declare_series(&self, series: Series) -> Result<(), StoreError> {
        match self {
            Self::Gpkg(store) => store.series().declare(series).await,
            Self::Postgis(store) => store.series().declare(series).await,
        }
    }

    /// All series declared, in order of name.
    ///
    /// # Errors
    /// [`StoreError`] if the store cannot be read.
    pub async fn series(&self) -> Result<Vec<Series>, StoreError> {
        match self {
            Self::Gpkg(store) => store.series().all().await,
            Self::Postgis(store) => store.series().all().await,
        }
    }

    /// Appends observations: all or none, durable when it returns. Returns how many are new or differ from what was there.
    ///
    /// An observation of the same stream and moment replaces the one that is there. So a gateway that heard no answer sends its batch
    /// again without harm, and a meter's office corrects a reading; were it refused, one reading sent twice would block all behind it.
    /// Dropped while it waits, it may still be appended.
    ///
    /// # Errors
    /// [`SeriesProblem`] if the series is not declared, if there are more than [`MOST_APPENDED`](super::MOST_APPENDED) observations, or
    /// for one that cannot be kept; [`StoreError::Unconfirmed`] if nobody could be told whether the disk has them.
    pub async fn append(&self, series: &SeriesName, observations: Vec<Observation>) -> Result<u64, StoreError> {
        let batch = ObservationBatch::checked(series, observations)?;
        match self {
            Self::Gpkg(store) => store.series().append(series, batch).await,
            Self::Postgis(store) => store.series().append(series, batch).await,
        }
    }

    /// Observations of a stream within a span of time, oldest first: the first `most`, but no more than
    /// [`MOST_ANSWERED`]. Who got so many goes on after the last one.
    ///
    /// # Errors
    /// [`SeriesProblem::NotFound`]; [`StoreError::Crowded`] if no place to read became free.
    pub async fn observations(
        &self,
        series: &SeriesName,
        stream: u64,
        span: Range<Timestamp>,
        most: usize,
    ) -> Result<Vec<Observation>, StoreError> {
        let most = most.min(MOST_ANSWERED);
        match self {
            Self::Gpkg(store) => store.series().observations(series, stream, span, most).await,
            Self::Postgis(store) => store.series().observations(series, stream, span, most).await,
        }
    }

    /// The latest observation of each of these streams that has one, in order of stream.
    ///
    /// # Errors
    /// [`SeriesProblem::NotFound`]; [`SeriesProblem::TooMany`] for more than [`MOST_STREAMS`]; [`StoreError::Crowded`] if no place to
    /// read became free.
    pub async fn latest(&self, series: &SeriesName, streams: &[u64]) -> Result<Vec<Observation>, StoreError> {
        if streams.len() > MOST_STREAMS {
            return Err(SeriesProblem::TooMany { given: streams.len(), most: MOST_STREAMS }.into());
        }
        // What is beyond the database's own numbers has no observation.
        let mut streams: Vec<i64> = streams.iter().filter_map(|stream| i64::try_from(*stream).ok()).collect();
        streams.sort_unstable();
        streams.dedup();
        match self {
            Self::Gpkg(store) => store.series().latest(series, streams).await,
            Self::Postgis(store) => store.series().latest(series, streams).await,
        }
    }

    /// Listens for appends to any series, by this program or another.
    pub fn series_news(&self) -> SeriesNews {
        match self {
            Self::Gpkg(store) => {
                let file = store.series().clone();
                SeriesNews::new(file.heard(), AppendSource::Gpkg(file))
            }
            Self::Postgis(store) => {
                let schema = store.series();
                SeriesNews::new(schema.heard(), AppendSource::Postgis(schema))
            }
        }
    }

    /// Forgets observations that are older at this moment than their series is kept, and returns how many. [`Store::upkeep`] does it;
    /// appends go on between its portions.
    ///
    /// # Errors
    /// [`StoreError`] if the store cannot be written.
    pub async fn forget_observations(&self, now: SystemTime) -> Result<u64, StoreError> {
        let now = Timestamp::of(now);
        match self {
            Self::Gpkg(store) => store.series().forget(now).await,
            Self::Postgis(store) => store.series().forget(now).await,
        }
    }
}
