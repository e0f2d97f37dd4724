//! What subjects do over HTTP: a folder each, which hands out one part. To add a subject: a folder, its line in [`parts`], its sentences.

mod network;
mod planning;

use std::path::PathBuf;

use spatial_core::store::Store;

use crate::config::Settings;
use crate::http::parts::part::Part;
use crate::http::{ServeError, Server};

/// A server of all subjects; as [`Server`] says.
///
/// # Errors
/// [`ServeError::CannotListen`] if the address is taken; [`ServeError::World`] if a table of others cannot be served.
pub async fn bind(store: Store, copy: Option<PathBuf>, settings: Settings) -> Result<Server, ServeError> {
    Server::bind(store, copy, settings, parts()).await
}

/// In the order of the portal.
fn parts() -> Vec<Part> {
    vec![planning::part(), network::part()]
}
