//! Row `crowd`: a thousand bad clients of eight kinds for a minute, and what a good one notices of them.

use std::net::{IpAddr, SocketAddr};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::task::JoinSet;

use crate::rig::figures::Figure;
use crate::rig::server::Town;
use crate::rig::{clock, data};

/// Bad clients of each of the eight kinds.
const EACH: u32 = 125;
/// How long the good one is measured alone, and in the crowd.
const QUIET: Duration = Duration::from_secs(15);
const CROWD: Duration = Duration::from_secs(60);
/// After it, memory is given back.
const REST: Duration = Duration::from_secs(10);
/// A bad client comes again after so long: the crowd is to crowd the server, not the machine both run on.
const AGAIN: Duration = Duration::from_secs(1);
/// The good client's address; each kind of bad ones has one of its own behind it.
const GOOD: &str = "127.0.0.3";
const LARGE: &str = "/collections/parcels/items?limit=10000";
const ASKED: [&str; 4] = [
    "/collections/parcels/items/77",
    "/collections/parcels/items?limit=10",
    "/collections",
    "/xyz/parcels/15/26138/15437",
];

/// Who is bad, and how.
#[derive(Debug, Clone, Copy)]
enum Kind {
    /// Begins a request and does not go on.
    SlowAsking,
    /// Asks for a large page and does not read it.
    SlowReading,
    /// Listens for changes and does not hear.
    Listening,
    /// Comes with tokens nobody has.
    JunkTokens,
    /// Guesses passwords, each from an address of its own.
    WrongPasswords,
    /// Asks for one large page after the other.
    LargePages,
    /// Speaks no HTTP.
    NoHttp,
    /// Connects, and says nothing.
    Silent,
}

const KINDS: [Kind; 8] = [
    Kind::SlowAsking,
    Kind::SlowReading,
    Kind::Listening,
    Kind::JunkTokens,
    Kind::WrongPasswords,
    Kind::LargePages,
    Kind::NoHttp,
    Kind::Silent,
];

/// The good client's p99 in the crowd against alone, and the server's memory afterwards: how much, and whether it still grew.
pub(crate) fn measure() -> Result<Vec<Figure>> {
    let town = Town::on_geopackage("crowd")?;
    data::runtime()?.block_on(async {
        let (address, process) = (town.server().address.clone(), town.server().id().to_string());
        let memory = || clock::memory_kb(&process, "VmRSS").context("the server is gone");
        good(&address, REST).await?;
        let quiet = good(&address, QUIET).await?;
        let before = memory()?;
        let mut crowd = JoinSet::new();
        for (number, kind) in KINDS.into_iter().enumerate() {
            for client in 0..EACH {
                let (address, from) = (address.clone(), format!("127.0.0.{}", 10 + number));
                crowd.spawn(async move { bad(kind, &address, &from, client).await });
            }
        }
        let mut crowded = good(&address, CROWD / 4).await?;
        let early = memory()?;
        crowded.extend(good(&address, CROWD - CROWD / 4).await?);
        let during = memory()?;
        drop(crowd);
        tokio::time::sleep(REST).await;
        let after = memory()?;
        Ok(figures([p99(quiet), p99(crowded)], [before, early, during, after]))
    })
}

/// From the good client's p99 alone and in the crowd, in ms, and the memory before, early in the crowd, at its end and after it, in kB.
fn figures([alone, among]: [f64; 2], [before, early, during, after]: [u64; 4]) -> Vec<Figure> {
    let ratio = among / alone;
    let grown = after as f64 / early as f64;
    vec![
        Figure::at_most(
            "crowd/p99",
            format!("p99 of a good client among {} bad ones, against alone ({alone:.1} ms)", EACH * 8),
            format!("{among:.1} ms, {ratio:.1}×"),
            ratio <= 5.0,
            "≤ 5×",
        ),
        Figure::at_most(
            "crowd/memory",
            format!("server's memory after the crowd, against before ({} MB; {} MB in it)", before >> 10, during >> 10),
            format!("{} MB", after >> 10),
            after <= before + (200 << 10),
            "≤ 200 MB more",
        ),
        Figure::at_most(
            "crowd/flat",
            format!("the same, by that after a quarter of the crowd's time ({} MB)", early >> 10),
            format!("{grown:.2} times"),
            grown <= 1.1,
            "flat (≤ 1.1 times)",
        ),
    ]
}

/// Asks one thing after the other, twenty times a second, and returns how long each answer took; all must be answers.
async fn good(address: &str, time: Duration) -> Result<Vec<Duration>> {
    let client = system_tests::program::web().local_address(GOOD.parse::<IpAddr>()?).build()?;
    let (end, mut took) = (Instant::now() + time, Vec::new());
    while Instant::now() < end {
        let path = ASKED[took.len() % ASKED.len()];
        let begun = Instant::now();
        let answer = client.get(format!("{address}{path}")).send().await?;
        let status = answer.status();
        answer.bytes().await?;
        took.push(begun.elapsed());
        ensure!(status.is_success(), "{path}: {status}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Ok(took)
}

fn p99(mut took: Vec<Duration>) -> f64 {
    took.sort_unstable();
    took[took.len() * 99 / 100].as_secs_f64() * 1000.0
}

/// Is bad until the crowd is sent home; what becomes of it is no concern of ours.
async fn bad(kind: Kind, address: &str, from: &str, client: u32) {
    let mut round = 0;
    loop {
        let _ = once(kind, address, from, client, round).await;
        round += 1;
        tokio::time::sleep(AGAIN).await;
    }
}

async fn once(kind: Kind, address: &str, from: &str, client: u32, round: u32) -> Result<()> {
    let ask = |path: &str, headers: &str| format!("GET {path} HTTP/1.1\r\nHost: a\r\n{headers}\r\n");
    let body = r#"{"name":"bench","password":"guessed wrongly"}"#;
    let said = match kind {
        Kind::SlowAsking => "GET /collections HTTP/1.1\r\nHost:".to_owned(),
        Kind::SlowReading => ask(LARGE, ""),
        Kind::Listening => ask("/v1/changes", ""),
        Kind::JunkTokens => {
            ask("/v1/session", &format!("Connection: close\r\nAuthorization: Bearer {client}-{round}\r\n"))
        }
        Kind::WrongPasswords => format!(
            "POST /v1/session HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-Forwarded-For: 10.{}.{}.{}\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            round % 256,
            client / 256,
            client % 256,
            body.len()
        ),
        Kind::LargePages => ask(LARGE, "Connection: close\r\nAccept-Encoding: gzip\r\n"),
        Kind::NoHttp => "\u{16}\u{3}\u{1} no http\r\n\r\n".to_owned(),
        Kind::Silent => String::new(),
    };
    let mut stream = connected(address, if matches!(kind, Kind::WrongPasswords) { "127.0.0.1" } else { from }).await?;
    stream.write_all(said.as_bytes()).await?;
    match kind {
        // Until it is cut off.
        Kind::SlowAsking | Kind::Silent => drop(stream.read(&mut [0; 1]).await?),
        Kind::SlowReading | Kind::Listening => std::future::pending::<()>().await,
        _ => {
            let mut room = vec![0; 1 << 16];
            while stream.read(&mut room).await? > 0 {}
        }
    }
    Ok(())
}

async fn connected(address: &str, from: &str) -> Result<TcpStream> {
    let socket = TcpSocket::new_v4()?;
    socket.bind(SocketAddr::new(from.parse()?, 0))?;
    Ok(socket.connect(address.trim_start_matches("http://").parse()?).await?)
}
