//! Is a shape valid (OGC 06-103r4 §6.1.11), and if not, where and why.
//!
//! Verdicts agree with GEOS (`ST_IsValid`): rings may touch each other in points but not themselves, repeated points are
//! allowed. Hot path: small rings without holes are accepted without allocating. Everything else goes
//! through `rings`.

use geo_types::{Coord, LineString, Polygon};

use crate::geometry::Geometry;
use crate::geometry::defect::{Defect, DefectKind};
use crate::geometry::ring::CoordBounds;
use crate::geometry::rings;
use crate::geometry::segment::{is_spike, meet};

/// Coordinates beyond this are as good as infinite: their products overflow.
const FURTHEST: f64 = 1e100;

/// The defects of a shape; empty if valid. A ring that meets itself is named once, by the first place found; relations
/// between rings are looked at only when each ring is sound.
pub fn check(geometry: &Geometry) -> Vec<Defect> {
    let mut defects = Vec::new();
    look_at(geometry, &mut defects);
    defects
}

fn look_at(geometry: &Geometry, defects: &mut Vec<Defect>) {
    match geometry {
        Geometry::Point(point) => finite(&[point.0], defects),
        Geometry::MultiPoint(points) => {
            some(&points.0, defects);
            points.0.iter().for_each(|point| finite(&[point.0], defects));
        }
        Geometry::LineString(line) => look_at_line(line, defects),
        Geometry::Line(line) => look_at_line(&LineString(vec![line.start, line.end]), defects),
        Geometry::MultiLineString(lines) => {
            some(&lines.0, defects);
            lines.0.iter().for_each(|line| look_at_line(line, defects));
        }
        Geometry::Polygon(polygon) => look_at_polygons(std::slice::from_ref(polygon), defects),
        Geometry::MultiPolygon(polygons) => {
            some(&polygons.0, defects);
            look_at_polygons(&polygons.0, defects);
        }
        Geometry::Rect(rect) => look_at_polygons(&[rect.to_polygon()], defects),
        Geometry::Triangle(triangle) => look_at_polygons(&[triangle.to_polygon()], defects),
        Geometry::GeometryCollection(members) => {
            some(&members.0, defects);
            members.0.iter().for_each(|member| look_at(member, defects));
        }
    }
}

fn some<T>(parts: &[T], defects: &mut Vec<Defect>) {
    if parts.is_empty() {
        defects.push(Defect { kind: DefectKind::Empty, place: None });
    }
}

fn finite(points: &[Coord<f64>], defects: &mut Vec<Defect>) {
    if !points.iter().all(|point| is_finite(*point)) {
        let place = points.iter().find(|point| is_finite(**point)).map(|point| [point.x, point.y]);
        defects.push(Defect { kind: DefectKind::NotFinite, place });
    }
}

#[inline]
fn is_finite(point: Coord<f64>) -> bool {
    point.x.abs() < FURTHEST && point.y.abs() < FURTHEST
}

fn look_at_line(line: &LineString<f64>, defects: &mut Vec<Defect>) {
    let Some(first) = line.0.first() else { return some(&line.0, defects) };
    finite(&line.0, defects);
    if line.0.iter().all(|point| point == first) {
        defects.push(Defect::at(DefectKind::TooFewPoints, [first.x, first.y]));
    }
}

fn look_at_polygons(polygons: &[Polygon<f64>], defects: &mut Vec<Defect>) {
    if let [polygon] = polygons
        && polygon.interiors().is_empty()
        && is_plainly_simple(&polygon.exterior().0)
    {
        return;
    }
    let before = defects.len();
    for polygon in polygons {
        some(&polygon.exterior().0, defects);
        std::iter::once(polygon.exterior()).chain(polygon.interiors()).for_each(|ring| finite(&ring.0, defects));
    }
    if defects.len() == before {
        rings::look_at(polygons, defects);
    }
}

/// True if a small ring is certainly simple; false says nothing.
fn is_plainly_simple(closed: &[Coord<f64>]) -> bool {
    match closed.len() {
        4..=17 => is_simple::<17>(closed),
        18..=65 => is_simple::<65>(closed),
        _ => false,
    }
}

/// Every edge against every other; `closed` has at least four and at most `N` points.
#[inline]
fn is_simple<const N: usize>(closed: &[Coord<f64>]) -> bool {
    let edges = closed.len() - 1;
    let mut boxes = [CoordBounds::ORIGIN; N];
    for (edge, pair) in closed.windows(2).enumerate() {
        // Repeated points take the long way.
        if !is_finite(pair[0]) || pair[0] == pair[1] {
            return false;
        }
        boxes[edge] = CoordBounds::of(pair[0], pair[1]);
    }
    for i in 0..edges - 1 {
        let (a, b) = (closed[i], closed[i + 1]);
        if is_spike(a, b, closed[i + 2]) {
            return false;
        }
        // The last edge is the first one's neighbour.
        let last = if i == 0 { edges - 1 } else { edges };
        for j in i + 2..last {
            if boxes[i].meets(&boxes[j]) && meet(a, b, closed[j], closed[j + 1]) {
                return false;
            }
        }
    }
    !is_spike(closed[edges - 1], closed[0], closed[1])
}

#[cfg(test)]
mod tests;
