//! Keys of parcels where they are easily mistaken: wards whose numbers begin one another, addresses of residential groups, one number on
//! hundreds of sheets, keys that exist elsewhere only, former names.

use std::ffi::OsStr;
use std::path::PathBuf;

use serde_json::{Value, json};
use spatial_core::geometry::Geometry;
use spatial_core::layer::{Clearance, Field, FieldType, GeometryType, Kind, Layer, Schema, Value as FieldValue};
use spatial_core::store::{StageMode, Staged, Store, StoreAddress};
use system_tests::program::{Server, diaban_succeeds};
use tempfile::TempDir;

use crate::rooms::snapshot::layer;

/// Commune, sheet, number, address, identifier.
type Parcel<'t> = [&'t str; 5];

const WARDS: [[&str; 2]; 3] = [["00001", "Phường 1"], ["00012", "Phường 12"], ["00030", "Phường Long Toàn"]];
const PARCELS: [Parcel<'_>; 12] = [
    ["00012", "3", "7", "7 Lê Lợi, Phường 12", ""],
    ["00001", "3", "7", "8 Lê Lợi, Phường 1", ""],
    ["00012", "77", "8", "9 Lê Lợi, Phường 12", ""],
    ["00012", "4", "1", "Tổ 5, Phường 12", ""],
    ["00030", "4", "2", "9 Tô Hiến Thành, Phường Long Toàn", ""],
    ["00001", "4", "3", "45/12 Trần Phú, Phường 1", ""],
    ["00012", "45", "12", "3 Lê Lợi, Phường 12", ""],
    ["", "6", "6", "2 Lê Lai, Xã 20", ""],
    ["", "6", "6", "20 Lê Lai, Xã 2", ""],
    ["00012", "DC-12", "91", "", "w3u5wwv9rh1k"],
    ["00012", "DC-12", "92", "", ""],
    ["4", "12", "93", "", "w3u5wwv9rh1m"],
];
/// On each of the sheets from 1 on there is a parcel 45 of Phường 12, and on the sheet after them one of Long Toàn.
const SHEETS: usize = 600;

fn features(kind: Kind, name: &str, fields: [&str; 5], rows: Vec<Vec<String>>) -> (Layer, Vec<Staged>) {
    let field = |name: &&str| Field::new(*name, FieldType::Text, Clearance::Open);
    let fields = fields.iter().filter(|name| !name.is_empty()).map(field).collect();
    let schema = Schema { geometry: GeometryType::Point, fields };
    let value = |text: String| if text.is_empty() { FieldValue::Null } else { FieldValue::text(text) };
    let staged = rows
        .into_iter()
        .enumerate()
        .map(|(at, row)| Staged::new(Some(place(at)), row.into_iter().map(value).collect()));
    (Layer { schema, kind, ..layer(name) }, staged.collect())
}

/// One east of the other, 20 m apart.
fn place(at: usize) -> Geometry {
    let east = f64::from(u32::try_from(at).expect("some hundred")) * 20.0;
    geo_types::Point::new(430_000.0 + east, 1_150_000.0).into()
}

async fn town() -> (TempDir, PathBuf) {
    let row = |parcel: &[&str]| parcel.iter().map(|text| (*text).to_owned()).collect::<Vec<String>>();
    let of_sheet = |sheet: usize| {
        let commune = if sheet > SHEETS { "00030" } else { "00012" };
        row(&[commune, &sheet.to_string(), "45", "", ""])
    };
    let parcels = PARCELS.iter().map(|parcel| row(parcel)).chain((1..=SHEETS + 1).map(of_sheet)).collect();
    let wards = WARDS.iter().map(|ward| row(ward)).collect();
    let streets = vec![row(&["Đường Trần Phú"]), row(&["Ngõ 12 Tô Hiến Thành"])];
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("town.gpkg");
    let store = Store::open(&StoreAddress::Gpkg(path.clone()), true).await.expect("a new store opens");
    for (layer, staged) in [
        features(Kind::Ward, "wards", ["ma_xa", "ten", "", "", ""], wards),
        features(Kind::Line, "streets", ["ten", "", "", "", ""], streets),
        features(Kind::Parcel, "parcels", ["ma_xa", "so_to", "so_thua", "dia_chi", "ma_dinh_danh"], parcels),
    ] {
        let mut stage = store.stage(layer, StageMode::Create).await.expect("a stage begins");
        stage.append(staged).await.expect("features are staged");
        stage.publish("test").await.expect("the layer is published");
    }
    (folder, path)
}

async fn search(server: &Server, text: &str, more: &str) -> Value {
    let asked: String = text.bytes().map(|byte| format!("%{byte:02X}")).collect();
    server.json(&format!("/v1/search?lang=vi&limit=50&q={asked}{more}")).await
}

fn results(answer: &Value) -> &Vec<Value> {
    answer["results"].as_array().expect("a list")
}

/// Keys, titles or details of all results.
fn each<'a>(answer: &'a Value, member: &str) -> Vec<&'a str> {
    results(answer).iter().map(|result| result[member].as_str().unwrap_or_default()).collect()
}

fn read_as(answer: &Value) -> Vec<&str> {
    let readings = answer["readings"].as_array().expect("a list");
    readings.iter().filter_map(|reading| reading["as"].as_str()).collect()
}

#[tokio::test]
async fn a_commune_is_the_one_that_was_named() {
    let (_folder, store) = town().await;
    let server = Server::start(&store);
    let at = results(&search(&server, "00012-3-7", "").await)[0]["at"].clone();
    let near = format!("&near={},{}", at[0], at[1]);
    for (asked, expected) in [
        ("tờ 3 thửa 7 phường 1", vec!["00001-3-7"]),
        ("3/7 p 1", vec!["00001-3-7"]),
        ("3/7 phường 12", vec!["00012-3-7"]),
        ("to 3 thua 7 p.12", vec!["00012-3-7"]),
        ("3/7", vec!["00012-3-7", "00001-3-7"]),
        ("thửa 45 Long Toàn", vec!["00030-601-45"]),
        ("tờ 601 phường Long Toàn", vec!["00030-601-45"]),
    ] {
        let answer = search(&server, asked, &near).await;
        assert_eq!(each(&answer, "key"), expected, "{asked}: {answer}");
        assert!(results(&answer).iter().all(|result| result["elsewhere"].is_null()), "{asked}: {answer}");
    }
    for (asked, expected) in [("6/6 xã 2", "20 Lê Lai, Xã 2"), ("6/6 xã 20", "2 Lê Lai, Xã 20")] {
        let answer = search(&server, asked, "").await;
        assert_eq!(each(&answer, "detail"), [expected], "no ward is called so, addresses are: {answer}");
    }
}

#[tokio::test]
async fn the_nearest_of_hundreds_comes_first() {
    let (_folder, store) = town().await;
    let server = Server::start(&store);
    let at = results(&search(&server, "00030-601-45", "").await)[0]["at"].clone();
    let answer = search(&server, "thửa 45", &format!("&near={},{}", at[0], at[1])).await;
    assert_eq!(each(&answer, "key")[..3], ["00030-601-45", "00012-600-45", "00012-599-45"], "{answer}");
    assert_eq!(answer["more"], true);
}

#[tokio::test]
async fn a_parcel_elsewhere_is_marked_and_a_whole_key_leads_to_none() {
    let (_folder, store) = town().await;
    let server = Server::start(&store);
    let none = search(&server, "00001-77-8", "").await;
    assert_eq!((results(&none).len(), read_as(&none)), (0, vec!["parcel"]), "{none}");
    for asked in ["tờ 77 thửa 8 phường 1", "77/8 phường 1", "77/8 Nguyễn Huệ"] {
        let answer = search(&server, asked, "").await;
        assert_eq!(each(&answer, "key"), ["00012-77-8"], "{asked}: {answer}");
        assert_eq!(results(&answer)[0]["elsewhere"], true, "{asked}: {answer}");
    }
    let both = search(&server, "45/12 Trần Phú", "").await;
    let keys = ["00001-4-3", "00012-45-12", "00012-12-45"];
    assert_eq!(each(&both, "key"), keys, "the address first, the other order last: {both}");
    let elsewhere = [0, 1, 2].map(|at| results(&both)[at]["elsewhere"].clone());
    assert_eq!(elsewhere, [Value::Null, json!(true), json!(true)]);
}

#[tokio::test]
async fn a_text_is_said_to_be_read_as_what_led_to_something() {
    let (_folder, store) = town().await;
    let server = Server::start(&store);
    for (asked, expected) in [
        ("45/12 Trần Phú", ["text"]),
        ("45/12", ["parcel"]),
        ("tờ 888 thửa 999", ["parcel"]),
        ("1017/QĐ-UBND", ["decision"]),
        ("không có gì", ["text"]),
    ] {
        let answer = search(&server, asked, "").await;
        assert_eq!(read_as(&answer)[..1], expected, "{asked}: {answer}");
        assert!(asked != "45/12 Trần Phú" || read_as(&answer).len() == 1, "{answer}");
    }
}

#[tokio::test]
async fn a_residential_group_is_no_sheet() {
    let (_folder, store) = town().await;
    let server = Server::start(&store);
    for asked in ["tổ 5", "Tổ 5, Phường 12", "tổ 5 p 12"] {
        let answer = search(&server, asked, "").await;
        assert_eq!(each(&answer, "key"), ["00012-4-1"], "{asked}: {answer}");
    }
    let unmarked = search(&server, "to 5", "").await;
    assert_eq!(each(&unmarked, "key")[0], "00012-4-1", "{unmarked}");
    assert!(each(&unmarked, "key").contains(&"00012-5-45"), "it may be a sheet all the same: {unmarked}");
    let sheet = search(&server, "tờ 5", "").await;
    assert_eq!(each(&sheet, "key")[0], "00012-5-45", "{sheet}");
}

#[tokio::test]
async fn words_for_streets_need_not_be_in_their_names() {
    let (_folder, store) = town().await;
    let server = Server::start(&store);
    for (asked, expected) in [("phố Trần Phú", "Đường Trần Phú"), ("ngõ 12 Tô Hiến Thành", "Ngõ 12 Tô Hiến Thành")]
    {
        let answer = search(&server, asked, "").await;
        assert_eq!((each(&answer, "kind")[0], each(&answer, "title")[0]), ("street", expected), "{asked}: {answer}");
    }
}

#[tokio::test]
async fn the_key_of_a_result_opens_it() {
    let (_folder, store) = town().await;
    let server = Server::start(&store);
    for (asked, key) in [
        ("thửa 91", json!("w3u5wwv9rh1k")),
        ("thửa 92", Value::Null),
        ("thửa 93", json!("w3u5wwv9rh1m")),
        ("tờ 77 thửa 8", json!("00012-77-8")),
    ] {
        let answer = search(&server, asked, "").await;
        let first = &results(&answer)[0];
        assert_eq!(first["key"], key, "{asked}: {answer}");
        if let Some(key) = key.as_str() {
            assert_eq!(server.json(&format!("/v1/parcels/{key}")).await["id"], first["id"], "{key}");
        }
    }
}

#[tokio::test]
async fn a_ward_and_a_parcel_are_found_by_a_former_name() {
    let folder = TempDir::new().expect("a folder");
    let store = folder.path().join("city.gpkg");
    let made = ["sample", "--parcels", "4000", "--layers", "wards,parcels", "--out"].map(OsStr::new);
    diaban_succeeds(made.into_iter().chain([store.as_os_str()]));
    let server = Server::start(&store);
    let all = |layer: &'static str| format!("/collections/{layer}/items?limit=10000");
    let (wards, parcels) = (server.json(&all("wards")).await, server.json(&all("parcels")).await);
    let (wards, parcels) = (wards["features"].as_array().expect("a list"), parcels["features"].as_array());
    let former = |ward: &Value| ward["properties"]["ten_cu"].as_str().map(str::to_owned);
    let is_of = |ward: &Value, name: &str| former(ward).is_some_and(|names| names.split(", ").any(|one| one == name));
    for name in ["Phường Thắng Tam", "Phường 10", "Phường 7"] {
        let ward = wards.iter().find(|ward| is_of(ward, name)).expect("a ward was called so");
        let code = &ward["properties"]["ma_xa"];
        let answer = search(&server, name, "").await;
        assert_eq!(
            (&results(&answer)[0]["layer"], &results(&answer)[0]["id"]),
            (&json!("wards"), &ward["id"]),
            "{name}: {answer}"
        );
        assert!(results(&answer)[0]["detail"].as_str().expect("text").contains(name), "it says so: {answer}");
        let parcel = parcels.expect("a list").iter().find(|parcel| parcel["properties"]["ma_xa"] == *code);
        let parcel = parcel.expect("it has parcels");
        let (sheet, number) = (&parcel["properties"]["so_to"], &parcel["properties"]["so_thua"]);
        for asked in [format!("tờ {sheet} thửa {number} {name}"), format!("{sheet}/{number} {name}")] {
            let answer = search(&server, &asked, "").await;
            assert_eq!(results(&answer)[0]["id"], parcel["id"], "{asked}: {answer}");
            assert!(results(&answer)[0]["elsewhere"].is_null());
        }
    }
}
