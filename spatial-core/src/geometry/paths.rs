//! The paths a shape is drawn along, and how two vertices are told to be the same.

use geo_types::{Coord, Polygon};

use crate::geometry::Geometry;

/// A vertex, bit by bit.
pub(crate) type VertexKey = [u64; 2];

/// Vertices of the same coordinates have the same key.
pub(crate) fn vertex_key(vertex: [f64; 2]) -> VertexKey {
    // Negative zero is zero.
    vertex.map(|part| (part + 0.0).to_bits())
}

/// Visits points, lines and rings in the order of the shape's parts; rectangles and triangles as the rings they are.
pub(crate) fn each_path(geometry: &Geometry, visit: &mut impl FnMut(&[Coord<f64>])) {
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
