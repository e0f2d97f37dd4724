//! A layer lies in the store before anybody outside sees it, is shown by one command, and hidden by one call; on both stores.

use std::ffi::OsStr;
use std::process::Output;
use std::time::Duration;

use anyhow::{Context, Result};
use reqwest::Method;
use serde_json::{Value, json};
use spatial_core::store::private::Deed;
use spatial_core::store::{PostgisAddress, Store, StoreAddress};
use system_tests::cluster::Cluster;
use system_tests::program::{Server, command, token_in};

/// Two plots in degrees; nobody else is called so.
const PLOTS: &str = r#"{"type":"Feature","geometry":{"type":"Point","coordinates":[107.08,10.34]},"properties":{"ten":"Chuagiongbo"}}
{"type":"Feature","geometry":{"type":"Point","coordinates":[107.09,10.35]},"properties":{"ten":"Chuagiongbo"}}
"#;

/// Longer than a server takes to notice a new power.
const PATIENCE: Duration = Duration::from_secs(30);

/// Where an anonymous reader might learn of the layer, and what they are told if there is none.
const PLACES: [&str; 4] =
    ["/collections/plots", "/collections/plots/items", "/xyz/plots.json", "/xyz/plots/14/13065/7718"];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_layer_is_shown_and_hidden_in_a_file() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("city.gpkg");
    shown_and_hidden(&StoreAddress::Gpkg(path.clone()), path.as_os_str()).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_layer_is_shown_and_hidden_in_a_database() -> Result<()> {
    let database = Cluster::shared().database();
    let url = database.url();
    shown_and_hidden(&StoreAddress::Postgis(PostgisAddress::parse(&url)?), OsStr::new(&url)).await
}

async fn shown_and_hidden(address: &StoreAddress, place: &OsStr) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("plots.geojsonl");
    std::fs::write(&file, PLOTS)?;
    let import = |options: &[&str]| {
        let mut import = command();
        import.args(["--lang", "en", "import"]).arg(&file).arg("--into").arg(place).args(["--layer", "plots"]);
        import.args(options).output()
    };
    let imported = import(&["--unpublished"])?;
    let said = String::from_utf8_lossy(&imported.stdout).into_owned();
    assert!(imported.status.success() && said.contains("is not public") && !said.contains("is published"), "{said}");
    assert!(said.contains("diaban layer publish ") && !said.contains(" STORE "), "{said}");

    let (editor, admin) = (token_in(address, "lan", "editor"), token_in(address, "mai", "admin"));
    let server = Server::start(place);
    is_hidden(&server, &editor).await?;
    // What takes its place stays hidden, and nobody needs to say so again.
    assert!(import(&["--mode", "replace"])?.status.success());
    server.until("/health/ready", |ready| ready["revision"].as_u64() >= Some(2)).await;
    is_hidden(&server, &editor).await?;

    let typed = |deed: &str| command().args(["--lang", "en", "layer", deed]).arg(place).arg("plots").output();
    let shown = typed("publish")?;
    assert!(shown.status.success(), "{}", String::from_utf8_lossy(&shown.stderr));
    server.until("/collections", |document| names(document).contains(&"plots".to_owned())).await;
    is_shown(&server).await?;
    let refused = import(&["--mode", "append", "--unpublished"])?;
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(!refused.status.success() && said.contains("diaban layer hide"), "{said}");

    for (token, clearance, status) in [
        (None, "staff", 401),
        (Some(&editor), "staff", 403),
        (Some(&admin), "no body", 422),
        (Some(&admin), "staff", 200),
    ] {
        let asked = server.ask(Method::PUT, "/v1/layers/plots/clearance").json(&json!({ "clearance": clearance }));
        let asked = token.into_iter().fold(asked, |asked, token| asked.bearer_auth(token));
        assert_eq!(asked.send().await?.status().as_u16(), status, "{clearance}");
    }
    is_hidden(&server, &editor).await?;
    is_for_some(&server, &editor, &admin, place, &|| import(&["--mode", "replace", "--unpublished"])).await?;
    assert!(typed("hide")?.status.success(), "as it is");

    let store = Store::open(address, false).await?;
    let lines = store.private().audit(100).await?;
    let deeds: Vec<(Deed, String)> = lines
        .into_iter()
        .filter(|line| matches!(line.deed, Deed::LayerPublished | Deed::LayerHidden))
        .map(|line| (line.deed, line.layer.map(|layer| layer.to_string()).unwrap_or_default()))
        .collect();
    let expected = [Deed::LayerPublished, Deed::LayerHidden, Deed::LayerHidden, Deed::LayerHidden];
    assert_eq!(deeds, expected.map(|deed| (deed, "plots".to_owned())));
    Ok(())
}

/// A layer for who holds a power is nobody else's, staff or not; who is given the power sees it, and it is taken back.
async fn is_for_some(
    server: &Server,
    editor: &str,
    admin: &str,
    place: &OsStr,
    import: &(dyn Fn() -> std::io::Result<Output> + Sync),
) -> Result<()> {
    let asked = server.ask(Method::PUT, "/v1/layers/plots/clearance").bearer_auth(admin);
    assert_eq!(asked.json(&json!({ "clearance": "water.view" })).send().await?.status(), 200);
    assert!(import()?.status.success(), "what is hidden better than unpublished stays so");
    let listed = command().args(["layer", "list"]).arg(place).output()?;
    assert!(String::from_utf8_lossy(&listed.stdout).contains("water.view"), "{listed:?}");
    let seen =
        async || Ok::<_, anyhow::Error>(server.get(PLACES[0]).bearer_auth(editor).send().await?.status().as_u16());
    assert_eq!(seen().await?, 404);
    let change = |deed: &str| command().args(["user", deed]).arg(place).args(["lan", "water.view"]).output();
    assert!(change("grant")?.status.success());
    let until_seen = async {
        while seen().await? != 200 {
            tokio::task::yield_now().await;
        }
        Ok::<_, anyhow::Error>(())
    };
    tokio::time::timeout(PATIENCE, until_seen).await.context("a power is heeded within seconds")??;
    let hide = command().args(["layer", "hide"]).arg(place).arg("plots").output()?;
    assert!(hide.status.success(), "back to all staff");
    Ok(())
}

fn names(document: &Value) -> Vec<String> {
    let layers = document["collections"].as_array().into_iter().flatten();
    layers.filter_map(|layer| layer["id"].as_str().map(str::to_owned)).collect()
}

async fn is_hidden(server: &Server, editor: &str) -> Result<()> {
    // Ids are others once the layer was replaced.
    let items: Value = server.get(PLACES[1]).bearer_auth(editor).send().await?.json().await?;
    let id = items["features"][0]["id"].as_u64().context("there is a feature")?;
    let item = format!("/collections/plots/items/{id}");
    for path in PLACES.into_iter().chain([item.as_str()]) {
        let answer = server.get(path).send().await?;
        assert_eq!(answer.status().as_u16(), 404, "{path}");
        let body = answer.text().await?;
        assert!(!body.contains("Chuagiongbo"), "{path}: {body}");
        let staff = server.get(path).bearer_auth(editor).send().await?;
        assert!(staff.status().is_success(), "{path}: {}", staff.status());
    }
    assert!(!names(&server.json("/collections").await).contains(&"plots".to_owned()));
    let found = server.get("/v1/search?q=Chuagiongbo").send().await?.text().await?;
    assert!(!found.contains("plots"), "{found}");
    Ok(())
}

async fn is_shown(server: &Server) -> Result<()> {
    for path in PLACES {
        assert!(server.get(path).send().await?.status().is_success(), "{path}");
    }
    let items: Value = server.json("/collections/plots/items").await;
    let first = items["features"].as_array().and_then(|features| features.first()).context("they are there")?;
    assert_eq!(first["properties"]["ten"], "Chuagiongbo");
    Ok(())
}
