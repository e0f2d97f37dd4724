//! Plans (đồ án): a general plan and the one it replaced, subdivision plans, a land-use plan, and detailed plans of single districts,
//! some of them still under way. Names say that they are samples.

use std::collections::BTreeSet;

use geo_types::{Geometry, LineString, Polygon};
use spatial_core::layer::Value;
use spatial_core::store::Staged;

use crate::city::City;
use crate::dice::{Dice, Purpose};
use crate::fabric::{Character, character};
use crate::planning::decisions::{
    ADJUSTMENT, CENTRE, COAST, FORMER, GENERAL, LAND_USE, NORTH, Plan, detailed_plan, subdivision,
};
use crate::planning::zones::{along_borders, is_adjusted, zone_cells};
use crate::terrain::{GridCell, Quad, outlines, polygons};

/// The districts that have a detailed plan: one of the first four, and a few of the built-up ones.
pub(crate) fn detailed_cells(city: &City) -> impl Iterator<Item = GridCell> + '_ {
    let lattice = city.lattice();
    city.cells().filter(move |&cell| {
        let is_built_up = !matches!(character(lattice, cell), Character::Field | Character::Village | Character::Park);
        let is_chosen = Dice::at(lattice.seed, Purpose::Plan, cell.i + 1000, cell.j).chance(4);
        cell == GridCell { i: -1, j: -1 } || is_built_up && is_chosen
    })
}

/// All plans with their area.
pub(crate) fn plans(city: &City) -> Vec<Staged> {
    let lattice = city.lattice();
    let cells = zone_cells(city);
    let around = |cells: &BTreeSet<GridCell>| {
        polygons(outlines(cells).into_iter().map(|corners| LineString::new(along_borders(lattice, &corners))))
    };
    let everywhere = around(&cells);
    let mut plans: Vec<Staged> =
        [FORMER, GENERAL, LAND_USE].into_iter().map(|plan| staged(&plan, everywhere.clone())).collect();
    for plan in [CENTRE, COAST, NORTH, ADJUSTMENT] {
        let within: BTreeSet<GridCell> = if plan.code == ADJUSTMENT.code {
            cells.iter().copied().filter(|&cell| is_adjusted(lattice, cell)).collect()
        } else {
            cells.iter().copied().filter(|cell| subdivision(cell.j).code == plan.code).collect()
        };
        if !within.is_empty() {
            plans.push(staged(&plan, around(&within)));
        }
    }
    plans.extend(detailed_cells(city).map(|cell| {
        let Quad(corners) = lattice.quad(cell);
        staged(&detailed_plan(lattice, cell), Geometry::Polygon(Polygon::new(corners.to_vec().into(), Vec::new())))
    }));
    plans
}

fn staged(plan: &Plan, shape: Geometry<f64>) -> Staged {
    let or_nothing = |text: &str| if text.is_empty() { Value::Null } else { Value::text(text) };
    let values = vec![
        Value::text(&*plan.code),
        Value::text(&*plan.name),
        Value::text(plan.level.as_str()),
        or_nothing(plan.decision),
        or_nothing(plan.date),
        Value::text(plan.authority),
        or_nothing(plan.from),
        or_nothing(plan.to),
        Value::text(plan.state),
    ];
    Staged::new(Some(shape), values)
}
