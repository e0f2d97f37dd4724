//! Tiles of small worlds, decoded by two decoders that share nothing with the encoder.

use fast_mvt::MvtReaderRef;
use geo_types::{Coord, Geometry, LineString, MultiPoint, MultiPolygon, Point, Polygon};
use proptest::prelude::*;

use super::strict::{StrictFeature, StrictLayer, decode};
use super::*;
use crate::crs::{Crs, Operation};
use crate::geometry::DrawingPoint;
use crate::layer::{
    Audience, Draw, Feature, FeatureId, Field, FieldType, GeometryType, Kind, Layer, LayerName, Provenance, Revision,
    Schema, Value,
};
use crate::snapshot::LayerSnapshot;

/// North-west corner of tile 13/6533/3853, in Vũng Tàu.
const CORNER: DrawingPoint = [6533 << 19, 3853 << 19];

fn layer(name: &str, fields: &[(&str, FieldType, Audience)]) -> Layer {
    let fields = fields.iter().map(|(name, kind, audience)| Field {
        name: (*name).to_owned(),
        kind: *kind,
        audience: *audience,
    });
    Layer {
        name: LayerName::parse(name).unwrap(),
        title: name.to_owned(),
        kind: Kind::Parcel,
        schema: Schema { geometry: GeometryType::Mixed, fields: fields.collect() },
        crs: Crs::WEB_MERCATOR,
        operation: Operation("none".to_owned()),
        draw: Draw { min_zoom: 0, class_field: Some("loai".to_owned()) },
        audience: Audience::Anonymous,
        provenance: Provenance::default(),
        extent: None,
        count: 0,
    }
}

fn parcels() -> Layer {
    let mut layer = layer("parcels", &[("loai", FieldType::Text, Audience::Anonymous)]);
    layer.schema.geometry = GeometryType::Polygon;
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
    let tile = encode([snapshot], coord, Audience::Anonymous, LowZooms::Generalised);
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
        ("so_thua", FieldType::Integer, Audience::Anonymous),
        ("loai", FieldType::Text, Audience::Anonymous),
        ("chu", FieldType::Text, Audience::Staff),
        ("dien_tich", FieldType::Real, Audience::Anonymous),
        ("o_to", FieldType::Boolean, Audience::Anonymous),
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
    let staff = encode([&snapshot], here(16), Audience::Staff, LowZooms::Generalised);
    assert!(decode(&staff.bytes)[0].features[0].tag("chu").is_some(), "staff see more");
}

#[test]
fn layers_of_one_tile_are_named_once_and_hidden_ones_left_out() {
    let shape = || [(polygon(&square(0, 0, 1600)), vec![Value::text("A")])];
    let first = snapshot(&parcels(), shape());
    let mut hidden = parcels();
    (hidden.name, hidden.audience) = (LayerName::parse("an").unwrap(), Audience::Staff);
    let mut late = parcels();
    (late.name, late.draw.min_zoom) = (LayerName::parse("muon").unwrap(), 17);
    let [hidden, late] = [hidden, late].map(|layer| snapshot(&layer, shape()));
    let names = |zoom, audience| {
        let tile = encode([&first, &hidden, &first, &late], here(zoom), audience, LowZooms::Generalised);
        decode(&tile.bytes).into_iter().map(|layer| layer.name).collect::<Vec<_>>()
    };
    assert_eq!(names(16, Audience::Anonymous), ["parcels"]);
    assert_eq!(names(17, Audience::Staff), ["parcels", "an", "muon"]);
}

#[test]
fn what_is_not_there_costs_no_byte() {
    let snapshot = classed([(polygon(&square(0, 0, 1600)), "A")]);
    let far = TileCoord::xyz(16, 1, 1).unwrap();
    let tile = encode([&snapshot], far, Audience::Anonymous, LowZooms::Generalised);
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
fn town(count: i64, side: i64) -> LayerSnapshot {
    classed((0..count * count).map(|at| {
        let class = ["ODT", "CLN", "LUC"][usize::try_from((at * 7 + at / count) % 3).unwrap()];
        (polygon(&square(at % count * side, at / count * side, side)), class)
    }))
}

#[test]
fn a_town_is_never_blank_from_zoom_5_and_every_parcel_is_accounted_for() {
    let town = town(60, 1_200);
    for zoom in 5..=13 {
        let (tile, features) = tile(&town, here(zoom));
        let line = &tile.layers[0];
        assert!(!features.is_empty(), "zoom {zoom}");
        assert_eq!(u64::from(line.features) + line.merged + line.missing, 3_600, "zoom {zoom}");
        let merged: u64 = features.iter().filter_map(|one| one.tag("merged")?.parse::<u64>().ok()).sum();
        assert_eq!(merged, line.merged, "zoom {zoom}");
        assert!(
            features
                .iter()
                .all(|one| one.id.is_some() || one.tags.iter().all(|tag| tag.0 == "loai" || tag.0 == "merged"))
        );
    }
}

#[test]
fn fill_and_drawn_parcels_cover_the_town_without_gaps() {
    // Half of the rows are too small to draw at zoom 11.
    let shapes = (0..40_i64).flat_map(|row| {
        let (side, top) = if row < 20 { (5_120, row * 5_120) } else { (1_024, 20 * 5_120 + (row - 20) * 1_024) };
        (0..102_400 / side).map(move |column| (polygon(&square(column * side, top, side)), "ODT"))
    });
    let snapshot = classed(shapes);
    let (_, features) = tile(&snapshot, here(11));
    assert!(features.iter().any(|one| one.id.is_none()) && features.iter().any(|one| one.id.is_some()));
    let area: i64 = features.iter().map(StrictFeature::twice_area).sum::<i64>() / 2;
    let expected = 200 * (200 + 40);
    assert!((area - expected).abs() < 4 * 16 * 240, "{area} square units of {expected}");
}

#[test]
fn an_audience_that_may_not_see_the_class_gets_one_fill_without_it() {
    let mut layer = parcels();
    layer.schema.fields[0].audience = Audience::Staff;
    let shapes = (0..100).map(|at| {
        (
            polygon(&square(at % 10 * 300, at / 10 * 300, 300)),
            vec![Value::text(["A", "B"][usize::try_from(at % 2).unwrap()])],
        )
    });
    let snapshot = snapshot(&layer, shapes);
    let (_, features) = tile(&snapshot, here(10));
    assert_eq!(features.len(), 1);
    assert_eq!(features[0].tags, [("merged".to_owned(), "100".to_owned())]);
}

#[test]
fn a_dense_layer_stays_within_the_size_rule_and_keeps_its_largest() {
    let town = town(120, 4_096);
    for limit in [30_000, 8_000, 900] {
        let mut encoder = Encoder::default();
        let line = encoder.generalised(&town, here(13), Audience::Anonymous, limit);
        let mut bytes = Vec::new();
        encoder.writer.finish("parcels", &mut bytes);
        let features = &decode(&bytes)[0].features;
        let mut compressor = libdeflater::Compressor::new(libdeflater::CompressionLvl::new(1).unwrap());
        let mut gzipped = vec![0; compressor.gzip_compress_bound(bytes.len())];
        let size = compressor.gzip_compress(&bytes, &mut gzipped).unwrap();
        assert!(size <= limit, "{size} of {limit}");
        assert_eq!(u64::from(line.features) + line.merged + line.missing, 120 * 120);
        assert!(features.iter().any(|one| one.id.is_none()), "what is thinned out is still in the fill");
    }
}

#[test]
fn too_many_lines_are_thinned_and_counted() {
    let lines = (0..3_000_i64).map(|at| {
        let mut line =
            ring(&[[at * 37 % 400_000, at * 91 % 400_000], [at * 37 % 400_000 + 300 + at, at * 91 % 400_000 + 500]]);
        line.0.pop();
        (line.into(), Vec::new())
    });
    let snapshot = snapshot(&layer("ranh", &[]), lines);
    let mut encoder = Encoder::default();
    let line = encoder.generalised(&snapshot, here(13), Audience::Anonymous, 8_000);
    assert!(line.missing > 0 && line.features > 300, "{line:?}");
    assert_eq!(u64::from(line.features) + line.missing, 3_000);
}

fn random_shapes() -> impl Strategy<Value = Vec<Vec<[i64; 2]>>> {
    let corner = prop::array::uniform2(-100_000_i64..200_000);
    let offsets = prop::collection::vec(prop::array::uniform2(-40_000_i64..40_000), 3..9);
    let size = prop::sample::select(vec![1_i64, 10, 100, 1_000, 40_000]);
    let shape = (corner, offsets, size).prop_map(|(corner, offsets, size)| {
        offsets.iter().map(|[x, y]| [corner[0] + x % size, corner[1] + y % size]).collect()
    });
    prop::collection::vec(shape, 1..20)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_feature_is_somewhere_at_zoom_16(shapes in random_shapes()) {
        let snapshot = classed(shapes.iter().map(|shape| (polygon(shape), "A")));
        let mut missing: std::collections::BTreeSet<u64> = snapshot.iter().map(|feature| feature.id()).collect();
        let corner = here(16);
        for x in corner.x() - 3..=corner.x() + 4 {
            for y in corner.y() - 3..=corner.y() + 4 {
                let (tile, features) = tile(&snapshot, TileCoord::xyz(16, x, y).unwrap());
                features.iter().filter_map(|one| one.id).for_each(|id| { missing.remove(&id); });
                prop_assert_eq!(tile.layers[0].missing, 0);
            }
        }
        prop_assert!(missing.is_empty(), "{:?}", missing);
    }

    #[test]
    fn neighbouring_parcels_have_no_gap_between_them_in_any_tile(cut in prop::array::uniform2(-90_000_i64..150_000), zoom in 13_u8..18) {
        // A square cut in two along a slanted line: the two parts fill what the whole fills.
        let (low, high) = (-80_000_i64, 160_000);
        let west = vec![[low, low], [cut[0], low], [cut[1], high], [low, high]];
        let east = vec![[cut[0], low], [high, low], [high, high], [cut[1], high]];
        prop_assume!((low..high).contains(&cut[0]) && (low..high).contains(&cut[1]));
        let parts = classed([(polygon(&west), "A"), (polygon(&east), "A")]);
        let whole = classed([(polygon(&square(low, low, high - low)), "A")]);
        let area = |snapshot: &LayerSnapshot| -> i64 {
            tile(snapshot, here(zoom)).1.iter().map(StrictFeature::twice_area).sum()
        };
        // Only where the cut meets the rim of the tile may the snapped parts differ from the whole, by half a unit there.
        prop_assert!((area(&parts) - area(&whole)).abs() <= 2, "{} {}", area(&parts), area(&whole));
    }

    #[test]
    fn tiles_of_any_shapes_obey_the_specification(shapes in random_shapes(), zoom in 0_u8..=20) {
        let snapshot = classed(shapes.iter().map(|shape| (polygon(shape), "A")));
        let (once, _) = tile(&snapshot, here(zoom));
        let whole = encode([&snapshot], here(zoom), Audience::Anonymous, LowZooms::Whole);
        decode(&whole.bytes);
        prop_assert_eq!(once, Encoder::default().encode([&snapshot], here(zoom), Audience::Anonymous, LowZooms::Generalised));
    }
}

#[test]
fn every_message_code_is_listed() {
    use crate::message::Say;
    let error = TileCoord::xyz(21, 0, 0).unwrap_err();
    assert!(CODES.contains(&error.message().code));
}
