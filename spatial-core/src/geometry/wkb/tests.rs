//! Bytes as other programs write them, and bytes that nobody should have written.

use geo_types::{Geometry, GeometryCollection, LineString, MultiPoint, MultiPolygon, Point, Polygon};
use geozero::{CoordDimensions, ToGeo, ToWkb};
use proptest::prelude::{Strategy, any, prop, prop_oneof, proptest};

use super::{MAX_DEPTH, WkbError, WkbNotes, envelope, read, read_noted, read_with_heights, write, write_with};
use crate::geometry::{Envelope, Heights};

fn written(geometry: &Geometry<f64>) -> Vec<u8> {
    let mut bytes = Vec::new();
    write(geometry, &mut bytes);
    bytes
}

fn hex(text: &str) -> Vec<u8> {
    (0..text.len()).step_by(2).map(|i| u8::from_str_radix(&text[i..i + 2], 16).unwrap()).collect()
}

#[test]
fn heights_measures_and_srids_are_dropped() {
    let expected = Geometry::Point(Point::new(1.0, 2.0));
    let (one, two, nine) = ("000000000000f03f", "0000000000000040", "0000000000002240");
    for (bytes, has_more) in [
        (format!("0101000000{one}{two}"), false),
        ("00000000013ff00000000000004000000000000000".to_owned(), false),
        (format!("01e9030000{one}{two}{nine}"), true),
        (format!("01d1070000{one}{two}{nine}"), true),
        (format!("01b90b0000{one}{two}{nine}{nine}"), true),
        (format!("0101000080{one}{two}{nine}"), true),
        (format!("01010000c0{one}{two}{nine}{nine}"), true),
        (format!("0101000020e6100000{one}{two}"), false),
        (format!("01010000a0e6100000{one}{two}{nine}"), true),
    ] {
        let (geometry, notes) = read_noted(&hex(&bytes)).unwrap();
        assert_eq!(geometry, expected, "{bytes}");
        assert_eq!(notes.has_dropped_dimensions, has_more, "{bytes}");
    }
}

#[test]
fn an_open_ring_is_closed_and_noted() {
    let square = LineString::from(vec![(0.0, 0.0), (1.0, 0.0), (1.0, 1.0)]);
    let mut bytes = written(&Geometry::LineString(square.clone()));
    // A polygon of one ring: another type, and a count of rings before the count of points.
    bytes.splice(1..5, [3, 0, 0, 0, 1, 0, 0, 0]);
    let (geometry, notes) = read_noted(&bytes).unwrap();
    assert_eq!(geometry, Geometry::Polygon(Polygon::new(square, Vec::new())));
    assert_eq!(notes, WkbNotes { has_closed_ring: true, has_dropped_dimensions: false });
}

#[test]
fn heights_are_read_where_they_are_asked_for_and_measures_are_not() {
    let (one, two, nine) = ("000000000000f03f", "0000000000000040", "0000000000002240");
    for (bytes, height, has_dropped) in [
        (format!("0101000000{one}{two}"), None, false),
        (format!("01e9030000{one}{two}{nine}"), Some(9.0), false),
        (format!("01d1070000{one}{two}{nine}"), None, true),
        (format!("01b90b0000{one}{two}{nine}{one}"), Some(9.0), true),
        (format!("01010000a0e6100000{one}{two}{nine}"), Some(9.0), false),
    ] {
        let (geometry, heights, notes) = read_with_heights(&hex(&bytes)).unwrap();
        assert_eq!(geometry, Geometry::Point(Point::new(1.0, 2.0)), "{bytes}");
        assert_eq!(heights.map(|found| found.as_slice()[0]), height, "{bytes}");
        assert_eq!(notes.has_dropped_dimensions, has_dropped, "{bytes}");
    }
}

#[test]
fn the_corner_that_closes_a_ring_has_the_height_of_the_first() {
    let ring: Geometry<f64> = LineString::from(vec![(0.0, 0.0), (1.0, 0.0), (1.0, 1.0)]).into();
    let mut bytes = Vec::new();
    write_with(&ring, Heights::of(&ring, vec![5.0, 6.0, 7.0]).as_ref(), &mut bytes);
    // A polygon of one ring: another type, and a count of rings before the count of points.
    bytes.splice(1..5, [0xeb, 3, 0, 0, 1, 0, 0, 0]);
    let (_, heights, notes) = read_with_heights(&bytes).unwrap();
    assert_eq!(heights.unwrap().as_slice(), [5.0, 6.0, 7.0, 5.0]);
    assert!(notes.has_closed_ring);
}

#[test]
fn empty_shapes_have_no_envelope() {
    let empty_point = hex("0101000000000000000000f87f000000000000f87f");
    assert_eq!(read(&empty_point).unwrap(), Geometry::MultiPoint(MultiPoint(Vec::new())));
    assert_eq!(envelope(&empty_point).unwrap(), None);
    for empty in [
        Geometry::LineString(LineString(Vec::new())),
        Geometry::Polygon(Polygon::new(LineString(Vec::new()), Vec::new())),
        Geometry::MultiPolygon(MultiPolygon(Vec::new())),
        Geometry::GeometryCollection(GeometryCollection(Vec::new())),
    ] {
        let bytes = written(&empty);
        assert_eq!(read(&bytes).unwrap(), empty);
        assert_eq!(envelope(&bytes).unwrap(), None);
    }
}

#[test]
fn a_lying_count_costs_nothing() {
    for kind in 2..=7u8 {
        let lie = [1, kind, 0, 0, 0, 0xff, 0xff, 0xff, 0xff];
        assert!(matches!(read(&lie), Err(WkbError::Truncated { .. })));
        assert!(matches!(envelope(&lie), Err(WkbError::Truncated { .. })));
    }
}

#[test]
fn what_is_no_simple_feature_is_refused() {
    assert!(matches!(read(&[]), Err(WkbError::Truncated { at: 0 })));
    assert!(matches!(read(&[7, 1, 0, 0, 0]), Err(WkbError::NoByteOrder { at: 0 })));
    assert!(matches!(read(&[1, 8, 0, 0, 0, 0, 0, 0, 0]), Err(WkbError::UnsupportedType { code: 8 })));
    // A multipolygon whose member is a point.
    let mut odd = vec![1, 6, 0, 0, 0, 1, 0, 0, 0];
    odd.extend(written(&Geometry::Point(Point::new(1.0, 2.0))));
    assert!(matches!(read(&odd), Err(WkbError::UnsupportedType { code: 1 })));
    let mut deep = Geometry::Point(Point::new(1.0, 2.0));
    for _ in 0..=MAX_DEPTH {
        deep = Geometry::GeometryCollection(GeometryCollection(vec![deep]));
    }
    let deep = written(&deep);
    assert!(matches!(read(&deep), Err(WkbError::TooDeep)));
    assert!(read(&deep[9..]).is_ok());
}

fn line(least: usize) -> impl Strategy<Value = LineString<f64>> {
    prop::collection::vec((-1e6..1e6, -1e6..1e6), least..12).prop_map(LineString::from)
}

fn polygon() -> impl Strategy<Value = Polygon<f64>> {
    (line(3), prop::collection::vec(line(3), 0..3)).prop_map(|(shell, holes)| Polygon::new(shell, holes))
}

fn shape() -> impl Strategy<Value = Geometry<f64>> {
    let simple = prop_oneof![
        (-1e6..1e6, -1e6..1e6).prop_map(|(x, y)| Geometry::Point(Point::new(x, y))),
        line(2).prop_map(Geometry::LineString),
        polygon().prop_map(Geometry::Polygon),
        line(1).prop_map(|line| Geometry::MultiPoint(line.0.into_iter().map(Point).collect())),
        prop::collection::vec(line(2), 1..4).prop_map(|lines| Geometry::MultiLineString(lines.into_iter().collect())),
        prop::collection::vec(polygon(), 1..4).prop_map(|parts| Geometry::MultiPolygon(MultiPolygon(parts))),
    ];
    simple.prop_recursive(3, 12, 4, |inner| {
        prop::collection::vec(inner, 1..4).prop_map(|parts| Geometry::GeometryCollection(GeometryCollection(parts)))
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read_by_us_and_by_geozero(shape in shape()) {
        let bytes = written(&shape);
        assert_eq!(read(&bytes).unwrap(), shape);
        assert_eq!(geozero::wkb::Wkb(&bytes).to_geo().unwrap(), shape);
        assert_eq!(read(&shape.to_wkb(CoordDimensions::xy()).unwrap()).unwrap(), shape);
        assert_eq!(read(&shape.to_ewkb(CoordDimensions::xy(), Some(9218)).unwrap()).unwrap(), shape);
        assert_eq!(envelope(&bytes).unwrap(), Envelope::of(&shape));
    }

    #[test]
    fn heights_come_back_bit_by_bit(shape in shape()) {
        let heights = (0_u32..).map(f64::from).take(geo::CoordsIter::coords_count(&shape)).collect();
        let heights = Heights::of(&shape, heights);
        let mut bytes = Vec::new();
        write_with(&shape, heights.as_ref(), &mut bytes);
        assert_eq!(read_with_heights(&bytes).unwrap(), (shape.clone(), heights, WkbNotes::default()));
        assert_eq!(read(&bytes).unwrap(), shape);
        assert_eq!(geozero::wkb::Wkb(&bytes).to_geo().unwrap(), shape);
    }

    #[test]
    fn cut_or_mutated_bytes_never_panic(shape in shape(), cut in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(), to in any::<u8>()) {
        let mut bytes = written(&shape);
        let short = &bytes[..cut.index(bytes.len())];
        assert!(read(short).is_err() && envelope(short).is_err());
        let at = at.index(bytes.len());
        bytes[at] = to;
        assert!(read(&bytes).is_err() || envelope(&bytes).is_ok());
    }

    #[test]
    fn any_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = (read(&bytes), read_with_heights(&bytes), envelope(&bytes));
    }
}
