//! What may follow for a plan, for who may take it, and by when it is due.

use planning::{COMMUNE_FIELD, DECISION_DATE_FIELD, PlanState, ROOM, STATE_FIELD, due_day, is_over, steps_from};
use schemars::JsonSchema;
use serde::Serialize;
use spatial_core::layer::{Audience, Clearance, Layer};
use spatial_core::snapshot::FeatureRef;

use super::wire::StepOffer;

/// What is counted against.
#[derive(Debug, Clone)]
pub(in crate::apps::planning) struct Deadline {
    /// `[planning] publish_days`.
    pub(in crate::apps::planning) publish_days: u32,
    /// Today in Vietnam (ISO 8601).
    pub(in crate::apps::planning) today: String,
}

/// What may follow.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::apps::planning) struct Outlook {
    /// The steps the reader may take with it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    steps: Vec<StepOffer>,
    /// The day by which an approved plan must be public.
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<String>,
    /// True if that day is over.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    overdue: bool,
}

impl Outlook {
    /// Of a row of the register that is shown to an audience.
    pub(in crate::apps::planning) fn of(
        layer: &Layer,
        row: &FeatureRef<'_>,
        audience: Audience,
        deadline: &Deadline,
    ) -> Option<Self> {
        let text = |name: &str| row.text(layer.schema.seen(name, audience)?);
        let state = text(STATE_FIELD).and_then(PlanState::parse)?;
        let holds = |power: &str| {
            let needed = Clearance::parse(&format!("{ROOM}.{power}"));
            needed.is_some_and(|needed| audience.areas(&needed).has(text(COMMUNE_FIELD)))
        };
        let steps = steps_from(state).filter(|rule| holds(rule.power)).map(StepOffer::of).collect();
        let due = due_day(state, text(DECISION_DATE_FIELD), deadline.publish_days);
        let overdue = due.as_deref().is_some_and(|due| is_over(due, &deadline.today));
        Some(Self { steps, due, overdue })
    }
}
