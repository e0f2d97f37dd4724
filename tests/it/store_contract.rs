//! What every store promises. Each case takes a fresh [`Store`], so that the same list runs on each kind of store.

use std::ops::ControlFlow;
use std::sync::{Arc, Mutex};

use anyhow::{Context, Result};
use geo_types::{Geometry, MultiPolygon, Point, Polygon, Rect};
use spatial_core::crs::{Crs, Operation};
use spatial_core::layer::{
    Audience, Change, Draw, Feature, FeatureId, Field, FieldType, GeometryType, Kind, Layer, LayerName, Provenance,
    Revision, Schema, Touched, Transaction, Value,
};
use spatial_core::store::{Published, Quarantined, StageMode, Staged, Store, StoreAddress, StoreError};

/// Runs each case on a new GeoPackage; a second kind of store adds a module here.
macro_rules! on_every_store {
    ($($case:ident)*) => {
        mod gpkg {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $case() -> anyhow::Result<()> {
                let folder = tempfile::tempdir()?;
                let address = super::StoreAddress::Gpkg(folder.path().join("city.gpkg"));
                super::$case(super::Store::open(&address, true).await?).await
            })*
        }
    };
}

on_every_store! {
    a_new_store_has_no_layers
    a_published_layer_is_read_back_as_it_was_staged
    nothing_is_seen_before_publishing
    a_dropped_stage_leaves_nothing
    create_refuses_a_layer_that_is_there
    replace_append_and_update_need_a_layer
    replace_goes_on_counting_and_keeps_what_was
    append_adds_and_new_fields_are_for_staff
    append_refuses_other_coordinates_and_types
    update_keeps_ids_and_leaves_the_same_alone
    update_names_a_key_that_is_not_unique
    a_commit_inserts_updates_and_deletes
    a_commit_is_all_or_nothing
    expectations_are_held_against_what_the_caller_saw
    ids_are_never_reused
    commits_that_wait_together_are_numbered_one_by_one
    the_feed_names_what_each_revision_touched
    fields_met_late_are_null_before
    widened_fields_keep_what_was_said
    one_multi_shape_makes_all_shapes_multi
    a_multi_shape_may_join_a_layer_of_single_ones
    records_put_aside_are_published_with_the_layer
    a_reader_keeps_its_moment_while_others_write
    names_of_any_kind_are_fields
}

pub(crate) fn name(text: &str) -> LayerName {
    LayerName::parse(text).expect("tests name layers well")
}

pub(crate) fn field(name: &str, kind: FieldType) -> Field {
    Field { name: name.to_owned(), kind, audience: Audience::Anonymous }
}

pub(crate) fn parcels(fields: Vec<Field>) -> Layer {
    Layer {
        name: name("parcels"),
        title: "Thửa đất".to_owned(),
        kind: Kind::Parcel,
        schema: Schema { geometry: GeometryType::Mixed, fields },
        crs: Crs::Epsg(9218),
        operation: Operation("EPSG:6960".to_owned()),
        draw: Draw { min_zoom: 9, class_field: Some("loai".to_owned()) },
        audience: Audience::Anonymous,
        provenance: Provenance {
            sources: vec!["a.geojson".to_owned()],
            who: "lan".to_owned(),
            ..Provenance::default()
        },
        extent: None,
        count: 0,
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
    Staged { geometry: Some(square(at)), values: values(key, floors) }
}

fn values(key: &str, floors: i64) -> Vec<Value> {
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

async fn three_parcels(store: &Store) -> Result<Revision> {
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

async fn layer(store: &Store, wanted: &str) -> Result<Layer> {
    let (_, layers) = store.layers().await?;
    layers.into_iter().find(|layer| layer.name.as_str() == wanted).context("the layer is listed")
}

async fn at(store: &Store, ids: &[u64], revision: Revision) -> Result<Vec<Feature>, StoreError> {
    let ids: Vec<FeatureId> = ids.iter().copied().map(FeatureId).collect();
    store.read(&name("parcels"), &ids, revision).await
}

/// `id=key/floors@version` for each feature.
fn told(features: &[Feature]) -> Vec<String> {
    let one = |feature: &Feature| match feature.values.as_slice() {
        [Value::Text(key), Value::Integer(floors), ..] => format!("{}={key}/{floors}@{}", feature.id, feature.version),
        other => format!("{}={other:?}@{}", feature.id, feature.version),
    };
    features.iter().map(one).collect()
}

pub(crate) fn transaction(changes: Vec<Change>) -> Transaction {
    Transaction { who: "minh".to_owned(), why: "a test".to_owned(), expected_revision: None, changes }
}

fn insert(key: &str, floors: i64) -> Change {
    Change::Insert { layer: name("parcels"), geometry: Some(square(60.0)), values: values(key, floors) }
}

pub(crate) fn update(id: u64, expected: Option<Revision>, key: &str, floors: i64) -> Change {
    Change::Update {
        layer: name("parcels"),
        id: FeatureId(id),
        expected,
        geometry: Some(square(80.0)),
        values: values(key, floors),
    }
}

fn delete(id: u64, expected: Option<Revision>) -> Change {
    Change::Delete { layer: name("parcels"), id: FeatureId(id), expected }
}

async fn a_new_store_has_no_layers(store: Store) -> Result<()> {
    let (position, layers) = store.layers().await?;
    assert_eq!((position.revision, layers), (Revision(0), vec![]));
    assert!(matches!(store.scan(&name("x"), |_| ControlFlow::Break(())).await, Err(StoreError::LayerNotFound { .. })));
    Ok(())
}

async fn a_published_layer_is_read_back_as_it_was_staged(store: Store) -> Result<()> {
    let fields = vec![
        field("yes", FieldType::Boolean),
        field("whole", FieldType::Integer),
        field("real", FieldType::Real),
        field("text", FieldType::Text),
        field("day", FieldType::Date),
        field("moment", FieldType::DateTime),
        field("json", FieldType::Json),
    ];
    let full = vec![
        Value::Boolean(true),
        Value::Integer(i64::MIN),
        Value::Real(5.0),
        Value::text("Phường Rạch Dừa"),
        Value::text("2026-11-21"),
        Value::text("2026-11-21T07:04:00Z"),
        Value::text("{\"a\":[1]}"),
    ];
    let features = vec![
        Staged { geometry: Some(square(0.0)), values: full.clone() },
        Staged { geometry: None, values: vec![] },
        Staged { geometry: Some(square(0.1)), values: vec![Value::Null, Value::Integer(7)] },
    ];
    let published = load(&store, parcels(fields.clone()), StageMode::Create, features).await?;
    assert_eq!((published.inserted, published.updated), (3, 0));

    let read = all(&store, "parcels").await?;
    assert_eq!(read.iter().map(|feature| feature.id.0).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!((&read[0].geometry, &read[0].values), (&Some(square(0.0)), &full));
    assert_eq!((&read[1].geometry, &read[1].values), (&None, &vec![Value::Null; 7]));
    assert_eq!(read[2].values[..3], [Value::Null, Value::Integer(7), Value::Null]);
    assert!(read.iter().all(|feature| feature.version == published.revision));

    let listed = layer(&store, "parcels").await?;
    let wanted = parcels(fields);
    assert_eq!((listed.count, listed.schema.geometry), (3, GeometryType::Polygon));
    assert_eq!(listed.extent.map(|extent| (extent.min, extent.max)), Some(([0.0, 0.0], [10.1, 10.0])));
    assert_eq!(
        (listed.title, listed.kind, listed.crs, listed.operation, listed.draw, listed.provenance, listed.schema.fields),
        (wanted.title, wanted.kind, wanted.crs, wanted.operation, wanted.draw, wanted.provenance, wanted.schema.fields)
    );
    assert_eq!(store.position().await?.revision, published.revision);
    Ok(())
}

async fn nothing_is_seen_before_publishing(store: Store) -> Result<()> {
    let mut stage = store.stage(parcels(two_fields()), StageMode::Create).await?;
    stage.append((0..10_000).map(|number| staged("x", number, number as f64)).collect()).await?;
    assert_eq!(store.layers().await?.1, vec![]);
    assert_eq!(store.changes_since(Revision(0)).await?, vec![]);
    let published = stage.publish("now").await?;
    assert_eq!(published.inserted, 10_000);
    assert_eq!(all(&store, "parcels").await?.len(), 10_000);
    Ok(())
}

async fn a_dropped_stage_leaves_nothing(store: Store) -> Result<()> {
    let mut stage = store.stage(parcels(two_fields()), StageMode::Create).await?;
    stage.append(vec![staged("a", 1, 0.0)]).await?;
    drop(stage);
    assert_eq!(store.layers().await?.1, vec![]);
    three_parcels(&store).await?;
    assert_eq!(all(&store, "parcels").await?.len(), 3);
    Ok(())
}

async fn create_refuses_a_layer_that_is_there(store: Store) -> Result<()> {
    let second = store.stage(parcels(two_fields()), StageMode::Create).await?;
    three_parcels(&store).await?;
    assert!(matches!(store.stage(parcels(two_fields()), StageMode::Create).await, Err(StoreError::LayerExists { .. })));
    assert!(matches!(second.publish("too late").await, Err(StoreError::LayerExists { .. })));
    assert_eq!(all(&store, "parcels").await?.len(), 3);
    Ok(())
}

async fn replace_append_and_update_need_a_layer(store: Store) -> Result<()> {
    for mode in [StageMode::Replace, StageMode::Append, StageMode::Update { key: "key".to_owned() }] {
        assert!(matches!(store.stage(parcels(two_fields()), mode).await, Err(StoreError::LayerNotFound { .. })));
    }
    Ok(())
}

async fn replace_goes_on_counting_and_keeps_what_was(store: Store) -> Result<()> {
    let created = three_parcels(&store).await?;
    let other = parcels(vec![field("floors", FieldType::Text), field("key", FieldType::Text)]);
    let features = vec![Staged { geometry: Some(square(5.0)), values: vec![Value::text("two"), Value::text("d")] }];
    let replaced = load(&store, other, StageMode::Replace, features).await?;
    assert_eq!(told(&all(&store, "parcels").await?), [format!("4=[Text(\"two\"), Text(\"d\")]@{}", replaced.revision)]);
    let before = at(&store, &[1, 2, 3, 4], created).await?;
    assert_eq!(
        told(&before),
        ["a/1", "b/2", "c/3"].iter().zip(1..).map(|(told, id)| format!("{id}={told}@{created}")).collect::<Vec<_>>()
    );
    assert_eq!(before[1].geometry, Some(square(20.0)));
    assert_eq!(at(&store, &[1, 4], replaced.revision).await?.len(), 1);
    assert_eq!(layer(&store, "parcels").await?.count, 1);

    let emptied = load(&store, parcels(two_fields()), StageMode::Replace, vec![]).await?;
    assert_eq!(all(&store, "parcels").await?, vec![]);
    assert_eq!(at(&store, &[1, 4], emptied.revision).await?, vec![]);
    let inserted = store.commit(transaction(vec![insert("e", 5)])).await?.inserted;
    assert_eq!(inserted, [FeatureId(5)]);
    Ok(())
}

async fn append_adds_and_new_fields_are_for_staff(store: Store) -> Result<()> {
    let created = three_parcels(&store).await?;
    let more = parcels(vec![field("street", FieldType::Text), field("key", FieldType::Text)]);
    let features =
        vec![Staged { geometry: Some(square(500.0)), values: vec![Value::text("Lê Lợi"), Value::text("d")] }];
    let appended = load(&store, more, StageMode::Append, features).await?;
    assert_eq!((appended.inserted, appended.updated), (1, 0));
    let listed = layer(&store, "parcels").await?;
    let names: Vec<_> = listed.schema.fields.iter().map(|field| (field.name.as_str(), field.audience)).collect();
    let public = Audience::Anonymous;
    assert_eq!(names, [("key", public), ("floors", public), ("street", Audience::Staff)]);
    assert_eq!((listed.count, listed.extent.map(|extent| extent.max[0])), (4, Some(510.0)));
    let read = all(&store, "parcels").await?;
    assert_eq!(read[3].values, [Value::text("d"), Value::Null, Value::text("Lê Lợi")]);
    assert_eq!((read[0].version, read[3].version), (created, appended.revision));
    assert_eq!(at(&store, &[3, 4], created).await?.len(), 1);
    Ok(())
}

async fn append_refuses_other_coordinates_and_types(store: Store) -> Result<()> {
    three_parcels(&store).await?;
    let elsewhere = Layer { crs: Crs::Epsg(9210), ..parcels(two_fields()) };
    assert!(matches!(store.stage(elsewhere, StageMode::Append).await, Err(StoreError::CrsMismatch { .. })));
    let texts = parcels(vec![field("floors", FieldType::Text)]);
    let features = vec![Staged { geometry: None, values: vec![Value::text("many")] }];
    let refused = load(&store, texts, StageMode::Append, features).await;
    assert!(matches!(refused, Err(StoreError::SchemaMismatch { field, .. }) if field == "floors"));
    let points = vec![Staged { geometry: Some(Point::new(1.0, 1.0).into()), values: values("p", 1) }];
    let refused = load(&store, parcels(two_fields()), StageMode::Append, points).await;
    assert!(matches!(refused, Err(StoreError::SchemaMismatch { field, .. }) if field == "geometry"));
    assert_eq!(all(&store, "parcels").await?.len(), 3);
    Ok(())
}

async fn update_keeps_ids_and_leaves_the_same_alone(store: Store) -> Result<()> {
    let created = three_parcels(&store).await?;
    let mode = StageMode::Update { key: "key".to_owned() };
    let features = vec![staged("d", 4, 60.0), staged("b", 22, 20.0), staged("a", 1, 0.0)];
    let published = load(&store, parcels(two_fields()), mode, features).await?;
    assert_eq!((published.inserted, published.updated), (1, 2));
    let later = published.revision;
    let wanted =
        [format!("1=a/1@{created}"), format!("2=b/22@{later}"), format!("3=c/3@{created}"), format!("4=d/4@{later}")];
    assert_eq!(told(&all(&store, "parcels").await?), wanted);
    assert_eq!(told(&at(&store, &[2, 4], created).await?), [format!("2=b/2@{created}")]);
    let touched = store.changes_since(created).await?;
    assert_eq!(touched.len(), 1);
    assert_eq!(touched[0].touched, Touched::Ids(vec![FeatureId(2), FeatureId(4)]));
    Ok(())
}

async fn update_names_a_key_that_is_not_unique(store: Store) -> Result<()> {
    let features = vec![staged("a", 1, 0.0), staged("a", 2, 20.0), staged("b", 2, 20.0)];
    load(&store, parcels(two_fields()), StageMode::Create, features).await?;
    let mode = || StageMode::Update { key: "key".to_owned() };
    let in_layer = load(&store, parcels(two_fields()), mode(), vec![staged("a", 1, 0.0)]).await;
    let Err(StoreError::AmbiguousKey { value, features, .. }) = in_layer else { anyhow::bail!("{in_layer:?}") };
    assert_eq!((value.as_str(), features), ("a", vec![FeatureId(1), FeatureId(2)]));
    let in_file = load(
        &store,
        parcels(two_fields()),
        mode(),
        vec![staged("c", 1, 0.0), staged("b", 1, 0.0), staged("b", 2, 0.0)],
    )
    .await;
    let Err(StoreError::AmbiguousKey { value, records, .. }) = in_file else { anyhow::bail!("{in_file:?}") };
    assert_eq!((value.as_str(), records), ("b", vec![2, 3]));
    assert_eq!(store.position().await?.revision, Revision(1));
    Ok(())
}

async fn a_commit_inserts_updates_and_deletes(store: Store) -> Result<()> {
    let created = three_parcels(&store).await?;
    let first =
        store.commit(transaction(vec![insert("d", 4), update(1, Some(created), "a", 11), delete(2, None)])).await?;
    assert_eq!(first.inserted, [FeatureId(4)]);
    let second = store.commit(transaction(vec![update(1, Some(first.revision), "a", 12)])).await?;
    assert!(created < first.revision && first.revision < second.revision);
    let (one, two) = (first.revision, second.revision);
    let wanted = [format!("1=a/12@{two}"), format!("3=c/3@{created}"), format!("4=d/4@{one}")];
    assert_eq!(told(&all(&store, "parcels").await?), wanted);
    assert_eq!(told(&at(&store, &[4, 1, 2, 1], two).await?), [format!("1=a/12@{two}"), format!("4=d/4@{one}")]);
    assert_eq!(told(&at(&store, &[1, 2, 4], one).await?), [format!("1=a/11@{one}"), format!("4=d/4@{one}")]);
    assert_eq!(told(&at(&store, &[1, 2, 4], created).await?), [format!("1=a/1@{created}"), format!("2=b/2@{created}")]);
    assert_eq!(at(&store, &[1], Revision(0)).await?, vec![]);
    let listed = layer(&store, "parcels").await?;
    assert_eq!((listed.count, listed.extent.map(|extent| extent.max[0])), (3, Some(90.0)));
    Ok(())
}

async fn a_commit_is_all_or_nothing(store: Store) -> Result<()> {
    let created = three_parcels(&store).await?;
    let too_short = Change::Insert { layer: name("parcels"), geometry: None, values: vec![Value::Null] };
    let wrong_type =
        Change::Insert { layer: name("parcels"), geometry: None, values: vec![Value::Integer(1), Value::Null] };
    let wrong_shape =
        Change::Insert { layer: name("parcels"), geometry: Some(Point::new(0.0, 0.0).into()), values: values("p", 1) };
    let nowhere = Change::Delete { layer: name("nowhere"), id: FeatureId(1), expected: None };
    for wrong in [too_short, wrong_type, wrong_shape, nowhere, delete(99, None), update(99, None, "x", 1)] {
        let refused = store.commit(transaction(vec![delete(1, None), wrong.clone()])).await;
        assert!(
            matches!(
                refused,
                Err(StoreError::SchemaMismatch { .. }
                    | StoreError::LayerNotFound { .. }
                    | StoreError::FeatureNotFound { .. })
            ),
            "{wrong:?}: {refused:?}"
        );
    }
    assert_eq!(all(&store, "parcels").await?.len(), 3);
    assert_eq!(store.position().await?.revision, created);
    Ok(())
}

async fn expectations_are_held_against_what_the_caller_saw(store: Store) -> Result<()> {
    let created = three_parcels(&store).await?;
    let edited = store
        .commit(transaction(vec![update(1, Some(created), "a", 2), update(1, Some(created), "a", 3)]))
        .await?
        .revision;
    let late = store.commit(transaction(vec![update(1, Some(created), "a", 4)])).await;
    assert!(matches!(late, Err(StoreError::Conflict { actual: Some(actual), .. }) if actual == edited), "{late:?}");
    store.commit(transaction(vec![delete(1, Some(edited))])).await?;
    let gone = store.commit(transaction(vec![delete(1, Some(edited))])).await;
    assert!(matches!(gone, Err(StoreError::Conflict { actual: None, .. })), "{gone:?}");
    let moved =
        store.commit(Transaction { expected_revision: Some(created), ..transaction(vec![insert("x", 1)]) }).await;
    assert!(matches!(moved, Err(StoreError::Moved { .. })), "{moved:?}");
    Ok(())
}

async fn ids_are_never_reused(store: Store) -> Result<()> {
    three_parcels(&store).await?;
    store.commit(transaction(vec![delete(3, None), delete(2, None)])).await?;
    assert_eq!(store.commit(transaction(vec![insert("d", 1)])).await?.inserted, [FeatureId(4)]);
    store.commit(transaction(vec![delete(4, None)])).await?;
    let appended = load(&store, parcels(two_fields()), StageMode::Append, vec![staged("e", 1, 0.0)]).await?;
    assert_eq!(told(&all(&store, "parcels").await?)[1], format!("5=e/1@{}", appended.revision));
    Ok(())
}

async fn commits_that_wait_together_are_numbered_one_by_one(store: Store) -> Result<()> {
    let created = three_parcels(&store).await?;
    let mut waiting = tokio::task::JoinSet::new();
    for number in 0..100 {
        let store = store.clone();
        let wrong = number % 10 == 9;
        let change = if wrong { delete(1000, None) } else { insert("x", number) };
        waiting.spawn(async move { store.commit(transaction(vec![change])).await });
    }
    let results = waiting.join_all().await;
    let mut numbers: Vec<u64> = results.iter().flatten().map(|committed| committed.revision.0).collect();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), 90);
    assert!(numbers[0] > created.0);
    assert_eq!(all(&store, "parcels").await?.len(), 93);
    assert_eq!(store.changes_since(created).await?.len(), 90);
    Ok(())
}

async fn the_feed_names_what_each_revision_touched(store: Store) -> Result<()> {
    let created = three_parcels(&store).await?;
    let edited = store
        .commit(transaction(vec![delete(3, None), update(1, None, "a", 5), update(1, None, "a", 6)]))
        .await?
        .revision;
    let replaced = load(&store, parcels(two_fields()), StageMode::Replace, vec![staged("z", 1, 0.0)]).await?.revision;
    let feed = store.changes_since(Revision(0)).await?;
    let told: Vec<_> = feed.iter().map(|row| (row.revision, row.layer.to_string(), row.touched.clone())).collect();
    let parcels = || "parcels".to_owned();
    let ids = Touched::Ids(vec![FeatureId(1), FeatureId(3)]);
    assert_eq!(
        told,
        [(created, parcels(), Touched::Whole), (edited, parcels(), ids), (replaced, parcels(), Touched::Whole)]
    );
    assert_eq!(store.changes_since(edited).await?.len(), 1);
    assert_eq!(store.changes_since(replaced).await?, vec![]);
    Ok(())
}

async fn fields_met_late_are_null_before(store: Store) -> Result<()> {
    let mut stage = store.stage(parcels(vec![]), StageMode::Create).await?;
    stage.append(vec![Staged { geometry: Some(square(0.0)), values: vec![] }]).await?;
    stage.add_field(field("key", FieldType::Text)).await?;
    stage.append(vec![Staged { geometry: None, values: vec![Value::text("b")] }]).await?;
    stage.add_field(field("KEY", FieldType::Real)).await?;
    stage.append(vec![Staged { geometry: None, values: vec![Value::text("c"), Value::Real(0.5)] }]).await?;
    stage.publish("late").await?;
    let read: Vec<_> = all(&store, "parcels").await?.into_iter().map(|feature| feature.values).collect();
    let wanted =
        [vec![Value::Null, Value::Null], vec![Value::text("b"), Value::Null], vec![Value::text("c"), Value::Real(0.5)]];
    assert_eq!(read, wanted);
    Ok(())
}

async fn widened_fields_keep_what_was_said(store: Store) -> Result<()> {
    let mut stage = store
        .stage(parcels(vec![field("code", FieldType::Boolean), field("size", FieldType::Integer)]), StageMode::Create)
        .await?;
    let row = |code: Value, size: Value| Staged { geometry: None, values: vec![code, size] };
    stage.append(vec![row(Value::Boolean(true), Value::Integer(1))]).await?;
    assert!(matches!(
        stage.append(vec![row(Value::Integer(2), Value::Null)]).await,
        Err(StoreError::SchemaMismatch { .. })
    ));
    stage.widen_field("code", FieldType::Integer).await?;
    stage.widen_field("size", FieldType::Real).await?;
    stage.append(vec![row(Value::Integer(12), Value::Real(2.5))]).await?;
    stage.widen_field("code", FieldType::Text).await?;
    stage.append(vec![row(Value::text("007"), Value::Null)]).await?;
    assert!(matches!(stage.widen_field("code", FieldType::Date).await, Err(StoreError::SchemaMismatch { .. })));
    stage.publish("wide").await?;
    let read: Vec<_> = all(&store, "parcels").await?.into_iter().map(|feature| feature.values).collect();
    let wanted = [
        vec![Value::text("true"), Value::Real(1.0)],
        vec![Value::text("12"), Value::Real(2.5)],
        vec![Value::text("007"), Value::Null],
    ];
    assert_eq!(read, wanted);
    Ok(())
}

fn two_squares() -> Geometry<f64> {
    let part = |at: f64| Polygon::try_from(square(at)).expect("a square is a polygon");
    MultiPolygon(vec![part(200.0), part(220.0)]).into()
}

fn one_square_as_multi(at: f64) -> Geometry<f64> {
    MultiPolygon(vec![Polygon::try_from(square(at)).expect("a square is a polygon")]).into()
}

async fn one_multi_shape_makes_all_shapes_multi(store: Store) -> Result<()> {
    let multi = Staged { geometry: Some(two_squares()), values: vec![] };
    let features = vec![staged("a", 1, 0.0), multi, staged("c", 3, 40.0)];
    load(&store, parcels(two_fields()), StageMode::Create, features).await?;
    let read: Vec<_> = all(&store, "parcels").await?.into_iter().map(|feature| feature.geometry).collect();
    assert_eq!(read, [Some(one_square_as_multi(0.0)), Some(two_squares()), Some(one_square_as_multi(40.0))]);
    store.commit(transaction(vec![update(1, None, "a", 1)])).await?;
    assert_eq!(all(&store, "parcels").await?[0].geometry, Some(one_square_as_multi(80.0)));
    Ok(())
}

async fn a_multi_shape_may_join_a_layer_of_single_ones(store: Store) -> Result<()> {
    let created = three_parcels(&store).await?;
    let change = Change::Insert { layer: name("parcels"), geometry: Some(two_squares()), values: values("m", 1) };
    let joined = store.commit(transaction(vec![change])).await?.revision;
    let read = all(&store, "parcels").await?;
    assert_eq!(read[0].geometry, Some(one_square_as_multi(0.0)));
    assert_eq!((read[0].version, read[3].version), (created, joined));
    load(&store, parcels(two_fields()), StageMode::Append, vec![staged("z", 1, 7.0)]).await?;
    assert_eq!(all(&store, "parcels").await?[4].geometry, Some(one_square_as_multi(7.0)));
    Ok(())
}

fn aside(file: &str, record: u64) -> Quarantined {
    Quarantined {
        file: file.to_owned(),
        record,
        key: Some("238-80".to_owned()),
        code: "ring-too-few-points".to_owned(),
        field: Some("geometry".to_owned()),
        place: Some([1.0, 2.0]),
        record_json: "{}".to_owned(),
    }
}

async fn records_put_aside_are_published_with_the_layer(store: Store) -> Result<()> {
    let mut stage = store.stage(parcels(two_fields()), StageMode::Create).await?;
    stage.append(vec![staged("a", 1, 0.0)]).await?;
    stage.quarantine(vec![aside("a.geojson", 2), Quarantined { place: None, ..aside("a.geojson", 3) }]).await?;
    assert_eq!(store.layers().await?.1, vec![]);
    stage.publish("first").await?;
    let listed = layer(&store, "parcels_quarantine").await?;
    assert_eq!((listed.audience, listed.count, listed.schema.geometry), (Audience::Staff, 2, GeometryType::Point));
    assert!(listed.schema.fields.iter().all(|field| field.audience == Audience::Staff));
    let read = all(&store, "parcels_quarantine").await?;
    assert_eq!(read[0].geometry, Some(Point::new(1.0, 2.0).into()));
    assert_eq!(read[1].values[..3], [Value::text("a.geojson"), Value::Integer(3), Value::text("238-80")]);

    let mut stage = store.stage(parcels(two_fields()), StageMode::Append).await?;
    stage.quarantine(vec![aside("b.geojson", 1)]).await?;
    stage.publish("second").await?;
    let files = |read: Vec<Feature>| read.into_iter().map(|feature| feature.values[0].clone()).collect::<Vec<_>>();
    assert_eq!(files(all(&store, "parcels_quarantine").await?), [Value::text("b.geojson")]);

    load(&store, parcels(two_fields()), StageMode::Replace, vec![staged("a", 1, 0.0)]).await?;
    assert_eq!(all(&store, "parcels_quarantine").await?, vec![]);
    Ok(())
}

async fn a_reader_keeps_its_moment_while_others_write(store: Store) -> Result<()> {
    let features = (0..20_000).map(|number| staged("x", number, number as f64)).collect();
    let created = load(&store, parcels(two_fields()), StageMode::Create, features).await?.revision;
    let (reading, mut has_begun) = tokio::sync::mpsc::channel(1);
    let (go_on, wait) = std::sync::mpsc::channel::<()>();
    let sum = Arc::new(Mutex::new(0));
    let (reader, sink) = (store.clone(), Arc::clone(&sum));
    let scan = tokio::spawn(async move {
        let mut is_first = true;
        let layer = name("parcels");
        let visit = move |batch: Vec<Feature>| {
            if std::mem::take(&mut is_first) {
                let _ = reading.blocking_send(());
                let _ = wait.recv();
            }
            *sink.lock().expect("no other thread panics") += batch.len();
            ControlFlow::Continue(())
        };
        reader.scan(&layer, visit).await
    });
    has_begun.recv().await.context("the scan began")?;
    load(&store, parcels(two_fields()), StageMode::Replace, vec![staged("z", 1, 0.0)]).await?;
    assert_eq!(all(&store, "parcels").await?.len(), 1);
    go_on.send(())?;
    assert_eq!(scan.await??.revision, created);
    assert_eq!(*sum.lock().expect("no other thread panics"), 20_000);
    Ok(())
}

async fn names_of_any_kind_are_fields(store: Store) -> Result<()> {
    let names =
        ["fid", "geom", "FID", "Số tờ", "a\"b'c; DROP TABLE x", "diaban_change", "rowid", "", " ", "select", "x\0y"];
    let fields: Vec<Field> = names.iter().map(|name| field(name, FieldType::Text)).collect();
    let row = || Staged { geometry: Some(square(0.0)), values: names.iter().map(|name| Value::text(*name)).collect() };
    load(&store, parcels(fields.clone()), StageMode::Create, vec![row(), row()]).await?;
    let listed = layer(&store, "parcels").await?;
    assert_eq!(listed.schema.fields, fields);
    let changed = Change::Update {
        layer: name("parcels"),
        id: FeatureId(1),
        expected: None,
        geometry: None,
        values: row().values,
    };
    store.commit(transaction(vec![changed])).await?;
    load(&store, parcels(fields), StageMode::Replace, vec![row()]).await?;
    let before = at(&store, &[1, 2], Revision(2)).await?;
    assert!(before.iter().all(|feature| feature.values == row().values));
    assert_eq!((before[0].geometry.is_some(), before[1].geometry.is_some()), (false, true));
    Ok(())
}
