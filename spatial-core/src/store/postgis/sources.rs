//! The primary and its standbys: who is asked, and what happens while one does not answer.
//!
//! What is newest is asked of the primary. What is asked as of a revision is read from a standby once the revision is visible there.
//! While the primary is gone a standby tells how far things have come, unless it is behind what we have seen: it is only late then,
//! and nothing was lost. A standby that was promoted is believed whatever it says; it is the primary now.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use sqlx::postgres::PgPool;
use sqlx::{PgConnection, Postgres, Transaction};

use super::fault::Fault;
use super::feed;
use crate::layer::Revision;

/// So long a database may take to begin a transaction; a connection that must be made first takes some milliseconds.
const PATIENCE: Duration = Duration::from_secs(2);

/// For so long a database that did not answer is not asked again: nobody waits for what is known.
const RESPITE: Duration = Duration::from_secs(1);

/// All databases of a store.
#[derive(Debug)]
pub(super) struct Sources {
    primary: Source,
    standbys: Vec<Source>,
    /// The last revision anybody saw.
    seen: AtomicU64,
}

/// One database.
#[derive(Debug)]
struct Source {
    pool: PgPool,
    failed_at: Mutex<Option<Instant>>,
}

/// What a question needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// Whatever is newest.
    Newest,
    /// Nothing older than this.
    At(Revision),
}

impl Sources {
    pub(super) fn new(primary: PgPool, standbys: Vec<PgPool>) -> Self {
        let source = |pool| Source { pool, failed_at: Mutex::new(None) };
        Self { primary: source(primary), standbys: standbys.into_iter().map(source).collect(), seen: AtomicU64::new(0) }
    }

    /// Where our own upkeep listens, and imports go.
    pub(super) fn primary(&self) -> &PgPool {
        &self.primary.pool
    }

    /// Where to write: the primary, or the standby that took its place.
    pub(super) async fn writer(&self) -> Result<&PgPool, Fault> {
        if self.standbys.is_empty() {
            return Ok(&self.primary.pool);
        }
        match self.of_primary().await? {
            Ok(_) => Ok(&self.primary.pool),
            Err(gone) => Ok(&self.promoted().await?.ok_or(gone)?.pool),
        }
    }

    /// Begins a read-only transaction that sees one moment, where it is answered best.
    pub(super) async fn begin(&self, wanted: Wanted) -> Result<Transaction<'static, Postgres>, Fault> {
        if let Wanted::At(revision) = wanted
            && let Some(transaction) = self.standby_at(revision).await
        {
            return Ok(transaction);
        }
        let gone = match self.of_primary().await? {
            Ok(transaction) => return Ok(transaction),
            Err(gone) => gone,
        };
        let seen = Revision(self.seen.load(Ordering::Relaxed));
        for standby in &self.standbys {
            if let Ok(mut transaction) = standby.begin().await {
                let is_believed = !is_in_recovery(&mut transaction).await?
                    || feed::position(&mut transaction).await?.revision >= seen;
                if is_believed {
                    return Ok(transaction);
                }
            }
        }
        Err(gone)
    }

    /// Takes note of how far things have come.
    pub(super) fn saw(&self, revision: Revision) {
        self.seen.store(revision.0, Ordering::Relaxed);
    }

    /// A transaction of the primary, or why it no longer is: it does not answer, or it comes back after a standby took its place.
    async fn of_primary(&self) -> Result<Result<Transaction<'static, Postgres>, Fault>, Fault> {
        let mut transaction = match self.primary.begin().await {
            Ok(transaction) => transaction,
            Err(gone) => return Ok(Err(gone)),
        };
        let is_superseded =
            !self.standbys.is_empty() && !self.leads(&mut transaction).await? && self.promoted().await?.is_some();
        Ok(if is_superseded { Err(sqlx::Error::PoolTimedOut.into()) } else { Ok(transaction) })
    }

    /// False for a database that is behind what we have seen, or follows another.
    async fn leads(&self, connection: &mut PgConnection) -> Result<bool, Fault> {
        let seen = Revision(self.seen.load(Ordering::Relaxed));
        Ok(feed::position(connection).await?.revision >= seen && !is_in_recovery(connection).await?)
    }

    /// The standby that takes writes, if one does.
    async fn promoted(&self) -> Result<Option<&Source>, Fault> {
        for standby in &self.standbys {
            if let Ok(mut transaction) = standby.begin().await
                && !is_in_recovery(&mut transaction).await?
            {
                return Ok(Some(standby));
            }
        }
        Ok(None)
    }

    async fn standby_at(&self, revision: Revision) -> Option<Transaction<'static, Postgres>> {
        for standby in &self.standbys {
            if let Ok(mut transaction) = standby.begin().await
                && feed::position(&mut transaction).await.is_ok_and(|position| position.revision >= revision)
            {
                return Some(transaction);
            }
        }
        None
    }
}

impl Source {
    async fn begin(&self) -> Result<Transaction<'static, Postgres>, Fault> {
        let is_known_gone = self.failed().is_some_and(|at| at.elapsed() < RESPITE);
        if is_known_gone {
            return Err(sqlx::Error::PoolTimedOut.into());
        }
        let begun = self.pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
        let begun = tokio::time::timeout(PATIENCE, begun).await.unwrap_or(Err(sqlx::Error::PoolTimedOut));
        *self.failed_at.lock().unwrap_or_else(PoisonError::into_inner) = begun.is_err().then(Instant::now);
        Ok(begun?)
    }

    fn failed(&self) -> Option<Instant> {
        *self.failed_at.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn is_in_recovery(connection: &mut PgConnection) -> Result<bool, Fault> {
    Ok(sqlx::query_scalar("SELECT pg_is_in_recovery()").fetch_one(connection).await?)
}

/// So long an answer may take that needs no more than some rows.
pub(super) const SOON: Duration = Duration::from_secs(10);

/// An answer in time, or the database counts as gone.
pub(super) async fn soon<T>(answer: impl Future<Output = Result<T, Fault>>) -> Result<T, Fault> {
    match tokio::time::timeout(SOON, answer).await {
        Ok(answered) => answered,
        Err(_) => Err(Fault::Sql(sqlx::Error::PoolTimedOut)),
    }
}
