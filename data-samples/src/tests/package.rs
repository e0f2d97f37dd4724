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
