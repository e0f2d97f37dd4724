//! Which parcels must be asked again after an edit: those that were touched, and those that lie where plans, zones or boundaries were.

use std::collections::{BTreeMap, BTreeSet};

use planning::extract::{Before, Stir};
use planning::{BOUNDARIES, PLANS, ZONES};
use spatial_core::layer::{ChangeRow, DeclaredTable, Feature, FeatureId, LayerName, Revision, Touched};
use spatial_core::store::{Store, StoreError};

use crate::apps::planning::survey::Surveyed;

/// What must be asked again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Again {
    /// All of it: nobody can tell what is as it was.
    Everything,
    /// These parcels, by layer; some of them may be gone.
    Parcels(BTreeMap<LayerName, BTreeSet<FeatureId>>),
}

/// What must be asked again of a survey that was made at an earlier revision of the same store.
pub(crate) async fn again(store: &Store, surveyed: &Surveyed, since: Revision) -> Result<Again, StoreError> {
    let now = surveyed.held.revision();
    let changes = match store.changes_since(since).await {
        Err(StoreError::TooOld { .. }) => return Ok(Again::Everything),
        changes => changes?,
    };
    // What came after our World is not in it.
    let touched = merged(changes.into_iter().filter(|change| change.revision <= now));
    let Some(before) = before(store, &touched, since).await? else { return Ok(Again::Everything) };
    let stir = Stir::of((surveyed.held.world(), surveyed.held.model()), &touched, &before);
    let mut parcels = BTreeMap::new();
    for name in surveyed.layers() {
        let Some(layer) = surveyed.held.world().layer(&name, surveyed.audience) else { continue };
        let Some(mut ids) = stir.features(layer) else { return Ok(Again::Everything) };
        match touched.get(&name) {
            Some(Touched::Whole) => return Ok(Again::Everything),
            Some(Touched::Ids(own)) => ids.extend(own),
            None => {}
        }
        parcels.insert(name, ids);
    }
    Ok(Again::Parcels(parcels))
}

/// What was touched in each layer.
fn merged(changes: impl Iterator<Item = ChangeRow>) -> BTreeMap<LayerName, Touched> {
    let mut all: BTreeMap<LayerName, Touched> = BTreeMap::new();
    for ChangeRow { layer, touched, .. } in changes {
        match (all.get_mut(&layer), touched) {
            (Some(Touched::Whole), _) => {}
            (Some(Touched::Ids(known)), Touched::Ids(more)) => {
                known.extend(more);
                known.sort_unstable();
                known.dedup();
            }
            (_, touched) => {
                all.insert(layer, touched);
            }
        }
    }
    all
}

/// Rows of the register as they were; `None` if nobody keeps them any more.
async fn before(
    store: &Store,
    touched: &BTreeMap<LayerName, Touched>,
    since: Revision,
) -> Result<Option<Before>, StoreError> {
    let mut was = Before::default();
    let tables: [(&DeclaredTable, &mut Vec<Feature>); 3] =
        [(&PLANS, &mut was.plans), (&ZONES, &mut was.zones), (&BOUNDARIES, &mut was.boundaries)];
    for (table, rows) in tables {
        let Some((layer, Touched::Ids(ids))) = touched.iter().find(|(layer, _)| layer.as_str() == table.layer) else {
            continue;
        };
        match store.read(layer, ids, since).await {
            Ok(read) => *rows = read,
            // History is cut there, or the layer was another.
            Err(StoreError::Moved { .. } | StoreError::LayerNotFound { .. } | StoreError::TooOld { .. }) => {
                return Ok(None);
            }
            Err(error) => return Err(error),
        }
    }
    Ok(Some(was))
}
