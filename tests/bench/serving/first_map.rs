//! Row `first-map`: a person opens the planning viewer in a browser that has never been there, until the map stands whole.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use reqwest::header::ACCEPT_ENCODING;
use system_tests::browser::{Browser, Screen, journey};
use system_tests::program::web;

use crate::rig::data;
use crate::rig::figures::Figure;
use crate::rig::server::Server;

const VIEWER: &str = "/apps/planning";
/// A page that fetches nothing.
const BLANK: &str = "data:text/html,<p>";
/// Each with a profile of its own: nothing is in the browser's cache.
const VISITS: usize = 7;
/// What was promised.
const MOST_MS: f64 = 1400.0;
const MOST_KB: f64 = 90.0;

/// When the first whole map was drawn, counted from the start of the navigation.
const DRAWN_MS: &str = "performance.getEntriesByName('map-drawn')[0]?.startTime";
/// Addresses of the scripts the page fetched.
const SCRIPTS: &str = r"return performance.getEntriesByType('resource').map(({ name }) => name)
    .filter((name) => new URL(name).pathname.match(/\.m?js$/))";

/// Names the log of the server.
const NAME: &str = "first-map";

/// Three figures: the time, tiles that were read twice, and the weight of our own script.
pub(crate) fn measure() -> Result<Vec<Figure>> {
    let store = data::whole_city_store(data_samples::City::USUAL_PARCELS)?;
    let server = Server::start(store.to_str().context("the folder's name is text")?, NAME)?;
    data::runtime()?.block_on(visit(&server))
}

/// Tiles that were asked for, by the server's log, and how many of them again in one visit: pages read tiles in a thread of their own
/// and cannot tell.
fn tiles() -> Result<[u32; 2]> {
    let log = std::fs::read_to_string(data::folder()?.join(format!("{NAME}-log.txt")))?;
    let mut asked: BTreeMap<&str, u32> = BTreeMap::new();
    for address in log.split(' ').filter(|word| word.starts_with("/xyz/") && !word.ends_with(".json")) {
        *asked.entry(address).or_default() += 1;
    }
    let visits = u32::try_from(VISITS)?;
    Ok([asked.values().sum(), asked.values().map(|times| times.saturating_sub(visits)).sum()])
}

async fn visit(server: &Server) -> Result<Vec<Figure>> {
    let (mut took, mut scripts) = (Vec::new(), Vec::new());
    for _ in 0..VISITS {
        let seen = journey(Screen::OFFICE, async |browser: &Browser| {
            // The browser itself, and what draws for it, run already: only its cache is empty.
            browser.open(BLANK).await?;
            browser
                .until("a browser that draws", "document.createElement('canvas').getContext('webgl2') !== null")
                .await?;
            browser.open(&format!("{}{VIEWER}", server.address)).await?;
            let drawn = browser.until("a whole map", DRAWN_MS).await?;
            anyhow::Ok((drawn, browser.run(SCRIPTS, Vec::new()).await?))
        });
        let (drawn, fetched) = seen.await?;
        took.push(drawn.as_f64().context("milliseconds")?);
        scripts = serde_json::from_value(fetched)?;
    }
    took.sort_by(f64::total_cmp);
    let (median, worst) = (took[VISITS / 2], took[VISITS - 1]);
    let (own, library) = weights(&scripts).await?;
    let [asked, again] = tiles()?;
    ensure!(asked > 0, "the log names tiles");
    let what = format!(
        "`{VIEWER}` in a browser that runs, with an empty cache, over a city of {} parcels and 19 layers on loopback, 1366 × 768, WebGL in software; median of {VISITS} visits, worst {worst:.0} ms",
        data_samples::City::USUAL_PARCELS
    );
    Ok(vec![
        Figure::at_most("first-map/time", what, format!("{median:.0} ms"), median <= MOST_MS, "≤ 1400 ms"),
        Figure::at_most(
            "first-map/twice",
            format!("of the {asked} tiles these visits read, those a visit read again"),
            again.to_string(),
            again == 0,
            "0",
        ),
        Figure::at_most(
            "first-map/script",
            format!("script of that page, gzipped, beside {library:.0} kB of MapLibre"),
            format!("{own:.1} kB"),
            own <= MOST_KB,
            "≤ 90 kB",
        ),
    ])
}

/// Gzipped kilobytes of our own scripts and of the map library.
async fn weights(scripts: &[String]) -> Result<(f64, f64)> {
    let client = web().build()?;
    let (mut own, mut library) = (0.0, 0.0);
    for script in scripts {
        let answer = client.get(script).header(ACCEPT_ENCODING, "gzip").send().await?.error_for_status()?;
        // The smallest are not worth packing and are sent as they are.
        let kilobytes = f64::from(u32::try_from(answer.bytes().await?.len())?) / 1e3;
        if script.contains("maplibre") { library += kilobytes } else { own += kilobytes }
    }
    ensure!(own > 0.0 && library > 0.0, "both are among {scripts:?}");
    Ok((own, library))
}
