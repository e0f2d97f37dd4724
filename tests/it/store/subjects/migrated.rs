//! Stores of earlier layouts are brought to the newest with all they hold; looking into one leaves it as it is.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use spatial_core::layer::{Change, Clearance, Door, FeatureId, Revision, Value};
use spatial_core::store::private::{Role, UserName};
use spatial_core::store::{PostgisAddress, Store, StoreAddress};
use system_tests::cluster::Cluster;
use system_tests::root;

use super::declared::register;
use crate::store::contract::{all, layer, name, transaction};

/// Made by the program before layers had subjects: two imports, the second over the first by key, one user.
fn fixture(file: &str) -> PathBuf {
    root().join("tests/fixtures/before-subjects").join(file)
}

fn copied(to: &Path) -> Result<PathBuf> {
    for file in ["city.gpkg", "city.private.gpkg"] {
        std::fs::copy(fixture(file), to.join(file))?;
    }
    Ok(to.join("city.gpkg"))
}

/// What the fixture holds, and that it goes on from there.
async fn holds_what_it_held(store: Store) -> Result<()> {
    let parcels = layer(&store, "parcels").await?;
    assert_eq!((parcels.count, &parcels.door, &parcels.subject, &parcels.rows), (3, &Door::Items, &None, &None));
    let clearances: Vec<_> =
        parcels.schema.fields.iter().map(|field| (field.name.as_str(), &field.clearance)).collect();
    assert_eq!(
        clearances[3..],
        [("so_thua", &Clearance::Open), ("loai_dat", &Clearance::Open), ("ten_chu", &Clearance::Staff)]
    );
    assert_eq!(layer(&store, "parcels_quarantine").await?.clearance, Clearance::Staff);
    let now = all(&store, "parcels").await?;
    let before = store.read(&name("parcels"), &[FeatureId(1), FeatureId(2), FeatureId(3)], Revision(1)).await?;
    assert_eq!((now.len(), before.len()), (3, 3));
    assert_eq!((&now[0], &now[2]), (&before[0], &before[2]));
    assert_ne!(now[1].values, before[1].values);
    assert_eq!((now[1].version, before[1].version), (Revision(2), Revision(1)));

    let (user, _) = store.private().user(&UserName::parse("lan")?).await?.context("the user is still there")?;
    assert_eq!((user.role, user.grants, user.has_factor), (Role::Editor, Vec::new(), false));
    assert_eq!(store.private().audit(10).await?.len(), 1);

    let assign =
        Change::Assign { layer: name("parcels"), ids: vec![FeatureId(3)], field: 4, value: Value::text("CLN") };
    let done = store.commit(transaction(vec![assign])).await?;
    assert_eq!(done.revision, Revision(3));
    register(&store).await?;
    assert_eq!(store.layers().await?.1.len(), 4);
    Ok(())
}

#[tokio::test]
async fn a_geopackage_of_an_earlier_day_is_completed_when_it_is_opened() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let file = copied(folder.path())?;
    holds_what_it_held(Store::open(&StoreAddress::Gpkg(file.clone()), false).await?).await?;
    let again = Store::open(&StoreAddress::Gpkg(file), false).await?;
    assert_eq!(again.position().await?.revision, Revision(4));
    Ok(())
}

#[tokio::test]
async fn completing_a_geopackage_makes_no_copy_of_it_stale() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let file = copied(folder.path())?;
    let tables = || -> Result<i64> {
        let sql = "SELECT value FROM diaban_meta WHERE key = 'tables_version'";
        Ok(rusqlite::Connection::open(&file)?.query_row(sql, [], |row| row.get(0))?)
    };
    let before = tables()?;
    let position = Store::open(&StoreAddress::Gpkg(file.clone()), false).await?.position().await?;
    assert_eq!((position.revision, tables()?), (Revision(2), before));
    Ok(())
}

#[tokio::test]
async fn looking_into_a_geopackage_of_an_earlier_day_leaves_it_as_it_is() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let file = copied(folder.path())?;
    let bytes = std::fs::read(&file)?;
    let address = StoreAddress::Gpkg(file.clone());
    let looked = Store::look(&address).await?;
    assert!(looked.is_store);
    assert_eq!(looked.layers.iter().map(|layer| layer.count).collect::<Vec<_>>(), [3, 2]);
    let (send, values) = std::sync::mpsc::channel();
    Store::values(&address, &name("parcels"), "so_thua", move |value| drop(send.send(value))).await?;
    assert_eq!(values.into_iter().count(), 3);
    assert!(std::fs::read(&file)? == bytes);
    Ok(())
}

#[tokio::test]
async fn a_database_of_an_earlier_day_is_migrated_with_all_it_holds() -> Result<()> {
    let database = Cluster::shared().database();
    database.load(&fixture("city.sql"));
    let address = StoreAddress::Postgis(PostgisAddress::parse(&database.url())?);
    let looked = Store::look(&address).await?;
    assert_eq!((looked.is_store, looked.layers.len()), (true, 2));
    let migrated = Store::migrate(&address).await?;
    assert_eq!(migrated.steps, 8);
    assert_eq!(Store::migrate(&address).await?.steps, 0);
    holds_what_it_held(Store::open(&address, false).await?).await
}
