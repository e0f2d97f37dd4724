//! Editors at work over HTTP with the real program: nobody writes unseen, nobody's work is lost, and nothing moves that was not touched.

use std::path::Path;

use reqwest::header::{CONTENT_TYPE, ETAG, HeaderMap, IF_MATCH, LOCATION};
use reqwest::{Method, Response};
use serde_json::{Value, json};
use system_tests::program::{Server, city, diaban_succeeds, token};
use system_tests::shared;

use crate::http::tiles::middle;
use crate::store::city::sqlite;

const TEST: &str = "journey::edits";
const PARCELS: &str = "/collections/parcels/items";

/// A person with a token.
struct Editor<'a> {
    server: &'a Server,
    token: String,
}

impl<'a> Editor<'a> {
    fn new(server: &'a Server, store: &Path, name: &str) -> Self {
        Self { server, token: token(store, name, "editor") }
    }

    fn asks(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        self.server.ask(method, path).bearer_auth(&self.token).header("accept-language", "en")
    }

    /// The feature and its tag.
    async fn reads(&self, path: &str) -> (Value, String) {
        let answer = self.asks(Method::GET, path).send().await.expect("an answer");
        assert_eq!(answer.status(), 200, "{path}");
        let tag = tag(answer.headers());
        (answer.json().await.expect("JSON"), tag)
    }

    async fn sends(&self, method: Method, path: &str, tag: Option<&str>, body: &Value) -> Response {
        let media = if method == Method::PATCH { "application/merge-patch+json" } else { "application/geo+json" };
        let mut asked = self.asks(method, path).header(CONTENT_TYPE, media).body(body.to_string());
        if let Some(tag) = tag {
            asked = asked.header(IF_MATCH, tag);
        }
        asked.send().await.expect("an answer")
    }
}

fn tag(headers: &HeaderMap) -> String {
    headers[ETAG].to_str().expect("a tag").to_owned()
}

async fn problem(answer: Response, status: u16) -> Value {
    assert_eq!(answer.status(), status);
    assert_eq!(answer.headers()[CONTENT_TYPE], "application/problem+json");
    answer.json().await.expect("JSON")
}

#[tokio::test]
async fn two_people_edit_one_parcel_and_nobodys_work_is_lost() {
    let (_folder, store) = city();
    let server = Server::start(&store);
    let (lan, minh) = (Editor::new(&server, &store, "lan"), Editor::new(&server, &store, "minh"));
    let path = format!("{PARCELS}/7");
    let (seen, tag) = lan.reads(&path).await;
    let first = minh.sends(Method::PATCH, &path, Some(&tag), &json!({ "properties": { "loai_dat": "TMD" } })).await;
    assert_eq!(first.status(), 200);
    let revision: u64 = first.headers()["diaban-revision"].to_str().expect("text").parse().expect("a number");

    let mut mine = seen.clone();
    mine["properties"]["so_to"] = json!(99);
    let late = problem(lan.sends(Method::PUT, &path, Some(&tag), &mine).await, 412).await;
    assert_eq!(late["seen"]["feature"]["properties"], seen["properties"], "{late}");
    assert_eq!(late["current"]["version"], revision);
    assert_eq!(late["current"]["feature"]["properties"]["loai_dat"], "TMD");

    let mut merged = late["current"]["feature"].clone();
    merged["properties"]["so_to"] = json!(99);
    let version = format!("\"{}\"", late["current"]["version"]);
    let done = lan.sends(Method::PUT, &path, Some(&version), &merged).await;
    assert_eq!(done.status(), 200, "{}", done.text().await.expect("text"));
    let (now, fresh) = lan.reads(&path).await;
    assert_eq!((&now["properties"]["loai_dat"], &now["properties"]["so_to"]), (&json!("TMD"), &json!(99)));
    assert_eq!(tag_of_put(&lan, &path, &fresh, &now).await, 200, "what came back can be sent again");

    let ended =
        lan.asks(Method::DELETE, &path).header(IF_MATCH, lan.reads(&path).await.1).send().await.expect("an answer");
    assert_eq!(ended.status(), 204);
    let gone = problem(minh.sends(Method::PUT, &path, Some(&fresh), &now).await, 404).await;
    assert!(gone["detail"].as_str().is_some_and(|words| words.contains("no feature 7")), "{gone}");
}

async fn tag_of_put(editor: &Editor<'_>, path: &str, tag: &str, feature: &Value) -> u16 {
    editor.sends(Method::PUT, path, Some(tag), feature).await.status().as_u16()
}

#[tokio::test]
async fn nobody_writes_without_a_token_and_nobody_without_having_looked() {
    let (_folder, store) = city();
    let server = Server::start(&store);
    let viewer = Editor { server: &server, token: token(&store, "xem", "viewer") };
    let lan = Editor::new(&server, &store, "lan");
    let path = format!("{PARCELS}/7");
    let (feature, tag) = lan.reads(&path).await;
    for (method, path) in
        [(Method::POST, PARCELS), (Method::PUT, &path), (Method::PATCH, &path), (Method::DELETE, &path)]
    {
        let asked = || server.ask(method.clone(), path).header(IF_MATCH, &tag).body(feature.to_string());
        let unknown = asked().header(CONTENT_TYPE, "application/geo+json").send().await.expect("an answer");
        let unknown = problem(unknown, 401).await;
        assert!(unknown["type"].as_str().is_some_and(|kind| kind.ends_with("sign-in-needed")), "{unknown}");
        problem(viewer.sends(method.clone(), path, Some(&tag), &feature).await, 403).await;
        if method != Method::POST {
            problem(lan.sends(method.clone(), path, None, &feature).await, 428).await;
            problem(lan.sends(method, path, Some("*"), &feature).await, 428).await;
        }
    }
    assert_eq!(lan.reads(&path).await, (feature.clone(), tag.clone()), "nothing was changed");
    problem(lan.sends(Method::PUT, &format!("{PARCELS}/999999"), Some(&tag), &feature).await, 404).await;
    problem(lan.sends(Method::POST, "/collections/parcels_quarantine/items", None, &feature).await, 404).await;
    let plain = lan.asks(Method::POST, PARCELS).header(CONTENT_TYPE, "text/plain").body("x").send().await;
    problem(plain.expect("an answer"), 415).await;
    let large = format!("{{\"type\":\"Feature\",\"x\":\"{}\"}}", "x".repeat(1 << 20));
    let large = lan.asks(Method::POST, PARCELS).header(CONTENT_TYPE, "application/json").body(large).send().await;
    problem(large.expect("an answer"), 413).await;
}

#[tokio::test]
async fn a_wrong_feature_is_refused_with_everything_that_is_wrong_in_the_readers_language() {
    let (_folder, store) = city();
    let server = Server::start(&store);
    let lan = Editor::new(&server, &store, "lan");
    let (mut feature, tag) = lan.reads(&format!("{PARCELS}/7")).await;
    let at = feature["geometry"]["coordinates"][0][0].clone();
    let (x, y) = (at[0].as_f64().expect("a number"), at[1].as_f64().expect("a number"));
    let bow = json!([[[x, y], [x + 1e-4, y + 1e-4], [x + 1e-4, y], [x, y + 1e-4], [x, y]]]);
    feature["geometry"] = json!({ "type": "Polygon", "coordinates": bow });
    feature["properties"]["so_to"] = json!("many");
    feature["properties"]["no_such"] = json!(1);
    for (language, words) in [("en", "crosses or touches itself"), ("vi", "tự cắt")] {
        let asked = lan.asks(Method::PUT, &format!("{PARCELS}/7?lang={language}")).header(IF_MATCH, &tag);
        let sent = asked.header(CONTENT_TYPE, "application/geo+json").body(feature.to_string()).send().await;
        let refused = problem(sent.expect("an answer"), 422).await;
        let findings = refused["findings"].as_array().expect("findings").clone();
        let members: Vec<&str> = findings.iter().filter_map(|finding| finding["member"].as_str()).collect();
        assert_eq!(members, ["properties.no_such", "properties.so_to", "geometry"], "{refused}");
        let crossing = &findings[2];
        assert!(crossing["reason"].as_str().is_some_and(|reason| reason.contains(words)), "{crossing}");
        let place = [&crossing["place"][0], &crossing["place"][1]].map(|part| part.as_f64().expect("a number"));
        assert!((place[0] - x - 5e-5).abs() < 1e-6 && (place[1] - y - 5e-5).abs() < 1e-6, "{crossing}");
        assert!(findings.iter().all(|finding| finding["remedy"].as_str().is_some_and(|remedy| !remedy.is_empty())));
    }
}

#[tokio::test]
async fn text_that_looks_like_sql_or_a_header_is_only_text() {
    let (_folder, store) = city();
    let server = Server::start(&store);
    let lan = Editor::new(&server, &store, "lan");
    let evil = "'; DROP TABLE parcels; --\"]}\r\nSet-Cookie: a=b";
    let path = format!("{PARCELS}/7");
    let (_, tag) = lan.reads(&path).await;
    let asked = lan
        .asks(Method::PATCH, &path)
        .header(IF_MATCH, &tag)
        .header("diaban-why", "'%22); DROP TABLE diaban_commit; --");
    let body = json!({ "properties": { "loai_dat": evil } }).to_string();
    let sent = asked.header(CONTENT_TYPE, "application/merge-patch+json").body(body).send().await.expect("an answer");
    assert_eq!(sent.status(), 200);
    assert!(sent.headers().get("set-cookie").is_none());
    assert_eq!(lan.reads(&path).await.0["properties"]["loai_dat"], evil);
    let (_, tag) = lan.reads(&path).await;
    let named = json!({ "properties": { "loai_dat\" = 'x' --": 1 } });
    problem(lan.sends(Method::PATCH, &path, Some(&tag), &named).await, 422).await;
    for (path, status) in [
        ("/collections/parcels';--/items/7", 404),
        ("/collections/parcels/items/7;DROP%20TABLE%20parcels", 404),
        ("/collections/parcels/items/-1", 404),
        ("/collections/parcels/items/18446744073709551615", 404),
        ("/collections/parcels/items/7?why=1';--", 400),
    ] {
        problem(lan.sends(Method::PATCH, path, Some(&tag), &json!({ "properties": {} })).await, status).await;
    }
    for tag in ["\"1' OR 1=1 --\"", "\"99999999999999999999\"", "\"18446744073709551615-0\"", "garbage"] {
        let refused =
            problem(lan.sends(Method::PATCH, &path, Some(tag), &json!({ "properties": {} })).await, 412).await;
        assert!(refused["seen"]["feature"].is_null(), "{refused}");
    }
    for (name, value) in [("diaban-why", "%0d%0aX: y"), ("diaban-why", "%00"), ("content-crs", "<EPSG:9218'; -->")] {
        let asked = lan.asks(Method::PATCH, &path).header(IF_MATCH, &tag).header(name, value).body("{}");
        problem(asked.header(CONTENT_TYPE, "application/json").send().await.expect("an answer"), 400).await;
    }
    let (who, why): (String, String) = sqlite(&store)
        .and_then(|city| {
            let last = "SELECT who, why FROM diaban_commit ORDER BY revision DESC LIMIT 1";
            Ok(city.query_row(last, [], |row| Ok((row.get(0)?, row.get(1)?)))?)
        })
        .expect("the commit is there");
    assert_eq!((who.as_str(), why.as_str()), ("lan", "'\"); DROP TABLE diaban_commit; --"));
    assert_eq!(server.json(PARCELS).await["numberMatched"], 300);
}

#[tokio::test]
async fn what_is_added_is_found_under_its_address_and_what_is_deleted_is_gone() {
    let (_folder, store) = city();
    let server = Server::start(&store);
    let lan = Editor::new(&server, &store, "lan");
    let (feature, _) = lan.reads(&format!("{PARCELS}/7")).await;
    let single = feature["geometry"]["coordinates"].clone();
    let added = lan.sends(Method::POST, PARCELS, None, &feature).await;
    assert_eq!(added.status(), 201);
    let location = added.headers()[LOCATION].to_str().expect("text").to_owned();
    assert!(location.ends_with("/collections/parcels/items/301"), "{location}");
    let (posted, tag_there) = (tag(added.headers()), added.json::<Value>().await.expect("JSON"));
    let (found, tag_now) = lan.reads(&format!("{PARCELS}/301")).await;
    assert_eq!((&found, &tag_now), (&tag_there, &posted), "the answer is what its next reader gets");
    assert_eq!((&found["properties"], &found["id"]), (&feature["properties"], &json!(301)));

    // A multi shape makes the layer one of multi shapes; single ones go on being taken.
    let multi = json!({ "type": "MultiPolygon", "coordinates": [single] });
    let mut other = feature.clone();
    other["geometry"] = multi.clone();
    assert_eq!(lan.sends(Method::POST, PARCELS, None, &other).await.status(), 201);
    assert_eq!(lan.reads(&format!("{PARCELS}/302")).await.0["geometry"], multi);
    let before = lan.reads(&format!("{PARCELS}/301")).await;
    assert_eq!(before.0["geometry"], multi, "promoted with its layer");
    let again = lan.sends(Method::POST, PARCELS, None, &feature).await;
    let posted = tag(again.headers());
    let (promoted, now) = lan.reads(&format!("{PARCELS}/303")).await;
    assert_eq!((&promoted["geometry"], now), (&multi, posted));

    let gone =
        lan.asks(Method::DELETE, &format!("{PARCELS}/303")).header(IF_MATCH, tag_of(&lan, 303).await).send().await;
    assert_eq!(gone.expect("an answer").status(), 204);
    problem(lan.asks(Method::GET, &format!("{PARCELS}/303")).send().await.expect("an answer"), 404).await;
    assert_eq!(server.json(PARCELS).await["numberMatched"], 302);
    let brief = lan.asks(Method::PATCH, &format!("{PARCELS}/7")).header(IF_MATCH, tag_of(&lan, 7).await);
    let brief = brief.header("prefer", "return=minimal").header(CONTENT_TYPE, "application/merge-patch+json");
    let brief = brief.body("{\"properties\":{}}").send().await.expect("an answer");
    assert_eq!(
        (brief.status().as_u16(), &brief.headers()["preference-applied"]),
        (204, &"return=minimal".parse().expect("text"))
    );
}

async fn tag_of(editor: &Editor<'_>, id: u64) -> String {
    editor.reads(&format!("{PARCELS}/{id}")).await.1
}

#[tokio::test]
async fn an_edit_moves_the_tags_of_its_own_tiles_and_no_other() {
    let (_folder, store) = city();
    let server = Server::start(&store);
    let lan = Editor::new(&server, &store, "lan");
    let mut tiles = Vec::new();
    for zoom in [13, 14, 15, 16] {
        let middle = middle(&server, zoom).await;
        let numbers: Vec<i64> = middle.rsplit('/').take(2).map(|part| part.parse().expect("a number")).collect();
        let reach = if zoom < 15 { 0 } else { 4 };
        for dx in -reach..=reach {
            for dy in -reach..=reach {
                tiles.push(format!("/xyz/parcels/{zoom}/{}/{}", numbers[1] + dx, numbers[0] + dy));
            }
        }
    }
    let look = async || {
        let mut seen = Vec::new();
        for tile in &tiles {
            let answer = server.get(tile).send().await.expect("an answer");
            seen.push((tag(answer.headers()), answer.bytes().await.expect("a tile")));
        }
        seen
    };
    let before = look().await;
    let path = format!("{PARCELS}/150");
    let (_, tag) = lan.reads(&path).await;
    let edit = json!({ "properties": { "loai_dat": "a new use" } });
    assert_eq!(lan.sends(Method::PATCH, &path, Some(&tag), &edit).await.status(), 200);
    let after = look().await;
    let moved: Vec<usize> = (0..tiles.len()).filter(|&at| before[at].0 != after[at].0).collect();
    assert!(!moved.is_empty() && moved.len() < tiles.len() / 2, "{} of {}", moved.len(), tiles.len());
    for at in 0..tiles.len() {
        assert_eq!(before[at].0 == after[at].0, before[at].1 == after[at].1, "{}", tiles[at]);
    }
}

#[tokio::test]
async fn real_parcels_sent_back_as_they_came_stay_bit_for_bit() {
    let files = ["ASSESSING_ParcelsFY2014.topojson.gz", "CDD_ZoningDistricts.geojson.gz"];
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("city.gpkg");
    for (layer, file) in ["parcels", "zones"].into_iter().zip(files) {
        let Some(file) = shared(TEST, &format!("data/cambridge-ma/{file}")) else { return };
        let words = ["import", file.to_str().expect("text"), "--into", store.to_str().expect("text"), "--layer", layer];
        diaban_succeeds(words);
    }
    let server = Server::start(&store);
    let lan = Editor::new(&server, &store, "lan");
    let stored = |layer: &str| -> Vec<(u64, Vec<u8>)> {
        let city = sqlite(&store).expect("the file opens");
        let sql = format!("SELECT fid, geom FROM {layer} ORDER BY fid");
        let mut rows = city.prepare(&sql).expect("it can be read");
        let rows = rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("it can be read");
        rows.collect::<Result<_, _>>().expect("it can be read")
    };
    for (layer, every) in [("parcels", 97), ("zones", 3)] {
        let before = stored(layer);
        for (id, _) in before.iter().step_by(every) {
            let path = format!("/collections/{layer}/items/{id}");
            let answer = lan.asks(Method::GET, &path).send().await.expect("an answer");
            let (tag, text) = (tag(answer.headers()), answer.text().await.expect("text"));
            let sent = lan.asks(Method::PUT, &path).header(IF_MATCH, tag).header("prefer", "return=minimal");
            let sent = sent.header(CONTENT_TYPE, "application/geo+json").body(text).send().await.expect("an answer");
            assert_eq!(sent.status(), 204, "{path}: {}", sent.text().await.expect("text"));
        }
        let after = stored(layer);
        assert!(before == after, "{layer} stay as they were");
    }
}
