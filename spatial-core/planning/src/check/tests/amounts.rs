//! Density, floor area ratio, storeys and height of buildings on a lot of 20 m × 20 m in one zone, and in two.

use super::*;

const LOT: [f64; 2] = [20.0, 20.0];

/// A lot in one zone with these indicators.
fn lot(indicators: [&str; 4]) -> Site {
    let shape = rectangle([0.0, 0.0], LOT);
    let zone = zone(1, rectangle([-50.0, -50.0], [120.0, 120.0]), "Nhóm nhà ở", texts(indicators));
    Site { lot: Some(shape), zones: vec![zone], lines: Vec::new(), ..Site::default() }
}

fn check(site: &Site, building: &Building, kind: CheckKind, expected: &str) {
    let found = said(building, site, kind).join("; ");
    assert_eq!(found, format!("zone 1 {expected}"), "{:?} of {building:?}", site.zones[0].indicators);
}

#[test]
fn density_is_the_footprint_in_percent_of_the_lot() {
    for (text, [width, depth], expected) in [
        ("60", [12.0, 20.0], "pass within_limit 60"),
        ("60", [12.01, 20.0], "fail above_most 60.05"),
        ("60", [11.99, 20.0], "pass within_limit 59.95"),
        ("60", [12.0002, 20.0], "pass within_limit 60"),
        ("60", [12.002, 20.0], "fail above_most 60.01"),
        ("60%", [12.0, 20.0], "pass within_limit 60"),
        ("≤ 60%", [12.0, 20.0], "pass within_limit 60"),
        ("≤ 60%", [16.0, 16.0], "fail above_most 64"),
        ("40-60", [12.0, 20.0], "pass within_limit 60"),
        ("40-60", [8.0, 20.0], "pass within_limit 40"),
        ("40-60", [7.99, 20.0], "fail below_least 39.95"),
        ("40-60", [10.0, 20.0], "pass within_limit 50"),
        ("40-60", [14.0, 20.0], "fail above_most 70"),
        ("≥ 30%", [6.0, 20.0], "pass within_limit 30"),
        ("≥ 30%", [5.0, 20.0], "fail below_least 25"),
        ("≥ 30%", [20.0, 20.0], "pass within_limit 100"),
        ("100", [20.0, 20.0], "pass within_limit 100"),
        ("33,3", [6.66, 20.0], "pass within_limit 33.3"),
        ("33,3", [6.7, 20.0], "fail above_most 33.5"),
        ("62,5 %", [12.5, 20.0], "pass within_limit 62.5"),
        ("tối đa 70%", [14.0, 20.0], "pass within_limit 70"),
        ("không xây dựng", [2.0, 2.0], "fail above_most 1"),
        ("không quy định", [20.0, 20.0], "no_limit not_regulated 100"),
        ("-", [20.0, 20.0], "cannot_tell not_recorded 100"),
        ("theo quy chuẩn", [12.0, 20.0], "cannot_tell unreadable 60"),
        ("60/80", [12.0, 20.0], "cannot_tell unreadable 60"),
        ("0,4", [4.0, 4.0], "cannot_tell unreadable 4"),
        ("400", [12.0, 20.0], "cannot_tell unreadable 60"),
        ("", [12.0, 20.0], "cannot_tell not_recorded 60"),
        ("  ", [12.0, 20.0], "cannot_tell not_recorded 60"),
    ] {
        let building = building(rectangle([0.0, 0.0], [width, depth]));
        check(&lot([text, "", "", ""]), &building, CheckKind::Density, expected);
    }
}

#[test]
fn the_floor_area_ratio_is_the_floor_area_in_multiples_of_the_lot() {
    // The outline is 10 m × 20 m: half of the lot.
    for (text, floor_area, storeys, expected) in [
        ("2,4", Some(960.0), None, "pass within_limit 2.4"),
        ("2,4", Some(960.1), None, "pass within_limit 2.4"),
        ("2,4", Some(961.0), None, "fail above_most 2.403"),
        ("2,4", Some(959.0), Some(5), "pass within_limit 2.398"),
        ("2,4 lần", Some(400.0), None, "pass within_limit 1"),
        ("1,8-3,0", Some(1200.0), Some(6), "pass within_limit 3"),
        ("1,8-3,0", Some(720.0), Some(4), "pass within_limit 1.8"),
        ("1,8-3,0", Some(719.0), Some(4), "fail below_least 1.798"),
        ("1,8-3,0", Some(1201.0), Some(7), "fail above_most 3.003"),
        ("≤ 3,0", Some(1200.0), None, "pass within_limit 3"),
        ("≥ 1,5", Some(600.0), None, "pass within_limit 1.5"),
        ("≥ 1,5", Some(599.0), None, "fail below_least 1.498"),
        ("0,05", Some(20.0), Some(1), "pass within_limit 0.05"),
        ("0,05", Some(20.4), Some(1), "fail above_most 0.051"),
        ("13", Some(5200.0), Some(26), "pass within_limit 13"),
        // Without a floor area it is at most the outline on every storey.
        ("2,5", None, Some(5), "pass within_limit ≤2.5"),
        ("2,5", None, Some(4), "pass within_limit ≤2"),
        ("2,5", None, Some(6), "cannot_tell not_sent ≤3"),
        ("1,8-3,0", None, Some(5), "cannot_tell not_sent ≤2.5"),
        ("1,8-3,0", None, Some(3), "fail below_least ≤1.5"),
        ("2,5", None, None, "cannot_tell not_sent"),
        ("không quy định", Some(9000.0), None, "no_limit not_regulated 22.5"),
        ("không quy định", None, None, "no_limit not_regulated"),
        ("theo QCVN", Some(400.0), None, "cannot_tell unreadable 1"),
        ("", Some(400.0), None, "cannot_tell not_recorded 1"),
    ] {
        let building = sent(rectangle([5.0, 0.0], [10.0, 20.0]), storeys, None, floor_area);
        check(&lot(["", text, "", ""]), &building, CheckKind::FloorAreaRatio, expected);
    }
}

#[test]
fn storeys_are_counted_against_what_the_plan_writes() {
    for (text, storeys, expected) in [
        ("5", Some(5), "pass within_limit 5"),
        ("5", Some(6), "fail above_most 6"),
        ("5", Some(1), "pass within_limit 1"),
        ("3–5 tầng", Some(3), "pass within_limit 3"),
        ("3–5 tầng", Some(5), "pass within_limit 5"),
        ("3–5 tầng", Some(2), "fail below_least 2"),
        ("3–5 tầng", Some(6), "fail above_most 6"),
        ("≤ 7", Some(7), "pass within_limit 7"),
        ("≤ 7", Some(8), "fail above_most 8"),
        ("dưới 5 tầng", Some(4), "pass within_limit 4"),
        ("dưới 5 tầng", Some(5), "fail above_most 5"),
        ("≥ 3", Some(3), "pass within_limit 3"),
        ("≥ 3", Some(2), "fail below_least 2"),
        ("1 tầng", Some(1), "pass within_limit 1"),
        ("tối đa 25 tầng", Some(25), "pass within_limit 25"),
        ("tối đa 25 tầng", Some(26), "fail above_most 26"),
        ("không xây dựng", Some(1), "fail above_most 1"),
        ("không quy định", Some(40), "no_limit not_regulated 40"),
        ("không quy định", None, "no_limit not_regulated"),
        ("4+1", Some(4), "cannot_tell unreadable 4"),
        ("5", None, "cannot_tell not_sent"),
        ("", Some(5), "cannot_tell not_recorded 5"),
        ("", None, "cannot_tell not_recorded"),
    ] {
        let building = sent(rectangle([5.0, 5.0], [10.0, 10.0]), storeys, None, None);
        check(&lot(["", "", text, ""]), &building, CheckKind::Storeys, expected);
    }
}

#[test]
fn heights_are_in_metres() {
    for (text, height, expected) in [
        ("21", Some(21.0), "pass within_limit 21"),
        ("21", Some(21.01), "fail above_most 21.01"),
        ("21m", Some(20.99), "pass within_limit 20.99"),
        ("≤ 16,5 m", Some(16.5), "pass within_limit 16.5"),
        ("≤ 16,5 m", Some(16.6), "fail above_most 16.6"),
        ("12-21", Some(12.0), "pass within_limit 12"),
        ("12-21", Some(11.9), "fail below_least 11.9"),
        ("≥ 6 m", Some(6.0), "pass within_limit 6"),
        ("dưới 20 m", Some(20.0), "fail above_most 20"),
        ("dưới 20 m", Some(19.99), "pass within_limit 19.99"),
        ("trên 6 m", Some(6.0), "fail below_least 6"),
        ("<Null>", Some(300.0), "cannot_tell not_recorded 300"),
        ("không quy định", Some(300.0), "no_limit not_regulated 300"),
        ("theo thiết kế được duyệt", Some(10.0), "cannot_tell unreadable 10"),
        ("21", None, "cannot_tell not_sent"),
        ("", Some(10.0), "cannot_tell not_recorded 10"),
    ] {
        let building = sent(rectangle([5.0, 5.0], [10.0, 10.0]), None, height, None);
        check(&lot(["", "", "", text]), &building, CheckKind::Height, expected);
    }
}

/// A lot whose west is in zone 1 and whose east is in zone 2, with these indicators.
fn two(west: [&str; 4], east: [&str; 4]) -> Site {
    let west = zone(1, rectangle([-50.0, -50.0], [60.0, 120.0]), "Nhóm nhà ở", texts(west));
    let east = zone(2, rectangle([10.0, -50.0], [60.0, 120.0]), "Nhóm nhà ở", texts(east));
    Site { lot: Some(rectangle([0.0, 0.0], LOT)), zones: vec![west, east], lines: Vec::new(), ..Site::default() }
}

#[test]
fn each_of_two_zones_is_judged_for_itself_and_nothing_is_averaged() {
    // 8 m × 10 m in the west, 4 m × 10 m in the east; half of the lot is 200 m².
    let across = |storeys, floor_area| sent(rectangle([2.0, 5.0], [12.0, 10.0]), storeys, None, floor_area);
    for (west, east, building, kind, expected) in [
        (
            "40",
            "20",
            across(None, None),
            CheckKind::Density,
            "zone 1 pass within_limit 40; zone 2 pass within_limit 20",
        ),
        ("50", "10", across(None, None), CheckKind::Density, "zone 1 pass within_limit 40; zone 2 fail above_most 20"),
        ("35", "35", across(None, None), CheckKind::Density, "zone 1 fail above_most 40; zone 2 pass within_limit 20"),
        ("5", "3", across(Some(5), None), CheckKind::Storeys, "zone 1 pass within_limit 5; zone 2 fail above_most 5"),
    ] {
        let column = usize::from(kind == CheckKind::Storeys) * 2;
        let of = |text| std::array::from_fn(|at| if at == column { text } else { "" });
        assert_eq!(said(&building, &two(of(west), of(east)), kind).join("; "), expected, "{west}, {east}");
    }
}

#[test]
fn the_floor_area_of_a_building_in_two_zones_is_known_of_neither_but_bounded() {
    let across = |storeys, floor_area| sent(rectangle([2.0, 5.0], [12.0, 10.0]), storeys, None, floor_area);
    for (ratio, building, expected) in [
        // All of it would fit into either half.
        ("2", across(None, Some(400.0)), "zone 1 pass within_limit ≤2; zone 2 pass within_limit ≤2"),
        (
            "1,9",
            across(None, Some(400.0)),
            "zone 1 cannot_tell floor_area_shared ≤2; zone 2 cannot_tell floor_area_shared ≤2",
        ),
        // Four storeys of 40 m² are all that can be in the east, so at least 160 m² of 320 are in the west.
        ("1", across(Some(4), Some(320.0)), "zone 1 cannot_tell floor_area_shared ≤1.6; zone 2 pass within_limit ≤0.8"),
        ("0,7", across(Some(4), Some(320.0)), "zone 1 fail above_most ≤1.6; zone 2 cannot_tell floor_area_shared ≤0.8"),
        ("1,6", across(Some(4), Some(480.0)), "zone 1 pass within_limit 1.6; zone 2 pass within_limit 0.8"),
        ("1,6", across(Some(4), None), "zone 1 pass within_limit ≤1.6; zone 2 pass within_limit ≤0.8"),
        // More than four storeys of this outline hold: nobody can tell where it is.
        (
            "1,6",
            across(Some(4), Some(900.0)),
            "zone 1 cannot_tell floor_area_shared ≤4.5; zone 2 cannot_tell floor_area_shared ≤4.5",
        ),
    ] {
        let of = ["", ratio, "", ""];
        assert_eq!(said(&building, &two(of, of), CheckKind::FloorAreaRatio).join("; "), expected, "{ratio}");
    }
}

#[test]
fn a_building_in_one_of_two_zones_is_judged_by_that_one() {
    let west = building(rectangle([0.0, 0.0], [10.0, 20.0]));
    let site = two(["100", "", "", ""], ["0", "", "", ""]);
    assert_eq!(said(&west, &site, CheckKind::Density), ["zone 1 pass within_limit 100"]);
}

#[test]
fn four_centimetres_in_the_next_zone_are_no_share() {
    let west = building(rectangle([0.04, 0.0], [10.0, 20.0]));
    let site = two(["100", "", "", ""], ["0", "", "", ""]);
    assert_eq!(said(&west, &site, CheckKind::Density), ["zone 1 pass within_limit 99.6"]);
}

#[test]
fn without_a_lot_nothing_can_be_said_of_what_is_measured_by_it() {
    let mut site = lot(["60", "2", "5", "21"]);
    site.lot = None;
    let building = sent(rectangle([5.0, 5.0], [10.0, 10.0]), Some(5), Some(21.0), Some(500.0));
    assert_eq!(said(&building, &site, CheckKind::Density), ["zone 1 cannot_tell no_parcel"]);
    assert_eq!(said(&building, &site, CheckKind::FloorAreaRatio), ["zone 1 cannot_tell no_parcel"]);
    assert_eq!(said(&building, &site, CheckKind::Storeys), ["zone 1 pass within_limit 5"]);
    assert_eq!(said(&building, &site, CheckKind::Height), ["zone 1 pass within_limit 21"]);
}

#[test]
fn a_plan_that_does_not_say_what_may_be_built_is_asked_only_for_what_it_says() {
    let mut site = lot(["", "", "5", ""]);
    site.zones[0].sets_indicators = false;
    let building = sent(rectangle([5.0, 5.0], [10.0, 10.0]), Some(6), None, None);
    let storeys = ["zone 1 fail above_most 6", "cannot_tell no_plan"];
    assert_eq!(said(&building, &site, CheckKind::Storeys), storeys);
    assert_eq!(said(&building, &site, CheckKind::Density), ["cannot_tell no_plan"]);
    assert_eq!(said(&building, &Site::default(), CheckKind::Height), ["cannot_tell no_plan"]);
}
