//! What the audit log says of commits: a line is there if, and only if, its commit is, whichever door it came through.

use anyhow::Result;
use spatial_core::layer::{FeatureId, Revision};
use spatial_core::store::private::{Deed, PendingAudit};
use spatial_core::store::{Published, Stage, StageMode, Store, StoreAddress, StoreError};

use super::pending;
use crate::store::contract::{delete, insert, on_every_store, parcels, staged, three_parcels, transaction, two_fields};

on_every_store! {
    a_line_of_a_commit_is_there_if_the_commit_is
    a_line_of_an_import_is_there_if_the_import_is
    lines_of_stages_published_together_are_of_one_commit
}

async fn a_line_of_a_commit_is_there_if_the_commit_is(store: Store) -> Result<()> {
    three_parcels(&store).await?;
    let changes = vec![delete(1, None), insert("d", 4), insert("e", 5)];
    let lines = vec![pending(Deed::FeatureDeleted, None), pending(Deed::FeatureCreated, Some(1))];
    let done = store.commit_audited(transaction(changes), lines).await?;
    let refused =
        store.commit_audited(transaction(vec![delete(1, None)]), vec![pending(Deed::FeatureDeleted, None)]).await;
    assert!(matches!(refused, Err(StoreError::FeatureNotFound { .. })), "{refused:?}");
    let log = store.private().audit(10).await?;
    let told: Vec<_> = log.iter().map(|line| (line.deed, line.feature, line.revision)).collect();
    let revision = Some(done.revision);
    let wanted = [(Deed::FeatureDeleted, None, revision), (Deed::FeatureCreated, Some(FeatureId(5)), revision)];
    assert_eq!(told, wanted);
    Ok(())
}

async fn filled(store: &Store, layer: &str, mode: StageMode) -> Result<Stage, StoreError> {
    let layer = spatial_core::layer::Layer { name: crate::store::contract::name(layer), ..parcels(two_fields()) };
    let mut stage = store.stage(layer, mode).await?;
    stage.append(vec![staged("a", 1, 0.0)]).await?;
    Ok(stage)
}

fn imported() -> PendingAudit {
    pending(Deed::LayerImported, None)
}

async fn told(store: &Store) -> Result<Vec<(Deed, Option<FeatureId>, Option<Revision>)>> {
    let log = store.private().audit(10).await?;
    Ok(log.iter().map(|line| (line.deed, line.feature, line.revision)).collect())
}

async fn a_line_of_an_import_is_there_if_the_import_is(store: Store) -> Result<()> {
    let published = |stage: Stage| stage.publish_audited("a test", Some(imported()));
    let first: Published = published(filled(&store, "parcels", StageMode::Create).await?).await?;
    // Two are filled; the one that comes first supersedes what the other began with.
    let [early, late] =
        [filled(&store, "parcels", StageMode::Replace).await?, filled(&store, "parcels", StageMode::Replace).await?];
    let second = published(early).await?;
    let refused = published(late).await;
    assert!(matches!(refused, Err(StoreError::ChangedUnderneath { .. })), "{refused:?}");
    filled(&store, "parcels", StageMode::Append).await?.publish("nobody is to tell of it").await?;
    let line = |done: &Published| (Deed::LayerImported, None, Some(done.revision));
    assert_eq!(told(&store).await?, [line(&first), line(&second)]);
    Ok(())
}

async fn lines_of_stages_published_together_are_of_one_commit(store: Store) -> Result<()> {
    let stages =
        vec![filled(&store, "parcels", StageMode::Create).await?, filled(&store, "lots", StageMode::Create).await?];
    let done = Store::publish_audited(stages, "a test", vec![imported(), imported()]).await?;
    let revision = Some(done[0].revision);
    assert_eq!(told(&store).await?, [(Deed::LayerImported, None, revision); 2]);
    Ok(())
}

#[tokio::test]
async fn lines_of_a_commit_nobody_ever_saw_are_swept() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("city.gpkg");
    let address = StoreAddress::Gpkg(file.clone());
    let store = Store::open(&address, true).await?;
    let created = three_parcels(&store).await?;
    let line = || vec![pending(Deed::FeatureDeleted, None)];
    let done = store.commit_audited(transaction(vec![delete(1, None)]), line()).await?;
    store.private().record(vec![pending(Deed::SignIn, None).entry]).await?;
    drop(store);
    // As a process leaves it that dies between the line and the commit.
    let private = rusqlite::Connection::open(folder.path().join("city.private.gpkg"))?;
    let died = format!(
        "INSERT INTO diaban_audit (at, who, deed, revision, request, address) VALUES (1, 'lan', 'feature-deleted', {}, '', '')",
        done.revision.0 + 1
    );
    private.execute_batch(&died)?;
    drop(private);
    let store = Store::open(&address, false).await?;
    let told = async || -> Result<Vec<Option<Revision>>> {
        Ok(store.private().audit(10).await?.into_iter().map(|line| line.revision).collect())
    };
    assert_eq!(told().await?, [Some(done.revision), None]);
    let next = store.commit_audited(transaction(vec![delete(2, None)]), line()).await?;
    assert_eq!(told().await?, [Some(done.revision), None, Some(next.revision)]);
    assert!(created < next.revision);
    Ok(())
}

#[tokio::test]
async fn a_line_whose_number_another_commit_took_is_removed_when_the_next_one_is_written_or_the_store_opened()
-> Result<()> {
    for is_opened_anew in [false, true] {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("city.gpkg");
        let address = StoreAddress::Gpkg(file.clone());
        let mut store = Store::open(&address, true).await?;
        three_parcels(&store).await?;
        let line = || vec![pending(Deed::FeatureDeleted, None)];
        let done = store.commit_audited(transaction(vec![delete(1, None)]), line()).await?;
        // Another process dies between the line and the commit; then somebody else takes the number, and nobody is to tell of that.
        let private = rusqlite::Connection::open(folder.path().join("city.private.gpkg"))?;
        let died = format!(
            "INSERT INTO diaban_audit (at, who, deed, revision, request, address, token) \
             VALUES (1, 'lan', 'feature-deleted', {}, '', '', 42)",
            done.revision.0 + 1
        );
        private.execute_batch(&died)?;
        drop(private);
        let unaudited = store.commit(transaction(vec![insert("d", 4)])).await?;
        assert_eq!(unaudited.revision.0, done.revision.0 + 1);
        let mut expected = vec![Some(done.revision)];
        if is_opened_anew {
            drop(store);
            store = Store::open(&address, false).await?;
        } else {
            expected.push(Some(store.commit_audited(transaction(vec![delete(2, None)]), line()).await?.revision));
        }
        let told: Vec<_> = store.private().audit(10).await?.into_iter().map(|line| line.revision).collect();
        assert_eq!(told, expected);
    }
    Ok(())
}
