//! Owners alter our tables, as QGIS does when a field or layer is renamed or deleted: the books follow, and what is no layer is named.

use std::path::PathBuf;

use anyhow::{Context, Result};
use spatial_core::layer::{FeatureId, Revision, Value};
use spatial_core::store::postgis::PostgisStore;
use spatial_core::store::{PostgisAddress, StageMode, Store, StoreAddress, Without};
use system_tests::cluster::{Cluster, Database};
use system_tests::program::{Server, diaban_succeeds};

use crate::store::city::{City, check_file, gdal, open, sqlite, text};
use crate::store::contract::{all, load, name, parcels, staged, transaction, two_fields, update};

#[tokio::test]
async fn a_field_dropped_by_others_is_gone_and_its_past_is_kept() -> Result<()> {
    let (city, created) = City::with_three_parcels().await?;
    let edited = city.store.commit(transaction(vec![update(1, None, "z", 1)])).await?.revision;
    // What QGIS does when a field is deleted.
    gdal("ogrinfo", &[text(&city.path), "-sql", "ALTER TABLE parcels DROP COLUMN key"])?;
    let outside = sqlite(&city.path)?;
    outside.execute_batch("UPDATE parcels SET floors = 7 WHERE fid = 2; DELETE FROM parcels WHERE fid = 3")?;
    let dropped = city.store.notice_others().await?.context("noticed")?.revision;
    assert_eq!(city.told().await?, ["1=1", "2=7"]);
    outside.execute_batch("UPDATE parcels SET floors = 8 WHERE fid = 2")?;
    assert_eq!((city.told().await?[1].as_str(), city.told_at(dropped).await?[1].as_str()), ("2=8", "2=7"));
    // What history held is there; what stood in the table alone went with the column.
    assert_eq!(city.told_at(created).await?, ["1=a/1", "2=-/2", "3=-/3"]);
    assert_eq!(city.told_at(edited).await?, ["1=-/1", "2=-/2", "3=-/3"]);
    check_file(&city.path, "parcels")
}

#[tokio::test]
async fn a_field_renamed_and_dropped_by_a_tool_while_nobody_looks() -> Result<()> {
    let (city, created) = City::with_three_parcels().await?;
    gdal("ogrinfo", &[text(&city.path), "-sql", "ALTER TABLE parcels RENAME COLUMN key TO ten"])?;
    gdal("ogrinfo", &[text(&city.path), "-sql", "UPDATE parcels SET ten = 'y' WHERE fid = 1"])?;
    gdal("ogrinfo", &[text(&city.path), "-sql", "ALTER TABLE parcels DROP COLUMN floors"])?;
    gdal("ogrinfo", &[text(&city.path), "-sql", "UPDATE parcels SET ten = 'x' WHERE fid = 2"])?;
    city.store.notice_others().await?.context("noticed")?;
    assert_eq!(city.told().await?, ["1=y", "2=x", "3=c"]);
    assert_eq!(city.store.layers().await?.1[0].schema.fields[0].name, "ten");
    assert_eq!(city.told_at(created).await?, ["1=a/1", "2=b/-", "3=c/-"]);
    check_file(&city.path, "parcels")
}

#[tokio::test]
async fn a_field_renamed_and_then_dropped_leaves_no_name_among_the_values() -> Result<()> {
    let (city, created) = City::with_three_parcels().await?;
    sqlite(&city.path)?.execute_batch(
        "ALTER TABLE parcels RENAME COLUMN key TO ten; UPDATE parcels SET floors = 5 WHERE fid = 1; \
         ALTER TABLE parcels DROP COLUMN ten; UPDATE parcels SET floors = 6 WHERE fid = 2",
    )?;
    city.store.notice_others().await?.context("noticed")?;
    assert_eq!(city.told().await?, ["1=5", "2=6", "3=3"]);
    assert_eq!(city.told_at(created).await?, ["1=a/1", "2=-/2", "3=-/3"]);
    Ok(())
}

#[tokio::test]
async fn a_layer_renamed_by_a_tool_keeps_its_past_under_the_new_name() -> Result<()> {
    let (city, created) = City::with_three_parcels().await?;
    city.store.commit(transaction(vec![update(3, None, "c", 33)])).await?;
    gdal("ogrinfo", &[text(&city.path), "-sql", "ALTER TABLE parcels RENAME TO thua_moi"])?;
    gdal("ogrinfo", &[text(&city.path), "-sql", "UPDATE thua_moi SET floors = 5 WHERE fid = 1"])?;
    city.store.notice_others().await?.context("noticed")?;
    let layers: Vec<String> = city.store.layers().await?.1.iter().map(|layer| layer.name.to_string()).collect();
    assert_eq!(layers, ["thua_moi"]);
    assert!(city.store.left_out().await?.is_empty());
    let floors = async |at: Revision| -> Result<Vec<Value>> {
        let read = city.store.read(&name("thua_moi"), &[1, 2, 3].map(FeatureId), at).await?;
        Ok(read.into_iter().filter_map(|feature| feature.values.into_iter().nth(1)).collect())
    };
    assert_eq!(floors(created).await?, [1, 2, 3].map(Value::Integer));
    assert_eq!(floors(city.store.position().await?.revision).await?, [5, 2, 33].map(Value::Integer));
    drop(open(&city.path, false).await?);
    check_file(&city.path, "thua_moi")
}

#[tokio::test]
async fn what_is_no_layer_of_the_store_is_named() -> Result<()> {
    let (city, _) = City::with_three_parcels().await?;
    gdal("ogr2ogr", &["-update", text(&city.path), text(&city.geojson("d")?), "-nln", "wells"])?;
    let outside = sqlite(&city.path)?;
    outside.execute_batch(
        "CREATE VIEW seen AS SELECT * FROM parcels; \
         INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('seen', 'features', 'seen', 9218); \
         CREATE TABLE keyed (ma TEXT PRIMARY KEY, so INTEGER); \
         INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('keyed', 'attributes', 'keyed'), ('gone', 'attributes', 'gone'); \
         INSERT INTO parcels (fid, geom, key, floors) SELECT -fid, geom, key, floors FROM parcels WHERE fid < 3",
    )?;
    for store in [city.store.clone(), open(&city.path, false).await?] {
        store.notice_others().await?;
        let left = store.left_out().await?;
        let named: Vec<(&str, &Without)> = left.iter().map(|left| (left.table.as_str(), &left.without)).collect();
        let expected = [
            ("gone", &Without::Table),
            ("keyed", &Without::Key),
            ("parcels", &Without::Ids { count: 2 }),
            ("seen", &Without::Rows),
            ("wells", &Without::Books),
        ];
        assert_eq!(named, expected);
    }
    assert_eq!(city.told().await?, ["1=a/1", "2=b/2", "3=c/3"]);
    Ok(())
}

/// A database with three parcels `a`, `b`, `c`.
async fn database<'a>() -> Result<(Database<'a>, Store, Revision)> {
    let database = Cluster::shared().database();
    let store = Store::open(&StoreAddress::Postgis(PostgisAddress::parse(&database.url())?), true).await?;
    let features = vec![staged("a", 1, 0.0), staged("b", 2, 20.0), staged("c", 3, 40.0)];
    let published = load(&store, parcels(two_fields()), StageMode::Create, features).await?;
    store.notice_others().await?;
    Ok((database, store, published.revision))
}

async fn values_at(store: &Store, at: Revision) -> Result<Vec<Vec<Value>>> {
    let read = store.read(&name("parcels"), &[1, 2, 3].map(FeatureId), at).await?;
    Ok(read.into_iter().map(|feature| feature.values).collect())
}

fn row(key: &str, floors: i64) -> Vec<Value> {
    vec![Value::text(key), Value::Integer(floors)]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_column_renamed_in_a_database_is_followed_with_its_past() -> Result<()> {
    let (database, store, created) = database().await?;
    store.commit(transaction(vec![update(3, None, "c", 33)])).await?;
    database.sql(
        "ALTER TABLE layers.parcels RENAME COLUMN floors TO so_moi; \
         UPDATE layers.parcels SET so_moi = 99 WHERE fid = (SELECT min(fid) FROM layers.parcels)",
    );
    let noticed = store.notice_others().await?.context("noticed")?.revision;
    let fields = store.layers().await?.1.remove(0).schema.fields;
    assert_eq!(fields.iter().map(|field| field.name.as_str()).collect::<Vec<_>>(), ["key", "so_moi"]);
    assert_eq!(values_at(&store, noticed).await?, [row("a", 99), row("b", 2), row("c", 33)]);
    assert_eq!(values_at(&store, created).await?, [row("a", 1), row("b", 2), row("c", 3)]);
    store.commit(transaction(vec![update(2, None, "b", 22)])).await?;
    database.sql("UPDATE layers.parcels SET so_moi = 100 WHERE fid = 1");
    assert_eq!(values_at(&store, noticed).await?, [row("a", 99), row("b", 2), row("c", 33)]);
    assert_eq!(values_at(&store, created).await?, [row("a", 1), row("b", 2), row("c", 3)]);
    // A name of a person's field is for staff.
    database.sql("ALTER TABLE layers.parcels RENAME COLUMN key TO chu_su_dung");
    store.notice_others().await?.context("noticed")?;
    assert!(!store.layers().await?.1.remove(0).schema.fields[0].clearance.is_open());
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_column_dropped_in_a_database_leaves_its_past() -> Result<()> {
    let (database, store, created) = database().await?;
    store.commit(transaction(vec![update(1, None, "z", 1)])).await?;
    database.sql("ALTER TABLE layers.parcels DROP COLUMN key; UPDATE layers.parcels SET floors = 7 WHERE fid = 2");
    let dropped = store.notice_others().await?.context("noticed")?.revision;
    assert_eq!(store.layers().await?.1.remove(0).schema.fields.len(), 1);
    assert_eq!(values_at(&store, dropped).await?, [1, 7, 3].map(|floors| vec![Value::Integer(floors)]));
    assert_eq!(values_at(&store, created).await?[0], row("a", 1));
    database.sql("DELETE FROM layers.parcels WHERE fid = 3");
    assert_eq!(all(&store, "parcels").await?.len(), 2);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_renamed_field_is_the_same_in_items_and_tiles() -> Result<()> {
    let (database, _store, _) = database().await?;
    let server = Server::start(PathBuf::from(database.url()));
    database.sql("ALTER TABLE layers.parcels RENAME COLUMN floors TO so_moi; UPDATE layers.parcels SET so_moi = 99 WHERE fid = 1");
    server.until("/collections/parcels/items/1", |item| item["properties"]["so_moi"] == 99).await;
    server.until("/xyz/parcels.json", |tiles| tiles["vector_layers"][0]["fields"]["so_moi"] == "Number").await;
    let before = server.json("/collections/parcels").await;
    assert!(before["fields"].as_array().is_some_and(|fields| fields.iter().all(|field| field["name"] != "floors")));
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn migrate_passes_over_tables_that_another_role_owns() -> Result<()> {
    let cluster = Cluster::start(&[]);
    // With roles that the owner makes, and where they are there and the owner has none of them.
    for has_roles in [true, false] {
        let database = cluster.database();
        let steward = if has_roles { "steward" } else { "lone" };
        let may = if has_roles { "CREATEROLE" } else { "NOCREATEROLE" };
        database.sql(&format!(
            "CREATE EXTENSION IF NOT EXISTS postgis; CREATE ROLE {steward} LOGIN NOSUPERUSER {may}; ALTER DATABASE {} OWNER TO {steward}; \
             GRANT SELECT, INSERT ON spatial_ref_sys TO {steward} WITH GRANT OPTION",
            database.name
        ));
        let url = database.url_as(steward);
        PostgisStore::migrate_until(&PostgisAddress::parse(&url)?, 5).await?;
        let office = format!("office_of_{steward}");
        database.sql(&format!(
            "CREATE ROLE {office} NOLOGIN; CREATE TABLE layers.rieng (id int PRIMARY KEY, ten text); \
             CREATE VIEW layers.nhin AS SELECT 1 AS id; CREATE TABLE history.cu (id int); \
             INSERT INTO layers.rieng VALUES (1, 'giữ nguyên')"
        ));
        for table in ["layers.rieng", "layers.nhin", "history.cu"] {
            database.sql(&format!("ALTER TABLE {table} OWNER TO {office}; REVOKE ALL ON {table} FROM {steward}"));
        }
        diaban_succeeds(["migrate", &url]);
        diaban_succeeds(["migrate", &url]);
        assert_eq!(database.sql("SELECT ten FROM layers.rieng").trim(), "giữ nguyên");
        let owners =
            "SELECT count(*) FROM pg_class WHERE relname IN ('rieng', 'nhin', 'cu') AND relowner::regrole::text = ";
        assert_eq!(database.sql(&format!("{owners}'{office}'")).trim(), "3");

        let store = Store::open(&StoreAddress::Postgis(PostgisAddress::parse(&url)?), false).await?;
        load(&store, parcels(two_fields()), StageMode::Create, vec![staged("a", 1, 0.0)]).await?;
        assert_eq!(all(&store, "parcels").await?.len(), 1);
        let named: Vec<String> = store.left_out().await?.into_iter().map(|left| left.table).collect();
        assert_eq!(named, ["nhin", "rieng"]);
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tables_of_others_among_ours_are_named_and_migrate_passes_over_them() -> Result<()> {
    let (database, store, _) = database().await?;
    database.sql(
        "CREATE TABLE layers.rieng (id int PRIMARY KEY); ALTER TABLE layers.parcels ADD COLUMN them text; \
         INSERT INTO layers.parcels (fid, key) VALUES (-1, 'n')",
    );
    let named = async || -> Result<Vec<(String, Without)>> {
        Ok(store.left_out().await?.into_iter().map(|left| (left.table, left.without)).collect())
    };
    let ours = |without: Without| ("parcels".to_owned(), without);
    let column = ours(Without::Column { column: "them".to_owned() });
    let expected = vec![column.clone(), ours(Without::Ids { count: 1 }), ("rieng".to_owned(), Without::Name)];
    assert_eq!(named().await?, expected);
    diaban_succeeds(["migrate", &database.url()]);
    database.sql("ALTER TABLE layers.parcels RENAME TO thua_moi");
    store.notice_others().await?.context("noticed")?;
    assert!(store.layers().await?.1.is_empty());
    let lost = [
        ("parcels".to_owned(), Without::Table),
        ("rieng".to_owned(), Without::Name),
        ("thua_moi".to_owned(), Without::Name),
    ];
    assert_eq!(named().await?, lost);
    // The remedy that the message names.
    database.sql("ALTER TABLE layers.thua_moi RENAME TO parcels");
    store.notice_others().await?.context("noticed")?;
    assert_eq!(all(&store, "parcels").await?.len(), 3);
    assert_eq!(named().await?, expected);
    Ok(())
}
