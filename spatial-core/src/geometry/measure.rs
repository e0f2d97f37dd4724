//! Lengths and areas in the plane of the coordinates: meaningful in a projected system only.

use crate::geometry::Geometry;
use crate::units::{Metres, SquareMetres};

/// Area of a shape in its own grid; 0 for points and lines.
pub fn area(geometry: &Geometry) -> SquareMetres {
    use geo::Area;
    SquareMetres(geometry.unsigned_area())
}

/// Length of a line, or perimeter of a polygon with its holes, in its own grid; 0 for points.
pub fn length(geometry: &Geometry) -> Metres {
    use geo::{Euclidean, Length, LinesIter};
    let summed =
        |lines: &mut dyn Iterator<Item = geo_types::Line<f64>>| Metres(lines.map(|line| Euclidean.length(&line)).sum());
    match geometry {
        Geometry::Point(_) | Geometry::MultiPoint(_) => Metres(0.0),
        Geometry::Line(line) => summed(&mut line.lines_iter()),
        Geometry::LineString(line) => summed(&mut line.lines_iter()),
        Geometry::MultiLineString(lines) => summed(&mut lines.lines_iter()),
        Geometry::Polygon(polygon) => summed(&mut polygon.lines_iter()),
        Geometry::MultiPolygon(polygons) => summed(&mut polygons.lines_iter()),
        Geometry::Rect(rect) => summed(&mut rect.lines_iter()),
        Geometry::Triangle(triangle) => summed(&mut triangle.lines_iter()),
        Geometry::GeometryCollection(members) => members.iter().map(length).fold(Metres(0.0), |sum, next| sum + next),
    }
}

#[cfg(test)]
mod tests {
    use geo_types::{GeometryCollection, line_string, point};
    use sketch::sketch;

    use super::{area, length};
    use crate::geometry::Geometry;

    #[test]
    fn a_perimeter_counts_the_hole_and_an_area_does_not() {
        let frame = sketch!(
            "aaaaa"
            "aaaaa"
            "aaaaa"
            "a aaa"
            "aaaaa"
        );
        let frame = frame.at(0.0, 0.0, 2.0).area('a');
        let street = line_string![(x: 0.0, y: 0.0), (x: 3.0, y: 4.0)];
        let all: Vec<Geometry> = vec![frame.into(), street.into(), point!(x: 1.0, y: 1.0).into()];
        let all = Geometry::GeometryCollection(GeometryCollection(all));
        assert_eq!(area(&all).0, 96.0);
        assert_eq!(length(&all).0, 53.0);
    }
}
