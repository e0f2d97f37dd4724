//! GeoPackage (OGC 12-128r18) as a source: one feature layer, read only.
//!
//! The file belongs to others: its own types and counts are hints, every value is looked at.

use std::sync::atomic::Ordering;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode, Row};
use spatial_core::layer::{FieldType, Value};
use spatial_core::store::gpkg;

use crate::error::ImportError;
use crate::formats::gpkg::catalogue::{FeatureTable, Made, crs_of, distrust, feature_tables, made};
use crate::formats::gpkg::cell::{field_type, geometry, value};
use crate::formats::source::{ReadState, SourceFile, Visit, listed};
use crate::record::{FileNote, Loss, RawGeometry, Record};
use crate::record::{MAX_RECORD_BYTES, MAX_VERTICES};
use crate::schema::{Columns, SOURCE_ID};

/// Longest geometry that is read: the most vertices, or two thirds of them with heights, and the headers of as many parts as real
/// shapes have.
const MAX_BLOB: usize = 16 * MAX_VERTICES + (1 << 20);

/// Reads all features of one layer.
pub(in crate::formats) fn read(
    source: SourceFile<'_>,
    reading: &mut ReadState,
    visit: &mut Visit<'_>,
) -> Result<(), ImportError> {
    let broken = |error: rusqlite::Error| failed(source, "gpkg_contents", &error);
    let connection = gpkg::untouched(source.path).map_err(|error| source.unreadable(std::io::Error::other(error)))?;
    distrust(&connection).map_err(broken)?;
    let tables = feature_tables(&connection).map_err(broken)?;
    let names: Vec<&str> = tables.iter().map(|table| table.name.as_str()).collect();
    if names.is_empty() {
        return Err(ImportError::NoFeatures { path: source.path.to_owned() });
    }
    let table = &tables[source.chosen(&names)?];
    let (path, name) = (|| source.path.to_owned(), || table.name.clone());
    let has_row_ids = match made(&connection, &table.name).map_err(broken)? {
        Made::Computed => return Err(ImportError::Computed { path: path(), name: name() }),
        Made::Missing => return Err(ImportError::TableMissing { path: path(), name: name() }),
        Made::FeatureTable { has_row_ids } => has_row_ids,
    };
    reading.is_unicode = true;
    reading.crs = crs_of(&connection, table, source, reading)?;
    let selection = Selection::open(&connection, source, table, has_row_ids, reading)?;
    selection.records(&connection, source, reading, visit)?;
    let size = std::fs::metadata(source.path).map_or(0, |data| data.len());
    source.bytes_read.fetch_add(size, Ordering::Relaxed);
    Ok(())
}

/// The table's columns and where their values go.
struct Selection {
    /// The row's number, its geometry, then its values.
    select: String,
    /// Rows have numbers, which grow.
    has_numbers: bool,
    /// What the table is called.
    table: String,
    /// Column of ours for each selected value.
    columns: Vec<(usize, FieldType)>,
}

/// A column as its table declares it: name, type, its place in the primary key, and whether it is hidden or computed.
pub(super) type Declared = (String, String, i64, i64);

impl Selection {
    fn open(
        connection: &Connection,
        source: SourceFile<'_>,
        table: &FeatureTable,
        has_row_ids: bool,
        reading: &mut ReadState,
    ) -> Result<Self, ImportError> {
        let found = columns(connection, &table.name).map_err(|error| failed(source, &table.name, &error))?;
        if !found.iter().any(|(name, ..)| name.eq_ignore_ascii_case(&table.geometry)) {
            // SQLite would read the name as a text.
            let problem = format!("no such column: {}", table.geometry);
            let (path, name) = (source.path.to_owned(), table.name.clone());
            return Err(ImportError::TableUnreadable { path, name, problem });
        }
        let has_source_id = found.iter().any(|(name, ..)| name == SOURCE_ID);
        let row_id = if has_row_ids { row_id(&found) } else { None };
        let number = row_id.as_deref().unwrap_or("NULL");
        let key = key(&found).filter(|_| has_row_ids);
        let mut select = format!("SELECT {number}, {}", stored(&table.geometry));
        let (mut places, mut computed) = (Vec::new(), Vec::new());
        for (name, kind, _, hidden) in &found {
            let is_row_id = key == Some(name);
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
            let column = match kind {
                Some(kind) => reading.columns.declare(ours, kind),
                None => reading.columns.find(reading.columns.list().len(), ours),
            };
            places.push((column, kind.unwrap_or(FieldType::Text)));
        }
        if !computed.is_empty() {
            let params = vec![("names", listed(&computed))];
            reading.notes.push(FileNote { code: "columns-computed", record: None, params });
        }
        let order = row_id.as_deref().map_or_else(String::new, |row_id| format!(" ORDER BY {row_id}"));
        let select = format!("{select} FROM {}{order}", quoted(&table.name));
        Ok(Self { select, has_numbers: row_id.is_some(), table: table.name.clone(), columns: places })
    }

    /// Visits all rows. Their numbers grow: in a file whose pages point to each other in circles they would come again and again.
    fn records(
        &self,
        connection: &Connection,
        source: SourceFile<'_>,
        reading: &mut ReadState,
        visit: &mut Visit<'_>,
    ) -> Result<(), ImportError> {
        let damaged = || ImportError::Damaged { path: source.path.to_owned() };
        let failed = |error: rusqlite::Error| failed(source, &self.table, &error);
        let mut statement = connection.prepare(&self.select).map_err(failed)?;
        let mut rows = statement.query([]).map_err(failed)?;
        let (mut number, mut before) = (0, None);
        loop {
            let row = match rows.next() {
                Ok(Some(row)) => row,
                Ok(None) => return Ok(()),
                Err(error) if error.sqlite_error_code() == Some(ErrorCode::TooBig) => {
                    let (path, limit_mb) = (source.path.to_owned(), MAX_RECORD_BYTES >> 20);
                    return Err(ImportError::RecordTooLarge { path, record: number + 1, limit_mb });
                }
                Err(error) => return Err(failed(error)),
            };
            number += 1;
            let id: Option<i64> = row.get(0).map_err(|_| damaged())?;
            if self.has_numbers && before.replace(id) >= Some(id) {
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
            Ok(ValueRef::Null) => RawGeometry::Nothing,
            // What stands here is the length of one that was not read.
            Ok(ValueRef::Integer(_)) => RawGeometry::Unreadable("geometry-too-large"),
            _ => RawGeometry::Unreadable("geometry-unreadable"),
        };
        Record { losses, ..Record::new(number, found, values) }
    }
}

/// A table's columns, in order.
pub(super) fn columns(connection: &Connection, table: &str) -> rusqlite::Result<Vec<Declared>> {
    let mut statement = connection.prepare("SELECT name, type, pk, hidden FROM pragma_table_xinfo(?1)")?;
    let found = statement.query_map([table], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    found.collect()
}

/// The column that is the number of its row: the only one of the primary key, of type INTEGER.
pub(super) fn key(columns: &[Declared]) -> Option<&String> {
    let mut keys = columns.iter().filter(|(_, _, key, _)| *key > 0);
    match (keys.next(), keys.next()) {
        (Some((name, kind, ..)), None) if kind.eq_ignore_ascii_case("INTEGER") => Some(name),
        _ => None,
    }
}

/// What SQLite calls the number of a row: the key, or one of its own names that no column bears.
pub(super) fn row_id(columns: &[Declared]) -> Option<String> {
    let is_free = |name: &&str| !columns.iter().any(|(column, ..)| column.eq_ignore_ascii_case(name));
    let own = || ["rowid", "_rowid_", "oid"].into_iter().find(is_free).map(str::to_owned);
    key(columns).map(|name| quoted(name)).or_else(own)
}

/// Why SQLite does not go on: only what it calls corrupt is damaged.
pub(super) fn failed(source: SourceFile<'_>, table: &str, error: &rusqlite::Error) -> ImportError {
    /// A page behind the end of the file (<https://www.sqlite.org/rescode.html#ioerr_short_read>).
    const SHORT_READ: i32 = 522;
    let path = source.path.to_owned();
    let extended = error.sqlite_error().map(|error| error.extended_code);
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => ImportError::Damaged { path },
        Some(ErrorCode::SystemIoFailure) if extended == Some(SHORT_READ) => ImportError::Damaged { path },
        Some(ErrorCode::SystemIoFailure | ErrorCode::CannotOpen) => {
            source.unreadable(std::io::Error::other(error.to_string()))
        }
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => ImportError::Busy { path },
        _ => ImportError::TableUnreadable { path, name: table.to_owned(), problem: error.to_string() },
    }
}

/// A geometry, or the length of one that is too long to be read; asking for the length alone reads nothing else.
pub(super) fn stored(column: &str) -> String {
    let column = quoted(column);
    format!(
        "CASE WHEN typeof({column}) = 'blob' AND length({column}) > {MAX_BLOB} THEN length({column}) ELSE {column} END"
    )
}

pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
