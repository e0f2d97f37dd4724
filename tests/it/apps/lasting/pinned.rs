//! An answer that names its commit: the same bytes after whatever was changed since, and a link on paper that still leads somewhere.

use anyhow::{Context, Result};
use reqwest::Method;
use serde_json::{Value, json};

use crate::apps::Scene;
use crate::apps::extract::{a_lot, published, sent, square};

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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_withdrawn_is_told_of_no_earlier_commit_in_a_file() -> Result<()> {
    what_was_withdrawn_is_told_of_no_earlier_commit(&Scene::in_a_file().await).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_withdrawn_is_told_of_no_earlier_commit_in_a_database() -> Result<()> {
    what_was_withdrawn_is_told_of_no_earlier_commit(&Scene::in_a_database().await).await
}

/// A plan that was laid out for everybody's opinion and was given back is nobody's to read but its planner's, of whichever commit.
async fn what_was_withdrawn_is_told_of_no_earlier_commit(scene: &Scene) -> Result<()> {
    const SECRET: &str = "Mật-7";
    let [x, y] = a_lot(scene).await?;
    let planner = scene.editor("lan", &["planning.draft"]);
    let around = square(x - 50.0, y - 50.0, x + 70.0, y + 70.0);
    let put = scene.server.ask(Method::POST, "/v1/assets").bearer_auth(&planner).body("Thuyết minh").send().await?;
    let asset = put.json::<Value>().await?["hash"].clone();
    let feature =
        |shape: &Value, properties: Value| json!([{ "type": "Feature", "geometry": shape, "properties": properties }]);
    let line = json!({ "type": "LineString", "coordinates": [[x - 5.0, y + 5.0], [x + 25.0, y + 5.0]] });
    let plan = json!({ "code": "QH-GY", "name": format!("Quy hoạch {SECRET}"), "kind": "urban", "level": "detailed",
        "exclusive": true, "boundary": around, "zones": feature(&around, json!({ "ky_hieu": SECRET, "chuc_nang": SECRET })),
        "lines": feature(&line, json!({ "loai": "red_line", "khoang_lui": SECRET })),
        "restrictions": feature(&around, json!({ "chu_de": SECRET, "co_quan": SECRET })),
        "documents": [{ "name": SECRET, "asset": asset }] });
    let plan = sent(scene, &planner, &plan).await?;
    let steps = format!("/v1/plans/{plan}/steps");
    let consult = json!({ "step": "consult", "from": "2020-01-01", "until": "2099-12-31" });
    let (status, done) = scene.sent(&planner, &steps, &consult).await;
    assert_eq!(status, 200, "{done}");
    let revision = done["revision"].as_u64().context("a commit")?;
    let forms = ["json", "geojson", "html"].map(|form| format!("{EXTRACT}?revision={revision}&f={form}"));
    for link in &forms {
        assert!(text(scene, link).await?.1.contains(SECRET), "it is for everybody: {link}");
    }
    let back = json!({ "step": "return", "reason": "Làm lại" });
    let (status, done) = scene.sent(&planner, &steps, &back).await;
    assert_eq!(status, 200, "{done}");
    for link in &forms {
        for _ in 0..2 {
            let (status, told) = text(scene, link).await?;
            assert!(status == 200 && !told.contains(SECRET) && !told.contains("QH-GY"), "{link}: {told}");
        }
        let seen = scene.server.get(link).bearer_auth(&planner).send().await?.text().await?;
        assert!(seen.contains(SECRET), "who sees it then and now is told: {link}: {seen}");
    }
    let (status, done) = scene.sent(&planner, &steps, &consult).await;
    assert_eq!(status, 200, "{done}");
    for link in &forms {
        assert!(text(scene, link).await?.1.contains(SECRET), "it is for everybody again: {link}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_printed_link_leads_to_its_parcel_whatever_that_is_called_now_in_a_file() -> Result<()> {
    a_printed_link_leads_to_its_parcel_whatever_that_is_called_now(&Scene::in_a_file().await).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_printed_link_leads_to_its_parcel_whatever_that_is_called_now_in_a_database() -> Result<()> {
    a_printed_link_leads_to_its_parcel_whatever_that_is_called_now(&Scene::in_a_database().await).await
}

async fn a_printed_link_leads_to_its_parcel_whatever_that_is_called_now(scene: &Scene) -> Result<()> {
    let [x, y] = a_lot(scene).await?;
    let planner = scene.editor("lan", &["planning.draft", "planning.publish"]);
    let zone = json!({ "type": "Feature", "geometry": square(x - 50.0, y - 50.0, x + 12.0, y + 70.0),
        "properties": { "ky_hieu": "O-1", "chuc_nang": "Đất ở mới" } });
    let plan = json!({ "code": "QHPK", "name": "Quy hoạch phân khu", "kind": "urban", "level": "subdivision",
        "exclusive": true, "zones": [zone] });
    published(scene, &planner, &plan, ("1/QĐ-UBND", "2020-01-10")).await?;
    let first: Value = serde_json::from_str(&text(scene, EXTRACT).await?.1)?;
    let revision = first["data_revision"].as_u64().context("a revision")?;
    let link = format!("{EXTRACT}?as_of=2026-03-02&revision={revision}&f=json");
    let page = format!("/thua/LO-A1?as_of=2026-03-02&revision={revision}");
    let (_, kept) = text(scene, &link).await?;

    let lot = format!("/collections/lots/items/{}", first["parcel"]["id"]);
    edited(scene, &planner, &lot, &json!({ "properties": { "ma": "LO-B9" } })).await?;
    assert_eq!(text(scene, EXTRACT).await?.0, 404, "today nobody is called so");
    assert_eq!(text(scene, &link).await?, (200, kept.clone()), "byte for byte");
    let (status, shown) = text(scene, &page).await?;
    let printed = format!("/thua/LO-A1?as_of=2026-03-02&amp;revision={revision}\"");
    assert!(status == 200 && shown.contains(&printed), "what it prints leads there again: {shown}");
    let other = format!("/v1/parcels/LO-B9/extract?revision={revision}");
    assert_eq!(text(scene, &other).await?.0, 404, "then nobody was called so");

    let tag = scene.server.get(&lot).send().await?.headers().get("etag").context("a tag")?.clone();
    let gone = scene.server.ask(Method::DELETE, &lot).bearer_auth(&planner).header("if-match", tag).send().await?;
    assert!(gone.status().is_success(), "{}", gone.text().await?);
    assert_eq!(text(scene, &link).await?, (200, kept), "a parcel that was split or merged");
    let (status, shown) = text(scene, &page).await?;
    assert!(status == 200 && shown.contains("Đất ở mới"), "{shown}");
    assert_eq!(text(scene, "/v1/parcels/LO-B9/extract").await?.0, 404);
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
