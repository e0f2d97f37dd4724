//! A table or view as it is served, and what one reading of it found.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::column::ServedColumn;
use super::key::Key;
use super::rows::ServedRows;
use crate::layer::{FeatureId, Layer};
use crate::message::Message;

/// A table or view that is served as a layer.
#[derive(Debug)]
pub struct ServedTable {
    /// Without features yet: no count, no box.
    pub(super) layer: Layer,
    pub(super) refresh: Duration,
    /// Schema and name, quoted.
    pub(super) from: String,
    pub(super) key: Key,
    /// The shape as well-known binary, and its reference id where that may differ from row to row.
    pub(super) shape: [String; 2],
    /// The only reference id a shape may have besides 0, where it may differ from row to row.
    pub(super) srid: Option<i32>,
    pub(super) columns: Vec<ServedColumn>,
    /// What is to be told of its reference system.
    pub(super) doubt: Option<Message>,
}

/// What one reading of a whole table found.
#[derive(Debug)]
pub(crate) struct Swept {
    /// All rows that are served now.
    pub rows: Arc<ServedRows>,
    /// Served before and not there any more; ascending.
    pub gone: Vec<FeatureId>,
    /// When the reading began: it shows nothing later.
    pub at: SystemTime,
}

impl ServedTable {
    /// The layer it is served as; without count and box, which only its snapshot knows.
    pub fn layer(&self) -> &Layer {
        &self.layer
    }

    /// What is to be told of its reference system: the database's number for it contradicts the database's definition of it.
    pub fn doubt(&self) -> Option<&Message> {
        self.doubt.as_ref()
    }

    /// How often it is looked through for changes.
    pub fn refresh(&self) -> Duration {
        self.refresh
    }
}
