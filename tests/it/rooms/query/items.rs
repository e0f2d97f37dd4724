//! Items: exact windows, properties, pages, and what an audience may see; all of one revision.

use spatial_core::crs::Crs;
use spatial_core::geometry::Envelope;
use spatial_core::layer::{Audience, Change, FeatureId, Value};
use spatial_core::message::Say;
use spatial_core::query::{Page, Query, Within};
use spatial_core::snapshot::{SnapshotError, World};
use spatial_core::store::{StageMode, Store};

use crate::rooms::snapshot::{fill, layer, name, square, store_with, values};
use crate::store::contract::transaction;

fn query(audience: Audience) -> Query {
    Query {
        layer: name("parcels"),
        audience,
        within: None,
        equals: Vec::new(),
        after: None,
        limit: 100,
        most_bytes: usize::MAX,
    }
}

fn within(crs: Crs, min: [f64; 2], max: [f64; 2]) -> Query {
    Query { within: Some(Within { envelope: Envelope { min, max }, crs }), ..query(Audience::ANONYMOUS) }
}

fn ids(page: &Page) -> Vec<u64> {
    page.features.iter().map(|feature| feature.id.0).collect()
}

struct City {
    _folder: tempfile::TempDir,
    store: Store,
    world: World,
}

/// 300 parcels, 20 in a row, 18 m wide, 2 m between them.
async fn city() -> City {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store_with(&folder.path().join("city.gpkg"), 300).await;
    let world = World::read(&store).await.expect("the store is read");
    City { _folder: folder, store, world }
}

impl City {
    async fn ask(&self, query: Query) -> Page {
        self.world.items(&self.store, query).await.expect("an answer")
    }
}

#[tokio::test]
async fn pages_lead_through_all_features_once() {
    let city = city().await;
    let mut met = Vec::new();
    let mut after = None;
    loop {
        let page = city.ask(Query { after, limit: 77, ..query(Audience::STAFF) }).await;
        assert_eq!(page.matched, 300);
        met.extend(ids(&page));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert!(met.iter().copied().eq(1..=300));
    assert_eq!(city.ask(Query { limit: 300, ..query(Audience::STAFF) }).await.next, None);
}

#[tokio::test]
async fn a_page_ends_with_the_feature_that_makes_it_too_large() {
    let city = city().await;
    let each = city.ask(Query { limit: 1, ..query(Audience::STAFF) }).await.features[0].text_bytes();
    let mut met = Vec::new();
    let mut after = None;
    while met.is_empty() || after.is_some() {
        let page = city.ask(Query { after, most_bytes: each * 7, ..query(Audience::STAFF) }).await;
        assert_eq!(page.matched, 300);
        assert!((1..=8).contains(&page.features.len()), "no more is read than is wanted: {}", page.features.len());
        met.extend(ids(&page));
        after = page.next;
    }
    assert!(met.iter().copied().eq(1..=300));
    assert_eq!(city.ask(Query { most_bytes: 0, limit: 1, ..query(Audience::STAFF) }).await.next, Some(FeatureId(1)));
}

#[tokio::test]
async fn a_window_across_the_antimeridian_is_two() {
    let city = city().await;
    for (west, east, matched) in [(100.0, -100.0, 300), (170.0, -170.0, 0), (170.0, 108.0, 300), (-170.0, 170.0, 300)] {
        let page = city.ask(within(Crs::WGS84, [west, 5.0], [east, 24.0])).await;
        assert_eq!(page.matched, matched, "{west} {east}");
    }
}

#[tokio::test]
async fn a_window_is_tested_exactly_in_its_own_system() {
    let city = city().await;
    // Between the rows and columns there is nothing; a window that touches a corner meets that parcel.
    let (x, y) = (430_000.0, 1_150_000.0);
    let gap = city.ask(within(Crs::Epsg(9218), [x + 38.5, y + 38.5], [x + 39.5, y + 39.5])).await;
    assert_eq!((gap.matched, ids(&gap)), (0, vec![]));
    let corner = city.ask(within(Crs::Epsg(9218), [x + 38.0, y + 38.0], [x + 39.5, y + 39.5])).await;
    assert_eq!(ids(&corner), [21]);
    let off_by_a_tenth_of_a_millimetre =
        city.ask(within(Crs::Epsg(9218), [x + 38.0001, y + 38.0], [x + 39.5, y + 39.5])).await;
    assert_eq!(off_by_a_tenth_of_a_millimetre.matched, 0);
    let block = city.ask(within(Crs::Epsg(9218), [x + 20.0, y + 20.0], [x + 78.0, y + 58.0])).await;
    assert_eq!(ids(&block), [21, 22, 23, 41, 42, 43]);
    let all = city.ask(within(Crs::WGS84, [100.0, 5.0], [110.0, 24.0])).await;
    assert_eq!(all.matched, 300);
}

#[tokio::test]
async fn a_window_and_properties_must_all_hold() {
    let city = city().await;
    let garden = Query { equals: vec![("use".to_owned(), Value::text("CLN"))], ..query(Audience::ANONYMOUS) };
    let page = city.ask(Query { limit: 2, after: Some(FeatureId(5)), ..garden.clone() }).await;
    assert_eq!((page.matched, ids(&page), page.next), (100, vec![6, 9], Some(FeatureId(9))));
    let window = within(Crs::Epsg(9218), [430_020.0, 1_150_020.0], [430_078.0, 1_150_058.0]).within;
    assert_eq!(ids(&city.ask(Query { within: window, ..garden.clone() }).await), [21, 42]);
    let mut both = garden;
    both.equals.push(("number".to_owned(), Value::Integer(42)));
    assert_eq!(ids(&city.ask(both.clone()).await), [42]);
    both.equals[0].1 = Value::text("nothing has this use");
    assert_eq!(city.ask(both).await.matched, 0);
}

#[tokio::test]
async fn what_an_audience_may_not_see_does_not_exist() {
    let city = city().await;
    let first = |audience| city.ask(Query { limit: 1, ..query(audience) });
    assert_eq!(first(Audience::ANONYMOUS).await.features[0].values[2], Value::Null);
    assert_eq!(first(Audience::STAFF).await.features[0].values[2], Value::text("Nguyễn Văn 1"));
    let asked = |field: &str, audience| {
        let equals = vec![(field.to_owned(), Value::text("Nguyễn Văn 1"))];
        city.world.items(&city.store, Query { equals, ..query(audience) })
    };
    assert_eq!(asked("holder", Audience::STAFF).await.expect("staff may ask").matched, 1);
    let hidden = asked("holder", Audience::ANONYMOUS).await.expect_err("nobody else may");
    let unknown = asked("no such field", Audience::ANONYMOUS).await.expect_err("nobody can");
    assert_eq!(hidden.message().code, unknown.message().code);
    let nowhere = Query { layer: name("nowhere"), ..query(Audience::STAFF) };
    let missing = city.world.items(&city.store, nowhere).await.expect_err("there is no such layer");
    assert!(matches!(missing, SnapshotError::LayerNotFound { .. }));
}

#[tokio::test]
async fn an_answer_is_of_the_worlds_revision_though_the_store_is_ahead() {
    let city = city().await;
    let changes = vec![
        Change::Update {
            layer: name("parcels"),
            id: FeatureId(21),
            expected: None,
            geometry: Some(square(900)),
            values: vec![Value::Null; 3],
            links: Vec::new(),
        },
        Change::Delete { layer: name("parcels"), id: FeatureId(22), expected: None },
    ];
    city.store.commit(transaction(changes)).await.expect("a commit");
    let window = within(Crs::Epsg(9218), [430_037.9, 1_150_020.0], [430_040.1, 1_150_030.0]);
    let page = city.ask(window.clone()).await;
    assert_eq!(ids(&page), [21, 22]);
    assert_eq!(page.features[0].values[0], Value::Integer(21));
    assert_eq!(page.revision, city.world.revision());
    let item = city.world.item(&city.store, &name("parcels"), FeatureId(22), Audience::ANONYMOUS).await;
    assert!(item.expect("an answer").is_some());

    let world = city.world.follow(&city.store).await.expect("the feed is read").expect("there is news");
    assert_eq!(world.items(&city.store, window).await.expect("an answer").matched, 0);
    let item = world.item(&city.store, &name("parcels"), FeatureId(22), Audience::ANONYMOUS).await;
    assert_eq!(item.expect("an answer"), None);
}

#[tokio::test]
async fn local_layers_are_asked_in_their_own_coordinates() {
    let city = city().await;
    let mut local = layer("drawing");
    local.crs = Crs::Local;
    fill(&city.store, local, StageMode::Create, 1..=300).await;
    let world = World::read(&city.store).await.expect("the store is read");
    let mut asked = within(Crs::Local, [430_020.0, 1_150_020.0], [430_078.0, 1_150_058.0]);
    asked.layer = name("drawing");
    let page = world.items(&city.store, asked.clone()).await.expect("an answer");
    assert_eq!(ids(&page), [21, 22, 23, 41, 42, 43]);
    asked.within = within(Crs::WGS84, [100.0, 5.0], [110.0, 24.0]).within;
    let error = world.items(&city.store, asked).await.expect_err("local coordinates have no place on the earth");
    assert_eq!(error.message().code, "layer-not-drawable");
}

#[tokio::test]
async fn what_has_no_geometry_answers_every_window_and_is_counted() {
    let mut city = city().await;
    let bare = |n| Change::insert(name("parcels"), None, values(n));
    let changes = vec![bare(901), bare(902)];
    city.store.commit(transaction(changes)).await.expect("a commit");
    city.world = city.world.follow(&city.store).await.expect("the feed is read").expect("there is news");
    let first_parcel = within(Crs::Epsg(9218), [430_025.0, 1_150_005.0], [430_030.0, 1_150_010.0]);
    let page = city.ask(first_parcel.clone()).await;
    assert_eq!((ids(&page), page.matched), (vec![1, 301, 302], 3));
    let second = city.ask(Query { equals: vec![("number".to_owned(), Value::Integer(902))], ..first_parcel }).await;
    assert_eq!((ids(&second), second.matched), (vec![302], 1));
}
