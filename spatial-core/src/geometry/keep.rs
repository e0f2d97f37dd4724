//! What a person drew, with the vertices they left alone as the store has them.
//!
//! A shape goes out in a shorter form (degrees with nine decimals) and comes back with one corner moved: the other corners must
//! keep their sixteen digits. Nothing here transforms or rounds; both are handed in.

use geo_types::{Coord, GeometryCollection, LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon};
use rustc_hash::FxHashMap;

use crate::geometry::Geometry;

/// The vertices of a stored shape under the form in which they are shown.
#[derive(Debug, Default)]
struct ShownVertices {
    /// Each ring, line and point: stored, and as shown.
    paths: Vec<(Vec<Coord<f64>>, Vec<VertexKey>)>,
    vertices: FxHashMap<VertexKey, Coord<f64>>,
}

/// A shown vertex, comparable.
type VertexKey = [u64; 2];

/// A drawn shape in legal coordinates: each ring, line or vertex that equals the shown form of a stored one is the stored one, bit
/// by bit; rings are compared whatever their direction and start. All other vertices go through `place`.
///
/// `show` brings stored vertices into the form in which they are published. A path it fails on has no shown form and is not compared.
///
/// # Errors
/// What `place` says of a vertex.
pub fn kept<E>(
    drawn: &Geometry,
    stored: Option<&Geometry>,
    show: impl Fn(&mut [[f64; 2]]) -> Result<(), E>,
    place: impl Fn(&mut [[f64; 2]]) -> Result<(), E>,
) -> Result<Geometry, E> {
    let mut known = ShownVertices::default();
    if let Some(stored) = stored {
        each_path(stored, &mut |path| {
            let mut shown: Vec<[f64; 2]> = path.iter().map(|point| [point.x, point.y]).collect();
            if show(&mut shown).is_ok() {
                let keys: Vec<VertexKey> = shown.into_iter().map(key).collect();
                for (key, point) in keys.iter().zip(path) {
                    known.vertices.entry(*key).or_insert(*point);
                }
                known.paths.push((path.to_vec(), keys));
            }
        });
    }
    shape(drawn, &|path, is_ring| legal(&known, path, is_ring, &place))
}

fn legal<E>(
    known: &ShownVertices,
    path: &[Coord<f64>],
    is_ring: bool,
    place: &impl Fn(&mut [[f64; 2]]) -> Result<(), E>,
) -> Result<Vec<Coord<f64>>, E> {
    let keys: Vec<VertexKey> = path.iter().map(|point| key([point.x, point.y])).collect();
    let is_same = |shown: &Vec<VertexKey>| *shown == keys || is_ring && is_same_ring(shown, &keys);
    if let Some((stored, _)) = known.paths.iter().find(|(_, shown)| is_same(shown)) {
        return Ok(stored.clone());
    }
    let place_one = |(point, key): (&Coord<f64>, &VertexKey)| match known.vertices.get(key) {
        Some(stored) => Ok(*stored),
        None => {
            let mut placed = [[point.x, point.y]];
            place(&mut placed)?;
            Ok(Coord { x: placed[0][0], y: placed[0][1] })
        }
    };
    path.iter().zip(&keys).map(place_one).collect()
}

/// True if both closed rings run through the same vertices, perhaps from another start or the other way round.
fn is_same_ring(a: &[VertexKey], b: &[VertexKey]) -> bool {
    let ([a @ .., first], [b @ .., last]) = (a, b) else { return false };
    let count = a.len();
    if count == 0 || b.len() != count || a[0] != *first || b[0] != *last {
        return false;
    }
    (0..count).filter(|&start| b[start] == a[0]).any(|start| {
        (0..count).all(|at| a[at] == b[(start + at) % count])
            || (0..count).all(|at| a[at] == b[(start + count - at) % count])
    })
}

fn key(point: [f64; 2]) -> VertexKey {
    // Negative zero is zero.
    point.map(|part| (part + 0.0).to_bits())
}

fn each_path(geometry: &Geometry, visit: &mut impl FnMut(&[Coord<f64>])) {
    let mut polygon = |polygon: &Polygon<f64>| {
        visit(&polygon.exterior().0);
        polygon.interiors().iter().for_each(|ring| visit(&ring.0));
    };
    match geometry {
        Geometry::Polygon(one) => polygon(one),
        Geometry::MultiPolygon(parts) => parts.iter().for_each(polygon),
        Geometry::Rect(rect) => polygon(&rect.to_polygon()),
        Geometry::Triangle(triangle) => polygon(&triangle.to_polygon()),
        Geometry::Point(point) => visit(&[point.0]),
        Geometry::MultiPoint(points) => points.iter().for_each(|point| visit(&[point.0])),
        Geometry::Line(line) => visit(&[line.start, line.end]),
        Geometry::LineString(line) => visit(&line.0),
        Geometry::MultiLineString(lines) => lines.iter().for_each(|line| visit(&line.0)),
        Geometry::GeometryCollection(parts) => parts.iter().for_each(|part| each_path(part, visit)),
    }
}

/// The same shape with each path replaced; the second argument tells whether it is a ring.
fn shape<E>(
    geometry: &Geometry,
    path: &impl Fn(&[Coord<f64>], bool) -> Result<Vec<Coord<f64>>, E>,
) -> Result<Geometry, E> {
    let line = |line: &LineString<f64>| path(&line.0, false).map(LineString);
    let ring = |ring: &LineString<f64>| path(&ring.0, true).map(LineString);
    let polygon = |polygon: &Polygon<f64>| {
        let holes = polygon.interiors().iter().map(ring).collect::<Result<_, E>>()?;
        Ok(Polygon::new(ring(polygon.exterior())?, holes))
    };
    let point = |point: &Point<f64>| Ok(path(&[point.0], false)?.first().map_or(*point, |placed| Point(*placed)));
    Ok(match geometry {
        Geometry::Point(one) => point(one)?.into(),
        Geometry::MultiPoint(points) => MultiPoint(points.iter().map(point).collect::<Result<_, E>>()?).into(),
        Geometry::Line(two) => line(&LineString(vec![two.start, two.end]))?.into(),
        Geometry::LineString(one) => line(one)?.into(),
        Geometry::MultiLineString(lines) => MultiLineString(lines.iter().map(line).collect::<Result<_, E>>()?).into(),
        Geometry::Polygon(one) => polygon(one)?.into(),
        Geometry::MultiPolygon(parts) => MultiPolygon(parts.iter().map(polygon).collect::<Result<_, E>>()?).into(),
        Geometry::Rect(rect) => polygon(&rect.to_polygon())?.into(),
        Geometry::Triangle(triangle) => polygon(&triangle.to_polygon())?.into(),
        Geometry::GeometryCollection(parts) => {
            let parts = parts.iter().map(|part| shape(part, path)).collect::<Result<_, E>>()?;
            Geometry::GeometryCollection(GeometryCollection(parts))
        }
    })
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use geo_types::{line_string, polygon};
    use proptest::prelude::*;

    use super::*;

    /// Shown with one decimal; what is drawn anew is placed a thousand metres to the east.
    fn check(drawn: impl Into<Geometry>, stored: &Geometry) -> Geometry {
        let show = |points: &mut [[f64; 2]]| {
            points.iter_mut().flatten().for_each(|part| *part = shown(*part));
            Ok::<(), Infallible>(())
        };
        let place = |points: &mut [[f64; 2]]| {
            points.iter_mut().for_each(|point| point[0] += 1000.0);
            Ok(())
        };
        match kept(&drawn.into(), Some(stored), show, place) {
            Ok(kept) => kept,
            Err(never) => match never {},
        }
    }

    fn shown(part: f64) -> f64 {
        format!("{part:.1}").parse().unwrap()
    }

    #[test]
    fn a_ring_comes_back_bit_by_bit_whatever_its_direction_and_start() {
        let stored: Geometry = polygon![(x: 0.01, y: 0.02), (x: 9.03, y: 0.04), (x: 9.01, y: 9.04)].into();
        let turned = polygon![(x: 9.0, y: 9.0), (x: 9.0, y: 0.0), (x: 0.0, y: 0.0)];
        assert_eq!(check(turned, &stored), stored);
    }

    #[test]
    fn a_corner_that_moved_is_placed_and_the_others_stay() {
        let stored: Geometry = polygon![(x: 0.01, y: 0.02), (x: 9.03, y: 0.04), (x: 9.01, y: 9.04)].into();
        let moved = polygon![(x: 0.0, y: 0.0), (x: 9.0, y: 0.0), (x: 8.5, y: 9.0)];
        let wanted = polygon![(x: 0.01, y: 0.02), (x: 9.03, y: 0.04), (x: 1008.5, y: 9.0)];
        assert_eq!(check(moved, &stored), wanted.into());
    }

    #[test]
    fn two_corners_that_look_the_same_are_not_mixed_up_in_a_ring_left_alone() {
        let stored: Geometry =
            polygon![(x: 0.01, y: 0.02), (x: 9.03, y: 0.04), (x: 9.04, y: 0.03), (x: 9.01, y: 9.04)].into();
        let same = polygon![(x: 9.0, y: 0.0), (x: 9.0, y: 0.0), (x: 9.0, y: 9.0), (x: 0.0, y: 0.0)];
        assert_eq!(check(same, &stored), stored);
    }

    #[test]
    fn a_line_drawn_the_other_way_is_another_line_through_the_same_vertices() {
        let stored: Geometry = line_string![(x: 0.01, y: 0.02), (x: 9.03, y: 0.04)].into();
        let turned = line_string![(x: 9.0, y: 0.0), (x: 0.0, y: 0.0)];
        assert_eq!(check(turned, &stored), line_string![(x: 9.03, y: 0.04), (x: 0.01, y: 0.02)].into());
    }

    proptest! {
        #[test]
        fn every_ring_survives_the_way_out_and_back(
            points in prop::collection::vec((0.0..20.0, 0.0..20.0), 3..12),
            start in 0_usize..12,
            is_turned: bool,
        ) {
            let ring: Vec<Coord<f64>> = points.into_iter().map(Coord::from).collect();
            let stored: Geometry = Polygon::new(LineString(ring.clone()), Vec::new()).into();
            let mut out: Vec<Coord<f64>> = ring.iter().map(|c| Coord { x: shown(c.x), y: shown(c.y) }).collect();
            let turns = start % out.len();
            out.rotate_left(turns);
            if is_turned {
                out.reverse();
            }
            prop_assert_eq!(check(Polygon::new(LineString(out), Vec::new()), &stored), stored);
        }
    }
}
