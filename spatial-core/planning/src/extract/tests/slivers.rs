//! Two hundred shares on the edge of being one: each is made of strips whose width and length are chosen, so that its label is known.

use geo_types::{LineString, MultiPolygon, Polygon};
use spatial_core::geometry::Geometry;
use spatial_core::layer::FeatureId;

use crate::extract::{Thresholds, ground, overlay};

const SEED: u64 = 13;
const CASES: usize = 200;

/// A share of some strips of one width, that are so long together.
#[derive(Debug)]
struct Strips {
    count: u32,
    width: f64,
    length: f64,
    /// How the map is turned, in radians.
    turn: f64,
}

#[test]
fn a_share_is_dropped_only_if_it_is_small_and_thin() {
    let mut dice = Dice(SEED);
    let (mut cases, mut dropped) = (0, 0);
    while cases < CASES {
        let strips = Strips::thrown(&mut dice);
        let Some(label) = strips.is_dropped() else { continue };
        cases += 1;
        dropped += usize::from(label);
        let here = ground(&strips.parcel(), [&strips.parcel()], []);
        let found = overlay(&here, [(FeatureId(1), &strips.zone())], Thresholds::default());
        let part = found.zones.iter().chain(&found.below).next().expect("they share something");
        assert_eq!(found.below.len(), usize::from(label), "{strips:?}: {part:?}");
        assert!((part.area.0 - strips.area()).abs() < 1e-4, "{strips:?}: {part:?}");
        assert!((part.width.0 - strips.mean_width()).abs() < 1e-4, "{strips:?}: {part:?}");
    }
    assert!((50..=150).contains(&dropped), "{dropped} of {CASES} are dropped");
}

#[test]
fn parts_of_a_zone_are_summed_before_the_test_and_what_only_touches_is_no_share() {
    // Ten strips of 0.15 m² each: alone each would be dropped.
    let strips = Strips { count: 10, width: 0.05, length: 30.0, turn: 0.2 };
    let here = ground(&strips.parcel(), [&strips.parcel()], []);
    let found = overlay(&here, [(FeatureId(1), &strips.zone())], Thresholds::default());
    assert_eq!((found.zones.len(), found.below.len()), (1, 0));
    let touching = Strips { width: 0.0, ..strips };
    let found = overlay(&here, [(FeatureId(1), &touching.zone())], Thresholds::default());
    assert_eq!((found.zones.len(), found.below.len()), (0, 0), "{found:?}");
}

#[test]
fn a_corner_that_a_zone_cuts_off_has_the_outline_of_a_corner() {
    // Two zones whose border cuts 0.35 m² off a lot, twice as wide at its mouth as the threshold: joined and cut again it had a crack.
    let ring = |corners: &[(f64, f64)]| Geometry::Polygon(Polygon::new(LineString::from(corners.to_vec()), Vec::new()));
    let lot = ring(&[
        (428_663.397, 1_147_659.504),
        (428_661.631, 1_147_663.477),
        (428_661.227, 1_147_664.387),
        (428_646.904, 1_147_656.255),
        (428_649.067, 1_147_651.419),
    ]);
    let border = [(428_656.082, 1_147_623.44), (428_640.143, 1_147_682.594)];
    let zone = |beyond: &[(f64, f64)]| ring(&[&border, beyond].concat());
    let zones = [
        zone(&[(428_600.0, 1_147_690.0), (428_600.0, 1_147_600.0)]),
        zone(&[(428_700.0, 1_147_690.0), (428_700.0, 1_147_600.0)]),
    ];
    let here = ground(&lot, &zones, []);
    let found = overlay(&here, (1..).map(FeatureId).zip(&zones), Thresholds::default());
    assert_eq!((found.zones.len(), found.below.len()), (2, 0), "{found:?}");
    assert!((found.zones[1].area.0 - 0.345).abs() < 1e-3 && (found.zones[1].width.0 - 0.152).abs() < 1e-3, "{found:?}");
    assert_eq!((found.uncovered.0, found.overlapping.0), (0.0, 0.0));
}

impl Strips {
    fn thrown(dice: &mut Dice) -> Self {
        let count = [1, 1, 2, 5][usize::try_from(dice.roll() % 4).expect("below four")];
        let width = 10_f64.powf(dice.between(-2.5, 0.0));
        let length = 10_f64.powf(dice.between(-0.5, 1.55));
        Self { count, width, length, turn: dice.between(0.0, std::f64::consts::TAU) }
    }

    fn area(&self) -> f64 {
        self.width * self.length
    }

    /// Twice the area by the perimeter.
    fn mean_width(&self) -> f64 {
        self.area() / (self.length + f64::from(self.count) * self.width)
    }

    /// The label; none if it is so near to a threshold that it would not be certain.
    fn is_dropped(&self) -> Option<bool> {
        let is_near = |value: f64, threshold: f64| (value / threshold - 1.0).abs() < 0.01;
        let is_doubtful = is_near(self.area(), 1.0) || is_near(self.mean_width(), 0.10);
        (!is_doubtful).then(|| self.area() < 1.0 && self.mean_width() < 0.10)
    }

    fn parcel(&self) -> Geometry {
        self.turned([[0.0, 0.0], [100.0, 0.0], [100.0, 30.0], [0.0, 30.0]]).into()
    }

    /// Reaches from outside over the parcel's lower side, with as many teeth as there are strips.
    fn zone(&self) -> Geometry {
        let part = self.length / f64::from(self.count);
        let tooth = |number: u32| {
            let from = 2.0 + f64::from(number) * (part + 1.0);
            self.turned([[from, -5.0], [from + part, -5.0], [from + part, self.width], [from, self.width]])
        };
        Geometry::MultiPolygon(MultiPolygon((0..self.count).map(tooth).collect()))
    }

    fn turned(&self, ring: [[f64; 2]; 4]) -> Polygon<f64> {
        let (sine, cosine) = self.turn.sin_cos();
        let at = |[x, y]: [f64; 2]| (600_000.0 + x * cosine - y * sine, 1_140_000.0 + x * sine + y * cosine);
        Polygon::new(LineString(ring.into_iter().map(|point| at(point).into()).collect()), Vec::new())
    }
}

/// Knuth's linear congruential generator: chance that repeats itself.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    fn between(&mut self, least: f64, most: f64) -> f64 {
        let share = f64::from(u32::try_from(self.roll()).expect("31 bits")) / f64::from(1_u32 << 31);
        least + share * (most - least)
    }
}
