//! A check, or an import, against a store that is open: on a thread of its own, for reading and writing take turns there.

use std::sync::Arc;

use importers::{ImportError, Report};
use spatial_core::layer::{LayerName, Position};
use spatial_core::message::Message;
use spatial_core::store::private::AuditEntry;
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
    // The file is kept under a plainer name than its sender's.
    let line = job.line.clone().map(|line| AuditEntry { detail: Some(job.name.clone()), ..line });
    let request = job.plan.request(job.file.path().to_owned(), &job.by, line);
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

#[cfg(test)]
mod tests {
    use std::path::Path;

    use spatial_core::crs::{Crs, Operation};
    use spatial_core::layer::{GeometryType, Kind, Layer, Schema};
    use spatial_core::store::StoreAddress;

    use super::*;

    async fn opened(path: &Path) -> Store {
        Store::open(&StoreAddress::Gpkg(path.to_owned()), true).await.unwrap()
    }

    fn named(name: &str) -> LayerName {
        LayerName::parse(name).unwrap()
    }

    /// A commit that makes a layer.
    async fn make(store: &Store, name: &str) {
        let schema = Schema { geometry: GeometryType::None, fields: Vec::new() };
        let layer = Layer::open(named(name), Kind::Feature, schema, Crs::Epsg(9218), Operation("EPSG:6960".to_owned()));
        store.declare(&[layer], "diaban", "a test").await.unwrap();
    }

    #[tokio::test]
    async fn a_store_put_back_is_not_the_one_a_file_was_checked_against() {
        let folder = tempfile::tempdir().unwrap();
        let [path, backup] = ["city.gpkg", "backup.gpkg"].map(|name| folder.path().join(name));
        let store = opened(&path).await;
        make(&store, "plots").await;
        drop(store);
        std::fs::copy(&path, &backup).unwrap();
        let store = opened(&path).await;
        make(&store, "roads").await;
        let checked_at = store.position().await.unwrap();
        let altered =
            async |store: &Store, layer: &str| is_altered(store, Some(&checked_at), &named(layer)).await.unwrap();
        assert!(!altered(&store, "plots").await);
        make(&store, "trees").await;
        assert!(!altered(&store, "plots").await && altered(&store, "trees").await);
        assert!(is_altered(&store, None, &named("plots")).await.unwrap(), "nothing was checked");

        let put_back = opened(&backup).await;
        assert!(altered(&put_back, "plots").await, "it has not come so far yet");
        make(&put_back, "lamps").await;
        assert_eq!(put_back.position().await.unwrap().revision, checked_at.revision);
        assert!(altered(&put_back, "plots").await, "the same number of another commit");
    }
}
