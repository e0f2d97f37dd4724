//! Files on slow lines, and clients that mean no good: what is kept, and what they are told.

use std::path::Path;

use serde_json::Value;
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
