//! Ways joined end to end until they close, and holes put into the ring they lie in.

use std::collections::HashMap;

use geo_types::{Coord, LineString, MultiPolygon, Polygon};
use spatial_core::geometry::Geometry;

/// Why a relation is no area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NotClosed;

/// The rings that ways make, each as the nodes it goes through, the first again at its end.
///
/// # Errors
/// [`NotClosed`] if an end is left over.
pub(super) fn joined(ways: &[&[i64]]) -> Result<Vec<Vec<i64>>, NotClosed> {
    let mut ends: HashMap<i64, Vec<usize>> = HashMap::new();
    for (at, way) in ways.iter().enumerate() {
        if let [first, .., last] = way
            && first != last
        {
            ends.entry(*first).or_default().push(at);
            ends.entry(*last).or_default().push(at);
        }
    }
    let mut is_used = vec![false; ways.len()];
    let mut rings = Vec::new();
    for start in 0..ways.len() {
        if std::mem::replace(&mut is_used[start], true) || ways[start].len() < 2 {
            continue;
        }
        let mut ring = ways[start].to_vec();
        while let (Some(&first), Some(&last)) = (ring.first(), ring.last())
            && first != last
        {
            let next = ends.get(&last).and_then(|ways| ways.iter().copied().find(|at| !is_used[*at]));
            let next = next.ok_or(NotClosed)?;
            is_used[next] = true;
            let way = ways[next];
            if way.first() == Some(&last) {
                ring.extend(&way[1..]);
            } else {
                ring.extend(way.iter().rev().skip(1));
            }
        }
        rings.push(ring);
    }
    Ok(rings)
}

/// An outer ring and the rings within it.
type Part = (Vec<Coord<f64>>, Vec<LineString<f64>>);

/// An area of outer rings and holes; a hole in no ring goes to the first, where the import's own rules mend or tell it.
pub(super) fn area(outer: Vec<Vec<Coord<f64>>>, inner: Vec<Vec<Coord<f64>>>) -> Option<Geometry> {
    let mut parts: Vec<Part> = outer.into_iter().map(|ring| (ring, Vec::new())).collect();
    for hole in inner {
        let holder = hole.first().and_then(|corner| parts.iter().position(|(ring, _)| holds(ring, *corner)));
        parts.get_mut(holder.unwrap_or(0))?.1.push(LineString::new(hole));
    }
    let mut polygons: Vec<Polygon<f64>> =
        parts.into_iter().map(|(ring, holes)| Polygon::new(LineString::new(ring), holes)).collect();
    match polygons.len() {
        0 => None,
        1 => polygons.pop().map(Geometry::Polygon),
        _ => Some(Geometry::MultiPolygon(MultiPolygon::new(polygons))),
    }
}

/// True if a place lies in a ring, by the edges to its right.
fn holds(ring: &[Coord<f64>], place: Coord<f64>) -> bool {
    let crosses = |edge: &[Coord<f64>]| {
        let (from, to) = (edge[0], edge[1]);
        (from.y > place.y) != (to.y > place.y)
            && place.x < from.x + (place.y - from.y) / (to.y - from.y) * (to.x - from.x)
    };
    ring.windows(2).filter(|edge| crosses(edge)).count() % 2 == 1
}
