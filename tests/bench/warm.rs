//! Row `warm`: one tile of about 20 kB from the real server, access log, metrics and request ids on; server and wrk share the machine.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use spatial_core::tiles::TileCoord;

use crate::clock::Cpu;
use crate::figures::Figure;
use crate::ours::Ours;
use crate::{data, process, window};

/// Compressed size to look for.
const ABOUT_BYTES: usize = 20_000;
/// A city's tiles of this size are deep ones.
const ZOOMS: std::ops::RangeInclusive<u8> = 15..=17;
/// How long wrk asks, in seconds, after a run of two to warm up.
const SECONDS: u32 = 10;

/// A server that ends with its measurement.
struct Server {
    process: Child,
    address: String,
}

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
    let server = Server::start(&data::city_store()?)?;
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

impl Server {
    fn start(store: &Path) -> Result<Self> {
        let said = data::folder()?.join("server-out.txt");
        let log = File::create(data::folder()?.join("server-log.txt"))?;
        let process = process::diaban()?
            .arg("serve")
            .arg(store)
            .args(["--listen", "127.0.0.1:0", "--lang", "en"])
            .env("DIABAN_SERVER_ACCESS_LOG", "true")
            .stdout(File::create(&said)?)
            .stderr(log)
            .spawn()?;
        let mut server = Self { process, address: String::new() };
        let deadline = Instant::now() + Duration::from_secs(60);
        while Instant::now() < deadline {
            let text = std::fs::read_to_string(&said)?;
            if let Some((_, rest)) = text.split_once("http://") {
                let end = rest.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ':')).unwrap_or(rest.len());
                server.address = format!("http://{}", &rest[..end]);
                if server.is_ready()? {
                    return Ok(server);
                }
            }
            if let Some(status) = server.process.try_wait()? {
                bail!("the server ended: {status}; see server-log.txt in {}", data::folder()?.display());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        bail!("the server is not ready after a minute")
    }

    /// Asks `/health/ready` in plain HTTP/1.0.
    fn is_ready(&self) -> Result<bool> {
        let host = self.address.trim_start_matches("http://");
        let mut connection = TcpStream::connect(host)?;
        write!(connection, "GET /health/ready HTTP/1.0\r\nHost: {host}\r\n\r\n")?;
        let mut answer = String::new();
        connection.read_to_string(&mut answer)?;
        Ok(answer.lines().next().is_some_and(|line| line.contains(" 200 ")))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn wrk(server: &Server, url: &str, seconds: u32) -> Result<Load> {
    let (before, children) = (Cpu::of(server.process.id())?, Cpu::children()?);
    let output = Command::new("wrk")
        .args(["-t1", "-c16", "--latency", "-H", "Accept-Encoding: gzip", &format!("-d{seconds}s"), url])
        .stderr(Stdio::inherit())
        .output()
        .context("starting wrk")?;
    let used = Cpu::of(server.process.id())?.since(before);
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
