//! What holds of any building, wherever it stands.

use proptest::prelude::*;
use spatial_core::geometry::area;

use super::*;
use crate::allowance;
use crate::check::{CheckReason, Verdict, overall};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn a_building_as_large_as_allowed_passes_and_a_larger_one_fails(
        width in 8.0..60.0f64, depth in 8.0..60.0f64, percent in 5u32..=95, times in 1u32..=12,
    ) {
        let (density, ratio) = (percent.to_string(), times.to_string());
        let indicators = texts([&density, &ratio, "", ""]);
        let lot = rectangle([0.0, 0.0], [width, depth]);
        let allowed = allowance(area(&lot), &indicators);
        let most = allowed.floor_area.map(|(most, _)| most.0);
        let footprint = allowed.footprint.map_or(0.0, |(most, _)| most.0);
        let zone = zone(1, rectangle([-10.0, -10.0], [100.0, 100.0]), "Nhóm nhà ở", indicators);
        let site = Site { lot: Some(lot), zones: vec![zone], lines: Vec::new(), ..Site::default() };
        let verdicts = |share: f64| {
            let outline = rectangle([0.0, 0.0], [width * footprint * share / (width * depth), depth]);
            let found = checks(&sent(outline, None, None, most.map(|most| most * share)), &site);
            let of = |kind| found.iter().find(|check| check.kind == kind).map(|check| check.verdict);
            (of(CheckKind::Density), of(CheckKind::FloorAreaRatio))
        };
        prop_assert_eq!(verdicts(1.0), (Some(Verdict::Pass), Some(Verdict::Pass)));
        prop_assert_eq!(verdicts(1.01), (Some(Verdict::Fail), Some(Verdict::Fail)));
    }

    #[test]
    fn the_parts_of_a_building_in_zones_that_tile_the_ground_add_up(
        x in -30.0..30.0f64, y in -30.0..30.0f64, width in 3.0..40.0f64, depth in 3.0..40.0f64, border in -20.0..20.0f64,
    ) {
        let half = |id, corner, size| zone(id, rectangle(corner, size), "Nhóm nhà ở", texts(["60", "", "", ""]));
        let west = half(1, [-100.0, -100.0], [100.0 + border, 200.0]);
        let east = half(2, [border, -100.0], [100.0 - border, 200.0]);
        let lot = Some(rectangle([-20.0, -20.0], [40.0, 40.0]));
        let site = Site { lot, zones: vec![west, east], lines: Vec::new(), ..Site::default() };
        let found = checks(&building(rectangle([x, y], [width, depth])), &site);
        let inside = found.iter().filter(|check| check.reason == CheckReason::ZoneAllows);
        let sum: f64 = inside.filter_map(|check| check.lies_there.map(|part| part.0)).sum();
        // A share below a square metre and ten centimetres is none.
        prop_assert!((sum - width * depth).abs() < 1.02, "{sum} of {}", width * depth);
        let outside = found.iter().find(|check| check.reason == CheckReason::OutsideParcel);
        let over = |from: f64, size: f64| (from + size).min(20.0) - from.max(-20.0);
        let on_lot = over(x, width).max(0.0) * over(y, depth).max(0.0);
        let expected = width * depth - on_lot;
        prop_assert!((outside.and_then(|check| check.measured).unwrap_or_default() - expected).abs() < 1.0);
        for check in &found {
            let part = check.part.as_ref().map(area);
            prop_assert!(part.is_none_or(|part| part.0 <= width * depth + 1e-3), "{check:?}");
        }
    }
}

#[test]
fn one_failure_fails_the_whole_and_what_is_not_known_is_not_passed() {
    let of = |verdict| Check::of(CheckKind::Storeys, verdict, CheckReason::WithinLimit);
    let all = |verdicts: &[Verdict]| overall(&verdicts.iter().map(|verdict| of(*verdict)).collect::<Vec<_>>());
    assert_eq!(all(&[Verdict::Pass, Verdict::CannotTell, Verdict::Fail]), Verdict::Fail);
    assert_eq!(all(&[Verdict::Pass, Verdict::CannotTell, Verdict::NoLimit]), Verdict::CannotTell);
    assert_eq!(all(&[Verdict::Pass, Verdict::NoLimit]), Verdict::Pass);
}
