//! The extract of a parcel: a general plan, a subdivision plan that leaves a strip without zone and another outside, and a local adjustment
//! of it, on three days; what a draft adds for who may see it; and what is not known.

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use data_samples::City;
use geo_types::Rect;
use serde_json::{Value, json};
use spatial_core::crs::Operation;
use spatial_core::layer::{DeclaredField, FieldRole, FieldType, GeometryType, Kind, Layer, LayerName, Schema, Unit};
use spatial_core::store::{StageMode, Staged, Store};

use super::Scene;
use crate::store::contract::load;

/// The parcel of these tests, 20 m × 20 m, beyond the city.
const LOT: &str = "LO-A1";
const EXTRACT: &str = "/v1/parcels/LO-A1/extract";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_parcel_under_three_plans_is_told_of_each_by_its_day_in_a_file() -> Result<()> {
    a_parcel_under_three_plans_is_told_of_each_by_its_day(&Scene::in_a_file().await).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_parcel_under_three_plans_is_told_of_each_by_its_day_in_a_database() -> Result<()> {
    a_parcel_under_three_plans_is_told_of_each_by_its_day(&Scene::in_a_database().await).await
}

async fn a_parcel_under_three_plans_is_told_of_each_by_its_day(scene: &Scene) -> Result<()> {
    let [x, y] = a_lot(scene).await?;
    let planner = scene.editor("lan", &["planning.draft", "planning.publish"]);
    let around = square(x - 50.0, y - 50.0, x + 70.0, y + 70.0);
    let general = json!({ "code": "QHC", "name": "Quy hoạch chung", "kind": "urban", "level": "general",
        "exclusive": true, "office": "Sở Xây dựng", "issuer": "UBND tỉnh", "zones": [zone("ODT", &around)] });
    let general = published(scene, &planner, &general, ("1/QĐ-UBND", "2020-01-10")).await?;
    // Two zones, a strip of 2 m without one, and another of 2 m outside.
    let subdivision = json!({ "code": "QHPK", "name": "Quy hoạch phân khu", "kind": "urban", "level": "subdivision",
        "exclusive": true, "from": "2022-03-01", "boundary": square(x - 50.0, y - 50.0, x + 18.0, y + 70.0),
        "zones": [zone("ODT", &square(x - 50.0, y - 50.0, x + 8.0, y + 70.0)),
            zone("Nhóm nhà ở", &square(x + 8.0, y - 50.0, x + 16.0, y + 70.0))] });
    let subdivision = published(scene, &planner, &subdivision, ("2/QĐ-UBND", "2022-02-01")).await?;
    let piece = square(x - 5.0, y + 15.0, x + 10.0, y + 30.0);
    let local = json!({ "code": "ĐCCB", "name": "Điều chỉnh cục bộ", "kind": "urban", "level": "subdivision",
        "exclusive": true, "adjustment": "local", "adjusts": subdivision, "boundary": piece,
        "zones": [zone("DGD", &piece)] });
    let local = published(scene, &planner, &local, ("3/QĐ-UBND", "2024-05-06")).await?;

    let (_, list) = scene.asked("", "/v1/plans").await;
    let listed = list["plans"].as_array().into_iter().flatten().find(|plan| plan["id"] == local).context("a plan")?;
    assert_eq!((&listed["level"], &listed["adjusts"]), (&json!("subdivision"), &json!(subdivision)));

    let before = extract(scene, "", "2021-06-01").await?;
    assert_eq!(
        states(&before),
        [(general, "in_force".into()), (local, "not_yet_decided".into()), (subdivision, "not_yet_decided".into())]
    );
    assert_eq!(before["plans"][0]["governs"], json!({ "area_m2": 400.0, "percent": 100.0, "reason": "only" }));
    assert_eq!(
        before["plans"][0]["decision"],
        json!({ "number": "1/QĐ-UBND", "date": "2020-01-10", "issuer": "UBND tỉnh" })
    );
    assert_eq!(before["warnings"][0]["code"], "past_day", "the register is that of today: {before}");

    let between = extract(scene, "", "2022-02-15").await?;
    assert_eq!(states(&between)[1], (subdivision, "decided".into()), "decided in February, in force from March");
    let between = extract(scene, "", "2023-06-01").await?;
    assert_eq!(
        states(&between),
        [(subdivision, "in_force".into()), (general, "in_force".into()), (local, "not_yet_decided".into())]
    );
    assert_eq!(between["plans"][0]["governs"], json!({ "area_m2": 360.0, "percent": 90.0, "reason": "level" }));
    assert_eq!(between["plans"][1]["governs"], json!({ "area_m2": 40.0, "percent": 10.0, "reason": "only" }));

    let now = extract(scene, "", "2025-06-01").await?;
    assert_eq!(
        states(&now),
        [(local, "in_force".into()), (subdivision, "in_force".into()), (general, "in_force".into())]
    );
    assert_eq!(now["plans"][0]["governs"], json!({ "area_m2": 50.0, "percent": 12.5, "reason": "local_adjustment" }));
    assert_eq!(now["plans"][0]["zones"][0]["function_code"], "DGD");
    let adjusted = &now["plans"][1];
    assert_eq!(adjusted["adjusted_by"], json!([local]), "the adjustment takes its place in its own boundary only");
    assert_eq!(adjusted["covers"], json!({ "area_m2": 310.0, "percent": 77.5 }), "what lies outside is not the plan's");
    let shares: Vec<(&Value, &Value)> = zones(adjusted).map(|zone| (&zone["function"], &zone["area_m2"])).collect();
    assert_eq!(shares, [(&json!("Nhóm nhà ở"), &json!(150.0)), (&json!("ODT"), &json!(120.0))]);
    assert_eq!(adjusted["uncovered"], json!({ "area_m2": 40.0, "percent": 12.903 }));
    let (_, short) = scene.asked("", "/v1/parcels/LO-A1/zones").await;
    let (_, today) = scene.asked("", EXTRACT).await;
    let told: Vec<(&Value, &Value)> = today["plans"]
        .as_array()
        .into_iter()
        .flatten()
        .flat_map(zones)
        .map(|zone| (&zone["zone_id"], &zone["area_m2"]))
        .collect();
    let shares = short["parcels"][0]["zones"].as_array().context("a list")?;
    let shares: Vec<(&Value, &Value)> = shares.iter().map(|zone| (&zone["zone"], &zone["area"])).collect();
    assert_eq!(shares, told, "one survey answers both: {short}");
    let allowance = json!({ "footprint_m2": 90.0, "footprint_method": "density", "floor_area_m2": null,
        "floor_area_method": null });
    assert_eq!(adjusted["zones"][0]["allowance"], allowance, "60 % of 150 m²; the plan sets no floor area ratio");
    let density = json!({ "text": "40-60", "min": 40.0, "max": 60.0, "certainty": "read" });
    assert_eq!(adjusted["zones"][0]["indicators"]["density_percent"], density);
    assert_eq!(adjusted["zones"][0]["indicators"]["height_m"], Value::Null);
    for plan in now["plans"].as_array().context("plans")? {
        let sum: f64 = zones(plan).chain([&plan["uncovered"]]).filter_map(|part| part["percent"].as_f64()).sum();
        assert!((sum - 100.0).abs() < 0.05, "{sum} %: {plan}");
    }
    assert_eq!(now["below_threshold"], json!([]));
    for (theme, state) in [
        ("urban", "concerned"),
        ("land_use", "not_concerned"),
        ("lines", "not_concerned"),
        ("restrictions", "not_concerned"),
    ] {
        assert_eq!(themes(&now, theme), state, "{now}");
    }
    let parcel = &now["parcel"];
    assert_eq!((&parcel["registered_area_m2"], &parcel["grid_area_m2"]), (&json!(398.5), &json!(400.0)));
    assert_eq!((&parcel["keys"]["identifier"], &parcel["crs"]), (&json!(LOT), &json!(City::CRS.to_string())));
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_draft_is_in_the_extract_of_its_planner_alone_and_goes_before_nothing() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let [x, y] = a_lot(&scene).await?;
    let planner = scene.editor("lan", &["planning.draft", "planning.publish"]);
    let editor = scene.editor("binh", &[]);
    let around = square(x - 50.0, y - 50.0, x + 70.0, y + 70.0);
    let general = json!({ "code": "QHC", "name": "Quy hoạch chung", "kind": "urban", "level": "general",
        "zones": [zone("ODT", &around)] });
    let general = published(&scene, &planner, &general, ("1/QĐ-UBND", "2020-01-10")).await?;
    let detailed = json!({ "code": "QHCT", "name": "Quy hoạch bí mật", "kind": "urban", "level": "detailed",
        "zones": [zone("TMD", &square(x - 50.0, y - 50.0, x + 19.96, y + 70.0)), zone("DGT", &square(x + 19.96, y - 50.0, x + 70.0, y + 70.0))] });
    let draft = sent(&scene, &planner, &detailed).await?;

    let told = extract(&scene, &planner, "2025-06-01").await?;
    assert_eq!(states(&told), [(general, "in_force".into()), (draft, "proposed".into())]);
    assert_eq!((&told["plans"][1]["status"], &told["plans"][1]["governs"]), (&json!("draft"), &Value::Null));
    let hidden = extract(&scene, "", "2025-06-01").await?;
    assert_eq!(hidden, extract(&scene, &editor, "2025-06-01").await?);
    assert_eq!(states(&hidden), [(general, "in_force".into())]);
    assert!(!hidden.to_string().contains("bí mật") && !hidden.to_string().contains("TMD"), "{hidden}");

    let (status, refused) = scene
        .sent(
            &planner,
            &format!("/v1/plans/{draft}/publish"),
            &json!({ "decision": "9/QĐ", "date": "2024-01-01", "reason": "Hồ sơ bổ sung sau" }),
        )
        .await;
    assert_eq!(status, 200, "{refused}");
    let told = extract(&scene, "", "2025-06-01").await?;
    assert_eq!(states(&told), [(draft, "in_force".into()), (general, "in_force".into())]);
    assert_eq!(zones(&told["plans"][0]).count(), 1, "4 cm along 20 m are no share");
    let below = &told["below_threshold"][0];
    assert_eq!((&below["plan_id"], &below["area_m2"], &below["percent"]), (&json!(draft), &json!(0.8), &json!(0.2)));
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_not_known_is_said_and_what_cannot_be_meant_is_refused() -> Result<()> {
    let scene = Scene::without_subjects().await;
    let planner = scene.editor("lan", &["planning.draft"]);
    let (_, page) = scene.asked("", "/collections/parcels/items?limit=1").await;
    let path = format!("/v1/parcels/{}/extract", page["features"][0]["id"]);
    let (status, told) = scene.asked("", &path).await;
    assert_eq!((status, &told["plans"]), (200, &json!([])), "{told}");
    let states = told["themes"].as_array().context("themes")?;
    assert!(states.len() > 5 && states.iter().all(|theme| theme["state"] == "no_data"), "{told}");
    for bad in ["2026-02-29", "yesterday", "02/03/2026", ""] {
        let (status, problem) = scene.asked("", &format!("{path}?as_of={bad}")).await;
        assert_eq!(status, 400, "{bad}: {problem}");
    }
    assert_eq!(scene.asked("", "/v1/parcels/none-such/extract").await.0, 404);
    let plan = json!({ "code": "QH", "name": "Quy hoạch" });
    for (member, value, told) in [
        ("kind", json!("detailed"), "urban, rural"),
        ("level", json!("1/500"), "general, subdivision, detailed, shortened"),
        ("adjustment", json!("2"), "first, whole, local"),
        ("from", json!("2026-02-29"), "2026-02-29"),
        ("adjusts", json!(1), "adjusts"),
        ("boundary", json!({ "type": "Point", "coordinates": [107.1, 10.3] }), "boundary.geometry"),
    ] {
        let mut bad = plan.clone();
        bad[member] = value;
        let (status, problem) = scene.sent(&planner, "/v1/plans", &bad).await;
        assert_eq!(status, 422, "{member}: {problem}");
        assert!(problem.to_string().contains(told), "{member}: {problem}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_of_several_parcels_is_answered_for_each() -> Result<()> {
    let scene = Scene::in_a_file().await;
    a_lot(&scene).await?;
    let (status, told) = scene.asked("", "/v1/parcels/1/extract").await;
    assert_eq!(status, 200, "{told}");
    let told = told["extracts"].as_array().context("a list")?;
    let layers: BTreeSet<&str> = told.iter().filter_map(|one| one["parcel"]["layer"].as_str()).collect();
    assert_eq!(layers, BTreeSet::from(["lots", "parcels"]), "parcels of two layers bear the number 1");
    Ok(())
}

/// A parcel of 20 m × 20 m half a kilometre east of the city, in the city's grid; its lower left corner.
pub(super) async fn a_lot(scene: &Scene) -> Result<[f64; 2]> {
    let store = Store::open(&scene.address, false).await?;
    let (_, layers) = store.layers().await?;
    let city = layers.iter().find(|layer| layer.name.as_str() == "parcels").and_then(|layer| layer.extent);
    let city = city.context("the city lies somewhere")?;
    let [x, y] = [city.max[0] + 500.0, city.min[1]].map(f64::round);
    let fields = [
        DeclaredField::open("ma", FieldType::Text).role(FieldRole::Identifier),
        DeclaredField::open("dien_tich", FieldType::Real).role(FieldRole::RegisteredArea).unit(Unit::SquareMetre),
    ];
    let fields = fields.iter().map(DeclaredField::field).collect::<Result<_, _>>()?;
    let schema = Schema { geometry: GeometryType::Polygon, fields };
    let layer = Layer::open(LayerName::parse("lots")?, Kind::Parcel, schema, City::CRS, Operation("EPSG:6960".into()));
    let shape = Rect::new([x, y], [x + 20.0, y + 20.0]).to_polygon().into();
    let values = vec![spatial_core::layer::Value::text(LOT), spatial_core::layer::Value::Real(398.5)];
    load(&store, layer, StageMode::Create, vec![Staged::new(Some(shape), values)]).await?;
    scene.server.until(EXTRACT, |told| told["parcel"]["layer"] == "lots").await;
    Ok([x, y])
}

pub(super) fn square(west: f64, south: f64, east: f64, north: f64) -> Value {
    json!({ "type": "Polygon", "coordinates": [[[west, south], [east, south], [east, north], [west, north], [west, south]]] })
}

fn zone(function: &str, shape: &Value) -> Value {
    let properties = json!({ "ky_hieu": format!("{function}-1"), "chuc_nang": function, "mat_do": "40-60" });
    json!({ "type": "Feature", "geometry": shape, "properties": properties })
}

/// Sends a plan whose coordinates are in the city's grid; its id.
pub(super) async fn sent(scene: &Scene, token: &str, plan: &Value) -> Result<u64> {
    let request = scene.server.ask(reqwest::Method::POST, "/v1/plans").bearer_auth(token);
    let crs = format!("<http://www.opengis.net/def/crs/EPSG/0/{}>", City::CRS.to_string().trim_start_matches("EPSG:"));
    let (status, made) = super::answered(request.header("content-crs", crs).json(plan)).await;
    assert_eq!(status, 201, "{made}");
    made["id"].as_u64().context("an id")
}

pub(super) async fn published(scene: &Scene, token: &str, plan: &Value, (decision, date): (&str, &str)) -> Result<u64> {
    let id = sent(scene, token, plan).await?;
    let decision = json!({ "decision": decision, "date": date, "reason": "Hồ sơ bổ sung sau" });
    let request = scene.server.ask(reqwest::Method::POST, &format!("/v1/plans/{id}/publish")).bearer_auth(token);
    let (status, done) = super::answered(request.json(&decision)).await;
    assert_eq!(status, 200, "{done}");
    Ok(id)
}

pub(super) async fn extract(scene: &Scene, token: &str, day: &str) -> Result<Value> {
    let (status, told) = scene.asked(token, &format!("{EXTRACT}?as_of={day}")).await;
    assert_eq!((status, &told["as_of"]), (200, &json!(day)), "{told}");
    Ok(told)
}

/// Its plans in order, and how each stands.
fn states(extract: &Value) -> Vec<(u64, String)> {
    let plans = extract["plans"].as_array().cloned().unwrap_or_default();
    let state = |plan: &Value| Some((plan["plan_id"].as_u64()?, plan["law_state"].as_str()?.to_owned()));
    plans.iter().filter_map(state).collect()
}

fn zones(plan: &Value) -> impl Iterator<Item = &Value> {
    plan["zones"].as_array().into_iter().flatten()
}

pub(super) fn themes<'a>(extract: &'a Value, theme: &str) -> &'a str {
    let themes = extract["themes"].as_array().into_iter().flatten();
    themes.filter(|one| one["theme"] == theme).find_map(|one| one["state"].as_str()).unwrap_or_default()
}
