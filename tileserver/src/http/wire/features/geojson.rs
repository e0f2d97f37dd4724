//! GeoJSON (RFC 7946) from legal geometry: longitude, latitude with nine decimals (0.1 mm).
//!
//! Written straight into bytes: a tree of JSON values would take many times the memory of the page.

use std::io::Write;

use geo_types::{Coord, LineString, Polygon};
use schemars::JsonSchema;
use serde::Serialize;
use spatial_core::crs::{Crs, CrsError, Transform};
use spatial_core::geometry::Geometry;
use spatial_core::layer::{Audience, Feature, FieldType, Layer, Value};
use spatial_core::message::{Message, Say};

use crate::http::wire::features::sheet::FeatureSheet;
use crate::ogc::Link;
use crate::text::Language;

/// Decimals of degrees (0.1 mm), and of metres.
const DEGREES: usize = 9;
const METRES: usize = 4;

/// Its media type.
pub(crate) const GEOJSON: &str = "application/geo+json";

/// Writes features of one layer.
#[derive(Debug)]
pub(crate) struct GeoJsonWriter<'a> {
    layer: &'a Layer,
    audience: Audience,
    /// Local coordinates have no place on the earth: their features come without geometry.
    transform: Result<Transform, CrsError>,
    /// Vertices of the feature so far.
    vertices: usize,
    /// A feature stands before the next one.
    follows: bool,
    out: Vec<u8>,
}

/// Done, or why a geometry cannot be placed on the earth.
type Placed = Result<(), Message>;

/// What stands behind the features of a page.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct PageEnd {
    pub(crate) links: Vec<Link>,
    #[serde(rename = "numberMatched")]
    pub(crate) matched: u64,
    #[serde(rename = "numberReturned")]
    pub(crate) returned: u64,
    #[serde(rename = "timeStamp")]
    pub(crate) time_stamp: String,
    /// The commit the whole page is true for; none for a table of others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) revision: Option<u64>,
    /// When a table of others was last looked through: which features there are is as of then, what they hold as of the answer.
    #[serde(rename = "asOf", skip_serializing_if = "Option::is_none")]
    pub(crate) as_of: Option<String>,
}

impl FeatureSheet for GeoJsonWriter<'_> {
    /// If it cannot be placed on the earth its geometry is null and a member `problem` says why, in the
    /// reader's language: one broken vertex must not make a whole layer unreadable, and nothing is left out in silence.
    fn next(&mut self, feature: &Feature, language: Language) {
        if std::mem::replace(&mut self.follows, true) {
            self.out.push(b',');
        }
        if let Err(message) = self.feature(feature) {
            self.raw(r#","problem":"#);
            self.string(&language.say(&message));
        }
        self.out.push(b'}');
    }

    fn len(&self) -> usize {
        self.out.len()
    }

    fn cut(&mut self, len: usize) {
        self.out.truncate(len);
    }
}

impl<'a> GeoJsonWriter<'a> {
    pub(crate) fn new(layer: &'a Layer, audience: Audience) -> Self {
        let transform = Transform::new(layer.crs, Crs::WGS84);
        Self { layer, audience, transform, vertices: 0, follows: false, out: Vec::new() }
    }

    /// Begins a page.
    pub(crate) fn begin(&mut self) {
        self.raw(r#"{"type":"FeatureCollection","features":["#);
    }

    /// Goes on with a page of which other writers wrote the features before.
    pub(crate) fn goes_on(&mut self) {
        self.follows = true;
    }

    /// What was written, of a page that goes on.
    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.out
    }

    /// Ends a page.
    pub(crate) fn end(mut self, end: &PageEnd) -> Vec<u8> {
        self.out.push(b']');
        self.members(end);
        self.out.push(b'}');
        self.out
    }

    /// One feature as a document of its own; or the message about what cannot be placed on the earth.
    pub(crate) fn single(mut self, feature: &Feature, links: &[Link]) -> Result<Vec<u8>, Message> {
        self.feature(feature)?;
        self.raw(r#","links":"#);
        let _ = serde_json::to_writer(&mut self.out, links);
        self.out.push(b'}');
        Ok(self.out)
    }

    /// One feature without its geometry.
    pub(crate) fn bare(mut self, feature: &Feature) -> Vec<u8> {
        let _ = write!(self.out, r#"{{"type":"Feature","id":{},"geometry":null"#, feature.id);
        self.properties(feature);
        self.out.push(b'}');
        self.out
    }

    /// The members of a document, behind what is there.
    fn members(&mut self, document: &impl Serialize) {
        let text = serde_json::to_string(document).unwrap_or_default();
        let inside = text.strip_prefix('{').and_then(|text| text.strip_suffix('}')).unwrap_or_default();
        self.raw(",");
        self.raw(inside);
    }

    /// Writes a feature up to its links, without geometry if it cannot be placed; returns why in that case.
    fn feature(&mut self, feature: &Feature) -> Placed {
        let _ = write!(self.out, r#"{{"type":"Feature","id":{},"geometry":"#, feature.id);
        let placed = self.placed(feature);
        self.properties(feature);
        placed
    }

    /// Only the geometry of a feature as text; `null` and why, if it cannot be placed.
    pub(crate) fn geometry_text(&mut self, feature: &Feature) -> (String, Option<Message>) {
        self.out.clear();
        let placed = self.placed(feature);
        (String::from_utf8_lossy(&self.out).into_owned(), placed.err())
    }

    /// Writes the geometry, or `null`; returns why if it cannot be placed.
    fn placed(&mut self, feature: &Feature) -> Placed {
        let before = self.out.len();
        self.vertices = 0;
        let is_local = matches!(self.transform, Err(CrsError::Local));
        let placed = match &feature.geometry {
            Some(geometry) if !is_local => self.geometry(geometry),
            _ => {
                self.raw("null");
                Ok(())
            }
        };
        if placed.is_err() {
            self.out.truncate(before);
            self.raw("null");
        }
        placed.map_err(|message| message.with("layer", &self.layer.name).with("id", feature.id))
    }

    fn properties(&mut self, feature: &Feature) {
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

    fn geometry(&mut self, geometry: &Geometry) -> Placed {
        match geometry {
            Geometry::Point(point) => self.shape("Point", |w| w.position(point.0)),
            Geometry::MultiPoint(points) => {
                self.shape("MultiPoint", |w| w.list(&points.0, |w, point| w.position(point.0)))
            }
            Geometry::Line(line) => self.shape("LineString", |w| w.line(&[line.start, line.end])),
            Geometry::LineString(line) => self.shape("LineString", |w| w.line(&line.0)),
            Geometry::MultiLineString(lines) => {
                let full: Vec<&LineString<f64>> = lines.0.iter().filter(|line| !line.0.is_empty()).collect();
                self.shape("MultiLineString", |w| w.list(&full, |w, line| w.line(&line.0)))
            }
            Geometry::Polygon(polygon) => self.shape("Polygon", |w| w.polygon(polygon)),
            Geometry::MultiPolygon(polygons) => self.shape("MultiPolygon", |w| w.polygons(&polygons.0)),
            Geometry::GeometryCollection(parts) => {
                self.raw(r#"{"type":"GeometryCollection","geometries":"#);
                self.list(&parts.0, |w, part| w.geometry(part))?;
                self.out.push(b'}');
                Ok(())
            }
            Geometry::Rect(rect) => self.shape("Polygon", |w| w.polygon(&rect.to_polygon())),
            Geometry::Triangle(triangle) => self.shape("Polygon", |w| w.polygon(&triangle.to_polygon())),
        }
    }

    fn shape(&mut self, name: &str, coordinates: impl FnOnce(&mut Self) -> Placed) -> Placed {
        let _ = write!(self.out, r#"{{"type":"{name}","coordinates":"#);
        coordinates(self)?;
        self.out.push(b'}');
        Ok(())
    }

    /// Parts without a position are left out: what an empty one would be written as is no shape (RFC 7946 §3.1).
    fn polygons(&mut self, polygons: &[Polygon<f64>]) -> Placed {
        let full: Vec<&Polygon<f64>> = polygons.iter().filter(|polygon| !polygon.exterior().0.is_empty()).collect();
        self.list(&full, |w, polygon| w.polygon(polygon))
    }

    /// By the right-hand rule (RFC 7946 §3.1.6): the outer ring runs counter-clockwise, holes clockwise, however they are stored.
    fn polygon(&mut self, polygon: &Polygon<f64>) -> Placed {
        let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
        let rings: Vec<&LineString<f64>> = rings.filter(|ring| !ring.0.is_empty()).collect();
        let mut is_outer = true;
        self.list(&rings, |w, ring| {
            let mut points = w.degrees_of(&ring.0)?;
            let area = doubled_area(&points);
            if (is_outer && area < 0.0) || (!is_outer && area > 0.0) {
                points.reverse();
            }
            is_outer = false;
            w.pairs(&points)
        })
    }

    fn line(&mut self, coords: &[Coord<f64>]) -> Placed {
        let points = self.degrees_of(coords)?;
        self.pairs(&points)
    }

    fn position(&mut self, coord: Coord<f64>) -> Placed {
        let points = self.degrees_of(&[coord])?;
        points.iter().for_each(|point| self.pair(*point));
        Ok(())
    }

    /// Longitude and latitude of vertices; or the message about the first that has none, counted from 1 through the whole feature.
    fn degrees_of(&mut self, coords: &[Coord<f64>]) -> Result<Vec<[f64; 2]>, Message> {
        let mut points: Vec<[f64; 2]> = coords.iter().map(|c| [c.x, c.y]).collect();
        let transform = self.transform.as_ref().map_err(Say::message)?;
        if transform.apply(&mut points).is_err() {
            let is_lost = |c: &Coord<f64>| transform.apply(&mut [[c.x, c.y]]).is_err();
            let at = coords.iter().position(is_lost).unwrap_or(0);
            let lost = Message::new("problem-vertex").with("vertex", self.vertices + at + 1);
            return Err(lost.with("x", coords[at].x).with("y", coords[at].y).with("crs", self.layer.crs));
        }
        self.vertices += coords.len();
        Ok(points)
    }

    fn pairs(&mut self, points: &[[f64; 2]]) -> Placed {
        self.list(points, |w, point| {
            w.pair(*point);
            Ok(())
        })
    }

    fn list<T>(&mut self, items: &[T], mut write: impl FnMut(&mut Self, &T) -> Placed) -> Placed {
        self.out.push(b'[');
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                self.out.push(b',');
            }
            write(self, item)?;
        }
        self.out.push(b']');
        Ok(())
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
        let _ = write!(self.out, "{degrees:.DEGREES$}");
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

/// Degrees as whoever reads what we write has them.
pub(crate) fn degrees_shown(degrees: f64) -> f64 {
    format!("{degrees:.DEGREES$}").parse().unwrap_or(degrees)
}

/// Metres as whoever reads what we write has them.
pub(crate) fn metres_shown(metres: f64) -> f64 {
    format!("{metres:.METRES$}").parse().unwrap_or(metres)
}

/// The word for a shape (RFC 7946 §1.4).
pub(crate) fn type_word(geometry: &Geometry) -> &'static str {
    match geometry {
        Geometry::Point(_) => "Point",
        Geometry::MultiPoint(_) => "MultiPoint",
        Geometry::Line(_) | Geometry::LineString(_) => "LineString",
        Geometry::MultiLineString(_) => "MultiLineString",
        Geometry::Polygon(_) | Geometry::Rect(_) | Geometry::Triangle(_) => "Polygon",
        Geometry::MultiPolygon(_) => "MultiPolygon",
        Geometry::GeometryCollection(_) => "GeometryCollection",
    }
}

/// Twice the area in square degrees; positive if the ring runs counter-clockwise.
fn doubled_area(ring: &[[f64; 2]]) -> f64 {
    let Some([x, y]) = ring.first().copied() else { return 0.0 };
    ring.windows(2).map(|edge| (edge[0][0] - x) * (edge[1][1] - y) - (edge[1][0] - x) * (edge[0][1] - y)).sum()
}

#[cfg(test)]
mod tests;
