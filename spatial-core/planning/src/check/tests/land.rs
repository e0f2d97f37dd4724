//! Buildings that leave their lot, or reach into zones where none may stand, on drawn maps: a cell is 2 m × 2 m.

use sketch::{Sketch, sketch};
use spatial_core::geometry::area;

use super::*;
use crate::extract::{RoadMethod, RoadTaken};

/// The area of a letter of a map.
fn drawn(map: &Sketch, letter: char) -> Geometry {
    map.clone().at(ORIGIN[0], ORIGIN[1], 2.0).area(letter).into()
}

#[test]
fn a_building_stays_within_its_parcel_or_the_part_outside_is_shown() {
    let lot = sketch!(
        "          "
        " llllllll "
        " llllllll "
        " llll     "
        " llll     "
        "          "
    );
    for (map, expected) in [
        (
            sketch!("          " " hh       " " hh       " "          " "          " "          "),
            "pass within_parcel 0",
        ),
        (
            sketch!("          " " hhhhhhhh " " hhhhhhhh " " hhhh     " " hhhh     " "          "),
            "pass within_parcel 0",
        ),
        (
            sketch!(" hh       " " hh       " " hh       " "          " "          " "          "),
            "fail outside_parcel 8",
        ),
        (
            sketch!("          " "          " " hhhhhhhh " " hhhhhh   " "          " "          "),
            "fail outside_parcel 8",
        ),
        (
            sketch!("          " "hhh       " "hhh       " "hhh       " "          " "          "),
            "fail outside_parcel 12",
        ),
        (
            sketch!("          " "          " "          " "     hh   " "     hh   " "          "),
            "fail outside_parcel 16",
        ),
    ] {
        let site = Site { lot: Some(drawn(&lot, 'l')), ..Site::default() };
        let building = building(drawn(&map, 'h'));
        assert_eq!(said(&building, &site, CheckKind::Encroachment), [expected], "{map:?}");
        let part = checks(&building, &site).into_iter().find_map(|check| check.part);
        let outside = expected.rsplit(' ').next().and_then(|number| number.parse::<f64>().ok());
        assert!((part.map_or(0.0, |part| area(&part).0) - outside.unwrap_or_default()).abs() < 1e-3);
    }
}

#[test]
fn a_wall_on_the_boundary_is_within_and_a_hand_beyond_is_not() {
    let site = Site { lot: Some(rectangle([0.0, 0.0], [20.0, 20.0])), ..Site::default() };
    for (corner, size, expected) in [
        ([0.0, 0.0], [20.0, 20.0], "pass within_parcel 0"),
        ([-0.005, 0.0], [10.0, 20.0], "pass within_parcel 0"),
        ([-0.02, 0.0], [10.0, 20.0], "fail outside_parcel 0.4"),
        ([-0.1, 0.0], [10.0, 20.0], "fail outside_parcel 2"),
        ([19.0, 19.0], [1.2, 1.2], "fail outside_parcel 0.44"),
    ] {
        let building = building(rectangle(corner, size));
        assert_eq!(said(&building, &site, CheckKind::Encroachment), [expected], "{corner:?}");
    }
    let building = building(rectangle([0.0, 0.0], [5.0, 5.0]));
    assert_eq!(said(&building, &Site::default(), CheckKind::Encroachment), ["cannot_tell no_parcel"]);
}

#[test]
fn a_zone_of_road_or_water_forbids_and_a_name_nobody_knows_is_not_decided() {
    let map = sketch!(
        "aaaaabbbbb"
        "aaaaabbbbb"
        "aaaaabbbbb"
        "aaaaabbbbb"
    );
    let house = sketch!(
        "          "
        "  hhhh    "
        "  hhhh    "
        "          "
    );
    let building = building(drawn(&house, 'h'));
    for (function, indicators, expected) in [
        ("Đường giao thông", ["", "", "", ""], "fail zone_forbids 8"),
        ("DGT", ["60", "", "5", ""], "fail zone_forbids 8"),
        ("Sông, suối, kênh", ["", "", "", ""], "fail zone_forbids 8"),
        ("Nhóm nhà ở", ["", "", "", ""], "pass zone_allows 0"),
        ("Cây xanh công cộng", ["≤ 5%", "", "", ""], "pass zone_allows 0"),
        ("Cây xanh công cộng", ["", "", "", ""], "cannot_tell zone_unclear 8"),
        ("Cây xanh công cộng", ["không xây dựng", "", "", ""], "fail zone_forbids 8"),
        ("Nhóm nhà ở", ["0", "", "", ""], "fail zone_forbids 8"),
        ("Nhóm nhà ở", ["60", "", "không xây dựng", ""], "fail zone_forbids 8"),
        ("Nhóm nhà ở", ["không quy định", "", "", ""], "pass zone_allows 0"),
        ("", ["", "", "", ""], "cannot_tell zone_unclear 8"),
        ("", ["60", "", "", ""], "pass zone_allows 0"),
    ] {
        let west = zone(1, drawn(&map, 'a'), "Nhóm nhà ở", texts(["60", "", "", ""]));
        let east = zone(2, drawn(&map, 'b'), function, texts(indicators));
        let lot = Some(rectangle([0.0, 0.0], [20.0, 8.0]));
        let site = Site { lot, zones: vec![west, east], lines: Vec::new(), ..Site::default() };
        let found = said(&building, &site, CheckKind::Encroachment);
        assert_eq!(found, ["pass within_parcel 0", "zone 1 pass zone_allows 0", &format!("zone 2 {expected}")]);
    }
}

#[test]
fn what_lies_in_no_zone_is_not_passed() {
    let west = zone(1, rectangle([0.0, 0.0], [10.0, 20.0]), "Nhóm nhà ở", texts(["60", "", "", ""]));
    let site = Site {
        lot: Some(rectangle([0.0, 0.0], [20.0, 20.0])),
        zones: vec![west],
        lines: Vec::new(),
        ..Site::default()
    };
    let across = building(rectangle([5.0, 5.0], [10.0, 10.0]));
    let found = said(&across, &site, CheckKind::Encroachment);
    assert_eq!(found, ["pass within_parcel 0", "zone 1 pass zone_allows 0", "cannot_tell no_zone 50"]);
    let beside = building(rectangle([12.0, 5.0], [5.0, 5.0]));
    assert_eq!(said(&beside, &site, CheckKind::Encroachment), ["pass within_parcel 0"]);
    assert_eq!(said(&beside, &site, CheckKind::Density), ["cannot_tell no_plan"]);
}

#[test]
fn a_zone_beside_the_lot_that_a_building_reaches_into_says_what_may_stand_there_and_not_how_dense() {
    let own = zone(1, rectangle([0.0, 0.0], [20.0, 20.0]), "Nhóm nhà ở", texts(["60", "2", "5", ""]));
    let road = zone(2, rectangle([20.0, 0.0], [10.0, 20.0]), "DGT", texts(["60", "2", "2", ""]));
    let site = Site {
        lot: Some(rectangle([0.0, 0.0], [20.0, 20.0])),
        zones: vec![own, road],
        lines: Vec::new(),
        ..Site::default()
    };
    let house = sent(rectangle([10.0, 5.0], [12.0, 10.0]), Some(3), None, None);
    let found = said(&house, &site, CheckKind::Encroachment);
    assert_eq!(found, ["fail outside_parcel 20", "zone 1 pass zone_allows 0", "zone 2 fail zone_forbids 20"]);
    assert_eq!(said(&house, &site, CheckKind::Density), ["zone 1 pass within_limit 25"]);
    let storeys = ["zone 1 pass within_limit 3", "zone 2 fail above_most 3"];
    assert_eq!(said(&house, &site, CheckKind::Storeys), storeys);
}

#[test]
fn ground_a_road_takes_by_its_centreline_is_none_to_build_on() {
    let lot = rectangle([0.0, 0.0], [20.0, 20.0]);
    let taken = rectangle([0.0, 0.0], [20.0, 3.0]);
    let road = RoadTaken {
        area: SquareMetres(60.0),
        frontage: Metres(20.0),
        method: RoadMethod::Centreline,
        plan: FeatureId(90),
        otherwise: None,
        shape: taken,
    };
    let site = Site { lot: Some(lot), road: Some(road), ..Site::default() };
    let found = |depth| said(&building(rectangle([5.0, depth], [10.0, 10.0])), &site, CheckKind::Encroachment);
    assert_eq!(found(3.0), ["pass within_parcel 0"]);
    assert_eq!(found(1.0), ["pass within_parcel 0", "fail road_takes 20"]);
}
