//! Pages without a line: they open from what the device keeps, say that there is no line, and keep nothing of what was looked at.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use system_tests::browser::{Browser, Screen, journey};
use system_tests::program::{Server, city};

use crate::browser::map::{among_parcels, click_a_parcel, no_trouble, open_tab};

/// The page has a worker that answers for it: it begins once everything is kept.
const KEPT: &str = "navigator.serviceWorker.controller !== null";
/// Paths of all that lies in caches of the browser.
const HELD: &str = "const done = arguments[arguments.length - 1];
    caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name).then((cache) => cache.keys()))))
        .then((all) => done(all.flat().map(({ url }) => new URL(url).pathname + new URL(url).search)))";

async fn held(browser: &Browser) -> Result<Vec<String>> {
    let paths = browser.run_async(HELD, Vec::new()).await?;
    serde_json::from_value(paths).context("paths")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_planning_page_opens_without_a_line_and_says_so() -> Result<()> {
    let (_folder, store) = city();
    let server = Server::start(&store);
    journey(Screen::PHONE, async |browser| {
        among_parcels(browser, &server.address).await?;
        click_a_parcel(browser).await?;
        browser.until("a worker that answers", KEPT).await?;
        only_the_page_is_kept(&held(browser).await?, "planning")?;
        no_trouble(browser).await?;

        server.terminate();
        server.until_gone();
        browser.open(&format!("{}/apps/planning?lang=vi", server.address)).await?;
        browser.until("the note", "document.querySelector('status-note .note-error .button')").await?;
        let note = browser.text("status-note").await?;
        ensure!(note.contains("Chưa kết nối được với máy chủ"), "{note}");
        open_tab(browser, "tools").await?;
        ensure!(browser.run("return document.querySelector('map-measure button') !== null", Vec::new()).await? == true);
        browser.screenshot("shell-360-no-line").await?;
        browser.no_barriers("planning without a line").await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_version_of_the_citizens_page_is_taken_at_the_next_load() -> Result<()> {
    let (_folder, store) = city();
    let server = Server::start(&store);
    journey(Screen::PHONE, async |browser| {
        let page = format!("{}/apps/public?lang=vi", server.address);
        browser.open(&page).await?;
        browser.until("the map", "document.querySelector('public-app').dataset.drawn === 'true'").await?;
        browser.until("a worker that answers", KEPT).await?;
        only_the_page_is_kept(&held(browser).await?, "public")?;
        // As if it were the page of an older server.
        let spoil = "const done = arguments[arguments.length - 1];
            caches.open('diaban-public-1').then((cache) => cache.put('/apps/public', new Response('<title>old</title>',
                { headers: { 'content-type': 'text/html' } }))).then(() => done(true))";
        browser.run_async(spoil, Vec::new()).await?;
        browser.open("about:blank").await?;
        browser.open(&page).await?;
        browser
            .until("the page of the server", "document.querySelector('public-app')?.dataset.drawn === 'true'")
            .await?;
        browser.screenshot("shell-360-public").await
    })
    .await
}

/// The page and its files; no layer, no tile, no answer.
fn only_the_page_is_kept(held: &[String], app: &str) -> Result<()> {
    let page = format!("/apps/{app}");
    ensure!(held.contains(&page), "{held:?}");
    let worker = format!("/apps/{app}-");
    let is_file = |path: &str| path.starts_with("/assets/") || path.starts_with(&worker) || path == "/favicon.svg";
    let others: Vec<Value> =
        held.iter().filter(|path| **path != page && !is_file(path)).map(|path| Value::from(path.as_str())).collect();
    ensure!(others.is_empty(), "{others:?}");
    Ok(())
}
