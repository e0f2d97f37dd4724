//! Programs killed at work on a database: it is as before or complete, and nothing that was acknowledged is lost.

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use serde_json::json;
use spatial_core::store::{PostgisAddress, StoreAddress};
use system_tests::cluster::{Cluster, Database};
use system_tests::program::{Server, command, token_in};

/// Features in the file.
const FEATURES: usize = 30_000;

/// A file of squares side by side.
fn squares(path: &Path, key: &str) -> Result<()> {
    let mut lines = String::new();
    for number in 0..FEATURES {
        let (west, south) = (107.0 + (number % 200) as f64 * 1e-4, 10.4 + (number / 200) as f64 * 1e-4);
        let (east, north) = (west + 1e-4, south + 1e-4);
        let ring = [[west, south], [east, south], [east, north], [west, north], [west, south]];
        let feature = json!({
            "type": "Feature", "properties": { "key": format!("{key}{number}") },
            "geometry": { "type": "Polygon", "coordinates": [ring] },
        });
        writeln!(lines, "{feature}")?;
    }
    Ok(std::fs::write(path, lines)?)
}

fn import(file: &Path, database: &Database<'_>, mode: &str) -> Result<Child> {
    let mut import = command();
    import.arg("import").arg(file).args(["--into", &database.url(), "--layer", "parcels", "--mode", mode]);
    import.stdout(Stdio::null()).stderr(Stdio::null()).spawn().context("the program starts")
}

/// How far a running import has come: bytes of its tables, if it has some.
fn staged(database: &Database<'_>) -> Result<Option<u64>> {
    let size = database.sql(
        "SELECT sum(pg_relation_size(c.oid)) FROM pg_class c WHERE c.relnamespace = 'diaban'::regnamespace AND c.relname ~ '^stage_[0-9]'",
    );
    if size.trim().is_empty() { Ok(None) } else { Ok(Some(size.trim().parse()?)) }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_import_leaves_the_database_as_before_or_complete() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let (old, new) = (folder.path().join("old.geojsonl"), folder.path().join("new.geojsonl"));
    squares(&old, "old")?;
    squares(&new, "new")?;
    let database = Cluster::shared().database();
    ensure!(import(&old, &database, "create")?.wait()?.success());
    let state = "SELECT count(*) || ' ' || min(left(key, 3)) || ' ' || max(left(key, 3)) || ' ' || \
                 (SELECT max(revision) FROM diaban.commit) FROM layers.parcels";
    let before = database.sql(state);
    let mut killed = 0;
    for bytes in [0, 500_000, 1_500_000, 3_000_000] {
        let mut child = import(&new, &database, "replace")?;
        let ended = loop {
            if let Some(status) = child.try_wait()? {
                break Some(status);
            }
            if staged(&database)?.is_some_and(|there| there >= bytes) {
                break None;
            }
        };
        child.kill()?;
        child.wait()?;
        let now = database.sql(state);
        let is_complete = now.starts_with(&format!("{FEATURES} new new "));
        if ended.is_none() {
            killed += 1;
            ensure!(now == before || is_complete, "{before}→ {now}after {bytes} bytes");
        }
        if is_complete {
            break;
        }
    }
    ensure!(killed > 1, "imports are killed at work");
    // The next one finds nothing in its way, and takes away what the killed ones left.
    ensure!(import(&new, &database, "replace")?.wait()?.success());
    ensure!(staged(&database)?.is_none() && database.sql("SELECT count(*) FROM diaban.stage").trim() == "0");
    ensure!(database.sql(state).starts_with(&format!("{FEATURES} new new ")));
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_server_loses_no_edit_it_acknowledged() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("old.geojsonl");
    squares(&file, "old")?;
    let database = Cluster::shared().database();
    ensure!(import(&file, &database, "create")?.wait()?.success());
    let token = token_in(&StoreAddress::Postgis(PostgisAddress::parse(&database.url())?), "lan", "editor");
    let server = Arc::new(Server::start(database.url()));
    let mut editors = tokio::task::JoinSet::new();
    for editor in 0..8 {
        let (server, token) = (Arc::clone(&server), token.clone());
        editors.spawn(async move {
            let mut acknowledged = Vec::new();
            for number in 0.. {
                let key = format!("e{editor}n{number}");
                let feature = json!({ "type": "Feature", "geometry": null, "properties": { "key": key } });
                let sent = server.ask(reqwest::Method::POST, "/collections/parcels/items").bearer_auth(&token);
                let sent = sent.header("content-type", "application/geo+json").body(feature.to_string()).send().await;
                match sent {
                    Ok(answer) if answer.status() == 201 => acknowledged.push(key),
                    Ok(answer) => anyhow::bail!("{}: {}", answer.status(), answer.text().await?),
                    Err(_) => break,
                }
            }
            Ok(acknowledged)
        });
    }
    let more = FEATURES as u64 + 100;
    server.until("/collections/parcels/items?limit=1", |page| page["numberMatched"].as_u64() > Some(more)).await;
    server.kill();
    let kept = database.sql("SELECT key FROM layers.parcels WHERE key ~ '^e'");
    let kept: std::collections::BTreeSet<&str> = kept.lines().collect();
    for acknowledged in editors.join_all().await {
        for key in acknowledged? {
            ensure!(kept.contains(key.as_str()), "acknowledged and lost: {key}");
        }
    }
    let again = Server::start(database.url());
    let page = again.json("/collections/parcels/items?limit=1").await;
    let there: u64 = database.sql("SELECT count(*) FROM layers.parcels").trim().parse()?;
    ensure!(page["numberMatched"] == there, "{page}");
    Ok(())
}
