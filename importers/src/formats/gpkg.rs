//! GeoPackage (OGC 12-128r18) as a source: one feature layer, read only.
//!
//! The file belongs to others: its own types and counts are hints, every value is looked at.

use std::path::Path;

use geo_types::Geometry as Shape;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};
use spatial_core::crs::Crs;
use spatial_core::geometry::Envelope;
use spatial_core::geometry::wkb::{self, WkbError};
use spatial_core::layer::{FieldType, Value};
use spatial_core::store::gpkg;

use crate::ImportError;
use crate::formats::{FileCrs, Found, Loss, MAX_RECORD_BYTES, Notes, Reading, Record, Source, Visit};
use crate::schema::{Columns, SOURCE_ID};

/// Reads all features of one layer.
pub(super) fn read(source: Source<'_>, reading: &mut Reading, visit: &mut Visit<'_>) -> Result<(), ImportError> {
    let broken = |_: rusqlite::Error| source.broken(0);
    let connection = gpkg::untouched(source.path).map_err(|error| source.unreadable(std::io::Error::other(error)))?;
    let tables = feature_tables(&connection).map_err(broken)?;
    let names: Vec<&str> = tables.iter().map(|table| table.name.as_str()).collect();
    if names.is_empty() {
        return Err(ImportError::NoFeatures { path: source.path.to_owned() });
    }
    let table = &tables[source.chosen(&names)?];
    reading.crs = crs_of(&connection, table.srs_id, source.path)?;
    let selection = Selection::open(&connection, table, &mut reading.columns).map_err(broken)?;
    let mut statement = connection.prepare(&selection.select).map_err(broken)?;
    let mut rows = statement.query([]).map_err(broken)?;
    let mut number = 0;
    loop {
        match rows.next() {
            Ok(Some(row)) => {
                number += 1;
                let record = selection.record(row, number, &mut reading.columns);
                visit(reading, record)?;
            }
            Ok(None) => break,
            Err(_) => return Err(source.truncated()),
        }
    }
    let size = std::fs::metadata(source.path).map_or(0, |data| data.len());
    source.bytes_read.fetch_add(size, std::sync::atomic::Ordering::Relaxed);
    Ok(())
}

/// A feature table as the file's own catalogue lists it.
struct Table {
    name: String,
    geometry: String,
    srs_id: i64,
}

fn feature_tables(connection: &Connection) -> rusqlite::Result<Vec<Table>> {
    let has_catalogue: bool = connection.query_row(
        "SELECT count(*) = 2 FROM sqlite_master WHERE name IN ('gpkg_contents', 'gpkg_geometry_columns')",
        [],
        |row| row.get(0),
    )?;
    if !has_catalogue {
        return Ok(Vec::new());
    }
    let mut statement = connection.prepare(
        "SELECT c.table_name, g.column_name, g.srs_id FROM gpkg_contents c \
         JOIN gpkg_geometry_columns g ON lower(g.table_name) = lower(c.table_name) \
         WHERE c.data_type = 'features' ORDER BY c.table_name",
    )?;
    let table = |row: &Row<'_>| Ok(Table { name: row.get(0)?, geometry: row.get(1)?, srs_id: row.get(2)? });
    statement.query_map([], table)?.collect()
}

/// By the organisation's code where that is EPSG, else by the definition; -1 and 0 mean "unknown" (requirement 11).
fn crs_of(connection: &Connection, srs_id: i64, path: &Path) -> Result<FileCrs, ImportError> {
    if srs_id <= 0 {
        return Ok(FileCrs::Silent);
    }
    let found = connection.query_row(
        "SELECT organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys WHERE srs_id = ?1",
        [srs_id],
        |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?, row.get::<_, String>(2)?)),
    );
    let Ok((organization, code, definition)) = found else { return Ok(FileCrs::Silent) };
    let by_code = organization.eq_ignore_ascii_case("EPSG").then(|| Crs::parse(&format!("EPSG:{code}")).ok()).flatten();
    match by_code.or_else(|| Crs::from_wkt(&definition).ok()) {
        Some(crs) => Ok(FileCrs::Declared(crs)),
        None => Err(ImportError::CrsUnknown { path: path.to_owned(), text: definition }),
    }
}

/// The table's columns and where their values go.
struct Selection {
    select: String,
    /// Column of ours for each selected column after the geometry.
    columns: Vec<(usize, FieldType)>,
}

impl Selection {
    fn open(connection: &Connection, table: &Table, columns: &mut Columns) -> rusqlite::Result<Self> {
        let mut statement = connection.prepare("SELECT name, type, pk FROM pragma_table_info(?1)")?;
        let found: Vec<(String, String, i64)> = statement
            .query_map([&table.name], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect::<rusqlite::Result<_>>()?;
        let has_source_id = found.iter().any(|(name, ..)| name == SOURCE_ID);
        let mut select = quoted(&table.geometry);
        let mut places = Vec::new();
        for (name, kind, key) in &found {
            let is_row_id = *key > 0 && kind.eq_ignore_ascii_case("INTEGER");
            if name.eq_ignore_ascii_case(&table.geometry) || (is_row_id && has_source_id) {
                continue;
            }
            let kind = field_type(kind);
            let ours = if is_row_id { SOURCE_ID } else { name };
            select.push_str(", ");
            select.push_str(&quoted(name));
            places.push((columns.declare(ours, kind), kind));
        }
        Ok(Self { select: format!("SELECT {select} FROM {} ORDER BY rowid", quoted(&table.name)), columns: places })
    }

    fn record<'a>(&self, row: &Row<'_>, number: u64, columns: &mut Columns) -> Record<'a> {
        let mut values = Vec::with_capacity(columns.list().len());
        let mut losses = Vec::new();
        for (offset, &(column, kind)) in self.columns.iter().enumerate() {
            let read = row.get_ref(offset + 1).map_or(Ok(Value::Null), |stored| value(stored, kind));
            let value = read.unwrap_or_else(|(code, value)| {
                losses.push(Loss { column, code, value });
                Value::Null
            });
            columns.put(&mut values, column, value);
        }
        let found = match row.get_ref(0) {
            Ok(ValueRef::Blob(blob)) => geometry(blob),
            Ok(ValueRef::Null) => Found::Nothing,
            _ => Found::Unreadable("geometry-unreadable"),
        };
        Record { losses, ..Record::new(number, found, values) }
    }
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// GeoPackage's column types (table 1) and those others write.
fn field_type(declared: &str) -> FieldType {
    let name = declared.split('(').next().unwrap_or_default().trim().to_ascii_uppercase();
    match name.as_str() {
        "BOOLEAN" => FieldType::Boolean,
        "TINYINT" | "SMALLINT" | "MEDIUMINT" | "INT" | "INTEGER" | "BIGINT" => FieldType::Integer,
        "FLOAT" | "DOUBLE" | "REAL" | "NUMERIC" => FieldType::Real,
        "DATE" => FieldType::Date,
        "DATETIME" => FieldType::DateTime,
        _ => FieldType::Text,
    }
}

/// A stored value; the finding's code and what stood there if it is none of ours. Bytes that are no UTF-8 become U+FFFD, which
/// is found later.
fn value(stored: ValueRef<'_>, kind: FieldType) -> Result<Value, (&'static str, String)> {
    Ok(match (stored, kind) {
        (ValueRef::Null, _) => Value::Null,
        (ValueRef::Integer(number), FieldType::Boolean) => Value::Boolean(number != 0),
        (ValueRef::Integer(number), _) => Value::Integer(number),
        (ValueRef::Real(number), _) if number.is_finite() => Value::Real(number),
        (ValueRef::Real(number), _) => return Err(("value-unreadable", number.to_string())),
        (ValueRef::Text(text), _) => Value::text(&*String::from_utf8_lossy(text)),
        (ValueRef::Blob(bytes), _) => return Err(("value-binary", bytes.len().to_string())),
    })
}

/// A GeoPackage geometry blob (§2.1.3): header, perhaps a box, then WKB.
fn geometry(blob: &[u8]) -> Found {
    const UNREADABLE: Found = Found::Unreadable("geometry-unreadable");
    if blob.len() > MAX_RECORD_BYTES {
        return Found::Unreadable("geometry-too-large");
    }
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

fn from_wkb(body: &[u8]) -> Found {
    match wkb::read_noted(body) {
        Ok((geometry, _)) if is_empty(&geometry) => Found::Empty,
        Ok((geometry, noted)) => {
            let open_ring = if noted.has_closed_ring { Envelope::of(&geometry).map(|found| found.min) } else { None };
            let notes = Notes { had_more_dimensions: noted.has_dropped_dimensions, open_ring };
            Found::Shape { geometry, notes }
        }
        Err(WkbError::TooDeep) => Found::Unreadable("record-too-deep"),
        Err(_) => Found::Unreadable("geometry-unreadable"),
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
