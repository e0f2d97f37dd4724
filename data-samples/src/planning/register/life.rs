//! How plans came to stand where they do: the steps they went through. Those decided before the register was there were entered on one
//! day; later ones went from draft to where they are.

use ::planning::{Step, StepAsked};

/// A step a plan took.
#[derive(Debug, Clone)]
pub(crate) struct Moved {
    /// Which.
    pub(crate) step: Step,
    /// What was said.
    pub(crate) asked: StepAsked,
    /// On which day (ISO 8601).
    pub(crate) day: &'static str,
    /// Which other plan of the list adjusts or replaces it.
    pub(crate) by: Option<usize>,
}

/// The day the older plans were entered into the register.
const ENTERED: &str = "2026-03-09";

/// A decision: number, day, whose.
#[derive(Debug, Clone, Copy)]
pub(super) struct Decision(pub(super) &'static str, pub(super) &'static str, pub(super) &'static str);

impl Decision {
    fn asked(self) -> StepAsked {
        let Self(number, day, issuer) = self;
        StepAsked { decision: text(number), day: text(day), issuer: text(issuer), ..StepAsked::default() }
    }
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn moved(step: Step, day: &'static str, asked: StepAsked) -> Moved {
    Moved { step, asked, day, by: None }
}

/// Entered, in force from a day on.
pub(super) fn entered(decision: Decision, from: &'static str) -> Vec<Moved> {
    let day = if decision.1 > ENTERED { decision.1 } else { ENTERED };
    vec![moved(Step::Enter, day, StepAsked { from: text(from), ..decision.asked() })]
}

/// Laid out for everybody's opinion.
pub(super) fn consulted([day, until]: [&'static str; 2]) -> Vec<Moved> {
    vec![moved(Step::Consult, day, StepAsked { from: text(day), until: text(until), ..StepAsked::default() })]
}

/// Laid out, and taken up for appraisal.
pub(super) fn appraised(laid_out: [&'static str; 2], day: &'static str) -> Vec<Moved> {
    let reason = text("Đã tổng hợp, tiếp thu và giải trình các ý kiến góp ý");
    let mut life = consulted(laid_out);
    life.push(moved(Step::Appraise, day, StepAsked { reason, ..StepAsked::default() }));
    life
}

/// Laid out, appraised, approved.
pub(super) fn approved(laid_out: [&'static str; 2], day: &'static str, decision: Decision) -> Vec<Moved> {
    let mut life = appraised(laid_out, day);
    life.push(moved(Step::Approve, decision.1, decision.asked()));
    life
}

/// Laid out, appraised, approved, and made public on a day, in force from another.
pub(super) fn published(
    laid_out: [&'static str; 2],
    appraised: &'static str,
    decision: Decision,
    [day, from]: [&'static str; 2],
) -> Vec<Moved> {
    let mut life = approved(laid_out, appraised, decision);
    life.push(moved(Step::Publish, day, StepAsked { from: text(from), ..StepAsked::default() }));
    life
}

/// Adjusted in a part of it by another plan.
pub(super) fn adjusted(by: usize, day: &'static str, decision: Decision) -> Moved {
    Moved { by: Some(by), ..moved(Step::Adjust, day, decision.asked()) }
}

/// Replaced by another plan, from a day on.
pub(super) fn replaced(by: usize, decision: Decision, until: &'static str) -> Moved {
    let day = if until > ENTERED { until } else { ENTERED };
    Moved { by: Some(by), ..moved(Step::Replace, day, StepAsked { until: text(until), ..decision.asked() }) }
}

/// Over since a day.
pub(super) fn expired(until: &'static str, reason: &'static str) -> Moved {
    moved(Step::Expire, ENTERED, StepAsked { until: text(until), reason: text(reason), ..StepAsked::default() })
}

/// Struck down on a day.
pub(super) fn annulled(decision: Decision, reason: &'static str) -> Moved {
    let until = text(decision.1);
    moved(Step::Annul, decision.1, StepAsked { until, reason: text(reason), ..decision.asked() })
}

/// Held up by a court.
pub(super) fn suspended(decision: Decision, reason: &'static str) -> Moved {
    moved(Step::Suspend, decision.1, StepAsked { reason: text(reason), ..decision.asked() })
}
