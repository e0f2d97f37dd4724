//! Lines and restrictions of plans: from the draft to what is told of a parcel, who sees which, and a register that was made without them.

use anyhow::{Context, Result};
use planning::{BOUNDARIES, DOCUMENTS, LINES, PLANS, PlanDraft, RESTRICTIONS, ZONES, drafted};
use serde_json::{Value, json};
use spatial_core::crs::Operation;
use spatial_core::layer::{Change, DeclaredTable, Layer, Value as Field};
use spatial_core::store::Store;

use crate::apps::Scene;
use crate::apps::extract::{a_lot, extract, published, sent, square, themes};
use crate::store::contract::transaction;

const TODAY: &str = "2025-06-01";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lines_of_a_plan_say_what_the_road_takes_once_it_is_published_in_a_file() -> Result<()> {
    lines_of_a_plan_say_what_the_road_takes_once_it_is_published(&Scene::in_a_file().await).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lines_of_a_plan_say_what_the_road_takes_once_it_is_published_in_a_database() -> Result<()> {
    lines_of_a_plan_say_what_the_road_takes_once_it_is_published(&Scene::in_a_database().await).await
}

async fn lines_of_a_plan_say_what_the_road_takes_once_it_is_published(scene: &Scene) -> Result<()> {
    let [x, y] = a_lot(scene).await?;
    let planner = scene.editor("lan", &["planning.draft", "planning.publish"]);
    let plan = json!({ "code": "QHCT-9", "name": "Quy hoạch chi tiết mở đường", "kind": "urban", "level": "detailed",
        "exclusive": true, "office": "Sở Xây dựng",
        "zones": [zone("ODT", &square(x - 50.0, y - 50.0, x + 70.0, y + 70.0))],
        "lines": [
            line("red_line", [x - 30.0, y + 2.0], [x + 50.0, y + 2.0], json!({ "khoang_lui": "≥ 3 m", "lo_gioi": 16, "ky_hieu_mat_cat": "2-2" })),
            line("building_line", [x - 30.0, y + 5.0], [x + 50.0, y + 5.0], json!({})),
            line("centreline", [x - 30.0, y - 6.0], [x + 50.0, y - 6.0], json!({ "lo_gioi": 16.0 })),
        ],
        "restrictions": [restriction("Hành lang lưới điện", &square(x - 30.0, y + 15.0, x + 50.0, y + 22.0))] });
    let draft = sent(scene, &planner, &plan).await?;

    let hidden = extract(scene, "", TODAY).await?;
    assert_eq!((&hidden["lines"], &hidden["restrictions"]), (&json!([]), &json!([])), "a draft is nobody's");
    assert_eq!((&hidden["road"], &hidden["buildable"]), (&Value::Null, &Value::Null));
    assert_eq!((themes(&hidden, "lines"), themes(&hidden, "restrictions")), ("not_concerned", "not_concerned"));
    let shown = extract(scene, &planner, TODAY).await?;
    assert_eq!(shown["lines"][0]["law_state"], "proposed", "{shown}");
    assert_eq!(shown["road"], Value::Null, "a proposal takes nothing");
    let before = lines_in_the_layer(scene).await;

    let decision = json!({ "decision": "9/QĐ-UBND", "date": "2024-05-06", "reason": "Hồ sơ bổ sung sau" });
    let (status, done) = scene.sent(&planner, &format!("/v1/plans/{draft}/publish"), &decision).await;
    assert_eq!(status, 200, "{done}");
    assert_eq!(lines_in_the_layer(scene).await, before + 3, "the step takes the lines with it");
    let told = extract(scene, "", TODAY).await?;
    let kinds: Vec<&Value> = told["lines"].as_array().context("lines")?.iter().map(|line| &line["kind"]).collect();
    assert_eq!(kinds, [&json!("red_line"), &json!("building_line")], "the centreline runs beyond the lot: {told}");
    let red = &told["lines"][0];
    assert_eq!(red["setback"], json!({ "text": "≥ 3 m", "min": 3.0, "max": null, "certainty": "read" }));
    assert_eq!((&red["road_width_m"], &red["section"]), (&json!(16.0), &json!("2-2")));
    assert_eq!((&red["length_m"], &red["plan_id"], &red["folded"]), (&json!(20.2), &json!(draft), &json!(false)));
    let road = &told["road"];
    assert_eq!((&road["method"], &road["plan_id"]), (&json!("red_lines"), &json!(draft)));
    assert_eq!((&road["ambiguous"], &road["otherwise"]), (&json!(false), &Value::Null));
    is_about(&road["area_m2"], 40.0);
    is_about(&road["percent"], 10.0);
    let left = &told["buildable"];
    assert_eq!((&left["method"], &left["ambiguous"]), (&json!("building_line"), &json!(false)), "{left}");
    is_about(&left["area_m2"], 300.0);
    let restriction = &told["restrictions"][0];
    assert_eq!(
        (&restriction["theme"], &restriction["office"]),
        (&json!("Hành lang lưới điện"), &json!("Sở Công Thương"))
    );
    assert_eq!((&restriction["area_m2"], &restriction["percent"]), (&json!(100.0), &json!(25.0)));
    assert_eq!((themes(&told, "lines"), themes(&told, "restrictions")), ("concerned", "concerned"));
    let office = |theme: &str| {
        let all = told["themes"].as_array().into_iter().flatten();
        all.filter(|one| one["theme"] == theme).map(|one| one["office"].clone()).next()
    };
    assert_eq!((office("lines"), office("restrictions")), (Some(json!("Sở Xây dựng")), Some(json!("Sở Công Thương"))));
    let past = extract(scene, "", "2024-01-01").await?;
    assert_eq!((&past["lines"][0]["law_state"], &past["road"]), (&json!("not_yet_decided"), &Value::Null), "{past}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_told_is_told_so_and_what_cannot_be_meant_is_refused() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let [x, y] = a_lot(&scene).await?;
    let planner = scene.editor("lan", &["planning.draft", "planning.publish"]);
    let plan = json!({ "code": "CGĐĐ", "name": "Hồ sơ chỉ giới đường đỏ", "kind": "urban", "level": "detailed",
        "lines": [line("red_line", [x - 30.0, y + 5.0], [x + 50.0, y + 5.0], json!({}))] });
    let plan_id = published(&scene, &planner, &plan, ("9/QĐ-UBND", "2024-05-06")).await?;
    let told = extract(&scene, "", TODAY).await?;
    assert_eq!((&told["road"]["ambiguous"], &told["road"]["plan_id"]), (&json!(true), &json!(plan_id)), "{told}");
    is_about(&told["road"]["area_m2"], 100.0);
    is_about(&told["road"]["otherwise"]["area_m2"], 300.0);
    let warnings: Vec<&Value> = told["warnings"].as_array().into_iter().flatten().map(|one| &one["code"]).collect();
    assert!(warnings.contains(&&json!("road_ambiguous")), "{told}");
    assert_eq!(told["buildable"], Value::Null);

    let around = square(x, y, x + 9.0, y + 9.0);
    for (member, bad, said) in [
        ("lines", line("kerb", [x, y], [x + 9.0, y], json!({})), "lines.0.properties.loai"),
        ("lines", line("red_line", [x, y], [x + 9.0, y], json!({ "lo_gioi": 2050 })), "lo_gioi"),
        ("lines", line("red_line", [x, y], [x + 9.0, y], json!({ "lo_gioi": -3 })), "lo_gioi"),
        ("lines", json!({ "type": "Feature", "geometry": around, "properties": { "loai": "red_line" } }), "lines.0"),
        ("restrictions", restriction(" ", &around), "chu_de"),
    ] {
        let mut plan = json!({ "code": "QH", "name": "Quy hoạch" });
        plan[member] = json!([bad]);
        let request = scene.server.ask(reqwest::Method::POST, "/v1/plans").bearer_auth(&planner);
        let crs = format!(
            "<http://www.opengis.net/def/crs/EPSG/0/{}>",
            data_samples::City::CRS.to_string().trim_start_matches("EPSG:")
        );
        let (status, problem) = crate::apps::answered(request.header("content-crs", crs).json(&plan)).await;
        assert_eq!(status, 422, "{bad}: {problem}");
        assert!(problem.to_string().contains(said), "{bad}: {problem}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_register_of_four_tables_gets_its_lines_with_the_next_plan_and_loses_nothing() -> Result<()> {
    let scene = Scene::without_subjects().await;
    let store = Store::open(scene.address(), false).await?;
    let older: [&DeclaredTable; 4] = [&PLANS, &BOUNDARIES, &ZONES, &DOCUMENTS];
    let declared = |table: &&DeclaredTable| -> Result<Layer> {
        Ok(table.layer(data_samples::City::CRS, Operation("EPSG:6960".into()), table.layer)?)
    };
    let layers: Vec<Layer> = older.iter().map(declared).collect::<Result<_>>()?;
    store.declare(&layers, "lan", "an older program").await?;
    let plan = PlanDraft { code: "QH-1".into(), name: "Quy hoạch cũ".into(), ..PlanDraft::default() };
    let mut changes = transaction(drafted(&plan, &layers)?);
    changes.door = PLANS.door()?;
    store.commit(changes).await?;
    scene.server.until("/v1/plans", |list| list["hasRegister"] == true).await;

    let planner = scene.editor("lan", &["planning.draft", "planning.publish"]);
    let [x, y] = a_lot(&scene).await?;
    let told = extract(&scene, &planner, TODAY).await?;
    assert_eq!((themes(&told, "lines"), themes(&told, "restrictions")), ("no_data", "no_data"), "{told}");
    let next = json!({ "code": "QH-2", "name": "Quy hoạch mới",
        "lines": [line("centreline", [x - 9.0, y], [x + 30.0, y], json!({ "lo_gioi": 8 }))] });
    let next = published(&scene, &planner, &next, ("2/QĐ-UBND", "2024-05-06")).await?;
    let told = extract(&scene, "", TODAY).await?;
    assert_eq!(told["road"]["plan_id"], next);
    is_about(&told["road"]["area_m2"], 80.0);
    assert_eq!(themes(&told, "restrictions"), "no_data", "there are none at all");
    let (_, list) = scene.asked(&planner, "/v1/plans").await;
    let names: Vec<&Value> = list["plans"].as_array().context("plans")?.iter().map(|plan| &plan["name"]).collect();
    assert_eq!(names, [&json!("Quy hoạch cũ"), &json!("Quy hoạch mới")]);

    // A restriction that rests on no plan is in force by its own state.
    let (_, layers) = store.layers().await?;
    let layer = layers.iter().find(|layer| layer.name.as_str() == RESTRICTIONS.layer).context("it was made")?;
    let shape = geo_types::Rect::new([x, y], [x + 20.0, y + 4.0]).to_polygon().into();
    let row = |state: &str| layer.schema.row([("chu_de", Field::text("Đê điều")), ("trang_thai", Field::text(state))]);
    let mut changes = transaction(vec![
        Change::insert(layer.name.clone(), Some(shape), row("published")),
        Change::insert(layer.name.clone(), Some(around(x, y)), row("draft")),
    ]);
    changes.door = RESTRICTIONS.door()?;
    store.commit(changes).await?;
    let path = format!("/v1/parcels/LO-A1/extract?as_of={TODAY}");
    scene.server.until(&path, |told| told["restrictions"] != json!([])).await;
    let told = extract(&scene, "", TODAY).await?;
    let found = told["restrictions"].as_array().context("restrictions")?;
    assert_eq!(found.len(), 1, "{told}");
    assert_eq!((&found[0]["plan_id"], &found[0]["law_state"]), (&Value::Null, &json!("in_force")));
    assert_eq!(found[0]["area_m2"], 80.0);
    assert_eq!(themes(&told, "restrictions"), "concerned");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lots_of_the_sample_city_are_cut_by_red_lines() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let store = Store::open(scene.address(), false).await?;
    let (position, layers) = store.layers().await?;
    let count =
        |table: &DeclaredTable| layers.iter().find(|layer| layer.name.as_str() == table.layer).map(|one| one.count);
    assert!(count(&LINES) > Some(20) && count(&RESTRICTIONS) > Some(0), "at {position:?}");
    let (_, page) = scene.asked("", "/collections/parcels/items?limit=1000").await;
    let mut cut = 0;
    for parcel in page["features"].as_array().context("parcels")? {
        let key = parcel["properties"]["ma_dinh_danh"].as_str().context("a key")?;
        let (status, told) = scene.asked("", &format!("/v1/parcels/{key}/extract")).await;
        assert_eq!(status, 200, "{told}");
        let area = told["road"]["area_m2"].as_f64().unwrap_or_default();
        cut += usize::from(area > 1.0 && told["road"]["method"] == "red_lines" && told["road"]["ambiguous"] == false);
        if cut > 2 {
            break;
        }
    }
    assert!(cut > 0, "a street of the plan is widened");
    Ok(())
}

/// How many lines everybody sees.
async fn lines_in_the_layer(scene: &Scene) -> u64 {
    let (_, page) = scene.asked("", "/collections/plan_lines/items?limit=1").await;
    page["numberMatched"].as_u64().unwrap_or_default()
}

/// Where an area is cut, a gap of some hundredths of a millimetre is left.
fn is_about(told: &Value, expected: f64) {
    let number = told.as_f64().unwrap_or(f64::NAN);
    assert!((number - expected).abs() <= 0.02, "{told} for {expected}");
}

fn around(x: f64, y: f64) -> geo_types::Geometry {
    geo_types::Rect::new([x, y], [x + 20.0, y + 20.0]).to_polygon().into()
}

fn zone(function: &str, shape: &Value) -> Value {
    json!({ "type": "Feature", "geometry": shape, "properties": { "ky_hieu": "O-1", "chuc_nang": function } })
}

fn line(kind: &str, from: [f64; 2], to: [f64; 2], said: Value) -> Value {
    let mut properties = said;
    properties["loai"] = json!(kind);
    let geometry = json!({ "type": "LineString", "coordinates": [from, to] });
    json!({ "type": "Feature", "geometry": geometry, "properties": properties })
}

fn restriction(theme: &str, shape: &Value) -> Value {
    let properties =
        json!({ "chu_de": theme, "can_cu": "Luật Điện lực", "co_quan": "Sở Công Thương", "chieu_rong": 7 });
    json!({ "type": "Feature", "geometry": shape, "properties": properties })
}
