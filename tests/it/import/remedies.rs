//! What a message advises is done, word by word, and must help: every option of the command line that a sentence of the importer names.

use std::path::PathBuf;

use system_tests::hostile::{Desk, watched};
use system_tests::root;

use crate::import::points::{DEGREES, shapefile, zone};

/// A trouble, and the advice to be followed.
struct Remedy {
    /// The sentence that gives the advice.
    sentence: &'static str,
    /// Makes the file.
    file: fn(&Desk) -> PathBuf,
    /// What the person asked for at first.
    first: &'static [&'static str],
    /// A word of what is said then.
    said: &'static str,
    /// What is advised instead, with the person's own choice filled in.
    advised: &'static [&'static str],
}

/// Sentences whose advice is to correct a record at its source and to import it alone, with `--mode append`: done once for all.
const ALONE: &str = "--mode append";

/// Sentences that name an option without one run that could show it.
const WITHOUT_RUN: [(&str, &str); 13] = [
    ("finding-field-name-cut-remedy", "that a mapping gives fields their names is shown elsewhere"),
    ("report-nothing-loaded", "what is mended takes the empty layer's place below"),
    ("import-layer-is-public", "a layer is hidden and shown in journey::publication"),
    ("finding-index-unreadable-remedy", "only the source can make the index anew"),
    (
        "finding-length-absurd-remedy",
        "the source knows how many shapes it has; that the index is heeded is shown in import::shapefiles",
    ),
    ("finding-index-missing-remedy", "the index lies elsewhere; that it is heeded is shown in import::shapefiles"),
    ("finding-index-astray-remedy", "that shapes are read without the index is shown in import::shapefiles"),
    ("finding-text-replaced-remedy", "letters that were lost come back from no encoding; one that is right loses none"),
    (
        "import-encoding-unknown",
        "a table pieced together of several encodings: which one is right differs from row to row",
    ),
    ("import-too-many-fields", "a mapping that drops thousands of fields; that mappings drop is shown elsewhere"),
    ("finding-record-not-utf8-remedy", "it points at finding-text-not-utf8"),
    ("report-findings-more", "needs more findings than are shown; that --report lists all is shown elsewhere"),
    ("import-outside-reach", "only the person knows what the numbers were meant to be"),
];

fn point(x: f64, y: f64, properties: &str) -> String {
    format!(
        r#"{{"type":"Feature","geometry":{{"type":"Point","coordinates":[{x},{y}]}},"properties":{{{properties}}}}}"#
    )
}

fn in_system(desk: &Desk, epsg: u32, x: f64, y: f64) -> PathBuf {
    let crs = format!(r#"{{"type":"name","properties":{{"name":"EPSG:{epsg}"}}}}"#);
    let text =
        format!(r#"{{"type":"FeatureCollection","crs":{crs},"features":[{}]}}"#, point(x, y, r#""ma":"G9","sau":1"#));
    desk.file("tep.geojson", text)
}

fn tcvn3(desk: &Desk) -> PathBuf {
    shapefile(desk, "ten", &[b"Ph\xAD\xEAng R\xB9ch D\xF5a", b"Nguy\xD4n V\xA8n Tr\xE7i"], None, Some(DEGREES))
}

fn layers(desk: &Desk) -> PathBuf {
    let point = |name: &str| format!(r#""{name}":{{"type":"Point","coordinates":[107.1,10.4]}}"#);
    let objects = format!("{},{}", point("mot"), point("hai"));
    desk.file("lop.topojson", format!(r#"{{"type":"Topology","arcs":[],"objects":{{{objects}}}}}"#))
}

fn package(desk: &Desk, edit: &str) -> PathBuf {
    let file = desk.at("lop.gpkg");
    let source = desk.file("lop.geojson", point(107.1, 10.4, r#""ma":"G9","sau":1"#));
    for layer in ["mot", "hai"] {
        let more: &[&str] = if layer == "hai" { &["-update"] } else { &[] };
        let mut command = std::process::Command::new("ogr2ogr");
        let made = command.args(["-f", "GPKG"]).args(more).args([&file, &source]).args(["-nln", layer]).status();
        assert!(made.expect("ogr2ogr runs").success());
    }
    let connection = rusqlite::Connection::open(&file).expect("it opens");
    connection.pragma_update(None, "foreign_keys", false).expect("it can be set");
    connection.execute_batch(edit).expect("it can be edited");
    file
}

fn wells(desk: &Desk, properties: &str) -> PathBuf {
    desk.file("gieng.geojson", point(107.2, 10.4, properties))
}

const REMEDIES: &[Remedy] = &[
    Remedy {
        sentence: "import-crs-missing",
        file: |desk| shapefile(desk, "ten", &[b"A"], None, None),
        first: &[],
        said: "does not state its reference system",
        advised: &["--crs", "EPSG:4326"],
    },
    Remedy {
        sentence: "import-crs-unknown",
        file: |desk| shapefile(desk, "ten", &[b"A"], None, Some(&zone(107.7, ""))),
        first: &[],
        said: "is not one that we know",
        advised: &["--crs", "EPSG:5899", "--override-crs"],
    },
    Remedy {
        sentence: "import-crs-unknown",
        file: |desk| in_system(desk, 99_999, 107.1, 10.4),
        first: &[],
        said: "is not one that we know",
        advised: &["--crs", "EPSG:4326", "--override-crs"],
    },
    Remedy {
        sentence: "import-crs-unknown",
        file: |desk| {
            let edit = "INSERT INTO gpkg_spatial_ref_sys VALUES ('own', 100000, 'NONE', 100000, 'PROJCS[\"own\"]', NULL); \
                        UPDATE gpkg_geometry_columns SET srs_id = 100000";
            package(desk, edit)
        },
        first: &["--source-layer", "mot"],
        said: "is not one that we know",
        advised: &["--source-layer", "mot", "--crs", "EPSG:4326", "--override-crs"],
    },
    Remedy {
        sentence: "import-crs-contradicted",
        file: |desk| shapefile(desk, "ten", &[b"A"], None, Some(&zone(107.7, r#",AUTHORITY["EPSG","5899"]"#))),
        first: &[],
        said: "the central meridian is 107.7 in its own definition",
        advised: &["--crs", "EPSG:5899", "--override-crs"],
    },
    Remedy {
        sentence: "finding-crs-contradiction-remedy",
        file: |desk| shapefile(desk, "ten", &[b"A"], None, Some(&zone(107.75, r#",AUTHORITY["EPSG","9210"]"#))),
        first: &[],
        said: "It was read by the definition, as EPSG:5899",
        advised: &["--crs", "EPSG:9210", "--override-crs", "--mode", "replace"],
    },
    Remedy {
        sentence: "import-crs-differs",
        file: |desk| in_system(desk, 5899, 430_000.0, 1_150_000.0),
        first: &["--crs", "EPSG:9218"],
        said: "but --crs says",
        advised: &["--crs", "EPSG:9218", "--override-crs"],
    },
    Remedy {
        sentence: "import-crs-of-record",
        file: |desk| {
            let crs = r#""crs":{"type":"name","properties":{"name":"EPSG:5899"}},"type""#;
            let two = [point(107.1, 10.4, ""), point(107.1, 10.4, "").replacen(r#""type""#, crs, 1)];
            desk.file("hai.geojsonl", two.join("\n"))
        },
        first: &[],
        said: "Record 2 of hai.geojsonl states EPSG:5899",
        advised: &["--crs", "EPSG:4326", "--override-crs"],
    },
    Remedy {
        sentence: "import-degrees-in-metres",
        file: |desk| in_system(desk, 5899, 107.1, 10.4),
        first: &[],
        said: "look like degrees",
        advised: &["--crs", "EPSG:4326", "--override-crs"],
    },
    Remedy {
        sentence: "import-metres-in-degrees",
        file: |desk| in_system(desk, 4326, 430_000.0, 1_150_000.0),
        first: &[],
        said: "look like metres",
        advised: &["--crs", "EPSG:5899", "--override-crs"],
    },
    Remedy {
        sentence: "finding-crs-suspect-remedy",
        file: |desk| in_system(desk, 5898, 770_000.0, 1_150_000.0),
        first: &[],
        said: "outside Vietnam",
        advised: &["--crs", "EPSG:5896", "--override-crs", "--mode", "replace"],
    },
    Remedy {
        sentence: "finding-crs-apart-remedy",
        file: |desk| in_system(desk, 9218, 430_000.0, 1_150_000.0),
        first: &[],
        said: "away from everything else",
        advised: &["--crs", "EPSG:5899", "--override-crs", "--mode", "replace"],
    },
    Remedy {
        sentence: "import-type-clash",
        file: |desk| wells(desk, r#""ma":"G3","sau":"rất sâu""#),
        first: &["--mode", "append"],
        said: "does not fit the layer",
        advised: &["--mode", "replace"],
    },
    Remedy {
        sentence: "import-layer-choice",
        file: layers,
        first: &[],
        said: "holds several layers",
        advised: &["--source-layer", "hai"],
    },
    Remedy {
        sentence: "import-layer-not-in-file",
        file: layers,
        first: &["--source-layer", "ba"],
        said: "holds no layer",
        advised: &["--source-layer", "hai"],
    },
    Remedy {
        sentence: "import-table-missing",
        file: |desk| package(desk, "DROP TABLE mot"),
        first: &["--source-layer", "mot"],
        said: "but its table is not in the file",
        advised: &["--source-layer", "hai"],
    },
    Remedy {
        sentence: "import-encoding-doubtful",
        file: |desk| shapefile(desk, "ten", &[b"H\xB5"], None, Some(DEGREES)),
        first: &[],
        said: "too few to tell",
        advised: &["--encoding", "TCVN3"],
    },
    Remedy {
        sentence: "finding-text-recognised-remedy",
        file: tcvn3,
        first: &[],
        said: "were read as TCVN3",
        advised: &["--encoding", "TCVN3", "--mode", "replace"],
    },
    Remedy {
        sentence: "finding-text-doubted-remedy",
        file: tcvn3,
        first: &["--encoding", "windows-1252"],
        said: "were read as windows-1252",
        advised: &["--encoding", "TCVN3", "--mode", "replace"],
    },
    Remedy {
        sentence: "finding-text-misread-remedy",
        file: |desk| desk.file("sai.geojson", point(107.1, 10.4, "\"ten\":\"Ph\u{AD}êng R¹ch Dõa\"")),
        first: &[],
        said: "decoded the texts wrongly",
        advised: &["--encoding", "TCVN3", "--mode", "replace"],
    },
    Remedy {
        sentence: "finding-text-not-utf8-remedy",
        file: |desk| {
            let text = point(107.1, 10.4, r#""ten":"@""#);
            let (before, after) = text.split_once('@').expect("it is there");
            desk.file("bytes.geojson", [before.as_bytes(), b"Ph\xAD\xEAng R\xB9ch D\xF5a", after.as_bytes()].concat())
        },
        first: &[],
        said: "are not UTF-8",
        advised: &["--encoding", "TCVN3", "--mode", "replace"],
    },
    Remedy {
        sentence: "import-key-missing",
        file: |desk| wells(desk, r#""ma":"G1","sau":20"#),
        first: &["--mode", "update", "--key", "chieu_sau"],
        said: "is none",
        advised: &["--mode", "update", "--key", "ma"],
    },
    Remedy {
        sentence: "import-key-twice",
        file: |desk| {
            let two = [point(107.1, 10.4, r#""ma":"G1","sau":1"#), point(107.1, 10.4, r#""ma":"G1","sau":2"#)];
            desk.file("hai.geojsonl", two.join("\n"))
        },
        first: &["--mode", "update", "--key", "ma"],
        said: "stood before in",
        advised: &["--mode", "update", "--key", "sau"],
    },
    Remedy {
        sentence: "import-field-is-public",
        file: |desk| wells(desk, r#""ma":"G1","sau":20"#),
        first: &["--mode", "append", "--private-field", "sau"],
        said: "is public",
        advised: &["--mode", "replace", "--private-field", "sau"],
    },
    Remedy {
        sentence: "import-private-field-missing",
        file: |desk| wells(desk, r#""ma":"G1","sau":20"#),
        first: &["--mode", "replace", "--private-field", "Sau"],
        said: "names no field",
        advised: &["--mode", "replace", "--private-field", "sau"],
    },
    Remedy {
        sentence: "import-nothing-loaded",
        file: |desk| desk.file("hong.geojson", r#"{"type":"Feature","geometry":{"type":"Dot"},"properties":{}}"#),
        first: &["--mode", "append"],
        said: "can be loaded",
        advised: &["--mode", "append", "--dry-run"],
    },
    Remedy {
        sentence: "finding-geometry-not-polygon-remedy",
        file: |desk| wells(desk, r#""ma":"G1""#),
        first: &["--kind", "parcel"],
        said: "this is none",
        advised: &["--kind", "feature"],
    },
];

/// Where the first run is an update or an append, the wells are the layer.
fn layer(options: &[&str]) -> &'static str {
    if options.iter().any(|word| matches!(*word, "append" | "update" | "replace")) { "wells" } else { "other" }
}

#[test]
fn every_advice_that_names_an_option_helps() {
    for Remedy { sentence, file, first, said, advised } in REMEDIES {
        let desk = Desk::default();
        let file = file(&desk);
        let layer = layer(first);
        let done = watched(&mut desk.import("en", &file, layer, first));
        assert!(done.said.contains(said), "{sentence}: {done:?}");
        for option in advised.iter().filter(|word| word.starts_with("--") && !first.contains(word)) {
            assert!(done.said.contains(option), "{sentence} does not name {option}: {done:?}");
        }
        let was_loaded = done.code == Some(0);
        let replaces: &[&str] = if was_loaded && !advised.contains(&"--mode") { &["--mode", "replace"] } else { &[] };
        let done = watched(&mut desk.import("en", &file, layer, &[*advised, replaces].concat()));
        assert!(done.code == Some(0) && !done.said.contains(said), "{sentence} did not help: {done:?}");
    }
}

#[test]
fn data_in_degrees_are_told_of_no_central_meridian_and_of_swapped_axes() {
    let desk = Desk::default();
    let far = watched(&mut desk.import("en", &in_system(&desk, 4326, 106.0, 10.3), "far", &[]));
    assert!(far.said.contains("away from everything else") && !far.said.contains("central meridian"), "{far:?}");
    let swapped = watched(&mut desk.import("en", &in_system(&desk, 4326, 10.4, 107.1), "swapped", &[]));
    assert!(swapped.said.contains("seem swapped") && swapped.said.contains("latitude and longitude"), "{swapped:?}");
}

#[test]
fn a_record_that_was_put_aside_is_corrected_and_added_alone() {
    let desk = Desk::default();
    let wrong = point(107.1, 10.4, r#""ma":"G3","sau":1"#).replace("107.1", "null");
    let done = watched(&mut desk.import("en", &desk.file("hai.geojson", &wrong), "new", &[]));
    assert!(done.said.contains("import that record alone with --mode append"), "{done:?}");
    assert!(done.said.contains("Not one record could be loaded") && !done.said.contains("is published"), "{done:?}");
    let right = desk.file("dung.geojson", wrong.replace("null", "107.1"));
    let done = watched(&mut desk.import("en", &right, "new", &["--mode", "append"]));
    assert_eq!(done.code, Some(0), "{done:?}");
    assert_eq!(desk.rows("SELECT ma FROM new"), ["G3"]);
    let done = watched(&mut desk.import("en", &right, "new", &["--mode", "replace"]));
    assert!(done.code == Some(0) && done.said.contains("is not public"), "{done:?}");
}

#[test]
fn every_sentence_that_names_an_option_has_its_run() {
    let text = std::fs::read_to_string(root().join("tileserver/text/en/import.ftl")).expect("it is there");
    let mut missing = Vec::new();
    let mut key = "";
    let mut entry = String::new();
    let shown = |key: &str, entry: &str| {
        let options = entry
            .match_indices("--")
            .filter(|(at, _)| entry[at + 2..].starts_with(|next: char| next.is_ascii_lowercase()));
        let is_alone = options.clone().all(|(at, _)| entry[at..].starts_with(ALONE));
        let has_run =
            REMEDIES.iter().any(|remedy| remedy.sentence == key) || WITHOUT_RUN.iter().any(|(known, _)| *known == key);
        options.count() == 0 || is_alone || has_run
    };
    for line in text.lines().chain(["end = ."]) {
        match line.split_once(" =").filter(|(name, _)| !name.starts_with([' ', '#'])) {
            Some((next, words)) => {
                if !shown(key, &entry) {
                    missing.push(key.to_owned());
                }
                (key, entry) = (next, words.to_owned());
            }
            None => entry.push_str(line),
        }
    }
    assert!(missing.is_empty(), "no run for the advice of {missing:?}");
    for (sentence, why) in WITHOUT_RUN {
        assert!(text.contains(&format!("\n{sentence} =")) && !why.is_empty(), "{sentence} is no sentence any more");
    }
}
