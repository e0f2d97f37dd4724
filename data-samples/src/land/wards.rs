//! Wards: the outline of each share of the city's districts, along the main roads.

use std::collections::BTreeSet;

use spatial_core::geometry;
use spatial_core::layer::Value;
use spatial_core::store::Staged;

use crate::city::City;
use crate::fabric::waters;
use crate::land::names::WARDS;
use crate::terrain::{GridCell, outlines, polygons};

/// One ward as a feature.
pub(crate) fn ward(city: &City, number: usize) -> Staged {
    let land = city.cells().zip(city.wards()).filter(|(_, ward)| *ward == number).map(|(cell, _)| cell);
    let cells: BTreeSet<GridCell> = land.flat_map(|cell| waters(cell).into_iter().chain([cell])).collect();
    let shape = polygons(
        outlines(&cells).into_iter().map(|ring| ring.into_iter().map(|(i, j)| city.lattice().vertex(i, j)).collect()),
    );
    let (code, name, sort, former) = WARDS[number];
    let square_kilometres = (geometry::area(&shape).0 / 10_000.0).round() / 100.0;
    let former = if former.is_empty() { Value::Null } else { Value::text(former) };
    let values = vec![Value::text(code), Value::text(name), Value::text(sort), Value::Real(square_kilometres), former];
    Staged::new(Some(shape), values)
}
