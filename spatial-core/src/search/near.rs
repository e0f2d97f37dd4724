//! How near features are to the place one looks at.

use crate::crs::from_drawing;
use crate::geometry::{DrawingBox, DrawingPoint};

/// A drawing unit at the equator in metres.
const UNIT_M: f64 = 40_075_016.686 / 4_294_967_296.0;

/// A place on the drawing grid, and how far it is from there to others.
#[derive(Debug, Clone, Copy)]
pub struct Near {
    place: DrawingPoint,
    metres_a_unit: f64,
}

impl Near {
    /// Distances are true near the place.
    pub fn new(place: DrawingPoint) -> Self {
        Self { place, metres_a_unit: UNIT_M * from_drawing(place).1.to_radians().cos() }
    }

    /// Metres to the middle of a box, about.
    pub fn metres_to(self, bounds: &DrawingBox) -> f64 {
        if bounds.min[0] > bounds.max[0] {
            return f64::INFINITY;
        }
        let middle = [bounds.min[0].midpoint(bounds.max[0]), bounds.min[1].midpoint(bounds.max[1])];
        let [dx, dy] = [0, 1].map(|axis| f64::from(middle[axis].abs_diff(self.place[axis])));
        dx.hypot(dy) * self.metres_a_unit
    }

    /// What being near is worth: 80 here, half of it a kilometre away.
    pub(crate) fn worth(self, bounds: &DrawingBox) -> i64 {
        #[expect(clippy::cast_possible_truncation, reason = "at most 80")]
        let worth = (80.0 / (1.0 + self.metres_to(bounds) / 1000.0)) as i64;
        worth
    }
}
