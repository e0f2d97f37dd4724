//! The difference of two plans: in square metres, by function and on the map, of what the reader may see.

use anyhow::{Context, Result};
use data_samples::City;
use reqwest::Method;
use serde_json::{Value, json};
use spatial_core::store::Store;

use super::{Scene, answered};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_plans_are_compared_to_the_square_metre_in_a_file() -> Result<()> {
    two_plans_are_compared_to_the_square_metre(&Scene::in_a_file().await).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_plans_are_compared_to_the_square_metre_in_a_database() -> Result<()> {
    two_plans_are_compared_to_the_square_metre(&Scene::in_a_database().await).await
}

async fn two_plans_are_compared_to_the_square_metre(scene: &Scene) -> Result<()> {
    for asked in ["/v1/plans/5/difference", "/v1/plans/5/difference?with="] {
        let (status, told) = scene.asked("", asked).await;
        let said = told["detail"].as_str().context("a sentence")?;
        assert_eq!((status, said.starts_with("Parameter with is missing")), (400, true), "{told}");
    }
    let planner = scene.editor("lan", &["planning.draft", "planning.publish"]);
    let [x, y] = beside_the_city(scene).await?;
    let before = [
        zone("ODT", "40-60", [x, y, x + 100.0, y + 100.0]),
        zone("CXC", "", [x + 100.0, y, x + 200.0, y + 100.0]),
        zone("DGT", "", [x, y + 100.0, x + 200.0, y + 120.0]),
    ];
    let after = [
        zone("ODT", "40 – 60%", [x, y, x + 50.0, y + 100.0]),
        zone("ODT", "80", [x + 50.0, y, x + 100.0, y + 100.0]),
        zone("TMDV", "", [x + 100.0, y, x + 160.0, y + 100.0]),
        zone("DGT", "", [x, y + 100.0, x + 220.0, y + 120.0]),
    ];
    let [old, new] =
        [drawn(scene, &planner, "QH-2020", &before).await?, drawn(scene, &planner, "QH-2025", &after).await?];
    let path = format!("/v1/plans/{old}/difference?with={new}");
    assert_eq!(scene.asked("", &path).await.0, 404, "drafts are compared for who may see them");
    published(scene, &planner, old).await;
    let (status, problem) = scene.asked("", &path).await;
    assert_eq!(status, 404, "one of the two is a draft");
    assert!(!problem.to_string().contains("QH-2025"), "{problem}");
    let (status, told) = scene.asked(&planner, &path).await;
    assert_eq!(status, 200, "{told}");
    let areas = ["addedM2", "removedM2", "changedM2", "unchangedM2"].map(|name| told[name].as_f64().unwrap_or(-1.0));
    assert_eq!(areas, [400.0, 4_000.0, 11_000.0, 9_000.0], "{told}");
    assert_eq!((&told["before"]["areaM2"], &told["after"]["areaM2"]), (&json!(24_000.0), &json!(20_400.0)));
    let functions: Vec<(&str, &Value, &Value, f64)> = told["functions"]
        .as_array()
        .context("functions")?
        .iter()
        .map(|pair| {
            let became = pair["became"].as_str().unwrap_or_default();
            (became, &pair["from"], &pair["to"], pair["areaM2"].as_f64().unwrap_or(-1.0))
        })
        .collect();
    let [odt, dgt, cxc, trade] = ["ODT", "DGT", "CXC", "TMDV"].map(Value::from);
    let expected = [
        ("added", &Value::Null, &dgt, 400.0),
        ("removed", &cxc, &Value::Null, 4_000.0),
        ("function", &cxc, &trade, 6_000.0),
        ("indicators", &odt, &odt, 5_000.0),
        ("unchanged", &odt, &odt, 5_000.0),
        ("unchanged", &dgt, &dgt, 4_000.0),
    ];
    assert_eq!(functions, expected);
    let pieces = told["pieces"].as_array().context("pieces")?;
    assert_eq!(pieces.len(), 4, "what is unchanged is no piece: {told}");
    assert_eq!((&pieces[3]["before"]["density"], &pieces[3]["after"]["density"]), (&json!("40-60"), &json!("80")));

    published(scene, &planner, new).await;
    let (status, shapes) = scene.asked("", &format!("{path}&f=geojson")).await;
    assert_eq!((status, &shapes["type"]), (200, &json!("FeatureCollection")), "{shapes}");
    let features = shapes["features"].as_array().context("features")?;
    let became: Vec<&str> = features.iter().filter_map(|piece| piece["properties"]["became"].as_str()).collect();
    assert_eq!(became, ["added", "removed", "function", "indicators"]);
    let point = &features[2]["geometry"]["coordinates"][0][0][0];
    let lon = point[0].as_f64().context("degrees")?;
    assert!((100.0..112.0).contains(&lon), "{point}");
    let (_, same) = scene.asked("", &format!("/v1/plans/{old}/difference?with={old}")).await;
    assert_eq!((&same["changedM2"], &same["unchangedM2"]), (&json!(0.0), &json!(24_000.0)), "{same}");
    let (_, back) = scene.asked("", &format!("/v1/plans/{new}/difference?with={old}")).await;
    assert_eq!((&back["addedM2"], &back["removedM2"]), (&told["removedM2"], &told["addedM2"]));
    for (bad, status) in [("", 400), ("?with=x", 400), ("?with=987654", 404), (&*format!("?with={new}&f=dxf"), 400)] {
        assert_eq!(scene.asked("", &format!("/v1/plans/{old}/difference{bad}")).await.0, status, "{bad}");
    }
    Ok(())
}

/// Half a kilometre east of the city, in its grid.
async fn beside_the_city(scene: &Scene) -> Result<[f64; 2]> {
    let store = Store::open(scene.address(), false).await?;
    let (_, layers) = store.layers().await?;
    let city = layers.iter().find(|layer| layer.name.as_str() == "parcels").and_then(|layer| layer.extent);
    let city = city.context("the city lies somewhere")?;
    Ok([city.max[0] + 500.0, city.min[1]].map(f64::round))
}

fn zone(function: &str, density: &str, [west, south, east, north]: [f64; 4]) -> Value {
    let ring = [[west, south], [east, south], [east, north], [west, north], [west, south]];
    let properties = json!({ "ky_hieu": format!("{function}-1"), "chuc_nang": function, "mat_do": density });
    json!({ "type": "Feature", "geometry": { "type": "Polygon", "coordinates": [ring] }, "properties": properties })
}

/// A draft with zones in the city's grid; its id.
async fn drawn(scene: &Scene, token: &str, code: &str, zones: &[Value]) -> Result<u64> {
    let plan = json!({ "code": code, "name": code, "kind": "urban", "level": "subdivision", "zones": zones });
    let request = scene.server.ask(Method::POST, "/v1/plans").bearer_auth(token);
    let crs = format!("<http://www.opengis.net/def/crs/EPSG/0/{}>", City::CRS.to_string().trim_start_matches("EPSG:"));
    let (status, made) = answered(request.header("content-crs", crs).json(&plan)).await;
    assert_eq!(status, 201, "{made}");
    made["id"].as_u64().context("an id")
}

async fn published(scene: &Scene, token: &str, plan: u64) {
    let decision = json!({ "decision": "1/QĐ-UBND", "date": "2026-01-02", "reason": "Hồ sơ bổ sung sau" });
    let (status, done) = scene.sent(token, &format!("/v1/plans/{plan}/publish"), &decision).await;
    assert_eq!(status, 200, "{done}");
}
