//! Areas and corridors: what of which parcel lies in them and in which zone, in every form; what was sent as GeoJSON, KML or corners; what a
//! draft adds for who may see it; what is too much; and whole plans as files.

use anyhow::{Context, Result};
use data_samples::City;
use geo_types::{Rect, line_string};
use importers::package::{GpkgFile, GpkgRow, GpkgShape, GpkgSystem, GpkgTable};
use reqwest::Method;
use serde_json::{Value, json};
use spatial_core::crs::{Crs, Operation, Transform};
use spatial_core::geometry::{Geometry, area as measured};
use spatial_core::layer::{DeclaredField, FieldRole, FieldType, GeometryType, Kind, Layer, LayerName, Schema};
use spatial_core::store::{StageMode, Staged, Store};

use super::Scene;
use crate::store::contract::load;

/// Ten parcels of 20 m × 20 m in a row.
const LOTS: u32 = 10;
const DAY: &str = "as_of=2026-06-01";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_area_is_told_parcel_by_parcel_and_as_a_whole_in_a_file() -> Result<()> {
    an_area_is_told_parcel_by_parcel_and_as_a_whole(&Scene::in_a_file().await).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_area_is_told_parcel_by_parcel_and_as_a_whole_in_a_database() -> Result<()> {
    an_area_is_told_parcel_by_parcel_and_as_a_whole(&Scene::in_a_database().await).await
}

async fn an_area_is_told_parcel_by_parcel_and_as_a_whole(scene: &Scene) -> Result<()> {
    let [x, y] = lots(scene).await?;
    let planner = scene.editor("lan", &["planning.draft", "planning.publish"]);
    let plan = a_plan(scene, &planner, [x, y], "QHPK").await?;
    publish(scene, &planner, plan).await?;

    // The lower half of five parcels, and a quarter of the sixth.
    let drawn = square(x - 5.0, y - 5.0, x + 110.0, y + 10.0);
    let told = area(scene, "", DAY, &drawn).await?;
    assert_eq!((&told["as_of"], &told["area_m2"]), (&json!("2026-06-01"), &json!(1725.0)), "{told}");
    assert!(told["data_revision"].is_u64() && told["unknown"] == json!([]), "{told}");
    let parcels = told["parcels"].as_array().context("parcels")?;
    let inside: Vec<(&Value, &Value)> =
        parcels.iter().map(|parcel| (&parcel["keys"]["identifier"], &parcel["inside_m2"])).collect();
    let expected: Vec<(String, f64)> =
        (0..6).map(|lot| (format!("LO-{lot}"), if lot < 5 { 200.0 } else { 100.0 })).collect();
    let expected: Vec<(Value, Value)> = expected.into_iter().map(|(key, area)| (json!(key), json!(area))).collect();
    assert_eq!(inside, expected.iter().map(|(key, area)| (key, area)).collect::<Vec<_>>());
    assert_eq!((&parcels[5]["area_m2"], &parcels[5]["inside_percent"]), (&json!(400.0), &json!(25.0)));
    // The third lies in both zones, the others in one.
    let shares = |at: usize| {
        let shares = parcels[at]["shares"].as_array().into_iter().flatten();
        let mut shares: Vec<(String, Value)> =
            shares.map(|share| (share["function"].to_string(), share["area_m2"].clone())).collect();
        // Equal areas stand in either order.
        shares.sort_by(|a, b| a.0.cmp(&b.0));
        shares
    };
    let share = |function: &str, area: f64| (json!(function).to_string(), json!(area));
    assert_eq!(shares(0), [share("ODT", 200.0)]);
    assert_eq!(shares(2), [share("DGD", 100.0), share("ODT", 100.0)]);
    assert_eq!(shares(5), [share("DGD", 100.0)]);
    let whole = told["plans"].as_array().into_iter().flatten().find(|one| one["plan_id"] == plan).context("a plan")?;
    assert_eq!((&whole["law_state"], &whole["covers_m2"]), (&json!("in_force"), &json!(1725.0)));
    let totals: Vec<(&Value, &Value, &Value)> = whole["totals"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|total| (&total["function"], &total["area_m2"], &total["zones"]))
        .collect();
    assert_eq!(totals, [(&json!("DGD"), &json!(900.0), &json!(1)), (&json!("ODT"), &json!(825.0), &json!(1))]);
    assert_eq!(whole["uncovered_m2"], json!(0.0));
    assert_eq!(told["warnings"], json!([]), "{told}");
    let far = square(x - 200_000.0, y + 900_000.0, x - 199_900.0, y + 900_100.0);
    let told = area(scene, "", DAY, &far).await?;
    assert_eq!((&told["parcels"], &told["warnings"][0]["code"]), (&json!([]), &json!("outside_data")), "{told}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_answer_has_several_forms() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let [x, y] = lots(&scene).await?;
    let planner = scene.editor("lan", &["planning.draft", "planning.publish"]);
    let plan = a_plan(&scene, &planner, [x, y], "=cmd()").await?;
    publish(&scene, &planner, plan).await?;
    let drawn = square(x - 5.0, y - 5.0, x + 110.0, y + 10.0);

    let (media, csv) = sent(&scene, "", &format!("{DAY}&f=csv"), ("application/json", true), drawn.to_string()).await?;
    assert_eq!(media, "text/csv; charset=utf-8");
    let csv = String::from_utf8(csv)?;
    let mut lines = csv.lines();
    assert!(lines.next().is_some_and(|head| head.starts_with("\u{feff}layer,parcel_id,")), "{csv}");
    let lines: Vec<&str> = lines.filter(|line| line.contains(",zone,")).collect();
    assert_eq!(lines.len(), 7, "six parcels, and one of them in two zones: {csv}");
    assert!(lines.iter().all(|line| line.contains("\"'=cmd()\"")), "no cell is a formula: {csv}");

    let (media, first) =
        sent(&scene, "", &format!("{DAY}&f=xlsx"), ("application/json", true), drawn.to_string()).await?;
    assert_eq!(media, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    let (_, second) = sent(&scene, "", &format!("{DAY}&f=xlsx"), ("application/json", true), drawn.to_string()).await?;
    assert!(first == second && first.starts_with(b"PK"), "the same question gives the same workbook");

    let (media, shapes) =
        sent(&scene, "", &format!("{DAY}&f=geojson"), ("application/json", true), drawn.to_string()).await?;
    assert_eq!(media, "application/geo+json");
    let shapes: Value = serde_json::from_slice(&shapes)?;
    let features = shapes["features"].as_array().context("features")?;
    assert_eq!((features.len(), &features[0]["geometry"]["type"]), (6, &json!("MultiPolygon")), "{shapes}");
    assert_eq!(features[5]["properties"]["inside_m2"], json!(100.0));
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_corridor_a_kml_file_and_a_table_of_corners_are_areas_like_any_other() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let [x, y] = lots(&scene).await?;
    let line = json!({ "type": "LineString", "coordinates": [[x - 50.0, y + 10.0], [x + 250.0, y + 10.0]] });
    let told = area(&scene, "", &format!("{DAY}&within_m=2"), &line).await?;
    let parcels = told["parcels"].as_array().context("parcels")?;
    assert_eq!(parcels.len(), LOTS as usize, "{told}");
    for parcel in parcels {
        let inside = parcel["inside_m2"].as_f64().context("an area")?;
        assert!((inside - 80.0).abs() < 0.05, "20 m of a corridor of 4 m: {parcel}");
    }

    let corners = [[x - 5.0, y - 5.0], [x + 30.0, y - 5.0], [x + 30.0, y + 25.0], [x - 5.0, y + 25.0]];
    let table: String =
        corners.iter().zip(1..).map(|([east, north], at)| format!("{at}\t{north:.3}\t{east:.3}\n")).collect();
    let (_, told) = sent(&scene, "", DAY, ("text/plain", false), table).await?;
    let from_corners: Value = serde_json::from_slice(&told)?;
    let mut degrees = corners;
    Transform::new(City::CRS, Crs::WGS84)?.apply(&mut degrees)?;
    let ring: Vec<String> = degrees.iter().chain(&degrees[..1]).map(|[x, y]| format!("{x:.9},{y:.9},0")).collect();
    let kml = format!(
        "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Placemark><Polygon><outerBoundaryIs><LinearRing><coordinates>{}</coordinates>\
         </LinearRing></outerBoundaryIs></Polygon></Placemark></kml>",
        ring.join(" ")
    );
    let (_, told) = sent(&scene, "", DAY, ("application/vnd.google-earth.kml+xml", false), kml).await?;
    let from_kml: Value = serde_json::from_slice(&told)?;
    for told in [&from_corners, &from_kml] {
        let parcels = told["parcels"].as_array().context("parcels")?;
        let inside: Vec<f64> = parcels.iter().filter_map(|parcel| parcel["inside_m2"].as_f64()).collect();
        assert_eq!(inside.len(), 2, "{told}");
        assert!((inside[0] - 400.0).abs() < 0.05 && (inside[1] - 200.0).abs() < 0.05, "{told}");
        assert_eq!(parcels[0]["shares"][0]["part"], "no_plan");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_geopackage_is_an_area_like_any_other_and_comes_back_with_the_shapes_of_the_shares() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let [x, y] = lots(&scene).await?;
    let planner = scene.editor("lan", &["planning.draft", "planning.publish"]);
    let plan = a_plan(&scene, &planner, [x, y], "QHPK").await?;
    publish(&scene, &planner, plan).await?;
    let area = || Rect::new([x - 5.0, y - 5.0], [x + 110.0, y + 10.0]).to_polygon().into();
    let road = || line_string![(x: x - 50.0, y: y + 10.0), (x: x + 250.0, y: y + 10.0)].into();
    let file = |shapes: Vec<(&str, Vec<Geometry>)>| package(shapes).context("a file");

    let one = file(vec![("vung", vec![area()])])?;
    let (_, told) = post(&scene, DAY, (GEOPACKAGE, one.clone())).await?;
    let told: Value = serde_json::from_slice(&told)?;
    assert_eq!(told["area_m2"], json!(1725.0), "{told}");
    assert_eq!(told["parcels"].as_array().map(Vec::len), Some(6));
    let (_, told) =
        post(&scene, &format!("{DAY}&within_m=2"), (GEOPACKAGE, file(vec![("tim", vec![road()])])?)).await?;
    let told: Value = serde_json::from_slice(&told)?;
    assert_eq!(told["parcels"].as_array().map(Vec::len), Some(LOTS as usize), "a corridor: {told}");

    let (media, bytes) = post(&scene, &format!("{DAY}&f=gpkg"), (GEOPACKAGE, one.clone())).await?;
    assert_eq!(media, GEOPACKAGE);
    assert!(
        bytes == post(&scene, &format!("{DAY}&f=gpkg"), (GEOPACKAGE, one)).await?.1,
        "the same question, the same file"
    );
    let found = importers::shapes_of_geopackage(&bytes, None)?;
    assert_eq!((found.crs, found.shapes.len()), (City::CRS, 7), "six parcels, and one of them in two zones");
    let total: f64 = found.shapes.iter().map(|shape| measured(shape).0).sum();
    assert!((total - 1100.0).abs() < 0.01, "{total}");
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("shares.gpkg");
    std::fs::write(&path, &bytes)?;
    let opened = std::process::Command::new("ogrinfo").args(["-so", "-al"]).arg(&path).output()?;
    let said = String::from_utf8_lossy(&opened.stdout).into_owned() + &*String::from_utf8_lossy(&opened.stderr);
    assert!(opened.status.success() && !said.contains("Warning") && !said.contains("ERROR"), "{said}");
    assert!(said.contains("Feature Count: 7") && said.contains("Multi Polygon"), "{said}");

    let several = || file(vec![("a", vec![area()]), ("b", vec![road()])]);
    let (_, told) = post(&scene, &format!("{DAY}&layer=a"), (GEOPACKAGE, several()?)).await?;
    assert_eq!(serde_json::from_slice::<Value>(&told)?["area_m2"], json!(1725.0));
    for (query, body, status, words) in [
        ("", several()?, 422, "a, b"),
        ("?layer=c", several()?, 422, "c"),
        ("", b"PK\x03\x04".to_vec(), 422, "no GeoPackage"),
        ("", b"SQLite format 3\0 and no more".to_vec(), 422, "damaged"),
        ("", file(Vec::new())?, 422, "no layer"),
        ("", file(vec![("a", vec![road()])])?, 422, "within_m"),
        ("", vec![0; (4 << 20) + 1], 413, "4,096"),
    ] {
        let request = scene.server.ask(Method::POST, &format!("/v1/planning/area{query}"));
        let answer =
            request.header("accept-language", "en").header("content-type", GEOPACKAGE).body(body).send().await?;
        let (given, problem) = (answer.status().as_u16(), answer.text().await?);
        assert_eq!(given, status, "{query}: {problem}");
        assert!(problem.contains(words), "{words}: {problem}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_draft_is_in_the_answer_and_the_file_of_its_planner_alone() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let [x, y] = lots(&scene).await?;
    let planner = scene.editor("lan", &["planning.draft", "planning.publish"]);
    let plan = a_plan(&scene, &planner, [x, y], "QH-MAT").await?;
    let drawn = square(x - 5.0, y - 5.0, x + 210.0, y + 25.0);
    let path = format!("/v1/plans/{plan}/download");

    let told = area(&scene, &planner, DAY, &drawn).await?;
    assert!(told["plans"].as_array().into_iter().flatten().any(|one| one["law_state"] == "proposed"), "{told}");
    for form in ["json", "geojson", "csv"] {
        let (_, told) =
            sent(&scene, "", &format!("{DAY}&f={form}"), ("application/json", true), drawn.to_string()).await?;
        let told = String::from_utf8(told)?;
        assert!(!told.contains("QH-MAT") && !told.contains("ODT"), "{form}: {told}");
    }
    assert_eq!(scene.asked("", &path).await.0, 404);
    assert_eq!(scene.asked(&planner, &path).await.0, 200);

    publish(&scene, &planner, plan).await?;
    let (status, file) = scene.asked("", &path).await;
    assert_eq!((status, &file["plan"]["code"]), (200, &json!("QH-MAT")), "{file}");
    assert!(file["terms"].is_string() && file["data_revision"].is_u64(), "{file}");
    let zones = file["features"].as_array().context("zones")?;
    let functions: Vec<&Value> = zones.iter().map(|zone| &zone["properties"]["chuc_nang"]).collect();
    assert_eq!(functions, ["ODT", "DGD"]);
    assert_eq!(zones[0]["geometry"]["type"], "Polygon");
    let answer = scene.server.get(&format!("{path}?f=csv")).send().await?;
    let csv = answer.text().await?;
    assert_eq!(csv.lines().count(), 3, "{csv}");
    assert!(csv.starts_with("\u{feff}zone_id,") && csv.contains(",ODT,"), "{csv}");
    assert_eq!(scene.asked("", &format!("{path}?f=xlsx")).await.0, 400);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_no_area_or_too_much_is_refused_with_what_to_do() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let [x, y] = lots(&scene).await?;
    let line = json!({ "type": "LineString", "coordinates": [[x, y], [x + 10.0, y]] });
    let huge = square(x, y, x + 20_000.0, y + 20_000.0);
    for (query, media, body, status, words) in [
        ("", "application/json", line.to_string(), 422, "within_m"),
        ("", "application/json", json!({ "type": "FeatureCollection", "features": [] }).to_string(), 422, "no shape"),
        ("", "application/json", huge.to_string(), 422, "/download"),
        ("", "application/json", "{".to_owned(), 400, ""),
        ("", "application/json", json!({ "type": "Polygon", "coordinates": [["a"]] }).to_string(), 422, ""),
        ("", "application/vnd.google-earth.kml+xml", "<gpx/>".to_owned(), 422, "KML"),
        ("", "text/plain", "1 2 3".to_owned(), 422, "VN-2000"),
        ("", "image/png", "x".to_owned(), 415, ""),
        ("?within_m=5000", "application/json", line.to_string(), 400, "within_m"),
        ("?f=pdf", "application/json", huge.to_string(), 400, "xlsx"),
    ] {
        let request = asked(&scene, "", query, (media, media == "application/json"), body.clone());
        let answer = request.send().await?;
        let (given, problem) = (answer.status().as_u16(), answer.text().await?);
        assert_eq!(given, status, "{media} {query} {body}: {problem}");
        assert!(problem.contains(words), "{words}: {problem}");
    }
    Ok(())
}

/// Ten parcels in a row half a kilometre east of the city, in its grid; the lower left corner of the first.
async fn lots(scene: &Scene) -> Result<[f64; 2]> {
    let store = Store::open(&scene.address, false).await?;
    let (_, layers) = store.layers().await?;
    let city = layers.iter().find(|layer| layer.name.as_str() == "parcels").and_then(|layer| layer.extent);
    let city = city.context("the city lies somewhere")?;
    let [x, y] = [city.max[0] + 500.0, city.min[1]].map(f64::round);
    let fields = [DeclaredField::open("ma", FieldType::Text).role(FieldRole::Identifier)];
    let fields = fields.iter().map(DeclaredField::field).collect::<Result<_, _>>()?;
    let schema = Schema { geometry: GeometryType::Polygon, fields };
    let layer = Layer::open(LayerName::parse("lots")?, Kind::Parcel, schema, City::CRS, Operation("EPSG:6960".into()));
    let lot = |number: u32| {
        let west = x + 20.0 * f64::from(number);
        let shape = Rect::new([west, y], [west + 20.0, y + 20.0]).to_polygon().into();
        Staged::new(Some(shape), vec![spatial_core::layer::Value::text(format!("LO-{number}"))])
    };
    load(&store, layer, StageMode::Create, (0..LOTS).map(lot).collect()).await?;
    scene.server.until("/collections/lots", |told| told["id"] == "lots").await;
    Ok([x, y])
}

/// A draft of two zones that meet in the middle of the third parcel; its id.
async fn a_plan(scene: &Scene, token: &str, [x, y]: [f64; 2], code: &str) -> Result<u64> {
    let zone = |function: &str, shape: Value| {
        let properties = json!({ "ky_hieu": format!("{function}-1"), "chuc_nang": function });
        json!({ "type": "Feature", "geometry": shape, "properties": properties })
    };
    let plan = json!({ "code": code, "name": "Quy hoạch phân khu", "kind": "urban", "level": "subdivision", "exclusive": true,
        "zones": [zone("ODT", square(x - 50.0, y - 50.0, x + 50.0, y + 70.0)),
            zone("DGD", square(x + 50.0, y - 50.0, x + 250.0, y + 70.0))] });
    let request = scene.server.ask(Method::POST, "/v1/plans").bearer_auth(token);
    let (status, made) = super::answered(request.header("content-crs", crs()).json(&plan)).await;
    assert_eq!(status, 201, "{made}");
    made["id"].as_u64().context("an id")
}

async fn publish(scene: &Scene, token: &str, plan: u64) -> Result<()> {
    let decision = json!({ "decision": "1/QĐ-UBND", "date": "2024-01-10", "reason": "Hồ sơ bổ sung sau" });
    let (status, done) = scene.sent(token, &format!("/v1/plans/{plan}/publish"), &decision).await;
    assert_eq!(status, 200, "{done}");
    Ok(())
}

/// What is answered for a shape in the city's grid.
async fn area(scene: &Scene, token: &str, query: &str, shape: &Value) -> Result<Value> {
    let (_, told) = sent(scene, token, query, ("application/geo+json", true), shape.to_string()).await?;
    Ok(serde_json::from_slice(&told)?)
}

/// The media type and the bytes of an answer that must be one.
async fn sent(
    scene: &Scene,
    token: &str,
    query: &str,
    (media, is_legal): (&str, bool),
    body: String,
) -> Result<(String, Vec<u8>)> {
    let answer = asked(scene, token, &format!("?{query}"), (media, is_legal), body).send().await?;
    let status = answer.status();
    let media =
        answer.headers().get("content-type").and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let bytes = answer.bytes().await?.to_vec();
    assert_eq!(status, 200, "{}", String::from_utf8_lossy(&bytes));
    Ok((media, bytes))
}

fn asked(
    scene: &Scene,
    token: &str,
    query: &str,
    (media, is_legal): (&str, bool),
    body: String,
) -> reqwest::RequestBuilder {
    let request = scene.server.ask(Method::POST, &format!("/v1/planning/area{query}"));
    let request = request.header("accept-language", "en").header("content-type", media).body(body);
    let request = if is_legal { request.header("content-crs", crs()) } else { request };
    if token.is_empty() { request } else { request.bearer_auth(token) }
}

const GEOPACKAGE: &str = "application/geopackage+sqlite3";

/// A GeoPackage of layers in the city's grid.
fn package(layers: Vec<(&str, Vec<Geometry>)>) -> Result<Vec<u8>> {
    let info = City::CRS.info()?;
    let code = City::CRS.to_string().trim_start_matches("EPSG:").parse()?;
    let table = |(name, shapes): (&str, Vec<Geometry>)| GpkgTable {
        name: name.to_owned(),
        title: name.to_owned(),
        geometry_type: "GEOMETRY".to_owned(),
        system: GpkgSystem { id: code, name: info.name.clone(), definition: info.wkt.clone() },
        columns: Vec::new(),
        rows: shapes.into_iter().map(|shape| GpkgRow { shape: GpkgShape::Whole(shape), values: Vec::new() }).collect(),
    };
    let tables = layers.into_iter().map(table).collect();
    Ok(GpkgFile { tables }.bytes("2026-11-30T00:00:00.000Z")?)
}

/// The media type and the bytes of the answer to a file.
async fn post(scene: &Scene, query: &str, (media, body): (&str, Vec<u8>)) -> Result<(String, Vec<u8>)> {
    let request = scene.server.ask(Method::POST, &format!("/v1/planning/area?{query}"));
    let answer = request.header("content-type", media).body(body).send().await?;
    let status = answer.status();
    let media = answer.headers().get("content-type").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (media, bytes) = (media.to_owned(), answer.bytes().await?.to_vec());
    assert_eq!(status, 200, "{}", String::from_utf8_lossy(&bytes));
    Ok((media, bytes))
}

fn crs() -> String {
    format!("<http://www.opengis.net/def/crs/EPSG/0/{}>", City::CRS.to_string().trim_start_matches("EPSG:"))
}

fn square(west: f64, south: f64, east: f64, north: f64) -> Value {
    json!({ "type": "Polygon", "coordinates": [[[west, south], [east, south], [east, north], [west, north], [west, south]]] })
}
