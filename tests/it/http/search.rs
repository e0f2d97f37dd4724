//! Searching a sample city through the real server: the forms people type, who may find what, edits at once, what lies under a place.

use serde_json::{Value, json};
use spatial_core::crs::Crs;
use spatial_core::layer::{Clearance, Field, FieldType, GeometryType, Kind, Layer, Schema};
use spatial_core::store::{StageMode, Staged, Store, StoreAddress};
use system_tests::program::{Server, city, diaban_succeeds, token};
use system_tests::shared;
use tempfile::TempDir;

use crate::rooms::snapshot::layer;

/// Asks for a text; the text may hold anything.
async fn search(server: &Server, text: &str, more: &str) -> Value {
    let answer = server.get(&format!("/v1/search?lang=vi&q={}{more}", escaped(text))).send().await.expect("an answer");
    assert_eq!(answer.status(), 200, "{text}");
    answer.json().await.expect("it is JSON")
}

fn escaped(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

fn results(answer: &Value) -> &Vec<Value> {
    answer["results"].as_array().expect("a list")
}

/// All features of a layer.
async fn all(server: &Server, layer: &str) -> Vec<Value> {
    let page = server.json(&format!("/collections/{layer}/items?limit=10000")).await;
    page["features"].as_array().expect("a list").clone()
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[tokio::test]
async fn a_parcel_is_found_by_every_form_of_its_key() {
    let (_folder, store) = city();
    let server = Server::start(&store);
    let parcels = all(&server, "parcels").await;
    let wards = all(&server, "wards").await;
    let parcel = &parcels[137];
    let [commune, sheet, number] = ["ma_xa", "so_to", "so_thua"].map(|field| text(&parcel["properties"][field]));
    let ward = wards.iter().find(|ward| ward["properties"]["ma_xa"] == commune.as_str()).expect("its ward");
    let name = text(&ward["properties"]["ten"]);
    let name = name.trim_start_matches("Phường ").trim_start_matches("Xã ");
    let identifier = text(&parcel["properties"]["ma_dinh_danh"]);
    for asked in [
        format!("tờ {sheet} thửa {number} {name}"),
        format!("to {sheet} thua {number} p {}", plain(name)),
        format!("thửa {number} tờ {sheet}, {name}"),
        format!("{sheet}/{number} {name}"),
        format!("{commune}-{sheet}-{number}"),
        identifier.clone(),
        identifier.to_uppercase(),
    ] {
        let answer = search(&server, &asked, "").await;
        let first = &results(&answer)[0];
        assert_eq!(first["id"], parcel["id"], "{asked}: {answer}");
        assert_eq!((first["kind"].as_str(), first["layer"].as_str()), (Some("parcel"), Some("parcels")));
        assert_eq!(first["key"], format!("{commune}-{sheet}-{number}"));
        assert_eq!(first["title"], format!("Tờ {sheet}, thửa {number}"));
        assert!(first["detail"].as_str().expect("text").contains(name), "{first}");
        let href = first["href"].as_str().expect("a link");
        assert_eq!(server.json(href).await["id"], parcel["id"]);
        let place = first["at"].as_array().expect("a place");
        let met = server.json(&format!("/collections/parcels/items?bbox={0},{1},{0},{1}", place[0], place[1])).await;
        assert!(
            met["features"].as_array().expect("a list").iter().any(|one| one["id"] == parcel["id"]),
            "at lies inside"
        );
    }
    let english = server.json(&format!("/v1/search?lang=en&q={commune}-{sheet}-{number}")).await;
    assert_eq!(results(&english)[0]["title"], format!("Sheet {sheet}, parcel {number}"));
}

/// Vietnamese without marks.
fn plain(text: &str) -> String {
    spatial_core::layer::folded(text)
}

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

async fn store_of(layers: Vec<(Layer, Vec<Staged>)>) -> (TempDir, std::path::PathBuf) {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("city.gpkg");
    let store = Store::open(&StoreAddress::Gpkg(path.clone()), true).await.expect("a new store opens");
    for (layer, features) in layers {
        let mut stage = store.stage(layer, StageMode::Create).await.expect("a stage begins");
        stage.append(features).await.expect("features are staged");
        stage.publish("test").await.expect("the layer is published");
    }
    (folder, path)
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
async fn a_parcel_has_one_address_under_each_of_its_keys() {
    let (_folder, store) = city();
    let server = Server::start(&store);
    let item = server.get("/collections/parcels/items/42").send().await.expect("an answer");
    let tag = item.headers()["etag"].clone();
    let item: Value = item.json().await.expect("JSON");
    let properties = &item["properties"];
    let key = ["ma_xa", "so_to", "so_thua"].map(|field| text(&properties[field])).join("-");
    for key in ["42".to_owned(), key, text(&properties["ma_dinh_danh"])] {
        let answer = server.get(&format!("/v1/parcels/{key}")).send().await.expect("an answer");
        assert_eq!(answer.status(), 200, "{key}");
        assert_eq!(answer.headers()["etag"], tag);
        assert_eq!(answer.json::<Value>().await.expect("JSON"), item, "{key}");
    }
    for (key, word) in [("26506-900-900", "tờ"), ("w3u5wwv9rh1k", "định danh"), ("999999", "mã số")] {
        let answer = server.get(&format!("/v1/parcels/{key}?lang=vi")).send().await.expect("an answer");
        assert_eq!(answer.status(), 404, "{key}");
        let problem: Value = answer.json().await.expect("JSON");
        let detail = problem["detail"].as_str().expect("a sentence");
        assert!(detail.contains(key) && detail.contains(word), "{detail}");
    }
}

#[tokio::test]
async fn several_parcels_of_one_key_are_a_collection() {
    let field = |name: &str| Field::new(name, FieldType::Integer, Clearance::Open);
    let schema =
        Schema { geometry: GeometryType::Point, fields: vec![field("ma_xa"), field("so_to"), field("so_thua")] };
    let whole = spatial_core::layer::Value::Integer;
    let twice = |east: f64| {
        Staged::new(
            Some(geo_types::Point::new(430_000.0 + east, 1_150_000.0).into()),
            vec![whole(26506), whole(3), whole(4)],
        )
    };
    let parcels = Layer { schema, kind: Kind::Parcel, ..layer("parcels") };
    let (_folder, store) = store_of(vec![(parcels, vec![twice(0.0), twice(10.0)])]).await;
    let server = Server::start(&store);
    let both = server.json("/v1/parcels/26506-3-4").await;
    assert_eq!((&both["type"], both["features"].as_array().map(Vec::len)), (&json!("FeatureCollection"), Some(2)));
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
async fn what_lies_under_a_place_is_what_items_say() {
    let test = "what_lies_under_a_place_is_what_items_say";
    let Some(file) = shared(test, "data/cambridge-ma/ASSESSING_ParcelsFY2014.topojson.gz") else { return };
    let folder = TempDir::new().expect("a folder");
    let store = folder.path().join("cambridge.gpkg");
    diaban_succeeds([
        "import".as_ref(),
        file.as_os_str(),
        "--into".as_ref(),
        store.as_os_str(),
        "--layer".as_ref(),
        "parcels".as_ref(),
        "--kind".as_ref(),
        "parcel".as_ref(),
    ]);
    let server = Server::start(&store);
    let extent = server.json("/collections/parcels?f=json").await["extent"]["spatial"]["bbox"][0].clone();
    let [west, south, east, north] = [0, 1, 2, 3].map(|at| extent[at].as_f64().expect("a number"));
    let mut met = 0;
    for step in 0..200_u32 {
        // A walk that never comes back to where it was.
        let share = |times: f64| (f64::from(step) * times).fract();
        let (lon, lat) = (west + (east - west) * share(0.618_033_988), south + (north - south) * share(0.754_877_666));
        let items = server.json(&format!("/collections/parcels/items?bbox={lon},{lat},{lon},{lat}&limit=100")).await;
        let under = server.json(&format!("/v1/search?at={lon},{lat}&limit=50")).await;
        let ids = |features: &Value| -> Vec<u64> {
            features.as_array().map_or_else(Vec::new, |all| all.iter().filter_map(|one| one["id"].as_u64()).collect())
        };
        // Parcels without geometry answer every box and lie under no place.
        let placed = items["features"].as_array().expect("a list").iter().filter(|one| !one["geometry"].is_null());
        let expected: Vec<u64> = placed.filter_map(|one| one["id"].as_u64()).collect();
        assert_eq!(ids(&under["groups"][0]["features"]), expected, "{lon},{lat}");
        met += expected.len();
    }
    assert!(met > 50, "{met} parcels under 200 places");
}

#[tokio::test]
async fn lines_and_points_lie_under_a_place_within_metres_and_parcels_come_first() {
    let (_folder, store) = city();
    let server = Server::start(&store);
    let street = &all(&server, "streets").await[0];
    let place = &street["geometry"]["coordinates"][0];
    let (lon, lat) = (place[0].as_f64().expect("a number"), place[1].as_f64().expect("a number"));
    let kinds = |answer: &Value| -> Vec<String> {
        answer["groups"].as_array().expect("a list").iter().map(|group| text(&group["kind"])).collect()
    };
    let on_it = server.json(&format!("/v1/search?at={lon},{lat}")).await;
    assert!(kinds(&on_it).contains(&"line".to_owned()), "{on_it}");
    let parcel = &all(&server, "parcels").await[0];
    let key = text(&parcel["id"]);
    let at = results(
        &search(&server, &["ma_xa", "so_to", "so_thua"].map(|f| text(&parcel["properties"][f])).join("-"), "").await,
    )[0]["at"]
        .clone();
    let under = server.json(&format!("/v1/search?at={},{}&within_m=0", at[0], at[1])).await;
    let groups = under["groups"].as_array().expect("a list");
    assert_eq!((&groups[0]["kind"], text(&groups[0]["features"][0]["id"])), (&json!("parcel"), key));
    assert!(groups[0]["features"][0]["geometry"].is_null());
    assert_eq!(kinds(&under).last().map(String::as_str), Some("ward"), "{under}");
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

/// One thing to find: how it is typed, and what the first result must show.
struct Target {
    forms: Vec<String>,
    layer: &'static str,
    /// A member of the result and its value.
    is: (&'static str, Value),
}

#[tokio::test]
async fn two_hundred_forms_of_forty_targets_are_found() {
    let folder = TempDir::new().expect("a folder");
    let store = folder.path().join("city.gpkg");
    diaban_succeeds(["sample".as_ref(), "--parcels".as_ref(), "4000".as_ref(), "--out".as_ref(), store.as_os_str()]);
    let server = Server::start(&store);
    let targets = targets(&server).await;
    assert_eq!(targets.len(), 40);
    let (mut forms, mut first, mut missed) = (0, 0, Vec::new());
    for target in &targets {
        for form in &target.forms {
            forms += 1;
            let answer = search(&server, form, "").await;
            let is_it = |hit: &Value| hit["layer"] == target.layer && hit[target.is.0] == target.is.1;
            let place = results(&answer).iter().position(is_it);
            first += usize::from(place == Some(0));
            if place.is_none_or(|place| place > 2) {
                let shown: Vec<_> =
                    results(&answer).iter().take(3).map(|hit| format!("{} {}", hit["title"], hit["detail"])).collect();
                missed.push(format!("{form} → {} at {place:?}: {shown:?}", target.is.1));
            }
        }
    }
    assert!(forms >= 200, "{forms} forms");
    assert!(
        missed.is_empty() && first * 200 >= forms * 195,
        "{first} of {forms} first; not among three:\n{}",
        missed.join("\n")
    );
}

/// Parcels by key, identifier and address, wards, streets, zones and plans of the city.
async fn targets(server: &Server) -> Vec<Target> {
    let (parcels, wards) = (all(server, "parcels").await, all(server, "wards").await);
    let mut targets: Vec<Target> = Vec::new();
    for step in 0..12 {
        targets.push(by_key(&parcels[step * 331 + 17], &wards));
    }
    let address = |parcel: &Value| text(&parcel["properties"]["dia_chi"]);
    let is_one = |parcel: &&Value| parcels.iter().filter(|other| address(other) == address(parcel)).count() == 1;
    let with_number =
        parcels.iter().step_by(97).filter(|parcel| address(parcel).starts_with(|c: char| c.is_ascii_digit()));
    targets.extend(with_number.filter(is_one).take(8).map(by_address));
    targets.extend(wards.iter().take(4).map(ward));
    targets.extend(streets(&all(server, "streets").await).into_iter().take(8));
    let zones = all(server, "zones").await;
    let sign = |zone: &Value| text(&zone["properties"]["ky_hieu"]);
    let signs =
        zones.iter().step_by(7).filter(|zone| zones.iter().filter(|other| sign(other) == sign(zone)).count() == 1);
    targets.extend(signs.map(zone).take(40 - targets.len().min(40)));
    targets
}

fn by_key(parcel: &Value, wards: &[Value]) -> Target {
    let [commune, sheet, number] = ["ma_xa", "so_to", "so_thua"].map(|field| text(&parcel["properties"][field]));
    let ward = wards.iter().find(|ward| ward["properties"]["ma_xa"] == commune.as_str()).expect("its ward");
    let ward = text(&ward["properties"]["ten"]);
    let name = ward.split_once(' ').map_or("", |(_, name)| name);
    let forms = vec![
        format!("tờ {sheet} thửa {number} {name}"),
        format!("to {sheet} thua {number} p {}", plain(name)),
        format!("thửa {number}, tờ {sheet}, {ward}"),
        format!("{sheet}/{number} {}", plain(name)),
        format!("{commune}-{sheet}-{number}"),
        text(&parcel["properties"]["ma_dinh_danh"]),
    ];
    Target { forms, layer: "parcels", is: ("id", parcel["id"].clone()) }
}

fn by_address(parcel: &Value) -> Target {
    let address = text(&parcel["properties"]["dia_chi"]);
    let (house, rest) = address.split_once(' ').expect("a house number");
    let (street, ward) = rest.split_once(", ").expect("a ward");
    let name = ward.split_once(' ').map_or("", |(_, name)| name);
    let forms = vec![
        address.clone(),
        plain(&address),
        format!("{} {house} {}", plain(street), plain(name)),
        format!("số {house} đường {street}, {ward}"),
        format!("{house} {}, p. {}", plain(street), plain(name)),
    ];
    Target { forms, layer: "parcels", is: ("id", parcel["id"].clone()) }
}

fn ward(ward: &Value) -> Target {
    let full = text(&ward["properties"]["ten"]);
    let (_, name) = full.split_once(' ').expect("a sort and a name");
    let forms = vec![
        full.clone(),
        plain(&full),
        name.to_owned(),
        format!("p {}", plain(name)),
        format!("P.{name}"),
        text(&ward["properties"]["ma_xa"]),
    ];
    Target { forms, layer: "wards", is: ("id", ward["id"].clone()) }
}

/// Main roads of different names.
fn streets(streets: &[Value]) -> Vec<Target> {
    let mut names: Vec<String> = streets.iter().map(|street| text(&street["properties"]["ten"])).collect();
    names.retain(|name| name.starts_with("Đường ") && !name.starts_with("Đường nội"));
    names.sort();
    names.dedup();
    let target = |full: &String| {
        let name = full.trim_start_matches("Đường ");
        let typed: String = plain(name).chars().take(plain(name).chars().count() - 1).collect();
        let forms = vec![full.clone(), plain(full), name.to_owned(), plain(name), format!("đ. {name}"), typed];
        Target { forms, layer: "streets", is: ("title", json!(full)) }
    };
    names.iter().map(target).collect()
}

fn zone(zone: &Value) -> Target {
    let sign = text(&zone["properties"]["ky_hieu"]);
    let forms =
        vec![sign.clone(), sign.to_lowercase(), sign.replace('-', " "), format!(" {sign} "), sign.replace('-', "–")];
    Target { forms, layer: "zones", is: ("id", zone["id"].clone()) }
}

/// The sample city lies in this zone; what is asked in metres above is asked in it.
#[test]
fn the_sample_city_lies_in_zone_107_45() {
    assert_eq!(data_samples::City::CRS, Crs::Epsg(5899));
}
