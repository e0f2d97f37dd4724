//! Large pages by turns: a client that asks for many has no more of the server at a time than one that asks for one.

use std::convert::Infallible;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use system_tests::crowd::{LARGE, connected};
use system_tests::program::{Server, city_of};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::task::JoinSet;

/// Longest wait for what takes some seconds; a test that waits so long has failed.
const PATIENCE: Duration = Duration::from_secs(60);
/// Pages the greedy client asks for at once.
const GREEDY: usize = 48;

/// A city whose large page has twenty portions.
fn store() -> &'static std::path::Path {
    static CITY: OnceLock<(TempDir, std::path::PathBuf)> = OnceLock::new();
    &CITY.get_or_init(|| city_of(4000)).1
}

/// A server where each client has one turn at a time.
fn server() -> Server {
    Server::start_with(store(), &[("DIABAN_LIMITS_QUESTIONS_PER_CLIENT", "1")])
}

/// A client: where it is, and what a proxy says of it.
#[derive(Debug, Clone, Copy)]
struct Client {
    at: &'static str,
    forwarded: &'static str,
}

/// Two that connect themselves, and two that come through a proxy.
const PAIRS: [[Client; 2]; 2] = [
    [Client { at: "127.0.0.2", forwarded: "" }, Client { at: "127.0.0.3", forwarded: "" }],
    [
        Client { at: "127.0.0.1", forwarded: "X-Forwarded-For: 203.0.113.7\r\n" },
        Client { at: "127.0.0.1", forwarded: "X-Forwarded-For: 203.0.113.8\r\n" },
    ],
];

impl Client {
    fn question(self) -> String {
        format!("GET {LARGE} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n{}\r\n", self.forwarded)
    }

    /// Asks for a large page.
    async fn asks(self, server: &str) -> Result<TcpStream> {
        let mut stream = connected(server, self.at).await?;
        stream.write_all(self.question().as_bytes()).await?;
        Ok(stream)
    }

    /// Asks for one large page after the other, until one breaks off.
    async fn asks_on(self, server: &str, bytes: &AtomicUsize) -> Result<Infallible> {
        loop {
            read(self.asks(server).await?, bytes).await?;
        }
    }
}

/// Reads an answer to its end, which is that of a whole page, and adds its bytes up as they come.
async fn read(mut stream: TcpStream, bytes: &AtomicUsize) -> Result<()> {
    let (mut room, mut end) = (vec![0; 1 << 16], Vec::new());
    loop {
        let count = stream.read(&mut room).await?;
        if count == 0 {
            break;
        }
        bytes.fetch_add(count, Ordering::Relaxed);
        end.extend_from_slice(&room[..count]);
        end.drain(..end.len().saturating_sub(16));
    }
    ensure!(end.ends_with(b"0\r\n\r\n"), "the page broke off: {}", String::from_utf8_lossy(&end));
    Ok(())
}

#[tokio::test]
async fn who_streams_many_large_pages_gets_no_more_than_who_streams_one() -> Result<()> {
    let server = server();
    for [greedy, modest] in PAIRS {
        let (taken, mut pages) = (Arc::new(AtomicUsize::new(0)), JoinSet::new());
        for _ in 0..GREEDY {
            let (taken, address) = (Arc::clone(&taken), server.address.clone());
            pages.spawn(async move { greedy.asks_on(&address, &taken).await });
        }
        // All are at work, or wait for their turn.
        let begun = async {
            while taken.load(Ordering::Relaxed) < 10 << 20 {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(PATIENCE, begun).await.context("pages are sent")?;
        let (before, own) = (taken.load(Ordering::Relaxed), AtomicUsize::new(0));
        tokio::time::timeout(PATIENCE, async { read(modest.asks(&server.address).await?, &own).await }).await??;
        let (own, others) = (own.into_inner(), taken.load(Ordering::Relaxed) - before);
        // One portion of theirs for one of ours, and what lay in sockets; without turns it would be forty-eight for one.
        assert!(pages.try_join_next().is_none(), "all of {greedy:?} go on");
        assert!(others < own * 8, "{others} bytes went to {greedy:?} and {own} to {modest:?}");
    }
    Ok(())
}

#[tokio::test]
async fn a_page_that_waits_for_its_reader_keeps_no_turn() -> Result<()> {
    let server = server();
    for [client, _] in PAIRS {
        let mut slow = Vec::new();
        for _ in 0..8 {
            let socket = TcpSocket::new_v4()?;
            socket.set_recv_buffer_size(4096)?;
            socket.bind(format!("{}:0", client.at).parse()?)?;
            let mut stream = socket.connect(server.address.trim_start_matches("http://").parse()?).await?;
            stream.write_all(client.question().as_bytes()).await?;
            // Its page has begun.
            stream.read_exact(&mut [0; 15]).await?;
            slow.push(stream);
        }
        let bytes = AtomicUsize::new(0);
        tokio::time::timeout(PATIENCE, async { read(client.asks(&server.address).await?, &bytes).await })
            .await
            .context("its own other questions are answered")??;
        assert!(bytes.into_inner() > 1 << 20, "it is the whole page");
        // Those are read to their end when their reader comes to it.
        for stream in slow {
            tokio::time::timeout(PATIENCE, read(stream, &AtomicUsize::new(0))).await.context("it goes on")??;
        }
    }
    Ok(())
}
