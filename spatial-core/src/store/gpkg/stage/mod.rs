//! Bulk loading: an invisible layer version is filled in short transactions and becomes visible in one.
//!
//! In reading order: `begin` (what must hold before the first record), `draft` (the table being filled), `aside` (the quarantine beside
//! it), `rtree` (its index, in one go), `complete` (types, shapes and index, still invisible), `finished` (what is known then), `publish` (the visible step of create
//! and replace), `merge` with `pairs` (that of append and update), `owner` (whose it is, and what is swept after a crash).

mod aside;
mod begin;
mod complete;
mod draft;
mod finished;
mod merge;
pub(super) mod owner;
mod pairs;
mod publish;
pub(super) mod rtree;

use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::{Connection, TransactionBehavior};

use super::fault::Fault;
use super::link::connection::durable;
use super::outside::notice;
use super::store::OpenStore;
use crate::layer::{Field, FieldType, Layer};
use crate::store::form::ident::quoted;
use crate::store::private::PendingAudit;
use crate::store::stage::quarantine;
use crate::store::{Published, Quarantined, StageMode, Staged, StoreError};
use draft::Draft;
use finished::Work;

/// A batch goes to the writing thread at this many rows …
const BATCH_ROWS: usize = 4096;
/// … or this many bytes, whichever comes first: with what waits in the queue, memory stays within 20 MB.
const BATCH_BYTES: usize = 2 << 20;
/// Boxes kept before they go to the R-tree: 24 bytes each.
const BOXES: usize = 4 << 20;
/// How often a batch tries again while another program holds the file, ten seconds each.
const PATIENCE: usize = 12;

/// An invisible layer version being filled.
#[derive(Debug)]
pub struct GpkgStage {
    shared: Arc<OpenStore>,
    number: i64,
    mode: StageMode,
    features: Draft,
    aside: Option<Draft>,
    /// What went wrong in a batch handed over before; told at the next call.
    failure: Arc<Mutex<Option<StoreError>>>,
    is_published: bool,
    /// Of the file it is filled in.
    generation: u64,
}

impl GpkgStage {
    pub(super) async fn begin(shared: Arc<OpenStore>, layer: Layer, mode: StageMode) -> Result<Self, StoreError> {
        let generation = shared.home.generation();
        let owner = shared.owner.name().map_err(|_| StoreError::ReadOnly { path: shared.path.clone() })?.to_owned();
        let wanted = mode.clone();
        let (number, features) = shared
            .writer
            .run("beginning an import into", move |connection| begin::begin(connection, &owner, layer, &wanted))
            .await?;
        Ok(Self {
            shared,
            number,
            mode,
            features,
            aside: None,
            failure: Arc::default(),
            is_published: false,
            generation,
        })
    }

    /// Adds a field met after the stage began (schema-less formats); features staged before have null in it.
    ///
    /// # Errors
    /// [`StoreError`] if the store cannot be written.
    pub async fn add_field(&mut self, field: Field) -> Result<(), StoreError> {
        self.flush().await?;
        let column = quoted(self.features.add_field(field));
        let sql = format!("ALTER TABLE {} ADD COLUMN {column}", quoted(&self.features.table));
        self.post(move |connection| notice::defining(connection, |connection| connection.execute_batch(&sql))).await
    }

    /// Widens a field's type (integer → real → text …) after a value that did not fit; earlier values are converted at publish.
    ///
    /// # Errors
    /// [`StoreError::SchemaMismatch`] if there is no such field or the new type is narrower.
    pub async fn widen_field(&mut self, name: &str, kind: FieldType) -> Result<(), StoreError> {
        self.features.widen_field(name, kind).map_err(|misfit| StoreError::SchemaMismatch {
            layer: self.features.layer.name.clone(),
            field: misfit.field,
            problem: misfit.problem,
        })
    }

    /// Appends features, in short transactions. Waits while the writer is behind: memory stays bounded.
    ///
    /// # Errors
    /// [`StoreError::SchemaMismatch`] for a value that does not fit its field; [`StoreError`] if the store cannot be written.
    pub async fn append(&mut self, features: Vec<Staged>) -> Result<(), StoreError> {
        self.told()?;
        for feature in features {
            self.features.push(feature.geometry.as_ref(), &feature.values)?;
            if is_full(&self.features) {
                hand_over(&self.shared, &self.failure, &mut self.features).await?;
            }
        }
        Ok(())
    }

    /// Puts records aside.
    ///
    /// # Errors
    /// [`StoreError`] if the store cannot be written.
    pub async fn quarantine(&mut self, records: Vec<Quarantined>) -> Result<(), StoreError> {
        self.told()?;
        let aside = match &mut self.aside {
            Some(aside) => aside,
            None => {
                let aside = aside::begin(&self.shared, self.number, &self.features).await?;
                self.aside.insert(aside)
            }
        };
        for record in records {
            let (geometry, values) = quarantine::row(record);
            aside.push(geometry.as_ref(), &values)?;
            if is_full(aside) {
                hand_over(&self.shared, &self.failure, aside).await?;
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
        let Some(shared) = stages.first().map(|first| Arc::clone(&first.shared)) else { return Ok(Vec::new()) };
        let mut works = Vec::with_capacity(stages.len());
        for stage in &mut stages {
            if !Arc::ptr_eq(&stage.shared, &shared) {
                return Err(StoreError::StagesApart);
            }
            works.push(stage.complete().await?);
        }
        let (why, private) = (why.to_owned(), shared.private.clone());
        let publish = move |connection: &mut Connection| publish::publish(connection, &private, (&works, &why), &audit);
        let published = shared.writer.run("publishing to", publish).await?;
        stages.iter_mut().for_each(|stage| stage.is_published = true);
        Ok(published)
    }

    /// All that can be done before the version is visible.
    async fn complete(&mut self) -> Result<Work, StoreError> {
        if !self.is_at_home() {
            return Err(StoreError::ChangedUnderneath { layer: self.features.layer.name.clone() });
        }
        self.flush().await?;
        complete::complete(&self.shared, &mut self.features).await?;
        if let Some(aside) = &mut self.aside {
            complete::complete(&self.shared, aside).await?;
        }
        // Whatever a batch still had to say has been said: `complete` ran behind them on the same thread.
        self.told()?;
        Ok(Work {
            stage: self.number,
            mode: self.mode.clone(),
            features: self.features.finished(),
            aside: self.aside.as_ref().map(Draft::finished),
        })
    }

    /// False if another file took the place of the one this fills.
    fn is_at_home(&self) -> bool {
        self.generation == self.shared.home.generation() && !self.shared.home.is_replaced()
    }

    async fn flush(&mut self) -> Result<(), StoreError> {
        hand_over(&self.shared, &self.failure, &mut self.features).await?;
        if let Some(aside) = &mut self.aside {
            hand_over(&self.shared, &self.failure, aside).await?;
        }
        self.told()
    }

    /// Posts work on the stage's own tables.
    async fn post(&self, job: impl Fn(&Connection) -> rusqlite::Result<()> + Send + 'static) -> Result<(), StoreError> {
        post(&self.shared, &self.failure, job).await
    }

    fn told(&self) -> Result<(), StoreError> {
        match self.failure.lock().unwrap_or_else(PoisonError::into_inner).take() {
            Some(error) => Err(error),
            None => Ok(()),
        }
    }
}

impl Drop for GpkgStage {
    fn drop(&mut self) {
        if self.is_published || !self.is_at_home() {
            return;
        }
        let (number, generation, home) = (self.number, self.generation, Arc::clone(&self.shared.home));
        self.shared.writer.post_at_once(move |connection| {
            if home.generation() == generation && owner::drop_stage(connection, number).is_err() {
                tracing::warn!("an abandoned import stays in the store until the next open");
            }
        });
    }
}

fn is_full(draft: &Draft) -> bool {
    draft.waiting.rows() >= BATCH_ROWS || draft.waiting.bytes() >= BATCH_BYTES
}

/// Hands the waiting batch to the writing thread; waits only for a place in its queue.
async fn hand_over(
    shared: &Arc<OpenStore>,
    failure: &Arc<Mutex<Option<StoreError>>>,
    draft: &mut Draft,
) -> Result<(), StoreError> {
    if draft.waiting.rows() > 0 {
        let batch = std::mem::take(&mut draft.waiting);
        let (sql, columns, has_shape) = (draft.insert(), draft.columns.len(), draft.geometry.is_some());
        post(shared, failure, move |connection| draft::insert(connection, &sql, columns, has_shape, &batch)).await?;
    }
    if draft.boxes.len() >= BOXES {
        complete::fill_tree(shared, draft).await?;
    }
    Ok(())
}

async fn post(
    shared: &Arc<OpenStore>,
    failure: &Arc<Mutex<Option<StoreError>>>,
    job: impl Fn(&Connection) -> rusqlite::Result<()> + Send + 'static,
) -> Result<(), StoreError> {
    let (path, failure) = (shared.path.clone(), Arc::clone(failure));
    shared
        .writer
        .post(move |connection| {
            let failed_before = failure.lock().unwrap_or_else(PoisonError::into_inner).is_some();
            if !failed_before && let Err(fault) = short(connection, job) {
                *failure.lock().unwrap_or_else(PoisonError::into_inner) = Some(fault.said("importing into", &path));
            }
        })
        .await
}

/// One short transaction on tables nobody sees. It need not reach the disk at once: a stage lost with the machine is only a stage.
pub(super) fn short<T>(
    connection: &mut Connection,
    job: impl Fn(&Connection) -> rusqlite::Result<T>,
) -> Result<T, Fault> {
    durable(connection, false)?;
    let mut result = attempt(connection, &job);
    for _ in 1..PATIENCE {
        if !result.as_ref().is_err_and(Fault::is_busy) {
            break;
        }
        result = attempt(connection, &job);
    }
    durable(connection, true)?;
    result
}

fn attempt<T>(connection: &mut Connection, job: impl Fn(&Connection) -> rusqlite::Result<T>) -> Result<T, Fault> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let done = job(&transaction)?;
    transaction.commit()?;
    Ok(done)
}
