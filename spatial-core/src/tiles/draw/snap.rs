//! From the drawing grid to the units of a tile, and from there to MVT commands (MVT 2.1 §4.3).
//!
//! Winding and zero area are decided here, on the snapped ring: snapping turns thin rings over.

use crate::tiles::grid::TileSpace;
use crate::tiles::wire;

/// A point in tile units.
pub(in crate::tiles) type TilePoint = [i32; 2];

const MOVE_TO: u64 = 1;
const LINE_TO: u64 = 2;
const CLOSE_PATH: u8 = 15;

/// Snaps points, leaving out consecutive repeats.
#[inline]
pub(in crate::tiles) fn snap(space: &TileSpace, points: impl Iterator<Item = [i64; 2]>, out: &mut Vec<TilePoint>) {
    out.clear();
    for point in points {
        let snapped = space.snap(point);
        if out.last() != Some(&snapped) {
            out.push(snapped);
        }
    }
}

/// Twice the area of an open ring by the shoelace formula: positive for an exterior ring in tile units (y down). A last point that
/// repeats the first is dropped.
#[inline]
pub(in crate::tiles) fn twice_area(ring: &mut Vec<TilePoint>) -> i64 {
    while ring.len() > 1 && ring.first() == ring.last() {
        ring.pop();
    }
    let Some(&last) = ring.last() else { return 0 };
    let mut before = last.map(i64::from);
    let mut sum = 0;
    for point in ring.iter() {
        let point = point.map(i64::from);
        sum += before[0] * point[1] - before[1] * point[0];
        before = point;
    }
    sum
}

/// Writes the geometry of one feature; the cursor runs on from part to part.
#[derive(Debug, Default)]
pub(in crate::tiles) struct Commands {
    out: Vec<u8>,
    cursor: TilePoint,
}

/// A place in the commands to return to.
#[derive(Debug, Clone, Copy)]
pub(in crate::tiles) struct Mark {
    length: usize,
    cursor: TilePoint,
}

impl Commands {
    pub(in crate::tiles) fn clear(&mut self) {
        self.out.clear();
        self.cursor = [0; 2];
    }

    /// The commands so far, as packed varints.
    pub(in crate::tiles) fn encoded(&self) -> &[u8] {
        &self.out
    }

    pub(in crate::tiles) fn is_empty(&self) -> bool {
        self.out.is_empty()
    }

    pub(in crate::tiles) fn mark(&self) -> Mark {
        Mark { length: self.out.len(), cursor: self.cursor }
    }

    /// Takes back what was written since the mark.
    pub(in crate::tiles) fn return_to(&mut self, mark: Mark) {
        self.out.truncate(mark.length);
        self.cursor = mark.cursor;
    }

    /// One closed ring of at least three points; `turned` walks it the other way round from the same first point.
    pub(in crate::tiles) fn ring(&mut self, ring: &[TilePoint], turned: bool) {
        let Some((first, rest)) = ring.split_first() else { return };
        self.begin(*first, rest.len());
        if turned {
            rest.iter().rev().for_each(|point| self.step(*point));
        } else {
            rest.iter().for_each(|point| self.step(*point));
        }
        self.out.push(CLOSE_PATH);
    }

    /// One line of at least two points.
    pub(in crate::tiles) fn line(&mut self, line: &[TilePoint]) {
        let Some((first, rest)) = line.split_first() else { return };
        self.begin(*first, rest.len());
        rest.iter().for_each(|point| self.step(*point));
    }

    /// All points of a feature at once.
    pub(in crate::tiles) fn points(&mut self, points: &[TilePoint]) {
        if !points.is_empty() {
            wire::varint(&mut self.out, (points.len() as u64) << 3 | MOVE_TO);
            points.iter().for_each(|point| self.step(*point));
        }
    }

    fn begin(&mut self, first: TilePoint, lines: usize) {
        self.out.reserve(4 * lines + 16);
        wire::varint(&mut self.out, 1 << 3 | MOVE_TO);
        self.step(first);
        wire::varint(&mut self.out, (lines as u64) << 3 | LINE_TO);
    }

    #[inline]
    fn step(&mut self, to: TilePoint) {
        let steps = [0, 1].map(|axis| wire::zigzag(i64::from(to[axis] - self.cursor[axis])));
        self.cursor = to;
        // Most steps are short.
        match steps.map(u8::try_from) {
            [Ok(x @ ..0x80), Ok(y @ ..0x80)] => self.out.extend_from_slice(&[x, y]),
            _ => steps.into_iter().for_each(|step| wire::varint(&mut self.out, step)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tiles::TileCoord;

    #[test]
    fn the_triangle_of_the_specification_is_written_as_there() {
        let mut commands = Commands::default();
        commands.ring(&[[3, 6], [8, 12], [20, 34]], false);
        assert_eq!(commands.encoded(), [9, 6, 12, 18, 10, 12, 24, 44, 15]);
    }

    #[test]
    fn an_exterior_ring_has_a_positive_area_with_y_down() {
        assert_eq!(twice_area(&mut vec![[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]]), 200);
        assert_eq!(twice_area(&mut vec![[0, 10], [10, 10], [10, 0], [0, 0]]), -200);
        assert_eq!(twice_area(&mut vec![[5, 5], [5, 5]]), 0);
    }

    #[test]
    fn snapping_rounds_halves_up_and_leaves_out_repeats() {
        let space = TileSpace::new(TileCoord::xyz(16, 0, 0).unwrap());
        let mut out = Vec::new();
        snap(&space, [[7, 8], [15, 8], [23, 24], [24, 24]].into_iter(), &mut out);
        assert_eq!(out, [[0, 1], [1, 1], [1, 2], [2, 2]]);
    }
}
