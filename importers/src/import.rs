//! The two ways of an import: into a store, or only checked. One thread reads; what it sends is written, or counted.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use rustc_hash::FxHashSet;
use spatial_core::layer::{Feature, Layer, LayerName, Value};
use spatial_core::store::private::{AuditEntry, PendingAudit};
use spatial_core::store::{Stage, Store, StoreAddress, StoreError};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use crate::error::{ImportError, file_name};
use crate::load::{self, Step};
use crate::plan::ImportPlan;
use crate::report::Report;
use crate::request::{Cancel, ImportProgress, ImportRequest, Phase};
use crate::schema::SchemaStep;

/// Steps between the reading thread and the store's writer: about one batch being written and one ready.
const STEPS_IN_FLIGHT: usize = 4;
/// Files that are named in the audit log; of more only how many they are.
const MOST_NAMED: usize = 5;

/// Brings files into a layer and publishes it in one step.
///
/// One thread reads, checks and types; the store's writer writes meanwhile. `progress` is called after each batch, on the
/// caller's task.
///
/// # Errors
/// [`ImportError`]; the store is then as it was before, also if the program is killed meanwhile.
pub async fn import(
    store: &Store,
    request: ImportRequest,
    progress: &(dyn Fn(ImportProgress) + Send + Sync),
    cancel: &Cancel,
) -> Result<Report, ImportError> {
    let (_, layers) = store.layers().await?;
    let line = line(&request);
    bring(Destination::Open(store), planned(request, layers).await?, line, (progress, cancel)).await
}

/// The same into a file that is no store yet: it is made one when the first records are ready to be written, so that files which
/// cannot be read leave nothing behind. `layers` are what [`Store::look`] found in it.
///
/// # Errors
/// [`ImportError`], as [`import`] would give it.
pub async fn import_into(
    address: &StoreAddress,
    layers: Vec<Layer>,
    request: ImportRequest,
    progress: &(dyn Fn(ImportProgress) + Send + Sync),
    cancel: &Cancel,
) -> Result<Report, ImportError> {
    let line = line(&request);
    bring(Destination::Address(address), planned(request, layers).await?, line, (progress, cancel)).await
}

/// Where records go.
enum Destination<'a> {
    Open(&'a Store),
    Address(&'a StoreAddress),
}

impl Destination<'_> {
    async fn store(&self) -> Result<Store, StoreError> {
        match self {
            Self::Open(store) => Ok((*store).clone()),
            Self::Address(address) => Store::open(address, true).await,
        }
    }

    /// Visits the values of a field of all current features, in no order.
    async fn values(
        &self,
        layer: &LayerName,
        field: &str,
        mut visit: impl FnMut(Value) + Send + 'static,
    ) -> Result<(), StoreError> {
        let store = match self {
            Self::Address(address) => return Store::values(address, layer, field, visit).await,
            Self::Open(store) => store,
        };
        let (_, layers) = store.layers().await?;
        let known = layers.iter().find(|known| known.name == *layer);
        let Some(at) = known.and_then(|known| known.schema.position(field)) else { return Ok(()) };
        let all = move |features: Vec<Feature>| {
            features
                .into_iter()
                .filter_map(|mut feature| feature.values.get_mut(at).map(std::mem::take))
                .for_each(&mut visit);
            ControlFlow::Continue(())
        };
        store.scan(layer, all).await.map(drop)
    }
}

/// Reads on one thread, and writes what it sends.
async fn bring(
    target: Destination<'_>,
    plan: ImportPlan,
    line: Option<PendingAudit>,
    (progress, cancel): (&(dyn Fn(ImportProgress) + Send + Sync), &Cancel),
) -> Result<Report, ImportError> {
    let mode = plan.mode.clone();
    let mut reader = ReadingThread::start(plan, cancel.clone());
    let mut opened: Option<Store> = None;
    let mut stage: Option<Stage> = None;
    let mut last = ImportProgress::default();
    while let Some(step) = reader.steps.recv().await {
        match step {
            Step::Progress(now) => {
                last = now;
                progress(now);
            }
            Step::Begin(layer) => {
                let _before = stage.take();
                let store = match opened.take() {
                    Some(store) => store,
                    None => target.store().await?,
                };
                stage = Some(opened.insert(store).stage(*layer, mode.clone()).await?);
            }
            step => write(stage.as_mut().ok_or(ImportError::ReaderLost)?, step).await?,
        }
    }
    let mut report = reader.report().await?;
    if let Some(stage) = stage {
        if cancel.is_cancelled() {
            return Err(ImportError::Cancelled);
        }
        progress(ImportProgress { phase: Phase::Publishing, ..last });
        let line = line.map(|line| PendingAudit { entry: AuditEntry { at: SystemTime::now(), ..line.entry }, ..line });
        let published = stage.publish_audited("import", line).await?;
        report.inserted = published.inserted;
        report.updated = published.updated;
        report.revision = Some(published.revision);
    }
    progress(ImportProgress { phase: Phase::Done, ..last });
    Ok(report)
}

/// What the audit log is to say of an import: `thửa đất.geojson (replace)`.
fn line(request: &ImportRequest) -> Option<PendingAudit> {
    let entry = request.audit.clone()?;
    let names = entry.detail.clone().unwrap_or_else(|| named(&request.files));
    let detail = Some(format!("{names} ({})", request.mode.as_str()));
    Some(PendingAudit { entry: AuditEntry { layer: Some(request.layer.clone()), detail, ..entry }, inserted: None })
}

/// Names of files, the first of them.
fn named(files: &[PathBuf]) -> String {
    let names = files.iter().take(MOST_NAMED).map(|file| file_name(file)).collect::<Vec<_>>().join(", ");
    let more = files.len().saturating_sub(MOST_NAMED);
    if more > 0 { format!("{names}, + {more}") } else { names }
}

/// Does all of an import but the writing. `layers` are what [`Store::look`] found at the address, if there is a store.
///
/// # Errors
/// [`ImportError`], as [`import`] would give it.
pub async fn check(
    address: &StoreAddress,
    layers: Vec<Layer>,
    request: ImportRequest,
    progress: &(dyn Fn(ImportProgress) + Send + Sync),
    cancel: &Cancel,
) -> Result<Report, ImportError> {
    only_looked_at(Destination::Address(address), planned(request, layers).await?, progress, cancel).await
}

/// The same for a store that is open.
///
/// # Errors
/// [`ImportError`], as [`import`] would give it.
pub async fn check_against(
    store: &Store,
    request: ImportRequest,
    progress: &(dyn Fn(ImportProgress) + Send + Sync),
    cancel: &Cancel,
) -> Result<Report, ImportError> {
    let (_, layers) = store.layers().await?;
    only_looked_at(Destination::Open(store), planned(request, layers).await?, progress, cancel).await
}

/// Reads on one thread, and counts what it sends.
async fn only_looked_at(
    target: Destination<'_>,
    plan: ImportPlan,
    progress: &(dyn Fn(ImportProgress) + Send + Sync),
    cancel: &Cancel,
) -> Result<Report, ImportError> {
    let plan = ImportPlan { is_dry_run: true, ..plan };
    let update = plan.update_key().map(|key| (plan.layer.clone(), key.to_owned()));
    let mut reader = ReadingThread::start(plan, cancel.clone());
    while let Some(step) = reader.steps.recv().await {
        if let Step::Progress(now) = step {
            progress(now);
        }
    }
    let mut report = reader.report().await?;
    report.is_dry_run = true;
    if let Some((layer, key)) = update {
        report.updated = met(&target, &layer, &key, &report.keys).await?;
    }
    report.inserted = report.loaded - report.updated;
    Ok(report)
}

/// How many of these keys a layer's features have; a key shared by several features identifies none.
async fn met(target: &Destination<'_>, layer: &LayerName, key: &str, keys: &[u64]) -> Result<u64, ImportError> {
    #[derive(Default)]
    struct MatchedKeys {
        keys: FxHashSet<u64>,
        twice: Option<String>,
    }
    let (wanted, met) =
        (keys.iter().copied().collect::<FxHashSet<u64>>(), Arc::new(Mutex::new(MatchedKeys::default())));
    let noted = Arc::clone(&met);
    let note = move |value: Value| {
        let (hash, text) = load::key_of(&value);
        let mut noted = noted.lock().unwrap_or_else(PoisonError::into_inner);
        if value != Value::Null && wanted.contains(&hash) && !noted.keys.insert(hash) {
            noted.twice = Some(text);
        }
    };
    target.values(layer, key, note).await?;
    let mut met = met.lock().unwrap_or_else(PoisonError::into_inner);
    match met.twice.take() {
        None => Ok(met.keys.len() as u64),
        Some(value) => {
            let (layer, field) = (layer.clone(), key.to_owned());
            Err(StoreError::AmbiguousKey { layer, field, value, features: Vec::new(), records: Vec::new() }.into())
        }
    }
}

/// The plan of a request; looks into the files.
async fn planned(request: ImportRequest, layers: Vec<Layer>) -> Result<ImportPlan, ImportError> {
    let plan = tokio::task::spawn_blocking(move || ImportPlan::new(request, layers));
    plan.await.map_err(|_| ImportError::ReaderLost)?
}

/// The reading thread.
struct ReadingThread {
    steps: mpsc::Receiver<Step>,
    thread: JoinHandle<Result<Report, ImportError>>,
}

impl ReadingThread {
    fn start(plan: ImportPlan, cancel: Cancel) -> Self {
        let (sender, steps) = mpsc::channel(STEPS_IN_FLIGHT);
        let thread = tokio::task::spawn_blocking(move || {
            // If nobody listens any more, the first step says so.
            load::load(&plan, &cancel, &mut |step| sender.blocking_send(step).map_err(|_| ImportError::Cancelled))
        });
        Self { steps, thread }
    }

    async fn report(self) -> Result<Report, ImportError> {
        self.thread.await.map_err(|_| ImportError::ReaderLost)?
    }
}

async fn write(stage: &mut Stage, step: Step) -> Result<(), ImportError> {
    match step {
        Step::Schema(SchemaStep::Add(field)) => stage.add_field(field).await?,
        Step::Schema(SchemaStep::Widen { name, kind }) => stage.widen_field(&name, kind).await?,
        Step::Features(features) => stage.append(features).await?,
        Step::Quarantine(records) => stage.quarantine(records).await?,
        Step::Begin(_) | Step::Progress(_) => {}
    }
    Ok(())
}
