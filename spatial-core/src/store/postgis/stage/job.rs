//! What the worker of a stage can be asked.

use std::sync::Arc;

use tokio::sync::oneshot;

use super::finished::Work;
use crate::store::private::PendingAudit;
use crate::store::{Published, StoreError};

/// One job; they are done in order.
#[derive(Debug)]
pub(super) enum Job {
    /// Statements on the stage's own tables.
    Run(String),
    /// Encoded rows, and the `COPY` that takes them.
    Rows { copy: Arc<str>, bytes: Vec<u8> },
    /// Tells when all before it is done.
    Told(oneshot::Sender<Result<(), StoreError>>),
    /// Makes this and other stages visible; the last job.
    Publish(Box<Visible>, oneshot::Sender<Result<Vec<Published>, StoreError>>),
    /// Another stage's worker made this one visible, too; the last job.
    Published,
}

/// What is to become visible in one commit.
#[derive(Debug)]
pub(super) struct Visible {
    pub works: Vec<Work>,
    pub why: String,
    /// What the audit log is to say of it.
    pub audit: Vec<PendingAudit>,
}
