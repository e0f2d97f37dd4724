//! Plane geometry of straight lines and quadrilaterals, in metres; only sums, products and square roots, the same on every platform.

use geo_types::Coord;

/// A place on the ground or a step between two, in EPSG:5899.
pub(crate) type PlanePoint = Coord<f64>;

/// A straight line through a place, in a direction.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line {
    pub(crate) from: PlanePoint,
    pub(crate) step: PlanePoint,
}

impl Line {
    /// The line from one place towards another.
    pub(crate) fn through(from: PlanePoint, to: PlanePoint) -> Self {
        Self { from, step: to - from }
    }

    /// The parallel so many metres to the left.
    pub(crate) fn shifted(self, metres: f64) -> Self {
        let left = PlanePoint { x: -self.step.y, y: self.step.x };
        Self { from: self.from + left * (metres / length(self.step)), step: self.step }
    }

    /// Where two lines cross; a place of the first if they are parallel.
    pub(crate) fn crossing(self, other: Self) -> PlanePoint {
        let turn = cross(self.step, other.step);
        if turn == 0.0 {
            return self.from;
        }
        self.from + self.step * (cross(other.from - self.from, other.step) / turn)
    }

    /// How far along the line a place lies, in metres from its beginning.
    pub(crate) fn along(self, place: PlanePoint) -> f64 {
        dot(place - self.from, self.step) / length(self.step)
    }

    /// How far to the left of the line a place lies, in metres.
    pub(crate) fn left(self, place: PlanePoint) -> f64 {
        cross(self.step, place - self.from) / length(self.step)
    }

    /// The place so many metres along.
    pub(crate) fn at(self, metres: f64) -> PlanePoint {
        self.from + self.step * (metres / length(self.step))
    }
}

/// Between two places, so far of the way.
pub(crate) fn between(from: PlanePoint, to: PlanePoint, share: f64) -> PlanePoint {
    from * (1.0 - share) + to * share
}

/// Length of a step.
pub(crate) fn length(step: PlanePoint) -> f64 {
    dot(step, step).sqrt()
}

/// Distance between two places.
pub(crate) fn distance(from: PlanePoint, to: PlanePoint) -> f64 {
    length(to - from)
}

fn dot(a: PlanePoint, b: PlanePoint) -> f64 {
    a.x * b.x + a.y * b.y
}

fn cross(a: PlanePoint, b: PlanePoint) -> f64 {
    a.x * b.y - a.y * b.x
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(x: f64, y: f64) -> PlanePoint {
        PlanePoint { x, y }
    }

    #[test]
    fn lines_cross_where_they_should() {
        let level = Line::through(place(0.0, 2.0), place(10.0, 2.0));
        let steep = Line::through(place(3.0, -5.0), place(3.0, 5.0));
        assert_eq!(level.crossing(steep), place(3.0, 2.0));
        assert_eq!(level.shifted(1.5).crossing(steep), place(3.0, 3.5));
        assert!(
            (level.left(place(4.0, 0.0)) + 2.0).abs() < 1e-12 && (level.along(place(4.0, 0.0)) - 4.0).abs() < 1e-12
        );
    }
}
