//! GeoPackages: several files of some small layers each, whole or with values and shapes that are none, read by both; and the same files
//! with spoilt bytes, which we read as SQLite does or refuse as damaged. What stands in the file is asked as well, so that it is known who
//! is right.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use geo_types::{Geometry, LineString, MultiPolygon, Point, Polygon, polygon};
use importers::Outcome;
use rusqlite::{Connection, ToSql};
use spatial_core::geometry::wkb;
use spatial_core::store::Store;

use crate::differential::compare::{self, same_shape, same_value};
use crate::differential::gdal;
use crate::differential::ours::{self, Imported, Ours};
use crate::differential::reading::{Cell, Reading, Row};
use crate::differential::spoil::spoil;
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

/// A layer as it was made: its name, and the rows of which something may be told, by number from 1.
struct Made {
    name: String,
    odd: BTreeSet<u64>,
    spoilt: BTreeSet<u64>,
}

/// Makes so many layers, has both read them, and compares.
pub(super) async fn run(layers: u64, seed: u64, tally: &mut Tally) {
    let mut dice = Mutator::new(seed ^ 0x6770_6b67);
    let mut made = 0;
    while made < layers {
        let count = (1 + dice.below(ours::LAYERS - 1) as u64).min(layers - made);
        one_file(made, count, &mut dice, tally).await;
        made += count;
    }
}

async fn one_file(first: u64, count: u64, dice: &mut Mutator, tally: &mut Tally) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let at = |name: &str| folder.path().join(name);
    let (source, out) = (at("source.gpkg"), at("out.gpkg"));
    let connection = Connection::open(&source).expect("it opens");
    connection.execute_batch(TABLES).expect("tables can be made");
    let made: Vec<Made> = (first..first + count).map(|number| table(&connection, number, dice)).collect();
    drop(connection);
    gdal::convert(&source, &out, false, &[]);
    let (theirs, truth) = (gdal::layers(&out), truths(&source, &made).expect("it is ours"));
    let store = empty_store(folder.path()).await;
    for layer in &made {
        let ours = ours::imported(&store, &source, &layer.name, Some(&layer.name)).await;
        judge(layer, &ours, theirs.get(&layer.name), &truth[&layer.name], tally);
    }
    spoilt_bytes(&store, &source, &made[0], dice, tally).await;
}

/// The file with spoilt bytes: refused as damaged, or read as SQLite reads it, whatever that is.
async fn spoilt_bytes(store: &Store, source: &Path, layer: &Made, dice: &mut Mutator, tally: &mut Tally) {
    const HEADER: usize = 100;
    let path = source.with_file_name("spoilt.gpkg");
    let mut bytes = std::fs::read(source).expect("it is there");
    spoil(&mut bytes, HEADER, dice);
    std::fs::write(&path, bytes).expect("it can be written");
    let name = format!("spoilt_{}", layer.name);
    let ours = ours::imported(store, &path, &name, Some(&layer.name)).await;
    let is_other = schema(&path) != schema(source);
    tally.files += 1;
    match (ours, truths(&path, std::slice::from_ref(layer))) {
        (Err(code), _) => refuse(&name, code, tally),
        // Columns that are called otherwise now are other columns.
        (Ok(_), _) if is_other => tally.explained += 1,
        (Ok(ours), Ok(truth)) => {
            let truth = &truth[&layer.name];
            let before = tally.unexplained.len();
            compare_rows(&name, &ours, truth, truth, tally);
            tally.equal += u64::from(before == tally.unexplained.len());
        }
        (Ok(_), Err(error)) => tally.unexplained.push(format!("{name}: we read what SQLite does not: {error}")),
    }
}

/// How the tables of a file are made; nothing if that cannot be read.
fn schema(path: &Path) -> Option<Vec<String>> {
    let connection = Connection::open(path).ok()?;
    let mut statement = connection.prepare("SELECT coalesce(sql, '') FROM sqlite_schema").ok()?;
    statement.query_map([], |row| row.get(0)).ok()?.collect::<rusqlite::Result<_>>().ok()
}

/// Enters a refusal: it has to be one of damage.
fn refuse(name: &str, code: &'static str, tally: &mut Tally) {
    tally.refused += 1;
    tally.explained += 1;
    if !compare::is_of_damage(code) {
        tally.unexplained.push(format!("{name} is refused as {code}"));
    }
}

fn table(connection: &Connection, number: u64, dice: &mut Mutator) -> Made {
    let name = format!("g{number}");
    let kinds: Vec<&str> = (0..1 + dice.below(5)).map(|_| TYPES[dice.below(TYPES.len())]).collect();
    let columns: String = kinds.iter().enumerate().map(|(at, kind)| format!(", c{at} {kind}")).collect();
    let sql = format!(
        "CREATE TABLE {name} (fid INTEGER PRIMARY KEY, geom BLOB{columns}); \
         INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('{name}', 'features', '{name}', 4326); \
         INSERT INTO gpkg_geometry_columns VALUES ('{name}', 'geom', 'GEOMETRY', 4326, 0, 0)"
    );
    connection.execute_batch(&sql).expect("a table can be made");
    let places = "?, ".repeat(kinds.len() + 1) + "?";
    let (is_clean, mut key) = (dice.below(2) == 0, dice.below(3) as i64);
    let mut made = Made { name, odd: BTreeSet::new(), spoilt: BTreeSet::new() };
    for row in 1..=dice.below(9) as u64 {
        let blob = blob(is_clean, row, &mut made, dice);
        let mut values: Vec<Box<dyn ToSql>> = vec![Box::new(key), Box::new(blob)];
        for kind in &kinds {
            let is_other = !is_clean && dice.below(12) == 0;
            let kind = if is_other { TYPES[dice.below(TYPES.len())] } else { kind };
            made.odd.extend(is_other.then_some(row));
            values.push(value(kind, dice));
        }
        let values: Vec<&dyn ToSql> = values.iter().map(AsRef::as_ref).collect();
        let insert = format!("INSERT INTO {} VALUES ({places})", made.name);
        connection.execute(&insert, &values[..]).expect("a row");
        key += 1 + dice.below(3) as i64;
    }
    made
}

/// A value of a type, or none.
fn value(kind: &str, dice: &mut Mutator) -> Box<dyn ToSql> {
    match (kind, dice.below(6)) {
        (_, 0) => Box::new(None::<i64>),
        ("INTEGER" | "MEDIUMINT", _) => Box::new(dice.below(100_000) as i64),
        ("REAL" | "DOUBLE", _) => Box::new(dice.below(100_000) as f64 / 8.0),
        ("DATE", _) => Box::new(format!("20{:02}-{:02}-{:02}", dice.below(30), 1 + dice.below(12), 1 + dice.below(28))),
        ("BOOLEAN", _) => Box::new(dice.below(2) as i64),
        _ => Box::new(["A", "Phường Rạch Dừa", "12", "1.5", ""][dice.below(5)]),
    }
}

/// A shape with the header of a GeoPackage; in layers that are not clean sometimes none, or a spoilt one.
fn blob(is_clean: bool, row: u64, made: &mut Made, dice: &mut Mutator) -> Option<Vec<u8>> {
    if !is_clean && dice.below(10) == 0 {
        made.odd.insert(row);
        return None;
    }
    let mut blob = shape(dice);
    if !is_clean && dice.below(6) == 0 {
        spoil(&mut blob, 13, dice);
        made.odd.insert(row);
        made.spoilt.insert(row);
    }
    Some(blob)
}

fn shape(dice: &mut Mutator) -> Vec<u8> {
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
    blob
}

/// What stands in the file, by layer and row.
fn truths(path: &Path, made: &[Made]) -> rusqlite::Result<BTreeMap<String, Reading>> {
    let connection = Connection::open(path)?;
    made.iter().map(|layer| Ok((layer.name.clone(), gdal::table(&connection, &layer.name)?))).collect()
}

fn judge(layer: &Made, ours: &Ours, theirs: Option<&Reading>, truth: &Reading, tally: &mut Tally) {
    tally.files += 1;
    let name = layer.name.as_str();
    let ours = match ours {
        Ok(ours) => ours,
        Err(code) => {
            refuse(name, code, tally);
            if layer.odd.is_empty() {
                tally.false_alarms.push(format!("{name} refused: {code}"));
            }
            return;
        }
    };
    alarms(layer, ours, tally);
    let Some(theirs) = theirs else { return tally.unexplained.push(format!("{name} is left out by GDAL")) };
    let (told, differs) = (ours.report.counts.len(), tally.unexplained.len());
    compare_rows(name, ours, theirs, truth, tally);
    tally.equal += u64::from(told == 0 && differs == tally.unexplained.len());
    tally.explained += u64::from(told > 0);
}

/// What was told of rows that are right, or of a layer all of whose rows are; and rows put aside that were not spoilt.
fn alarms(layer: &Made, ours: &Imported, tally: &mut Tally) {
    let is_fitting = |number: u64, outcome: Outcome| match outcome {
        Outcome::Quarantined => layer.spoilt.contains(&number),
        _ => layer.odd.contains(&number),
    };
    let mut findings = ours.report.findings.iter();
    let is_false = findings.find(|finding| finding.record.is_some_and(|number| !is_fitting(number, finding.outcome)));
    if is_false.is_some() || layer.odd.is_empty() && !ours.report.counts.is_empty() {
        tally.false_alarms.push(format!("{}: {:?} {is_false:?}", layer.name, ours.report.counts));
    }
}

/// Compares row by row, in order of their keys; none may be missing.
fn compare_rows(name: &str, ours: &Imported, theirs: &Reading, truth: &Reading, tally: &mut Tally) {
    let mut rows: Vec<(&u64, &Row)> = truth.rows.iter().collect();
    rows.sort_by_key(|(key, _)| key.cast_signed());
    if rows.len() != ours.records.len() {
        let counts = format!("{name}: we read {} rows of {}", ours.records.len(), rows.len());
        return tally.unexplained.push(counts);
    }
    for ((number, record), (key, truth)) in (1..).zip(&ours.records).zip(rows) {
        let Some(record) = record else { continue };
        let (values, shape) = differences(ours, number, record, theirs.rows.get(key), truth);
        for what in values.into_iter().chain(shape) {
            match what {
                Different::Known(what) => *tally.known.entry(what).or_default() += 1,
                Different::Nobody(what) => tally.unexplained.push(format!("{name}, record {number}: {what}")),
            }
        }
    }
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
