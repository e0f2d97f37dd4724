//! What every store promises: the way each case gets its [`Store`], and what the cases share. The cases lie by subject in
//! `store::stages`, `store::commits` and `store::fields`.

use std::ops::ControlFlow;
use std::sync::{Arc, Mutex};

use anyhow::{Context, Result};
use geo_types::{Geometry, Rect};
use spatial_core::crs::{Crs, Operation};
use spatial_core::layer::{
    Change, Clearance, Door, Draw, Feature, FeatureId, Field, FieldType, GeometryType, Kind, Layer, LayerName,
    Provenance, Revision, Schema, Transaction, Value,
};
use spatial_core::store::{Published, StageMode, Staged, Store, StoreError};

/// Runs each case, a function of this module that takes a fresh [`Store`], on a new GeoPackage and on a new database.
macro_rules! on_every_store {
    ($($case:ident)*) => {
        mod gpkg {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $case() -> anyhow::Result<()> {
                let folder = tempfile::tempdir()?;
                let address = spatial_core::store::StoreAddress::Gpkg(folder.path().join("city.gpkg"));
                super::$case(spatial_core::store::Store::open(&address, true).await?).await
            })*
        }
        mod postgis {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $case() -> anyhow::Result<()> {
                let database = system_tests::cluster::Cluster::shared().database();
                let address = spatial_core::store::PostgisAddress::parse(&database.url())?;
                let address = spatial_core::store::StoreAddress::Postgis(address);
                super::$case(spatial_core::store::Store::open(&address, true).await?).await
            })*
        }
    };
}
pub(crate) use on_every_store;

pub(crate) fn name(text: &str) -> LayerName {
    LayerName::parse(text).expect("tests name layers well")
}

pub(crate) fn field(name: &str, kind: FieldType) -> Field {
    Field::new(name, kind, Clearance::Open)
}

pub(crate) fn parcels(fields: Vec<Field>) -> Layer {
    let schema = Schema { geometry: GeometryType::Mixed, fields };
    let operation = Operation("EPSG:6960".to_owned());
    Layer {
        title: "Thửa đất".to_owned(),
        draw: Draw { min_zoom: 9, class_field: Some("loai".to_owned()) },
        provenance: Provenance {
            sources: vec!["a.geojson".to_owned()],
            who: "lan".to_owned(),
            ..Provenance::default()
        },
        ..Layer::open(name("parcels"), Kind::Parcel, schema, Crs::Epsg(9218), operation)
    }
}

/// Key and number of floors: enough for most cases.
pub(crate) fn two_fields() -> Vec<Field> {
    vec![field("key", FieldType::Text), field("floors", FieldType::Integer)]
}

pub(crate) fn square(at: f64) -> Geometry<f64> {
    Rect::new((at, 0.0), (at + 10.0, 10.0)).to_polygon().into()
}

pub(crate) fn staged(key: &str, floors: i64, at: f64) -> Staged {
    Staged::new(Some(square(at)), values(key, floors))
}

pub(crate) fn values(key: &str, floors: i64) -> Vec<Value> {
    vec![Value::text(key), Value::Integer(floors)]
}

pub(crate) async fn load(
    store: &Store,
    layer: Layer,
    mode: StageMode,
    features: Vec<Staged>,
) -> Result<Published, StoreError> {
    let mut stage = store.stage(layer, mode).await?;
    stage.append(features).await?;
    stage.publish("a test").await
}

pub(crate) async fn three_parcels(store: &Store) -> Result<Revision> {
    let features = vec![staged("a", 1, 0.0), staged("b", 2, 20.0), staged("c", 3, 40.0)];
    Ok(load(store, parcels(two_fields()), StageMode::Create, features).await?.revision)
}

pub(crate) async fn all(store: &Store, layer: &str) -> Result<Vec<Feature>> {
    let found = Arc::new(Mutex::new(Vec::new()));
    let sink = Arc::clone(&found);
    store
        .scan(&name_or_quarantine(layer), move |batch| {
            sink.lock().expect("no other thread panics").extend(batch);
            ControlFlow::Continue(())
        })
        .await?;
    Ok(std::mem::take(&mut *found.lock().expect("no other thread panics")))
}

fn name_or_quarantine(text: &str) -> LayerName {
    text.strip_suffix("_quarantine").map_or_else(|| name(text), |base| name(base).quarantine())
}

pub(crate) async fn layer(store: &Store, wanted: &str) -> Result<Layer> {
    let (_, layers) = store.layers().await?;
    layers.into_iter().find(|layer| layer.name.as_str() == wanted).context("the layer is listed")
}

pub(crate) async fn at(store: &Store, ids: &[u64], revision: Revision) -> Result<Vec<Feature>, StoreError> {
    let ids: Vec<FeatureId> = ids.iter().copied().map(FeatureId).collect();
    store.read(&name("parcels"), &ids, revision).await
}

/// `id=key/floors@version` for each feature.
pub(crate) fn told(features: &[Feature]) -> Vec<String> {
    let one = |feature: &Feature| match feature.values.as_slice() {
        [Value::Text(key), Value::Integer(floors), ..] => format!("{}={key}/{floors}@{}", feature.id, feature.version),
        other => format!("{}={other:?}@{}", feature.id, feature.version),
    };
    features.iter().map(one).collect()
}

pub(crate) fn transaction(changes: Vec<Change>) -> Transaction {
    Transaction {
        who: "minh".to_owned(),
        why: "a test".to_owned(),
        door: Door::Items,
        expected_revision: None,
        expected_layouts: Vec::new(),
        changes,
    }
}

pub(crate) fn insert(key: &str, floors: i64) -> Change {
    Change::insert(name("parcels"), Some(square(60.0)), values(key, floors))
}

pub(crate) fn update(id: u64, expected: Option<Revision>, key: &str, floors: i64) -> Change {
    Change::Update {
        layer: name("parcels"),
        id: FeatureId(id),
        expected,
        geometry: Some(square(80.0)),
        values: values(key, floors),
        links: Vec::new(),
    }
}

pub(crate) fn delete(id: u64, expected: Option<Revision>) -> Change {
    Change::Delete { layer: name("parcels"), id: FeatureId(id), expected }
}
