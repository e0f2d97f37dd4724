//! Tables without shape are layers like all others: loaded, edited, read as of any revision, counted, followed.

use std::path::Path;
use std::process::Command;

use anyhow::Result;
use geo_types::Point;
use spatial_core::layer::{
    Change, Clearance, Door, FeatureId, FieldType, GeometryType, Layer, LayerName, Schema, Touched, Value,
};
use spatial_core::store::{StageMode, Staged, Store, StoreAddress, StoreError};
use system_tests::other;

use crate::store::contract::{all, field, layer, load, name, on_every_store, parcels, transaction, two_fields, values};

on_every_store! {
    a_table_is_loaded_replaced_and_added_to
    rows_are_inserted_updated_and_deleted
    rows_are_read_as_of_a_revision
    a_shape_has_no_place_in_a_table
    a_table_without_fields_counts_its_rows
    a_table_does_not_become_a_map_nor_a_map_a_table
}

fn owners(fields: Vec<spatial_core::layer::Field>) -> Layer {
    let schema = Schema { geometry: GeometryType::None, fields };
    Layer { name: name("owners"), schema, ..parcels(Vec::new()) }
}

fn row(key: &str, floors: i64) -> Staged {
    Staged::new(None, values(key, floors))
}

fn insert(key: &str, floors: i64) -> Change {
    Change::insert(name("owners"), None, values(key, floors))
}

fn update(id: u64, key: &str, floors: i64) -> Change {
    let (id, values) = (FeatureId(id), values(key, floors));
    Change::Update { layer: name("owners"), id, expected: None, geometry: None, values, links: Vec::new() }
}

async fn rows(store: &Store) -> Result<Vec<(u64, Vec<Value>)>> {
    Ok(all(store, "owners").await?.into_iter().map(|row| (row.id.0, row.values)).collect())
}

async fn a_table_is_loaded_replaced_and_added_to(store: Store) -> Result<()> {
    load(&store, owners(two_fields()), StageMode::Create, vec![row("a", 1), row("b", 2)]).await?;
    let made = layer(&store, "owners").await?;
    assert_eq!((made.count, made.extent, made.schema.geometry), (2, None, GeometryType::None));
    load(&store, owners(two_fields()), StageMode::Append, vec![row("c", 3)]).await?;
    let update = StageMode::Update { key: "key".to_owned() };
    let published = load(&store, owners(two_fields()), update, vec![row("b", 22), row("d", 4)]).await?;
    assert_eq!((published.inserted, published.updated), (1, 1));
    let wanted = [(1, values("a", 1)), (2, values("b", 22)), (3, values("c", 3)), (4, values("d", 4))];
    assert_eq!(rows(&store).await?, wanted);
    load(&store, owners(two_fields()), StageMode::Replace, vec![row("e", 5)]).await?;
    assert_eq!(rows(&store).await?, [(5, values("e", 5))]);
    assert_eq!(layer(&store, "owners").await?.count, 1);
    Ok(())
}

async fn rows_are_inserted_updated_and_deleted(store: Store) -> Result<()> {
    let before = load(&store, owners(two_fields()), StageMode::Create, vec![row("a", 1), row("b", 2)]).await?.revision;
    let delete = Change::Delete { layer: name("owners"), id: FeatureId(2), expected: Some(before) };
    let done = store.commit(transaction(vec![insert("c", 3), update(1, "a", 11), delete])).await?;
    assert_eq!(done.inserted, [FeatureId(3)]);
    assert_eq!(rows(&store).await?, [(1, values("a", 11)), (3, values("c", 3))]);
    let feed = store.changes_since(before).await?;
    assert_eq!(feed.len(), 1);
    assert_eq!(feed[0].touched, Touched::Ids([1, 2, 3].map(FeatureId).to_vec()));
    assert_eq!(layer(&store, "owners").await?.count, 2);
    Ok(())
}

async fn rows_are_read_as_of_a_revision(store: Store) -> Result<()> {
    let made = load(&store, owners(two_fields()), StageMode::Create, vec![row("a", 1)]).await?.revision;
    let edited = store.commit(transaction(vec![update(1, "a", 11)])).await?.revision;
    let replaced = load(&store, owners(two_fields()), StageMode::Replace, vec![row("b", 2)]).await?.revision;
    let read = async |at| -> Result<Vec<Vec<Value>>> {
        let found = store.read(&name("owners"), &[FeatureId(1), FeatureId(2)], at).await?;
        assert!(found.iter().all(|row| row.geometry.is_none()));
        Ok(found.into_iter().map(|row| row.values).collect())
    };
    assert_eq!(read(made).await?, [values("a", 1)]);
    assert_eq!(read(edited).await?, [values("a", 11)]);
    assert_eq!(read(replaced).await?, [values("b", 2)]);
    Ok(())
}

async fn a_shape_has_no_place_in_a_table(store: Store) -> Result<()> {
    let made = load(&store, owners(two_fields()), StageMode::Create, vec![row("a", 1)]).await?.revision;
    let shape = || Some(Point::new(1.0, 2.0).into());
    let refused = store.commit(transaction(vec![Change::insert(name("owners"), shape(), values("b", 2))])).await;
    assert!(matches!(refused, Err(StoreError::SchemaMismatch { ref field, .. }) if field == "geometry"), "{refused:?}");
    let mut stage = store.stage(owners(two_fields()), StageMode::Append).await?;
    let refused = stage.append(vec![Staged::new(shape(), values("b", 2))]).await;
    assert!(matches!(refused, Err(StoreError::SchemaMismatch { ref field, .. }) if field == "geometry"), "{refused:?}");
    drop(stage);
    assert_eq!(store.position().await?.revision, made);
    Ok(())
}

async fn a_table_without_fields_counts_its_rows(store: Store) -> Result<()> {
    let bare = || Staged::new(None, Vec::new());
    load(&store, owners(Vec::new()), StageMode::Create, vec![bare(), bare()]).await?;
    let again = Change::Update {
        layer: name("owners"),
        id: FeatureId(1),
        expected: None,
        geometry: None,
        values: Vec::new(),
        links: Vec::new(),
    };
    let done = store.commit(transaction(vec![Change::insert(name("owners"), None, Vec::new()), again])).await?;
    assert_eq!(done.inserted, [FeatureId(3)]);
    load(&store, owners(Vec::new()), StageMode::Append, vec![bare()]).await?;
    assert_eq!((layer(&store, "owners").await?.count, all(&store, "owners").await?.len()), (4, 4));
    Ok(())
}

async fn a_table_does_not_become_a_map_nor_a_map_a_table(store: Store) -> Result<()> {
    load(&store, owners(two_fields()), StageMode::Create, vec![row("a", 1)]).await?;
    let map = Layer { name: name("owners"), ..parcels(two_fields()) };
    for mode in [StageMode::Replace, StageMode::Append] {
        let refused = store.stage(map.clone(), mode).await.err();
        let is_told = matches!(refused, Some(StoreError::SchemaMismatch { ref field, .. }) if field == "geometry");
        assert!(is_told, "{refused:?}");
    }
    load(&store, parcels(two_fields()), StageMode::Create, Vec::new()).await?;
    let table = Layer { name: name("parcels"), ..owners(two_fields()) };
    let refused = store.stage(table, StageMode::Replace).await.err();
    assert!(matches!(refused, Some(StoreError::SchemaMismatch { .. })), "{refused:?}");
    Ok(())
}

/// What ogrinfo prints, or `None` where it is not installed.
fn ogrinfo(file: &Path) -> Option<String> {
    let run = Command::new("ogrinfo").args(["-ro", "-al", "-so"]).arg(file).output().ok()?;
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    Some(String::from_utf8_lossy(&run.stdout).into_owned())
}

#[tokio::test]
async fn other_programs_list_a_table_edit_it_and_are_followed() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("city.gpkg");
    let store = Store::open(&StoreAddress::Gpkg(file.clone()), true).await?;
    load(&store, owners(two_fields()), StageMode::Create, vec![row("a", 1), row("b", 2)]).await?;
    let made = store.position().await?.revision;
    let told = ogrinfo(&file).expect("GDAL is installed, as for the tests of outsiders");
    let owners_told = told.split("Layer name: ").find(|part| part.starts_with("owners\n")).expect("it is listed");
    assert!(owners_told.contains("Geometry: None") && owners_told.contains("Feature Count: 2"), "{owners_told}");

    let qgis = other::sqlite(&file)?;
    qgis.execute_batch("INSERT INTO owners (key, floors) VALUES ('c', 3); DELETE FROM owners WHERE fid = 1")?;
    assert!(store.notice_others().await?.is_some());
    assert_eq!(rows(&store).await?, [(2, values("b", 2)), (3, values("c", 3))]);
    assert_eq!(store.changes_since(made).await?[0].touched, Touched::Ids([1, 3].map(FeatureId).to_vec()));
    qgis.execute_batch("ALTER TABLE owners ADD COLUMN phone TEXT")?;
    store.notice_others().await?;
    let now = layer(&store, "owners").await?;
    assert_eq!((now.schema.fields.len(), now.schema.geometry), (3, GeometryType::None));
    assert_eq!(now.crs, owners(Vec::new()).crs);
    Ok(())
}

#[tokio::test]
async fn a_table_of_another_program_is_adopted_for_staff() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("theirs.gpkg");
    drop(Store::open(&StoreAddress::Gpkg(file.clone()), true).await?);
    let theirs = rusqlite::Connection::open(&file)?;
    let ours: Vec<String> = theirs
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'diaban%'")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for table in ours {
        theirs.execute_batch(&format!("DROP TABLE {table}"))?;
    }
    theirs.execute_batch(
        "DELETE FROM gpkg_contents; CREATE TABLE stock (fid INTEGER PRIMARY KEY, item TEXT); \
         CREATE TABLE layer_styles (id INTEGER PRIMARY KEY, styleQML TEXT); INSERT INTO stock VALUES (7, 'pipe'); \
         INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('stock', 'attributes', 'Stock'), \
         ('layer_styles', 'attributes', 'layer_styles');",
    )?;
    drop(theirs);
    let store = Store::open(&StoreAddress::Gpkg(file), true).await?;
    let (_, layers) = store.layers().await?;
    let told: Vec<_> =
        layers.iter().map(|layer| (layer.name.as_str(), layer.title.as_str(), &layer.clearance)).collect();
    assert_eq!(told, [("stock", "Stock", &Clearance::Staff)]);
    assert_eq!((layers[0].count, layers[0].schema.geometry), (1, GeometryType::None));
    let change = Change::insert(LayerName::parse("stock")?, None, vec![Value::text("valve")]);
    store.commit(spatial_core::layer::Transaction { door: Door::Items, ..transaction(vec![change]) }).await?;
    assert_eq!(all(&store, "stock").await?.len(), 2);
    assert_eq!(layers[0].schema.fields, [field("item", FieldType::Text)]);
    Ok(())
}
