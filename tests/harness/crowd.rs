//! Clients that mean no good, in eight kinds, and one that does. The crowd is a machine's own: it comes from addresses of 127.0.0.0/8.

use std::net::{IpAddr, SocketAddr};
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::runtime::{Builder, Runtime};

use crate::program::web;

/// A bad client comes again after so long: the crowd is to crowd the server, not the machine both run on.
const AGAIN: Duration = Duration::from_secs(1);
/// A large page.
pub const LARGE: &str = "/collections/parcels/items?limit=10000";
/// What a good client asks for in turn: a feature, a page, the layers, a tile.
const ASKED: [&str; 4] = [
    "/collections/parcels/items/77",
    "/collections/parcels/items?limit=10",
    "/collections",
    "/xyz/parcels/15/26138/15437",
];

/// Who is bad, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Begins a request and does not go on.
    SlowAsking,
    /// Asks for a large page and does not read it.
    SlowReading,
    /// Listens for changes and does not hear.
    Listening,
    /// Comes with tokens nobody has.
    JunkTokens,
    /// Guesses the password of `bench`, each time from another address, as a proxy on 127.0.0.1 says.
    WrongPasswords,
    /// Asks for one large page after the other.
    LargePages,
    /// Speaks no HTTP.
    NoHttp,
    /// Connects, and says nothing.
    Silent,
}

/// All of them.
pub const KINDS: [Kind; 8] = [
    Kind::SlowAsking,
    Kind::SlowReading,
    Kind::Listening,
    Kind::JunkTokens,
    Kind::WrongPasswords,
    Kind::LargePages,
    Kind::NoHttp,
    Kind::Silent,
];

/// Bad clients at work, on a thread of their own; they go home when it is dropped.
#[derive(Debug)]
pub struct Crowd {
    address: String,
    runtime: Option<Runtime>,
}

impl Crowd {
    /// Nobody yet; those who come will crowd the server at this address (`http://127.0.0.1:port`).
    pub fn at(address: &str) -> Result<Self> {
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        Ok(Self { address: address.to_owned(), runtime: Some(runtime) })
    }

    /// So many of each kind join, each kind from an address of its own.
    pub fn with_all_kinds(mut self, each: u32) -> Self {
        for (number, kind) in (10..).zip(KINDS) {
            self = self.with(kind, each, |_| format!("127.0.0.{number}"));
        }
        self
    }

    /// So many of a kind join, each from the address that belongs to its number.
    pub fn with(self, kind: Kind, count: u32, from: impl Fn(u32) -> String) -> Self {
        self.coming_again(AGAIN, kind, count, from)
    }

    /// The same, and whoever has done its worst comes again at once.
    pub fn without_rest(self, kind: Kind, count: u32, from: impl Fn(u32) -> String) -> Self {
        self.coming_again(Duration::ZERO, kind, count, from)
    }

    fn coming_again(self, again: Duration, kind: Kind, count: u32, from: impl Fn(u32) -> String) -> Self {
        for client in 0..count {
            let (address, from) = (self.address.clone(), from(client));
            if let Some(runtime) = &self.runtime {
                runtime.spawn(async move { bad(kind, &address, &from, client, again).await });
            }
        }
        self
    }
}

impl Drop for Crowd {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// A connection to a server from an address of this machine.
pub async fn connected(server: &str, from: &str) -> Result<TcpStream> {
    let socket = TcpSocket::new_v4()?;
    socket.bind(SocketAddr::new(from.parse()?, 0))?;
    Ok(socket.connect(server.trim_start_matches("http://").parse()?).await?)
}

/// Asks one thing after the other from an address, with a pause after each, and returns how long each answer took; all must be answers.
pub async fn good(server: &str, from: &str, pause: Duration, time: Duration) -> Result<Vec<Duration>> {
    let client = web().local_address(from.parse::<IpAddr>()?).build()?;
    let (end, mut took) = (Instant::now() + time, Vec::new());
    while Instant::now() < end {
        let path = ASKED[took.len() % ASKED.len()];
        let begun = Instant::now();
        let answer = client.get(format!("{server}{path}")).send().await?;
        let status = answer.status();
        answer.bytes().await?;
        took.push(begun.elapsed());
        ensure!(status.is_success(), "{path}: {status}");
        tokio::time::sleep(pause).await;
    }
    Ok(took)
}

/// So many of a hundred took no longer than this.
pub fn percentile(mut took: Vec<Duration>, hundredths: usize) -> Duration {
    took.sort_unstable();
    took.get(took.len() * hundredths / 100).copied().unwrap_or_default()
}

/// Is bad until the crowd is sent home; what becomes of it is no concern of ours.
async fn bad(kind: Kind, address: &str, from: &str, client: u32, again: Duration) {
    let mut round = 0;
    loop {
        let _ = once(kind, address, from, client, round).await;
        round += 1;
        tokio::time::sleep(again).await;
    }
}

async fn once(kind: Kind, address: &str, from: &str, client: u32, round: u32) -> Result<()> {
    let mut stream = connected(address, if kind == Kind::WrongPasswords { "127.0.0.1" } else { from }).await?;
    stream.write_all(said(kind, client, round).as_bytes()).await?;
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

/// What a bad client says.
fn said(kind: Kind, client: u32, round: u32) -> String {
    let ask = |path: &str, headers: &str| format!("GET {path} HTTP/1.1\r\nHost: a\r\n{headers}\r\n");
    let body = r#"{"name":"bench","password":"guessed wrongly"}"#;
    match kind {
        Kind::SlowAsking => "GET /collections HTTP/1.1\r\nHost:".to_owned(),
        Kind::SlowReading => ask(LARGE, ""),
        Kind::Listening => ask("/v1/changes", ""),
        Kind::JunkTokens => {
            // It looks like a token of ours, so that it is looked for.
            let junk = (u64::from(client) << 32) | u64::from(round);
            ask("/v1/session", &format!("Connection: close\r\nAuthorization: Bearer diaban_{junk:064x}\r\n"))
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
    }
}
