//! The comments of a plan, whoever may see them: how many stand where, and what a step of the plan has to do with them.

use planning::comment::{COMMENTS, CommentState, following, is_settled};
use planning::{PlanState, Register, STATE_FIELD, Step};
use spatial_core::layer::{Change, FeatureId, Layer, Revision};
use spatial_core::message::Message;
use spatial_core::models::Held;

use super::wire::CommentCounts;
use crate::http::HttpError;

/// Where the comments of a plan stand.
pub(in crate::apps::planning) struct OfPlan {
    /// The table; none if nobody ever said anything.
    layer: Option<Layer>,
    pub(in crate::apps::planning) counts: CommentCounts,
    published: Vec<FeatureId>,
}

impl OfPlan {
    /// Of a plan, as of one revision.
    pub(in crate::apps::planning) fn read(held: &Held<Register>, plan: FeatureId) -> Self {
        let none = Self { layer: None, counts: CommentCounts::default(), published: Vec::new() };
        let Some(comments) = held.world().whole_declared(&COMMENTS) else { return none };
        let mut of_plan = Self { layer: Some(comments.layer().clone()), ..none };
        let field = comments.layer().schema.position(STATE_FIELD);
        let members = held.model().members(plan);
        for id in members.into_iter().flat_map(|members| members.comments()) {
            let Some(row) = comments.find(id) else { continue };
            let counts = &mut of_plan.counts;
            match field.and_then(|field| row.text(field)).and_then(CommentState::parse) {
                Some(CommentState::Published) => {
                    counts.published += 1;
                    of_plan.published.push(id);
                }
                Some(CommentState::Answered) => counts.answered += 1,
                Some(CommentState::Rejected) => counts.rejected += 1,
                // What says nothing we know has no answer either.
                Some(CommentState::Received) | None => counts.received += 1,
            }
        }
        of_plan
    }

    /// The table, if there is one.
    pub(in crate::apps::planning) fn layer(&self) -> Option<&Layer> {
        self.layer.as_ref()
    }

    /// Refuses a step that leaves comments without an answer.
    pub(in crate::apps::planning) fn settled(&self, step: Step) -> Result<(), HttpError> {
        is_settled(step, self.counts.received).map_err(|unanswered| {
            HttpError::OutOfTurn(Message::new("problem-comments-unanswered").with("count", unanswered.count))
        })
    }

    /// What a step that needs all of them settled rests on: that nobody commented since they were counted.
    pub(in crate::apps::planning) fn unmoved(&self, step: Step, since: Revision) -> Option<Change> {
        let layer = self.layer.as_ref().filter(|_| is_settled(step, 1).is_err())?;
        Some(Change::Unmoved { layer: layer.name.clone(), since })
    }

    /// What follows for them from a step that takes their plan to a state.
    pub(in crate::apps::planning) fn following(&self, state: PlanState) -> Option<Change> {
        following(self.layer.as_ref()?, self.published.clone(), state)
    }
}
