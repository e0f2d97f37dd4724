//! The one writing desk. Whatever changes features comes here: a transaction is committed, written down in the audit log, waited for
//! until requests see it, and answered.
//!
//! In reading order: `item` (one feature: what its editor saw, what the body asks for, who was quicker), `body` (what was sent), `subject` (what desks of subjects share).

pub(crate) mod body;
pub(crate) mod item;
mod subject;

pub(crate) use subject::{declared, may, received};

use std::sync::Arc;

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::Response;
use spatial_core::layer::{Change, Door, Layout, Transaction};
use spatial_core::store::{Committed, StoreError};

use crate::http::HttpError;
use crate::http::request::extract::Editor;
use crate::http::served::Served;
use crate::http::wire::edit;

/// The commit that made a change.
const REVISION: HeaderName = HeaderName::from_static("diaban-revision");
/// `false` if this server does not show the change yet, though it is on the disk.
const SERVED: HeaderName = HeaderName::from_static("diaban-served");

/// Where one person's change is worked on.
#[derive(Debug)]
pub(crate) struct Desk {
    served: Arc<Served>,
    editor: Editor,
    why: String,
    is_brief: bool,
    door: Door,
    /// Models that stand at a change before it is answered.
    models: &'static [&'static str],
}

impl Desk {
    /// For somebody who may write, with what their headers say of why.
    pub(crate) fn open(served: &Arc<Served>, editor: Editor, headers: &HeaderMap) -> Result<Self, HttpError> {
        let (why, is_brief) = (edit::why(headers)?, edit::is_brief(headers));
        Ok(Self { served: Arc::clone(served), editor, why, is_brief, door: Door::Items, models: &[] })
    }

    /// The same for the tables behind a subject's door, whose readers these models serve.
    pub(crate) fn through(self, door: &Door, models: &'static [&'static str]) -> Self {
        Self { door: door.clone(), models, ..self }
    }

    /// Whose change it is.
    pub(crate) fn who(&self) -> &str {
        &self.editor.who.name
    }

    /// True if the client wants no more than the news that it is done.
    pub(crate) fn is_brief(&self) -> bool {
        self.is_brief
    }

    /// Commits; on the disk when it returns. [`StoreError::Unconfirmed`] if the store has not said so in time.
    pub(crate) async fn commit(&self, layouts: Vec<Layout>, changes: Vec<Change>) -> Result<Committed, StoreError> {
        let transaction = Transaction {
            who: self.editor.who.name.to_string(),
            why: self.why.clone(),
            door: self.door.clone(),
            expected_revision: None,
            expected_layouts: layouts,
            changes,
        };
        let (served, Editor { who, trail }) = (Arc::clone(&self.served), self.editor.clone());
        // A task of its own: who loses patience does not take the change back, nor what is written down of it.
        let committing = tokio::spawn(async move {
            let audit = served.gate.written(&who, &transaction.changes, &trail);
            served.store.commit_audited(transaction, audit).await
        });
        match tokio::time::timeout(self.served.patience(), committing).await {
            Ok(Ok(committed)) => committed,
            Ok(Err(_)) => Err(StoreError::Closed),
            Err(_) => Err(StoreError::Unconfirmed),
        }
    }

    /// What a refused commit means to who asked for it.
    pub(crate) fn refusal(&self, error: StoreError) -> HttpError {
        match error {
            StoreError::Unconfirmed => HttpError::Unconfirmed { seconds: self.served.patience().as_secs() },
            StoreError::OtherDoor { layer, door } => HttpError::OtherDoor { layer: layer.to_string(), door },
            StoreError::LayerNotFound { layer } => HttpError::LayerNotFound { layer: layer.to_string() },
            error => HttpError::NotWritten(error),
        }
    }

    /// Returns when this server shows the change; false if that takes too long.
    pub(crate) async fn shows(&self, committed: &Committed) -> bool {
        tokio::time::timeout(self.served.patience(), self.served.reaches_with(committed.revision, self.models))
            .await
            .is_ok()
    }

    /// What goes with the news of success. A change that is on the disk and not shown yet is made all the same, and must not be made
    /// again: the answer says so.
    pub(crate) fn tell(&self, response: &mut Response, committed: &Committed, is_shown: bool) {
        let headers = response.headers_mut();
        headers.insert(REVISION, HeaderValue::from(committed.revision.0));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if !is_shown {
            headers.insert(SERVED, HeaderValue::from_static("false"));
        }
        if self.is_brief {
            headers.insert("preference-applied", HeaderValue::from_static("return=minimal"));
        }
    }
}
