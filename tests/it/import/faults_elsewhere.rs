//! Faults drawn by lot in GeoPackages, in GeoJSON and in the letters of old encodings, each three times over in a file that is otherwise
//! right: all are told, by the name of their kind; and the same files without the fault raise no alarm. What looks like a fault and is none
//! is read right.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::Command;

use importers::{ImportError, Report};
use rusqlite::Connection;
use spatial_core::layer::Feature;
use spatial_core::message::Say;
use system_tests::fuzz::Mutator;
use system_tests::hostile::Desk;
use system_tests::importing::{empty_store, features, import, request};

use crate::import::letters::{CP1258, NAMES, TCVN3, VNI, VPS, western};
use crate::import::points::{DEGREES, shapefile, zone};

/// Files of each kind.
const SEEDS: u64 = 3;
/// What GDAL writes where a layer has no reference system.
const UNDEFINED: &str = r#"LOCAL_CS["Undefined SRS",LOCAL_DATUM["unknown",32767],UNIT["unknown",0],AXIS["Easting",EAST],AXIS["Northing",NORTH]]"#;

/// A kind of fault: under which name it is told, and how a file is made that has it, or lacks it.
type Kind = (&'static str, Box<dyn Fn(&Desk, &mut Mutator, bool) -> PathBuf>);

/// All the names, in any order, and some of them again.
fn names(dice: &mut Mutator) -> Vec<usize> {
    let mut order: Vec<usize> = (0..NAMES.len()).collect();
    order.rotate_left(dice.below(NAMES.len()));
    order.extend((0..dice.below(5)).map(|_| dice.below(NAMES.len())));
    order
}

/// Points in VN-2000, 107°45', with a number and a name each.
fn records(dice: &mut Mutator, ten: impl Fn(usize) -> String) -> Vec<String> {
    let order = names(dice);
    let mut record = |(at, name): (usize, usize)| {
        let (x, y) = (400_000 + dice.below(60_000), 1_140_000 + dice.below(60_000));
        let properties = serde_json::json!({"so": at + 1, "ten": ten(name), "ngay": "2026-11-28"});
        format!(
            r#"{{"type":"Feature","geometry":{{"type":"Point","coordinates":[{x},{y}]}},"properties":{properties}}}"#
        )
    };
    order.into_iter().enumerate().map(&mut record).collect()
}

fn collection(crs: &str, records: &[String]) -> String {
    let crs = serde_json::json!({"type": "name", "properties": {"name": crs}});
    format!(r#"{{"type":"FeatureCollection","crs":{crs},"features":[{}]}}"#, records.join(","))
}

fn right(name: usize) -> String {
    NAMES[name].to_owned()
}

fn geojson(desk: &Desk, text: impl AsRef<[u8]>) -> PathBuf {
    desk.file("thua.geojson", text)
}

/// A GeoPackage of the layer `thua`, made by GDAL, whose tables are edited then.
fn package(desk: &Desk, records: &[String], edit: &str) -> PathBuf {
    let (source, file) = (geojson(desk, collection("EPSG:5899", records)), desk.at("thua.gpkg"));
    let _ = std::fs::remove_file(&file);
    let made = Command::new("ogr2ogr")
        .args(["-f", "GPKG", "-nln", "thua", "-lco", "SPATIAL_INDEX=NO"])
        .args([&file, &source])
        .env("OGR_SQLITE_SYNCHRONOUS", "OFF")
        .status();
    assert!(made.expect("ogr2ogr runs").success());
    let connection = Connection::open(&file).expect("it opens");
    connection.pragma_update(None, "foreign_keys", false).expect("it can be set");
    let triggers =
        "SELECT group_concat('DROP TRIGGER \"' || name || '\"', ';') FROM sqlite_schema WHERE type = 'trigger'";
    let triggers: Option<String> = connection.query_row(triggers, [], |row| row.get(0)).expect("it can be asked");
    connection.execute_batch(&format!("{}; {edit}", triggers.unwrap_or_default())).expect("it can be edited");
    file
}

/// A fault that is an edit of a GeoPackage's tables; `#` in it is a row.
fn edited(told: &'static str, edit: impl Into<String>) -> Kind {
    let edit: String = edit.into();
    let make = move |desk: &Desk, dice: &mut Mutator, is_spoilt: bool| {
        let records = records(dice, right);
        let edit = edit.replace('#', &(1 + dice.below(records.len())).to_string());
        package(desk, &records, if is_spoilt { &edit } else { "" })
    };
    (told, Box::new(make))
}

fn packages() -> Vec<Kind> {
    let system = |id: i64, organization: &str, definition: &str| {
        format!(
            "INSERT OR REPLACE INTO gpkg_spatial_ref_sys VALUES ('x', {id}, '{organization}', {id}, '{definition}', NULL); \
             UPDATE gpkg_geometry_columns SET srs_id = {id}; UPDATE gpkg_contents SET srs_id = {id}"
        )
    };
    let own = zone(107.7, "");
    let view = "ALTER TABLE thua RENAME TO goc; CREATE VIEW thua AS SELECT * FROM goc; \
        UPDATE gpkg_contents SET table_name = 'thua', identifier = 'thua'; UPDATE gpkg_geometry_columns SET table_name = 'thua'";
    let cut = |desk: &Desk, dice: &mut Mutator, is_spoilt: bool| {
        let file = package(desk, &records(dice, right), "");
        let whole = std::fs::read(&file).expect("it is there");
        // Pages at the end are lost.
        let left = if is_spoilt { whole.len() - 4096 * (1 + dice.below(8)) } else { whole.len() };
        std::fs::write(&file, &whole[..left]).expect("it can be written");
        file
    };
    let nan = format!("X'{}'", "000000000000F87F".repeat(2));
    vec![
        edited(
            "crs-contradiction",
            "UPDATE gpkg_spatial_ref_sys SET organization_coordsys_id = 9210 WHERE srs_id = 5899",
        ),
        edited(
            "crs-contradiction",
            "UPDATE gpkg_spatial_ref_sys SET organization_coordsys_id = 99999 WHERE srs_id = 5899",
        ),
        edited(
            "import-crs-contradicted",
            format!("UPDATE gpkg_spatial_ref_sys SET definition = '{own}' WHERE srs_id = 5899"),
        ),
        edited("import-crs-unknown", system(100_000, "NONE", &own)),
        edited("import-crs-missing", system(99_999, "GDAL", UNDEFINED)),
        edited("import-crs-missing", "UPDATE gpkg_geometry_columns SET srs_id = 77777"),
        edited("import-computed", view),
        edited("import-table-missing", "DROP TABLE thua"),
        edited("import-table-unreadable", "UPDATE gpkg_geometry_columns SET column_name = 'hinh'"),
        edited("geometry-missing", "UPDATE thua SET geom = NULL WHERE fid = #"),
        edited("geometry-unreadable", "UPDATE thua SET geom = X'47500001E6100000' WHERE fid = #"),
        edited(
            "geometry-empty",
            format!("UPDATE thua SET geom = CAST(substr(geom, 1, length(geom) - 16) || {nan} AS BLOB) WHERE fid = #"),
        ),
        edited("value-binary", "UPDATE thua SET ten = X'FFD8FFE000104A46' WHERE fid = #"),
        edited("text-replaced", "UPDATE thua SET ten = CAST(X'50C3FF' AS TEXT) WHERE fid = #"),
        ("import-damaged", Box::new(cut)),
    ]
}

/// A fault that is an edit of GeoJSON's records, or of its reference system.
fn rewritten(told: &'static str, crs: impl Into<String>, edit: fn(&mut String)) -> Kind {
    let crs: String = crs.into();
    let make = move |desk: &Desk, dice: &mut Mutator, is_spoilt: bool| {
        let mut records = records(dice, right);
        let at = dice.below(records.len());
        if is_spoilt {
            edit(&mut records[at]);
        }
        geojson(desk, collection(if is_spoilt { &crs } else { "EPSG:5899" }, &records))
    };
    (told, Box::new(make))
}

/// Texts that another program took for windows-1252, as GeoJSON or as a GeoPackage.
fn misread(bytes: [&'static [u8]; 3], is_package: bool) -> Kind {
    let make = move |desk: &Desk, dice: &mut Mutator, is_spoilt: bool| {
        let records = records(dice, |name| if is_spoilt { western(bytes[name]) } else { right(name) });
        if is_package { package(desk, &records, "") } else { geojson(desk, collection("EPSG:5899", &records)) }
    };
    ("text-misread", Box::new(make))
}

fn texts() -> Vec<Kind> {
    let same = |_: &mut String| {};
    let system = |told, crs: String| rewritten(told, crs, same);
    let record = |told, edit| rewritten(told, "EPSG:5899", edit);
    let utf8 = NAMES.map(str::as_bytes);
    let not_utf8 = |desk: &Desk, dice: &mut Mutator, is_spoilt: bool| {
        let mark = |name: usize| if is_spoilt { format!("@{name}") } else { right(name) };
        let mut bytes = collection("EPSG:5899", &records(dice, mark)).into_bytes();
        for (name, text) in TCVN3.iter().enumerate() {
            let mark = format!("@{name}");
            while let Some(at) = bytes.windows(2).position(|two| two == mark.as_bytes()) {
                bytes.splice(at..at + 2, text.iter().copied());
            }
        }
        geojson(desk, bytes)
    };
    let cut = |desk: &Desk, dice: &mut Mutator, is_spoilt: bool| {
        let text = collection("EPSG:5899", &records(dice, right));
        let end = if is_spoilt { 2 + dice.below(60) } else { 0 };
        let bytes = text.as_bytes();
        geojson(desk, &bytes[..bytes.len() - end])
    };
    vec![
        record("coordinate-not-number", |record| {
            *record = record.replacen("\"coordinates\":[4", "\"coordinates\":[null,4", 1);
        }),
        record("record-not-geojson", |record| {
            let (from, to) = (record.find(":[4").expect("there"), record.find("]}").expect("there"));
            record.replace_range(from + 1..=to, "null");
        }),
        record("geometry-empty", |record| {
            let (from, to) = (record.find(":[4").expect("there"), record.find("]}").expect("there"));
            record.replace_range(from + 2..to, "");
        }),
        record("geometry-missing", |record| {
            let (from, to) = (record.find("{\"type\":\"Point\"").expect("there"), record.find("]}").expect("there"));
            record.replace_range(from..to + 2, "null");
        }),
        record("coordinate-not-finite", |record| *record = record.replacen(":[4", ":[1e999,4", 1)),
        record("record-not-geojson", |record| *record = record.replacen("\"Point\"", "\"Dot\"", 1)),
        system("crs-contradiction", zone(107.75, r#",AUTHORITY["EPSG","9210"]"#)),
        system("import-crs-contradicted", zone(107.7, r#",AUTHORITY["EPSG","5899"]"#)),
        system("import-crs-unknown", zone(107.7, "")),
        system("import-crs-unknown", "VN-2000".to_owned()),
        system("import-metres-in-degrees", "EPSG:4756".to_owned()),
        misread(TCVN3, false),
        misread(VNI, false),
        misread(VPS, false),
        misread(CP1258, false),
        misread(utf8, false),
        misread(TCVN3, true),
        misread(VNI, true),
        misread(VPS, true),
        ("text-not-utf8", Box::new(not_utf8)),
        ("import-truncated", Box::new(cut)),
    ]
}

/// A Shapefile whose texts are in an encoding that it states wrongly, or not at all.
fn lettered(told: &'static str, bytes: [&'static [u8]; 3], cpg: Option<&'static str>) -> Kind {
    let make = move |desk: &Desk, dice: &mut Mutator, is_spoilt: bool| {
        let texts: Vec<&[u8]> =
            names(dice).into_iter().map(|name| if is_spoilt { bytes[name] } else { NAMES[name].as_bytes() }).collect();
        shapefile(desk, "thua", &texts, if is_spoilt { cpg } else { Some("UTF-8") }, Some(DEGREES))
    };
    (told, Box::new(make))
}

fn letters() -> Vec<Kind> {
    let mut kinds = Vec::new();
    for bytes in [TCVN3, VNI, VPS] {
        for cpg in [None, Some("UTF-8"), Some("1252"), Some("1258")] {
            kinds.push(lettered("text-recognised", bytes, cpg));
        }
    }
    let utf8 = NAMES.map(str::as_bytes);
    kinds.extend([Some("1252"), Some("1258"), Some("TCVN3")].map(|cpg| lettered("text-recognised", utf8, cpg)));
    kinds.extend([None, Some("UTF-8")].map(|cpg| lettered("text-recognised", CP1258, cpg)));
    kinds.push(lettered("import-encoding-doubtful", [b"H\xB5"; 3], None));
    kinds
}

async fn imported(file: PathBuf) -> (Result<Report, ImportError>, Vec<Feature>) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let store = empty_store(folder.path()).await;
    let report = import(&store, request(file, "thua")).await;
    let loaded = if report.is_ok() { features(&store, "thua").await } else { Vec::new() };
    (report, loaded)
}

async fn told(file: PathBuf) -> BTreeSet<String> {
    match imported(file).await.0 {
        Ok(report) => report.counts.keys().map(|code| (*code).to_owned()).collect(),
        Err(error) => BTreeSet::from([error.message().code.to_owned()]),
    }
}

/// Draws each kind three times over, with and without its fault.
async fn all_are_told(kinds: Vec<Kind>, seed: u64) {
    let desk = Desk::default();
    let (mut silent, mut alarms) = (Vec::new(), Vec::new());
    for (number, (name, make)) in (1_u64..).zip(&kinds) {
        for draw in 0..SEEDS {
            let dice = || Mutator::new(seed ^ (number * SEEDS + draw).wrapping_mul(0x9E37_79B9_7F4A_7C15));
            let clean = told(make(&desk, &mut dice(), false)).await;
            if !clean.is_empty() {
                alarms.push(format!("{name} ({number}) {draw}: {clean:?}"));
            }
            let found = told(make(&desk, &mut dice(), true)).await;
            if !found.contains(*name) {
                silent.push(format!("{name} ({number}) {draw}: {found:?}"));
            }
        }
    }
    assert!(
        silent.is_empty() && alarms.is_empty(),
        "silent or called otherwise: {silent:#?}\nfalse alarms: {alarms:#?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn faults_of_geopackages_are_told_and_without_them_nothing_is() {
    all_are_told(packages(), 0x6770_6b67).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn faults_of_geojson_are_told_and_without_them_nothing_is() {
    all_are_told(texts(), 0x006a_736f_6e00).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_under_a_wrong_or_missing_code_page_are_told_and_right_ones_are_not() {
    all_are_told(letters(), 0x6c65_7474).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_looks_like_a_fault_of_a_geopackage_and_is_none_is_read_right() {
    let desk = Desk::default();
    let keyed = "ALTER TABLE thua RENAME TO goc; CREATE TABLE thua (ma TEXT PRIMARY KEY, geom BLOB, so INTEGER, ten TEXT); \
        INSERT INTO thua SELECT 'T' || fid, geom, so, ten FROM goc; DROP TABLE goc; \
        UPDATE gpkg_contents SET table_name = 'thua'; UPDATE gpkg_geometry_columns SET table_name = 'thua'";
    for (number, edit) in (1_u64..).zip([
        "UPDATE thua SET fid = 0 WHERE fid = 1",
        "UPDATE thua SET fid = -fid",
        "UPDATE gpkg_contents SET min_x = 1, min_y = 1, max_x = 2, max_y = 2",
        "UPDATE gpkg_contents SET min_x = NULL, min_y = NULL, max_x = NULL, max_y = NULL",
        "UPDATE gpkg_contents SET last_change = 'hôm qua', identifier = NULL",
        keyed,
    ]) {
        for draw in 0..SEEDS {
            let mut dice = Mutator::new(0x7269_6768 ^ (number * SEEDS + draw).wrapping_mul(0x9E37_79B9_7F4A_7C15));
            let records = records(&mut dice, right);
            let (report, loaded) = imported(package(&desk, &records, edit)).await;
            let report = report.unwrap_or_else(|error| panic!("{edit}: {error}"));
            assert!(report.counts.is_empty() && loaded.len() == records.len(), "{edit}: {report:?}");
            assert!(loaded.iter().all(|feature| feature.geometry.is_some()), "{edit}: {loaded:?}");
        }
    }
}
