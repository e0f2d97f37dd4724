//! What is known of a subject at a parcel: that nothing is known is said, never left to be concluded.

use spatial_core::layer::FeatureId;

use super::lines::ParcelLines;
use super::of_parcel::ParcelPlan;
use super::restrictions::RestrictionFound;
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

/// What is known beside plans; none where there are no data at all.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Beside<'a> {
    /// What lines say of the parcel.
    pub(super) lines: Option<&'a ParcelLines>,
    /// The restrictions on it.
    pub(super) restrictions: Option<&'a Vec<RestrictionFound>>,
}

/// All themes. `known` are the kinds of which the register has a plan the reader may see; `plans` are those on the parcel, in order.
pub(super) fn themes(known: &[PlanKind], plans: &[ParcelPlan], beside: Beside<'_>) -> Vec<ThemeFound> {
    let of_kind = |kind: PlanKind| {
        let speaks = |plan: &&ParcelPlan| {
            plan.law == LawState::InForce && !plan.is_slight && PlanKind::parse(&plan.kind) == Some(kind)
        };
        let plan = plans.iter().find(speaks).map(|plan| plan.plan);
        let state = match plan {
            Some(_) => ThemeState::Concerned,
            None if known.contains(&kind) => ThemeState::NotConcerned,
            None => ThemeState::NoData,
        };
        ThemeFound { theme: Theme::Plans(kind), state, plan }
    };
    let kinds = PlanKind::ALL.iter().copied().map(of_kind);
    kinds.chain([of_lines(beside.lines), of_restrictions(beside.restrictions)]).collect()
}

fn of_lines(lines: Option<&ParcelLines>) -> ThemeFound {
    let plan = lines.and_then(|lines| {
        let line = lines.lines.iter().find(|line| line.law == LawState::InForce).map(|line| line.plan);
        line.or(lines.road.as_ref().map(|road| road.plan)).or(lines.buildable.as_ref().map(|left| left.plan))
    });
    let state = match (lines, plan) {
        (None, _) => ThemeState::NoData,
        (Some(_), None) => ThemeState::NotConcerned,
        (Some(_), Some(_)) => ThemeState::Concerned,
    };
    ThemeFound { theme: Theme::Lines, state, plan }
}

fn of_restrictions(restrictions: Option<&Vec<RestrictionFound>>) -> ThemeFound {
    let in_force = |found: &&RestrictionFound| found.law == LawState::InForce;
    let state = match restrictions.map(|all| all.iter().find(in_force)) {
        None => ThemeState::NoData,
        Some(None) => ThemeState::NotConcerned,
        Some(Some(_)) => ThemeState::Concerned,
    };
    let plan = restrictions.and_then(|all| all.iter().find(in_force)?.plan);
    ThemeFound { theme: Theme::Restrictions, state, plan }
}

#[cfg(test)]
mod tests {
    use geo_types::MultiPolygon;
    use spatial_core::units::{Metres, SquareMetres};

    use super::*;
    use crate::extract::{RoadMethod, RoadTaken};

    #[test]
    fn a_parcel_of_which_a_road_takes_something_is_never_said_to_be_of_no_concern_to_roads() {
        for method in [RoadMethod::PlannedRoad, RoadMethod::RedLines, RoadMethod::Centreline] {
            let road = RoadTaken {
                area: SquareMetres(50.0),
                frontage: Metres(10.0),
                method,
                plan: FeatureId(7),
                otherwise: None,
                shape: MultiPolygon(Vec::new()).into(),
            };
            let lines = ParcelLines { road: Some(road), ..ParcelLines::default() };
            let expected = ThemeFound { theme: Theme::Lines, state: ThemeState::Concerned, plan: Some(FeatureId(7)) };
            assert_eq!(of_lines(Some(&lines)), expected);
        }
        assert_eq!(of_lines(Some(&ParcelLines::default())).state, ThemeState::NotConcerned);
        assert_eq!(of_lines(None).state, ThemeState::NoData);
    }
}
