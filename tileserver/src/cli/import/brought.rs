//! Files brought into a layer of a store, or only checked; and what is looked at before.

use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use importers::{Cancel, ImportError, ImportRequest, Mapping, Report};
use spatial_core::layer::Layer;
use spatial_core::message::Message;
use spatial_core::store::{Store, StoreAddress};

use crate::cli::error::CliError;
use crate::cli::line::asked::Import;
use crate::cli::serve;
use crate::cli::terminal::account;
use crate::cli::terminal::console::Console;
use crate::cli::terminal::progress::ProgressLine;
use crate::text::clock;

/// Where the records go: into a store; into a file that becomes one, if the records can be read; or nowhere, checked against the
/// layers that are there.
pub(super) enum Target {
    Store(Store),
    NoStoreYet(StoreAddress, Vec<Layer>),
    Nowhere(StoreAddress, Vec<Layer>),
}

/// Refuses the store as its own source, whatever it is called: closing a file that we read takes away all locks that we hold on it
/// as a store (POSIX, `fcntl`).
pub(super) fn not_itself(files: &[PathBuf], into: &StoreAddress) -> Result<(), CliError> {
    let StoreAddress::Gpkg(store) = into else { return Ok(()) };
    let identity = |path: &Path| std::fs::metadata(path).ok().map(|found| (found.dev(), found.ino()));
    let Some(store) = identity(store) else { return Ok(()) };
    match files.iter().find(|file| identity(file) == Some(store)) {
        Some(file) => Err(CliError::IntoItself { path: file.clone() }),
        None => Ok(()),
    }
}

/// Refuses, before anything is done, a report that could not be written or would overwrite something else: the store, a source.
pub(super) fn may_be_written(report: &Path) -> Result<(), CliError> {
    let folder = report.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let cannot_write = |source| CliError::CannotWrite { path: report.to_owned(), source };
    if !std::fs::metadata(folder).map_err(cannot_write)?.is_dir() {
        return Err(cannot_write(std::io::ErrorKind::NotADirectory.into()));
    }
    // A device or a pipe holds nothing to lose.
    if !std::fs::metadata(report).is_ok_and(|found| found.is_file()) {
        return Ok(());
    }
    let former = std::fs::File::open(report).map_err(cannot_write)?;
    if importers::is_report(former) { Ok(()) } else { Err(CliError::NoReport { path: report.to_owned() }) }
}

/// Brings files in, showing how far it is.
pub(super) async fn import(console: &Console, target: Target, request: ImportRequest) -> Result<Report, CliError> {
    let cancel = Cancel::default();
    let asked_to_stop = cancel.clone();
    let listener = tokio::spawn(async move {
        serve::told_to_stop().await;
        asked_to_stop.cancel();
    });
    let shown = Mutex::new(ProgressLine::start(*console));
    let show = |now: importers::ImportProgress| {
        if let Ok(mut shown) = shown.lock() {
            shown.show(now.read);
        }
    };
    let outcome = match target {
        Target::Store(store) => importers::import(&store, request, &show, &cancel).await,
        Target::NoStoreYet(address, layers) => importers::import_into(&address, layers, request, &show, &cancel).await,
        Target::Nowhere(address, layers) => importers::check(&address, layers, request, &show, &cancel).await,
    };
    listener.abort();
    drop(shown);
    if matches!(outcome, Err(ImportError::Cancelled)) {
        console.note(&Message::new("cli-cancelled"));
    }
    Ok(outcome?)
}

/// What was typed, as the importer is asked.
pub(super) fn request(asked: Import) -> Result<ImportRequest, CliError> {
    Ok(ImportRequest {
        kind: asked.kind,
        mode: asked.mode,
        crs: asked.crs,
        override_crs: asked.override_crs,
        encoding: asked.encoding,
        mapping: asked.mapping.as_deref().map(Mapping::read).transpose()?,
        private_fields: asked.private_fields,
        is_unpublished: asked.is_unpublished,
        source_layer: asked.source_layer,
        who: account::name(),
        imported_at: clock::now(),
        ..ImportRequest::new(asked.files, asked.layer)
    })
}

/// Writes the report as JSON.
pub(super) fn write(report: &Report, path: &Path, console: &Console) -> Result<(), CliError> {
    let document = report.document(|message| console.language.say(message));
    let cannot_write = |source| CliError::CannotWrite { path: path.to_owned(), source };
    let text = serde_json::to_vec_pretty(&document).map_err(|error| cannot_write(error.into()))?;
    std::fs::write(path, text).map_err(cannot_write)
}
