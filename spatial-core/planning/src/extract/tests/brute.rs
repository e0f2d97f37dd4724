//! The overlay against a brute force that shares nothing with it: areas are cut into signed triangles, and triangles clipped by triangles.

use geo_types::{LineString, Polygon};
use proptest::prelude::*;
use spatial_core::geometry::{Geometry, area};
use spatial_core::layer::FeatureId;

use crate::extract::{Thresholds, ground, overlaid};

type Point = [f64; 2];

/// In the middle of a VN-2000 zone; the brute force counts from there.
const ORIGIN: Point = [600_000.0, 1_140_000.0];
/// Square metres.
const TOLERANCE: f64 = 0.01;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(250))]

    #[test]
    fn shares_and_what_is_uncovered_are_those_of_a_brute_force(
        parcel in star([0.0, 0.0], 5.0..60.0),
        boundary in star([15.0, -10.0], 20.0..90.0),
        taken in star([-20.0, 20.0], 5.0..50.0),
        zones in wedges(),
    ) {
        let shapes: Vec<Geometry> = zones.iter().map(|zone| shape(zone)).collect();
        let numbered = || (1..).map(FeatureId).zip(&shapes);
        let here = ground(&shape(&parcel), [&shape(&boundary)], [&shape(&taken)]);
        let (found, shapes) = overlaid(&here, numbered(), Thresholds::default());

        let less = |rings: &[&[Point]]| shared(rings) - shared(&[rings, &[&taken[..]]].concat());
        let covered = less(&[&parcel, &boundary]);
        prop_assert!((found.covered.0 - covered).abs() < TOLERANCE, "{} for {covered}", found.covered.0);
        let mut left = covered;
        for (zone, ring) in (1..).map(FeatureId).zip(&zones) {
            let expected = less(&[&parcel, &boundary, ring]);
            let share = found.zones.iter().chain(&found.below).find(|part| part.zone == zone);
            let area = share.map_or(0.0, |part| part.area.0);
            prop_assert!((area - expected).abs() < TOLERANCE, "zone {zone}: {area} for {expected}");
            left -= expected;
        }
        prop_assert!((found.uncovered.0 - left).abs() < TOLERANCE, "{} for {left}", found.uncovered.0);
        for part in found.zones.iter().chain(&found.below) {
            let drawn = shapes.zones.iter().find(|(zone, _)| *zone == part.zone).map_or(0.0, |(_, shape)| area(shape).0);
            prop_assert!(drawn == part.area.0, "zone {}: {drawn} drawn for {}", part.zone, part.area.0);
        }
        prop_assert!(area(&shapes.uncovered) == found.uncovered);
        prop_assert!(found.overlapping.0 < TOLERANCE, "{}", found.overlapping.0);
        let parts = found.zones.iter().chain(&found.below).map(|part| part.percent);
        let percent = parts.sum::<f64>() + found.percent(found.uncovered);
        prop_assert!(found.covered.0 < TOLERANCE || (percent - 100.0).abs() < 0.05, "{percent} %");
    }
}

/// A simple polygon that its centre sees whole.
fn star(centre: Point, reach: std::ops::Range<f64>) -> impl Strategy<Value = Vec<Point>> {
    prop::collection::vec(reach, 4..10).prop_map(move |reaches| {
        let step = std::f64::consts::TAU / f64::from(u32::try_from(reaches.len()).expect("a few corners"));
        let corner = |(number, reach): (f64, f64)| {
            let (sine, cosine) = (number * step + 0.3).sin_cos();
            [centre[0] + reach * cosine, centre[1] + reach * sine]
        };
        std::iter::successors(Some(0.0), |number| Some(number + 1.0)).zip(reaches).map(corner).collect()
    })
}

/// Zones that lie side by side around a place, a corner each, with ragged outer edges and a gap where one is left out.
fn wedges() -> impl Strategy<Value = Vec<Vec<Point>>> {
    (star([5.0, 5.0], 10.0..80.0), 0_usize..4).prop_map(|(ring, without)| {
        let sides = ring.iter().zip(ring.iter().cycle().skip(1));
        let wedge = |(a, b): (&Point, &Point)| vec![[5.0, 5.0], *a, *b];
        sides.map(wedge).enumerate().filter(|(number, _)| *number != without).map(|(_, zone)| zone).collect()
    })
}

fn shape(ring: &[Point]) -> Geometry {
    let ring = ring.iter().map(|[x, y]| (ORIGIN[0] + x, ORIGIN[1] + y).into()).collect();
    Polygon::new(LineString(ring), Vec::new()).into()
}

/// The area that all polygons share: each is the sum of the triangles between its first corner and its sides, some of which count against it.
fn shared(rings: &[&[Point]]) -> f64 {
    let Some((first, others)) = rings.split_first() else { return 0.0 };
    triangles(first).map(|(sign, triangle)| sign * within(triangle.to_vec(), others)).sum()
}

/// The area of what of a convex piece lies in all polygons.
fn within(piece: Vec<Point>, rings: &[&[Point]]) -> f64 {
    let Some((first, others)) = rings.split_first() else { return doubled(&piece) / 2.0 };
    let part = |(sign, triangle): (f64, [Point; 3])| {
        let clipped = clipped(&piece, &triangle);
        if clipped.len() < 3 { 0.0 } else { sign * within(clipped, others) }
    };
    triangles(first).map(part).sum()
}

/// With the sign of their turn, each turned to the left.
fn triangles(ring: &[Point]) -> impl Iterator<Item = (f64, [Point; 3])> + '_ {
    (1..ring.len() - 1).map(|at| {
        let [a, b, c] = [ring[0], ring[at], ring[at + 1]];
        if doubled(&[a, b, c]) < 0.0 { (-1.0, [a, c, b]) } else { (1.0, [a, b, c]) }
    })
}

/// A convex piece within a triangle that turns to the left.
fn clipped(piece: &[Point], triangle: &[Point; 3]) -> Vec<Point> {
    let mut kept = piece.to_vec();
    for side in 0..3 {
        let (from, to) = (triangle[side], triangle[(side + 1) % 3]);
        let height = |at: Point| doubled(&[from, to, at]);
        let mut next = Vec::with_capacity(kept.len() + 1);
        for (number, &at) in kept.iter().enumerate() {
            let before = kept[(number + kept.len() - 1) % kept.len()];
            let (was, is) = (height(before), height(at));
            if (was < 0.0) != (is < 0.0) {
                let share = was / (was - is);
                next.push([0, 1].map(|axis| before[axis] + share * (at[axis] - before[axis])));
            }
            if is >= 0.0 {
                next.push(at);
            }
        }
        kept = next;
    }
    kept
}

/// Twice the signed area.
fn doubled(ring: &[Point]) -> f64 {
    let sides = ring.iter().zip(ring.iter().cycle().skip(1));
    sides.map(|(a, b)| a[0] * b[1] - b[0] * a[1]).sum()
}
