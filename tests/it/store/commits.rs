//! What every store promises of commits: all or nothing, numbered in order, told by the feed, seen by readers as one moment.

use std::ops::ControlFlow;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use anyhow::{Context, Result};
use geo_types::Point;
use spatial_core::layer::{Change, Feature, FeatureId, FieldType, Layout, Revision, Touched, Transaction, Value};
use spatial_core::store::{StageMode, Staged, Store, StoreError};

use crate::store::contract::{
    all, at, delete, field, insert, layer, load, name, on_every_store, parcels, staged, three_parcels, told,
    transaction, two_fields, update, values,
};

/// Longest wait for what takes a tenth of a second.
const PATIENCE: Duration = Duration::from_secs(60);

on_every_store! {
    a_commit_inserts_updates_and_deletes
    a_commit_is_all_or_nothing
    expectations_are_held_against_what_the_caller_saw
    ids_are_never_reused
    commits_that_wait_together_are_numbered_one_by_one
    the_feed_names_what_each_revision_touched
    a_reader_keeps_its_moment_while_others_write
    what_was_written_for_another_layout_is_refused
    a_commit_is_news
    what_changed_long_ago_is_forgotten_but_nothing_that_is
}

async fn a_commit_inserts_updates_and_deletes(store: Store) -> Result<()> {
    let created = three_parcels(&store).await?;
    let first =
        store.commit(transaction(vec![insert("d", 4), update(1, Some(created), "a", 11), delete(2, None)])).await?;
    assert_eq!(first.inserted, [FeatureId(4)]);
    let second = store.commit(transaction(vec![update(1, Some(first.revision), "a", 12)])).await?;
    assert!(created < first.revision && first.revision < second.revision);
    let (one, two) = (first.revision, second.revision);
    let wanted = [format!("1=a/12@{two}"), format!("3=c/3@{created}"), format!("4=d/4@{one}")];
    assert_eq!(told(&all(&store, "parcels").await?), wanted);
    assert_eq!(told(&at(&store, &[4, 1, 2, 1], two).await?), [format!("1=a/12@{two}"), format!("4=d/4@{one}")]);
    assert_eq!(told(&at(&store, &[1, 2, 4], one).await?), [format!("1=a/11@{one}"), format!("4=d/4@{one}")]);
    assert_eq!(told(&at(&store, &[1, 2, 4], created).await?), [format!("1=a/1@{created}"), format!("2=b/2@{created}")]);
    assert_eq!(at(&store, &[1], Revision(0)).await?, vec![]);
    let listed = layer(&store, "parcels").await?;
    assert_eq!((listed.count, listed.extent.map(|extent| extent.max[0])), (3, Some(90.0)));
    Ok(())
}

async fn a_commit_is_all_or_nothing(store: Store) -> Result<()> {
    let created = three_parcels(&store).await?;
    let too_short = Change::insert(name("parcels"), None, vec![Value::Null]);
    let wrong_type = Change::insert(name("parcels"), None, vec![Value::Integer(1), Value::Null]);
    let wrong_shape = Change::insert(name("parcels"), Some(Point::new(0.0, 0.0).into()), values("p", 1));
    let nowhere = Change::Delete { layer: name("nowhere"), id: FeatureId(1), expected: None };
    for wrong in [too_short, wrong_type, wrong_shape, nowhere, delete(99, None), update(99, None, "x", 1)] {
        let refused = store.commit(transaction(vec![delete(1, None), wrong.clone()])).await;
        assert!(
            matches!(
                refused,
                Err(StoreError::SchemaMismatch { .. }
                    | StoreError::LayerNotFound { .. }
                    | StoreError::FeatureNotFound { .. })
            ),
            "{wrong:?}: {refused:?}"
        );
    }
    assert_eq!(all(&store, "parcels").await?.len(), 3);
    assert_eq!(store.position().await?.revision, created);
    Ok(())
}

async fn expectations_are_held_against_what_the_caller_saw(store: Store) -> Result<()> {
    let created = three_parcels(&store).await?;
    let edited = store
        .commit(transaction(vec![update(1, Some(created), "a", 2), update(1, Some(created), "a", 3)]))
        .await?
        .revision;
    let late = store.commit(transaction(vec![update(1, Some(created), "a", 4)])).await;
    assert!(matches!(late, Err(StoreError::Conflict { actual: Some(actual), .. }) if actual == edited), "{late:?}");
    store.commit(transaction(vec![delete(1, Some(edited))])).await?;
    let gone = store.commit(transaction(vec![delete(1, Some(edited))])).await;
    assert!(matches!(gone, Err(StoreError::Conflict { actual: None, .. })), "{gone:?}");
    let moved =
        store.commit(Transaction { expected_revision: Some(created), ..transaction(vec![insert("x", 1)]) }).await;
    assert!(matches!(moved, Err(StoreError::Moved { .. })), "{moved:?}");
    Ok(())
}

async fn what_was_written_for_another_layout_is_refused(store: Store) -> Result<()> {
    let words = |names: [&str; 2]| names.map(|name| field(name, FieldType::Text)).to_vec();
    let row = |text: [&str; 2]| Staged::new(None, text.map(|text| Value::Text(text.into())).to_vec());
    load(&store, parcels(words(["street", "ward"])), StageMode::Create, vec![row(["Ba Cu", "1"])]).await?;
    let seen = Layout::of(&layer(&store, "parcels").await?);
    let added = Change::insert(name("parcels"), None, row(["Le Loi", "2"]).values);
    let add = Transaction { expected_layouts: vec![seen], ..transaction(vec![added]) };
    store.commit(add.clone()).await?;
    // The new file has the same fields the other way round: by place, a street would become a ward.
    load(&store, parcels(words(["ward", "street"])), StageMode::Replace, vec![row(["1", "Ba Cu"])]).await?;
    let refused = store.commit(add).await;
    assert!(matches!(refused, Err(StoreError::LayoutChanged { .. })), "{refused:?}");
    assert_eq!(all(&store, "parcels").await?.len(), 1, "nothing was added");
    Ok(())
}

async fn a_commit_is_news(store: Store) -> Result<()> {
    three_parcels(&store).await?;
    while store.notice_others().await?.is_some() {}
    let edited = store.commit(transaction(vec![insert("d", 4)])).await?.revision;
    tokio::time::timeout(PATIENCE, store.wait_for_news()).await.context("the news came")??;
    let position = store.notice_others().await?.context("the store has moved")?;
    assert_eq!(position.revision, edited);
    Ok(())
}

async fn ids_are_never_reused(store: Store) -> Result<()> {
    three_parcels(&store).await?;
    store.commit(transaction(vec![delete(3, None), delete(2, None)])).await?;
    assert_eq!(store.commit(transaction(vec![insert("d", 1)])).await?.inserted, [FeatureId(4)]);
    store.commit(transaction(vec![delete(4, None)])).await?;
    let appended = load(&store, parcels(two_fields()), StageMode::Append, vec![staged("e", 1, 0.0)]).await?;
    assert_eq!(told(&all(&store, "parcels").await?)[1], format!("5=e/1@{}", appended.revision));
    Ok(())
}

async fn commits_that_wait_together_are_numbered_one_by_one(store: Store) -> Result<()> {
    let created = three_parcels(&store).await?;
    let mut waiting = tokio::task::JoinSet::new();
    for number in 0..100 {
        let store = store.clone();
        let wrong = number % 10 == 9;
        let change = if wrong { delete(1000, None) } else { insert("x", number) };
        waiting.spawn(async move { store.commit(transaction(vec![change])).await });
    }
    let results = waiting.join_all().await;
    let mut numbers: Vec<u64> = results.iter().flatten().map(|committed| committed.revision.0).collect();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), 90);
    assert!(numbers[0] > created.0);
    assert_eq!(all(&store, "parcels").await?.len(), 93);
    assert_eq!(store.changes_since(created).await?.len(), 90);
    Ok(())
}

async fn the_feed_names_what_each_revision_touched(store: Store) -> Result<()> {
    let created = three_parcels(&store).await?;
    let edited = store
        .commit(transaction(vec![delete(3, None), update(1, None, "a", 5), update(1, None, "a", 6)]))
        .await?
        .revision;
    let replaced = load(&store, parcels(two_fields()), StageMode::Replace, vec![staged("z", 1, 0.0)]).await?.revision;
    let feed = store.changes_since(Revision(0)).await?;
    let told: Vec<_> = feed.iter().map(|row| (row.revision, row.layer.to_string(), row.touched.clone())).collect();
    let parcels = || "parcels".to_owned();
    let ids = Touched::Ids(vec![FeatureId(1), FeatureId(3)]);
    assert_eq!(
        told,
        [(created, parcels(), Touched::Whole), (edited, parcels(), ids), (replaced, parcels(), Touched::Whole)]
    );
    assert_eq!(store.changes_since(edited).await?.len(), 1);
    assert_eq!(store.changes_since(replaced).await?, vec![]);
    Ok(())
}

async fn a_reader_keeps_its_moment_while_others_write(store: Store) -> Result<()> {
    let features = (0..20_000).map(|number| staged("x", number, number as f64)).collect();
    let created = load(&store, parcels(two_fields()), StageMode::Create, features).await?.revision;
    let (reading, mut has_begun) = tokio::sync::mpsc::channel(1);
    let (go_on, wait) = std::sync::mpsc::channel::<()>();
    let sum = Arc::new(Mutex::new(0));
    let (reader, sink) = (store.clone(), Arc::clone(&sum));
    let scan = tokio::spawn(async move {
        let mut is_first = true;
        let layer = name("parcels");
        let visit = move |batch: Vec<Feature>| {
            if std::mem::take(&mut is_first) {
                let _ = reading.blocking_send(());
                let _ = wait.recv();
            }
            *sink.lock().expect("no other thread panics") += batch.len();
            ControlFlow::Continue(())
        };
        reader.scan(&layer, visit).await
    });
    has_begun.recv().await.context("the scan began")?;
    load(&store, parcels(two_fields()), StageMode::Replace, vec![staged("z", 1, 0.0)]).await?;
    assert_eq!(all(&store, "parcels").await?.len(), 1);
    go_on.send(())?;
    assert_eq!(scan.await??.revision, created);
    assert_eq!(*sum.lock().expect("no other thread panics"), 20_000);
    Ok(())
}

async fn what_changed_long_ago_is_forgotten_but_nothing_that_is(store: Store) -> Result<()> {
    let created = three_parcels(&store).await?;
    let before = store.position().await?;
    store.commit(transaction(vec![update(1, None, "a", 5), insert("d", 4)])).await?;
    let last = store.commit(transaction(vec![update(1, None, "a", 6), delete(2, None)])).await?.revision;
    let (now, listed) = (all(&store, "parcels").await?, layer(&store, "parcels").await?);
    assert_eq!(store.upkeep(Duration::from_secs(3600)).await?, 0);
    assert!(store.has_been_at(&before).await?);
    assert_eq!(store.upkeep(Duration::ZERO).await?, 1);
    assert_eq!((all(&store, "parcels").await?, layer(&store, "parcels").await?), (now.clone(), listed));
    assert!(!store.has_been_at(&before).await?);
    assert!(store.has_been_at(&store.position().await?).await?);
    assert!(matches!(at(&store, &[1], created).await, Err(StoreError::TooOld { .. })));
    let later = store.commit(transaction(vec![update(1, Some(last), "a", 7)])).await?.revision;
    assert_eq!(told(&at(&store, &[1, 4], last).await?), told(&[now[0].clone(), now[2].clone()]));
    assert_eq!(store.changes_since(last).await?.len(), 1);
    assert_eq!(told(&all(&store, "parcels").await?)[0], format!("1=a/7@{later}"));
    Ok(())
}
