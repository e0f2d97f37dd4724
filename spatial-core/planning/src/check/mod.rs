//! May this building stand here? Each limit of the plans that govern its ground, against what was measured.
//!
//! A limit that is met exactly is met. Numbers are rounded as they are told before they are judged, so that no verdict contradicts the
//! figure beside it. Each zone is judged for itself, and nothing is averaged over several. What is not known is not passed: the verdict
//! says that nobody can tell.
//!
//! In reading order: `site` (the ground, from the World), `here` (what of the building lies in a zone), `amounts` (density, floor area
//! ratio, storeys, height), `land` (does it stay on its lot and in zones that may be built on), `function` (which may), `setback`.

mod amounts;
mod function;
mod here;
mod land;
mod setback;
mod site;

use spatial_core::geometry::Geometry;
use spatial_core::layer::FeatureId;
use spatial_core::units::{Metres, SquareMetres};

use crate::draft::IndicatorTexts;
use crate::indicator::Indicator;

pub use site::{SiteAsked, SiteFound, SitePlan, site};

use here::Here;

/// A building that somebody wants to put up.
#[derive(Debug, Clone, PartialEq)]
pub struct Building {
    /// Its outline seen from above, in the grid of the lot: a valid polygon or multipolygon.
    pub footprint: Geometry,
    /// Storeys above the ground.
    pub storeys: Option<u32>,
    /// Its height.
    pub height: Option<Metres>,
    /// Its floor area, as the floor area ratio counts it.
    pub floor_area: Option<SquareMetres>,
}

/// The ground it is to stand on, all in one grid.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Site {
    /// The lot; none if it is not known.
    pub lot: Option<Geometry>,
    /// Zones of the plans that govern there.
    pub zones: Vec<ZoneGround>,
    /// Red lines and building lines of the plans in force there.
    pub lines: Vec<SiteLine>,
}

/// What of a zone governs.
#[derive(Debug, Clone, PartialEq)]
pub struct ZoneGround {
    /// The zone.
    pub zone: FeatureId,
    /// Its plan.
    pub plan: FeatureId,
    /// The part in which its plan governs.
    pub shape: Geometry,
    /// What it is for, as the register has it.
    pub function: Option<String>,
    /// Its indicators as the plan writes them.
    pub indicators: IndicatorTexts,
    /// True of plans that say what may be built. Others (of land use, of sectors) say what the ground is for, and that they set no
    /// indicator means nothing.
    pub sets_indicators: bool,
}

/// A line of a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct SiteLine {
    /// The line.
    pub line: FeatureId,
    /// Its plan.
    pub plan: FeatureId,
    /// Which it is.
    pub kind: SiteLineKind,
    /// The setback from the red line, as the plan writes it.
    pub setback: Option<String>,
    /// A line.
    pub shape: Geometry,
}

/// Which line it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SiteLineKind {
    /// Between the road and other land (chỉ giới đường đỏ).
    Red,
    /// Up to which buildings may stand (chỉ giới xây dựng).
    Building,
}

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
    /// What lies where no building may, in square metres; of a zone that may be built on, what lies in it.
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
}

/// All checks: of the lot, of each zone the building lies in, and of the lines along the lot.
pub fn checks(building: &Building, site: &Site) -> Vec<Check> {
    let here: Vec<Here<'_>> = site.zones.iter().filter_map(|zone| Here::of(building, site, zone)).collect();
    let mut checks = vec![land::within_lot(building, site)];
    for here in &here {
        checks.extend(amounts::amounts(building, here));
        checks.push(land::within_zone(here));
    }
    if !here.iter().any(|here| here.zone.sets_indicators) {
        checks.extend(amounts::without_plan());
    } else if let Some(check) = land::without_zone(building, site) {
        checks.push(check);
    }
    checks.extend(setback::setbacks(building, site));
    checks
}

/// Of all checks: failed if one is, else not known if one is not.
pub fn overall(checks: &[Check]) -> Verdict {
    let has = |verdict: Verdict| checks.iter().any(|check| check.verdict == verdict);
    [Verdict::Fail, Verdict::CannotTell].into_iter().find(|verdict| has(*verdict)).unwrap_or(Verdict::Pass)
}

impl Check {
    fn of(kind: CheckKind, verdict: Verdict, reason: CheckReason) -> Self {
        Self {
            kind,
            verdict,
            measured: None,
            is_at_most: false,
            limit: None,
            zone: None,
            plan: None,
            line: None,
            reason,
            part: None,
        }
    }

    fn in_zone(self, zone: &ZoneGround) -> Self {
        Self { zone: Some(zone.zone), plan: Some(zone.plan), ..self }
    }

    fn at_line(self, line: &SiteLine) -> Self {
        Self { line: Some(line.line), plan: Some(line.plan), ..self }
    }
}

/// What lies between `least` and `most`, against a limit that was read. Whatever is not sure either way is not told.
fn judged(limit: &Indicator, least: f64, most: f64) -> (Verdict, CheckReason) {
    if limit.max.is_some_and(|max| least > max) {
        (Verdict::Fail, CheckReason::AboveMost)
    } else if limit.min.is_some_and(|min| most < min) {
        (Verdict::Fail, CheckReason::BelowLeast)
    } else if limit.max.is_none_or(|max| most <= max) && limit.min.is_none_or(|min| least >= min) {
        (Verdict::Pass, CheckReason::WithinLimit)
    } else {
        (Verdict::CannotTell, CheckReason::FloorAreaShared)
    }
}

/// As it is told, so that it is judged as it is told: 10 for tenths, 100 for hundredths.
fn rounded(number: f64, parts: f64) -> f64 {
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

#[cfg(test)]
mod tests;
