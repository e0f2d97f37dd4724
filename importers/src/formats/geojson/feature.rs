//! One GeoJSON feature or bare geometry (RFC 7946 §3) from its text, straight into a [`Record`].
//!
//! Hot path: the text of a usual record is read once. Members may come in any order; those we do not know are checked and skipped.

use std::borrow::Cow;

use geo_types::Coord;
use spatial_core::geometry::Geometry;
use spatial_core::layer::Value;

use crate::formats::geojson::shape::{ShapeReader, ThirdOrdinates, VertexBudget, draw};
use crate::formats::json::{Cursor, JsonErrorKind, JsonResult, Number};
use crate::record::MAX_COLLECTION_DEPTH;
use crate::record::{GeometryNotes, RawGeometry, Record};
use crate::schema::{Columns, SOURCE_ID};

/// Reads the text of one feature, or of one geometry standing alone.
pub(super) fn read<'a>(text: &'a [u8], number: u64, columns: &mut Columns) -> JsonResult<Record<'a>> {
    let values = Vec::with_capacity(columns.list().len());
    let mut record = Record { raw: text, ..Record::new(number, RawGeometry::Nothing, values) };
    let mut kind = Cow::Borrowed("");
    let mut cursor = Cursor::new(text);
    cursor.object(|cursor, key| {
        match &*key {
            "type" => kind = cursor.string()?,
            "geometry" if !cursor.null()? => record.found = geometry(cursor)?,
            "geometry" => record.found = RawGeometry::Nothing,
            "crs" if !cursor.null()? => record.crs = Some(cursor.any()?),
            "crs" => {}
            _ => attribute(cursor, &key, columns, &mut record.values)?,
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

/// Reads a member that is no geometry: `properties` and `id` into a record's values, others are checked and skipped.
pub(in crate::formats) fn attribute(
    cursor: &mut Cursor<'_>,
    key: &str,
    columns: &mut Columns,
    values: &mut Vec<Value>,
) -> JsonResult<()> {
    match key {
        "properties" if !cursor.null()? => properties(cursor, columns, values),
        "properties" => Ok(()),
        "id" => {
            let at = columns.find(0, SOURCE_ID);
            value(cursor, columns, values, at)
        }
        _ => cursor.any().map(drop),
    }
}

fn properties(cursor: &mut Cursor<'_>, columns: &mut Columns, values: &mut Vec<Value>) -> JsonResult<()> {
    let mut expected = values.len();
    cursor.object(|cursor, key| {
        let at = columns.find(expected, &key);
        expected = at + 1;
        value(cursor, columns, values, at)
    })
}

/// Reads any value into a column.
fn value(cursor: &mut Cursor<'_>, columns: &mut Columns, values: &mut Vec<Value>, at: usize) -> JsonResult<()> {
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

/// Reads a geometry object; one with too many vertices is passed over.
fn geometry(cursor: &mut Cursor<'_>) -> JsonResult<RawGeometry> {
    let start = cursor.clone();
    let mut pen = Positions::default();
    match pen.geometry(cursor, 0) {
        Err(error) if error.kind == JsonErrorKind::TooLarge => {
            *cursor = start;
            cursor.any()?;
            Ok(RawGeometry::Unreadable("geometry-too-large"))
        }
        read => Ok(read?.map_or(RawGeometry::Empty, |geometry| {
            let heights = pen.ordinates.heights_of(&geometry);
            RawGeometry::Shape { geometry, heights, notes: pen.notes }
        })),
    }
}

/// Positions as two or three numbers.
#[derive(Default)]
struct Positions {
    notes: GeometryNotes,
    budget: VertexBudget,
    ordinates: ThirdOrdinates,
}

impl Positions {
    /// A geometry object at a depth of collections; `None` if it has no coordinate.
    fn geometry(&mut self, cursor: &mut Cursor<'_>, depth: usize) -> JsonResult<Option<Geometry>> {
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
                        geometry = draw(&kind, cursor, depth, self)?;
                        is_read = true;
                    }
                }
                _ => cursor.any().map(drop)?,
            }
            Ok(())
        })?;
        match content {
            _ if is_read => Ok(geometry),
            Some(mut content) => draw(&kind, &mut content, depth, self),
            None => Err(cursor.error(JsonErrorKind::Unexpected)),
        }
    }
}

impl ShapeReader for Positions {
    fn notes(&mut self) -> &mut GeometryNotes {
        &mut self.notes
    }

    fn ordinates(&mut self) -> Option<&mut ThirdOrdinates> {
        Some(&mut self.ordinates)
    }

    /// Two numbers, and a height; further ones (measures) are dropped and noted.
    fn position(&mut self, cursor: &mut Cursor<'_>) -> JsonResult<Option<Coord>> {
        self.budget.spend(cursor)?;
        let mut coord = Coord { x: f64::NAN, y: f64::NAN };
        let (mut count, mut height) = (0_usize, None);
        cursor.array(|cursor| {
            match count {
                0 => coord.x = cursor.float()?,
                1 => coord.y = cursor.float()?,
                2 if matches!(cursor.peek()?, b'-' | b'0'..=b'9') => height = Some(cursor.float()?),
                _ => self.notes.had_more_dimensions |= !cursor.any()?.is_empty(),
            }
            count += 1;
            Ok(())
        })?;
        match count {
            0 => Ok(None),
            1 => Err(cursor.error(JsonErrorKind::Unexpected)),
            _ => {
                self.ordinates.push(height);
                Ok(Some(coord))
            }
        }
    }

    fn line(&mut self, cursor: &mut Cursor<'_>) -> JsonResult<Vec<Coord>> {
        // A parcel's ring of ten corners and its closing point fit without growing.
        let mut coords = Vec::with_capacity(12);
        cursor.array(|cursor| {
            coords.push(self.position(cursor)?.ok_or(cursor.error(JsonErrorKind::Unexpected))?);
            Ok(())
        })?;
        Ok(coords)
    }

    fn member(&mut self, cursor: &mut Cursor<'_>, depth: usize) -> JsonResult<Option<Geometry>> {
        self.geometry(cursor, depth)
    }
}
