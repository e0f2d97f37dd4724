//! `diaban import`: foreign files into a store, with a report. Ctrl-C leaves the store as it was.
//!
//! `brought` brings them into a layer; `plan` makes zones a plan of the register; `base` makes an extract of OpenStreetMap the base map; `network` brings in a network of pipes.

pub(super) mod base;
mod brought;
pub(super) mod network;
mod plan;

use importers::{ImportRequest, guessed_kind, stem};
use spatial_core::layer::{Kind, Layer};
use spatial_core::message::Message;
use spatial_core::store::Store;
use spatial_core::store::private::Deed;

use crate::cli::error::CliError;
use crate::cli::line::asked::Import;
use crate::cli::terminal::console::Console;
use crate::cli::terminal::{adoption, report};
use crate::cli::user::typed_at;
use brought::{Target, import, may_be_written, not_itself, request, write};

pub(super) use plan::is_commune;

/// Imports the files as one layer, or as a plan, and prints the report.
pub(super) async fn run(console: &Console, mut asked: Import) -> Result<(), CliError> {
    let _limit = heeds_limits();
    if let Some(plan) = asked.plan.take() {
        return plan::run(console, asked, &plan).await;
    }
    let (into, report_path, is_dry_run) = (asked.into.clone(), asked.report.clone(), asked.dry_run);
    report_path.as_deref().map_or(Ok(()), may_be_written)?;
    let mut request = ImportRequest { audit: Some(typed_at("diaban import", Deed::LayerImported)), ..request(asked)? };
    not_itself(&request.files, &into)?;
    let (looked, store) = (Store::look(&into).await?, into.clone());
    adoption::tell(console, &into, &looked, is_dry_run);
    let (likely, layer) = (likely(&request, &looked.layers), request.layer.clone());
    if likely.is_some() {
        (request.kind, request.is_kind_guessed) = (likely, true);
    }
    let target = match looked {
        looked if is_dry_run => Target::Nowhere(into, looked.layers),
        looked if looked.is_store => Target::Store(Store::open(&into, true).await?),
        looked => Target::NoStoreYet(into, looked.layers),
    };
    let report = import(console, target, request).await?;
    if likely == Some(report.kind) {
        console.note(&Message::new("cli-kind-guessed").with("layer", layer).with("kind", report.kind.as_str()));
    }
    console.print(&report::text(&report, &store, console.language));
    match report_path {
        Some(path) => write(&report, &path, console),
        None => Ok(()),
    }
}

/// What a new layer is likely of, by its name and those of what it comes from, if nobody says.
fn likely(request: &ImportRequest, layers: &[Layer]) -> Option<Kind> {
    let is_there = layers.iter().any(|layer| layer.name == request.layer);
    if request.kind.is_some() || is_there {
        return None;
    }
    let files = request.files.iter().filter_map(|file| file.file_name()?.to_str()).map(stem);
    let names = std::iter::once(request.layer.as_str()).chain(request.source_layer.as_deref()).chain(files);
    guessed_kind(names).filter(|kind| *kind != Kind::Feature)
}

/// A limit on the size of files (`ulimit -f`) is to be an error that can be told, not the end of the program: as long as somebody
/// listens to its signal, writing fails instead.
fn heeds_limits() -> std::io::Result<tokio::signal::unix::Signal> {
    /// `SIGXFSZ` on Linux, but for MIPS.
    const FILE_TOO_LARGE: i32 = 25;
    tokio::signal::unix::signal(tokio::signal::unix::SignalKind::from_raw(FILE_TOO_LARGE))
}
