//! The fill under the polygons of a low zoom: what is too small to be drawn itself, one feature per class.

use rustc_hash::FxHashMap;

use crate::generalise::{CELL_UNITS, CELLS, Fill, Raster, RingPoints, centroid, is_wide};
use crate::geometry::DrawingBox;
use crate::snapshot::ValueRef;
use crate::tiles::TileCoord;
use crate::tiles::draw::snap::{Commands, TilePoint};
use crate::tiles::grid::{BUFFER, TileSpace};
use crate::tiles::low::trace::outlines;

/// Cells of the buffer on each side.
const MARGIN: usize = (BUFFER / CELL_UNITS) as usize;
const WIDTH: usize = CELLS + 2 * MARGIN;

/// Cells along the longer side of a polygon from which its rim is taken off with it.
const WIDE_CELLS: u32 = 4;

/// Gzipped bytes of a fill for each place where the class changes along a row of its cells, about.
const BYTES_A_CHANGE: f64 = 2.0;

/// The fill of one tile, less what is drawn one by one.
#[derive(Debug, Clone)]
pub(super) struct TileFill<'a> {
    fill: &'a Fill,
    cells: Vec<u32>,
    /// Features of each class that are centred in the tile and not drawn.
    counts: FxHashMap<u32, u64>,
    raster: Raster,
    core: Raster,
    /// A cell is 2^this drawing units wide.
    cell_bits: u32,
}

impl<'a> TileFill<'a> {
    /// The whole fill of a tile; `None` where the layer has none.
    pub(super) fn new(fill: &'a Fill, coord: TileCoord) -> Option<Self> {
        let mut cells = Vec::new();
        if !fill.window(coord.z(), coord.x(), coord.y(), MARGIN, &mut cells) {
            return None;
        }
        let counts = fill.counts(coord.z(), coord.x(), coord.y());
        let counts = counts.iter().map(|(class, count)| (*class, u64::from(*count))).collect();
        let cell_bits = coord.shift() + CELL_UNITS.ilog2();
        let space = TileSpace::new(coord);
        let wide = u32::try_from(WIDTH).unwrap_or(0);
        let raster = Raster::new(space.min, cell_bits, wide, wide);
        let corner = coord.core().min.map(i64::from);
        let core = Raster::new(corner, coord.shift() + 12, 1, 1);
        Some(Self { fill, cells, counts, raster, core, cell_bits })
    }

    /// How many gzipped bytes it takes, about; less once polygons are taken off.
    pub(super) fn about_bytes(&self) -> f64 {
        let changes = self.cells.iter().zip(&self.cells[1..]).filter(|(cell, next)| cell != next).count();
        BYTES_A_CHANGE * f64::from(u32::try_from(changes).unwrap_or(u32::MAX))
    }

    /// Takes off a polygon that is drawn itself, but not what lies on it: cells of another class stay. Of a wide one the cells along its
    /// edge go, too: those of a small zoom reach a little beyond it.
    pub(super) fn take_off(&mut self, class: ValueRef<'_>, bounds: &DrawingBox, rings: &[RingPoints<'_>]) {
        let Some(code) = self.fill.classes().find(class.into()) else { return };
        let rim = usize::from(is_wide(bounds, self.cell_bits, WIDE_CELLS));
        let cells = &mut self.cells;
        self.raster.cover(rings.iter().copied(), |row, from, to| {
            let columns = from.saturating_sub(rim)..(to + rim).min(WIDTH);
            for row in row.saturating_sub(rim)..=(row + rim).min(WIDTH - 1) {
                // Without a branch, so that eight cells are taken off at once: a plan of the whole town lies under all the others.
                cells[row * WIDTH..][columns.clone()].iter_mut().for_each(|cell| *cell *= u32::from(*cell != code));
            }
        });
        if centroid(rings.iter().copied()).is_some_and(|point| self.core.cell_of(point).is_some())
            && let Some(count) = self.counts.get_mut(&code)
        {
            *count = count.saturating_sub(1);
        }
    }

    /// Features that are in the tile only as part of the fill.
    pub(super) fn merged(&self) -> u64 {
        self.counts.values().sum()
    }

    /// Leaves each feature to a class that has cells: one whose own class has none is under the class with most cells. Returns how
    /// many find none, because all around them is drawn.
    pub(super) fn settle(&mut self) -> u64 {
        let mut sizes: FxHashMap<u32, u64> = FxHashMap::default();
        self.cells.iter().filter(|cell| **cell != 0).for_each(|cell| *sizes.entry(*cell).or_default() += 1);
        let classes = self.fill.classes();
        let largest =
            sizes.iter().max_by(|a, b| a.1.cmp(b.1).then_with(|| classes.compare(*b.0, *a.0))).map(|most| *most.0);
        let homeless: u64 =
            self.counts.iter().filter(|(class, _)| !sizes.contains_key(class)).map(|(_, count)| count).sum();
        self.counts.retain(|class, _| sizes.contains_key(class));
        match largest {
            Some(class) => {
                *self.counts.entry(class).or_default() += homeless;
                0
            }
            None => homeless,
        }
    }

    /// Makes one class of all.
    pub(super) fn forget_classes(&mut self) {
        self.cells.iter_mut().for_each(|cell| *cell = u32::from(*cell != 0));
        let all = self.merged();
        self.counts.clear();
        self.counts.insert(1, all);
    }

    /// Calls back with the code, the number of features and the commands of each class, in order of its value.
    pub(super) fn draw(&self, commands: &mut Commands, mut class: impl FnMut(u32, u64, &[u8])) {
        let found = outlines(&self.cells, WIDTH);
        let mut codes: Vec<u32> = found.iter().map(|outline| outline.class).collect();
        codes.sort_unstable();
        codes.dedup();
        codes.sort_by(|a, b| self.fill.classes().compare(*a, *b));
        let mut by_class: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
        for (at, outline) in found.iter().enumerate() {
            by_class.entry(outline.class).or_default().push(at);
        }
        let mut ring: Vec<TilePoint> = Vec::new();
        for code in codes {
            commands.clear();
            for &at in &by_class[&code] {
                ring.clear();
                ring.extend(found[at].corners.iter().map(|corner| corner.map(in_units)));
                commands.ring(&ring, false);
            }
            class(code, self.counts.get(&code).copied().unwrap_or(0), commands.encoded());
        }
    }
}

/// A cell's edge in tile units.
fn in_units(cell: i32) -> i32 {
    cell * CELL_UNITS.cast_signed() - BUFFER.cast_signed()
}
