//! Plain layers become a network: each fault that was drawn is found under its code with what can be done, done where it is accepted, and the
//! network is traced, its customers each counted once; meters hang on a network of EPANET.

use std::path::PathBuf;
use std::process::Output;

use anyhow::{Context, Result};
use serde_json::{Value as Json, json};
use system_tests::program::{Server, diaban, diaban_succeeds};

use super::{Place, in_both_stores};

in_both_stores! {
    drawn_faults_are_found_mended_where_that_is_accepted_and_the_network_is_traced
    meters_hang_on_a_network_of_epanet_and_stay_where_they_hang
}

/// Metres east and north of the corner of a quarter in Vũng Tàu.
const CORNER: [f64; 2] = [430_000.0, 1_146_000.0];
const NAME: &str = "Cấp nước phường";

/// Pipes by code, with their faults.
const PIPES: [(&str, &[[f64; 2]]); 9] = [
    ("P1", &[[0.0, 0.0], [100.0, 0.0]]),
    ("P2", &[[100.0, 0.0], [200.0, 0.0]]),
    // Begins a hand's breadth beside the node.
    ("P3", &[[100.3, 0.2], [100.0, 80.0]]),
    // Misses the end of P2.
    ("P4", &[[200.0, 1.5], [200.0, 60.0], [300.0, 60.0]]),
    // Crosses P1.
    ("P5", &[[50.0, -50.0], [50.0, 50.0]]),
    // P2 drawn twice.
    ("P6", &[[100.0, 0.0], [200.0, 0.0]]),
    // Half of it lies on P4.
    ("P7", &[[250.0, 60.0], [350.0, 60.0]]),
    // Far from everything.
    ("P8", &[[900.0, 900.0], [950.0, 900.0]]),
    ("P9", &[[350.0, 60.0], [350.0, 10.0]]),
];

/// What is asked of the command line in a folder of its own.
struct Desk<'a> {
    place: &'a Place,
    store: String,
}

impl<'a> Desk<'a> {
    fn new(place: &'a Place) -> Self {
        Self { place, store: place.store.to_string_lossy().into_owned() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.place.folder.path().join(name)
    }

    fn written(&self, name: &str, features: &[Json]) -> Result<String> {
        let path = self.path(name);
        std::fs::write(&path, json!({"type": "FeatureCollection", "features": features}).to_string())?;
        Ok(path.display().to_string())
    }

    fn import(&self, file: &str, more: &[&str]) -> Output {
        let words = ["import", file, "--into", &self.store, "--layer", NAME, "--crs", "EPSG:5899", "--lang", "en"];
        diaban(words.iter().chain(more).copied())
    }

    /// The report of an import that must succeed.
    fn report(&self, file: &str, more: &[&str]) -> Result<Json> {
        let report = self.path("report.json");
        let words: Vec<&str> = more.iter().copied().chain(["--report", report.to_str().context("a path")?]).collect();
        let output = self.import(file, &words);
        anyhow::ensure!(output.status.success(), "{}", said(&output));
        Ok(serde_json::from_slice(&std::fs::read(report)?)?)
    }
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn at([x, y]: [f64; 2]) -> Json {
    json!([CORNER[0] + x, CORNER[1] + y])
}

fn line(code: &str, course: &[[f64; 2]]) -> Json {
    let course: Vec<Json> = course.iter().map(|place| at(*place)).collect();
    let properties = json!({"ma": code, "DN": "DN100", "Vật liệu": "HDPE"});
    json!({"type": "Feature", "properties": properties, "geometry": {"type": "LineString", "coordinates": course}})
}

fn point(code: &str, place: [f64; 2]) -> Json {
    let geometry = json!({"type": "Point", "coordinates": at(place)});
    json!({"type": "Feature", "properties": {"ma": code, "ten": "Nguyễn"}, "geometry": geometry})
}

/// How many findings of a code there are that are not done.
fn open(report: &Json, code: &str) -> usize {
    let code = format!("network-join-{code}");
    let found = report["findings"].as_array().into_iter().flatten();
    found.filter(|found| found["code"] == code && found["outcome"] != "repaired").count()
}

async fn drawn_faults_are_found_mended_where_that_is_accepted_and_the_network_is_traced(place: Place) -> Result<()> {
    let desk = Desk::new(&place);
    let pipes: Vec<Json> = PIPES.iter().map(|(code, course)| line(code, course)).collect();
    let pipes = desk.written("ong.geojson", &pipes)?;
    let valves = desk.written("van.geojson", &[point("V1", [60.0, 0.0]), point("V2", [150.0, 5.0])])?;
    let sources = desk.written("nguon.geojson", &[point("R", [0.0, 0.0])])?;
    let meters = [
        ("M1", [30.0, 10.0]),
        ("M2", [120.0, 10.0]),
        ("M3", [500.0, 500.0]),
        ("M1", [31.0, 10.0]),
        ("M5", [110.0, 60.0]),
        ("M6", [210.0, 40.0]),
    ];
    let meters = desk.written("dong-ho.geojson", &meters.map(|(code, at)| point(code, at)))?;
    let files = ["--kind", "network", "--valves", &valves, "--meters", &meters];
    let all: Vec<String> = files.iter().copied().chain(["--sources", &*sources]).map(str::to_owned).collect();
    let words = |typed: &[&str]| -> Vec<String> {
        all.iter().cloned().chain(typed.iter().map(|&word| word.to_owned())).collect()
    };
    let report = |typed: Vec<String>| desk.report(&pipes, &typed.iter().map(String::as_str).collect::<Vec<_>>());

    let unfed = desk.report(&pipes, &[&files[..], &["--dry-run"]].concat())?;
    assert_eq!(open(&unfed, "no-source"), 1, "{unfed}");
    let mut found = report(words(&["--dry-run"]))?;
    let codes = ["gap", "crossing", "duplicate", "overlap", "off-pipe"];
    for code in codes.iter().chain(&["meter-far", "meter-again"]) {
        assert_eq!(open(&found, code), 1, "{code}: {found}");
    }
    assert_eq!(found["finding_counts"]["network-snapped"], 1, "{found}");
    let gap = found["findings"].as_array().into_iter().flatten().find(|one| one["code"] == "network-join-gap");
    let gap = gap.context("it is there")?;
    assert_eq!((&gap["key"], &gap["elements"], &gap["accept"]), (&json!("P4"), &json!(["P4", "P2"]), &json!(false)));
    assert!(gap["remedy"].as_str().is_some_and(|text| text.contains("--accept 'extend:P4:")), "{gap}");
    // Nothing was written.
    let missing = diaban(["trace", &desk.store, "--network", NAME, "isolation", "--edge", "P1"]);
    assert!(!missing.status.success(), "{}", said(&missing));

    // The lonely pipe is marked in the report, the others are accepted by their codes.
    for one in found["findings"].as_array_mut().into_iter().flatten() {
        if one["code"] == "network-join-dry-part" && one["key"] == "P8" {
            one["accept"] = json!(true);
        }
    }
    std::fs::write(desk.path("marked.json"), found.to_string())?;
    let marked = desk.path("marked.json").display().to_string();
    let mut accepted = words(&["--accept", "gap,crossing,network-join-duplicate", "--accept", "overlap,off-pipe"]);
    accepted.extend(["--accept".to_owned(), marked]);
    let done = report(accepted.clone())?;
    for code in codes.iter().chain(&["dry-part", "no-source"]) {
        assert_eq!(open(&done, code), 0, "{code}: {done}");
    }
    for code in codes {
        let mended = done["findings"].as_array().into_iter().flatten();
        let is_done = |one: &&Json| one["code"] == format!("network-join-{code}") && one["outcome"] == "repaired";
        assert_eq!(mended.filter(is_done).count(), 1, "{code}: {done}");
    }
    assert_eq!(
        done["read"],
        done["loaded"].as_u64().unwrap_or_default() + done["quarantined"].as_u64().unwrap_or_default()
    );
    // Pipes, valves, a source, meters; the twin that was dropped and the second record of a meter are put aside.
    assert_eq!((&done["read"], &done["quarantined"]), (&json!(18), &json!(2)), "{done}");
    assert_eq!(done["finding_counts"]["network-names-left-out"], 1, "{done}");

    is_traced(&place).await?;

    // The same again changes nothing; a file of one pipe is refused unless it is meant.
    accepted.extend(["--mode".to_owned(), "replace".to_owned()]);
    let again = report(accepted)?;
    assert_eq!(again["finding_counts"]["network-customers-kept"], 1, "{again}");
    let part = desk.written("mot-ong.geojson", &[line("P1", PIPES[0].1)])?;
    let refused = desk.import(&part, &["--kind", "network", "--sources", &sources, "--mode", "replace"]);
    assert!(!refused.status.success() && said(&refused).contains("--allow-loss"), "{}", said(&refused));
    let meant = desk.import(&part, &["--kind", "network", "--sources", &sources, "--mode", "replace", "--allow-loss"]);
    assert!(meant.status.success() && said(&meant).contains("connections lost their pipe"), "{}", said(&meant));
    Ok(())
}

/// A burst beyond the first valve: who goes dry directly and who besides are not the same.
async fn is_traced(place: &Place) -> Result<()> {
    let server = Server::start(&place.store);
    let name = "C%E1%BA%A5p%20n%C6%B0%E1%BB%9Bc%20ph%C6%B0%E1%BB%9Dng";
    let traced: Json = server.get(&format!("/v1/networks/{name}/isolation?edge=P3")).send().await?.json().await?;
    assert_eq!(
        (&traced["boundary_valves"], &traced["valves_to_close"]),
        (&json!(["V1", "V2"]), &json!(["V1"])),
        "{traced}"
    );
    assert_eq!(
        (&traced["customers"]["direct"], &traced["customers"]["unintended"]),
        (&json!(2), &json!(1)),
        "{traced}"
    );
    let cut_off = traced["unintended"]["edges"].as_array().context("a list")?;
    assert!(["P4", "P7", "P9"].iter().all(|edge| cut_off.contains(&json!(edge))), "{traced}");
    Ok(())
}

/// A reservoir and two pipes.
const EPANET: &str = "[JUNCTIONS]\n A 10 5\n B 9\n[RESERVOIRS]\n R 50\n[PIPES]\n p R A 100 200 120\n q A B 100 400 120\n\
[COORDINATES]\n R 430000 1146000\n A 430100 1146000\n B 430200 1146000\n[OPTIONS]\n Units LPS\n Headloss H-W\n[END]\n";

async fn meters_hang_on_a_network_of_epanet_and_stay_where_they_hang(place: Place) -> Result<()> {
    let desk = Desk::new(&place);
    let inp = desk.path("mang.inp");
    std::fs::write(&inp, EPANET)?;
    let inp = inp.display().to_string();
    let first = desk.report(&inp, &[])?;
    let unknown = first["findings"].as_array().into_iter().flatten();
    let unknown: Vec<&Json> = unknown.filter(|one| one["code"] == "network-customers-unknown").collect();
    assert!(
        unknown.len() == 1 && unknown[0]["reason"].as_str().is_some_and(|text| text.contains("(1 nodes")),
        "{first}"
    );
    let traced = || -> Result<Json> {
        let output = diaban(["trace", &desk.store, "--network", NAME, "isolation", "--edge", "p"]);
        anyhow::ensure!(output.status.success(), "{}", said(&output));
        Ok(serde_json::from_slice(&output.stdout)?)
    };
    let codes = |traced: &Json| -> Vec<Json> {
        traced["warnings"].as_array().into_iter().flatten().map(|warning| warning["code"].clone()).collect()
    };
    assert!(codes(&traced()?).contains(&json!("customers_unknown")));

    let meters = [point("M1", [30.0, 10.0]), point("M2", [150.0, 10.0]), point("M3", [50.0, 200.0])];
    let meters = desk.written("dong-ho.geojson", &meters)?;
    let hang = ["--kind", "meters", "--meter-pipes", "300", "--meter-distance", "30"];
    let dry = desk.report(&meters, &[&hang[..], &["--dry-run"]].concat())?;
    assert_eq!((open(&dry, "meter-unfit"), open(&dry, "meter-far")), (1, 1), "{dry}");
    let unfit = dry["findings"].as_array().into_iter().flatten().find(|one| one["code"] == "network-join-meter-unfit");
    assert_eq!(unfit.context("it is there")?["elements"], json!(["M2", "q"]), "{dry}");
    assert!(codes(&traced()?).contains(&json!("customers_unknown")));
    let hung = desk.report(&meters, &hang)?;
    assert_eq!((&hung["loaded"], &hung["inserted"]), (&json!(3), &json!(3)), "{hung}");
    let answer = traced()?;
    assert_eq!(answer["customers"]["direct"], 1, "{answer}");
    assert!(codes(&answer).contains(&json!("stray_connections")), "{answer}");

    // Larger pipes are allowed now: M1 stays, the others find theirs; each is there once.
    let again = desk.report(&meters, &["--kind", "meters", "--meter-distance", "300"])?;
    assert_eq!((&again["inserted"], &again["updated"]), (&json!(0), &json!(3)), "{again}");
    assert_eq!(again["finding_counts"]["network-meters-stay"], 1, "{again}");
    let answer = traced()?;
    assert_eq!(answer["customers"]["direct"], 3, "{answer}");
    let kept = desk.report(&inp, &["--mode", "replace"])?;
    let log = diaban_succeeds(["user", "log", &desk.store]);
    let lines: Vec<&str> = log.lines().filter(|line| line.contains("layer-imported")).collect();
    for (line, told) in
        lines.iter().zip(["mang.inp (create)", "dong-ho.geojson", "dong-ho.geojson", "mang.inp (replace)"])
    {
        assert!(line.contains(told) && line.contains(NAME), "{told}: {log}");
    }
    assert_eq!(lines.len(), 4, "each import has a line: {log}");
    assert_eq!(kept["finding_counts"]["network-customers-kept"], 1, "{kept}");
    assert!(kept["finding_counts"]["network-customers-unknown"].is_null(), "{kept}");
    let nobody =
        diaban(["import", &meters, "--into", &desk.store, "--layer", "khác", "--kind", "meters", "--crs", "EPSG:5899"]);
    assert!(!nobody.status.success() && said(&nobody).contains(NAME), "{}", said(&nobody));
    Ok(())
}
