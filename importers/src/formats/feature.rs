//! One GeoJSON feature or bare geometry (RFC 7946 §3) from its text, straight into a [`Record`].
//!
//! Hot path: the text of a usual record is read once. Members may come in any order; those we do not know are checked and skipped.

use std::borrow::Cow;

use geo_types::{Coord, GeometryCollection, LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon};
use spatial_core::geometry::Geometry;
use spatial_core::layer::Value;

use crate::formats::json::{Cursor, JsonErrorKind, JsonResult, Number};
use crate::formats::{Found, MAX_COLLECTION_DEPTH, Notes, Record};
use crate::schema::{Columns, SOURCE_ID};

/// Reads the text of one feature, or of one geometry standing alone.
pub(crate) fn read<'a>(text: &'a [u8], number: u64, columns: &mut Columns) -> JsonResult<Record<'a>> {
    let mut record =
        Record { number, found: Found::Nothing, values: Vec::with_capacity(columns.list().len()), raw: text };
    let mut kind = Cow::Borrowed("");
    let mut cursor = Cursor::new(text);
    cursor.object(|cursor, key| {
        match &*key {
            "type" => kind = cursor.string()?,
            "geometry" if !cursor.null()? => record.found = geometry(cursor)?,
            "geometry" => record.found = Found::Nothing,
            "properties" if !cursor.null()? => properties(cursor, columns, &mut record.values)?,
            "id" => {
                let at = columns.find(0, SOURCE_ID);
                value(cursor, columns, &mut record.values, at)?;
            }
            "properties" => {}
            _ => cursor.any().map(drop)?,
        }
        Ok(())
    })?;
    cursor.end()?;
    if kind != "Feature" {
        record.found = geometry(&mut Cursor::new(text))?;
        record.values.clear();
    }
    Ok(record)
}

/// Reads the members of a `properties` object into a record's values.
pub(crate) fn properties(cursor: &mut Cursor<'_>, columns: &mut Columns, values: &mut Vec<Value>) -> JsonResult<()> {
    let mut expected = values.len();
    cursor.object(|cursor, key| {
        let at = columns.find(expected, &key);
        expected = at + 1;
        value(cursor, columns, values, at)
    })
}

/// Reads any value into a column.
pub(crate) fn value(
    cursor: &mut Cursor<'_>,
    columns: &mut Columns,
    values: &mut Vec<Value>,
    at: usize,
) -> JsonResult<()> {
    let value = match cursor.peek()? {
        b'"' => Value::text(&*cursor.string()?),
        b'n' if cursor.null()? => Value::Null,
        b't' | b'f' => Value::Boolean(cursor.boolean()?),
        b'{' | b'[' => {
            let json = String::from_utf8_lossy(cursor.any()?);
            columns.put_json(values, at, &json);
            return Ok(());
        }
        _ => match cursor.number()? {
            Number::Integer(number) => Value::Integer(number),
            Number::Real(number) => Value::Real(number),
            Number::Digits(digits) => Value::text(digits),
        },
    };
    columns.put(values, at, value);
    Ok(())
}

/// Reads a geometry object.
pub(crate) fn geometry(cursor: &mut Cursor<'_>) -> JsonResult<Found> {
    let mut notes = Notes::default();
    let geometry = nested_geometry(cursor, &mut notes, 0)?;
    Ok(geometry.map_or(Found::Empty, |geometry| Found::Shape { geometry, notes }))
}

/// A geometry object at a depth of collections; `None` if it has no coordinate.
fn nested_geometry(cursor: &mut Cursor<'_>, notes: &mut Notes, depth: usize) -> JsonResult<Option<Geometry>> {
    if depth > MAX_COLLECTION_DEPTH {
        return Err(cursor.error(JsonErrorKind::TooDeep));
    }
    let mut kind = Cow::Borrowed("");
    let mut content: Option<Cursor<'_>> = None;
    let mut geometry = None;
    let mut is_read = false;
    cursor.object(|cursor, key| {
        match &*key {
            "type" => kind = cursor.string()?,
            "coordinates" | "geometries" => {
                if kind.is_empty() {
                    content = Some(cursor.clone());
                    cursor.any()?;
                } else {
                    geometry = content_of(&kind, cursor, notes, depth)?;
                    is_read = true;
                }
            }
            _ => cursor.any().map(drop)?,
        }
        Ok(())
    })?;
    match content {
        _ if is_read => Ok(geometry),
        Some(mut content) => content_of(&kind, &mut content, notes, depth),
        None => Err(cursor.error(JsonErrorKind::Unexpected)),
    }
}

fn content_of(kind: &str, cursor: &mut Cursor<'_>, notes: &mut Notes, depth: usize) -> JsonResult<Option<Geometry>> {
    Ok(match kind {
        "Point" => position_if_any(cursor, notes)?.map(|coord| Geometry::Point(Point(coord))),
        "LineString" => {
            let line = positions(cursor, notes)?;
            (!line.is_empty()).then_some(Geometry::LineString(LineString(line)))
        }
        "Polygon" => polygon(cursor, notes)?.map(Geometry::Polygon),
        "MultiPoint" => {
            let points = positions(cursor, notes)?;
            (!points.is_empty()).then(|| Geometry::MultiPoint(MultiPoint(points.into_iter().map(Point).collect())))
        }
        "MultiLineString" => {
            let mut lines = Vec::new();
            cursor.array(|cursor| {
                lines.push(LineString::new(positions(cursor, notes)?));
                Ok(())
            })?;
            lines.retain(|line| !line.0.is_empty());
            (!lines.is_empty()).then_some(Geometry::MultiLineString(MultiLineString(lines)))
        }
        "MultiPolygon" => {
            let mut polygons = Vec::new();
            cursor.array(|cursor| {
                polygons.extend(polygon(cursor, notes)?);
                Ok(())
            })?;
            (!polygons.is_empty()).then_some(Geometry::MultiPolygon(MultiPolygon(polygons)))
        }
        "GeometryCollection" => {
            let mut parts = Vec::new();
            cursor.array(|cursor| {
                parts.extend(nested_geometry(cursor, notes, depth + 1)?);
                Ok(())
            })?;
            (!parts.is_empty()).then_some(Geometry::GeometryCollection(GeometryCollection(parts)))
        }
        _ => return Err(cursor.error(JsonErrorKind::Unexpected)),
    })
}

/// A polygon with its rings; open rings are closed and noted, empty rings left out; `None` if nothing is left.
fn polygon(cursor: &mut Cursor<'_>, notes: &mut Notes) -> JsonResult<Option<Polygon>> {
    let mut shell = None;
    let mut holes = Vec::new();
    cursor.array(|cursor| {
        let ring = positions(cursor, notes)?;
        if ring.first() != ring.last() {
            notes.open_ring = notes.open_ring.or(ring.last().map(|coord| [coord.x, coord.y]));
        }
        let ring = LineString::new(ring);
        if shell.is_none() {
            shell = Some(ring);
        } else if !ring.0.is_empty() {
            holes.push(ring);
        }
        Ok(())
    })?;
    Ok(shell.filter(|shell| !shell.0.is_empty()).map(|shell| Polygon::new(shell, holes)))
}

/// A list of positions.
fn positions(cursor: &mut Cursor<'_>, notes: &mut Notes) -> JsonResult<Vec<Coord>> {
    // A parcel's ring of ten corners and its closing point fit without growing.
    let mut coords = Vec::with_capacity(12);
    cursor.array(|cursor| {
        coords.push(position(cursor, notes)?);
        Ok(())
    })?;
    Ok(coords)
}

/// A position, which must be there.
fn position(cursor: &mut Cursor<'_>, notes: &mut Notes) -> JsonResult<Coord> {
    position_if_any(cursor, notes)?.ok_or(cursor.error(JsonErrorKind::Unexpected))
}

/// A position: two numbers; further ones (height, measure) are dropped and noted. `None` for `[]`.
fn position_if_any(cursor: &mut Cursor<'_>, notes: &mut Notes) -> JsonResult<Option<Coord>> {
    let mut coord = Coord { x: f64::NAN, y: f64::NAN };
    let mut count = 0_usize;
    cursor.array(|cursor| {
        match count {
            0 => coord.x = cursor.float()?,
            1 => coord.y = cursor.float()?,
            _ => notes.had_more_dimensions |= !cursor.any()?.is_empty(),
        }
        count += 1;
        Ok(())
    })?;
    match count {
        0 => Ok(None),
        1 => Err(cursor.error(JsonErrorKind::Unexpected)),
        _ => Ok(Some(coord)),
    }
}
