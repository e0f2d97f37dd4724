//! GeoJSON (RFC 7946) from legal geometry: longitude, latitude with nine decimals (0.1 mm).
//!
//! Written straight into bytes: a page of 10,000 parcels is a few megabytes, and a tree of JSON values would be thirty times that.

use std::io::Write;

use geo_types::{Coord, LineString, Polygon};
use serde::Serialize;
use spatial_core::crs::{Crs, Transform};
use spatial_core::geometry::Geometry;
use spatial_core::layer::{Audience, Feature, FieldType, Layer, Value};

use crate::ogc::Link;

/// Writes features of one layer.
#[derive(Debug)]
pub(crate) struct Writer<'a> {
    layer: &'a Layer,
    audience: Audience,
    /// None for local coordinates, which have no place on the earth: their features come without geometry.
    transform: Option<Transform>,
    out: Vec<u8>,
}

/// What stands behind the features of a page.
#[derive(Debug, Serialize)]
pub(crate) struct PageEnd {
    pub(crate) links: Vec<Link>,
    #[serde(rename = "numberMatched")]
    pub(crate) matched: u64,
    #[serde(rename = "numberReturned")]
    pub(crate) returned: u64,
    #[serde(rename = "timeStamp")]
    pub(crate) time_stamp: String,
    /// The commit the whole page is true for.
    pub(crate) revision: u64,
}

impl<'a> Writer<'a> {
    pub(crate) fn new(layer: &'a Layer, audience: Audience) -> Self {
        let transform = Transform::new(layer.crs, Crs::WGS84).ok();
        Self { layer, audience, transform, out: Vec::new() }
    }

    /// The bytes so far.
    pub(crate) fn len(&self) -> usize {
        self.out.len()
    }

    /// Begins a page.
    pub(crate) fn begin(&mut self) {
        self.raw(r#"{"type":"FeatureCollection","features":["#);
    }

    /// One feature of a page.
    pub(crate) fn next(&mut self, feature: &Feature) {
        if self.out.last() == Some(&b'}') {
            self.out.push(b',');
        }
        self.feature(feature, None);
    }

    /// Ends a page.
    pub(crate) fn end(mut self, end: &PageEnd) -> Vec<u8> {
        self.out.push(b']');
        self.members(end);
        self.out.push(b'}');
        self.out
    }

    /// One feature as a document of its own.
    pub(crate) fn single(mut self, feature: &Feature, links: &[Link]) -> Vec<u8> {
        self.feature(feature, Some(links));
        self.out
    }

    /// The members of a document, behind what is there.
    fn members(&mut self, document: &impl Serialize) {
        let text = serde_json::to_string(document).unwrap_or_default();
        let inside = text.strip_prefix('{').and_then(|text| text.strip_suffix('}')).unwrap_or_default();
        self.raw(",");
        self.raw(inside);
    }

    fn feature(&mut self, feature: &Feature, links: Option<&[Link]>) {
        let _ = write!(self.out, r#"{{"type":"Feature","id":{},"geometry":"#, feature.id);
        match (&feature.geometry, self.transform.clone()) {
            (Some(geometry), Some(transform)) => self.geometry(geometry, &transform),
            _ => self.raw("null"),
        }
        self.raw(r#","properties":{"#);
        let layer = self.layer;
        for (number, at) in layer.schema.visible(self.audience).enumerate() {
            if number > 0 {
                self.out.push(b',');
            }
            let field = &layer.schema.fields[at];
            self.string(&field.name);
            self.out.push(b':');
            self.value(feature.values.get(at).unwrap_or(&Value::Null), field.kind);
        }
        self.out.push(b'}');
        if let Some(links) = links {
            self.raw(r#","links":"#);
            let _ = serde_json::to_writer(&mut self.out, links);
        }
        self.out.push(b'}');
    }

    fn value(&mut self, value: &Value, kind: FieldType) {
        match value {
            Value::Null => self.raw("null"),
            Value::Boolean(is) => self.raw(if *is { "true" } else { "false" }),
            Value::Integer(whole) => {
                let _ = write!(self.out, "{whole}");
            }
            Value::Real(real) => {
                let _ = serde_json::to_writer(&mut self.out, real);
            }
            Value::Text(text) if kind == FieldType::Json => match serde_json::from_str::<serde_json::Value>(text) {
                Ok(nested) => {
                    let _ = serde_json::to_writer(&mut self.out, &nested);
                }
                Err(_) => self.string(text),
            },
            Value::Text(text) => self.string(text),
        }
    }

    fn geometry(&mut self, geometry: &Geometry, transform: &Transform) {
        match geometry {
            Geometry::Point(point) => self.shape("Point", |w| w.position(point.0, transform)),
            Geometry::MultiPoint(points) => {
                self.shape("MultiPoint", |w| w.list(&points.0, |w, point| w.position(point.0, transform)));
            }
            Geometry::Line(line) => self.shape("LineString", |w| w.positions(&[line.start, line.end], transform)),
            Geometry::LineString(line) => self.shape("LineString", |w| w.positions(&line.0, transform)),
            Geometry::MultiLineString(lines) => {
                self.shape("MultiLineString", |w| w.list(&lines.0, |w, line| w.positions(&line.0, transform)));
            }
            Geometry::Polygon(polygon) => self.shape("Polygon", |w| w.polygon(polygon, transform)),
            Geometry::MultiPolygon(polygons) => {
                self.shape("MultiPolygon", |w| w.list(&polygons.0, |w, polygon| w.polygon(polygon, transform)));
            }
            Geometry::GeometryCollection(parts) => {
                self.raw(r#"{"type":"GeometryCollection","geometries":"#);
                self.list(&parts.0, |w, part| w.geometry(part, transform));
                self.out.push(b'}');
            }
            Geometry::Rect(rect) => self.shape("Polygon", |w| w.polygon(&rect.to_polygon(), transform)),
            Geometry::Triangle(triangle) => self.shape("Polygon", |w| w.polygon(&triangle.to_polygon(), transform)),
        }
    }

    fn shape(&mut self, name: &str, coordinates: impl FnOnce(&mut Self)) {
        let _ = write!(self.out, r#"{{"type":"{name}","coordinates":"#);
        coordinates(self);
        self.out.push(b'}');
    }

    fn polygon(&mut self, polygon: &Polygon<f64>, transform: &Transform) {
        let rings: Vec<&LineString<f64>> = std::iter::once(polygon.exterior()).chain(polygon.interiors()).collect();
        self.list(&rings, |w, ring| w.positions(&ring.0, transform));
    }

    fn list<T>(&mut self, items: &[T], mut write: impl FnMut(&mut Self, &T)) {
        self.out.push(b'[');
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                self.out.push(b',');
            }
            write(self, item);
        }
        self.out.push(b']');
    }

    fn positions(&mut self, coords: &[Coord<f64>], transform: &Transform) {
        let mut points: Vec<[f64; 2]> = coords.iter().map(|c| [c.x, c.y]).collect();
        if transform.apply(&mut points).is_err() {
            points.clear();
        }
        self.list(&points, |w, point| w.pair(*point));
    }

    fn position(&mut self, coord: Coord<f64>, transform: &Transform) {
        let mut point = [[coord.x, coord.y]];
        match transform.apply(&mut point) {
            Ok(()) => self.pair(point[0]),
            Err(_) => self.raw("[]"),
        }
    }

    fn pair(&mut self, point: [f64; 2]) {
        self.out.push(b'[');
        self.degrees(point[0]);
        self.out.push(b',');
        self.degrees(point[1]);
        self.out.push(b']');
    }

    /// Nine decimals, less the zeros at the end.
    fn degrees(&mut self, degrees: f64) {
        let before = self.out.len();
        let _ = write!(self.out, "{degrees:.9}");
        let digits = &self.out[before..];
        let zeros = digits.iter().rev().take_while(|digit| **digit == b'0').count();
        let kept = digits.len() - zeros;
        let kept = if digits[kept - 1] == b'.' { kept - 1 } else { kept };
        self.out.truncate(before + kept);
    }

    fn string(&mut self, text: &str) {
        let _ = serde_json::to_writer(&mut self.out, text);
    }

    fn raw(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }
}
