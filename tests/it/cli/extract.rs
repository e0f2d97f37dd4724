//! `diaban extract`: one parcel as the server answers it, all of them with the same numbers, killed and gone on, and after an edit only what
//! it touched.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::ops::ControlFlow;
use std::path::Path;
use std::process::Stdio;
use std::sync::{Arc, Mutex};

use anyhow::{Context, Result, ensure};
use serde_json::{Value as Json, json};
use spatial_core::layer::{Feature, Layer, Value};
use spatial_core::store::{Store, StoreAddress};
use system_tests::program::{command, diaban, diaban_succeeds};
use tempfile::TempDir;

use crate::apps::Scene;

const DAY: &str = "2026-06-01";
/// Parcels whose lines are compared with the server's answers.
const COMPARED: usize = 40;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_lines_of_every_parcel_are_those_of_its_extract_in_a_file() -> Result<()> {
    the_lines_of_every_parcel_are_those_of_its_extract(&Scene::in_a_file().await).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_lines_of_every_parcel_are_those_of_its_extract_in_a_database() -> Result<()> {
    the_lines_of_every_parcel_are_those_of_its_extract(&Scene::in_a_database().await).await
}

async fn the_lines_of_every_parcel_are_those_of_its_extract(scene: &Scene) -> Result<()> {
    a_plan_over_all(scene, "QH-1").await?;
    let folder = TempDir::new()?;
    let out = folder.path().join("all.csv");
    extract_all(scene.place(), &out, &[]);
    let parcels = parcels(&std::fs::read_to_string(&out)?)?;
    let (_, page) = scene.asked("", "/collections/parcels/items?limit=1").await;
    assert_eq!(page["numberMatched"], parcels.len(), "every parcel has a line");
    let step = (parcels.len() / COMPARED).max(1);
    for (id, lines) in parcels.iter().step_by(step) {
        let (status, told) = scene.asked("", &format!("/v1/parcels/{id}/extract?as_of={DAY}")).await;
        assert_eq!(status, 200, "{told}");
        assert_eq!(told["parcel"]["layer"], "parcels");
        let mut shares: Vec<[String; 4]> = Vec::new();
        for plan in told["plans"].as_array().into_iter().flatten() {
            let share = |kind: &str, zone: &Json, part: &Json| {
                [
                    plan["plan_id"].to_string(),
                    format!("{kind}{zone}"),
                    part["area_m2"].to_string(),
                    part["percent"].to_string(),
                ]
            };
            shares.extend(
                plan["zones"].as_array().into_iter().flatten().map(|zone| share("zone", &zone["zone_id"], zone)),
            );
            if plan["uncovered"]["area_m2"] != json!(0.0) {
                shares.push(share("uncovered", &Json::Null, &plan["uncovered"]));
            }
        }
        for part in told["below_threshold"].as_array().into_iter().flatten() {
            let zone = format!("below_threshold{}", part["zone_id"]);
            shares.push([part["plan_id"].to_string(), zone, part["area_m2"].to_string(), part["percent"].to_string()]);
        }
        let mut given: Vec<[String; 4]> = lines
            .iter()
            .filter(|line| line["part"] != "no_plan")
            .map(|line| {
                let zone = if line["zone_id"].is_empty() { "null" } else { &line["zone_id"] };
                let number = |name: &str| line[name].parse::<f64>().map(|number| json!(number).to_string());
                Ok([line["plan_id"].clone(), format!("{}{zone}", line["part"]), number("area_m2")?, number("percent")?])
            })
            .collect::<Result<_>>()?;
        given.sort();
        shares.sort();
        assert_eq!(given, shares, "parcel {id}: {told}");
        assert_eq!(json!(lines[0]["parcel_m2"].parse::<f64>()?), told["parcel"]["grid_area_m2"]);
    }
    let (id, _) = parcels.iter().next().context("a parcel")?;
    let arguments = [OsStr::new("extract"), scene.place(), OsStr::new("--parcel")];
    let id_text = OsString::from(id.to_string());
    let said =
        diaban_succeeds(arguments.into_iter().chain([id_text.as_os_str()]).chain(["--as-of", DAY].map(OsStr::new)));
    let (_, told) = scene.asked("", &format!("/v1/parcels/{id}/extract?as_of={DAY}")).await;
    assert_eq!(serde_json::from_str::<Json>(&said)?, told, "the program says what the server says");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whenever_it_is_killed_going_on_makes_it_whole() -> Result<()> {
    let scene = Scene::in_a_file().await;
    a_plan_over_all(&scene, "QH-1").await?;
    let folder = TempDir::new()?;
    let whole = folder.path().join("whole.csv");
    extract_all(scene.place(), &whole, &[]);
    let whole = std::fs::read(&whole)?;
    for (round, bytes) in [1, whole.len() as u64 / 3, whole.len() as u64 / 2].into_iter().enumerate() {
        let out = folder.path().join(format!("killed-{round}.csv"));
        let part = folder.path().join(format!("killed-{round}.csv.part"));
        let mut child = command()
            .args(all(scene.place(), &out, &[]))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("the program starts")?;
        let has_written = || std::fs::metadata(&part).is_ok_and(|found| found.len() >= bytes);
        while !has_written() && child.try_wait()?.is_none() {
            std::thread::yield_now();
        }
        child.kill()?;
        child.wait()?;
        // A line that was begun, as a killed program may leave it.
        if part.exists() {
            let torn = std::fs::read(&part)?;
            std::fs::write(&part, [torn.as_slice(), b"parcels,99999999,torn"].concat())?;
        }
        extract_all(scene.place(), &out, &["--resume"]);
        assert!(std::fs::read(&out)? == whole, "round {round}");
        assert!(!part.exists());
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_not_there_is_told_apart_from_what_is_there_several_times() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let first = a_plan_over_all(&scene, "QH-1").await?;
    let folder = TempDir::new()?;
    let out = folder.path().join("all.csv");
    let refused = |more: &[&str]| -> Result<String> {
        let refused = diaban(all(scene.place(), &out, more));
        ensure!(refused.status.code() == Some(1), "{more:?}");
        ensure!(!out.exists(), "nothing is written: {more:?}");
        Ok(String::from_utf8_lossy(&refused.stderr).into_owned())
    };
    let said = refused(&["--plan", "qhtoi"])?;
    assert!(said.contains("There is no plan qhtoi"), "{said}");
    let said = refused(&["--commune", "99999"])?;
    assert!(said.contains("99999"), "{said}");
    let second = a_plan_over_all(&scene, "qh-1").await?;
    let said = refused(&["--plan", "Qh-1"])?;
    assert!(said.contains(&format!("{first}, {second}")), "{said}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_an_edit_only_what_it_touched_is_computed_and_the_file_is_as_if_made_anew() -> Result<()> {
    let scene = Scene::in_a_file().await;
    a_plan_over_all(&scene, "QH-1").await?;
    let folder = TempDir::new()?;
    let (out, package) = (folder.path().join("all.csv"), folder.path().join("all.gpkg"));
    let first = extract_all(scene.place(), &out, &[]);
    extract_all(scene.place(), &package, &[]);
    let total = parcels(&std::fs::read_to_string(&out)?)?.len();
    assert_eq!(computed(&first)?, total, "{first}");
    let again = diaban(all(scene.place(), &out, &[]));
    assert_eq!(again.status.code(), Some(1), "a file that is there is not overwritten");
    let same = extract_all(scene.place(), &out, &["--resume"]);
    assert!(same.contains("nothing was changed"), "{same}");

    // A plan of one zone over a few parcels.
    let (_, page) = scene.asked("", "/collections/parcels/items?limit=1").await;
    let shape = &page["features"][0]["geometry"];
    a_plan(&scene, "QH-2", std::slice::from_ref(shape)).await?;
    let second = extract_all(scene.place(), &out, &["--resume"]);
    let some = computed(&second)?;
    assert!(some > 0 && some < total / 4, "{some} of {total}: {second}");
    let anew = folder.path().join("anew.csv");
    extract_all(scene.place(), &anew, &[]);
    assert!(std::fs::read(&out)? == std::fs::read(&anew)?, "as if it were made anew");

    let third = extract_all(scene.place(), &package, &["--resume"]);
    assert_eq!(computed(&third)?, some);
    let store = Store::open(&StoreAddress::Gpkg(package), false).await?;
    let (_, layers) = store.layers().await?;
    let table = layers.iter().find(|layer| layer.name.as_str() == "parcel_zones").context("a table")?;
    let lines = std::fs::read_to_string(&anew)?.lines().count() - 1;
    assert_eq!(table.count, lines as u64, "a row for each line");
    shapes_are_those_of_the_shares(&store, table).await?;
    let path = folder.path().join("all.gpkg");
    let opened = std::process::Command::new("ogrinfo").args(["-so", "-al"]).arg(&path).output()?;
    let said = String::from_utf8_lossy(&opened.stdout).into_owned() + &*String::from_utf8_lossy(&opened.stderr);
    assert!(opened.status.success() && !said.contains("ERROR"), "{said}");
    assert!(said.contains("parcel_zones") && said.contains("Polygon"), "{said}");

    let other = diaban(all(scene.place(), &out, &["--resume", "--plan", "QH-2"]));
    assert_eq!(other.status.code(), Some(1), "another question is not gone on with");
    let other = folder.path().join("one.csv");
    extract_all(scene.place(), &other, &["--plan", "QH-2"]);
    let text = std::fs::read_to_string(&other)?;
    ensure!(text.lines().any(|line| line.contains(",zone,")), "{text}");
    assert!(!text.contains("QH-1"), "of one plan only");
    Ok(())
}

/// Every share is drawn, in the grid of the zones, and as large as its row says.
async fn shapes_are_those_of_the_shares(store: &Store, table: &Layer) -> Result<()> {
    let at = |name: &str| table.schema.position(name).context("a field");
    let (part, area) = (at("part")?, at("area_m2")?);
    let found: Arc<Mutex<Vec<Feature>>> = Arc::default();
    let kept = Arc::clone(&found);
    let visit = move |batch| {
        kept.lock().expect("nobody fell over").extend(batch);
        ControlFlow::Continue(())
    };
    store.scan(&table.name, visit).await?;
    let rows = std::mem::take(&mut *found.lock().expect("nobody fell over"));
    let is_share = |row: &&Feature| matches!(&row.values[part], Value::Text(part) if &**part == "zone");
    let mut count = 0;
    for row in rows.iter().filter(is_share) {
        let shape = row.geometry.as_ref().context("a share is drawn")?;
        let Value::Real(told) = row.values[area] else { anyhow::bail!("{row:?}") };
        let drawn = spatial_core::geometry::area(shape).0;
        ensure!((drawn - told).abs() <= 0.0051, "{drawn} is told as {told}");
        count += 1;
    }
    ensure!(count > 100, "{count} shares");
    Ok(())
}

/// The words of a run over all parcels.
fn all(place: &OsStr, out: &Path, more: &[&str]) -> Vec<OsString> {
    let words = [OsStr::new("extract"), place, OsStr::new("--all"), OsStr::new("--as-of"), OsStr::new(DAY)];
    let words = words.into_iter().chain([OsStr::new("--out"), out.as_os_str()]);
    words.chain(more.iter().map(OsStr::new)).map(OsStr::to_owned).collect()
}

fn extract_all(place: &OsStr, out: &Path, more: &[&str]) -> String {
    diaban_succeeds(all(place, out, more))
}

/// How many parcels a run computed, as it says.
fn computed(said: &str) -> Result<usize> {
    let (_, rest) = said.split_once(", ").context("a count")?;
    let words = rest.rsplit_once(" of them computed").context("a count")?.0;
    let number = words.rsplit_once(", ").map_or(words, |(_, number)| number);
    Ok(number.replace(',', "").trim().parse()?)
}

/// The lines of the layer `parcels` by parcel, each cell by the name of its column.
fn parcels(text: &str) -> Result<BTreeMap<u64, Vec<BTreeMap<String, String>>>> {
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    let names: Vec<&str> = lines.next().context("a head")?.split(',').collect();
    let mut parcels: BTreeMap<u64, Vec<BTreeMap<String, String>>> = BTreeMap::new();
    for line in lines {
        let cells: BTreeMap<String, String> = names.iter().map(|name| (*name).to_owned()).zip(cells(line)).collect();
        if cells["layer"] == "parcels" {
            parcels.entry(cells["parcel_id"].parse()?).or_default().push(cells);
        }
    }
    Ok(parcels)
}

fn cells(line: &str) -> Vec<String> {
    let (mut found, mut cell, mut is_quoted) = (Vec::new(), String::new(), false);
    for letter in line.chars() {
        match letter {
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => found.push(std::mem::take(&mut cell)),
            letter => cell.push(letter),
        }
    }
    found.push(cell);
    found
}

/// A published plan that covers the city but for its edge, in two zones.
async fn a_plan_over_all(scene: &Scene, code: &str) -> Result<u64> {
    let (_, layer) = scene.asked("", "/collections/parcels").await;
    let around: Vec<f64> =
        layer["extent"]["spatial"]["bbox"][0].as_array().context("a box")?.iter().filter_map(Json::as_f64).collect();
    let [west, south, east, north] = around.as_slice() else { anyhow::bail!("{layer}") };
    let middle = (west + east) / 2.0;
    let square = |west: f64, east: f64| json!({ "type": "Polygon", "coordinates": [[[west, south], [east, south], [east, north], [west, north], [west, south]]] });
    let inner = (east - west) / 10.0;
    a_plan(scene, code, &[square(west + inner, middle), square(middle, east - inner)]).await
}

/// A published plan of these zones, in degrees.
async fn a_plan(scene: &Scene, code: &str, zones: &[Json]) -> Result<u64> {
    let name = format!("lan{}", code.trim_start_matches("QH-"));
    let planner = scene.editor(&name, &["planning.draft", "planning.publish"]);
    let zone = |(shape, number): (&Json, u32)| {
        let properties = json!({ "ky_hieu": format!("K-{number}"), "chuc_nang": "ODT" });
        json!({ "type": "Feature", "geometry": shape, "properties": properties })
    };
    let zones: Vec<Json> = zones.iter().zip(1..).map(zone).collect();
    let plan =
        json!({ "code": code, "name": code, "kind": "urban", "level": "detailed", "exclusive": true, "zones": zones });
    let (status, made) = scene.sent(&planner, "/v1/plans", &plan).await;
    assert_eq!(status, 201, "{made}");
    let id = made["id"].as_u64().context("an id")?;
    let decision = json!({ "decision": "1/QĐ-UBND", "date": "2024-01-10", "reason": "Hồ sơ bổ sung sau" });
    let (status, done) = scene.sent(&planner, &format!("/v1/plans/{id}/publish"), &decision).await;
    assert_eq!(status, 200, "{done}");
    Ok(id)
}
