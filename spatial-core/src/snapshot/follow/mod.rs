//! Reads the store until all layers stand at one revision, though it may be written meanwhile.

pub(crate) mod loading;
mod open;

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::mpsc::sync_channel;

use crate::layer::{ChangeRow, Feature, FeatureId, Layer, LayerName, Position, Revision, Touched};
use crate::snapshot::SnapshotError;
use crate::snapshot::epoch::next_epoch;
use crate::snapshot::follow::loading::Loading;
use crate::snapshot::layer::LayerSnapshot;
use crate::snapshot::layer::build::Builder;
use crate::snapshot::layer::ground::Ground;
use crate::snapshot::news::note;
use crate::snapshot::off_thread::off_thread;
use crate::snapshot::world::World;
use crate::store::{Store, StoreError};

/// A layer that is replaced while we read makes us read once more; so often we try.
const MOST_ROUNDS: u32 = 20;

/// Changed features read and applied at a time.
const BATCH: usize = 4096;

/// Batches waiting between the thread that reads and the one that packs.
const WAITING: usize = 2;

/// Layers, each as of its own position.
#[derive(Debug)]
pub(crate) struct WorldDraft {
    epoch: u64,
    loading: Arc<Loading>,
    layers: BTreeMap<LayerName, (Position, Arc<LayerSnapshot>)>,
    touched: BTreeMap<LayerName, Touched>,
}

/// What the change feed says of one layer.
enum LayerChange {
    Nothing,
    Whole,
    Ids(Vec<FeatureId>),
}

impl WorldDraft {
    /// Nothing yet: all layers are read.
    pub(crate) fn new(loading: Arc<Loading>) -> Self {
        Self { epoch: next_epoch(), loading, layers: BTreeMap::new(), touched: BTreeMap::new() }
    }

    /// A World that goes on.
    pub(crate) fn of(world: &World) -> Self {
        let at = |snapshot: &Arc<LayerSnapshot>| (world.position.clone(), Arc::clone(snapshot));
        let layers = world.layers.iter().map(|(name, snapshot)| (name.clone(), at(snapshot))).collect();
        Self { epoch: world.epoch, loading: Arc::default(), layers, touched: BTreeMap::new() }
    }

    /// Goes on until all layers stand where the store stands.
    pub(crate) async fn settle(mut self, store: &Store) -> Result<World, SnapshotError> {
        for _ in 0..MOST_ROUNDS {
            let (position, listed) = store.layers().await?;
            self.forget_unless_past(store).await?;
            let rows = match self.layers.values().map(|(at, _)| at.revision).min() {
                Some(oldest) if oldest < position.revision => store.changes_since(oldest).await?,
                _ => Vec::new(),
            };
            self.loading.listed(listed.len());
            for gone in self.layers.keys().filter(|name| !listed.iter().any(|layer| layer.name == **name)) {
                note(&mut self.touched, gone, Touched::Whole);
            }
            self.layers.retain(|name, _| listed.iter().any(|layer| layer.name == *name));
            for layer in listed {
                match self.advance(store, layer, &rows, &position).await {
                    // Dropped since it was listed: not there any more is what it is.
                    Ok(()) | Err(SnapshotError::Store(StoreError::LayerNotFound { .. })) => {}
                    Err(error) => return Err(error),
                }
                self.loading.layer_is_in();
            }
            if self.layers.values().all(|(at, _)| at.is_same_commit(&position)) {
                let layers = self.layers.into_iter().map(|(name, (_, snapshot))| (name, snapshot)).collect();
                return Ok(World {
                    position,
                    layers,
                    tables: BTreeMap::new(),
                    epoch: self.epoch,
                    touched: Arc::new(self.touched),
                });
            }
        }
        Err(SnapshotError::Unsettled { rounds: MOST_ROUNDS })
    }

    /// What was read of a store that is not there any more, because an older copy or another store took its place, is read anew.
    async fn forget_unless_past(&mut self, store: &Store) -> Result<(), SnapshotError> {
        let mut seen: Vec<&Position> = Vec::new();
        for (at, _) in self.layers.values() {
            if seen.iter().any(|seen| seen.is_same_commit(at)) {
                continue;
            }
            if !store.has_been_at(at).await? {
                *self = Self::new(Arc::clone(&self.loading));
                return Ok(());
            }
            seen.push(at);
        }
        Ok(())
    }

    /// Brings one layer to the position; or beyond, if it had to be read whole and the store has moved on.
    async fn advance(
        &mut self,
        store: &Store,
        layer: Layer,
        rows: &[ChangeRow],
        position: &Position,
    ) -> Result<(), SnapshotError> {
        let name = layer.name.clone();
        let now = match self.layers.remove(&name) {
            Some((at, old)) if !needs_reading(&old.layer, &layer) => {
                match news(rows, &name, at.revision, position.revision) {
                    LayerChange::Nothing if at.revision > position.revision => (at, described(old, layer)),
                    LayerChange::Nothing => (position.clone(), described(old, layer)),
                    LayerChange::Ids(ids) if ids.len() * 2 <= old.len().max(BATCH) => {
                        note(&mut self.touched, &name, Touched::Ids(ids.clone()));
                        apply(store, old, layer, &ids, position).await?
                    }
                    LayerChange::Ids(_) | LayerChange::Whole => {
                        note(&mut self.touched, &name, Touched::Whole);
                        read(store, layer, &self.loading).await?
                    }
                }
            }
            _ => {
                note(&mut self.touched, &name, Touched::Whole);
                read(store, layer, &self.loading).await?
            }
        };
        self.layers.insert(name, now);
        Ok(())
    }
}

/// True if features must be packed or drawn anew.
fn needs_reading(old: &Layer, new: &Layer) -> bool {
    old.schema != new.schema || old.crs != new.crs || old.draw != new.draw || old.operation != new.operation
}

fn described(old: Arc<LayerSnapshot>, layer: Layer) -> Arc<LayerSnapshot> {
    if old.layer == layer { old } else { Arc::new(old.described(layer)) }
}

fn news(rows: &[ChangeRow], layer: &LayerName, after: Revision, until: Revision) -> LayerChange {
    let mut ids = Vec::new();
    for row in rows.iter().filter(|row| row.layer == *layer && row.revision > after && row.revision <= until) {
        match &row.touched {
            Touched::Whole => return LayerChange::Whole,
            Touched::Ids(touched) => ids.extend_from_slice(touched),
        }
    }
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() { LayerChange::Nothing } else { LayerChange::Ids(ids) }
}

/// Applies changed features batch by batch, putting edits back on the way whenever that is due.
async fn apply(
    store: &Store,
    old: Arc<LayerSnapshot>,
    layer: Layer,
    ids: &[FeatureId],
    position: &Position,
) -> Result<(Position, Arc<LayerSnapshot>), SnapshotError> {
    let revision = position.revision;
    let mut snapshot = described(old, layer);
    for touched in ids.chunks(BATCH) {
        let now = match store.read(&snapshot.layer.name, touched, revision).await {
            Ok(now) => now,
            Err(StoreError::TooOld { .. }) => return read(store, snapshot.layer.clone(), &Arc::default()).await,
            Err(error) => return Err(error.into()),
        };
        let (before, touched) = (snapshot, touched.to_vec());
        snapshot = off_thread(move || {
            let next = before.edited(&touched, &now, revision);
            Arc::new(if next.is_dirty() { next.compacted() } else { next })
        })
        .await;
    }
    Ok((position.clone(), snapshot))
}

/// Reads a layer whole: one thread decodes, another draws and packs, a few thousand features between them. The reading thread
/// stops at the next batch when the one who waits for it is gone.
async fn read(
    store: &Store,
    layer: Layer,
    loading: &Arc<Loading>,
) -> Result<(Position, Arc<LayerSnapshot>), SnapshotError> {
    let name = layer.name.clone();
    let (send, receive) = sync_channel::<Vec<Feature>>(WAITING);
    let packing = tokio::spawn(off_thread(move || {
        let mut builder = Builder::lenient(layer);
        receive.iter().for_each(|batch| builder.push(&batch));
        builder.finish()
    }));
    let wanted = Arc::new(());
    let (is_wanted, loading) = (Arc::downgrade(&wanted), Arc::clone(loading));
    let scanned = store
        .scan(&name, move |batch| {
            loading.read(batch.len());
            if is_wanted.strong_count() > 0 && send.send(batch).is_ok() {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        })
        .await;
    drop(wanted);
    let packed = packing.await.unwrap_or_else(|error| std::panic::resume_unwind(Box::new(error)));
    let position = scanned?;
    let ground = Ground::new(position.revision);
    Ok((position, Arc::new(LayerSnapshot { ground, ..packed })))
}
