//! What two areas share, and what one of them has for itself, in the plane of their coordinates.
//!
//! How far shapes are apart, and what lies near: `near`. What is done where the library fails: `turned`.
//!
//! The larger one is clipped to the smaller one's box first: the library computes on a grid of 32 bits over both extents, and with a
//! zone 30 km across that grid errs by a thousandth of a square metre and takes 27 times as long. Where one of the two is convex the library
//! is not asked at all (`convex`), unless the other falls to pieces in it: that is a hundred times as fast, and exact.

mod buffer;
mod convex;
mod near;
mod pairs;
mod turned;

use geo::orient::{Direction, Orient};
use geo::{BooleanOps, unary_union};
use geo_types::{LineString, MultiPolygon, Polygon, coord};

use crate::geometry::{Envelope, Geometry, area};
use crate::units::SquareMetres;

pub use buffer::around;
use convex::{Area, Lies};
pub use near::{Way, by_nearest, line_inside, line_near, nearer_than, shortest_way};
pub use pairs::overlapping;
pub use turned::panic_is_caught;

/// The area two shapes share, in their common grid; 0 where one of them is no area, or they only touch. Both must be valid.
pub fn shared_area(one: &Geometry, other: &Geometry) -> SquareMetres {
    area(&shared(one, other))
}

/// The shape two areas share, a multipolygon in their common grid whose outline [`crate::geometry::length`] measures; an empty one where
/// one of them is no area, or they only touch. Both must be valid. Where their edges run along each other it may have parts as thin as
/// the grid of the computation, a 2³¹st of their common box.
pub fn shared(one: &Geometry, other: &Geometry) -> Geometry {
    Prepared::of(one).shared(other)
}

/// An area, valid, that is asked about with many others: what can be known of it alone is found once.
pub struct Prepared<'a> {
    shape: &'a Geometry,
    around: Option<Envelope>,
    area: Area<'a>,
}

impl<'a> Prepared<'a> {
    /// Of a shape.
    pub fn of(shape: &'a Geometry) -> Self {
        Self { shape, around: Envelope::of(shape), area: Area::of(shape) }
    }

    /// As [`shared`].
    pub fn shared(&self, other: &Geometry) -> Geometry {
        let Some(both) = self.around.zip(Envelope::of(other)).and_then(|(a, b)| common_box(a, b)) else {
            return nothing();
        };
        let (this, that) = (&self.area, Area::of(other));
        match (this.lies_to(&that), that.lies_to(this)) {
            (Some(Lies::Within), _) => return whole(self.shape),
            (_, Some(Lies::Within)) => return whole(other),
            (Some(Lies::Beside), _) | (_, Some(Lies::Beside)) => return nothing(),
            (None, None) => {}
        }
        if let Some(cut) = this.shared_with(&that) {
            return cut.into();
        }
        let shapes = [clipped(self.shape, &both), clipped(other, &both)];
        turned::asked(shapes, |[one, other]| one.intersection(other)).into()
    }
}

/// What of one area does not lie in another, a multipolygon likewise.
pub fn rest(one: &Geometry, other: &Geometry) -> Geometry {
    let around = Envelope::of(one);
    match (around.zip(Envelope::of(other)).and_then(|(a, b)| common_box(a, b)), around) {
        (Some(_), Some(around)) => match Area::of(one).lies_to(&Area::of(other)) {
            Some(Lies::Within) => nothing(),
            Some(Lies::Beside) => whole(one),
            None => {
                let shapes = [MultiPolygon(polygons(one)), clipped(other, &around)];
                turned::asked(shapes, |[one, other]| one.difference(other)).into()
            }
        },
        _ => whole(one),
    }
}

/// True if it is certain that areas, all valid, do not lie on one another: their edges may touch. False if they do, or nobody can tell
/// without an overlay. Compares each with each.
pub fn lie_apart(shapes: &[&Geometry]) -> bool {
    let areas: Vec<Area<'_>> = shapes.iter().map(|shape| Area::of(shape)).collect();
    let is_beside =
        |one: &Area<'_>, other: &Area<'_>| [one.lies_to(other), other.lies_to(one)].contains(&Some(Lies::Beside));
    areas.iter().enumerate().all(|(at, one)| areas[at + 1..].iter().all(|other| is_beside(one, other)))
}

/// Areas as one, a multipolygon likewise: what lies in several counts once.
pub fn joined<'a>(shapes: impl IntoIterator<Item = &'a Geometry>) -> Geometry {
    // The library counts how often a ring goes around: all must go the same way.
    let directed = |polygon: Polygon<f64>| polygon.orient(Direction::Default);
    let all: Vec<Polygon<f64>> = shapes.into_iter().flat_map(polygons).map(directed).collect();
    turned::asked([MultiPolygon(all)], |[all]| unary_union(&all.0)).into()
}

fn nothing() -> Geometry {
    MultiPolygon(Vec::new()).into()
}

/// An area as a multipolygon.
fn whole(shape: &Geometry) -> Geometry {
    MultiPolygon(polygons(shape)).into()
}

/// The box two boxes share; none if it has no inside.
fn common_box(a: Envelope, b: Envelope) -> Option<Envelope> {
    let both = Envelope {
        min: [a.min[0].max(b.min[0]), a.min[1].max(b.min[1])],
        max: [a.max[0].min(b.max[0]), a.max[1].min(b.max[1])],
    };
    (both.min[0] < both.max[0] && both.min[1] < both.max[1]).then_some(both)
}

/// The polygons of a shape; none of what is no area.
fn polygons(shape: &Geometry) -> Vec<Polygon<f64>> {
    match shape {
        Geometry::Polygon(polygon) => vec![polygon.clone()],
        Geometry::MultiPolygon(polygons) => polygons.0.clone(),
        Geometry::Rect(rect) => vec![rect.to_polygon()],
        Geometry::Triangle(triangle) => vec![triangle.to_polygon()],
        _ => Vec::new(),
    }
}

/// The polygons of a shape within a box. Parts of a ring along the box may run there and back: they enclose nothing.
fn clipped(shape: &Geometry, bounds: &Envelope) -> MultiPolygon<f64> {
    let within = |polygon: Polygon<f64>| {
        let shell = clipped_ring(polygon.exterior(), bounds)?;
        let holes = polygon.interiors().iter().filter_map(|hole| clipped_ring(hole, bounds));
        Some(Polygon::new(shell, holes.collect()))
    };
    MultiPolygon(polygons(shape).into_iter().filter_map(within).collect())
}

/// A ring within a box, side by side (Sutherland and Hodgman, 1974).
fn clipped_ring(ring: &LineString<f64>, bounds: &Envelope) -> Option<LineString<f64>> {
    let mut points: Vec<[f64; 2]> = ring.0.iter().map(|at| [at.x, at.y]).collect();
    points.pop();
    for axis in 0..2 {
        points = clipped_side(&points, axis, bounds.min[axis], |value, side| value >= side);
        points = clipped_side(&points, axis, bounds.max[axis], |value, side| value <= side);
    }
    (points.len() >= 3).then(|| points.iter().map(|&[x, y]| coord! { x: x, y: y }).collect::<Vec<_>>()).map(
        |mut ring| {
            ring.push(ring[0]);
            LineString(ring)
        },
    )
}

fn clipped_side(ring: &[[f64; 2]], axis: usize, side: f64, is_inside: impl Fn(f64, f64) -> bool) -> Vec<[f64; 2]> {
    let mut kept = Vec::with_capacity(ring.len() + 4);
    for (at, &to) in ring.iter().enumerate() {
        let from = ring[(at + ring.len() - 1) % ring.len()];
        let (was_inside, stays) = (is_inside(from[axis], side), is_inside(to[axis], side));
        if was_inside != stays {
            let share = (side - from[axis]) / (to[axis] - from[axis]);
            let mut crossing = [0.0; 2];
            crossing[axis] = side;
            crossing[1 - axis] = from[1 - axis] + share * (to[1 - axis] - from[1 - axis]);
            kept.push(crossing);
        }
        if stays {
            kept.push(to);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use geo_types::{Rect, line_string, polygon};
    use proptest::prelude::*;

    use super::*;
    use crate::geometry::length;

    fn square(x: f64, y: f64, side: f64) -> Geometry {
        Geometry::Polygon(Rect::new(coord! { x: x, y: y }, coord! { x: x + side, y: y + side }).to_polygon())
    }

    #[test]
    fn squares_share_their_overlap_and_neighbours_nothing() {
        assert_eq!(shared_area(&square(0.0, 0.0, 10.0), &square(6.0, 8.0, 10.0)).0, 8.0);
        assert_eq!(shared_area(&square(0.0, 0.0, 10.0), &square(10.0, 0.0, 10.0)).0, 0.0);
        let line: Geometry = line_string![(x: 0.0, y: 0.0), (x: 9.0, y: 9.0)].into();
        assert_eq!(shared_area(&square(0.0, 0.0, 10.0), &line).0, 0.0);
    }

    #[test]
    fn a_hole_belongs_to_nobody() {
        let frame: Geometry = polygon!(
            exterior: [(x: 0.0, y: 0.0), (x: 10.0, y: 0.0), (x: 10.0, y: 10.0), (x: 0.0, y: 10.0)],
            interiors: [[(x: 2.0, y: 2.0), (x: 8.0, y: 2.0), (x: 8.0, y: 8.0), (x: 2.0, y: 8.0)]],
        )
        .into();
        assert!((shared_area(&frame, &square(1.0, 1.0, 4.0)).0 - 7.0).abs() < 1e-9);
        assert_eq!(shared_area(&frame, &square(3.0, 3.0, 2.0)).0, 0.0);
    }

    #[test]
    fn the_outline_of_what_is_shared_is_that_of_its_parts_alone() {
        // A comb of two teeth over a bar: what lies along the box of both encloses nothing and has no outline.
        let comb: Geometry = polygon![
            (x: 0.0, y: 0.0), (x: 3.0, y: 0.0), (x: 3.0, y: 10.0), (x: 7.0, y: 10.0), (x: 7.0, y: 0.0),
            (x: 10.0, y: 0.0), (x: 10.0, y: 14.0), (x: 0.0, y: 14.0),
        ]
        .into();
        let bar = Geometry::Rect(Rect::new(coord! { x: -5.0, y: 4.0 }, coord! { x: 15.0, y: 6.0 }));
        let both = shared(&comb, &bar);
        assert!((area(&both).0 - 12.0).abs() < 1e-6, "{both:?}");
        assert!((length(&both).0 - 20.0).abs() < 1e-6, "{both:?}");
    }

    #[test]
    fn what_is_shared_and_the_rest_are_the_whole_and_what_is_joined_counts_once() {
        let (one, other) = (square(0.0, 0.0, 10.0), square(6.0, 8.0, 10.0));
        assert!((area(&rest(&one, &other)).0 - 92.0).abs() < 1e-6);
        assert_eq!(area(&rest(&one, &square(20.0, 0.0, 10.0))).0, 100.0);
        assert_eq!(area(&rest(&one, &square(-1.0, -1.0, 12.0))).0, 0.0);
        let Geometry::Polygon(mut turned) = other.clone() else { unreachable!() };
        turned.exterior_mut(|ring| ring.0.reverse());
        for other in [other, turned.into()] {
            assert!((area(&joined([&one, &other])).0 - 192.0).abs() < 1e-6, "{other:?}");
        }
        assert_eq!(area(&joined([])).0, 0.0);
    }

    #[test]
    fn tiles_lie_apart_and_twins_do_not() {
        let tiles = [square(0.0, 0.0, 10.0), square(10.0, 0.0, 10.0), square(0.0, 10.0, 10.0)];
        assert!(lie_apart(&tiles.each_ref()));
        assert!(!lie_apart(&[&tiles[0], &tiles[1], &tiles[0]]));
        assert!(!lie_apart(&[&tiles[0], &square(9.0, 0.0, 10.0)]));
    }

    proptest! {
        #[test]
        fn the_shares_of_a_tiling_add_up(x in 0.0..90.0f64, y in 0.0..90.0f64, side in 0.5..30.0f64) {
            let parcel = square(600_000.0 + x, 1_140_000.0 + y, side);
            let tiles = (0..12).flat_map(|row| (0..12).map(move |column| (row, column)));
            let shares: f64 = tiles
                .map(|(row, column)| square(600_000.0 + f64::from(column) * 10.0, 1_140_000.0 + f64::from(row) * 10.0, 10.0))
                .map(|tile| shared_area(&parcel, &tile).0)
                .sum();
            prop_assert!((shares - side * side).abs() < 1e-5, "{shares} of {}", side * side);
        }
    }
}
