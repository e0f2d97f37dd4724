//! Other programs change the tables themselves while we hold the store open: overwritten, dropped, given other fields.

use anyhow::{Context, Result};
use spatial_core::crs::Crs;
use spatial_core::layer::{Audience, Revision, Touched};
use spatial_core::store::{StageMode, StoreError};

use crate::store_city::{City, gdal, sqlite, text};
use crate::store_contract::{all, load, parcels, staged, transaction, two_fields, update};

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
    assert_eq!((fields[2].name.as_str(), fields[2].audience), ("note", Audience::Staff));
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
