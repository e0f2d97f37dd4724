//! The server before its data is in memory, and with clients that ask and do not read.

use std::fs::OpenOptions;
use std::io::Write;
use std::net::TcpStream;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use system_tests::program::{Server, city};

/// A pipe where the World's copy for a quick start would lie: who opens it to read waits until somebody opens it to write.
/// Holds the server in the middle of loading for as long as a test likes.
pub(crate) struct Gate(PathBuf);

impl Gate {
    pub(crate) fn before(store: &Path) -> Self {
        let mut path = store.as_os_str().to_owned();
        path.push(".diaban-world");
        let made = Command::new("mkfifo").arg(&path).status().expect("mkfifo runs");
        assert!(made.success());
        Self(path.into())
    }

    /// Returns when the server has come to it, and lets it go on.
    pub(crate) fn open(&self) {
        drop(OpenOptions::new().write(true).open(&self.0).expect("the pipe opens"));
    }

    /// The same if the server is there, and nothing otherwise.
    fn open_if_waited_for(&self) {
        drop(OpenOptions::new().write(true).custom_flags(O_NONBLOCK).open(&self.0));
    }
}

/// Linux' flag: opening a pipe to write fails at once when nobody reads.
const O_NONBLOCK: i32 = 0o4000;

#[tokio::test]
async fn while_the_data_is_loaded_only_life_is_confirmed() {
    let (_folder, store) = city();
    let gate = Gate::before(&store);
    let server = Server::start_loading(&store, &[]);
    let live = server.get("/health/live").send().await.expect("an answer");
    assert_eq!(live.status(), 200);
    for (language, words) in [("vi", "Máy chủ đang nạp dữ liệu"), ("en", "The server is loading its data")] {
        for path in ["/health/ready", "/", "/api", "/collections", "/xyz/parcels/0/0/0", "/metrics", "/nowhere"] {
            let answer = server.get(path).header("accept-language", language).send().await.expect("an answer");
            assert_eq!(answer.status(), 503, "{path}");
            assert_eq!(answer.headers()["content-type"], "application/problem+json");
            assert_eq!(answer.headers()["retry-after"], "2");
            let problem: Value = answer.json().await.expect("it is JSON");
            assert!(problem["detail"].as_str().expect("a sentence").contains(words), "{problem}");
            assert_eq!(problem["loading"]["features_loaded"], 0, "{problem}");
        }
    }
    let page = server.get("/").header("accept", "text/html,*/*;q=0.8").send().await.expect("an answer");
    assert_eq!((page.status().as_u16(), &page.headers()["refresh"]), (503, &"2".parse().expect("a value")));
    let text = page.text().await.expect("it is text");
    assert!(text.contains("<html lang=\"vi\">") && text.contains("Máy chủ đang nạp dữ liệu"), "{text}");
    assert_eq!(server.get("/page.css").send().await.expect("an answer").status(), 200);
    gate.open();
    server.loaded();
    assert_eq!(server.get("/health/ready").send().await.expect("an answer").status(), 200);
    assert_eq!(server.json("/collections/parcels/items?limit=1").await["numberMatched"], 300);
}

#[tokio::test]
async fn told_to_stop_while_it_loads_it_ends_well() {
    let (_folder, store) = city();
    let gate = Gate::before(&store);
    let server = Server::start_loading(&store, &[]);
    loop {
        let ready = server.get("/health/ready").send().await.expect("an answer");
        let problem: Value = ready.json().await.expect("it is JSON");
        if problem["loading"]["layers"].as_u64().expect("a number") > 0 {
            break;
        }
    }
    server.terminate();
    // Once it refuses connections it has heard; then it may come to the end of what it was reading.
    while TcpStream::connect(server.address.trim_start_matches("http://")).is_ok() {
        tokio::task::yield_now().await;
    }
    gate.open_if_waited_for();
    let log = server.log_when_stopped();
    assert!(log.contains("Stopped."), "{log}");
}

#[tokio::test]
async fn a_client_that_asks_and_does_not_read_is_cut_off() {
    let (_folder, store) = city();
    let server = Server::start_with(&store, &[("DIABAN_LIMITS_WRITE_SECONDS", "1")]);
    let mut deaf = TcpStream::connect(server.address.trim_start_matches("http://")).expect("it listens");
    let request = "GET /collections/parcels/items?limit=300 HTTP/1.1\r\nHost: x\r\n\r\n";
    // A hundred answers are more than both ends' buffers hold.
    deaf.write_all(request.repeat(100).as_bytes()).expect("questions are small");
    while server.count("diaban_connections_stalled_total").await == 0 {
        tokio::task::yield_now().await;
    }
    assert_eq!(server.json("/collections/parcels/items?limit=1").await["numberReturned"], 1);
}
