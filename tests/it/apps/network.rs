//! Networks: ten pipes of the sample city, traced up to a valve that somebody closes.

use anyhow::{Context, Result};
use serde_json::json;

use super::{Scene, behind};

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
    assert_eq!((&list["networks"][0]["edges"], &list["networks"][0]["strayDevices"]), (&json!(10), &json!([])));
    let name = list["networks"][0]["name"].as_str().context("a name")?.to_owned();
    let trace = format!("/v1/networks/{name}/trace?from=1");
    let (_, whole) = scene.asked("", &trace).await;
    assert_eq!(whole["edges"].as_array().map(Vec::len), Some(10), "{whole}");
    assert_eq!(whole["closed"], json!([]));

    let (mut edges, mut next) = (Vec::new(), Some(format!("{trace}&limit=4")));
    while let Some(page) = next {
        let (_, page) = scene.asked("", &page).await;
        assert_eq!(page["matched"], json!({ "edges": 10, "nodes": 11, "closed": 0 }), "{page}");
        edges.extend(page["edges"].as_array().cloned().unwrap_or_default());
        next = behind(scene, &page);
    }
    assert_eq!(json!(edges), whole["edges"]);
    let (_, none) = scene.asked("", &format!("/v1/networks?after={name}")).await;
    assert_eq!((&none["networks"], &none["numberMatched"]), (&json!([]), &list["numberMatched"]));

    let operator = scene.editor("van", &["network.operate"]);
    let editor = scene.editor("binh", &[]);
    let closed = json!({ "position": "closed" });
    for valve in [1, 2] {
        let path = format!("/v1/networks/{name}/devices/{valve}");
        assert_eq!(scene.sent(&editor, &path, &closed).await.0, 403);
        let (status, turned) = scene.sent(&operator, &path, &closed).await;
        assert_eq!(status, 200, "{turned}");
        let (_, again) = scene.sent(&operator, &path, &closed).await;
        assert_eq!(again["revision"], turned["revision"], "what stands so already is not written again");
    }
    let (_, parted) = scene.asked("", &trace).await;
    assert_eq!((&parted["edges"], &parted["closed"]), (&json!([1]), &json!([1, 2])), "{parted}");

    let wrong = format!("/v1/networks/{name}/devices/1");
    assert_eq!(scene.sent(&operator, &wrong, &json!({ "position": "ajar" })).await.0, 422);
    assert_eq!(scene.sent(&operator, &format!("/v1/networks/{name}/devices/999"), &closed).await.0, 404);
    assert_eq!(scene.asked("", &format!("/v1/networks/{name}/trace?from=999")).await.0, 404);
    assert_eq!(scene.asked("", "/v1/networks/nowhere/trace?from=1").await.0, 404);
    assert_eq!(scene.asked("", &format!("/v1/networks/{name}/trace")).await.0, 400);
    Ok(())
}
