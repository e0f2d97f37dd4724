//! The one writing desk. Whatever changes features comes here: a transaction through one door is committed together with its lines of
//! the audit log, waited for until requests see it, and answered.
//!
//! A handler opens a desk for an `Editor`, or for a `Passerby` where a subject takes what anybody hands in, makes changes of what was sent, and then: [`Desk::commit`], [`Desk::shows`], [`Desk::tell`],
//! or all three by [`Desk::carry_out`]; what the store refuses becomes an answer by [`Desk::refusal`]. In reading order: `item` (one
//! feature: what its editor saw, what the body asks for, who was quicker), `body` (what was sent), `unread` (what is wrong with it), `subject` (what desks
//! of subjects share), `showing` (who sees a layer, and one that goes).

pub(crate) mod body;
pub(crate) mod item;
mod showing;
mod subject;
mod unread;

pub(crate) use subject::{SubjectTables, complete, declared, may, received};

use std::sync::Arc;

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::Response;
use futures_util::future::join_all;
use spatial_core::layer::{Change, Door, Layout, Revision, Transaction};
use spatial_core::models::{Keep, Model};
use spatial_core::store::{Committed, StoreError};

use crate::auth::{Principal, Trail};
use crate::http::HttpError;
use crate::http::request::extract::{Editor, Passerby};
use crate::http::served::Served;
use crate::http::wire::edit;

/// The commit that made a change.
const REVISION: HeaderName = HeaderName::from_static("diaban-revision");
/// `false` if this server does not show the change yet, though it is on the disk.
const SERVED: HeaderName = HeaderName::from_static("diaban-served");

/// Who hands in without an account, as commits name them: no user can be called so.
const PUBLIC: &str = "(public)";

/// Whose change it is.
#[derive(Debug)]
enum Hand {
    /// Somebody who may write.
    Editor(Editor),
    /// Anybody.
    Public(Passerby),
}

impl Hand {
    /// As commits name them.
    fn name(&self) -> &str {
        match self {
            Self::Editor(editor) => &editor.who.name,
            Self::Public(_) => PUBLIC,
        }
    }

    /// As the audit log names them; nobody we know of the public.
    fn who(&self) -> Option<&Principal> {
        match self {
            Self::Editor(editor) => Some(&editor.who),
            Self::Public(_) => None,
        }
    }

    fn trail(&self) -> &Trail {
        match self {
            Self::Editor(editor) => &editor.trail,
            Self::Public(passerby) => &passerby.trail,
        }
    }
}

/// Where one person's change is worked on.
#[derive(Debug)]
pub(crate) struct Desk {
    served: Arc<Served>,
    hand: Hand,
    door: Door,
    /// Who has to have followed before the change is shown.
    models: Vec<Arc<dyn Keep>>,
    why: String,
    is_brief: bool,
}

impl Desk {
    /// For somebody who may write through this door, with what their headers say of why.
    pub(crate) fn open(
        served: &Arc<Served>,
        editor: Editor,
        headers: &HeaderMap,
        door: Door,
    ) -> Result<Self, HttpError> {
        let (why, is_brief) = (edit::why(headers)?, edit::is_brief(headers));
        let hand = Hand::Editor(editor);
        Ok(Self { served: Arc::clone(served), hand, door, models: Vec::new(), why, is_brief })
    }

    /// For anybody, through the door of a subject that takes what anybody hands in. Why they do it is not kept: a commit's reason is for
    /// who works there.
    pub(crate) fn for_anybody(served: &Arc<Served>, passerby: Passerby, door: Door) -> Self {
        let (hand, why) = (Hand::Public(passerby), String::new());
        Self { served: Arc::clone(served), hand, door, models: Vec::new(), why, is_brief: false }
    }

    /// The same for changes that are not shown before this model has followed them.
    pub(crate) fn awaiting<M: Model>(mut self) -> Result<Self, HttpError> {
        self.models.push(self.served.models.keeper::<M>()?);
        Ok(self)
    }

    /// True if the client wants no more than the news that it is done.
    pub(crate) fn is_brief(&self) -> bool {
        self.is_brief
    }

    /// Commits; on the disk when it returns, and in the audit log. [`StoreError::Unconfirmed`] if the store has not said so in time.
    pub(crate) async fn commit(&self, layouts: Vec<Layout>, changes: Vec<Change>) -> Result<Committed, StoreError> {
        self.commit_since(None, layouts, changes).await
    }

    /// The same, refused if anybody committed anything since this revision, if one is named.
    pub(crate) async fn commit_since(
        &self,
        since: Option<Revision>,
        layouts: Vec<Layout>,
        changes: Vec<Change>,
    ) -> Result<Committed, StoreError> {
        let transaction = Transaction {
            who: self.hand.name().to_owned(),
            why: self.why.clone(),
            door: self.door.clone(),
            expected_revision: since,
            expected_layouts: layouts,
            changes,
        };
        let audit = self.served.gate.lines(self.hand.who(), &transaction, self.hand.trail());
        let served = Arc::clone(&self.served);
        self.done(async move { served.store.commit_audited(transaction, audit).await }).await
    }

    /// Waits for a commit, which is a task of its own: who loses patience does not take the change back.
    async fn done(
        &self,
        commit: impl Future<Output = Result<Committed, StoreError>> + Send + 'static,
    ) -> Result<Committed, StoreError> {
        match tokio::time::timeout(self.served.patience(), tokio::spawn(commit)).await {
            Ok(Ok(committed)) => committed,
            Ok(Err(_)) => Err(StoreError::Closed),
            Err(_) => Err(StoreError::Unconfirmed),
        }
    }

    /// What a refused commit means to who asked for it.
    pub(crate) fn refusal(&self, error: StoreError) -> HttpError {
        match error {
            StoreError::Unconfirmed => HttpError::Unconfirmed { seconds: self.served.patience().as_secs() },
            // Declared since we looked.
            StoreError::OtherDoor { layer, door } => HttpError::OtherDoor { layer: layer.to_string(), door },
            StoreError::LayerNotFound { layer } => HttpError::LayerNotFound { layer: layer.to_string() },
            error => refused(error),
        }
    }

    /// Returns when this server shows the change, and its models say what follows from it; false if that takes too long.
    pub(crate) async fn shows(&self, committed: &Committed) -> bool {
        let revision = committed.revision;
        let models = join_all(self.models.iter().map(|model| Arc::clone(model).reaches(revision)));
        let all = async { tokio::join!(self.served.reaches(revision), models) };
        tokio::time::timeout(self.served.patience(), all).await.is_ok()
    }

    /// Commits, waits until it is shown, and tells what is made of the commit: all a desk of a subject does with its changes.
    pub(crate) async fn carry_out(
        &self,
        layouts: Vec<Layout>,
        changes: Vec<Change>,
        answer: impl FnOnce(&Committed) -> Response,
    ) -> Result<Response, HttpError> {
        let committed = self.commit(layouts, changes).await.map_err(|error| self.refusal(error))?;
        let is_shown = self.shows(&committed).await;
        let mut response = answer(&committed);
        self.tell(&mut response, &committed, is_shown);
        Ok(response)
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

/// What it means that the store refuses a change, or a declaration, whoever asked for it.
fn refused(error: StoreError) -> HttpError {
    if is_about_the_change(&error) { HttpError::Contradicted(error) } else { HttpError::NotWritten(error) }
}

/// True if the store could write and this change does not go with what is there; trying again does not help.
fn is_about_the_change(error: &StoreError) -> bool {
    matches!(
        error,
        StoreError::ReferenceMissing { .. }
            | StoreError::StillReferred { .. }
            | StoreError::AssetMissing { .. }
            | StoreError::DeclaredOtherwise { .. }
            | StoreError::LayerExists { .. }
            | StoreError::NeverPublic { .. }
            | StoreError::LayerOfSubject { .. }
            | StoreError::LayerReferred { .. }
            | StoreError::LayerNamesOthers { .. }
            | StoreError::SridRedefined { .. }
            | StoreError::Conflict { .. }
            | StoreError::FeatureNotFound { .. }
            | StoreError::Moved { .. }
            | StoreError::LayoutChanged { .. }
    )
}
