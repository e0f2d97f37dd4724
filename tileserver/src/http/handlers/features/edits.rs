//! Changing features: POST, PUT, PATCH and DELETE on items.
//!
//! Who may not write is turned away before anything is looked at. What was sent is read in `wire::edit`; whether it still fits is for
//! the store to say. An answer of success means that the change is on the disk.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

use crate::http::HttpError;
use crate::http::desk::item::ItemEdit;
use crate::http::request::extract::{Editor, Inquiry};
use crate::http::served::Served;
use crate::http::wire::edit::{Manner, SeenVersions};

const FEATURES: &[&str] = &["application/geo+json", "application/json"];
const PATCHES: &[&str] = &["application/merge-patch+json", "application/geo+json", "application/json"];

/// A new feature.
pub(crate) async fn create(
    State(served): State<Arc<Served>>,
    Path(layer): Path<String>,
    editor: Editor,
    asked: Inquiry,
    body: Body,
) -> Result<Response, HttpError> {
    let edit = ItemEdit::open(&served, editor, asked, &layer)?;
    let change = edit.change((Manner::New, FEATURES), None, body).await?;
    let committed = edit.commit(change, None).await?;
    Ok(edit.created(&committed).await)
}

/// A feature's new content, whole.
pub(crate) async fn replace(
    served: State<Arc<Served>>,
    path: Path<(String, String)>,
    editor: Editor,
    asked: Inquiry,
    body: Body,
) -> Result<Response, HttpError> {
    update(served, path, editor, asked, (Manner::Whole, FEATURES), body).await
}

/// Some of a feature's content.
pub(crate) async fn patch(
    served: State<Arc<Served>>,
    path: Path<(String, String)>,
    editor: Editor,
    asked: Inquiry,
    body: Body,
) -> Result<Response, HttpError> {
    update(served, path, editor, asked, (Manner::Patch, PATCHES), body).await
}

async fn update(
    State(served): State<Arc<Served>>,
    Path((layer, id)): Path<(String, String)>,
    editor: Editor,
    asked: Inquiry,
    manner: (Manner, &'static [&'static str]),
    body: Body,
) -> Result<Response, HttpError> {
    let edit = ItemEdit::open(&served, editor, asked, &layer)?;
    let (seen, id) = (SeenVersions::of(edit.headers())?, edit.id(&id)?);
    let stored = edit.stored(id, &seen).await?;
    let change = edit.change(manner, Some(stored), body).await?;
    let committed = edit.commit(change, Some((id, &seen))).await?;
    Ok(edit.answer(StatusCode::OK, &committed, Some(id)).await)
}

/// A feature ends; its history stays.
pub(crate) async fn remove(
    State(served): State<Arc<Served>>,
    Path((layer, id)): Path<(String, String)>,
    editor: Editor,
    asked: Inquiry,
) -> Result<Response, HttpError> {
    let edit = ItemEdit::open(&served, editor, asked, &layer)?;
    let (seen, id) = (SeenVersions::of(edit.headers())?, edit.id(&id)?);
    let stored = edit.stored(id, &seen).await?;
    let committed = edit.commit(edit.removal(&stored), Some((id, &seen))).await?;
    Ok(edit.answer(StatusCode::NO_CONTENT, &committed, None).await)
}
