//! The shapes of a KML document (OGC 12-007r2, clause 10): polygons, lines and points, whatever folder or placemark they stand in. Heights,
//! styles and what is elsewhere on the web are not read.

use geo_types::{Coord, LineString, Point, Polygon};
use roxmltree::{Document, Node, ParsingOptions};
use spatial_core::geometry::Geometry;

/// Elements and texts of a document: a body of some megabytes holds no more that mean something.
const MOST_NODES: u32 = 200_000;

/// Its shapes in degrees; `None` if it is no KML, or a shape of it cannot be read.
pub(super) fn shapes(text: &str) -> Option<Vec<Geometry>> {
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text.trim_start_matches('\u{feff}'), options).ok()?;
    if document.root_element().tag_name().name() != "kml" {
        return None;
    }
    let shape = |node: Node<'_, '_>| match node.tag_name().name() {
        "Polygon" => Some(polygon(node).map(Geometry::from)),
        "LineString" => Some(line(node).map(Geometry::from)),
        "Point" => Some(line(node).and_then(|line| Some(Point(*line.0.first()?).into()))),
        _ => None,
    };
    document.descendants().filter_map(shape).collect()
}

fn polygon(node: Node<'_, '_>) -> Option<Polygon<f64>> {
    let ring = |side: Node<'_, '_>| side.descendants().find(|node| is(*node, "LinearRing")).and_then(line);
    let shell = ring(node.children().find(|side| is(*side, "outerBoundaryIs"))?)?;
    let holes = node.children().filter(|side| is(*side, "innerBoundaryIs"));
    Some(Polygon::new(shell, holes.map(ring).collect::<Option<_>>()?))
}

/// `longitude,latitude[,height]`, between blanks.
fn line(node: Node<'_, '_>) -> Option<LineString<f64>> {
    let text = node.children().find(|child| is(*child, "coordinates"))?.text()?;
    let place = |tuple: &str| {
        let mut numbers = tuple.split(',').map(|number| number.trim().parse::<f64>().ok().filter(|n| n.is_finite()));
        Some(Coord { x: numbers.next()??, y: numbers.next()?? })
    };
    let places: Vec<Coord<f64>> = text.split_whitespace().map(place).collect::<Option<_>>()?;
    (!places.is_empty()).then_some(LineString(places))
}

fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn polygons_lines_and_points_are_read_wherever_they_stand() {
        let text = "\u{feff}<?xml version=\"1.0\"?><kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document><Folder><Placemark><name>a</name>
            <MultiGeometry><Polygon><outerBoundaryIs><LinearRing><coordinates>107.1,10.3,0 107.2,10.3,0
            107.2,10.4,0 107.1,10.3,0</coordinates></LinearRing></outerBoundaryIs><innerBoundaryIs><LinearRing><coordinates>
            107.15,10.31 107.16,10.31 107.16,10.32 107.15,10.31</coordinates></LinearRing></innerBoundaryIs></Polygon>
            <LineString><coordinates>107.1,10.3 107.2,10.4</coordinates></LineString></MultiGeometry></Placemark>
            <Placemark><Point><coordinates>107.1,10.3</coordinates></Point></Placemark></Folder></Document></kml>";
        let found = shapes(text).unwrap();
        let [Geometry::Polygon(polygon), Geometry::LineString(line), Geometry::Point(point)] = found.as_slice() else {
            panic!("{found:?}")
        };
        assert_eq!((polygon.exterior().0.len(), polygon.interiors().len(), line.0.len()), (4, 1, 2));
        assert_eq!(point.0, Coord { x: 107.1, y: 10.3 });
    }

    #[test]
    fn what_is_no_kml_or_lacks_a_number_is_refused() {
        for bad in [
            "",
            "{}",
            "<gpx/>",
            "<kml><Point><coordinates>107.1</coordinates></Point></kml>",
            "<kml><Point><coordinates>a,b</coordinates></Point></kml>",
            "<kml><Point><coordinates>NaN,1</coordinates></Point></kml>",
            "<kml><Polygon/></kml>",
            "<!DOCTYPE kml [<!ENTITY a \"b\">]><kml>&a;</kml>",
        ] {
            assert!(shapes(bad).is_none(), "{bad}");
        }
        assert_eq!(shapes("<kml/>"), Some(Vec::new()));
    }
}
