//! Which shape type a table declares: the narrowest that is true of all its features, so that QGIS sees one layer.

use geo_types::{MultiLineString, MultiPoint, MultiPolygon};

use crate::geometry::Geometry;
use crate::layer::GeometryType;

/// The kinds of shape met so far.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::store) struct Shapes {
    point: bool,
    line: bool,
    polygon: bool,
    collection: bool,
    multi: bool,
}

impl Shapes {
    /// Takes note of a shape.
    pub(in crate::store) fn meet(&mut self, geometry: &Geometry) {
        match geometry {
            Geometry::Point(_) | Geometry::MultiPoint(_) => self.point = true,
            Geometry::Line(_) | Geometry::LineString(_) | Geometry::MultiLineString(_) => self.line = true,
            Geometry::Polygon(_) | Geometry::MultiPolygon(_) | Geometry::Rect(_) | Geometry::Triangle(_) => {
                self.polygon = true
            }
            Geometry::GeometryCollection(_) => self.collection = true,
        }
        self.multi |= is_multi(geometry);
    }

    /// Single shapes are to be promoted from the first on.
    pub(in crate::store) fn expect_multi(&mut self) {
        self.multi = true;
    }

    /// True if single shapes must be promoted.
    pub(in crate::store) fn has_multi(self) -> bool {
        self.multi
    }

    /// The family all shapes belong to; `None` before the first.
    pub(in crate::store) fn family(self) -> Option<GeometryType> {
        match (self.point, self.line, self.polygon, self.collection) {
            (false, false, false, false) => None,
            (true, false, false, false) => Some(GeometryType::Point),
            (false, true, false, false) => Some(GeometryType::Line),
            (false, false, true, false) => Some(GeometryType::Polygon),
            _ => Some(GeometryType::Mixed),
        }
    }
}

/// The word of the standard (OGC 12-128r18 annex G).
pub(in crate::store) fn declared(family: GeometryType, multi: bool) -> &'static str {
    match (family, multi) {
        (GeometryType::Point, false) => "POINT",
        (GeometryType::Point, true) => "MULTIPOINT",
        (GeometryType::Line, false) => "LINESTRING",
        (GeometryType::Line, true) => "MULTILINESTRING",
        (GeometryType::Polygon, false) => "POLYGON",
        (GeometryType::Polygon, true) => "MULTIPOLYGON",
        (GeometryType::Mixed, _) => "GEOMETRY",
        (GeometryType::None, _) => "NONE",
    }
}

/// The declared type of one shape.
pub(in crate::store) fn declared_of(geometry: &Geometry) -> &'static str {
    let mut alone = Shapes::default();
    alone.meet(geometry);
    declared(alone.family().unwrap_or(GeometryType::Mixed), alone.multi)
}

/// The family of a declared type.
pub(in crate::store) fn family(declared: &str) -> GeometryType {
    match declared {
        "NONE" => GeometryType::None,
        "POINT" | "MULTIPOINT" => GeometryType::Point,
        "LINESTRING" | "MULTILINESTRING" | "CURVE" | "MULTICURVE" => GeometryType::Line,
        "POLYGON" | "MULTIPOLYGON" | "SURFACE" | "MULTISURFACE" | "CURVEPOLYGON" => GeometryType::Polygon,
        _ => GeometryType::Mixed,
    }
}

/// True for the types that admit one part only.
pub(in crate::store) fn is_single_type(declared: &str) -> bool {
    matches!(declared, "POINT" | "LINESTRING" | "POLYGON")
}

/// True for shapes of several parts by type.
pub(in crate::store) fn is_multi(geometry: &Geometry) -> bool {
    matches!(geometry, Geometry::MultiPoint(_) | Geometry::MultiLineString(_) | Geometry::MultiPolygon(_))
}

/// A single shape as the multi shape with this one part; `None` for all others.
pub(in crate::store) fn promoted(geometry: &Geometry) -> Option<Geometry> {
    match geometry {
        Geometry::Point(point) => Some(MultiPoint(vec![*point]).into()),
        Geometry::LineString(line) => Some(MultiLineString(vec![line.clone()]).into()),
        Geometry::Polygon(polygon) => Some(MultiPolygon(vec![polygon.clone()]).into()),
        _ => None,
    }
}
