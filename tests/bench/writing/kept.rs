//! Row `kept`: tiles nobody touched stay ready while ten edits a second go on elsewhere; and row `soak`: what following costs.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use reqwest::Client;
use system_tests::memory::memory_kb;

use crate::rig::clock::Cpu;
use crate::rig::figures::Figure;
use crate::rig::server::Town;
use crate::rig::{data, window};
use crate::writing::edits::{Desk, parcel};

/// Edits a second.
const RATE: u32 = 10;
/// How long tiles are kept warm under them.
const KEPT_SECONDS: u32 = 30;
/// How long a server follows them.
const SOAK_SECONDS: u32 = 600;

/// Which tiles that did not change were answered from the cache.
pub(crate) fn measure() -> Result<Vec<Figure>> {
    let town = Town::on_geopackage("kept")?;
    data::runtime()?.block_on(async {
        let client = system_tests::program::web().build()?;
        let tiles: Vec<String> = [14, 15, 16]
            .into_iter()
            .map(window::tiles)
            .collect::<Result<Vec<_>>>()?
            .into_iter()
            .flatten()
            .map(|tile| format!("{}/xyz/parcels/{tile}", town.server().address))
            .collect();
        let before = visit(&client, &tiles).await?;
        edit(&town, KEPT_SECONDS).await?;
        let encoded = count(&client, &town).await?;
        let after = visit(&client, &tiles).await?;
        let drawn = count(&client, &town).await? - encoded;
        let touched = tiles.iter().filter(|tile| before[*tile].1 != after[*tile].1).count();
        let wrong = tiles.iter().filter(|tile| (before[*tile].0 == after[*tile].0) != (before[*tile].1 == after[*tile].1)).count();
        ensure!(wrong == 0, "{wrong} tags moved without their tile, or stayed though it changed");
        #[expect(clippy::cast_precision_loss, reason = "counts of tiles")]
        let kept = 100.0 - (drawn.saturating_sub(touched as u64)) as f64 * 100.0 / (tiles.len() - touched).max(1) as f64;
        let what = format!(
            "{} warm tiles of zoom 14–16, {RATE} edits/s all over the city for {KEPT_SECONDS} s; {touched} tiles changed, {drawn} were drawn anew; tags moved with their tiles only",
            tiles.len()
        );
        Ok(vec![Figure::at_most("kept/gpkg", what, format!("{kept:.2} %"), kept >= 99.0, "≥ 99 % of the others kept")])
    })
}

/// Ten minutes of following a GeoPackage, without anybody looking.
pub(crate) fn soak() -> Result<Vec<Figure>> {
    following(["soak/gpkg-cpu", "soak/gpkg-memory"], "GeoPackage", &Town::on_geopackage("soak")?)
}

/// The same on PostGIS.
pub(crate) fn soak_on_postgis() -> Result<Vec<Figure>> {
    following(["soak/postgis-cpu", "soak/postgis-memory"], "PostGIS", &Town::on_postgis("soak", 1)?)
}

fn following([cpu, memory_id]: [&'static str; 2], store: &str, town: &Town) -> Result<Vec<Figure>> {
    data::runtime()?.block_on(async {
        edit(town, 60).await?;
        let id = town.server().id();
        let rss = || memory_kb(&id.to_string(), "VmRSS").context("the server runs");
        let (before, memory) = (Cpu::of(id)?, rss()?);
        edit(town, SOAK_SECONDS).await?;
        let share = Cpu::of(id)?.since(before).total_s() / f64::from(SOAK_SECONDS) * 100.0;
        #[expect(clippy::cast_precision_loss, reason = "kilobytes")]
        let grown = rss()? as f64 / memory as f64;
        let what = format!(
            "{store}, {} parcels, {RATE} edits/s by SQL for {SOAK_SECONDS} s after a minute to warm up",
            data::parcels()
        );
        Ok(vec![
            Figure::at_most(cpu, what.clone(), format!("{share:.1} % of a core"), share <= 5.0, "≤ 5 %"),
            Figure::at_most(memory_id, what, format!("{grown:.2} times"), grown <= 1.1, "flat (≤ 1.1 times)"),
        ])
    })
}

/// Tag and bytes of each tile.
async fn visit(client: &Client, tiles: &[String]) -> Result<HashMap<String, (String, Vec<u8>)>> {
    let mut seen = HashMap::new();
    for tile in tiles {
        let answer = client.get(tile).header("accept-encoding", "gzip").send().await?;
        let tag = answer.headers()["etag"].to_str()?.to_owned();
        seen.insert(tile.clone(), (tag, answer.bytes().await?.to_vec()));
    }
    Ok(seen)
}

/// Tiles drawn so far.
async fn count(client: &Client, town: &Town) -> Result<u64> {
    let text = client.get(format!("{}/metrics", town.server().address)).send().await?.text().await?;
    let line =
        text.lines().find_map(|line| line.strip_prefix("diaban_tiles_encoded_total ")).context("tiles are counted")?;
    Ok(line.parse()?)
}

/// Edits parcels all over the city by plain SQL at an even rate, and waits until the last one is served.
async fn edit(town: &Town, seconds: u32) -> Result<()> {
    let mut outsider = town.outsider()?;
    let last = tokio::task::spawn_blocking(move || {
        let start = Instant::now();
        let salt = u64::from(std::process::id()) ^ u64::from(seconds);
        let mut last = (0, String::new());
        for number in 0..RATE * seconds {
            last = (parcel(salt + u64::from(number)), format!("K{salt}-{number}"));
            outsider.set_use(last.0, &last.1)?;
            let due = Duration::from_secs(1) * (number + 1) / RATE;
            std::thread::sleep(due.saturating_sub(start.elapsed()));
        }
        anyhow::Ok(last)
    });
    let (id, wanted) = last.await??;
    let desk = Desk::new(&town.server().address, &town.token)?;
    while desk.read(id).await?.is_none_or(|(feature, _)| feature["properties"]["loai_dat"] != wanted.as_str()) {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    Ok(())
}
