//! Classes of the base map, and the zoom each begins at: a path at zoom 5 is noise, whatever program made the layer.

use crate::layer::GeometryType;

/// What a line or point of a base map is, with the first zoom it is drawn at, the most important first. Areas are merged by size instead.
const LINES: [(&str, u8); 15] = [
    ("country", 0),
    ("province", 4),
    ("motorway", 5),
    ("trunk", 6),
    ("primary", 8),
    ("river", 8),
    ("rail", 9),
    ("secondary", 9),
    ("commune", 9),
    ("tertiary", 11),
    ("canal", 11),
    ("residential", 12),
    ("service", 13),
    ("path", 13),
    ("stream", 13),
];
const POINTS: [(&str, u8); 7] =
    [("city", 4), ("town", 8), ("station", 12), ("peak", 11), ("suburb", 11), ("village", 11), ("hamlet", 13)];

/// The first zoom that draws features of a class in a base map; 0 for areas and for classes nobody agreed on.
pub fn base_zoom(geometry: GeometryType, class: &str) -> u8 {
    let classes: &[(&str, u8)] = match geometry {
        GeometryType::Line => &LINES,
        GeometryType::Point => &POINTS,
        GeometryType::Polygon | GeometryType::Mixed | GeometryType::None => &[],
    };
    classes.iter().find(|(known, _)| *known == class).map_or(0, |(_, zoom)| *zoom)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_residential_area_is_no_residential_road() {
        assert_eq!(base_zoom(GeometryType::Line, "residential"), 12);
        assert_eq!(base_zoom(GeometryType::Polygon, "residential"), 0);
        assert_eq!(base_zoom(GeometryType::Point, "no such class"), 0);
    }
}
