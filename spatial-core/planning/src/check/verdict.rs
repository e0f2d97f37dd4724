//! One limit and what was measured: the words of a check, and how a number is judged.

use spatial_core::geometry::Geometry;
use spatial_core::layer::FeatureId;
use spatial_core::units::SquareMetres;

use super::building::{SiteLine, ZoneGround};
use super::standard::ByStandard;
use crate::indicator::Indicator;

/// What is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CheckKind {
    /// Building density, in percent of what of the lot lies in the zone.
    Density,
    /// Floor area ratio, in multiples of the same.
    FloorAreaRatio,
    /// Storeys.
    Storeys,
    /// Height, in metres.
    Height,
    /// Distance from the red line, in metres.
    Setback,
    /// What lies where no building may, or where nobody can tell, in square metres.
    Encroachment,
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// The limit is kept.
    Pass,
    /// It is not.
    Fail,
    /// The plan sets none.
    NoLimit,
    /// Something is not known.
    CannotTell,
    /// No plan sets a limit, and what the regulation sets in its place is kept.
    PassByStandard,
    /// It is not.
    FailByStandard,
}

/// Why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CheckReason {
    /// What was measured is within the limit.
    WithinLimit,
    /// It is more than the most.
    AboveMost,
    /// It is less than the least.
    BelowLeast,
    /// The plan sets no limit.
    NotRegulated,
    /// The register has no text of it.
    NotRecorded,
    /// A person has to read the text.
    Unreadable,
    /// What is compared was not sent.
    NotSent,
    /// The building lies in several zones, and how much of its floor area is in this one is not known.
    FloorAreaShared,
    /// No parcel is known there.
    NoParcel,
    /// No plan that says what may be built is in force there.
    NoPlan,
    /// It lies in no zone of the plans in force.
    NoZone,
    /// The building stays within the parcel.
    WithinParcel,
    /// It does not.
    OutsideParcel,
    /// Buildings may stand in the zone, within its limits.
    ZoneAllows,
    /// None may.
    ZoneForbids,
    /// Whether one may is not said.
    ZoneUnclear,
    /// It lies where a road runs by its centreline and width.
    RoadTakes,
    /// The register has no line of a plan near the lot.
    NoLines,
    /// It has lines, and no red line along the lot.
    NoRedLine,
    /// The plan draws a red line and no setback.
    NoSetback,
    /// A red line runs through the building.
    CrossesRedLine,
    /// The building stands beyond the red line, on the side of the road.
    BeyondRedLine,
    /// A red line cuts the lot, and on which side the road is is not said.
    SideUnknown,
    /// A building line runs through the building.
    CrossesBuildingLine,
}

/// One limit, and what was measured.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    /// What is checked.
    pub kind: CheckKind,
    /// What came of it.
    pub verdict: Verdict,
    /// In the unit of the kind; none if it could not be measured.
    pub measured: Option<f64>,
    /// True if it is no more than that, and perhaps less.
    pub is_at_most: bool,
    /// Of a zone: how much of the building lies in it.
    pub lies_there: Option<SquareMetres>,
    /// The limit, if the plan writes one.
    pub limit: Option<Indicator>,
    /// The zone that sets it.
    pub zone: Option<FeatureId>,
    /// The plan that does.
    pub plan: Option<FeatureId>,
    /// The line that does.
    pub line: Option<FeatureId>,
    /// Why.
    pub reason: CheckReason,
    /// What breaks the limit, or is meant where nobody can tell.
    pub part: Option<Geometry>,
    /// What the regulation says, where no plan sets a limit.
    pub standard: Option<ByStandard>,
}

impl Check {
    pub(super) fn of(kind: CheckKind, verdict: Verdict, reason: CheckReason) -> Self {
        Self {
            kind,
            verdict,
            measured: None,
            lies_there: None,
            is_at_most: false,
            limit: None,
            zone: None,
            plan: None,
            line: None,
            reason,
            part: None,
            standard: None,
        }
    }

    pub(super) fn in_zone(self, zone: &ZoneGround) -> Self {
        Self { zone: Some(zone.zone), plan: Some(zone.plan), ..self }
    }

    pub(super) fn at_line(self, line: &SiteLine) -> Self {
        Self { line: Some(line.line), plan: Some(line.plan), ..self }
    }
}

/// What lies between `least` and `most`, against a limit that was read. Whatever is not sure either way is not told.
pub(super) fn judged(limit: &Indicator, least: f64, most: f64) -> (Verdict, CheckReason) {
    let is_beyond = |measured: f64, bound: f64| measured > bound || limit.is_open && measured >= bound;
    if limit.max.is_some_and(|max| is_beyond(least, max)) {
        (Verdict::Fail, CheckReason::AboveMost)
    } else if limit.min.is_some_and(|min| is_beyond(-most, -min)) {
        (Verdict::Fail, CheckReason::BelowLeast)
    } else if !limit.max.is_some_and(|max| is_beyond(most, max))
        && !limit.min.is_some_and(|min| is_beyond(-least, -min))
    {
        (Verdict::Pass, CheckReason::WithinLimit)
    } else {
        (Verdict::CannotTell, CheckReason::FloorAreaShared)
    }
}

/// As it is told, so that it is judged as it is told: 10 for tenths, 100 for hundredths.
pub(super) fn rounded(number: f64, parts: f64) -> f64 {
    (number * parts).round() / parts
}

impl CheckKind {
    /// The word in answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Density => "density",
            Self::FloorAreaRatio => "far",
            Self::Storeys => "storeys",
            Self::Height => "height",
            Self::Setback => "setback",
            Self::Encroachment => "encroachment",
        }
    }

    /// The word for what it is measured in.
    pub fn unit(self) -> &'static str {
        match self {
            Self::Density => "percent",
            Self::FloorAreaRatio => "ratio",
            Self::Storeys => "storeys",
            Self::Height | Self::Setback => "m",
            Self::Encroachment => "m2",
        }
    }
}

impl Verdict {
    /// The word in answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::NoLimit => "no_limit",
            Self::CannotTell => "cannot_tell",
            Self::PassByStandard => "pass_by_standard",
            Self::FailByStandard => "fail_by_standard",
        }
    }
}

impl CheckReason {
    /// The word in answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::WithinLimit => "within_limit",
            Self::AboveMost => "above_most",
            Self::BelowLeast => "below_least",
            Self::NotRegulated => "not_regulated",
            Self::NotRecorded => "not_recorded",
            Self::Unreadable => "unreadable",
            Self::NotSent => "not_sent",
            Self::FloorAreaShared => "floor_area_shared",
            Self::NoParcel => "no_parcel",
            Self::NoPlan => "no_plan",
            Self::NoZone => "no_zone",
            Self::WithinParcel => "within_parcel",
            Self::OutsideParcel => "outside_parcel",
            Self::ZoneAllows => "zone_allows",
            Self::ZoneForbids => "zone_forbids",
            Self::ZoneUnclear => "zone_unclear",
            Self::RoadTakes => "road_takes",
            Self::NoLines => "no_lines",
            Self::NoRedLine => "no_red_line",
            Self::NoSetback => "no_setback",
            Self::CrossesRedLine => "crosses_red_line",
            Self::BeyondRedLine => "beyond_red_line",
            Self::SideUnknown => "side_unknown",
            Self::CrossesBuildingLine => "crosses_building_line",
        }
    }
}
