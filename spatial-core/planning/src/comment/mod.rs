//! What anybody says on a plan in consultation (góp ý), and what they are answered.
//!
//! In reading order: `table` (where it is kept, and who sees it), `words` (what it is about, where it stands), `due` (by when it is answered),
//! this file (by when it is taken, the changes that take it in and answer it, and what follows for it from a step of its plan), `redact` (what
//! is taken out of it before everybody reads it), `keeping` (for how long it is kept who said it). Who said it is not kept here: how they
//! can be reached lies in the private store under the hash of their receipt. Comments are not drawn anew: text and place stay as they came.

mod due;
mod keeping;
mod redact;
mod table;
#[cfg(test)]
mod tests;
mod words;

pub use due::{USUAL_ANSWER_DAYS, Waiting, answer_due, waiting};
pub use keeping::{USUAL_CONTACT_DAYS, is_forgotten};
pub use redact::{NotInText, original, redacted};
pub use table::{
    ANSWER_FIELD, ANSWERED_FIELD, COMMENTS, ORIGINAL_FIELD, RECEIPT_FIELD, RECEIVED_FIELD, SEEN_BY_FIELD, TEXT_FIELD,
};
pub use words::{CommentKind, CommentState};

use spatial_core::geometry::Geometry;
use spatial_core::layer::{Change, Feature, FeatureId, Layer, Value};

use crate::tables::{COMMUNE_FIELD, KIND_FIELD, PLAN_FIELD, SEEN, STATE_FIELD};
use crate::workflow::{PlanState, Step};
use table::{PUBLIC, STAFF};

/// Longest comment, and longest answer, in letters: two pages. Who has more to say hands in a paper.
pub const MOST_LETTERS: usize = 4_000;

/// Comments on one plan, at most; what a province's largest consultation got has five digits.
pub const MOST_ON_A_PLAN: usize = 50_000;

/// A comment as somebody hands it in. Texts are as they are to be kept; days are ISO 8601.
#[derive(Debug, Clone, PartialEq)]
pub struct CommentDraft {
    /// The plan.
    pub plan: FeatureId,
    /// Its commune, by which those see the comment who work there.
    pub commune: Option<String>,
    /// What is said.
    pub text: String,
    /// What kind of comment it is.
    pub kind: Option<CommentKind>,
    /// The place it is about, in the reference system of the layer.
    pub place: Option<Geometry>,
    /// The day it came.
    pub received: String,
    /// SHA-256 of its receipt, in hexadecimal.
    pub receipt: String,
}

/// An answer as staff give it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnswerDraft<'a> {
    /// What is answered.
    pub text: &'a str,
    /// The day (ISO 8601).
    pub day: &'a str,
    /// Where the comment stands then.
    pub state: CommentState,
    /// What everybody reads of it from now on, if that changes: see [`redacted`].
    pub shown: Option<&'a str>,
}

/// Why nothing can be said on a plan.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotOpen {
    /// It is in another state.
    #[error("the plan is {state}, not in consultation")]
    NotConsulted {
        /// The word in the plan's state field.
        state: String,
    },
    /// The consultation has not begun.
    #[error("the consultation begins on {from}")]
    NotYet {
        /// Its first day (ISO 8601).
        from: String,
    },
    /// The consultation is over.
    #[error("the consultation ended on {until}")]
    Over {
        /// Its last day (ISO 8601).
        until: String,
    },
}

/// That a plan cannot leave its consultation for appraisal yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{count} comments have no answer")]
pub struct Unanswered {
    /// Comments that nobody answered or rejected.
    pub count: usize,
}

/// Refuses what comes when nothing can be said on a plan: it must be in consultation, from its first to its last day. Of days the register
/// does not have the state alone decides. All days are ISO 8601.
///
/// # Errors
/// [`NotOpen`].
pub fn is_open(state: &str, (from, until): (Option<&str>, Option<&str>), today: &str) -> Result<(), NotOpen> {
    if state != PlanState::Consultation.as_str() {
        return Err(NotOpen::NotConsulted { state: state.to_owned() });
    }
    match (from, until) {
        (Some(from), _) if today < from => Err(NotOpen::NotYet { from: from.to_owned() }),
        (_, Some(until)) if today > until => Err(NotOpen::Over { until: until.to_owned() }),
        _ => Ok(()),
    }
}

/// The change that takes a comment in; staff see it.
pub fn handed_in(layer: &Layer, draft: &CommentDraft) -> Change {
    let text = |text: Option<&str>| text.map_or(Value::Null, Value::text);
    let values = layer.schema.row([
        (PLAN_FIELD, i64::try_from(draft.plan.0).map_or(Value::Null, Value::Integer)),
        (TEXT_FIELD, Value::text(draft.text.as_str())),
        (KIND_FIELD, text(draft.kind.map(CommentKind::as_str))),
        (STATE_FIELD, Value::text(CommentState::Received.as_str())),
        (SEEN_BY_FIELD, Value::text(STAFF)),
        (COMMUNE_FIELD, text(draft.commune.as_deref())),
        (RECEIVED_FIELD, Value::text(draft.received.as_str())),
        (RECEIPT_FIELD, Value::text(draft.receipt.as_str())),
    ]);
    Change::insert(layer.name.clone(), draft.place.clone(), values)
}

/// The change that answers a comment, whether it was answered before or not. `plan_state` is the word in its plan's state field: what is
/// published of a plan that not everybody sees is for everybody once the plan is.
pub fn answered(layer: &Layer, comment: &Feature, answer: AnswerDraft<'_>, plan_state: &str) -> Change {
    let said = [
        (ANSWER_FIELD, Value::text(answer.text)),
        (ANSWERED_FIELD, Value::text(answer.day)),
        (STATE_FIELD, Value::text(answer.state.as_str())),
        (SEEN_BY_FIELD, Value::text(seen_by(answer.state, plan_state))),
    ];
    let mut values = comment.values.clone();
    // A row that was read before its table was given a field has no value for it.
    values.resize(layer.schema.fields.len(), Value::Null);
    let whole = original(layer, comment);
    let shown = answer.shown.map(|shown| {
        let kept = if shown == whole { Value::Null } else { Value::text(whole) };
        [(TEXT_FIELD, Value::text(shown)), (ORIGINAL_FIELD, kept)]
    });
    for (name, value) in said.into_iter().chain(shown.into_iter().flatten()) {
        if let Some(at) = layer.schema.position(name) {
            values[at] = value;
        }
    }
    let (name, id, expected) = (layer.name.clone(), comment.id, Some(comment.version));
    Change::Update { layer: name, id, expected, geometry: comment.geometry.clone(), values, links: Vec::new() }
}

/// What follows for published comments from a step that takes their plan to a state: they are for whom the plan is.
pub fn following(layer: &Layer, mut published: Vec<FeatureId>, plan_state: PlanState) -> Option<Change> {
    let field = layer.schema.position(SEEN_BY_FIELD).filter(|_| !published.is_empty())?;
    published.sort_unstable();
    let value = Value::text(seen_by(CommentState::Published, plan_state.as_str()));
    Some(Change::Assign { layer: layer.name.clone(), ids: published, field, value })
}

/// Refuses a plan's way to appraisal before every comment on it has its answer, or was rejected. It may be taken back to a draft all the
/// same.
///
/// # Errors
/// [`Unanswered`] with how many are missing.
pub fn is_settled(step: Step, unanswered: usize) -> Result<(), Unanswered> {
    if step == Step::Appraise && unanswered > 0 { Err(Unanswered { count: unanswered }) } else { Ok(()) }
}

/// The word for who sees a comment.
fn seen_by(state: CommentState, plan_state: &str) -> &'static str {
    let is_public = SEEN.contains(&(plan_state, "anonymous"));
    if state == CommentState::Published && is_public { PUBLIC } else { STAFF }
}
