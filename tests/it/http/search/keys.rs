//! Parcels found by the forms of their keys, and their addresses under each of them.

use serde_json::{Value, json};
use spatial_core::layer::{Clearance, Field, FieldType, GeometryType, Kind, Layer, Schema};
use spatial_core::store::Staged;
use system_tests::program::{Server, city};

use super::{all, plain, results, search, store_of, text};
use crate::rooms::snapshot::layer;

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
        format!("tờ {sheet} thửa {number} xã {commune}"),
        format!("tờ {sheet} thửa {number} phường {commune}"),
        format!("thửa {number} tờ {sheet}, mã xã {commune}"),
        format!("{sheet}/{number} của xã {commune}"),
        format!("thửa {number}/{sheet}, xã {commune}"),
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
        let href = href.strip_prefix(&server.address).expect("an address of ours");
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
