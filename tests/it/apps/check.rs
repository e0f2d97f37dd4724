//! May this building stand here: a lot in a zone of houses and one of road, what is met exactly, what is broken and where, what a draft
//! adds (nothing), and what is refused.

use anyhow::{Context, Result};
use data_samples::City;
use reqwest::Method;
use serde_json::{Value, json};
use spatial_core::crs::{Crs, Transform};

use super::Scene;
use super::extract::{a_lot, published, sent, square};

const CHECK: &str = "/v1/planning/check";
const DAY: &str = "2025-06-01";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_building_is_judged_by_each_limit_of_the_plan_that_governs_its_lot_in_a_file() -> Result<()> {
    a_building_is_judged_by_each_limit_of_the_plan_that_governs_its_lot(&Scene::in_a_file().await).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_building_is_judged_by_each_limit_of_the_plan_that_governs_its_lot_in_a_database() -> Result<()> {
    a_building_is_judged_by_each_limit_of_the_plan_that_governs_its_lot(&Scene::in_a_database().await).await
}

async fn a_building_is_judged_by_each_limit_of_the_plan_that_governs_its_lot(scene: &Scene) -> Result<()> {
    let [x, y] = a_lot(scene).await?;
    let planner = scene.editor("lan", &["planning.draft", "planning.publish"]);
    let plan = a_plan(scene, &planner, [x, y]).await?;

    // 12 m × 15 m of houses on 15 m × 20 m of such land: 60 % of it, and 2.4 times it on all storeys. Both are met exactly.
    let outline = square(x + 1.0, y + 2.0, x + 13.0, y + 17.0);
    let building =
        json!({ "footprint": outline, "storeys": 5, "height_m": 21.0, "floor_area_m2": 720.0, "as_of": DAY });
    let told = checked(scene, "", &building).await?;
    assert_eq!(
        said(&told),
        [
            "encroachment pass within_parcel 0.0",
            "density pass within_limit 60.0",
            "far pass within_limit 2.4",
            "storeys pass within_limit 5.0",
            "height no_limit not_regulated 21.0",
            "encroachment pass zone_allows 0.0",
            "setback cannot_tell no_lines null",
        ],
        "{told}"
    );
    assert_eq!(told["verdict"], "cannot_tell", "of the setback nothing is known");
    assert_eq!((&told["as_of"], &told["footprint_m2"]), (&json!(DAY), &json!(180.0)));
    assert_eq!((&told["parcel"]["identifier"], &told["parcel"]["percent"]), (&json!("LO-A1"), &json!(100.0)));
    assert_eq!(told["parcels"].as_array().map(Vec::len), Some(1));
    let governing = &told["plans"][0];
    assert_eq!((&governing["plan_id"], &governing["reason"]), (&json!(plan), &json!("only")), "{told}");
    let density = &told["checks"][1];
    assert_eq!(
        (&density["sign"], &density["function"], &density["unit"]),
        (&json!("NO-1"), &json!("Nhóm nhà ở"), &json!("percent"))
    );
    let within = &told["checks"][5];
    assert_eq!(within["in_zone_m2"], 180.0, "{within}");
    assert!(within["reason"].as_str().is_some_and(|reason| reason.contains("180 m²")), "{within}");
    assert_eq!(density["limit"], json!({ "text": "40-60", "min": 40.0, "max": 60.0, "certainty": "read" }));
    let decision = json!({ "number": "7/QĐ-UBND", "date": "2024-02-01", "issuer": "UBND tỉnh" });
    assert_eq!((&density["source"], &governing["decision"]), (&decision, &decision));
    let reasons = told["checks"].as_array().into_iter().flatten().filter_map(|check| check["reason"].as_str());
    assert!(reasons.clone().count() == 7 && reasons.into_iter().all(|reason| reason.ends_with('.')), "{told}");

    // The same in degrees, and by the key of the lot.
    let mut in_degrees = building.clone();
    in_degrees["footprint"] = degrees(&outline)?;
    in_degrees["parcel"] = json!("LO-A1");
    let (status, same) = posted(scene, "", None, &in_degrees).await;
    assert_eq!((status, said(&same)), (200, said(&told)), "{same}");

    // A decimetre more, a storey more, and over the boundary into the road.
    let wide = square(x + 1.0, y + 2.0, x + 13.1, y + 17.0);
    let wide = json!({ "footprint": wide, "storeys": 6, "floor_area_m2": 730.0, "as_of": DAY });
    let told = checked(scene, "", &wide).await?;
    assert_eq!(told["verdict"], "fail");
    assert_eq!(said(&told)[1], "density fail above_most 60.5");
    assert_eq!(said(&told)[2], "far fail above_most 2.433");
    assert_eq!(said(&told)[3], "storeys fail above_most 6.0");
    let long = square(x + 5.0, y + 5.0, x + 22.0, y + 10.0);
    let told = checked(scene, "", &json!({ "footprint": long, "as_of": DAY })).await?;
    assert_eq!(said(&told)[0], "encroachment fail outside_parcel 10.0");
    let in_road = told["checks"].as_array().into_iter().flatten().find(|check| check["reason_code"] == "zone_forbids");
    let in_road = in_road.context("a zone of road")?;
    assert_eq!((&in_road["measured"], &in_road["function"]), (&json!(35.0), &json!("DGT")));
    let corner = &in_road["geometry"]["coordinates"][0][0][0];
    assert!(corner[0].as_f64().is_some_and(|lon| (102.0..110.0).contains(&lon)), "in degrees: {in_road}");
    assert!(said(&told).contains(&"storeys cannot_tell not_sent null".to_owned()), "{told}");

    let before = checked(scene, "", &json!({ "footprint": outline, "as_of": "2019-01-01" })).await?;
    assert_eq!(
        (&before["plans"], &said(&before)[1]),
        (&json!([]), &"density pass_by_standard no_plan 45.0".to_owned())
    );
    let by = &before["checks"][1]["standard"];
    assert_eq!((&by["regulation"], &by["clause"]), (&json!("QCVN 01:2021/BXD"), &json!("Bảng 2.8")), "{before}");
    assert_eq!((&by["max"], &by["verified"], &by["building"]), (&json!(55.0), &json!(false), &json!("house")));
    let vietnamese =
        scene.server.ask(Method::POST, &format!("{CHECK}?lang=vi")).header("content-crs", grid()).json(&building);
    let (_, vietnamese) = super::answered(vietnamese).await;
    assert!(
        vietnamese["checks"][1]["reason"].as_str().is_some_and(|reason| reason.starts_with("60 %")),
        "{vietnamese}"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_draft_says_nothing_of_a_building_to_anybody() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let [x, y] = a_lot(&scene).await?;
    let planner = scene.editor("lan", &["planning.draft", "planning.publish"]);
    a_plan(&scene, &planner, [x, y]).await?;
    let building = json!({ "footprint": square(x + 1.0, y + 2.0, x + 9.0, y + 10.0), "storeys": 4, "as_of": DAY });
    let before = checked(&scene, "", &building).await?;
    let zone =
        zone("BM-1", "Đất bí mật", ["không xây dựng", "1", "0,1"], &square(x - 50.0, y - 50.0, x + 70.0, y + 70.0));
    let draft =
        json!({ "code": "QHCT", "name": "Quy hoạch bí mật", "kind": "urban", "level": "detailed", "zones": [zone] });
    let draft = sent(&scene, &planner, &draft).await?;
    for token in ["", &planner] {
        let told = checked(&scene, token, &building).await?;
        assert_eq!((&told["plans"], said(&told)), (&before["plans"], said(&before)));
        assert!(!told.to_string().contains("bí mật"), "{told}");
    }
    let decision = json!({ "decision": "9/QĐ", "date": "2024-09-09", "reason": "Hồ sơ bổ sung sau" });
    let (status, done) = scene.sent(&planner, &format!("/v1/plans/{draft}/publish"), &decision).await;
    assert_eq!(status, 200, "{done}");
    let told = checked(&scene, "", &building).await?;
    assert_eq!((&told["plans"][0]["plan_id"], &told["plans"][0]["reason"]), (&json!(draft), &json!("level")), "{told}");
    assert!(said(&told).contains(&"encroachment fail zone_forbids 64.0".to_owned()), "{told}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_no_building_is_refused_with_a_sentence() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let [x, y] = a_lot(&scene).await?;
    let good = json!({ "footprint": square(x + 1.0, y + 2.0, x + 9.0, y + 10.0) });
    let with = |member: &str, value: Value| {
        let mut bad = good.clone();
        bad[member] = value;
        bad
    };
    let open = json!({ "type": "Polygon", "coordinates": [[[x, y], [x + 9.0, y], [x + 9.0, y + 9.0], [x, y + 9.0]]] });
    let tie =
        json!({ "type": "Polygon", "coordinates": [[[x, y], [x + 9.0, y + 9.0], [x + 9.0, y], [x, y + 9.0], [x, y]]] });
    let ring: Vec<[f64; 2]> = (0..=2_000).map(|step| [x + f64::from(step) / 200.0, y + f64::from(step % 2)]).collect();
    for (body, status, told) in [
        (with("storeys", json!(0)), 422, "storeys"),
        (with("storeys", json!(2.5)), 422, "“storeys” must be a whole number"),
        (with("height_m", json!("high")), 422, "“height_m” must be a number"),
        (with("height_m", json!(-1)), 422, "height_m"),
        (with("floor_area_m2", json!(1e9)), 422, "floor_area_m2"),
        (with("as_of", json!("2026-02-29")), 422, "2026-02-29"),
        (with("owner", json!("x")), 422, "owner"),
        (json!({}), 422, "lacks “footprint”"),
        (json!([]), 422, "JSON object"),
        (with("footprint", json!({ "type": "Point", "coordinates": [x, y] })), 422, "footprint must be an area"),
        (with("footprint", json!("house")), 422, "footprint"),
        (with("footprint", Value::Null), 422, "area"),
        (with("footprint", open), 422, "footprint"),
        (with("footprint", tie), 422, "footprint"),
        (with("footprint", square(x + 30.0, y, x + 40.0, y + 10.0)), 200, "no_parcel"),
        (json!({ "parcel": "LO-A1", "footprint": square(x + 30.0, y, x + 40.0, y + 10.0) }), 422, "LO-A1"),
        (with("parcel", json!("none-such")), 404, "none-such"),
        (with("footprint", json!({ "type": "Polygon", "coordinates": [ring] })), 413, "2,000"),
        (with("footprint", square(x, y, x + 3_000.0, y + 10.0)), 413, "2,000"),
    ] {
        let (answered, problem) = posted(&scene, "", Some(grid()), &body).await;
        assert_eq!(answered, status, "{told}: {problem}");
        assert!(problem.to_string().contains(told), "{told}: {problem}");
        for word in ["saved", "send the feature", "geometry\"", "u32", "invalid type"] {
            assert!(status == 200 || !problem.to_string().contains(word), "nothing is saved here: {problem}");
        }
        assert!(status == 200 || problem["detail"].as_str().is_some_and(|detail| detail.ends_with('.')), "{problem}");
    }
    let asked = || scene.server.ask(Method::POST, CHECK).header("accept-language", "en");
    let (status, problem) = super::answered(asked().header("content-type", "application/json").body("{")).await;
    assert_eq!(status, 400, "{problem}");
    let (status, problem) = super::answered(asked().header("content-type", "text/plain").body(good.to_string())).await;
    assert_eq!(status, 415, "{problem}");
    let other = "<http://www.opengis.net/def/crs/EPSG/0/3405>".to_owned();
    let (status, problem) = posted(&scene, "", Some(other), &good).await;
    assert_eq!(status, 400, "{problem}");
    Ok(())
}

/// A subdivision plan over the lot: houses in its west, 15 m wide, and a road in its east; its id.
async fn a_plan(scene: &Scene, planner: &str, [x, y]: [f64; 2]) -> Result<u64> {
    let houses =
        zone("NO-1", "Nhóm nhà ở", ["40-60", "3–5 tầng", "2,4"], &square(x - 50.0, y - 50.0, x + 15.0, y + 70.0));
    let road = zone("D-1", "DGT", ["", "", ""], &square(x + 15.0, y - 50.0, x + 70.0, y + 70.0));
    let plan = json!({ "code": "QHPK", "name": "Quy hoạch phân khu", "kind": "urban", "level": "subdivision",
        "exclusive": true, "issuer": "UBND tỉnh", "zones": [houses, road] });
    published(scene, planner, &plan, ("7/QĐ-UBND", "2024-02-01")).await
}

fn zone(sign: &str, function: &str, [density, storeys, ratio]: [&str; 3], shape: &Value) -> Value {
    let properties = json!({ "ky_hieu": sign, "chuc_nang": function, "mat_do": density, "tang_cao": storeys,
        "he_so_sdd": ratio, "chieu_cao": "không quy định" });
    json!({ "type": "Feature", "geometry": shape, "properties": properties })
}

/// The city's grid, as a header names it.
fn grid() -> String {
    format!("<http://www.opengis.net/def/crs/EPSG/0/{}>", City::CRS.to_string().trim_start_matches("EPSG:"))
}

/// The answer about a building whose coordinates are in the city's grid.
async fn checked(scene: &Scene, token: &str, building: &Value) -> Result<Value> {
    let (status, told) = posted(scene, token, Some(grid()), building).await;
    assert_eq!(status, 200, "{told}");
    Ok(told)
}

pub(super) async fn posted(scene: &Scene, token: &str, crs: Option<String>, building: &Value) -> (u16, Value) {
    let mut request = scene.server.ask(Method::POST, CHECK).header("accept-language", "en");
    if !token.is_empty() {
        request = request.bearer_auth(token);
    }
    if let Some(crs) = crs {
        request = request.header("content-crs", crs);
    }
    super::answered(request.json(building)).await
}

/// A polygon of the city's grid in degrees.
fn degrees(polygon: &Value) -> Result<Value> {
    let transform = Transform::new(City::CRS, Crs::WGS84)?;
    let ring = polygon["coordinates"][0].as_array().context("a ring")?;
    let place = |at: &Value| Some([at[0].as_f64()?, at[1].as_f64()?]);
    let mut places: Vec<[f64; 2]> = ring.iter().filter_map(place).collect();
    transform.apply(&mut places)?;
    Ok(json!({ "type": "Polygon", "coordinates": [places] }))
}

/// Each check: what, verdict, reason, and what was measured.
fn said(told: &Value) -> Vec<String> {
    let word = |check: &Value, member: &str| check[member].as_str().unwrap_or_default().to_owned();
    let line = |check: &Value| {
        let words = ["check", "verdict", "reason_code"].map(|member| word(check, member)).join(" ");
        format!("{words} {}", check["measured"])
    };
    told["checks"].as_array().into_iter().flatten().map(line).collect()
}
