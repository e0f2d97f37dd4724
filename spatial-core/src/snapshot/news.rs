//! What became of each layer on the way from one World to another: for those who redraw, and for what is computed from it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::crs::from_drawing;
use crate::geometry::{DrawingBox, Envelope};
use crate::layer::{Audience, FeatureId, LayerName, Touched};
use crate::snapshot::layer::LayerSnapshot;
use crate::snapshot::world::World;

/// More features than this are not named one by one.
const MOST_IDS: usize = 1000;

/// What became of one layer, as one audience may know.
#[derive(Debug, Clone, PartialEq)]
pub struct LayerNews {
    /// The layer.
    pub layer: LayerName,
    /// The features that are not what they were, ascending; `None` if the layer is to be read anew.
    pub ids: Option<Vec<FeatureId>>,
    /// The box around what these features drew and draw, in degrees of WGS 84; `None` without any, and for whole layers.
    pub bounds: Option<Envelope>,
}

/// A layer before and after, as one audience sees it.
type BeforeAfter<'a> = [Option<&'a Arc<LayerSnapshot>>; 2];

impl World {
    /// What has changed since an earlier World for an audience, layer by layer: features it saw before or sees now. Nothing since a
    /// World of another epoch, for then everything is new.
    pub fn news_since(&self, before: &Self, audience: Audience) -> Vec<LayerNews> {
        if self.epoch != before.epoch {
            return Vec::new();
        }
        let touched = self.steps_since(before);
        let news = |(layer, touched): (&LayerName, &Touched)| {
            let seen = [before, self].map(|world| world.layers.get(layer).and_then(|held| world.seen(held, audience)));
            layer_news(layer, touched, seen, audience)
        };
        touched.iter().filter_map(news).collect()
    }

    /// What was touched since an earlier World, whoever may see it; tables of others as a whole.
    pub fn touched_since(&self, before: &Self) -> BTreeMap<LayerName, Touched> {
        if self.epoch != before.epoch {
            return self.everything(before);
        }
        let mut touched = self.steps_since(before);
        let is_same = |name: &LayerName| match (self.tables.get(name), before.tables.get(name)) {
            (Some(now), Some(then)) => Arc::ptr_eq(now, then),
            (now, then) => now.is_none() && then.is_none(),
        };
        let tables = self.tables.keys().chain(before.tables.keys()).filter(|name| !is_same(name));
        touched.extend(tables.map(|name| (name.clone(), Touched::Whole)));
        touched
    }

    /// What commits touched since an earlier World of the same epoch.
    fn steps_since(&self, before: &Self) -> BTreeMap<LayerName, Touched> {
        if self.position.revision == before.position.revision {
            return BTreeMap::new();
        }
        self.touches.since(before.position.revision).unwrap_or_else(|| self.everything(before))
    }

    fn everything(&self, before: &Self) -> BTreeMap<LayerName, Touched> {
        let names = [self, before].into_iter().flat_map(|world| world.layers.keys().chain(world.tables.keys()));
        names.map(|name| (name.clone(), Touched::Whole)).collect()
    }
}

fn layer_news(layer: &LayerName, touched: &Touched, seen: BeforeAfter<'_>, audience: Audience) -> Option<LayerNews> {
    let is_seen = |id: &FeatureId| seen.iter().flatten().any(|snapshot| snapshot.find(*id).is_some());
    let is_news = |id: &FeatureId| is_seen(id) && !changed_unseen(seen, *id, audience);
    let ids = match touched {
        Touched::Whole if seen.iter().flatten().any(|snapshot| !snapshot.is_filtered() || !snapshot.is_empty()) => None,
        Touched::Whole => return None,
        Touched::Ids(ids) => {
            let ids: Vec<FeatureId> = ids.iter().copied().filter(is_news).take(MOST_IDS + 1).collect();
            (!ids.is_empty()).then_some(())?;
            Some(ids).filter(|ids| ids.len() <= MOST_IDS)
        }
    };
    let bounds = ids.as_deref().and_then(|ids| bounds(seen, ids));
    Some(LayerNews { layer: layer.clone(), ids, bounds })
}

/// True if all that changed of a feature is fields the audience may not see. Shapes are compared as they are drawn; where nothing else
/// tells why a feature was touched, its legal geometry was, by less than the drawing shows, and that is news.
fn changed_unseen(seen: BeforeAfter<'_>, id: FeatureId, audience: Audience) -> bool {
    let [Some(before), Some(now)] = seen else { return false };
    let fields = &now.layer().schema.fields;
    if before.layer().schema != now.layer().schema || fields.iter().all(|field| audience.clears(&field.clearance)) {
        return false;
    }
    let [Some(then), Some(is)] = [before, now].map(|snapshot| snapshot.find(id)) else { return false };
    let is_drawn_alike = then.shape() == is.shape()
        && then.ring_count() == is.ring_count()
        && then.points() == is.points()
        && then.legal_wkb() == is.legal_wkb();
    let mut differing = (0..fields.len()).filter(|&field| then.value(field) != is.value(field)).peekable();
    is_drawn_alike && differing.peek().is_some() && differing.all(|field| !audience.clears(&fields[field].clearance))
}

fn bounds(seen: BeforeAfter<'_>, ids: &[FeatureId]) -> Option<Envelope> {
    let mut around = DrawingBox::EMPTY;
    for snapshot in seen.into_iter().flatten() {
        ids.iter().filter_map(|id| snapshot.find(*id)).for_each(|feature| around.merge(&feature.bounds()));
    }
    if around.min[0] > around.max[0] {
        return None;
    }
    // Drawing coordinates run from north to south.
    let ((west, north), (east, south)) = (from_drawing(around.min), from_drawing(around.max));
    Some(Envelope { min: [west, south], max: [east, north] })
}
