//! `DELETE /v1/desk/layers/{layer}` and `diaban layer remove`: a layer goes for good, what others rest on stays. On both stores.

use std::ffi::OsStr;

use anyhow::{Context, Result, ensure};
use reqwest::Method;
use serde_json::Value;
use spatial_core::layer::{Clearance, Field, FieldType, Layer, Meaning};
use spatial_core::store::{StageMode, Staged, Store};
use system_tests::program::{diaban, diaban_succeeds, token_in};

use crate::apps::Scene;
use crate::store::contract::{name, parcels, square, staged, two_fields};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_layer_is_removed_in_a_file() -> Result<()> {
    removed(&Scene::in_a_file().await).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_layer_is_removed_in_a_database() -> Result<()> {
    removed(&Scene::in_a_database().await).await
}

async fn removed(scene: &Scene) -> Result<()> {
    let store = Store::open(scene.address(), false).await?;
    let lots = load(&store, Layer { name: name("lots"), ..parcels(two_fields()) }, vec![staged("a", 1, 0.0)]).await?;
    let meaning = Meaning { refers: Some(name("lots")), ..Meaning::default() };
    let of_lot = Field { meaning, ..Field::new("lot", FieldType::Integer, Clearance::Open) };
    let house = Staged::new(Some(square(0.0)), vec![spatial_core::layer::Value::Integer(1)]);
    load(&store, Layer { name: name("houses"), ..parcels(vec![of_lot]) }, vec![house]).await?;
    let seen = store.position().await?.revision.0;
    scene.server.until("/health/ready", |ready| ready["revision"].as_u64() >= Some(seen)).await;
    let mai = token_in(scene.address(), "mai", "admin");
    let lan = token_in(scene.address(), "lan", "editor");

    ensure!(delete(scene, "", "lots").await?.0 == 401 && delete(scene, &lan, "lots").await?.0 == 403);
    for (layer, status, code) in [
        ("roads", 404, ""),
        ("Roads'; --", 404, ""),
        ("lots", 409, "layer-referred"),
        ("plan_zones", 409, "layer-of-subject"),
    ] {
        let (found, problem) = delete(scene, &mai, layer).await?;
        ensure!(found == status, "{layer}: {found} {problem}");
        let kind = problem["type"].as_str().unwrap_or_default();
        ensure!(code.is_empty() || kind == format!("urn:diaban:{code}"), "{problem}");
    }
    let (_, problem) = delete(scene, &mai, "lots").await?;
    ensure!(
        problem["detail"].as_str().is_some_and(|said| said.contains("houses") && said.contains("“lot”")),
        "{problem}"
    );

    for layer in ["houses", "lots"] {
        let (status, problem) = delete(scene, &mai, layer).await?;
        ensure!(status == 204, "{layer}: {status} {problem}");
        ensure!(scene.asked("", &format!("/collections/{layer}/items")).await.0 == 404, "{layer} is gone at once");
        ensure!(scene.asked("", &format!("/xyz/{layer}/14/1/1")).await.0 == 404);
        ensure!(delete(scene, &mai, layer).await?.0 == 404);
    }
    let (_, log) = scene.asked(&mai, "/v1/desk/log").await;
    let line = &log["lines"][0];
    ensure!(line["deed"] == "layer-removed" && line["what"] == "Removed a layer" && line["who"] == "mai", "{line}");
    ensure!(line["place"] == "lots" && line["revision"].is_u64(), "{line}");
    let past = store.read(&name("lots"), &[spatial_core::layer::FeatureId(1)], lots).await?;
    ensure!(past.len() == 1, "what it held is read as of before");

    load(&store, Layer { name: name("lots"), ..parcels(two_fields()) }, vec![staged("b", 2, 0.0)]).await?;
    let words = |layer: &'static str| [OsStr::new("layer"), OsStr::new("remove"), scene.place(), OsStr::new(layer)];
    let said = diaban_succeeds(words("lots"));
    ensure!(said.contains("lots"), "{said}");
    let refused = diaban(words("lots"));
    ensure!(refused.status.code() == Some(1), "{refused:?}");
    names_of_others(scene, &mai, words("streets")).await?;
    let line = store.private().audit(50).await?.pop().context("a line")?;
    ensure!(line.layer == Some(name("streets")), "{line:?}");
    ensure!(line.who.ends_with("(diaban layer)") && line.deed.as_str() == "layer-removed", "{line:?}");
    Ok(())
}

/// Layers in which others find names go by a second word only.
async fn names_of_others(scene: &Scene, mai: &str, remove_streets: [&OsStr; 4]) -> Result<()> {
    let (status, problem) = delete(scene, mai, "wards").await?;
    ensure!(status == 409 && problem["type"] == "urn:diaban:layer-names-others", "{status} {problem}");
    let said = problem["detail"].as_str().unwrap_or_default();
    ensure!(said.contains("names of wards") && said.contains("even_so=true"), "{said}");
    let even_so =
        scene.server.ask(Method::DELETE, "/v1/desk/layers/wards?even_so=true").bearer_auth(mai).send().await?;
    ensure!(even_so.status() == 204, "{}", even_so.status());
    let refused = diaban(remove_streets);
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    ensure!(refused.status.code() == Some(1) && said.contains("--even-so"), "{said}");
    diaban_succeeds(remove_streets.into_iter().chain([OsStr::new("--even-so")]));
    Ok(())
}

async fn load(store: &Store, layer: Layer, features: Vec<Staged>) -> Result<spatial_core::layer::Revision> {
    Ok(crate::store::contract::load(store, layer, StageMode::Create, features).await?.revision)
}

async fn delete(scene: &Scene, token: &str, layer: &str) -> Result<(u16, Value)> {
    let layer: String = layer.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let request = scene.server.ask(Method::DELETE, &format!("/v1/desk/layers/{layer}")).header("accept-language", "en");
    let request = if token.is_empty() { request } else { request.bearer_auth(token) };
    let answer = request.send().await?;
    Ok((answer.status().as_u16(), answer.json().await.unwrap_or_default()))
}
