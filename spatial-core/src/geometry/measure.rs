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

/// Twice the area by the perimeter: of a strip about how wide it is; 0 of what is no area.
pub fn mean_width(geometry: &Geometry) -> Metres {
    wide(area(geometry), length(geometry))
}

/// An area less the parts of it that are thinner on the mean than a width.
pub fn thick(geometry: Geometry, width: Metres) -> Geometry {
    use geo::{Area, Euclidean, Length, LinesIter};
    let Geometry::MultiPolygon(mut parts) = geometry else { return geometry };
    parts.0.retain(|part| {
        let around: f64 = part.lines_iter().map(|line| Euclidean.length(&line)).sum();
        wide(SquareMetres(part.unsigned_area()), Metres(around)) >= width
    });
    Geometry::MultiPolygon(parts)
}

fn wide(area: SquareMetres, around: Metres) -> Metres {
    Metres(if around.0 > 0.0 { 2.0 * area.0 / around.0 } else { 0.0 })
}

#[cfg(test)]
mod tests {
    use geo_types::{GeometryCollection, line_string, point};
    use sketch::sketch;

    use super::{area, length, mean_width, thick};
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

    #[test]
    fn a_strip_is_as_wide_as_it_is_and_thin_parts_are_left_out() {
        let strip = |width: f64| geo_types::Rect::new([0.0, 0.0], [1000.0, width]).to_polygon();
        assert!((mean_width(&strip(0.1).into()).0 - 0.1).abs() < 1e-4);
        assert_eq!(mean_width(&point!(x: 1.0, y: 1.0).into()).0, 0.0);
        let both = Geometry::MultiPolygon(geo_types::MultiPolygon(vec![strip(0.1), strip(2.0)]));
        assert!((area(&thick(both, crate::units::Metres(1.0))).0 - 2000.0).abs() < 1e-9);
    }
}
