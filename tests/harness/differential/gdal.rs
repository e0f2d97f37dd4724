//! What GDAL reads: a folder of files converted in one go, and looked up in the result.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use rusqlite::Connection;
use rusqlite::types::ValueRef;
use spatial_core::geometry::wkb;

use crate::differential::reading::{Cell, Reading, Row};

/// Names that no field of ours has, for the columns that GDAL adds.
const KEY: &str = "_key_";
const SHAPE: &str = "_shape_";

/// Everything GDAL reads in a folder, by layer. Those without an index are given one on the way.
pub(super) fn read(folder: &Path, makes_index: bool) -> BTreeMap<String, Reading> {
    let is_empty = std::fs::read_dir(folder).expect("it can be read").next().is_none();
    if is_empty {
        return BTreeMap::new();
    }
    let out = folder.with_extension("gpkg");
    convert(folder, &out, makes_index, &[]);
    layers(&out)
}

/// Converts with our names for the columns GDAL adds.
pub(super) fn convert(from: &Path, to: &Path, makes_index: bool, options: &[&str]) {
    let mut ogr2ogr = Command::new("ogr2ogr");
    ogr2ogr.args(["-f", "GPKG"]).arg(to).arg(from).args(options);
    // Groups of features, for by themselves skipped failures make each feature a transaction.
    ogr2ogr.args(["-skipfailures", "-gt", "100000", "-preserve_fid", "-lco", "SPATIAL_INDEX=NO"]);
    ogr2ogr.args(["-lco", &format!("FID={KEY}"), "-lco", &format!("GEOMETRY_NAME={SHAPE}")]);
    ogr2ogr.env("OGR_SQLITE_SYNCHRONOUS", "OFF").env("SHAPE_RESTORE_SHX", if makes_index { "YES" } else { "NO" });
    ogr2ogr.output().expect("ogr2ogr runs (install gdal-bin)");
}

/// All layers of a file made by [`convert`].
pub(super) fn layers(path: &Path) -> BTreeMap<String, Reading> {
    let Ok(connection) = Connection::open(path) else { return BTreeMap::new() };
    let names = connection.prepare("SELECT table_name FROM gpkg_contents").and_then(|mut statement| {
        statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()
    });
    let layer = |name: String| {
        let reading = table(&connection, &name).expect("GDAL's own table can be read");
        (name, reading)
    };
    names.unwrap_or_default().into_iter().map(layer).collect()
}

/// A table as it stands in a GeoPackage: key and shape come first. Names of columns are not looked at, which may be no text.
pub(super) fn table(connection: &Connection, table: &str) -> rusqlite::Result<Reading> {
    let mut statement = connection.prepare(&format!("SELECT * FROM \"{}\"", table.replace('"', "\"\"")))?;
    let columns = statement.column_count();
    let mut rows = statement.query([])?;
    let mut reading = Reading::default();
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        let geometry = match row.get_ref(1)? {
            ValueRef::Blob(blob) => geometry(blob),
            _ => None,
        };
        let values = (2..columns).map(|at| row.get_ref(at).map(cell)).collect::<rusqlite::Result<_>>()?;
        reading.rows.insert(id as u64, Row { geometry, values });
    }
    Ok(reading)
}

/// The shape of a GeoPackage's blob (OGC 12-128r18, 2.1.3); an empty one is none.
fn geometry(blob: &[u8]) -> Option<geo_types::Geometry> {
    let envelope = match blob.get(3)? >> 1 & 7 {
        0 => 0,
        1 => 32,
        2 | 3 => 48,
        _ => 64,
    };
    wkb::read(blob.get(8 + envelope..)?).ok()
}

fn cell(value: ValueRef<'_>) -> Cell {
    match value {
        ValueRef::Null => Cell::Null,
        ValueRef::Integer(number) => Cell::Integer(number),
        ValueRef::Real(number) => Cell::Number(number),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => Cell::Text(String::from_utf8_lossy(bytes).into_owned()),
    }
}
