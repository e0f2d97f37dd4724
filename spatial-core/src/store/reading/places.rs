//! Places for questions from outside: so many may be answered at once, the next ones wait a little.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::errand::Errand;
use crate::store::{Readings, StoreError};

/// Questions from outside that may be answered at once. Each may take a thread and a connection (SQLite: 8 MB of pages), so that all
/// of them stay below 128 MB; more would only share the same disk and processors. What keeps the World up to date needs no place.
pub(in crate::store) const PLACES: usize = 16;

/// How long a question waits for a place: whoever looks at a map does not wait longer.
pub(in crate::store) const WAIT: Duration = Duration::from_secs(5);

/// The places of one store.
#[derive(Debug)]
pub(in crate::store) struct Places {
    places: Arc<Semaphore>,
    /// Errands that ended early because nobody waited any more.
    cancelled: Arc<AtomicU64>,
}

impl Places {
    pub(in crate::store) fn new() -> Self {
        Self { places: Arc::new(Semaphore::new(PLACES)), cancelled: Arc::default() }
    }

    /// A place for a question from outside, if one becomes free in time.
    pub(in crate::store) async fn place(&self, patience: Duration) -> Result<OwnedSemaphorePermit, StoreError> {
        match tokio::time::timeout(patience, Arc::clone(&self.places).acquire_owned()).await {
            Ok(Ok(place)) => Ok(place),
            Ok(Err(_)) => Err(StoreError::Closed),
            Err(_) => Err(StoreError::Crowded { readers: PLACES }),
        }
    }

    /// An errand that counts here if it is cancelled.
    pub(in crate::store) fn errand(&self, place: Option<OwnedSemaphorePermit>) -> Errand {
        Errand::new(Arc::clone(&self.cancelled), place)
    }

    /// What is going on.
    pub(in crate::store) fn readings(&self) -> Readings {
        Readings { in_use: PLACES - self.places.available_permits(), cancelled: self.cancelled.load(Ordering::Relaxed) }
    }
}
