//! Beyond the coast road: a strip of beach and the water before it, as parcels of the district behind them.

use crate::dice::{Dice, Purpose};
use crate::fabric::plot::Plot;
use crate::terrain::flat::{between, distance};
use crate::terrain::lattice::COAST;
use crate::terrain::{GridCell, Lattice, PlanePoint};

/// From the middle of the coast road to the beach, in metres; then to the water, as a share of a district.
pub(crate) const COAST_ROAD: f64 = 17.0;
pub(crate) const BEACH: f64 = 0.3;

/// The cells of the sea that belong to a district: one before a shore, three at the cape, none inland.
pub(crate) fn waters(cell: GridCell) -> Vec<GridCell> {
    let (is_front, is_beside) = (cell.j == COAST[0], cell.i == COAST[1]);
    let GridCell { i, j } = cell;
    let mut waters = Vec::new();
    if is_front {
        waters.push(GridCell { i, j: j - 1 });
    }
    if is_beside {
        waters.push(GridCell { i: i - 1, j });
    }
    if is_front && is_beside {
        waters.push(GridCell { i: i - 1, j: j - 1 });
    }
    waters
}

/// Beach and water of a district on the shore; nothing elsewhere.
pub(super) fn plots(lattice: &Lattice, cell: GridCell) -> Vec<Plot> {
    let mut dice = Dice::at(lattice.seed, Purpose::Shore, cell.i, cell.j);
    let GridCell { i, j } = cell;
    let side = |land: (i64, i64), sea: (i64, i64)| {
        let (land, sea) = (lattice.vertex(land.0, land.1), lattice.vertex(sea.0, sea.1));
        let way = distance(land, sea);
        [between(land, sea, COAST_ROAD / way), between(land, sea, BEACH), sea]
    };
    let mut plots = Vec::new();
    if j == COAST[0] {
        plots.extend(strip(side((i, j), (i, j - 1)), side((i + 1, j), (i + 1, j - 1)), 0, &mut dice));
    }
    if i == COAST[1] {
        plots.extend(strip(side((i, j + 1), (i - 1, j + 1)), side((i, j), (i - 1, j)), 3, &mut dice));
    }
    if j == COAST[0] && i == COAST[1] {
        let ([a, b, c], [d, e, f]) = (side((i, j), (i - 1, j)), side((i, j), (i, j - 1)));
        plots.push(Plot::open(vec![a, b, c, lattice.vertex(i - 1, j - 1), f, e, d], "MVB", 0));
    }
    plots
}

/// Three lots of beach and one of water between two lines from the road out to sea; the land is to the left of the way from one to the other.
fn strip([a, b, c]: [PlanePoint; 3], [d, e, f]: [PlanePoint; 3], way: usize, dice: &mut Dice) -> Vec<Plot> {
    let cuts = [0.0, dice.between(0.2, 0.4), dice.between(0.55, 0.8), 1.0];
    let mut plots: Vec<Plot> = cuts
        .windows(2)
        .map(|pair| {
            let (low, high) = (pair[0], pair[1]);
            let ring = vec![between(b, e, low), between(b, e, high), between(a, d, high), between(a, d, low)];
            Plot::open(ring, dice.pick(&["BCS", "BCS", "DKV", "TMD"]), way)
        })
        .collect();
    plots.push(Plot::open(vec![c, f, e, between(b, e, cuts[2]), between(b, e, cuts[1]), b], "MVB", way));
    plots
}
