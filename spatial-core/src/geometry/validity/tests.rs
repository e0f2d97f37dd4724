//! Verdicts, drawn as WKT; the same as PostGIS gives.

use geozero::ToGeo;

use super::check;
use crate::geometry::DefectKind;
use crate::geometry::Geometry;

pub(crate) fn shape(wkt: &str) -> Geometry {
    geozero::wkt::Wkt(wkt).to_geo().unwrap()
}

#[track_caller]
fn verdict(wkt: &str, expected: Option<DefectKind>) {
    let defects = check(&shape(wkt));
    assert_eq!(defects.first().map(|defect| defect.kind), expected, "{wkt}: {defects:?}");
}

#[test]
fn valid_shapes_have_no_defects() {
    for wkt in [
        "POINT(1 2)",
        "MULTIPOINT(1 2, 1 2)",
        "LINESTRING(0 0, 1 1, 1 0, 0 1)",
        "LINESTRING(0 0, 0 0, 1 1)",
        "POLYGON((0 0, 4 0, 4 4, 0 4, 0 0))",
        "POLYGON((0 0, 0 4, 4 4, 4 0, 0 0))",
        "POLYGON((0 0, 4 0, 4 0, 4 4, 0 4, 0 0))",
        "POLYGON((0 0, 2 0, 4 0, 4 4, 0 4, 0 0))",
        "POLYGON((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 2 1, 2 2, 1 2, 1 1))",
        // A hole that touches its shell, and another hole, each in one point.
        "POLYGON((0 0, 8 0, 8 8, 0 8, 0 0), (0 4, 2 3, 2 5, 0 4), (2 5, 4 5, 4 6, 2 5))",
        "MULTIPOLYGON(((0 0, 1 0, 1 1, 0 1, 0 0)), ((1 1, 2 1, 2 2, 1 2, 1 1)))",
        "MULTIPOLYGON(((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 8 1, 8 8, 1 8, 1 1)), ((2 2, 3 2, 3 3, 2 3, 2 2)))",
        // An island that fills its hole as far as points.
        "MULTIPOLYGON(((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 8 1, 8 8, 1 8, 1 1)), ((4 1, 8 4, 4 8, 1 4, 4 1)))",
    ] {
        verdict(wkt, None);
    }
}

#[test]
fn broken_shapes_are_named() {
    use DefectKind::{Empty, HoleOutside, InteriorCut, PartsOverlap, SelfIntersection, TooFewPoints};
    for (wkt, kind) in [
        ("LINESTRING EMPTY", Empty),
        ("POLYGON EMPTY", Empty),
        ("MULTIPOLYGON EMPTY", Empty),
        ("GEOMETRYCOLLECTION EMPTY", Empty),
        ("LINESTRING(1 1, 1 1)", TooFewPoints),
        ("POLYGON((0 0, 1 1, 0 0))", TooFewPoints),
        ("POLYGON((0 0, 0 0, 0 0, 0 0))", TooFewPoints),
        ("POLYGON((0 0, 1 1, 2 2, 0 0))", SelfIntersection),
        ("POLYGON((0 0, 4 4, 4 0, 0 4, 0 0))", SelfIntersection),
        // A ring that touches itself in a vertex, and with a vertex on an edge.
        ("POLYGON((0 0, 4 0, 2 2, 4 4, 0 4, 2 2, 0 0))", SelfIntersection),
        ("POLYGON((0 0, 4 0, 4 4, 2 0, 0 4, 0 0))", SelfIntersection),
        // A spike, also at the seam of the ring.
        ("POLYGON((0 0, 4 0, 4 4, 4 8, 4 4, 0 4, 0 0))", SelfIntersection),
        ("POLYGON((0 0, 4 0, 4 4, 0 4, 0 0, -3 -3, 0 0))", SelfIntersection),
        ("POLYGON((-3 -3, 0 0, 4 0, 4 4, 0 4, 0 0, -3 -3))", SelfIntersection),
        ("POLYGON((0 0, 4 0, 4 4, 0 4, 0 0), (5 5, 6 5, 6 6, 5 6, 5 5))", HoleOutside),
        ("POLYGON((0 0, 4 0, 4 4, 0 4, 0 0), (3 3, 6 3, 6 6, 3 6, 3 3))", HoleOutside),
        ("POLYGON((0 0, 4 0, 4 4, 0 4, 0 0), (0 1, 2 1, 2 2, 0 2, 0 1))", HoleOutside),
        // Through the shell in two of its vertices, from point to point.
        ("POLYGON((0 0, 4 0, 6 2, 4 4, 0 4, 0 0), (1 2, 4 0, 8 2, 4 4, 1 2))", HoleOutside),
        ("POLYGON((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 5 1, 5 5, 1 5, 1 1), (2 2, 3 2, 3 3, 2 3, 2 2))", PartsOverlap),
        ("POLYGON((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 5 1, 5 5, 1 5, 1 1), (4 4, 7 4, 7 7, 4 7, 4 4))", PartsOverlap),
        // A hole from wall to wall.
        ("POLYGON((0 0, 4 0, 4 4, 0 4, 0 0), (2 0, 3 2, 2 4, 1 2, 2 0))", InteriorCut),
        // Three holes in a ring around an island that is still the polygon's own.
        (
            "POLYGON((0 0, 9 0, 9 9, 0 9, 0 0), (2 2, 6 2, 4 3, 2 2), (6 2, 4 7, 5 4, 6 2), (4 7, 2 2, 3 5, 4 7))",
            InteriorCut,
        ),
        ("MULTIPOLYGON(((0 0, 2 0, 2 2, 0 2, 0 0)), ((2 0, 4 0, 4 2, 2 2, 2 0)))", PartsOverlap),
        ("MULTIPOLYGON(((0 0, 3 0, 3 3, 0 3, 0 0)), ((2 2, 4 2, 4 4, 2 4, 2 2)))", PartsOverlap),
        ("MULTIPOLYGON(((0 0, 9 0, 9 9, 0 9, 0 0)), ((2 2, 4 2, 4 4, 2 4, 2 2)))", PartsOverlap),
        ("MULTIPOLYGON(((0 0, 9 0, 9 9, 0 9, 0 0)), ((0 0, 9 0, 9 9, 0 9, 0 0)))", PartsOverlap),
        ("MULTIPOLYGON(((0 0, 8 0, 8 8, 0 8, 0 0)), ((4 0, 8 4, 4 8, 0 4, 4 0)))", PartsOverlap),
    ] {
        verdict(wkt, Some(kind));
    }
}

#[test]
fn a_number_that_is_none_is_named_and_never_computed_with() {
    for bad in [f64::NAN, f64::INFINITY, 1e300] {
        let ring = geo_types::LineString::from(vec![(0.0, 0.0), (4.0, bad), (4.0, 4.0), (0.0, 0.0)]);
        let defects = check(&Geometry::Polygon(geo_types::Polygon::new(ring.clone(), Vec::new())));
        assert_eq!(defects[0].kind, DefectKind::NotFinite);
        assert_eq!(check(&Geometry::LineString(ring))[0].kind, DefectKind::NotFinite);
    }
}

#[test]
fn the_place_of_a_bow_tie_is_its_knot() {
    assert_eq!(check(&shape("POLYGON((0 0, 4 4, 4 0, 0 4, 0 0))"))[0].place, Some([2.0, 2.0]));
}

/// A wheel with many teeth; with `knot` one tooth reaches across to the other side and beyond.
fn wheel(teeth: usize, knot: Option<usize>) -> Geometry {
    let mut points: Vec<(f64, f64)> = (0..teeth)
        .map(|i| {
            let angle = i as f64 / teeth as f64 * std::f64::consts::TAU;
            let radius = if i % 2 == 0 { 1000.0 } else { 900.0 };
            (radius * angle.cos(), radius * angle.sin())
        })
        .collect();
    if let Some(at) = knot {
        points[at] = (-1.5 * points[at].0, -1.5 * points[at].1);
    }
    Geometry::Polygon(geo_types::Polygon::new(points.into(), Vec::new()))
}

#[test]
fn rings_of_every_size_are_judged_alike() {
    for teeth in [3, 4, 15, 16, 17, 18, 63, 64, 65, 66, 100, 1000, 100_000] {
        assert_eq!(check(&wheel(teeth, None)), [], "{teeth}");
        if teeth > 4 {
            let defects = check(&wheel(teeth, Some(teeth / 2)));
            assert_eq!(defects.first().map(|defect| defect.kind), Some(DefectKind::SelfIntersection), "{teeth}");
        }
    }
}
