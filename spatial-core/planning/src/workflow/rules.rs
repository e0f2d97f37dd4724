//! Which steps there are: from which states to which, what each must bring along, and which power it takes. The one table of them.

use crate::workflow::PlanState;
use crate::workflow::PlanState::{
    Adjusted, Annulled, Appraisal, Approved, Consultation, Discarded, Draft, Expired, Published, Replaced, Suspended,
};

/// A step of a plan's life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// Lays it out for everybody's opinion (lấy ý kiến).
    Consult,
    /// Takes it up for appraisal (thẩm định).
    Appraise,
    /// Approves it by a decision (phê duyệt).
    Approve,
    /// Makes an approved plan public (công bố).
    Publish,
    /// Makes a plan public that was decided before the register had it (nhập đồ án đã có quyết định).
    Enter,
    /// Gives it back to who draws it up (trả lại).
    Return,
    /// A decision adjusted a part of it (điều chỉnh cục bộ).
    Adjust,
    /// Another plan takes its place (thay thế).
    Replace,
    /// Its time is over (hết hiệu lực).
    Expire,
    /// Strikes it down (hủy).
    Annul,
    /// A court holds it up (tạm đình chỉ).
    Suspend,
    /// That is lifted (khôi phục).
    Resume,
    /// Gives up a draft (bỏ đồ án): nobody but who draws plans up sees it any more.
    Discard,
}

/// What a step must bring along.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Need {
    /// Why, in words.
    Reason,
    /// Number and day of a decision.
    Decision,
    /// Whose decision it is.
    Issuer,
    /// The first day.
    From,
    /// The first day no longer; of a consultation its last day.
    Until,
}

/// Where a step leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Leads {
    /// There.
    To(PlanState),
    /// Where the plan stood before its last step.
    Back,
}

/// One line of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StepRule {
    /// The step.
    pub step: Step,
    /// From any of these.
    pub from: &'static [PlanState],
    /// To this one.
    pub to: Leads,
    /// What it must bring along.
    pub needs: &'static [Need],
    /// The power it takes where the plan is: `publish` for `planning.publish`.
    pub power: &'static str,
}

/// The power to draw plans up.
pub const MAY_DRAFT: &str = "draft";
/// The power to appraise them.
pub const MAY_APPRAISE: &str = "appraise";
/// The power to approve them, to strike them down and to do what a court says.
pub const MAY_APPROVE: &str = "approve";
/// The power to make them public, and to say when they end.
pub const MAY_PUBLISH: &str = "publish";

const BY_DECISION: &[Need] = &[Need::Decision, Need::Issuer];
const WITH_REASON: &[Need] = &[Need::Reason];
const DECIDED_WITH_REASON: &[Need] = &[Need::Decision, Need::Issuer, Need::Reason];
/// What once was public and has not ended.
const STANDING: &[PlanState] = &[Published, Adjusted, Suspended];
const IN_FORCE: &[PlanState] = &[Published, Adjusted];

/// Every step there is. A step stands several times if who may take it depends on where the plan stands.
pub const STEPS: &[StepRule] = &[
    rule(Step::Consult, &[Draft], Consultation, &[Need::From, Need::Until], MAY_DRAFT),
    // The reason tells what came of the consultation.
    rule(Step::Appraise, &[Consultation], Appraisal, WITH_REASON, MAY_APPRAISE),
    rule(Step::Approve, &[Appraisal], Approved, BY_DECISION, MAY_APPROVE),
    rule(Step::Publish, &[Approved], Published, &[], MAY_PUBLISH),
    rule(Step::Enter, &[Draft], Published, &[Need::Decision], MAY_PUBLISH),
    rule(Step::Return, &[Consultation], Draft, WITH_REASON, MAY_DRAFT),
    rule(Step::Return, &[Appraisal], Draft, WITH_REASON, MAY_APPRAISE),
    rule(Step::Return, &[Approved], Draft, WITH_REASON, MAY_APPROVE),
    rule(Step::Adjust, IN_FORCE, Adjusted, BY_DECISION, MAY_PUBLISH),
    rule(Step::Replace, STANDING, Replaced, &[Need::Decision, Need::Issuer, Need::Until], MAY_PUBLISH),
    rule(Step::Expire, STANDING, Expired, &[Need::Reason, Need::Until], MAY_PUBLISH),
    rule(Step::Annul, STANDING, Annulled, DECIDED_WITH_REASON, MAY_APPROVE),
    rule(Step::Suspend, IN_FORCE, Suspended, DECIDED_WITH_REASON, MAY_APPROVE),
    StepRule {
        step: Step::Resume,
        from: &[Suspended],
        to: Leads::Back,
        needs: DECIDED_WITH_REASON,
        power: MAY_APPROVE,
    },
    rule(Step::Discard, &[Draft], Discarded, WITH_REASON, MAY_DRAFT),
];

const fn rule(
    step: Step,
    from: &'static [PlanState],
    to: PlanState,
    needs: &'static [Need],
    power: &'static str,
) -> StepRule {
    StepRule { step, from, to: Leads::To(to), needs, power }
}

/// The steps a plan can take from a state, in the order of the table.
pub fn steps_from(state: PlanState) -> impl Iterator<Item = &'static StepRule> {
    STEPS.iter().filter(move |rule| rule.from.contains(&state))
}

/// The line of a step from a state; `None` if it cannot be taken from there.
pub fn step_from(state: PlanState, step: Step) -> Option<&'static StepRule> {
    steps_from(state).find(|rule| rule.step == step)
}

impl Step {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::Consult,
        Self::Appraise,
        Self::Approve,
        Self::Publish,
        Self::Enter,
        Self::Return,
        Self::Adjust,
        Self::Replace,
        Self::Expire,
        Self::Annul,
        Self::Suspend,
        Self::Resume,
        Self::Discard,
    ];

    /// The word in addresses and in the log.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Consult => "consult",
            Self::Appraise => "appraise",
            Self::Approve => "approve",
            Self::Publish => "publish",
            Self::Enter => "enter",
            Self::Return => "return",
            Self::Adjust => "adjust",
            Self::Replace => "replace",
            Self::Expire => "expire",
            Self::Annul => "annul",
            Self::Suspend => "suspend",
            Self::Resume => "resume",
            Self::Discard => "discard",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.as_str() == text)
    }
}

impl Need {
    /// The word for what must be sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reason => "reason",
            Self::Decision => "decision",
            Self::Issuer => "issuer",
            Self::From => "from",
            Self::Until => "until",
        }
    }
}
