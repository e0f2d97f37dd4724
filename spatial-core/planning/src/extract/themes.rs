//! What is known of a subject at a parcel: that nothing is known is said, never left to be concluded.

use spatial_core::layer::FeatureId;

use super::of_parcel::ParcelPlan;
use super::standing::LawState;
use crate::words::PlanKind;

/// What may be known of a parcel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Theme {
    /// Plans of a kind.
    Plans(PlanKind),
    /// Red lines, building lines, corridors.
    Lines,
    /// Restrictions that come from elsewhere.
    Restrictions,
}

/// What is known of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ThemeState {
    /// Something in force lies on the parcel.
    Concerned,
    /// There are data, and nothing in force of them lies on the parcel.
    NotConcerned,
    /// There are no data: nothing may be concluded.
    NoData,
}

/// One theme of a parcel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ThemeFound {
    /// Which.
    pub theme: Theme,
    /// What is known.
    pub state: ThemeState,
    /// The plan that speaks first; its office is responsible.
    pub plan: Option<FeatureId>,
}

impl Theme {
    /// The word in answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Plans(kind) => kind.as_str(),
            Self::Lines => "lines",
            Self::Restrictions => "restrictions",
        }
    }
}

impl ThemeState {
    /// The word in answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Concerned => "concerned",
            Self::NotConcerned => "not_concerned",
            Self::NoData => "no_data",
        }
    }
}

/// All themes. `known` are the kinds of which the register has a plan the reader may see; `plans` are those on the parcel, in order. The
/// register has no lines and no restrictions.
pub(super) fn themes(known: &[PlanKind], plans: &[ParcelPlan]) -> Vec<ThemeFound> {
    let of_kind = |kind: PlanKind| {
        let speaks = |plan: &&ParcelPlan| plan.law == LawState::InForce && PlanKind::parse(&plan.kind) == Some(kind);
        let plan = plans.iter().find(speaks).map(|plan| plan.plan);
        let state = match plan {
            Some(_) => ThemeState::Concerned,
            None if known.contains(&kind) => ThemeState::NotConcerned,
            None => ThemeState::NoData,
        };
        ThemeFound { theme: Theme::Plans(kind), state, plan }
    };
    let without = |theme| ThemeFound { theme, state: ThemeState::NoData, plan: None };
    let kinds = PlanKind::ALL.iter().copied().map(of_kind);
    kinds.chain([without(Theme::Lines), without(Theme::Restrictions)]).collect()
}
