//! `diaban import` of an extract that becomes the base map, as it was typed.

use std::path::PathBuf;

use clap::ArgMatches;
use importers::Mode;
use spatial_core::layer::Kind;
use spatial_core::message::Message;
use spatial_core::store::StoreAddress;

use crate::cli::line::words::{path, store, text};

/// An extract that is to become a base map.
#[derive(Debug)]
pub(in crate::cli) struct ImportBase {
    pub(super) files: Vec<PathBuf>,
    pub(super) into: StoreAddress,
    pub(super) mode: Mode,
    pub(super) is_unpublished: bool,
    pub(super) is_dry_run: bool,
    pub(super) report: Option<PathBuf>,
}

/// True for an extract that brings all layers of the base map, under names of their own.
pub(in crate::cli) fn is_meant(given: &ArgMatches) -> bool {
    let is_pbf = |file: &PathBuf| file.extension().is_some_and(|end| end.eq_ignore_ascii_case("pbf"));
    let mut files = given.get_many::<PathBuf>("FILE").into_iter().flatten();
    text(given, "kind") == Some(Kind::Base.as_str()) && !given.contains_id("layer") && files.all(is_pbf)
}

/// What was typed; an error is wrong usage.
pub(in crate::cli) fn line(given: &ArgMatches) -> Result<ImportBase, Message> {
    const UNFIT: [&str; 8] = ["key", "crs", "encoding", "source-layer", "mapping", "valves", "plan", "private-field"];
    if let Some(option) = UNFIT.into_iter().find(|option| given.contains_id(option)) {
        return Err(Message::new("usage-base-unfit").with("option", format!("--{option}")));
    }
    let mode = match text(given, "mode") {
        None | Some("create") => Mode::Create,
        Some("replace") => Mode::Replace,
        Some(_) => return Err(Message::new("usage-base-unfit").with("option", "--mode append|update")),
    };
    Ok(ImportBase {
        files: given.get_many("FILE").into_iter().flatten().cloned().collect(),
        into: store(text(given, "into").unwrap_or_default())?,
        mode,
        is_unpublished: given.get_flag("unpublished"),
        is_dry_run: given.get_flag("dry-run"),
        report: path(given, "report"),
    })
}
