//! The levels for low zooms of a layer in memory: made when first asked for, and brought up to date when next asked for after edits.
//!
//! A step of following must cost what was edited, and a tile of zoom 13 holds thousands of parcels: so edits are only noted, and drawn
//! together when somebody looks.

use std::sync::Arc;

use crate::generalise::{Area, ClassRef, InOrder, Levels, Ranked, RingPoints};
use crate::geometry::DrawingBox;
use crate::layer::FeatureId;
use crate::snapshot::block::feature_ref::FeatureRef;
use crate::snapshot::block::shape::Shape;
use crate::snapshot::block::value_ref::ValueRef;
use crate::snapshot::layer::LayerSnapshot;
use crate::snapshot::layer::lazy_levels::{FormerLevels, LazyLevels};

/// More edits than this are not noted one by one: reading the whole layer takes no longer then.
const MOST_NOTED: usize = 4096;

const WORLD: DrawingBox = DrawingBox { min: [0; 2], max: [u32::MAX; 2] };

impl LayerSnapshot {
    /// What low zooms need. The first call visits every polygon, the first after edits those near them; ask before serving.
    pub fn levels(&self) -> &Levels {
        let visit = |window: &DrawingBox, visit: &mut dyn FnMut(Area<'_>)| self.areas(window, visit);
        self.levels.settled.get_or_init(|| match &self.levels.former {
            Some(former) => former.levels.follow(&former.boxes, &former.ids, visit),
            None => Levels::build(&WORLD, visit),
        })
    }

    /// True if the next call of [`LayerSnapshot::levels`] has work to do.
    pub fn has_levels_to_draw(&self) -> bool {
        self.levels.settled.get().is_none()
    }

    /// Lines or points in the order in which low zooms draw them. `by_field` tells whether a field decides, which not everybody may see;
    /// the first call for each, and the first after an edit, ranks all of them.
    pub(crate) fn in_order<'a, R>(&'a self, by_field: bool, rank: R) -> &'a InOrder
    where
        R: Fn(&FeatureRef<'a>) -> Ranked,
    {
        let all = || self.iter().filter(|feature| feature.ring_count() > 0);
        let list = &self.levels.in_order[usize::from(by_field)];
        list.get_or_init(|| Arc::new(InOrder::new(all().map(|feature| rank(&feature)).collect())))
    }

    /// How many features have each code of the class field at a position; of one without codes nothing.
    pub(crate) fn class_counts(&self, field: usize) -> &[u64] {
        self.levels.class_counts.get_or_init(|| {
            let mut counts = vec![0; self.code_count(field)];
            self.iter().filter_map(|feature| feature.code(field)).for_each(|code| counts[code as usize] += 1);
            counts.into()
        })
    }

    /// Notes for the levels that these ids were touched since the layer was as before.
    pub(crate) fn follow_levels(&mut self, before: &Self, touched: impl Iterator<Item = u64>) {
        self.levels = LazyLevels::default();
        let former = match (before.levels.settled.get(), &before.levels.former) {
            (Some(levels), _) => FormerLevels { levels: levels.clone(), boxes: Vec::new(), ids: Vec::new() },
            (None, Some(former)) => FormerLevels::clone(former),
            (None, None) => return,
        };
        let FormerLevels { levels, mut boxes, mut ids } = former;
        for id in touched {
            let versions = [before.find(FeatureId(id)), self.find(FeatureId(id))];
            boxes.extend(versions.into_iter().flatten().map(|feature| feature.bounds()));
            if let Err(place) = ids.binary_search(&id) {
                ids.insert(place, id);
            }
        }
        if boxes.len() <= 2 * MOST_NOTED {
            self.levels.former = Some(Arc::new(FormerLevels { levels, boxes, ids }));
        }
    }

    /// All polygon features whose box meets the window, in order of id.
    fn areas(&self, window: &DrawingBox, visit: &mut dyn FnMut(Area<'_>)) {
        let class_field = self.layer.draw.class_field.as_deref().and_then(|name| self.layer.schema.position(name));
        let mut hits = Vec::new();
        self.hits(window, &mut hits);
        let mut rings: Vec<RingPoints<'_>> = Vec::new();
        for hit in hits {
            let feature = self.get(hit);
            if feature.shape() == Shape::Polygon && feature.ring_count() > 0 {
                rings.clear();
                rings.extend(feature.rings().map(|ring| (ring.points, ring.is_shell)));
                let class = class_field.map_or(ClassRef::None, |field| feature.value(field).into());
                visit(Area { id: feature.id(), bounds: feature.bounds(), rings: &rings, class });
            }
        }
    }
}

impl<'a> From<ValueRef<'a>> for ClassRef<'a> {
    fn from(value: ValueRef<'a>) -> Self {
        match value {
            ValueRef::Null => Self::None,
            ValueRef::Boolean(yes) => Self::Boolean(yes),
            ValueRef::Integer(number) => Self::Integer(number),
            ValueRef::Real(number) => Self::Real(number),
            ValueRef::Text(text) => Self::Text(text),
        }
    }
}
