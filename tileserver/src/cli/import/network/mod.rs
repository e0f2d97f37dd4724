//! `diaban import FILE.inp`: a network of EPANET and the file of its isolation valves into a store, with a report by lines.

mod line;

use std::path::PathBuf;
use std::sync::Mutex;

use importers::network::{ImportedNetwork, NetworkRequest, import};
use importers::{ImportProgress, Phase};
use spatial_core::message::Message;
use spatial_core::store::{Store, StoreAddress};

use super::brought::{may_be_written, not_itself, write};
use super::heeds_limits;
use crate::cli::error::CliError;
use crate::cli::terminal::console::Console;
use crate::cli::terminal::progress::ProgressLine;
use crate::cli::terminal::{account, adoption, report};

pub(in crate::cli) use line::{ImportNetwork, is_meant, line};

/// Brings the network in, and prints the report.
pub(in crate::cli) async fn run(console: &Console, asked: ImportNetwork) -> Result<(), CliError> {
    let _limit = heeds_limits();
    asked.report.as_deref().map_or(Ok(()), may_be_written)?;
    let files: Vec<PathBuf> = std::iter::once(&asked.file).chain(&asked.valves).cloned().collect();
    not_itself(&files, &asked.into)?;
    let looked = Store::look(&asked.into).await?;
    adoption::tell(console, &asked.into, &looked, asked.is_dry_run);
    let request = NetworkRequest {
        file: asked.file,
        valves: asked.valves,
        name: asked.name.clone(),
        crs: asked.crs,
        mode: asked.mode,
        encoding: asked.encoding,
        is_dry_run: asked.is_dry_run,
        who: account::name(),
    };
    let shown = Mutex::new(ProgressLine::start(*console));
    let show = |now: ImportProgress| {
        if let Ok(mut shown) = shown.lock() {
            match now.phase {
                Phase::Publishing => shown.tell(&Message::new("cli-network-writing").with("rows", now.loaded)),
                Phase::Reading | Phase::Done => shown.show(now.read),
            }
        }
    };
    let imported = import(&asked.into, looked, request, &show).await;
    drop(shown);
    let imported = imported?;
    let outcome = outcome(&imported, &asked.name, &asked.into);
    console.print(&report::with_outcome(&imported.report, &outcome, console.language));
    asked.report.map_or(Ok(()), |path| write(&imported.report, &path, console))
}

/// What became of it: one sentence, with the command that asks it.
fn outcome(imported: &ImportedNetwork, name: &str, store: &StoreAddress) -> Message {
    let Some(revision) = imported.report.revision else { return Message::new("report-dry-run") };
    Message::new("network-imported")
        .with("network", name)
        .with("revision", revision)
        .with("nodes", imported.nodes)
        .with("edges", imported.edges)
        .with("valves", imported.valves)
        .with("store", report::shell_word(store.to_string()))
        .with("typed", report::shell_word(name.to_owned()))
}
