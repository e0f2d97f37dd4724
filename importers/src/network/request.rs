//! What is asked of an import of a network.

use std::path::PathBuf;

use spatial_core::crs::Crs;

use crate::text::Encoding;

/// What is asked: checked word by word, not yet against files and store.
#[derive(Debug, Clone)]
pub struct NetworkRequest {
    /// The `.inp` file.
    pub file: PathBuf,
    /// The file of isolation valves beside it.
    pub valves: Option<PathBuf>,
    /// What the network is to be called in the store.
    pub name: String,
    /// The reference system of its coordinates, which an `.inp` cannot say. [`Crs::Local`] for those that lie nowhere on earth.
    pub crs: Option<Crs>,
    /// How it meets a network of that name.
    pub mode: NetworkMode,
    /// Encoding of names and comments; `None` = by the evidence.
    pub encoding: Option<Encoding>,
    /// Nothing is written: only what is found matters.
    pub is_dry_run: bool,
    /// Who imports; recorded.
    pub who: String,
}

/// How a network meets the one of its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NetworkMode {
    /// There must be none.
    Create,
    /// The new one takes its place. What has the same code keeps its id and its history, devices keep their states, customers their
    /// connections.
    Replace,
}
