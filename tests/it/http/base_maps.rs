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
        Self::sending_to("")
    }

    /// One that sends those who ask for zoom 7 on to another.
    fn sending_to(other: &str) -> Self {
        let other: Arc<str> = other.into();
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let address = format!("http://{}", listener.local_addr().expect("it has an address"));
        let asked = Arc::new(Mutex::new(BTreeMap::new()));
        let notes = Arc::clone(&asked);
        std::thread::spawn(move || {
            for connection in listener.incoming().flatten() {
                let (notes, other) = (Arc::clone(&notes), Arc::clone(&other));
                std::thread::spawn(move || answer(connection, &notes, &other));
            }
        });
        Self { address, asked }
    }

    fn asked(&self) -> BTreeMap<String, Vec<String>> {
        self.asked.lock().expect("nobody panicked").clone()
    }
}

fn answer(mut connection: TcpStream, notes: &Mutex<BTreeMap<String, Vec<String>>>, other: &str) {
    let mut lines = BufReader::new(connection.try_clone().expect("a socket has several handles")).lines();
    let first = lines.next().and_then(Result::ok).unwrap_or_default();
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    let headers: Vec<String> = lines.map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
    notes.lock().expect("nobody panicked").entry(path.clone()).or_default().extend(headers);
    let zoom = path.split('/').nth(1).unwrap_or_default();
    let onward = format!("location: {other}{}\r\n", path.replacen("/7/", "/3/", 1));
    let (status, kind, more, body) = match zoom {
        "3" => ("200 OK", "image/png", "cache-control: max-age=7200\r\n", PIXEL.to_vec()),
        "4" => ("404 Not Found", "text/plain", "", Vec::new()),
        "5" => ("200 OK", "text/html", "", b"<script>alert(1)</script>".to_vec()),
        "6" => ("200 OK", "image/png", "", vec![0; 5 << 20]),
        "7" => ("302 Found", "image/png", onward.as_str(), Vec::new()),
        "9" => ("500 Internal Server Error", "text/plain", "", Vec::new()),
        "10" => ("400 Bad Request", "text/xml", "", b"<TileOutOfRange/>".to_vec()),
        _ => ("200 OK", "image/svg+xml", "", b"<svg/>".to_vec()),
    };
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-type: {kind}\r\n{more}set-cookie: spy=1\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    );
    let _ = connection.write_all(head.as_bytes()).and_then(|()| connection.write_all(&body));
}

fn config(pictures: &Pictures) -> String {
    ["3", "9"]
        .map(|zoom| {
            format!(
                "[[base_maps]]\nname = \"anh{zoom}\"\ntitle = \"Ảnh {zoom}\"\nattribution = \"Sở\"\nurl = \"{}/{{z}}/{{x}}/{{y}}\"\n\
                 min_zoom = 3\nmax_zoom = 10\n",
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
    let tiles = format!("{}/base-maps/anh3/{{z}}/{{x}}/{{y}}", server.address);
    assert_eq!((&first["title"], &first["tiles"]), (&"Ảnh 3".into(), &tiles.into()));
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
async fn what_is_no_picture_is_not_passed_on_and_keeps_no_other_tile_away() {
    let (_folder, store) = city();
    let other = Pictures::start();
    let pictures = Pictures::sending_to(&other.address.replace("127.0.0.1", "localhost"));
    let server = Server::start_configured(&store, &config(&pictures));
    for path in [
        "/base-maps/anh3/4/1/1",
        "/base-maps/anh3/5/1/1",
        "/base-maps/anh3/6/1/1",
        "/base-maps/anh3/7/1/1",
        "/base-maps/anh3/8/1/1",
        "/base-maps/anh3/10/1/1",
        "/base-maps/anh3/2/1/1",
        "/base-maps/anh3/3/8/1",
        "/base-maps/anh3/3/-1/1",
        "/base-maps/anh3/99/1/1",
        "/base-maps/nothing/3/1/1",
        "/base-maps/..%2f..%2fetc/3/1/1",
    ] {
        for _ in 0..2 {
            let answer = server.get(path).send().await.expect("an answer");
            assert_eq!(answer.status(), 404, "{path}");
            assert_eq!(answer.headers()["content-type"], "application/problem+json", "{path}");
            assert!(answer.text().await.expect("text").len() < 2000, "{path}");
        }
    }
    assert_eq!(server.get("/base-maps/anh3/3/1/1").send().await.expect("an answer").status(), 200);
    assert!(other.asked().is_empty(), "nobody is sent on to another service: {:?}", other.asked());
    let asked = pictures.asked();
    let paths: Vec<&str> = asked.keys().map(String::as_str).collect();
    assert_eq!(paths, ["/10/1/1", "/3/1/1", "/4/1/1", "/5/1/1", "/6/1/1", "/7/1/1", "/8/1/1"]);
    let hosts = |headers: &Vec<String>| headers.iter().filter(|line| line.to_lowercase().starts_with("host:")).count();
    assert!(asked.values().all(|headers| hosts(headers) == 1), "that there is nothing is kept, too: {asked:?}");
}

#[tokio::test]
async fn a_redirect_within_the_service_is_followed() {
    let (_folder, store) = city();
    let pictures = Pictures::start();
    let server = Server::start_configured(&store, &config(&pictures));
    assert_eq!(server.get("/base-maps/anh3/7/1/1").send().await.expect("an answer").status(), 200);
    assert_eq!(pictures.asked().into_keys().collect::<Vec<_>>(), ["/3/1/1", "/7/1/1"]);
}

#[tokio::test]
async fn a_service_that_fails_twice_is_left_alone_for_a_while() {
    let (_folder, store) = city();
    let pictures = Pictures::start();
    let server = Server::start_configured(&store, &config(&pictures));
    for path in ["/base-maps/anh9/9/1/1", "/base-maps/anh9/9/1/2", "/base-maps/anh9/3/1/3"] {
        let answer = server.get(path).send().await.expect("an answer");
        assert_eq!(answer.status(), 503, "{path}");
        assert!(answer.headers().contains_key("retry-after"), "{path}");
    }
    assert_eq!(pictures.asked().into_keys().collect::<Vec<_>>(), ["/9/1/1", "/9/1/2"]);
    assert_eq!(server.get("/base-maps/anh3/3/1/1").send().await.expect("an answer").status(), 200, "another map");
}

#[tokio::test]
async fn beyond_its_bounds_a_map_is_not_asked() {
    let (_folder, store) = city();
    let pictures = Pictures::start();
    let bounded = format!("{}bounds = [107.0, 10.2, 107.6, 10.8]\n", config(&pictures));
    let server = Server::start_configured(&store, &bounded);
    // Of the last map: the tile of Vung Tau at zoom 8, and its neighbours.
    for (path, status) in [("8/204/120", 404), ("8/203/120", 404), ("8/204/119", 404), ("3/6/3", 200), ("3/5/3", 404)] {
        let answer = server.get(&format!("/base-maps/anh9/{path}")).send().await.expect("an answer");
        assert_eq!(answer.status(), status, "{path}");
    }
    assert_eq!(pictures.asked().into_keys().collect::<Vec<_>>(), ["/3/6/3", "/8/204/120"]);
}

#[tokio::test]
async fn no_base_maps_are_an_empty_list() {
    let (_folder, store) = city();
    let server = Server::start(&store);
    assert_eq!(server.json("/v1/base-maps?f=json").await["base_maps"], serde_json::json!([]));
}

#[tokio::test]
async fn pictures_of_a_file_are_served_and_a_file_that_is_replaced_is_read_anew() -> anyhow::Result<()> {
    let folder = tempfile::TempDir::new()?;
    let photo = folder.path().join("anh.pmtiles");
    data_samples::photo(&data_samples::City::new(300, 1)?, &photo)?;
    let config = format!("[[base_maps]]\nname = \"anh\"\nfile = \"{}\"\n", photo.display());
    let (_city, store) = city();
    let server = Server::start_configured(&store, &config);
    let list = server.json("/v1/base-maps").await;
    let map = &list["base_maps"][0];
    let [west, south, east, north] = [0, 1, 2, 3].map(|side| map["bounds"][side].as_f64().unwrap_or_default());
    let zoom = map["max_zoom"].as_u64().expect("a zoom");
    let [x, y] = tile_at(zoom, [(west + east) / 2.0, (south + north) / 2.0]);
    let asked = async |path: &str| {
        let answer = server.get(path).send().await?;
        let tag = answer.headers().get("etag").cloned();
        anyhow::Ok((answer.status().as_u16(), tag, answer.bytes().await?))
    };
    let path = format!("/base-maps/anh/{zoom}/{x}/{y}");
    let (status, tag, body) = asked(&path).await?;
    anyhow::ensure!(status == 200 && body.starts_with(b"\x89PNG"), "{status}");
    let beyond = format!("/base-maps/anh/{zoom}/0/0");
    anyhow::ensure!(asked(&beyond).await?.0 == 404, "nothing lies there");
    // The cache of the server knows the first picture; the file behind another tile is asked for.
    data_samples::photo(&data_samples::City::new(300, 2)?, &photo.with_extension("new"))?;
    std::fs::rename(photo.with_extension("new"), &photo)?;
    let other = format!("/base-maps/anh/{}/{}/{}", zoom - 1, x / 2, y / 2);
    let (status, other_tag, _) = asked(&other).await?;
    anyhow::ensure!(status == 200 && other_tag != tag, "{status}");
    std::fs::write(&photo, b"no archive any more")?;
    let last = format!("/base-maps/anh/{}/{}/{}", zoom - 2, x / 4, y / 4);
    anyhow::ensure!(asked(&last).await?.0 == 503, "what cannot be read is said");
    Ok(())
}

/// Column and row of the tile at a place.
fn tile_at(zoom: u64, [lon, lat]: [f64; 2]) -> [u32; 2] {
    let place = spatial_core::crs::to_drawing(lon, lat);
    place.map(|at| at >> (32 - zoom))
}
