//! The command line: exit codes, words, settings; and a real file from import to answer.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use system_tests::program::{Server, city, diaban, diaban_succeeds};
use system_tests::shared;
use tempfile::TempDir;

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &*String::from_utf8_lossy(&output.stderr)
}

fn text(path: &Path) -> &str {
    path.to_str().expect("test paths are plain text")
}

#[test]
fn wrong_usage_is_2_help_is_0_and_failure_is_1() {
    let folder = TempDir::new().expect("a folder");
    let missing = folder.path().join("missing.gpkg");
    for (arguments, code, words) in [
        (vec!["--help"], 0, "Usage: diaban COMMAND"),
        (vec!["--help", "--lang", "vi"], 0, "Cách dùng: diaban COMMAND"),
        (vec!["import", "--help"], 0, "--private-field"),
        (vec!["--version"], 0, "diaban"),
        (vec![], 2, "No command given"),
        (vec!["serv"], 2, "There is no command serv"),
        (vec!["serve"], 2, "<STORE> is missing"),
        (vec!["serve", "--lang", "vi"], 2, "Thiếu <STORE>"),
        (vec!["serve", "map.shp"], 2, "is no store we can use"),
        (vec!["import", "a.geojson", "--into", "s.gpkg", "--layer", "A-B"], 2, "A-B"),
        (vec!["serve", text(&missing)], 1, "missing.gpkg"),
    ] {
        let output = diaban(&arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", said(&output));
        assert!(said(&output).contains(words), "{arguments:?}: {}", said(&output));
    }
}

#[test]
fn a_wrong_setting_is_named_before_anything_starts() {
    let folder = TempDir::new().expect("a folder");
    let (config, store) = (folder.path().join("diaban.toml"), folder.path().join("city.gpkg"));
    std::fs::write(&config, "[server]\nport = 80\n").expect("a file can be written");
    let output = diaban(["serve", text(&store), "--config", text(&config)]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("[server] port"), "{}", said(&output));
}

#[test]
fn a_taken_port_is_told_in_the_readers_language_with_nothing_but_the_systems_reason() {
    let (_folder, store) = city();
    let first = Server::start(&store);
    let (_other_folder, other) = city();
    let address = first.address.trim_start_matches("http://");
    let output = diaban(["serve", text(&other), "--listen", address, "--lang", "vi"]);
    let said = said(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    let lines: Vec<&str> = said.lines().collect();
    assert!(lines.len() == 2 && lines[0].starts_with("diaban: ") && lines[0].contains(address), "{said}");
    assert!(lines[1].starts_with("  ↳ ") && lines[1].contains("os error"), "{said}");
}

#[test]
fn a_sample_never_overwrites_a_file() {
    let folder = TempDir::new().expect("a folder");
    let out = folder.path().join("city.gpkg");
    std::fs::write(&out, "mine").expect("a file can be written");
    let output = diaban(["sample", "--parcels", "10", "--out", text(&out)]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(std::fs::read_to_string(&out).expect("it is still there"), "mine");
}

#[tokio::test]
async fn cambridge_is_imported_and_its_window_counted() {
    let test = "cambridge_is_imported_and_its_window_counted";
    let folder = TempDir::new().expect("a folder");
    let store = folder.path().join("cambridge.gpkg");
    let report_path = folder.path().join("report.json");
    let files = [("parcels", "ASSESSING_ParcelsFY2014.topojson.gz"), ("zones", "CDD_ZoningDistricts.geojson.gz")];
    for (layer, file) in files {
        let Some(file) = shared(test, &format!("data/cambridge-ma/{file}")) else { return };
        let mut arguments = vec!["import", text(&file), "--into", text(&store), "--layer", layer];
        arguments.extend(["--report", text(&report_path)]);
        let said = diaban_succeeds(&arguments);
        let report = std::fs::read_to_string(&report_path).expect("the report is there");
        let report: serde_json::Value = serde_json::from_str(&report).expect("it is JSON");
        if layer == "parcels" {
            let counts = ["read", "loaded", "repaired", "quarantined"].map(|name| report[name].as_u64());
            assert_eq!(counts, [13_116, 13_115, 37, 1].map(Some));
            assert!(said.contains("Read 13,116 records") && said.contains("record 1896"), "{said}");
            let findings = report["findings"].as_array().expect("a list").iter();
            let aside: Vec<_> = findings.filter(|finding| finding["outcome"] == "quarantined").collect();
            assert_eq!(aside.len(), 1, "{aside:?}");
            assert_eq!((&aside[0]["record"], &aside[0]["code"]), (&1896.into(), &"ring-too-few-points".into()));
        }
    }
    let server = Server::start(&store);
    for (layer, count) in [("parcels", 295), ("zones", 20)] {
        let path = format!("/collections/{layer}/items?bbox=-71.12,42.37,-71.11,42.375&limit=1000");
        let page = server.json(&path).await;
        assert_eq!(page["numberMatched"], count, "{layer}");
        assert_eq!(page["features"].as_array().expect("a list").len(), count);
    }
    assert_eq!(server.get("/collections/parcels_quarantine").send().await.expect("an answer").status(), 404);
    let again = diaban(["import", text(&report_path), "--into", text(&store), "--layer", "parcels"]);
    assert_eq!(again.status.code(), Some(1), "{}", said(&again));
}

#[test]
fn a_dry_run_leaves_no_store_behind() {
    let folder = TempDir::new().expect("a folder");
    let (file, store) = (folder.path().join("points.geojson"), folder.path().join("new.gpkg"));
    let point = r#"{"type":"Feature","geometry":{"type":"Point","coordinates":[107,10]},"properties":{"ten":"Cột"}}"#;
    std::fs::write(&file, format!(r#"{{"type":"FeatureCollection","features":[{point}]}}"#)).expect("written");
    let said = diaban_succeeds(["import", text(&file), "--into", text(&store), "--layer", "poles", "--dry-run"]);
    assert!(said.contains("Loaded 1 records") && said.contains("Dry run"), "{said}");
    assert!(!store.exists());
}

/// Names and bytes of all files in a folder.
fn content(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = std::fs::read_dir(folder).expect("a folder can be listed");
    let files = files.map(|file| file.expect("it has a name").path());
    files.map(|file| (file.clone(), std::fs::read(&file).expect("a file can be read"))).collect()
}

#[test]
fn files_that_cannot_be_read_make_no_store_and_leave_a_foreign_one_as_it_was() {
    let folder = TempDir::new().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let (points, unplaced, foreign) = (at("points.geojson"), at("unplaced.shp"), at("foreign.gpkg"));
    let point = r#"{"type":"Feature","geometry":{"type":"Point","coordinates":[107,10]},"properties":{"ten":"Cột"}}"#;
    std::fs::write(&points, format!(r#"{{"type":"FeatureCollection","features":[{point}]}}"#)).expect("written");
    for (format, file) in [("ESRI Shapefile", &unplaced), ("GPKG", &foreign)] {
        let made = Command::new("ogr2ogr").args(["-f", format, text(file), text(&points)]).status();
        assert!(made.expect("ogr2ogr runs").success());
    }
    std::fs::remove_file(at("unplaced.prj")).expect("it had a reference system");
    let before = content(folder.path());
    for (file, words) in [(at("typo.geojson"), "typo.geojson"), (unplaced, "--crs")] {
        for into in [at("new.gpkg"), foreign.clone()] {
            let output = diaban(["import", text(&file), "--into", text(&into), "--layer", "poles"]);
            assert_eq!(output.status.code(), Some(1), "{}", said(&output));
            assert!(said(&output).contains(words), "{}", said(&output));
            assert!(content(folder.path()) == before, "{} into {}", file.display(), into.display());
        }
    }
    for into in [at("new.gpkg"), foreign] {
        diaban_succeeds(["import", text(&points), "--into", text(&into), "--layer", "poles"]);
        let again = diaban(["import", text(&points), "--into", text(&into), "--layer", "poles"]);
        assert_eq!(again.status.code(), Some(1), "the layer is there: {}", said(&again));
    }
}

#[test]
fn a_store_is_not_imported_into_itself_whatever_it_is_called() {
    let (folder, store) = city();
    let link = folder.path().join("current.gpkg");
    std::os::unix::fs::symlink(&store, &link).expect("a link can be made");
    for (file, language, words) in
        [(&store, "en", "is the store itself"), (&link, "en", "make a copy first"), (&link, "vi", "tạo bản sao trước")]
    {
        let arguments = ["import", text(file), "--into", text(&store), "--layer", "copy", "--source-layer", "parcels"];
        let output = diaban(arguments.into_iter().chain(["--lang", language]));
        assert_eq!(output.status.code(), Some(1), "{}", said(&output));
        assert!(said(&output).contains(words), "{}", said(&output));
    }
}

#[test]
fn a_report_overwrites_an_earlier_report_and_nothing_else() {
    let (folder, store) = city();
    let source = folder.path().join("thua.geojson");
    let shape =
        r#"{"type":"Feature","properties":{"so_thua":1},"geometry":{"type":"Point","coordinates":[107.1,10.4]}}"#;
    std::fs::write(&source, shape).expect("a file can be written");
    let import = |report: &Path| {
        let into = ["--into", text(&store), "--layer", "moi", "--dry-run", "--report", text(report)];
        diaban(["import", text(&source)].into_iter().chain(into))
    };
    let before = std::fs::read(&store).expect("the store is there");
    for taken in [&store, &source] {
        let refused = import(taken);
        assert_eq!(refused.status.code(), Some(1), "{}", said(&refused));
        assert!(said(&refused).contains("--report"), "{}", said(&refused));
    }
    assert!(std::fs::read(&store).expect("the store is there") == before, "the store was written to");
    assert_eq!(std::fs::read_to_string(&source).expect("the source is there"), shape);
    assert_eq!(import(&folder.path().join("nowhere/report.json")).status.code(), Some(1));
    let report = folder.path().join("report.json");
    for _ in 0..2 {
        let written = import(&report);
        assert_eq!(written.status.code(), Some(0), "{}", said(&written));
    }
}
