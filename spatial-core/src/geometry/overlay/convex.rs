//! Whether one area lies wholly in another, or wholly beside it, and what of it lies within, where one of the two is convex: so are most
//! parcels and zones, and it is told in a few products for each pair of edges, a hundredth of what an overlay costs.
//!
//! It never guesses: what it cannot tell is left to the overlay.

use geo_types::{Coord, LineString, MultiPolygon, Polygon};

use crate::geometry::{Envelope, Geometry};

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

/// An area, valid, as it is asked about: what makes it convex is found once.
pub(super) struct Area<'a> {
    parts: &'a [Polygon<f64>],
    convex: Option<Convex>,
}

impl<'a> Area<'a> {
    /// Nothing of what is no area.
    pub(super) fn of(shape: &'a Geometry) -> Self {
        let parts = parts(shape);
        let convex = if let [only] = parts { Convex::of(only) } else { None };
        Self { parts, convex }
    }

    /// How it lies to another one; `None` if that is not certain.
    pub(super) fn lies_to(&self, other: &Area<'_>) -> Option<Lies> {
        if self.parts == other.parts {
            return Some(Lies::Within);
        }
        let convex = self.convex.as_ref().and_then(|one| one.lies_to(other.parts));
        convex.or_else(|| other.convex.as_ref().filter(|other| other.holds(self.parts)).map(|_| Lies::Within))
    }

    /// What it shares with another one; `None` if that is not certain.
    pub(super) fn shared_with(&self, other: &Area<'_>) -> Option<MultiPolygon<f64>> {
        let of_one = self.convex.as_ref().and_then(|one| one.cut_of(other.parts));
        of_one.or_else(|| other.convex.as_ref().and_then(|other| other.cut_of(self.parts)))
    }
}

/// A convex polygon without holes.
struct Convex {
    /// Of each side the inward normal of length 1, and where along it the side lies.
    sides: Vec<[f64; 3]>,
    bounds: Envelope,
    /// Mean of its corners.
    inside: Coord<f64>,
    rounding: f64,
}

impl Convex {
    fn of(polygon: &Polygon<f64>) -> Option<Self> {
        let ring = &polygon.exterior().0;
        if !polygon.interiors().is_empty() || !(4..=MOST_SIDES + 1).contains(&ring.len()) {
            return None;
        }
        let corners = &ring[..ring.len() - 1];
        let largest = corners.iter().fold(0.0_f64, |most, corner| most.max(corner.x.abs()).max(corner.y.abs()));
        let rounding = largest * ROUNDING;
        let turn = turning(ring);
        if is_bent(corners, turn, rounding) {
            return None;
        }
        let side = |edge: &[Coord<f64>]| {
            let along = edge[1] - edge[0];
            let length = (along.x * along.x + along.y * along.y).sqrt();
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
        Some(Self { sides, bounds: around(ring), inside, rounding })
    }

    /// How it lies to another area: if no edge of that one goes deeper into it than the rounding, one point tells for all.
    fn lies_to(&self, other: &[Polygon<f64>]) -> Option<Lies> {
        let is_deep = self.sides.iter().all(|side| depth(side, self.inside) > self.rounding);
        if !is_deep || rings(other).any(|ring| ring.0.windows(2).any(|edge| self.is_entered(edge[0], edge[1]))) {
            return None;
        }
        let crossed = rings(other).map(|ring| crossings(ring, self.inside)).sum::<usize>();
        Some(if crossed % 2 == 1 { Lies::Within } else { Lies::Beside })
    }

    /// What of an area lies in it, if no part of it falls to pieces there.
    fn cut_of(&self, area: &[Polygon<f64>]) -> Option<MultiPolygon<f64>> {
        let mut cut = Vec::with_capacity(area.len());
        for part in area {
            let Some(shell) = self.cut_of_ring(part.exterior())? else { continue };
            for hole in part.interiors() {
                // A hole in the middle of it would do; there are few, and the overlay knows them.
                let is_beside = |side: &[f64; 3]| hole.0.iter().all(|corner| depth(side, *corner) <= self.rounding);
                if !self.sides.iter().any(is_beside) {
                    return None;
                }
            }
            cut.push(Polygon::new(shell, Vec::new()));
        }
        Some(MultiPolygon(cut))
    }

    /// What of a ring lies in it, cut side by side (Sutherland and Hodgman, 1974); nothing if none of it does. `None` if a side cuts it more
    /// often than twice: what is left may fall to pieces then.
    fn cut_of_ring(&self, ring: &LineString<f64>) -> Option<Option<LineString<f64>>> {
        let mut corners: Vec<Coord<f64>> = ring.0[..ring.0.len().saturating_sub(1)].to_vec();
        let mut kept = Vec::with_capacity(corners.len() + 4);
        for side in &self.sides {
            // A corner on the side belongs to it.
            let depths = corners.iter().map(|corner| depth(side, *corner));
            let depths: Vec<f64> = depths.collect();
            let is_in = |at: usize| depths[at] >= -self.rounding;
            if (0..corners.len()).all(is_in) {
                continue;
            }
            let mut crossed = 0;
            for to in 0..corners.len() {
                let from = if to == 0 { corners.len() - 1 } else { to - 1 };
                if is_in(from) != is_in(to) {
                    crossed += 1;
                    let share = (depths[from] / (depths[from] - depths[to])).clamp(0.0, 1.0);
                    kept.push(corners[from] + (corners[to] - corners[from]) * share);
                }
                if is_in(to) {
                    kept.push(corners[to]);
                }
            }
            if crossed > 2 {
                return None;
            }
            std::mem::swap(&mut corners, &mut kept);
            kept.clear();
        }
        // Of a corner that lay on a side it was found twice.
        corners.dedup_by(|one, other| (one.x - other.x).abs() + (one.y - other.y).abs() <= self.rounding);
        if corners.len() < 3 {
            return Some(None);
        }
        corners.push(corners[0]);
        Some(Some(LineString(corners)))
    }

    /// True if all corners of an area lie in it.
    fn holds(&self, area: &[Polygon<f64>]) -> bool {
        let is_held = |corner: &Coord<f64>| self.sides.iter().all(|side| depth(side, *corner) >= -self.rounding);
        rings(area).next().is_some() && rings(area).all(|ring| ring.0.iter().all(is_held))
    }

    /// True if an edge goes deeper into it than the rounding (Cyrus and Beck, 1978).
    fn is_entered(&self, from: Coord<f64>, to: Coord<f64>) -> bool {
        let Envelope { min, max } = self.bounds;
        let is_aside =
            |a: f64, b: f64, axis: usize| (a <= min[axis] && b <= min[axis]) || (a >= max[axis] && b >= max[axis]);
        if is_aside(from.x, to.x, 0) || is_aside(from.y, to.y, 1) {
            return false;
        }
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

/// True if a ring turns back at a corner, by more than rounding: then it is not convex, which is told without a root.
fn is_bent(corners: &[Coord<f64>], turn: f64, rounding: f64) -> bool {
    let count = corners.len();
    (0..count).any(|at| {
        let (before, here, after) = (corners[at], corners[(at + 1) % count], corners[(at + 2) % count]);
        let (a, b) = (here - before, after - before);
        let back = (a.y * b.x - a.x * b.y) * turn;
        // How far the corner lies behind the line past it.
        back > 0.0 && back * back > 4.0 * rounding * rounding * (b.x * b.x + b.y * b.y)
    })
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

/// The polygons of a shape; none of what is no area.
fn parts(shape: &Geometry) -> &[Polygon<f64>] {
    match shape {
        Geometry::Polygon(polygon) => std::slice::from_ref(polygon),
        Geometry::MultiPolygon(parts) => &parts.0,
        _ => &[],
    }
}

/// The box around a ring, which has corners.
fn around(ring: &[Coord<f64>]) -> Envelope {
    let first = [ring[0].x, ring[0].y];
    ring.iter().fold(Envelope { min: first, max: first }, |Envelope { min, max }, at| Envelope {
        min: [min[0].min(at.x), min[1].min(at.y)],
        max: [max[0].max(at.x), max[1].max(at.y)],
    })
}

/// The rings of an area.
fn rings(area: &[Polygon<f64>]) -> impl Iterator<Item = &LineString<f64>> {
    area.iter().flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()))
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

    fn lies(one: &Geometry, other: &Geometry) -> Option<Lies> {
        Area::of(one).lies_to(&Area::of(other))
    }

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

    #[test]
    fn what_lies_within_a_convex_area_is_cut_unless_it_falls_to_pieces() {
        let comb: Geometry = polygon![
            (x: 0.0, y: 0.0), (x: 3.0, y: 0.0), (x: 3.0, y: 10.0), (x: 7.0, y: 10.0), (x: 7.0, y: 0.0),
            (x: 10.0, y: 0.0), (x: 10.0, y: 14.0), (x: 0.0, y: 14.0),
        ]
        .into();
        let cut = |square: &Geometry| Area::of(square).shared_with(&Area::of(&comb));
        let whole = cut(&square(-1.0, 11.0, 20.0)).unwrap();
        assert_eq!(geo::Area::unsigned_area(&whole), 30.0);
        assert_eq!(cut(&square(-1.0, 4.0, 20.0)), None);
        assert_eq!(cut(&square(3.0, -5.0, 4.0)).unwrap().0, []);
    }

    proptest! {
        #[test]
        fn what_is_cut_is_what_an_overlay_finds(
            x in -30.0..30.0f64, y in -30.0..30.0f64, side in 1.0..25.0f64, bend in 0.1..0.9f64, turn in 0.0..6.0f64,
        ) {
            use geo::{Area as _, BooleanOps, Euclidean, Length, Rotate};
            let zone = polygon![
                (x: 0.0, y: 0.0), (x: 20.0, y: 0.0), (x: 20.0 * bend, y: 20.0 * bend), (x: 0.0, y: 20.0),
            ];
            let Geometry::Polygon(parcel) = square(x, y, side) else { unreachable!() };
            let parcel = parcel.rotate_around_center(turn.to_degrees());
            let found = parcel.intersection(&zone);
            let (lot, zone) = (parcel.into(), zone.into());
            let (lot, zone) = (Area::of(&lot), Area::of(&zone));
            if let (None, None, Some(cut)) = (lot.lies_to(&zone), zone.lies_to(&lot), lot.shared_with(&zone)) {
                prop_assert!((cut.unsigned_area() - found.unsigned_area()).abs() < 1e-4, "{cut:?} {found:?}");
                let around = |shape: &MultiPolygon<f64>| {
                    shape.iter().map(|part| Euclidean.length(part.exterior())).sum::<f64>()
                };
                prop_assert!((around(&cut) - around(&found)).abs() < 1e-3, "{cut:?} {found:?}");
            }
        }

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
