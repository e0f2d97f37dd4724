//! Hostile bodies over HTTP: whatever an editor's program sends, the real server answers with a problem in the reader's language, goes
//! on serving, and saves nothing.

use reqwest::header::{ACCEPT_LANGUAGE, CONTENT_TYPE};
use reqwest::{Method, StatusCode};
use serde_json::Value;
use system_tests::program::{Server, city, token};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const PARCELS: &str = "/collections/parcels/items";

/// A feature around a geometry.
fn feature(geometry: &str) -> String {
    format!(r#"{{"type":"Feature","properties":{{}},"geometry":{geometry}}}"#)
}

#[tokio::test]
async fn nothing_an_editor_sends_stops_the_server_or_is_half_saved() {
    let (_folder, store) = city();
    let server = Server::start(&store);
    let token = token(&store, "lan", "editor");
    let before = server.json(&format!("{PARCELS}?limit=1")).await["numberMatched"].clone();
    let deep = |open: &str, close: &str| format!("{}{}", open.repeat(100_000), close.repeat(100_000));
    let members: String = (0..60_000).map(|at| format!(r#""t{at}":{at},"#)).collect();
    let ring = "[[[107,10],[107,11],[108,11],[107,10]]]";
    // Eleven thousand squares over each other: sixty million pairs, were they all looked at.
    let heap = vec![ring; 11_000].join(",");
    let points = vec!["[107,10]"; 100_000].join(",");
    let bodies: Vec<(&str, Vec<u8>, u16)> = vec![
        ("arrays nested deeply", deep("[", "]").into_bytes(), 400),
        ("objects nested deeply", deep(r#"{"a":"#, "}").into_bytes(), 400),
        (
            "coordinates nested deeply",
            feature(&format!(r#"{{"type":"Polygon","coordinates":{}}}"#, deep("[", "]"))).into_bytes(),
            400,
        ),
        ("NaN", feature(r#"{"type":"Point","coordinates":[NaN,10]}"#).into_bytes(), 400),
        (
            "infinite numbers",
            feature(r#"{"type":"Polygon","coordinates":[[[1e999,10],[107,11],[108,11],[1e999,10]]]}"#).into_bytes(),
            400,
        ),
        (
            "huge numbers",
            feature(r#"{"type":"Polygon","coordinates":[[[1e300,10],[107,11],[108,11],[1e300,10]]]}"#).into_bytes(),
            422,
        ),
        (
            "a number of many digits",
            feature(&format!(r#"{{"type":"Point","coordinates":[{},10]}}"#, "9".repeat(100_000))).into_bytes(),
            400,
        ),
        (
            "many unknown members",
            format!(r#"{{"type":"Feature","properties":{{{members}"a":1}},"geometry":null}}"#).into_bytes(),
            422,
        ),
        (
            "a heap of squares",
            feature(&format!(r#"{{"type":"MultiPolygon","coordinates":[{heap}]}}"#)).into_bytes(),
            422,
        ),
        (
            "a line where an area should be",
            feature(&format!(r#"{{"type":"LineString","coordinates":[{points}]}}"#)).into_bytes(),
            422,
        ),
        (
            "bytes that are no text",
            b"{\"type\":\"Feature\",\"properties\":{\"loai_dat\":\"\xFF\xFE\"},\"geometry\":null}".to_vec(),
            400,
        ),
        ("nothing", Vec::new(), 400),
        ("NUL", vec![0; 1000], 400),
        ("a text that ends", b"{\"type\":\"Feature".to_vec(), 400),
        ("more than is taken", vec![b' '; 2 << 20], 413),
        ("another thing", b"[1,2,3]".to_vec(), 422),
    ];
    for (what, body, status) in bodies {
        for (language, next) in [("en", "request_id"), ("vi", "request_id")] {
            let asked = server.ask(Method::POST, PARCELS).bearer_auth(&token).header(ACCEPT_LANGUAGE, language);
            let asked = asked.header(CONTENT_TYPE, "application/geo+json").body(body.clone());
            let answer = asked.send().await.unwrap_or_else(|error| panic!("{what}: {error}"));
            assert_eq!(answer.status(), StatusCode::from_u16(status).expect("a status"), "{what}");
            assert_eq!(answer.headers()[CONTENT_TYPE], "application/problem+json", "{what}");
            assert_eq!(answer.headers()["content-language"], language, "{what}");
            let text = answer.text().await.expect("an answer");
            assert!(text.len() < 200_000, "{what}: {} bytes are answered", text.len());
            let problem: Value = serde_json::from_str(&text).expect("JSON");
            let detail = problem["detail"].as_str().expect("a sentence");
            assert!(detail.len() > 20 && !problem[next].is_null(), "{what}: {problem}");
        }
    }
    assert_eq!(server.json(&format!("{PARCELS}?limit=1")).await["numberMatched"], before);
    assert_eq!(server.count("diaban_requests_panicked_total").await, 0);
}

#[tokio::test]
async fn who_sends_too_much_reads_why_and_who_sends_without_end_is_cut_off() {
    let (_folder, store) = city();
    let server = Server::start(&store);
    let address = server.address.trim_start_matches("http://");
    let head = format!("POST {PARCELS} HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/geo+json\r\n");
    let part = vec![b' '; 1 << 20];

    let mut sender = TcpStream::connect(address).await.expect("a connection");
    sender.write_all(format!("{head}Content-Length: {}\r\n\r\n", 8 << 20).as_bytes()).await.expect("the head is sent");
    for _ in 0..8 {
        sender.write_all(&part).await.expect("all of it is taken");
    }
    let mut answer = [0; 12];
    sender.read_exact(&mut answer).await.expect("an answer");
    assert_eq!(&answer, b"HTTP/1.1 413");

    let mut sender = TcpStream::connect(address).await.expect("a connection");
    sender
        .write_all(format!("{head}Content-Length: {}\r\n\r\n", 1_u64 << 40).as_bytes())
        .await
        .expect("the head is sent");
    let mut taken = 0;
    while sender.write_all(&part).await.is_ok() {
        taken += 1;
        assert!(taken < 100, "{taken} MB were taken");
    }
}

/// The head of an answer to a body that comes in pieces and does not say how long it is, and the problem it tells.
async fn sent_in_pieces(server: &Server, head: &str, bytes: usize) -> (String, Value) {
    let address = server.address.trim_start_matches("http://");
    let mut sender = TcpStream::connect(address).await.expect("a connection");
    let head =
        format!("{head}Host: {address}\r\nAccept-Language: en\r\nTransfer-Encoding: chunked\r\nConnection: close");
    sender.write_all(format!("{head}\r\n\r\n").as_bytes()).await.expect("the head is sent");
    let piece = [b"400\r\n".as_slice(), &[b' '; 1024], b"\r\n"].concat();
    for _ in 0..=bytes / 1024 {
        sender.write_all(&piece).await.expect("it is read to its end");
    }
    sender.write_all(b"0\r\n\r\n").await.expect("its end is sent");
    let mut answer = Vec::new();
    sender.read_to_end(&mut answer).await.expect("an answer");
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
    (head.to_lowercase(), serde_json::from_str(body).unwrap_or_default())
}

#[tokio::test]
async fn what_grows_beyond_the_limit_is_refused_as_too_large_wherever_it_is_sent() {
    let (_folder, store) = city();
    let token = token(&store, "lan", "editor");
    let server = Server::start(&store);
    let who = format!("Authorization: Bearer {token}\r\n");
    let (whole, few) = ((1 << 20, "1,024 kB"), (8 << 10, "8 kB"));
    for (line, media_type, (limit, said)) in [
        (format!("POST {PARCELS}"), "application/geo+json", whole),
        ("POST /v1/plans".to_owned(), "application/json", whole),
        ("POST /v1/session".to_owned(), "application/json", few),
        ("POST /v1/session/password".to_owned(), "application/json", few),
    ] {
        let head = format!("{line} HTTP/1.1\r\n{who}Content-Type: {media_type}\r\n");
        let (answer, problem) = sent_in_pieces(&server, &head, limit).await;
        assert!(answer.starts_with("http/1.1 413") && answer.contains("problem+json"), "{line}: {answer} {problem}");
        assert_eq!(problem["type"], "urn:diaban:problem-body-too-large", "{line}: {problem}");
        let detail = problem["detail"].as_str().unwrap_or_default();
        assert!(detail.contains(said) && detail.contains("Send less"), "{line}: {detail}");
        // As much as may be is read.
        let (answer, problem) = sent_in_pieces(&server, &head, limit - 1024).await;
        assert!(answer.starts_with("http/1.1 400"), "{line}: {answer} {problem}");
    }
    assert_eq!(server.json(&format!("{PARCELS}?limit=1")).await["numberMatched"], 300);
}

#[tokio::test]
async fn questions_made_to_hurt_are_answered_with_what_is_wrong() {
    let (_folder, store) = city();
    let server = Server::start(&store);
    for (query, status) in [
        ("bbox=NaN,NaN,NaN,NaN".to_owned(), 400),
        ("bbox=1e999,0,1,1".to_owned(), 400),
        ("bbox=107,10,106,9,1,1,1".to_owned(), 400),
        ("limit=-1".to_owned(), 400),
        (format!("bbox={}", vec!["1"; 2_000].join(",")), 400),
        ("%FF%FE=1".to_owned(), 400),
        ("bbox=107%00,10,108,11".to_owned(), 400),
        ("f=../../etc/passwd".to_owned(), 400),
        ("limit=1&limit=2".to_owned(), 400),
        (format!("{}=1", "a".repeat(5_000)), 400),
    ] {
        let answer = server.get(&format!("{PARCELS}?{query}")).send().await.expect("an answer");
        assert_eq!(answer.status().as_u16(), status, "{}", &query[..query.len().min(60)]);
        assert!(answer.text().await.expect("text").len() < 10_000);
    }
    for path in [
        "/collections/%2e%2e%2fparcels/items",
        "/collections/parcels/items/%00",
        "/xyz/parcels/99/1/1",
        "/xyz/parcels/16/-1/1",
    ] {
        let answer = server.get(path).send().await.expect("an answer");
        assert!(answer.status().is_client_error(), "{path}: {}", answer.status());
    }
    assert_eq!(server.json(&format!("{PARCELS}?limit=1")).await["numberReturned"], 1);
}
