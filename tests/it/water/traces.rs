//! Networks: the water net of the sample city, traced up to valves that somebody closes.

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::apps::{Scene, behind};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_closed_valve_parts_the_network_at_once_in_a_file() -> Result<()> {
    a_closed_valve_parts_the_network_at_once(&Scene::in_a_file().await).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_closed_valve_parts_the_network_at_once_in_a_database() -> Result<()> {
    a_closed_valve_parts_the_network_at_once(&Scene::in_a_database().await).await
}

async fn a_closed_valve_parts_the_network_at_once(scene: &Scene) -> Result<()> {
    let (status, list) = scene.asked("", "/v1/networks").await;
    assert_eq!(status, 200, "{list}");
    let [town] = list["networks"].as_array().map_or(&[][..], Vec::as_slice) else { bail!("one network: {list}") };
    let (edges, nodes) = (town["edges"].as_u64().context("edges")?, town["nodes"].as_u64().context("nodes")?);
    assert_eq!(town["strayDevices"], json!([]));
    let name = town["name"].as_str().context("a name")?.to_owned();
    let trace = format!("/v1/networks/{name}/trace?from=%231");
    let (_, whole) = scene.asked("", &trace).await;
    let devices = scene.asked("", "/collections/network_devices/items?limit=1000").await.1;
    let shut = codes(&devices, |device| device["vi_tri"] == "closed");
    assert_eq!(
        whole["edges"].as_array().map(Vec::len),
        Some(usize::try_from(edges)?),
        "valves that are shut part nothing"
    );
    assert_eq!(whole["closed"], json!(shut));

    let (mut traced, mut next) = (Vec::new(), Some(format!("{trace}&limit=100")));
    while let Some(page) = next {
        let (_, page) = scene.asked("", &page).await;
        assert_eq!(page["matched"], json!({ "edges": edges, "nodes": nodes, "closed": shut.len() }), "{page}");
        traced.extend(page["edges"].as_array().cloned().unwrap_or_default());
        next = behind(scene, &page);
    }
    assert_eq!(json!(traced), whole["edges"]);
    let (_, none) = scene.asked("", &format!("/v1/networks?after={name}")).await;
    assert_eq!((&none["networks"], &none["numberMatched"]), (&json!([]), &list["numberMatched"]));

    let operator = scene.editor("van", &["network.operate"]);
    let editor = scene.editor("binh", &[]);
    let closed = json!({ "position": "closed" });
    let (pipe, valves) = between_valves(&devices).context("a pipe with a valve at each end")?;
    for valve in &valves {
        let path = format!("/v1/networks/{name}/devices/{valve}");
        assert_eq!(scene.sent(&editor, &path, &closed).await.0, 403);
        let (status, turned) = scene.sent(&operator, &path, &closed).await;
        assert_eq!(status, 200, "{turned}");
        let (_, again) = scene.sent(&operator, &path, &closed).await;
        assert_eq!(again["revision"], turned["revision"], "what stands so already is not written again");
    }
    let (_, parted) = scene.asked("", &format!("/v1/networks/{name}/trace?from=%23{pipe}")).await;
    let (_, row) = scene.asked("", &format!("/collections/network_edges/items/{pipe}")).await;
    assert_eq!((&parted["edges"], &parted["closed"]), (&json!([row["properties"]["ma"]]), &json!(valves)), "{parted}");

    let wrong = format!("/v1/networks/{name}/devices/%231");
    assert_eq!(scene.sent(&operator, &wrong, &json!({ "position": "ajar" })).await.0, 422);
    assert_eq!(scene.sent(&operator, &format!("/v1/networks/{name}/devices/999999"), &closed).await.0, 404);
    assert_eq!(scene.asked("", &format!("/v1/networks/{name}/trace?from=999999")).await.0, 404);
    assert_eq!(scene.asked("", "/v1/networks/nowhere/trace?from=1").await.0, 404);
    assert_eq!(scene.asked("", &format!("/v1/networks/{name}/trace")).await.0, 422);
    Ok(())
}

/// Codes of the devices of a page whose properties are so, ascending.
fn codes(devices: &Value, is_so: impl Fn(&Value) -> bool) -> Vec<String> {
    let found = devices["features"].as_array().into_iter().flatten().filter(|device| is_so(&device["properties"]));
    let mut codes: Vec<String> =
        found.filter_map(|device| Some(device["properties"]["ma"].as_str()?.to_owned())).collect();
    codes.sort_unstable();
    codes
}

/// The id of the first pipe that has an open valve at each of its ends, and their codes.
fn between_valves(devices: &Value) -> Option<(u64, [String; 2])> {
    let all = devices["features"].as_array()?;
    all.iter().find_map(|device| {
        let pipe = device["properties"]["doan"].as_u64()?;
        let valves = codes(devices, |other| other["doan"] == pipe && other["vi_tri"] == "open");
        Some((pipe, <[String; 2]>::try_from(valves).ok()?))
    })
}
