//! What one must know to read an extract right.

use std::cmp::Ordering;

use planning::extract::{LawState, ParcelPlan};
use planning::{NAME_FIELD, PLANS};
use spatial_core::layer::FeatureId;
use spatial_core::message::Message;

use super::Question;
use crate::apps::planning::extract::account::Words;
use crate::apps::planning::extract::wire::WarningTold;

/// Zones of a plan that lie on one another by more of what it covers are told, in percent.
const OVERLAPPING: f64 = 0.05;

impl Question {
    /// The register says what is so today; of other days it knows what its plans say of theirs. An answer that names its commit must not
    /// change with the day it is read on.
    pub(super) fn of_the_day(&self) -> Vec<WarningTold> {
        if self.is_pinned {
            let message = Message::new("extract-pinned").with("revision", self.held.revision());
            return vec![self.warning("pinned", None, &message)];
        }
        let (code, message) = match self.day.cmp(&self.today) {
            Ordering::Less => ("past_day", Message::new("extract-past-day")),
            Ordering::Equal => return Vec::new(),
            Ordering::Greater => ("future_day", Message::new("extract-future-day")),
        };
        let words = Words { language: self.language };
        vec![self.warning(code, None, &message.with("day", words.day(&self.day)))]
    }

    /// What is doubtful about a plan.
    pub(super) fn of_a_plan(&self, plan: &ParcelPlan) -> Vec<WarningTold> {
        let name = self.of_row(&PLANS, plan.plan, NAME_FIELD).unwrap_or_else(|| plan.plan.to_string());
        let mut warnings = Vec::new();
        let mut warn = |code, message: Message| {
            warnings.push(self.warning(code, Some(plan.plan), &message.with("plan", &name)));
        };
        if plan.law == LawState::InForce && plan.level.is_none() {
            warn("level_unknown", Message::new("extract-level-unknown"));
        }
        if plan.law == LawState::Unknown {
            warn("state_unknown", Message::new("extract-state-unknown"));
        }
        let overlapping = plan.overlay.overlapping;
        if plan.is_exclusive != Some(false) && plan.overlay.percent(overlapping) > OVERLAPPING {
            let area = self.language.number(overlapping.0, 2);
            warn("zones_overlap", Message::new("extract-zones-overlap").with("area", area));
        }
        warnings
    }

    /// A code for programs, and a sentence for people.
    pub(in crate::apps::planning::extract) fn warning(
        &self,
        code: &'static str,
        plan: Option<FeatureId>,
        message: &Message,
    ) -> WarningTold {
        WarningTold { code, plan_id: plan.map(|id| id.0), text: self.language.say(message) }
    }
}
