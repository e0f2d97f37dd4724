//! What a power over one commune is good for: neither the plans of others nor their ground.

use anyhow::{Context, Result};
use reqwest::Method;
use serde_json::{Value, json};

use super::Scene;

/// Communes of the sample city.
const HERE: &str = "26526";
const THERE: &str = "26536";
/// Degrees to each side of a place, some fifty metres.
const HALF: f64 = 0.000_3;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_plan_ends_no_plan_of_a_commune_its_publisher_has_no_power_over_in_a_file() -> Result<()> {
    a_plan_ends_no_plan_of_a_commune_its_publisher_has_no_power_over(&Scene::in_a_file().await).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_plan_ends_no_plan_of_a_commune_its_publisher_has_no_power_over_in_a_database() -> Result<()> {
    a_plan_ends_no_plan_of_a_commune_its_publisher_has_no_power_over(&Scene::in_a_database().await).await
}

async fn a_plan_ends_no_plan_of_a_commune_its_publisher_has_no_power_over(scene: &Scene) -> Result<()> {
    let province = scene.editor("hoa", &["planning.draft", "planning.publish"]);
    let ours = scene.editor("lan", &["planning.draft@26526", "planning.publish@26526"]);
    let (parcel, there) = scene.in_commune(THERE, HALF).await?;
    let theirs = plan("QH-THEIRS", Some(THERE), there);
    let theirs = made(scene, &province, &theirs).await?;
    assert_eq!(publishes(scene, &province, theirs).await.0, 200);
    let nobodys = plan("QH-DRAFT", Some(THERE), there);
    let hidden = made(scene, &province, &nobodys).await?;

    let (_, here) = scene.in_commune(HERE, HALF).await?;
    let mut next = plan("QH-OURS", Some(HERE), here);
    for (member, other) in [("replaces", hidden), ("replaces", 987_654), ("adjusts", hidden)] {
        let mut bad = next.clone();
        bad[member] = json!(other);
        bad["adjustment"] = json!((member == "adjusts").then_some("whole"));
        let (status, problem) = scene.sent(&ours, "/v1/plans", &bad).await;
        let is_said = ["see", member].iter().all(|word| problem.to_string().contains(word));
        assert_eq!((status, is_said), (422, true), "{member} {other}: {problem}");
    }
    next["replaces"] = json!(theirs);
    let next = made(scene, &ours, &next).await?;
    let (status, problem) = publishes(scene, &ours, next).await;
    assert_eq!((status, problem.to_string().contains(&theirs.to_string())), (403, true), "{problem}");
    let told = steps_of(scene, &province, theirs).await;
    assert_eq!(told["steps"].as_array().map(Vec::len), Some(1), "a refused step leaves no trace: {told}");
    let (_, extract) = scene.asked("", &format!("/v1/parcels/{parcel}/extract?layer=parcels")).await;
    assert_eq!(law_state(&extract, theirs), Some("in_force".to_owned()), "{extract}");

    let (status, done) = publishes(scene, &province, next).await;
    assert_eq!(status, 200, "{done}");
    let told = steps_of(scene, &province, theirs).await;
    assert_eq!((&told["verified"], &told["state"]), (&json!(true), &json!("published")), "{told}");
    let row = told["steps"].as_array().and_then(|rows| rows.last()).context("a row")?;
    assert_eq!((&row["step"], &row["by"], &row["who"]), (&json!("replace"), &json!(next), &json!("hoa")), "{row}");
    assert_eq!((&row["before"], &row["after"]), (&json!("published"), &json!("published")), "{row}");
    assert_eq!((&row["decision"], &row["date"]), (&json!("77/QĐ-UBND"), &json!("2024-11-29")), "{row}");
    let (_, extract) = scene.asked("", &format!("/v1/parcels/{parcel}/extract?layer=parcels")).await;
    assert_eq!(law_state(&extract, theirs), Some("replaced".to_owned()), "{extract}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_plan_of_a_commune_lies_in_it_in_a_file() -> Result<()> {
    a_plan_of_a_commune_lies_in_it(&Scene::in_a_file().await).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_plan_of_a_commune_lies_in_it_in_a_database() -> Result<()> {
    a_plan_of_a_commune_lies_in_it(&Scene::in_a_database().await).await
}

async fn a_plan_of_a_commune_lies_in_it(scene: &Scene) -> Result<()> {
    let ours = scene.editor("lan", &["planning.draft@26526", "planning.publish@26526"]);
    let province = scene.editor("hoa", &["planning.draft", "planning.publish"]);
    let (_, here) = scene.in_commune(HERE, HALF).await?;
    let (_, there) = scene.in_commune(THERE, HALF).await?;
    for token in [&ours, &province] {
        let (status, problem) = scene.sent(token, "/v1/plans", &plan("QH-ASTRAY", Some(HERE), there)).await;
        let is_said = ["m²", HERE, THERE, "Rạch Dừa"].iter().all(|word| problem.to_string().contains(word));
        assert_eq!((status, is_said), (422, true), "how much of it lies where: {problem}");
    }
    let mut half = plan("QH-HALF", Some(HERE), here);
    half["boundary"] = plan("", None, there)["zones"][0]["geometry"].clone();
    assert_eq!(scene.sent(&ours, "/v1/plans", &half).await.0, 422, "a boundary strays as zones do");

    let free = made(scene, &province, &plan("QH-FREE", None, there)).await?;
    let listed = async |token: &str, id: u64| {
        let (_, list) = scene.asked(token, "/v1/plans?limit=1000").await;
        list["plans"].as_array().into_iter().flatten().find(|plan| plan["id"] == id).cloned()
    };
    let entry = listed(&province, free).await.context("a plan of no commune")?;
    assert_eq!(entry["warnings"][0]["code"], "no_commune", "{entry}");
    assert!(entry["warnings"][0]["text"].as_str().is_some_and(|text| text.contains("commune")), "{entry}");

    let ours_now = made(scene, &ours, &plan("QH-OURS", Some(HERE), here)).await?;
    let entry = listed(&ours, ours_now).await.context("a plan of a commune")?;
    assert!(entry.get("warnings").is_none(), "{entry}");
    // The commune is drawn anew, elsewhere, before its plan is made public.
    let (_, wards) = scene.asked("", &format!("/collections/wards/items?ma_xa={HERE}")).await;
    let path = format!("/collections/wards/items/{}", wards["features"][0]["id"]);
    moved(scene, &province, &path, &plan("", None, there)["zones"][0]["geometry"]).await?;
    let (status, problem) = publishes(scene, &ours, ours_now).await;
    assert_eq!((status, problem.to_string().contains("m²")), (422, true), "{problem}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_text_that_is_too_long_or_no_text_is_refused_by_its_name() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let planner = scene.editor("lan", &["planning.draft"]);
    let (_, at) = scene.in_commune(HERE, HALF).await?;
    let mut good = plan("QH-77", None, at);
    let outline = good["zones"][0]["geometry"].clone();
    let [lon, lat] = at;
    let line = json!({ "type": "LineString", "coordinates": [[lon, lat], [lon + HALF, lat]] });
    good["lines"] =
        json!([{ "type": "Feature", "geometry": line, "properties": { "loai": "red_line", "khoang_lui": "3 m" } }]);
    good["restrictions"] =
        json!([{ "type": "Feature", "geometry": outline, "properties": { "chu_de": "Hành lang điện" } }]);
    good["documents"] = json!([{ "name": "Thuyết minh", "asset": "0".repeat(64) }]);
    let (long, escape) = ("x".repeat(301), "\u{1b}[2J");
    for (pointer, name) in [
        ("/name", "name"),
        ("/code", "code"),
        ("/office", "office"),
        ("/issuer", "issuer"),
        ("/zones/0/properties/ky_hieu", "zones.0.properties.ky_hieu"),
        ("/zones/0/properties/mat_do", "zones.0.properties.mat_do"),
        ("/lines/0/properties/khoang_lui", "lines.0.properties.khoang_lui"),
        ("/restrictions/0/properties/chu_de", "restrictions.0.properties.chu_de"),
        ("/documents/0/name", "documents.0.name"),
    ] {
        for text in [&*long, escape] {
            let mut bad = good.clone();
            let (parent, member) = pointer.rsplit_once('/').context("a member")?;
            bad.pointer_mut(parent).context("its object")?[member] = json!(text);
            let (status, problem) = scene.sent(&planner, "/v1/plans", &bad).await;
            assert_eq!((status, problem.to_string().contains(name)), (422, true), "{name}: {problem}");
        }
    }
    let mut endless = good.clone();
    endless["name"] = json!("x".repeat(200_000));
    let (status, problem) = scene.sent(&planner, "/v1/plans", &endless).await;
    assert_eq!((status, problem.to_string().contains("name")), (422, true), "{problem}");
    let (status, problem) = scene.sent(&planner, "/v1/plans", &good).await;
    assert_eq!(status, 409, "all that is wrong is that its file is not there: {problem}");
    Ok(())
}

fn plan(code: &str, commune: Option<&str>, [lon, lat]: [f64; 2]) -> Value {
    let [west, south, east, north] = [lon - HALF, lat - HALF, lon + HALF, lat + HALF];
    let rings = json!([[[west, south], [east, south], [east, north], [west, north], [west, south]]]);
    let zone = json!({ "type": "Feature", "geometry": { "type": "Polygon", "coordinates": rings },
        "properties": { "ky_hieu": "O-1", "chuc_nang": "ODT" } });
    json!({ "code": code, "name": format!("Quy hoạch {code}"), "kind": "urban", "level": "detailed", "issuer": "UBND",
        "exclusive": true, "commune": commune, "zones": [zone] })
}

async fn made(scene: &Scene, token: &str, plan: &Value) -> Result<u64> {
    let (status, made) = scene.sent(token, "/v1/plans", plan).await;
    anyhow::ensure!(status == 201, "{status} {made}");
    made["id"].as_u64().context("an id")
}

async fn publishes(scene: &Scene, token: &str, plan: u64) -> (u16, Value) {
    let decision = json!({ "decision": "77/QĐ-UBND", "date": "2024-11-29", "reason": "Hồ sơ bổ sung sau" });
    scene.sent(token, &format!("/v1/plans/{plan}/publish"), &decision).await
}

async fn steps_of(scene: &Scene, token: &str, plan: u64) -> Value {
    let (status, told) = scene.asked(token, &format!("/v1/plans/{plan}/steps")).await;
    assert_eq!(status, 200, "{told}");
    told
}

fn law_state(extract: &Value, plan: u64) -> Option<String> {
    let found = extract["plans"].as_array()?.iter().find(|told| told["plan_id"] == plan)?;
    found["law_state"].as_str().map(str::to_owned)
}

/// A feature with another shape, in degrees.
async fn moved(scene: &Scene, token: &str, path: &str, shape: &Value) -> Result<()> {
    let tag = scene.server.get(path).send().await?.headers().get("etag").context("a tag")?.clone();
    let request = scene.server.ask(Method::PATCH, path).bearer_auth(token).header("if-match", tag);
    let request = request.header("content-type", "application/merge-patch+json");
    let answer = request.body(json!({ "geometry": shape }).to_string()).send().await?;
    anyhow::ensure!(answer.status().is_success(), "{}", answer.text().await?);
    Ok(())
}
