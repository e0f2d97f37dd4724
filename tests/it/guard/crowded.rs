//! Many clients at once, most of them bad: those who behave get their answers. How soon they get them: `tests/crowd`.

use std::net::IpAddr;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use flate2::read::GzDecoder;
use futures_util::future::try_join_all;
use serde_json::Value;
use system_tests::crowd::connected;
use system_tests::program::{Server, city, web};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Longest wait for what takes a moment; a test that waits so long has failed.
const PATIENCE: Duration = Duration::from_secs(60);

/// A connection on which a request has begun and does not go on.
async fn slow(server: &Server, from: &str) -> Result<TcpStream> {
    let mut stream = connected(&server.address, from).await?;
    stream.write_all(b"GET /collections HTTP/1.1\r\nHost: a").await?;
    Ok(stream)
}

/// A client at an address, with a connection for each question.
fn client(from: &str) -> Result<reqwest::Client> {
    Ok(web().local_address(from.parse::<IpAddr>()?).pool_max_idle_per_host(0).timeout(PATIENCE).build()?)
}

async fn asked(server: &Server, from: &str, path: &str) -> Result<(u16, Value)> {
    let answer = client(from)?.get(format!("{}{path}", server.address)).send().await?;
    let status = answer.status().as_u16();
    Ok((status, serde_json::from_str(&answer.text().await?).unwrap_or_default()))
}

/// Somebody who listens for changes at an address, until dropped.
async fn listener(server: &Server, from: &str) -> Result<reqwest::Response> {
    Ok(client(from)?.get(format!("{}/v1/changes", server.address)).send().await?)
}

#[tokio::test]
async fn slow_connections_from_one_address_make_room_for_others() -> Result<()> {
    let (_folder, store) = city();
    let environment = [("DIABAN_LIMITS_CONNECTIONS", "64"), ("DIABAN_LIMITS_CONNECTIONS_PER_CLIENT", "48")];
    let server = Server::start_with(&store, &environment);
    let slow = try_join_all((0..200).map(|_| slow(&server, "127.0.0.2"))).await?;
    for _ in 0..20 {
        assert_eq!(asked(&server, "127.0.0.3", "/collections").await?.0, 200);
    }
    assert!(server.count("diaban_connections_turned_away_total").await >= 100, "who came first made room");
    drop(slow);
    // The same from behind a proxy we trust, whose connections have no limit of their own.
    let _slow = try_join_all((0..200).map(|_| self::slow(&server, "127.0.0.1"))).await?;
    for _ in 0..20 {
        assert_eq!(asked(&server, "127.0.0.3", "/collections").await?.0, 200);
    }
    Ok(())
}

#[tokio::test]
async fn where_all_connections_are_busy_health_is_told_and_nothing_else() -> Result<()> {
    let (_folder, store) = city();
    let server = Server::start_with(&store, &[("DIABAN_LIMITS_CONNECTIONS", "4")]);
    let mut listeners = Vec::new();
    for last in ["2", "3", "4", "5"] {
        let answer = listener(&server, &format!("127.0.0.{last}")).await?;
        ensure!(answer.status() == 200, "{}", answer.status());
        listeners.push(answer);
    }
    assert_eq!(asked(&server, "127.0.0.9", "/health/live").await?.0, 200);
    assert_eq!(asked(&server, "127.0.0.9", "/health/ready").await?.0, 200);
    let (status, problem) = asked(&server, "127.0.0.9", "/collections").await?;
    assert_eq!((status, &problem["type"]), (503, &"urn:diaban:problem-connections-full".into()));
    drop(listeners);
    let free = async {
        while asked(&server, "127.0.0.9", "/collections").await?.0 != 200 {
            tokio::task::yield_now().await;
        }
        anyhow::Ok(())
    };
    tokio::time::timeout(PATIENCE, free).await.context("there is room again")?
}

#[tokio::test]
async fn one_client_has_its_share_of_connections_and_listeners() -> Result<()> {
    let (_folder, store) = city();
    let limits = [("DIABAN_LIMITS_CONNECTIONS_PER_CLIENT", "3"), ("DIABAN_LIMITS_LISTENERS_PER_CLIENT", "2")];
    let server = Server::start_with(&store, &limits);
    let held = try_join_all((0..2).map(|_| listener(&server, "127.0.0.2"))).await?;
    assert!(held.iter().all(|answer| answer.status() == 200));
    let (status, problem) = asked(&server, "127.0.0.2", "/v1/changes").await?;
    assert_eq!((status, &problem["type"]), (429, &"urn:diaban:problem-client-full".into()));
    assert!(problem["detail"].as_str().context("a sentence")?.contains("listeners_per_client"), "{problem}");
    assert_eq!(listener(&server, "127.0.0.3").await?.status(), 200, "others listen");

    // By the address that a proxy names.
    let forwarded = |client: &'static str, path: &'static str| server.get(path).header("x-forwarded-for", client);
    let mut behind = Vec::new();
    for _ in 0..2 {
        behind.push(forwarded("203.0.113.7", "/v1/changes").send().await?);
    }
    assert!(behind.iter().all(|answer| answer.status() == 200));
    assert_eq!(forwarded("203.0.113.7", "/v1/changes").send().await?.status(), 429);
    assert_eq!(forwarded("203.0.113.8", "/v1/changes").send().await?.status(), 200);
    assert_eq!(forwarded("203.0.113.7", "/collections").send().await?.status(), 200);
    Ok(())
}

#[tokio::test]
async fn a_large_page_is_packed_and_streamed_and_says_the_same() -> Result<()> {
    let (_folder, store) = city();
    let server = Server::start(&store);
    let path = "/collections/parcels/items?limit=10000";
    let plain = server.get(path).send().await?;
    assert!(plain.headers().get("content-length").is_none(), "it is made while it is sent");
    let plain: Value = plain.json().await?;
    let packed = server.get(path).header("accept-encoding", "br, gzip").send().await?;
    assert_eq!(packed.headers()["content-encoding"], "gzip");
    assert_eq!(packed.headers()["vary"], "Accept, Accept-Encoding, Accept-Language");
    let packed = packed.bytes().await?;
    let unpacked: Value = serde_json::from_reader(GzDecoder::new(&packed[..]))?;
    for member in ["features", "numberMatched", "numberReturned", "links", "revision"] {
        assert_eq!(plain[member], unpacked[member], "{member}");
    }
    let features = plain["features"].as_array().context("a list")?;
    assert_eq!((features.len(), plain["numberReturned"].as_u64()), (300, Some(300)));
    assert!(features.iter().zip(1..).all(|(feature, id)| feature["id"] == id), "each once, in order");
    assert!(packed.len() * 4 < serde_json::to_vec(&plain)?.len(), "it is much smaller");
    Ok(())
}

#[tokio::test]
async fn a_page_ends_at_the_most_bytes_of_an_answer_wherever_portions_end() -> Result<()> {
    let (_folder, store) = city();
    let all = Server::start(&store).json("/collections/parcels/items?limit=10000").await;
    let server = Server::start_with(&store, &[("DIABAN_LIMITS_ANSWER_MB", "1")]);
    let (mut path, mut ids) = ("/collections/parcels/items?limit=10000".to_owned(), Vec::new());
    loop {
        let page = server.json(&path).await;
        let features = page["features"].as_array().context("a list")?;
        assert_eq!(page["numberReturned"], features.len());
        ids.extend(features.iter().filter_map(|feature| feature["id"].as_u64()));
        let next = page["links"].as_array().and_then(|links| links.iter().find(|link| link["rel"] == "next"));
        match next.and_then(|next| next["href"].as_str()) {
            Some(next) => path = next.strip_prefix(&server.address).context("a link of ours")?.to_owned(),
            None => break,
        }
    }
    let expected = all["features"].as_array().context("a list")?.iter().filter_map(|feature| feature["id"].as_u64());
    assert_eq!(ids, expected.collect::<Vec<_>>());
    Ok(())
}

#[tokio::test]
async fn what_is_no_http_is_told_so_counted_and_written_down() -> Result<()> {
    let (_folder, store) = city();
    let server = Server::start(&store);
    for _ in 0..20 {
        let mut stream = connected(&server.address, "127.0.0.6").await?;
        stream.write_all(b"\x16\x03\x01\x02\x00\x01\x00nonsense\r\n\r\n").await?;
        let mut said = Vec::new();
        // Or it is cut off.
        let _ = stream.read_to_end(&mut said).await;
        assert!(said.is_empty() || said.starts_with(b"HTTP/1.1 400"), "{}", String::from_utf8_lossy(&said));
    }
    assert_eq!(asked(&server, "127.0.0.3", "/collections").await?.0, 200);
    assert!(server.count("diaban_requests_malformed_total").await >= 20);
    server.terminate();
    let log = server.log_when_stopped();
    assert!(log.contains("127.0.0.6 - - 400 0 0us - malformed request"), "{log}");
    Ok(())
}
