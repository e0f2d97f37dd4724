//! The sample package: nothing is wrong with the clean one, and each fault is found under its own code.

use std::collections::BTreeSet;

use importers::package::{Checked, PackageFiles, PlanIndicator, check};
use planning::{Certainty, Indicator, IndicatorKind};

use crate::City;
use crate::{package, package_plan, seeded_faults};

fn readable(indicator: PlanIndicator, text: &str) -> bool {
    let kind = match indicator {
        PlanIndicator::Density => IndicatorKind::Density,
        PlanIndicator::Storeys => IndicatorKind::Storeys,
        PlanIndicator::FloorAreaRatio => IndicatorKind::FloorAreaRatio,
    };
    Indicator::read(kind, text).certainty != Certainty::Unreadable
}

fn looked_at(files: &PackageFiles) -> Checked {
    let folder = tempfile::TempDir::new().unwrap();
    check(&files.write(folder.path()).unwrap(), readable).unwrap()
}

#[test]
fn nothing_is_wrong_with_the_clean_package_and_its_plan_comes_back_bit_for_bit() {
    let city = City::new(1_000, 1).unwrap();
    let found = looked_at(&package(&city, None).unwrap());
    assert_eq!(found.report.findings, []);
    let (plan, expected) = (found.plan.unwrap(), package_plan(&city));
    assert_eq!((&plan.zones, &plan.boundary), (&expected.zones, &expected.boundary));
    assert_eq!((&plan.lines, plan.population), (&expected.lines, expected.population));
    assert!(plan.zones.iter().any(|zone| zone.population.is_some()) && plan.lines.len() > 20);
    assert_eq!(
        (&plan.info_code, &plan.file_code, &plan.name),
        (&expected.info_code, &expected.file_code, &expected.name)
    );
    assert_eq!((&plan.decision, &plan.task, plan.crs), (&expected.decision, &expected.task, expected.crs));
    assert_eq!(plan.papers.len(), expected.papers.len() + 1, "{:?}", plan.papers);
    let decision = |papers: &[importers::package::PackagePaper]| {
        papers.iter().find(|paper| paper.path.ends_with("QD_2077.pdf")).cloned()
    };
    assert_eq!(decision(&plan.papers), decision(&expected.papers));
}

#[test]
fn what_a_register_has_no_place_for_is_told_class_by_class_and_field_by_field() {
    let city = City::new(1_000, 1).unwrap();
    let report = looked_at(&package(&city, None).unwrap()).report;
    let told: Vec<(&str, Option<&str>)> = report.left_out.iter().map(|left| (&*left.class, left.field)).collect();
    for class in ["ChucNangSuDungDat_A", "DiemDoCao_P", "MocGioiQuyHoach_P"] {
        assert!(told.contains(&(class, None)), "{class}: {told:?}");
    }
    for field in ["tyLe", "diaDiemQH", "soQDNV", "donViTuVan"] {
        assert!(told.contains(&("RanhGioiQuyHoach_A", Some(field))), "{field}: {told:?}");
    }
    let of_plan = report.left_out.iter().filter(|left| left.file.ends_with("QuyHoach.gpkg"));
    assert!(of_plan.clone().all(|left| left.class == "RanhGioiQuyHoach_A"), "{told:?}");
}

#[test]
fn every_seeded_fault_is_found_under_its_own_code() {
    let city = City::new(1_000, 1).unwrap();
    let clean = package(&city, None).unwrap();
    let faults = seeded_faults();
    let names: BTreeSet<&str> = faults.iter().map(|fault| fault.name).collect();
    assert!(names.len() >= 50 && names.len() == faults.len(), "{} names of {}", names.len(), faults.len());
    let missed: Vec<String> = faults
        .iter()
        .filter_map(|fault| {
            let report = looked_at(&fault.in_copy(&clean)).report;
            let found: BTreeSet<&str> = report.findings.iter().map(|finding| finding.code).collect();
            (!found.contains(fault.code)).then(|| format!("{} ({}): {found:?}", fault.name, fault.code))
        })
        .collect();
    assert!(missed.is_empty(), "{missed:#?}");
}

/// Spoilt copies of each part of the package.
const SPOILT: u64 = 25;

#[test]
fn spoilt_packages_are_told_of_in_bounds_and_nothing_falls_over() {
    let city = City::new(1_000, 1).unwrap();
    let folder = tempfile::TempDir::new().unwrap();
    let root = package(&city, Some(20)).unwrap().write(folder.path()).unwrap();
    let parts =
        ["HoSoGIS/QuyHoach.gpkg", "HoSoGIS/HienTrang.gpkg", "HoSoGIS/MocGioi.gpkg", "HoSoScan/79QPK1250001.xlsx"];
    let mut state = 20_261_130_u64;
    let mut below = |end: usize| {
        // xorshift (Marsaglia 2003).
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) as usize % end
    };
    let (mut fit, mut unfit) = (0, 0);
    for part in parts {
        let path = root.join(part);
        let whole = std::fs::read(&path).unwrap();
        for round in 0..SPOILT {
            let mut bytes = whole.clone();
            for _ in 0..=below(1 << (round % 12)) {
                let at = below(bytes.len());
                bytes[at] ^= 1 << below(8);
            }
            if round % 7 == 6 {
                bytes.truncate(below(whole.len()));
            }
            std::fs::write(&path, bytes).unwrap();
            let report = check(&root, readable).unwrap().report;
            let bound = report.counts.len() * importers::package::MAX_ALIKE;
            assert!(report.findings.len() <= bound, "{part} {round}: {} findings", report.findings.len());
            for finding in &report.findings {
                let said: usize = finding.params.iter().map(|(_, value)| value.len()).sum();
                assert!(said < 16 << 10, "{part} {round}: {finding:?}");
            }
            *(if report.is_fit() { &mut fit } else { &mut unfit }) += 1;
        }
        std::fs::write(&path, whole).unwrap();
    }
    assert!(fit > 0 && unfit > 0, "{fit} are fit, {unfit} are not");
    assert_eq!(check(&root, readable).unwrap().report.findings, [], "it is whole again");
}
