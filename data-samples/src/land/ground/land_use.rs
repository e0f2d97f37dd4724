//! What the land is used for, district by district: in the city as its districts are, beyond it woods, fields and villages in turn.

use std::collections::BTreeSet;

use geo_types::{Geometry, Polygon};
use spatial_core::geometry;
use spatial_core::store::Staged;

use crate::dice::{Dice, Purpose};
use crate::fabric::{Character, character};
use crate::land::ground::extent::Extent;
use crate::land::ground::feature::{closed, polygon};
use crate::land::ground::round::rounded;
use crate::terrain::{GridCell, Lattice, PlanePoint, outlines, whole};

/// Houses are told so many districts around the city.
const HOUSES_WITHIN: i64 = 14;

/// Use of a district.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Use {
    Farmland,
    Grass,
    Forest,
    Village,
    Built,
    Industrial,
}

pub(super) fn of(extent: &Extent<'_>, cell: GridCell) -> Use {
    if extent.is_city(cell) {
        return match character(extent.lattice, cell) {
            Character::Field | Character::Park => Use::Farmland,
            Character::Industry => Use::Industrial,
            _ => Use::Built,
        };
    }
    let (x, y) = (whole(cell.i), whole(cell.j));
    let patch = |wide: f64, shift: f64| extent.lattice.patch(Purpose::Ground, x / wide + shift, y / wide - shift);
    let is_quiet = !extent.is_near_city(cell, 2) && !extent.lattice.has_river(cell);
    match () {
        () if is_quiet && !Lattice::is_shore(cell) && patch(2.2, 0.0) > 0.24 => Use::Forest,
        () if patch(0.7, 40.0) > 0.42 => Use::Village,
        () if is_quiet && patch(1.1, 90.0) > 0.5 => Use::Grass,
        () => Use::Farmland,
    }
}

/// Districts of a use, in groups that hang together.
pub(super) fn groups(extent: &Extent<'_>, is_wanted: impl Fn(GridCell, Use) -> bool) -> Vec<BTreeSet<GridCell>> {
    let mut left: BTreeSet<GridCell> = extent.cells().filter(|cell| is_wanted(*cell, of(extent, *cell))).collect();
    let mut groups = Vec::new();
    while let Some(first) = left.pop_first() {
        let (mut group, mut ahead) = (BTreeSet::from([first]), vec![first]);
        while let Some(GridCell { i, j }) = ahead.pop() {
            for (i, j) in [(i - 1, j), (i + 1, j), (i, j - 1), (i, j + 1)] {
                let next = GridCell { i, j };
                if left.remove(&next) {
                    group.insert(next);
                    ahead.push(next);
                }
            }
        }
        groups.push(group);
    }
    groups
}

/// Woods, the largest first.
pub(super) fn woods(extent: &Extent<'_>) -> Vec<BTreeSet<GridCell>> {
    let mut woods = groups(extent, |_, used| used == Use::Forest);
    woods.sort_by_key(|wood| std::cmp::Reverse(wood.len()));
    woods
}

/// A group as one polygon, with a hole for what lies within it; its corners cut so many times.
pub(super) fn outline(extent: &Extent<'_>, group: &BTreeSet<GridCell>, cuts: u32) -> Geometry<f64> {
    let rings = outlines(group).into_iter().map(|ring| {
        let corners: Vec<PlanePoint> = ring.iter().skip(1).map(|&(i, j)| extent.lattice.vertex(i, j)).collect();
        closed(rounded(&corners, cuts))
    });
    let mut rings: Vec<_> = rings.collect();
    let area = |ring: &geo_types::LineString<f64>| {
        geometry::area(&Geometry::Polygon(Polygon::new(ring.clone(), Vec::new()))).0
    };
    rings.sort_by(|a, b| area(b).total_cmp(&area(a)));
    let holes = rings.split_off(1.min(rings.len()));
    Geometry::Polygon(Polygon::new(rings.pop().unwrap_or_else(|| closed(Vec::new())), holes))
}

/// Houses of the villages around the city, along the lanes that `roads` draws through the middle of a district.
pub(crate) fn buildings(extent: &Extent<'_>) -> Vec<Staged> {
    let is_village = |cell: &GridCell| !extent.is_city(*cell) && of(extent, *cell) == Use::Village;
    let near = extent.cells().filter(|cell| extent.is_near_city(*cell, HOUSES_WITHIN));
    near.filter(is_village).flat_map(|cell| houses(extent, cell)).collect()
}

/// Eight houses on each side of both lanes of a village, or fewer.
fn houses(extent: &Extent<'_>, cell: GridCell) -> Vec<Staged> {
    let quad = extent.lattice.quad(cell);
    let mut dice = Dice::at(extent.lattice.seed, Purpose::Ground, cell.i, cell.j);
    let mut houses = Vec::new();
    for place in 0..32_u32 {
        let (along, is_across, is_left) = (f64::from(place % 8), place / 16 == 1, place / 8 % 2 == 1);
        let (size, back) = (dice.between(0.03, 0.05), dice.between(0.05, 0.09));
        let from = 0.06 + along * 0.115 + dice.between(0.0, 0.04);
        let low = if is_left { 0.5 + back } else { 0.5 - back - size };
        // Nothing stands where the lanes meet, and not every plot is built on.
        let is_free = (from + size < 0.4 || from > 0.6) && dice.chance(70);
        if is_free {
            let corners = [(from, low), (from + size, low), (from + size, low + size), (from, low + size)];
            let place = |(u, v): (f64, f64)| if is_across { quad.at(v, u) } else { quad.at(u, v) };
            houses.push(polygon(corners.map(place).to_vec(), "building", ""));
        }
    }
    houses
}
