//! The world keeps step with the store: commits, appends and replaced layers; and starts from its cached copy.

use std::path::Path;
use std::sync::Arc;

use spatial_core::crs::{Crs, Operation};
use spatial_core::geometry::{DrawingBox, Geometry};
use spatial_core::layer::{
    Audience, Change, Clearance, Feature, FeatureId, Field, FieldType, GeometryType, Kind, Layer, LayerName, Revision,
    Schema, Value,
};
use spatial_core::snapshot::{LayerSnapshot, LegalCopy, Loading, World};
use spatial_core::store::{Quarantined, StageMode, Staged, Store, StoreAddress};
use spatial_core::tiles::{LowZooms, TileCoord, encode};

use crate::store::contract::transaction;

const WORLD: DrawingBox = DrawingBox { min: [0, 0], max: [u32::MAX; 2] };

pub(crate) fn name(text: &str) -> LayerName {
    LayerName::parse(text).expect("a layer name")
}

/// A parcel layer in VN-2000 (EPSG:9218) with a public number, a public use and a private holder.
pub(crate) fn layer(title: &str) -> Layer {
    let fields = vec![
        Field::new("number", FieldType::Integer, Clearance::Open),
        Field::new("use", FieldType::Text, Clearance::Open),
        Field::new("holder", FieldType::Text, Clearance::Staff),
    ];
    let schema = Schema { geometry: GeometryType::Polygon, fields };
    Layer::open(name(title), Kind::Parcel, schema, Crs::Epsg(9218), Operation("EPSG:6960".to_owned()))
}

/// The values of parcel number `n`; every third is garden land.
pub(crate) fn values(n: i64) -> Vec<Value> {
    let used = if n % 3 == 0 { "CLN" } else { "ODT" };
    vec![Value::Integer(n), Value::text(used), Value::text(format!("Nguyễn Văn {n}"))]
}

/// The square of parcel number `n`, 18 m wide, on a grid of 20 m, 20 in a row.
pub(crate) fn square(n: i64) -> Geometry {
    #[expect(clippy::cast_precision_loss, reason = "small numbers")]
    let (x, y) = (430_000.0 + (n % 20) as f64 * 20.0, 1_150_000.0 + (n / 20) as f64 * 20.0);
    geo_types::Rect::new((x, y), (x + 18.0, y + 18.0)).to_polygon().into()
}

/// A new store with `count` parcels, numbered from 1 as their ids are.
pub(crate) async fn store_with(path: &Path, count: i64) -> Store {
    let store = Store::open(&StoreAddress::Gpkg(path.to_owned()), true).await.expect("a new store opens");
    fill(&store, layer("parcels"), StageMode::Create, 1..=count).await;
    store
}

pub(crate) async fn fill(store: &Store, layer: Layer, mode: StageMode, numbers: impl Iterator<Item = i64>) {
    let mut stage = store.stage(layer, mode).await.expect("a stage begins");
    let staged = |n| Staged::new(Some(square(n)), values(n));
    stage.append(numbers.map(staged).collect()).await.expect("parcels are staged");
    stage.publish("test").await.expect("the layer is published");
}

async fn commit(store: &Store, changes: Vec<Change>) -> Revision {
    store.commit(transaction(changes)).await.expect("a commit").revision
}

fn update(id: u64, n: i64) -> Change {
    Change::Update {
        layer: name("parcels"),
        id: FeatureId(id),
        expected: None,
        geometry: Some(square(n)),
        values: values(n),
        links: Vec::new(),
    }
}

fn delete(id: u64) -> Change {
    Change::Delete { layer: name("parcels"), id: FeatureId(id), expected: None }
}

fn insert(n: i64) -> Change {
    Change::insert(name("parcels"), Some(square(n)), values(n))
}

fn parcels(world: &World) -> &Arc<LayerSnapshot> {
    world.layer(&name("parcels"), Audience::ANONYMOUS).expect("the layer is there")
}

/// All that tiles could tell of a layer, and what they do tell.
fn told(world: &World) -> (Vec<String>, Vec<(TileCoord, Vec<u8>)>) {
    let fields = 0..3;
    let feature = |feature: spatial_core::snapshot::FeatureRef<'_>| {
        let values: Vec<_> = fields.clone().map(|field| feature.value(field)).collect();
        format!("{} {:?} {:?} {values:?}", feature.id(), feature.bounds(), feature.points())
    };
    (parcels(world).iter().map(feature).collect(), tiles(parcels(world)))
}

/// All tiles of zooms 0 to 16 that meet the layer.
fn tiles(layer: &LayerSnapshot) -> Vec<(TileCoord, Vec<u8>)> {
    let around = layer.bounds();
    let of_zoom = |zoom: u8| {
        let (first, last) = (TileCoord::at(zoom, around.min), TileCoord::at(zoom, around.max));
        let columns = first.x()..=last.x();
        columns.flat_map(move |x| (first.y()..=last.y()).map(move |y| TileCoord::xyz(zoom.into(), x, y)))
    };
    let coords = (0..=16).flat_map(of_zoom).map(|coord| coord.expect("inside the grid"));
    let tile = |coord| (coord, encode([layer], coord, Audience::STAFF, LowZooms::Generalised).bytes);
    coords.map(tile).filter(|(_, bytes)| !bytes.is_empty()).collect()
}

async fn agrees_with_a_fresh_reading(world: &World, store: &Store) {
    let fresh = World::read(store).await.expect("the store is read");
    assert_eq!(world.position(), fresh.position());
    assert!(told(world) == told(&fresh), "features or tiles differ");
    assert_eq!(parcels(world).layer(), parcels(&fresh).layer());
}

#[tokio::test]
async fn the_world_follows_commits_appends_and_replaced_layers() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store_with(&folder.path().join("city.gpkg"), 300).await;
    fill(&store, layer("others"), StageMode::Create, 1..=5).await;
    let first = World::read(&store).await.expect("the store is read");
    assert_eq!(parcels(&first).len(), 300);
    assert!(first.follow(&store).await.expect("nothing to follow").is_none());

    let place = parcels(&first).find(FeatureId(7)).expect("parcel 7").bounds();
    let revision = commit(&store, vec![update(7, 1007), delete(8), insert(1009)]).await;
    let second = first.follow(&store).await.expect("the feed is read").expect("there is news");
    assert_eq!(second.revision(), revision);
    agrees_with_a_fresh_reading(&second, &store).await;
    assert_eq!(second.ground(&name("parcels"), Audience::ANONYMOUS, &place), revision);
    assert!(second.ground(&name("others"), Audience::ANONYMOUS, &WORLD) < revision);
    let shared = |world: &World| Arc::clone(world.layer(&name("others"), Audience::ANONYMOUS).expect("others"));
    assert!(Arc::ptr_eq(&shared(&first), &shared(&second)), "what did not change is shared");

    commit(&store, (20..120).map(|id| update(id, 2000 + i64::try_from(id).expect("small"))).collect()).await;
    let third = second.follow(&store).await.expect("the feed is read").expect("there is news");
    agrees_with_a_fresh_reading(&third, &store).await;

    fill(&store, layer("parcels"), StageMode::Append, 5000..=5099).await;
    let fourth = third.follow(&store).await.expect("the feed is read").expect("there is news");
    agrees_with_a_fresh_reading(&fourth, &store).await;
    assert_eq!(parcels(&fourth).len(), 400);

    fill(&store, layer("parcels"), StageMode::Replace, 1..=10).await;
    let fifth = fourth.follow(&store).await.expect("the feed is read").expect("there is news");
    agrees_with_a_fresh_reading(&fifth, &store).await;
    assert_eq!(parcels(&fifth).len(), 10);
    assert_eq!(parcels(&first).len(), 300, "an old world stays what it was");
}

#[tokio::test]
async fn edits_are_put_back_into_the_base_until_there_is_nothing_to_do() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store_with(&folder.path().join("city.gpkg"), 300).await;
    let mut world = World::read(&store).await.expect("the store is read");
    for round in 0..6 {
        commit(&store, (1..30).map(|id| update(id + round, 3000 + i64::try_from(id).expect("small"))).collect()).await;
        while let Some(next) = world.follow(&store).await.expect("the feed is read") {
            world = next;
        }
    }
    agrees_with_a_fresh_reading(&world, &store).await;
}

#[tokio::test]
async fn the_next_start_is_from_the_cached_copy() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("city.gpkg");
    let store = store_with(&path, 300).await;
    let copy = World::cache_path(&path);
    assert_eq!(copy.file_name().and_then(|name| name.to_str()), Some("city.gpkg.diaban-world"));
    let built = World::open(&store, Some(copy.clone())).await.expect("the store is read");
    let written = std::fs::metadata(&copy).expect("the copy is there").modified().expect("a time");
    let loaded = World::open(&store, Some(copy.clone())).await.expect("the copy is read");
    assert!(told(&loaded) == told(&built), "features or tiles differ");
    let kept = std::fs::metadata(&copy).expect("the copy is there").modified().expect("a time");
    assert_eq!(kept, written, "a good copy is not written again");

    commit(&store, vec![delete(1)]).await;
    let newer = World::open(&store, Some(copy.clone())).await.expect("the store is read");
    assert_eq!(parcels(&newer).len(), 299, "a copy of another revision is not believed");
    agrees_with_a_fresh_reading(&newer, &store).await;
}

#[tokio::test]
async fn quarantine_is_in_the_world_for_staff_only() {
    let folder = tempfile::tempdir().expect("a folder");
    let store =
        Store::open(&StoreAddress::Gpkg(folder.path().join("city.gpkg")), true).await.expect("a new store opens");
    let mut stage = store.stage(layer("parcels"), StageMode::Create).await.expect("a stage begins");
    let record = Quarantined {
        file: "parcels.geojson".to_owned(),
        record: 1,
        key: None,
        code: "ring-too-few-points".to_owned(),
        field: None,
        place: None,
        record_json: "{}".to_owned(),
    };
    stage.append(vec![Staged::new(Some(square(1)), values(1))]).await.expect("staged");
    stage.quarantine(vec![record]).await.expect("put aside");
    stage.publish("test").await.expect("published");
    let world = World::read(&store).await.expect("the store is read");
    let seen = |audience| world.layers(audience).map(|layer| layer.layer().name.to_string()).collect::<Vec<_>>();
    assert_eq!(seen(Audience::ANONYMOUS), ["parcels"]);
    assert_eq!(seen(Audience::STAFF), ["parcels", "parcels_quarantine"]);
    let quarantine = name("parcels").quarantine();
    let item = |audience| world.item(&store, &quarantine, FeatureId(1), audience);
    assert!(item(Audience::ANONYMOUS).await.is_err());
    let kept: Option<Feature> = item(Audience::STAFF).await.expect("staff may look");
    assert!(kept.is_some());
}

#[tokio::test]
async fn a_world_read_anew_is_of_another_epoch_and_one_that_follows_is_not() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join("city.gpkg");
    let store = store_with(&path, 10).await;
    let world = World::open(&store, Some(World::cache_path(&path))).await.expect("the world is read");
    let cached = World::open(&store, Some(World::cache_path(&path))).await.expect("the copy is read");
    let read = World::read(&store).await.expect("the world is read");
    assert!(world.epoch() != cached.epoch() && cached.epoch() != read.epoch() && world.epoch() != read.epoch());
    fill(&store, layer("more"), StageMode::Create, 1..=5).await;
    let next = world.follow(&store).await.expect("the store is read").expect("there is news");
    assert_eq!(next.epoch(), world.epoch());
}

#[tokio::test]
async fn who_waits_for_a_world_hears_how_far_it_has_come() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store_with(&folder.path().join("city.gpkg"), 10).await;
    fill(&store, layer("more"), StageMode::Create, 1..=5).await;
    let loading = Arc::new(Loading::default());
    assert_eq!((loading.layers(), loading.finished(), loading.features()), (0, 0, 0));
    let world = World::open_showing(&store, None, &loading, LegalCopy::default()).await.expect("the world is read");
    let layers = world.layers(Audience::STAFF).count();
    let features: usize = world.layers(Audience::STAFF).map(|layer| layer.len()).sum();
    assert_eq!((loading.layers(), loading.finished(), loading.features()), (layers, layers, features as u64));
}
