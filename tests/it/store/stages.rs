//! What every store promises of bulk loads: invisible before they are published, and how they meet what is there.

use std::ops::ControlFlow;

use anyhow::Result;
use geo_types::Point;
use spatial_core::crs::Crs;
use spatial_core::layer::{Clearance, FeatureId, FieldType, GeometryType, Layer, Revision, Touched, Value};
use spatial_core::store::{Showing, StageMode, Staged, Store, StoreError};

use crate::store::contract::{
    all, at, field, insert, layer, load, name, on_every_store, parcels, square, staged, three_parcels, told,
    transaction, two_fields, values,
};

on_every_store! {
    a_new_store_has_no_layers
    a_published_layer_is_read_back_as_it_was_staged
    nothing_is_seen_before_publishing
    a_dropped_stage_leaves_nothing
    create_refuses_a_layer_that_is_there
    replace_append_and_update_need_a_layer
    replace_goes_on_counting_and_keeps_what_was
    replace_notices_features_added_meanwhile
    a_layer_hidden_meanwhile_stays_hidden
    append_adds_and_new_fields_are_for_staff
    append_refuses_other_coordinates_and_types
    update_keeps_ids_and_leaves_the_same_alone
    update_names_a_key_that_is_not_unique
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
        Staged::new(Some(square(0.0)), full.clone()),
        Staged::new(None, vec![]),
        Staged::new(Some(square(0.1)), vec![Value::Null, Value::Integer(7)]),
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
    let features = vec![Staged::new(Some(square(5.0)), vec![Value::text("two"), Value::text("d")])];
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

async fn replace_notices_features_added_meanwhile(store: Store) -> Result<()> {
    three_parcels(&store).await?;
    let mut stage = store.stage(parcels(two_fields()), StageMode::Replace).await?;
    stage.append(vec![staged("z", 1, 0.0)]).await?;
    store.commit(transaction(vec![insert("d", 4)])).await?;
    let refused = stage.publish("too late").await;
    assert!(matches!(refused, Err(StoreError::ChangedUnderneath { .. })), "{refused:?}");
    assert_eq!(all(&store, "parcels").await?.len(), 4);
    Ok(())
}

async fn a_layer_hidden_meanwhile_stays_hidden(store: Store) -> Result<()> {
    three_parcels(&store).await?;
    for (shown, drafted, expected) in
        [("staff", "anonymous", "staff"), ("water.view", "staff", "water.view"), ("anonymous", "staff", "staff")]
    {
        let clearance = |word| Clearance::parse(word).expect("a clearance");
        let draft = Layer { clearance: clearance(drafted), ..parcels(two_fields()) };
        let mut stage = store.stage(draft, StageMode::Replace).await?;
        stage.append(vec![staged("z", 1, 0.0)]).await?;
        let (who, why) = ("mai".to_owned(), String::new());
        store.show(Showing { layer: name("parcels"), to: clearance(shown), who, why, audit: Vec::new() }).await?;
        stage.publish("now").await?;
        assert_eq!(layer(&store, "parcels").await?.clearance, clearance(expected), "{shown} {drafted}");
    }
    Ok(())
}

async fn append_adds_and_new_fields_are_for_staff(store: Store) -> Result<()> {
    let created = three_parcels(&store).await?;
    let more = parcels(vec![field("street", FieldType::Text), field("key", FieldType::Text)]);
    let features = vec![Staged::new(Some(square(500.0)), vec![Value::text("Lê Lợi"), Value::text("d")])];
    let appended = load(&store, more, StageMode::Append, features).await?;
    assert_eq!((appended.inserted, appended.updated), (1, 0));
    let listed = layer(&store, "parcels").await?;
    let names: Vec<_> =
        listed.schema.fields.iter().map(|field| (field.name.as_str(), field.clearance.clone())).collect();
    assert_eq!(names, [("key", Clearance::Open), ("floors", Clearance::Open), ("street", Clearance::Staff)]);
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
    let features = vec![Staged::new(None, vec![Value::text("many")])];
    let refused = load(&store, texts, StageMode::Append, features).await;
    assert!(matches!(refused, Err(StoreError::SchemaMismatch { field, .. }) if field == "floors"));
    let points = vec![Staged::new(Some(Point::new(1.0, 1.0).into()), values("p", 1))];
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
