//! What may follow for a plan, for who may take it, and by when it is due.

use planning::{
    COMMUNE_FIELD, CONSULT_UNTIL_FIELD, DECISION_DATE_FIELD, PlanState, ROOM, STATE_FIELD, due_day, is_over,
    open_until, steps_from,
};
use schemars::JsonSchema;
use serde::Serialize;
use spatial_core::layer::{Audience, Clearance, Layer};
use spatial_core::snapshot::FeatureRef;

use super::wire::StepOffer;
use crate::text::Language;

/// What is counted against.
#[derive(Debug, Clone)]
pub(in crate::apps::planning) struct Deadline {
    /// `[planning] publish_days`.
    pub(in crate::apps::planning) publish_days: u32,
    /// Today in Vietnam (ISO 8601).
    pub(in crate::apps::planning) today: String,
    /// Whether the store knows where communes lie.
    pub(in crate::apps::planning) knows_communes: bool,
    /// In which what is to be known is said.
    pub(in crate::apps::planning) language: Language,
}

/// What who takes a step should know before.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::apps::planning) struct PlanWarning {
    /// `no_commune`: the plan is for no commune, so that its ground was compared with none.
    code: &'static str,
    /// The same for people.
    text: String,
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
    /// What who takes one of these steps should know before.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    warnings: Vec<PlanWarning>,
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
        let is_open = open_until(text(CONSULT_UNTIL_FIELD), &deadline.today).is_some();
        let offers = steps_from(state).filter(|rule| holds(rule.power)).map(|rule| StepOffer::of(rule, is_open));
        let steps: Vec<StepOffer> = offers.collect();
        let due = due_day(state, text(DECISION_DATE_FIELD), deadline.publish_days);
        let overdue = due.as_deref().is_some_and(|due| is_over(due, &deadline.today));
        let is_nowhere = deadline.knows_communes && !steps.is_empty() && text(COMMUNE_FIELD).is_none_or(str::is_empty);
        let warning = || PlanWarning { code: "no_commune", text: deadline.language.text("plan-warning-no-commune") };
        let warnings = is_nowhere.then(warning).into_iter().collect();
        Some(Self { steps, due, overdue, warnings })
    }
}
