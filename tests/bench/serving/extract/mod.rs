//! Rows `zoning_extract` and `zoning_pdf`: what may be built on a parcel, asked of a server whose city has twenty plans and a hundred
//! thousand zones; by one user and by many, as JSON and as a sheet of paper.

pub(crate) mod city;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use reqwest::Client;

use crate::rig::clock::Cpu;
use crate::rig::data;
use crate::rig::figures::Figure;
use crate::rig::server::{Server, Town};

/// Parcels one user asks for, after so many to warm up; sheets likewise.
const ONE: u64 = 2000;
const WARM: u64 = 200;
const SHEETS: u64 = 200;
const WARM_SHEETS: u64 = 10;
/// Users at the same time, each on a connection that stays open, and how long they ask.
const USERS: usize = 32;
const LASTS: Duration = Duration::from_secs(15);
/// From one parcel to the next: far away, and coprime with every size of city.
const STRIDE: u64 = 61_153;

/// Ids of the figures of a store: of one user, the rate of many, and their slowest of 100.
type Ids = [&'static str; 3];

/// How long answers took, ascending, in milliseconds.
struct Took(Vec<f64>);

impl Took {
    fn of(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        Self(times.into_iter().map(|time| time.as_secs_f64() * 1e3).collect())
    }

    fn percentile(&self, share: usize) -> f64 {
        self.0.get(self.0.len().saturating_sub(1) * share / 100).copied().unwrap_or_default()
    }
}

/// Six figures, three for each store.
pub(crate) fn measure() -> Result<Vec<Figure>> {
    let (path, what) = (city::store()?, city::told()?);
    let server = served(&path, "zoning-extract")?;
    let ids = ["zoning_extract/gpkg-one", "zoning_extract/gpkg-rate", "zoning_extract/gpkg-p99"];
    let mut figures = data::runtime()?.block_on(figures(ids, &format!("GeoPackage, {what}"), &server))?;
    drop(server);
    let town = Town::filled("zoning-extract-db", 1, async |store| city::fill(&store).await)?;
    let ids = ["zoning_extract/postgis-one", "zoning_extract/postgis-rate", "zoning_extract/postgis-p99"];
    figures.extend(data::runtime()?.block_on(self::figures(ids, &format!("PostGIS, {what}"), town.server()))?);
    Ok(figures)
}

/// One figure: how long a sheet takes.
pub(crate) fn sheets() -> Result<Vec<Figure>> {
    let (path, what) = (city::store()?, city::told()?);
    let server = served(&path, "zoning-pdf")?;
    let (took, bytes) = data::runtime()?.block_on(async {
        server.until_it_searches().await?;
        let client = system_tests::program::web().pool_max_idle_per_host(1).build()?;
        let mut times = Vec::new();
        let mut bytes = 0;
        for number in 0..WARM_SHEETS + SHEETS {
            let begun = Instant::now();
            let sheet = asked(&client, &server, number, "pdf").await?;
            ensure!(sheet.starts_with(b"%PDF-"), "parcel {} has no sheet", parcel(number));
            if number >= WARM_SHEETS {
                times.push(begun.elapsed());
                bytes += sheet.len();
            }
        }
        anyhow::Ok((Took::of(times), bytes))
    })?;
    let [p50, p95] = [50, 95].map(|share| took.percentile(share));
    let what = format!(
        "GeoPackage, {what}; `f=pdf` of {SHEETS} parcels far apart, one user; p50 {p50:.0} ms, {} kB a sheet",
        bytes / 1024 / took.0.len().max(1)
    );
    Ok(vec![Figure::at_most("zoning_pdf/p95", what, format!("p95 {p95:.0} ms"), p95 <= 300.0, "≤ 300 ms")])
}

fn served(path: &Path, name: &str) -> Result<Server> {
    Server::start(path.to_str().context("the folder's name is text")?, name)
}

async fn figures([one, rate, p99]: Ids, what: &str, server: &Server) -> Result<Vec<Figure>> {
    server.until_it_searches().await?;
    let (alone, plans) = alone(server).await?;
    let many = many(server).await?;
    let [p50, p95] = [50, 95].map(|share| alone.percentile(share));
    let slowest = many.took.percentile(99);
    let told = format!(
        "{what}; JSON extract of {ONE} parcels far apart, one user; p50 {p50:.2} ms; {plans:.1} plans on a parcel in the mean"
    );
    let crowd = format!(
        "the same, {USERS} users for {} s, who share the machine with the server; {:.0} µs of the server's CPU an answer",
        LASTS.as_secs(),
        many.server_s * 1e6 / many.answers()
    );
    let each_second = many.answers() / many.seconds;
    Ok(vec![
        Figure::at_most(one, told, format!("p95 {p95:.2} ms"), p95 <= 10.0, "≤ 10 ms"),
        Figure::at_most(rate, crowd, format!("{each_second:.0} answers/s"), each_second >= 500.0, "≥ 500/s"),
        Figure::at_most(
            p99,
            "the same, slowest of 100".to_owned(),
            format!("p99 {slowest:.0} ms"),
            slowest <= 150.0,
            "≤ 150 ms",
        ),
    ])
}

/// One user after the other parcel; and how many plans speak on one in the mean.
async fn alone(server: &Server) -> Result<(Took, f64)> {
    let client = system_tests::program::web().pool_max_idle_per_host(1).build()?;
    let (mut times, mut plans) = (Vec::new(), 0_usize);
    for number in 0..WARM + ONE {
        let begun = Instant::now();
        let answer = asked(&client, server, number, "json").await?;
        let took = begun.elapsed();
        if number < WARM {
            continue;
        }
        times.push(took);
        let told: serde_json::Value = serde_json::from_slice(&answer)?;
        plans += told["plans"].as_array().map_or(0, Vec::len);
    }
    ensure!(plans > times.len(), "{plans} plans on {} parcels", times.len());
    #[expect(clippy::cast_precision_loss, reason = "thousands")]
    let mean = plans as f64 / times.len() as f64;
    Ok((Took::of(times), mean))
}

/// What many were answered.
struct Many {
    took: Took,
    seconds: f64,
    server_s: f64,
}

impl Many {
    #[expect(clippy::cast_precision_loss, reason = "a count of answers")]
    fn answers(&self) -> f64 {
        self.took.0.len() as f64
    }
}

async fn many(server: &Server) -> Result<Many> {
    let next = Arc::new(AtomicU64::new(WARM + ONE));
    let (before, begun) = (Cpu::of(server.id())?, Instant::now());
    let mut users = tokio::task::JoinSet::new();
    for _ in 0..USERS {
        let client = system_tests::program::web().pool_max_idle_per_host(1).build()?;
        let (address, next) = (server.address.clone(), Arc::clone(&next));
        users.spawn(async move {
            let mut times = Vec::new();
            while begun.elapsed() < LASTS {
                let sent = Instant::now();
                asked_at(&client, &address, next.fetch_add(1, Ordering::Relaxed), "json").await?;
                times.push(sent.elapsed());
            }
            anyhow::Ok(times)
        });
    }
    let mut times = Vec::new();
    while let Some(user) = users.join_next().await {
        times.extend(user??);
    }
    let seconds = begun.elapsed().as_secs_f64();
    let server_s = Cpu::of(server.id())?.since(before).total_s();
    Ok(Many { took: Took::of(times), seconds, server_s })
}

async fn asked(client: &Client, server: &Server, number: u64, form: &str) -> Result<Vec<u8>> {
    asked_at(client, &server.address, number, form).await
}

/// The extract of one parcel, whole, as anybody gets it.
async fn asked_at(client: &Client, address: &str, number: u64, form: &str) -> Result<Vec<u8>> {
    let path = format!("{address}/v1/parcels/{}/extract?layer=parcels&f={form}", parcel(number));
    let answer = client.get(&path).send().await?;
    let status = answer.status();
    let bytes = answer.bytes().await?;
    ensure!(status == 200, "{path}: {status} {}", String::from_utf8_lossy(&bytes));
    Ok(bytes.to_vec())
}

/// Parcels in an order that jumps about the city and meets each once.
fn parcel(number: u64) -> u64 {
    number * STRIDE % u64::from(city::parcels()) + 1
}
