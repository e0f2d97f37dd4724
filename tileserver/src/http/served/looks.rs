//! Looks at what is not for everybody, written down in the audit log: fields the public does not see, layers and rows hidden from it.
//!
//! What a layer is called, how much it holds and that it changed is no look: nobody reads a feature there.

use std::collections::BTreeMap;

use spatial_core::layer::{Audience, FeatureId, Layer, LayerName};
use spatial_core::snapshot::World;

use crate::auth::{Look, Principal, Trail};
use crate::http::served::Served;

/// Longest question that is written down, in letters.
const LONGEST: usize = 300;

/// Who looks, and where the request came from, if somebody has signed in.
pub(crate) type Looker = Option<(Principal, Trail)>;

impl Served {
    /// Writes down that somebody read features of a layer with all the fields they may see, if the public sees less; returns when it
    /// stands.
    pub(crate) async fn note_look(
        &self,
        looker: &Looker,
        (world, layer): (&World, &Layer),
        features: impl Iterator<Item = FeatureId>,
        detail: impl FnOnce() -> String,
    ) {
        let Some((who, _)) = looker else { return };
        let features: Vec<FeatureId> = features.collect();
        if has_more_fields(layer, who.audience) || is_hidden(world, &layer.name, &features) {
            self.note(looker, &layer.name, &features, detail).await;
        }
    }

    /// The same of features of which no more is told than that they are there.
    pub(crate) async fn note_rows(
        &self,
        looker: &Looker,
        world: &World,
        features: BTreeMap<LayerName, Vec<FeatureId>>,
        detail: impl Fn() -> String,
    ) {
        for (layer, features) in features {
            if looker.is_some() && is_hidden(world, &layer, &features) {
                self.note(looker, &layer, &features, &detail).await;
            }
        }
    }

    /// The same of tiles: once in a while for each person and layer.
    pub(crate) async fn note_tiles(&self, looker: Looker, world: &World, layers: &[LayerName]) {
        let Some((who, _)) = &looker else { return };
        for name in layers {
            let Some(seen) = world.layer(name, who.audience) else { continue };
            let has_more_rows = || world.layer(name, Audience::ANONYMOUS).is_none_or(|open| open.len() < seen.len());
            let is_private = has_more_fields(seen.layer(), who.audience) || has_more_rows();
            if is_private && self.gate.is_first_look(who, name) {
                self.note(&looker, name, &[], || "tiles".to_owned()).await;
            }
        }
    }

    /// Writes a look down, whatever was seen.
    pub(crate) async fn note(
        &self,
        looker: &Looker,
        layer: &LayerName,
        features: &[FeatureId],
        detail: impl FnOnce() -> String,
    ) {
        let Some((who, trail)) = looker else { return };
        let feature = if let [one] = features { Some(*one) } else { None };
        let detail = detail().chars().take(LONGEST).collect();
        self.gate.looked(who, Look { layer, feature, detail }, trail).await;
    }
}

/// True if the public does not see the layer, or one of these features.
pub(crate) fn is_hidden(world: &World, layer: &LayerName, features: &[FeatureId]) -> bool {
    let open = world.layer(layer, Audience::ANONYMOUS);
    open.is_none_or(|open| features.iter().any(|id| open.find(*id).is_none()))
}

/// True if an audience sees fields that the public does not.
fn has_more_fields(layer: &Layer, audience: Audience) -> bool {
    layer.schema.visible(audience).count() > layer.schema.visible(Audience::ANONYMOUS).count()
}
