//! One district: local streets, blocks between them, two rows of lots back to back in a block.
//!
//! Thought in a flat frame of 240 × 240 m (`s` along the local streets, `t` across); [`District::to_ground`] puts it on the
//! district's real, slightly skewed ground. Straight lines stay straight, so what touches here touches there.

use geo_types::{Coord, Polygon};

use crate::dice::{Dice, Purpose};
use crate::lattice::{Cell, Lattice, Quad, SPACING};
use crate::lots::{Plot, block_plots};
use crate::streets::main_road_width;

/// How a district is built up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Character {
    /// Tube houses of the old town.
    Core,
    /// Ordinary town.
    Town,
    /// Houses with gardens.
    Villa,
    /// Gardens, fields and ponds at the edge.
    Garden,
    /// Schools, offices, industry, parks: one parcel a block.
    Campus,
}

/// A rectangle between streets, in the frame.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Block {
    /// Along the local streets.
    pub(crate) s: [f64; 2],
    /// Across.
    pub(crate) t: [f64; 2],
    /// Number of the street below; the one above has the next. 0 and the last are main roads.
    pub(crate) street: usize,
}

/// A local street, straight through the district.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LocalStreet {
    /// Its centreline in the frame, across (`t`) for streets along `s`, along (`s`) for cross streets.
    pub(crate) at: f64,
    /// Between the red lines, in metres.
    pub(crate) width: f64,
    /// True for cross streets.
    pub(crate) crosses: bool,
}

/// A district laid out.
#[derive(Debug)]
pub(crate) struct District {
    pub(crate) cell: Cell,
    pub(crate) character: Character,
    /// True if the local streets run inland instead of along the coast.
    pub(crate) turned: bool,
    pub(crate) streets: Vec<LocalStreet>,
    pub(crate) blocks: Vec<Block>,
    quad: Quad,
    seed: u64,
}

/// Lot depth and width of a local street, in metres, and into how many blocks cross streets cut a strip.
struct Pattern {
    depth: f64,
    street: f64,
    parts: u32,
}

impl District {
    /// Lays out the district at a place of the grid.
    pub(crate) fn new(lattice: &Lattice, cell: Cell) -> Self {
        let mut dice = Dice::at(lattice.seed, Purpose::Layout, cell.i, cell.j);
        let character = character(lattice, cell, &mut dice);
        let turned = dice.chance(45);
        let pattern = pattern(character, &mut dice);
        let [low_s, high_s, low_t, high_t] = clearances(lattice, cell, turned);
        let strips = spread(low_t, high_t, 2.0 * pattern.depth, pattern.street);
        let columns = divide(low_s, high_s, pattern.parts, pattern.street + 2.0);
        let mut streets: Vec<LocalStreet> = gaps(&strips, false).collect();
        streets.extend(gaps(&columns, true));
        let blocks = strips
            .iter()
            .enumerate()
            .flat_map(|(street, &t)| columns.iter().map(move |&s| Block { s, t, street }))
            .collect();
        Self { cell, character, turned, streets, blocks, quad: lattice.quad(cell), seed: lattice.seed }
    }

    /// All parcels of the district, block by block, in the frame.
    pub(crate) fn plots(&self) -> Vec<Plot> {
        let mut dice = Dice::at(self.seed, Purpose::Lots, self.cell.i, self.cell.j);
        let mut plots = Vec::new();
        for block in &self.blocks {
            block_plots(self.character, block, &mut dice, &mut plots);
        }
        plots
    }

    /// Number of the street above the last strip: a main road, as is number 0.
    pub(crate) fn last_street(&self) -> usize {
        self.streets.iter().filter(|street| !street.crosses).count() + 1
    }

    /// A place of the frame on the ground, in EPSG:5899.
    pub(crate) fn point(&self, [s, t]: [f64; 2]) -> Coord<f64> {
        let (u, v) = if self.turned { (t, s) } else { (s, t) };
        self.quad.at(u / SPACING, v / SPACING)
    }

    /// A ring of the frame as a polygon on the ground; the shell runs counter-clockwise.
    pub(crate) fn to_ground(&self, ring: &[[f64; 2]]) -> Polygon<f64> {
        let mut shell: Vec<Coord<f64>> = ring.iter().map(|&at| self.point(at)).collect();
        if self.turned {
            shell.reverse();
        }
        Polygon::new(shell.into(), Vec::new())
    }
}

/// The nearer to the centre, the denser; the waterfront has hotels and parks.
fn character(lattice: &Lattice, cell: Cell, dice: &mut Dice) -> Character {
    let from_centre = cell.i.abs().max(cell.j.abs());
    let roll = dice.below(100);
    let shares: [u32; 4] = match from_centre {
        _ if lattice.is_shore(cell) => [0, 20, 55, 60],
        0..=3 => [45, 80, 90, 90],
        4..=24 => [25, 70, 85, 90],
        _ => [12, 48, 68, 90],
    };
    match shares.iter().position(|&share| roll < share) {
        Some(0) => Character::Core,
        Some(1) => Character::Town,
        Some(2) => Character::Villa,
        Some(_) => Character::Garden,
        None => Character::Campus,
    }
}

fn pattern(character: Character, dice: &mut Dice) -> Pattern {
    let (depth, street, parts) = match character {
        Character::Core => ((16.0, 19.0), (5.0, 8.0), 2),
        Character::Town => ((19.0, 25.0), (7.0, 11.0), 2),
        Character::Villa => ((24.0, 28.0), (9.0, 13.0), 2),
        Character::Garden => ((44.0, 52.0), (5.0, 8.0), 1),
        Character::Campus => ((46.0, 52.0), (12.0, 16.0), 2),
    };
    let parts = if dice.chance(30) { parts + 1 } else { parts };
    Pattern { depth: dice.between(depth.0, depth.1), street: dice.between(street.0, street.1), parts }
}

/// Where the red lines of the four main roads leave room, in the frame: from and to along `s`, then along `t`.
fn clearances(lattice: &Lattice, cell: Cell, turned: bool) -> [f64; 4] {
    let half = |inland, line| main_road_width(lattice.seed, inland, line) / 2.0;
    let along = [half(true, cell.i), SPACING - half(true, cell.i + 1)];
    let across = [half(false, cell.j), SPACING - half(false, cell.j + 1)];
    let (s, t) = if turned { (across, along) } else { (along, across) };
    [s[0], s[1], t[0], t[1]]
}

/// As many strips of about the wished depth as fit, streets between them, the rest shared out.
fn spread(low: f64, high: f64, depth: f64, street: f64) -> Vec<[f64; 2]> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a district has a dozen strips")]
    let count = ((high - low + street) / (depth + street)).floor().max(1.0) as u32;
    divide(low, high, count, street)
}

/// Exactly so many equal strips with streets between them.
fn divide(low: f64, high: f64, count: u32, street: f64) -> Vec<[f64; 2]> {
    let depth = (high - low - f64::from(count - 1) * street) / f64::from(count);
    (0..count)
        .map(|at| {
            let from = low + f64::from(at) * (depth + street);
            [from, from + depth]
        })
        .collect()
}

/// The streets between strips.
fn gaps(strips: &[[f64; 2]], crosses: bool) -> impl Iterator<Item = LocalStreet> {
    strips.windows(2).map(move |pair| {
        let (from, to) = (pair[0][1], pair[1][0]);
        LocalStreet { at: f64::midpoint(from, to), width: to - from, crosses }
    })
}
