//! Who waits for series hears here that something was appended, whoever appended it.

use std::collections::BTreeSet;

use tokio::sync::watch;

use crate::store::StoreError;
use crate::store::gpkg::SeriesFile;
use crate::store::postgis::SeriesSchema;
use crate::store::series::{AppendNumbers, SeriesName};

/// Somebody who wants to know when something is appended to a series. Each hears of everything, however many listen.
#[derive(Debug)]
pub struct SeriesNews {
    counts: watch::Receiver<AppendNumbers>,
    seen: AppendNumbers,
    source: AppendSource,
}

/// Where other programs are heard.
#[derive(Debug)]
pub(super) enum AppendSource {
    /// In a file.
    Gpkg(SeriesFile),
    /// In a database.
    Postgis(SeriesSchema),
}

impl SeriesNews {
    pub(super) fn new(counts: watch::Receiver<AppendNumbers>, source: AppendSource) -> Self {
        Self { counts, seen: AppendNumbers::new(), source }
    }

    /// Waits until something was appended since this was last asked, and returns the series concerned. At first every series there is
    /// counts as news. Later, too, an answer may name one to which nothing was appended, for instance after the database was lost for a
    /// while, but none is ever left out. May be dropped and called again.
    ///
    /// # Errors
    /// [`StoreError`] if the store cannot be read; the next call waits a little before it tries again.
    pub async fn next(&mut self) -> Result<BTreeSet<SeriesName>, StoreError> {
        loop {
            let moved = self.moved();
            if !moved.is_empty() {
                return Ok(moved);
            }
            let listening = async {
                match &self.source {
                    AppendSource::Gpkg(file) => file.listen().await,
                    AppendSource::Postgis(schema) => schema.listen().await,
                }
            };
            tokio::select! {
                changed = self.counts.changed() => changed.map_err(|_| StoreError::Closed)?,
                heard = listening => heard?,
            }
        }
    }

    fn moved(&mut self) -> BTreeSet<SeriesName> {
        let now = self.counts.borrow_and_update().clone();
        let moved = now.iter().filter(|(name, count)| self.seen.get(*name) != Some(count));
        let moved = moved.map(|(name, _)| name.clone()).collect();
        self.seen = now;
        moved
    }
}
