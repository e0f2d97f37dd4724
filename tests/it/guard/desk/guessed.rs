//! What a file is taken for where nobody says: by the command line as by the desk.

use anyhow::{Context, Result, ensure};
use reqwest::Method;
use serde_json::{Value, json};
use spatial_core::store::{Store, StoreAddress};
use system_tests::program::{Server, city, diaban, diaban_succeeds, token};
use system_tests::shared;

use crate::views::drawn::steady::{CAMBRIDGE, LAYERS};

const WARD: &str = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"ten":"1"},
    "geometry":{"type":"Polygon","coordinates":[[[107.08,10.34],[107.081,10.34],[107.081,10.341],[107.08,10.34]]]}}]}"#;

/// A point, which is the place of no ward.
const POINT: &str =
    r#"{"type":"Feature","geometry":{"type":"Point","coordinates":[107.1,10.3]},"properties":{"ten":"1"}}"#;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_layer_is_of_the_kind_its_name_says_and_that_is_told() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let [wards, points, store] = ["wards.geojson", "xa.geojson", "city.gpkg"].map(|name| folder.path().join(name));
    std::fs::write(&wards, WARD)?;
    std::fs::write(&points, POINT)?;
    let (wards, points) = (wards.to_str().context("text")?, points.to_str().context("text")?);
    let into = store.to_str().context("text")?;
    for (from, layer, options, kind, is_told) in [
        (wards, "phuong", &[][..], "ward", true),
        (points, "dau_xa", &[][..], "feature", false),
        (wards, "ranh", &[][..], "ward", true),
        (wards, "thua", &["--kind", "feature"][..], "feature", false),
        (wards, "thua", &["--mode", "replace"][..], "feature", false),
        (wards, "den_duong", &[][..], "feature", false),
        (wards, "quy_hoach", &["--dry-run"][..], "", true),
    ] {
        let words = ["import", from, "--into", into, "--layer", layer, "--lang", "en"];
        let done = diaban(words.iter().chain(options));
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        ensure!(done.status.success(), "{layer}: {said}");
        ensure!(said.contains("--kind feature") == is_told, "{layer}: {said}");
        let store = Store::open(&StoreAddress::Gpkg(store.clone()), false).await?;
        let (_, layers) = store.layers().await?;
        let found = layers.iter().find(|found| found.name.as_str() == layer).map_or("", |found| found.kind.as_str());
        ensure!(found == kind, "{layer}: {found}");
        let aside = layers.iter().any(|found| found.name.as_str() == format!("{layer}_quarantine"));
        ensure!(!aside, "{layer}: a guess puts nothing aside");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn layers_of_a_real_city_are_of_the_kinds_somebody_would_say() -> Result<()> {
    let test = "layers_of_a_real_city_are_of_the_kinds_somebody_would_say";
    let Some(data) = shared(test, CAMBRIDGE) else { return Ok(()) };
    let folder = tempfile::tempdir()?;
    let store = folder.path().join("city.gpkg");
    for (file, layer, _) in LAYERS {
        let from = data.join(file);
        let words = [
            "import".as_ref(),
            from.as_os_str(),
            "--into".as_ref(),
            store.as_os_str(),
            "--layer".as_ref(),
            layer.as_ref(),
        ];
        diaban_succeeds(words);
    }
    let (_, layers) = Store::open(&StoreAddress::Gpkg(store), false).await?.layers().await?;
    for (_, layer, kind) in LAYERS {
        let found = layers.iter().find(|found| found.name.as_str() == layer).context("it is there")?;
        ensure!(found.kind.as_str() == kind, "{layer}: {}", found.kind.as_str());
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_desk_is_told_what_a_file_is_taken_for() -> Result<()> {
    let (_folder, store) = city();
    let mai = token(&store, "mai", "admin");
    let server = Server::start(&store);
    for (name, layer, kind) in [
        ("wards.geojson.gz", json!("wards"), "ward"),
        ("CDD_ZoningDistricts.json", json!("cdd_zoningdistricts"), "zone"),
        ("2026.geojson", Value::Null, "feature"),
    ] {
        let request = server.ask(Method::POST, &format!("/v1/imports?name={name}")).bearer_auth(&mai).body(WARD);
        let import: Value = request.send().await?.json().await?;
        let told = &import["layers"][0];
        ensure!(told["layer"] == layer && told["kind"] == kind, "{import}");
    }
    let api = server.json("/api?f=json").await;
    let schemas = api["components"]["schemas"].as_object().context("schemas")?;
    ensure!(schemas.contains_key("FileLayerDocument") && schemas.contains_key("ImportedFieldDocument"));
    let twice = ["LayerDocument2", "FieldDocument2"].map(|name| schemas.contains_key(name));
    ensure!(twice == [false; 2], "each document has a name of its own");
    ensure!(api["paths"]["/v1/desk/layers/{collectionId}"]["delete"].is_object());
    Ok(())
}
