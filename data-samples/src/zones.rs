//! Plan zones: drawn by planners, not by surveyors, so their borders run through parcels.

use std::collections::BTreeSet;

use geo_types::{Coord, Geometry, LineString, Polygon};
use spatial_core::geometry;
use spatial_core::layer::Value;
use spatial_core::store::Staged;

use crate::City;
use crate::dice::{Dice, Purpose};
use crate::lattice::{Cell, Lattice, to_millimetres, whole};
use crate::names::{OUTER_FUNCTIONS, PLANS, PUBLIC_FUNCTIONS, PlanFunction, URBAN_FUNCTIONS};

/// Where the zone grid lies against the district grid, in zone widths; two zones a district on each axis.
const SHIFT: [f64; 2] = [0.31, 0.37];
/// How far corners and the middles of borders wander, in metres on each axis.
const WANDER: f64 = 11.0;

/// The zones that touch the city, by row.
pub(crate) fn zone_cells(city: &City) -> Vec<Cell> {
    let mut found = BTreeSet::new();
    for Cell { i, j } in city.cells() {
        for b in 2 * j - 1..=2 * j + 1 {
            found.extend((2 * i - 1..=2 * i + 1).map(|a| (b, a)));
        }
    }
    found.into_iter().map(|(j, i)| Cell { i, j }).collect()
}

/// One zone with its indicators.
pub(crate) fn zone(city: &City, cell: Cell) -> Staged {
    let lattice = city.lattice();
    let mut dice = Dice::at(lattice.seed, Purpose::Zone, cell.i, cell.j);
    let shape = Geometry::Polygon(outline(lattice, cell));
    let function = function(cell, &mut dice);
    let (plan, decision, date) = PLANS[plan_of(cell, &mut dice)];
    let sign = format!("{}{}-{}", function.sign, cell.j.rem_euclid(40) + 1, cell.i.rem_euclid(200) + 1);
    let area = (geometry::area(&shape).0 * 10.0).round() / 10.0;
    let mut indicator = |texts: &[&'static str]| match dice.pick(texts) {
        "" => Value::Null,
        text => Value::text(text),
    };
    let values = vec![
        Value::text(sign),
        Value::text(function.name),
        indicator(function.density),
        indicator(function.storeys),
        indicator(function.ratio),
        Value::Real(area),
        Value::text(plan),
        Value::text(decision),
        Value::text(date),
    ];
    Staged { geometry: Some(shape), values }
}

/// Eight corners: four of the zone grid and one in the middle of each border.
fn outline(lattice: &Lattice, Cell { i, j }: Cell) -> Polygon<f64> {
    let corners = [(i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1)].map(|(a, b)| corner(lattice, a, b));
    let edges = [(0, i, j), (1, i + 1, j), (0, i, j + 1), (1, i, j)].map(|(axis, a, b)| middle(lattice, axis, a, b));
    let ring: Vec<Coord<f64>> = corners.into_iter().zip(edges).flat_map(|(corner, edge)| [corner, edge]).collect();
    Polygon::new(LineString::new(ring), Vec::new())
}

fn corner(lattice: &Lattice, a: i64, b: i64) -> Coord<f64> {
    let place = lattice.place((whole(a) + SHIFT[0]) / 2.0, (whole(b) + SHIFT[1]) / 2.0);
    wander(place, &mut Dice::at(lattice.seed, Purpose::ZoneVertex, a, b))
}

/// The middle of the border that leaves a corner along one axis.
fn middle(lattice: &Lattice, axis: i64, a: i64, b: i64) -> Coord<f64> {
    let (from, to) = (corner(lattice, a, b), corner(lattice, a + 1 - axis, b + axis));
    wander((from + to) / 2.0, &mut Dice::at(lattice.seed, Purpose::ZoneEdge, 2 * a + axis, b))
}

fn wander(place: Coord<f64>, dice: &mut Dice) -> Coord<f64> {
    let step = Coord { x: dice.between(-WANDER, WANDER), y: dice.between(-WANDER, WANDER) };
    to_millimetres(place + step)
}

fn function(cell: Cell, dice: &mut Dice) -> PlanFunction {
    let from_centre = cell.i.abs().max(cell.j.abs());
    let roll = dice.below(100);
    if roll < 15 {
        dice.pick(&PUBLIC_FUNCTIONS)
    } else if roll < if from_centre > 60 { 60 } else { 90 } {
        // Housing is most of it.
        if dice.chance(60) { URBAN_FUNCTIONS[0] } else { dice.pick(&URBAN_FUNCTIONS) }
    } else {
        dice.pick(&OUTER_FUNCTIONS)
    }
}

/// Waterfront, centre and north have their plans; a few zones were adjusted later.
fn plan_of(cell: Cell, dice: &mut Dice) -> usize {
    match cell.j {
        _ if dice.chance(4) => 3,
        ..0 => 1,
        0..40 => 0,
        _ => 2,
    }
}
