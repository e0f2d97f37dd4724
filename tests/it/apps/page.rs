//! The extract for people: a page that needs no scripts, the shares as GeoJSON, a sheet of paper whose picture is to scale.

use std::process::Command;

use anyhow::{Context, Result};
use data_samples::City;
use geo_types::Rect;
use reqwest::Method;
use serde_json::{Value, json};
use spatial_core::crs::Operation;
use spatial_core::layer::{DeclaredField, FieldRole, FieldType, GeometryType, Kind, Layer, LayerName, Schema};
use spatial_core::store::{StageMode, Staged, Store};

use super::Scene;
use crate::store::contract::load;

/// The parcel of these tests, 100 m × 40 m, beyond the city: at 1:1,000 its long side is 100 mm of paper.
const LOT: &str = "LO-B1";
const PAGE: &str = "/thua/LO-B1";
const EXTRACT: &str = "/v1/parcels/LO-B1/extract";
const WIDE: f64 = 100.0;
/// Dots of an inch in the pictures of a sheet that are measured.
const DOTS: u32 = 100;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_says_the_answer_without_scripts_and_tells_nobody_of_a_draft_in_a_file() -> Result<()> {
    a_page_says_the_answer_without_scripts_and_tells_nobody_of_a_draft(&Scene::in_a_file().await).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_says_the_answer_without_scripts_and_tells_nobody_of_a_draft_in_a_database() -> Result<()> {
    a_page_says_the_answer_without_scripts_and_tells_nobody_of_a_draft(&Scene::in_a_database().await).await
}

async fn a_page_says_the_answer_without_scripts_and_tells_nobody_of_a_draft(scene: &Scene) -> Result<()> {
    let planner = planned(scene).await?;
    let (status, kind, page) = text(scene, "", &format!("{PAGE}?lang=vi&fbclid=x")).await?;
    assert_eq!((status, kind.as_str()), (200, "text/html; charset=utf-8"), "{page}");
    for words in [
        "Phần lớn thửa đất này (60,0 %) được quy hoạch là: Đất ở",
        "Quy hoạch phân khu số 1",
        "1/QĐ-UBND",
        "10/01/2020",
        "2.400,0",
        "1.600,0",
        "40–60 %",
        "Chỉ có giá trị tham khảo",
        "không liên quan",
        "Mã QR",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(page.find("Phần lớn") < page.find("2.400,0"), "words come before numbers");
    assert!(page.find("2.400,0").is_some() && page.contains("<svg") && !page.contains("<script>"), "{page}");
    assert!(page.len() < 90_000, "{} bytes", page.len());
    for head in
        ["<title>Thửa đất LO-B1 –", "name=\"description\"", "property=\"og:title\"", "rel=\"canonical\"", "f=pdf"]
    {
        assert!(page.contains(head), "{head}: {page}");
    }
    assert!(!page.contains("bí mật") && !page.contains("TMD"), "{page}");
    let (_, _, staff) = text(scene, &planner, &format!("{PAGE}?lang=vi")).await?;
    assert!(staff.contains("Quy hoạch bí mật") && staff.contains("TMD"), "{staff}");

    // The extract's own address shows the same to browsers, and every form hides the draft.
    let (status, _, same) = text(scene, "", &format!("{EXTRACT}?f=html&lang=vi")).await?;
    assert!(status == 200 && same.contains("Phần lớn thửa đất này"), "{same}");
    let (_, _, shares) = text(scene, "", &format!("{EXTRACT}?f=geojson")).await?;
    assert!(!shares.contains("bí mật") && !shares.contains("TMD"), "{shares}");
    let (status, kind, _) = text(scene, "", &format!("{PAGE}/map.png")).await?;
    assert_eq!((status, kind.as_str()), (200, "image/png"));

    let (_, _, english) = text(scene, "", &format!("{PAGE}?lang=en&revision=1")).await?;
    assert!(english.contains("This link was made from revision 1 of the data"), "{english}");
    assert!(english.contains("The greater part of this parcel (60.0 %)"), "{english}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_of_no_parcel_leads_to_the_search_and_one_of_several_to_a_list() -> Result<()> {
    let scene = Scene::in_a_file().await;
    planned(&scene).await?;
    let (status, kind, page) = text(&scene, "", "/thua/26506-999999-1?lang=en").await?;
    assert_eq!((status, kind.as_str()), (404, "text/html; charset=utf-8"));
    assert!(page.contains("role=\"search\"") && page.contains("value=\"26506-999999-1\""), "{page}");
    let (_, _, page) = text(&scene, "", "/thua/%3Cscript%3Ealert(1)%3C%2Fscript%3E").await?;
    assert!(!page.contains("<script>"), "{page}");
    let (status, _, list) = text(&scene, "", "/thua/1?lang=en").await?;
    assert!(status == 200 && list.contains("2 parcels share this key"), "{list}");
    let link =
        list.split("class=\"way\" href=\"/thua/").nth(1).and_then(|rest| rest.split('"').next()).context("a link")?;
    let (status, _, one) = text(&scene, "", &format!("/thua/{}", link.replace("&amp;", "&"))).await?;
    assert!(status == 200 && one.contains("<svg"), "{one}");
    let (status, _, problem) = text(&scene, "", &format!("{PAGE}?as_of=yesterday")).await?;
    assert_eq!(status, 400, "{problem}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_shares_as_geojson_have_the_areas_of_the_answer() -> Result<()> {
    let scene = Scene::in_a_file().await;
    planned(&scene).await?;
    let (_, told) = scene.asked("", EXTRACT).await;
    let (status, kind, shares) = text(&scene, "", &format!("{EXTRACT}?f=geojson")).await?;
    assert_eq!((status, kind.as_str()), (200, "application/geo+json"), "{shares}");
    let shares: Value = serde_json::from_str(&shares)?;
    let features = shares["features"].as_array().context("features")?;
    let zones = told["plans"][0]["zones"].as_array().context("zones")?;
    assert_eq!(features.len(), zones.len(), "all of the parcel lies in zones: {shares}");
    for (zone, feature) in zones.iter().zip(features) {
        let told = &feature["properties"];
        assert_eq!(
            (&told["zone"], &told["area_m2"], &told["percent"]),
            (&zone["zone_id"], &zone["area_m2"], &zone["percent"])
        );
        assert_eq!(told["plan"], shares["features"][0]["properties"]["plan"]);
        assert_eq!(feature["geometry"]["type"], "MultiPolygon");
        let area = zone["area_m2"].as_f64().context("an area")?;
        let drawn = square_metres(&feature["geometry"]["coordinates"]);
        assert!((drawn / area - 1.0).abs() < 0.01, "{drawn} on the ball, {area} in the grid");
    }
    assert_eq!((&shares["data_revision"], &shares["as_of"]), (&told["data_revision"], &told["as_of"]));
    let (status, _, problem) = text(&scene, "", &format!("{EXTRACT}?f=docx")).await?;
    assert!(status == 400 && problem.contains("geojson"), "{problem}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sheet_is_a_pdf_of_the_same_words_whose_picture_is_to_scale() -> Result<()> {
    let scene = Scene::in_a_file().await;
    planned(&scene).await?;
    let folder = tempfile::tempdir()?;
    let path = format!("{EXTRACT}?f=pdf&lang=vi&as_of=2026-03-02");
    let answer = scene.server.get(&path).send().await?;
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()["content-type"], "application/pdf");
    let bytes = answer.bytes().await?;
    assert!(bytes.starts_with(b"%PDF-"));
    let again = scene.server.ask(Method::GET, &path).send().await?.bytes().await?;
    assert!(bytes == again, "the same answer is the same sheet, byte for byte");
    let file = folder.path().join("sheet.pdf");
    std::fs::write(&file, &bytes)?;

    let words = Command::new("pdftotext").arg("-layout").arg(&file).arg("-").output().context("poppler-utils")?;
    let words = String::from_utf8(words.stdout)?;
    for said in [
        "PHIẾU THÔNG TIN QUY HOẠCH",
        "Tỷ lệ 1:1.000",
        "2.400,0",
        "1/QĐ-UBND",
        "02/03/2026",
        "Chỉ có giá trị tham khảo",
        "Trang 1/",
    ] {
        assert!(words.contains(said), "{said}: {words}");
    }
    assert!(!words.contains("bí mật"), "{words}");

    // The outline of the parcel is the only thing as black and as thick: a hundred metres at 1:1,000 are a hundred millimetres.
    let picture = folder.path().join("sheet");
    let drawn = Command::new("pdftoppm")
        .args(["-gray", "-singlefile", "-r", &(4 * DOTS).to_string()])
        .arg(&file)
        .arg(&picture)
        .status()?;
    assert!(drawn.success());
    let grey = Grey::read(&std::fs::read(folder.path().join("sheet.pgm"))?)?;
    let long = grey.longest_dark_run(90.0..150.0).context("an outline")?;
    assert!((long - WIDE).abs() < 1.0, "{long} mm");
    Ok(())
}

/// A page of grey dots (netpbm's PGM).
struct Grey {
    wide: usize,
    dots: Vec<u8>,
}

impl Grey {
    fn read(bytes: &[u8]) -> Result<Self> {
        let mut at = 0;
        let mut word = || {
            let end = bytes[at..].iter().position(u8::is_ascii_whitespace).context("a word")? + at;
            let word = std::str::from_utf8(&bytes[at..end])?.to_owned();
            at = end + 1;
            anyhow::Ok(word)
        };
        assert_eq!(word()?, "P5");
        let (wide, high) = (word()?.parse::<usize>()?, word()?.parse::<usize>()?);
        word()?;
        let dots = bytes[at..].to_vec();
        assert_eq!(dots.len(), wide * high);
        Ok(Self { wide, dots })
    }

    /// The longest row of dark dots whose length in millimetres lies in a range.
    fn longest_dark_run(&self, lengths: std::ops::Range<f64>) -> Option<f64> {
        let runs = self.dots.chunks(self.wide).flat_map(|row| {
            row.split(|dot| *dot > 60).map(|run| run.len() as f64 * 25.4 / f64::from(4 * DOTS)).collect::<Vec<_>>()
        });
        runs.filter(|run| lengths.contains(run)).max_by(f64::total_cmp)
    }
}

/// The area of a multipolygon in degrees, as if the earth were a ball: near enough to tell a part from another.
fn square_metres(polygons: &Value) -> f64 {
    let metres = 6_371_000.0_f64.to_radians();
    let number = |value: &Value| value.as_f64().unwrap_or_default();
    let ring = |ring: &Value| {
        let points: Vec<[f64; 2]> =
            ring.as_array().into_iter().flatten().map(|at| [number(&at[0]), number(&at[1])]).collect();
        let origin = points.first().copied().unwrap_or_default();
        let flat = |[lon, lat]: [f64; 2]| {
            [(lon - origin[0]) * metres * origin[1].to_radians().cos(), (lat - origin[1]) * metres]
        };
        let twice: f64 = points
            .windows(2)
            .map(|pair| {
                let ([x0, y0], [x1, y1]) = (flat(pair[0]), flat(pair[1]));
                x0 * y1 - x1 * y0
            })
            .sum();
        twice / 2.0
    };
    let polygons = polygons.as_array().into_iter().flatten();
    polygons.flat_map(|rings| rings.as_array().into_iter().flatten().map(ring)).sum()
}

/// A parcel under a public plan of two zones (60 : 40) and under a draft; the token of who drew both.
async fn planned(scene: &Scene) -> Result<String> {
    let [x, y] = a_lot(scene).await?;
    let planner = scene.editor("lan", &["planning.draft", "planning.publish"]);
    let zone = |sign: &str, function: &str, west: f64, east: f64| {
        let ring = [[west, y - 50.0], [east, y - 50.0], [east, y + 90.0], [west, y + 90.0], [west, y - 50.0]];
        let properties = json!({ "ky_hieu": sign, "chuc_nang": function, "mat_do": "40-60", "tang_cao": "3–5 tầng" });
        json!({ "type": "Feature", "geometry": { "type": "Polygon", "coordinates": [ring] }, "properties": properties })
    };
    let plan = json!({ "code": "QHPK", "name": "Quy hoạch phân khu số 1", "kind": "urban", "level": "subdivision",
        "exclusive": true, "zones": [zone("O-1", "Đất ở mới", x - 50.0, x + 60.0), zone("CX-1", "Cây xanh công cộng", x + 60.0, x + 160.0)] });
    let id = sent(scene, &planner, &plan).await?;
    let decision = json!({ "decision": "1/QĐ-UBND", "date": "2020-01-10", "reason": "Hồ sơ bổ sung sau" });
    let (status, done) = scene.sent(&planner, &format!("/v1/plans/{id}/publish"), &decision).await;
    assert_eq!(status, 200, "{done}");
    let draft = json!({ "code": "QHCT", "name": "Quy hoạch bí mật", "kind": "urban", "level": "detailed",
        "zones": [zone("TMD-1", "TMD", x - 50.0, x + 160.0)] });
    sent(scene, &planner, &draft).await?;
    Ok(planner)
}

/// A parcel of 100 m × 40 m a kilometre east of the city, in the city's grid; its lower left corner.
async fn a_lot(scene: &Scene) -> Result<[f64; 2]> {
    let store = Store::open(&scene.address, false).await?;
    let (_, layers) = store.layers().await?;
    let city = layers.iter().find(|layer| layer.name.as_str() == "parcels").and_then(|layer| layer.extent);
    let city = city.context("the city lies somewhere")?;
    let [x, y] = [city.max[0] + 1000.0, city.min[1]].map(f64::round);
    let fields = [DeclaredField::open("ma", FieldType::Text).role(FieldRole::Identifier)];
    let fields = fields.iter().map(DeclaredField::field).collect::<Result<_, _>>()?;
    let schema = Schema { geometry: GeometryType::Polygon, fields };
    let layer = Layer::open(LayerName::parse("lots")?, Kind::Parcel, schema, City::CRS, Operation("EPSG:6960".into()));
    let shape = Rect::new([x, y], [x + WIDE, y + 40.0]).to_polygon().into();
    load(&store, layer, StageMode::Create, vec![Staged::new(Some(shape), vec![spatial_core::layer::Value::text(LOT)])])
        .await?;
    scene.server.until(EXTRACT, |told| told["parcel"]["layer"] == "lots").await;
    Ok([x, y])
}

async fn sent(scene: &Scene, token: &str, plan: &Value) -> Result<u64> {
    let request = scene.server.ask(Method::POST, "/v1/plans").bearer_auth(token);
    let crs = format!("<http://www.opengis.net/def/crs/EPSG/0/{}>", City::CRS.to_string().trim_start_matches("EPSG:"));
    let (status, made) = super::answered(request.header("content-crs", crs).json(plan)).await;
    assert_eq!(status, 201, "{made}");
    made["id"].as_u64().context("an id")
}

/// Status, media type and text of an answer.
async fn text(scene: &Scene, token: &str, path: &str) -> Result<(u16, String, String)> {
    let mut request = scene.server.get(path);
    if !token.is_empty() {
        request = request.bearer_auth(token);
    }
    let answer = request.send().await?;
    let kind = answer.headers().get("content-type").and_then(|kind| kind.to_str().ok()).unwrap_or_default().to_owned();
    Ok((answer.status().as_u16(), kind, answer.text().await?))
}
