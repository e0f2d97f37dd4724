//! Tiles over HTTP: which encoding, which tag, what is nothing, and how often the work is done.

use std::sync::Arc;

use reqwest::Method;
use reqwest::header::{ACCEPT_ENCODING, HeaderMap, IF_NONE_MATCH};
use system_tests::program::{Server, city};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::Barrier;

/// The tile of a zoom that holds the middle of the city.
pub(crate) async fn middle(server: &Server, zoom: u32) -> String {
    let document = server.json("/xyz/parcels.json").await;
    let at = |place: usize| document["center"][place].as_f64().expect("the centre is a number");
    let columns = f64::from(1_u32 << zoom);
    let x = (at(0) + 180.0) / 360.0 * columns;
    let y = (1.0 - at(1).to_radians().tan().asinh() / std::f64::consts::PI) / 2.0 * columns;
    format!("/xyz/parcels/{zoom}/{}/{}", x.floor(), y.floor())
}

async fn headers(server: &Server, path: &str, accept: &str) -> HeaderMap {
    let answer = server.get(path).header(ACCEPT_ENCODING, accept).send().await.expect("the server answers");
    assert_eq!(answer.status(), 200, "{accept}");
    answer.headers().clone()
}

#[tokio::test]
async fn the_encoding_is_the_clients_favourite() {
    let (_folder, store) = city();
    let server = Server::start(&store);
    let tile = middle(&server, 15).await;
    let mut tags = Vec::new();
    for (accept, expected) in [
        ("gzip, deflate, br", Some("gzip")),
        ("gzip, deflate, br, zstd", Some("zstd")),
        ("br;q=1, gzip;q=0.9", Some("br")),
        ("br, gzip", Some("gzip")),
        ("deflate", None),
        ("gzip;q=0, br;q=0", None),
    ] {
        let headers = headers(&server, &tile, accept).await;
        let encoding = headers.get("content-encoding").map(|value| value.to_str().expect("it is text"));
        assert_eq!(encoding, expected, "{accept}");
        assert_eq!(headers["vary"], "Accept-Encoding");
        assert_eq!(headers["cache-control"], "no-cache");
        assert_eq!(headers["access-control-allow-origin"], "*");
        assert_eq!(headers["content-type"], "application/vnd.mapbox-vector-tile");
        tags.push(headers["etag"].clone());
    }
    assert_eq!(tags[0], tags[3]);
    [1, 2, 4].into_iter().for_each(|other| assert_ne!(tags[0], tags[other]));
    let refused = server.get(&tile).header(ACCEPT_ENCODING, "*;q=0").send().await.expect("the server answers");
    assert_eq!(refused.status(), 406);
}

#[tokio::test]
async fn a_client_that_has_the_tile_is_told_so_without_compressing_it() {
    let (_folder, store) = city();
    let server = Server::start(&store);
    let tile = middle(&server, 15).await;
    let tag = headers(&server, &tile, "gzip").await["etag"].clone();
    drop(server);

    // The next server has an empty cache: one tile is drawn to know the tag, none is packed.
    let server = Server::start(&store);
    let ask = || {
        let asked = server.get(&tile).header(ACCEPT_ENCODING, "gzip").header(IF_NONE_MATCH, "\"another\"");
        asked.header(IF_NONE_MATCH, tag.clone())
    };
    let answer = ask().send().await.expect("the server answers");
    assert_eq!(answer.status(), 304);
    assert_eq!(answer.headers()["etag"], tag);
    assert_eq!(answer.headers()["vary"], "Accept-Encoding");
    assert_eq!(server.count("diaban_tiles_encoded_total").await, 1);
    assert_eq!(server.count("diaban_tiles_compressed_total{encoding=\"gzip\"}").await, 0);
    let fresh = server.get(&tile).header(ACCEPT_ENCODING, "gzip").send().await.expect("the server answers");
    assert_eq!(fresh.headers()["etag"], tag);
    assert_eq!(ask().send().await.expect("the server answers").status(), 304);
    assert_eq!(server.count("diaban_tiles_encoded_total").await, 1);
}

/// Clients that ask for the same tile in the same moment.
const CROWD: usize = 32;

#[tokio::test(flavor = "multi_thread")]
async fn however_many_ask_at_once_a_tile_is_drawn_once() {
    let (_folder, store) = city();
    let server = Server::start(&store);
    let tile = middle(&server, 14).await;
    let host = server.address.trim_start_matches("http://").to_owned();
    let question = format!("GET {tile} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: gzip\r\nConnection: close\r\n");
    let barrier = Arc::new(Barrier::new(CROWD));
    let asking: Vec<_> = (0..CROWD)
        .map(|_| {
            let (host, question, barrier) = (host.clone(), question.clone(), Arc::clone(&barrier));
            tokio::spawn(async move {
                // All have asked but for the last line end when the barrier opens.
                let mut connection = TcpStream::connect(host).await?;
                connection.write_all(question.as_bytes()).await?;
                barrier.wait().await;
                connection.write_all(b"\r\n").await?;
                let mut answer = Vec::new();
                connection.read_to_end(&mut answer).await?;
                std::io::Result::Ok(answer)
            })
        })
        .collect();
    let mut answers = Vec::new();
    for answer in asking {
        answers.push(answer.await.expect("the task ends").expect("the server answers"));
    }
    assert!(answers[0].starts_with(b"HTTP/1.1 200 OK"));
    let body = |answer: &[u8]| answer.windows(4).position(|end| end == b"\r\n\r\n").map(|at| answer[at..].to_vec());
    assert!(answers.iter().all(|answer| body(answer) == body(&answers[0])), "all get the same tile");
    assert_eq!(server.count("diaban_tiles_encoded_total").await, 1);
    assert_eq!(server.count("diaban_tiles_compressed_total{encoding=\"gzip\"}").await, 1);
}

#[tokio::test]
async fn without_a_cache_tiles_are_the_same() {
    let (_folder, store) = city();
    let (kept, bare) = (Server::start(&store), Server::start_with(&store, &[("DIABAN_CACHE_TILES_MB", "0")]));
    let tile = middle(&kept, 15).await;
    let tag = headers(&kept, &tile, "gzip").await["etag"].clone();
    for _ in 0..2 {
        assert_eq!(headers(&bare, &tile, "gzip").await["etag"], tag);
    }
    assert_eq!(bare.count("diaban_tiles_encoded_total").await, 2);
}

#[tokio::test]
async fn nothing_is_204_and_outside_is_404() {
    let (_folder, store) = city();
    let server = Server::start(&store);
    let empty = server.get("/xyz/parcels,zones/14/0/0").send().await.expect("the server answers");
    assert_eq!(empty.status(), 204);
    assert!(empty.headers().contains_key("etag"));
    for path in [
        "/xyz/parcels/21/0/0",
        "/xyz/parcels/1/2/0",
        "/xyz/parcels/x/0/0",
        "/xyz/parcels/1/0/0.mvt",
        "/xyz/parcels,nothing/1/0/0",
        "/xyz/Parcels/1/0/0",
        "/xyz/nothing.json",
        "/xyz/parcels",
    ] {
        let answer = server.get(path).send().await.expect("the server answers");
        assert_eq!(answer.status(), 404, "{path}");
        assert_eq!(answer.headers()["content-type"], "application/problem+json", "{path}");
    }
}

#[tokio::test]
async fn a_head_request_learns_the_size_and_gets_no_body() {
    let (_folder, store) = city();
    let server = Server::start(&store);
    let tile = middle(&server, 15).await;
    let whole = headers(&server, &tile, "gzip").await;
    let head =
        server.ask(Method::HEAD, &tile).header(ACCEPT_ENCODING, "gzip").send().await.expect("the server answers");
    assert_eq!(head.status(), 200);
    assert_eq!(head.headers()["content-length"], whole["content-length"]);
    assert_eq!(head.headers()["etag"], whole["etag"]);
    assert!(head.bytes().await.expect("it ends").is_empty());
}

#[tokio::test]
async fn several_layers_share_a_tile_and_tilejson_names_them() {
    let (_folder, store) = city();
    let server = Server::start(&store);
    let document = server.json("/xyz/parcels,zones,parcels.json").await;
    assert_eq!(document["tilejson"], "3.0.0");
    assert_eq!(document["maxzoom"], 16);
    let names: Vec<_> = document["vector_layers"].as_array().expect("a list").iter().map(|l| &l["id"]).collect();
    assert_eq!(names, ["parcels", "zones"]);
    let tile = middle(&server, 15).await.replace("parcels", "parcels%2Czones");
    let bytes = server.get(&tile).send().await.expect("the server answers").bytes().await.expect("it ends");
    let plain = server.get(&tile.replace("%2C", ",")).send().await.expect("the server answers");
    assert_eq!(bytes, plain.bytes().await.expect("it ends"));
}

#[tokio::test]
async fn the_list_of_layers_leads_to_as_few_tilesets_as_carry_them_all() {
    let (_folder, store) = city();
    let links = async |server: &Server| {
        let document = server.json("/collections").await;
        let links = document["links"].as_array().expect("a list").clone();
        let tilesets = links.iter().filter(|link| link["rel"] == "describedby");
        let paths = tilesets.map(|link| link["href"].as_str().expect("a link").replace(&server.address, ""));
        paths.collect::<Vec<_>>()
    };
    let all = Server::start(&store);
    assert_eq!(links(&all).await, ["/xyz/parcels,streets,wards,zones.json"]);
    let few = Server::start_with(&store, &[("DIABAN_LIMITS_TILE_LAYERS", "3")]);
    assert_eq!(links(&few).await, ["/xyz/parcels,streets,wards.json", "/xyz/zones.json"]);
    for path in links(&few).await {
        few.json(&path).await;
    }
}

#[tokio::test]
async fn many_names_for_the_same_layers_are_one_tile_and_too_long_a_list_is_refused() {
    let (_folder, store) = city();
    let server = Server::start(&store);
    let tile = middle(&server, 15).await;
    let tag = headers(&server, &tile, "gzip").await["etag"].clone();
    for again in ["parcels,parcels", "parcels%2Cparcels", "parcels%2cparcels,parcels"] {
        assert_eq!(headers(&server, &tile.replace("parcels", again), "gzip").await["etag"], tag);
    }
    assert_eq!(server.count("diaban_tiles_encoded_total").await, 1);
    let long = tile.replace("parcels", &["parcels"; 500].join(","));
    for (language, words) in [("en", "Ask for fewer"), ("vi", "ít lớp hơn")] {
        let refused = server.get(&long).header("accept-language", language).send().await.expect("the server answers");
        assert_eq!(refused.status(), 414);
        assert!(refused.text().await.expect("it is text").contains(words));
    }
}
