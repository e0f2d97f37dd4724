//! Reference systems that contradict themselves, that nobody knows, or that are not stated: one rule for every format, for files that are
//! imported and files that are served as they are.

use std::path::{Path, PathBuf};
use std::process::Command;

use rusqlite::Connection;
use system_tests::hostile::Desk;
use system_tests::program::Server;

use crate::import::commands::leads_to_the_definition;
use crate::import::points::zone;

/// A point of Vũng Tàu in VN-2000, central meridian 107°45', as a GeoPackage whose catalogue is then edited.
fn package(desk: &Desk, edit: &str) -> PathBuf {
    let crs = r#"{"type":"name","properties":{"name":"EPSG:5899"}}"#;
    let point =
        r#"{"type":"Feature","geometry":{"type":"Point","coordinates":[430000,1150000]},"properties":{"ma":"G9"}}"#;
    let source =
        desk.file("goc.geojson", format!(r#"{{"type":"FeatureCollection","crs":{crs},"features":[{point}]}}"#));
    let file = desk.at("goc.gpkg");
    let _ = std::fs::remove_file(&file);
    let made = Command::new("ogr2ogr").args(["-f", "GPKG"]).args([&file, &source]).args(["-nln", "goc"]).status();
    assert!(made.expect("ogr2ogr runs").success());
    let connection = Connection::open(&file).expect("it opens");
    connection.pragma_update(None, "foreign_keys", false).expect("it can be set");
    connection.execute_batch(edit).expect("it can be edited");
    file
}

fn system(desk: &Desk, layer: &str) -> Vec<String> {
    desk.rows(&format!(
        "SELECT s.organization || ' ' || s.organization_coordsys_id FROM gpkg_geometry_columns g \
         JOIN gpkg_spatial_ref_sys s USING (srs_id) WHERE g.table_name = '{layer}'"
    ))
}

/// Serves a copy of a file: where its first feature lies, and what was said.
async fn served(file: &Path) -> (serde_json::Value, String) {
    let server = Server::start(file);
    let items = server.json("/collections/goc/items").await;
    server.terminate();
    (items["features"][0]["geometry"].clone(), server.log_when_stopped())
}

const OTHER_CODE: &str = "UPDATE gpkg_spatial_ref_sys SET organization_coordsys_id = 9210 WHERE srs_id = 5899";
const NOBODYS_CODE: &str = "UPDATE gpkg_spatial_ref_sys SET organization_coordsys_id = 99999 WHERE srs_id = 5899";

#[tokio::test]
async fn a_geopackage_whose_code_its_definition_contradicts_is_imported_and_served_by_the_definition() {
    let desk = Desk::default();
    for (edit, said) in
        [(OTHER_CODE, "EPSG:9210, but the central meridian is 107.75"), (NOBODYS_CODE, "nobody knows that code")]
    {
        let file = package(&desk, edit);
        desk.takes(&file, &[], &[said, "as EPSG:5899"], &["Đã đọc theo định nghĩa, là EPSG:5899"]);
        assert_eq!(system(&desk, "new_en"), ["EPSG 5899"]);
        let (geometry, log) = served(&file).await;
        let lon = geometry["coordinates"][0].as_f64().expect("it has a place");
        assert!((lon - 107.1125).abs() < 0.001, "{geometry}");
        assert!(log.contains(said) && log.contains("as EPSG:5899"), "{log}");
    }
}

#[tokio::test]
async fn a_definition_nobody_knows_is_refused_when_imported_and_named_when_served() {
    let desk = Desk::default();
    let own = zone(107.7, "");
    let edit = format!(
        "INSERT INTO gpkg_spatial_ref_sys VALUES ('own', 100000, 'NONE', 100000, '{own}', NULL); \
         UPDATE gpkg_geometry_columns SET srs_id = 100000; UPDATE gpkg_contents SET srs_id = 100000"
    );
    let contradicted = format!("UPDATE gpkg_spatial_ref_sys SET definition = '{own}' WHERE srs_id = 5899");
    for (edit, said, named) in [
        (edit.as_str(), "is not one that we know: VN-2000 / TM-3", "is not known, or contradicts itself"),
        (
            contradicted.as_str(),
            "central meridian is 107.7 in its own definition and 107.75 in EPSG:5899",
            "“EPSG:5899” is not known",
        ),
    ] {
        let file = package(&desk, edit);
        desk.refuses(&file, &[], &[said, "--override-crs", "ogr2ogr -t_srs"], &["--override-crs"]);
        desk.takes(&file, &["--crs", "EPSG:5899", "--override-crs"], &["Loaded 1"], &["Đã nạp 1"]);
        leads_to_the_definition(&desk, &file, &[]);
        assert_eq!(system(&desk, "new_en"), ["EPSG 9210"]);
        let (geometry, log) = served(&file).await;
        assert!(geometry.is_null() && log.contains(named) && log.contains("--crs"), "{geometry} {log}");
    }
}

#[tokio::test]
async fn a_file_that_states_no_system_says_so_in_every_form_and_loads_with_one() {
    let desk = Desk::default();
    let gdal = r#"LOCAL_CS["Undefined SRS",LOCAL_DATUM["unknown",32767],UNIT["unknown",0],AXIS["Easting",EAST],AXIS["Northing",NORTH]]"#;
    let line = |srs: i64, organization: &str, definition: &str| {
        format!(
            "INSERT OR REPLACE INTO gpkg_spatial_ref_sys VALUES ('x', {srs}, '{organization}', {srs}, '{definition}', NULL); \
             UPDATE gpkg_geometry_columns SET srs_id = {srs}; UPDATE gpkg_contents SET srs_id = {srs}"
        )
    };
    for edit in [
        line(99_999, "GDAL", gdal),
        line(-1, "NONE", "undefined"),
        line(0, "NONE", "undefined"),
        line(12_345, "NONE", "undefined"),
        "UPDATE gpkg_geometry_columns SET srs_id = 77777; UPDATE gpkg_contents SET srs_id = 77777".to_owned(),
    ] {
        let file = package(&desk, &edit);
        desk.refuses(&file, &[], &["does not state its reference system", "--crs"], &["không ghi hệ tọa độ", "--crs"]);
        for options in [&["--crs", "EPSG:5899"][..], &["--crs", "EPSG:5899", "--override-crs"], &["--crs", "local"]] {
            desk.takes(&file, options, &["Loaded 1"], &["Đã nạp 1"]);
        }
        let (_, log) = served(&file).await;
        assert!(log.contains("does not state its reference system") && log.contains("--crs"), "{edit}: {log}");
    }
}

#[test]
fn geojson_states_systems_in_many_forms() {
    let desk = Desk::default();
    let file = |crs: &str| {
        let point =
            r#"{"type":"Feature","geometry":{"type":"Point","coordinates":[430000,1150000]},"properties":{"ma":"G9"}}"#;
        desk.file("he.geojson", format!(r#"{{"type":"FeatureCollection","crs":{crs},"features":[{point}]}}"#))
    };
    let named = |name: &str| file(&serde_json::json!({"type": "name", "properties": {"name": name}}).to_string());
    for crs in [named("urn:ogc:def:crs:EPSG::5899"), named(&zone(107.75, ""))] {
        desk.takes(&crs, &[], &["Loaded 1"], &["Đã nạp 1"]);
        assert_eq!(system(&desk, "new_en"), ["EPSG 5899"]);
    }
    desk.takes(&file(r#"{"type":"EPSG","properties":{"code":5899}}"#), &[], &["Loaded 1"], &["Đã nạp 1"]);
    let contradicted = named(&zone(107.75, r#",AUTHORITY["EPSG","9210"]"#));
    desk.takes(&contradicted, &[], &["as EPSG:5899"], &["là EPSG:5899"]);
    desk.takes(&contradicted, &["--crs", "EPSG:9210", "--override-crs"], &["Loaded 1"], &["Đã nạp 1"]);
    assert_eq!(system(&desk, "new_en"), ["EPSG 9210"]);
    let link = file(r#"{"type":"link","properties":{"href":"http://a.example/crs"}}"#);
    for crs in [named("VN-2000"), link] {
        desk.refuses(
            &crs,
            &[],
            &["is not one that we know", "--override-crs"],
            &["Không hiểu hệ tọa độ", "--override-crs"],
        );
        desk.takes(&crs, &["--crs", "EPSG:5899", "--override-crs"], &["Loaded 1"], &["Đã nạp 1"]);
    }
    let silent = file("null");
    desk.refuses(&silent, &[], &["does not state its reference system"], &["không ghi hệ tọa độ"]);
    desk.takes(&silent, &["--crs", "EPSG:5899"], &["Loaded 1"], &["Đã nạp 1"]);
}
