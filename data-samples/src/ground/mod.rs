//! The ground the city lies in, as a base map: sea, rivers, land use, roads that lead on, places and borders, a few times the city's size.
//! Where the city stands its own layers say what is there: the base map says only what they say, or nothing.

mod areas;
mod extent;
mod land_use;
mod names;
mod places;
mod roads;
mod round;
mod shore;
mod waterways;

use geo_types::{Geometry, LineString, Point, Polygon};
use spatial_core::layer::Value;
use spatial_core::store::Staged;

pub(crate) use areas::areas;
pub(crate) use extent::Extent;
pub(crate) use places::{boundaries, places};
pub(crate) use roads::roads;
pub(crate) use waterways::waterways;

use crate::terrain::{PlanePoint, to_millimetres};

pub(crate) use land_use::buildings;

/// A feature of the base map: what it is, what it is called.
fn said(shape: Geometry<f64>, class: &str, name: &str) -> Staged {
    let name = if name.is_empty() { Value::Null } else { Value::text(name) };
    Staged::new(Some(shape), vec![Value::text(class), name])
}

fn line(points: Vec<PlanePoint>, class: &str, name: &str) -> Staged {
    let points: Vec<PlanePoint> = points.into_iter().map(to_millimetres).collect();
    said(Geometry::LineString(LineString::new(points)), class, name)
}

/// A ring that need not be closed.
fn polygon(ring: Vec<PlanePoint>, class: &str, name: &str) -> Staged {
    said(Geometry::Polygon(Polygon::new(closed(ring), Vec::new())), class, name)
}

fn closed(ring: Vec<PlanePoint>) -> LineString<f64> {
    let mut ring = LineString::new(ring.into_iter().map(to_millimetres).collect());
    ring.close();
    ring
}

fn point(place: PlanePoint, class: &str, name: &str, rank: i64) -> Staged {
    let mut said = said(Geometry::Point(Point(to_millimetres(place))), class, name);
    said.values.push(Value::Integer(rank));
    said
}
