//! One file that was sent, and how its import stands.

use std::sync::Arc;
use std::time::SystemTime;

use importers::{Cancel, FileLayer, ImportProgress, Phase, Report};
use spatial_core::layer::Position;
use spatial_core::message::Message;
use spatial_core::store::private::AuditEntry;

use super::folder::KeptFile;
use super::plan::Plan;

/// One file that was sent.
#[derive(Debug, Clone)]
pub(crate) struct Import {
    pub(crate) id: String,
    /// As its sender called it, shortened.
    pub(crate) name: String,
    pub(crate) bytes: u64,
    /// Who sent it.
    pub(crate) by: Arc<str>,
    pub(crate) at: SystemTime,
    pub(crate) state: State,
    pub(crate) progress: Option<Progress>,
    /// What the file holds, by its own list; empty if it has none.
    pub(crate) layers: Vec<FileLayer>,
    pub(crate) plan: Option<Plan>,
    /// How often it was checked: who confirms says which check they read.
    pub(crate) checks: u32,
    /// Where the store stood when the check was made.
    pub(crate) checked_at: Option<Position>,
    pub(crate) report: Option<Arc<Report>>,
    pub(crate) trouble: Option<Trouble>,
    /// What the audit log is to tell once it is done.
    pub(super) line: Option<AuditEntry>,
    /// None once it is done.
    pub(crate) file: Option<Arc<KeptFile>>,
    pub(super) cancel: Cancel,
}

/// How far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    Received,
    Checking,
    Checked,
    Importing,
    Done,
    /// What was asked could not be done; it can be asked otherwise.
    Failed,
    /// The server was told to stop; it can be asked again.
    Cancelled,
}

impl State {
    /// The word in answers.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Checking => "checking",
            Self::Checked => "checked",
            Self::Importing => "importing",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }

    /// True while it waits for its turn or is at work.
    pub(crate) fn is_under_way(self) -> bool {
        matches!(self, Self::Checking | Self::Importing)
    }
}

/// How far the work is.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Progress {
    /// Another one is at work.
    Waiting,
    /// So far.
    At(ImportProgress),
}

/// Why it came to no good end.
#[derive(Debug, Clone)]
pub(crate) struct Trouble {
    /// What happened, and what can be done.
    pub(crate) message: Message,
}

impl Import {
    /// The file of this name, which has come whole. Blocks: its list is read.
    pub(crate) fn received(id: String, name: String, by: Arc<str>, bytes: u64, file: KeptFile) -> Self {
        // What cannot be read is told by the check.
        let layers = importers::layers_of(file.path()).unwrap_or_default();
        Self {
            id,
            name,
            bytes,
            by,
            at: SystemTime::now(),
            state: State::Received,
            progress: None,
            layers,
            plan: None,
            checks: 0,
            checked_at: None,
            report: None,
            trouble: None,
            line: None,
            file: Some(Arc::new(file)),
            cancel: Cancel::default(),
        }
    }

    /// True while its layer is made visible, which is not taken back.
    pub(super) fn is_publishing(&self) -> bool {
        self.state == State::Importing
            && matches!(self.progress, Some(Progress::At(now)) if now.phase != Phase::Reading)
    }

    /// Bytes it holds on the disk.
    pub(super) fn held(&self) -> u64 {
        if self.file.is_some() { self.bytes } else { 0 }
    }
}
