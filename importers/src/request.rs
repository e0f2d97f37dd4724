//! What is asked of an import, and what is told while it runs.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use spatial_core::crs::Crs;
use spatial_core::layer::{Kind, LayerName};
use spatial_core::store::private::AuditEntry;

use crate::mapping::Mapping;
use crate::text::Encoding;

/// What is asked of an import: checked word by word, not yet against files and store.
#[derive(Debug, Clone)]
pub struct ImportRequest {
    /// The files, in this order; all go into one layer.
    pub files: Vec<PathBuf>,
    /// The layer to make or to add to.
    pub layer: LayerName,
    /// What its features are; `None` = as the layer is, or a new one of plain features. An existing layer keeps its own when features are added.
    pub kind: Option<Kind>,
    /// The kind was guessed by names: no field becomes public by it, and where the first record has no area and the kind demands one, these are plain features.
    pub is_kind_guessed: bool,
    /// How the records meet what is there.
    pub mode: Mode,
    /// Reference system of files that do not say.
    pub crs: Option<Crs>,
    /// `crs` wins over what the file says.
    pub override_crs: bool,
    /// Text encoding; `None` = as the file says.
    pub encoding: Option<Encoding>,
    /// What the fields are called and mean here.
    pub mapping: Option<Mapping>,
    /// Fields for staff only, by their name here.
    pub private_fields: Vec<String>,
    /// The layer is for staff until somebody publishes it; one that is there stays as hidden as it is.
    pub is_unpublished: bool,
    /// The layer wanted, of files that hold several.
    pub source_layer: Option<String>,
    /// For people; the mapping's or the layer's name if not given.
    pub title: Option<String>,
    /// Who imports; recorded.
    pub who: String,
    /// Now, ISO 8601 UTC; recorded.
    pub imported_at: String,
    /// A line of the audit log that is there if, and only if, the import is; which layer and how is added to it, and the files unless its
    /// detail names them.
    pub audit: Option<AuditEntry>,
}

/// How records meet what is in the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mode {
    /// The layer must not exist.
    Create,
    /// The layer's features are superseded, if it exists.
    Replace,
    /// Features are added to an existing layer.
    Append,
    /// Features with the same key are updated and keep their ids; others are added.
    Update {
        /// The key field, by its name here; `None` = the mapping's.
        key: Option<String>,
    },
}

impl ImportRequest {
    /// The plain request: create this layer from these files.
    pub fn new(files: Vec<PathBuf>, layer: LayerName) -> Self {
        Self {
            files,
            layer,
            kind: None,
            is_kind_guessed: false,
            mode: Mode::Create,
            crs: None,
            override_crs: false,
            encoding: None,
            mapping: None,
            private_fields: Vec::new(),
            is_unpublished: false,
            source_layer: None,
            title: None,
            who: String::new(),
            imported_at: String::new(),
            audit: None,
        }
    }
}

impl Mode {
    /// The word for it.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Replace => "replace",
            Self::Append => "append",
            Self::Update { .. } => "update",
        }
    }
}

/// How far an import is. Told after each batch of some thousand records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ImportProgress {
    /// What is being done.
    pub phase: Phase,
    /// Position of the file among the files, from 0.
    pub file: usize,
    /// Bytes read, over all files.
    pub bytes_read: u64,
    /// Size of all files in bytes.
    pub bytes_total: u64,
    /// Records read.
    pub read: u64,
    /// Records loaded.
    pub loaded: u64,
    /// Records repaired.
    pub repaired: u64,
    /// Records put aside.
    pub quarantined: u64,
    /// Findings so far.
    pub findings: u64,
}

/// The part of an import that is under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Phase {
    /// Records are read, checked and written to an invisible version.
    #[default]
    Reading,
    /// The version is made visible.
    Publishing,
    /// It is done.
    Done,
}

/// Asks an import to stop; the store is then as it was before. Clones ask the same import.
#[derive(Debug, Clone, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Asks it to stop, at the next batch.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// True once that was asked.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
