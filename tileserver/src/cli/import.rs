//! `diaban import`: foreign files into a store, with a report. Ctrl-C leaves the store as it was.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use importers::{Cancel, ImportError, ImportRequest, Mapping, Report};
use spatial_core::message::Message;
use spatial_core::store::{Store, StoreAddress};

use crate::cli::asked::Import;
use crate::cli::console::Console;
use crate::cli::error::CliError;
use crate::cli::progress::Progress;
use crate::cli::{report, serve};
use crate::text::clock;

/// Imports the files as one layer and prints the report.
pub(super) async fn run(console: &Console, asked: Import) -> Result<(), CliError> {
    let (into, report_path) = (asked.into.clone(), asked.report.clone());
    let request = request(asked)?;
    let report = match Unwritten::instead_of(&into, request.is_dry_run)? {
        Some(unwritten) => import(console, &Store::open(&unwritten.address(), true).await?, request).await?,
        None => import(console, &Store::open(&into, !request.is_dry_run).await?, request).await?,
    };
    console.print(&report::text(&report, console.language));
    match report_path {
        Some(path) => write(&report, &path, console),
        None => Ok(()),
    }
}

/// An empty store to check against when a dry run names one that does not exist; gone when dropped.
struct Unwritten {
    folder: PathBuf,
}

impl Unwritten {
    fn instead_of(asked: &StoreAddress, is_dry_run: bool) -> Result<Option<Self>, CliError> {
        let StoreAddress::Gpkg(path) = asked;
        if !is_dry_run || path.exists() {
            return Ok(None);
        }
        let folder = std::env::temp_dir().join(format!("diaban-{}", uuid::Uuid::new_v4()));
        let made = std::fs::create_dir(&folder);
        made.map_err(|source| CliError::CannotWrite { path: folder.clone(), source })?;
        Ok(Some(Self { folder }))
    }

    fn address(&self) -> StoreAddress {
        StoreAddress::Gpkg(self.folder.join("dry-run.gpkg"))
    }
}

impl Drop for Unwritten {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

async fn import(console: &Console, store: &Store, request: ImportRequest) -> Result<Report, CliError> {
    let cancel = Cancel::default();
    let asked_to_stop = cancel.clone();
    let listener = tokio::spawn(async move {
        serve::told_to_stop().await;
        asked_to_stop.cancel();
    });
    let shown = Mutex::new(Progress::start(*console));
    let show = |now: importers::Progress| {
        if let Ok(mut shown) = shown.lock() {
            shown.show(now.read);
        }
    };
    let outcome = importers::import(store, request, &show, &cancel).await;
    listener.abort();
    drop(shown);
    if matches!(outcome, Err(ImportError::Cancelled)) {
        console.note(&Message::new("cli-cancelled"));
    }
    Ok(outcome?)
}

fn request(asked: Import) -> Result<ImportRequest, CliError> {
    Ok(ImportRequest {
        kind: asked.kind,
        mode: asked.mode,
        crs: asked.crs,
        override_crs: asked.override_crs,
        encoding: asked.encoding,
        mapping: asked.mapping.as_deref().map(Mapping::read).transpose()?,
        private_fields: asked.private_fields,
        is_dry_run: asked.dry_run,
        who: std::env::var("USER").unwrap_or_else(|_| "diaban import".to_owned()),
        imported_at: clock::now(),
        ..ImportRequest::new(asked.files, asked.layer)
    })
}

fn write(report: &Report, path: &Path, console: &Console) -> Result<(), CliError> {
    let document = report.document(|message| console.language.say(message));
    let cannot_write = |source| CliError::CannotWrite { path: path.to_owned(), source };
    let text = serde_json::to_vec_pretty(&document).map_err(|error| cannot_write(error.into()))?;
    std::fs::write(path, text).map_err(cannot_write)
}
