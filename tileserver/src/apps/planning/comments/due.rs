//! By when the comments on a plan must be answered.

use planning::comment::{COMMENTS, CommentState, RECEIVED_FIELD, Waiting, answer_due, waiting};
use planning::{Register, STATE_FIELD, is_over};
use schemars::JsonSchema;
use serde::Serialize;
use spatial_core::layer::FeatureId;
use spatial_core::models::Held;

/// What is counted against.
#[derive(Debug, Clone)]
pub(in crate::apps::planning) struct AnswerClock {
    /// `[planning] answer_days`.
    pub(in crate::apps::planning) days: u32,
    /// Today in Vietnam (ISO 8601).
    pub(in crate::apps::planning) today: String,
}

/// Comments on a plan that wait for an answer.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::apps::planning) struct AnswersDue {
    waiting: usize,
    /// The day by which the first of them must be answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<String>,
    /// How many of them are past their day.
    overdue: usize,
}

impl AnswerClock {
    /// Of all comments on a plan: for who may answer them.
    pub(in crate::apps::planning) fn of_plan(&self, held: &Held<Register>, plan: FeatureId) -> AnswersDue {
        let comments = held.world().whole_declared(&COMMENTS);
        let field = |name| comments.and_then(|comments| comments.layer().schema.position(name));
        let (state, received) = (field(STATE_FIELD), field(RECEIVED_FIELD));
        let members = held.model().members(plan).into_iter().flat_map(|members| members.comments());
        let rows = members.filter_map(|id| comments?.find(id));
        // What says nothing we know has no answer either.
        let is_open = |state: Option<&str>| {
            state.and_then(CommentState::parse).is_none_or(|state| state == CommentState::Received)
        };
        let days: Vec<Option<&str>> = rows
            .filter(|row| is_open(state.and_then(|at| row.text(at))))
            .map(|row| received.and_then(|at| row.text(at)))
            .collect();
        let Waiting { count, due, overdue } = waiting(days, self.days, &self.today);
        AnswersDue { waiting: count, due, overdue }
    }

    /// The day by which a comment must be answered, and whether that is over; none of one that was.
    pub(super) fn of(&self, state: Option<&str>, received: Option<&str>) -> Option<(String, bool)> {
        if state != Some(CommentState::Received.as_str()) {
            return None;
        }
        let due = answer_due(received?, self.days)?;
        let is_overdue = is_over(&due, &self.today);
        Some((due, is_overdue))
    }
}
