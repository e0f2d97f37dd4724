//! Polygons drawn one by one at zoom 13 and smaller zooms, the largest first: a small zoom reads a short prefix.

use std::sync::Arc;

use crate::generalise::{Area, CELL_UNITS, DEEPEST, rank_of_box, size_of_polygon, size_rank};
use crate::geometry::DrawingBox;

/// Deepest zoom served from the list: below it all are drawn one by one.
pub const LISTED_TO: u8 = DEEPEST;
/// Square tile units (of 4096 a side) a polygon needs to be drawn itself: four cells of the fill, four pixels by four at 512 pixels a
/// tile. What is smaller has no shape that the fill does not show, and its outline would be most of it.
pub const DRAWN_FROM: u64 = 4 * (CELL_UNITS * CELL_UNITS) as u64;

/// One polygon of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LargePolygon {
    /// Rank of its area, see [`size_rank`].
    pub rank: u8,
    /// The feature.
    pub id: u64,
    /// Its box.
    pub bounds: DrawingBox,
}

/// The list, by falling rank, then by id.
#[derive(Debug, Clone, Default)]
pub struct Large {
    polygons: Arc<Vec<LargePolygon>>,
}

impl LargePolygon {
    /// The entry of a feature if it is large enough for the deepest listed zoom.
    pub(super) fn of(area: &Area<'_>) -> Option<Self> {
        let enough = smallest_rank(LISTED_TO);
        if rank_of_box(&area.bounds) < enough {
            return None;
        }
        let rank = size_rank(size_of_polygon(area.rings.iter().copied()));
        (rank >= enough).then_some(Self { rank, id: area.id, bounds: area.bounds })
    }
}

/// The rank from which polygons are drawn one by one at a zoom.
pub fn smallest_rank(zoom: u8) -> u8 {
    size_rank(DRAWN_FROM << (2 * u32::from(20 - zoom.min(20))))
}

impl Large {
    pub(super) fn new(mut polygons: Vec<LargePolygon>) -> Self {
        polygons.sort_unstable_by_key(|polygon| (u8::MAX - polygon.rank, polygon.id));
        polygons.shrink_to_fit();
        Self { polygons: Arc::new(polygons) }
    }

    pub(super) fn replace(&mut self, gone: &[u64], fresh: Vec<LargePolygon>) {
        let mut seen = std::collections::BTreeSet::new();
        let kept = self.polygons.iter().copied().filter(|polygon| gone.binary_search(&polygon.id).is_err());
        let fresh = fresh.into_iter().filter(|polygon| seen.insert(polygon.id));
        *self = Self::new(kept.chain(fresh).collect());
    }

    /// The polygons of at least a rank whose box meets the given one, the largest first. The rank must not be below that of [`LISTED_TO`].
    pub fn within(&self, bounds: DrawingBox, rank: u8) -> impl Iterator<Item = &LargePolygon> {
        let end = self.polygons.partition_point(|polygon| polygon.rank >= rank);
        self.polygons[..end].iter().filter(move |polygon| polygon.bounds.intersects(&bounds))
    }

    /// Bytes held.
    pub(super) fn memory_bytes(&self) -> usize {
        self.polygons.len() * size_of::<LargePolygon>()
    }
}
