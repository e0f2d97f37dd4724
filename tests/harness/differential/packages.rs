//! GeoPackages: many small layers in one file, with values that are what their columns say and others, read by both. The file itself is
//! asked as well, so that it is known who is right.

use std::collections::BTreeMap;
use std::path::Path;

use geo_types::{Geometry, LineString, MultiPolygon, Point, Polygon, polygon};
use rusqlite::{Connection, ToSql};
use spatial_core::geometry::wkb;

use crate::differential::compare::{same_shape, same_value};
use crate::differential::gdal;
use crate::differential::ours::{self, Imported, Ours};
use crate::differential::reading::{Cell, Reading, Row};
use crate::differential::tally::Tally;
use crate::fuzz::Mutator;
use crate::importing::empty_store;

/// Tables that every GeoPackage has (OGC 12-128r18, annex C).
const TABLES: &str = "PRAGMA application_id = 0x47504B47; PRAGMA user_version = 10300; PRAGMA synchronous = OFF; \
    CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT); \
    INSERT INTO gpkg_spatial_ref_sys VALUES ('none', -1, 'NONE', -1, 'undefined', ''), ('none', 0, 'NONE', 0, 'undefined', ''), ('WGS 84', 4326, 'EPSG', 4326, 'GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]]', ''); \
    CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT '2026-11-28T00:00:00.000Z', min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER); \
    CREATE TABLE gpkg_geometry_columns (table_name TEXT PRIMARY KEY, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL)";
/// Types that columns declare.
const TYPES: [&str; 8] = ["INTEGER", "MEDIUMINT", "REAL", "DOUBLE", "TEXT", "TEXT(20)", "DATE", "BOOLEAN"];

/// Makes so many layers, has both read them, and compares.
pub(super) async fn run(layers: u64, seed: u64, tally: &mut Tally) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let (source, out) = (folder.path().join("source.gpkg"), folder.path().join("out.gpkg"));
    let mut dice = Mutator::new(seed ^ 0x6770_6b67);
    let connection = Connection::open(&source).expect("it opens");
    connection.execute_batch(TABLES).expect("tables can be made");
    let names: Vec<String> = (0..layers).map(|number| format!("g{number}")).collect();
    for name in &names {
        table(&connection, name, &mut dice);
    }
    drop(connection);
    gdal::convert(&source, &out, false, &[]);
    let (theirs, truth) = (gdal::layers(&out), truths(&source, &names));
    for names in names.chunks(ours::LAYERS) {
        let home = tempfile::tempdir().expect("a folder can be made");
        let store = empty_store(home.path()).await;
        for name in names {
            let ours = ours::imported(&store, &source, name, Some(name)).await;
            judge(name, &ours, theirs.get(name), &truth[name], tally);
        }
    }
}

fn table(connection: &Connection, name: &str, dice: &mut Mutator) {
    let kinds: Vec<&str> = (0..1 + dice.below(5)).map(|_| TYPES[dice.below(TYPES.len())]).collect();
    let columns: String = kinds.iter().enumerate().map(|(at, kind)| format!(", c{at} {kind}")).collect();
    let sql = format!(
        "CREATE TABLE {name} (fid INTEGER PRIMARY KEY, geom BLOB{columns}); \
         INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('{name}', 'features', '{name}', 4326); \
         INSERT INTO gpkg_geometry_columns VALUES ('{name}', 'geom', 'GEOMETRY', 4326, 0, 0)"
    );
    connection.execute_batch(&sql).expect("a table can be made");
    let places = "?, ".repeat(kinds.len() + 1) + "?";
    let mut key = dice.below(3) as i64;
    for _ in 0..dice.below(9) {
        let mut values: Vec<Box<dyn ToSql>> = vec![Box::new(key), Box::new(blob(dice))];
        values.extend(kinds.iter().map(|kind| value(kind, dice)));
        let values: Vec<&dyn ToSql> = values.iter().map(AsRef::as_ref).collect();
        connection.execute(&format!("INSERT INTO {name} VALUES ({places})"), &values[..]).expect("a row");
        key += 1 + dice.below(3) as i64;
    }
}

/// A value of the column's type, or none, or sometimes another.
fn value(kind: &str, dice: &mut Mutator) -> Box<dyn ToSql> {
    let kind = if dice.below(12) == 0 { TYPES[dice.below(TYPES.len())] } else { kind };
    match (kind, dice.below(6)) {
        (_, 0) => Box::new(None::<i64>),
        ("INTEGER" | "MEDIUMINT", _) => Box::new(dice.below(100_000) as i64),
        ("REAL" | "DOUBLE", _) => Box::new(dice.below(100_000) as f64 / 8.0),
        ("DATE", _) => Box::new(format!("20{:02}-{:02}-{:02}", dice.below(30), 1 + dice.below(12), 1 + dice.below(28))),
        ("BOOLEAN", _) => Box::new(dice.below(2) as i64),
        _ => Box::new(["A", "Phường Rạch Dừa", "12", "1.5", ""][dice.below(5)]),
    }
}

/// A shape with the header of a GeoPackage, or none, or sometimes a spoilt one.
fn blob(dice: &mut Mutator) -> Option<Vec<u8>> {
    if dice.below(10) == 0 {
        return None;
    }
    let (x, y) = (107.0 + dice.below(100) as f64 / 128.0, 10.0 + dice.below(100) as f64 / 128.0);
    let square =
        |x: f64, y: f64| polygon![(x: x, y: y), (x: x + 0.25, y: y), (x: x + 0.25, y: y + 0.25), (x: x, y: y + 0.25)];
    let shape: Geometry = match dice.below(5) {
        0 => Point::new(x, y).into(),
        1 => LineString::from(vec![(x, y), (x + 1.0, y), (x, y + 1.0)]).into(),
        2 => MultiPolygon(vec![square(x, y), square(x + 0.5, y)]).into(),
        3 => Polygon::new(
            square(x, y).exterior().clone(),
            vec![LineString::from(vec![
                (x + 0.0625, y + 0.0625),
                (x + 0.125, y + 0.125),
                (x + 0.125, y + 0.0625),
                (x + 0.0625, y + 0.0625),
            ])],
        )
        .into(),
        _ => square(x, y).into(),
    };
    let mut blob = b"GP\0\x01\xE6\x10\0\0".to_vec();
    if dice.below(2) == 0 {
        blob[3] |= 2;
        blob.extend([x, x + 1.0, y, y + 1.0].iter().flat_map(|number| number.to_le_bytes()));
    }
    wkb::write(&shape, &mut blob);
    if dice.below(12) == 0 {
        let at = dice.below(blob.len());
        blob[at] ^= 1 << dice.below(8);
    }
    Some(blob)
}

/// What stands in the file, by layer and row.
fn truths(path: &Path, names: &[String]) -> BTreeMap<String, Reading> {
    let connection = Connection::open(path).expect("it opens");
    let truth = |name: &String| (name.clone(), gdal::table(&connection, name).expect("it is ours"));
    names.iter().map(truth).collect()
}

fn judge(name: &str, ours: &Ours, theirs: Option<&Reading>, truth: &Reading, tally: &mut Tally) {
    tally.files += 1;
    let Ok(ours) = ours else {
        tally.refused += 1;
        tally.explained += 1;
        return;
    };
    let is_known = |what: &'static str, tally: &mut Tally| *tally.known.entry(what).or_default() += 1;
    let Some(theirs) = theirs else { return is_known("GDAL leaves out a layer", tally) };
    let (told, differs) = (ours.report.counts.len(), tally.unexplained.len());
    for ((number, record), (key, truth)) in (1..).zip(&ours.records).zip(&truth.rows) {
        let other = theirs.rows.get(key);
        let Some(record) = record else { continue };
        let (values, shape) = differences(ours, number, record, other, truth);
        for what in values.into_iter().chain(shape) {
            match what {
                Different::Known(what) => is_known(what, tally),
                Different::Nobody(what) => tally.unexplained.push(format!("{name}, record {number}: {what}")),
            }
        }
    }
    tally.equal += u64::from(told == 0 && differs == tally.unexplained.len());
    tally.explained += u64::from(told > 0);
}

enum Different {
    /// We read it as it stands in the file, whatever GDAL makes of it.
    Known(&'static str),
    Nobody(String),
}

fn differences(
    ours: &Imported,
    number: u64,
    record: &Row,
    other: Option<&Row>,
    truth: &Row,
) -> (Vec<Different>, Option<Different>) {
    let is_told = |field: &str| {
        ours.report
            .findings
            .iter()
            .any(|finding| finding.record == Some(number) && finding.field.as_deref() == Some(field))
    };
    let mut values = Vec::new();
    let own = ours.fields.iter().zip(&record.values).filter(|(name, _)| *name != "source_id");
    for (at, (name, mine)) in own.enumerate() {
        let (theirs, there) = (other.and_then(|row| row.values.get(at)), truth.values.get(at).unwrap_or(&Cell::Null));
        if theirs.is_some_and(|theirs| same_value(mine, theirs)) || is_told(name) {
            continue;
        }
        let is_yes_or_no = |cell: &Cell| matches!((mine, cell), (Cell::Text(word), Cell::Integer(0 | 1)) if ["false", "true"].contains(&word.as_str()));
        values.push(if same_value(mine, there) || as_text(mine) == as_text(there) {
            Different::Known("GDAL makes another value of one that its column does not announce")
        } else if is_yes_or_no(there) {
            Different::Known("a column of values of several types is one of texts with us")
        } else {
            Different::Nobody(format!("{name} is {mine:?}, by GDAL {theirs:?}, in the file {there:?}"))
        });
    }
    let (mine, theirs) = (record.geometry.as_ref(), other.and_then(|row| row.geometry.as_ref()));
    let shape =
        (!same_shape(mine, theirs) && !is_told("geometry")).then(|| match same_shape(mine, truth.geometry.as_ref()) {
            true => Different::Known("GDAL gives up a shape that can be read"),
            false => Different::Nobody(format!("{mine:?}, by GDAL {theirs:?}")),
        });
    (values, shape)
}

fn as_text(cell: &Cell) -> String {
    match cell {
        Cell::Null => String::new(),
        Cell::Number(number) => number.to_string(),
        Cell::Integer(number) => number.to_string(),
        Cell::Text(text) => text.clone(),
        Cell::Boolean(value) => value.to_string(),
    }
}
