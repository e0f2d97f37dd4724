//! One layer from the store: whole, or what was changed in it.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::mpsc::sync_channel;

use crate::layer::{Feature, FeatureId, Layer, Position, Revision};
use crate::snapshot::SnapshotError;
use crate::snapshot::follow::loading::Loading;
use crate::snapshot::layer::LayerSnapshot;
use crate::snapshot::layer::build::Builder;
use crate::snapshot::layer::ground::Ground;
use crate::snapshot::off_thread::off_thread;
use crate::store::{Store, StoreError};

/// Changed features read and applied at a time.
pub(super) const BATCH: usize = 4096;

/// Batches waiting between the thread that reads and the one that packs.
const WAITING: usize = 2;

/// A layer as of a position.
pub(super) type Read = (Position, Arc<LayerSnapshot>);

/// What it takes to read a layer.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    pub(super) store: &'a Store,
    pub(super) loading: &'a Arc<Loading>,
    pub(super) keeps_legal: bool,
}

impl Reading<'_> {
    /// True if features must be packed or drawn anew.
    pub(super) fn needs_all(self, old: &LayerSnapshot, new: &Layer) -> bool {
        let layer = &old.layer;
        layer.schema != new.schema
            || layer.crs != new.crs
            || layer.draw != new.draw
            || layer.operation != new.operation
            || old.keeps_legal != self.keeps_legal
    }

    /// Applies changed features batch by batch, putting edits back on the way whenever that is due.
    pub(super) async fn edits(
        self,
        old: Arc<LayerSnapshot>,
        layer: Layer,
        ids: &[FeatureId],
        position: &Position,
    ) -> Result<Read, SnapshotError> {
        let revision = position.revision;
        let mut snapshot = described(old, layer, revision);
        for touched in ids.chunks(BATCH) {
            let now = match self.store.read(&snapshot.layer.name, touched, revision).await {
                Ok(now) => now,
                Err(StoreError::TooOld { .. }) => return self.again(snapshot.layer.clone(), snapshot).await,
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

    /// Reads a layer whole that was read before, for those who saw it.
    pub(super) async fn again(self, layer: Layer, old: Arc<LayerSnapshot>) -> Result<Read, SnapshotError> {
        let (position, mut read) = self.whole(layer).await?;
        let seen = off_thread(move || {
            Arc::make_mut(&mut read).see_as(&old);
            read
        });
        Ok((position, seen.await))
    }

    /// Reads a layer whole: one thread decodes, another draws and packs, a few thousand features between them. The reading thread
    /// stops at the next batch when the one who waits for it is gone.
    pub(super) async fn whole(self, layer: Layer) -> Result<Read, SnapshotError> {
        let (name, keeps_legal) = (layer.name.clone(), self.keeps_legal);
        let (send, receive) = sync_channel::<Vec<Feature>>(WAITING);
        let packing = tokio::spawn(off_thread(move || {
            let mut builder = Builder::lenient(layer, keeps_legal);
            receive.iter().for_each(|batch| builder.push(&batch));
            builder.finish()
        }));
        let wanted = Arc::new(());
        let (is_wanted, loading) = (Arc::downgrade(&wanted), Arc::clone(self.loading));
        let visit = move |batch: Vec<Feature>| {
            loading.read(batch.len());
            match is_wanted.strong_count() > 0 && send.send(batch).is_ok() {
                true => ControlFlow::Continue(()),
                false => ControlFlow::Break(()),
            }
        };
        let scanned = self.store.scan(&name, visit).await;
        drop(wanted);
        let packed = packing.await.unwrap_or_else(|error| std::panic::resume_unwind(Box::new(error)));
        let position = scanned?;
        let ground = Ground::new(position.revision);
        Ok((position, Arc::new(LayerSnapshot { ground, ..packed })))
    }
}

/// The same features under new metadata.
pub(super) fn described(old: Arc<LayerSnapshot>, layer: Layer, revision: Revision) -> Arc<LayerSnapshot> {
    if old.layer == layer { old } else { Arc::new(old.described(layer, revision)) }
}
