//! What GDAL reads: a folder of files converted in one go, and looked up in the result.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row as SqlRow};
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
        let reading = table(&connection, &name, KEY, SHAPE).expect("GDAL's own table can be read");
        (name, reading)
    };
    names.unwrap_or_default().into_iter().map(layer).collect()
}

/// A table as it stands in a GeoPackage.
pub(super) fn table(connection: &Connection, table: &str, key: &str, shape: &str) -> rusqlite::Result<Reading> {
    let mut statement = connection.prepare(&format!("SELECT * FROM \"{}\"", table.replace('"', "\"\"")))?;
    let columns: Vec<String> = statement.column_names().into_iter().map(str::to_owned).collect();
    let mut rows = statement.query([])?;
    let mut reading = Reading::default();
    while let Some(row) = rows.next()? {
        let (id, row) = read_row(row, &columns, key, shape)?;
        reading.rows.insert(id, row);
    }
    Ok(reading)
}

fn read_row(row: &SqlRow<'_>, columns: &[String], key: &str, shape: &str) -> rusqlite::Result<(u64, Row)> {
    let (mut id, mut read) = (0, Row::default());
    for (at, column) in columns.iter().enumerate() {
        match row.get_ref(at)? {
            ValueRef::Integer(found) if column == key => id = found as u64,
            ValueRef::Blob(blob) if column == shape => read.geometry = geometry(blob),
            _ if column == shape => {}
            value => read.values.push(cell(value)),
        }
    }
    Ok((id, read))
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
