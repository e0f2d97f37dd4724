//! A World as it was at an earlier commit, for an answer that names its revision: what was touched since is read from history, what was
//! not is shared with the World of now.
//!
//! A rewound World holds all rows, whoever may see them, and may be kept: what was does not change. What is shown of it is
//! [`World::less_withdrawn`], which hangs on the World of now.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::layer::{Feature, FeatureId, Layer, LayerName, Position, Touched};
use crate::snapshot::SnapshotError;
use crate::snapshot::epoch::next_epoch;
use crate::snapshot::follow::reading::BATCH;
use crate::snapshot::follow::{LayerChange, news};
use crate::snapshot::layer::LayerSnapshot;
use crate::snapshot::off_thread::off_thread;
use crate::snapshot::touches::Touches;
use crate::snapshot::world::World;
use crate::store::{Store, StoreError};

/// Layers as they were.
#[derive(Debug)]
pub struct Rewound {
    /// With those layers that history reaches back for, and no others.
    pub world: World,
    /// What is otherwise in them than in the World it was made of.
    pub touched: BTreeMap<LayerName, Touched>,
    /// Layers that were replaced, made or given other fields since, and those whose history was cut: what they were is not known.
    pub forgotten: BTreeSet<LayerName>,
}

impl World {
    /// These layers as they were at an earlier position of the same store ([`Store::stood_at`]), with all their rows. Costs what was
    /// touched in them since: some 20 µs a feature. A World that was rewound goes back further from where it stands.
    ///
    /// # Errors
    /// [`StoreError::TooOld`] if the list of changes does not reach back so far; [`StoreError::Moved`] if the World is not past that
    /// position; store errors.
    pub async fn rewound(
        &self,
        store: &Store,
        to: &Position,
        layers: &BTreeSet<LayerName>,
    ) -> Result<Rewound, SnapshotError> {
        let now = self.position.revision;
        if to.revision > now || to.store != self.position.store {
            return Err(StoreError::Moved { expected: to.revision, actual: now }.into());
        }
        let rows = store.changes_since(to.revision).await?;
        let (mut rewound, mut touched, mut forgotten) = (BTreeMap::new(), BTreeMap::new(), BTreeSet::new());
        for name in layers {
            let then = match (self.layers.get(name), news(&rows, name, to.revision, now)) {
                (Some(snapshot), LayerChange::Nothing) => Some(Arc::clone(snapshot)),
                (Some(snapshot), LayerChange::Ids(ids)) => {
                    let then = before(store, Arc::clone(snapshot), &ids, to).await?;
                    touched.insert(name.clone(), Touched::Ids(ids));
                    then
                }
                (None, _) | (_, LayerChange::Whole) => None,
            };
            match then {
                Some(then) => drop(rewound.insert(name.clone(), then)),
                None => drop(forgotten.insert(name.clone())),
            }
        }
        let world = Self {
            position: to.clone(),
            layers: rewound,
            tables: BTreeMap::new(),
            epoch: next_epoch(),
            touches: Touches::default(),
            legal: self.legal.clone(),
        };
        Ok(Rewound { world, touched, forgotten })
    }

    /// True if what history says of these layers of an earlier World is the same from here as it was from a World at `since`: none
    /// was replaced or described with other fields between the two.
    ///
    /// # Errors
    /// Store errors.
    pub async fn still_knows(&self, earlier: &Self, since: &Position, store: &Store) -> Result<bool, SnapshotError> {
        let now = &self.position;
        if since.store != now.store || since.revision > now.revision {
            return Ok(false);
        }
        let is_read_alike = |layer: &Layer, then: &Layer| {
            layer.schema == then.schema && layer.crs == then.crs && layer.operation == then.operation
        };
        let is_there = |(name, then): (&LayerName, &Arc<LayerSnapshot>)| {
            self.layers.get(name).is_some_and(|layer| is_read_alike(&layer.layer, &then.layer))
        };
        if !earlier.layers.iter().all(is_there) {
            return Ok(false);
        }
        let rows = match store.changes_since(since.revision).await {
            Err(StoreError::TooOld { .. }) => return Ok(false),
            rows => rows?,
        };
        let is_whole = |name: &LayerName| matches!(news(&rows, name, since.revision, now.revision), LayerChange::Whole);
        Ok(!earlier.layers.keys().any(is_whole))
    }

    /// A rewound World as it may be shown beside the World of now: who sees which layers and fields, and which rows in which state, is
    /// what it is now, and a row of a layer with such a policy is seen by who saw it then and sees it now. What was withdrawn
    /// from somebody is not told of the past either.
    #[must_use]
    pub fn less_withdrawn(&self, now: &Self) -> Self {
        let beside = |(name, then): (&LayerName, &Arc<LayerSnapshot>)| {
            let later = now.layers.get(name)?;
            Some((name.clone(), Arc::new(then.beside(later))))
        };
        Self { layers: self.layers.iter().filter_map(beside).collect(), epoch: next_epoch(), ..self.clone() }
    }

    /// How many features it holds in memory that another World does not.
    pub fn features_beside(&self, other: &Self) -> usize {
        let blocks = other.layers.values().flat_map(|layer| &layer.parts).map(|part| Arc::as_ptr(&part.block));
        let shared: FxHashSet<_> = blocks.collect();
        let own = self.layers.values().flat_map(|layer| &layer.parts);
        own.filter(|part| !shared.contains(&Arc::as_ptr(&part.block))).map(|part| part.block.len()).sum()
    }
}

impl LayerSnapshot {
    /// The same features, as they may be shown beside the layer of now.
    pub(crate) fn beside(&self, later: &Arc<Self>) -> Self {
        let layer = Layer { count: self.layer.count, extent: self.layer.extent, ..later.layer.clone() };
        Self { layer, later: Some(Arc::clone(later)), ..self.clone() }
    }
}

/// A layer with its touched features as they were; `None` if that is not known any more.
async fn before(
    store: &Store,
    mut snapshot: Arc<LayerSnapshot>,
    ids: &[FeatureId],
    to: &Position,
) -> Result<Option<Arc<LayerSnapshot>>, SnapshotError> {
    let name = snapshot.layer.name.clone();
    for touched in ids.chunks(BATCH) {
        let then: Vec<Feature> = match store.read(&name, touched, to.revision).await {
            Err(StoreError::TooOld { .. } | StoreError::Moved { .. }) => return Ok(None),
            then => then?,
        };
        let fields = snapshot.layer.schema.fields.len();
        if then.iter().any(|feature| feature.values.len() != fields) {
            return Ok(None);
        }
        let (after, touched, revision) = (snapshot, touched.to_vec(), to.revision);
        snapshot = off_thread(move || Arc::new(after.edited(&touched, &then, revision))).await;
    }
    Ok(Some(snapshot))
}
