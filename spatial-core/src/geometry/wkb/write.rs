//! Shapes into WKB.

use geo_types::{Coord, LineString, Point, Polygon};

use super::{COLLECTION, LINE_STRING, MULTI_LINE_STRING, MULTI_POINT, MULTI_POLYGON, POINT, POLYGON};
use crate::geometry::{Geometry, Heights};

/// What ISO adds to the type of a shape with heights.
const ISO_Z: u32 = 1000;

/// Appends the shape to `out`.
pub fn write(geometry: &Geometry, out: &mut Vec<u8>) {
    Writer { out, heights: None }.shape(geometry);
}

/// Appends the shape to `out`, with its heights as third ordinates if it has some (ISO type numbers).
pub fn write_with(geometry: &Geometry, heights: Option<&Heights>, out: &mut Vec<u8>) {
    Writer { out, heights: heights.map(|heights| heights.as_slice().iter()) }.shape(geometry);
}

struct Writer<'a> {
    out: &'a mut Vec<u8>,
    /// Those of the vertices to come.
    heights: Option<std::slice::Iter<'a, f64>>,
}

impl Writer<'_> {
    fn shape(&mut self, geometry: &Geometry) {
        match geometry {
            Geometry::Point(point) => self.point(*point),
            Geometry::LineString(line) => self.line(line),
            Geometry::Line(line) => self.line(&LineString(vec![line.start, line.end])),
            Geometry::Polygon(polygon) => self.polygon(polygon),
            Geometry::Rect(rect) => self.polygon(&rect.to_polygon()),
            Geometry::Triangle(triangle) => self.polygon(&triangle.to_polygon()),
            Geometry::MultiPoint(points) => {
                self.start(MULTI_POINT, points.0.len());
                points.0.iter().for_each(|point| self.point(*point));
            }
            Geometry::MultiLineString(lines) => {
                self.start(MULTI_LINE_STRING, lines.0.len());
                lines.0.iter().for_each(|line| self.line(line));
            }
            Geometry::MultiPolygon(polygons) => {
                self.start(MULTI_POLYGON, polygons.0.len());
                polygons.0.iter().for_each(|polygon| self.polygon(polygon));
            }
            Geometry::GeometryCollection(members) => {
                self.start(COLLECTION, members.0.len());
                members.0.iter().for_each(|member| self.shape(member));
            }
        }
    }

    fn point(&mut self, point: Point<f64>) {
        self.kind(POINT);
        self.coordinate(point.0);
    }

    fn line(&mut self, line: &LineString<f64>) {
        self.kind(LINE_STRING);
        self.points(line);
    }

    fn polygon(&mut self, polygon: &Polygon<f64>) {
        if polygon.exterior().0.is_empty() {
            self.start(POLYGON, 0);
            return;
        }
        self.start(POLYGON, 1 + polygon.interiors().len());
        self.points(polygon.exterior());
        polygon.interiors().iter().for_each(|hole| self.points(hole));
    }

    fn points(&mut self, line: &LineString<f64>) {
        let ordinates = if self.heights.is_some() { 3 } else { 2 };
        self.out.reserve(4 + 8 * ordinates * line.0.len());
        self.count(line.0.len());
        line.0.iter().for_each(|point| self.coordinate(*point));
    }

    fn start(&mut self, code: u32, count: usize) {
        self.kind(code);
        self.count(count);
    }

    fn kind(&mut self, code: u32) {
        let code = if self.heights.is_some() { code + ISO_Z } else { code };
        self.out.push(1);
        self.out.extend_from_slice(&code.to_le_bytes());
    }

    /// WKB counts have 32 bits; a shape with more points would take 64 GiB of memory, which the readers' budgets exclude.
    fn count(&mut self, count: usize) {
        self.out.extend_from_slice(&u32::try_from(count).unwrap_or(u32::MAX).to_le_bytes());
    }

    #[inline]
    fn coordinate(&mut self, point: Coord<f64>) {
        let mut raw = [0; 16];
        raw[..8].copy_from_slice(&point.x.to_le_bytes());
        raw[8..].copy_from_slice(&point.y.to_le_bytes());
        self.out.extend_from_slice(&raw);
        if let Some(heights) = &mut self.heights {
            self.out.extend_from_slice(&heights.next().copied().unwrap_or(f64::NAN).to_le_bytes());
        }
    }
}
