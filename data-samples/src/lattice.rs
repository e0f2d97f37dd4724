//! The grid the city stands on: districts between main roads, turned a little, with the sea to the south-east and south-west.
//!
//! Coordinates are metres in EPSG:5899, rounded to the millimetre; the same corner is always computed by the same sum,
//! so neighbours share it bit by bit.

use geo_types::Coord;

use crate::dice::{Dice, Purpose};

/// Distance between the main roads, in metres.
pub(crate) const SPACING: f64 = 240.0;
/// Lattice 0, 0 in EPSG:5899: Vũng Tàu, 107.0843°E 10.3460°N.
const CENTRE: Coord<f64> = Coord { x: 426_902.0, y: 1_144_200.0 };
/// The first axis runs along the coast, to the north-east; the second inland, to the north-west. A 3-4-5 triangle needs no sine.
const AXES: [[f64; 2]; 2] = [[0.8, 0.6], [-0.6, 0.8]];
/// How far a corner may lie from the regular grid, in metres on each axis.
const JITTER: f64 = 13.0;

/// A district's place in the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Cell {
    /// Along the coast.
    pub(crate) i: i64,
    /// Inland.
    pub(crate) j: i64,
}

/// The grid of one seed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lattice {
    pub(crate) seed: u64,
}

/// The four corners of a district: lower left, lower right, upper right, upper left in lattice order.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Quad([Coord<f64>; 4]);

impl Lattice {
    /// Where two main roads meet.
    pub(crate) fn vertex(&self, i: i64, j: i64) -> Coord<f64> {
        let mut dice = Dice::at(self.seed, Purpose::Vertex, i, j);
        let (x, y) = (whole(i) * SPACING, whole(j) * SPACING);
        to_millimetres(Coord {
            x: CENTRE.x + AXES[0][0] * x + AXES[1][0] * y + dice.between(-JITTER, JITTER),
            y: CENTRE.y + AXES[0][1] * x + AXES[1][1] * y + dice.between(-JITTER, JITTER),
        })
    }

    /// The corners of a district.
    pub(crate) fn quad(&self, cell: Cell) -> Quad {
        let Cell { i, j } = cell;
        Quad([self.vertex(i, j), self.vertex(i + 1, j), self.vertex(i + 1, j + 1), self.vertex(i, j + 1)])
    }

    /// Any place of the grid, in district widths from the centre.
    pub(crate) fn place(&self, x: f64, y: f64) -> Coord<f64> {
        #[expect(clippy::cast_possible_truncation, reason = "the grid has a few hundred districts each way")]
        let cell = Cell { i: x.floor() as i64, j: y.floor() as i64 };
        self.quad(cell).at(x - x.floor(), y - y.floor())
    }

    /// False in the sea. Sea columns run down, sea rows run left, to the end: so the land has no lakes and wards have no holes.
    pub(crate) fn is_land(&self, cell: Cell) -> bool {
        cell.j >= -4 + self.bay(0, cell.i) && cell.i >= -7 + self.bay(1, cell.j)
    }

    /// True on the waterfront.
    pub(crate) fn is_shore(&self, cell: Cell) -> bool {
        !self.is_land(Cell { j: cell.j - 1, ..cell }) || !self.is_land(Cell { i: cell.i - 1, ..cell })
    }

    /// How far the sea reaches in, in districts: straight lines between a cape or bay every eight districts.
    fn bay(&self, coast: i64, along: i64) -> i64 {
        let depth = |at: i64| i64::from(Dice::at(self.seed, Purpose::Coast, coast, at).below(4));
        let (from, within) = (along.div_euclid(8), along.rem_euclid(8));
        (depth(from) * (8 - within) + depth(from + 1) * within) / 8
    }
}

impl Quad {
    /// A place in the district; `u` along the coast and `v` inland, both 0..=1.
    pub(crate) fn at(&self, u: f64, v: f64) -> Coord<f64> {
        let Self([a, b, c, d]) = *self;
        to_millimetres(a * ((1.0 - u) * (1.0 - v)) + b * (u * (1.0 - v)) + c * (u * v) + d * ((1.0 - u) * v))
    }
}

/// Rounds to what cadastral files carry.
pub(crate) fn to_millimetres(point: Coord<f64>) -> Coord<f64> {
    Coord { x: (point.x * 1000.0).round() / 1000.0, y: (point.y * 1000.0).round() / 1000.0 }
}

/// A grid number as a float.
#[expect(clippy::cast_precision_loss, reason = "grid numbers are a few hundred")]
pub(crate) fn whole(number: i64) -> f64 {
    number as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_corner_is_the_same_seen_from_all_four_districts() {
        let lattice = Lattice { seed: 5 };
        let corner = lattice.vertex(3, 4);
        assert_eq!(lattice.quad(Cell { i: 3, j: 4 }).at(0.0, 0.0), corner);
        assert_eq!(lattice.quad(Cell { i: 2, j: 4 }).at(1.0, 0.0), corner);
        assert_eq!(lattice.quad(Cell { i: 2, j: 3 }).at(1.0, 1.0), corner);
        assert_eq!(lattice.quad(Cell { i: 3, j: 3 }).at(0.0, 1.0), corner);
    }

    #[test]
    fn the_centre_is_on_land_and_the_far_south_east_is_sea() {
        let lattice = Lattice { seed: 1 };
        assert!(lattice.is_land(Cell { i: 0, j: 0 }));
        assert!(!lattice.is_land(Cell { i: 0, j: -20 }));
        assert!(!lattice.is_land(Cell { i: -20, j: 0 }));
    }
}
