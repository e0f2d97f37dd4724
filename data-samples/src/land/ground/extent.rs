//! How far the base map goes, and which of its districts the city takes.

use std::collections::BTreeSet;

use crate::city::City;
use crate::fabric::waters;
use crate::terrain::{GridCell, Lattice};

/// How many times as far from the centre as the city; never less, and never more, than so many districts.
const TIMES: i64 = 3;
const LEAST: i64 = 30;
const MOST: i64 = 170;
/// The sea goes on beyond the land, so that no map shows where it ends at a glance.
const SEA: i64 = 3;

/// The ground around one city.
#[derive(Debug)]
pub(crate) struct Extent<'a> {
    pub(crate) lattice: &'a Lattice,
    /// Land districts of the city, and the water that belongs to them.
    pub(crate) city: BTreeSet<GridCell>,
    /// The city reaches so far from its centre, in districts.
    pub(crate) reach: i64,
    /// The land is told so far from the centre, in districts.
    pub(crate) land: i64,
    /// The sea is.
    pub(crate) sea: i64,
}

impl<'a> Extent<'a> {
    pub(crate) fn of(city: &'a City) -> Self {
        let cells: BTreeSet<GridCell> = city.cells().flat_map(|cell| waters(cell).into_iter().chain([cell])).collect();
        let reach = city.cells().map(|cell| cell.i.abs().max(cell.j.abs()) + 1).max().unwrap_or(1);
        let land = (TIMES * reach).clamp(LEAST, MOST);
        Self { lattice: city.lattice(), city: cells, reach, land, sea: SEA * land }
    }

    /// Districts of land that the base map tells of, the city's among them.
    pub(crate) fn cells(&self) -> impl Iterator<Item = GridCell> + '_ {
        let all = (-self.land..self.land).flat_map(|j| (-self.land..self.land).map(move |i| GridCell { i, j }));
        all.filter(|cell| Lattice::is_land(*cell))
    }

    pub(crate) fn is_city(&self, cell: GridCell) -> bool {
        self.city.contains(&cell)
    }

    /// True within so many districts of the city.
    pub(crate) fn is_near_city(&self, cell: GridCell, districts: i64) -> bool {
        let GridCell { i, j } = cell;
        // Most of the land is far away, and need not be looked through.
        let is_far = i.abs().max(j.abs()) > self.reach + districts + 1;
        !is_far
            && (j - districts..=j + districts)
                .any(|j| (i - districts..=i + districts).any(|i| self.is_city(GridCell { i, j })))
    }
}
