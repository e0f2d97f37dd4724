//! A request that needs a model gets it with the World it is true for, or is told to come back.

use std::collections::BTreeMap;

use spatial_core::crs::{Crs, Operation};
use spatial_core::layer::{GeometryType, Kind, Layer, LayerName, Schema, Touched};
use spatial_core::models::Model;
use spatial_core::search::Finder;
use spatial_core::snapshot::LegalCopy;
use spatial_core::store::StoreAddress;
use tempfile::TempDir;

use super::models::KeptModel;
use super::*;

/// Counts layers; panics when there are too many.
#[derive(Debug, PartialEq)]
struct Count(usize);

impl Model for Count {
    type Settings = usize;

    const NAME: &'static str = "count";

    fn build(world: &World, most: &usize) -> Self {
        let layers = world.whole_layers().count();
        assert!(layers <= *most, "too many layers");
        Self(layers)
    }

    fn follow(&self, _: &World, now: &World, _: &BTreeMap<LayerName, Touched>, most: &usize) -> Option<Self> {
        Some(Self::build(now, most))
    }

    fn memory_bytes(&self) -> usize {
        size_of::<Self>()
    }
}

/// A server of a store with one layer, which keeps a model that bears two.
async fn server() -> (TempDir, Arc<Served>) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&StoreAddress::Gpkg(folder.path().join("city.gpkg")), true).await.unwrap();
    declare(&store, "first").await;
    let settings = Settings::read(None, std::iter::empty()).unwrap();
    let models = Models::of([(|_: &Settings| KeptModel::new::<Count>(2)) as _].into_iter(), &settings);
    let folded = Folded { site: Site::default(), models, chores: Vec::new(), legal: LegalCopy::default() };
    let served = Served::new(store, Vec::new(), None, settings, folded).unwrap();
    served.put(Arc::new(World::read(&served.store).await.unwrap()));
    (folder, Arc::new(served))
}

async fn declare(store: &Store, name: &str) -> Revision {
    let schema = Schema { geometry: GeometryType::None, fields: Vec::new() };
    let operation = Operation("EPSG:6960".to_owned());
    let layer = Layer::open(LayerName::parse(name).unwrap(), Kind::Feature, schema, Crs::Epsg(9218), operation);
    store.declare(&[layer], "diaban", "a test").await.unwrap().revision
}

/// The next World, seen by requests.
async fn follow(served: &Served) {
    let next = served.world().unwrap().follow(&served.store).await.unwrap().unwrap();
    served.put(Arc::new(next));
}

/// Brings all models to the World that is served.
async fn advance(served: &Served) {
    served.models.keeper::<Count>().unwrap().advance(served.world().unwrap()).await;
}

#[tokio::test]
async fn who_asks_for_a_model_gets_it_with_its_world() {
    let (_folder, served) = server().await;
    let (held, ()) = tokio::join!(served.held::<Count>(None), advance(&served));
    let held = held.unwrap();
    assert_eq!((&**held.model(), held.revision()), (&Count(1), served.world().unwrap().revision()));
}

#[tokio::test]
async fn who_asks_for_a_commit_waits_until_world_and_model_have_it() {
    let (_folder, served) = server().await;
    advance(&served).await;
    let revision = declare(&served.store, "second").await;
    let at_work = Arc::clone(&served);
    let asking = tokio::spawn(async move { at_work.held::<Count>(Some(revision)).await });
    follow(&served).await;
    advance(&served).await;
    let held = asking.await.unwrap().unwrap();
    assert_eq!((&**held.model(), held.revision()), (&Count(2), revision));
}

#[tokio::test]
async fn who_asks_for_a_model_that_cannot_be_made_is_told_at_once() {
    let (_folder, served) = server().await;
    advance(&served).await;
    for name in ["second", "third"] {
        declare(&served.store, name).await;
    }
    follow(&served).await;
    advance(&served).await;
    assert!(matches!(served.held::<Count>(None).await, Err(HttpError::ModelNotReady { model: "count" })));
}

#[tokio::test]
async fn a_model_that_no_part_keeps_is_an_error_and_no_panic() {
    let (_folder, served) = server().await;
    assert!(matches!(served.held::<Finder>(None).await, Err(HttpError::Internal { .. })));
}
