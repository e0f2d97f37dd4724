//! What a data steward meets when a file is not as it should be: the real program's exit code and sentences, in both languages, and
//! a store that is as it was.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use rusqlite::Connection;
use system_tests::other::drop_triggers;
use system_tests::program::{Server, command, diaban_succeeds};
use tempfile::TempDir;

/// Two wells; the second test file of most journeys differs from it.
const WELLS: &str = r#"{"type":"Feature","geometry":{"type":"Point","coordinates":[107.08,10.34]},"properties":{"ma":"G1","sau":12}}
{"type":"Feature","geometry":{"type":"Point","coordinates":[107.09,10.35]},"properties":{"ma":"G2","sau":15}}
"#;

/// A folder with a store that holds the layer `wells`.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self { folder: TempDir::new().expect("a folder can be made") };
        let file = desk.file("wells.geojsonl", WELLS);
        diaban_succeeds(["import", text(&file), "--into", text(&desk.store()), "--layer", "wells"]);
        desk
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn store(&self) -> PathBuf {
        self.at("city.gpkg")
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let file = self.at(name);
        std::fs::write(&file, content).expect("a file can be written");
        file
    }

    /// Imports into the store in a language.
    fn import(&self, language: &str, file: &Path, layer: &str, options: &[&str]) -> Output {
        let into = self.store();
        let arguments = ["import", text(file), "--into", text(&into), "--layer", layer, "--lang", language];
        command().args(arguments).args(options).output().expect("the program runs")
    }

    /// The import is refused with these words, in English and in Vietnamese, and the store stays as it was.
    #[track_caller]
    fn refused(&self, file: &Path, layer: &str, options: &[&str], english: &[&str], vietnamese: &[&str]) {
        let before = self.content();
        for (language, words) in [("en", english), ("vi", vietnamese)] {
            let output = self.import(language, file, layer, options);
            assert_eq!(output.status.code(), Some(1), "{}", said(&output));
            has(&said(&output), words);
            assert_eq!(said(&output).lines().count(), 1, "one sentence, in one language: {}", said(&output));
            assert_eq!(self.content(), before, "{}", said(&output));
        }
    }

    /// The import is done with these words in its report, in both languages (each as a layer of its own).
    #[track_caller]
    fn loaded(&self, file: &Path, options: &[&str], english: &[&str], vietnamese: &[&str]) {
        for (language, words) in [("en", english), ("vi", vietnamese)] {
            let output = self.import(language, file, &format!("new_{language}"), options);
            assert_eq!(output.status.code(), Some(0), "{}", said(&output));
            has(&said(&output), words);
        }
    }

    /// All a user can see of the store: revision, tables, and the wells.
    fn content(&self) -> Vec<String> {
        let connection = Connection::open(self.store()).expect("the store opens");
        let rows = |sql: &str| -> Vec<String> {
            let mut statement = connection.prepare(sql).expect("it can be asked");
            let rows = statement.query_map([], |row| row.get(0)).expect("it answers");
            rows.collect::<Result<_, _>>().expect("it answers with text")
        };
        let revision = rows("SELECT CAST(max(revision) AS TEXT) FROM diaban_commit");
        let tables = rows("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
        [revision, tables, rows("SELECT fid || ma || sau || hex(geom) FROM wells ORDER BY fid")].concat()
    }
}

fn text(path: &Path) -> &str {
    path.to_str().expect("test paths are plain text")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &*String::from_utf8_lossy(&output.stderr)
}

#[track_caller]
fn has(said: &str, words: &[&str]) {
    for word in words {
        assert!(said.contains(word), "“{word}” is missing in:\n{said}");
    }
}

fn ogr2ogr(arguments: &[&str]) {
    let output = Command::new("ogr2ogr").args(arguments).output().expect("ogr2ogr runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn feature(x: f64, y: f64, properties: &str) -> String {
    format!(r#"{{"type":"Feature","geometry":{{"type":"Point","coordinates":[{x},{y}]}},"properties":{properties}}}"#)
}

/// A GeoJSON collection in a stated reference system.
fn collection(epsg: u32, features: &[String]) -> String {
    let crs = format!(r#"{{"type":"name","properties":{{"name":"urn:ogc:def:crs:EPSG::{epsg}"}}}}"#);
    format!(r#"{{"type":"FeatureCollection","crs":{crs},"features":[{}]}}"#, features.join(","))
}

#[test]
fn a_file_is_what_is_in_it_not_what_it_is_called() {
    let desk = Desk::new();
    let misnamed = desk.file("wells.shp", WELLS);
    let english = ["its content is GeoJSON", "Rename the file", "wells.shp", "Loaded 2 records"];
    desk.loaded(&misnamed, &[], &english, &["nội dung là GeoJSON", "Nên đổi tên tệp", "wells.shp", "Đã nạp 2 bản ghi"]);

    let table = desk.file("wells.csv", "ma,sau\nG1,12\n");
    let zip = desk.at("wells.zip");
    let zipped = Command::new("zip").args(["-q", "-j", text(&zip), text(&table)]).status();
    assert!(zipped.expect("zip runs").success());
    let english = ["wells.zip holds no Shapefile", "Put .shp, .dbf and .prj"];
    desk.refused(&zip, "other", &[], &english, &["wells.zip không chứa Shapefile", "Hãy nén .shp, .dbf và .prj"]);
    let english = ["The format of wells.csv is not known", "ogr2ogr"];
    desk.refused(&table, "other", &[], &english, &["wells.csv", "ogr2ogr"]);

    let empty = desk.file("empty.geojson", "");
    let english = ["empty.geojson is empty or cut off", "Copy or download it again"];
    desk.refused(&empty, "other", &[], &english, &["empty.geojson bị cắt cụt hoặc trống", "Hãy chép hoặc tải lại"]);
}

#[test]
fn an_existing_layer_is_only_touched_when_asked() {
    let desk = Desk::new();
    let wells = desk.at("wells.geojsonl");
    let english = ["“wells” exists already", "--mode replace, append or update"];
    desk.refused(&wells, "wells", &[], &english, &["“wells” đã có", "--mode replace"]);
    let english = ["There is no layer “other”", "Check the name"];
    desk.refused(&wells, "other", &["--mode", "append"], &english, &["“other”", "Hãy kiểm tra"]);

    let deep = desk.file("deep.geojson", feature(107.1, 10.36, r#"{"ma":"G3","sau":"rất sâu"}"#));
    let english =
        ["deep.geojson, record 1: “rất sâu”", "“sau” does not fit the layer “wells”", "integer", "Correct the data"];
    desk.refused(
        &deep,
        "wells",
        &["--mode", "append"],
        &english,
        &["bản ghi 1: giá trị “rất sâu”", "“sau”", "“wells”", "Hãy sửa"],
    );

    let third = desk.file("third.geojson", feature(107.1, 10.36, r#"{"ma":"G3","sau":9}"#));
    let output = desk.import("en", &third, "wells", &["--mode", "append"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(desk.content().iter().filter(|row| row.contains("47500001")).count(), 3, "{:?}", desk.content());
}

#[test]
fn an_update_wants_keys_that_say_who_is_meant() {
    let desk = Desk::new();
    let update = ["--mode", "update", "--key", "ma"];
    let rows = |keys: &[&str]| {
        let features: Vec<String> =
            keys.iter().map(|key| feature(107.2, 10.4, &format!(r#"{{"ma":{key},"sau":20}}"#))).collect();
        features.join("\n")
    };
    let twice = desk.file("twice.geojsonl", rows(&[r#""G1""#, r#""G9""#, r#""G1""#]));
    let english = ["twice.geojsonl, record 3: “ma” = “G1”", "record 1", "Remove one of the two"];
    desk.refused(&twice, "wells", &update, &english, &["twice.geojsonl, bản ghi 3", "bản ghi 1", "Hãy bỏ một"]);
    let output = desk.import("en", &twice, "wells", &[&update[..], &["--dry-run"]].concat());
    assert_eq!(output.status.code(), Some(1), "a dry run tells it too: {}", said(&output));

    let both = desk.file("both.geojsonl", rows(&[r#""G1""#, r#""G9""#, r#""G8""#]));
    for (language, words) in [("en", "2 are new and 1 are updated"), ("vi", "2 bản ghi mới và 1 bản ghi được cập nhật")]
    {
        let before = desk.content();
        let output = desk.import(language, &both, "wells", &[&update[..], &["--dry-run"]].concat());
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        has(&said(&output), &[words]);
        assert_eq!(desk.content(), before, "a dry run writes nothing");
    }

    let english = ["“chieu_sau” is none", "Give --key the name of a field"];
    let wrong = ["--mode", "update", "--key", "chieu_sau"];
    desk.refused(&twice, "wells", &wrong, &english, &["“chieu_sau”", "Hãy ghi --key"]);

    let gaps = desk.file("gaps.geojsonl", rows(&[r#""G1""#, "null", r#"" ""#]));
    let output = desk.import("en", &gaps, "wells", &update);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let words = ["Loaded 1 records", "Quarantined 2 records", "The record has no key", "gaps.geojsonl, record 2 · ma"];
    has(&said(&output), &words);
    let found = desk.content().iter().filter(|row| row.starts_with("1G120")).count();
    assert_eq!(found, 1, "the well keeps its id: {:?}", desk.content());

    let again = desk.file("again.geojson", feature(107.3, 10.5, r#"{"ma":"G2","sau":1}"#));
    let output = desk.import("en", &again, "wells", &["--mode", "append"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let english = ["“ma” = “G2” is not unique in “wells”", "features: 2, ", "Remove the duplicates"];
    desk.refused(&again, "wells", &update, &english, &["“ma” = “G2”", "“wells”", "Hãy"]);
}

#[test]
fn coordinates_are_never_moved_by_a_guess() {
    let desk = Desk::new();
    let swapped = desk.file("swapped.geojson", collection(5899, &[feature(1_160_806.39, 436_154.18, "{}")]));
    let english = ["The axes of swapped.geojson seem swapped", "EPSG:5899", "Exchange the two"];
    desk.refused(&swapped, "other", &[], &english, &["swapped.geojson", "EPSG:5899", "Hãy đổi lại hai trục"]);

    let degrees = desk.file("degrees.geojson", collection(5899, &[feature(107.08, 10.34, "{}")]));
    let english = ["degrees.geojson look like degrees", "EPSG:5899 is in metres", "--crs EPSG:4326"];
    desk.refused(&degrees, "other", &[], &english, &["degrees.geojson", "tính bằng độ", "--crs EPSG:4326"]);

    let metres = desk.file("metres.geojson", feature(436_154.18, 1_160_806.39, "{}"));
    let english = ["metres.geojson look like metres", "EPSG:4326 is in degrees", "--crs EPSG:9210"];
    desk.refused(&metres, "other", &[], &english, &["metres.geojson", "tính bằng mét", "--crs EPSG:9210"]);

    let stated = desk.file("stated.geojson", collection(5899, &[feature(436_154.18, 1_160_806.39, "{}")]));
    let english = ["stated.geojson states EPSG:5899, but --crs says EPSG:9218", "--override-crs"];
    desk.refused(
        &stated,
        "other",
        &["--crs", "EPSG:9218"],
        &english,
        &["stated.geojson", "EPSG:9218", "--override-crs"],
    );

    // Central meridian 111° instead of 107°45': a place in the sea.
    let meridian = desk.file("meridian.geojson", collection(5898, &[feature(770_000.0, 1_150_000.0, "{}")]));
    let english = ["outside Vietnam", "Check the central meridian", "meridian.geojson"];
    desk.loaded(&meridian, &[], &english, &["ngoài Việt Nam", "Hãy kiểm tra kinh tuyến trục", "meridian.geojson"]);

    ogr2ogr(&["-f", "ESRI Shapefile", text(&desk.at("silent.shp")), text(&desk.at("wells.geojsonl"))]);
    std::fs::remove_file(desk.at("silent.prj")).expect("it was written");
    let english = ["silent.shp does not state its reference system", "--crs EPSG:9210"];
    desk.refused(&desk.at("silent.shp"), "other", &[], &english, &["silent.shp", "--crs EPSG:9210"]);
}

#[test]
fn a_file_with_several_layers_lists_them_and_says_how_to_choose() {
    let desk = Desk::new();
    let many = desk.at("many.gpkg");
    ogr2ogr(&["-f", "GPKG", text(&many), text(&desk.at("wells.geojsonl")), "-nln", "gieng"]);
    ogr2ogr(&["-update", text(&many), text(&desk.at("wells.geojsonl")), "-nln", "tram bom"]);
    let english = ["many.gpkg holds several layers: gieng, tram bom", "--source-layer"];
    desk.refused(&many, "other", &[], &english, &["many.gpkg có nhiều lớp: gieng, tram bom", "--source-layer"]);
    let english = ["many.gpkg holds no layer “cau”, only: gieng, tram bom", "Correct --source-layer"];
    desk.refused(&many, "other", &["--source-layer", "cau"], &english, &["“cau”", "gieng, tram bom", "--source-layer"]);
    desk.loaded(&many, &["--source-layer", "tram bom"], &["Loaded 2 records"], &["Đã nạp 2 bản ghi"]);

    let point = |name: &str| format!(r#""{name}":{{"type":"Point","coordinates":[107,10]}}"#);
    let objects = format!("{},{}", point("a"), point("b"));
    let topology = desk.file("many.topojson", format!(r#"{{"type":"Topology","arcs":[],"objects":{{{objects}}}}}"#));
    let english = ["many.topojson holds several layers: a, b", "--source-layer"];
    desk.refused(&topology, "other", &[], &english, &["many.topojson", "a, b", "--source-layer"]);
}

/// A Shapefile of the wells with a date, whose table is then edited byte by byte.
fn shapefile(desk: &Desk, edit: impl FnOnce(&mut Vec<u8>)) -> PathBuf {
    let dated = WELLS.replace(r#""sau""#, r#""ngay":"2026-11-21","sau""#);
    let source = desk.file("dated.geojsonl", dated);
    ogr2ogr(&["-f", "ESRI Shapefile", text(&desk.at("dated.shp")), text(&source)]);
    let table = desk.at("dated.dbf");
    let mut bytes = std::fs::read(&table).expect("it was written");
    edit(&mut bytes);
    std::fs::write(table, bytes).expect("it can be written");
    desk.at("dated.shp")
}

fn replaced(bytes: &mut [u8], old: &[u8], new: &[u8]) {
    let at = bytes.windows(old.len()).position(|window| window == old).expect("it is there");
    bytes[at..at + new.len()].copy_from_slice(new);
}

#[test]
fn what_a_table_cannot_tell_is_told() {
    let desk = Desk::new();
    let shp = shapefile(&desk, |bytes| {
        replaced(bytes, b"20261121", b"20261399");
        replaced(bytes, b" 15", b"1x5");
    });
    let english = ["“20261399” cannot be read", "dated.shp, record 1 · ngay", "record 2 · sau", "Correct the value"];
    let vietnamese = ["Không đọc được giá trị “20261399”", "bản ghi 1 · ngay", "bản ghi 2 · sau", "Hãy sửa giá trị"];
    desk.loaded(&shp, &[], &english, &vietnamese);

    let shp = shapefile(&desk, |bytes| {
        let (header, row) = (u16::from_le_bytes([bytes[8], bytes[9]]), u16::from_le_bytes([bytes[10], bytes[11]]));
        bytes.truncate(usize::from(header + row));
    });
    let options = ["--mode", "replace"];
    let english = ["has 1 rows for 2 shapes", "dated.shp, record 2", "export the Shapefile again", "Loaded 2 records"];
    desk.loaded(&shp, &options, &english, &["có 1 dòng cho 2 hình", "bản ghi 2", "hãy xuất lại Shapefile"]);

    let shp = shapefile(&desk, |bytes| {
        let (header, row) = (u16::from_le_bytes([bytes[8], bytes[9]]), u16::from_le_bytes([bytes[10], bytes[11]]));
        bytes[usize::from(header)] = b'*';
        bytes[4] = 3;
        let end = usize::from(header + 2 * row);
        let last = bytes[end - usize::from(row)..end].to_vec();
        bytes.splice(end..end, last);
    });
    let english = ["has 3 rows for 2 shapes", "1 rows are marked as deleted", "Loaded 2 records"];
    desk.loaded(&shp, &options, &english, &["có 3 dòng cho 2 hình", "1 dòng được đánh dấu đã xóa"]);
}

#[test]
fn what_a_geopackage_holds_besides_text_is_told() {
    let desk = Desk::new();
    let file = desk.at("photos.gpkg");
    ogr2ogr(&["-f", "GPKG", text(&file), text(&desk.at("wells.geojsonl")), "-nln", "photos"]);
    let connection = Connection::open(&file).expect("it opens");
    let edit = "ALTER TABLE photos ADD COLUMN anh BLOB; UPDATE photos SET anh = x'FFD8FF' WHERE fid = 1; \
                UPDATE photos SET ma = CAST(x'47FF32' AS TEXT) WHERE fid = 2";
    drop_triggers(&connection, "photos").expect("they can be dropped");
    connection.execute_batch(edit).expect("it can be edited");
    drop(connection);
    let english =
        ["holds 3 bytes of binary data", "photos.gpkg, record 1 (1) · anh", "Letters of the text “G�2” are lost"];
    let vietnamese = ["chứa 3 byte dữ liệu nhị phân", "bản ghi 2 (2) · ma", "bị mất ký tự"];
    desk.loaded(&file, &[], &english, &vietnamese);
}

/// Names and contents of all files of a folder.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = std::fs::read_dir(folder)
        .expect("the folder can be read")
        .map(|entry| entry.expect("the folder can be read").path())
        .map(|path| (text(&path).to_owned(), std::fs::read(&path).expect("a file can be read")))
        .collect();
    files.sort();
    files
}

#[test]
fn a_dry_run_touches_neither_source_nor_target() {
    let folder = TempDir::new().expect("a folder can be made");
    let [wells, foreign, source] =
        ["wells.geojsonl", "foreign.gpkg", "source.gpkg"].map(|name| folder.path().join(name));
    std::fs::write(&wells, WELLS.replace("sau", "chu_ho")).expect("a file can be written");
    ogr2ogr(&["-f", "GPKG", text(&foreign), text(&wells), "-nln", "wells"]);
    for mode in ["DELETE", "WAL"] {
        let connection = Connection::open(&foreign).expect("it opens");
        let set: String =
            connection.query_row(&format!("PRAGMA journal_mode = {mode}"), [], |row| row.get(0)).expect("set");
        assert_eq!(set, mode.to_lowercase());
        drop(connection);
        std::fs::copy(&foreign, &source).expect("a file can be copied");
        let before = files(folder.path());
        let dry = ["--dry-run", "--into", text(&foreign), "--layer"];
        let said =
            diaban_succeeds([&["import", text(&source)][..], &dry, &["copy", "--source-layer", "wells"]].concat());
        has(&said, &["Loaded 2 records", "Dry run: nothing was written", "Fields only staff may see: chu_ho"]);
        let there =
            command().args([&["import", text(&wells)][..], &dry, &["wells"]].concat()).output().expect("it runs");
        assert_eq!(there.status.code(), Some(1), "the layer is there: {}", self::said(&there));
        has(&self::said(&there), &["was made by another program", "this dry run writes nothing", "exists already"]);
        assert!(files(folder.path()) == before, "something was written ({mode})");
    }
}

#[tokio::test]
async fn serving_a_file_of_another_program_says_what_becomes_public() {
    let desk = Desk::new();
    let foreign = desk.at("foreign.gpkg");
    let wells = desk.file("owned.geojsonl", WELLS.replace("sau", "chu_ho"));
    ogr2ogr(&["-f", "GPKG", text(&foreign), text(&wells), "-nln", "Giếng"]);
    let server = Server::start(&foreign);
    server.json("/collections/gieng").await;
    server.terminate();
    let log = server.log_when_stopped();
    let words = [
        "foreign.gpkg was made by another program",
        "Layer gieng:",
        "Fields anyone may see: ma",
        "Fields only staff may see: chu_ho",
    ];
    has(&log, &words);
    let server = Server::start(&foreign);
    server.json("/collections/gieng").await;
    server.terminate();
    assert!(!server.log_when_stopped().contains("another program"), "it is a store now");
}

#[test]
fn what_lies_in_quarantine_is_not_counted_as_loaded() {
    let desk = Desk::new();
    let broken = r#"{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[107.0,10.0]]]},"properties":{"ma":"G9","sau":1}}"#;
    let output = desk.import("en", &desk.file("broken.geojson", format!("{WELLS}{broken}")), "others", &[]);
    has(&said(&output), &["Loaded 2 records", "Quarantined 1 records"]);
    let server = Server::start_loading(desk.store(), &[]);
    has(&server.loaded(), &["Loaded 4 features of 2 layers"]);
}

#[test]
fn an_unknown_reference_system_is_told_in_our_words_alone() {
    let desk = Desk::new();
    let file = desk.file("la.geojson", collection(99_999, &[feature(107.0, 10.0, "{}")]));
    let english = ["The reference system stated in la.geojson is not one that we know", "--override-crs"];
    desk.refused(&file, "other", &[], &english, &["Không hiểu hệ tọa độ ghi trong tệp la.geojson", "--override-crs"]);
}

#[test]
fn what_one_file_left_in_quarantine_stays_until_that_file_is_read_anew() {
    let desk = Desk::new();
    let broken = r#"{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[107.0,10.0]]]},"properties":{"ma":"G9","sau":1}}"#;
    let put_aside = || -> i64 {
        let store = Connection::open(desk.store()).expect("it opens");
        store.query_row("SELECT count(*) FROM wells_quarantine", [], |row| row.get(0)).expect("the layer is there")
    };
    let with_broken = format!("{}\n{broken}\n", WELLS.trim_end());
    for (name, content, mode, left) in [
        ("first.geojsonl", with_broken.as_str(), "replace", 1),
        ("second.geojsonl", WELLS, "append", 1),
        ("third.geojsonl", with_broken.as_str(), "append", 2),
        ("first.geojsonl", WELLS, "append", 1),
    ] {
        let output = desk.import("en", &desk.file(name, content), "wells", &["--mode", mode]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        assert_eq!(put_aside(), left, "{mode} {name}");
    }
}

#[test]
fn a_mapping_that_hides_or_drops_a_field_no_record_has_is_refused_with_those_there_are() {
    let desk = Desk::new();
    let file = desk.file("more.geojsonl", WELLS);
    for rule in ["private", "drop"] {
        let mapping = desk.file("mapping.toml", format!("[fields]\nSau = {{ {rule} = true }}\n"));
        for (layer, mode) in [("wells", "replace"), ("new", "create")] {
            let (english, vietnamese) =
                (["“Sau”", "ma, sau", "Nothing was imported"], ["“Sau”", "ma, sau", "Chưa nhập gì"]);
            desk.refused(&file, layer, &["--mode", mode, "--mapping", text(&mapping)], &english, &vietnamese);
        }
    }
}

#[test]
fn a_layer_that_is_replaced_keeps_its_kind_unless_another_is_said() {
    let desk = Desk::new();
    let file = desk.file("ward.geojson", WARD);
    let kind = || -> String {
        let store = Connection::open(desk.store()).expect("the store opens");
        store
            .query_row("SELECT kind FROM diaban_layer WHERE name = 'wards'", [], |row| row.get(0))
            .expect("it is there")
    };
    for (options, expected) in [
        (&["--kind", "ward"][..], "ward"),
        (&["--mode", "replace"], "ward"),
        (&["--mode", "replace", "--kind", "zone"], "zone"),
    ] {
        let output = desk.import("en", &file, "wards", options);
        assert!(output.status.success(), "{}", said(&output));
        assert_eq!(kind(), expected);
    }
}

/// An area with a name.
const WARD: &str = r#"{"type":"Feature","properties":{"ten":"A"},"geometry":{"type":"Polygon","coordinates":
    [[[107.1,10.3],[107.2,10.3],[107.2,10.4],[107.1,10.3]]]}}"#;
