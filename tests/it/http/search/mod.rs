//! Searching a sample city through the real server: the forms people type, who may find what, edits at once, what lies under a place.

mod forms;
mod keys;
mod places;
mod standing;
mod texts;

use serde_json::Value;
use spatial_core::layer::Layer;
use spatial_core::store::{StageMode, Staged, Store, StoreAddress};
use system_tests::program::Server;
use tempfile::TempDir;

/// Asks for a text; the text may hold anything.
async fn search(server: &Server, text: &str, more: &str) -> Value {
    let answer = server.get(&format!("/v1/search?lang=vi&q={}{more}", escaped(text))).send().await.expect("an answer");
    assert_eq!(answer.status(), 200, "{text}");
    answer.json().await.expect("it is JSON")
}

fn escaped(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

fn results(answer: &Value) -> &Vec<Value> {
    answer["results"].as_array().expect("a list")
}

/// All features of a layer.
async fn all(server: &Server, layer: &str) -> Vec<Value> {
    let page = server.json(&format!("/collections/{layer}/items?limit=10000")).await;
    page["features"].as_array().expect("a list").clone()
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Vietnamese without marks.
fn plain(text: &str) -> String {
    spatial_core::layer::folded(text)
}

async fn store_of(layers: Vec<(Layer, Vec<Staged>)>) -> (TempDir, std::path::PathBuf) {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("city.gpkg");
    let store = Store::open(&StoreAddress::Gpkg(path.clone()), true).await.expect("a new store opens");
    for (layer, features) in layers {
        let mut stage = store.stage(layer, StageMode::Create).await.expect("a stage begins");
        stage.append(features).await.expect("features are staged");
        stage.publish("test").await.expect("the layer is published");
    }
    (folder, path)
}
