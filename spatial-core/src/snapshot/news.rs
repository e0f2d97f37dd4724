//! What became of each layer on the way from one World to the next: for those who redraw.

use std::collections::BTreeMap;

use crate::crs::from_drawing;
use crate::geometry::{DrawingBox, Envelope};
use crate::layer::{Audience, FeatureId, LayerName, Touched};
use crate::snapshot::world::World;

/// More features than this are not named one by one.
const MOST_IDS: usize = 1000;

/// What became of one layer.
#[derive(Debug, Clone, PartialEq)]
pub struct LayerNews {
    /// The layer.
    pub layer: LayerName,
    /// Who may know of it: whoever may see the layer as it was or as it is.
    pub audience: Audience,
    /// The features that are not what they were, ascending; `None` if the layer is to be read anew.
    pub ids: Option<Vec<FeatureId>>,
    /// The box around what these features drew and draw, in degrees of WGS 84; `None` without any, and for whole layers.
    pub ground: Option<Envelope>,
}

/// Notes that part of a layer was touched.
pub(crate) fn note(touched: &mut BTreeMap<LayerName, Touched>, layer: &LayerName, what: Touched) {
    let known = touched.entry(layer.clone()).or_insert_with(|| Touched::Ids(Vec::new()));
    match (known, what) {
        (Touched::Ids(known), Touched::Ids(more)) => {
            known.extend(more);
            known.sort_unstable();
            known.dedup();
        }
        (known, _) => *known = Touched::Whole,
    }
}

impl World {
    /// What has changed since the World from which this one was made, layer by layer. Nothing if it is the first of its epoch, for
    /// then everything is new.
    pub fn news_since(&self, before: &Self) -> Vec<LayerNews> {
        self.touched.iter().filter_map(|(layer, touched)| self.layer_news(before, layer, touched)).collect()
    }

    fn layer_news(&self, before: &Self, layer: &LayerName, touched: &Touched) -> Option<LayerNews> {
        let sees =
            |audience: &Audience| self.layer(layer, *audience).is_some() || before.layer(layer, *audience).is_some();
        let audience = [Audience::ANONYMOUS, Audience::STAFF].into_iter().find(sees)?;
        let ids = match touched {
            Touched::Ids(ids) if ids.len() <= MOST_IDS => Some(ids.clone()),
            _ => None,
        };
        let ground = ids.as_deref().and_then(|ids| ground([before, self], layer, ids));
        Some(LayerNews { layer: layer.clone(), audience, ids, ground })
    }
}

fn ground(worlds: [&World; 2], layer: &LayerName, ids: &[FeatureId]) -> Option<Envelope> {
    let mut around = DrawingBox::EMPTY;
    for snapshot in worlds.iter().filter_map(|world| world.layers.get(layer)) {
        ids.iter().filter_map(|id| snapshot.find(*id)).for_each(|feature| around.merge(&feature.bounds()));
    }
    if around.min[0] > around.max[0] {
        return None;
    }
    // Drawing coordinates run from north to south.
    let ((west, north), (east, south)) = (from_drawing(around.min), from_drawing(around.max));
    Some(Envelope { min: [west, south], max: [east, north] })
}
