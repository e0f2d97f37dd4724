//! Bulk loads into a database, seen from beside: what an import leaves there while it runs, when it is done, and when it is not.

use anyhow::{Context, Result};
use spatial_core::store::{PostgisAddress, StageMode, Store, StoreAddress};
use system_tests::cluster::{Cluster, Database};

use crate::store::contract::{all, parcels, staged, three_parcels, two_fields};

async fn open(database: &Database<'_>) -> Result<Store> {
    Ok(Store::open(&StoreAddress::Postgis(PostgisAddress::parse(&database.url())?), true).await?)
}

const LEFT: &str = "SELECT (SELECT count(*) FROM diaban.stage) + \
    (SELECT count(*) FROM pg_class WHERE relkind = 'r' AND relname LIKE 'stage\\_%')";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_import_given_up_is_removed_from_the_database() -> Result<()> {
    let database = Cluster::shared().database();
    let store = open(&database).await?;
    let mut stage = store.stage(parcels(two_fields()), StageMode::Create).await?;
    stage.append((0..20_000).map(|number| staged("x", number, number as f64)).collect()).await?;
    assert_ne!(database.sql(LEFT).trim(), "0");
    drop(stage);
    let removed = async {
        while database.sql(LEFT).trim() != "0" {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(60), removed).await.context("it is removed in time")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_killed_import_left_is_swept_at_the_next_opening_and_a_living_one_is_not() -> Result<()> {
    let database = Cluster::shared().database();
    let store = open(&database).await?;
    let mut living = store.stage(parcels(two_fields()), StageMode::Create).await?;
    living.append(vec![staged("a", 1, 0.0)]).await?;
    let dead = database.sql("INSERT INTO diaban.stage (layer) VALUES ('parcels') RETURNING stage").trim().to_owned();
    database.sql(&format!("CREATE TABLE diaban.stage_{dead} (fid bigint)"));
    open(&database).await?;
    assert_eq!(database.sql(&format!("SELECT count(*) FROM pg_class WHERE relname = 'stage_{dead}'")).trim(), "0");
    assert_eq!(living.publish("after all").await?.inserted, 1);
    assert_eq!(all(&store, "parcels").await?.len(), 1);
    assert_eq!(database.sql(LEFT).trim(), "0");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_published_layer_is_an_ordinary_table_with_its_true_reference_system() -> Result<()> {
    let database = Cluster::shared().database();
    database.sql("DELETE FROM spatial_ref_sys WHERE srid = 9218");
    let store = open(&database).await?;
    three_parcels(&store).await?;
    let column = "SELECT type, srid FROM geometry_columns WHERE f_table_schema = 'layers' AND f_table_name = 'parcels'";
    assert_eq!(database.sql(column).trim(), "POLYGON|9218");
    let wkt = database.sql("SELECT auth_name, auth_srid, srtext FROM spatial_ref_sys WHERE srid = 9218");
    assert!(wkt.starts_with("EPSG|9218|PROJCS["), "{wkt}");
    let indexes = "SELECT string_agg(am.amname, ' ' ORDER BY am.amname) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid \
        JOIN pg_am am ON am.oid = c.relam WHERE i.indrelid = 'layers.parcels'::regclass";
    assert_eq!(database.sql(indexes).trim(), "btree gist");
    Ok(())
}
