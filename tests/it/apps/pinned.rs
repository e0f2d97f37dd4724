//! An answer that names its commit: the same bytes after whatever was changed since, and a link on paper that still leads somewhere.

use anyhow::{Context, Result};
use reqwest::Method;
use serde_json::{Value, json};

use super::Scene;
use super::extract::{a_lot, published, square};

const EXTRACT: &str = "/v1/parcels/LO-A1/extract";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_that_names_its_commit_stays_the_same_in_a_file() -> Result<()> {
    an_answer_that_names_its_commit_stays_the_same(&Scene::in_a_file().await).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_that_names_its_commit_stays_the_same_in_a_database() -> Result<()> {
    an_answer_that_names_its_commit_stays_the_same(&Scene::in_a_database().await).await
}

async fn an_answer_that_names_its_commit_stays_the_same(scene: &Scene) -> Result<()> {
    let [x, y] = a_lot(scene).await?;
    let planner = scene.editor("lan", &["planning.draft", "planning.publish", "planning.approve"]);
    let zone = json!({ "type": "Feature", "geometry": square(x - 50.0, y - 50.0, x + 12.0, y + 70.0),
        "properties": { "ky_hieu": "O-1", "chuc_nang": "Đất ở mới", "tang_cao": "3–5 tầng" } });
    let plan = json!({ "code": "QHPK", "name": "Quy hoạch phân khu", "kind": "urban", "level": "subdivision",
        "exclusive": true, "zones": [zone] });
    let plan = published(scene, &planner, &plan, ("1/QĐ-UBND", "2020-01-10")).await?;
    let first: Value = serde_json::from_str(&text(scene, &format!("{EXTRACT}?as_of=2026-03-02")).await?.1)?;
    let revision = first["data_revision"].as_u64().context("a revision")?;
    let link = format!("{EXTRACT}?as_of=2026-03-02&revision={revision}&f=json");
    let (status, kept) = text(scene, &link).await?;
    assert_eq!(status, 200, "{kept}");
    let told: Value = serde_json::from_str(&kept)?;
    assert_eq!((&told["plans"], &told["warnings"][0]["code"]), (&first["plans"], &json!("pinned")), "{kept}");

    // The parcel is split, a finer plan comes, and the plan is annulled.
    let (_, lot) = scene.asked("", &format!("/collections/lots/items/{}", told["parcel"]["id"])).await;
    let lot_path = format!("/collections/lots/items/{}", lot["id"]);
    let narrow = json!({ "geometry": square(x, y, x + 10.0, y + 20.0) });
    edited(scene, &planner, &lot_path, &narrow).await?;
    let other = json!({ "type": "Feature", "geometry": square(x - 50.0, y - 50.0, x + 90.0, y + 70.0),
        "properties": { "ky_hieu": "CX-1", "chuc_nang": "Cây xanh" } });
    let finer = json!({ "code": "QHCT", "name": "Quy hoạch chi tiết", "kind": "urban", "level": "detailed",
        "exclusive": true, "zones": [other] });
    published(scene, &planner, &finer, ("2/QĐ-UBND", "2021-01-10")).await?;
    let annulled = json!({ "step": "annul", "decision": "3/QĐ-UBND", "date": "2025-02-02", "issuer": "UBND tỉnh", "until": "2025-02-02", "reason": "sai thẩm quyền" });
    let (status, done) = scene.sent(&planner, &format!("/v1/plans/{plan}/steps"), &annulled).await;
    assert_eq!(status, 200, "{done}");

    let (status, again) = text(scene, &link).await?;
    assert_eq!((status, again), (200, kept), "byte for byte");
    let (_, now) = text(scene, &format!("{EXTRACT}?as_of=2026-03-02")).await?;
    let now: Value = serde_json::from_str(&now)?;
    assert_ne!((&now["plans"], &now["parcel"]), (&first["plans"], &first["parcel"]), "{now}");
    let (status, page) = text(scene, &format!("/thua/LO-A1?as_of=2026-03-02&revision={revision}&lang=en")).await?;
    assert!(status == 200 && page.contains("Đất ở mới") && !page.contains("CX-1"), "{page}");
    assert!(page.contains(&format!("This page is of data revision {revision}")), "{page}");

    let (status, problem) = text(scene, &format!("{EXTRACT}?revision=999999&f=json&lang=en")).await?;
    assert!(status == 404 && problem.contains("revision 999"), "{status} {problem}");
    Ok(())
}

/// A feature with its shape changed, in the city's grid.
async fn edited(scene: &Scene, token: &str, path: &str, change: &Value) -> Result<()> {
    let tag = scene.server.get(path).send().await?;
    let tag = tag.headers().get("etag").context("a tag")?.clone();
    let crs = data_samples::City::CRS.to_string();
    let crs = format!("<http://www.opengis.net/def/crs/EPSG/0/{}>", crs.trim_start_matches("EPSG:"));
    let request = scene.server.ask(Method::PATCH, path).bearer_auth(token).header("if-match", tag);
    let request = request.header("content-type", "application/merge-patch+json").header("content-crs", crs);
    let answer = request.body(change.to_string()).send().await?;
    anyhow::ensure!(answer.status().is_success(), "{}", answer.text().await?);
    Ok(())
}

async fn text(scene: &Scene, path: &str) -> Result<(u16, String)> {
    let answer = scene.server.get(path).send().await?;
    Ok((answer.status().as_u16(), answer.text().await?))
}
