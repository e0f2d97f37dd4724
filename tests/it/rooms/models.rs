//! A model keeps step with the World: built once, brought along by what was touched, always held with the World it is true for.

use std::collections::BTreeMap;
use std::sync::Arc;

use spatial_core::layer::{Audience, Change, FeatureId, LayerName, Revision, Touched};
use spatial_core::models::{Advance, Keep, Keeper, Model, SearchSettings};
use spatial_core::search::Finder;
use spatial_core::snapshot::World;
use spatial_core::store::Store;
use tokio::sync::watch;

use crate::rooms::snapshot::{name, square, store_with, values};
use crate::store::contract::transaction;

/// Counts parcels, and remembers how it came about.
#[derive(Debug)]
struct Count {
    parcels: usize,
    built: usize,
    followed: Vec<Vec<u64>>,
}

/// Panics when there are as many parcels.
struct Unlucky(usize);

impl Count {
    fn of(world: &World, unlucky: &Unlucky) -> usize {
        let parcels = world.whole_layer(&name("parcels")).map_or(0, |layer| layer.len());
        assert_ne!(parcels, unlucky.0, "an unlucky number of parcels");
        parcels
    }
}

impl Model for Count {
    type Settings = Unlucky;

    const NAME: &'static str = "count";

    fn build(world: &World, unlucky: &Unlucky) -> Self {
        Self { parcels: Self::of(world, unlucky), built: 1, followed: Vec::new() }
    }

    fn follow(
        &self,
        before: &World,
        now: &World,
        touched: &BTreeMap<LayerName, Touched>,
        unlucky: &Unlucky,
    ) -> Option<Self> {
        assert_eq!(self.parcels, Self::of(before, &Unlucky(0)), "it is brought along from the World it is true for");
        let Some(Touched::Ids(ids)) = touched.get(&name("parcels")) else { return None };
        let followed = self.followed.iter().cloned().chain([ids.iter().map(|id| id.0).collect()]).collect();
        Some(Self { parcels: Self::of(now, unlucky), built: self.built, followed })
    }

    fn memory_bytes(&self) -> usize {
        size_of::<Self>()
    }
}

async fn insert(store: &Store, world: &World, n: i64) -> Arc<World> {
    let change = Change::insert(name("parcels"), Some(square(n)), values(n));
    store.commit(transaction(vec![change])).await.expect("a commit");
    Arc::new(world.follow(store).await.expect("the feed is read").expect("there is news"))
}

#[tokio::test]
async fn a_model_is_built_once_and_then_told_what_was_touched() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store_with(&folder.path().join("city.gpkg"), 10).await;
    let first = Arc::new(World::read(&store).await.expect("the store is read"));
    let keeper = Keeper::<Count>::new(Unlucky(99));
    assert!(keeper.now().is_none() && keeper.revision().is_none());
    assert_eq!(keeper.advance(Arc::clone(&first)).await, Advance::Made);
    assert_eq!(keeper.advance(Arc::clone(&first)).await, Advance::Known);

    let second = insert(&store, &first, 11).await;
    let third = insert(&store, &second, 12).await;
    assert_eq!(keeper.advance(Arc::clone(&third)).await, Advance::Made);
    let held = keeper.now().expect("a model");
    assert!(Arc::ptr_eq(held.world(), &third));
    let Count { parcels, built, followed } = &**held.model();
    assert_eq!((*parcels, *built, followed), (12, 1, &vec![vec![11, 12]]));
    assert_eq!(keeper.advance(second).await, Advance::Known, "a model never goes back");
    assert_eq!((keeper.name(), keeper.revision(), keeper.trouble()), ("count", Some(third.revision()), None));
}

#[tokio::test]
async fn a_model_that_panics_leaves_the_former_and_is_built_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store_with(&folder.path().join("city.gpkg"), 10).await;
    let first = Arc::new(World::read(&store).await.expect("the store is read"));
    let keeper = Keeper::<Count>::new(Unlucky(11));
    assert_eq!(keeper.advance(Arc::clone(&first)).await, Advance::Made);
    let second = insert(&store, &first, 11).await;
    assert_eq!(keeper.advance(Arc::clone(&second)).await, Advance::Failed);
    assert!(keeper.trouble().expect("it says why").contains("an unlucky number"));
    let held = keeper.now().expect("the former");
    assert!(Arc::ptr_eq(held.world(), &first) && held.model().parcels == 10);
    let third = insert(&store, &second, 12).await;
    assert_eq!(keeper.advance(third).await, Advance::Made);
    let held = keeper.now().expect("a model");
    assert_eq!((held.model().parcels, held.model().followed.len(), keeper.trouble()), (12, 0, None));
}

#[tokio::test]
async fn all_keepers_hear_of_each_world_and_who_waits_for_a_commit_gets_model_and_world_of_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store_with(&folder.path().join("city.gpkg"), 10).await;
    let first = Arc::new(World::read(&store).await.expect("the store is read"));
    let (count, search) = (Arc::new(Keeper::<Count>::new(Unlucky(99))), Arc::new(searching()));
    let keepers: [Arc<dyn Keep>; 2] = [Arc::clone(&count) as _, Arc::clone(&search) as _];
    let worlds = watch::Sender::new(None);
    let running: Vec<_> =
        keepers.iter().map(|keeper| tokio::spawn(Arc::clone(keeper).keep(worlds.subscribe()))).collect();
    let mut world = first;
    for n in 11..14 {
        world = insert(&store, &world, n).await;
        worlds.send_replace(Some(Arc::clone(&world)));
    }
    let revision = world.revision();
    let (counted, found) = (count.at(revision).await, search.at(revision).await);
    assert_eq!((counted.model().parcels, counted.revision(), found.revision()), (13, revision, revision));
    drop(worlds);
    for keeper in running {
        keeper.await.expect("it ends when nobody can tell of another World");
    }
}

#[tokio::test]
async fn the_search_is_a_model_and_takes_over_what_it_knows() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store_with(&folder.path().join("city.gpkg"), 300).await;
    let first = Arc::new(World::read(&store).await.expect("the store is read"));
    let keeper = searching();
    keeper.advance(Arc::clone(&first)).await;
    let knows_all = |finder: &Finder, world: &World| finder.view(world, Audience::ANONYMOUS, 0).is_some();
    let before = keeper.now().expect("a model");
    assert!(knows_all(before.model(), &first) && keeper.memory_bytes() > 0);
    let second = insert(&store, &first, 301).await;
    assert!(!knows_all(before.model(), &second));
    keeper.advance(Arc::clone(&second)).await;
    assert!(knows_all(keeper.now().expect("a model").model(), &second));
    assert_eq!(keeper.now().map(|held| held.revision() > Revision(0)), Some(true));
    assert!(
        second.layer(&name("parcels"), Audience::ANONYMOUS).is_some_and(|layer| layer.find(FeatureId(301)).is_some())
    );
}

fn searching() -> Keeper<Finder> {
    Keeper::new(SearchSettings { most_bytes: 1 << 30, ..SearchSettings::default() })
}
