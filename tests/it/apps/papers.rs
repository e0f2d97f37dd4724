//! What a plan is handed in with besides its zones: documents with their number, day, issuer, kind and pages, told to who may see them;
//! and a register that was made before its documents said so.

use anyhow::{Context, Result};
use planning::{
    BOUNDARIES, DOCUMENTS, DocumentDraft, ISSUED_FIELD, ISSUER_FIELD, KIND_FIELD, NUMBER_FIELD, PAGES_FIELD, PLANS,
    PlanDraft, ZONES, drafted,
};
use reqwest::Method;
use serde_json::{Value, json};
use spatial_core::crs::Operation;
use spatial_core::layer::{DeclaredTable, Layer};
use spatial_core::store::Store;

use super::Scene;
use super::extract::{a_lot, extract, published, square};
use crate::store::contract::transaction;

const TODAY: &str = "2025-06-01";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn documents_say_what_they_are_in_a_file() -> Result<()> {
    documents_say_what_they_are(&Scene::in_a_file().await).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn documents_say_what_they_are_in_a_database() -> Result<()> {
    documents_say_what_they_are(&Scene::in_a_database().await).await
}

async fn documents_say_what_they_are(scene: &Scene) -> Result<()> {
    let [x, y] = a_lot(scene).await?;
    let planner = scene.editor("lan", &["planning.draft", "planning.publish"]);
    let hash = put(scene, &planner, "Quyết định").await?;
    let paper = |more: Value| {
        let mut paper = json!({ "name": "Quyết định phê duyệt", "asset": hash });
        more.as_object().into_iter().flatten().for_each(|(name, value)| paper[name] = value.clone());
        paper
    };
    let plan = |papers: Value| {
        json!({ "code": "QH-P", "name": "Quy hoạch có hồ sơ", "kind": "urban", "level": "detailed",
            "zones": [zone(&square(x, y, x + 20.0, y + 20.0))], "documents": papers })
    };
    for (bad, said) in [
        (json!({ "kind": "letter" }), "documents.0.kind"),
        (json!({ "date": "1/3/2024" }), "ngay_ban_hanh"),
        (json!({ "pages": 0 }), "10"),
        (json!({ "issuer": "\u{1b}" }), "documents.issuer"),
    ] {
        let request = scene.server.ask(Method::POST, "/v1/plans").bearer_auth(&planner).header("content-crs", grid());
        let (status, problem) = super::answered(request.json(&plan(json!([paper(bad.clone())])))).await;
        assert_eq!(status, 422, "{bad}: {problem}");
        assert!(problem.to_string().contains(said), "{bad}: {problem}");
    }
    let said = json!({ "kind": "decision", "number": "12/QĐ-UBND", "date": "2024-03-01", "issuer": "UBND tỉnh (mẫu)", "pages": 3 });
    let id =
        published(scene, &planner, &plan(json!([paper(said), paper(json!({}))])), ("12/QĐ-UBND", "2024-03-01")).await?;

    let told = extract(scene, "", TODAY).await?;
    let documents = told["documents"].as_array().context("documents")?;
    let own: Vec<&Value> = documents.iter().filter(|document| document["plan_id"] == id).collect();
    let facts = |at: usize| ["kind", "number", "date", "issuer", "pages"].map(|name| own[at][name].clone());
    assert_eq!(
        facts(0),
        [json!("decision"), json!("12/QĐ-UBND"), json!("2024-03-01"), json!("UBND tỉnh (mẫu)"), json!(3)],
        "{told}"
    );
    assert_eq!(facts(1), [Value::Null, Value::Null, Value::Null, Value::Null, Value::Null], "{told}");
    let page = scene.server.get("/thua/LO-A1?lang=vi").send().await?.text().await?;
    assert!(page.contains("12/QĐ-UBND, ngày 01/03/2024, UBND tỉnh (mẫu)"), "{page}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_register_whose_documents_have_names_and_files_alone_is_read_and_gets_the_rest() -> Result<()> {
    let scene = Scene::without_subjects().await;
    let [x, y] = a_lot(&scene).await?;
    let planner = scene.editor("lan", &["planning.draft", "planning.publish"]);
    let hash = put(&scene, &planner, "Thuyết minh").await?;
    let store = Store::open(scene.address(), false).await?;
    let declared = |table: &&DeclaredTable| -> Result<Layer> {
        Ok(table.layer(data_samples::City::CRS, Operation("EPSG:6960".into()), table.layer)?)
    };
    let older: [&DeclaredTable; 4] = [&PLANS, &BOUNDARIES, &ZONES, &DOCUMENTS];
    let mut layers: Vec<Layer> = older.iter().map(declared).collect::<Result<_>>()?;
    let newer = [KIND_FIELD, NUMBER_FIELD, ISSUED_FIELD, ISSUER_FIELD, PAGES_FIELD];
    layers[3].schema.fields.retain(|field| !newer.contains(&field.name.as_str()));
    store.declare(&layers, "lan", "an older program").await?;
    let shape = geo_types::Rect::new([x, y], [x + 20.0, y + 20.0]).to_polygon().into();
    let document = DocumentDraft { name: "Thuyết minh".into(), asset: hash.clone(), ..DocumentDraft::default() };
    let plan = PlanDraft { boundary: Some(shape), documents: vec![document], ..PlanDraft::default() };
    let plan = PlanDraft { code: "QH-1".into(), name: "Quy hoạch cũ".into(), ..plan };
    let mut changes = transaction(drafted(&plan, &layers)?);
    changes.door = PLANS.door()?;
    store.commit(changes).await?;
    scene.server.until("/v1/plans", |list| list["hasRegister"] == true).await;

    let told = extract(&scene, &planner, TODAY).await?;
    assert_eq!((&told["documents"][0]["name"], &told["documents"][0]["pages"]), (&json!("Thuyết minh"), &Value::Null));
    let next = json!({ "code": "QH-2", "name": "Quy hoạch mới", "zones": [zone(&square(x, y, x + 9.0, y + 9.0))],
        "documents": [{ "name": "Bản vẽ", "asset": hash, "kind": "drawing", "pages": 2 }] });
    published(&scene, &planner, &next, ("2/QĐ-UBND", "2024-05-06")).await?;
    let told = extract(&scene, &planner, TODAY).await?;
    let all = told["documents"].as_array().context("documents")?;
    let pages: Vec<(&Value, &Value)> = all.iter().map(|one| (&one["name"], &one["pages"])).collect();
    assert!(pages.contains(&(&json!("Thuyết minh"), &Value::Null)) && pages.contains(&(&json!("Bản vẽ"), &json!(2))));
    Ok(())
}

/// Puts a file into the store; its hash.
async fn put(scene: &Scene, token: &str, text: &str) -> Result<String> {
    let request = scene.server.ask(Method::POST, "/v1/assets").bearer_auth(token).body(text.to_owned());
    let put: Value = request.send().await?.json().await?;
    Ok(put["hash"].as_str().with_context(|| put.to_string())?.to_owned())
}

fn grid() -> String {
    let code = data_samples::City::CRS.to_string();
    format!("<http://www.opengis.net/def/crs/EPSG/0/{}>", code.trim_start_matches("EPSG:"))
}

fn zone(shape: &Value) -> Value {
    json!({ "type": "Feature", "geometry": shape, "properties": { "ky_hieu": "O-1", "chuc_nang": "ODT" } })
}
