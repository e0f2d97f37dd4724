//! Base, base and delta, compacted, and read back from the cached copy: the same features in the same order.

mod legal;
mod rows;
mod sights;

use std::collections::BTreeMap;
use std::sync::Arc;

use geo::CoordsIter;
use geo_types::{Coord, LineString, MultiPoint, MultiPolygon, Point, Polygon, polygon};
use proptest::prelude::*;

use crate::crs::{Crs, Operation};
use crate::generalise::Ranked;
use crate::geometry::{DrawingBox, DrawingPoint, Geometry};
use crate::layer::{
    Clearance, Feature, FeatureId, Field, FieldType, GeometryType, Kind, Layer, LayerName, Position, Revision, Schema,
    Value,
};
use crate::snapshot::touches::Touches;
use crate::snapshot::{FeatureRef, LayerSnapshot, LegalCopy, Ring, Shape, World, cache};

const WORLD: DrawingBox = DrawingBox { min: [0, 0], max: [u32::MAX; 2] };

const FIELDS: [(&str, FieldType); 7] = [
    ("number", FieldType::Integer),
    ("area", FieldType::Real),
    ("use", FieldType::Text),
    ("key", FieldType::Text),
    ("public", FieldType::Boolean),
    ("since", FieldType::Date),
    ("storeys", FieldType::Integer),
];

fn layer(crs: Crs) -> Layer {
    let field = |&(name, kind): &(&str, FieldType)| Field::new(name, kind, Clearance::Open);
    let schema = Schema { geometry: GeometryType::Mixed, fields: FIELDS.iter().map(field).collect() };
    let name = LayerName::parse("parcels").unwrap();
    Layer {
        title: "Thửa đất".to_owned(), ..Layer::open(name, Kind::Parcel, schema, crs, Operation("test".to_owned()))
    }
}

/// A lot of ten corners.
fn lot(lon: f64, lat: f64) -> Polygon<f64> {
    let corner =
        |n: u32| Coord { x: lon + 1e-4 * (f64::from(n) * 0.628).cos(), y: lat + 1e-4 * (f64::from(n) * 0.628).sin() };
    let mut ring: Vec<Coord<f64>> = (0..10).map(corner).collect();
    ring.push(ring[0]);
    Polygon::new(LineString(ring), Vec::new())
}

fn parcel(id: u64) -> Feature {
    let (column, row) = (id % 1000, id / 1000);
    #[expect(clippy::cast_precision_loss, reason = "small numbers")]
    let place = (107.0 + column as f64 * 2e-4, 10.3 + row as f64 * 2e-4);
    Feature {
        id: FeatureId(id),
        version: Revision(1),
        geometry: Some(Geometry::Polygon(lot(place.0, place.1))),
        values: vec![
            Value::Integer(i64::try_from(id % 5000).unwrap()),
            Value::Real(place.0 * place.1),
            Value::text(["ODT", "ONT", "CLN", "LUC", "DGT"][usize::try_from(id % 5).unwrap()]),
            Value::text(format!("26506-{id:07}")),
            Value::Null,
            Value::text(format!("phố {}", id % 200)),
            Value::Integer(i64::try_from(id / 3).unwrap()),
        ],
    }
}

type Plain = (u64, DrawingBox, Option<Shape>, Vec<(Vec<DrawingPoint>, bool)>, Vec<Value>);

fn plain(feature: &FeatureRef<'_>) -> Plain {
    let rings: Vec<_> = feature.rings().map(|Ring { points, is_shell }| (points.to_vec(), is_shell)).collect();
    let values = (0..FIELDS.len()).map(|field| feature.value(field).to_value()).collect();
    (feature.id(), feature.bounds(), (!rings.is_empty()).then(|| feature.shape()), rings, values)
}

fn all(snapshot: &LayerSnapshot) -> Vec<Plain> {
    snapshot.iter().map(|feature| plain(&feature)).collect()
}

fn found(snapshot: &LayerSnapshot, window: &DrawingBox) -> Vec<Plain> {
    let mut hits = Vec::new();
    snapshot.hits(window, &mut hits);
    hits.into_iter().map(|hit| plain(&snapshot.get(hit))).collect()
}

fn strays(snapshot: &LayerSnapshot) -> Vec<u64> {
    let mut ids: Vec<u64> = snapshot.strays().map(|feature| feature.id()).collect();
    ids.sort_unstable();
    ids
}

fn in_a_world(snapshot: &LayerSnapshot) -> World {
    let position = Position { store: "uuid".to_owned(), revision: Revision(7), token: 11, schema_version: 3 };
    let layers = BTreeMap::from([(snapshot.layer.name.clone(), Arc::new(snapshot.clone()))]);
    let (tables, legal) = (BTreeMap::new(), LegalCopy::default());
    World { position, layers, tables, epoch: 0, touches: Touches::default(), legal }
}

fn reloaded(snapshot: &LayerSnapshot) -> LayerSnapshot {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("city.gpkg.diaban-world");
    let world = in_a_world(snapshot);
    world.save(&path).unwrap();
    let loaded = cache::load(&path, &world.position, vec![snapshot.layer.clone()], &LegalCopy::default())
        .expect("a fresh copy is good");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing else is left behind");
    (*loaded.layers[&snapshot.layer.name]).clone()
}

fn build(features: impl Iterator<Item = Feature>) -> LayerSnapshot {
    LayerSnapshot::build(layer(Crs::WGS84), features).unwrap()
}

/// All ways to hold these features agree.
fn check(snapshot: &LayerSnapshot, expected: &BTreeMap<u64, Feature>) {
    let fresh = build(expected.values().cloned());
    let window = DrawingBox { min: WORLD.min, max: fresh.bounds().max.map(|c| c.saturating_sub(20_000)) };
    for held in [snapshot, &snapshot.compacted(), &reloaded(snapshot), &reloaded(&snapshot.compacted())] {
        assert_eq!(all(held), all(&fresh));
        assert_eq!(held.len(), expected.len());
        assert_eq!(found(held, &window), found(&fresh, &window));
        for feature in held.iter() {
            assert_eq!(held.find(FeatureId(feature.id())).map(|found| plain(&found)), Some(plain(&feature)));
            for field in 0..FIELDS.len() {
                assert!(feature.code(field).is_none_or(|code| (code as usize) < held.code_count(field)));
            }
        }
        let is_stray = |id: &u64| expected[id].geometry.as_ref().is_some_and(|shape| shape.coords_count() > 0);
        assert!(strays(held).iter().all(is_stray));
        assert_eq!(strays(held), strays(&fresh));
    }
}

fn geometry() -> impl Strategy<Value = Option<Geometry>> {
    let place = || (107.0..107.1_f64, 10.3..10.4_f64);
    prop_oneof![
        1 => Just(None),
        1 => Just(Some(Geometry::MultiPolygon(MultiPolygon(Vec::new())))),
        1 => Just(Some(Geometry::Point(Point::new(f64::NAN, 10.0)))),
        1 => place().prop_map(|(x, y)| Some(Geometry::Point(Point::new(x, y)))),
        1 => prop::collection::vec(place(), 1..4).prop_map(|points| {
            Some(Geometry::MultiPoint(MultiPoint(points.into_iter().map(|(x, y)| Point::new(x, y)).collect())))
        }),
        1 => prop::collection::vec(place(), 2..5).prop_map(|line| Some(Geometry::LineString(line.into()))),
        4 => place().prop_map(|(x, y)| Some(Geometry::Polygon(lot(x, y)))),
        1 => (place(), place()).prop_map(|((x, y), (u, v))| {
            let hole = lot(x, y).exterior().clone();
            let around = polygon![(x: x - 1e-3, y: y - 1e-3), (x: x + 1e-3, y: y - 1e-3), (x: x, y: y + 1e-3)];
            let around = Polygon::new(around.exterior().clone(), vec![hole]);
            Some(Geometry::MultiPolygon(MultiPolygon(vec![around, lot(u, v)])))
        }),
    ]
}

fn values() -> impl Strategy<Value = Vec<Value>> {
    (any::<i64>(), -1e9..1e9_f64, 0..4_usize, any::<u32>(), prop::option::of(any::<bool>()), 0..3_i64).prop_map(
        |(number, area, which, key, public, storeys)| {
            vec![
                Value::Integer(number),
                Value::Real(area),
                [Value::Null, Value::text("đất ở"), Value::text(""), Value::text("LUC")][which].clone(),
                Value::text(key.to_string()),
                public.map_or(Value::Null, Value::Boolean),
                Value::Null,
                Value::Integer(storeys),
            ]
        },
    )
}

/// New content, or the end of a feature.
type Edit = Option<(Option<Geometry>, Vec<Value>)>;

/// What one commit writes, by id.
/// Does edits to what is expected. Which features they touch, ascending, and what is there of these now.
fn applied(
    edits: Vec<(u64, Edit)>,
    revision: Revision,
    expected: &mut BTreeMap<u64, Feature>,
) -> (Vec<FeatureId>, Vec<Feature>) {
    let edits: BTreeMap<u64, Edit> = edits.into_iter().collect();
    let touched = edits.keys().copied().map(FeatureId).collect();
    for (id, edit) in edits.clone() {
        match edit {
            Some((geometry, values)) => {
                expected.insert(id, Feature { id: FeatureId(id), version: revision, geometry, values })
            }
            None => expected.remove(&id),
        };
    }
    (touched, edits.keys().filter_map(|id| expected.get(id)).cloned().collect())
}

fn edits() -> impl Strategy<Value = Vec<(u64, Edit)>> {
    prop::collection::vec((1..60_u64, prop::option::weighted(0.8, (geometry(), values()))), 0..12)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn however_it_came_about_the_features_are_the_same(
        first in edits(), later in prop::collection::vec((edits(), any::<bool>()), 0..4)
    ) {
        let mut expected = BTreeMap::new();
        let mut snapshot = build(std::iter::empty());
        for (number, (edits, compact)) in std::iter::once((first, true)).chain(later).enumerate() {
            let revision = Revision(number as u64 + 1);
            let (touched, now) = applied(edits, revision, &mut expected);
            snapshot = if number == 0 { build(expected.values().cloned()) } else { snapshot.edited(&touched, &now, revision) };
            if compact {
                snapshot = snapshot.compacted();
            }
        }
        check(&snapshot, &expected);
    }
}

#[test]
fn a_layer_of_many_blocks_is_edited_and_put_back_in_order() {
    let count = 140_000;
    let mut expected: BTreeMap<u64, Feature> = (1..=count).map(|id| (id * 2, parcel(id * 2))).collect();
    let mut snapshot = build(expected.values().cloned());
    assert_eq!(snapshot.base, 3);
    assert_eq!(snapshot.code_count(3), 0, "keys never repeat and have no dictionary");
    assert_eq!(snapshot.code_count(5), 100);
    let untouched = Arc::clone(&snapshot.parts[2].block);

    let touched: Vec<FeatureId> = (1..3000).map(FeatureId).chain([FeatureId(count * 2)]).collect();
    for &FeatureId(id) in &touched {
        match id % 4 {
            0 => drop(expected.remove(&id)),
            _ => drop(expected.insert(id, parcel(id * 7))),
        }
        if let Some(feature) = expected.get_mut(&id) {
            feature.id = FeatureId(id);
        }
    }
    let now: Vec<Feature> = touched.iter().filter_map(|id| expected.get(&id.0)).cloned().collect();
    snapshot = snapshot.edited(&touched, &now, Revision(2));
    assert!(snapshot.is_dirty());
    assert_eq!(all(&snapshot).len(), expected.len());

    let once = snapshot.compacted();
    assert!(!once.is_dirty(), "the dirtiest block held nearly all edits");
    assert_eq!(once.edits(), 1, "the last block waits: only one in eight blocks, at least one, is rewritten at a time");
    assert!(once.parts.iter().any(|part| Arc::ptr_eq(&part.block, &untouched)), "clean blocks are shared");
    let twice = once.compacted();
    assert_eq!(twice.edits(), 0);
    let fresh = build(expected.values().cloned());
    for held in [&snapshot, &once, &twice, &reloaded(&once)] {
        assert!(all(held) == all(&fresh));
    }
}

#[test]
fn appended_features_fill_new_blocks() {
    let mut snapshot = build((1..=60_000).map(parcel));
    let now: Vec<Feature> = (60_001..=72_000).map(parcel).collect();
    let touched: Vec<FeatureId> = now.iter().map(|feature| feature.id).collect();
    snapshot = snapshot.edited(&touched, &now, Revision(2)).compacted();
    assert_eq!((snapshot.base, snapshot.parts.len(), snapshot.len()), (2, 2, 72_000));
    assert!(snapshot.iter().map(|feature| feature.id()).eq(1..=72_000));
}

#[test]
fn a_parcel_takes_less_than_250_bytes() {
    let count = 100_000;
    let snapshot = build((1..=count).map(parcel));
    let each = snapshot.memory_bytes() / usize::try_from(count).unwrap();
    assert!((100..200).contains(&each), "{each} bytes a parcel");
}

#[test]
fn an_edit_stamps_the_ground_it_left_and_the_ground_it_took() {
    let (here, there) = (parcel(1), parcel(900_000));
    let snapshot = build([here.clone()].into_iter());
    let before = snapshot.find(here.id).unwrap().bounds();
    let moved = Feature { id: here.id, ..there };
    let snapshot = snapshot.edited(&[here.id], &[moved], Revision(5));
    let after = snapshot.find(here.id).unwrap().bounds();
    assert!(!before.intersects(&after));
    assert_eq!((snapshot.ground(&before), snapshot.ground(&after)), (Revision(5), Revision(5)));
    assert_eq!(snapshot.ground(&DrawingBox { min: [0, 0], max: [9, 9] }), Revision(0));
    assert_eq!(found(&snapshot, &before), []);
}

#[test]
fn what_is_kept_in_order_follows_an_edit() {
    let rank = |feature: &FeatureRef<'_>| Ranked {
        id: feature.id(),
        bounds: feature.bounds(),
        first: u8::from(feature.id() == 3),
        size: 0,
        begins: u8::from(feature.id() == 1),
    };
    let told = |snapshot: &LayerSnapshot, zoom| {
        let mut ids: Vec<u64> = snapshot.in_order(false, rank).within(WORLD, zoom).map(|one| one.id).collect();
        let first = ids[0];
        ids.sort_unstable();
        (first, ids)
    };
    let before = build((1..=4).map(parcel));
    assert_eq!([0, 1].map(|zoom| told(&before, zoom)), [(3, vec![2, 3, 4]), (3, vec![1, 2, 3, 4])]);
    let after = before.edited(&[FeatureId(2), FeatureId(9)], &[parcel(9)], Revision(8));
    assert_eq!(told(&after, 1), (3, vec![1, 3, 4, 9]));
    assert_eq!(told(&before, 1).1, [1, 2, 3, 4]);
}

#[test]
fn local_layers_are_held_without_shapes() {
    let snapshot = LayerSnapshot::build(layer(Crs::Local), (1..=3).map(parcel)).unwrap();
    assert_eq!((snapshot.len(), strays(&snapshot)), (3, vec![1, 2, 3]));
    assert_eq!(found(&snapshot, &WORLD), []);
    assert_eq!(snapshot.find(FeatureId(2)).unwrap().bounds(), DrawingBox::EMPTY);
}

#[test]
fn collapsed_rings_keep_a_point_and_repeats_are_left_out() {
    let spot = polygon![(x: 107.0, y: 10.0), (x: 107.0, y: 10.0), (x: 107.0 + 1e-12, y: 10.0), (x: 107.0, y: 10.0)];
    let step = polygon![(x: 107.0, y: 10.0), (x: 107.1, y: 10.0), (x: 107.1, y: 10.0), (x: 107.0, y: 10.1), (x: 107.0, y: 10.0)];
    let feature = |id, shape| Feature { id: FeatureId(id), geometry: Some(Geometry::Polygon(shape)), ..parcel(1) };
    let snapshot = build([feature(1, spot), feature(2, step)].into_iter());
    let lengths: Vec<usize> = snapshot.iter().map(|feature| feature.points().len()).collect();
    assert_eq!(lengths, [1, 3]);
}

#[test]
fn a_vertex_nobody_can_place_costs_one_shape() {
    let stray = Feature { id: FeatureId(2), geometry: Some(Geometry::Point(Point::new(f64::NAN, 10.0))), ..parcel(2) };
    let snapshot = build([parcel(1), stray, parcel(3)].into_iter());
    let drawn: Vec<u64> = found(&snapshot, &WORLD).into_iter().map(|feature| feature.0).collect();
    assert_eq!((drawn, snapshot.len()), (vec![1, 3], 3));
}

#[test]
fn only_what_lies_somewhere_and_cannot_be_drawn_is_a_stray() {
    let shape = |id, geometry| Feature { id: FeatureId(id), geometry, ..parcel(id) };
    let nowhere = || Some(Geometry::Point(Point::new(f64::NAN, 10.0)));
    let empty = || Some(Geometry::MultiPolygon(MultiPolygon(Vec::new())));
    let first = [parcel(1), shape(2, None), shape(3, nowhere()), shape(4, empty()), shape(5, nowhere())];
    let snapshot = build(first.into_iter());
    assert_eq!(strays(&snapshot), [3, 5]);
    let mut without: Vec<u64> = snapshot.without_geometry().map(|feature| feature.id()).collect();
    without.sort_unstable();
    assert_eq!(without, [2, 4]);
    let touched = [FeatureId(2), FeatureId(3), FeatureId(6)];
    let snapshot = snapshot.edited(&touched, &[shape(2, nowhere()), shape(3, None), shape(6, nowhere())], Revision(2));
    for held in [&snapshot, &snapshot.compacted(), &reloaded(&snapshot), &reloaded(&snapshot.compacted())] {
        assert_eq!(strays(held), [2, 5, 6]);
    }
}

#[test]
fn a_damaged_cached_copy_is_never_believed() {
    let snapshot = build((1..=20).map(parcel)).edited(&[FeatureId(3)], &[], Revision(2));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("copy");
    let world = in_a_world(&snapshot);
    world.save(&path).unwrap();
    let good = std::fs::read(&path).unwrap();
    let load = |position: &Position| cache::load(&path, position, vec![snapshot.layer.clone()], &LegalCopy::default());
    assert!(load(&world.position).is_some());
    for elsewhere in [
        Position { store: "another".to_owned(), ..world.position.clone() },
        Position { revision: Revision(8), ..world.position.clone() },
        Position { token: 12, ..world.position.clone() },
        Position { schema_version: 4, ..world.position.clone() },
    ] {
        assert!(load(&elsewhere).is_none());
    }
    for at in 0..good.len() {
        let mut bad = good.clone();
        bad[at] ^= 0x10;
        std::fs::write(&path, &bad).unwrap();
        assert!(load(&world.position).is_none(), "byte {at} of {}", good.len());
    }
    for length in (0..good.len()).step_by(37) {
        std::fs::write(&path, &good[..length]).unwrap();
        assert!(load(&world.position).is_none(), "{length} of {} bytes", good.len());
    }
}
