//! Shapes into WKB.

use geo_types::{Coord, LineString, Point, Polygon};

use super::{COLLECTION, LINE_STRING, MULTI_LINE_STRING, MULTI_POINT, MULTI_POLYGON, POINT, POLYGON};
use crate::geometry::Geometry;

/// Appends the shape to `out`.
pub fn write(geometry: &Geometry, out: &mut Vec<u8>) {
    match geometry {
        Geometry::Point(point) => write_point(*point, out),
        Geometry::LineString(line) => write_line(line, out),
        Geometry::Line(line) => write_line(&LineString(vec![line.start, line.end]), out),
        Geometry::Polygon(polygon) => write_polygon(polygon, out),
        Geometry::Rect(rect) => write_polygon(&rect.to_polygon(), out),
        Geometry::Triangle(triangle) => write_polygon(&triangle.to_polygon(), out),
        Geometry::MultiPoint(points) => {
            start(MULTI_POINT, points.0.len(), out);
            points.0.iter().for_each(|point| write_point(*point, out));
        }
        Geometry::MultiLineString(lines) => {
            start(MULTI_LINE_STRING, lines.0.len(), out);
            lines.0.iter().for_each(|line| write_line(line, out));
        }
        Geometry::MultiPolygon(polygons) => {
            start(MULTI_POLYGON, polygons.0.len(), out);
            polygons.0.iter().for_each(|polygon| write_polygon(polygon, out));
        }
        Geometry::GeometryCollection(members) => {
            start(COLLECTION, members.0.len(), out);
            members.0.iter().for_each(|member| write(member, out));
        }
    }
}

fn write_point(point: Point<f64>, out: &mut Vec<u8>) {
    kind(POINT, out);
    write_coordinate(point.0, out);
}

fn write_line(line: &LineString<f64>, out: &mut Vec<u8>) {
    kind(LINE_STRING, out);
    write_points(line, out);
}

fn write_polygon(polygon: &Polygon<f64>, out: &mut Vec<u8>) {
    if polygon.exterior().0.is_empty() {
        start(POLYGON, 0, out);
        return;
    }
    start(POLYGON, 1 + polygon.interiors().len(), out);
    write_points(polygon.exterior(), out);
    polygon.interiors().iter().for_each(|hole| write_points(hole, out));
}

fn write_points(line: &LineString<f64>, out: &mut Vec<u8>) {
    out.reserve(4 + 16 * line.0.len());
    write_count(line.0.len(), out);
    line.0.iter().for_each(|point| write_coordinate(*point, out));
}

fn start(code: u32, count: usize, out: &mut Vec<u8>) {
    kind(code, out);
    write_count(count, out);
}

fn kind(code: u32, out: &mut Vec<u8>) {
    out.push(1);
    out.extend_from_slice(&code.to_le_bytes());
}

/// WKB counts have 32 bits; a shape with more points would take 64 GiB of memory, which the readers' budgets exclude.
fn write_count(count: usize, out: &mut Vec<u8>) {
    out.extend_from_slice(&u32::try_from(count).unwrap_or(u32::MAX).to_le_bytes());
}

#[inline]
fn write_coordinate(point: Coord<f64>, out: &mut Vec<u8>) {
    let mut raw = [0; 16];
    raw[..8].copy_from_slice(&point.x.to_le_bytes());
    raw[8..].copy_from_slice(&point.y.to_le_bytes());
    out.extend_from_slice(&raw);
}
