//! What lies under a place.

use serde_json::{Value, json};
use system_tests::program::{Server, city, diaban_succeeds};
use system_tests::shared;
use tempfile::TempDir;

use super::{all, results, search, text};

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
