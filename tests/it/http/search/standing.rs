//! Rows with states: what is over does not stand for what is in force, and each says what it is a part of and how it stands.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::{escaped, results};
use crate::apps::Scene;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_over_hides_nothing_in_force_in_a_file() -> Result<()> {
    what_is_over_hides_nothing_in_force(&Scene::in_a_file().await).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_over_hides_nothing_in_force_in_a_database() -> Result<()> {
    what_is_over_hides_nothing_in_force(&Scene::in_a_database().await).await
}

async fn what_is_over_hides_nothing_in_force(scene: &Scene) -> Result<()> {
    let plans = scene.server.json("/collections/plan_register/items?limit=1000").await;
    let name_of = |id: &Value| -> Option<String> {
        let plan = plans["features"].as_array()?.iter().find(|plan| plan["id"] == *id)?;
        Some(plan["properties"]["ten"].as_str()?.to_owned())
    };
    let zones = scene.server.json("/collections/plan_zones/items?limit=10000").await;
    let mut signs: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
    for zone in zones["features"].as_array().context("zones")? {
        signs.entry(zone["properties"]["ky_hieu"].as_str().context("a sign")?).or_default().push(zone);
    }
    let state = |zone: &Value| zone["properties"]["trang_thai"].as_str().map(str::to_owned);
    let of = |zones: &[&Value], wanted: &str| zones.iter().any(|zone| state(zone).as_deref() == Some(wanted));
    let mut met = signs.iter().filter(|(_, zones)| of(zones, "published") && of(zones, "replaced"));
    let (sign, both) = met.next().context("a sign of a plan in force that a replaced plan bore, too")?;
    let (_, told) = scene.asked("", &format!("/v1/search?lang=en&limit=50&q={}", escaped(sign))).await;
    let is_same = |hit: &&Value| hit["layer"] == "plan_zones" && hit["title"] == *sign;
    let same: Vec<&Value> = results(&told).iter().filter(is_same).collect();
    assert!(same.len() >= 2, "{told}");
    let is_over = |hit: &&Value| hit["state"] == "replaced";
    assert!(same.iter().is_sorted_by_key(|hit| is_over(hit)) && !is_over(&same[0]), "{told}");
    for hit in &same {
        let zone = both.iter().find(|zone| zone["id"] == hit["id"]).context("a zone of the sign")?;
        let plan = name_of(&zone["properties"]["quy_hoach"]).context("its plan")?;
        let detail = hit["detail"].as_str().context("a detail")?;
        assert!(detail.contains(&plan), "{detail} names {plan}");
        let words = if is_over(hit) { "replaced" } else { "published" };
        assert!(detail.ends_with(words), "{detail}");
    }
    let (_, first) = scene.asked("", &format!("/v1/search?limit=1&q={}", escaped(sign))).await;
    assert_eq!((&results(&first)[0]["state"], &first["more"]), (&json!("published"), &json!(true)), "{first}");

    let planner = scene.editor("lan", &["planning.draft"]);
    let name = "Quy hoạch phân khu trùng tên";
    let mut ids = Vec::new();
    for code in ["QH-TT-1", "QH-TT-2"] {
        let draft = json!({ "code": code, "name": name, "kind": "urban", "level": "subdivision" });
        let (status, made) = scene.sent(&planner, "/v1/plans", &draft).await;
        assert_eq!(status, 201, "{made}");
        ids.push(made["id"].as_u64().context("an id")?);
    }
    let discard = json!({ "step": "discard", "reason": "Lập lại" });
    let (status, done) = scene.sent(&planner, &format!("/v1/plans/{}/steps", ids[0]), &discard).await;
    assert_eq!(status, 200, "{done}");
    let (_, told) = scene.asked(&planner, &format!("/v1/search?lang=en&limit=50&q={}", escaped(name))).await;
    let plans: Vec<(Option<u64>, &Value)> = results(&told)
        .iter()
        .filter(|hit| hit["title"] == name)
        .map(|hit| (hit["id"].as_u64(), &hit["state"]))
        .collect();
    assert_eq!(plans, [(Some(ids[1]), &json!("draft")), (Some(ids[0]), &json!("discarded"))], "{told}");
    Ok(())
}
