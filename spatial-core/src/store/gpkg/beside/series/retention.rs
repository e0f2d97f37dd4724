//! Forgets what is too old, in portions: appends go on between them.

use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use super::books;
use super::handle::SeriesFile;
use super::open::locked;
use crate::store::StoreError;
use crate::store::gpkg::fault::Fault;
use crate::store::gpkg::link::off_thread::blocking;
use crate::store::series::{Series, Timestamp};

/// Observations forgotten in one transaction: some hundredths of a second.
const MOST_FORGOTTEN: usize = 10_000;
/// Streams looked through in one transaction.
const MOST_LOOKED_AT: usize = 10_000;

/// A way through the streams of a series.
struct Retention {
    series: i64,
    cutoff: Timestamp,
    /// The stream to go on with.
    next: i64,
    forgotten: usize,
    is_over: bool,
}

impl SeriesFile {
    pub(in crate::store) async fn forget(&self, now: Timestamp) -> Result<u64, StoreError> {
        let series = self.all().await?;
        let mut forgotten = 0;
        for one in series {
            forgotten += self.forget_of(one, now).await?;
        }
        Ok(forgotten)
    }

    async fn forget_of(&self, series: Series, now: Timestamp) -> Result<u64, StoreError> {
        let shared = Arc::clone(&self.shared);
        blocking(move || {
            let forget = || -> Result<u64, Fault> {
                let Some(open) = shared.home.opened()? else { return Ok(0) };
                let Some(id) = books::id(&locked(&open.writer), &series.name)? else { return Ok(0) };
                let mut way =
                    Retention { series: id, cutoff: series.cutoff(now), next: 0, forgotten: 0, is_over: false };
                while !way.is_over {
                    let _writing = shared.queue.writing.blocking_lock();
                    let mut connection = locked(&open.writer);
                    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
                    way.portion(&transaction)?;
                    transaction.commit()?;
                }
                Ok(way.forgotten as u64)
            };
            forget().map_err(|fault| fault.said("forgetting observations in", shared.home.path()))
        })
        .await
    }
}

impl Retention {
    fn portion(&mut self, connection: &Connection) -> Result<(), Fault> {
        let mut left = MOST_FORGOTTEN;
        for _ in 0..MOST_LOOKED_AT {
            let Some(stream) = self.stream(connection)? else {
                self.is_over = true;
                return Ok(());
            };
            self.next = stream;
            let forgotten = self.forget(connection, left)?;
            self.forgotten += forgotten;
            left -= forgotten;
            if left == 0 {
                return Ok(());
            }
            self.next = stream + 1;
        }
        Ok(())
    }

    /// The next stream that has observations.
    fn stream(&self, connection: &Connection) -> Result<Option<i64>, Fault> {
        let sql = "SELECT stream FROM diaban_observation WHERE series = ?1 AND stream >= ?2 ORDER BY stream LIMIT 1";
        Ok(connection.prepare_cached(sql)?.query_row([self.series, self.next], |row| row.get(0)).optional()?)
    }

    /// Forgets the oldest of a stream, so many at most.
    fn forget(&self, connection: &Connection, most: usize) -> Result<usize, Fault> {
        let mut delete = connection.prepare_cached(
            "DELETE FROM diaban_observation WHERE series = ?1 AND stream = ?2 AND at < coalesce((SELECT at FROM diaban_observation \
             WHERE series = ?1 AND stream = ?2 AND at < ?3 ORDER BY at LIMIT 1 OFFSET ?4), ?3)",
        )?;
        Ok(delete.execute(params![self.series, self.next, self.cutoff.0, most])?)
    }
}
