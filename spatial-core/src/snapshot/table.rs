//! A province's own table in memory: read whole once, then looked through for what is new.
//!
//! Nobody tells what was touched, so each row is compared with what was met before; what is new goes the way of every edit, and only
//! the ground of touched rows moves. What is legal of a row is read when it is asked for, as it is then.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, sync_channel};
use std::time::{Duration, SystemTime};

use crate::geometry::Envelope;
use crate::layer::{Feature, FeatureId, Layer, Revision};
use crate::snapshot::SnapshotError;
use crate::snapshot::layer::LayerSnapshot;
use crate::snapshot::layer::build::Builder;
use crate::snapshot::layer::ground::Ground;
use crate::snapshot::off_thread::off_thread;
use crate::store::postgis::tables::{ServedRows, ServedTable, Swept, Withheld};
use crate::store::{Portion, Reader, Store, StoreError};

/// Batches waiting between the thread that reads and the one that packs.
const WAITING: usize = 2;

/// Features that go at a time.
const BATCH: usize = 4096;

/// All rows of a table as of one reading.
#[derive(Debug, Clone)]
pub struct TableSnapshot {
    table: Arc<ServedTable>,
    snapshot: Arc<LayerSnapshot>,
    rows: Arc<ServedRows>,
    as_of: SystemTime,
    /// Counts the readings that found something new, from 1; what stands for a revision in [`Ground`].
    reading: Revision,
}

impl TableSnapshot {
    /// Reads the table.
    ///
    /// # Errors
    /// Store errors; [`StoreError::Table`] if its key does not name rows.
    pub async fn read(store: &Store, table: &Arc<ServedTable>) -> Result<Self, SnapshotError> {
        Self::first(store, table, Revision(1)).await
    }

    /// The table as it is now.
    ///
    /// # Errors
    /// Store errors; what was read before stays good.
    pub async fn refreshed(&self, store: &Store) -> Result<Self, SnapshotError> {
        let reading = Revision(self.reading.0 + 1);
        let before = Arc::clone(&self.snapshot);
        let most = (before.len() / 2).max(BATCH);
        let known = Some(Arc::clone(&self.rows));
        let edit = move |news| edited(&before, news, reading, most);
        let (snapshot, swept) = match both(store, &self.table, known, edit).await {
            Ok((Some(snapshot), swept)) if swept.gone.len() <= most => (snapshot, swept),
            Ok(_) | Err(StoreError::Cancelled) => return Self::first(store, &self.table, reading).await,
            Err(error) => return Err(error.into()),
        };
        let Swept { rows, gone, at } = swept;
        let snapshot =
            if gone.is_empty() { snapshot } else { off_thread(move || without(snapshot, &gone, reading)).await };
        let reading = if Arc::ptr_eq(&snapshot, &self.snapshot) { self.reading } else { reading };
        Ok(Self { table: Arc::clone(&self.table), snapshot, rows, as_of: at, reading })
    }

    /// The layer it is drawn as.
    pub fn snapshot(&self) -> &Arc<LayerSnapshot> {
        &self.snapshot
    }

    /// Time of the last successful scan.
    pub fn as_of(&self) -> SystemTime {
        self.as_of
    }

    /// Which reading it is as of, counted from 1: those that found nothing new do not count.
    pub fn reading(&self) -> u64 {
        self.reading.0
    }

    /// How often it is to be looked through.
    pub fn refresh(&self) -> Duration {
        self.table.refresh()
    }

    /// What is not served of it.
    pub fn withheld(&self) -> Withheld {
        self.rows.withheld()
    }

    pub(crate) fn memory_bytes(&self) -> usize {
        self.snapshot.memory_bytes() + self.rows.memory_bytes()
    }

    /// Rows as they are now.
    pub(crate) async fn rows(
        &self,
        reader: &Reader,
        ids: &[FeatureId],
        most_bytes: usize,
    ) -> Result<Portion, StoreError> {
        reader.rows(&self.table, &self.rows, ids, most_bytes).await
    }

    async fn first(store: &Store, table: &Arc<ServedTable>, reading: Revision) -> Result<Self, SnapshotError> {
        let layer = table.layer().clone().with_usual_meanings();
        let (snapshot, Swept { rows, at, .. }) = both(store, table, None, move |news| built(layer, news)).await?;
        let snapshot = Arc::new(LayerSnapshot { ground: Ground::new(reading), ..snapshot });
        Ok(Self { table: Arc::clone(table), snapshot, rows, as_of: at, reading })
    }
}

/// One thread reads, another works on what was read; few features lie between them. When either ends the other does.
async fn both<T: Send + 'static>(
    store: &Store,
    table: &Arc<ServedTable>,
    known: Option<Arc<ServedRows>>,
    work: impl FnOnce(Receiver<Vec<Feature>>) -> T + Send + 'static,
) -> Result<(T, Swept), StoreError> {
    let (send, receive) = sync_channel(WAITING);
    let working = tokio::spawn(off_thread(move || work(receive)));
    let wanted = Arc::new(());
    let is_wanted = Arc::downgrade(&wanted);
    let visit = move |batch| match is_wanted.strong_count() > 0 && send.send(batch).is_ok() {
        true => ControlFlow::Continue(()),
        false => ControlFlow::Break(()),
    };
    let swept = store.sweep(table, known, visit).await;
    drop(wanted);
    let worked = working.await.unwrap_or_else(|error| std::panic::resume_unwind(Box::new(error)));
    Ok((worked, swept?))
}

fn built(layer: Layer, news: Receiver<Vec<Feature>>) -> LayerSnapshot {
    let mut builder = Builder::lenient(layer, false);
    let mut extent = None;
    for batch in news {
        extent = around(extent, &batch);
        builder.push(&batch);
    }
    let built = builder.finish();
    let layer = Layer { extent, count: built.len() as u64, ..built.layer.clone() };
    LayerSnapshot { layer, ..built }
}

/// The layer with what is new in it; `None` if that is so much that reading all of it anew costs less.
fn edited(
    before: &Arc<LayerSnapshot>,
    news: Receiver<Vec<Feature>>,
    reading: Revision,
    most: usize,
) -> Option<Arc<LayerSnapshot>> {
    let (mut next, mut changed) = (Arc::clone(before), 0);
    for batch in news {
        changed += batch.len();
        if changed > most {
            return None;
        }
        let ids: Vec<FeatureId> = batch.iter().map(|feature| feature.id).collect();
        next = settled(next.edited(&ids, &batch, reading), around(next.layer.extent, &batch));
    }
    Some(next)
}

fn without(snapshot: Arc<LayerSnapshot>, gone: &[FeatureId], reading: Revision) -> Arc<LayerSnapshot> {
    gone.chunks(BATCH).fold(snapshot, |before, some| settled(before.edited(some, &[], reading), before.layer.extent))
}

/// After an edit: edits put back if that is due, box and count as they are.
fn settled(edited: LayerSnapshot, extent: Option<Envelope>) -> Arc<LayerSnapshot> {
    let edited = if edited.is_dirty() { edited.compacted() } else { edited };
    let layer = Layer { extent, count: edited.len() as u64, ..edited.layer.clone() };
    let reading = edited.ground.latest();
    Arc::new(edited.described(layer, reading))
}

/// The box around what was there and what came.
fn around(extent: Option<Envelope>, batch: &[Feature]) -> Option<Envelope> {
    let boxes = batch.iter().filter_map(|feature| Envelope::of(feature.geometry.as_ref()?));
    extent.into_iter().chain(boxes).reduce(Envelope::merged)
}
