//! The levels for low zooms of a layer in memory: made when first asked for, kept up to date by edits.

use std::sync::OnceLock;

use crate::generalise::{Area, ClassRef, Levels, RingPoints};
use crate::geometry::DrawingBox;
use crate::layer::FeatureId;
use crate::snapshot::feature_ref::{Shape, ValueRef};
use crate::snapshot::layer::LayerSnapshot;

const WORLD: DrawingBox = DrawingBox { min: [0; 2], max: [u32::MAX; 2] };

/// Levels, once somebody wanted them.
#[derive(Debug, Clone, Default)]
pub(crate) struct LazyLevels(OnceLock<Levels>);

impl LazyLevels {
    /// Bytes held.
    pub(crate) fn memory_bytes(&self) -> usize {
        self.0.get().map_or(0, Levels::memory_bytes)
    }
}

impl LayerSnapshot {
    /// What low zooms need. The first call visits every polygon; ask once before serving.
    pub fn levels(&self) -> &Levels {
        self.levels.0.get_or_init(|| Levels::build(&WORLD, |window, visit| self.areas(window, visit)))
    }

    /// Carries the levels over from the layer as it was before these ids were touched.
    pub(crate) fn follow_levels(&mut self, before: &Self, touched: impl Iterator<Item = u64>) {
        let Some(levels) = before.levels.0.get() else { return };
        let mut ids: Vec<u64> = touched.collect();
        ids.sort_unstable();
        let versions = ids.iter().flat_map(|id| [before.find(FeatureId(*id)), self.find(FeatureId(*id))]);
        let boxes: Vec<DrawingBox> = versions.flatten().map(|feature| feature.bounds()).collect();
        let followed = levels.follow(&boxes, &ids, |window, visit| self.areas(window, visit));
        self.levels = LazyLevels(OnceLock::from(followed));
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
