//! Plans that name different functions on one parcel: between levels, and between a land-use plan and an urban one; in JSON and on the page.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::Scene;
use super::extract::{a_lot, published, sent, square};

const EXTRACT: &str = "/v1/parcels/LO-A1/extract?as_of=2025-06-01";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn plans_that_name_different_functions_are_told_with_their_ground_in_a_file() -> Result<()> {
    plans_that_name_different_functions_are_told_with_their_ground(&Scene::in_a_file().await).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn plans_that_name_different_functions_are_told_with_their_ground_in_a_database() -> Result<()> {
    plans_that_name_different_functions_are_told_with_their_ground(&Scene::in_a_database().await).await
}

async fn plans_that_name_different_functions_are_told_with_their_ground(scene: &Scene) -> Result<()> {
    let [x, y] = a_lot(scene).await?;
    let planner = scene.editor("lan", &["planning.draft", "planning.publish"]);
    let part = |west: f64, south: f64, east: f64, north: f64| square(x + west, y + south, x + east, y + north);
    let plan = |name: &str, kind: &str, level: &str, zones: Value| json!({ "code": name, "name": name, "kind": kind, "level": level, "exclusive": true, "zones": zones });
    let general = json!([zone("Nhóm nhà ở", &part(-50.0, -50.0, 70.0, 70.0))]);
    let general = plan("Quy hoạch chung A", "urban", "general", general);
    let general = published(scene, &planner, &general, ("1/QĐ-UBND", "2020-01-10")).await?;
    // Houses on 12 m of the width, a road on 8 m.
    let detailed = json!([
        zone("Nhóm nhà ở", &part(-50.0, -50.0, 12.0, 70.0)),
        zone("Đường giao thông", &part(12.0, -50.0, 70.0, 70.0))
    ]);
    let detailed = sent(scene, &planner, &plan("Quy hoạch chi tiết B", "urban", "detailed", detailed)).await?;

    let (_, alone) = scene.asked("", EXTRACT).await;
    assert_eq!(alone["conflicts"], json!([]), "a draft contradicts nothing: {alone}");
    assert_eq!(governing(&alone), [(json!("urban"), general, json!("only"))]);

    let decision = json!({ "decision": "2/QĐ-UBND", "date": "2022-02-01", "reason": "Hồ sơ bổ sung sau" });
    let (status, done) = scene.sent(&planner, &format!("/v1/plans/{detailed}/publish"), &decision).await;
    assert_eq!(status, 200, "{done}");
    let (_, levels) = scene.asked("", EXTRACT).await;
    let conflicts = levels["conflicts"].as_array().context("conflicts")?;
    assert_eq!(conflicts.len(), 1, "where both plan houses they agree: {levels}");
    let one = &conflicts[0];
    assert_eq!((&one["kind"], &one["verdict"]), (&json!("levels"), &json!("conflict")), "{one}");
    assert_eq!(one["plan_ids"], json!([detailed, general]), "the plan that governs stands first");
    assert_eq!(one["functions"], json!(["Đường giao thông", "Nhóm nhà ở"]));
    assert_eq!((&one["area_m2"], &one["percent"]), (&json!(160.0), &json!(40.0)));
    assert_eq!(one["zone_ids"][0], levels["plans"][0]["zones"][1]["zone_id"], "{levels}");
    let warning = &levels["warnings"][0];
    assert_eq!((&warning["code"], &warning["plan_id"]), (&json!("levels_differ"), &json!(detailed)), "{levels}");
    let said = warning["text"].as_str().unwrap_or_default();
    assert!(said.contains("Quy hoạch chi tiết B goes first") && said.contains("160"), "{said}");

    // Rice on the lower half, houses on the upper.
    let land_use = json!([zone("LUC", &part(-50.0, -50.0, 70.0, 10.0)), zone("ODT", &part(-50.0, 10.0, 70.0, 70.0))]);
    let land_use = plan("Quy hoạch sử dụng đất C", "land_use", "general", land_use);
    let land_use = published(scene, &planner, &land_use, ("3/QĐ-UBND", "2023-03-01")).await?;
    let (_, both) = scene.asked("", EXTRACT).await;
    let conflicts = both["conflicts"].as_array().context("conflicts")?;
    let told: Vec<Value> = conflicts
        .iter()
        .filter(|one| one["kind"] == "land_use")
        .map(|one| json!([one["functions"], one["area_m2"], one["verdict"]]))
        .collect();
    assert_eq!(
        told,
        [
            json!([["Nhóm nhà ở", "LUC"], 120.0, "conflict"]),
            json!([["Đường giao thông", "LUC"], 80.0, "conflict"]),
            json!([["Đường giao thông", "ODT"], 80.0, "conflict"]),
            json!([["Nhóm nhà ở", "ODT"], 120.0, "compatible"]),
        ],
        "{both}"
    );
    assert!(conflicts[1..].iter().all(|one| one["plan_ids"] == json!([detailed, land_use])), "{both}");
    assert_eq!(conflicts[1]["mapping"]["mark"], "unverified", "{both}");
    assert_eq!(both["warnings"][0]["code"], "levels_differ", "{both}");
    assert_eq!(
        governing(&both),
        [(json!("urban"), detailed, json!("level")), (json!("land_use"), land_use, json!("only"))]
    );
    let sentence = both["governing"][0]["sentence"].as_str().unwrap_or_default();
    assert!(sentence.starts_with("Quy hoạch chi tiết B: It goes first because it is more detailed"), "{sentence}");

    let page = scene.server.get("/thua/LO-A1?as_of=2025-06-01&lang=vi").header("accept", "text/html").send().await?;
    let page = page.text().await?;
    for words in ["Các quy hoạch có thống nhất không", "mâu thuẫn", "chưa được cơ quan có thẩm quyền kiểm tra"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    Ok(())
}

/// Which plans govern: their kind, id and why.
fn governing(extract: &Value) -> Vec<(Value, u64, Value)> {
    let all = extract["governing"].as_array().into_iter().flatten();
    all.filter_map(|one| Some((one["kind"].clone(), one["plan_id"].as_u64()?, one["reason"].clone()))).collect()
}

fn zone(function: &str, shape: &Value) -> Value {
    let properties = json!({ "ky_hieu": format!("{function}-1"), "chuc_nang": function });
    json!({ "type": "Feature", "geometry": shape, "properties": properties })
}
