//! What subjects add to the server: a folder each, which hands out one part. `http` knows none of them; whoever starts a server takes
//! both from here.
//!
//! To add a subject: `apps/<subject>/mod.rs` with `pub(super) fn part() -> Part`, which names its addresses, its models
//! (`Part::with_model`, and `Part::asks` for what its handlers ask for) and its page; a line in `all`; its sentences in
//! `text/{vi,en}/<subject>.ftl`, listed in `text/parts.rs`. Beside it stand its handlers and wire types. A handler that reads takes
//! World and model together (`Served::held`). One that writes takes an `Editor`, opens a `Desk` with the subject's door, names the
//! models to wait for (`Desk::awaiting`), makes changes by the subject's crate, and hands them over (`Desk::carry_out`).

mod network;
mod planning;

use std::path::PathBuf;

use spatial_core::store::Store;

use crate::config::Settings;
use crate::http::parts;
use crate::http::parts::part::Part;
use crate::http::{ServeError, Server};

/// A server of everything there is; as [`Server`] says.
///
/// # Errors
/// [`ServeError::CannotListen`] if the address is taken; [`ServeError::World`] if a table of others cannot be served.
pub async fn bind(store: Store, copy: Option<PathBuf>, settings: Settings) -> Result<Server, ServeError> {
    Server::bind(store, copy, settings, all()).await
}

/// All parts, in the order in which the API document tells them: what every map needs, then the subjects.
pub(crate) fn all() -> Vec<Part> {
    let subjects = [planning::part(), network::part()];
    parts::all().into_iter().chain(subjects).collect()
}

#[cfg(test)]
mod tests;
