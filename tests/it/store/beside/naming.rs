//! Rows that name files: a file is there before a row names it, and stays as long as any row does, be it a superseded one.

use std::time::{Duration, SystemTime};

use anyhow::Result;
use spatial_core::layer::{
    Change, DeclaredField, DeclaredTable, FeatureId, FieldRole, FieldType, GeometryType, Kind, Layer, Value,
};
use spatial_core::store::assets::AssetHash;
use spatial_core::store::{StageMode, Staged, Store, StoreError};

use super::assets::put;
use crate::store::contract::{all, load, name, on_every_store};
use crate::store::subjects::declared::{declared, of_planning};

on_every_store! {
    a_row_names_a_file_that_is_there
    a_loaded_layer_names_files_that_are_there
    a_file_is_removed_a_day_after_it_was_put_if_no_row_names_it
    a_file_of_a_replaced_layer_stays
    nothing_is_removed_while_an_import_goes_on
}

const DOCUMENTS: DeclaredTable = DeclaredTable {
    room: "planning",
    table: "document",
    layer: "documents",
    kind: Kind::Feature,
    geometry: GeometryType::None,
    fields: &[
        DeclaredField::open("title", FieldType::Text).role(FieldRole::Name),
        DeclaredField::open("file", FieldType::Text).role(FieldRole::Asset),
    ],
    clearance: "anonymous",
    rows: None,
    class_field: None,
};

async fn register(store: &Store) -> Result<Layer> {
    store.declare(&[declared(&DOCUMENTS)], "diaban", "a table of a test").await?;
    Ok(declared(&DOCUMENTS))
}

fn values(file: impl ToString) -> Vec<Value> {
    vec![Value::text("a title"), Value::text(file.to_string())]
}

fn insert(file: impl ToString) -> Change {
    Change::insert(name("documents"), None, values(file))
}

fn update(id: u64, file: impl ToString) -> Change {
    let (layer, id, values) = (name("documents"), FeatureId(id), values(file));
    Change::Update { layer, id, expected: None, geometry: None, values, links: Vec::new() }
}

fn assign(id: u64, value: Value) -> Change {
    Change::Assign { layer: name("documents"), ids: vec![FeatureId(id)], field: 1, value }
}

/// So many hours from now.
fn hours(hours: u64) -> SystemTime {
    SystemTime::now() + Duration::from_secs(hours * 3600)
}

/// Which of these files are there.
async fn there(store: &Store, files: &[AssetHash]) -> Result<Vec<bool>> {
    let mut there = Vec::new();
    for file in files {
        there.push(store.has_asset(*file).await?);
    }
    Ok(there)
}

async fn a_row_names_a_file_that_is_there(store: Store) -> Result<()> {
    register(&store).await?;
    let file = put(&store, b"a decision").await?.hash;
    let nameless = Change::insert(name("documents"), None, vec![Value::text("to come"), Value::Null]);
    store.commit(of_planning(vec![insert(file), nameless])).await?;
    let at = store.position().await?;
    let missing = AssetHash::parse(&"ab".repeat(32))?.to_string();
    for hash in [missing, String::new(), "../city.gpkg".to_owned(), file.to_string().to_uppercase()] {
        let wrong =
            [vec![insert(&hash)], vec![insert(file), update(1, &hash)], vec![assign(2, Value::text(hash.clone()))]];
        for changes in wrong {
            match store.commit(of_planning(changes)).await {
                Err(StoreError::AssetMissing { layer, field, hash: told }) => {
                    assert_eq!((layer.as_str(), field.as_str(), &told), ("documents", "file", &hash));
                }
                other => anyhow::bail!("{hash}: {other:?}"),
            }
        }
    }
    assert_eq!(store.position().await?, at);
    store.commit(of_planning(vec![assign(2, Value::text(file.to_string())), update(1, file)])).await?;
    store.commit(of_planning(vec![assign(2, Value::Null)])).await?;
    assert_eq!(all(&store, "documents").await?.len(), 2);
    Ok(())
}

async fn a_loaded_layer_names_files_that_are_there(store: Store) -> Result<()> {
    let documents = register(&store).await?;
    let file = put(&store, b"a decision").await?.hash;
    let missing = "ab".repeat(32);
    let rows = |last: String| vec![Staged::new(None, values(file)), Staged::new(None, values(last))];
    for mode in [StageMode::Append, StageMode::Replace] {
        let refused = load(&store, documents.clone(), mode, rows(missing.clone())).await;
        assert!(matches!(&refused, Err(StoreError::AssetMissing { hash, .. }) if *hash == missing), "{refused:?}");
    }
    assert!(all(&store, "documents").await?.is_empty());
    load(&store, documents, StageMode::Append, rows(file.to_string())).await?;
    assert_eq!(all(&store, "documents").await?.len(), 2);
    Ok(())
}

async fn a_file_is_removed_a_day_after_it_was_put_if_no_row_names_it(store: Store) -> Result<()> {
    register(&store).await?;
    let mut files = Vec::new();
    for content in ["named", "named once, deleted", "named once, replaced", "its replacement", "never named"] {
        files.push(put(&store, content.as_bytes()).await?.hash);
    }
    store.commit(of_planning(vec![insert(files[0]), insert(files[1]), insert(files[2])])).await?;
    let delete = Change::Delete { layer: name("documents"), id: FeatureId(2), expected: None };
    store.commit(of_planning(vec![delete, update(3, files[3])])).await?;
    assert_eq!(store.sweep_assets(hours(23)).await?, 0);
    assert_eq!(there(&store, &files).await?, [true; 5]);
    assert_eq!(store.sweep_assets(hours(25)).await?, 1);
    assert_eq!(there(&store, &files).await?, [true, true, true, true, false]);
    assert_eq!(store.sweep_assets(hours(25)).await?, 0);
    assert_eq!(put(&store, b"never named").await?.hash, files[4]);
    store.commit(of_planning(vec![insert(files[4])])).await?;
    assert_eq!(store.sweep_assets(hours(9999)).await?, 0);
    Ok(())
}

async fn a_file_of_a_replaced_layer_stays(store: Store) -> Result<()> {
    let documents = register(&store).await?;
    let (old, new) = (put(&store, b"old").await?.hash, put(&store, b"new").await?.hash);
    load(&store, documents.clone(), StageMode::Append, vec![Staged::new(None, values(old))]).await?;
    load(&store, documents, StageMode::Replace, vec![Staged::new(None, values(new))]).await?;
    assert_eq!(store.sweep_assets(hours(25)).await?, 0);
    assert_eq!(there(&store, &[old, new]).await?, [true, true]);
    Ok(())
}

async fn nothing_is_removed_while_an_import_goes_on(store: Store) -> Result<()> {
    let documents = register(&store).await?;
    let file = put(&store, b"a decision").await?.hash;
    let mut stage = store.stage(documents, StageMode::Append).await?;
    stage.append(vec![Staged::new(None, values(file))]).await?;
    assert_eq!(store.sweep_assets(hours(25)).await?, 0);
    stage.publish("a test").await?;
    assert_eq!(store.sweep_assets(hours(25)).await?, 0);
    assert_eq!(there(&store, &[file]).await?, [true]);
    Ok(())
}
