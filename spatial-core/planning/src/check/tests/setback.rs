//! Buildings behind, at, across and beyond red lines. The lot is 20 m × 20 m, the street runs along its south.

use super::*;
use SiteLineKind::{Building as Back, Red};

const LOT: [f64; 2] = [20.0, 20.0];

fn lot(lines: Vec<SiteLine>) -> Site {
    Site { lot: Some(rectangle([0.0, 0.0], LOT)), zones: Vec::new(), lines, ..Site::default() }
}

fn setbacks(corner: [f64; 2], size: [f64; 2], site: &Site) -> String {
    said(&building(rectangle(corner, size)), site, CheckKind::Setback).join("; ")
}

/// A line along the street, so far north of the lot's southern boundary.
fn street(id: u64, kind: SiteLineKind, setback: &str, y: f64) -> SiteLine {
    line(id, kind, setback, &[[-500.0, y], [500.0, y]])
}

#[test]
fn the_distance_from_the_red_line_is_measured_against_its_setback() {
    for (text, south, expected) in [
        ("3", 3.0, "line 1 pass within_limit 3"),
        ("3", 2.99, "line 1 fail below_least 2.99"),
        ("3", 2.999, "line 1 pass within_limit 3"),
        ("3", 10.0, "line 1 pass within_limit 10"),
        ("3m", 0.0, "line 1 fail below_least 0"),
        ("≥ 6 m", 6.0, "line 1 pass within_limit 6"),
        ("≥ 6 m", 5.5, "line 1 fail below_least 5.5"),
        ("2,4", 2.4, "line 1 pass within_limit 2.4"),
        ("0", 0.0, "line 1 pass within_limit 0"),
        ("trùng chỉ giới đường đỏ", 0.0, "line 1 pass within_limit 0"),
        ("không quy định", 0.0, "line 1 no_limit not_regulated 0"),
        ("theo quy chuẩn", 4.0, "line 1 cannot_tell unreadable 4"),
        ("3-6", 4.0, "line 1 cannot_tell unreadable 4"),
        ("", 4.0, "line 1 no_limit no_setback 4"),
    ] {
        let site = lot(vec![street(1, Red, text, 0.0)]);
        assert_eq!(setbacks([5.0, south], [10.0, 8.0], &site), expected, "{text} at {south}");
    }
}

#[test]
fn a_building_line_says_the_setback_by_its_text_or_by_where_it_is_drawn() {
    for (text, south, expected) in [
        ("3", 3.0, "line 2 pass within_limit 3"),
        ("3", 2.5, "line 2 fail below_least 2.5"),
        ("", 4.0, "line 2 pass within_limit 4"),
        ("", 3.9, "line 2 fail below_least 3.9"),
        ("", 0.0, "line 2 fail below_least 0"),
        ("", 9.0, "line 2 pass within_limit 9"),
        ("không quy định", 0.5, "line 2 no_limit not_regulated 0.5"),
    ] {
        let site = lot(vec![street(1, Red, "", 0.0), street(2, Back, text, 4.0)]);
        assert_eq!(setbacks([5.0, south], [10.0, 8.0], &site), expected, "{text} at {south}");
    }
}

#[test]
fn both_are_judged_where_both_say_something() {
    let site = lot(vec![street(1, Red, "2", 0.0), street(2, Back, "3", 3.0)]);
    let found = setbacks([5.0, 2.5], [10.0, 8.0], &site);
    assert_eq!(found, "line 1 pass within_limit 2.5; line 2 fail below_least 2.5");
}

#[test]
fn a_red_line_through_the_building_or_between_it_and_the_building_line_is_broken() {
    let cut = || vec![street(1, Red, "3", 6.0), street(2, Back, "", 9.0)];
    for (south, depth, expected) in [
        (4.0, 10.0, "line 1 fail crosses_red_line; line 2 fail crosses_red_line"),
        (0.0, 4.0, "line 1 fail beyond_red_line; line 2 fail beyond_red_line"),
        (0.0, 2.0, "line 1 fail beyond_red_line; line 2 fail beyond_red_line"),
        (9.0, 5.0, "line 1 pass within_limit 3; line 2 pass within_limit 3"),
        (8.0, 5.0, "line 1 fail below_least 2; line 2 fail below_least 2"),
        (6.0, 5.0, "line 1 fail below_least 0; line 2 fail below_least 0"),
    ] {
        assert_eq!(setbacks([5.0, south], [10.0, depth], &lot(cut())), expected, "{south}");
    }
}

#[test]
fn on_which_side_the_road_is_is_not_guessed() {
    let site = lot(vec![street(1, Red, "3", 6.0)]);
    assert_eq!(setbacks([5.0, 10.0], [10.0, 8.0], &site), "line 1 cannot_tell side_unknown 4");
    assert_eq!(setbacks([5.0, 1.0], [10.0, 2.0], &site), "line 1 cannot_tell side_unknown 3");
    assert_eq!(setbacks([5.0, 1.0], [10.0, 9.0], &site), "line 1 fail crosses_red_line");
    let surveyed_twice = lot(vec![street(1, Red, "3", 0.08)]);
    assert_eq!(setbacks([5.0, 3.08], [10.0, 8.0], &surveyed_twice), "line 1 pass within_limit 3");
}

#[test]
fn a_corner_lot_keeps_its_distance_from_both_streets() {
    let corner = |south: &str, west: &str| {
        let along_west = line(3, Red, west, &[[0.0, -500.0], [0.0, 500.0]]);
        lot(vec![street(1, Red, south, 0.0), along_west])
    };
    assert_eq!(
        setbacks([3.0, 4.0], [10.0, 10.0], &corner("3", "3")),
        "line 1 pass within_limit 4; line 3 pass within_limit 3"
    );
    assert_eq!(
        setbacks([2.0, 4.0], [10.0, 10.0], &corner("4", "3")),
        "line 1 pass within_limit 4; line 3 fail below_least 2"
    );
    let inner = line(4, Back, "", &[[3.0, 500.0], [3.0, 4.0], [500.0, 4.0]]);
    let mut site = corner("", "");
    site.lines.push(inner);
    let found = setbacks([3.0, 4.0], [10.0, 10.0], &site);
    assert!(found.contains("line 4 pass within_limit 3"), "{found}");
}

#[test]
fn other_streets_are_not_measured_from() {
    let far_side = street(7, Red, "40", -12.0);
    let next_street = street(8, Red, "40", 45.0);
    let site = lot(vec![street(1, Red, "3", 0.0), far_side.clone(), next_street]);
    assert_eq!(setbacks([5.0, 3.0], [10.0, 8.0], &site), "line 1 pass within_limit 3");
    let mut without_lot = site;
    without_lot.lot = None;
    without_lot.lines.retain(|line| line.line.0 != 8);
    assert_eq!(setbacks([5.0, 3.0], [10.0, 8.0], &without_lot), "line 1 pass within_limit 3");
    assert_eq!(setbacks([5.0, 3.0], [10.0, 8.0], &lot(vec![far_side])), "cannot_tell no_red_line");
}

#[test]
fn without_lines_nobody_can_tell() {
    assert_eq!(setbacks([5.0, 3.0], [10.0, 8.0], &lot(Vec::new())), "cannot_tell no_lines");
    let only_back = || lot(vec![street(2, Back, "3", 3.0)]);
    assert_eq!(setbacks([5.0, 4.0], [10.0, 8.0], &only_back()), "cannot_tell no_red_line");
    assert_eq!(setbacks([5.0, 3.0], [10.0, 8.0], &only_back()), "cannot_tell no_red_line");
    assert_eq!(setbacks([5.0, 2.0], [10.0, 8.0], &only_back()), "line 2 fail crosses_building_line");
}

#[test]
fn the_part_that_stands_too_near_is_shown() {
    let site = lot(vec![street(1, Red, "3", 0.0)]);
    let found = checks(&building(rectangle([5.0, 2.0], [10.0, 8.0])), &site);
    let part = found.iter().find(|check| check.kind == CheckKind::Setback).and_then(|check| check.part.as_ref());
    let area = part.map_or(0.0, |part| spatial_core::geometry::area(part).0);
    assert!((area - 10.0).abs() < 1e-3, "{area} m²");
}
