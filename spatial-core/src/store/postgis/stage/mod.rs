//! Bulk loading: an invisible layer version is filled by `COPY` and becomes visible in one short transaction.
//!
//! In reading order: `begin` (what must hold before the first record), `draft` with `columns` (the table being filled), `aside` (the
//! quarantine beside it), `worker` with `job` (the connection that fills, while the next rows are made), `complete` (types, shapes and
//! index, still invisible), `finished` (what is known then), `publish` (the visible step of create and replace), `merge` with `pairs` (that
//! of append and update), `owner` (whose it is, and what is swept after a crash).

mod aside;
mod begin;
mod columns;
mod complete;
mod draft;
mod finished;
mod job;
mod merge;
pub(super) mod owner;
mod pairs;
mod publish;
mod worker;

use std::sync::Arc;

use super::store::OpenStore;
use crate::layer::{Field, FieldType, Layer};
use crate::store::private::PendingAudit;
use crate::store::stage::quarantine;
use crate::store::{Published, Quarantined, StageMode, Staged, StoreError};
use draft::Draft;
use finished::Work;
use job::{Job, Visible};
use worker::Worker;

/// A batch goes to the database at this many bytes: with what waits in the queue, memory stays within 10 MB.
const BATCH_BYTES: usize = 256 << 10;

/// An invisible layer version being filled. Dropped, its worker removes what there is of it.
#[derive(Debug)]
pub struct PostgisStage {
    shared: Arc<OpenStore>,
    mode: StageMode,
    number: i64,
    features: Draft,
    aside: Option<Draft>,
    worker: Worker,
}

impl PostgisStage {
    pub(super) async fn begin(shared: Arc<OpenStore>, layer: Layer, mode: StageMode) -> Result<Self, StoreError> {
        let begun = begin::begin(&shared, layer, &mode).await;
        let (connection, number, features) =
            begun.map_err(|fault| fault.said("beginning an import into", &shared.place))?;
        let worker = Worker::start(Arc::clone(&shared), connection, number);
        Ok(Self { shared, mode, number, features, aside: None, worker })
    }

    /// Adds a field met after the stage began (schema-less formats); features staged before have null in it.
    ///
    /// # Errors
    /// [`StoreError`] if the store cannot be written.
    pub async fn add_field(&mut self, field: Field) -> Result<(), StoreError> {
        hand_over(&self.worker, &mut self.features).await?;
        self.features.add_field(field)
    }

    /// Widens a field's type (integer → real → text …) after a value that did not fit; earlier values are converted at publish.
    ///
    /// # Errors
    /// [`StoreError::SchemaMismatch`] if there is no such field or the new type is narrower.
    pub async fn widen_field(&mut self, name: &str, kind: FieldType) -> Result<(), StoreError> {
        hand_over(&self.worker, &mut self.features).await?;
        self.features.widen_field(name, kind)
    }

    /// Appends features. Waits while the database is behind: memory stays bounded.
    ///
    /// # Errors
    /// [`StoreError::SchemaMismatch`] for a value that does not fit its field; [`StoreError`] if the store cannot be written.
    pub async fn append(&mut self, features: Vec<Staged>) -> Result<(), StoreError> {
        self.worker.told()?;
        for feature in features {
            self.features.push(feature.geometry.as_ref(), &feature.values)?;
            if self.features.waits() >= BATCH_BYTES {
                hand_over(&self.worker, &mut self.features).await?;
            }
        }
        Ok(())
    }

    /// Puts records aside.
    ///
    /// # Errors
    /// [`StoreError`] if the store cannot be written.
    pub async fn quarantine(&mut self, records: Vec<Quarantined>) -> Result<(), StoreError> {
        self.worker.told()?;
        let aside = match &mut self.aside {
            Some(aside) => aside,
            None => {
                let aside = aside::begin(&self.shared, self.number, &self.features.layer).await?;
                self.aside.insert(aside)
            }
        };
        for record in records {
            let (geometry, values) = quarantine::row(record);
            aside.push(geometry.as_ref(), &values)?;
            if aside.waits() >= BATCH_BYTES {
                hand_over(&self.worker, aside).await?;
            }
        }
        Ok(())
    }

    /// Makes the versions visible in one transaction, each with its quarantine. All are of one store.
    ///
    /// # Errors
    /// [`StoreError`] if a layer changed underneath, or the store cannot be written.
    pub(in crate::store) async fn publish_all(
        mut stages: Vec<Self>,
        why: &str,
        audit: Vec<PendingAudit>,
    ) -> Result<Vec<Published>, StoreError> {
        let mut works = Vec::with_capacity(stages.len());
        let shared = stages.first().map(|first| Arc::clone(&first.shared));
        for stage in &mut stages {
            if shared.as_ref().is_none_or(|shared| !Arc::ptr_eq(&stage.shared, shared)) {
                return Err(StoreError::StagesApart);
            }
            works.push(stage.complete().await?);
        }
        for stage in &stages {
            stage.worker.is_done().await?;
        }
        let Some((first, others)) = stages.split_first() else { return Ok(Vec::new()) };
        let published = first.worker.publish(Visible { works, why: why.to_owned(), audit }).await?;
        for other in others {
            // It is published whether its worker hears of it or not: there is nothing left for that to remove.
            let _ = other.worker.is_published().await;
        }
        Ok(published)
    }

    /// Sends all that can be done before the version is visible.
    async fn complete(&mut self) -> Result<Work, StoreError> {
        let is_whole = matches!(self.mode, StageMode::Create | StageMode::Replace);
        let drafts = [(Some(&mut self.features), is_whole), (self.aside.as_mut(), true)];
        for (draft, is_whole) in drafts {
            let Some(draft) = draft else { continue };
            hand_over(&self.worker, draft).await?;
            for sql in complete::statements(draft, is_whole) {
                self.worker.send(Job::Run(sql)).await?;
            }
        }
        Ok(Work {
            stage: self.number,
            mode: self.mode.clone(),
            features: self.features.finished(),
            aside: self.aside.as_ref().map(Draft::finished),
        })
    }
}

/// Hands what waits to the worker; waits only for a place in its queue.
async fn hand_over(worker: &Worker, draft: &mut Draft) -> Result<(), StoreError> {
    for job in draft.jobs() {
        worker.send(job).await?;
    }
    worker.told()
}
