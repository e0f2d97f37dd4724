//! Row `series`: values appended to a series per second, each batch on the disk before it is answered, with whom the World does not
//! move; and row `soak-series`: the same for five minutes at the rate we promise, with an eye on memory.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use spatial_core::layer::Clearance;
use spatial_core::snapshot::World;
use spatial_core::store::series::{Observation, Quality, Series, SeriesName, Timestamp};
use spatial_core::store::{PostgisAddress, Store, StoreAddress};
use system_tests::cluster::Cluster;
use system_tests::memory::memory_kb;

use crate::rig::clock::Cpu;
use crate::rig::data;
use crate::rig::figures::Figure;
use crate::rig::server::DURABLE;

/// Gateways that send at the same time.
const GATEWAYS: u64 = 4;
/// Streams a gateway sends a value of in one batch.
const BATCH: u64 = 500;
/// Streams in all: each batch is that of other lamps, and touches as many places of the index.
const STREAMS: u64 = 20_000;
/// Values a second that we promise.
const PROMISED: f64 = 20_000.0;
/// How long the row takes, and the soak; `BENCH_SERIES_S` sets another time for both.
const SECONDS: u64 = 20;
const SOAK_SECONDS: u64 = 300;

/// As fast as it goes.
pub(crate) fn measure() -> Result<Vec<Figure>> {
    on_both(["series/gpkg", "series/postgis"], ["series/gpkg-memory", "series/postgis-memory"], lasts(SECONDS), None)
}

/// At the rate we promise, for longer.
pub(crate) fn soak() -> Result<Vec<Figure>> {
    let ids = ["soak/series-gpkg", "soak/series-postgis"];
    on_both(ids, ["soak/series-gpkg-memory", "soak/series-postgis-memory"], lasts(SOAK_SECONDS), Some(PROMISED))
}

fn lasts(seconds: u64) -> Duration {
    let asked = std::env::var("BENCH_SERIES_S").ok().and_then(|text| text.parse().ok());
    Duration::from_secs(asked.unwrap_or(seconds))
}

fn on_both(
    rates: [&'static str; 2],
    memory: [&'static str; 2],
    lasts: Duration,
    rate: Option<f64>,
) -> Result<Vec<Figure>> {
    let file = data::folder()?.join("series.gpkg");
    clear(&file);
    let address = StoreAddress::Gpkg(file.clone());
    let mut figures = figures([rates[0], memory[0]], "GeoPackage", &address, lasts, rate)?;
    clear(&file);
    let cluster = Cluster::start(&[DURABLE]);
    let address = StoreAddress::Postgis(PostgisAddress::parse(&cluster.database().url())?);
    figures.extend(self::figures([rates[1], memory[1]], "PostgreSQL", &address, lasts, rate)?);
    Ok(figures)
}

fn clear(file: &Path) {
    for name in [file.to_path_buf(), file.with_extension("series.gpkg")] {
        for end in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{end}", name.display()));
        }
    }
}

fn figures(
    [rate_id, memory_id]: [&'static str; 2],
    store: &str,
    address: &StoreAddress,
    lasts: Duration,
    rate: Option<f64>,
) -> Result<Vec<Figure>> {
    let worked = data::runtime()?.block_on(work(address, lasts, rate))?;
    let how = if rate.is_some() { "at the promised rate" } else { "as fast as it goes" };
    let what = format!(
        "{store}; {GATEWAYS} gateways, batches of {BATCH} of {STREAMS} streams, {how} for {} s; slowest of 100: {:.0} ms; {:.1} µs of our CPU a value",
        lasts.as_secs(),
        worked.p99_ms,
        worked.cpu_s * 1e6 / worked.values
    );
    let per_second = worked.values / worked.seconds;
    // A rate that is held is not exceeded.
    let least = if rate.is_some() { 0.99 * PROMISED } else { PROMISED };
    let memory = format!(
        "the same: resident memory at the end, by that after a quarter of the time ({:.0} MB)",
        worked.memory_mb
    );
    Ok(vec![
        Figure::at_most(rate_id, what, format!("{per_second:.0} values/s"), per_second >= least, "≥ 20,000/s"),
        Figure::at_most(
            memory_id,
            memory,
            format!("{:.2} times", worked.grown),
            worked.grown <= 1.1,
            "flat (≤ 1.1 times)",
        ),
    ])
}

struct Worked {
    values: f64,
    seconds: f64,
    cpu_s: f64,
    p99_ms: f64,
    memory_mb: f64,
    grown: f64,
}

async fn work(address: &StoreAddress, lasts: Duration, rate: Option<f64>) -> Result<Worked> {
    let store = Store::open(address, true).await?;
    let lamps = SeriesName::parse("lamps")?;
    let keep = Duration::from_secs(86_400);
    store.declare_series(Series { name: lamps.clone(), clearance: Clearance::Staff, keep }).await?;
    let world = World::open(&store, None).await?;
    let (next, memory) = (Arc::new(AtomicI64::new(0)), Arc::new(AtomicU64::new(0)));
    let (before, start) = (Cpu::own()?, Instant::now());
    let mut gateways = tokio::task::JoinSet::new();
    for _ in 0..GATEWAYS {
        let (store, lamps) = (store.clone(), lamps.clone());
        let (next, memory) = (Arc::clone(&next), Arc::clone(&memory));
        gateways.spawn(async move {
            let mut times = Vec::new();
            while start.elapsed() < lasts {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if let Some(rate) = rate {
                    #[expect(clippy::cast_precision_loss, reason = "a count of batches")]
                    let due = Duration::from_secs_f64(number as f64 * BATCH as f64 / rate);
                    tokio::time::sleep(due.saturating_sub(start.elapsed())).await;
                }
                let sent = Instant::now();
                let new = store.append(&lamps, batch(number)).await?;
                ensure!(new == BATCH, "{new} of {BATCH} values were new");
                times.push(sent.elapsed());
                if start.elapsed() >= lasts / 4 && memory.load(Ordering::Relaxed) == 0 {
                    memory.store(rss()?, Ordering::Relaxed);
                }
            }
            anyhow::Ok(times)
        });
    }
    let mut times = Vec::new();
    while let Some(gateway) = gateways.join_next().await {
        times.extend(gateway??);
    }
    let (seconds, cpu_s) = (start.elapsed().as_secs_f64(), Cpu::own()?.since(before).total_s());
    let (end, quarter) = (rss()?, memory.load(Ordering::Relaxed));
    ensure!(world.follow(&store).await?.is_none(), "the World moved, though no layer was touched");
    times.sort_unstable();
    let p99_ms = times.get(times.len() * 99 / 100).copied().unwrap_or_default().as_secs_f64() * 1000.0;
    #[expect(clippy::cast_precision_loss, reason = "counts of batches, and kilobytes")]
    Ok(Worked {
        values: times.len() as f64 * BATCH as f64,
        seconds,
        cpu_s,
        p99_ms,
        memory_mb: quarter as f64 / 1024.0,
        grown: end as f64 / quarter.max(1) as f64,
    })
}

/// One value each of some lamps: all lamps have one more after every forty batches.
fn batch(number: i64) -> Vec<Observation> {
    let (second, part) = (number / 40, number.cast_unsigned() % 40);
    let at = Timestamp(1_795_293_293_000_000 + second * 1_000_000);
    let streams = (0..BATCH).map(|lamp| (part + lamp * (STREAMS / BATCH)) % STREAMS);
    #[expect(clippy::cast_precision_loss, reason = "any number will do")]
    streams.map(|stream| Observation { stream, at, value: stream as f64 + 0.25, quality: Quality::Good }).collect()
}

fn rss() -> Result<u64> {
    memory_kb("self", "VmRSS").context("this process runs")
}
