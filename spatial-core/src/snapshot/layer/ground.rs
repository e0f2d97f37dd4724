//! Which ground was touched when: the part of a tile's cache key that moves if, and only if, the tile may have.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::geometry::DrawingBox;
use crate::layer::Revision;

/// Cells are 2^18 drawing units wide: 2.4 km, about a tile of zoom 14.
const CELL_SHIFT: u32 = 18;

/// More stamped cells than this are forgotten at once (the floor rises). With all boxes full, which takes four million edits: 100 MB.
const MOST_CELLS: usize = 1 << 13;

/// Boxes remembered one by one in a cell; older ones count for all of it.
const MOST_BOXES: usize = 512;

/// Tiles from zoom 14 on, whose windows are narrower, are asked about box by box. A wider tile draws fills as well, whose cells reach
/// beyond the shapes: it is asked about whole cells.
const EXACT_BELOW: u32 = 1 << (CELL_SHIFT + 1);

/// A feature that covers more cells than this touches the whole layer.
const MOST_CELLS_OF_A_FEATURE: u64 = 4096;

/// The last revision that touched each place of a layer.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ground {
    /// For all places without a stamp of their own.
    floor: Revision,
    latest: Revision,
    cells: FxHashMap<[u16; 2], Stamps>,
}

/// When and where a cell was touched.
#[derive(Debug, Clone, Default)]
struct Stamps {
    latest: Revision,
    /// For all of the cell: touches that are not remembered one by one any more.
    floor: Revision,
    boxes: Arc<Vec<(DrawingBox, Revision)>>,
}

/// The cells a box lies on, as inclusive ranges.
struct CellRange {
    min: [u16; 2],
    max: [u16; 2],
}

impl Ground {
    /// Everything was touched at this revision.
    pub(crate) fn new(floor: Revision) -> Self {
        Self { floor, latest: floor, cells: FxHashMap::default() }
    }

    /// The last revision that touched anything.
    pub(crate) fn latest(&self) -> Revision {
        self.latest
    }

    /// The last revision that touched the box, or at least a cell it shares.
    pub(crate) fn last_touched(&self, window: &DrawingBox) -> Revision {
        let Some(cells) = CellRange::under(window) else { return self.floor };
        if (0..2).all(|axis| window.max[axis] - window.min[axis] < EXACT_BELOW) {
            let stamps = cells.iter().filter_map(|cell| self.cells.get(&cell));
            return stamps.map(|stamps| stamps.last_touched(window)).fold(self.floor, Revision::max);
        }
        if cells.count() > self.cells.len() as u64 {
            let within = self.cells.iter().filter(|(cell, _)| cells.contains(cell));
            return within.map(|(_, stamps)| stamps.latest).fold(self.floor, Revision::max);
        }
        let stamps = cells.iter().filter_map(|cell| self.cells.get(&cell));
        stamps.map(|stamps| stamps.latest).fold(self.floor, Revision::max)
    }

    /// A feature with this box was there before or is there now.
    pub(crate) fn touch(&mut self, bounds: &DrawingBox, revision: Revision) {
        self.latest = self.latest.max(revision);
        let Some(cells) = CellRange::under(bounds) else { return };
        if cells.count() > MOST_CELLS_OF_A_FEATURE || self.cells.len() > MOST_CELLS {
            *self = Self::new(self.latest);
            return;
        }
        cells.iter().for_each(|cell| self.cells.entry(cell).or_default().touch(bounds, revision));
    }
}

impl Stamps {
    fn last_touched(&self, window: &DrawingBox) -> Revision {
        let met = self.boxes.iter().filter(|(bounds, _)| bounds.intersects(window));
        met.map(|(_, revision)| *revision).fold(self.floor, Revision::max)
    }

    fn touch(&mut self, bounds: &DrawingBox, revision: Revision) {
        self.latest = self.latest.max(revision);
        let boxes = Arc::make_mut(&mut self.boxes);
        // Most edits leave the shape alone: its box is there already.
        if let Some((_, known)) = boxes.iter_mut().find(|(known, _)| known == bounds) {
            *known = revision.max(*known);
            return;
        }
        if boxes.len() >= MOST_BOXES {
            let forgotten = boxes.drain(..MOST_BOXES / 2).map(|(_, revision)| revision);
            self.floor = forgotten.fold(self.floor, Revision::max);
        }
        boxes.push((*bounds, revision));
    }
}

impl CellRange {
    /// `None` under nothing.
    fn under(window: &DrawingBox) -> Option<Self> {
        // 14 bits are left.
        let cell = |point: [u32; 2]| point.map(|c| (c >> CELL_SHIFT) as u16);
        (window.min[0] <= window.max[0] && window.min[1] <= window.max[1])
            .then(|| Self { min: cell(window.min), max: cell(window.max) })
    }

    fn count(&self) -> u64 {
        (0..2).map(|axis| u64::from(self.max[axis] - self.min[axis]) + 1).product()
    }

    fn contains(&self, cell: &[u16; 2]) -> bool {
        (0..2).all(|axis| (self.min[axis]..=self.max[axis]).contains(&cell[axis]))
    }

    fn iter(&self) -> impl Iterator<Item = [u16; 2]> {
        (self.min[0]..=self.max[0]).flat_map(|x| (self.min[1]..=self.max[1]).map(move |y| [x, y]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORLD: DrawingBox = DrawingBox { min: [0, 0], max: [u32::MAX; 2] };

    fn spot(x: u32, y: u32) -> DrawingBox {
        DrawingBox { min: [x << CELL_SHIFT, y << CELL_SHIFT], max: [(x << CELL_SHIFT) + 5, (y << CELL_SHIFT) + 5] }
    }

    #[test]
    fn an_edit_moves_its_own_ground_only() {
        let mut ground = Ground::new(Revision(3));
        ground.touch(&spot(7, 7), Revision(4));
        ground.touch(&spot(9, 9), Revision(5));
        assert_eq!(ground.last_touched(&spot(7, 7)), Revision(4));
        assert_eq!(ground.last_touched(&spot(8, 8)), Revision(3));
        assert_eq!(ground.last_touched(&WORLD), Revision(5));
        assert_eq!(ground.last_touched(&DrawingBox::EMPTY), Revision(3));
    }

    #[test]
    fn an_edit_beside_a_small_window_leaves_it_alone_and_a_wide_one_not() {
        let mut ground = Ground::new(Revision(3));
        let near = |from: u32| DrawingBox { min: [from; 2], max: [from + 100; 2] };
        ground.touch(&near(1000), Revision(4));
        assert_eq!(ground.last_touched(&near(1050)), Revision(4));
        assert_eq!(ground.last_touched(&near(2000)), Revision(3));
        assert_eq!(ground.last_touched(&DrawingBox { min: [2000; 2], max: [2000 + EXACT_BELOW; 2] }), Revision(4));
        let last = 3 * u32::try_from(MOST_BOXES).unwrap() - 1;
        for at in 0..=last {
            ground.touch(&near(10_000 + 150 * at), Revision(5 + u64::from(at)));
        }
        let (forgotten, last_touch) = (ground.last_touched(&near(2000)), Revision(5 + u64::from(last)));
        assert!(forgotten > Revision(4) && forgotten < last_touch, "{forgotten}");
        assert_eq!(ground.last_touched(&near(10_000 + 150 * last)), last_touch);
    }

    #[test]
    fn a_feature_without_shape_moves_no_ground() {
        let mut ground = Ground::new(Revision(3));
        ground.touch(&DrawingBox::EMPTY, Revision(4));
        assert_eq!(ground.last_touched(&WORLD), Revision(3));
    }

    #[test]
    fn too_much_at_once_moves_everything_and_never_backwards() {
        let mut ground = Ground::new(Revision(3));
        ground.touch(&spot(7, 7), Revision(4));
        ground.touch(&WORLD, Revision(6));
        assert_eq!(ground.last_touched(&spot(100, 100)), Revision(6));
        for x in 0..260 {
            (0..260).for_each(|y| ground.touch(&spot(x, y), Revision(7)));
        }
        ground.touch(&spot(1, 1), Revision(8));
        assert!(ground.cells.len() <= MOST_CELLS);
        assert_eq!(ground.last_touched(&spot(1, 1)), Revision(8));
        assert!(ground.last_touched(&spot(300, 300)) >= Revision(7));
    }
}
