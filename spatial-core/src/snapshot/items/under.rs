//! What lies under a place: the snapshot finds candidates, the legal geometry decides.

use std::sync::Arc;

use crate::crs::Crs;
use crate::layer::{Audience, FeatureId, LayerName};
use crate::query::{Around, Frame, Page};
use crate::snapshot::SnapshotError;
use crate::snapshot::items::{first, first_from, legal};
use crate::snapshot::layer::LayerSnapshot;
use crate::snapshot::world::World;
use crate::store::{Portion, Store};

/// One page of what lies under a place.
#[derive(Debug, Clone, Copy)]
pub struct Under {
    /// Where.
    pub around: Around,
    /// In which role.
    pub audience: Audience,
    /// Only features with a larger id: how to go on.
    pub after: Option<FeatureId>,
    /// At most this many features.
    pub limit: u32,
    /// No more features once they are about this many bytes as text.
    pub most_bytes: usize,
}

impl World {
    /// The features of a layer under a place, by their legal geometry; all of this world's revision. `None` if nothing of the layer is
    /// near: the store is not asked then. What has no geometry lies nowhere.
    ///
    /// # Errors
    /// [`SnapshotError::LayerNotFound`] also for what the audience may not see; [`SnapshotError::Crs`]; store errors.
    pub async fn under(&self, store: &Store, name: &LayerName, asked: Under) -> Result<Option<Page>, SnapshotError> {
        let layer = self.visible(name, asked.audience)?;
        let not_comparable = |source| SnapshotError::Crs { layer: name.clone(), source };
        if layer.layer().crs == Crs::Local {
            return Ok(None);
        }
        let frame = asked.around.within().frame(layer.longest_edge()).map_err(not_comparable)?;
        let test = asked.around.exact_test(layer.layer().crs).map_err(not_comparable)?;
        let near = near(&layer, frame);
        if near.is_empty() {
            return Ok(None);
        }
        let reader = store.reader().await?;
        let met = self.tested(&reader, &layer, near, &test).await?;
        let limit = asked.limit as usize;
        let mut ids = first_from(&met, first(asked.after), limit);
        let more = ids.len() > limit;
        ids.truncate(limit);
        let truth = self.truth(name);
        let Portion { features, ids: read } =
            legal(&reader, layer.layer(), &ids, truth, asked.audience, asked.most_bytes).await?;
        let next = ids[..read].last().filter(|_| more || read < ids.len()).map(|&id| FeatureId(id));
        let as_of = self.table(name).map(|table| table.as_of());
        let matched = met.len() as u64;
        Ok(Some(Page { layer: layer.layer().clone(), features, matched, next, revision: self.revision(), as_of }))
    }
}

/// Ids of the features whose box lies in the frame, and of those only the store can place; ascending.
fn near(layer: &Arc<LayerSnapshot>, frame: Option<Frame>) -> Vec<u64> {
    let mut hits = Vec::new();
    if let Some(Frame { outer, .. }) = frame {
        layer.hits(&outer, &mut hits);
    }
    let mut ids: Vec<u64> = hits.into_iter().map(|hit| hit.id).chain(layer.strays().map(|stray| stray.id())).collect();
    ids.sort_unstable();
    ids
}
