//! Row `replay`: a pan and zoom over the city, as a map page asks for its tiles: in order, over six connections, none of them finished before.

use std::collections::{BTreeSet, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use data_samples::City;
use spatial_core::crs::{Crs, Transform, to_drawing};
use spatial_core::tiles::TileCoord;

use crate::rig::data;
use crate::rig::figures::Figure;
use crate::rig::server::Server;

/// As many as browsers open to one server.
const CONNECTIONS: usize = 6;
/// What Chromium 123 and Firefox 126 and later send over TLS, and to this machine itself.
const ACCEPTED: &str = "gzip, deflate, br, zstd";
/// Tiles of 512 pixels a screen of 1366 × 768 shows across and down at most.
const SCREEN: [u32; 2] = [4, 3];
/// Steps of a pan at each zoom, in metres east and north: a look around, further the further out.
const PAN: [[f64; 2]; 4] = [[0.0, 0.0], [1.0, 0.2], [1.0, 1.0], [0.1, 1.0]];
/// Where the walk begins in EPSG:5899: the middle of the city.
const START: [f64; 2] = [427_600.0, 1_149_100.0];
const ZOOMS: std::ops::RangeInclusive<u8> = 10..=18;
/// What TileJSON says: deeper zooms stretch tiles of this one.
const DEEPEST_TILES: u8 = 16;

/// One figure: the slowest of a hundred tiles.
pub(crate) fn measure() -> Result<Vec<Figure>> {
    let store = data::whole_city_store(data::parcels())?;
    let server = Server::start(store.to_str().context("the folder's name is text")?, "replay")?;
    let tiles = walk()?;
    let (mut took, bytes) = data::runtime()?.block_on(ask(&server, &tiles))?;
    took.sort_unstable();
    let [p50, p95, p99] = [50, 95, 99].map(|share| took[(took.len() - 1) * share / 100].as_secs_f64() * 1e3);
    let slowest = took.last().map_or(0.0, |last| last.as_secs_f64() * 1e3);
    let what = format!(
        "{} tiles z10–z18 of all layers over {} parcels, {CONNECTIONS} connections, {:.1} MB; p50 {p50:.1} ms, p95 {p95:.1} ms, slowest {slowest:.0} ms",
        tiles.len(),
        data::parcels(),
        mega(bytes),
    );
    Ok(vec![Figure::at_most("replay/p99", what, format!("p99 {p99:.1} ms"), p99 <= 80.0, "≤ 80 ms")])
}

fn mega(bytes: usize) -> f64 {
    f64::from(u32::try_from(bytes).unwrap_or(u32::MAX)) / 1e6
}

/// The tiles in the order a map asks for them, each once: it keeps those it has.
fn walk() -> Result<Vec<TileCoord>> {
    let to_degrees = Transform::new(City::CRS, Crs::WGS84)?;
    let (mut asked, mut tiles) = (BTreeSet::new(), Vec::new());
    for zoom in ZOOMS {
        // A screen's width of metres at this zoom, about.
        let step = 40_075_017.0 / f64::from(1_u32 << zoom) * 1.5;
        let mut place = START;
        for [east, north] in PAN {
            place = [place[0] + east * step.min(3000.0), place[1] + north * step.min(3000.0)];
            let mut degrees = [place];
            to_degrees.apply(&mut degrees)?;
            let tile_zoom = zoom.min(DEEPEST_TILES);
            let middle = TileCoord::at(tile_zoom, to_drawing(degrees[0][0], degrees[0][1]));
            for (x, y) in screen(&middle) {
                if asked.insert((tile_zoom, x, y)) {
                    tiles.push(TileCoord::xyz(u32::from(tile_zoom), x, y)?);
                }
            }
        }
    }
    Ok(tiles)
}

/// Columns and rows of a screen, from its middle outward.
fn screen(middle: &TileCoord) -> Vec<(u32, u32)> {
    let [wide, high] = SCREEN;
    let (left, top) = (middle.x().saturating_sub(wide / 2), middle.y().saturating_sub(high / 2));
    let mut tiles: Vec<(u32, u32)> = (left..left + wide).flat_map(|x| (top..top + high).map(move |y| (x, y))).collect();
    tiles.sort_by_key(|(x, y)| x.abs_diff(middle.x()) + y.abs_diff(middle.y()));
    tiles
}

/// Asks for all, a few at a time; how long each took, and the bytes of all.
async fn ask(server: &Server, tiles: &[TileCoord]) -> Result<(Vec<Duration>, usize)> {
    server.until_it_searches().await?;
    let layers = layers(server).await?;
    let waiting: Arc<Mutex<VecDeque<String>>> =
        Arc::new(Mutex::new(tiles.iter().map(|tile| format!("{}/xyz/{layers}/{tile}", server.address)).collect()));
    let mut at_work = Vec::new();
    for _ in 0..CONNECTIONS {
        let waiting = Arc::clone(&waiting);
        let client = system_tests::program::web().pool_max_idle_per_host(1).build()?;
        at_work.push(tokio::spawn(async move {
            let (mut took, mut bytes) = (Vec::new(), 0);
            loop {
                let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
                let Some(address) = next else { return anyhow::Ok((took, bytes)) };
                let start = Instant::now();
                let mut answer = client.get(&address).header("accept-encoding", ACCEPTED).send().await?;
                ensure!(answer.status().is_success(), "{address}: {}", answer.status());
                while let Some(part) = answer.chunk().await? {
                    bytes += part.len();
                }
                took.push(start.elapsed());
            }
        }));
    }
    let (mut took, mut bytes) = (Vec::new(), 0);
    for one in at_work {
        let (some, sent) = one.await??;
        took.extend(some);
        bytes += sent;
    }
    Ok((took, bytes))
}

/// All layers that have tiles, as the map page asks for them: tables without shape have none.
async fn layers(server: &Server) -> Result<String> {
    let client = system_tests::program::web().build()?;
    let text = client.get(format!("{}/collections?f=json", server.address)).send().await?.text().await?;
    let document: serde_json::Value = serde_json::from_str(&text)?;
    let ids = document["collections"].as_array().context("collections are listed")?;
    let is_drawn = |collection: &&serde_json::Value| {
        collection["links"].as_array().into_iter().flatten().any(|link| link["title"] == "TileJSON")
    };
    let names: Vec<&str> = ids.iter().filter(is_drawn).filter_map(|collection| collection["id"].as_str()).collect();
    Ok(names.join(","))
}
