//! What the worker of a stage can be asked.

use std::sync::Arc;

use tokio::sync::oneshot;

use super::finished::Work;
use crate::store::{Published, StoreError};

/// One job; they are done in order.
#[derive(Debug)]
pub(super) enum Job {
    /// Statements on the stage's own tables.
    Run(String),
    /// Encoded rows, and the `COPY` that takes them.
    Rows { copy: Arc<str>, bytes: Vec<u8> },
    /// The last job.
    Publish(Box<Work>, oneshot::Sender<Result<Published, StoreError>>),
}
