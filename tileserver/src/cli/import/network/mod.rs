//! `diaban import` of networks: of EPANET with the file of its isolation valves, of lines and points that are joined, and of meters of one that is
//! there, into a store, with a report.

mod line;
mod plain;

use std::path::PathBuf;
use std::sync::Mutex;

use importers::network::{ImportedNetwork, NetworkFiles, NetworkRequest, import};
use importers::{ImportProgress, Phase};
use spatial_core::message::Message;
use spatial_core::store::private::Deed;
use spatial_core::store::{Store, StoreAddress};

use super::brought::{may_be_written, not_itself, write};
use super::heeds_limits;
use crate::cli::error::CliError;
use crate::cli::terminal::console::Console;
use crate::cli::terminal::progress::ProgressLine;
use crate::cli::terminal::{account, adoption, report};
use crate::cli::user::typed_at;

pub(in crate::cli) use line::{ImportNetwork, is_meant, line, only};

/// Brings the network in, and prints the report.
pub(in crate::cli) async fn run(console: &Console, asked: ImportNetwork) -> Result<(), CliError> {
    let _limit = heeds_limits();
    asked.report.as_deref().map_or(Ok(()), may_be_written)?;
    not_itself(&files(&asked), &asked.into)?;
    let brings = match &asked.files {
        NetworkFiles::Epanet { .. } => "network-imported",
        NetworkFiles::Plain(_) => "network-joined",
        NetworkFiles::Meters(_) => "network-meters-hung",
    };
    let looked = Store::look(&asked.into).await?;
    adoption::tell(console, &asked.into, &looked, asked.is_dry_run);
    let request = NetworkRequest {
        file: asked.file,
        files: asked.files,
        name: asked.name.clone(),
        crs: asked.crs,
        mode: asked.mode,
        may_lose: asked.may_lose,
        encoding: asked.encoding,
        is_dry_run: asked.is_dry_run,
        who: account::name(),
        audit: Some(typed_at("diaban import", Deed::LayerImported)),
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
    let outcome = outcome(brings, &imported, &asked.name, &asked.into);
    console.print(&report::with_outcome(&imported.report, &outcome, console.language));
    asked.report.map_or(Ok(()), |path| write(&imported.report, &path, console))
}

/// All files that are read.
fn files(asked: &ImportNetwork) -> Vec<PathBuf> {
    let beside: Vec<&PathBuf> = match &asked.files {
        NetworkFiles::Epanet { valves } => valves.iter().collect(),
        NetworkFiles::Plain(plain) | NetworkFiles::Meters(plain) => {
            plain.beside.iter().map(|file| &file.path).collect()
        }
    };
    std::iter::once(&asked.file).chain(beside).cloned().collect()
}

/// What became of it: one sentence, with the command that asks it.
fn outcome(brings: &'static str, imported: &ImportedNetwork, name: &str, store: &StoreAddress) -> Message {
    let Some(revision) = imported.report.revision else { return Message::new("report-dry-run") };
    let [customers, adrift] = imported.customers;
    Message::new(brings)
        .with("customers", customers)
        .with("adrift", adrift)
        .with("network", name)
        .with("revision", revision)
        .with("nodes", imported.nodes)
        .with("edges", imported.edges)
        .with("valves", imported.valves)
        .with("store", report::shell_word(store.to_string()))
        .with("typed", report::shell_word(name.to_owned()))
}
