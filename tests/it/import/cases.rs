//! Files that users of other programs reported, each with the right value; the files lie in `../shared/cases`.

use std::path::{Path, PathBuf};

use system_tests::hostile::{Desk, watched};
use system_tests::other::drop_triggers;
use system_tests::shared;

fn case(test: &str, name: &str) -> Option<PathBuf> {
    shared(test, &format!("cases/{name}"))
}

/// Names and declared types of a layer's columns, without those of the store itself.
fn columns(desk: &Desk, table: &str) -> Vec<String> {
    let sql = format!(
        "SELECT name || ' ' || type FROM pragma_table_info('{table}') WHERE pk = 0 AND name NOT IN ('geom', 'source_id')"
    );
    desk.rows(&sql)
}

#[test]
fn a_code_against_its_parameters_is_read_by_the_parameters_and_told() {
    let test = "a_code_against_its_parameters_is_read_by_the_parameters_and_told";
    let Some(file) = case(test, "11-code-against-parameters.shp") else { return };
    let desk = Desk::default();
    let english = [
        "states EPSG:9210, but the central meridian is 107.75",
        "105.75 in EPSG:9210",
        "as EPSG:5899",
        "--override-crs",
    ];
    desk.takes(&file, &[], &english, &["kinh tuyến trục", "107.75", "Đã đọc theo định nghĩa, là EPSG:5899"]);
    let system = "SELECT CAST(srs_id AS TEXT) FROM gpkg_geometry_columns WHERE table_name = 'new_en'";
    assert_eq!(desk.rows(system), ["5899"]);
}

#[test]
fn a_layer_without_a_system_of_gdal_3_9_is_told_to_state_none_and_loads_with_one() {
    let test = "a_layer_without_a_system_of_gdal_3_9_is_told_to_state_none_and_loads_with_one";
    let Some(file) = case(test, "14-no-reference-system-of-gdal-3.9.gpkg") else { return };
    let desk = Desk::default();
    desk.refuses(&file, &[], &["does not state its reference system", "--crs"], &["không ghi hệ tọa độ", "--crs"]);
    for options in [&["--crs", "EPSG:5899"][..], &["--crs", "EPSG:5899", "--override-crs"]] {
        desk.takes(&file, options, &["Loaded 1 records"], &["Đã nạp 1 bản ghi"]);
    }
}

#[test]
fn utf_8_under_the_wrong_code_page_is_read_as_utf_8_and_told() {
    let test = "utf_8_under_the_wrong_code_page_is_read_as_utf_8_and_told";
    let Some(file) = case(test, "16-cpg-says-1252-text-is-utf8.shp") else { return };
    let desk = Desk::default();
    let english = ["states windows-1252 for its texts", "make sense as UTF-8", "is “Phường Rạch Dừa”"];
    desk.takes(&file, &[], &english, &["Tệp ghi bảng mã windows-1252", "Đã đọc chữ theo UTF-8"]);
    assert_eq!(desk.rows("SELECT T FROM new_vi"), ["Phường Rạch Dừa"]);
}

#[test]
fn declared_types_stay_also_in_empty_columns() {
    let test = "declared_types_stay_also_in_empty_columns";
    let Some(file) = case(test, "20-column-types.gpkg") else { return };
    let desk = Desk::default();
    desk.takes(&file, &[], &["Loaded 2 records"], &["Đã nạp 2 bản ghi"]);
    let expected = [
        "ngay DATE",
        "luc DATETIME",
        "so INTEGER",
        "thuc REAL",
        "co BOOLEAN",
        "chu TEXT",
        "trong_so INTEGER",
        "trong_thuc REAL",
        "trong_ngay DATE",
    ];
    assert_eq!(columns(&desk, "new_en"), expected);
    assert_eq!(desk.rows("SELECT ngay FROM new_en ORDER BY fid"), ["2026-11-21", "2026-11-22"]);
}

#[test]
fn a_column_may_be_called_as_sqlite_calls_the_number_of_a_row() {
    let test = "a_column_may_be_called_as_sqlite_calls_the_number_of_a_row";
    let Some(file) = case(test, "22-column-named-rowid.gpkg") else { return };
    let desk = Desk::default();
    desk.takes(&file, &[], &["Loaded 2 records"], &["Đã nạp 2 bản ghi"]);
    assert_eq!(desk.rows("SELECT \"rowid\" FROM new_en ORDER BY fid"), ["r1", "r2"]);
}

#[test]
fn columns_of_any_of_these_names_load_with_and_without_a_key() {
    let desk = Desk::default();
    for key in ["id INTEGER PRIMARY KEY)", "id TEXT)", "id TEXT PRIMARY KEY) WITHOUT ROWID"] {
        let file = desk.at("ten.gpkg");
        let _ = std::fs::remove_file(&file);
        let connection = rusqlite::Connection::open(&file).expect("it opens");
        let sql = format!(
            "CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT, identifier TEXT, srs_id INTEGER);
             CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER, z INT, m INT);
             CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER, organization TEXT, organization_coordsys_id INTEGER, definition TEXT);
             INSERT INTO gpkg_spatial_ref_sys VALUES ('WGS 84', 4326, 'EPSG', 4326, 'undefined');
             INSERT INTO gpkg_contents VALUES ('thua', 'features', 'thua', 4326);
             INSERT INTO gpkg_geometry_columns VALUES ('thua', 'geom', 'POINT', 4326, 0, 0);
             CREATE TABLE thua (rowid TEXT, fid TEXT, _rowid_ TEXT, oid TEXT, geom BLOB, {key};
             INSERT INTO thua (rowid, fid, _rowid_, oid, id) VALUES ('r1', 'f1', '_1', 'o1', 1), ('r2', 'f2', '_2', 'o2', 2);"
        );
        connection.execute_batch(&sql).expect("it can be made");
        drop(connection);
        desk.takes(&file, &[], &["Loaded 2 records"], &["Đã nạp 2 bản ghi"]);
        let names = columns(&desk, "new_en");
        for name in ["rowid", "_rowid_", "oid"] {
            assert!(names.iter().any(|column| *column == format!("{name} TEXT")), "{key}: {names:?}");
        }
    }
}

#[test]
fn a_whole_number_with_a_point_fits_a_field_of_integers() {
    let test = "a_whole_number_with_a_point_fits_a_field_of_integers";
    let Some(first) = case(test, "31-whole-number-with-point-first.geojson") else { return };
    let Some(second) = case(test, "31-whole-number-with-point.geojson") else { return };
    let desk = Desk::default();
    appended(&desk, &first, "create", 0);
    appended(&desk, &second, "append", 0);
    assert_eq!(
        desk.rows("SELECT typeof(so_thua) || ' ' || so_thua FROM thua ORDER BY fid"),
        ["integer 3", "integer 45"]
    );
    let half = desk.file("nua.geojson", std::fs::read_to_string(&second).expect("it is there").replace("45.0", "45.5"));
    let said = appended(&desk, &half, "append", 1);
    assert!(said.contains("“45.5” in the field “so_thua”") && said.contains("integer"), "{said}");
}

fn appended(desk: &Desk, file: &Path, mode: &str, code: i32) -> String {
    let done = watched(&mut desk.import("en", file, "thua", &["--mode", mode]));
    assert_eq!(done.code, Some(code), "{done:?}");
    done.said
}

#[test]
fn a_date_of_a_layer_is_not_overgrown_by_other_texts() {
    let desk = Desk::default();
    let one = |ngay: &str| {
        format!(
            r#"{{"type":"Feature","geometry":{{"type":"Point","coordinates":[107.1,10.4]}},"properties":{{"ngay":"{ngay}"}}}}"#
        )
    };
    let mapping = desk.file("m.toml", "[fields]\nngay = { type = 'date' }\n");
    let mapping = mapping.to_str().expect("plain").to_owned();
    let first = desk.file("mot.geojson", one("21/11/2026"));
    let done = watched(&mut desk.import("en", &first, "thua", &["--mapping", &mapping]));
    assert_eq!(done.code, Some(0), "{done:?}");
    appended(&desk, &desk.file("hai.geojson", one("22-11-2026")), "append", 0);
    let said = appended(&desk, &desk.file("ba.geojson", one("hôm qua")), "append", 1);
    assert!(said.contains("record 1: “hôm qua” in the field “ngay”"), "{said}");
    assert_eq!(desk.rows("SELECT ngay FROM thua ORDER BY fid"), ["2026-11-21", "2026-11-22"]);
}

#[test]
fn declared_types_yield_where_values_contradict_them() {
    let desk = Desk::default();
    let file = desk.at("kieu.gpkg");
    let source = desk.file(
        "kieu.geojson",
        r#"{"type":"Feature","geometry":{"type":"Point","coordinates":[107.1,10.4]},"properties":{}}"#,
    );
    let made = std::process::Command::new("ogr2ogr")
        .args(["-f", "GPKG"])
        .args([&file, &source])
        .args(["-nln", "kieu"])
        .status();
    assert!(made.expect("ogr2ogr runs").success());
    let connection = rusqlite::Connection::open(&file).expect("it opens");
    let edit = "ALTER TABLE kieu ADD COLUMN ngay DATE; ALTER TABLE kieu ADD COLUMN co BOOLEAN; ALTER TABLE kieu ADD COLUMN so MEDIUMINT; \
                ALTER TABLE kieu ADD COLUMN luc DATETIME; \
                UPDATE kieu SET ngay = 'không rõ', co = 5, so = 4.5, luc = '2026-11-21 07:04:00'";
    drop_triggers(&connection, "kieu").expect("they can be dropped");
    connection.execute_batch(edit).expect("it can be edited");
    drop(connection);
    desk.takes(&file, &[], &["Loaded 1 records"], &["Đã nạp 1 bản ghi"]);
    assert_eq!(columns(&desk, "new_en"), ["ngay TEXT", "co TEXT", "so REAL", "luc DATETIME"]);
    assert_eq!(
        desk.rows("SELECT ngay || ' ' || co || ' ' || so || ' ' || luc FROM new_en"),
        ["không rõ 5 4.5 2026-11-21T07:04:00"]
    );
}

#[test]
fn coordinates_that_are_null_or_text_are_called_no_numbers() {
    let test = "coordinates_that_are_null_or_text_are_called_no_numbers";
    let Some(file) = case(test, "40-coordinates-null-and-text.geojson") else { return };
    let desk = Desk::default();
    let english =
        ["Quarantined 2 records", "A coordinate is no number", "stands null", "record 1 · geometry", "--mode append"];
    desk.takes(&file, &[], &english, &["Một tọa độ không phải là số", "bản ghi 1", "--mode append"]);
    let again = watched(&mut desk.import("en", &file, "new_en", &["--mode", "replace"]));
    assert!(!again.said.contains("not valid JSON"), "{again:?}");
    for number in ["[1e400,10.4]", "[-1e999,10.4]"] {
        let record = format!(
            r#"{{"type":"Feature","geometry":{{"type":"Point","coordinates":{number}}},"properties":{{"so":1e400}}}}"#
        );
        let good = r#"{"type":"Feature","geometry":{"type":"Point","coordinates":[107.1,10.4]},"properties":{}}"#;
        let english = ["Quarantined 1 records", "is larger than any that can be held", "record 1 · geometry"];
        desk.takes(
            &desk.file("lon.geojsonl", format!("{record}\n{good}")),
            &[],
            &english,
            &["lớn hơn mọi số lưu được"],
        );
    }
}
