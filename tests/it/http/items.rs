//! OGC API Features over HTTP: collections, pages to the end, exact boxes, properties, single features, problems.

use std::io::Read;

use flate2::read::GzDecoder;
use serde_json::Value;
use system_tests::program::{Server, city};

#[tokio::test]
async fn next_links_lead_through_all_features_once() {
    let (_folder, store) = city();
    let server = Server::start(&store);
    let (mut path, mut ids) = ("/collections/parcels/items?limit=70".to_owned(), Vec::new());
    loop {
        let page = server.json(&path).await;
        let features = page["features"].as_array().expect("a list");
        assert_eq!(page["numberMatched"], 300);
        assert_eq!(page["numberReturned"], features.len());
        ids.extend(features.iter().map(|feature| feature["id"].as_u64().expect("a number")));
        let next = page["links"].as_array().expect("links").iter().find(|link| link["rel"] == "next");
        let Some(next) = next else { break };
        let href = next["href"].as_str().expect("a link");
        path = href.strip_prefix(&server.address).expect("it leads to us").to_owned();
    }
    assert_eq!(ids, (1..=300).collect::<Vec<u64>>());
}

#[tokio::test]
async fn a_page_larger_than_allowed_ends_early_and_goes_on() {
    let (_folder, store) = city();
    let server = Server::start_with(&store, &[("DIABAN_LIMITS_PAGE_FEATURES", "10")]);
    let page = server.json("/collections/parcels/items?limit=1000").await;
    assert_eq!(page["numberReturned"], 10);
    assert!(page["links"].as_array().expect("links").iter().any(|link| link["rel"] == "next"));
}

#[tokio::test]
async fn properties_and_boxes_select() {
    let (_folder, store) = city();
    let server = Server::start(&store);
    let all = server.json("/collections/parcels/items?limit=300").await;
    let is_odt = |feature: &&Value| feature["properties"]["loai_dat"] == "ODT";
    let expected = all["features"].as_array().expect("a list").iter().filter(is_odt).count();
    let odt = server.json("/collections/parcels/items?limit=300&loai_dat=ODT").await;
    assert_eq!(odt["numberMatched"], expected);
    let one = &all["features"][0]["geometry"]["coordinates"][0][0];
    let (x, y) = (one[0].as_f64().expect("a number"), one[1].as_f64().expect("a number"));
    // Corners are published to 0.1 mm: the corner itself may lie a hair outside.
    let (west, south, east, north) = (x - 1e-8, y - 1e-8, x + 1e-8, y + 1e-8);
    let path = format!("/collections/parcels/items?bbox={west},{south},{east},{north}&datetime=2020-01-01T00:00:00Z");
    let met = server.json(&path).await;
    assert!((1..=8).contains(&met["numberMatched"].as_u64().expect("a number")), "{met}");
    let far = server.json("/collections/parcels/items?bbox=0,0,1,1").await;
    assert_eq!(far["numberMatched"], 0);
}

#[tokio::test]
async fn one_feature_has_a_tag_that_begins_with_its_version() {
    let (_folder, store) = city();
    let server = Server::start(&store);
    let answer = server.get("/collections/parcels/items/7").send().await.expect("the server answers");
    let tag = answer.headers()["etag"].to_str().expect("text").to_owned();
    let (version, digest) = tag.trim_matches('"').split_once('-').expect("two parts");
    assert!(version.parse::<u64>().is_ok_and(|version| version > 0) && digest.len() == 16, "{tag}");
    let feature: Value = answer.json().await.expect("it is JSON");
    assert_eq!(feature["id"], 7);
    let again =
        server.get("/collections/parcels/items/7").header("if-none-match", "\"x\"").header("if-none-match", tag);
    assert_eq!(again.send().await.expect("the server answers").status(), 304);
    for path in ["/collections/parcels/items/0", "/collections/parcels/items/999", "/collections/parcels/items/x"] {
        assert_eq!(server.get(path).send().await.expect("the server answers").status(), 404, "{path}");
    }
}

#[tokio::test]
async fn problems_speak_the_readers_language_and_name_the_request() {
    let (_folder, store) = city();
    let server = Server::start(&store);
    for (path, language, status, words) in [
        ("/collections/parcels/items?colour=red", "en", 400, "There is no parameter colour"),
        ("/collections/parcels/items?colour=red", "vi", 400, "Không có tham số colour"),
        ("/collections/parcels/items?bbox=1,2,3", "en-GB,en", 400, "west longitude"),
        ("/collections/parcels/items?limit=5&limit=6", "en", 400, "stands twice"),
        ("/collections?x=1", "en", 400, "There is no parameter x"),
        ("/collections/roads", "fr", 404, "Không có lớp roads"),
        ("/collections/roads?lang=en", "vi", 404, "There is no layer roads"),
        ("/nowhere", "en", 404, "There is no page"),
    ] {
        let asked = server.get(path).header("accept-language", language).header("x-request-id", "my-own-id");
        let answer = asked.send().await.expect("the server answers");
        assert_eq!(answer.status(), status, "{path}");
        assert_eq!(answer.headers()["content-type"], "application/problem+json");
        assert_eq!(answer.headers()["x-request-id"], "my-own-id");
        let problem: Value = answer.json().await.expect("it is JSON");
        assert!(problem["detail"].as_str().expect("a sentence").contains(words), "{problem}");
        assert_eq!(problem["request_id"], "my-own-id");
        assert_eq!(problem["status"], status);
    }
}

#[tokio::test]
async fn every_document_has_a_page_for_people_without_markup_from_data() {
    let (_folder, store) = city();
    let server = Server::start(&store);
    for path in [
        "/conformance",
        "/api",
        "/collections",
        "/collections/wards",
        "/collections/wards/items",
        "/collections/wards/items/1",
    ] {
        let asked = server.get(path).header("accept", "text/html,*/*;q=0.8");
        let answer = asked.send().await.expect("the server answers");
        assert_eq!(answer.status(), 200, "{path}");
        assert_eq!(answer.headers()["content-type"], "text/html; charset=utf-8");
        let policy = answer.headers()["content-security-policy"].to_str().expect("text").to_owned();
        assert!(policy.contains("default-src 'self'") && !policy.contains("unsafe"), "{policy}");
        let text = answer.text().await.expect("it is text");
        assert!(text.contains("<html lang=\"vi\">") && !text.contains("<script>"), "{path}");
    }
}

#[tokio::test]
async fn a_browser_that_goes_astray_gets_a_page_and_a_program_a_document() {
    let (_folder, store) = city();
    let server = Server::start(&store);
    for (path, status, english, vietnamese) in [
        ("/collections/nowhere", 404, "/collections lists the layers", "/collections"),
        ("/no/such/page", 404, "There is no page at this address", "Không có"),
        ("/collections/wards/items?limit=x", 400, "a whole number from 1 up", "limit"),
    ] {
        for (language, words) in [("en", english), ("vi", vietnamese)] {
            let asked = |accept: &str| server.get(path).header("accept", accept).header("accept-language", language);
            let browser = asked("text/html,application/xhtml+xml,*/*;q=0.8").send().await.expect("an answer");
            assert_eq!(browser.status(), status, "{path}");
            assert_eq!(browser.headers()["content-type"], "text/html; charset=utf-8");
            assert_eq!(browser.headers()["cache-control"], "no-store");
            let id = browser.headers()["x-request-id"].to_str().expect("text").to_owned();
            let page = browser.text().await.expect("text");
            assert!(page.contains(words) && page.contains(&id) && page.contains("href=\"/\""), "{page}");
            assert!(page.contains(&format!("<html lang=\"{language}\">")) && !page.contains("<script>"), "{page}");
            let program = asked("*/*").send().await.expect("an answer");
            assert_eq!(program.headers()["content-type"], "application/problem+json", "{path}");
        }
    }
}

#[tokio::test]
async fn scripts_and_styles_come_packed_to_those_who_take_them_so() {
    let (_folder, store) = city();
    let server = Server::start(&store);
    let page = server.get("/apps/planning").send().await.expect("an answer").text().await.expect("it is text");
    let files: Vec<&str> = page.split("\"/assets/").skip(1).filter_map(|rest| rest.split(['"', ' ']).next()).collect();
    for file in files.iter().filter(|file| !file.ends_with(".woff2")) {
        let asked = |encodings| server.get(&format!("/assets/{file}")).header("accept-encoding", encodings).send();
        let (packed, plain) = tokio::join!(asked("gzip, deflate, br"), asked("identity"));
        let (packed, plain) = (packed.expect("an answer"), plain.expect("an answer"));
        assert_eq!(
            (&packed.headers()["content-encoding"], plain.headers().get("content-encoding")),
            (&"gzip".parse().expect("a value"), None)
        );
        assert_eq!(packed.headers()["vary"], plain.headers()["vary"]);
        assert_eq!(packed.headers()["content-type"], plain.headers()["content-type"]);
        let (packed, plain) = (packed.bytes().await.expect("a body"), plain.bytes().await.expect("a body"));
        let mut unpacked = Vec::new();
        GzDecoder::new(&packed[..]).read_to_end(&mut unpacked).expect("it unpacks");
        assert!(unpacked == plain && packed.len() < plain.len(), "{file}");
    }
    assert!(files.len() > 5, "{files:?}");
}

#[tokio::test]
async fn the_api_document_describes_what_is_served() {
    let (_folder, store) = city();
    let server = Server::start(&store);
    let landing = server.json("/?f=json").await;
    for link in landing["links"].as_array().expect("links") {
        let href = link["href"].as_str().expect("a link").strip_prefix(&server.address).expect("it leads to us");
        assert_eq!(server.get(href).send().await.expect("the server answers").status(), 200, "{href}");
    }
    let people = server.get("/?f=html").send().await.expect("the server answers").text().await.expect("it is text");
    for link in landing["links"].as_array().expect("links") {
        assert!(people.contains(&format!("<a href={}>", link["href"])), "{link} also for people without script");
    }
    let api = server.json("/api").await;
    let metrics = server.get("/metrics").send().await.expect("an answer").text().await.expect("it is text");
    assert!(metrics.contains("diaban_requests_total"));
    let asset = {
        let page = server.get("/").header("accept", "text/html").send().await.expect("an answer");
        let page = page.text().await.expect("it is text");
        page.split("/assets/")
            .nth(1)
            .and_then(|rest| rest.split('"').next())
            .expect("a file of the map page")
            .to_owned()
    };
    let paths = api["paths"].as_object().expect("paths");
    let read = paths.iter().filter_map(|(path, methods)| Some((path, methods.get("get")?)));
    let read: Vec<(&String, &Value)> = read.collect();
    assert!(read.len() >= 17, "{paths:?}");
    for (path, operation) in read {
        let file = if path.starts_with("/assets/") { &*asset } else { "legend.json" };
        let examples = [
            ("{collectionId}", "parcels"),
            ("{featureId}", "1"),
            ("{layers}", "parcels"),
            ("{styleId}", "planning"),
            ("{z}", "0"),
            ("{x}", "0"),
            ("{y}", "0"),
            ("{file}", file),
            ("{icon}", "touch.png"),
            ("{fieldName}", "loai_dat"),
            ("{key}", "1"),
            ("{app}", "planning"),
            ("{fontstack}", "Be%20Vietnam%20Pro%20Regular"),
            ("{range}", "0-255"),
        ];
        let mut asked = examples.into_iter().fold(path.clone(), |path, (name, value)| path.replace(name, value));
        if path.ends_with("/difference") {
            asked.push_str("?with=2");
        }
        let status = server.get(&asked).send().await.expect("the server answers").status();
        // No base map and no authority is named in the settings, and the store has no file, no network, no plan and no comment on one.
        let is_missing = ["{baseMap}", "{hash}", "{network}", "{planId}", "{receipt}", "{sign}"]
            .iter()
            .any(|name| path.contains(name));
        // What only people who signed in may ask says so before it looks.
        let is_for_staff = status == 401 && !operation["responses"]["401"].is_null();
        let is_expected = is_for_staff || if is_missing { status == 404 } else { status.is_success() };
        assert!(is_expected, "{asked}: {status}");
    }
    let parameters = &api["paths"]["/collections/parcels/items"]["get"]["parameters"];
    let named: Vec<&Value> = parameters.as_array().expect("a list").iter().map(|one| &one["name"]).collect();
    let shown = server.json("/collections/parcels/items/1").await;
    for field in shown["properties"].as_object().expect("properties").keys() {
        assert!(named.contains(&&Value::from(field.as_str())), "{field} can be asked for: {parameters}");
    }
    assert_eq!(api["components"]["parameters"]["limit"]["schema"]["maximum"], 10_000);
}
