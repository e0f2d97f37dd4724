//! Other programs edit features while we hold the store open: GDAL's tools, plain SQLite, another of ours.

use std::time::Duration;

use anyhow::{Context, Result};
use geo_types::Geometry;
use spatial_core::layer::{FeatureId, Layer, Revision, Touched, Value};
use spatial_core::store::{StageMode, StoreError, Without};
use tokio::time::timeout;

use crate::store::city::{City, blob, check_file, gdal, open, sqlite, text};
use crate::store::contract::{all, name, parcels, square, staged, transaction, two_fields, update};

#[tokio::test]
async fn ogr2ogr_appends_while_we_hold_the_store() -> Result<()> {
    let (city, created) = City::with_three_parcels().await?;
    assert_eq!(city.store.notice_others().await?, None);
    gdal("ogr2ogr", &["-append", text(&city.path), text(&city.geojson("d")?), "-nln", "parcels"])?;
    let noticed = city.store.notice_others().await?.context("the edit is noticed")?;
    assert_eq!(noticed.revision, Revision(created.0 + 1));
    assert_eq!(city.told().await?, ["1=a/1", "2=b/2", "3=c/3", "4=d/7"]);
    let feed = city.store.changes_since(created).await?;
    assert_eq!((feed.len(), feed[0].touched.clone()), (1, Touched::Ids(vec![FeatureId(4)])));
    assert_eq!(city.told_at(created).await?, ["1=a/1", "2=b/2", "3=c/3"]);
    let read = all(&city.store, "parcels").await?;
    assert_eq!((read[0].version, read[3].version), (created, noticed.revision));
    assert_eq!(city.store.notice_others().await?, None);
    city.store.commit(transaction(vec![update(4, Some(noticed.revision), "d", 8)])).await?;
    check_file(&city.path, "parcels")
}

#[tokio::test]
async fn ogr2ogr_updates_while_we_hold_the_store() -> Result<()> {
    let (city, created) = City::with_three_parcels().await?;
    gdal("ogrinfo", &["-q", text(&city.path), "-sql", "UPDATE parcels SET floors = 22 WHERE fid = 2"])?;
    gdal("ogrinfo", &["-q", text(&city.path), "-sql", "DELETE FROM parcels WHERE fid = 3"])?;
    // Nobody asked in between: what is read is numbered all the same.
    assert_eq!(city.told().await?, ["1=a/1", "2=b/22"]);
    assert_eq!(city.store.position().await?.revision, Revision(created.0 + 1));
    assert_eq!(city.told_at(created).await?, ["1=a/1", "2=b/2", "3=c/3"]);
    check_file(&city.path, "parcels")
}

#[tokio::test]
async fn sqlite_with_the_st_functions_edits_while_we_hold_the_store() -> Result<()> {
    let (city, created) = City::with_three_parcels().await?;
    let outside = sqlite(&city.path)?;
    outside.execute("UPDATE parcels SET floors = floors + 10", [])?;
    outside.execute("INSERT INTO parcels (geom, key, floors) SELECT geom, 'copy', 5 FROM parcels WHERE fid = 1", [])?;
    assert_eq!(outside.last_insert_rowid(), 4);
    let first = city.store.notice_others().await?.context("noticed")?.revision;
    outside.execute(
        "INSERT OR REPLACE INTO parcels (fid, geom, key, floors) SELECT 2, geom, 'new', 1 FROM parcels WHERE fid = 2",
        [],
    )?;
    outside.execute("UPDATE parcels SET fid = 30 WHERE fid = 3", [])?;
    outside.execute("DELETE FROM parcels WHERE fid = 1", [])?;
    assert_eq!(city.told().await?, ["2=new/1", "4=copy/5", "30=c/13"]);
    assert_eq!(city.told_at(first).await?, ["1=a/11", "2=b/12", "3=c/13", "4=copy/5"]);
    assert_eq!(city.told_at(created).await?, ["1=a/1", "2=b/2", "3=c/3"]);
    let who: Vec<String> = outside
        .prepare("SELECT who FROM diaban_commit ORDER BY revision")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    assert_eq!(who, ["lan", "external", "external"]);
    outside.execute("UPDATE parcels SET geom = ?1 WHERE fid = 4", [blob(500.0)])?;
    assert_eq!(city.store.layers().await?.1[0].extent.map(|extent| extent.max[0]), Some(510.0));
    assert_eq!(all(&city.store, "parcels").await?[1].geometry, Some(square(500.0)));
    check_file(&city.path, "parcels")
}

#[tokio::test]
async fn our_commit_numbers_what_others_left_before_itself() -> Result<()> {
    let (city, created) = City::with_three_parcels().await?;
    sqlite(&city.path)?.execute("UPDATE parcels SET floors = 9 WHERE fid = 1", [])?;
    let late = city.store.commit(transaction(vec![update(1, Some(created), "a", 3)])).await;
    assert!(matches!(late, Err(StoreError::Conflict { .. })), "{late:?}");
    let committed = city.store.commit(transaction(vec![update(2, Some(created), "b", 3)])).await?;
    assert_eq!(committed.revision, Revision(created.0 + 2));
    Ok(())
}

#[tokio::test]
async fn what_others_left_unreadable_does_not_stop_the_layer() -> Result<()> {
    let (city, _) = City::with_three_parcels().await?;
    let outside = sqlite(&city.path)?;
    outside.execute_batch(
        "DROP TRIGGER rtree_parcels_geom_update1; DROP TRIGGER rtree_parcels_geom_update2; \
         UPDATE parcels SET geom = x'00', floors = 'many' WHERE fid = 2; UPDATE parcels SET floors = '12' WHERE fid = 1",
    )?;
    let read = all(&city.store, "parcels").await?;
    assert_eq!((&read[1].geometry, &read[1].values), (&None::<Geometry<f64>>, &vec![Value::text("b"), Value::Null]));
    assert_eq!((&read[0].geometry, &read[0].values[1]), (&Some(square(0.0)), &Value::Integer(12)));
    let left: Vec<Without> = city.store.left_out().await?.into_iter().map(|left| left.without).collect();
    let value = Without::Values { column: "floors".to_owned(), count: 1, first: 2 };
    assert_eq!(left, [Without::Shapes { count: 1, first: 2 }, value], "and who runs the store is told");
    city.store.commit(transaction(vec![update(2, None, "b", 3)])).await?;
    outside.execute("UPDATE parcels SET geom = (SELECT geom FROM parcels WHERE fid = 1) WHERE fid = 2", [])?;
    assert_eq!(city.store.left_out().await?, []);
    Ok(())
}

#[tokio::test]
async fn an_import_given_up_while_others_keep_it_waiting_leaves_nothing() -> Result<()> {
    let (city, _) = City::with_three_parcels().await?;
    let mut stage = city.store.stage(Layer { name: name("more"), ..parcels(two_fields()) }, StageMode::Create).await?;
    let outside = sqlite(&city.path)?;
    outside.execute_batch("BEGIN IMMEDIATE")?;
    let batch = || (0..20_000).map(|number| staged("x", number, number as f64)).collect();
    while let Ok(taken) = timeout(Duration::ZERO, stage.append(batch())).await {
        taken?;
    }
    drop(stage);
    outside.execute_batch("ROLLBACK")?;
    city.store.commit(transaction(vec![update(1, None, "a", 9)])).await?;
    let left = "SELECT count(*) FROM sqlite_master WHERE name LIKE 'diaban\\_stage\\_%' ESCAPE '\\'";
    assert_eq!(outside.query_row(left, [], |row| row.get::<_, i64>(0))?, 0);
    check_file(&city.path, "parcels")
}

#[tokio::test]
async fn two_stores_on_one_file_see_each_other() -> Result<()> {
    let (city, created) = City::with_three_parcels().await?;
    let other = open(&city.path, false).await?;
    let mut stage = other.stage(parcels(two_fields()), StageMode::Replace).await?;
    stage.append((0..5000).map(|number| staged("x", number, number as f64)).collect()).await?;
    assert_eq!(city.store.notice_others().await?, None, "a stage is nobody's business before it is published");
    // A third opens meanwhile and sweeps nothing that lives.
    drop(open(&city.path, false).await?);
    let published = stage.publish("by the other").await?;
    assert_eq!(city.store.notice_others().await?.map(|position| position.revision), Some(published.revision));
    assert_eq!(city.told().await?.len(), 5000);
    assert_eq!(city.told_at(created).await?.len(), 3);
    assert_eq!(all(&other, "parcels").await?.len(), 5000);
    check_file(&city.path, "parcels")
}
