//! Row `warm`: one tile of about 20 kB from the real server, access log, metrics and request ids on; server and wrk share the machine.

use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use spatial_core::tiles::TileCoord;

use crate::rig::clock::Cpu;
use crate::rig::figures::Figure;
use crate::rig::ours::Ours;
use crate::rig::server::Server;
use crate::rig::{data, window};

/// Compressed size to look for.
const ABOUT_BYTES: usize = 20_000;
/// A city's tiles of this size are deep ones.
const ZOOMS: std::ops::RangeInclusive<u8> = 15..=17;
/// How long wrk asks, in seconds, after a run of two to warm up.
const SECONDS: u32 = 10;

/// What wrk saw, and what it cost the server.
struct Load {
    requests_per_s: f64,
    p99_ms: f64,
    server: Cpu,
    requests: f64,
    wrk_s: f64,
}

/// Two figures: requests per second with what limits them, and the 99th percentile.
pub(crate) fn measure() -> Result<Vec<Figure>> {
    let (tile, bytes) = tile_of_about(ABOUT_BYTES)?;
    let store = data::city_store()?;
    let server = Server::start(store.to_str().context("the folder's name is text")?, "server")?;
    let url = format!("{}/xyz/parcels/{tile}", server.address);
    wrk(&server, &url, 2)?;
    let load = wrk(&server, &url, SECONDS)?;
    let per_request_us = |seconds: f64| seconds * 1e6 / load.requests;
    let what = format!(
        "tile {tile} ({bytes} B gzip), wrk -t1 -c16; {:.1} µs server CPU a request, {:.0} % of it in the kernel; server {:.2} and wrk {:.2} of {} cores",
        per_request_us(load.server.total_s()),
        load.server.system_s / load.server.total_s() * 100.0,
        load.server.total_s() / f64::from(SECONDS),
        load.wrk_s / f64::from(SECONDS),
        std::thread::available_parallelism()?,
    );
    let rate = format!("{:.0} requests/s", load.requests_per_s);
    let p99 = format!("{:.2} ms", load.p99_ms);
    Ok(vec![
        Figure::at_most("warm/rate", what, rate, load.requests_per_s >= 40_000.0, "≥ 40,000/s"),
        Figure::at_most("warm/p99", "the same, 99th percentile".to_owned(), p99, load.p99_ms <= 5.0, "≤ 5 ms"),
    ])
}

/// The tile of the window whose compressed size is nearest.
fn tile_of_about(wanted: usize) -> Result<(TileCoord, usize)> {
    let mut ours = Ours::new(data::city_parcels()?);
    let mut found: Option<(TileCoord, usize)> = None;
    for zoom in ZOOMS {
        for tile in window::tiles(zoom)? {
            let bytes = ours.encode_and_gzip(tile)?;
            if found.is_none_or(|(_, best)| bytes.abs_diff(wanted) < best.abs_diff(wanted)) {
                found = Some((tile, bytes));
            }
        }
    }
    found.context("the window has tiles")
}

fn wrk(server: &Server, url: &str, seconds: u32) -> Result<Load> {
    let (before, children) = (Cpu::of(server.id())?, Cpu::children()?);
    let output = Command::new("wrk")
        .args(["-t1", "-c16", "--latency", "-H", "Accept-Encoding: gzip", &format!("-d{seconds}s"), url])
        .stderr(Stdio::inherit())
        .output()
        .context("starting wrk")?;
    let used = Cpu::of(server.id())?.since(before);
    let wrk_s = Cpu::children()?.since(children).total_s();
    let said = String::from_utf8(output.stdout)?;
    ensure!(output.status.success(), "wrk: {said}");
    ensure!(!said.contains("Non-2xx") && !said.contains("Socket errors"), "wrk met errors: {said}");
    eprintln!("{said}");
    let after = |label: &str| said.lines().find_map(|line| line.trim().strip_prefix(label)).map(str::trim);
    let requests = said.lines().find_map(|line| line.trim().split_once(" requests in ")).map(|(number, _)| number);
    Ok(Load {
        requests_per_s: after("Requests/sec:").context("wrk says a rate")?.parse()?,
        p99_ms: milliseconds(after("99%").context("wrk says a percentile")?)?,
        server: used,
        requests: requests.context("wrk says a number")?.parse()?,
        wrk_s,
    })
}

/// `870.00us`, `3.10ms`, `1.02s`
fn milliseconds(text: &str) -> Result<f64> {
    let units = [("us", 0.001), ("ms", 1.0), ("s", 1000.0)];
    let found = units.iter().find_map(|(unit, factor)| Some(text.strip_suffix(unit)?.parse::<f64>().ok()? * factor));
    found.with_context(|| format!("{text} is no time"))
}
