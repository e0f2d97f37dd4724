//! Lines of the audit log about imports are written with their commits: at the command line, and on a server that is told to stop meanwhile.

use anyhow::{Context, Result, ensure};
use reqwest::Method;
use serde_json::{Value, json};
use spatial_core::layer::Revision;
use spatial_core::store::private::Deed;
use spatial_core::store::{Store, StoreAddress};
use system_tests::program::{Server, city, diaban, diaban_succeeds, token};

const POINT: &str = r#"{"type":"Feature","geometry":{"type":"Point","coordinates":[107.1,10.3]},"properties":{"n":1}}"#;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_import_at_the_command_line_has_its_line() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let store = folder.path().join("city.gpkg");
    let files = ["a b.geojson", "c.geojson"].map(|name| folder.path().join(name));
    for file in &files {
        std::fs::write(file, POINT)?;
    }
    let [first, second] = &files;
    let import = |mode: &'static str| {
        ["import".as_ref(), first.as_os_str(), second.as_os_str(), "--into".as_ref(), store.as_os_str()]
            .into_iter()
            .chain(["--layer", "points", "--mode", mode].map(std::ffi::OsStr::new))
    };
    diaban_succeeds(import("create"));
    diaban_succeeds(import("append"));
    ensure!(!diaban(import("create")).status.success(), "it is there");
    diaban_succeeds(import("replace").chain(["--dry-run".as_ref()]));
    let store = Store::open(&StoreAddress::Gpkg(store), false).await?;
    let log = store.private().audit(10).await?;
    let told: Vec<_> = log.iter().map(|line| (line.detail.as_deref(), line.revision)).collect();
    let wanted = [
        (Some("a b.geojson, c.geojson (create)"), Some(Revision(1))),
        (Some("a b.geojson, c.geojson (append)"), Some(Revision(2))),
    ];
    ensure!(told == wanted, "what was refused or only tried is not told: {told:?}");
    for line in log {
        ensure!(line.deed == Deed::LayerImported && line.who.ends_with("(diaban import)"), "{line:?}");
        ensure!(line.layer.is_some_and(|layer| layer.as_str() == "points"));
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_told_to_stop_calls_its_import_off_or_finishes_it() -> Result<()> {
    let (_folder, store) = city();
    let mai = token(&store, "mai", "admin");
    let server = Server::start(&store);
    let asked = async |method: Method, path: &str, body: Option<Value>| -> Result<Value> {
        let request = server.ask(method, path).bearer_auth(&mai);
        Ok(body.iter().fold(request, reqwest::RequestBuilder::json).send().await?.json().await?)
    };
    let many = format!("{POINT}\n").repeat(60_000);
    let request = server.ask(Method::POST, "/v1/imports?name=points.geojsonl").bearer_auth(&mai).body(many);
    let import: Value = request.send().await?.json().await?;
    let path = format!("/v1/imports/{}", import["id"].as_str().context("an id")?);
    asked(Method::POST, &format!("{path}/check"), Some(json!({ "layer": "points", "mode": "create" }))).await?;
    let mut checked = Value::Null;
    while checked["state"] != "checked" {
        checked = asked(Method::GET, &path, None).await?;
        ensure!(checked["state"] != "failed", "{checked}");
        tokio::task::yield_now().await;
    }
    let begun = asked(Method::POST, &format!("{path}/confirm"), Some(json!({ "check": checked["check"] }))).await?;
    ensure!(begun["state"] == "importing", "{begun}");
    server.terminate();
    let log = tokio::task::spawn_blocking(move || server.log_when_stopped()).await?;
    ensure!(!log.contains("panicked"), "{log}");

    let connection = rusqlite::Connection::open(&store)?;
    let stages: u32 = connection.query_row("SELECT count(*) FROM diaban_stage", [], |row| row.get(0))?;
    ensure!(stages == 0, "nothing is left for who opens it next");
    drop(connection);
    let store = Store::open(&StoreAddress::Gpkg(store), false).await?;
    let layers = store.layers().await?.1;
    let is_there = layers.iter().any(|layer| layer.name.as_str() == "points" && layer.count == 60_000);
    let lines = store.private().audit(50).await?.into_iter().filter(|line| line.deed == Deed::LayerImported).count();
    ensure!(lines == usize::from(is_there), "{lines} lines, the layer is there: {is_there}");
    ensure!(is_there || layers.iter().all(|layer| layer.name.as_str() != "points"), "all of it or nothing");
    Ok(())
}
