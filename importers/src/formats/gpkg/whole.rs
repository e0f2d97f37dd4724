//! All feature tables of a GeoPackage, for who looks at the whole file: what its catalogue says of each, and their rows as they stand there.
//!
//! The file belongs to others, as in `read`: nothing in its schema is run, and no value is larger than we take.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicU64;

use rusqlite::Connection;
use rusqlite::types::ValueRef;
use spatial_core::crs::{Crs, StatedCrs};
use spatial_core::layer::{FieldType, Value};
use spatial_core::store::gpkg;

use crate::error::ImportError;
use crate::formats::gpkg::catalogue::{FeatureTable, Made, distrust, feature_tables, made};
use crate::formats::gpkg::cell::{geometry, value};
use crate::formats::gpkg::read::{columns, failed, key, quoted, row_id, stored};
use crate::formats::source::SourceFile;
use crate::record::RawGeometry;

/// A GeoPackage, open for reading.
pub(crate) struct WholeFile {
    connection: Connection,
    path: PathBuf,
}

/// One feature table.
#[derive(Debug)]
pub(crate) struct WholeTable {
    /// Its name.
    pub(crate) name: String,
    /// What the catalogue says its shapes are, as it is written there.
    pub(crate) geometry_type: String,
    /// The reference system the catalogue states.
    pub(crate) system: StatedSystem,
    /// Name and declared type of its columns, without the shape and the number of the row; none if it is no ordinary table.
    pub(crate) columns: Option<Vec<(String, String)>>,
    select: String,
}

/// What is stated about a reference system.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum StatedSystem {
    /// Nothing.
    Silent,
    /// One we know; whether its code says another than its definition.
    Known { crs: Crs, is_contradicted: bool },
    /// One we do not know, by its own name.
    Unknown(String),
}

/// A row.
#[derive(Debug)]
pub(crate) struct StoredRow {
    /// Its own number.
    pub(crate) id: i64,
    /// What stands where its shape should.
    pub(crate) geometry: RawGeometry,
    /// One value a column.
    pub(crate) values: Vec<Value>,
    /// Columns whose value could not be read and is null here.
    pub(crate) unreadable: Vec<usize>,
}

impl WholeFile {
    /// Opens the file.
    pub(crate) fn open(path: &Path) -> Result<Self, ImportError> {
        let unreadable = |error: rusqlite::Error| ImportError::Unreadable {
            path: path.to_owned(),
            source: std::io::Error::other(error),
        };
        let connection = gpkg::untouched(path).map_err(unreadable)?;
        let file = Self { connection, path: path.to_owned() };
        distrust(&file.connection).map_err(|error| file.failed("gpkg_contents", &error))?;
        Ok(file)
    }

    /// All its feature tables, by name.
    pub(crate) fn tables(&self) -> Result<Vec<WholeTable>, ImportError> {
        let found = feature_tables(&self.connection).map_err(|error| self.failed("gpkg_contents", &error))?;
        found.iter().map(|table| self.table(table).map_err(|error| self.failed(&table.name, &error))).collect()
    }

    fn table(&self, table: &FeatureTable) -> rusqlite::Result<WholeTable> {
        let whole = WholeTable {
            name: table.name.clone(),
            geometry_type: self.kind(&table.name),
            system: self.system(table.srs_id),
            columns: None,
            select: String::new(),
        };
        let Made::FeatureTable { has_row_ids } = made(&self.connection, &table.name)? else { return Ok(whole) };
        let found = columns(&self.connection, &table.name)?;
        let number = if has_row_ids { row_id(&found) } else { None };
        let has_geometry = found.iter().any(|(name, ..)| name.eq_ignore_ascii_case(&table.geometry));
        let Some(number) = number.filter(|_| has_geometry) else { return Ok(whole) };
        let key = key(&found);
        let is_value = |(name, _, _, hidden): &&(String, String, i64, i64)| {
            *hidden == 0 && Some(name) != key && !name.eq_ignore_ascii_case(&table.geometry)
        };
        let values: Vec<(String, String)> =
            found.iter().filter(is_value).map(|(name, declared, ..)| (name.clone(), declared.clone())).collect();
        let names: String = values.iter().map(|(name, _)| format!(", {}", quoted(name))).collect();
        let (shape, table) = (stored(&table.geometry), quoted(&table.name));
        let select = format!("SELECT {number}, {shape}{names} FROM {table} ORDER BY {number}");
        Ok(WholeTable { columns: Some(values), select, ..whole })
    }

    /// What the catalogue says the shapes of a table are; nothing if it does not say so.
    fn kind(&self, table: &str) -> String {
        let sql =
            "SELECT CAST(geometry_type_name AS TEXT) FROM gpkg_geometry_columns WHERE lower(table_name) = lower(?1)";
        self.connection.query_row(sql, [table], |row| row.get(0)).unwrap_or_default()
    }

    fn system(&self, srs_id: i64) -> StatedSystem {
        if !matches!(made(&self.connection, "gpkg_spatial_ref_sys"), Ok(Made::FeatureTable { .. })) {
            return StatedSystem::Silent;
        }
        let Ok(Some((text, code))) = gpkg::stated_definition(&self.connection, srs_id) else {
            return StatedSystem::Silent;
        };
        match StatedCrs::of(&text, code) {
            Ok(None) => StatedSystem::Silent,
            Ok(Some(StatedCrs { crs, contradiction })) => {
                StatedSystem::Known { crs, is_contradicted: contradiction.is_some() }
            }
            Err(_) => StatedSystem::Unknown(code.map_or(text, |code| format!("EPSG:{code}"))),
        }
    }

    /// Visits all rows of a table until told to stop. Their numbers grow: in a file whose pages point to each other in circles they would
    /// come again and again.
    pub(crate) fn rows(
        &self,
        table: &WholeTable,
        visit: &mut dyn FnMut(StoredRow) -> ControlFlow<()>,
    ) -> Result<(), ImportError> {
        let failed = |error: rusqlite::Error| self.failed(&table.name, &error);
        let count = table.columns.as_ref().map_or(0, Vec::len);
        let mut statement = self.connection.prepare(&table.select).map_err(failed)?;
        let mut rows = statement.query([]).map_err(failed)?;
        let mut before = None;
        while let Some(row) = rows.next().map_err(failed)? {
            let id: i64 = row.get(0).map_err(failed)?;
            if before.replace(id) >= Some(id) {
                return Err(ImportError::Damaged { path: self.path.clone() });
            }
            let geometry = match row.get_ref(1) {
                Ok(ValueRef::Blob(blob)) => geometry(blob),
                Ok(ValueRef::Null) => RawGeometry::Nothing,
                _ => RawGeometry::Unreadable("geometry-unreadable"),
            };
            let mut found = StoredRow { id, geometry, values: Vec::with_capacity(count), unreadable: Vec::new() };
            for at in 0..count {
                match row.get_ref(at + 2).map(|stored| value(stored, FieldType::Text)) {
                    Ok(Ok(value)) => found.values.push(value),
                    _ => {
                        found.unreadable.push(at);
                        found.values.push(Value::Null);
                    }
                }
            }
            if visit(found).is_break() {
                break;
            }
        }
        Ok(())
    }

    fn failed(&self, table: &str, error: &rusqlite::Error) -> ImportError {
        let uncounted = AtomicU64::new(0);
        let (path, bytes_read) = (&*self.path, &uncounted);
        let source = SourceFile { path, layer: None, target: "", encoding: None, has_own_crs: false, bytes_read };
        failed(source, table, error)
    }
}
