//! Looks at fields that are not for everybody, written down in the audit log.

use spatial_core::layer::{Audience, FeatureId, Layer, LayerName};
use spatial_core::snapshot::World;

use crate::auth::{Look, Principal, Trail};
use crate::http::served::Served;

/// Longest question that is written down, in letters.
const LONGEST: usize = 300;

impl Served {
    /// Writes down that somebody read features of a layer, if they saw fields of it that the public does not; returns when it stands.
    pub(crate) async fn note_look(
        &self,
        looker: Option<&(Principal, Trail)>,
        layer: &Layer,
        feature: Option<FeatureId>,
        detail: impl FnOnce() -> String,
    ) {
        let Some((who, trail)) = looker.filter(|(who, _)| sees_more(layer, who.audience)) else { return };
        let detail = detail().chars().take(LONGEST).collect();
        self.gate.looked(who, Look { layer: &layer.name, feature, detail }, trail).await;
    }

    /// The same of tiles: once in a while for each person and layer.
    pub(crate) async fn note_tiles(&self, looker: Option<(Principal, Trail)>, world: &World, layers: &[LayerName]) {
        let Some(looker) = looker else { return };
        for name in layers {
            let Some(layer) = world.layer(name, looker.0.audience).map(|layer| layer.layer()) else { continue };
            if sees_more(layer, looker.0.audience) && self.gate.is_first_look(&looker.0, name) {
                self.note_look(Some(&looker), layer, None, || "tiles".to_owned()).await;
            }
        }
    }
}

/// True if an audience sees fields that the public does not.
fn sees_more(layer: &Layer, audience: Audience) -> bool {
    layer.schema.visible(audience).count() > layer.schema.visible(Audience::ANONYMOUS).count()
}
