//! A steward's day with the real program: imports that are killed, and other tools at work while the map is served.

use std::path::Path;
use std::process::{Child, Command, Stdio};

use rusqlite::{Connection, OpenFlags};
use system_tests::program::{Server, command, diaban_succeeds};
use system_tests::shared;
use tempfile::TempDir;

const PARCELS: &str = "data/cambridge-ma/ASSESSING_ParcelsFY2014.topojson.gz";
const ZONING: &str = "data/cambridge-ma/CDD_ZoningDistricts.geojson.gz";
/// Times the import is killed.
const KILLS: u64 = 20;

fn text(path: &Path) -> &str {
    path.to_str().expect("the path is text")
}

/// What GDAL lists of a file.
fn listed(store: &Path) -> Vec<String> {
    let output = Command::new("ogrinfo").args(["-ro", "-q", text(store)]).output().expect("ogrinfo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut names: Vec<String> =
        said.lines().filter_map(|line| line.split(": ").nth(1)?.split(" (").next().map(str::to_owned)).collect();
    names.sort();
    names
}

fn count(store: &Path, table: &str) -> u64 {
    let connection = Connection::open_with_flags(store, OpenFlags::SQLITE_OPEN_READ_ONLY).expect("the file opens");
    connection.query_row(&format!("SELECT count(*) FROM \"{table}\""), [], |row| row.get(0)).expect("it can be counted")
}

/// Bytes in the store's write-ahead log: how far an import is. The log goes when the last program closes the file.
fn logged(store: &Path) -> u64 {
    std::fs::metadata(format!("{}-wal", text(store))).map_or(0, |log| log.len())
}

/// Runs an import until its log has grown to `bytes`, and kills it there; false if it ended before.
fn killed_at(store: &Path, parcels: &Path, mode: &str, bytes: u64) -> bool {
    let mut child = import_parcels(store, parcels, mode);
    while logged(store) < bytes {
        if child.try_wait().expect("it can be asked").is_some() {
            return false;
        }
        std::thread::yield_now();
    }
    child.kill().expect("it can be killed, or is over");
    !child.wait().expect("it ends").success()
}

/// Brings what a killed import left in the log into the file, as the next program to open it would.
fn tidy(store: &Path) {
    let connection = Connection::open(store).expect("the file opens");
    let read: u64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).expect("it is whole");
    assert!(read > 0);
}

fn import_parcels(store: &Path, parcels: &Path, mode: &str) -> Child {
    command()
        .args(["import", text(parcels), "--into", text(store), "--layer", "parcels", "--kind", "parcel"])
        .args(["--mode", mode])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts")
}

/// The largest log of an undisturbed import.
fn whole_log(store: &Path, parcels: &Path, mode: &str) -> u64 {
    let mut child = import_parcels(store, parcels, mode);
    let mut largest = 0;
    loop {
        largest = largest.max(logged(store));
        if let Some(status) = child.try_wait().expect("it can be asked") {
            assert!(status.success());
            return largest;
        }
        std::thread::yield_now();
    }
}

#[test]
fn an_import_killed_twenty_times_leaves_the_store_as_before_or_complete() {
    let test = "an_import_killed_twenty_times_leaves_the_store_as_before_or_complete";
    let (Some(parcels), Some(zoning)) = (shared(test, PARCELS), shared(test, ZONING)) else { return };
    let folder = TempDir::new().expect("a folder can be made");
    let measure = folder.path().join("measure.gpkg");
    let whole = ["create", "replace"].map(|mode| whole_log(&measure, &parcels, mode));
    assert!(whole.iter().all(|&bytes| bytes > 0), "{whole:?}");
    let store = folder.path().join("city.gpkg");
    diaban_succeeds(["import", text(&zoning), "--into", text(&store), "--layer", "zones", "--kind", "zone"]);
    let before = listed(&store);
    let mut is_there = false;
    let mut killed = 0;
    let mut dice = 0x5eed_u64;
    for attempt in 0.. {
        if killed == KILLS {
            break;
        }
        assert!(attempt < 2 * KILLS, "only {killed} of {attempt} imports were killed before their end");
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let moment = 1 + (dice >> 33) % whole[usize::from(is_there)];
        let mode = if is_there { "replace" } else { "create" };
        killed += u64::from(killed_at(&store, &parcels, mode, moment));
        tidy(&store);
        let now = listed(&store);
        is_there = now.contains(&"parcels".to_owned());
        if is_there {
            assert_eq!(now, ["diaban_layer", "parcels", "parcels_quarantine", "zones"]);
            assert_eq!((count(&store, "parcels"), count(&store, "parcels_quarantine")), (13_115, 1));
        } else {
            assert_eq!(now, before);
        }
        assert_eq!(count(&store, "zones"), 261);
    }
    let mode = if is_there { "replace" } else { "create" };
    diaban_succeeds(["import", text(&parcels), "--into", text(&store), "--layer", "parcels", "--mode", mode]);
    assert_eq!(count(&store, "parcels"), 13_115);
}

fn ogr2ogr(arguments: &[&str]) {
    let output = Command::new("ogr2ogr").args(arguments).output().expect("ogr2ogr runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[tokio::test]
async fn what_ogr2ogr_and_imports_do_shows_on_the_map_while_it_is_served() {
    let test = "what_ogr2ogr_and_imports_do_shows_on_the_map_while_it_is_served";
    let (Some(parcels), Some(zoning)) = (shared(test, PARCELS), shared(test, ZONING)) else { return };
    let folder = TempDir::new().expect("a folder can be made");
    let store = folder.path().join("city.gpkg");
    diaban_succeeds(["import", text(&zoning), "--into", text(&store), "--layer", "zones", "--kind", "zone"]);
    let server = Server::start(&store);
    let matched = |expected: u64| move |page: &serde_json::Value| page["numberMatched"] == expected;

    // Another process of ours brings a layer in: readers go on, then it is there.
    let mut import = import_parcels(&store, &parcels, "create");
    assert_eq!(server.json("/collections/zones/items?limit=1").await["numberMatched"], 261);
    assert!(import.wait().expect("it ends").success());
    server.until("/collections/parcels/items?limit=1", matched(13_115)).await;
    let quarantine = server.get("/collections/parcels_quarantine/items").send().await.expect("an answer");
    assert_eq!(quarantine.status(), 404, "quarantine is for staff");

    // GDAL appends, updates and overwrites.
    let zones = format!("/vsigzip/{}", text(&zoning));
    ogr2ogr(&["-append", text(&store), &zones, "-nln", "zones"]);
    server.until("/collections/zones/items?limit=1", matched(522)).await;
    let connected = ["-update", text(&store), text(&store), "-nln", "zones", "-append", "-sql"];
    let update = "SELECT geom, ZONE_TYPE FROM zones WHERE fid <= 10";
    ogr2ogr(&[&connected[..], &[update]].concat());
    server.until("/collections/zones/items?limit=1", matched(532)).await;
    ogr2ogr(&["-overwrite", text(&store), &zones, "-nln", "zones"]);
    server.until("/collections/zones/items?limit=1", matched(261)).await;
    let tiles = server.json("/xyz/zones.json").await;
    assert_eq!(tiles["vector_layers"][0]["id"], "zones");
}
