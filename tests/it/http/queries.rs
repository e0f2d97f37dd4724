//! Questions that are too much: the client leaves, the answer grows too large, a header comes in several lines.

use std::path::PathBuf;
use std::time::Duration;

use geo_types::LineString;
use spatial_core::geometry::Geometry;
use spatial_core::layer::{Clearance, Field, FieldType, GeometryType, Layer, Schema, Value};
use spatial_core::store::{StageMode, Staged, Store, StoreAddress};
use system_tests::program::{Server, city};
use tempfile::TempDir;

use crate::rooms::snapshot::layer;

/// Longest wait for something that takes a second.
const PATIENCE: Duration = Duration::from_secs(120);

async fn store_of(layer: Layer, features: Vec<Staged>) -> (TempDir, PathBuf) {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("city.gpkg");
    let store = Store::open(&StoreAddress::Gpkg(path.clone()), true).await.expect("a new store opens");
    let mut stage = store.stage(layer, StageMode::Create).await.expect("a stage begins");
    stage.append(features).await.expect("features are staged");
    stage.publish("test").await.expect("the layer is published");
    (folder, path)
}

/// So many lines from the south-west to the north-east that all their boxes hold the north-west, and no line does.
async fn diagonals(count: u32) -> (TempDir, PathBuf) {
    let schema = Schema { geometry: GeometryType::Line, fields: Vec::new() };
    let line = |n: u32| {
        let east = 430_000.0 + f64::from(n) * 0.001;
        let line = LineString::from(vec![(east, 1_150_000.0), (431_000.0 + f64::from(n) * 0.001, 1_151_000.0)]);
        Staged::new(Some(Geometry::LineString(line)), Vec::new())
    };
    store_of(Layer { schema, ..layer("lines") }, (0..count).map(line).collect()).await
}

/// A layer of one text field with these values, without geometry.
async fn texts(values: impl Iterator<Item = String>) -> (TempDir, PathBuf) {
    let fields = vec![Field::new("note", FieldType::Text, Clearance::Open)];
    let schema = Schema { geometry: GeometryType::Polygon, fields };
    let staged = |text: String| Staged::new(None, vec![Value::text(text)]);
    store_of(Layer { schema, ..layer("texts") }, values.map(staged).collect()).await
}

/// Asks for a box in the north-west of the lines: each must be read and tested, none is met.
async fn heavy_question(server: &Server) -> String {
    let lines = server.json("/collections/lines?f=json").await;
    let extent = &lines["extent"]["spatial"]["bbox"][0];
    let [west, south, east, north] = [0, 1, 2, 3].map(|at| extent[at].as_f64().expect("a number"));
    let (width, height) = (east - west, north - south);
    let (left, right, top, bottom) =
        (west + width * 0.1, west + width * 0.15, north - height * 0.1, north - height * 0.15);
    format!("/collections/lines/items?bbox={left},{bottom},{right},{top}")
}

async fn until_in_use(server: &Server, is_so: impl Fn(u64) -> bool) {
    while !is_so(server.count("diaban_readers_in_use").await) {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_query_stops_when_its_client_leaves() {
    let (_folder, store) = diagonals(40_000).await;
    let server = Server::start(&store);
    let question = heavy_question(&server).await;
    // Only work that was stopped before its end is counted, so that a server that goes on to the end never comes out of this. A
    // client that sees its answer before it sees its query at work asks again.
    let leaving = async {
        while server.count("diaban_queries_cancelled_total").await == 0 {
            tokio::select! {
                answer = server.get(&question).send() => drop(answer),
                () = until_in_use(&server, |readers| readers > 0) => {}
            }
            until_in_use(&server, |readers| readers == 0).await;
        }
    };
    tokio::time::timeout(PATIENCE, leaving).await.expect("the work stops when the client has left");
    let (cancelled, abandoned) =
        (server.count("diaban_queries_cancelled_total").await, server.count("diaban_requests_abandoned_total").await);
    assert!((1..=abandoned).contains(&cancelled), "{cancelled} of {abandoned}");

    let patient = server.json(&question).await;
    assert_eq!(patient["numberMatched"], 0);
    assert_eq!(server.count("diaban_queries_cancelled_total").await, cancelled);
    assert_eq!(server.count("diaban_readers_in_use").await, 0);
}

#[tokio::test]
async fn a_query_stops_when_its_time_is_up() {
    let (_folder, store) = diagonals(150_000).await;
    let server = Server::start_with(&store, &[("DIABAN_LIMITS_REQUEST_SECONDS", "1")]);
    let question = heavy_question(&server).await;
    // A machine so fast that it answers in a second has nothing to stop; two questions at once take it longer.
    let asking = async {
        while server.count("diaban_queries_cancelled_total").await == 0 {
            let ask = || async { server.get(&question).send().await.expect("the server answers").status() };
            let answers: [reqwest::StatusCode; 4] = tokio::join!(ask(), ask(), ask(), ask()).into();
            assert!(answers.iter().all(|status| [200, 504].contains(&status.as_u16())), "{answers:?}");
            until_in_use(&server, |readers| readers == 0).await;
        }
    };
    tokio::time::timeout(PATIENCE, asking).await.expect("the work stops when the time is up");
    assert!(server.count("diaban_requests_timed_out_total").await > 0);
}

#[tokio::test]
async fn a_page_that_grows_too_large_ends_early_and_goes_on() {
    let (_folder, store) = texts((0..12).map(|n| format!("{n}: ").repeat(80_000))).await;
    let server = Server::start_with(&store, &[("DIABAN_LIMITS_ANSWER_MB", "1")]);
    for form in ["json", "html"] {
        let (mut ids, mut path) = (Vec::new(), format!("/collections/texts/items?lang=en&f={form}"));
        loop {
            let answer = server.get(&path).send().await.expect("the server answers");
            assert_eq!(answer.status(), 200);
            let body = answer.text().await.expect("it is text");
            assert!(body.len() <= (1 << 20) + 4096, "{} bytes", body.len());
            let mark = if form == "json" { r#"{"type":"Feature","id":"# } else { "/collections/texts/items/" };
            let numbers = body.split(mark).skip(1).map(|rest| rest.split(|c: char| !c.is_ascii_digit()).next());
            let before = ids.len();
            ids.extend(numbers.map(|id| id.and_then(|id| id.parse::<u64>().ok()).expect("an id")));
            assert!((1..5).contains(&(ids.len() - before)), "{ids:?}");
            let Some((link, _)) = body.split_once("Next page") else { break };
            let next = link.rsplit("after=").next().and_then(|rest| rest.split(|c: char| !c.is_ascii_digit()).next());
            assert_eq!(next, ids.last().map(u64::to_string).as_deref());
            path = format!("/collections/texts/items?lang=en&f={form}&after={}", next.expect("an id"));
        }
        assert_eq!(ids, (1..=12).collect::<Vec<u64>>(), "{form}");
    }
}

#[tokio::test]
async fn a_feature_larger_than_any_answer_is_named_and_can_be_passed() {
    let (_folder, store) = texts(["small".to_owned(), "large ".repeat(300_000), "small".to_owned()].into_iter()).await;
    let server = Server::start_with(&store, &[("DIABAN_LIMITS_ANSWER_MB", "1")]);
    let first = server.json("/collections/texts/items").await;
    assert_eq!((&first["numberReturned"], &first["numberMatched"]), (&1.into(), &3.into()));
    for path in
        ["/collections/texts/items?after=1", "/collections/texts/items?after=1&f=html", "/collections/texts/items/2"]
    {
        let refused = server.get(path).header("accept-language", "en").send().await.expect("the server answers");
        assert_eq!(refused.status(), 500, "{path}");
        let problem: serde_json::Value = refused.json().await.expect("it is JSON");
        assert_eq!(problem["type"], "urn:diaban:problem-item-too-large");
        assert!(problem["detail"].as_str().expect("a sentence").contains("after=2"), "{problem}");
    }
    let last = server.json("/collections/texts/items?after=2").await;
    assert_eq!((&last["features"][0]["id"], &last["numberReturned"]), (&3.into(), &1.into()));
}

#[tokio::test]
async fn a_page_for_people_says_what_the_one_for_programs_says() {
    let (_folder, store) = city();
    let server = Server::start(&store);
    let page = server.json("/collections/parcels/items?limit=2&f=json").await;
    let people = server.get("/collections/parcels/items?limit=2&f=html").send().await.expect("the server answers");
    let people = people.text().await.expect("it is text");
    for feature in page["features"].as_array().expect("a list") {
        for (name, value) in feature["properties"].as_object().expect("properties") {
            // People here write a comma before decimals, and points between thousands.
            let number = value.is_number().then(|| value.to_string().replace('.', ","));
            let is_there = match (number, value.as_str()) {
                (Some(number), _) => people.replace('.', "").contains(&number),
                (None, Some(text)) => people.contains(text),
                (None, None) => value.is_null(),
            };
            assert!(is_there, "{name} {value}");
        }
        let item = format!("/collections/parcels/items/{}?f=html", feature["id"]);
        let item = server.get(&item).send().await.expect("the server answers").text().await.expect("it is text");
        let geometry = feature["geometry"]["coordinates"][0][0][0].to_string();
        assert!(item.contains(&geometry), "{geometry} in {item}");
    }
    assert!(people.contains("f=html&amp;after=2") || people.contains("after=2"), "{people}");
    assert!(people.contains("2 trên tổng số đối tượng 300"), "{people}");
}

#[tokio::test]
async fn what_the_client_accepts_may_come_in_several_lines() {
    let (_folder, store) = city();
    let server = Server::start(&store);
    let asked = server.get("/collections").header("accept", "image/png").header("accept", "text/html");
    let answer = asked.send().await.expect("the server answers");
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()["content-type"], "text/html; charset=utf-8");
    let asked = server.get("/collections/parcels/items/7").header("if-none-match", "\"x\"");
    let tag = server.get("/collections/parcels/items/7").send().await.expect("an answer").headers()["etag"].clone();
    let answer = asked.header("if-none-match", tag).send().await.expect("the server answers");
    assert_eq!(answer.status(), 304);
}
