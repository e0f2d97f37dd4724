//! What a plan is handed in with besides its zones: documents with their number, day, issuer, kind and pages, and a list of projects, told
//! to who may see them; and a register that was made before its documents said so.

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

use crate::apps::Scene;
use crate::apps::extract::{a_lot, extract, published, square};
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
        (json!({ "date": "1/3/2024" }), "date"),
        (json!({ "pages": 0 }), "10"),
        (json!({ "issuer": "\u{1b}" }), "documents.0.issuer"),
    ] {
        let request = scene.server.ask(Method::POST, "/v1/plans").bearer_auth(&planner).header("content-crs", grid());
        let (status, problem) = crate::apps::answered(request.json(&plan(json!([paper(bad.clone())])))).await;
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
async fn a_list_of_projects_says_which_parcels_it_is_about_in_a_file() -> Result<()> {
    a_list_of_projects_says_which_parcels_it_is_about(&Scene::in_a_file().await).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_of_projects_says_which_parcels_it_is_about_in_a_database() -> Result<()> {
    a_list_of_projects_says_which_parcels_it_is_about(&Scene::in_a_database().await).await
}

async fn a_list_of_projects_says_which_parcels_it_is_about(scene: &Scene) -> Result<()> {
    let [x, y] = a_lot(scene).await?;
    let planner = scene.editor("lan", &["planning.draft", "planning.publish"]);
    let plan = |projects: Value| {
        json!({ "code": "KH-2025", "name": "Kế hoạch năm 2025 (thử)", "kind": "annual_land_use", "level": "general",
            "projects": projects })
    };
    for (bad, said) in [
        (json!({ "loai_chu_dau_tu": "Nguyễn Văn A" }), "projects.0.properties.loai_chu_dau_tu"),
        (json!({ "nam_thuc_hien": 25 }), "nam_thuc_hien"),
        (json!({ "ten": " " }), "projects.name"),
        (json!({ "dien_tich": -1.0 }), "dien_tich"),
    ] {
        let sent = plan(json!([project(bad.clone(), &Value::Null)]));
        let request = scene.server.ask(Method::POST, "/v1/plans").bearer_auth(&planner).header("content-crs", grid());
        let (status, problem) = crate::apps::answered(request.json(&sent)).await;
        assert_eq!(status, 422, "{bad}: {problem}");
        assert!(problem.to_string().contains(said), "{bad}: {problem}");
    }
    let half = square(x, y, x + 10.0, y + 20.0);
    let sent = plan(json!([
        project(json!({ "ky_hieu": "DA-1", "nam_thuc_hien": 2025, "loai_chu_dau_tu": "state" }), &half),
        project(json!({ "ky_hieu": "DA-2", "nam_thuc_hien": 2025, "thua_dat": "LO-X9; lo-a1" }), &Value::Null),
        project(json!({ "ky_hieu": "DA-3" }), &square(x + 900.0, y, x + 920.0, y + 20.0)),
    ]));
    let draft = crate::apps::extract::sent(scene, &planner, &sent).await?;
    let list = format!("/v1/plans/{draft}/projects");
    let in_layer =
        async || scene.asked("", "/collections/plan_projects/items?limit=1").await.1["numberMatched"].clone();
    let before = in_layer().await;
    assert_eq!(scene.asked("", &list).await.0, 404, "a draft is nobody's");
    assert_eq!(extract(scene, "", TODAY).await?["projects"], json!([]));
    let shown = extract(scene, &planner, TODAY).await?;
    assert_eq!(shown["projects"][0]["law_state"], "proposed", "{shown}");
    let decision = json!({ "decision": "9/QĐ-UBND", "date": "2024-12-06", "reason": "Chỉ có danh mục" });
    let (status, done) = scene.sent(&planner, &format!("/v1/plans/{draft}/publish"), &decision).await;
    assert_eq!(status, 200, "{done}");
    assert_eq!(
        in_layer().await.as_u64(),
        before.as_u64().map(|count| count + 3),
        "the step takes the projects with it"
    );

    let (_, page) = scene.asked("", &format!("{list}?limit=2")).await;
    assert_eq!((&page["numberMatched"], page["projects"].as_array().map(Vec::len)), (&json!(3), Some(2)), "{page}");
    assert_eq!((&page["projects"][0]["hasShape"], &page["projects"][1]["hasShape"]), (&json!(true), &json!(false)));
    assert_eq!(page["projects"][1]["parcels"], json!(["LO-X9", "lo-a1"]));
    let next = crate::apps::behind(scene, &page).context("another page")?;
    assert_eq!(scene.asked("", &next).await.1["projects"][0]["sign"], "DA-3");

    let told = extract(scene, "", TODAY).await?;
    let found = told["projects"].as_array().context("projects")?;
    let facts = |at: usize| ["sign", "about", "on_parcel_m2", "law_state"].map(|name| found[at][name].clone());
    assert_eq!(facts(0), [json!("DA-1"), json!("meets"), json!(200.0), json!("in_force")], "{told}");
    assert_eq!(facts(1), [json!("DA-2"), json!("named"), Value::Null, json!("in_force")], "{told}");
    assert_eq!(found.len(), 2, "the third is elsewhere: {told}");
    let page = scene.server.get("/thua/LO-A1?lang=vi&as_of=2025-06-01").send().await?.text().await?;
    assert!(page.contains("Thửa này nằm trong danh mục công trình, dự án năm 2025"), "{page}");
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

/// A project that is called something, with more; with a shape, or with `null`.
fn project(more: Value, shape: &Value) -> Value {
    let mut properties = json!({ "ten": "Mở rộng đường", "ma_loai_dat": "DGT" });
    more.as_object().into_iter().flatten().for_each(|(name, value)| properties[name] = value.clone());
    json!({ "type": "Feature", "geometry": shape, "properties": properties })
}

fn zone(shape: &Value) -> Value {
    json!({ "type": "Feature", "geometry": shape, "properties": { "ky_hieu": "O-1", "chuc_nang": "ODT" } })
}
