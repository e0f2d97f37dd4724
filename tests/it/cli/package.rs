//! Exchange packages by the program: what it says of one, and one taken into the register and handed out again.

use std::path::{Path, PathBuf};
use std::process::Output;

use data_samples::{City, package, package_plan, seeded_faults};
use importers::package::{PackageFiles, check};
use rusqlite::Connection;
use serde_json::Value;
use system_tests::program::{diaban, diaban_succeeds};
use tempfile::TempDir;

/// Parcels of the city whose plan it is.
const PARCELS: u32 = 1_000;

fn sample() -> PackageFiles {
    package(&City::new(PARCELS, 1).expect("a small city"), None).expect("its system is known")
}

fn written(files: &PackageFiles) -> (TempDir, PathBuf) {
    let folder = TempDir::new().expect("a folder");
    let root = files.write(folder.path()).expect("it can be written");
    (folder, root)
}

fn text(path: &Path) -> &str {
    path.to_str().expect("test paths are plain text")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &*String::from_utf8_lossy(&output.stderr)
}

#[test]
fn a_fit_package_exits_with_0_and_one_that_is_not_with_1_and_says_where_and_what_to_do() {
    let clean = sample();
    let (folder, root) = written(&clean);
    let said_fit = diaban_succeeds(["package", "check", text(&root), "--lang", "vi"]);
    assert!(said_fit.contains("đạt") && !said_fit.contains('•'), "{said_fit}");
    let fault = seeded_faults().into_iter().find(|fault| fault.code == "zones-gap").expect("it is seeded");
    let (_kept, broken) = written(&fault.in_copy(&clean));
    let report = folder.path().join("report.json");
    let output = diaban(["package", "check", text(&broken), "--report", text(&report), "--lang", "vi"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("Khoảng hở"), "{}", said(&output));
    let document: Value = serde_json::from_slice(&std::fs::read(&report).expect("there is one")).expect("it is JSON");
    let finding = &document["findings"][0];
    assert_eq!((&document["fit"], &finding["code"]), (&Value::Bool(false), &Value::from("zones-gap")), "{document}");
    assert!(finding["place"][0].is_number() && finding["remedy"].as_str().is_some_and(|text| !text.is_empty()));
    // The next report may stand where the former did, and nowhere else.
    let again = diaban(["package", "check", text(&broken), "--report", text(&report)]);
    assert_eq!(again.status.code(), Some(1));
    let mine = folder.path().join("mine.txt");
    std::fs::write(&mine, "mine").expect("a file can be written");
    diaban(["package", "check", text(&root), "--report", text(&mine)]);
    assert_eq!(std::fs::read_to_string(&mine).expect("it is still there"), "mine");
}

#[test]
fn a_package_that_is_not_fit_is_not_taken_in() {
    let fault = seeded_faults().into_iter().find(|fault| fault.code == "info-code-form").expect("it is seeded");
    let (folder, root) = written(&fault.in_copy(&sample()));
    let store = folder.path().join("city.gpkg");
    let output = diaban(["package", "import", text(&root), "--into", text(&store)]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(!store.exists());
}

#[test]
fn what_cannot_be_done_is_said_in_words_before_anything_is_written() {
    let (folder, root) = written(&sample());
    let (store, out) = (folder.path().join("city.gpkg"), folder.path().join("out"));
    diaban_succeeds(["package", "import", text(&root), "--into", text(&store)]);
    std::fs::create_dir_all(out.join("CSDL_KhuA")).expect("a folder can be made");
    let log = diaban_succeeds(["user", "log", text(&store)]);
    assert!(log.contains("layer-imported") && log.contains("(diaban package import)"), "{log}");
    let (into, from) =
        (["package", "import", text(&root), "--into", text(&store)], ["package", "export", text(&store)]);
    let to = ["--plan", "1", "--out", text(&out), "--name", "KhuA"];
    let import = |more: [&'static str; 2]| diaban(into.into_iter().chain(more).chain(["--lang", "vi"]));
    let export =
        |more: &[&'static str]| diaban(from.into_iter().chain(to).chain(more.iter().copied()).chain(["--lang", "vi"]));
    let before = std::fs::read(&store).expect("the store is there");
    for (output, code, words) in [
        (import(["--adjusts", "999"]), 1, "Không có đồ án 999"),
        (import(["--commune", "99"]), 2, "5 chữ số"),
        (export(&["--info-code", "abc"]), 2, "maThongTinQH"),
        (export(&[]), 1, "Đã có"),
    ] {
        assert_eq!(output.status.code(), Some(code), "{words}: {}", said(&output));
        assert!(said(&output).contains(words), "{words}: {}", said(&output));
        assert!(!said(&output).contains('↳'), "nothing is left to say: {}", said(&output));
    }
    assert_eq!(std::fs::read(&store).expect("the store is there"), before, "nothing was written");
    let fault = seeded_faults().into_iter().find(|fault| fault.code == "zones-gap").expect("it is seeded");
    let (_kept, broken) = written(&fault.in_copy(&sample()));
    let checked = diaban(["package", "check", text(&broken), "--lang", "vi"]);
    assert!(said(&checked).contains("kiểm tra lại"), "a check has nothing else to do: {}", said(&checked));
}

#[test]
fn a_package_taken_in_and_handed_out_again_is_the_same_plan_bit_for_bit_and_opens_in_gdal() {
    let (folder, root) = written(&sample());
    let (store, out) = (folder.path().join("city.gpkg"), folder.path().join("out"));
    let expected = package_plan(&City::new(PARCELS, 1).expect("a small city"));
    let told = diaban_succeeds(["package", "import", text(&root), "--into", text(&store), "--lang", "en"]);
    for left_out in ["DiemDoCao_P", "MocGioiQuyHoach_P", "tyLe", "donViTuVan"] {
        assert!(told.contains(left_out), "{left_out} is not taken over, and told: {told}");
    }
    let connection = Connection::open(&store).expect("it is a GeoPackage");
    let row = "SELECT id, ma_quy_hoach, ma_thong_tin, cap_do, trang_thai FROM plan_register";
    let plan: (i64, String, String, String, String) = connection
        .query_row(&row.replace("id,", "fid,"), [], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
        })
        .expect("one plan");
    let codes = (expected.file_code.clone(), expected.info_code.clone());
    assert_eq!((plan.1, plan.2), codes);
    assert_eq!((plan.3.as_str(), plan.4.as_str()), ("subdivision", "draft"));
    let count = |sql: &str| connection.query_row::<u64, _, _>(sql, [], |row| row.get(0)).expect("a number");
    assert_eq!(count("SELECT count(*) FROM plan_lines") as usize, expected.lines.len());
    assert!(count("SELECT count(*) FROM plan_lines WHERE loai = 'centreline' AND lo_gioi = 20.5 AND ten <> ''") > 0);
    assert!(count("SELECT count(*) FROM plan_lines WHERE loai = 'safety_corridor' AND phan_loai <> ''") > 0);
    assert!(
        count("SELECT count(*) FROM plan_zones WHERE dan_so > 0 AND ma_doi_tuong <> '' AND giai_doan = 'QHDD'") > 0
    );
    drop(connection);
    let id = plan.0.to_string();
    diaban_succeeds(["package", "export", text(&store), "--plan", &id, "--out", text(&out), "--name", "KhuA"]);
    let again = out.join("CSDL_KhuA");
    let found = check(&again, |_, _| true).expect("it can be read");
    assert!(found.report.is_fit(), "{:?}", found.report.findings);
    let found = found.plan.expect("it holds a plan");
    assert_eq!((found.zones, found.boundary), (expected.zones, expected.boundary));
    assert_eq!((found.lines, found.population), (expected.lines, expected.population));
    assert_eq!((found.file_code, found.info_code), codes);
    assert_eq!((found.name, found.issuer, found.crs), (expected.name, expected.issuer, expected.crs));
    // The papers are those that were handed in, to the byte.
    for paper in &expected.papers {
        let bytes = |root: &Path| std::fs::read(root.join(&paper.path)).expect("it is there");
        assert_eq!(bytes(&root), bytes(&again), "{}", paper.path);
    }
    for database in ["QuyHoach", "HienTrang", "NenDiaHinh", "MocGioi"] {
        let path = again.join(format!("HoSoGIS/{database}.gpkg"));
        let opened =
            std::process::Command::new("ogrinfo").args(["-so", "-al"]).arg(&path).output().expect("GDAL is here");
        let told = said(&opened);
        assert!(opened.status.success() && !told.contains("Warning") && !told.contains("ERROR"), "{told}");
    }
    // Somebody may take it in once more: it is another plan of the same code.
    diaban_succeeds(["package", "import", text(&again), "--into", text(&store)]);
}

#[test]
fn geodatabases_are_looked_at_like_geopackages() {
    let clean = sample();
    let (_folder, root) = written(&clean);
    let mut others = clean;
    let databases = std::mem::take(&mut others.databases);
    let (_kept, of_geodatabases) = written(&others);
    for (name, _) in databases {
        let made = of_geodatabases.join("HoSoGIS").join(&name).with_extension("gdb");
        let mut convert = std::process::Command::new("ogr2ogr");
        convert.args(["-f", "OpenFileGDB"]).arg(made).arg(root.join("HoSoGIS").join(&name));
        let converted = convert.output().expect("GDAL is here");
        assert!(converted.status.success(), "{}", said(&converted));
    }
    let found = check(&of_geodatabases, |_, _| true).expect("it can be read");
    assert_eq!(found.report.findings, []);
}

#[test]
fn a_zipped_package_is_looked_at_like_the_folder() {
    let (folder, root) = written(&sample());
    let zip = folder.path().join("handed-in.zip");
    let name = root.file_name().expect("it has a name");
    let zipped = std::process::Command::new("python3")
        .args(["-m", "zipfile", "-c", text(&zip)])
        .arg(name)
        .current_dir(folder.path())
        .output()
        .expect("there is a zip program");
    assert!(zipped.status.success(), "{}", said(&zipped));
    let of_zip = check(&zip, |_, _| true).expect("it can be read");
    assert_eq!((&*of_zip.report.package, of_zip.report.findings.len()), (text(Path::new(name)), 0));
    assert_eq!(of_zip.plan, check(&root, |_, _| true).expect("it can be read").plan);
}
