//! What is sent to take a step, and what is answered of those that were taken.

use planning::{Broken, LogRow, Need, Step, StepAsked, StepRule};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use spatial_core::message::Message;

use crate::apps::planning::register::kept::{MOST_LINE, kept};
use crate::apps::planning::wire::DecisionSent;
use crate::apps::planning::wire::words::StepWord;
use crate::http::HttpError;

/// `POST /v1/plans/{planId}/steps`: a step, and what it must bring along. Days are ISO 8601.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::apps::planning) struct StepSent {
    /// `consult`, `appraise`, `approve`, `publish`, `enter` (publish what was decided before the register had it), `return`, `adjust`,
    /// `replace`, `expire`, `annul`, `suspend`, `resume`, `discard`.
    #[schemars(with = "StepWord")]
    pub(super) step: String,
    /// Why; for the log. Without it no plan is made public that lacks zones, boundary, documents or issuer.
    #[serde(default)]
    reason: Option<String>,
    /// Number of the decision.
    #[serde(default)]
    decision: Option<String>,
    /// Day of the decision.
    #[serde(default)]
    date: Option<String>,
    /// Who decided.
    #[serde(default)]
    issuer: Option<String>,
    /// The first day: of a consultation, or in force.
    #[serde(default)]
    from: Option<String>,
    /// The last day of a consultation; of what is in force or ends, the first day no longer.
    #[serde(default)]
    until: Option<String>,
    /// Why a consultation is closed before its last day is over; for the log.
    #[serde(default)]
    early: Option<String>,
    /// Id of the plan that adjusts or replaces it.
    #[serde(default)]
    pub(super) by: Option<u64>,
}

/// A reason is a paragraph or two.
const MOST_REASON: usize = 4_000;

impl StepSent {
    /// What is sent with a decision alone.
    pub(in crate::apps::planning) fn decided(sent: DecisionSent) -> Self {
        let DecisionSent { decision, date, issuer, reason } = sent;
        Self { decision: Some(decision), date: Some(date), issuer, reason, ..Self::default() }
    }

    /// What is to be kept of it: texts composed, without blanks around them, and none for an empty one.
    pub(super) fn asked(&self) -> Result<StepAsked, HttpError> {
        Ok(StepAsked {
            reason: kept("reason", self.reason.as_deref(), MOST_REASON)?,
            decision: kept("decision", self.decision.as_deref(), MOST_LINE)?,
            day: kept("date", self.date.as_deref(), MOST_LINE)?,
            issuer: kept("issuer", self.issuer.as_deref(), MOST_LINE)?,
            from: kept("from", self.from.as_deref(), MOST_LINE)?,
            until: kept("until", self.until.as_deref(), MOST_LINE)?,
            early: kept("early", self.early.as_deref(), MOST_REASON)?,
        })
    }
}

/// `GET /v1/plans/{planId}/steps`
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::apps::planning) struct StepList {
    /// The commit it is true for.
    pub(super) revision: u64,
    pub(super) plan: u64,
    /// Where the plan stands.
    pub(super) state: String,
    /// True if the log of the plan is as it was written, rows that are not shown among them.
    pub(super) verified: bool,
    /// Where it breaks first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) broken: Option<BrokenRow>,
    /// The rows the reader may see, oldest first: those that lead to a state the reader may see.
    pub(super) steps: Vec<StepEntry>,
}

/// Where a log breaks first.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct BrokenRow {
    /// Which row of the log as it is now, from 1; one more than there are if what was behind them is missing.
    place: u64,
    /// Its id in the layer `plan_steps`.
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<u64>,
    /// `edited`, `out-of-place` (removed, put in, or in another order), `cut`, `strayed` (the plan's state was changed beside the log).
    fault: &'static str,
    /// The same for people.
    detail: String,
}

impl BrokenRow {
    /// With the sentence for people.
    pub(super) fn of(broken: &Broken, say: impl FnOnce(&Message) -> String) -> Self {
        let fault = broken.fault.as_str();
        let detail = say(&Message::new("plan-log-broken").with("place", broken.place).with("fault", fault));
        Self { place: broken.place, row: broken.row.map(|id| id.0), fault, detail }
    }
}

/// One step that was taken.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct StepEntry {
    /// From 1.
    number: Option<u64>,
    step: Option<String>,
    /// The state before.
    before: Option<String>,
    /// The state after.
    after: Option<String>,
    who: Option<String>,
    /// RFC 3339, UTC.
    when: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    decision: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issuer: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    /// Why the consultation was closed before its last day was over.
    #[serde(skip_serializing_if = "Option::is_none")]
    early: Option<String>,
    /// The other plan: that it took the place of, or that takes its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<u64>,
    /// SHA-256 of the plan's documents at that time.
    files: Vec<String>,
    /// Hash of the row before.
    #[serde(skip_serializing_if = "Option::is_none")]
    previous: Option<String>,
    hash: Option<String>,
}

impl StepEntry {
    /// A row of the log.
    pub(super) fn of(row: LogRow) -> Self {
        let files = row.files.as_deref().unwrap_or_default();
        Self {
            files: files.split_whitespace().map(str::to_owned).collect(),
            number: row.number,
            step: row.step,
            before: row.from,
            after: row.to,
            who: row.who,
            when: row.when,
            reason: row.reason,
            decision: row.decision,
            date: row.day,
            issuer: row.issuer,
            from: row.first_day,
            until: row.last_day,
            early: row.early,
            by: row.by,
            previous: row.previous,
            hash: row.hash,
        }
    }
}

/// A step that the reader may take next.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct StepOffer {
    step: &'static str,
    /// What it must bring along: `reason`, `decision` (with `date`), `issuer`, `from`, `until`, `early` (while a consultation is open).
    needs: Vec<&'static str>,
}

impl StepOffer {
    /// A line of the table of steps, for a plan whose consultation is open or not.
    pub(super) fn of(rule: &StepRule, is_open: bool) -> Self {
        let early = (is_open && rule.step == Step::Appraise).then_some("early");
        Self {
            step: rule.step.as_str(),
            needs: rule.needs.iter().map(|need: &Need| need.as_str()).chain(early).collect(),
        }
    }
}
