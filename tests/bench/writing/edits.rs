//! Row `edits`: features changed per second over HTTP; each is one request, one revision, and on the disk before it is answered.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use reqwest::Client;

use crate::rig::clock::Cpu;
use crate::rig::data;
use crate::rig::figures::Figure;
use crate::rig::server::Town;

/// Editors at work, each on a connection that stays open.
const EDITORS: u64 = 32;
/// How long they work.
const LASTS: Duration = Duration::from_secs(15);
/// Steps from one parcel to the next: coprime with every size of city, and far away.
const STRIDE: u64 = 611_953;

/// What an edit changes, and the tag its editor has seen.
pub(crate) struct Desk {
    client: Client,
    token: String,
    address: String,
}

impl Desk {
    pub(crate) fn new(address: &str, token: &str) -> Result<Self> {
        let client = system_tests::program::web().pool_max_idle_per_host(1).build()?;
        Ok(Self { client, token: token.to_owned(), address: address.to_owned() })
    }

    pub(crate) fn path(&self, id: u64) -> String {
        format!("{}/collections/parcels/items/{id}", self.address)
    }

    /// A feature as it is served, with its tag; `None` if it is gone.
    pub(crate) async fn read(&self, id: u64) -> Result<Option<(serde_json::Value, String)>> {
        let answer = self.client.get(self.path(id)).bearer_auth(&self.token).send().await?;
        if answer.status() == 404 {
            return Ok(None);
        }
        ensure!(answer.status() == 200, "{}", answer.status());
        let tag = answer.headers()["etag"].to_str()?.to_owned();
        Ok(Some((answer.json().await?, tag)))
    }

    /// Sends a merge patch and returns the revision it became.
    pub(crate) async fn patch(&self, id: u64, tag: &str, patch: &serde_json::Value) -> Result<u64> {
        let asked = self.client.patch(self.path(id)).header("content-type", "application/merge-patch+json");
        self.done(asked.body(patch.to_string()), tag).await
    }

    pub(crate) async fn delete(&self, id: u64, tag: &str) -> Result<u64> {
        self.done(self.client.delete(self.path(id)), tag).await
    }

    async fn done(&self, asked: reqwest::RequestBuilder, tag: &str) -> Result<u64> {
        let asked = asked.bearer_auth(&self.token).header("if-match", tag).header("prefer", "return=minimal");
        let answer = asked.send().await?;
        ensure!(answer.status().is_success(), "{}: {}", answer.status(), answer.text().await?);
        ensure!(answer.headers().get("diaban-served").is_none(), "the change is not served in time");
        Ok(answer.headers()["diaban-revision"].to_str()?.parse()?)
    }
}

/// Edits per second on a GeoPackage.
pub(crate) fn measure() -> Result<Vec<Figure>> {
    figure("edits/gpkg", "GeoPackage", &Town::on_geopackage("edits")?, (1000.0, "≥ 1,000/s"))
}

/// Edits per second on PostGIS, through one of its servers.
pub(crate) fn on_postgis() -> Result<Vec<Figure>> {
    figure("edits/postgis", "PostGIS", &Town::on_postgis("edits", 1)?, (300.0, "≥ 300/s"))
}

fn figure(id: &'static str, store: &str, town: &Town, (least, bar): (f64, &'static str)) -> Result<Vec<Figure>> {
    let worked = data::runtime()?.block_on(work(town))?;
    let what = format!(
        "{store}, {} parcels; {EDITORS} editors patch parcels far apart; slowest of 100: {:.0} ms; {:.0} µs server CPU an edit",
        data::parcels(),
        worked.p99_ms,
        worked.server_s * 1e6 / worked.edits
    );
    let rate = worked.edits / worked.seconds;
    Ok(vec![Figure::at_most(id, what, format!("{rate:.0} edits/s"), rate >= least, bar)])
}

struct Worked {
    edits: f64,
    seconds: f64,
    p99_ms: f64,
    server_s: f64,
}

async fn work(town: &Town) -> Result<Worked> {
    let (address, token) = (&town.server().address, &town.token);
    let desk = Desk::new(address, token)?;
    // Nobody has edited yet: all parcels are at the version the layer was loaded with.
    let (_, tag) = desk.read(1).await?.context("the city has parcels")?;
    let next = Arc::new(AtomicU64::new(0));
    let (before, start) = (Cpu::of(town.server().id())?, Instant::now());
    let mut editors = tokio::task::JoinSet::new();
    for _ in 0..EDITORS {
        let (desk, tag, next) = (Desk::new(address, token)?, tag.clone(), Arc::clone(&next));
        editors.spawn(async move {
            let mut times = Vec::new();
            while start.elapsed() < LASTS {
                let number = next.fetch_add(1, Ordering::Relaxed);
                let sent = Instant::now();
                let patch = serde_json::json!({ "properties": { "loai_dat": format!("B{}", number % 50) } });
                desk.patch(parcel(number), &tag, &patch).await?;
                times.push(sent.elapsed());
            }
            anyhow::Ok(times)
        });
    }
    let mut times = Vec::new();
    while let Some(editor) = editors.join_next().await {
        times.extend(editor??);
    }
    let seconds = start.elapsed().as_secs_f64();
    times.sort_unstable();
    let p99_ms = times.get(times.len() * 99 / 100).copied().unwrap_or_default().as_secs_f64() * 1000.0;
    let server_s = Cpu::of(town.server().id())?.since(before).total_s();
    #[expect(clippy::cast_precision_loss, reason = "a count of requests")]
    Ok(Worked { edits: times.len() as f64, seconds, p99_ms, server_s })
}

/// Parcels in an order that jumps about the city and meets each once.
pub(crate) fn parcel(number: u64) -> u64 {
    number * STRIDE % u64::from(data::parcels()) + 1
}
