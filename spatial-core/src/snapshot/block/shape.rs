//! The rings of a drawn shape, without a copy.

use crate::geometry::DrawingPoint;

/// One ring, line or point group of a shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ring<'a> {
    /// Polygons: open ring (the first point is not repeated). Lines: the vertices. Points: all points of the shape.
    /// At least one point; exact repeats on the grid are left out.
    pub points: &'a [DrawingPoint],
    /// Polygons: true for the shell that starts a new polygon, false for a hole of the last shell.
    pub is_shell: bool,
}

/// The family of one feature's shape, by dimension.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    /// One or more points.
    Point,
    /// One or more lines.
    Line,
    /// One or more polygons.
    Polygon,
}
