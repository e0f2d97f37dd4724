//! What others edit appears on an open map by itself.

use anyhow::{Context, Result, ensure};
use reqwest::Method;
use reqwest::header::{CONTENT_TYPE, ETAG, IF_MATCH};
use serde_json::{Value, json};
use system_tests::browser::{Browser, Screen, journey};
use system_tests::program::{Server, city, token};

use crate::browser::map::{DRAWN, among_parcels, click_a_parcel, no_trouble};
use crate::store::city::sqlite;

/// Where the map stands.
const VIEW: &str = "const { map } = document.querySelector('map-view');
    return [map.getCenter().lng, map.getCenter().lat, map.getZoom()]";

/// Waits until the map draws a parcel with this code, and its open card shows it.
async fn shows(browser: &Browser, id: &Value, code: &str) -> Result<()> {
    let drawn = format!(
        "document.querySelector('map-view').map.queryRenderedFeatures()
            .some(({{ id, sourceLayer, properties }}) => sourceLayer === 'parcels' && id === {id} && properties.ma_dinh_danh === '{code}')"
    );
    browser.until(&format!("{code} on the map"), &drawn).await?;
    let card = format!(
        "document.querySelector('article[data-id=\"{id}\"] dd[data-field=ma_dinh_danh]').textContent === '{code}'"
    );
    browser.until(&format!("{code} on the card"), &card).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn edits_by_sql_and_by_http_appear_on_the_map_without_touching_it() -> Result<()> {
    let (_folder, store) = city();
    let server = Server::start(&store);
    let token = token(&store, "lan", "editor");
    journey(Screen::OFFICE, async |browser| {
        among_parcels(browser, &server.address).await?;
        let parcel = click_a_parcel(browser).await?;
        // The sheet comes up and pushes the map once more.
        browser.until("the map at rest", DRAWN).await?;
        let (id, before) = (&parcel["id"], browser.run(VIEW, Vec::new()).await?);
        let edited =
            sqlite(&store)?.execute("UPDATE parcels SET ma_dinh_danh = 'BY-SQL' WHERE fid = ?1", [id.as_u64()])?;
        ensure!(edited == 1, "another program edits parcel {id}");
        shows(browser, id, "BY-SQL").await?;

        let path = format!("/collections/parcels/items/{id}");
        let read = server.get(&path).bearer_auth(&token).send().await?;
        let tag = read.headers().get(ETAG).context("a tag")?.clone();
        let sent = server.ask(Method::PATCH, &path).bearer_auth(&token).header(IF_MATCH, tag);
        let patch = json!({ "properties": { "ma_dinh_danh": "BY-HTTP" } }).to_string();
        let sent = sent.header(CONTENT_TYPE, "application/merge-patch+json").body(patch).send().await?;
        ensure!(sent.status() == 200, "{}", sent.text().await?);
        shows(browser, id, "BY-HTTP").await?;

        ensure!(browser.run(VIEW, Vec::new()).await? == before, "the map stays where it was");
        browser.screenshot("map-1366-edited").await?;
        no_trouble(browser).await
    })
    .await
}
