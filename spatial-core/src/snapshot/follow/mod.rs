//! Reads the store until all layers stand at one revision, though it may be written meanwhile.

pub(crate) mod loading;
mod open;
mod reading;
pub(crate) mod rewind;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::layer::{ChangeRow, FeatureId, Layer, LayerName, Position, Revision, Touched};
use crate::snapshot::SnapshotError;
use crate::snapshot::epoch::next_epoch;
use crate::snapshot::follow::loading::Loading;
use crate::snapshot::follow::reading::{BATCH, Read, Reading};
use crate::snapshot::layer::LayerSnapshot;
use crate::snapshot::legal::LegalCopy;
use crate::snapshot::touches::{Touches, note};
use crate::snapshot::world::World;
use crate::store::{Store, StoreError};

/// A layer that is replaced while we read makes us read once more; so often we try.
const MOST_ROUNDS: u32 = 20;

/// Layers, each as of its own position.
#[derive(Debug)]
pub(crate) struct WorldDraft {
    epoch: u64,
    loading: Arc<Loading>,
    legal: LegalCopy,
    layers: BTreeMap<LayerName, (Position, Arc<LayerSnapshot>)>,
    touched: BTreeMap<LayerName, Touched>,
    /// The World it goes on from.
    from: Option<(Revision, Touches)>,
}

/// What the change feed says of one layer.
enum LayerChange {
    Nothing,
    Whole,
    Ids(Vec<FeatureId>),
}

impl WorldDraft {
    /// Nothing yet: all layers are read.
    pub(crate) fn new(loading: Arc<Loading>, legal: LegalCopy) -> Self {
        Self { epoch: next_epoch(), loading, legal, layers: BTreeMap::new(), touched: BTreeMap::new(), from: None }
    }

    /// A World that goes on.
    pub(crate) fn of(world: &World) -> Self {
        let at = |snapshot: &Arc<LayerSnapshot>| (world.position.clone(), Arc::clone(snapshot));
        let layers = world.layers.iter().map(|(name, snapshot)| (name.clone(), at(snapshot))).collect();
        let from = Some((world.position.revision, world.touches.clone()));
        let legal = world.legal.clone();
        Self { epoch: world.epoch, loading: Arc::default(), legal, layers, touched: BTreeMap::new(), from }
    }

    /// Goes on until all layers stand where the store stands.
    pub(crate) async fn settle(mut self, store: &Store) -> Result<World, SnapshotError> {
        for _ in 0..MOST_ROUNDS {
            let (position, listed) = listed(store).await?;
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
                let touches = match self.from {
                    Some((after, touches)) => touches.and(after, position.revision, self.touched),
                    None => Touches::default(),
                };
                let layers = self.layers.into_iter().map(|(name, (_, snapshot))| (name, snapshot)).collect();
                return Ok(World {
                    position,
                    layers,
                    tables: BTreeMap::new(),
                    epoch: self.epoch,
                    touches,
                    legal: self.legal,
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
                *self = Self::new(Arc::clone(&self.loading), self.legal.clone());
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
        let (loading, legal) = (Arc::clone(&self.loading), self.legal.clone());
        let reading = Reading { store, loading: &loading, keeps_legal: legal.holds(&layer) };
        let now = match self.layers.remove(&name) {
            Some((at, old)) if !reading.needs_all(&old, &layer) => {
                self.follow(reading, (at, old), layer, rows, position).await?
            }
            known => {
                note(&mut self.touched, &name, Touched::Whole);
                match known {
                    Some((_, old)) => reading.again(layer, old).await?,
                    None => reading.whole(layer).await?,
                }
            }
        };
        self.layers.insert(name, now);
        Ok(())
    }

    /// A layer with what the feed says of it.
    async fn follow(
        &mut self,
        reading: Reading<'_>,
        (at, old): Read,
        layer: Layer,
        rows: &[ChangeRow],
        position: &Position,
    ) -> Result<Read, SnapshotError> {
        let name = layer.name.clone();
        if old.is_for_others_than(&layer) {
            note(&mut self.touched, &name, Touched::Whole);
        }
        match news(rows, &name, at.revision, position.revision) {
            LayerChange::Nothing => {
                let at = if at.revision > position.revision { at } else { position.clone() };
                let described = reading::described(old, layer, at.revision);
                Ok((at, described))
            }
            LayerChange::Ids(ids) if ids.len() * 2 <= old.len().max(BATCH) => {
                note(&mut self.touched, &name, Touched::Ids(ids.clone()));
                reading.edits(old, layer, &ids, position).await
            }
            change => {
                let read = reading.again(layer, old).await?;
                // What was changed since the rows were read stands in none of them.
                let is_told = read.0.is_same_commit(position);
                note(&mut self.touched, &name, if is_told { change.touched() } else { Touched::Whole });
                Ok(read)
            }
        }
    }
}

impl LayerChange {
    fn touched(self) -> Touched {
        match self {
            Self::Ids(ids) => Touched::Ids(ids),
            Self::Nothing | Self::Whole => Touched::Whole,
        }
    }
}

/// The layers of a store, with what their fields usually mean where nobody said it.
pub(super) async fn listed(store: &Store) -> Result<(Position, Vec<Layer>), StoreError> {
    let (position, layers) = store.layers().await?;
    Ok((position, layers.into_iter().map(Layer::with_usual_meanings).collect()))
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
