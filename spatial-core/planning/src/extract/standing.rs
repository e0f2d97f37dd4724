//! How a plan stands in law on a day.

use super::facts::PlanFacts;

/// How a plan stands, those that count first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LawState {
    /// In force.
    InForce,
    /// Decided, and not in force yet.
    Decided,
    /// Being drawn up, consulted on or appraised: it has no effect.
    Proposed,
    /// The register says a state we do not know: nothing is concluded.
    Unknown,
    /// A court has suspended it.
    Suspended,
    /// On that day it was not decided yet.
    NotYetDecided,
    /// Another plan has taken its place.
    Replaced,
    /// Its time is over.
    Expired,
    /// It was annulled.
    Annulled,
}

impl LawState {
    /// The word in answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::InForce => "in_force",
            Self::Decided => "decided",
            Self::Proposed => "proposed",
            Self::Unknown => "unknown",
            Self::Suspended => "suspended",
            Self::NotYetDecided => "not_yet_decided",
            Self::Replaced => "replaced",
            Self::Expired => "expired",
            Self::Annulled => "annulled",
        }
    }

    /// True of what is told at the end, folded away: it has had its time, or not yet begun to.
    pub fn is_folded(self) -> bool {
        self >= Self::Suspended
    }

    /// On a day (ISO 8601). `successors` are plans that replace others or adjust them as a whole, whichever: those of this plan end it
    /// when they begin.
    pub fn on(plan: &PlanFacts, successors: &[PlanFacts], day: &str) -> Self {
        let after = successors.iter().filter(|next| next.ends().any(|ended| ended == plan.id) && holds(next, day));
        let replaced = after.filter_map(begun).min();
        let is_over = |end: Option<&str>| end.is_some_and(|end| end <= day);
        let known_end = plan.until.as_deref().into_iter().chain(replaced).min();
        match Standing::of(&plan.state) {
            Standing::Proposed => Self::Proposed,
            Standing::Unknown => Self::Unknown,
            Standing::Suspended if is_held_up(plan, day) => Self::decided(plan, day).unless_in_force(Self::Suspended),
            // Without a day of its end nobody knows for how long it was in force.
            Standing::Ended(state) if is_over(known_end) || known_end.is_none() => {
                Self::decided(plan, day).unless_in_force(state)
            }
            Standing::Ended(_) => Self::decided(plan, day),
            Standing::Suspended | Standing::Decided { .. } if is_over(replaced) => Self::Replaced,
            Standing::Suspended | Standing::Decided { .. } if is_over(plan.until.as_deref()) => Self::Expired,
            Standing::Suspended | Standing::Decided { .. } => Self::decided(plan, day),
        }
    }

    /// Of a plan that was decided, before its end.
    fn decided(plan: &PlanFacts, day: &str) -> Self {
        match begun(plan) {
            Some(start) if start <= day => Self::InForce,
            None if has_public_effect(plan) => Self::InForce,
            _ if plan.decided.as_deref().is_some_and(|decided| decided > day) => Self::NotYetDecided,
            _ if plan.decided.is_none() && plan.published.as_deref().is_some_and(|public| public > day) => {
                Self::NotYetDecided
            }
            _ => Self::Decided,
        }
    }

    /// The same of what would be in force if this had not happened to it.
    fn unless_in_force(self, instead: Self) -> Self {
        if self == Self::InForce { instead } else { self }
    }
}

/// The first day a plan is in force, as far as the register says: else the day it was made public, else, of a plan that is public, the day
/// of its decision. A plan that is only decided begins when the register says so.
fn begun(plan: &PlanFacts) -> Option<&str> {
    match Standing::of(&plan.state) {
        Standing::Proposed | Standing::Unknown => None,
        _ => plan
            .from
            .as_deref()
            .or(plan.published.as_deref())
            .or(plan.decided.as_deref().filter(|_| has_public_effect(plan))),
    }
}

/// True if what a plan did to earlier ones holds: neither struck down nor held up.
fn holds(plan: &PlanFacts, day: &str) -> bool {
    match Standing::of(&plan.state) {
        Standing::Suspended => !is_held_up(plan, day),
        standing => standing != Standing::Ended(LawState::Annulled),
    }
}

/// True of a suspended plan, unless the register knows that it was on a later day.
fn is_held_up(plan: &PlanFacts, day: &str) -> bool {
    plan.suspended.as_deref().is_none_or(|since| since <= day)
}

/// True unless the register has it as decided only.
fn has_public_effect(plan: &PlanFacts) -> bool {
    !matches!(
        Standing::of(&plan.state),
        Standing::Decided { is_public: false } | Standing::Proposed | Standing::Unknown
    )
}

/// What the word of a state says without its days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    Proposed,
    Decided {
        is_public: bool,
    },
    Suspended,
    /// And how it is called that it has ended.
    Ended(LawState),
    Unknown,
}

impl Standing {
    fn of(state: &str) -> Self {
        match state {
            "draft" | "consultation" | "appraisal" => Self::Proposed,
            "approved" => Self::Decided { is_public: false },
            "published" | "adjusted" => Self::Decided { is_public: true },
            "suspended" => Self::Suspended,
            "replaced" => Self::Ended(LawState::Replaced),
            "expired" => Self::Ended(LawState::Expired),
            "annulled" => Self::Ended(LawState::Annulled),
            _ => Self::Unknown,
        }
    }
}
