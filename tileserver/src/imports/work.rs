//! A check, or an import, against a store that is open: on a thread of its own, for reading and writing take turns there.

use std::sync::Arc;

use importers::{ImportError, Report};
use spatial_core::layer::{LayerName, Position};
use spatial_core::message::Message;
use spatial_core::store::{Store, StoreError};
use tokio::runtime::Handle;

use super::shelf::{Job, Shelf};

/// Ends work when nobody waits for it any more: a thread must not outlive the runtime.
struct Watched(importers::Cancel);

impl Drop for Watched {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

/// Does a piece of work and notes what came of it; an import is in the audit log before it is told to be done.
pub(crate) async fn work(shelf: &Arc<Shelf>, store: &Store, job: Job) {
    let watched = Watched(job.cancel.clone());
    let (told, store, runtime) = (Arc::clone(shelf), store.clone(), Handle::current());
    let id = job.id.clone();
    let working = tokio::task::spawn_blocking(move || runtime.block_on(done(&told, &store, &job)));
    if working.await.is_err() {
        shelf.broke(&id);
    }
    drop(watched);
}

async fn done(shelf: &Shelf, store: &Store, job: &Job) {
    let (at, outcome) = match outcome(shelf, store, job).await {
        Ok(done) => done,
        Err(Undone::Altered) => {
            shelf.failed(job, Message::new("steward-import-altered").with("layer", &job.plan.layer));
            return;
        }
        Err(Undone::Store(error)) => (None, Err(error.into())),
    };
    shelf.ended(job, at, outcome);
}

/// Why work was not begun.
enum Undone {
    /// The layer is not as it was when the file was checked.
    Altered,
    Store(StoreError),
}

impl From<StoreError> for Undone {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

async fn outcome(
    shelf: &Shelf,
    store: &Store,
    job: &Job,
) -> Result<(Option<Position>, Result<Report, ImportError>), Undone> {
    let request = job.plan.request(job.file.path().to_owned(), &job.by, job.line.clone());
    let progress = |now| shelf.progressed(job, now);
    if job.is_import {
        if is_altered(store, job.checked_at.as_ref(), &job.plan.layer).await? {
            return Err(Undone::Altered);
        }
        return Ok((None, importers::import(store, request, &progress, &job.cancel).await));
    }
    let before = store.position().await?;
    let checked = importers::check_against(store, request, &progress, &job.cancel).await;
    Ok((Some(before), checked))
}

/// True if somebody wrote to the layer since the file was checked, or put back an older copy of the store, which counts the same numbers again.
pub(crate) async fn is_altered(
    store: &Store,
    checked_at: Option<&Position>,
    layer: &LayerName,
) -> Result<bool, StoreError> {
    let Some(since) = checked_at else { return Ok(true) };
    if !store.has_been_at(since).await? {
        return Ok(true);
    }
    Ok(store.changes_since(since.revision).await?.iter().any(|change| change.layer == *layer))
}
