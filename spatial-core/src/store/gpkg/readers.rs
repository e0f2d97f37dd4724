//! A pool of reading connections, used on blocking threads only. Each reader sees one moment of the store.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rusqlite::Connection;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::connection;
use super::errand::{self, Errand};
use super::fault::Fault;
use super::home::Home;
use crate::store::{Readings, StoreError};

/// Questions from outside that may be answered at once. Each may take a thread and a connection with 8 MB of pages, so that all of
/// them stay below 128 MB; more would only share the same disk and processors. What keeps the World up to date needs no place.
pub(super) const PLACES: usize = 16;

/// How long a question waits for a place: whoever looks at a map does not wait longer.
pub(super) const WAIT: Duration = Duration::from_secs(5);

/// Connections kept for the next reader; more may be open while more read at once.
const KEPT: usize = 8;

/// The pool.
#[derive(Debug)]
pub(super) struct Readers {
    home: Arc<Home>,
    /// Each with the generation of the file it reads.
    idle: Mutex<Vec<(u64, Connection)>>,
    places: Arc<Semaphore>,
    /// Errands that ended early because nobody waited any more.
    cancelled: Arc<AtomicU64>,
}

impl Readers {
    pub(super) fn new(home: Arc<Home>) -> Self {
        Self { home, idle: Mutex::new(Vec::new()), places: Arc::new(Semaphore::new(PLACES)), cancelled: Arc::default() }
    }

    /// A place for a question from outside, if one becomes free in time.
    pub(super) async fn place(&self, patience: Duration) -> Result<OwnedSemaphorePermit, StoreError> {
        match tokio::time::timeout(patience, Arc::clone(&self.places).acquire_owned()).await {
            Ok(Ok(place)) => Ok(place),
            Ok(Err(_)) => Err(StoreError::Closed),
            Err(_) => Err(StoreError::Crowded { readers: PLACES }),
        }
    }

    /// An errand that counts here if it is cancelled.
    pub(super) fn errand(&self, place: Option<OwnedSemaphorePermit>) -> Errand {
        Errand::new(Arc::clone(&self.cancelled), place)
    }

    /// What is going on.
    pub(super) fn readings(&self) -> Readings {
        Readings { in_use: PLACES - self.places.available_permits(), cancelled: self.cancelled.load(Ordering::Relaxed) }
    }

    /// Runs a question within one read transaction, on behalf of an errand.
    pub(super) fn ask<T>(
        &self,
        errand: &Arc<Errand>,
        question: impl FnOnce(&Connection) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let generation = self.home.generation();
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut connection = match idle {
            Some((known, connection)) if known == generation => connection,
            _ => connection::reading(&self.home)?,
        };
        // On an error or a panic the connection is closed, and with it goes its hold on the errand.
        errand.check()?;
        errand.watch(&connection);
        let transaction = connection.transaction()?;
        let answer = question(&transaction);
        transaction.finish()?;
        errand::let_go(&connection);
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < KEPT {
            idle.push((generation, connection));
        }
        answer
    }

    /// Closes the connections to a file that is not there any more; those at work are not used again.
    pub(super) fn forget(&self) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}
