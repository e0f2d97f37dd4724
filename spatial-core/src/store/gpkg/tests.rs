//! Questions from outside to the file: each has a place among the readers, and its statements stop when nobody waits any more.

use std::time::Duration;

use super::*;
use crate::store::reading::places::PLACES;
use crate::store::{Reader, Store};

/// Counts for more than a minute, if it may.
const LONG: &str =
    "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 1000000000) SELECT count(*) FROM n";

async fn store() -> (tempfile::TempDir, GpkgStore) {
    let folder = tempfile::tempdir().unwrap();
    let store = GpkgStore::open(&folder.path().join("new.gpkg"), true).await.unwrap();
    (folder, store)
}

async fn reader(store: &GpkgStore) -> Result<Reader, StoreError> {
    Store::Gpkg(store.clone()).reader().await
}

async fn becomes(is_so: impl Fn() -> bool) {
    let asking = async {
        while !is_so() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), asking).await.expect("it becomes so");
}

#[tokio::test]
async fn a_statement_stops_when_nobody_waits_any_more() {
    let (_folder, store) = store().await;
    let (begin, begun) = tokio::sync::oneshot::channel();
    let asked = store.ask("counting in", move |connection| {
        let _ = begin.send(());
        Ok(connection.query_row(LONG, [], |row| row.get::<_, i64>(0))?)
    });
    tokio::select! {
        counted = asked => unreachable!("{counted:?}"),
        begun = begun => begun.unwrap(),
    }
    becomes(|| store.readings().cancelled == 1).await;
    store.position().await.expect("the next question is not hit");
}

#[tokio::test]
async fn who_leaves_late_does_not_stop_the_next_user_of_the_connection() {
    let (_folder, store) = store().await;
    let first = reader(&store).await.unwrap();
    let ask = |asker| store.ask_for(asker, "asking", |connection| Ok(connection.is_autocommit()));
    ask(first.asker()).await.unwrap();
    let (begin, begun) = tokio::sync::oneshot::channel();
    let second = store.ask("counting in", move |connection| {
        let _ = begin.send(());
        let short = LONG.replace("1000000000", "1000000");
        Ok(connection.query_row(&short, [], |row| row.get::<_, i64>(0))?)
    });
    let leave = async {
        begun.await.unwrap();
        drop(first);
    };
    assert_eq!(tokio::join!(second, leave).0.unwrap(), 1_000_000);
    assert_eq!(store.readings().cancelled, 0);
}

#[tokio::test]
async fn a_place_is_free_again_when_the_work_has_ended_not_when_the_asker_left() {
    let (_folder, store) = store().await;
    let reader = reader(&store).await.unwrap();
    let (begin, begun) = tokio::sync::oneshot::channel();
    let (go_on, wait) = std::sync::mpsc::channel::<()>();
    let work = reader.off_thread(move |errand| {
        let _ = begin.send(());
        let _ = wait.recv();
        errand.check()
    });
    tokio::select! {
        done = work => unreachable!("{done:?}"),
        begun = begun => begun.unwrap(),
    }
    drop(reader);
    assert_eq!(store.readings(), crate::store::Readings { in_use: 1, cancelled: 0 });
    drop(go_on);
    becomes(|| store.readings() == crate::store::Readings { in_use: 0, cancelled: 1 }).await;
}

#[tokio::test]
async fn when_all_places_are_taken_the_next_question_waits_only_so_long() {
    let (_folder, store) = store().await;
    let mut readers = Vec::new();
    while readers.len() < PLACES {
        readers.push(reader(&store).await.unwrap());
    }
    let refused = store.shared.readers.places.place(Duration::ZERO).await;
    assert!(matches!(refused, Err(StoreError::Crowded { readers: PLACES })), "{refused:?}");
    store.position().await.expect("our own upkeep needs no place");
    readers.pop();
    let _place = store.shared.readers.places.place(Duration::ZERO).await.expect("a place became free");
}
