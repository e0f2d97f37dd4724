//! The grid the city stands on: districts between main roads, straight in the old centre, bent by the coast and fanning out inland.
//!
//! Coordinates are metres in EPSG:5899, rounded to the millimetre; the same corner is always computed by the same sum,
//! so neighbours share it bit by bit. The sea lies to the south-east and the south-west.

use geo_types::Coord;

use crate::dice::{Dice, Purpose};
use crate::terrain::flat::between;
use crate::terrain::noise::{eased, noise, part, whole};

/// A river in so many columns of districts, and in which of them.
const RIVERS: [i64; 2] = [22, 5];
/// Distance between the main roads of the old centre, in metres.
pub(crate) const SPACING: f64 = 240.0;
/// The first row of districts from the sea in front, and the first column from the sea beside.
pub(crate) const COAST: [i64; 2] = [-5, -7];
/// Lattice 0, 0 in EPSG:5899: Vũng Tàu, 107.0843°E 10.3460°N.
const CENTRE: Coord<f64> = Coord { x: 426_902.0, y: 1_144_200.0 };
/// The first axis runs along the coast, to the north-east; the second inland, to the north-west. A 3-4-5 triangle needs no sine.
const AXES: [[f64; 2]; 2] = [[0.8, 0.6], [-0.6, 0.8]];
/// Districts around the centre where roads are straight, and over how many more they begin to bend.
const STRAIGHT: f64 = 3.6;
const BENDS_OVER: f64 = 9.0;
/// How far roads wander, in metres, and over how many districts.
const WANDER: f64 = 260.0;
const WAVE: f64 = 11.0;
/// How far a corner may lie beside its road's course, in metres on each axis.
const JITTER: f64 = 10.0;

/// A district's place in the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct GridCell {
    /// Along the coast.
    pub(crate) i: i64,
    /// Inland.
    pub(crate) j: i64,
}

impl GridCell {
    /// How far from the centre, in districts.
    pub(crate) fn centre_distance(self) -> f64 {
        let (x, y) = (whole(self.i) + 0.5, whole(self.j) + 0.5);
        (x * x + y * y).sqrt()
    }
}

/// The grid of one seed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lattice {
    pub(crate) seed: u64,
    /// About how far the city reaches from its centre, in districts.
    pub(crate) reach: f64,
}

/// The four corners of a district: lower left, lower right, upper right, upper left in lattice order.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Quad(pub(crate) [Coord<f64>; 4]);

impl Lattice {
    /// Where two main roads meet.
    pub(crate) fn vertex(&self, i: i64, j: i64) -> Coord<f64> {
        let (x, y) = (whole(i), whole(j));
        let bending = eased(((x * x + y * y).sqrt() - STRAIGHT) / BENDS_OVER);
        let bend = |purpose| WANDER * bending * noise(self.seed, purpose, part(i, WAVE), part(j, WAVE));
        let mut dice = Dice::at(self.seed, Purpose::Vertex, i, j);
        let mut jitter = || JITTER * bending * dice.between(-1.0, 1.0);
        let along = SPACING * (x + fan(x, y)) + bend(Purpose::BendAlong) + jitter();
        let inland = SPACING * y - bay(SPACING * x) + bend(Purpose::BendInland) + jitter();
        to_millimetres(Coord {
            x: CENTRE.x + AXES[0][0] * along + AXES[1][0] * inland,
            y: CENTRE.y + AXES[0][1] * along + AXES[1][1] * inland,
        })
    }

    /// The corners of a district.
    pub(crate) fn quad(&self, cell: GridCell) -> Quad {
        let GridCell { i, j } = cell;
        Quad([self.vertex(i, j), self.vertex(i + 1, j), self.vertex(i + 1, j + 1), self.vertex(i, j + 1)])
    }

    /// Any place of the grid, in district widths from the centre.
    pub(crate) fn place(&self, x: f64, y: f64) -> Coord<f64> {
        #[expect(clippy::cast_possible_truncation, reason = "the grid has a few hundred districts each way")]
        let cell = GridCell { i: x.floor() as i64, j: y.floor() as i64 };
        self.quad(cell).at(x - x.floor(), y - y.floor())
    }

    /// How much a district's surroundings lean to something, −1..1; the same over a few districts.
    pub(crate) fn patch(&self, purpose: Purpose, x: f64, y: f64) -> f64 {
        noise(self.seed, purpose, x / 4.5, y / 4.5)
    }

    /// True where a river flows to the sea through a column of districts.
    pub(crate) fn has_river(&self, cell: GridCell) -> bool {
        cell.i.rem_euclid(RIVERS[0]) == RIVERS[1] && cell.i > 0
    }

    /// True where an avenue leaves the centre inland, across the grid: to the right (`false`) or to the left (`true`).
    pub(crate) fn is_radial(&self, cell: GridCell, to_left: bool) -> bool {
        let out = if to_left { -1 - cell.i } else { cell.i };
        out == cell.j && out >= 0 && !Self::is_shore(cell) && !self.has_river(cell)
    }

    /// Where a river passes under a main road, as a share of a district's width.
    pub(crate) fn ford(&self, i: i64, j: i64) -> f64 {
        0.5 + 0.13 * noise(self.seed, Purpose::River, whole(i), part(j, 1.7))
    }

    /// False in the sea, which takes whole rows and columns: so the land has no lakes, and whoever walks to the centre stays on it.
    pub(crate) fn is_land(cell: GridCell) -> bool {
        cell.j >= COAST[0] && cell.i >= COAST[1]
    }

    /// True on the waterfront.
    pub(crate) fn is_shore(cell: GridCell) -> bool {
        cell.j == COAST[0] || cell.i == COAST[1]
    }
}

/// How many districts farther from the middle road a road inland lies there than at the centre: such roads fan out.
fn fan(along: f64, inland: f64) -> f64 {
    let beyond = (inland - STRAIGHT).max(0.0);
    let opening = 0.55 * beyond / (beyond + 14.0);
    opening * along / (1.0 + along.abs() / 16.0)
}

/// How far the coast lies before that of the centre, so far along it: a crescent.
fn bay(along: f64) -> f64 {
    let beyond = (along.abs() - STRAIGHT * SPACING).max(0.0);
    700.0 * beyond * beyond / (beyond * beyond + 3600.0 * 3600.0)
}

impl Quad {
    /// A place in the district; `u` along the coast and `v` inland, both 0..=1.
    pub(crate) fn at(&self, u: f64, v: f64) -> Coord<f64> {
        let Self([a, b, c, d]) = *self;
        to_millimetres(between(a, b, u) * (1.0 - v) + between(d, c, u) * v)
    }
}

/// Rounds to what cadastral files carry.
pub(crate) fn to_millimetres(point: Coord<f64>) -> Coord<f64> {
    Coord { x: (point.x * 1000.0).round() / 1000.0, y: (point.y * 1000.0).round() / 1000.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terrain::flat::Line;

    #[test]
    fn a_corner_is_the_same_seen_from_all_four_districts() {
        let lattice = Lattice { seed: 5, reach: 9.0 };
        let corner = lattice.vertex(3, 4);
        assert_eq!(lattice.quad(GridCell { i: 3, j: 4 }).at(0.0, 0.0), corner);
        assert_eq!(lattice.quad(GridCell { i: 2, j: 4 }).at(1.0, 0.0), corner);
        assert_eq!(lattice.quad(GridCell { i: 2, j: 3 }).at(1.0, 1.0), corner);
        assert_eq!(lattice.quad(GridCell { i: 3, j: 3 }).at(0.0, 1.0), corner);
    }

    #[test]
    fn the_centre_is_on_land_and_the_far_south_east_is_sea() {
        assert!(Lattice::is_land(GridCell { i: 0, j: 0 }));
        assert!(!Lattice::is_land(GridCell { i: 0, j: -20 }));
        assert!(!Lattice::is_land(GridCell { i: -20, j: 0 }));
    }

    #[test]
    fn districts_are_convex_and_of_a_size_to_build_on() {
        for seed in 1..4 {
            let lattice = Lattice { seed, reach: 80.0 };
            for cell in (-8..80).flat_map(|j| (-8..80).map(move |i| GridCell { i, j })) {
                let Quad(corners) = lattice.quad(cell);
                for at in 0..4 {
                    let side = Line::through(corners[at], corners[(at + 1) % 4]);
                    let farther = [corners[(at + 2) % 4], corners[(at + 3) % 4]];
                    assert!(farther.iter().all(|&corner| side.left(corner) > 110.0), "{seed} {cell:?}");
                }
            }
        }
    }
}
