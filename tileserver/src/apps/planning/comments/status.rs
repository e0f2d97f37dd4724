//! `GET /v1/comments/{receipt}`: what came of a comment, for who has its receipt.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use planning::comment::{COMMENTS, RECEIPT_FIELD};
use spatial_core::message::Message;
use spatial_core::snapshot::World;

use super::receipt::Receipt;
use super::wire::CommentStatus;
use super::{AnswerClock, RECEIPT};
use crate::http::HttpError;
use crate::http::request::extract::Inquiry;
use crate::http::served::Served;
use crate::http::wire;
use crate::openapi::Domain;
use crate::text::clock;

/// Whoever shows it is told; nobody keeps the answer.
pub(in crate::apps::planning) async fn status(
    State(served): State<Arc<Served>>,
    Path(receipt): Path<String>,
    asked: Inquiry,
) -> Result<Response, HttpError> {
    let world = served.world()?;
    let clock = AnswerClock { days: served.settings.answer_days, today: clock::today() };
    let read = RECEIPT.domain.read(&receipt).and_then(|text| found(&world, &text, &clock));
    let status = read.ok_or_else(|| HttpError::Missing(Message::new("problem-receipt-unknown")))?;
    let mut answer = wire::document(&status, "application/json", &asked.language.text("page-comment"), &asked);
    answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(answer)
}

/// The comment of a receipt. Every comment is looked among, for its author sees it before anybody else does.
fn found(world: &World, text: &str, clock: &AnswerClock) -> Option<CommentStatus> {
    let (id, receipt) = Receipt::read(text)?;
    let comments = world.whole_declared(&COMMENTS)?;
    let row = comments.find(id)?;
    let hash = row.text(comments.layer().schema.position(RECEIPT_FIELD)?)?;
    (hash == receipt.hash()).then(|| CommentStatus::of(comments.layer(), &row, clock))
}
