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
use crate::limits::{MAX_RECORD_BYTES, MAX_VERTICES};
use crate::record::{FileNote, Loss, RawGeometry, Record};
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
        Made::FeatureTable { has_row_ids } => has_row_ids,
    };
    reading.crs = crs_of(&connection, table.srs_id, source.path)?;
    let selection = Selection::open(&connection, table, has_row_ids, reading).map_err(broken)?;
    selection.records(&connection, source, reading, visit)?;
    let size = std::fs::metadata(source.path).map_or(0, |data| data.len());
    source.bytes_read.fetch_add(size, Ordering::Relaxed);
    Ok(())
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
        table: &FeatureTable,
        has_row_ids: bool,
        reading: &mut ReadState,
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
        source: SourceFile<'_>,
        reading: &mut ReadState,
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
            Ok(ValueRef::Null) => RawGeometry::Nothing,
            // What stands here is the length of one that was not read.
            Ok(ValueRef::Integer(_)) => RawGeometry::Unreadable("geometry-too-large"),
            _ => RawGeometry::Unreadable("geometry-unreadable"),
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
