//! What people type besides keys: names by tone and nearness, coordinates, edits of a moment ago, texts that mean harm.

use serde_json::{Value, json};
use spatial_core::crs::Crs;
use spatial_core::layer::{Clearance, Field, FieldType, GeometryType, Kind, Layer, Schema};
use spatial_core::store::Staged;
use system_tests::program::{Server, city, token};

use super::{escaped, results, search, store_of, text};
use crate::rooms::snapshot::layer;

#[tokio::test]
async fn the_right_tone_comes_first_and_the_nearer_of_equals() {
    let names = ["Hòa Bình", "Hoa Binh", "Hỏa Bình"];
    let fields = vec![Field::new("ten", FieldType::Text, Clearance::Open)];
    let schema = Schema { geometry: GeometryType::Point, fields };
    let staged = names.iter().chain(["Chợ Mới"; 2].iter()).enumerate().map(|(at, name)| {
        Staged::new(
            Some(geo_types::Point::new(430_000.0 + 2_000.0 * at_f(at), 1_150_000.0).into()),
            vec![spatial_core::layer::Value::text(*name)],
        )
    });
    let (_folder, store) = store_of(vec![(Layer { schema, ..layer("places") }, staged.collect())]).await;
    let server = Server::start(&store);
    for (asked, expected) in [
        ("hoà bình", "Hòa Bình"),
        ("Hòa Bình", "Hòa Bình"),
        ("hỏa bình", "Hỏa Bình"),
        ("ho\u{300}a bi\u{300}nh", "Hòa Bình"),
    ] {
        let answer = search(&server, asked, "").await;
        assert_eq!(results(&answer)[0]["title"], expected, "{asked}: {answer}");
        assert_eq!(results(&answer).len(), 3, "{asked}: {answer}");
    }
    let west = text(&results(&search(&server, "cho moi", "&near=107.85,10.39").await)[0]["id"]);
    let east = text(&results(&search(&server, "cho moi", "&near=108.00,10.39").await)[0]["id"]);
    assert_eq!((west.as_str(), east.as_str()), ("4", "5"));
}

fn at_f(at: usize) -> f64 {
    f64::from(u32::try_from(at).expect("a few"))
}

#[tokio::test]
async fn what_an_audience_may_not_see_it_cannot_find() {
    let field = |name: &str, clearance| Field::new(name, FieldType::Text, clearance);
    let fields = vec![
        field("so_thua", Clearance::Open),
        field("dia_chi", Clearance::Staff),
        field("ma_dinh_danh", Clearance::Staff),
    ];
    let schema = Schema { geometry: GeometryType::Point, fields };
    let value = |text: &str| spatial_core::layer::Value::text(text);
    let parcel = Staged::new(
        Some(geo_types::Point::new(430_000.0, 1_150_000.0).into()),
        vec![value("45"), value("7 Đường Kín, Phường Giấu"), value("w3u5wwv9rh1k")],
    );
    let secret = Layer {
        clearance: Clearance::Staff,
        schema: Schema { geometry: GeometryType::Point, fields: vec![field("ten", Clearance::Open)] },
        ..layer("secrets")
    };
    let hidden = Staged::new(None, vec![value("Kho Mật")]);
    let parcels = Layer { schema, kind: Kind::Parcel, ..layer("parcels") };
    let (_folder, store) = store_of(vec![(parcels, vec![parcel]), (secret, vec![hidden])]).await;
    let staff = token(&store, "an", "viewer");
    let server = Server::start(&store);
    for asked in ["đường kín", "7 duong kin", "w3u5wwv9rh1k", "kho mật", "giau"] {
        let path = format!("/v1/search?q={}", escaped(asked));
        let answer = search(&server, asked, "").await;
        assert_eq!(results(&answer), &Vec::<Value>::new(), "{asked}");
        let seen: Value =
            server.get(&path).bearer_auth(&staff).send().await.expect("an answer").json().await.expect("JSON");
        assert_eq!(results(&seen).len(), 1, "{asked}: {seen}");
    }
    let shown = search(&server, "thửa 45", "").await;
    assert_eq!(results(&shown).len(), 1);
    assert!(!shown.to_string().contains("Kín") && !shown.to_string().contains("w3u5"), "{shown}");
    let place = &results(&shown)[0]["at"];
    let under = server.json(&format!("/v1/search?at={},{}", place[0], place[1])).await;
    assert_eq!(under["groups"].as_array().expect("a list").len(), 1, "{under}");
    assert_eq!(under["groups"][0]["features"][0]["properties"], json!({ "so_thua": "45" }));
    assert_eq!(server.get("/v1/parcels/w3u5wwv9rh1k").send().await.expect("an answer").status(), 404);
}

#[tokio::test]
async fn an_edit_is_found_at_once() {
    let (_folder, store) = city();
    let editor = token(&store, "binh", "editor");
    let server = Server::start(&store);
    assert_eq!(results(&search(&server, "tờ 77001 thửa 88002", "").await).len(), 0);
    let shown = server.get("/collections/parcels/items/7").send().await.expect("an answer");
    let tag = shown.headers()["etag"].clone();
    let before: Value = shown.json().await.expect("JSON");
    let patch =
        json!({ "properties": { "so_to": 77001, "so_thua": 88002, "dia_chi": "9 Đường Mới Toanh, Phường Vũng Tàu" } });
    let edit = server
        .ask(reqwest::Method::PATCH, "/collections/parcels/items/7")
        .bearer_auth(&editor)
        .header("if-match", tag)
        .header("content-type", "application/merge-patch+json")
        .body(patch.to_string());
    assert_eq!(edit.send().await.expect("an answer").status(), 200);
    for asked in ["tờ 77001 thửa 88002", "9 duong moi toanh"] {
        let answer = search(&server, asked, "").await;
        assert_eq!(results(&answer)[0]["id"], 7, "{asked}: {answer}");
    }
    let key = ["ma_xa", "so_to", "so_thua"].map(|field| text(&before["properties"][field])).join("-");
    assert_eq!(server.get(&format!("/v1/parcels/{key}")).send().await.expect("an answer").status(), 404, "{key}");
}

#[tokio::test]
async fn coordinates_are_read_and_say_how() {
    let (_folder, store) = city();
    let server = Server::start(&store);
    for (asked, r#as, crs, lon, lat) in [
        ("1144200.50 426902.37", "vn2000", "EPSG:5899", 107.0819, 10.3461),
        ("X = 1.144.200,50; Y = 426.902,37", "vn2000", "EPSG:5899", 107.0819, 10.3461),
        ("10.3461, 107.0819", "wgs84", "EPSG:4326", 107.0819, 10.3461),
        ("107.0819 10.3461", "wgs84", "EPSG:4326", 107.0819, 10.3461),
        ("10°20'46\"N 107°04'55\"E", "wgs84", "EPSG:4326", 107.0819, 10.3461),
    ] {
        let answer = search(&server, asked, "").await;
        assert_eq!(
            (&answer["readings"][0]["as"], &answer["readings"][0]["crs"]),
            (&json!(r#as), &json!(crs)),
            "{asked}"
        );
        let first = &results(&answer)[0];
        assert_eq!(first["kind"], "coordinate");
        let [x, y] = [0, 1].map(|axis| first["at"][axis].as_f64().expect("a number"));
        assert!((x - lon).abs() < 0.01 && (y - lat).abs() < 0.01, "{asked}: {x} {y}");
    }
    let table = "1 1144200 426900\n2 1144200 426920\n3 1144230 426920\n4 1144230 426900";
    let answer = search(&server, table, "").await;
    let first = &results(&answer)[0];
    assert_eq!((&answer["readings"][0]["as"], &first["kind"]), (&json!("corners"), &json!("corners")));
    assert_eq!(first["polygon"].as_array().map(Vec::len), Some(5), "closed: {first}");
    assert!(first["title"].as_str().expect("text").contains("600,0 m²"), "{first}");
}

/// The sample city lies in this zone; what is asked in metres above is asked in it.
#[test]
fn the_sample_city_lies_in_zone_107_45() {
    assert_eq!(data_samples::City::CRS, Crs::Epsg(5899));
}

#[tokio::test]
async fn each_example_of_the_first_page_finds_something() {
    let (_folder, store) = city();
    let server = Server::start(&store);
    let page = server.get("/?lang=vi").header("accept", "text/html").send().await.expect("an answer");
    let page = page.text().await.expect("a page");
    let said = page.split("Ví dụ: ").nth(1).and_then(|rest| rest.split(".</p>").next()).expect("there are examples");
    let examples: Vec<&str> = said.split("; ").collect();
    assert_eq!(examples.len(), 3, "{said}");
    for example in examples {
        // As it stands there: people copy what they read.
        let answer = search(&server, example, "").await;
        assert!(!results(&answer).is_empty(), "{example}: {answer}");
        assert!(results(&answer)[0]["elsewhere"].is_null(), "{example}: {answer}");
    }
}

#[tokio::test]
async fn hostile_texts_are_answered_like_others() {
    let (_folder, store) = city();
    let server = Server::start(&store);
    for asked in [
        "'; DROP TABLE parcels; --",
        "\" OR 1=1 --",
        "%' UNION SELECT * FROM diaban_layer --",
        "<script>alert(1)</script>",
        "{{7*7}} ${jndi:ldap://x}",
        "../../etc/passwd",
        "\u{0}\u{1}\u{202e}",
        "🗺️🇻🇳",
        "((((((((((((((",
        "999999999999999999999999/999999999999999999999",
        &"a".repeat(8000),
        &"a ".repeat(4000),
        &"1 2\n".repeat(2000),
        &"9".repeat(8000),
    ] {
        let answer = search(&server, asked, "").await;
        assert!(results(&answer).len() <= 10, "{asked}");
    }
    for (path, status) in [
        (format!("/v1/search?q={}", "a".repeat(40_000)), 400),
        ("/v1/search?q=a&near=here".to_owned(), 400),
        ("/v1/search?q=a&limit=0".to_owned(), 400),
        ("/v1/search?q=a&colour=red".to_owned(), 400),
        ("/v1/search?at=500,10".to_owned(), 400),
        ("/v1/search?at=107.08,10.34&within_m=1000".to_owned(), 400),
        ("/v1/search?at=107.08,10.34&near=107,10".to_owned(), 400),
        ("/v1/search?q=a&within_m=5".to_owned(), 400),
        ("/v1/search?at=107.08,10.34&layer=nowhere".to_owned(), 404),
        ("/v1/search".to_owned(), 200),
        ("/v1/search?q=tran&limit=5000".to_owned(), 200),
        (format!("/v1/parcels/{}", "9".repeat(5000)), 404),
        ("/v1/parcels/%2e%2e%2fetc".to_owned(), 404),
    ] {
        assert_eq!(server.get(&path).send().await.expect("an answer").status(), status, "{path:.60}");
    }
}

#[tokio::test]
async fn a_link_of_ours_becomes_a_code_and_no_other() {
    let (_folder, store) = city();
    let server = Server::start(&store);
    let answer =
        server.get("/v1/qr.svg?link=/apps/planning%23v1/planning?at=16/10.3/107.1").send().await.expect("an answer");
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()["content-type"], "image/svg+xml");
    assert!(answer.headers()["cache-control"].to_str().expect("text").contains("max-age"));
    assert!(answer.text().await.expect("text").starts_with("<svg"));
    for link in ["//evil.example", "https://evil.example", ""] {
        let path = format!("/v1/qr.svg?link={}", escaped(link));
        assert_eq!(server.get(&path).send().await.expect("an answer").status(), 400, "{link}");
    }
}
