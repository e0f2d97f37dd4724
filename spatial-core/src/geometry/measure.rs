//! Lengths and areas in the plane of the coordinates: meaningful in a projected system only.

use crate::geometry::Geometry;
use crate::units::{Metres, SquareMetres};

/// Area of a shape in its own grid; 0 for points and lines.
pub fn area(geometry: &Geometry) -> SquareMetres {
    use geo::Area;
    SquareMetres(geometry.unsigned_area())
}

/// Length of a line, or perimeter of a polygon, in its own grid.
pub fn length(geometry: &Geometry) -> Metres {
    let _ = geometry;
    unimplemented!()
}
