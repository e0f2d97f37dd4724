//! Tables that a subject declares: made once and completed later, written through their subject's door only, with all that is said of them.

use anyhow::{Context, Result};
use spatial_core::crs::{Crs, Operation};
use spatial_core::layer::{
    Clearance, DeclaredField, DeclaredRows, DeclaredTable, Door, FeatureId, FieldRole, FieldType, GeometryType, Kind,
    Layer, Touched, Transaction, Unit, Value, Word,
};
use spatial_core::store::{StageMode, Staged, Store, StoreError};

use crate::store::contract::{
    all, field, insert, layer, load, name, on_every_store, parcels, square, three_parcels, transaction, two_fields,
};

on_every_store! {
    what_is_declared_is_there_once
    what_is_said_of_a_table_is_kept
    a_later_declaration_adds_fields_and_keeps_rows
    a_table_that_is_something_else_is_left_alone
    a_layer_is_written_through_its_own_door_only
    an_import_past_the_door_is_refused
    an_import_through_the_door_brings_what_the_layer_is
}

/// Plans: no shape.
pub(in crate::store) const PLANS: DeclaredTable = DeclaredTable {
    room: "planning",
    table: "plan",
    layer: "plans",
    kind: Kind::Feature,
    geometry: GeometryType::None,
    fields: &[
        DeclaredField::open("name", FieldType::Text).role(FieldRole::Name),
        DeclaredField::open("state", FieldType::Text).role(FieldRole::State),
        DeclaredField::staff("note", FieldType::Text),
    ],
    clearance: "anonymous",
    rows: Some(ROWS),
    class_field: None,
};

/// Zones of plans.
pub(in crate::store) const ZONES: DeclaredTable = DeclaredTable {
    room: "planning",
    table: "zone",
    layer: "plan_zones",
    kind: Kind::Zone,
    geometry: GeometryType::Polygon,
    fields: &[
        DeclaredField::open("plan", FieldType::Integer).role(FieldRole::Parent).refers("plans"),
        DeclaredField::open("width", FieldType::Real).unit(Unit::Metre),
        DeclaredField::open("state", FieldType::Text).role(FieldRole::State),
    ],
    clearance: "anonymous",
    rows: Some(ROWS),
    class_field: None,
};

const ROWS: DeclaredRows = DeclaredRows {
    states: Some(("state", &[("draft", "planning.draft"), ("published", "anonymous")])),
    area: None,
    valid: None,
};

/// The door of planning.
pub(in crate::store) fn door() -> Door {
    Door::Subject(Word::parse("planning").expect("tests write words well"))
}

/// A declared table as the layer it becomes.
pub(in crate::store) fn declared(table: &DeclaredTable) -> Layer {
    table.layer(Crs::Epsg(9218), Operation("EPSG:6960".to_owned()), "a title").expect("tests declare well")
}

/// Declares plans and zones.
pub(crate) async fn register(store: &Store) -> Result<()> {
    store.declare(&[declared(&PLANS), declared(&ZONES)], "diaban", "tables of a test").await?;
    Ok(())
}

/// A transaction of planning.
pub(in crate::store) fn of_planning(changes: Vec<spatial_core::layer::Change>) -> Transaction {
    Transaction { door: door(), ..transaction(changes) }
}

/// The values of a plan.
pub(in crate::store) fn plan(called: &str) -> Vec<Value> {
    vec![Value::text(called), Value::text("draft"), Value::Null]
}

async fn what_is_declared_is_there_once(store: Store) -> Result<()> {
    let before = store.position().await?.revision;
    let tables = [declared(&PLANS), declared(&ZONES)];
    let first = store.declare(&tables, "diaban", "tables of a test").await?;
    assert!(first.revision > before);
    let touched = store.changes_since(before).await?;
    let told: Vec<_> = touched.iter().map(|row| (row.layer.as_str(), &row.touched, row.revision)).collect();
    assert_eq!(told, [("plan_zones", &Touched::Whole, first.revision), ("plans", &Touched::Whole, first.revision)]);
    for _ in 0..2 {
        let again = store.declare(&tables, "diaban", "tables of a test").await?;
        assert_eq!(again.revision, first.revision);
    }
    assert_eq!(store.position().await?.revision, first.revision);
    assert_eq!((layer(&store, "plans").await?.count, layer(&store, "plan_zones").await?.count), (0, 0));
    assert!(all(&store, "plan_zones").await?.is_empty());
    Ok(())
}

async fn what_is_said_of_a_table_is_kept(store: Store) -> Result<()> {
    register(&store).await?;
    for table in [&PLANS, &ZONES] {
        let (kept, wanted) = (layer(&store, table.layer).await?, declared(table));
        assert_eq!(kept.schema, wanted.schema);
        assert_eq!((&kept.rows, &kept.subject, &kept.door), (&wanted.rows, &wanted.subject, &wanted.door));
        assert_eq!((kept.kind, &kept.clearance, kept.crs), (wanted.kind, &wanted.clearance, wanted.crs));
        assert_eq!(kept.provenance.who, "diaban");
    }
    Ok(())
}

async fn a_later_declaration_adds_fields_and_keeps_rows(store: Store) -> Result<()> {
    register(&store).await?;
    let insert = |values| spatial_core::layer::Change::insert(name("plans"), None, values);
    let first = store.commit(of_planning(vec![insert(plan("A"))])).await?;
    let mut later = declared(&PLANS);
    later.schema.fields.push(field("decision", FieldType::Text));
    later.schema.fields[0].clearance = Clearance::Staff;
    let second = store.declare(&[later.clone()], "diaban", "more of a test").await?;
    assert!(second.revision > first.revision);
    assert_eq!(layer(&store, "plans").await?.schema, later.schema);
    let mut values = plan("B");
    values.push(Value::text("12/QĐ"));
    store.commit(of_planning(vec![insert(values.clone())])).await?;
    let found = all(&store, "plans").await?;
    assert_eq!(found[0].values, [plan("A"), vec![Value::Null]].concat());
    assert_eq!(found[1].values, values);
    let before = store.read(&name("plans"), &[FeatureId(1)], first.revision).await?;
    assert_eq!(before[0].values, plan("A"));
    Ok(())
}

async fn a_table_that_is_something_else_is_left_alone(store: Store) -> Result<()> {
    three_parcels(&store).await?;
    let at = store.position().await?;
    let foreign = DeclaredTable { layer: "parcels", ..ZONES };
    let refused = store.declare(&[declared(&PLANS), declared(&foreign)], "diaban", "a test").await;
    let Err(StoreError::DeclaredOtherwise { layer, what, .. }) = refused else { anyhow::bail!("{refused:?}") };
    assert_eq!((layer.as_str(), what.as_str()), ("parcels", "subject"));
    assert_eq!(store.position().await?, at);
    assert_eq!(store.layers().await?.1.len(), 1);

    register(&store).await?;
    let other = DeclaredTable { fields: &NUMBERS, ..PLANS };
    let refused = store.declare(&[declared(&other)], "diaban", "a test").await;
    let Err(StoreError::DeclaredOtherwise { what, has, wanted, .. }) = refused else { anyhow::bail!("{refused:?}") };
    assert_eq!((what.as_str(), has.as_str(), wanted.as_str()), ("name", "text", "integer"));
    let moved = Layer { crs: Crs::Epsg(9217), ..declared(&ZONES) };
    let refused = store.declare(&[moved], "diaban", "a test").await;
    assert!(matches!(refused, Err(StoreError::DeclaredOtherwise { ref what, .. }) if what == "crs"), "{refused:?}");
    Ok(())
}

const NUMBERS: [DeclaredField; 1] = [DeclaredField::open("name", FieldType::Integer)];

async fn a_layer_is_written_through_its_own_door_only(store: Store) -> Result<()> {
    three_parcels(&store).await?;
    register(&store).await?;
    let into_plans = spatial_core::layer::Change::insert(name("plans"), None, plan("A"));
    let at = store.position().await?;
    for wrong in [
        transaction(vec![into_plans.clone()]),
        of_planning(vec![insert("d", 4)]),
        of_planning(vec![into_plans.clone(), insert("d", 4)]),
    ] {
        let refused = store.commit(wrong).await;
        assert!(matches!(refused, Err(StoreError::OtherDoor { .. })), "{refused:?}");
    }
    let Err(StoreError::OtherDoor { layer: told, door: through }) =
        store.commit(transaction(vec![into_plans.clone()])).await
    else {
        anyhow::bail!("it is not said which door");
    };
    assert_eq!((told.as_str(), through), ("plans", door()));
    assert_eq!(store.position().await?, at);
    store.commit(of_planning(vec![into_plans])).await?;
    store.commit(transaction(vec![insert("d", 4)])).await?;
    assert_eq!((layer(&store, "plans").await?.count, layer(&store, "parcels").await?.count), (1, 4));
    Ok(())
}

async fn an_import_past_the_door_is_refused(store: Store) -> Result<()> {
    register(&store).await?;
    let file = Layer { name: name("plan_zones"), ..parcels(two_fields()) };
    for mode in [StageMode::Replace, StageMode::Append, StageMode::Update { key: "state".to_owned() }] {
        let refused = store.stage(file.clone(), mode.clone()).await.err().context("it begins past the door")?;
        assert!(matches!(refused, StoreError::OtherDoor { .. }), "{mode:?}: {refused:?}");
    }
    Ok(())
}

async fn an_import_through_the_door_brings_what_the_layer_is(store: Store) -> Result<()> {
    register(&store).await?;
    let zone = |width: f64| {
        let values = vec![Value::Null, Value::Real(width), Value::text("draft")];
        Staged::new(Some(square(width)), values)
    };
    load(&store, declared(&ZONES), StageMode::Replace, vec![zone(1.0), zone(2.0)]).await?;
    load(&store, declared(&ZONES), StageMode::Append, vec![zone(3.0)]).await?;
    let kept = layer(&store, "plan_zones").await?;
    let wanted = declared(&ZONES);
    assert_eq!((kept.count, kept.schema, kept.rows), (3, wanted.schema, wanted.rows));
    assert_eq!((kept.subject, kept.door), (wanted.subject, wanted.door));
    Ok(())
}
