//! Two plans laid over each other, drawn and at random.

use geo_types::{Rect, coord};
use proptest::prelude::*;

use super::*;

fn zone(id: u64, function: &str, [west, south, east, north]: [f64; 4]) -> ComparedZone {
    let (x, y) = (600_000.0, 1_140_000.0);
    let shape = Rect::new(coord! { x: x + west, y: y + south }, coord! { x: x + east, y: y + north }).to_polygon();
    ComparedZone {
        zone: FeatureId(id),
        function: function.to_owned(),
        indicators: IndicatorTexts::default(),
        shape: shape.into(),
    }
}

fn limited(zone: ComparedZone, density: &str) -> ComparedZone {
    let indicators = IndicatorTexts { density: Some(density.to_owned()), ..IndicatorTexts::default() };
    ComparedZone { indicators, ..zone }
}

fn near(one: SquareMetres, other: f64) -> bool {
    (one.0 - other).abs() < 1e-3
}

#[test]
fn every_piece_of_ground_became_one_thing() {
    let before = [
        limited(zone(1, "ODT", [0.0, 0.0, 100.0, 100.0]), "40-60"),
        zone(2, "CXC", [100.0, 0.0, 200.0, 100.0]),
        zone(3, "DGT", [0.0, 100.0, 200.0, 120.0]),
    ];
    let after = [
        limited(zone(11, "ODT", [0.0, 0.0, 50.0, 100.0]), "40 – 60%"),
        limited(zone(12, "ODT", [50.0, 0.0, 100.0, 100.0]), "80"),
        zone(13, "TMDV", [100.0, 0.0, 160.0, 100.0]),
        zone(14, "DGT", [0.0, 100.0, 220.0, 120.0]),
    ];
    let found = difference(&before, &after).unwrap();
    let told: Vec<(&str, Option<u64>, Option<u64>, f64)> = found
        .pieces
        .iter()
        .map(|piece| {
            let [before, after] = [piece.before, piece.after].map(|zone| zone.map(|id| id.0));
            (piece.became.as_str(), before, after, piece.area.0.round())
        })
        .collect();
    let expected = [
        ("added", None, Some(14), 400.0),
        ("removed", Some(2), None, 4000.0),
        ("function", Some(2), Some(13), 6000.0),
        ("indicators", Some(1), Some(12), 5000.0),
        ("unchanged", Some(1), Some(11), 5000.0),
        ("unchanged", Some(3), Some(14), 4000.0),
    ];
    assert_eq!(told, expected);
    let pairs = found.totals.pairs();
    let pairs: Vec<_> = pairs.iter().map(|pair| (pair.became.as_str(), pair.from, pair.to)).collect();
    assert_eq!(pairs[2], ("function", Some("CXC"), Some("TMDV")));
    assert!(near(found.totals.before, 24_000.0) && near(found.totals.after, 20_400.0));
}

#[test]
fn a_plan_compared_with_itself_is_unchanged_and_with_nothing_all_added_or_removed() {
    let plan = [zone(1, "ODT", [0.0, 0.0, 10.0, 10.0]), zone(2, "DGT", [10.0, 0.0, 20.0, 10.0])];
    let same = difference(&plan, &plan).unwrap();
    assert!(same.pieces.iter().all(|piece| piece.became == Became::Unchanged));
    assert_eq!(same.totals.became(Became::Unchanged).0, 200.0);
    let gone = difference(&plan, &[]).unwrap();
    assert_eq!((gone.totals.became(Became::Removed).0, gone.totals.after.0), (200.0, 0.0));
    let came = difference(&[], &plan).unwrap();
    assert_eq!((came.totals.became(Became::Added).0, came.totals.before.0), (200.0, 0.0));
}

#[test]
fn zones_that_lie_on_one_another_count_once_and_that_is_told() {
    let before = [zone(1, "ODT", [0.0, 0.0, 10.0, 10.0]), zone(2, "DGT", [5.0, 0.0, 15.0, 10.0])];
    let found = difference(&before, &[zone(3, "DGT", [0.0, 0.0, 15.0, 10.0])]).unwrap();
    assert!(near(found.totals.before, 150.0) && near(found.totals.overlapping[0], 50.0));
    assert!(near(found.totals.became(Became::Function), 100.0));
    assert!(near(found.totals.became(Became::Unchanged), 50.0));
}

#[test]
fn a_plan_of_too_many_zones_is_refused() {
    let many = vec![zone(1, "ODT", [0.0, 0.0, 1.0, 1.0]); MOST_ZONES + 1];
    assert_eq!(difference(&many, &[]), Err(TooLarge::Zones));
}

fn plan() -> impl Strategy<Value = Vec<ComparedZone>> {
    let side = 1.0..60.0f64;
    let one = (0.0..150.0f64, 0.0..150.0f64, side.clone(), side, 0..4usize, 0..2usize);
    prop::collection::vec(one, 0..12).prop_map(|zones| {
        let zone = |(id, (x, y, width, height, function, density)): (u64, (f64, f64, f64, f64, usize, usize))| {
            let function = ["ODT", "DGT", "CXC", "TMDV"][function];
            limited(zone(id, function, [x, y, x + width, y + height]), ["40", "60"][density])
        };
        (1..).zip(zones).map(zone).collect()
    })
}

proptest! {
    #[test]
    fn what_each_plan_covers_is_the_sum_of_what_became_of_it(before in plan(), after in plan()) {
        let found = difference(&before, &after).unwrap();
        let became = |kinds: &[Became]| kinds.iter().map(|kind| found.totals.became(*kind).0).sum::<f64>();
        let kept = became(&[Became::Function, Became::Indicators, Became::Unchanged]);
        let (old, new) = (kept + became(&[Became::Removed]), kept + became(&[Became::Added]));
        prop_assert!((old - found.totals.before.0).abs() < 1e-2, "{old} of {}", found.totals.before.0);
        prop_assert!((new - found.totals.after.0).abs() < 1e-2, "{new} of {}", found.totals.after.0);
        let pairs: f64 = found.totals.pairs().iter().map(|pair| pair.area.0).sum();
        prop_assert!((pairs - became(&Became::ALL)).abs() < 1e-6);
        let covered = spatial_core::geometry::joined(before.iter().map(|zone| &zone.shape));
        prop_assert!((area(&covered).0 - found.totals.before.0).abs() < 1e-2, "ground counts once");
    }
}
