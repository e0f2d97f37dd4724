//! Row `table`: first pages of the table of a city's parcels, sorted and filtered in ways nobody asked for before, then pages far behind.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use crate::rig::data;
use crate::rig::figures::Figure;
use crate::rig::server::Server;

/// Orders and filters people ask for; each is sorted anew the first time.
const ASKED: [&str; 12] = [
    "sort=dien_tich_phap_ly",
    "sort=-dien_tich_phap_ly",
    "sort=loai_dat,-dien_tich_phap_ly",
    "sort=so_to,so_thua",
    "sort=ma_xa,so_to,so_thua",
    "f.loai_dat=ODT&sort=-dien_tich_phap_ly",
    "f.dien_tich_phap_ly=100..500&sort=dien_tich_phap_ly",
    "f.loai_dat=ODT|ONT&f.dien_tich_phap_ly=..80",
    "q=tran%20phu&sort=dien_tich_phap_ly",
    "q=le%20loi",
    "f.so_thua=45&sort=so_to",
    "bbox=107.05,10.32,107.12,10.40&sort=-dien_tich_phap_ly",
];
/// How far into the rows a reader leaps.
const LEAPS: [u32; 5] = [100, 10_000, 250_000, 500_000, 999_000];

/// Two figures: the first page of a new order, and any page of a known one.
pub(crate) fn measure() -> Result<Vec<Figure>> {
    let store = data::city_store()?;
    let server = Server::start(store.to_str().context("the folder's name is text")?, "table")?;
    data::runtime()?.block_on(async {
        let client = system_tests::program::web().build()?;
        server.until_it_searches().await?;
        let (mut first, mut later) = (Vec::new(), Vec::new());
        for asked in ASKED {
            first.push(timed(&client, &server, asked).await?);
            for from in LEAPS {
                later.push(timed(&client, &server, &format!("{asked}&from={from}")).await?);
            }
        }
        Ok(vec![
            figure("table/first", "first pages, each sorted and filtered anew", first),
            figure("table/later", "pages far behind of a known order", later),
        ])
    })
}

async fn timed(client: &reqwest::Client, server: &Server, asked: &str) -> Result<Duration> {
    let start = Instant::now();
    let answer = client.get(format!("{}/v1/layers/parcels/rows?limit=100&{asked}", server.address)).send().await?;
    ensure!(answer.status() == 200, "{asked}: {}", answer.status());
    answer.bytes().await?;
    Ok(start.elapsed())
}

fn figure(id: &'static str, what: &str, mut took: Vec<Duration>) -> Figure {
    took.sort_unstable();
    let [p50, p95, most] = [50, 95, 100].map(|share| took[(took.len() - 1) * share / 100].as_secs_f64() * 1e3);
    let what = format!("{} {what}, of {} parcels; p50 {p50:.1} ms, longest {most:.1} ms", took.len(), data::parcels());
    Figure::at_most(id, what, format!("p95 {p95:.1} ms"), p95 <= 200.0, "≤ 200 ms")
}
