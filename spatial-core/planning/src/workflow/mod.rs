//! The life of a plan: the steps it goes through, and the changes that take one, with its row in the log of steps.
//!
//! In reading order: `state` (where a plan stands), `rules` (the table of steps), this file (a step becomes changes), `log` (the row that
//! tells of it), `complete` (may it be made public), `followed` (whose place it takes then), `consultation` (how long it is laid out), `chain`
//! (is the log as it was written), `clock` (by when a step is due). Who may take a step is asked by the caller: [`StepRule::power`]. What is public is never drawn anew: a step changes the state of a plan and of what belongs to it, days, and
//! what refers to decisions and other plans.

mod chain;
mod clock;
mod complete;
mod consultation;
mod followed;
mod log;
mod rules;
mod state;
#[cfg(test)]
mod tests;

pub use chain::{Broken, Fault, Standing, verified};
pub use clock::{USUAL_PUBLISH_DAYS, due_day, is_over};
pub use complete::{Lack, lacking};
pub use consultation::{USUAL_CONSULTATION_DAYS, open_until};
pub use followed::{Followed, follows, noted};
pub use log::{LogRow, STEP_LOG};
pub use rules::{
    Leads, MAY_APPRAISE, MAY_APPROVE, MAY_DRAFT, MAY_PUBLISH, Need, STEPS, Step, StepRule, step_from, steps_from,
};
pub use state::PlanState;

use spatial_core::layer::{Change, Feature, FeatureId, FieldType, Layer, Value};

use crate::tables::{
    ADJUSTMENT_FIELD, ADJUSTS_FIELD, COMMUNE_FIELD, CONSULT_FROM_FIELD, CONSULT_UNTIL_FIELD, DECISION_DATE_FIELD,
    DECISION_FIELD, FROM_FIELD, ISSUER_FIELD, PUBLISHED_FIELD, REPLACES_FIELD, STATE_FIELD, STEP_COUNT_FIELD,
    SUSPENDED_FIELD, UNTIL_FIELD,
};

/// A step as somebody asks for it. Texts are as they are to be kept; days are ISO 8601.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StepAsked {
    /// Why.
    pub reason: Option<String>,
    /// Number of the decision.
    pub decision: Option<String>,
    /// Its day.
    pub day: Option<String>,
    /// Whose it is.
    pub issuer: Option<String>,
    /// The first day: of a consultation, or in force.
    pub from: Option<String>,
    /// The last day of a consultation; the first day no longer in force.
    pub until: Option<String>,
    /// Why a consultation is closed before its last day is over.
    pub early: Option<String>,
}

/// Who takes a step, and when.
#[derive(Debug, Clone, Copy)]
pub struct Occasion<'a> {
    /// Who.
    pub who: &'a str,
    /// RFC 3339, UTC.
    pub when: &'a str,
    /// The day that is there (ISO 8601).
    pub today: &'a str,
    /// Least days of a consultation: [`USUAL_CONSULTATION_DAYS`], if the authority does not say otherwise.
    pub consultation_days: u32,
}

/// A plan with all a step changes.
#[derive(Debug, Clone, Copy)]
pub struct PlanAt<'a> {
    /// The register.
    pub plans: &'a Layer,
    /// The plan's row, as the caller saw it.
    pub plan: &'a Feature,
    /// The plan that adjusts or replaces it, if one is named.
    pub other: Option<&'a Feature>,
    /// The layers of what belongs to it, and the rows of it there, ascending.
    pub parts: &'a [(&'a Layer, Vec<FeatureId>)],
    /// The log of steps.
    pub log: &'a Layer,
    /// The plan's last row in it.
    pub last: Option<&'a LogRow>,
    /// Hashes of its documents, ascending.
    pub files: &'a [String],
}

/// Why a step is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StepError {
    /// The plan does not stand where the step begins.
    #[error("a plan that is {state} cannot take the step {}", step.as_str())]
    NotFrom {
        /// The word in the plan's state field.
        state: String,
        /// The step.
        step: Step,
        /// The steps it can take.
        possible: Vec<Step>,
    },
    /// Something is missing that the step must bring along, or is no day.
    #[error("the step {} needs {}", step.as_str(), need.as_str())]
    Lacks {
        /// The step.
        step: Step,
        /// What.
        need: Need,
    },
    /// The first day is not before the last.
    #[error("the first day is not before the last")]
    DaysReversed,
    /// It would be laid out for everybody's opinion for too short a time.
    #[error("a consultation of {days} days, where {least} are the least")]
    TooShort {
        /// How many days that are yet to come it would have.
        days: u32,
        /// The least.
        least: u32,
    },
    /// The last day of the consultation that was announced is not over, and nobody says why it is closed.
    #[error("the consultation was announced until {until}")]
    StillOpen {
        /// That day.
        until: String,
    },
    /// The plan that is to adjust or replace it is not in force, or is the plan itself.
    #[error("the other plan cannot adjust or replace this one")]
    OtherPlan,
    /// The day of a decision is yet to come.
    #[error("the decision is of {day}, which is yet to come")]
    DayAhead {
        /// That day.
        day: String,
    },
    /// A day lies before one that it cannot lie before.
    #[error("{} is {day}, before {earliest} ({})", need.as_str(), after.as_str())]
    DayBefore {
        /// What has the day.
        need: Need,
        /// That day.
        day: String,
        /// What it cannot lie before.
        after: After,
        /// The day of that.
        earliest: String,
    },
    /// It has neither zones nor a boundary: there is nothing to make public.
    #[error("the plan has neither zones nor a boundary")]
    Nowhere,
    /// It lacks something that makes a plan whole, and nobody says why it is made public without.
    #[error("the step {} needs a reason: the plan lacks {}", step.as_str(), lacks.iter().map(|lack| lack.as_str()).collect::<Vec<_>>().join(", "))]
    Incomplete {
        /// The step.
        step: Step,
        /// What it lacks.
        lacks: Vec<Lack>,
    },
}

/// What days of a step cannot lie before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum After {
    /// The day of the plan's decision.
    Decision,
    /// The first day it was in force.
    InForce,
    /// The first day of its consultation.
    Consultation,
}

impl After {
    /// The word in messages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Decision => "decision",
            Self::InForce => "in_force",
            Self::Consultation => "consultation",
        }
    }
}

impl PlanAt<'_> {
    /// The word in the plan's state field.
    pub fn state(&self) -> &str {
        self.text(STATE_FIELD).unwrap_or_default()
    }

    /// The line of the table by which a step leads on from here.
    ///
    /// # Errors
    /// [`StepError::NotFrom`] with the steps that do.
    pub fn rule(&self, step: Step) -> Result<&'static StepRule, StepError> {
        let state = PlanState::parse(self.state());
        state.and_then(|state| step_from(state, step)).ok_or_else(|| StepError::NotFrom {
            state: self.state().to_owned(),
            step,
            possible: state.into_iter().flat_map(steps_from).map(|rule| rule.step).collect(),
        })
    }

    /// Where a step leads from here.
    ///
    /// # Errors
    /// As [`PlanAt::rule`].
    pub fn leads_to(&self, step: Step) -> Result<PlanState, StepError> {
        self.rule(step).map(|rule| self.target(rule))
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.plans.schema.text(&self.plan.values, name)
    }

    /// Where a rule leads from here. What a court held up goes back to where the log says it stood.
    fn target(&self, rule: &StepRule) -> PlanState {
        match rule.to {
            Leads::To(state) => state,
            Leads::Back => self
                .last
                .and_then(|last| PlanState::parse(last.from.as_deref()?))
                .filter(|before| before.is_in_force())
                .unwrap_or(PlanState::Published),
        }
    }

    /// How many steps the plan counts; a log that was cut is not made whole by the next row.
    fn steps(&self) -> i64 {
        count(self.plans, self.plan)
    }
}

/// How many steps a plan's row counts.
fn count(plans: &Layer, plan: &Feature) -> i64 {
    match plans.schema.position(STEP_COUNT_FIELD).and_then(|at| plan.values.get(at)) {
        Some(Value::Integer(count)) => *count,
        _ => 0,
    }
}

/// The changes that take a step: state and days of the plan, the state of all that belongs to it, and the row of the log. They are
/// refused by the store if the plan is not as the caller saw it, and so is a second step that was asked for at the same time.
///
/// # Errors
/// [`StepError`] naming what is possible, or what is missing.
pub fn taken(at: &PlanAt<'_>, step: Step, asked: &StepAsked, occasion: Occasion<'_>) -> Result<Vec<Change>, StepError> {
    let rule = at.rule(step)?;
    check(rule, asked, occasion)?;
    in_turn(at, step, asked)?;
    let early = consultation::closed_early(at, step, asked, occasion.today)?;
    complete::complete(at, step, asked)?;
    if let Some(other) = at.other {
        let state = at.plans.schema.text(&other.values, STATE_FIELD).and_then(PlanState::parse);
        if other.id == at.plan.id || !state.is_some_and(PlanState::is_in_force) {
            return Err(StepError::OtherPlan);
        }
    }
    let to = at.target(rule);
    let assigned = at.parts.iter().filter(|(_, ids)| !ids.is_empty()).filter_map(|(layer, ids)| {
        let field = layer.schema.position(STATE_FIELD)?;
        Some(Change::Assign { layer: layer.name.clone(), ids: ids.clone(), field, value: Value::text(to.as_str()) })
    });
    let mut changes: Vec<Change> = assigned.collect();
    changes.extend(referring(at, step));
    changes.push(moved(at, step, to, (asked, occasion)));
    let early = early.map(str::to_owned);
    let row = LogRow { early, ..row(at, (step, to), asked, occasion) }.behind(at.last);
    changes.push(Change::insert(at.log.name.clone(), None, row.values(at.log)));
    Ok(changes)
}

/// Refuses a step that does not bring along what it must, what is given and no day, and a decision that nobody has taken yet.
fn check(rule: &StepRule, asked: &StepAsked, occasion: Occasion<'_>) -> Result<(), StepError> {
    let lacks = |need| Err(StepError::Lacks { step: rule.step, need });
    let is_said = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.trim().is_empty());
    for &need in rule.needs {
        let is_there = match need {
            Need::Reason => is_said(&asked.reason),
            Need::Decision => is_said(&asked.decision) && asked.day.is_some(),
            Need::Issuer => is_said(&asked.issuer),
            Need::From => asked.from.is_some(),
            Need::Until => asked.until.is_some(),
        };
        if !is_there {
            return lacks(need);
        }
    }
    let days = [(Need::Decision, &asked.day), (Need::From, &asked.from), (Need::Until, &asked.until)];
    for (need, day) in days {
        if day.as_deref().is_some_and(|day| !FieldType::Date.accepts(&Value::text(day))) {
            return lacks(need);
        }
    }
    if let Some(day) = asked.day.as_deref().filter(|day| *day > occasion.today) {
        return Err(StepError::DayAhead { day: day.to_owned() });
    }
    match (&asked.from, &asked.until) {
        (Some(from), Some(until)) if rule.step == Step::Consult => consultation::announced(from, until, occasion),
        (Some(from), Some(until)) if from >= until => Err(StepError::DaysReversed),
        _ => Ok(()),
    }
}

/// Refuses days that contradict those the plan has: a plan is consulted on, decided, in force and over, in this order.
fn in_turn(at: &PlanAt<'_>, step: Step, asked: &StepAsked) -> Result<(), StepError> {
    let known = |name| at.text(name).filter(|day| !day.is_empty());
    let decided = match step {
        Step::Approve | Step::Enter => asked.day.as_deref(),
        _ => known(DECISION_DATE_FIELD),
    };
    let begun = known(FROM_FIELD).or(known(PUBLISHED_FIELD)).or(decided);
    let from = asked.from.as_deref().or(known(FROM_FIELD));
    let (day, until) = (asked.day.as_deref(), asked.until.as_deref());
    let held = match step {
        Step::Approve => vec![(Need::Decision, day, After::Consultation, known(CONSULT_FROM_FIELD))],
        Step::Publish | Step::Enter => {
            let ends = until.or(known(UNTIL_FIELD));
            vec![(Need::From, from, After::Decision, decided), (Need::Until, ends, After::InForce, from.or(decided))]
        }
        Step::Adjust | Step::Suspend | Step::Resume => vec![(Need::Decision, day, After::Decision, decided)],
        Step::Replace | Step::Expire | Step::Annul => {
            vec![(Need::Decision, day, After::Decision, decided), (Need::Until, until, After::InForce, begun)]
        }
        Step::Consult | Step::Appraise | Step::Return | Step::Discard => Vec::new(),
    };
    for (need, day, after, earliest) in held {
        if let (Some(day), Some(earliest)) = (day, earliest)
            && day < earliest
        {
            return Err(StepError::DayBefore { need, day: day.to_owned(), after, earliest: earliest.to_owned() });
        }
    }
    Ok(())
}

/// What the plan's row says after a step.
fn moved(at: &PlanAt<'_>, step: Step, to: PlanState, (asked, occasion): (&StepAsked, Occasion<'_>)) -> Change {
    let given = |name, text: &Option<String>| text.as_deref().map(|text| (name, Value::text(text)));
    let mut said = vec![(STATE_FIELD, Value::text(to.as_str())), (STEP_COUNT_FIELD, Value::Integer(at.steps() + 1))];
    match step {
        Step::Approve | Step::Enter => {
            said.extend(given(DECISION_FIELD, &asked.decision));
            said.extend(given(DECISION_DATE_FIELD, &asked.day));
            said.extend(given(ISSUER_FIELD, &asked.issuer));
        }
        Step::Consult => {
            said.extend(given(CONSULT_FROM_FIELD, &asked.from));
            said.extend(given(CONSULT_UNTIL_FIELD, &asked.until));
        }
        // Who returns it will consult on another day: this one stands in the log.
        Step::Return if at.state() == PlanState::Consultation.as_str() => {
            said.extend([CONSULT_FROM_FIELD, CONSULT_UNTIL_FIELD].map(|name| (name, Value::Null)));
        }
        // What was decided of it is not what it will be: the decision stands in the log.
        Step::Return if at.state() == PlanState::Approved.as_str() => {
            said.extend([DECISION_FIELD, DECISION_DATE_FIELD].map(|name| (name, Value::Null)));
        }
        _ => {}
    }
    // Since when a plan is public that was decided before the register had it, its draft says, or nobody knows.
    if step == Step::Publish {
        said.push((PUBLISHED_FIELD, Value::text(occasion.today)));
    }
    if matches!(step, Step::Publish | Step::Enter) {
        said.extend(given(FROM_FIELD, &asked.from));
    }
    if matches!(step, Step::Publish | Step::Enter | Step::Replace | Step::Expire | Step::Annul) {
        said.extend(given(UNTIL_FIELD, &asked.until));
    }
    let since = asked.day.as_deref().unwrap_or(occasion.today);
    // The end it was planned to have says nothing of a plan that was struck down before.
    if step == Step::Annul && asked.until.is_none() && at.text(UNTIL_FIELD).is_none_or(|until| until > since) {
        said.push((UNTIL_FIELD, Value::text(since)));
    }
    match step {
        Step::Suspend => said.push((SUSPENDED_FIELD, Value::text(since))),
        Step::Resume => said.push((SUSPENDED_FIELD, Value::Null)),
        _ => {}
    }
    with(at.plans, at.plan, said)
}

/// The row of a plan with other values, unless somebody was quicker.
fn with(plans: &Layer, plan: &Feature, said: impl IntoIterator<Item = (&'static str, Value)>) -> Change {
    let mut values = plan.values.clone();
    // A row that was read before its table was given a field has no value for it.
    values.resize(plans.schema.fields.len(), Value::Null);
    for (name, value) in said {
        if let Some(at) = plans.schema.position(name) {
            values[at] = value;
        }
    }
    let (layer, id) = (plans.name.clone(), plan.id);
    Change::Update { layer, id, expected: Some(plan.version), geometry: None, values, links: Vec::new() }
}

/// What the other plan says of this one after a step, if it names none yet.
fn referring(at: &PlanAt<'_>, step: Step) -> Vec<Change> {
    let Some(other) = at.other else { return Vec::new() };
    let plan = i64::try_from(at.plan.id.0).map_or(Value::Null, Value::Integer);
    let (names, said) = match step {
        Step::Adjust => (ADJUSTS_FIELD, vec![(ADJUSTS_FIELD, plan), (ADJUSTMENT_FIELD, Value::text("local"))]),
        Step::Replace => (REPLACES_FIELD, vec![(REPLACES_FIELD, plan)]),
        _ => return Vec::new(),
    };
    let position = |name| at.plans.schema.position(name);
    let named = position(names).and_then(|field| other.values.get(field));
    if named.is_some_and(|named| *named != Value::Null) {
        return Vec::new();
    }
    let assigned = said.into_iter().filter_map(|(name, value)| {
        let (layer, ids, field) = (at.plans.name.clone(), vec![other.id], position(name)?);
        Some(Change::Assign { layer, ids, field, value })
    });
    assigned.collect()
}

/// What the log says of a step.
fn row(at: &PlanAt<'_>, (step, to): (Step, PlanState), asked: &StepAsked, occasion: Occasion<'_>) -> LogRow {
    let asked = asked.clone();
    LogRow {
        plan: Some(at.plan.id.0),
        step: Some(step.as_str().to_owned()),
        from: Some(at.state().to_owned()),
        to: Some(to.as_str().to_owned()),
        who: Some(occasion.who.to_owned()),
        when: Some(occasion.when.to_owned()),
        reason: asked.reason,
        decision: asked.decision,
        day: asked.day,
        issuer: asked.issuer,
        first_day: asked.from,
        last_day: asked.until,
        by: at.other.map(|other| other.id.0),
        files: (!at.files.is_empty()).then(|| at.files.join(" ")),
        commune: at.text(COMMUNE_FIELD).map(str::to_owned),
        ..LogRow::default()
    }
}
