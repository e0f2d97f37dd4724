//! A place and what lies under it: areas that hold it, points and lines within some metres.

use geo::LinesIter;
use geo_types::{Coord, Line, Rect};

use crate::crs::{Crs, CrsError};
use crate::geometry::{Envelope, Geometry};
use crate::query::{ExactTest, Within};

/// WGS 84: semi-major axis in metres, first eccentricity squared.
const SEMI_MAJOR: f64 = 6_378_137.0;
const E2: f64 = 0.006_694_379_990_141_316;

/// A place, and how far from it points and lines still count.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Around {
    /// Longitude and latitude in degrees of WGS 84.
    pub place: [f64; 2],
    /// On the ground, in metres; a few hundred at most, for the earth is taken as flat.
    pub metres: f64,
}

/// Which points and lines count, told in metres east and north of the place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Reach {
    place: Coord<f64>,
    metres: f64,
    /// Metres in a degree of longitude, and of latitude.
    per_degree: [f64; 2],
}

impl Around {
    /// The box that holds all that counts.
    pub fn within(&self) -> Within {
        let per_degree = per_degree(self.place[1]);
        let side = [0, 1].map(|axis| self.metres / per_degree[axis]);
        let corner = |sign: f64| [self.place[0] + sign * side[0], (self.place[1] + sign * side[1]).clamp(-90.0, 90.0)];
        Within { envelope: Envelope { min: corner(-1.0), max: corner(1.0) }, crs: Crs::WGS84 }
    }

    /// The exact test for shapes in a reference system; areas answer it as they answer the rectangle that is this place alone.
    ///
    /// # Errors
    /// [`CrsError`] if there is no way from there to degrees.
    pub fn exact_test(&self, shapes: Crs) -> Result<ExactTest, CrsError> {
        let alone = Within { envelope: Envelope { min: self.place, max: self.place }, crs: Crs::WGS84 };
        let [x, y] = self.place;
        let reach = Reach { place: Coord { x, y }, metres: self.metres, per_degree: per_degree(y) };
        Ok(alone.exact_test(shapes)?.reaching(reach))
    }
}

impl Reach {
    /// True for an area that meets the rectangle, and for points and lines near enough. Coordinates are degrees.
    pub(crate) fn meets(&self, rectangle: &Rect<f64>, shape: &Geometry) -> bool {
        use geo::Intersects;
        match shape {
            Geometry::Polygon(_) | Geometry::MultiPolygon(_) | Geometry::Rect(_) | Geometry::Triangle(_) => {
                rectangle.intersects(shape)
            }
            Geometry::GeometryCollection(parts) => parts.iter().any(|part| self.meets(rectangle, part)),
            Geometry::Point(point) => self.holds(&Line::new(point.0, point.0)),
            Geometry::MultiPoint(points) => points.iter().any(|point| self.holds(&Line::new(point.0, point.0))),
            Geometry::Line(line) => self.holds(line),
            Geometry::LineString(line) => line.lines_iter().any(|line| self.holds(&line)),
            Geometry::MultiLineString(lines) => lines.lines_iter().any(|line| self.holds(&line)),
        }
    }

    /// True if the nearest point of a straight line is near enough.
    fn holds(&self, line: &Line<f64>) -> bool {
        let metres = |point: Coord<f64>| {
            let from = point - self.place;
            Coord { x: from.x * self.per_degree[0], y: from.y * self.per_degree[1] }
        };
        let (a, b) = (metres(line.start), metres(line.end));
        let along = b - a;
        let length = along.x * along.x + along.y * along.y;
        let share = if length > 0.0 { (-(a.x * along.x + a.y * along.y) / length).clamp(0.0, 1.0) } else { 0.0 };
        let nearest = a + along * share;
        nearest.x.hypot(nearest.y) <= self.metres
    }
}

/// Metres in a degree of longitude and of latitude, at a latitude.
fn per_degree(latitude: f64) -> [f64; 2] {
    let (sin, cos) = latitude.to_radians().sin_cos();
    let bend = (1.0 - E2 * sin * sin).sqrt();
    // At the poles a degree of longitude is nothing; a box is asked for all the same.
    let radius = [SEMI_MAJOR / bend * cos.max(1e-6), SEMI_MAJOR * (1.0 - E2) / bend.powi(3)];
    radius.map(|radius| radius.to_radians())
}

#[cfg(test)]
mod tests {
    use geo_types::{LineString, Point, Polygon};

    use super::*;

    /// Vũng Tàu in the grid of zone 107°45′.
    const PLACE: [f64; 2] = [430_000.0, 1_150_000.0];

    fn around(metres: f64) -> Around {
        let mut place = [PLACE];
        crate::crs::Transform::new(Crs::Epsg(5899), Crs::WGS84).unwrap().apply(&mut place).unwrap();
        Around { place: place[0], metres }
    }

    fn at(east: f64, north: f64) -> (f64, f64) {
        (PLACE[0] + east, PLACE[1] + north)
    }

    #[test]
    fn points_and_lines_count_within_metres_on_the_ground() {
        let point = |east, north| Geometry::Point(Point::from(at(east, north)));
        let line =
            |a: (f64, f64), b: (f64, f64)| Geometry::LineString(LineString::from(vec![at(a.0, a.1), at(b.0, b.1)]));
        let test = around(10.0).exact_test(Crs::Epsg(5899)).unwrap();
        for (shape, expected) in [
            (point(9.9, 0.0), true),
            (point(0.0, -9.9), true),
            (point(10.1, 0.0), false),
            (point(0.0, 10.1), false),
            (point(7.2, 7.2), false),
            (line((-500.0, 9.9), (500.0, 9.9)), true),
            (line((-500.0, 10.1), (500.0, 10.1)), false),
            (line((9.0, 0.0), (500.0, 300.0)), true),
        ] {
            assert_eq!(test.meets(&shape), expected, "{shape:?}");
        }
    }

    #[test]
    fn an_area_counts_only_if_it_holds_the_place() {
        let square = |east: f64| {
            let ring = [at(east, -5.0), at(east + 10.0, -5.0), at(east + 10.0, 5.0), at(east, 5.0)];
            Geometry::Polygon(Polygon::new(LineString::from(ring.to_vec()), Vec::new()))
        };
        let test = around(10.0).exact_test(Crs::Epsg(5899)).unwrap();
        assert!(test.meets(&square(-1.0)));
        assert!(!test.meets(&square(1.0)));
    }

    #[test]
    fn the_box_holds_all_that_counts() {
        let Envelope { min, max } = around(100.0).within().envelope;
        let side = [max[0] - min[0], max[1] - min[1]];
        assert!((0.001_8..0.001_9).contains(&side[0]) && (0.001_8..0.001_9).contains(&side[1]), "{side:?}");
        assert!(Around { place: [0.0, 90.0], metres: 10.0 }.within().envelope.max[1] <= 90.0);
    }
}
