//! Tiles of small worlds, decoded by two decoders that share nothing with the encoder.

mod another_encoder;
mod any_shapes;
mod low;
mod values;

use fast_mvt::MvtReaderRef;
use geo_types::{Coord, Geometry, LineString, MultiPoint, MultiPolygon, Point, Polygon};

use super::strict::{StrictFeature, StrictLayer, decode};
use super::*;
use crate::crs::{Crs, Operation};
use crate::geometry::DrawingPoint;
use crate::layer::{
    Audience, Clearance, Draw, Feature, FeatureId, Field, FieldRole, FieldType, GeometryType, Kind, Layer, LayerName,
    Revision, Schema, Unit, Value,
};
use crate::snapshot::LayerSnapshot;

/// North-west corner of tile 13/6533/3853, in Vũng Tàu.
const CORNER: DrawingPoint = [6533 << 19, 3853 << 19];

fn layer(name: &str, fields: &[(&str, FieldType, Audience)]) -> Layer {
    let fields = fields.iter().map(|(name, kind, audience)| {
        Field::new(*name, *kind, if *audience == Audience::STAFF { Clearance::Staff } else { Clearance::Open })
    });
    let schema = Schema { geometry: GeometryType::Mixed, fields: fields.collect() };
    let (name, operation) = (LayerName::parse(name).unwrap(), Operation("none".to_owned()));
    Layer {
        draw: Draw { min_zoom: 0, class_field: Some("loai".to_owned()) },
        ..Layer::open(name, Kind::Feature, schema, Crs::WEB_MERCATOR, operation)
    }
}

fn parcels() -> Layer {
    let mut layer = layer("parcels", &[("loai", FieldType::Text, Audience::ANONYMOUS)]);
    layer.schema.geometry = GeometryType::Polygon;
    layer.kind = Kind::Parcel;
    layer
}

/// A point of the drawing grid in Web Mercator metres.
fn metres(point: [i64; 2]) -> Coord<f64> {
    let world = 2.0 * 20_037_508.342_789_244;
    let part = |axis: usize| point[axis] as f64 / 4_294_967_296.0 * world - world / 2.0;
    Coord { x: part(0), y: -part(1) }
}

/// A ring by its drawing units from [`CORNER`].
fn ring(points: &[[i64; 2]]) -> LineString<f64> {
    let mut line: Vec<Coord<f64>> =
        points.iter().map(|[x, y]| metres([i64::from(CORNER[0]) + x, i64::from(CORNER[1]) + y])).collect();
    line.push(line[0]);
    LineString(line)
}

fn square(x: i64, y: i64, side: i64) -> Vec<[i64; 2]> {
    vec![[x, y], [x + side, y], [x + side, y + side], [x, y + side]]
}

fn polygon(points: &[[i64; 2]]) -> Geometry<f64> {
    Polygon::new(ring(points), Vec::new()).into()
}

fn snapshot(layer: &Layer, shapes: impl IntoIterator<Item = (Geometry<f64>, Vec<Value>)>) -> LayerSnapshot {
    let features = (1..).zip(shapes).map(|(id, (geometry, values))| Feature {
        id: FeatureId(id),
        version: Revision(1),
        geometry: Some(geometry),
        values,
    });
    LayerSnapshot::build(layer.clone(), features).unwrap()
}

fn classed(shapes: impl IntoIterator<Item = (Geometry<f64>, &'static str)>) -> LayerSnapshot {
    snapshot(&parcels(), shapes.into_iter().map(|(shape, class)| (shape, vec![Value::text(class)])))
}

/// Encodes, decodes twice, compares what both decoders say.
fn tile(snapshot: &LayerSnapshot, coord: TileCoord) -> (Tile, Vec<StrictFeature>) {
    let tile = encode([snapshot], coord, Audience::ANONYMOUS, LowZooms::Generalised);
    let layers = decode(&tile.bytes);
    let reader = MvtReaderRef::new(&tile.bytes).unwrap();
    let other: Vec<_> = reader
        .layers()
        .flat_map(|layer| {
            layer.features().map(|one| (one.id(), one.properties_vec().unwrap().len())).collect::<Vec<_>>()
        })
        .collect();
    for layer in reader.layers() {
        for feature in layer.features() {
            feature.geometry().expect("the other decoder reads it too");
        }
    }
    let features: Vec<StrictFeature> = layers.into_iter().flat_map(|layer: StrictLayer| layer.features).collect();
    assert_eq!(other, features.iter().map(|one| (one.id, one.tags.len())).collect::<Vec<_>>());
    (tile, features)
}

fn here(zoom: u8) -> TileCoord {
    TileCoord::at(zoom, CORNER)
}

#[test]
fn a_small_tile_reads_as_expected() {
    let fields = [
        ("so_thua", FieldType::Integer, Audience::ANONYMOUS),
        ("loai", FieldType::Text, Audience::ANONYMOUS),
        ("chu", FieldType::Text, Audience::STAFF),
        ("dien_tich", FieldType::Real, Audience::ANONYMOUS),
        ("o_to", FieldType::Boolean, Audience::ANONYMOUS),
    ];
    let with_hole = Polygon::new(ring(&square(0, 0, 1600)), vec![ring(&square(160, 160, 320))]);
    let line =
        LineString(vec![metres(CORNER.map(i64::from)), metres([i64::from(CORNER[0]) + 160, i64::from(CORNER[1])])]);
    let points =
        MultiPoint(vec![Point(metres(CORNER.map(i64::from))), Point(metres(CORNER.map(|part| i64::from(part) + 32)))]);
    let snapshot = snapshot(
        &layer("thua", &fields),
        [
            (
                with_hole.into(),
                vec![
                    Value::Integer(7),
                    Value::text("ODT"),
                    Value::text("Đỗ Thị Đào"),
                    Value::Real(93.5),
                    Value::Boolean(true),
                ],
            ),
            (line.into(), vec![Value::Integer(-7), Value::text("ODT"), Value::Null, Value::Null, Value::Null]),
            (points.into(), vec![Value::Null; 5]),
        ],
    );
    let (_, features) = tile(&snapshot, here(16));
    let lines: Vec<String> =
        features.iter().map(|one| format!("{:?} {} {:?} {:?}", one.id, one.kind, one.parts, one.tags)).collect();
    let expected = [
        r#"Some(1) 3 [[[0, 0], [100, 0], [100, 100], [0, 100]], [[10, 10], [10, 30], [30, 30], [30, 10]]] [("so_thua", "7"), ("loai", "\"ODT\""), ("dien_tich", "93.5"), ("o_to", "true")]"#,
        r#"Some(2) 2 [[[0, 0], [10, 0]]] [("so_thua", "-7"), ("loai", "\"ODT\"")]"#,
        r#"Some(3) 1 [[[0, 0], [2, 2]]] []"#,
    ];
    assert_eq!(lines, expected);
    let staff = encode([&snapshot], here(16), Audience::STAFF, LowZooms::Generalised);
    assert!(decode(&staff.bytes)[0].features[0].tag("chu").is_some(), "staff see more");
}

#[test]
fn layers_of_one_tile_are_named_once_and_hidden_ones_left_out() {
    let shape = || [(polygon(&square(0, 0, 1600)), vec![Value::text("A")])];
    let first = snapshot(&parcels(), shape());
    let mut hidden = parcels();
    (hidden.name, hidden.clearance) = (LayerName::parse("an").unwrap(), Clearance::Staff);
    let mut late = parcels();
    (late.name, late.draw.min_zoom) = (LayerName::parse("muon").unwrap(), 17);
    let [hidden, late] = [hidden, late].map(|layer| snapshot(&layer, shape()));
    let names = |zoom, audience| {
        let tile = encode([&first, &hidden, &first, &late], here(zoom), audience, LowZooms::Generalised);
        decode(&tile.bytes).into_iter().map(|layer| layer.name).collect::<Vec<_>>()
    };
    assert_eq!(names(16, Audience::ANONYMOUS), ["parcels"]);
    assert_eq!(names(17, Audience::STAFF), ["parcels", "an", "muon"]);
}

#[test]
fn what_is_not_there_costs_no_byte() {
    let snapshot = classed([(polygon(&square(0, 0, 1600)), "A")]);
    let far = TileCoord::xyz(16, 1, 1).unwrap();
    let tile = encode([&snapshot], far, Audience::ANONYMOUS, LowZooms::Generalised);
    assert!(tile.is_empty());
    assert_eq!(tile.layers[0].missing, 0);
}

#[test]
fn a_parcel_too_small_to_draw_is_the_smallest_triangle_from_zoom_16() {
    for (x, y) in [(1, 1), ((1 << 16) - 1, (1 << 16) - 1), (0, 0)] {
        let snapshot = classed([(polygon(&square(x, y, 2)), "A")]);
        for zoom in [16, 17] {
            let place = CORNER.map(i64::from);
            let at = TileCoord::at(zoom, [u32::try_from(place[0] + x).unwrap(), u32::try_from(place[1] + y).unwrap()]);
            let (_, features) = tile(&snapshot, at);
            assert_eq!(features.iter().map(StrictFeature::twice_area).collect::<Vec<_>>(), [1], "{at}");
        }
    }
    let snapshot = classed([(polygon(&square(1, 1, 2)), "A")]);
    assert_eq!(tile(&snapshot, here(15)).0.layers[0].missing, 1);
    assert_eq!(tile(&snapshot, here(13)).0.layers[0].merged, 1);
}

#[test]
fn a_sliver_over_many_tiles_is_in_each_tile_it_crosses() {
    let snapshot = classed([(polygon(&[[100, 100], [300_000, 103], [300_000, 104], [100, 102]]), "A")]);
    for east in 0..4 {
        let coord = TileCoord::xyz(16, here(16).x() + east, here(16).y()).unwrap();
        assert_eq!(tile(&snapshot, coord).1.len(), 1, "{coord}");
    }
}

#[test]
fn inside_a_hole_there_is_nothing() {
    let big = 1 << 20;
    let donut = Polygon::new(ring(&square(-big, -big, 3 * big)), vec![ring(&square(-big / 2, -big / 2, 2 * big))]);
    let snapshot = classed([(donut.into(), "A")]);
    assert!(tile(&snapshot, here(16)).1.is_empty());
    let rim = TileCoord::at(16, [CORNER[0] - (1 << 20) * 3 / 4, CORNER[1]]);
    assert_eq!(tile(&snapshot, rim).1[0].twice_area(), 2 * 4224 * 4224);
}

#[test]
fn a_multipolygon_keeps_its_parts_and_their_holes() {
    let first = Polygon::new(ring(&square(0, 0, 1600)), vec![ring(&square(160, 160, 320))]);
    let second = Polygon::new(ring(&square(3200, 0, 1600)), vec![ring(&square(3360, 160, 160))]);
    let snapshot = classed([(MultiPolygon(vec![first, second]).into(), "A")]);
    let (_, features) = tile(&snapshot, here(16));
    let areas: Vec<i64> = features[0]
        .parts
        .iter()
        .map(|ring| StrictFeature { parts: vec![ring.clone()], ..features[0].clone() }.twice_area())
        .collect();
    assert_eq!(areas, [20_000, -800, 20_000, -200]);
}

#[test]
fn shapes_at_the_ends_of_the_world_are_drawn() {
    let last = i64::from(u32::MAX);
    let [left, top] = CORNER.map(i64::from);
    let world = [[-left, -top], [last - left, -top], [last - left, last - top], [-left, last - top]];
    let snapshot = classed([(polygon(&world), "A")]);
    for zoom in [0, 3, 14, 20] {
        for corner in [[0, 0], [u32::MAX, 0], [u32::MAX; 2]] {
            let (_, features) = tile(&snapshot, TileCoord::at(zoom, corner));
            assert!(features[0].twice_area() >= 2 * 4095 * 4095, "{zoom} {corner:?}");
        }
    }
}

#[test]
fn a_line_that_leaves_and_returns_has_several_parts() {
    let size = 1 << 16;
    let points = [[100, 100], [size + 5_000, 100], [size + 5_000, 3_000], [100, 3_000]];
    let mut line = ring(&points);
    line.0.pop();
    let snapshot = snapshot(&layer("ranh", &[]), [(line.into(), Vec::new())]);
    let (_, features) = tile(&snapshot, here(16));
    assert_eq!(features[0].parts.len(), 2);
    let (tile_14, _) = tile(&snapshot, here(14));
    assert_eq!(tile_14.layers[0].missing, 0);
}

#[test]
fn a_line_of_one_point_is_one_unit_long_from_zoom_16() {
    let mut short = ring(&[[8, 8], [9, 9]]);
    short.0.pop();
    let snapshot = snapshot(&layer("ranh", &[]), [(short.into(), Vec::new())]);
    assert_eq!(tile(&snapshot, here(16)).1[0].parts, [[[1, 1], [2, 1]]]);
    assert_eq!(tile(&snapshot, here(15)).0.layers[0].missing, 1);
}

/// A field of parcels, `side` wide, without gaps.
#[test]
fn every_message_code_is_listed() {
    use crate::message::Say;
    let error = TileCoord::xyz(21, 0, 0).unwrap_err();
    assert!(CODES.contains(&error.message().code));
}
