//! Features of the base map: a shape, what it is, what it is called.

use geo_types::{Geometry, LineString, Point, Polygon};
use spatial_core::layer::Value;
use spatial_core::store::Staged;

use crate::terrain::{PlanePoint, to_millimetres};

/// A feature of the base map: what it is, what it is called.
pub(super) fn said(shape: Geometry<f64>, class: &str, name: &str) -> Staged {
    let name = if name.is_empty() { Value::Null } else { Value::text(name) };
    Staged::new(Some(shape), vec![Value::text(class), name])
}

pub(super) fn line(points: Vec<PlanePoint>, class: &str, name: &str) -> Staged {
    let points: Vec<PlanePoint> = points.into_iter().map(to_millimetres).collect();
    said(Geometry::LineString(LineString::new(points)), class, name)
}

/// A ring that need not be closed.
pub(super) fn polygon(ring: Vec<PlanePoint>, class: &str, name: &str) -> Staged {
    said(Geometry::Polygon(Polygon::new(closed(ring), Vec::new())), class, name)
}

pub(super) fn closed(ring: Vec<PlanePoint>) -> LineString<f64> {
    let mut ring = LineString::new(ring.into_iter().map(to_millimetres).collect());
    ring.close();
    ring
}

pub(super) fn point(place: PlanePoint, class: &str, name: &str, rank: i64) -> Staged {
    let mut said = said(Geometry::Point(Point(to_millimetres(place))), class, name);
    said.values.push(Value::Integer(rank));
    said
}
