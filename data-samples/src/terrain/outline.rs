//! Outlines of groups of cells of a grid.

use std::collections::{BTreeMap, BTreeSet};

use geo_types::{Geometry, LineString, MultiPolygon, Polygon};

use crate::terrain::lattice::GridCell;

/// A corner of the grid.
pub(crate) type Corner = (i64, i64);

/// The rings around a set of cells, closed, by corners of the grid; parts that touch at one corner stay apart, and there are no lakes.
pub(crate) fn outlines(cells: &BTreeSet<GridCell>) -> Vec<Vec<Corner>> {
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
fn border_edges(cells: &BTreeSet<GridCell>) -> BTreeMap<Corner, Vec<Corner>> {
    let mut edges: BTreeMap<Corner, Vec<Corner>> = BTreeMap::new();
    for &GridCell { i, j } in cells {
        let sides = [
            ((i, j), (i + 1, j), GridCell { i, j: j - 1 }),
            ((i + 1, j), (i + 1, j + 1), GridCell { i: i + 1, j }),
            ((i + 1, j + 1), (i, j + 1), GridCell { i, j: j + 1 }),
            ((i, j + 1), (i, j), GridCell { i: i - 1, j }),
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
