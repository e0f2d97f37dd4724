//! Base maps: a real picture service behind our own origin; what it may send, and what it is never told.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use system_tests::program::{Server, city};

/// The smallest PNG there is: one pixel.
const PIXEL: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89";

/// A picture service of its own; notes what it was asked for, with all headers.
struct Pictures {
    address: String,
    asked: Arc<Mutex<BTreeMap<String, Vec<String>>>>,
}

impl Pictures {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let address = format!("http://{}", listener.local_addr().expect("it has an address"));
        let asked = Arc::new(Mutex::new(BTreeMap::new()));
        let notes = Arc::clone(&asked);
        std::thread::spawn(move || {
            for connection in listener.incoming().flatten() {
                let notes = Arc::clone(&notes);
                std::thread::spawn(move || answer(connection, &notes));
            }
        });
        Self { address, asked }
    }

    fn asked(&self) -> BTreeMap<String, Vec<String>> {
        self.asked.lock().expect("nobody panicked").clone()
    }
}

fn answer(mut connection: TcpStream, notes: &Mutex<BTreeMap<String, Vec<String>>>) {
    let mut lines = BufReader::new(connection.try_clone().expect("a socket has several handles")).lines();
    let first = lines.next().and_then(Result::ok).unwrap_or_default();
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    let headers: Vec<String> = lines.map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
    notes.lock().expect("nobody panicked").entry(path.clone()).or_default().extend(headers);
    let zoom = path.split('/').nth(1).unwrap_or_default();
    let (status, kind, more, body) = match zoom {
        "3" => ("200 OK", "image/png", "cache-control: max-age=7200\r\n", PIXEL.to_vec()),
        "4" => ("404 Not Found", "text/plain", "", Vec::new()),
        "5" => ("200 OK", "text/html", "", b"<script>alert(1)</script>".to_vec()),
        "6" => ("200 OK", "image/png", "", vec![0; 5 << 20]),
        "7" => ("302 Found", "image/png", "location: http://localhost:9/secret\r\n", Vec::new()),
        _ => ("200 OK", "image/svg+xml", "", b"<svg/>".to_vec()),
    };
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-type: {kind}\r\n{more}set-cookie: spy=1\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    );
    let _ = connection.write_all(head.as_bytes()).and_then(|()| connection.write_all(&body));
}

fn config(pictures: &Pictures) -> String {
    ["3", "4", "5", "6", "7", "8"]
        .map(|zoom| {
            format!(
                "[[base_maps]]\nname = \"anh{zoom}\"\ntitle = \"Ảnh {zoom}\"\nattribution = \"Sở\"\nurl = \"{}/{{z}}/{{x}}/{{y}}\"\n\
                 min_zoom = 3\nmax_zoom = 8\n",
                pictures.address
            )
        })
        .concat()
}

#[tokio::test]
async fn a_picture_is_fetched_once_and_nothing_of_the_browser_goes_on() {
    let (_folder, store) = city();
    let pictures = Pictures::start();
    let server = Server::start_configured(&store, &config(&pictures));
    let listed = server.json("/v1/base-maps?f=json").await;
    let first = &listed["base_maps"][0];
    assert_eq!((&first["title"], &first["tiles"]), (&"Ảnh 3".into(), &"/base-maps/anh3/{z}/{x}/{y}".into()));
    assert!(!listed.to_string().contains(&pictures.address), "where pictures come from is nobody's business");

    let asked = || server.get("/base-maps/anh3/3/6/3").header("cookie", "other=1").header("referer", "http://secret/");
    let (one, two) = tokio::join!(asked().send(), asked().send());
    assert_eq!(
        (one.expect("an answer").status(), two.expect("an answer").status()),
        (reqwest::StatusCode::OK, reqwest::StatusCode::OK)
    );
    let plain = asked().send().await.expect("an answer");
    assert_eq!(plain.status(), 200);
    assert_eq!(plain.headers()["content-type"], "image/png");
    assert_eq!(plain.headers()["cache-control"], "public, max-age=7200");
    assert!(!plain.headers().contains_key("set-cookie"));
    let etag = plain.headers()["etag"].clone();
    assert_eq!(plain.bytes().await.expect("a body"), PIXEL);
    let known = server.get("/base-maps/anh3/3/6/3").header("if-none-match", etag).send().await.expect("an answer");
    assert_eq!(known.status(), 304);

    let asked = pictures.asked();
    let headers = &asked["/3/6/3"];
    assert_eq!(headers.iter().filter(|line| line.to_lowercase().starts_with("host:")).count(), 1, "asked once");
    let all = headers.join("\n").to_lowercase();
    assert!(!all.contains("cookie") && !all.contains("referer") && all.contains("user-agent: diaban/"), "{all}");
}

#[tokio::test]
async fn what_is_no_picture_is_not_passed_on() {
    let (_folder, store) = city();
    let pictures = Pictures::start();
    let server = Server::start_configured(&store, &config(&pictures));
    for (path, status) in [
        ("/base-maps/anh4/4/1/1", 404),
        ("/base-maps/anh5/5/1/1", 503),
        ("/base-maps/anh6/6/1/1", 503),
        ("/base-maps/anh7/7/1/1", 503),
        ("/base-maps/anh8/8/1/1", 503),
        ("/base-maps/anh3/2/1/1", 404),
        ("/base-maps/anh3/3/8/1", 404),
        ("/base-maps/anh3/3/-1/1", 404),
        ("/base-maps/anh3/99/1/1", 404),
        ("/base-maps/nothing/3/1/1", 404),
        ("/base-maps/..%2f..%2fetc/3/1/1", 404),
    ] {
        let answer = server.get(path).send().await.expect("an answer");
        assert_eq!(answer.status(), status, "{path}");
        assert_eq!(answer.headers()["content-type"], "application/problem+json", "{path}");
        assert!(answer.text().await.expect("text").len() < 2000, "{path}");
    }
    assert!(!pictures.asked().keys().any(|path| path.contains("secret")));
}

#[tokio::test]
async fn no_base_maps_are_an_empty_list() {
    let (_folder, store) = city();
    let server = Server::start(&store);
    assert_eq!(server.json("/v1/base-maps?f=json").await["base_maps"], serde_json::json!([]));
}
