//! An older copy of the store is put back while we hold it open: it counts the same revisions again, and is noticed all the same.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use spatial_core::layer::{Audience, FeatureId, Revision, Value};
use spatial_core::snapshot::{SnapshotError, World};
use spatial_core::store::{StageMode, StoreError};
use system_tests::program::{Server, city};

use crate::http::tiles::middle;
use crate::store::city::{City, check_file, sqlite, text};
use crate::store::contract::{name, parcels, staged, transaction, two_fields, update};

/// What an administrator types.
fn sqlite3(file: &Path, command: &str, other: &Path) -> Result<()> {
    let run = Command::new("sqlite3").arg(file).arg(format!("{command} '{}'", text(other))).output()?;
    ensure!(run.status.success() && run.stderr.is_empty(), "{command}: {}", String::from_utf8_lossy(&run.stderr));
    Ok(())
}

/// Number of floors of each parcel, as tiles would tell it.
fn floors(world: &World) -> Vec<i64> {
    let layer = world.layer(&name("parcels"), Audience::ANONYMOUS).expect("the layer is there");
    let floors = layer.iter().map(|feature| match feature.value(1) {
        spatial_core::snapshot::ValueRef::Integer(floors) => floors,
        _ => -1,
    });
    floors.collect()
}

async fn set_floors(city: &City, floors: i64) -> Result<Revision> {
    Ok(city.store.commit(transaction(vec![update(1, None, "a", floors)])).await?.revision)
}

async fn followed(world: &World, city: &City) -> Result<World> {
    city.store.notice_others().await?;
    world.follow(&city.store).await?.context("there is news")
}

#[tokio::test]
async fn an_older_copy_is_read_anew_though_its_revision_is_lower_the_same_or_higher() -> Result<()> {
    let (city, created) = City::with_three_parcels().await?;
    let backup = city.folder.path().join("backup.gpkg");
    sqlite3(&city.path, ".backup", &backup)?;
    for commits_since in 0..3 {
        let edited = set_floors(&city, 10).await?;
        let world = World::read(&city.store).await?;
        assert_eq!(floors(&world), [10, 2, 3]);
        sqlite3(&city.path, ".restore", &backup)?;
        for floors in 20..20 + commits_since {
            set_floors(&city, floors).await?;
        }
        assert_eq!(city.store.position().await?.revision.0, edited.0 - 1 + u64::try_from(commits_since)?);
        let late = world.item(&city.store, &name("parcels"), FeatureId(1), Audience::ANONYMOUS).await;
        assert!(
            matches!(late, Err(SnapshotError::Store(StoreError::Moved { .. }))),
            "who still has the former World gets nothing of the restored store: {late:?}"
        );
        let restored = followed(&world, &city).await?;
        let wanted = if commits_since == 0 { 1 } else { 19 + commits_since };
        assert_eq!(floors(&restored), [wanted, 2, 3], "{commits_since} commits since it was put back");
        assert_ne!(restored.epoch(), world.epoch(), "what was made from the former World is worth nothing");
        assert_eq!(restored.position(), &city.store.position().await?);
        assert!(!city.store.has_been_at(world.position()).await? && city.store.has_been_at(restored.position()).await?);
        if commits_since == 0 {
            assert_eq!(restored.revision(), created);
            let seen = city.store.read(&name("parcels"), &[FeatureId(1)], edited).await;
            assert!(matches!(seen, Err(StoreError::Moved { .. })), "an unknown revision has no features: {seen:?}");
        }
        sqlite3(&city.path, ".restore", &backup)?;
    }
    Ok(())
}

#[tokio::test]
async fn the_cached_copy_of_the_former_store_is_not_believed() -> Result<()> {
    let (city, _) = City::with_three_parcels().await?;
    let backup = city.folder.path().join("backup.gpkg");
    let copy = World::cache_path(&city.path);
    sqlite3(&city.path, ".backup", &backup)?;
    let before = set_floors(&city, 10).await?;
    World::open(&city.store, Some(copy.clone())).await?;
    sqlite3(&city.path, ".restore", &backup)?;
    assert_eq!(set_floors(&city, 20).await?, before);
    assert_eq!(floors(&World::open(&city.store, Some(copy)).await?), [20, 2, 3]);
    Ok(())
}

#[tokio::test]
async fn a_copy_from_before_tokens_were_drawn_is_put_back_and_goes_on() -> Result<()> {
    let (city, _) = City::with_three_parcels().await?;
    let backup = city.folder.path().join("backup.gpkg");
    sqlite3(&city.path, ".backup", &backup)?;
    sqlite(&backup)?.execute_batch("ALTER TABLE diaban_commit DROP COLUMN token")?;
    set_floors(&city, 10).await?;
    let world = World::read(&city.store).await?;
    sqlite3(&city.path, ".restore", &backup)?;
    let restored = followed(&world, &city).await?;
    assert_eq!(floors(&restored), [1, 2, 3]);
    set_floors(&city, 30).await?;
    assert_eq!(floors(&followed(&restored, &city).await?), [30, 2, 3]);
    let read = city.store.read(&name("parcels"), &[FeatureId(1)], Revision(1)).await?;
    assert_eq!(read[0].values[1], Value::Integer(1));
    Ok(())
}

#[tokio::test]
async fn a_file_moved_into_place_is_opened_and_the_former_one_is_whole() -> Result<()> {
    let (city, _) = City::with_three_parcels().await?;
    let (backup, former) = (city.folder.path().join("backup.gpkg"), city.folder.path().join("former.gpkg"));
    sqlite3(&city.path, ".backup", &backup)?;
    set_floors(&city, 10).await?;
    let world = World::read(&city.store).await?;
    std::fs::hard_link(&city.path, &former)?;
    // Half of it first, as a slow copy would come.
    let whole = std::fs::read(&backup)?;
    std::fs::write(city.folder.path().join("half"), &whole[..whole.len() / 2])?;
    std::fs::rename(city.folder.path().join("half"), &city.path)?;
    let noticed = city.store.notice_others().await;
    assert!(matches!(noticed, Err(StoreError::Damaged { .. })), "{noticed:?}");
    assert_eq!(city.told().await?[0], "1=a/10", "as long as there is no better, what we have is served");
    std::fs::rename(&backup, &city.path)?;
    let restored = followed(&world, &city).await?;
    assert_eq!((floors(&restored), city.told().await?[0].as_str()), (vec![1, 2, 3], "1=a/1"));
    set_floors(&city, 30).await?;
    assert_eq!(floors(&followed(&restored, &city).await?), [30, 2, 3]);
    check_file(&city.path, "parcels")?;
    let edited: i64 = sqlite(&former)?.query_row("SELECT floors FROM parcels WHERE fid = 1", [], |row| row.get(0))?;
    assert_eq!(edited, 10);
    check_file(&former, "parcels")
}

#[tokio::test]
async fn nothing_is_written_to_a_file_that_is_no_longer_there() -> Result<()> {
    let (city, created) = City::with_three_parcels().await?;
    let backup = city.folder.path().join("backup.gpkg");
    sqlite3(&city.path, ".backup", &backup)?;
    set_floors(&city, 10).await?;
    let mut stage = city.store.stage(parcels(two_fields()), StageMode::Replace).await?;
    stage.append(vec![staged("z", 1, 0.0)]).await?;
    std::fs::rename(&backup, &city.path)?;
    // Nobody asked in between.
    assert_eq!(set_floors(&city, 20).await?, Revision(created.0 + 1));
    assert_eq!(city.told().await?, ["1=a/20", "2=b/2", "3=c/3"]);
    let published = stage.publish("too late").await;
    assert!(matches!(published, Err(StoreError::ChangedUnderneath { .. })), "{published:?}");
    assert_eq!(city.told().await?.len(), 3);
    Ok(())
}

/// The tile in the middle of the city.
async fn tile(server: &Server, path: &str) -> Vec<u8> {
    let tile = server.get(path).send().await.expect("the server answers");
    assert_eq!(tile.status(), 200);
    tile.bytes().await.expect("a tile").to_vec()
}

/// Another program edits all parcels; the server shows it.
async fn edit(path: &Path, server: &Server, land_use: &str) {
    let edited = sqlite(path).and_then(|city| Ok(city.execute("UPDATE parcels SET loai_dat = ?1", [land_use])?));
    assert_eq!(edited.expect("another program edits"), 300);
    server.until("/collections/parcels/items/7", |item| item["properties"]["loai_dat"] == land_use).await;
}

#[tokio::test]
async fn a_running_server_shows_what_was_put_back() {
    let (folder, path) = city();
    let backup = folder.path().join("backup.gpkg");
    sqlite3(&path, ".backup", &backup).expect("a backup");
    let server = Server::start(&path);
    let middle = middle(&server, 15).await;
    let (item, original) = (server.json("/collections/parcels/items/7").await, tile(&server, &middle).await);
    edit(&path, &server, "TMD").await;
    let edited = tile(&server, &middle).await;
    assert_ne!(edited, original);
    let parcel = || server.get("/collections/parcels/items/7");
    let tag = parcel().send().await.expect("an answer").headers()["etag"].clone();

    sqlite3(&path, ".restore", &backup).expect("restored");
    server.until("/collections/parcels/items/7", |found| *found == item).await;
    assert_eq!(tile(&server, &middle).await, original);
    edit(&path, &server, "SKC").await;
    let again = tile(&server, &middle).await;
    assert!(again != edited && again != original, "another edit under the number of the one that is gone");
    let asked = parcel().header("if-none-match", &tag).send().await.expect("an answer");
    assert_eq!(asked.status(), 200, "who has the edit that is gone does not have this one");

    std::fs::rename(&backup, &path).expect("moved into place");
    server.until("/collections/parcels/items/7", |found| *found == item).await;
    assert_eq!(tile(&server, &middle).await, original);
    edit(&path, &server, "CLN").await;
}
