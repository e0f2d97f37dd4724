//! GeoPackage (OGC 12-128r18) as a source: one feature layer, read only.
//!
//! The file belongs to others: its own types and counts are hints, every value is looked at.

use std::path::Path;

use geo_types::Geometry as Shape;
use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode, OptionalExtension, Row};
use spatial_core::crs::Crs;
use spatial_core::geometry::Envelope;
use spatial_core::geometry::wkb::{self, WkbError};
use spatial_core::layer::{FieldType, Value};
use spatial_core::store::gpkg;

use crate::ImportError;
use crate::formats::{FileCrs, FileNote, Found, Loss, MAX_RECORD_BYTES, Notes, Reading, Record, Source, Visit, listed};
use crate::repair::MAX_VERTICES;
use crate::schema::{Columns, SOURCE_ID};

/// Most layers of a file.
const MAX_LAYERS: usize = 10_000;
/// Longest geometry that is read: the most vertices, and the headers of as many parts as real shapes have.
const MAX_BLOB: usize = 16 * MAX_VERTICES + (1 << 20);

/// Reads all features of one layer.
pub(super) fn read(source: Source<'_>, reading: &mut Reading, visit: &mut Visit<'_>) -> Result<(), ImportError> {
    let broken = |_: rusqlite::Error| ImportError::Damaged { path: source.path.to_owned() };
    let connection = gpkg::untouched(source.path).map_err(|error| source.unreadable(std::io::Error::other(error)))?;
    distrust(&connection).map_err(broken)?;
    let tables = feature_tables(&connection).map_err(broken)?;
    let names: Vec<&str> = tables.iter().map(|table| table.name.as_str()).collect();
    if names.is_empty() {
        return Err(ImportError::NoFeatures { path: source.path.to_owned() });
    }
    let table = &tables[source.chosen(&names)?];
    let has_row_ids = match made(&connection, &table.name).map_err(broken)? {
        Made::Computed => {
            return Err(ImportError::Computed { path: source.path.to_owned(), name: table.name.clone() });
        }
        Made::Table { has_row_ids } => has_row_ids,
    };
    reading.crs = crs_of(&connection, table.srs_id, source.path)?;
    let selection = Selection::open(&connection, table, has_row_ids, reading).map_err(broken)?;
    selection.records(&connection, source, reading, visit)?;
    let size = std::fs::metadata(source.path).map_or(0, |data| data.len());
    source.bytes_read.fetch_add(size, std::sync::atomic::Ordering::Relaxed);
    Ok(())
}

/// The file was made by anybody: nothing in its schema is run, and no value is larger than we take.
fn distrust(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, MAX_RECORD_BYTES as i32)?;
    connection.pragma_update(None, "cell_size_check", true)
}

/// How a layer's table was made.
enum Made {
    /// As a view or by a module: what it holds is computed, perhaps without end.
    Computed,
    /// As a table, with rows numbered by SQLite unless it says otherwise.
    Table { has_row_ids: bool },
}

fn made(connection: &Connection, table: &str) -> rusqlite::Result<Made> {
    let found = connection.query_row(
        "SELECT type = 'table', wr FROM pragma_table_list WHERE schema = 'main' AND name = ?1 COLLATE NOCASE",
        [table],
        |row| Ok((row.get::<_, bool>(0)?, row.get::<_, bool>(1)?)),
    );
    Ok(match found.optional()? {
        Some((true, is_without)) => Made::Table { has_row_ids: !is_without },
        _ => Made::Computed,
    })
}

/// A feature table as the file's own catalogue lists it.
struct Table {
    name: String,
    geometry: String,
    srs_id: i64,
}

fn feature_tables(connection: &Connection) -> rusqlite::Result<Vec<Table>> {
    for catalogue in ["gpkg_contents", "gpkg_geometry_columns"] {
        if matches!(made(connection, catalogue)?, Made::Computed) {
            return Ok(Vec::new());
        }
    }
    let mut statement = connection.prepare(
        "SELECT c.table_name, g.column_name, g.srs_id FROM gpkg_contents c \
         JOIN gpkg_geometry_columns g ON lower(g.table_name) = lower(c.table_name) \
         WHERE c.data_type = 'features' ORDER BY c.table_name",
    )?;
    let table = |row: &Row<'_>| Ok(Table { name: row.get(0)?, geometry: row.get(1)?, srs_id: row.get(2)? });
    statement.query_map([], table)?.take(MAX_LAYERS).collect()
}

/// By the organisation's code where that is EPSG, else by the definition; -1 and 0 mean "unknown" (requirement 11).
fn crs_of(connection: &Connection, srs_id: i64, path: &Path) -> Result<FileCrs, ImportError> {
    if srs_id <= 0 || !matches!(made(connection, "gpkg_spatial_ref_sys"), Ok(Made::Table { .. })) {
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
    /// The row's number, its geometry, then its values.
    select: String,
    has_row_ids: bool,
    /// Column of ours for each selected value.
    columns: Vec<(usize, FieldType)>,
}

impl Selection {
    fn open(
        connection: &Connection,
        table: &Table,
        has_row_ids: bool,
        reading: &mut Reading,
    ) -> rusqlite::Result<Self> {
        let mut statement = connection.prepare("SELECT name, type, pk, hidden FROM pragma_table_xinfo(?1)")?;
        let found: Vec<(String, String, i64, i64)> = statement
            .query_map([&table.name], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?
            .collect::<rusqlite::Result<_>>()?;
        let has_source_id = found.iter().any(|(name, ..)| name == SOURCE_ID);
        let number = if has_row_ids { "rowid" } else { "NULL" };
        let mut select = format!("SELECT {number}, {}", stored(&table.geometry));
        let (mut places, mut computed) = (Vec::new(), Vec::new());
        for (name, kind, key, hidden) in &found {
            let is_row_id = *key > 0 && kind.eq_ignore_ascii_case("INTEGER") && has_row_ids;
            if name.eq_ignore_ascii_case(&table.geometry) || (is_row_id && has_source_id) {
                continue;
            }
            if *hidden > 0 {
                computed.push(name.as_str());
                continue;
            }
            let kind = field_type(kind);
            let ours = if is_row_id { SOURCE_ID } else { name };
            select.push_str(", ");
            select.push_str(&quoted(name));
            places.push((reading.columns.declare(ours, kind), kind));
        }
        if !computed.is_empty() {
            let params = vec![("names", listed(&computed))];
            reading.notes.push(FileNote { code: "columns-computed", record: None, params });
        }
        let order = if has_row_ids { " ORDER BY rowid" } else { "" };
        Ok(Self { select: format!("{select} FROM {}{order}", quoted(&table.name)), has_row_ids, columns: places })
    }

    /// Visits all rows. Their numbers grow: in a file whose pages point to each other in circles they would come again and again.
    fn records(
        &self,
        connection: &Connection,
        source: Source<'_>,
        reading: &mut Reading,
        visit: &mut Visit<'_>,
    ) -> Result<(), ImportError> {
        let damaged = || ImportError::Damaged { path: source.path.to_owned() };
        let mut statement = connection.prepare(&self.select).map_err(|_| damaged())?;
        let mut rows = statement.query([]).map_err(|_| damaged())?;
        let (mut number, mut before) = (0, None);
        loop {
            let row = match rows.next() {
                Ok(Some(row)) => row,
                Ok(None) => return Ok(()),
                Err(error) if error.sqlite_error_code() == Some(ErrorCode::TooBig) => {
                    let (path, limit_mb) = (source.path.to_owned(), MAX_RECORD_BYTES >> 20);
                    return Err(ImportError::RecordTooLarge { path, record: number + 1, limit_mb });
                }
                Err(_) => return Err(damaged()),
            };
            number += 1;
            let id: Option<i64> = row.get(0).map_err(|_| damaged())?;
            if self.has_row_ids && before.replace(id) >= Some(id) {
                return Err(damaged());
            }
            let record = self.record(row, number, &mut reading.columns);
            visit(reading, record)?;
        }
    }

    fn record<'a>(&self, row: &Row<'_>, number: u64, columns: &mut Columns) -> Record<'a> {
        let mut values = Vec::with_capacity(columns.list().len());
        let mut losses = Vec::new();
        for (offset, &(column, kind)) in self.columns.iter().enumerate() {
            let read = row.get_ref(offset + 2).map_or(Ok(Value::Null), |stored| value(stored, kind));
            let value = read.unwrap_or_else(|(code, value)| {
                losses.push(Loss { column, code, value });
                Value::Null
            });
            columns.put(&mut values, column, value);
        }
        let found = match row.get_ref(1) {
            Ok(ValueRef::Blob(blob)) => geometry(blob),
            Ok(ValueRef::Null) => Found::Nothing,
            // What stands here is the length of one that was not read.
            Ok(ValueRef::Integer(_)) => Found::Unreadable("geometry-too-large"),
            _ => Found::Unreadable("geometry-unreadable"),
        };
        Record { losses, ..Record::new(number, found, values) }
    }
}

/// A geometry, or the length of one that is too long to be read; asking for the length alone reads nothing else.
fn stored(column: &str) -> String {
    let column = quoted(column);
    format!(
        "CASE WHEN typeof({column}) = 'blob' AND length({column}) > {MAX_BLOB} THEN length({column}) ELSE {column} END"
    )
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
