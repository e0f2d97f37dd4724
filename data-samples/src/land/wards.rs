//! Wards: the city's districts shared out, and the outline of each share along the main roads.

use std::collections::{BTreeMap, BTreeSet};

use geo_types::{Geometry, LineString, MultiPolygon, Polygon};
use spatial_core::geometry;
use spatial_core::layer::Value;
use spatial_core::store::Staged;

use crate::City;
use crate::fabric::waters;
use crate::ground::Cell;
use crate::land::names::WARDS;

/// A corner of the grid.
pub(crate) type Corner = (i64, i64);

/// Shares districts out: each half of a cut along a grid line is cut again. Returns the ward of each district.
pub(crate) fn share_out(cells: &[Cell]) -> Vec<usize> {
    let cuts = if cells.len() < 300 { 2 } else { 3 };
    let mut wards = vec![0; cells.len()];
    let mut next = 0;
    cut(cells, (0..cells.len()).collect(), cuts, &mut next, &mut wards);
    wards
}

fn cut(cells: &[Cell], group: Vec<usize>, cuts: u32, next: &mut usize, wards: &mut [usize]) {
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
fn halves(cells: &[Cell], group: &[usize]) -> Option<(Vec<usize>, Vec<usize>)> {
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

/// One ward as a feature.
pub(crate) fn ward(city: &City, number: usize) -> Staged {
    let land = city.cells().zip(city.wards()).filter(|(_, ward)| *ward == number).map(|(cell, _)| cell);
    let cells: BTreeSet<Cell> = land.flat_map(|cell| waters(cell).into_iter().chain([cell])).collect();
    let shape = polygons(
        outlines(&cells).into_iter().map(|ring| ring.into_iter().map(|(i, j)| city.lattice().vertex(i, j)).collect()),
    );
    let (code, name, sort, former) = WARDS[number];
    let square_kilometres = (geometry::area(&shape).0 / 10_000.0).round() / 100.0;
    let former = if former.is_empty() { Value::Null } else { Value::text(former) };
    let values = vec![Value::text(code), Value::text(name), Value::text(sort), Value::Real(square_kilometres), former];
    Staged { geometry: Some(shape), values }
}

/// The rings around a set of cells, closed, by corners of the grid; parts that touch at one corner stay apart, and there are no lakes.
pub(crate) fn outlines(cells: &BTreeSet<Cell>) -> Vec<Vec<Corner>> {
    let mut edges = border_edges(cells);
    let mut rings = Vec::new();
    while let Some((&start, _)) = edges.first_key_value() {
        rings.push(trace(&mut edges, start));
    }
    rings
}

/// One polygon, or several.
pub(crate) fn polygons(shells: impl Iterator<Item = LineString<f64>>) -> Geometry<f64> {
    let mut parts: Vec<_> = shells.map(|shell| Polygon::new(shell, Vec::new())).collect();
    match parts.pop() {
        Some(only) if parts.is_empty() => Geometry::Polygon(only),
        last => Geometry::MultiPolygon(MultiPolygon::new(parts.into_iter().chain(last).collect())),
    }
}

/// District sides with another ward, or nothing, beyond; counter-clockwise around the district.
fn border_edges(cells: &BTreeSet<Cell>) -> BTreeMap<Corner, Vec<Corner>> {
    let mut edges: BTreeMap<Corner, Vec<Corner>> = BTreeMap::new();
    for &Cell { i, j } in cells {
        let sides = [
            ((i, j), (i + 1, j), Cell { i, j: j - 1 }),
            ((i + 1, j), (i + 1, j + 1), Cell { i: i + 1, j }),
            ((i + 1, j + 1), (i, j + 1), Cell { i, j: j + 1 }),
            ((i, j + 1), (i, j), Cell { i: i - 1, j }),
        ];
        for (from, to, beyond) in sides {
            if !cells.contains(&beyond) {
                edges.entry(from).or_default().push(to);
            }
        }
    }
    edges
}

/// Follows the border from a corner until it closes, taking its edges out; turns left where two ways lead on.
fn trace(edges: &mut BTreeMap<Corner, Vec<Corner>>, start: Corner) -> Vec<Corner> {
    let mut ring = vec![start];
    let (mut at, mut came) = (start, (0, 0));
    while let Some(ways) = edges.get_mut(&at) {
        let left = (at.0 - came.1, at.1 + came.0);
        let way = ways.iter().position(|&to| to == left).unwrap_or(0);
        let to = ways.swap_remove(way);
        if ways.is_empty() {
            edges.remove(&at);
        }
        came = (to.0 - at.0, to.1 - at.1);
        at = to;
        ring.push(at);
        if at == start {
            break;
        }
    }
    ring
}
