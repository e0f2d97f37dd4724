//! One district: what it is, its ways, and the blocks between them. Beyond its four main roads it knows nothing, so districts can be made one by one.

use crate::dice::{Dice, Purpose};
use crate::fabric::block::CityBlock;
use crate::fabric::character::{Character, character};
use crate::fabric::cut::Region;
use crate::fabric::lots;
use crate::fabric::plot::Plot;
use crate::fabric::shore;
use crate::fabric::ways::{self, RADIAL, Rank, Way, main_road_width};
use crate::terrain::flat::{Line, between, distance};
use crate::terrain::{GridCell, Lattice, PlanePoint, Quad};

/// Width of the river, and of the roads on its banks.
pub(crate) const RIVER: f64 = 74.0;
const BANK: f64 = 10.0;
/// How far from a crossing the point between a main road and a radial avenue is cut off.
const POINT: f64 = 58.0;

/// A district laid out.
#[derive(Debug)]
pub(crate) struct District {
    pub(crate) cell: GridCell,
    pub(crate) character: Character,
    /// The four main roads around it first, then those within.
    pub(crate) ways: Vec<Way>,
    pub(crate) blocks: Vec<CityBlock>,
    /// Parcels that belong to no block: the river.
    pub(crate) water: Vec<Region>,
    seed: u64,
}

impl District {
    /// Lays out the district at a place of the grid.
    pub(crate) fn new(lattice: &Lattice, cell: GridCell) -> Self {
        let mut dice = Dice::at(lattice.seed, Purpose::Layout, cell.i, cell.j);
        let character = character(lattice, cell);
        let pattern = character.pattern(&mut dice);
        let mut ways = main_ways(lattice, cell);
        let inner = inset(&ways);
        let (regions, water) = match cell {
            _ if lattice.has_river(cell) => along_river(lattice, cell, inner, &mut ways),
            _ if lattice.is_radial(cell, false) => (along_radial(inner, &mut ways), Vec::new()),
            _ if lattice.is_radial(cell, true) => (along_radial(inner.turned(), &mut ways), Vec::new()),
            _ => (vec![inner], Vec::new()),
        };
        let mut blocks = Vec::new();
        for region in regions {
            let region = if dice.chance(45) { region.turned() } else { region };
            region.into_blocks(&pattern, &mut dice, &mut ways, &mut blocks);
        }
        let blocks = blocks.into_iter().map(CityBlock::from).collect();
        Self { cell, character, ways, blocks, water, seed: lattice.seed }
    }

    /// All parcels of the district: block by block, then river, beach and sea.
    pub(crate) fn plots(&self, lattice: &Lattice) -> Vec<Plot> {
        let mut dice = Dice::at(self.seed, Purpose::Lots, self.cell.i, self.cell.j);
        let mut plots = Vec::new();
        for (number, block) in self.blocks.iter().enumerate() {
            lots::block_plots(self.character, (number, block), &mut dice, &mut plots);
        }
        plots.extend(self.water.iter().map(|water| Plot::open(water.corners.to_vec(), "SON", water.ways[1])));
        plots.extend(shore::plots(lattice, self.cell));
        plots
    }

    /// The ends of the centreline of a way.
    pub(crate) fn ends(&self, number: usize) -> [PlanePoint; 2] {
        ways::ends(&self.ways, number)
    }
}

/// The halves of the main roads around a district, counter-clockwise from the seaward one.
fn main_ways(lattice: &Lattice, cell: GridCell) -> Vec<Way> {
    let Quad(corners) = lattice.quad(cell);
    let lines = [(false, cell.j), (true, cell.i + 1), (false, cell.j + 1), (true, cell.i)];
    (0..4)
        .zip(lines)
        .map(|(side, (inland, number))| Way {
            line: Line::through(corners[side], corners[(side + 1) % 4]),
            width: main_road_width(lattice.seed, inland, number),
            bounds: [(side + 3) % 4, (side + 1) % 4],
            rank: Rank::Main,
        })
        .collect()
}

/// The land within the red lines of the main roads.
fn inset(ways: &[Way]) -> Region {
    let lines = [0, 1, 2, 3].map(|side| ways[side].line.shifted(ways[side].width / 2.0));
    Region { corners: [0, 1, 2, 3].map(|at| lines[(at + 3) % 4].crossing(lines[at])), ways: [0, 1, 2, 3] }
}

/// An avenue from corner to corner leaves two triangles; a street from the right angle makes two quadrilaterals of each.
fn along_radial(inner: Region, ways: &mut Vec<Way>) -> Vec<Region> {
    let line = Line::through(ways[inner.ways[0]].line.from, ways[inner.ways[2]].line.from);
    let avenue = ways.len();
    ways.push(Way { line, width: RADIAL, bounds: [inner.ways[0], inner.ways[2]], rank: Rank::Radial });
    let mut regions = triangle(inner, line, avenue, ways);
    let back = Line { from: line.from + line.step, step: PlanePoint { x: -line.step.x, y: -line.step.y } };
    regions.extend(triangle(inner.turned().turned(), back, avenue, ways));
    regions
}

/// The part of a district between its sides 0 and 1 and the avenue to the left of it, without the points.
fn triangle(inner: Region, line: Line, avenue: usize, ways: &mut Vec<Way>) -> Vec<Region> {
    let ([near, angle, far, _], [one, two, ..]) = (inner.corners, inner.ways);
    let edge = line.shifted(-RADIAL / 2.0);
    let tips = [near, far].map(|end| between(end, angle, (POINT / distance(end, angle)).min(0.4)));
    let feet = tips.map(|tip| edge.at(edge.along(tip)));
    let [first, last, spine] = [0, 1, 2].map(|more| ways.len() + more);
    let point = |line: Line, bounds| Way { line: line.shifted(-4.0), width: 8.0, bounds, rank: Rank::Lane };
    ways.push(point(Line::through(feet[0], tips[0]), [avenue, one]));
    ways.push(point(Line::through(tips[1], feet[1]), [two, avenue]));
    let middle = Line::through(angle, between(feet[0], feet[1], 0.5));
    ways.push(Way { line: middle, width: 10.0, bounds: [one, avenue], rank: Rank::Street });
    let [left, right] = [5.0, -5.0].map(|half| middle.shifted(half));
    let at_one = Line::through(tips[0], angle).crossing(left);
    let at_two = Line::through(angle, tips[1]).crossing(right);
    vec![
        Region { corners: [tips[0], at_one, edge.crossing(left), feet[0]], ways: [one, spine, avenue, first] },
        Region { corners: [at_two, tips[1], feet[1], edge.crossing(right)], ways: [two, last, avenue, spine] },
    ]
}

/// The river runs from side 0 to side 2, with a road on each bank.
fn along_river(lattice: &Lattice, cell: GridCell, inner: Region, ways: &mut Vec<Way>) -> (Vec<Region>, Vec<Region>) {
    let Quad([a, b, c, d]) = lattice.quad(cell);
    let course =
        Line::through(between(a, b, lattice.ford(cell.i, cell.j)), between(d, c, lattice.ford(cell.i, cell.j + 1)));
    let (below, above) =
        (Line::through(inner.corners[0], inner.corners[1]), Line::through(inner.corners[3], inner.corners[2]));
    let crossing = |metres: f64| {
        let line = course.shifted(metres);
        [below.crossing(line), above.crossing(line)]
    };
    let first = ways.len();
    for side in [1.0, -1.0] {
        let line = course.shifted(side * (RIVER + BANK) / 2.0);
        ways.push(Way { line, width: BANK, bounds: [0, 2], rank: Rank::Street });
    }
    let [[wl, wm], [wr, wn]] = [crossing(RIVER / 2.0), crossing(-RIVER / 2.0)];
    let [[ll, lm], [rl, rm]] = [crossing(RIVER / 2.0 + BANK), crossing(-RIVER / 2.0 - BANK)];
    let [p, q, r, s] = inner.corners;
    let land = vec![
        Region { corners: [p, ll, lm, s], ways: [0, first, 2, 3] },
        Region { corners: [rl, q, r, rm], ways: [0, 1, 2, first + 1] },
    ];
    (land, vec![Region { corners: [wl, wr, wn, wm], ways: [0, first + 1, 2, first] }])
}
