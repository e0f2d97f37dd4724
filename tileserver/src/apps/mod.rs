//! What subjects add to the server: a folder each, which hands out one part. `http` knows none of them; whoever starts a server takes
//! both from here.
//!
//! How one is added: CONTRIBUTING, "To add a subject".

pub(crate) mod network;
pub(crate) mod planning;
mod steward;

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
    let subjects = [planning::part(), network::part(), steward::part()];
    parts::all().into_iter().chain(subjects).collect()
}

#[cfg(test)]
mod tests;
