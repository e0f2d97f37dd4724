//! Features of a network: lines, points, and the codes of devices.

use geo_types::{Geometry, LineString, Point};
use spatial_core::layer::Value;
use spatial_core::store::Staged;

use crate::terrain::{GridCell, PlanePoint};

pub(super) fn line(from: PlanePoint, to: PlanePoint, values: Vec<Value>) -> Staged {
    Staged::new(Some(Geometry::LineString(LineString::new(vec![from, to]))), values)
}

pub(super) fn point(at: PlanePoint, values: Vec<Value>) -> Staged {
    Staged::new(Some(Geometry::Point(Point(at))), values)
}

/// A district in codes of devices: `044051`.
pub(super) fn code(cell: GridCell) -> String {
    format!("{:03}{:03}", cell.i + 50, cell.j + 50)
}
