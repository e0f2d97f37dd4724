//! A layer that is removed: nobody lists it, its past stays readable, its ids are not given again; what others rest on stays.

use anyhow::{Context, Result};
use spatial_core::layer::{FeatureId, Field, FieldRole, FieldType, Kind, Layer, LayerName, Meaning, Touched, Value};
use spatial_core::store::private::{AuditEntry, Deed};
use spatial_core::store::{Quarantined, Removing, StageMode, Staged, Store, StoreAddress, StoreError};

use super::declared::register;
use crate::store::contract::{
    all, at, delete, field, insert, load, name, on_every_store, parcels, square, staged, three_parcels, told,
    transaction, two_fields, update,
};
use crate::store::private::pending;

on_every_store! {
    a_removed_layer_is_gone_and_its_past_is_read_as_it_was
    a_removed_layer_may_come_again_and_goes_on_counting
    what_an_import_put_aside_goes_with_its_layer
    what_an_import_put_aside_goes_alone
    what_is_not_there_or_others_rest_on_is_not_removed
    a_layer_others_find_names_in_goes_only_if_that_is_known
    an_import_into_a_layer_that_is_removed_meanwhile_comes_to_nothing
}

fn removing(layer: &str) -> Removing {
    removing_layer(name(layer))
}

fn removing_layer(layer: LayerName) -> Removing {
    let line = AuditEntry { layer: None, ..pending(Deed::LayerRemoved, None).entry };
    Removing::new(layer, "a test".to_owned(), line)
}

async fn names(store: &Store) -> Result<Vec<String>> {
    Ok(store.layers().await?.1.iter().map(|layer| layer.name.to_string()).collect())
}

async fn a_removed_layer_is_gone_and_its_past_is_read_as_it_was(store: Store) -> Result<()> {
    let created = three_parcels(&store).await?;
    store.commit(transaction(vec![update(2, None, "b", 22), delete(3, None), insert("d", 4)])).await?;
    let before = store.position().await?;
    let was = told(&at(&store, &[1, 2, 3, 4], before.revision).await?);
    assert_eq!(was, ["1=a/1@1", "2=b/22@2", "4=d/4@2"]);

    let done = store.remove(removing("parcels")).await?;
    assert_eq!(done.revision.0, before.revision.0 + 1);
    assert_eq!((names(&store).await?, store.left_out().await?), (Vec::new(), Vec::new()));
    let now = at(&store, &[1, 2], done.revision).await;
    assert!(matches!(now, Err(StoreError::LayerNotFound { .. })), "{now:?}");
    let scanned = all(&store, "parcels").await;
    assert!(scanned.is_err(), "{scanned:?}");
    assert_eq!(told(&at(&store, &[1, 2, 3, 4], before.revision).await?), was);
    assert_eq!(told(&at(&store, &[1, 2, 3, 4], created).await?), ["1=a/1@1", "2=b/2@1", "3=c/3@1"]);
    let reader = store.reader().await?;
    let portion = reader.read(&name("parcels"), &[FeatureId(2)], &before, usize::MAX).await?;
    assert_eq!(told(&portion.features), was[1..2], "as a World of before asks");

    let rows = store.changes_since(before.revision).await?;
    assert!(matches!(&rows[..], [row] if row.layer == name("parcels") && row.touched == Touched::Whole), "{rows:?}");
    let log = store.private().audit(10).await?;
    let [line] = &log[..] else { anyhow::bail!("{log:?}") };
    assert_eq!(
        (line.deed, &line.layer, line.revision),
        (Deed::LayerRemoved, &Some(name("parcels")), Some(done.revision))
    );
    Ok(())
}

async fn a_removed_layer_may_come_again_and_goes_on_counting(store: Store) -> Result<()> {
    three_parcels(&store).await?;
    let former = store.position().await?.revision;
    store.remove(removing("parcels")).await?;
    let again = Layer { title: "again".to_owned(), ..parcels(two_fields()) };
    let made = load(&store, again, StageMode::Create, vec![staged("new", 9, 0.0)]).await?;
    assert_eq!(told(&all(&store, "parcels").await?), [format!("4=new/9@{}", made.revision)]);
    assert_eq!(told(&at(&store, &[1, 4], former).await?), ["1=a/1@1"]);
    let layer = crate::store::contract::layer(&store, "parcels").await?;
    assert_eq!((layer.count, layer.title.as_str()), (1, "again"));
    let seen = store.position().await?;
    store.notice_others().await?;
    assert_eq!(store.position().await?, seen, "nothing is left to be noticed");
    store.commit(transaction(vec![insert("e", 5)])).await?;
    store.remove(removing("parcels")).await?;
    assert_eq!(told(&at(&store, &[1, 4], former).await?), ["1=a/1@1"]);
    assert_eq!(told(&at(&store, &[1, 4], made.revision).await?), [format!("4=new/9@{}", made.revision)]);
    Ok(())
}

async fn what_an_import_put_aside_goes_with_its_layer(store: Store) -> Result<()> {
    with_a_record_aside(&store).await?;
    store.remove(removing("parcels")).await?;
    assert_eq!(names(&store).await?, Vec::<String>::new());
    Ok(())
}

async fn what_an_import_put_aside_goes_alone(store: Store) -> Result<()> {
    with_a_record_aside(&store).await?;
    store.remove(removing_layer(name("parcels").quarantine())).await?;
    assert_eq!(names(&store).await?, ["parcels"]);
    Ok(())
}

/// One parcel, and a record that became none.
async fn with_a_record_aside(store: &Store) -> Result<()> {
    let mut stage = store.stage(parcels(two_fields()), StageMode::Create).await?;
    stage.append(vec![staged("a", 1, 0.0)]).await?;
    let broken = Quarantined {
        file: "a.geojson".to_owned(),
        record: 2,
        key: None,
        code: "not-finite".to_owned(),
        field: None,
        place: Some([1.0, 2.0]),
        record_json: "{}".to_owned(),
    };
    stage.quarantine(vec![broken]).await?;
    stage.publish("a test").await?;
    assert_eq!(names(store).await?, ["parcels", "parcels_quarantine"]);
    Ok(())
}

async fn what_is_not_there_or_others_rest_on_is_not_removed(store: Store) -> Result<()> {
    three_parcels(&store).await?;
    register(&store).await?;
    let refers = Meaning { refers: Some(name("parcels")), ..Meaning::default() };
    let of_parcel = Field { meaning: refers, ..field("parcel", FieldType::Integer) };
    let houses = Layer { name: name("houses"), ..parcels(vec![of_parcel]) };
    let house = Staged::new(Some(square(0.0)), vec![Value::Null]);
    load(&store, houses, StageMode::Create, vec![house]).await?;
    let before = (store.position().await?, names(&store).await?);

    let refused = store.remove(removing("roads")).await;
    assert!(matches!(refused, Err(StoreError::LayerNotFound { .. })), "{refused:?}");
    let refused = store.remove(removing("plans")).await;
    let Err(StoreError::LayerOfSubject { layer, subject }) = refused else { anyhow::bail!("{refused:?}") };
    assert_eq!((layer, subject.as_str()), (name("plans"), "planning"));
    let refused = store.remove(removing("parcels")).await;
    let Err(StoreError::LayerReferred { layer, by, field }) = refused else { anyhow::bail!("{refused:?}") };
    assert_eq!((layer, by, field.as_str()), (name("parcels"), name("houses"), "parcel"));
    assert_eq!((store.position().await?, names(&store).await?), before);
    assert_eq!(store.private().audit(10).await?, [], "what was refused is not told");

    store.remove(removing("houses")).await.context("nothing rests on it")?;
    store.remove(removing("parcels")).await.context("nor on this any more")?;
    Ok(())
}

async fn a_layer_others_find_names_in_goes_only_if_that_is_known(store: Store) -> Result<()> {
    let called = Meaning { role: Some(FieldRole::Name), ..Meaning::default() };
    let fields = || vec![Field { meaning: called.clone(), ..field("key", FieldType::Text) }, two_fields().remove(1)];
    let wards = Layer { name: name("wards"), kind: Kind::Ward, ..parcels(two_fields()) };
    let streets = Layer { name: name("streets"), kind: Kind::Line, ..parcels(fields()) };
    let before = store.position().await?.revision;
    for (layer, are_wards) in [(wards, true), (streets, false)] {
        let called = layer.name.clone();
        load(&store, layer, StageMode::Create, vec![staged("a", 1, 0.0)]).await?;
        let refused = store.remove(removing_layer(called.clone())).await;
        let Err(StoreError::LayerNamesOthers { layer, wards }) = refused else { anyhow::bail!("{refused:?}") };
        assert_eq!((&layer, wards), (&called, are_wards));
        store.remove(Removing { even_so: true, ..removing_layer(called) }).await?;
    }
    assert_eq!((names(&store).await?, store.position().await?.revision.0), (Vec::new(), before.0 + 4));
    Ok(())
}

#[tokio::test]
async fn what_others_wrote_of_its_columns_goes_with_a_layer_and_stays_while_it_is_loaded_anew() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("city.gpkg");
    let store = Store::open(&StoreAddress::Gpkg(path.clone()), true).await?;
    three_parcels(&store).await?;
    let other = rusqlite::Connection::open(&path)?;
    other.execute_batch(
        "CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, title TEXT, \
         PRIMARY KEY (table_name, column_name)); \
         INSERT INTO gpkg_data_columns VALUES ('parcels', 'key', 'Số thửa'), ('roads', 'key', 'Tên')",
    )?;
    let kept =
        || other.query_row("SELECT group_concat(title) FROM gpkg_data_columns", [], |row| row.get::<_, String>(0));
    load(&store, parcels(two_fields()), StageMode::Replace, vec![staged("b", 2, 0.0)]).await?;
    assert_eq!(kept()?, "Số thửa,Tên");
    store.remove(removing("parcels")).await?;
    assert_eq!(kept()?, "Tên");
    Ok(())
}

async fn an_import_into_a_layer_that_is_removed_meanwhile_comes_to_nothing(store: Store) -> Result<()> {
    three_parcels(&store).await?;
    let mut stage = store.stage(parcels(two_fields()), StageMode::Append).await?;
    stage.append(vec![staged("late", 1, 0.0)]).await?;
    store.remove(removing("parcels")).await?;
    let refused = stage.publish("too late").await;
    assert!(matches!(refused, Err(StoreError::LayerNotFound { .. })), "{refused:?}");
    assert_eq!(names(&store).await?, Vec::<String>::new());
    Ok(())
}
