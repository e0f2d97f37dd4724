//! A rectangle in its own reference system, and what of it can be told on the drawing grid.

use geo::Intersects;
use geo_types::{Coord, Rect};

use crate::crs::{Crs, CrsError, Transform, to_drawing};
use crate::geometry::{DrawingBox, Envelope, Geometry};
use crate::query::around::Reach;

/// A rectangle in a reference system.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Within {
    /// The rectangle, easting/longitude first. In degrees its west may be greater than its east: it crosses the antimeridian.
    pub envelope: Envelope,
    /// Its system.
    pub crs: Crs,
}

/// What the drawing grid can say about a rectangle whose sides may be curved on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    /// A shape whose box does not meet this one does not meet the rectangle.
    pub outer: DrawingBox,
    /// A shape with a point in this box meets the rectangle. Absent if the rectangle is too small to tell.
    pub inner: Option<DrawingBox>,
}

/// The exact test of shapes of one reference system against a rectangle of another.
#[derive(Debug, Clone)]
pub struct ExactTest {
    rectangle: Rect<f64>,
    transform: Option<Transform>,
    /// Points and lines may lie beside the rectangle.
    reach: Option<Reach>,
}

/// Points along each side of a rectangle that are transformed to learn how it bends.
const STEPS: u32 = 64;

/// The grid rounds, and transforms there and back differ by less than a unit.
const ROUNDING: u32 = 2;

/// How far an edge can bend away, in units per squared unit: a straight line of one projection is curved in another with at
/// most the curvature of the earth (an eighth of it times the squared length), taken twice to be safe.
const BEND: f64 = 2.0 / 8.0 * std::f64::consts::TAU / 4_294_967_296.0;

impl Within {
    /// The rectangle, or the two halves of one that crosses the antimeridian.
    pub fn parts(&self) -> Vec<Self> {
        let Envelope { min: [west, south], max: [east, north] } = self.envelope;
        if self.crs != Crs::WGS84 || west <= east {
            return vec![*self];
        }
        let half = |west, east| Self { envelope: Envelope { min: [west, south], max: [east, north] }, crs: self.crs };
        vec![half(west, 180.0), half(-180.0, east)]
    }

    /// The rectangle as seen on the drawing grid by shapes whose edges are at most so long (in drawing units).
    /// `None` for local coordinates, which have no place there.
    ///
    /// # Errors
    /// [`CrsError`] if the rectangle leaves the area of its reference system.
    pub fn frame(&self, longest_edge: u32) -> Result<Option<Frame>, CrsError> {
        if self.crs == Crs::Local {
            return Ok(None);
        }
        let sides = self.sides(&Transform::new(self.crs, Crs::WGS84)?)?;
        let mut outer = DrawingBox::EMPTY;
        sides.iter().flatten().for_each(|&point| outer.extend(point));
        let step = outer.max[0].abs_diff(outer.min[0]).max(outer.max[1].abs_diff(outer.min[1])) / STEPS;
        let inner = inside(&sides, bend(step).saturating_add(ROUNDING));
        let margin = bend(step).saturating_add(bend(longest_edge)).saturating_add(ROUNDING);
        let outer = DrawingBox {
            min: outer.min.map(|c| c.saturating_sub(margin)),
            max: outer.max.map(|c| c.saturating_add(margin)),
        };
        Ok(Some(Frame { outer, inner }))
    }

    /// The exact test for shapes in a reference system.
    ///
    /// # Errors
    /// [`CrsError`] if there is no way from there to the rectangle's system.
    pub fn exact_test(&self, shapes: Crs) -> Result<ExactTest, CrsError> {
        let [min, max] = [self.envelope.min, self.envelope.max].map(|[x, y]| Coord { x, y });
        let transform = if shapes == self.crs { None } else { Some(Transform::new(shapes, self.crs)?) };
        Ok(ExactTest { rectangle: Rect::new(min, max), transform, reach: None })
    }

    /// Points along west, east, south and north, on the drawing grid.
    fn sides(&self, transform: &Transform) -> Result<[Vec<[u32; 2]>; 4], CrsError> {
        let Envelope { min: [west, south], max: [east, north] } = self.envelope;
        let between = |from: f64, to: f64, step: u32| from + (to - from) * f64::from(step) / f64::from(STEPS);
        let side = |from: [f64; 2], to: [f64; 2]| {
            let mut points: Vec<[f64; 2]> =
                (0..=STEPS).map(|step| [between(from[0], to[0], step), between(from[1], to[1], step)]).collect();
            transform.apply(&mut points)?;
            Ok(points.into_iter().map(|[lon, lat]| to_drawing(lon, lat)).collect())
        };
        Ok([
            side([west, south], [west, north])?,
            side([east, south], [east, north])?,
            side([west, south], [east, south])?,
            side([west, north], [east, north])?,
        ])
    }
}

impl ExactTest {
    /// True if the shape shares a point with the rectangle, after its vertices were transformed to the rectangle's system.
    /// A shape with a vertex outside the area of that system does not.
    pub fn meets(&self, shape: &Geometry) -> bool {
        let meets = |shape: &Geometry| match &self.reach {
            Some(reach) => reach.meets(&self.rectangle, shape),
            None => self.rectangle.intersects(shape),
        };
        let Some(transform) = &self.transform else { return meets(shape) };
        let there = geo::MapCoords::try_map_coords(shape, |Coord { x, y }| {
            let mut point = [[x, y]];
            transform.apply(&mut point).map(|()| Coord { x: point[0][0], y: point[0][1] })
        });
        there.is_ok_and(|shape| meets(&shape))
    }

    pub(crate) fn reaching(self, reach: Reach) -> Self {
        Self { reach: Some(reach), ..self }
    }
}

/// The box that lies inside all four sides by more than the margin. Drawing y points south.
fn inside([west, east, south, north]: &[Vec<[u32; 2]>; 4], margin: u32) -> Option<DrawingBox> {
    let most = |side: &[[u32; 2]], axis: usize| side.iter().map(|point| point[axis]).max().unwrap_or(u32::MAX);
    let least = |side: &[[u32; 2]], axis: usize| side.iter().map(|point| point[axis]).min().unwrap_or(0);
    let min = [most(west, 0).checked_add(margin)?, most(north, 1).checked_add(margin)?];
    let max = [least(east, 0).checked_sub(margin)?, least(south, 1).checked_sub(margin)?];
    (min[0] <= max[0] && min[1] <= max[1]).then_some(DrawingBox { min, max })
}

/// How far an edge of this length can bend, in drawing units.
fn bend(length: u32) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast saturates, as it should")]
    let units = (f64::from(length).powi(2) * BEND).ceil() as u32;
    units
}

#[cfg(test)]
mod tests {
    use super::*;

    fn within(crs: Crs, min: [f64; 2], max: [f64; 2]) -> Within {
        Within { envelope: Envelope { min, max }, crs }
    }

    #[test]
    fn a_frame_holds_the_rectangle_between_outer_and_inner() {
        for crs in [Crs::WGS84, Crs::WEB_MERCATOR] {
            let (min, max) = match crs {
                Crs::WGS84 => ([107.0, 10.3], [107.1, 10.4]),
                _ => ([11_911_185.0, 1_152_743.0], [11_922_317.0, 1_164_059.0]),
            };
            let frame = within(crs, min, max).frame(0).unwrap().unwrap();
            let inner = frame.inner.unwrap();
            assert!(frame.outer.contains(&inner));
            for axis in 0..2 {
                assert!(frame.outer.max[axis] - inner.max[axis] < 10, "{frame:?}");
                assert!(inner.min[axis] - frame.outer.min[axis] < 10, "{frame:?}");
            }
        }
    }

    #[test]
    fn a_grid_rectangle_bends_on_the_map() {
        let frame =
            within(Crs::Epsg(9218), [420_000.0, 1_140_000.0], [460_000.0, 1_180_000.0]).frame(0).unwrap().unwrap();
        let inner = frame.inner.unwrap();
        assert!(frame.outer.max[0] - inner.max[0] > 1000, "meridian convergence is seen: {frame:?}");
        assert!(frame.outer.contains(&inner));
    }

    #[test]
    fn a_rectangle_across_the_antimeridian_has_two_halves() {
        let across = within(Crs::WGS84, [170.0, -5.0], [-160.0, 5.0]);
        let halves =
            [within(Crs::WGS84, [170.0, -5.0], [180.0, 5.0]), within(Crs::WGS84, [-180.0, -5.0], [-160.0, 5.0])];
        assert_eq!(across.parts(), halves);
        assert_eq!(halves[0].parts(), [halves[0]]);
    }

    #[test]
    fn a_point_has_no_inside() {
        let frame = within(Crs::WGS84, [107.0, 10.3], [107.0, 10.3]).frame(0).unwrap().unwrap();
        assert_eq!(frame.inner, None);
    }

    #[test]
    fn local_coordinates_have_no_frame() {
        assert_eq!(within(Crs::Local, [0.0, 0.0], [1.0, 1.0]).frame(0).unwrap(), None);
    }

    #[test]
    fn touching_is_meeting_and_a_box_alone_is_not() {
        let test = within(Crs::Local, [0.0, 0.0], [10.0, 10.0]).exact_test(Crs::Local).unwrap();
        let triangle =
            |points: [(f64, f64); 3]| Geometry::Polygon(geo_types::Polygon::new(points.to_vec().into(), Vec::new()));
        assert!(test.meets(&triangle([(10.0, 10.0), (12.0, 10.0), (12.0, 12.0)])));
        assert!(!test.meets(&triangle([(9.0, 12.0), (12.0, 9.0), (12.0, 12.0)])));
        assert!(test.meets(&triangle([(-90.0, -90.0), (90.0, -90.0), (0.0, 190.0)])));
    }
}
