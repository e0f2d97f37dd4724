//! Servers killed while people edit: of every edit there are the row, its line in the audit log and, if it was acknowledged, both; on both
//! stores, and again after each start.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use serde_json::json;
use spatial_core::store::private::Deed;
use spatial_core::store::{PostgisAddress, StageMode, Store, StoreAddress};
use system_tests::cluster::Cluster;
use system_tests::program::{Server, token_in};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

use crate::store::contract::{all, load, parcels, staged, two_fields};

const EDITORS: usize = 8;
/// A server is killed when it has acknowledged so many edits.
const KILLED_AFTER: [usize; 4] = [5, 40, 41, 90];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_server_leaves_each_edit_with_its_line_in_a_file() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("city.gpkg");
    each_edit_has_its_line(&StoreAddress::Gpkg(path.clone()), path.as_os_str()).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_server_leaves_each_edit_with_its_line_in_a_database() -> Result<()> {
    let database = Cluster::shared().database();
    let url = database.url();
    each_edit_has_its_line(&StoreAddress::Postgis(PostgisAddress::parse(&url)?), OsStr::new(&url)).await
}

async fn each_edit_has_its_line(address: &StoreAddress, place: &OsStr) -> Result<()> {
    let store = Store::open(address, true).await?;
    load(&store, parcels(two_fields()), StageMode::Create, vec![staged("old", 1, 0.0)]).await?;
    let imported: BTreeSet<u64> = all(&store, "parcels").await?.iter().map(|feature| feature.id.0).collect();
    drop(store);
    let token = token_in(address, "lan", "editor");
    let mut acknowledged = BTreeSet::new();
    for (round, edits) in KILLED_AFTER.into_iter().enumerate() {
        acknowledged.extend(killed_after(edits, place, &token).await?);
        let store = Store::open(address, false).await?;
        let (rows, told) = settled(&store).await?;
        let rows: BTreeSet<u64> = rows.difference(&imported).copied().collect();
        let lines: BTreeSet<u64> = told.iter().copied().collect();
        assert_eq!(
            (&lines, lines.len()),
            (&rows, told.len()),
            "round {round}: rows have one line each, and lines a row"
        );
        let lost: Vec<&u64> = acknowledged.difference(&rows).collect();
        ensure!(lost.is_empty(), "round {round}: acknowledged and lost: {lost:?}");
    }
    ensure!(acknowledged.len() >= KILLED_AFTER.iter().sum(), "{} edits", acknowledged.len());
    Ok(())
}

/// Ids of the rows, and of the features that lines say were made. A database may still be finishing what the server had sent it: who
/// reads between would see a line without its row, and reads again.
async fn settled(store: &Store) -> Result<(BTreeSet<u64>, Vec<u64>)> {
    let told = async || -> Result<Vec<u64>> {
        let log = store.private().audit(1_000_000).await?;
        let made = log.iter().filter(|line| line.deed == Deed::FeatureCreated);
        Ok(made.filter_map(|line| Some(line.feature?.0)).collect())
    };
    loop {
        let before = told().await?;
        let rows = all(store, "parcels").await?.iter().map(|feature| feature.id.0).collect();
        if told().await? == before {
            return Ok((rows, before));
        }
    }
}

/// Ids of features that a server acknowledged until it was killed in the midst of edits.
async fn killed_after(edits: usize, place: &OsStr, token: &str) -> Result<Vec<u64>> {
    let server = Arc::new(Server::start(place));
    let (heard, mut acknowledgements) = unbounded_channel();
    let mut editors = tokio::task::JoinSet::new();
    for editor in 0..EDITORS {
        editors.spawn(edits_until_killed(Arc::clone(&server), token.to_owned(), editor, heard.clone()));
    }
    drop(heard);
    let mut acknowledged = Vec::new();
    while let Some(id) = acknowledgements.recv().await {
        acknowledged.push(id);
        if acknowledged.len() == edits {
            server.kill();
        }
    }
    for ended in editors.join_all().await {
        ended?;
    }
    Ok(acknowledged)
}

/// One editor after another feature.
async fn edits_until_killed(
    server: Arc<Server>,
    token: String,
    editor: usize,
    heard: UnboundedSender<u64>,
) -> Result<()> {
    for number in 0.. {
        let properties = json!({ "key": format!("e{editor}n{number}"), "floors": 1 });
        let feature = json!({ "type": "Feature", "geometry": null, "properties": properties });
        let sent = server.ask(reqwest::Method::POST, "/collections/parcels/items").bearer_auth(&token);
        let sent = sent.header("content-type", "application/geo+json").body(feature.to_string()).send().await;
        let Ok(answer) = sent else { return Ok(()) };
        ensure!(answer.status() == 201, "{}: {}", answer.status(), answer.text().await?);
        let place = answer.headers()["location"].to_str()?.to_owned();
        heard.send(place.rsplit('/').next().context("an id")?.parse()?)?;
    }
    Ok(())
}
