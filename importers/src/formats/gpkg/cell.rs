//! What stands in a row: values, and geometry blobs.

use geo_types::Geometry as Shape;
use rusqlite::types::ValueRef;
use spatial_core::geometry::Envelope;
use spatial_core::geometry::wkb::{self, WkbError};
use spatial_core::layer::{FieldType, Value};
use spatial_core::store::gpkg::DeclaredType;

use crate::record::{GeometryNotes, RawGeometry};

/// The type of a declared column; `None` if the declaration says nothing, so that the values do. Bytes are told value by value.
pub(super) fn field_type(declared: &str) -> Option<FieldType> {
    match DeclaredType::of(declared) {
        DeclaredType::Field(FieldType::Json) | DeclaredType::Unstated => None,
        DeclaredType::Field(kind) => Some(kind),
        DeclaredType::Bytes => Some(FieldType::Text),
    }
}

/// A stored value; the finding's code and what stood there if it is none of ours. Bytes that are no UTF-8 become U+FFFD, which
/// is found later.
pub(super) fn value(stored: ValueRef<'_>, kind: FieldType) -> Result<Value, (&'static str, String)> {
    Ok(match (stored, kind) {
        (ValueRef::Null, _) => Value::Null,
        // Another number is no truth value, and the column no column of them.
        (ValueRef::Integer(number @ (0 | 1)), FieldType::Boolean) => Value::Boolean(number == 1),
        (ValueRef::Integer(number), _) => Value::Integer(number),
        (ValueRef::Real(number), _) if number.is_finite() => Value::Real(number),
        (ValueRef::Real(number), _) => return Err(("value-unreadable", number.to_string())),
        (ValueRef::Text(text), _) => Value::text(&*String::from_utf8_lossy(text)),
        (ValueRef::Blob(bytes), _) => return Err(("value-binary", bytes.len().to_string())),
    })
}

/// A GeoPackage geometry blob (§2.1.3): header, perhaps a box, then WKB.
pub(super) fn geometry(blob: &[u8]) -> RawGeometry {
    const UNREADABLE: RawGeometry = RawGeometry::Unreadable("geometry-unreadable");
    let Some((header, _)) = blob.split_at_checked(8) else { return UNREADABLE };
    let flags = header[3];
    let envelope = match (flags >> 1) & 7 {
        0 => 0,
        1 => 32,
        2 | 3 => 48,
        4 => 64,
        _ => return UNREADABLE,
    };
    let Some(body) = blob.get(8 + envelope..).filter(|_| header.starts_with(b"GP")) else { return UNREADABLE };
    from_wkb(body)
}

fn from_wkb(body: &[u8]) -> RawGeometry {
    match wkb::read_with_heights(body) {
        Ok((geometry, ..)) if is_empty(&geometry) => RawGeometry::Empty,
        Ok((geometry, heights, noted)) => {
            let open_ring = if noted.has_closed_ring { Envelope::of(&geometry).map(|found| found.min) } else { None };
            let notes = GeometryNotes { had_more_dimensions: noted.has_dropped_dimensions, open_ring };
            RawGeometry::Shape { geometry, heights, notes }
        }
        Err(WkbError::TooDeep) => RawGeometry::Unreadable("record-too-deep"),
        Err(_) => RawGeometry::Unreadable("geometry-unreadable"),
    }
}

fn is_empty(geometry: &Shape) -> bool {
    use geo_types::Geometry::{
        GeometryCollection, LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon,
    };
    match geometry {
        Point(point) => point.x().is_nan() && point.y().is_nan(),
        LineString(line) => line.0.is_empty(),
        Polygon(polygon) => polygon.exterior().0.is_empty(),
        MultiPoint(points) => points.0.is_empty(),
        MultiLineString(lines) => lines.0.is_empty(),
        MultiPolygon(polygons) => polygons.0.is_empty(),
        GeometryCollection(parts) => parts.0.is_empty(),
        _ => false,
    }
}
