//! Which districts a city of a size has, how many parcels each, in which ward and on which map sheet.

use crate::fabric::District;
use crate::terrain::{GridCell, Lattice};

/// A district in the plan.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Site {
    pub(crate) cell: GridCell,
    /// Parcels of the district; fewer than it has room for in the last one only.
    pub(crate) parcels: usize,
    pub(crate) ward: usize,
    /// Map sheet within the ward, from 1.
    pub(crate) sheet: i64,
}

/// The districts of a city of so many parcels, and the number of its wards.
pub(crate) fn sites(lattice: &Lattice, parcels: u32) -> (Vec<Site>, usize) {
    let (cells, counts): (Vec<GridCell>, Vec<usize>) = settle(lattice, parcels).into_iter().unzip();
    let shares = share_out(&cells);
    let ward_count = shares.iter().max().map_or(0, |most| most + 1);
    let mut sheets = vec![0; ward_count];
    let located = cells.into_iter().zip(counts).zip(shares);
    let sites = located.map(|((cell, parcels), ward)| {
        sheets[ward] += 1;
        Site { cell, parcels, ward, sheet: sheets[ward] }
    });
    (sites.collect(), ward_count)
}

/// About how far a city of so many parcels goes from its centre, in districts; it decides where houses end and fields begin.
pub(crate) fn reach(parcels: u32) -> f64 {
    let districts = f64::from(parcels) / 240.0;
    // A quarter of a disc, two strips along the coasts and a corner between them.
    let root = (144.0 + 4.0 * 0.785 * (districts - 35.0)).max(0.0).sqrt();
    ((root - 12.0) / (2.0 * 0.785)).max(6.0)
}

/// Settles land from the centre outward until all parcels have a place: districts with their number of parcels.
fn settle(lattice: &Lattice, parcels: u32) -> Vec<(GridCell, usize)> {
    let mut missing = parcels as usize;
    let mut settled = Vec::new();
    let (mut inner, mut outer) = (0, 16);
    while missing > 0 {
        for cell in ring(inner, outer) {
            let room = District::new(lattice, cell).plots(lattice).len();
            settled.push((cell, room.min(missing)));
            missing -= room.min(missing);
            if missing == 0 {
                break;
            }
        }
        (inner, outer) = (outer, outer + 16);
    }
    settled
}

/// Land from `inner` up to below `outer` districts from the centre, nearest first.
fn ring(inner: i64, outer: i64) -> Vec<GridCell> {
    let distance = |cell: &GridCell| (2 * cell.i + 1).pow(2) + (2 * cell.j + 1).pow(2);
    let within = (4 * inner * inner)..(4 * outer * outer);
    let mut cells: Vec<GridCell> = (-outer..outer)
        .flat_map(|j| (-outer..outer).map(move |i| GridCell { i, j }))
        .filter(|cell| within.contains(&distance(cell)) && Lattice::is_land(*cell))
        .collect();
    cells.sort_by_key(|cell| (distance(cell), *cell));
    cells
}

/// Shares districts out: each half of a cut along a grid line is cut again. Returns the ward of each district.
fn share_out(cells: &[GridCell]) -> Vec<usize> {
    let cuts = if cells.len() < 300 { 2 } else { 3 };
    let mut wards = vec![0; cells.len()];
    let mut next = 0;
    cut(cells, (0..cells.len()).collect(), cuts, &mut next, &mut wards);
    wards
}

fn cut(cells: &[GridCell], group: Vec<usize>, cuts: u32, next: &mut usize, wards: &mut [usize]) {
    let halves = if cuts == 0 { None } else { halves(cells, &group) };
    match halves {
        Some((low, high)) => {
            cut(cells, low, cuts - 1, next, wards);
            cut(cells, high, cuts - 1, next, wards);
        }
        None => {
            for at in group {
                wards[at] = *next;
            }
            *next += 1;
        }
    }
}

/// Cuts a group across its longer side so that both halves have about the same number of districts.
fn halves(cells: &[GridCell], group: &[usize]) -> Option<(Vec<usize>, Vec<usize>)> {
    let values = |inland: bool| {
        let mut values: Vec<i64> = group.iter().map(|&at| if inland { cells[at].j } else { cells[at].i }).collect();
        values.sort_unstable();
        values
    };
    let (i, j) = (values(false), values(true));
    let length = |values: &[i64]| values.last().zip(values.first()).map_or(0, |(last, first)| last - first);
    let inland = length(&j) > length(&i);
    let values = if inland { j } else { i };
    let (first, middle) = (*values.first()?, values[values.len() / 2]);
    let border = if middle > first { Some(middle) } else { values.iter().copied().find(|&value| value > first) }?;
    Some(group.iter().partition(|&&at| if inland { cells[at].j < border } else { cells[at].i < border }))
}
