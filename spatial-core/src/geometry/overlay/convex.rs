//! Whether one area lies wholly in another, or wholly beside it, where one of the two is convex: so lie most parcels and zones, and it is
//! told in a few products for each pair of edges, a hundredth of what an overlay costs.
//!
//! It never guesses: what it cannot tell is left to the overlay.

use geo_types::{Coord, LineString, Polygon};

use crate::geometry::Geometry;

/// More sides cost more than the overlay they spare.
const MOST_SIDES: usize = 32;

/// What is nearer than this part of the largest coordinate is the same place: a thousandth of a millimetre in a grid of metres, ten
/// thousand times the last digit of a coordinate.
const ROUNDING: f64 = 1.0 / (1u64 << 40) as f64;

/// A side that is not so many times as long has no direction of its own.
const LEAST_SIDE: f64 = 64.0;

/// How an area lies to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lies {
    /// All of it is in the other one.
    Within,
    /// Nothing of it is.
    Beside,
}

/// How one valid area lies to another valid one; `None` if neither is certain.
pub(super) fn lies(one: &Geometry, other: &Geometry) -> Option<Lies> {
    let convex = Convex::of(one).and_then(|one| one.lies_to(other));
    convex.or_else(|| Convex::of(other).filter(|other| other.holds(one)).map(|_| Lies::Within))
}

/// A convex polygon without holes.
struct Convex {
    /// Of each side the inward normal of length 1, and where along it the side lies.
    sides: Vec<[f64; 3]>,
    /// Mean of its corners.
    inside: Coord<f64>,
    rounding: f64,
}

impl Convex {
    fn of(shape: &Geometry) -> Option<Self> {
        let polygon = match shape {
            Geometry::Polygon(polygon) => polygon,
            Geometry::MultiPolygon(parts) => match parts.0.as_slice() {
                [only] => only,
                _ => return None,
            },
            _ => return None,
        };
        let ring = &polygon.exterior().0;
        if !polygon.interiors().is_empty() || !(4..=MOST_SIDES + 1).contains(&ring.len()) {
            return None;
        }
        let corners = &ring[..ring.len() - 1];
        let largest = corners.iter().fold(0.0_f64, |most, corner| most.max(corner.x.abs()).max(corner.y.abs()));
        let rounding = largest * ROUNDING;
        let turn = turning(ring);
        let side = |edge: &[Coord<f64>]| {
            let along = edge[1] - edge[0];
            let length = along.x.hypot(along.y);
            let normal = [-along.y * turn / length, along.x * turn / length];
            // The direction of what overlays leave between two corners that are nearly one says nothing.
            (length > LEAST_SIDE * rounding).then_some([
                normal[0],
                normal[1],
                normal[0] * edge[0].x + normal[1] * edge[0].y,
            ])
        };
        let sides: Vec<[f64; 3]> = ring.windows(2).filter_map(side).collect();
        // A ring that does not cross itself is convex if it lies behind each of its sides.
        let is_behind = |side: &[f64; 3]| corners.iter().all(|corner| depth(side, *corner) >= -2.0 * rounding);
        if sides.len() < 3 || !sides.iter().all(is_behind) {
            return None;
        }
        #[expect(clippy::cast_precision_loss, reason = "a few dozen corners")]
        let count = corners.len() as f64;
        let inside = corners.iter().fold(Coord::zero(), |sum, corner| sum + *corner) / count;
        Some(Self { sides, inside, rounding })
    }

    /// How it lies to another area: if no edge of that one goes deeper into it than the rounding, one point tells for all.
    fn lies_to(&self, other: &Geometry) -> Option<Lies> {
        let is_deep = self.sides.iter().all(|side| depth(side, self.inside) > self.rounding);
        if !is_deep || rings(other).any(|ring| ring.0.windows(2).any(|edge| self.is_entered(edge[0], edge[1]))) {
            return None;
        }
        let crossed = rings(other).map(|ring| crossings(ring, self.inside)).sum::<usize>();
        Some(if crossed % 2 == 1 { Lies::Within } else { Lies::Beside })
    }

    /// True if all corners of an area lie in it.
    fn holds(&self, area: &Geometry) -> bool {
        let is_held = |corner: &Coord<f64>| self.sides.iter().all(|side| depth(side, *corner) >= -self.rounding);
        rings(area).next().is_some() && rings(area).all(|ring| ring.0.iter().all(is_held))
    }

    /// True if an edge goes deeper into it than the rounding (Cyrus and Beck, 1978).
    fn is_entered(&self, from: Coord<f64>, to: Coord<f64>) -> bool {
        let (mut enters, mut leaves) = (0.0_f64, 1.0_f64);
        for side in &self.sides {
            let (a, b) = (depth(side, from) - self.rounding, depth(side, to) - self.rounding);
            match (a > 0.0, b > 0.0) {
                (false, false) => return false,
                (false, true) => enters = enters.max(a / (a - b)),
                (true, false) => leaves = leaves.min(a / (a - b)),
                (true, true) => {}
            }
        }
        enters < leaves
    }
}

/// 1 if a ring goes around counter-clockwise, −1 if clockwise; taken from its first corner, for coordinates are large.
fn turning(ring: &[Coord<f64>]) -> f64 {
    let from = ring[0];
    let twice = |edge: &[Coord<f64>]| {
        let (a, b) = (edge[0] - from, edge[1] - from);
        a.x * b.y - b.x * a.y
    };
    ring.windows(2).map(twice).sum::<f64>().signum()
}

/// How deep a point lies behind a side.
fn depth([x, y, at]: &[f64; 3], point: Coord<f64>) -> f64 {
    x * point.x + y * point.y - at
}

/// The rings of an area; none of what is no polygon.
fn rings(shape: &Geometry) -> impl Iterator<Item = &LineString<f64>> {
    let polygons: &[Polygon<f64>] = match shape {
        Geometry::Polygon(polygon) => std::slice::from_ref(polygon),
        Geometry::MultiPolygon(parts) => &parts.0,
        _ => &[],
    };
    polygons.iter().flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()))
}

/// How often a ring crosses the ray from a point to the east.
fn crossings(ring: &LineString<f64>, point: Coord<f64>) -> usize {
    let crosses = |edge: &&[Coord<f64>]| {
        let (a, b) = (edge[0], edge[1]);
        (a.y > point.y) != (b.y > point.y) && point.x < a.x + (point.y - a.y) / (b.y - a.y) * (b.x - a.x)
    };
    ring.0.windows(2).filter(crosses).count()
}

#[cfg(test)]
mod tests {
    use geo_types::{Rect, coord, polygon};
    use proptest::prelude::*;

    use super::*;

    fn square(x: f64, y: f64, side: f64) -> Geometry {
        Geometry::Polygon(Rect::new(coord! { x: x, y: y }, coord! { x: x + side, y: y + side }).to_polygon())
    }

    #[test]
    fn a_parcel_lies_within_its_zone_beside_the_next_and_across_their_border_nobody_knows() {
        let zone = square(600_000.0, 1_140_000.0, 100.0);
        for (parcel, expected) in [
            (square(600_010.0, 1_140_010.0, 20.0), Some(Lies::Within)),
            (square(600_000.0, 1_140_000.0, 20.0), Some(Lies::Within)),
            (square(600_080.0, 1_140_080.0, 20.000_000_1), Some(Lies::Within)),
            (square(600_100.0, 1_140_000.0, 20.0), Some(Lies::Beside)),
            (square(600_099.999_999_9, 1_140_000.0, 20.0), Some(Lies::Beside)),
            (square(600_090.0, 1_140_000.0, 20.0), None),
            (square(600_099.99, 1_140_000.0, 20.0), None),
            (square(599_950.0, 1_139_950.0, 200.0), None),
        ] {
            assert_eq!(lies(&parcel, &zone), expected, "{parcel:?}");
        }
    }

    #[test]
    fn corners_along_a_side_and_jogs_of_an_overlay_do_not_mislead() {
        // A square with a corner along its south side, and a jog of a ten-millionth of a metre there.
        let lot: Geometry = polygon![
            (x: 600_000.0, y: 1_140_000.0), (x: 600_010.0, y: 1_140_000.0), (x: 600_010.0, y: 1_140_000.000_000_1),
            (x: 600_020.0, y: 1_140_000.0), (x: 600_020.0, y: 1_140_020.0), (x: 600_000.0, y: 1_140_020.0),
        ]
        .into();
        assert_eq!(lies(&lot, &square(600_000.0, 1_140_000.0, 20.0)), Some(Lies::Within));
        assert_eq!(lies(&lot, &square(600_000.0, 1_140_000.0, 10.0)), None);
        assert_eq!(lies(&lot, &square(600_010.0, 1_140_000.0, 10.0)), None);
        assert_eq!(lies(&lot, &square(600_020.0, 1_140_000.0, 10.0)), Some(Lies::Beside));
    }

    #[test]
    fn holes_count_and_shapes_that_are_not_convex_are_told_by_the_convex_other() {
        let frame: Geometry = polygon!(
            exterior: [(x: 0.0, y: 0.0), (x: 10.0, y: 0.0), (x: 10.0, y: 10.0), (x: 0.0, y: 10.0)],
            interiors: [[(x: 2.0, y: 2.0), (x: 8.0, y: 2.0), (x: 8.0, y: 8.0), (x: 2.0, y: 8.0)]],
        )
        .into();
        assert_eq!(lies(&square(2.0, 2.0, 6.0), &frame), Some(Lies::Beside));
        assert_eq!(lies(&square(0.0, 0.0, 2.0), &frame), Some(Lies::Within));
        assert_eq!(lies(&square(1.0, 1.0, 3.0), &frame), None);
        assert_eq!(lies(&frame, &square(-1.0, -1.0, 20.0)), Some(Lies::Within));
        let bent: Geometry = polygon![(x: 0.0, y: 0.0), (x: 4.0, y: 0.0), (x: 1.0, y: 1.0), (x: 0.0, y: 4.0)].into();
        assert_eq!(lies(&bent, &square(0.0, 0.0, 4.0)), Some(Lies::Within));
        assert_eq!(lies(&bent, &square(1.0, 0.0, 4.0)), None);
        let mut turned = bent.clone();
        if let Geometry::Polygon(polygon) = &mut turned {
            polygon.exterior_mut(|ring| ring.0.reverse());
        }
        assert_eq!(lies(&turned, &square(0.0, 0.0, 4.0)), Some(Lies::Within));
    }

    proptest! {
        #[test]
        fn what_is_certain_is_what_an_overlay_finds(x in -30.0..30.0f64, y in -30.0..30.0f64, side in 1.0..25.0f64, bend in 0.1..0.9f64) {
            use geo::{Area, BooleanOps};
            let zone = polygon![
                (x: 0.0, y: 0.0), (x: 20.0, y: 0.0), (x: 20.0 * bend, y: 20.0 * bend), (x: 0.0, y: 20.0),
            ];
            let Geometry::Polygon(parcel) = square(x, y, side) else { unreachable!() };
            let common = parcel.intersection(&zone).unsigned_area();
            match lies(&parcel.clone().into(), &zone.into()) {
                Some(Lies::Within) => prop_assert!((common - side * side).abs() < 1e-4, "{common}"),
                Some(Lies::Beside) => prop_assert!(common < 1e-4, "{common}"),
                None => {}
            }
        }
    }
}
