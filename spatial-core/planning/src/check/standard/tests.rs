//! The regulation's tables, and buildings where no plan says what may be built.

use spatial_core::units::Metres;

use super::*;
use crate::check::tests::{building, line, rectangle, sent, texts, zone};
use crate::check::{Check, CheckKind, Site, SiteLine, SiteLineKind, Verdict, checks, overall};

fn ours() -> Arc<Standard> {
    let read = Standard::read(BUILT_IN).unwrap();
    assert_eq!(*Standard::built_in(), read);
    Standard::built_in()
}

#[test]
fn the_density_of_detached_houses_is_taken_in_proportion_between_lots() {
    let standard = ours();
    for (lot, percent) in [
        (50.0, 100.0),
        (90.0, 100.0),
        (95.0, 95.0),
        (100.0, 90.0),
        (120.0, 86.0),
        (150.0, 80.0),
        (250.0, 65.0),
        (400.0, 55.0),
        (750.0, 45.0),
        (1_000.0, 40.0),
        (5_000.0, 40.0),
    ] {
        let by = standard.density("house", None, lot).unwrap();
        assert!((by.max.unwrap() - percent).abs() < 1e-9, "{lot}: {by:?}");
        assert_eq!((by.regulation.as_str(), by.clause.as_str()), ("QCVN 01:2021/BXD", "Bảng 2.8"));
        assert_eq!((by.mark.as_str(), by.name.as_deref()), ("unverified", Some("nhà ở riêng lẻ")));
    }
}

#[test]
fn tables_by_height_need_the_height_and_say_nothing_where_they_are_not_known() {
    let standard = ours();
    let of = |kind, height, lot| standard.density(kind, height, lot).and_then(|by| by.max);
    for (height, lot, percent) in [
        (16.0, 3_000.0, 75.0),
        (16.0, 10_000.0, 65.0),
        (16.5, 10_000.0, 60.0),
        (28.0, 14_000.0, 49.0),
        (46.0, 50_000.0, 36.0),
        (100.0, 18_000.0, 38.0),
    ] {
        assert_eq!(of("apartment", Some(height), lot), Some(percent), "{height} m, {lot} m²");
    }
    assert_eq!(of("apartment", None, 3_000.0), None, "without a height there is no column");
    assert_eq!((of("mixed", Some(15.0), 10_000.0), of("mixed", Some(50.0), 10_000.0)), (Some(70.0), Some(45.0)));
    assert_eq!(of("mixed", Some(30.0), 10_000.0), None, "of these heights the table is not known");
    assert_eq!(of("public", None, 2_500.0), Some(40.0));
    let far = |kind, height| standard.far(kind, height).and_then(|by| by.max);
    assert_eq!((far("house", None), far("mixed", Some(50.0)), far("mixed", Some(46.0))), (Some(7.0), Some(13.0), None));
}

#[test]
fn setbacks_go_by_the_width_of_the_road_and_the_height_of_the_building() {
    let standard = ours();
    for (road, expected) in [
        (12.0, [0.0, 3.0, 4.0, 6.0]),
        (18.9, [0.0, 3.0, 4.0, 6.0]),
        (19.0, [0.0, 0.0, 3.0, 6.0]),
        (22.0, [0.0, 0.0, 0.0, 6.0]),
        (60.0, [0.0, 0.0, 0.0, 6.0]),
    ] {
        let of = |height| standard.setback(road, height).and_then(|by| by.min);
        let found = [18.9, 19.0, 27.9, 28.0].map(|height| of(height).unwrap());
        assert_eq!(found, expected, "a road of {road} m");
    }
}

/// Verdicts of the checks of a kind, with what the regulation says.
fn offered(
    building: &crate::check::Building,
    site: &Site,
    kind: CheckKind,
) -> Vec<(Verdict, Option<f64>, Option<f64>)> {
    let all = ours().offered(building, site, checks(building, site));
    let told = |check: &Check| {
        let by = check.standard.as_ref();
        (check.verdict, check.measured, by.and_then(|by| by.min.or(by.max)))
    };
    all.iter().filter(|check| check.kind == kind).map(told).collect()
}

#[test]
fn where_no_plan_says_a_density_the_regulation_does_and_is_told_apart() {
    let lot = || Some(rectangle([0.0, 0.0], [10.0, 20.0]));
    let outline = |depth| building(rectangle([0.0, 0.0], [10.0, depth]));
    let nowhere = Site { lot: lot(), ..Site::default() };
    let of = |building: &_, site: &_| offered(building, site, CheckKind::Density);
    // 200 m²: 70 %, met exactly.
    assert_eq!(of(&outline(14.0), &nowhere), [(Verdict::PassByStandard, Some(70.0), Some(70.0))]);
    assert_eq!(of(&outline(14.1), &nowhere), [(Verdict::FailByStandard, Some(70.5), Some(70.0))]);
    let whole = || rectangle([-50.0, -50.0], [120.0, 120.0]);
    let with = |function, density| {
        let zone = zone(1, whole(), function, texts([density, "", "", ""]));
        Site { lot: lot(), zones: vec![zone], ..Site::default() }
    };
    for density in ["", "không quy định"] {
        assert_eq!(
            of(&outline(15.0), &with("Nhóm nhà ở", density)),
            [(Verdict::FailByStandard, Some(75.0), Some(70.0))]
        );
    }
    assert_eq!(
        of(&outline(15.0), &with("Nhóm nhà ở", "80")),
        [(Verdict::Pass, Some(75.0), None)],
        "a plan goes before"
    );
    assert_eq!(of(&outline(15.0), &with("Đường giao thông", "")), [(Verdict::CannotTell, Some(75.0), None)]);
    assert_eq!(of(&outline(15.0), &with("theo đồ án khác", "xem bản vẽ"))[0].0, Verdict::CannotTell);
    assert_eq!(of(&outline(5.0), &Site::default()), [(Verdict::CannotTell, None, None)], "no lot is known");
}

#[test]
fn a_floor_area_that_is_only_bounded_is_failed_by_nobody() {
    let site = Site { lot: Some(rectangle([0.0, 0.0], [10.0, 10.0])), ..Site::default() };
    let of = |storeys, floor_area| {
        let building = sent(rectangle([0.0, 0.0], [10.0, 9.0]), storeys, None, floor_area);
        offered(&building, &site, CheckKind::FloorAreaRatio)[0]
    };
    assert_eq!(of(Some(7), None), (Verdict::PassByStandard, Some(6.3), Some(7.0)));
    assert_eq!(of(Some(8), None).0, Verdict::CannotTell, "its storeys may be smaller than its outline");
    assert_eq!(of(None, Some(720.0)), (Verdict::FailByStandard, Some(7.2), Some(7.0)));
    assert_eq!(of(None, None), (Verdict::CannotTell, None, None));
}

#[test]
fn a_red_line_without_a_setback_has_that_of_its_road_if_its_width_is_known() {
    let street = |width: Option<f64>| {
        let line = line(1, SiteLineKind::Red, "", &[[-500.0, 0.0], [500.0, 0.0]]);
        SiteLine { road_width: width.map(Metres), ..line }
    };
    let of = |width, height| {
        let site =
            Site { lot: Some(rectangle([0.0, 0.0], [20.0, 20.0])), lines: vec![street(width)], ..Site::default() };
        offered(&sent(rectangle([5.0, 2.0], [10.0, 8.0]), None, height, None), &site, CheckKind::Setback)[0]
    };
    assert_eq!(of(Some(16.0), Some(20.0)), (Verdict::FailByStandard, Some(2.0), Some(3.0)));
    assert_eq!(of(Some(16.0), Some(18.0)), (Verdict::PassByStandard, Some(2.0), Some(0.0)));
    assert_eq!(of(None, Some(20.0)), (Verdict::NoLimit, Some(2.0), None));
    assert_eq!(of(Some(16.0), None), (Verdict::NoLimit, Some(2.0), None));
}

#[test]
fn what_only_the_regulation_says_is_told_so_of_the_whole_too() {
    let of = |verdict| Check::of(CheckKind::Density, verdict, crate::check::CheckReason::NoPlan);
    let all = |verdicts: &[Verdict]| overall(&verdicts.iter().map(|verdict| of(*verdict)).collect::<Vec<_>>());
    assert_eq!(all(&[Verdict::Pass, Verdict::PassByStandard]), Verdict::PassByStandard);
    assert_eq!(all(&[Verdict::PassByStandard, Verdict::CannotTell]), Verdict::CannotTell);
    assert_eq!(all(&[Verdict::FailByStandard, Verdict::CannotTell]), Verdict::FailByStandard);
    assert_eq!(all(&[Verdict::FailByStandard, Verdict::Fail]), Verdict::Fail);
}

#[test]
fn a_line_that_is_wrong_is_told_with_what_is_wrong() {
    for (line, mistake, text) in [
        ("density;house;;100;90;x", StandardMistake::Columns, "density;house;;100;90;x"),
        ("green;house;;100;90;x;", StandardMistake::Rule, "green"),
        ("density;house;;100;190;x;", StandardMistake::Number, "190"),
        ("density;house;tall;100;90;x;", StandardMistake::Number, "tall"),
        ("setback;;19;;3;x;", StandardMistake::Number, ""),
        ("density;;;100;90;x;", StandardMistake::Empty, "density"),
        ("kind;mixed;;;Y tế;x;", StandardMistake::Twice, "Y tế"),
    ] {
        let table = format!("# ours\nkind;public;;;Y tế;;\n{line}\n");
        let error = Standard::read(&table).unwrap_err();
        assert_eq!((error.line, error.mistake, error.text.as_str()), (3, mistake, text), "{line}");
    }
    assert_eq!(Standard::read("\u{feff}\n# nothing\n").unwrap(), Standard::default());
    assert_eq!(Standard::default().density("house", None, 100.0), None);
}
