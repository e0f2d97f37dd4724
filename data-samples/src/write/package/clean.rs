//! The package of the city's subdivision plan (quy hoạch phân khu): nothing is wrong with it.

use std::collections::BTreeMap;

use crate::error::SampleError;
use geo_types::{Coord, Geometry, LineString, Point, Polygon};
use importers::package::{
    Ground, PackageDecision, PackageFiles, PackageLine, PackageLineKind, PackageObject, PackagePaper, PackagePlan,
    PackageZone, PaperKind, PaperSaid,
};
use spatial_core::geometry::{area, joined};
use spatial_core::layer::{Schema, Value};
use spatial_core::store::Staged;

use crate::city::City;
use crate::layers::SampleLayer;
use crate::planning::{zone_sheets, zones};

/// What the package is called.
const NAME: &str = "PhanKhuTrungTam_Mau";
/// Its dossier's code.
const FILE_CODE: &str = "79QPK1250001";
/// The class of its zones.
const ZONES: &str = "ChucNangSuDungDat_A";
/// Metres between points of the base map's relief.
const RELIEF: f64 = 40.0;
/// Zones of which lines and marks are taken.
const DETAILED: usize = 8;
/// A grey sheet of eight pixels by eight.
const SHEET: &[u8] = include_bytes!("sheet.jpg");

/// The plan: zones that cover its boundary once.
pub fn package_plan(city: &City) -> PackagePlan {
    let schema = city.layer(SampleLayer::Zones).schema;
    let mut signs = BTreeMap::new();
    // The finest of the sheets that cover the city.
    let sheet = zone_sheets().into_iter().next_back();
    let staged = sheet.map(|sheet| zones(city, sheet)).unwrap_or_default();
    let mut zones: Vec<PackageZone> =
        staged.into_iter().filter_map(|staged| zone(&schema, staged, &mut signs)).collect();
    zones.iter_mut().zip(1..).for_each(|(zone, number)| zone.object.code = code(ZONES, number));
    let paper = |name: &str, path: &str, kind| {
        let (name, path) = (name.to_owned(), path.to_owned());
        PackagePaper { name, path, kind, said: PaperSaid::default() }
    };
    let said = |text: &str| Some(text.to_owned());
    let decision = |number: &str, day: &str| PackageDecision { number: said(number), day: said(day) };
    let lines = lines(&zones);
    PackagePlan {
        info_code: "792521012345".to_owned(),
        file_code: FILE_CODE.to_owned(),
        name: "Quy hoạch phân khu trung tâm, tỷ lệ 1/2.000 (mẫu)".to_owned(),
        scale: said("1/2000"),
        location: said("Phường trung tâm (mẫu)"),
        task: decision("812/QĐ-UBND", "2024-06-14"),
        decision: decision("2077/QĐ-UBND", "2025-10-17"),
        consultant: said("Viện Quy hoạch (mẫu)"),
        issuer: said("UBND Thành phố Hồ Chí Minh"),
        investor: said("Sở Xây dựng"),
        crs: City::CRS,
        boundary: joined(zones.iter().map(|zone| &zone.geometry)),
        boundary_code: code("RanhGioiQuyHoach_A", 1),
        population: Some(zones.iter().filter_map(|zone| zone.population).sum()),
        zones,
        lines,
        papers: vec![
            paper(
                "Bản đồ sử dụng đất quy hoạch",
                "HoSoScan/BanVe/QH01_SuDungDat/QH01_SuDungDat_01.jpg",
                PaperKind::Drawing,
            ),
            paper(
                "Bản đồ sử dụng đất quy hoạch",
                "HoSoScan/BanVe/QH01_SuDungDat/QH01_SuDungDat_02.jpg",
                PaperKind::Drawing,
            ),
            paper("Bản đồ giao thông", "HoSoScan/BanVe/QH02_GiaoThong/QH02_GiaoThong_01.jpg", PaperKind::Drawing),
            PackagePaper {
                said: PaperSaid {
                    sort: said("Quyết định"),
                    number: said("2077/QĐ-UBND"),
                    day: said("2025-10-17"),
                    issuer: said("UBND Thành phố Hồ Chí Minh"),
                    pages: Some(1),
                },
                ..paper("Quyết định phê duyệt", "HoSoScan/VanBan/QD_2077.pdf", PaperKind::Text)
            },
            paper("Thuyết minh tổng hợp", "HoSoScan/VanBan/ThuyetMinh.pdf", PaperKind::Text),
        ],
    }
}

/// The package, with so many points of relief on its base map (none: as many as its ground has room for, some hundreds).
///
/// # Errors
/// [`SampleError::Crs`] if the city's reference system is out of order.
pub fn package(city: &City, relief: Option<usize>) -> Result<PackageFiles, SampleError> {
    let plan = package_plan(city);
    let ground = ground(&plan, relief);
    let content = |path: &str| if path.ends_with(".jpg") { SHEET.to_vec() } else { page(path) };
    Ok(PackageFiles::of(&plan, NAME, &ground)?.with_papers(&plan, content))
}

/// A zone of the city's own layer; signs that repeat are told apart.
fn zone(schema: &Schema, staged: Staged, signs: &mut BTreeMap<String, u32>) -> Option<PackageZone> {
    let said = |name: &str| schema.text(&staged.values, name).map(str::to_owned);
    let sign = said("ky_hieu")?;
    let times = signs.entry(sign.clone()).or_default();
    *times += 1;
    let sign = if *times == 1 { sign } else { format!("{sign}.{times}") };
    let (function, density, storeys, far) = (said("chuc_nang")?, said("mat_do"), said("tang_cao"), said("he_so"));
    let geometry = staged.geometry?;
    // Where people live, thirty square metres of ground for each.
    #[expect(clippy::cast_possible_truncation, reason = "a zone has some thousand people")]
    let population = function.contains("nhà ở").then(|| (area(&geometry).0 / 30.0).round() as i64);
    let object =
        PackageObject { name: Some(function.clone()), phase: Some("QHDD".to_owned()), ..PackageObject::default() };
    Some(PackageZone { sign, function, density, storeys, far, population, object, geometry })
}

/// The code of an object, as the package is written where it has none.
fn code(class: &str, number: usize) -> Option<String> {
    Some(format!("{FILE_CODE}-{class}-{number}"))
}

/// Sides of the first zones as lines of each kind, in the order of their classes.
fn lines(zones: &[PackageZone]) -> Vec<PackageLine> {
    let rings: Vec<&LineString<f64>> = zones.iter().filter_map(|zone| ring(&zone.geometry)).take(DETAILED).collect();
    let mut lines = Vec::new();
    for (kind, from, most) in [
        (PackageLineKind::RedLine, 0, DETAILED),
        (PackageLineKind::BuildingLine, 1, DETAILED),
        (PackageLineKind::SafetyCorridor, 0, 2),
        (PackageLineKind::Centreline, 2, DETAILED),
    ] {
        let sides = rings.iter().filter_map(|ring| Some(LineString(ring.0.get(from..from + 3)?.to_vec()))).take(most);
        let said = |of: PackageLineKind, text: &str| (kind == of).then(|| text.to_owned());
        let name = match kind {
            PackageLineKind::RedLine => "Chỉ giới đường đỏ",
            PackageLineKind::BuildingLine => "Chỉ giới xây dựng",
            PackageLineKind::Centreline => "Đường khu vực",
            PackageLineKind::SafetyCorridor => "Hành lang tuyến điện",
        };
        lines.extend((1..).zip(sides).map(|(number, side)| PackageLine {
            kind,
            setback: said(PackageLineKind::BuildingLine, "6 m"),
            road_width: (kind == PackageLineKind::Centreline).then_some(20.5),
            section: said(PackageLineKind::Centreline, "2-2"),
            object: PackageObject {
                code: code(kind.class(), number),
                name: Some(name.to_owned()),
                phase: Some("QHDD".to_owned()),
                sort: said(PackageLineKind::SafetyCorridor, "Đường dây 110 kV"),
            },
            geometry: Geometry::LineString(side),
        }));
    }
    lines
}

/// What lies on the ground of the plan beside what it lays down: marks, the present state, relief.
fn ground(plan: &PackagePlan, relief: Option<usize>) -> Vec<Ground> {
    let rings: Vec<&LineString<f64>> =
        plan.zones.iter().filter_map(|zone| ring(&zone.geometry)).take(DETAILED).collect();
    let state = plan.zones.iter().take(DETAILED).map(|zone| {
        let named = vec![
            ("chucNangSuDungDatMuc1", Value::text(zone.function.as_str())),
            ("kyHieuLoDat", Value::text(zone.sign.as_str())),
            ("trangThaiQuyHoach", Value::text("HT")),
        ];
        (zone.geometry.clone(), named)
    });
    vec![
        Ground { database: "HienTrang", class: "ChucNangSuDungDat_A", features: state.collect() },
        Ground { database: "NenDiaHinh", class: "DiemDoCao_P", features: heights(plan, relief) },
        Ground { database: "MocGioi", class: "MocGioiQuyHoach_P", features: marks(&rings) },
    ]
}

/// Marks at the first corner of each zone, with their coordinates as on paper: X is north.
fn marks(rings: &[&LineString<f64>]) -> Vec<(Geometry, Vec<(&'static str, Value)>)> {
    let corners = rings.iter().filter_map(|ring| ring.0.first());
    let mark = |(number, at): (usize, &Coord<f64>)| {
        let named = vec![
            ("tenDoiTuong", Value::text(format!("M{number:02}"))),
            ("toaDoX", Value::Real(at.y)),
            ("toaDoY", Value::Real(at.x)),
        ];
        (Geometry::Point(Point(*at)), named)
    };
    (1..).zip(corners).map(mark).collect()
}

/// A grid of heights from the plan's first corner.
fn heights(plan: &PackagePlan, relief: Option<usize>) -> Vec<(Geometry, Vec<(&'static str, Value)>)> {
    let first = plan.zones.first().and_then(|zone| ring(&zone.geometry)).and_then(|ring| ring.0.first().copied());
    let Some(corner) = first else { return Vec::new() };
    let count = u32::try_from(relief.unwrap_or(400)).unwrap_or(u32::MAX);
    let side = f64::from(count).sqrt().ceil().max(1.0);
    // However many there are, they stay on some square kilometres.
    let apart = RELIEF.min(4_000.0 / side);
    let point = |number: u32| {
        let (column, row) = (f64::from(number) % side, (f64::from(number) / side).floor());
        let at = Point::new(corner.x + column * apart, corner.y + row * apart);
        (Geometry::Point(at), vec![("caoDo", Value::Real(2.0 + f64::from(number % 40) / 10.0))])
    };
    (0..count).map(point).collect()
}

fn ring(shape: &Geometry) -> Option<&LineString<f64>> {
    match shape {
        Geometry::Polygon(polygon) => Some(Polygon::exterior(polygon)),
        Geometry::MultiPolygon(polygons) => polygons.0.first().map(Polygon::exterior),
        _ => None,
    }
}

/// A page that says what it stands for.
fn page(path: &str) -> Vec<u8> {
    let title = path.rsplit('/').next().unwrap_or(path);
    let text = format!("BT /F1 12 Tf 72 770 Td ({title}) Tj ET");
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>".to_owned(),
        format!("<</Length {}>>\nstream\n{text}\nendstream", text.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
    ];
    let mut file = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        places.push(file.len());
        file.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
    }
    let (start, count) = (file.len(), objects.len() + 1);
    file.push_str(&format!("xref\n0 {count}\n0000000000 65535 f \n"));
    for place in places {
        file.push_str(&format!("{place:010} 00000 n \n"));
    }
    file.push_str(&format!("trailer\n<</Size {count}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"));
    file.into_bytes()
}
