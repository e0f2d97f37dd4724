//! What anybody says on a plan in consultation: `/v1/plans/{planId}/comments`, and what comes of it.
//!
//! In reading order: `wire` (what is sent and answered), `receipt` (what its author is given), `hand_in` (anybody's, without an account), `status`
//! (what came of it, for who has the receipt), `list` (what a reader may see) with `page` (the same for people), `answer` (by staff), `of_plan`
//! (the comments of a plan, and what its steps have to do with them), `due` (by when they must be answered), `retention` (for how long it is
//! kept who they are). How authors can be reached goes to the private store and comes from there, to `list` alone.

mod answer;
mod due;
mod hand_in;
mod list;
mod of_plan;
mod page;
mod receipt;
mod retention;
mod status;
mod wire;

pub(super) use answer::answer;
pub(super) use due::{AnswerClock, AnswersDue};
pub(super) use hand_in::hand_in;
pub(super) use list::comments;
pub(super) use of_plan::OfPlan;
pub(super) use retention::keep as keep_contacts;
pub(super) use status::status;
pub(super) use wire::{
    AnswerSent, AnswerWritten, CommentCounts, CommentList, CommentSent, CommentStatus, CommentTaken,
};

use spatial_core::layer::{Audience, Clearance, FeatureId};
use spatial_core::message::Message;

use crate::http::HttpError;
use crate::openapi::{Id, Parameter, Text};
use planning::{MAY_APPRAISE, MAY_DRAFT, ROOM};

/// A comment.
pub(super) static COMMENT_ID: Parameter<Id> =
    Parameter::path("commentId", Id { least: 1, expected: "problem-expected-comment" }).about("api-parameter-comment");

/// Longest text that may be a receipt, with blanks and hyphens.
const LONGEST_RECEIPT: usize = 64;

/// A receipt.
pub(super) static RECEIPT: Parameter<Text> =
    Parameter::path("receipt", Text { longest: LONGEST_RECEIPT }).about("api-parameter-receipt");

/// There is no such comment for who asks.
fn missing(id: FeatureId) -> HttpError {
    HttpError::Missing(Message::new("problem-comment-not-found").with("comment", id))
}

/// True if a reader holds a power over plans there.
pub(super) fn holds(audience: Audience, power: &str, commune: Option<&str>) -> bool {
    let needed = Clearance::parse(&format!("{ROOM}.{power}"));
    needed.is_some_and(|needed| audience.areas(&needed).has(commune))
}

/// True if a reader may answer comments on plans there.
pub(super) fn may_answer(audience: Audience, commune: Option<&str>) -> bool {
    holds(audience, MAY_APPRAISE, commune) || holds(audience, MAY_DRAFT, commune)
}
