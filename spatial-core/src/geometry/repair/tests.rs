//! What is mended, what it becomes, and what is beyond mending.

use geo_types::{Coord, LineString, MultiPolygon, Polygon};
use geozero::ToGeo;
use proptest::prelude::{ProptestConfig, Strategy, any, prop, proptest};

use super::{Repair, on_own_grid, repair};
use crate::geometry::{DefectKind, Geometry, area, check};

fn shape(wkt: &str) -> Geometry {
    geozero::wkt::Wkt(wkt).to_geo().unwrap()
}

#[track_caller]
fn mended(wkt: &str) -> Geometry {
    match repair(shape(wkt)) {
        Repair::Repaired { geometry, defects } => {
            assert!(!defects.is_empty() && check(&geometry).is_empty(), "{wkt}");
            geometry
        }
        other => panic!("{wkt}: {other:?}"),
    }
}

#[test]
fn a_valid_shape_is_handed_back_untouched() {
    let parcel = shape("POLYGON((0.1 0.1, 4.3 0.2, 4 4, 0 4, 0.1 0.1))");
    assert_eq!(repair(parcel.clone()), Repair::Valid(parcel));
}

#[test]
fn a_bow_tie_keeps_both_wings() {
    let wings = mended("POLYGON((0 0, 4 4, 4 0, 0 4, 0 0))");
    assert_eq!(area(&wings).0, 8.0);
    assert!(matches!(wings, Geometry::MultiPolygon(parts) if parts.0.len() == 2));
}

#[test]
fn a_self_touching_ring_becomes_a_hole() {
    let frame = mended("POLYGON((0 0, 8 0, 8 8, 0 8, 0 0, 2 2, 2 6, 6 6, 6 2, 2 2, 0 0))");
    assert_eq!(area(&frame).0, 48.0);
    assert!(matches!(&frame, Geometry::Polygon(polygon) if polygon.interiors().len() == 1), "{frame:?}");
}

#[test]
fn holes_stay_and_spikes_go() {
    let lot = mended("POLYGON((0 0, 9 0, 9 9, 9 20, 9 9, 0 9, 0 0), (1 1, 2 1, 2 2, 1 2, 1 1))");
    assert_eq!(area(&lot).0, 80.0);
    assert!(matches!(&lot, Geometry::Polygon(polygon) if polygon.interiors().len() == 1), "{lot:?}");
}

#[test]
fn overlapping_parts_are_united_and_lose_no_area() {
    assert_eq!(area(&mended("MULTIPOLYGON(((0 0, 3 0, 3 3, 0 3, 0 0)), ((2 2, 4 2, 4 4, 2 4, 2 2)))")).0, 12.0);
    assert_eq!(area(&mended("MULTIPOLYGON(((0 0, 2 0, 2 2, 0 2, 0 0)), ((2 0, 4 0, 4 2, 2 2, 2 0)))")).0, 8.0);
    assert_eq!(area(&mended("MULTIPOLYGON(((0 0, 9 0, 9 9, 0 9, 0 0)), ((2 2, 2 4, 4 4, 4 2, 2 2)))")).0, 81.0);
}

#[test]
fn a_ring_that_crosses_itself_millions_of_times_is_given_up() {
    // 5,000 lines to and fro, then 5,000 up and down: 20,000 vertices, 25 million crossings.
    let weft = (0..10_000).map(|at| (f64::from((at + 1) / 2 % 2 * 10_001), f64::from(1 + at / 2 * 2)));
    let warp = (0..10_000).map(|at| (f64::from(10_000 - at / 2 * 2), f64::from((at + 1) / 2 % 2 * 10_001)));
    let grid: LineString<f64> = weft.chain(warp).chain([(0.0, 1.0)]).collect();
    let outcome = repair(Geometry::Polygon(Polygon::new(grid, Vec::new())));
    let Repair::Hopeless { defects } = outcome else { panic!("it was taken for an area") };
    assert_eq!(defects[0].kind, DefectKind::SelfIntersection);
}

#[test]
fn parts_that_are_nothing_are_dropped() {
    assert_eq!(area(&mended("MULTIPOLYGON(((0 0, 3 0, 3 3, 0 3, 0 0)), ((5 5, 6 6, 5 5)))")).0, 9.0);
    assert_eq!(area(&mended("POLYGON((0 0, 3 0, 3 3, 0 3, 0 0), (1 1, 2 2, 1 1))")).0, 9.0);
    assert!(
        matches!(mended("MULTILINESTRING((0 0, 1 1), (5 5, 5 5))"), Geometry::MultiLineString(lines) if lines.0.len() == 1)
    );
    assert!(
        matches!(mended("GEOMETRYCOLLECTION(POINT(1 1), LINESTRING(5 5, 5 5))"), Geometry::GeometryCollection(left) if left.0.len() == 1)
    );
}

#[test]
fn what_is_nothing_is_hopeless() {
    for (wkt, kind) in [
        ("POLYGON((-71.1 42.3, -71.2 42.4, -71.1 42.3))", DefectKind::TooFewPoints),
        ("POLYGON((0 0, 1 1, 2 2, 0 0))", DefectKind::SelfIntersection),
        ("POLYGON EMPTY", DefectKind::Empty),
        ("LINESTRING(1 1, 1 1)", DefectKind::TooFewPoints),
        ("MULTIPOLYGON(((5 5, 6 6, 5 5)))", DefectKind::TooFewPoints),
    ] {
        assert!(matches!(repair(shape(wkt)), Repair::Hopeless { defects } if defects[0].kind == kind), "{wkt}");
    }
    let ring = LineString::from(vec![(0.0, 0.0), (4.0, f64::NAN), (4.0, 4.0), (0.0, 0.0)]);
    let broken = Geometry::Polygon(Polygon::new(ring, Vec::new()));
    assert!(matches!(repair(broken), Repair::Hopeless { defects } if defects[0].kind == DefectKind::NotFinite));
}

#[test]
fn the_integer_grid_moves_no_vertex() {
    // A province in metres: 200 km, where the grid alone would move vertices by 0.2 mm.
    let wkt = "MULTIPOLYGON(((400000.123 1100000.456, 600000.789 1100000.1, 600000.2 1300000.3, 400000.4 1300000.7, \
               400000.123 1100000.456)), ((500000.3 1200000.9, 700000.1 1200000.8, 700000.6 1400000.2, \
               500000.3 1200000.9)))";
    let Geometry::MultiPolygon(parts) = shape(wkt) else { unreachable!("a multipolygon") };
    let united = on_own_grid(&parts, |winding| winding != 0).unwrap();
    let kept = |point: &Coord<f64>| parts.0.iter().any(|part| part.exterior().0.contains(point));
    let points: Vec<Coord<f64>> = united.0.iter().flat_map(|part| part.exterior().0.clone()).collect();
    // Seven old corners, the two crossings and the closing point; one corner of each part lies within the other.
    assert!(points.iter().filter(|point| !kept(point)).count() <= 3, "{points:?}");
}

#[test]
fn a_scribble_of_many_crossings_in_a_row_is_mended() {
    // Crossings of one line with many others, rounded to the grid, lie on no line exactly.
    let scribble = "POLYGON((2 2, 2 3, 4 2, 2 0, 1 4, 7 0, 0 5, 5 2, 2 2))";
    let Geometry::Polygon(ring) = shape(scribble) else { unreachable!("a polygon") };
    let corners: Vec<(u8, u8)> = ring.exterior().0.iter().skip(1).map(|at| (at.x as u8, at.y as u8)).collect();
    let (found, expected) = (area(&mended(scribble)).0, even_odd_area(&corners));
    assert!((found - expected).abs() < 0.05, "{found} for {expected}");
}

#[test]
fn holes_that_touch_stay_holes_and_islands_stay_islands() {
    let inner = mended("POLYGON((0 0, 9 0, 9 9, 0 9, 0 0, 0 0), (1 1, 8 1, 8 8, 1 8, 1 1), (2 2, 7 2, 7 7, 2 7, 2 2))");
    assert_eq!(area(&inner).0, 81.0 - 49.0 + 25.0);
    assert!(matches!(&inner, Geometry::MultiPolygon(parts) if parts.0.len() == 2), "{inner:?}");
    let ring =
        mended("POLYGON((0 0, 9 0, 9 9, 0 9, 0 0), (2 4, 4 2, 4 4, 2 4), (4 4, 6 4, 6 6, 4 4), (4 4, 4 2, 6 4, 4 4))");
    assert_eq!(area(&ring).0, 81.0 - 6.0);
}

/// The even-odd area by brute force: cells of a lattice whose centre an odd number of edges lie west of.
fn even_odd_area(ring: &[(u8, u8)]) -> f64 {
    let fine = 64;
    let mut inside = 0u32;
    for column in 0..8 * fine {
        for row in 0..8 * fine {
            let at = [(f64::from(column) + 0.5) / f64::from(fine), (f64::from(row) + 0.5) / f64::from(fine)];
            let crossed = (0..ring.len()).filter(|&i| {
                let ((ax, ay), (bx, by)) = (ring[i], ring[(i + 1) % ring.len()]);
                let (ax, ay, bx, by) = (f64::from(ax), f64::from(ay), f64::from(bx), f64::from(by));
                (ay > at[1]) != (by > at[1]) && at[0] > ax + (at[1] - ay) / (by - ay) * (bx - ax)
            });
            inside += u32::from(crossed.count() % 2 == 1);
        }
    }
    f64::from(inside) / f64::from(fine * fine)
}

/// Few, so that the suite stays quick; `PROPTEST_CASES` asks for more.
fn cases() -> u32 {
    if std::env::var_os("PROPTEST_CASES").is_some() { ProptestConfig::default().cases } else { 64 }
}

fn scribble() -> impl Strategy<Value = Vec<(u8, u8)>> {
    prop::collection::vec((0u8..=8, 0u8..=8), 3..12)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    #[test]
    fn a_scribble_keeps_its_even_odd_area(ring in scribble()) {
        let line: LineString<f64> = ring.iter().map(|&(x, y)| (f64::from(x), f64::from(y))).collect();
        let expected = even_odd_area(&ring);
        match repair(Geometry::Polygon(Polygon::new(line, Vec::new()))) {
            Repair::Valid(shape) | Repair::Repaired { geometry: shape, .. } => {
                assert!(check(&shape).is_empty());
                assert!((area(&shape).0 - expected).abs() < 0.5, "{} for {expected}", area(&shape).0);
            }
            Repair::Hopeless { .. } => assert!(expected < 0.5, "{expected} m² were given up"),
        }
    }

    #[test]
    fn a_repaired_shape_needs_no_second_repair(
        rings in prop::collection::vec(prop::collection::vec((-1e3..1e3f64, -1e3..1e3f64), 1..20), 1..4),
        is_multi in any::<bool>(),
        at in (-180.0..7e5f64, -90.0..3e6f64),
    ) {
        let lines = rings.iter().map(|ring| ring.iter().map(|&(x, y)| (x + at.0, y + at.1)).collect::<LineString<f64>>());
        let shape = if is_multi {
            Geometry::MultiPolygon(MultiPolygon(lines.map(|line| Polygon::new(line, Vec::new())).collect()))
        } else {
            let mut lines = lines;
            let shell = lines.next().unwrap();
            Geometry::Polygon(Polygon::new(shell, lines.collect()))
        };
        let corners = rings.iter().any(|ring| ring.len() > 2);
        match repair(shape) {
            Repair::Valid(geometry) | Repair::Repaired { geometry, .. } => {
                assert!(matches!(repair(geometry.clone()), Repair::Valid(_)));
                assert!(area(&geometry).0.is_finite() && area(&geometry).0 > 0.0);
            }
            Repair::Hopeless { defects } => assert!(!corners || rings[0].len() < 3, "given up: {defects:?}"),
        }
    }
}
