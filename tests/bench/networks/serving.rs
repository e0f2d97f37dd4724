//! Rows `network_http` and `network_turn`: isolations asked of a server, and how soon a valve that is turned counts everywhere.

use std::ffi::OsStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use reqwest::Client;
use serde_json::{Value, json};
use spatial_core::store::StoreAddress;
use system_tests::synthetic::{mixed, pipes};

use super::{TOWN, grid};
use crate::rig::clock::Cpu;
use crate::rig::data;
use crate::rig::figures::Figure;
use crate::rig::server::{Server, Town};

/// Bursts one user asks for, after so many to warm up.
const ONE: u64 = 1000;
const WARM: u64 = 100;
/// Users at the same time, and how long they ask.
const USERS: usize = 32;
const LASTS: Duration = Duration::from_secs(15);
/// Valves that are turned on each store, and servers on the database.
const TURNS: u64 = 40;
const SERVERS: usize = 3;

/// Isolations with their geometry, one user and many.
pub(crate) fn over_http() -> Result<Vec<Figure>> {
    let file = grid::file(TOWN)?;
    let server = Server::start(file.to_str().context("the folder's name is text")?, "network-http")?;
    let edges = pipes(TOWN).count() as u64;
    data::runtime()?.block_on(async {
        let client = system_tests::program::web().pool_max_idle_per_host(1).build()?;
        let (mut times, mut bytes) = (Vec::new(), 0);
        for number in 0..WARM + ONE {
            let begun = Instant::now();
            let answer = isolated(&client, &server.address, mixed(number) % edges).await?;
            if number >= WARM {
                times.push(begun.elapsed());
                bytes += answer;
            }
        }
        times.sort_unstable();
        let at = |share: usize| times[(times.len() - 1) * share / 100].as_secs_f64() * 1e3;
        let (rate, cpu) = many(&server, edges).await?;
        let what = format!(
            "GeoPackage, {edges} edges; isolation with geometry of {ONE} bursts, one user; p50 {:.2} ms, {:.1} kB an answer",
            at(50),
            bytes as f64 / 1024.0 / ONE as f64
        );
        let crowd = format!("the same, {USERS} users for {} s on the machine of the server; {:.0} µs of its CPU an answer", LASTS.as_secs(), cpu * 1e6);
        Ok(vec![
            Figure::at_most("network_http/one", what, format!("p95 {:.1} ms", at(95)), at(95) <= 25.0, "p95 ≤ 25 ms"),
            Figure::at_most("network_http/rate", crowd, format!("{rate:.0}/s"), rate >= 500.0, "≥ 500/s"),
        ])
    })
}

/// Bytes of an answer.
async fn isolated(client: &Client, address: &str, edge: u64) -> Result<usize> {
    let path = format!("{address}/v1/networks/{}/isolation?edge={edge}", grid::NAME);
    let answer = client.get(path).send().await?;
    ensure!(answer.status() == 200, "edge {edge}: {}", answer.status());
    Ok(answer.bytes().await?.len())
}

/// Answers a second, and CPU seconds of the server for each.
async fn many(server: &Server, edges: u64) -> Result<(f64, f64)> {
    let asked = Arc::new(AtomicU64::new(1 << 20));
    let (begun, before) = (Instant::now(), Cpu::of(server.id())?);
    let users = (0..USERS).map(|_| {
        let (asked, address) = (Arc::clone(&asked), server.address.clone());
        tokio::spawn(async move {
            let client = system_tests::program::web().pool_max_idle_per_host(1).build()?;
            let mut answers = 0u64;
            while begun.elapsed() < LASTS {
                isolated(&client, &address, mixed(asked.fetch_add(1, Ordering::Relaxed)) % edges).await?;
                answers += 1;
            }
            anyhow::Ok(answers)
        })
    });
    let mut answers = 0;
    for user in users.collect::<Vec<_>>() {
        answers += user.await??;
    }
    let count = answers as f64;
    Ok((count / begun.elapsed().as_secs_f64(), Cpu::of(server.id())?.since(before).total_s() / count))
}

/// From a valve's turning to answers that heed it, on every server.
pub(crate) fn turned() -> Result<Vec<Figure>> {
    let file = grid::file(TOWN)?;
    let copy = data::folder()?.join("grid-turned.gpkg");
    for end in ["", "-wal", "-shm", ".diaban-world"] {
        let _ = std::fs::remove_file(format!("{}{end}", copy.display()));
    }
    let _ = std::fs::remove_file(copy.with_extension("private.gpkg"));
    std::fs::copy(&file, &copy)?;
    let token = operator(&StoreAddress::Gpkg(copy.clone()), copy.as_os_str())?;
    let server = Server::start(copy.to_str().context("text")?, "network-turn")?;
    let embedded = data::runtime()?.block_on(waits(&[&server.address], &token))?;
    drop(server);
    let town = Town::filled("network-turn-db", SERVERS, async |store| grid::fill(&store, TOWN).await)?;
    let token = operator(&town.address()?, &town.place())?;
    let addresses: Vec<&str> = town.servers.iter().map(|server| &*server.address).collect();
    let database = data::runtime()?.block_on(waits(&addresses, &token))?;
    let told = |time: Duration| format!("{:.0} ms", time.as_secs_f64() * 1e3);
    let what = |store: &str| {
        format!(
            "{store}, {} edges: a valve is turned over HTTP, until every server's next answer heeds it; slowest of {TURNS}",
            pipes(TOWN).count()
        )
    };
    Ok(vec![
        Figure::at_most("network_turn/gpkg", what("GeoPackage"), told(embedded), embedded.as_millis() <= 50, "≤ 50 ms"),
        Figure::at_most(
            "network_turn/postgis",
            what("PostGIS, three servers"),
            told(database),
            database.as_secs_f64() <= 1.0,
            "≤ 1 s",
        ),
    ])
}

/// The token of somebody who may turn valves.
fn operator(address: &StoreAddress, place: &OsStr) -> Result<String> {
    let token = system_tests::program::token_in(address, "operator", "editor");
    let words = ["user", "grant"].map(OsStr::new).into_iter().chain([place]);
    system_tests::program::diaban_succeeds(words.chain(["operator", "network.operate"].map(OsStr::new)));
    Ok(token)
}

/// The longest wait of some turns, from asking to the last server.
async fn waits(addresses: &[&str], token: &str) -> Result<Duration> {
    let client = system_tests::program::web().build()?;
    let valves: Vec<String> = pipes(TOWN).filter(|pipe| pipe.valves[0]).map(|pipe| format!("{}a", pipe.id)).collect();
    let mut longest = Duration::ZERO;
    for number in 0..TURNS {
        let valve = &valves[usize::try_from(mixed(number) % valves.len() as u64)?];
        let path = format!("/v1/networks/{}/devices/{valve}", grid::NAME);
        let begun = Instant::now();
        let turned =
            client.post(format!("{}{path}", addresses[0])).bearer_auth(token).json(&json!({ "position": "closed" }));
        let turned = turned.send().await?;
        ensure!(turned.status() == 200, "{}", turned.text().await?);
        for address in addresses {
            loop {
                let device: Value = client.get(format!("{address}{path}")).send().await?.json().await?;
                if device["position"] == "closed" {
                    break;
                }
            }
        }
        longest = longest.max(begun.elapsed());
    }
    Ok(longest)
}
