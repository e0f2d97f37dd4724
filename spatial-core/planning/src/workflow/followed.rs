//! A plan that is made public takes the place of those it says it replaces or adjusts: their histories tell by which.
//!
//! The other plan's state stays what it is. When it ends follows from the days of the plan behind it (`extract::LawState`), and should
//! that one be struck down, it speaks again: a state that was moved would have to be moved back by nobody's step.

use spatial_core::layer::{Change, Feature, FeatureId, Layer, Value};

use super::{LogRow, Occasion, PlanAt, Step, StepAsked, count, with};
use crate::tables::{
    ADJUSTS_FIELD, COMMUNE_FIELD, DECISION_DATE_FIELD, DECISION_FIELD, FROM_FIELD, ISSUER_FIELD, PUBLISHED_FIELD,
    REPLACES_FIELD, STATE_FIELD, STEP_COUNT_FIELD,
};

/// A plan whose place another takes.
#[derive(Debug, Clone, Copy)]
pub struct Followed<'a> {
    /// Its row.
    pub plan: &'a Feature,
    /// Its last row in the log of steps.
    pub last: Option<&'a LogRow>,
    /// [`Step::Replace`] or [`Step::Adjust`]: as what its history names it.
    pub step: Step,
}

/// The plans whose place a plan takes by what its own row says, each once, with the step by which their histories name that.
pub fn follows(plans: &Layer, plan: &Feature) -> Vec<(FeatureId, Step)> {
    let named = |(field, step)| match plan.values.get(plans.schema.position(field)?)? {
        Value::Integer(id) => Some((FeatureId(u64::try_from(*id).ok()?), step)),
        _ => None,
    };
    let mut all: Vec<(FeatureId, Step)> =
        [(REPLACES_FIELD, Step::Replace), (ADJUSTS_FIELD, Step::Adjust)].into_iter().filter_map(named).collect();
    all.dedup_by_key(|(id, _)| *id);
    all
}

/// The changes that write into the histories of these plans that the plan of `at` takes their place, in the commit that makes it public.
pub fn noted(at: &PlanAt<'_>, followed: &[Followed<'_>], asked: &StepAsked, occasion: Occasion<'_>) -> Vec<Change> {
    let said = |asked: &Option<String>, field| asked.clone().or_else(|| at.text(field).map(str::to_owned));
    let from = said(&asked.from, FROM_FIELD).or_else(|| at.text(PUBLISHED_FIELD).map(str::to_owned));
    let of = |one: &Followed<'_>| {
        let text = |name| at.plans.schema.text(&one.plan.values, name).map(str::to_owned);
        let row = LogRow {
            plan: Some(one.plan.id.0),
            step: Some(one.step.as_str().to_owned()),
            from: text(STATE_FIELD),
            to: text(STATE_FIELD),
            who: Some(occasion.who.to_owned()),
            when: Some(occasion.when.to_owned()),
            decision: said(&asked.decision, DECISION_FIELD),
            day: said(&asked.day, DECISION_DATE_FIELD),
            issuer: said(&asked.issuer, ISSUER_FIELD),
            last_day: (one.step == Step::Replace).then(|| from.clone().unwrap_or_else(|| occasion.today.to_owned())),
            by: Some(at.plan.id.0),
            commune: text(COMMUNE_FIELD),
            ..LogRow::default()
        };
        let counted = [(STEP_COUNT_FIELD, Value::Integer(count(at.plans, one.plan) + 1))];
        [
            with(at.plans, one.plan, counted),
            Change::insert(at.log.name.clone(), None, row.behind(one.last).values(at.log)),
        ]
    };
    followed.iter().flat_map(of).collect()
}
