//! The program as an operator meets it: limits, the log, stopping, and edits by other programs while it serves.

use std::path::Path;

use reqwest::Method;
use rusqlite::functions::FunctionFlags;
use system_tests::program::{Server, city, diaban_succeeds};

/// Opens a store as another program would: with the functions the R-tree triggers of every GeoPackage name.
fn other_program(store: &Path) -> rusqlite::Connection {
    let connection = rusqlite::Connection::open(store).expect("the store opens");
    for name in ["ST_IsEmpty", "ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"] {
        let made = connection.create_scalar_function(name, 1, FunctionFlags::SQLITE_UTF8, |_| Ok(0));
        made.expect("a function can be registered");
    }
    connection
}

/// The zoom-16 tile of the layer that holds a place.
fn tile(layer: &str, [lon, lat]: [f64; 2]) -> String {
    let columns = f64::from(1_u32 << 16);
    let y = (1.0 - lat.to_radians().tan().asinh() / std::f64::consts::PI) / 2.0 * columns;
    format!("/xyz/{layer}/16/{}/{}", ((lon + 180.0) / 360.0 * columns).floor(), y.floor())
}

#[tokio::test]
async fn an_edit_by_another_program_is_seen() {
    let (_folder, store) = city();
    let server = Server::start(&store);
    let changed = other_program(&store).execute("UPDATE parcels SET loai_dat = 'TMD-mới' WHERE fid = 1", []);
    assert_eq!(changed.expect("the other program may write"), 1);
    server.until("/collections/parcels/items/1", |item| item["properties"]["loai_dat"] == "TMD-mới").await;
    let found = server.json("/collections/parcels/items?loai_dat=TMD-m%E1%BB%9Bi").await;
    assert_eq!(found["numberMatched"], 1);

    let back = other_program(&store).execute("DELETE FROM parcels WHERE fid = 1", []);
    assert_eq!(back.expect("the other program may write"), 1);
    server.until("/collections/parcels/items?limit=1", |page| page["numberMatched"] == 299).await;
    assert_eq!(server.get("/collections/parcels/items/1").send().await.expect("an answer").status(), 404);
}

#[tokio::test]
async fn a_renamed_field_changes_the_tag_of_an_item_but_not_its_version() {
    let (_folder, store) = city();
    let server = Server::start(&store);
    let path = "/collections/parcels/items/7";
    let tag = |answer: &reqwest::Response| answer.headers()["etag"].to_str().expect("text").to_owned();
    let before = tag(&server.get(path).send().await.expect("an answer"));
    let renamed = other_program(&store).execute_batch("ALTER TABLE parcels RENAME COLUMN loai_dat TO su_dung");
    renamed.expect("the other program may rename");
    server.until(path, |item| item["properties"]["su_dung"].is_string()).await;
    let answer = server.get(path).header("if-none-match", &before).send().await.expect("an answer");
    assert_eq!(answer.status(), 200);
    let version = |tag: &str| tag.split('-').next().map(str::to_owned);
    assert_eq!(version(&tag(&answer)), version(&before));
}

#[tokio::test]
async fn an_edit_redraws_its_own_tile_and_leaves_an_occupied_one_elsewhere_in_the_cache() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let (source, store) = (folder.path().join("two.geojson"), folder.path().join("two.gpkg"));
    let places = [[107.0801, 10.3501], [107.2801, 10.5501]];
    let features = places.map(|[x, y]| {
        let ring = [[x, y], [x + 0.001, y], [x + 0.001, y + 0.001], [x, y + 0.001], [x, y]];
        let geometry = serde_json::json!({ "type": "Polygon", "coordinates": [ring] });
        serde_json::json!({ "type": "Feature", "properties": { "use": "ODT" }, "geometry": geometry })
    });
    let collection = serde_json::json!({ "type": "FeatureCollection", "features": features });
    std::fs::write(&source, collection.to_string()).expect("the file can be written");
    let [from, into] = [&source, &store].map(|path| path.to_str().expect("the path is text"));
    diaban_succeeds(["import", from, "--into", into, "--layer", "plots"]);

    let server = Server::start(&store);
    let tag = async |path: &str| {
        let answer = server.get(path).send().await.expect("the server answers");
        assert_eq!(answer.status(), 200, "{path} is occupied");
        answer.headers()["etag"].clone()
    };
    let [near, far] = places.map(|place| tile("plots", place));
    let before = [tag(&near).await, tag(&far).await];
    assert_eq!(server.count("diaban_tiles_encoded_total").await, 2);
    let changed = other_program(&store).execute("UPDATE plots SET use = 'TMD' WHERE fid = 1", []);
    assert_eq!(changed.expect("the other program may write"), 1);
    server.until("/collections/plots/items/1", |item| item["properties"]["use"] == "TMD").await;
    assert_ne!(tag(&near).await, before[0]);
    assert_eq!(server.count("diaban_tiles_encoded_total").await, 3);
    assert_eq!(tag(&far).await, before[1]);
    assert_eq!(server.count("diaban_tiles_encoded_total").await, 3, "the other tile came from the cache");
}

#[tokio::test]
async fn what_is_too_much_is_refused_with_a_reason() {
    let (_folder, store) = city();
    let environment = [("DIABAN_LIMITS_BODY_KB", "1"), ("DIABAN_LIMITS_TILE_LAYERS", "2")];
    let server = Server::start_with(&store, &environment);
    let large = server.ask(Method::POST, "/collections").body(vec![b'x'; 4096]).send().await.expect("an answer");
    assert_eq!(large.status(), 413);
    let many = server.get("/xyz/parcels,zones,wards/14/0/0").send().await.expect("an answer");
    assert_eq!(many.status(), 400);
    for method in [Method::POST, Method::PUT, Method::DELETE] {
        let refused = server.ask(method, "/collections").send().await.expect("an answer");
        assert_eq!(refused.status(), 405);
        assert_eq!(refused.headers()["allow"], "GET, HEAD, OPTIONS");
    }
    let options = server.ask(Method::OPTIONS, "/collections").send().await.expect("an answer");
    assert_eq!(options.status(), 204);
    assert_eq!(options.headers()["access-control-allow-origin"], "*");
}

#[tokio::test]
async fn told_to_stop_it_ends_well_and_has_logged_every_request() {
    let (_folder, store) = city();
    let server = Server::start(&store);
    for path in ["/health/live", "/health/ready", "/collections?f=json"] {
        let asked = server.get(path).header("x-request-id", "asked-by-a-test");
        assert_eq!(asked.send().await.expect("an answer").status(), 200);
    }
    server.terminate();
    let log = server.log_when_stopped();
    assert_eq!(log.matches("asked-by-a-test").count(), 3, "{log}");
    assert!(log.contains("GET /collections?f=json 200"), "{log}");
}

#[tokio::test]
async fn metrics_count_requests_by_endpoint_and_status() {
    let (_folder, store) = city();
    let server = Server::start(&store);
    server.json("/collections").await;
    let _ = server.get("/collections/none").send().await.expect("an answer");
    assert_eq!(server.count("diaban_requests_total{endpoint=\"collections\",status=\"2xx\"}").await, 1);
    assert_eq!(server.count("diaban_requests_total{endpoint=\"collections\",status=\"4xx\"}").await, 1);
    assert_eq!(
        server.count("diaban_world_features").await,
        server.json("/collections").await["collections"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|layer| layer["count"].as_u64().expect("a number"))
            .sum::<u64>()
    );
}
