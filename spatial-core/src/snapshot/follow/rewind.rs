//! A World as it was at an earlier commit, for an answer that names its revision: what was touched since is read from history, what was
//! not is shared with the World of now.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::layer::{Feature, FeatureId, LayerName, Position};
use crate::snapshot::SnapshotError;
use crate::snapshot::epoch::next_epoch;
use crate::snapshot::follow::reading::BATCH;
use crate::snapshot::follow::{LayerChange, news};
use crate::snapshot::layer::LayerSnapshot;
use crate::snapshot::off_thread::off_thread;
use crate::snapshot::touches::Touches;
use crate::snapshot::world::World;
use crate::store::{Store, StoreError};

impl World {
    /// These layers as they were at an earlier position of the same store ([`Store::stood_at`]), and no others. Who sees which of their
    /// rows is what it is now. Costs what was touched in them since: some 20 µs a feature.
    ///
    /// # Errors
    /// [`StoreError::TooOld`] if history does not reach back so far, or a layer was replaced or has other fields since;
    /// [`StoreError::Moved`] if the World is not past that position; store errors.
    pub async fn rewound(
        &self,
        store: &Store,
        to: &Position,
        layers: &BTreeSet<LayerName>,
    ) -> Result<Self, SnapshotError> {
        let now = self.position.revision;
        if to.revision > now || to.store != self.position.store {
            return Err(StoreError::Moved { expected: to.revision, actual: now }.into());
        }
        let rows = store.changes_since(to.revision).await?;
        let mut rewound = BTreeMap::new();
        for (name, snapshot) in self.layers.iter().filter(|(name, _)| layers.contains(*name)) {
            let snapshot = match news(&rows, name, to.revision, now) {
                LayerChange::Nothing => Arc::clone(snapshot),
                LayerChange::Ids(ids) => before(store, Arc::clone(snapshot), &ids, to).await?,
                LayerChange::Whole => return Err(too_old(name, to).into()),
            };
            rewound.insert(name.clone(), snapshot);
        }
        Ok(Self {
            position: to.clone(),
            layers: rewound,
            tables: BTreeMap::new(),
            epoch: next_epoch(),
            touches: Touches::default(),
            legal: self.legal.clone(),
        })
    }
}

/// A layer with its touched features as they were.
async fn before(
    store: &Store,
    mut snapshot: Arc<LayerSnapshot>,
    ids: &[FeatureId],
    to: &Position,
) -> Result<Arc<LayerSnapshot>, SnapshotError> {
    let name = snapshot.layer.name.clone();
    for touched in ids.chunks(BATCH) {
        let then: Vec<Feature> = store.read(&name, touched, to.revision).await?;
        let fields = snapshot.layer.schema.fields.len();
        if then.iter().any(|feature| feature.values.len() != fields) {
            return Err(too_old(&name, to).into());
        }
        let (after, touched, revision) = (snapshot, touched.to_vec(), to.revision);
        snapshot = off_thread(move || Arc::new(after.edited(&touched, &then, revision))).await;
    }
    Ok(snapshot)
}

fn too_old(layer: &LayerName, to: &Position) -> StoreError {
    StoreError::TooOld { layer: layer.clone(), revision: to.revision }
}
