//! The plan register: a plan is drawn up, seen by who may, published, and then in the tiles, the list and the shares of everybody.

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use geo_types::Rect;
use serde_json::{Value, json};
use spatial_core::crs::{Crs, Operation};
use spatial_core::layer::{GeometryType, Kind, Layer, LayerName, Schema};
use spatial_core::store::{StageMode, Staged, Store};

use super::{Scene, behind};
use crate::store::city::sqlite;
use crate::store::contract::load;

const REPORT: &str = "Thuyết minh đồ án\n";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_plan_goes_from_draft_to_everybody_in_a_file() -> Result<()> {
    a_plan_goes_from_draft_to_everybody(&Scene::in_a_file().await).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_plan_goes_from_draft_to_everybody_in_a_database() -> Result<()> {
    a_plan_goes_from_draft_to_everybody(&Scene::in_a_database().await).await
}

async fn a_plan_goes_from_draft_to_everybody(scene: &Scene) -> Result<()> {
    let planner = scene.editor("lan", &["planning.draft", "planning.publish"]);
    let editor = scene.editor("binh", &[]);
    let before = states(scene, "").await;
    assert!(before.contains(&"published".to_owned()) && before.contains(&"consultation".to_owned()), "{before:?}");
    for hidden in ["draft", "appraisal", "approved"].map(str::to_owned) {
        assert!(!before.contains(&hidden), "what is {hidden} in the sample city is not for everybody");
        assert!(states(scene, &planner).await.contains(&hidden), "who draws plans up sees what is {hidden}");
    }
    assert_eq!(states(scene, &editor).await, before);

    let (parcel, around) = a_parcel(scene).await?;
    let mut sent = plan(&around);
    let put = scene.server.ask(reqwest::Method::POST, "/v1/assets").bearer_auth(&planner).body(REPORT).send().await?;
    assert_eq!(put.status(), 201);
    let hash = put.json::<Value>().await?["hash"].as_str().context("a hash")?.to_owned();
    sent["documents"] = json!([{ "name": "Thuyết minh", "asset": hash }]);
    let report = format!("/v1/assets/{hash}");
    assert_eq!(file(scene, &planner, &report).await?, None, "a file that no row names is nobody's");
    let (status, refused) = scene.sent(&editor, "/v1/plans", &sent).await;
    assert_eq!(status, 403, "{refused}");
    assert!(refused["detail"].as_str().context("a sentence")?.contains("planning.draft"), "{refused}");
    let (status, made) = scene.sent(&planner, "/v1/plans", &sent).await;
    assert_eq!(status, 201, "{made}");
    let id = made["id"].as_u64().context("an id")?;

    let hidden = zones_of(scene, "", &parcel, id).await?;
    assert_eq!(hidden, Vec::<Value>::new(), "a draft is in nobody's shares");
    let shown = zones_of(scene, &planner, &parcel, id).await?;
    assert_eq!(shown.len(), 1);
    assert_eq!(file(scene, &planner, &report).await?.as_deref(), Some(REPORT.as_bytes()));
    assert_eq!(file(scene, "", &report).await?, None, "who may not see the plan may not read its report");
    assert_eq!((&shown[0]["percent"], &shown[0]["sign"]), (&json!(100.0), &json!("ODT-9")));

    let (_, all) = scene.asked(&planner, "/v1/plans").await;
    let (mut paged, mut next) = (Vec::new(), Some("/v1/plans?limit=9".to_owned()));
    while let Some(page) = next {
        let (_, page) = scene.asked(&planner, &page).await;
        assert_eq!(page["numberMatched"], all["numberMatched"]);
        paged.extend(page["plans"].as_array().cloned().unwrap_or_default());
        next = behind(scene, &page);
    }
    assert_eq!(json!(paged), all["plans"]);
    let shown = format!("/v1/plans?limit={}", before.len());
    assert_eq!(scene.asked("", &shown).await.1["links"], json!([]), "what is hidden makes no next page");

    let decision = json!({ "decision": "77/QĐ-UBND", "date": "2024-11-29", "reason": "Hồ sơ bổ sung sau" });
    let publish = format!("/v1/plans/{id}/publish");
    assert_eq!(scene.sent(&editor, &publish, &decision).await.0, 404, "who may not see it hears that it is not there");
    let (status, undated) = scene.sent(&planner, &publish, &json!({ "decision": "77", "date": "soon" })).await;
    assert_eq!(status, 422, "{undated}");
    for (member, other, said) in [("reason", Value::Null, "boundary"), ("date", json!("2999-01-01"), "2999-01-01")] {
        let mut bad = decision.clone();
        bad[member] = other;
        let (status, problem) = scene.sent(&planner, &publish, &bad).await;
        assert_eq!((status, problem.to_string().contains(said)), (422, true), "{member}: {problem}");
    }
    let (status, done) = scene.sent(&planner, &publish, &decision).await;
    assert_eq!(status, 200, "{done}");
    let (status, again) = scene.sent(&planner, &publish, &decision).await;
    assert_eq!(status, 409, "{again}");

    let now = zones_of(scene, "", &parcel, id).await?;
    assert_eq!(now.len(), 1);
    assert_eq!(now[0]["plan"]["decision"], "77/QĐ-UBND");
    assert_eq!(states(scene, "").await, [before, vec!["published".to_owned()]].concat());
    assert_eq!(file(scene, "", &report).await?.as_deref(), Some(REPORT.as_bytes()));
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_plan_that_cannot_be_taken_is_told_what_is_wrong_and_leaves_nothing() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let planner = scene.editor("lan", &["planning.draft@26506"]);
    let before = scene.asked("", "/v1/plans").await.1["revision"].clone();
    for (body, said) in [
        (json!({ "code": "QH-9", "name": " " }), "name"),
        (json!({ "code": "QH-9", "name": "Phân khu", "from": "soon" }), "from"),
        (json!({ "name": "Phân khu" }), "lacks “code”"),
        (json!({ "code": "QH-9", "name": 7 }), "“name” must be a text"),
        (json!({ "code": "QH-9", "name": "Phân khu", "ten": "x" }), "“ten”"),
    ] {
        let mut body = body;
        body["commune"] = json!("26506");
        let (status, problem) = scene.sent(&planner, "/v1/plans", &body).await;
        let detail = problem["detail"].as_str().context("a sentence")?;
        assert_eq!((status, detail.contains(said)), (422, true), "{said}: {problem}");
        assert!(!detail.contains("hieu_luc") && !detail.contains("invalid type"), "{problem}");
    }
    let crossed = json!([[[107.1, 10.3], [107.2, 10.4], [107.2, 10.3], [107.1, 10.4], [107.1, 10.3]]]);
    let mut bad = plan(&crossed);
    bad["commune"] = json!("26506");
    let (status, problem) = scene.sent(&planner, "/v1/plans", &bad).await;
    assert_eq!(status, 422, "{problem}");
    assert!(problem.to_string().contains("zones.0.geometry"), "{problem}");
    let mut elsewhere = bad.clone();
    elsewhere["commune"] = json!("26509");
    assert_eq!(
        scene.sent(&planner, "/v1/plans", &elsewhere).await.0,
        403,
        "a grant for one commune ends at its border"
    );
    bad["zones"] = json!([]);
    let mut unfiled = bad.clone();
    unfiled["documents"] = json!([{ "name": "Thuyết minh", "asset": "x" }]);
    let (status, problem) = scene.sent(&planner, "/v1/plans", &unfiled).await;
    assert_eq!(status, 409, "no file has that hash, and trying again does not help: {problem}");
    bad["surprise"] = json!(1);
    let (status, problem) = scene.sent(&planner, "/v1/plans", &bad).await;
    assert_eq!(status, 422, "{problem}");
    assert_eq!(scene.asked("", "/v1/plans").await.1["revision"], before);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_register_is_made_with_the_first_plan_that_can_be_taken_and_for_its_reason() -> Result<()> {
    let scene = Scene::without_subjects().await;
    let planner = scene.editor("lan", &["planning.draft"]);
    let before = scene.asked("", "/v1/plans").await.1;
    assert_eq!(before["hasRegister"], false);
    let (_, around) = a_parcel(&scene).await?;
    let crossed = json!([[[107.1, 10.3], [107.2, 10.4], [107.2, 10.3], [107.1, 10.4], [107.1, 10.3]]]);
    let mut nameless = plan(&around);
    nameless["name"] = json!(" ");
    let mut unfiled = plan(&around);
    unfiled["documents"] = json!([{ "name": "Tờ trình", "asset": "0".repeat(64) }]);
    let mut misfiled = plan(&around);
    misfiled["documents"] = json!([{ "name": "Tờ trình", "asset": "x" }]);
    for (bad, why) in [(plan(&crossed), 422), (nameless, 422), (unfiled, 409), (misfiled, 409)] {
        let (status, problem) = scene.sent(&planner, "/v1/plans", &bad).await;
        assert_eq!(status, why, "{problem}");
    }
    assert_eq!(scene.asked("", "/v1/plans").await.1, before, "what was refused leaves no tables");

    let asked = scene.server.ask(reqwest::Method::POST, "/v1/plans").bearer_auth(&planner);
    let made = asked.header("diaban-why", "To%20trinh%2012").json(&plan(&around)).send().await?;
    assert_eq!(made.status(), 201);
    assert_eq!(scene.asked("", "/v1/plans").await.1["hasRegister"], true);
    let city = sqlite(std::path::Path::new(scene.place()))?;
    let mut last = city.prepare("SELECT who, why FROM diaban_commit ORDER BY revision DESC LIMIT 2")?;
    let told =
        last.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<Vec<(String, String)>, _>>()?;
    assert_eq!(told, vec![("lan".to_owned(), "To trinh 12".to_owned()); 2], "the tables, then the plan");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_parcel_in_another_grid_says_so_and_leaves_the_others_their_answer() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let (parcel, _) = a_parcel(&scene).await?;
    assert_eq!(parcel, "1", "parcels of other layers bear the same number");
    let store = Store::open(&scene.address, false).await?;
    let schema = Schema { geometry: GeometryType::Polygon, fields: Vec::new() };
    for (name, crs, corner, side) in [
        ("parcels_of_another_zone", Crs::Epsg(9210), [590_000.0, 955_000.0], 20.0),
        ("parcels_in_degrees", Crs::Epsg(4756), [107.1, 10.35], 0.001),
    ] {
        let layer =
            Layer::open(LayerName::parse(name)?, Kind::Parcel, schema.clone(), crs, Operation("EPSG:6960".into()));
        let shape = Rect::new(corner, corner.map(|least| least + side)).to_polygon().into();
        load(&store, layer, StageMode::Create, vec![Staged::new(Some(shape), Vec::new())]).await?;
    }
    let revision = store.position().await?.revision.0;
    scene.server.until("/health/ready", |ready| ready["revision"].as_u64() >= Some(revision)).await;

    let (status, told) = scene.asked("", "/v1/parcels/1/zones").await;
    assert_eq!(status, 200, "{told}");
    let parcels = told["parcels"].as_array().context("a list")?;
    let of = |layer: &str| parcels.iter().find(|parcel| parcel["layer"] == layer).context("it is told of");
    let known = of("parcels")?;
    assert!(known["area"].is_number() && known.get("unknown").is_none(), "{known}");
    let other = of("parcels_of_another_zone")?;
    assert_eq!((&other["area"], &other["zones"]), (&json!(400.0), &json!([])));
    assert!(other["unknown"].as_str().is_some_and(|why| why.contains("EPSG:9210")), "{other}");
    let degrees = of("parcels_in_degrees")?;
    assert!(degrees.get("area").is_none() && degrees["unknown"].is_string(), "{degrees}");
    Ok(())
}

/// The bytes of a file, if it is there for somebody.
async fn file(scene: &Scene, token: &str, path: &str) -> Result<Option<Vec<u8>>> {
    let mut request = scene.server.get(path);
    if !token.is_empty() {
        request = request.bearer_auth(token);
    }
    let answer = request.send().await?;
    if answer.status() == 404 {
        return Ok(None);
    }
    assert_eq!(answer.status(), 200, "{path}");
    Ok(Some(answer.bytes().await?.to_vec()))
}

/// The states of all plans somebody sees, in order of id.
async fn states(scene: &Scene, token: &str) -> Vec<String> {
    let (status, list) = scene.asked(token, "/v1/plans").await;
    assert_eq!(status, 200, "{list}");
    let plans = list["plans"].as_array().cloned().unwrap_or_default();
    plans.iter().filter_map(|plan| plan["state"].as_str().map(str::to_owned)).collect()
}

/// A parcel's id, and the rings of a square around it.
async fn a_parcel(scene: &Scene) -> Result<(String, Value)> {
    let (_, page) = scene.asked("", "/collections/parcels/items?limit=1").await;
    let feature = &page["features"][0];
    let ring = feature["geometry"]["coordinates"][0].as_array().context("a polygon")?;
    let part = |at: usize| -> Vec<f64> { ring.iter().filter_map(|point| point[at].as_f64()).collect() };
    let (least, most) = (
        |parts: &[f64]| parts.iter().copied().fold(f64::INFINITY, f64::min) - 0.001,
        |parts: &[f64]| parts.iter().copied().fold(f64::NEG_INFINITY, f64::max) + 0.001,
    );
    let (lon, lat) = (part(0), part(1));
    let (west, east, south, north) = (least(&lon), most(&lon), least(&lat), most(&lat));
    let rings = json!([[[west, south], [east, south], [east, north], [west, north], [west, south]]]);
    Ok((feature["id"].to_string(), rings))
}

fn plan(rings: &Value) -> Value {
    json!({
        "code": "QH-77",
        "name": "Quy hoạch chi tiết",
        "kind": "urban",
        "level": "detailed",
        "office": "Sở Xây dựng",
        "zones": [{
            "type": "Feature",
            "geometry": { "type": "Polygon", "coordinates": rings },
            "properties": { "ky_hieu": "ODT-9", "chuc_nang": "ODT" },
        }],
    })
}

/// The shares of a parcel in the zones of a plan, as somebody is told them.
async fn zones_of(scene: &Scene, token: &str, parcel: &str, plan: u64) -> Result<Vec<Value>> {
    let (status, told) = scene.asked(token, &format!("/v1/parcels/{parcel}/zones")).await;
    assert_eq!(status, 200, "{told}");
    assert_eq!(told["hasRegister"], true);
    let zones = told["parcels"][0]["zones"].as_array().context("a list")?;
    let signs: BTreeSet<String> = zones.iter().map(|zone| zone["zone"].to_string()).collect();
    assert_eq!(signs.len(), zones.len(), "each zone once");
    Ok(zones.iter().filter(|zone| zone["plan"]["id"] == plan).cloned().collect())
}
