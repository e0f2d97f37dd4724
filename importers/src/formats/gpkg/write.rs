//! A GeoPackage of plain feature tables, written whole: what others are to open, not a store of ours.
//!
//! It writes what it is given, wrong or right: a shape may be bytes, a value another type than its column, a reference system a
//! definition nobody knows. Tests of readers need that; who hands over features that are right gets a file that is.

use std::path::Path;

use rusqlite::types::Value as Cell;
use rusqlite::{Connection, Transaction, params, params_from_iter};
use spatial_core::geometry::{Envelope, Geometry, wkb};
use spatial_core::layer::Value;

use crate::error::ImportError;
use crate::formats::gpkg::read::quoted;

/// A file to be written.
#[derive(Debug, Clone, Default)]
pub struct GpkgFile {
    /// Its tables.
    pub tables: Vec<GpkgTable>,
}

/// A feature table.
#[derive(Debug, Clone)]
pub struct GpkgTable {
    /// Its name.
    pub name: String,
    /// What people call it.
    pub title: String,
    /// What its shapes are: `MULTIPOLYGON`.
    pub geometry_type: String,
    /// The reference system of its shapes.
    pub system: GpkgSystem,
    /// Names and types of its columns, without the row's number and the shape.
    pub columns: Vec<(String, String)>,
    /// Its rows, numbered from 1 in this order.
    pub rows: Vec<GpkgRow>,
}

/// A reference system as a file defines it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GpkgSystem {
    /// Its number in the file; a code of EPSG, or 0 or less where none is defined.
    pub id: i32,
    /// Official name.
    pub name: String,
    /// Definition (WKT 1).
    pub definition: String,
}

/// A row.
#[derive(Debug, Clone)]
pub struct GpkgRow {
    /// Its shape.
    pub shape: GpkgShape,
    /// One value a column.
    pub values: Vec<Value>,
}

/// What stands where a row's shape should.
#[derive(Debug, Clone)]
pub enum GpkgShape {
    /// Nothing.
    None,
    /// A shape.
    Whole(Geometry),
    /// Bytes as they are.
    Bytes(Vec<u8>),
}

/// The tables every GeoPackage has (OGC 12-128r18, annex C), and the reference systems (requirement 11).
const CATALOGUE: &str = "\
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL, \
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, \
  description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), \
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER, \
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, \
  srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), \
  CONSTRAINT uk_gc_table_name UNIQUE (table_name));
INSERT INTO gpkg_spatial_ref_sys VALUES
  ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', NULL),
  ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', NULL),
  ('WGS 84 geodetic', 4326, 'EPSG', 4326, 'GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563,\
AUTHORITY[\"EPSG\",\"7030\"]],AUTHORITY[\"EPSG\",\"6326\"]],PRIMEM[\"Greenwich\",0,AUTHORITY[\"EPSG\",\"8901\"]],\
UNIT[\"degree\",0.0174532925199433,AUTHORITY[\"EPSG\",\"9122\"]],AUTHORITY[\"EPSG\",\"4326\"]]', NULL);";

/// `GPKG`, and version 1.3 (requirements 2 and 3).
const HEADER: &str = "PRAGMA application_id = 1196444487; PRAGMA user_version = 10300;";

/// The file is nobody's before it is whole: nothing is waited for, and nothing is kept to go back to.
const HASTE: &str = "PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY;";

impl GpkgFile {
    /// Writes the file where none is yet.
    ///
    /// # Errors
    /// [`ImportError::Unreadable`] with SQLite's own words if it cannot be written.
    pub fn write(&self, path: &Path) -> Result<(), ImportError> {
        let failed = |error: rusqlite::Error| ImportError::Unreadable {
            path: path.to_owned(),
            source: std::io::Error::other(error),
        };
        self.filled(path).map_err(failed)
    }

    /// The file's bytes, as of a moment (ISO 8601, UTC): the same tables and moment give the same bytes. It is in memory and on the disk at
    /// once for as long as that takes.
    ///
    /// # Errors
    /// [`ImportError::Unreadable`] if it cannot be written aside.
    pub fn bytes(&self, moment: &str) -> Result<Vec<u8>, ImportError> {
        const NAME: &str = "written.gpkg";
        let failed = |source| ImportError::Unreadable { path: NAME.into(), source };
        let folder = tempfile::TempDir::new().map_err(failed)?;
        let path = folder.path().join(NAME);
        let dated = || {
            self.filled(&path)?;
            Connection::open(&path)?.execute("UPDATE gpkg_contents SET last_change = ?1", [moment])
        };
        dated().map_err(|error| failed(std::io::Error::other(error)))?;
        std::fs::read(&path).map_err(failed)
    }

    fn filled(&self, path: &Path) -> rusqlite::Result<()> {
        let mut connection = Connection::open(path)?;
        connection.execute_batch(HASTE)?;
        connection.execute_batch(HEADER)?;
        let transaction = connection.transaction()?;
        transaction.execute_batch(CATALOGUE)?;
        for table in &self.tables {
            define(&transaction, &table.system)?;
            add(&transaction, table)?;
        }
        transaction.commit()
    }
}

/// A system the file has not defined yet; the first to take a number has it.
fn define(file: &Transaction<'_>, system: &GpkgSystem) -> rusqlite::Result<()> {
    let values = params![system.name, system.id, system.definition];
    file.execute("INSERT OR IGNORE INTO gpkg_spatial_ref_sys VALUES (?1, ?2, 'EPSG', ?2, ?3, NULL)", values).map(drop)
}

fn add(file: &Transaction<'_>, table: &GpkgTable) -> rusqlite::Result<()> {
    let columns: String = table.columns.iter().map(|(name, kind)| format!(", {} {kind}", quoted(name))).collect();
    let (name, kind) = (quoted(&table.name), &table.geometry_type);
    let sql = format!("CREATE TABLE {name} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom {kind}{columns})");
    file.execute_batch(&sql)?;
    let shapes = table.rows.iter().filter_map(|row| match &row.shape {
        GpkgShape::Whole(shape) => Envelope::of(shape),
        _ => None,
    });
    let around = shapes.reduce(Envelope::merged);
    let side = |pick: fn(Envelope) -> f64| around.map(pick);
    file.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, min_x, min_y, max_x, max_y, srs_id) \
         VALUES (?1, 'features', ?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            table.name,
            table.title,
            side(|found| found.min[0]),
            side(|found| found.min[1]),
            side(|found| found.max[0]),
            side(|found| found.max[1]),
            table.system.id
        ],
    )?;
    file.execute(
        "INSERT INTO gpkg_geometry_columns VALUES (?1, 'geom', ?2, ?3, 0, 0)",
        params![table.name, kind, table.system.id],
    )?;
    let marks = ", ?".repeat(table.columns.len());
    let mut insert = file.prepare(&format!("INSERT INTO {name} VALUES (NULL, ?{marks})"))?;
    for row in &table.rows {
        let cells = std::iter::once(blob(&row.shape, table.system.id)).chain(row.values.iter().map(cell));
        insert.execute(params_from_iter(cells))?;
    }
    Ok(())
}

fn cell(value: &Value) -> Cell {
    match value {
        Value::Null => Cell::Null,
        Value::Boolean(yes) => Cell::Integer(i64::from(*yes)),
        Value::Integer(number) => Cell::Integer(*number),
        Value::Real(number) => Cell::Real(*number),
        Value::Text(text) => Cell::Text(text.to_string()),
    }
}

/// A GeoPackage geometry blob (§2.1.3): header with a box, then WKB.
fn blob(shape: &GpkgShape, srs_id: i32) -> Cell {
    let shape = match shape {
        GpkgShape::None => return Cell::Null,
        GpkgShape::Bytes(bytes) => return Cell::Blob(bytes.clone()),
        GpkgShape::Whole(shape) => shape,
    };
    /// Little-endian, with a box of two dimensions; and without a box, of a shape that has none.
    const FLAGS: [u8; 2] = [0b11, 0b1_0001];
    let around = Envelope::of(shape);
    let mut bytes = vec![b'G', b'P', 0, FLAGS[usize::from(around.is_none())]];
    bytes.extend(srs_id.to_le_bytes());
    if let Some(Envelope { min, max }) = around {
        for side in [min[0], max[0], min[1], max[1]] {
            bytes.extend(side.to_le_bytes());
        }
    }
    wkb::write(shape, &mut bytes);
    Cell::Blob(bytes)
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use geo_types::{Point, point};

    use super::*;
    use crate::formats::gpkg::whole::WholeFile;
    use crate::record::RawGeometry;

    #[test]
    fn what_is_written_is_read_bit_for_bit() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("a.gpkg");
        let at: Point = point!(x: 600_000.1, y: 0.1 + 0.2);
        let row = |shape, text: &str| GpkgRow { shape, values: vec![Value::text(text), Value::Real(0.1 + 0.2)] };
        let table = GpkgTable {
            name: "Điểm \"P\"".to_owned(),
            title: "Điểm".to_owned(),
            geometry_type: "POINT".to_owned(),
            system: GpkgSystem { id: -1, name: String::new(), definition: "undefined".to_owned() },
            columns: vec![("tên".to_owned(), "TEXT(9)".to_owned()), ("cao".to_owned(), "DOUBLE".to_owned())],
            rows: vec![
                row(GpkgShape::Whole(at.into()), "một"),
                row(GpkgShape::Bytes(vec![1]), ""),
                row(GpkgShape::None, ""),
            ],
        };
        GpkgFile { tables: vec![table.clone()] }.write(&path).unwrap();
        let file = WholeFile::open(&path).unwrap();
        let found = &file.tables().unwrap()[0];
        assert_eq!((&found.name, found.columns.as_ref()), (&table.name, Some(&table.columns)));
        let mut rows = Vec::new();
        file.rows(found, &mut |row| {
            rows.push(row);
            ControlFlow::Continue(())
        })
        .unwrap();
        assert_eq!((rows.len(), rows[0].id, &rows[0].values), (3, 1, &table.rows[0].values));
        assert!(matches!(&rows[0].geometry, RawGeometry::Shape { geometry, .. } if *geometry == at.into()));
        assert!(matches!(rows[1].geometry, RawGeometry::Unreadable(_)));
        assert!(matches!(rows[2].geometry, RawGeometry::Nothing));
        let bytes = || GpkgFile { tables: vec![table.clone()] }.bytes("2026-03-02T00:00:00.000Z").unwrap();
        assert!(bytes() == bytes() && bytes().starts_with(b"SQLite format 3\0"));
    }
}
