//! The sparse raster of classes, zoom 0 to 13: redrawn tile by tile at zoom 13, gathered upward from there.

use std::collections::BTreeSet;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::generalise::cells::{CellGrid, CellTile, parent};
use crate::generalise::{Area, CELLS, Classes, DEEPEST, Raster, centroid};
use crate::geometry::{DrawingBox, DrawingPoint};

/// Bits of a drawing coordinate within a tile of the deepest zoom.
const TILE_BITS: u32 = 32 - DEEPEST as u32;
/// Bits of a drawing coordinate within a cell there.
const CELL_BITS: u32 = TILE_BITS - 8;
/// A polygon over more tiles of zoom 13 than this (about 300 × 300 km) is always drawn itself and takes no part in the fill.
const WIDEST: u64 = 4096;

/// Cells along the longer side of its box from which a polygon is a backdrop that others may lie on: a plan of a whole town under plans of
/// its quarters. 300 m at zoom 13.
const BACKDROP_CELLS: u32 = 16;

/// Column and row of a tile.
type TileAddress = (u32, u32);

/// Cells by class. Between layers of equal content the cells and counts are equal, whatever happened to them before.
#[derive(Debug, Clone, Default)]
pub struct Fill {
    classes: Arc<Classes>,
    levels: [FxHashMap<TileAddress, Arc<CellTile>>; DEEPEST as usize + 1],
}

/// One tile as drawn, with classes of its own.
struct Fresh {
    place: TileAddress,
    classes: Classes,
    cells: CellGrid,
    counts: FxHashMap<u32, u32>,
}

impl Fill {
    /// The classes the codes stand for.
    pub fn classes(&self) -> &Classes {
        &self.classes
    }

    /// Number of features of each class code centred in a tile of zoom 0 to 13.
    pub fn counts(&self, zoom: u8, column: u32, row: u32) -> &[(u32, u32)] {
        self.tile(zoom, (column, row)).map_or(&[], |tile| tile.counts())
    }

    /// Copies the cells of a tile with `margin` cells of its neighbours into a window of (256 + 2 · margin)² cells; false if all are empty.
    pub fn window(&self, zoom: u8, column: u32, row: u32, margin: usize, window: &mut Vec<u32>) -> bool {
        let width = CELLS + 2 * margin;
        window.clear();
        window.resize(width * width, 0);
        let mut any = false;
        for south in [-1_isize, 0, 1] {
            for east in [-1_isize, 0, 1] {
                let near = |at: u32, step: isize| at.checked_add_signed(i32::try_from(step).unwrap_or(0));
                let (Some(x), Some(y)) = (near(column, east), near(row, south)) else { continue };
                let Some(tile) = self.tile(zoom, (x, y)) else { continue };
                let offset = |step: isize| margin.cast_signed() + step * CELLS.cast_signed();
                let (left, top) = (offset(east), offset(south));
                tile.visit(|start, length, class| {
                    any |= copy_run(window, width, [left, top], start, length, class);
                });
            }
        }
        any
    }

    /// The tiles of zoom 13 a box meets; none for the empty box and for boxes too wide for the fill.
    pub(super) fn tiles_within(bounds: &DrawingBox) -> BTreeSet<TileAddress> {
        if !takes_part(bounds) {
            return BTreeSet::new();
        }
        let [columns, rows] = [0, 1].map(|axis| bounds.min[axis] >> TILE_BITS..=bounds.max[axis] >> TILE_BITS);
        rows.flat_map(|row| columns.clone().map(move |column| (column, row))).collect()
    }

    /// Draws tiles of zoom 13 anew and gathers what lies above them.
    pub(super) fn redraw<V>(&mut self, tiles: BTreeSet<TileAddress>, visit: &V)
    where
        V: Fn(&DrawingBox, &mut dyn FnMut(Area<'_>)) + Sync,
    {
        let places: Vec<TileAddress> = tiles.iter().copied().collect();
        // A drawn tile takes 256 kB until it is packed: so many at a time.
        for some in places.chunks(64) {
            draw_all(some, visit).into_iter().for_each(|tile| self.keep(tile));
        }
        let mut touched = tiles;
        for zoom in (0..DEEPEST).rev() {
            touched = touched.into_iter().map(|(column, row)| (column / 2, row / 2)).collect();
            for &place in &touched {
                let children = [(0, 0), (1, 0), (0, 1), (1, 1)]
                    .map(|(east, south)| self.tile(zoom + 1, (place.0 * 2 + east, place.1 * 2 + south)));
                let tile = parent(children, &self.classes);
                self.put(zoom, place, tile);
            }
        }
    }

    fn keep(&mut self, mut fresh: Fresh) {
        if fresh.counts.is_empty() && fresh.cells.iter().all(|cell| *cell == 0) {
            self.put(DEEPEST, fresh.place, None);
            return;
        }
        let classes = Arc::make_mut(&mut self.classes);
        let codes: Vec<u32> = std::iter::once(0)
            .chain(fresh.classes.values().iter().map(|value| classes.code(super::classes::class_of(value))))
            .collect();
        fresh.cells.iter_mut().for_each(|cell| *cell = codes[*cell as usize]);
        let counts = fresh.counts.into_iter().map(|(code, count)| (codes[code as usize], count)).collect();
        self.put(DEEPEST, fresh.place, Some(CellTile::new(&fresh.cells, counts)));
    }

    fn put(&mut self, zoom: u8, place: TileAddress, tile: Option<CellTile>) {
        let level = &mut self.levels[usize::from(zoom)];
        match tile {
            Some(tile) => drop(level.insert(place, Arc::new(tile))),
            None => drop(level.remove(&place)),
        }
    }

    fn tile(&self, zoom: u8, place: TileAddress) -> Option<&CellTile> {
        self.levels.get(usize::from(zoom))?.get(&place).map(Arc::as_ref)
    }

    /// Bytes held.
    pub(super) fn memory_bytes(&self) -> usize {
        let tiles: usize = self.levels.iter().flat_map(|level| level.values()).map(|tile| tile.memory_bytes()).sum();
        tiles + self.classes.memory_bytes()
    }
}

/// True if the polygons of such a box are drawn into the fill.
fn takes_part(bounds: &DrawingBox) -> bool {
    let count = |axis: usize| {
        (u64::from(bounds.max[axis]) >> TILE_BITS)
            .checked_sub(u64::from(bounds.min[axis]) >> TILE_BITS)
            .map(|more| more + 1)
    };
    matches!((count(0), count(1)), (Some(columns), Some(rows)) if columns * rows <= WIDEST)
}

/// Draws tiles on all cores, in order. Not by rayon: whoever waits for levels may be one of its threads, and a thread that waits
/// there takes up other work, which may wait for the same levels.
fn draw_all<V>(places: &[TileAddress], visit: &V) -> Vec<Fresh>
where
    V: Fn(&DrawingBox, &mut dyn FnMut(Area<'_>)) + Sync,
{
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let share = places.len().div_ceil(cores).max(1);
    let draw_some = &|some: &[TileAddress]| some.iter().map(|place| draw(*place, visit)).collect::<Vec<_>>();
    if places.len() < 4 {
        return draw_some(places);
    }
    std::thread::scope(|scope| {
        let shares: Vec<_> = places.chunks(share).map(|some| scope.spawn(move || draw_some(some))).collect();
        shares
            .into_iter()
            .flat_map(|share| share.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}

/// True for a box at least so many cells of 2^`cell_bits` drawing units wide or high.
pub fn is_wide(bounds: &DrawingBox, cell_bits: u32, cells: u32) -> bool {
    [0, 1].into_iter().any(|axis| bounds.max[axis].saturating_sub(bounds.min[axis]) >> cell_bits >= cells)
}

/// Draws one tile: backdrops below all others, later ids over earlier ones; a polygon that covers no cell centre marks the cell it is
/// centred in if no other does.
fn draw<V>(place: TileAddress, visit: &V) -> Fresh
where
    V: Fn(&DrawingBox, &mut dyn FnMut(Area<'_>)) + Sync,
{
    let corner: DrawingPoint = [place.0 << TILE_BITS, place.1 << TILE_BITS];
    let bounds = DrawingBox { min: corner, max: corner.map(|from| from | ((1 << TILE_BITS) - 1)) };
    let side = 256;
    let mut raster = Raster::new(corner.map(i64::from), CELL_BITS, side, side);
    let mut fresh =
        Fresh { place, classes: Classes::default(), cells: vec![0; CELLS * CELLS], counts: FxHashMap::default() };
    let mut uncovered: Vec<(usize, u32)> = Vec::new();
    let mut backdrop: CellGrid = Vec::new();
    visit(&bounds, &mut |area| {
        if !takes_part(&area.bounds) {
            return;
        }
        let class = fresh.classes.code(area.class);
        let cells = match is_wide(&area.bounds, CELL_BITS, BACKDROP_CELLS) {
            true => &mut backdrop,
            false => &mut fresh.cells,
        };
        cells.resize(CELLS * CELLS, 0);
        let covered = raster.cover(area.rings.iter().copied(), |row, from, to| {
            cells[row * CELLS + from..row * CELLS + to].fill(class);
        });
        let centre = centroid(area.rings.iter().copied()).and_then(|point| raster.cell_of(point));
        if let Some((row, column)) = centre {
            *fresh.counts.entry(class).or_default() += 1;
            if !covered {
                uncovered.push((row * CELLS + column, class));
            }
        }
    });
    fresh.cells.iter_mut().zip(backdrop).filter(|(cell, _)| **cell == 0).for_each(|(cell, below)| *cell = below);
    for (at, class) in uncovered {
        if fresh.cells[at] == 0 {
            fresh.cells[at] = class;
        }
    }
    fresh
}

/// Copies what a run shares with the window, row by row; true if anything.
fn copy_run(window: &mut [u32], width: usize, corner: [isize; 2], start: usize, length: usize, class: u32) -> bool {
    let mut any = false;
    let (first, last) = (start / CELLS, (start + length - 1) / CELLS);
    for row in first..=last {
        let Some(y) = corner[1].checked_add_unsigned(row).filter(|y| (0..width.cast_signed()).contains(y)) else {
            continue;
        };
        let from = if row == first { start % CELLS } else { 0 };
        let to = if row == last { (start + length - 1) % CELLS + 1 } else { CELLS };
        let inside = |column: usize| (corner[0] + column.cast_signed()).clamp(0, width.cast_signed()).unsigned_abs();
        let (from, to) = (inside(from), inside(to));
        let line = y.unsigned_abs() * width;
        window[line + from..line + to].fill(class);
        any |= from < to;
    }
    any
}
