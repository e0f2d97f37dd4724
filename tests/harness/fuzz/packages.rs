//! The reader of exchange packages: one part of a small package spoilt, the others whole; or all of it, as an archive.

use std::path::{Path, PathBuf};

use geo_types::{Rect, line_string};
use importers::package::{
    Checked, MAX_ALIKE, PackageDecision, PackageFiles, PackageLine, PackageLineKind, PackageObject, PackagePlan,
    PackageZone, check,
};
use rusqlite::Connection;
use spatial_core::crs::Crs;
use spatial_core::geometry::Geometry;
use tempfile::TempDir;

use super::readers::{Reader, folder, short, shown};
use crate::archive::stored;

/// Where the package's system is.
const CRS: Crs = Crs::Epsg(9218);

/// A reader of each part of a package, and one of it as an archive.
pub(super) fn readers() -> Vec<Reader> {
    let has_plan: Taken = |checked| checked.plan.is_some();
    let has_book: Taken = |checked| !checked.report.counts.contains_key("book-unreadable");
    let (database, book) = (Whole::default(), Whole::default());
    let sheets = book.book.clone();
    let archive = of_archive(&database, has_plan);
    vec![
        of_part("plan", database, "HoSoGIS/QuyHoach.gpkg", has_plan),
        of_part("book", book, &sheets, has_book),
        archive,
    ]
}

/// Whether a reader took what it is asked about.
type Taken = fn(&Checked) -> bool;

/// One file of the package is what is given.
fn of_part(name: &'static str, whole: Whole, part: &str, taken: Taken) -> Reader {
    let path = whole.root.join(part);
    let seed = std::fs::read(&path).expect("it was written");
    let read = move |input: &[u8]| {
        // All of it: its folder is gone with it.
        let whole = &whole;
        std::fs::write(&path, input).expect("a file can be written");
        looked_at(&whole.root, input).is_some_and(|checked| taken(&checked))
    };
    Reader { name, seeds: vec![seed], read: Box::new(read) }
}

/// The package is an archive.
fn of_archive(whole: &Whole, taken: Taken) -> Reader {
    let parts: Vec<(String, Vec<u8>)> = ["HoSoGIS/QuyHoach.gpkg", &whole.book]
        .into_iter()
        .map(|part| {
            let name = format!("{}/{part}", whole.root.file_name().unwrap_or_default().to_string_lossy());
            (name, std::fs::read(whole.root.join(part)).expect("it was written"))
        })
        .collect();
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let folder = folder();
    let path = folder.path().join("handed-in.zip");
    let read = move |input: &[u8]| {
        let _folder = &folder;
        std::fs::write(&path, input).expect("a file can be written");
        looked_at(&path, input).is_some_and(|checked| taken(&checked))
    };
    Reader { name: "packedplan", seeds: vec![stored(&parts)], read: Box::new(read) }
}

/// A package that was looked at, if it could be. Whatever is wrong is told in bounds, and what is left out as well.
fn looked_at(package: &Path, input: &[u8]) -> Option<Checked> {
    let checked = match check(package, |_, _| true) {
        Ok(checked) => checked,
        Err(error) => {
            short(&spatial_core::message::Say::message(&error).params, input);
            return None;
        }
    };
    let report = &checked.report;
    assert!(report.features <= 4096.max(input.len() as u64), "{} features in {}", report.features, shown(input));
    assert!(report.findings.len() <= report.counts.len() * MAX_ALIKE, "{}", shown(input));
    assert!(report.left_out.iter().all(|left| left.count <= report.features), "{}", shown(input));
    for finding in &report.findings {
        short(&finding.reason().params, input);
    }
    Some(checked)
}

/// A small package that lies somewhere.
struct Whole {
    root: PathBuf,
    /// The workbook, by its path in the package.
    book: String,
    _folder: TempDir,
}

impl Default for Whole {
    fn default() -> Self {
        let folder = folder();
        let plan = plan();
        let files = PackageFiles::of(&plan, "Nho", &[]).expect("its system is known");
        let root = files.write(folder.path()).expect("it can be written");
        for database in ["QuyHoach", "HienTrang", "NenDiaHinh", "MocGioi"] {
            // Small pages: inputs are short, and each is to be spoilt.
            let connection = Connection::open(root.join(format!("HoSoGIS/{database}.gpkg"))).expect("it opens");
            connection.execute_batch("PRAGMA page_size = 512; VACUUM").expect("it is ours");
        }
        Self { root, book: format!("HoSoScan/{}.xlsx", plan.file_code), _folder: folder }
    }
}

/// Two zones, a line of each kind.
fn plan() -> PackagePlan {
    let square = |x: f64, wide: f64| -> Geometry {
        Rect::new((600_000.0 + x, 1_140_000.0), (600_000.0 + x + wide, 1_140_020.0)).to_polygon().into()
    };
    let zone = |x: f64, sign: &str| PackageZone {
        sign: sign.to_owned(),
        function: "Nhóm nhà ở".to_owned(),
        density: Some("60%".to_owned()),
        storeys: Some("5".to_owned()),
        far: None,
        population: Some(120),
        object: PackageObject::default(),
        geometry: square(x, 20.0),
    };
    let line = |kind: PackageLineKind| PackageLine {
        kind,
        setback: None,
        road_width: (kind == PackageLineKind::Centreline).then_some(12.5),
        section: None,
        object: PackageObject { name: Some("Đường số 1".to_owned()), ..PackageObject::default() },
        geometry: line_string![(x: 600_000.0, y: 1_140_000.0), (x: 600_040.0, y: 1_140_000.0)].into(),
    };
    PackagePlan {
        info_code: "792521012345".to_owned(),
        file_code: "79QPK1250001".to_owned(),
        name: "Quy hoạch phân khu nhỏ".to_owned(),
        scale: Some("1/2000".to_owned()),
        location: None,
        task: PackageDecision::default(),
        decision: PackageDecision { number: Some("1/QĐ".to_owned()), day: Some("2025-10-17".to_owned()) },
        consultant: None,
        issuer: None,
        investor: None,
        crs: CRS,
        boundary: square(0.0, 40.0),
        boundary_code: None,
        population: Some(240),
        zones: vec![zone(0.0, "A-1"), zone(20.0, "A-2")],
        lines: PackageLineKind::ALL.into_iter().map(line).collect(),
        papers: Vec::new(),
    }
}
