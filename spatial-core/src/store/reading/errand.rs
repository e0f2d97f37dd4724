//! Who waits for an answer, and who works for it: when the waiting end is dropped, the work stops.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use tokio::sync::OwnedSemaphorePermit;

use crate::store::StoreError;

/// The waiting end: a future that is dropped, because the client left or the time is up, drops it too.
#[derive(Debug)]
pub(in crate::store) struct Asker(Arc<Errand>);

/// The working end. Threads hold it until they are done, and with it the place: who only leaves makes no room.
#[derive(Debug)]
pub(crate) struct Errand {
    is_over: AtomicBool,
    cancelled: Arc<AtomicU64>,
    _place: Option<OwnedSemaphorePermit>,
}

impl Asker {
    pub(in crate::store) fn new(errand: Errand) -> Self {
        Self(Arc::new(errand))
    }

    /// The working end, for another thread.
    pub(in crate::store) fn errand(&self) -> Arc<Errand> {
        Arc::clone(&self.0)
    }
}

impl Drop for Asker {
    fn drop(&mut self) {
        self.0.is_over.store(true, Ordering::Relaxed);
    }
}

impl Errand {
    pub(in crate::store) fn new(cancelled: Arc<AtomicU64>, place: Option<OwnedSemaphorePermit>) -> Self {
        Self { is_over: AtomicBool::new(false), cancelled, _place: place }
    }

    /// Long loops ask now and then: is it still worth going on?
    ///
    /// # Errors
    /// [`StoreError::Cancelled`] if nobody waits any more.
    pub(crate) fn check(&self) -> Result<(), StoreError> {
        if self.is_over.load(Ordering::Relaxed) { Err(StoreError::Cancelled) } else { Ok(()) }
    }

    /// Counts work that stopped before its end.
    pub(in crate::store) fn counted<T>(&self, answer: Result<T, StoreError>) -> Result<T, StoreError> {
        if matches!(answer, Err(StoreError::Cancelled)) {
            self.cancelled.fetch_add(1, Ordering::Relaxed);
        }
        answer
    }
}
