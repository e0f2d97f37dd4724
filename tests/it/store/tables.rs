//! Other programs change the tables themselves while we hold the store open: overwritten, dropped, given other fields.

use anyhow::{Context, Result};
use spatial_core::crs::{Crs, Operation, Transform};
use spatial_core::layer::{Clearance, FeatureId, Revision, Touched};
use spatial_core::store::{StageMode, StoreError};

use crate::store::city::{City, check_file, gdal, sqlite, text};
use crate::store::contract::{all, load, parcels, staged, transaction, two_fields, update};

#[tokio::test]
async fn ogr2ogr_overwrites_a_layer_while_we_hold_the_store() -> Result<()> {
    let (city, created) = City::with_three_parcels().await?;
    let before = city.store.position().await?;
    gdal("ogr2ogr", &["-overwrite", text(&city.path), text(&city.geojson("z")?), "-nln", "parcels"])?;
    let after = city.store.notice_others().await?.context("the edit is noticed")?;
    assert!(after.revision > before.revision && after.schema_version != before.schema_version);
    assert_eq!(city.told().await?, ["1=z/7"]);
    assert!(city.store.changes_since(created).await?.iter().any(|row| row.touched == Touched::Whole));
    let lost = city.told_at(created).await;
    assert!(lost.is_err_and(|error| matches!(error.downcast_ref(), Some(StoreError::TooOld { .. }))));
    let layers = city.store.layers().await?.1;
    assert_eq!(
        (layers.len(), layers[0].title.as_str(), layers[0].crs, layers[0].count),
        (1, "Thửa đất", Crs::Epsg(9218), 1)
    );
    // The triggers are back, and ids go on where the lost ones ended.
    let inserted = city.store.commit(transaction(vec![update(1, None, "z", 8)])).await?.revision;
    assert_eq!(city.told_at(after.revision).await?, ["1=z/7"]);
    gdal("ogr2ogr", &["-append", text(&city.path), text(&city.geojson("y")?), "-nln", "parcels"])?;
    assert_eq!(city.told().await?, ["1=z/8", "4=y/7"]);
    assert_eq!(city.told_at(inserted).await?, ["1=z/8"]);
    Ok(())
}

#[tokio::test]
async fn a_layer_dropped_by_others_is_gone_and_its_ids_stay_used() -> Result<()> {
    let (city, _) = City::with_three_parcels().await?;
    gdal("ogrinfo", &["-q", text(&city.path), "-sql", "DROP TABLE parcels"])?;
    city.store.notice_others().await?.context("the edit is noticed")?;
    assert_eq!(city.store.layers().await?.1, vec![]);
    load(&city.store, parcels(two_fields()), StageMode::Create, vec![staged("n", 1, 0.0)]).await?;
    assert_eq!(city.told().await?, ["4=n/1"]);
    assert!(city.told_at(Revision(1)).await.is_err());
    Ok(())
}

#[tokio::test]
async fn a_field_added_by_others_is_for_staff_and_history_knows_it_from_then_on() -> Result<()> {
    let (city, created) = City::with_three_parcels().await?;
    gdal("ogrinfo", &["-q", text(&city.path), "-sql", "ALTER TABLE parcels ADD COLUMN note TEXT(20)"])?;
    let added = city.store.notice_others().await?.context("noticed")?.revision;
    let fields = city.store.layers().await?.1.remove(0).schema.fields;
    assert_eq!((fields[2].name.as_str(), fields[2].clearance.clone()), ("note", Clearance::Staff));
    let outside = sqlite(&city.path)?;
    outside.execute("UPDATE parcels SET note = 'x' WHERE fid = 1", [])?;
    let noted = city.store.position().await?.revision;
    outside.execute("UPDATE parcels SET note = 'y' WHERE fid = 1", [])?;
    assert_eq!(city.told().await?, ["1=a/1/y", "2=b/2/-", "3=c/3/-"]);
    assert_eq!(city.told_at(noted).await?[0], "1=a/1/x");
    assert_eq!(city.told_at(added).await?[0], "1=a/1/-");
    assert_eq!(city.told_at(created).await?[0], "1=a/1");
    assert_eq!(all(&city.store, "parcels").await?[1].version, created);
    Ok(())
}

#[tokio::test]
async fn edits_made_while_a_trigger_was_gone_or_another_are_seen() -> Result<()> {
    let (city, _) = City::with_three_parcels().await?;
    let outside = sqlite(&city.path)?;
    let events = ["inserted", "overwritten", "updated", "renumbered", "deleted"];
    for (floors, event) in (10..).zip(events) {
        let before = city.store.position().await?.revision;
        let body = ["", "CREATE TRIGGER diaban_parcels_updated AFTER UPDATE ON parcels BEGIN SELECT 1; END"];
        for (floors, body) in [floors, floors + 10].into_iter().zip(body) {
            outside.execute_batch(&format!(
                "DROP TRIGGER diaban_parcels_updated; {body}; DROP TRIGGER IF EXISTS diaban_parcels_{event}; \
                 UPDATE parcels SET floors = {floors} WHERE fid = 2"
            ))?;
            city.store.notice_others().await?.context("noticed")?;
            assert_eq!(city.told().await?[1], format!("2=b/{floors}"), "{event}");
        }
        let feed = city.store.changes_since(before).await?;
        assert!(feed.len() == 2 && feed.iter().all(|row| row.touched == Touched::Whole), "{event}: {feed:?}");
        let lost = city.told_at(before).await;
        assert!(lost.is_err_and(|error| matches!(error.downcast_ref(), Some(StoreError::TooOld { .. }))));
    }
    // All of them are back.
    let mended = city.store.position().await?.revision;
    outside.execute_batch("UPDATE parcels SET floors = 9 WHERE fid = 1; DELETE FROM parcels WHERE fid = 3")?;
    assert_eq!(city.told().await?, ["1=a/9", "2=b/24"]);
    assert_eq!(city.told_at(mended).await?, ["1=a/1", "2=b/24", "3=c/3"]);
    let feed = city.store.changes_since(mended).await?;
    assert_eq!(feed[0].touched, Touched::Ids(vec![FeatureId(1), FeatureId(3)]));
    Ok(())
}

#[tokio::test]
async fn a_field_renamed_by_others_keeps_its_audience_and_its_past() -> Result<()> {
    let (city, created) = City::with_three_parcels().await?;
    let edited = city.store.commit(transaction(vec![update(3, None, "c", 33)])).await?.revision;
    let outside = sqlite(&city.path)?;
    outside.execute_batch(
        "ALTER TABLE parcels RENAME COLUMN floors TO storeys; UPDATE parcels SET storeys = 9 WHERE fid = 1",
    )?;
    city.store.notice_others().await?.context("noticed")?;
    let fields = city.store.layers().await?.1.remove(0).schema.fields;
    assert_eq!((fields.len(), fields[1].name.as_str(), fields[1].clearance.clone()), (2, "storeys", Clearance::Open));
    outside.execute_batch(
        "ALTER TABLE parcels RENAME COLUMN key TO \"Họ tên\"; UPDATE parcels SET storeys = 8 WHERE fid = 1",
    )?;
    assert_eq!(city.told().await?, ["1=a/8", "2=b/2", "3=c/33"]);
    assert_eq!(city.told_at(created).await?, ["1=a/1", "2=b/2", "3=c/3"]);
    assert_eq!(city.told_at(edited).await?, ["1=a/1", "2=b/2", "3=c/33"]);
    let fields = city.store.layers().await?.1.remove(0).schema.fields;
    assert_eq!(
        (fields[0].name.as_str(), fields[0].clearance.clone()),
        ("Họ tên", Clearance::Staff),
        "a name of a person's field"
    );
    check_file(&city.path, "parcels")
}

#[tokio::test]
async fn a_layer_is_drawn_by_a_renamed_field_unless_its_name_became_personal() -> Result<()> {
    let city = City::empty().await?;
    let mut layer = parcels(two_fields());
    layer.draw.class_field = Some("key".to_owned());
    load(&city.store, layer, StageMode::Create, vec![staged("a", 1, 0.0)]).await?;
    city.store.notice_others().await?;
    let outside = sqlite(&city.path)?;
    for (former, now, expected) in [("key", "class", Some("class")), ("class", "owner", None)] {
        outside.execute_batch(&format!("ALTER TABLE parcels RENAME COLUMN {former} TO {now}"))?;
        city.store.notice_others().await?.context("noticed")?;
        let draw = city.store.layers().await?.1.remove(0).draw;
        assert_eq!(draw.class_field.as_deref(), expected, "{former} is now {now}");
    }
    Ok(())
}

#[tokio::test]
async fn a_layer_overwritten_in_another_reference_system_is_transformed_by_that_systems_operation() -> Result<()> {
    let (city, _) = City::with_three_parcels().await?;
    let source = city.geojson("z")?;
    let arguments = ["-overwrite", text(&city.path), text(&source), "-nln", "parcels", "-a_srs", "EPSG:4326"];
    gdal("ogr2ogr", &arguments)?;
    city.store.notice_others().await?.context("noticed")?;
    let layer = city.store.layers().await?.1.remove(0);
    assert_eq!((layer.crs, &layer.operation), (Crs::WGS84, Transform::new(Crs::WGS84, Crs::WGS84)?.operation()));
    assert_ne!(layer.operation, Operation("EPSG:6960".to_owned()));
    Ok(())
}

#[tokio::test]
async fn index_and_count_are_right_again_after_their_triggers_were_gone() -> Result<()> {
    let (city, created) = City::with_three_parcels().await?;
    let outside = sqlite(&city.path)?;
    outside.execute_batch(
        "DROP TRIGGER rtree_parcels_geom_insert; DROP TRIGGER trigger_insert_feature_count_parcels; \
         INSERT INTO parcels (geom, key, floors) SELECT geom, 'd', 4 FROM parcels WHERE fid = 1",
    )?;
    assert_eq!(city.store.layers().await?.1[0].count, 4);
    assert_eq!(city.told_at(created).await?.len(), 3, "nothing escaped our own triggers");
    outside.execute_batch("INSERT INTO parcels (geom, key, floors) SELECT geom, 'e', 5 FROM parcels WHERE fid = 1")?;
    assert_eq!(city.store.layers().await?.1[0].count, 5);
    let indexed: u64 = outside.query_row("SELECT count(*) FROM rtree_parcels_geom", [], |row| row.get(0))?;
    assert_eq!(indexed, 5);
    // GDAL keeps the count again when it has appended.
    gdal("ogr2ogr", &["-append", text(&city.path), text(&city.geojson("f")?), "-nln", "parcels"])?;
    assert_eq!(city.store.layers().await?.1[0].count, 6);
    Ok(())
}
