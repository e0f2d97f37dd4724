//! Commands that messages print: run as they are printed, by a shell, in the folder of the file; and what they make lies where it should.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use flate2::Compression;
use flate2::write::GzEncoder;
use importers::{ImportError, Packing};
use rusqlite::Connection;
use spatial_core::crs::{Crs, Transform};
use spatial_core::message::Say;
use system_tests::archive;
use system_tests::hostile::{Desk, watched};

use crate::import::points::{DEGREES, shapefile, zone};

/// Where all these points lie, in their own system.
const PLACE: [f64; 2] = [430_000.0, 1_150_000.0];

/// The command of a message, to its end or to the dash behind which it goes on.
pub(super) fn printed(said: &str) -> &str {
    let from = ["ogr2ogr ", "sqlite3 "].iter().filter_map(|program| said.find(program)).min();
    let rest = from.map(|at| &said[at..]).expect("a command in what is said");
    rest.split(" – ").next().and_then(|rest| rest.lines().next()).expect("there is a first line")
}

/// Runs a command in the folder of the desk.
#[track_caller]
pub(super) fn run(desk: &Desk, command: &str) {
    let made = Command::new("sh").args(["-c", command]).current_dir(desk.at("")).output().expect("there is a shell");
    assert!(made.status.success(), "{command}: {made:?}");
}

/// Where the first point of a layer of the store lies, in degrees of WGS 84.
fn place(desk: &Desk, layer: &str) -> [f64; 2] {
    let of_layer = format!("WHERE table_name = '{layer}'");
    let code = desk.rows(&format!("SELECT CAST(srs_id AS TEXT) FROM gpkg_geometry_columns {of_layer}"));
    let connection = Connection::open(desk.store()).expect("the store opens");
    let blob: Vec<u8> =
        connection.query_row(&format!("SELECT geom FROM {layer}"), [], |row| row.get(0)).expect("there is one");
    let number = |from_end: usize| {
        let from = blob.len() - from_end;
        f64::from_le_bytes(blob[from..from + 8].try_into().expect("eight bytes"))
    };
    in_degrees(code[0].parse().expect("a number"), [number(16), number(8)])
}

fn in_degrees(code: u32, at: [f64; 2]) -> [f64; 2] {
    let mut points = [at];
    let transform = Transform::new(Crs::Epsg(code), Crs::WGS84).expect("both are known");
    transform.apply(&mut points).expect("it is near");
    points[0]
}

/// Follows the advice of a refusal in both languages: what is imported then lies where a meridian of 107.7° puts it.
pub(super) fn leads_to_the_definition(desk: &Desk, file: &Path, options: &[&str]) {
    // The zone of 107.75° is known; the own one differs from it in the meridian alone.
    let [lon, lat] = in_degrees(5899, PLACE);
    for language in ["en", "vi"] {
        let refused = watched(&mut desk.import(language, file, "other", options));
        assert_eq!(refused.code, Some(1), "{refused:?}");
        let command = printed(&refused.said);
        let converted = desk.at("converted.gpkg");
        let _ = std::fs::remove_file(&converted);
        run(desk, command);
        desk.takes(&converted, &[], &["Loaded 1"], &["Đã nạp 1"]);
        for layer in ["new_en", "new_vi"] {
            let [x, y] = place(desk, layer);
            assert!((x - (lon - 0.05)).abs() < 1e-5 && (y - lat).abs() < 1e-5, "{command}: {x} {y}");
        }
    }
}

fn own(more: &str) -> String {
    zone(107.7, more)
}

fn geojson(crs: &str) -> String {
    let crs = serde_json::json!({"type": "name", "properties": {"name": crs}});
    let point =
        r#"{"type":"Feature","geometry":{"type":"Point","coordinates":[430000,1150000]},"properties":{"ma":"G9"}}"#;
    format!(r#"{{"type":"FeatureCollection","crs":{crs},"features":[{point}]}}"#)
}

/// A GeoPackage of two layers, of which the first states a code and another definition; the other one must not be touched by it.
fn package(desk: &Desk, name: &str, layer: &str, code: u32) -> PathBuf {
    let file = desk.at(name);
    for (layer, crs, more) in [(layer, "EPSG:5899", &[][..]), ("kia", "EPSG:9218", &["-update"])] {
        let source = desk.file("goc.geojson", geojson(crs));
        let mut command = Command::new("ogr2ogr");
        let made = command.args(["-f", "GPKG"]).args(more).args([&file, &source]).args(["-nln", layer]).status();
        assert!(made.expect("ogr2ogr runs").success());
    }
    let edit = "UPDATE gpkg_spatial_ref_sys SET definition = ?1, organization_coordsys_id = ?2 WHERE srs_id = 5899";
    let connection = Connection::open(&file).expect("it opens");
    connection.execute(edit, (own(r#",AUTHORITY["EPSG","5899"]"#), code)).expect("it can be edited");
    file
}

#[test]
fn a_geopackage_is_converted_by_its_definition_and_not_by_its_code() {
    let desk = Desk::default();
    for (name, layer, code) in
        [("a b.gpkg", "thua dat", 5899), ("Thửa đất.gpkg", "thửa", 99_999), ("it's $5.gpkg", "a\"b", 5899)]
    {
        let file = package(&desk, name, layer, code);
        leads_to_the_definition(&desk, &file, &["--source-layer", layer]);
    }
}

#[test]
fn a_shapefile_is_converted_by_its_definition_in_a_folder_and_in_an_archive() {
    let desk = Desk::default();
    for more in ["", r#",AUTHORITY["EPSG","5899"]"#] {
        let shp = shapefile(&desk, "thua dat", &[b"A"], None, Some(&own(more)));
        leads_to_the_definition(&desk, &shp, &[]);
        let part = |end: &str| std::fs::read(shp.with_extension(end)).expect("it is there");
        let parts = ["shp", "shx", "dbf", "prj"].map(|end| (format!("xa/thua dat.{end}"), part(end)));
        let entries: Vec<(&str, &[u8])> = parts.iter().map(|(name, part)| (name.as_str(), part.as_slice())).collect();
        for name in ["a b.zip", "goi.dat"] {
            let file = desk.file(name, archive::stored(&entries));
            leads_to_the_definition(&desk, &file, &[]);
        }
    }
}

#[test]
fn a_geojson_file_is_converted_by_its_definition_packed_or_not() {
    let desk = Desk::default();
    let text = geojson(&own(""));
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(text.as_bytes()).expect("memory takes it");
    let packed = packed.finish().expect("memory takes it");
    let files = [("a b.geojson", text.as_bytes()), ("a b.geojson.gz", &packed), ("packed.geojson", &packed)];
    for (name, content) in files {
        leads_to_the_definition(&desk, &desk.file(name, content), &[]);
    }
}

#[test]
fn a_mere_name_is_not_to_be_converted_by() {
    let desk = Desk::default();
    for (name, crs) in [("ten.geojson", "VN-2000"), ("ma.geojson", "EPSG:99999")] {
        let file = desk.file(name, geojson(crs));
        for language in ["en", "vi"] {
            let done = watched(&mut desk.import(language, &file, "other", &[]));
            assert!(done.said.contains("--override-crs") && !done.said.contains("ogr2ogr"), "{done:?}");
        }
    }
    let file = shapefile(&desk, "ten", &[b"A"], None, Some("VN2000"));
    let done = watched(&mut desk.import("en", &file, "other", &[]));
    assert!(done.said.contains("--override-crs") && !done.said.contains("ogr2ogr"), "{done:?}");
}

#[test]
fn a_topojson_file_that_is_too_large_becomes_a_package_of_the_same_layers() {
    let desk = Desk::default();
    let member = r#"{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[107.1,10.4]}]}"#;
    let text = format!(r#"{{"type":"Topology","arcs":[],"objects":{{"mot":{member},"hai":{member}}}}}"#);
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(text.as_bytes()).expect("memory takes it");
    let packed = desk.file("a b.topojson.gz", packed.finish().expect("memory takes it"));
    for (path, packing) in [(packed, Packing::Gzip), (desk.file("c d.topojson", text), Packing::Plain)] {
        let name = path.file_name().expect("it has one").to_string_lossy().replace(".topojson", "").replace(".gz", "");
        let refused = ImportError::FileTooLarge { path, packing, limit_mb: 512 }.message();
        for language in [tileserver::text::Language::En, tileserver::text::Language::Vi] {
            let converted = desk.at(&format!("{name}.gpkg"));
            let _ = std::fs::remove_file(&converted);
            run(&desk, printed(&language.say(&refused)));
            desk.takes(&converted, &["--source-layer", "hai"], &["Loaded 1"], &["Đã nạp 1"]);
        }
    }
}

#[test]
fn what_is_left_of_a_damaged_geopackage_is_rescued() {
    let desk = Desk::default();
    let source = desk.file("goc.geojson", geojson("EPSG:5899"));
    let file = desk.at("hong roi.gpkg");
    let made = Command::new("ogr2ogr").args(["-f", "GPKG"]).args([&file, &source]).args(["-nln", "goc"]).status();
    assert!(made.expect("ogr2ogr runs").success());
    // A page of the spatial index, which nobody needs, is no page any more; or else the end is lost.
    let whole = std::fs::read(&file).expect("it is there");
    std::fs::write(&file, &whole[..whole.len() - 4096]).expect("it can be written");
    for language in ["en", "vi"] {
        let refused = watched(&mut desk.import(language, &file, "other", &[]));
        assert!(refused.code == Some(1) && refused.said.contains("sqlite3 "), "{refused:?}");
        let _ = std::fs::remove_file(desk.at("rescued.gpkg"));
        run(&desk, printed(&refused.said));
        desk.takes(&desk.at("rescued.gpkg"), &[], &["Loaded 1"], &["Đã nạp 1"]);
    }
}

#[test]
fn a_view_is_made_a_table_by_the_command_that_is_printed() {
    let desk = Desk::default();
    let file = desk.at("khung nhin.gpkg");
    let source = desk.file("goc.geojson", geojson("EPSG:5899"));
    let made = Command::new("ogr2ogr").args(["-f", "GPKG"]).args([&file, &source]).args(["-nln", "goc"]).status();
    assert!(made.expect("ogr2ogr runs").success());
    let connection = Connection::open(&file).expect("it opens");
    let view = "CREATE VIEW \"khung nhìn\" AS SELECT fid AS OGC_FID, geom, ma FROM goc; \
        INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('khung nhìn', 'features', 'v', 5899); \
        INSERT INTO gpkg_geometry_columns VALUES ('khung nhìn', 'geom', 'POINT', 5899, 0, 0)";
    connection.execute_batch(view).expect("it can be edited");
    drop(connection);
    for language in ["en", "vi"] {
        let refused = watched(&mut desk.import(language, &file, "other", &["--source-layer", "khung nhìn"]));
        assert_eq!(refused.code, Some(1), "{refused:?}");
        let _ = std::fs::remove_file(desk.at("table.gpkg"));
        run(&desk, printed(&refused.said));
        desk.takes(&desk.at("table.gpkg"), &[], &["Loaded 1"], &["Đã nạp 1"]);
    }
}

#[test]
fn an_ordinary_file_needs_no_command() {
    let desk = Desk::default();
    let file = shapefile(&desk, "ten", &[b"A"], None, Some(DEGREES));
    let done = watched(&mut desk.import("en", &file, "new_en", &[]));
    assert!(done.code == Some(0) && !done.said.contains("ogr2ogr"), "{done:?}");
}
