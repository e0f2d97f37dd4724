//! Between districts: short pipes across a main road with a valve that is shut, and opened when one of the two has lost its feed.

use std::collections::BTreeSet;

use network::DeviceState;

use crate::city::City;
use crate::dice::{Dice, Purpose};
use crate::fabric::District;
use crate::networks::feature::code;
use crate::networks::water::net::{COURSE, WaterNet};
use crate::networks::water::pipes::{FEED, year};
use crate::networks::water::portion::{Portion, node_code};
use crate::terrain::flat::{between, distance};
use crate::terrain::{GridCell, to_millimetres};

/// So many of a hundred pairs of neighbours are tied.
const TIED: u32 = 40;
/// Keeps the dice of ties apart from those of districts and mains.
const APART: i64 = 400_000;

pub(super) fn ties(city: &City) -> Portion {
    let cells: BTreeSet<GridCell> = city.cells().collect();
    let drawn = cells.iter().flat_map(|&cell| [false, true].map(|inland| Tie::new(cell, inland)));
    let ties: Vec<Tie> = drawn.filter(|tie| cells.contains(&tie.cells[1]) && tie.is_drawn(city)).collect();
    let corner = |cell: GridCell, corner: usize| node_code(cell, corner + 1);
    let known = ties.iter().flat_map(|tie| [0, 1].map(|side| corner(tie.cells[side], tie.corners[side])));
    let mut portion = Portion::on(known);
    for (number, tie) in ties.iter().enumerate() {
        tie.lay(city, &mut portion, [number * 2, number * 2 + 1]);
    }
    portion
}

/// Two neighbours, and the corners of their rings that face each other away from the feeds.
struct Tie {
    cells: [GridCell; 2],
    corners: [usize; 2],
    inland: bool,
}

impl Tie {
    fn new(cell: GridCell, inland: bool) -> Self {
        let GridCell { i, j } = cell;
        let beyond = if inland { GridCell { i, j: j + 1 } } else { GridCell { i: i + 1, j } };
        let corners = match (inland, i >= 0, j >= 0) {
            (false, _, true) => [2, 3],
            (false, _, false) => [1, 0],
            (true, true, _) => [2, 1],
            (true, false, _) => [3, 0],
        };
        Self { cells: [cell, beyond], corners, inland }
    }

    fn is_drawn(&self, city: &City) -> bool {
        let GridCell { i, j } = self.cells[0];
        Dice::at(city.lattice().seed, Purpose::Network, i, j + APART + i64::from(self.inland)).chance(TIED)
    }

    /// Along the coast (`N`, ngang) or inland (`D`, dọc).
    fn lay(&self, city: &City, portion: &mut Portion, ends: [usize; 2]) {
        let lattice = city.lattice();
        let ring = |side: usize| WaterNet::new(lattice, &District::new(lattice, self.cells[side])).graph.nodes;
        let [from, to] = [0, 1].map(|side| ring(side)[self.corners[side]]);
        let valve = to_millimetres(between(from, to, COURSE.stub / distance(from, to)));
        let GridCell { i, j } = self.cells[0];
        let name = format!("{}-{}", code(self.cells[0]), if self.inland { "D" } else { "N" });
        let of = (FEED, year(lattice.seed, (i, j), 0));
        let pipe = portion.pipe(format!("O-NV-{name}"), ends, vec![from, valve, to], of);
        let state = DeviceState { is_closed: true, ..DeviceState::default() };
        portion.valve(format!("V-NV-{name}"), [pipe, ends[0]], valve, state);
    }
}
