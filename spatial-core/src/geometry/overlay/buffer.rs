//! All that lies within some metres of a shape: the corridor along a line, the circle around a point.

use geo::Buffer;

use crate::geometry::{Geometry, joined};
use crate::units::Metres;

/// A multipolygon in the shape's own grid, round at corners and ends; of an area with no distance the area itself. Where parts of the
/// corridor lie on one another they count once.
pub fn around(shape: &Geometry, distance: Metres) -> Geometry {
    if distance.0 > 0.0 { shape.buffer(distance.0).into() } else { joined([shape]) }
}

#[cfg(test)]
mod tests {
    use geo_types::line_string;

    use super::*;
    use crate::geometry::area;

    #[test]
    fn a_corridor_is_as_wide_as_asked_for_and_counts_its_crossing_once() {
        let road: Geometry = line_string![(x: 600_000.0, y: 1_140_000.0), (x: 600_100.0, y: 1_140_000.0)].into();
        let corridor = area(&around(&road, Metres(10.0))).0;
        assert!((corridor - (2000.0 + std::f64::consts::PI * 100.0)).abs() < 10.0, "{corridor}");
        let crossing: Geometry = geo_types::MultiLineString(vec![
            line_string![(x: 0.0, y: 0.0), (x: 100.0, y: 0.0)],
            line_string![(x: 50.0, y: -50.0), (x: 50.0, y: 50.0)],
        ])
        .into();
        let both = area(&around(&crossing, Metres(5.0))).0;
        assert!((both - (1900.0 + 2.0 * std::f64::consts::PI * 25.0)).abs() < 5.0, "{both}");
    }
}
