//! Row `search`: questions typed letter by letter over a city, each letter a request.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use crate::rig::data;
use crate::rig::figures::Figure;
use crate::rig::server::Server;

/// What people look for; each is typed from its first letter on.
const QUESTIONS: [&str; 10] = [
    "tờ 12 thửa 45 rạch dừa",
    "to 3 thua 17 p vung tau",
    "26506-12-45",
    "12/45 tam thang",
    "nguyen hue 45",
    "162/5 trần phú, phường vũng tàu",
    "phường phước thắng",
    "duong le loi",
    "NO3-12",
    "1017/QĐ-UBND",
];
const ROUNDS: usize = 5;

/// Two figures: how long an answer takes, and what the index holds.
pub(crate) fn measure() -> Result<Vec<Figure>> {
    let store = data::whole_city_store(data::parcels())?;
    let server = Server::start(store.to_str().context("the folder's name is text")?, "search")?;
    data::runtime()?.block_on(ask(&server))
}

async fn ask(server: &Server) -> Result<Vec<Figure>> {
    let client = system_tests::program::web().build()?;
    server.until_it_searches().await?;
    let mut took: Vec<Duration> = Vec::new();
    for _ in 0..ROUNDS {
        for question in QUESTIONS {
            for (end, letter) in question.char_indices() {
                let typed = &question[..end + letter.len_utf8()];
                let start = Instant::now();
                let answer = client.get(address(server, typed)).send().await?;
                ensure!(answer.status() == 200, "{typed}: {}", answer.status());
                let body = answer.bytes().await?;
                took.push(start.elapsed());
                ensure!(body.starts_with(b"{\"query\""), "{typed} is answered");
            }
        }
    }
    took.sort_unstable();
    let [p50, p95, p99] = [50, 95, 99].map(|share| took[(took.len() - 1) * share / 100].as_secs_f64() * 1e3);
    let bytes = index_bytes(&client, server).await?;
    let per_parcel = bytes / f64::from(data::parcels());
    let what = format!(
        "{} letters typed over {} parcels and 18 other layers, keep-alive; p50 {p50:.2} ms, p99 {p99:.2} ms",
        took.len(),
        data::parcels()
    );
    let memory = format!("{per_parcel:.1} B a parcel ({:.0} MB)", bytes / 1e6);
    Ok(vec![
        Figure::at_most("search/typing", what, format!("p95 {p95:.2} ms"), p95 <= 10.0, "≤ 10 ms"),
        Figure::at_most(
            "search/memory",
            "index of all layers of that city".to_owned(),
            memory,
            per_parcel <= 60.0,
            "≤ 60 B a parcel",
        ),
    ])
}

fn address(server: &Server, typed: &str) -> String {
    let escaped: String = typed.bytes().map(|byte| format!("%{byte:02X}")).collect();
    format!("{}/v1/search?q={escaped}&near=107.09,10.37", server.address)
}

/// What `/metrics` says of it; the gauge follows the index by a moment.
async fn index_bytes(client: &reqwest::Client, server: &Server) -> Result<f64> {
    let text = client.get(format!("{}/metrics", server.address)).send().await?.text().await?;
    let line = text.lines().find_map(|line| line.strip_prefix("diaban_model_bytes{model=\"search\"} "));
    Ok(line.context("the index is measured")?.parse()?)
}
