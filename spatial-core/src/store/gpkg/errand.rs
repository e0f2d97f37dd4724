//! Who waits for an answer, and who works for it: when the waiting end is dropped, the work stops.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use rusqlite::Connection;
use tokio::sync::OwnedSemaphorePermit;

use crate::store::StoreError;

/// Steps of SQLite's machine after which a running statement asks whether it is still worth going on.
const STEPS: i32 = 10_000;

/// The waiting end: a future that is dropped, because the client left or the time is up, drops it too.
#[derive(Debug)]
pub(super) struct Asker(Arc<Errand>);

/// The working end. Threads hold it until they are done, and with it the place: who only leaves makes no room.
#[derive(Debug)]
pub(crate) struct Errand {
    is_over: AtomicBool,
    cancelled: Arc<AtomicU64>,
    _place: Option<OwnedSemaphorePermit>,
}

impl Asker {
    pub(super) fn new(errand: Errand) -> Self {
        Self(Arc::new(errand))
    }

    /// The working end, for another thread.
    pub(super) fn errand(&self) -> Arc<Errand> {
        Arc::clone(&self.0)
    }
}

impl Drop for Asker {
    fn drop(&mut self) {
        self.0.is_over.store(true, Ordering::Relaxed);
    }
}

impl Errand {
    pub(super) fn new(cancelled: Arc<AtomicU64>, place: Option<OwnedSemaphorePermit>) -> Self {
        Self { is_over: AtomicBool::new(false), cancelled, _place: place }
    }

    /// Long loops ask now and then: is it still worth going on?
    ///
    /// # Errors
    /// [`StoreError::Cancelled`] if nobody waits any more.
    pub(crate) fn check(&self) -> Result<(), StoreError> {
        if self.is_over.load(Ordering::Relaxed) { Err(StoreError::Cancelled) } else { Ok(()) }
    }

    /// From now on the connection's statements end with `SQLITE_INTERRUPT` when nobody waits any more. Not `sqlite3_interrupt`: that is
    /// lost if it falls between two statements, and could hit whoever has the connection next.
    pub(super) fn watch(self: &Arc<Self>, connection: &Connection) {
        let errand = Arc::clone(self);
        connection.progress_handler(STEPS, Some(move || errand.check().is_err()));
    }

    /// Counts work that stopped before its end.
    pub(super) fn counted<T>(&self, answer: Result<T, StoreError>) -> Result<T, StoreError> {
        if matches!(answer, Err(StoreError::Cancelled)) {
            self.cancelled.fetch_add(1, Ordering::Relaxed);
        }
        answer
    }
}

/// The connection works for nobody.
pub(super) fn let_go(connection: &Connection) {
    connection.progress_handler(0, None::<fn() -> bool>);
}
