//! Files on slow lines, and clients that mean no good: what is kept, and what they are told.

use std::path::Path;

use reqwest::Method;
use serde_json::Value;
use spatial_core::store::private::Deed;
use spatial_core::store::{Store, StoreAddress};
use system_tests::program::{Server, city, token};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const MEGABYTE: usize = 1 << 20;

/// An upload whose head is sent.
async fn begun(server: &Server, token: &str, framing: &str) -> TcpStream {
    let address = server.address.trim_start_matches("http://");
    let mut sender = TcpStream::connect(address).await.expect("a connection");
    let head = format!(
        "POST /v1/assets HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\nAccept-Language: en\r\n{framing}\r\n\r\n"
    );
    sender.write_all(head.as_bytes()).await.expect("the head is sent");
    sender
}

/// The head of an answer, and the problem it tells.
async fn answered(sender: &mut TcpStream) -> (String, Value) {
    let mut answer = Vec::new();
    loop {
        let mut part = [0; 4096];
        let bytes = sender.read(&mut part).await.expect("an answer");
        assert!(bytes > 0, "it ended with {}", String::from_utf8_lossy(&answer));
        answer.extend_from_slice(&part[..bytes]);
        let text = String::from_utf8_lossy(&answer);
        if let Some((head, body)) = text.split_once("\r\n\r\n")
            && let Ok(problem) = serde_json::from_str(body)
        {
            return (head.to_lowercase(), problem);
        }
    }
}

/// Files beside a store: those that have a name, and those that are on their way.
fn files(store: &Path) -> Vec<std::path::PathBuf> {
    let entries = |folder: &Path| -> Vec<_> {
        std::fs::read_dir(folder).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path())).collect()
    };
    entries(&store.with_extension("assets")).iter().flat_map(|folder| entries(folder)).collect()
}

#[tokio::test]
async fn who_sends_nothing_more_of_a_file_is_told_so_and_nothing_is_kept() {
    let (_folder, store) = city();
    let token = token(&store, "lan", "editor");
    let server = Server::start_with(&store, &[("DIABAN_LIMITS_REQUEST_SECONDS", "1")]);
    for sent in [0, 1, 3 * MEGABYTE] {
        let mut sender = begun(&server, &token, "Content-Length: 8000000").await;
        sender.write_all(&vec![b'x'; sent]).await.expect("the beginning is taken");
        let (head, problem) = answered(&mut sender).await;
        assert!(head.starts_with("http/1.1 408") && head.contains("application/problem+json"), "{head}");
        assert!(head.contains("connection: close"), "{head}");
        assert!(problem["detail"].as_str().is_some_and(|said| said.contains("64 kB a second")), "{problem}");
        assert_eq!(files(&store), Vec::<std::path::PathBuf>::new(), "after {sent} bytes");
    }
}

#[tokio::test]
async fn a_file_that_grows_beyond_the_limit_is_refused_in_words_and_not_kept() {
    let (_folder, store) = city();
    let token = token(&store, "lan", "editor");
    let server = Server::start(&store);
    let mut sender = begun(&server, &token, "Content-Length: 268435457").await;
    let (head, problem) = answered(&mut sender).await;
    assert!(head.starts_with("http/1.1 413"), "{head}");
    assert_eq!(problem["type"], "urn:diaban:asset-too-large");

    let mut sender = begun(&server, &token, "Transfer-Encoding: chunked").await;
    let chunk = [format!("{MEGABYTE:x}\r\n").as_bytes(), &vec![b'x'; MEGABYTE], b"\r\n"].concat();
    for _ in 0..=256 {
        sender.write_all(&chunk).await.expect("it is read to see where it ends");
    }
    let (head, problem) = answered(&mut sender).await;
    assert!(head.starts_with("http/1.1 413") && head.contains("application/problem+json"), "{head}");
    assert_eq!(problem["type"], "urn:diaban:asset-too-large");
    assert!(problem["detail"].as_str().is_some_and(|said| said.contains("256 MB")), "{problem}");
    assert_eq!(files(&store), Vec::<std::path::PathBuf>::new());
}

#[tokio::test]
async fn who_puts_a_file_is_written_down_and_cannot_fill_the_disk() {
    let (_folder, store) = city();
    let [lan, minh] = ["lan", "minh"].map(|name| token(&store, name, "editor"));
    let server = Server::start_with(&store, &[("DIABAN_LIMITS_UPLOAD_MB", "3")]);
    let put = |token: &str, letter: u8, bytes: usize| {
        let asked = server.ask(Method::POST, "/v1/assets").header("accept-language", "en").bearer_auth(token);
        asked.body(vec![letter; bytes]).send()
    };
    let kept = put(&lan, b'a', 2 * MEGABYTE).await.expect("an answer");
    assert_eq!(kept.status(), 201);
    let kept: Value = kept.json().await.expect("JSON");
    let refused = put(&lan, b'b', 2 * MEGABYTE).await.expect("an answer");
    assert_eq!(refused.status(), 413);
    let seconds = refused.headers()["retry-after"].to_str().expect("digits").parse::<u64>().expect("a number");
    assert!((28_000..=28_801).contains(&seconds), "a third of a day: {seconds}");
    let problem: Value = refused.json().await.expect("JSON");
    assert!(problem["detail"].as_str().is_some_and(|said| said.contains("[limits] upload_mb")), "{problem}");
    assert_eq!(put(&lan, b'b', MEGABYTE / 2).await.expect("an answer").status(), 201, "a smaller one fits");
    assert_eq!(put(&minh, b'b', 2 * MEGABYTE).await.expect("an answer").status(), 201, "others have their own");
    assert_eq!(files(&store).len(), 3);

    let store = Store::open(&StoreAddress::Gpkg(store), false).await.expect("the store opens");
    let lines = store.private().audit(100).await.expect("the log is read");
    let puts: Vec<_> = lines.iter().filter(|line| line.deed == Deed::AssetPut).collect();
    let told = |at: usize| (puts[at].who.as_str(), puts[at].detail.clone().unwrap_or_default());
    assert_eq!(puts.len(), 3);
    assert_eq!(told(0), ("lan", format!("{} {}", kept["hash"].as_str().expect("a hash"), 2 * MEGABYTE)));
    assert_eq!(told(2).0, "minh");
}
