//! Batches that wait for whoever writes.

use std::sync::Mutex;

use tokio::sync::{Semaphore, oneshot};

use crate::store::StoreError;
use crate::store::series::{ObservationBatch, SeriesName};

/// Batches in waiting; each is 400 kB at most, and a thread waits with it.
const WAITING: usize = 32;

/// Batches on their way to the disk.
#[derive(Debug)]
pub(super) struct AppendQueue {
    pub(super) places: Semaphore,
    pub(super) waiting: Mutex<Vec<QueuedBatch>>,
    /// Held by who writes; the others' batches gather meanwhile. In turn: what is forgotten in portions must not go before them.
    pub(super) writing: tokio::sync::Mutex<()>,
}

/// A batch, and who waits for it.
#[derive(Debug)]
pub(super) struct QueuedBatch {
    pub(super) series: SeriesName,
    pub(super) batch: ObservationBatch,
    pub(super) answer: oneshot::Sender<Result<u64, StoreError>>,
}

impl AppendQueue {
    pub(super) fn new() -> Self {
        Self { places: Semaphore::new(WAITING), waiting: Mutex::default(), writing: tokio::sync::Mutex::default() }
    }
}
