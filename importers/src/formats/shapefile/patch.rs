//! MultiPatch (page 21): a surface in space, of which its footprint is kept.

use geo_types::{Coord, LineString, MultiPolygon, Polygon};
use spatial_core::geometry::Geometry;

use crate::formats::shapefile::rings::doubled_area;
use crate::formats::shapefile::shape::Part;

/// What a part is.
const STRIP: i32 = 0;
const FAN: i32 = 1;
const OUTER_RING: i32 = 2;
const INNER_RING: i32 = 3;
const FIRST_RING: i32 = 4;
const RING: i32 = 5;

/// The faces of a surface as they lie on the map, uprights left out; the check unites those that lie over each other or side by side.
/// `None` if there is no face, or one of a kind that nobody knows.
pub(super) fn footprint(parts: Vec<Part>, kinds: &[i32]) -> Option<Geometry> {
    let mut faces: Vec<Polygon> = Vec::new();
    let mut is_open = false;
    for (part, kind) in parts.into_iter().zip(kinds) {
        let coords = part.coords;
        match *kind {
            STRIP => faces.extend(coords.windows(3).map(triangle)),
            FAN => {
                let (first, rest) = coords.split_first()?;
                faces.extend(rest.windows(2).map(|pair| triangle(&[*first, pair[0], pair[1]])));
            }
            INNER_RING | RING if is_open => faces.last_mut()?.interiors_push(LineString(coords)),
            OUTER_RING | FIRST_RING | INNER_RING | RING => faces.push(Polygon::new(LineString(coords), Vec::new())),
            _ => return None,
        }
        is_open = *kind != STRIP && *kind != FAN;
    }
    let is_upright = |face: &Polygon| doubled_area(&face.exterior().0) == 0.0;
    if !faces.iter().all(is_upright) {
        faces.retain(|face| !is_upright(face));
    }
    match faces.len() {
        0 => None,
        1 => faces.pop().map(Geometry::Polygon),
        _ => Some(Geometry::MultiPolygon(MultiPolygon(faces))),
    }
}

fn triangle(corners: &[Coord]) -> Polygon {
    Polygon::new(LineString(corners.to_vec()), Vec::new())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(points: &[(f64, f64)]) -> Part {
        Part { coords: points.iter().map(|(x, y)| Coord { x: *x, y: *y }).collect(), heights: Vec::new() }
    }

    #[track_caller]
    fn check(parts: &[(i32, &[(f64, f64)])], expected: usize) {
        let kinds: Vec<i32> = parts.iter().map(|(kind, _)| *kind).collect();
        let found = footprint(parts.iter().map(|(_, points)| part(points)).collect(), &kinds);
        let faces = match found {
            None => 0,
            Some(Geometry::Polygon(_)) => 1,
            Some(Geometry::MultiPolygon(faces)) => faces.0.len(),
            other => panic!("{other:?}"),
        };
        assert_eq!(faces, expected);
    }

    #[test]
    fn strips_fans_and_rings_become_faces_and_uprights_are_left_out() {
        let square = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)];
        let inner = [(0.2, 0.2), (0.4, 0.2), (0.4, 0.4)];
        check(&[(STRIP, &square)], 2);
        check(&[(FAN, &square)], 2);
        check(&[(OUTER_RING, &square), (INNER_RING, &inner)], 1);
        check(&[(FIRST_RING, &square), (FIRST_RING, &inner)], 2);
        check(&[(OUTER_RING, &square), (STRIP, &[(0.0, 0.0), (0.0, 0.0), (1.0, 0.0), (1.0, 0.0)])], 1);
        check(&[(FAN, &[(0.0, 0.0), (0.0, 0.0), (1.0, 0.0)])], 1);
        check(&[(9, &square)], 0);
        check(&[], 0);
    }
}
