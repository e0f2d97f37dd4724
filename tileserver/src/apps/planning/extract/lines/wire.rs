//! What lines and restrictions of a parcel look like.

use planning::extract::{Buildable, RoadTaken};
use schemars::JsonSchema;
use serde::Serialize;
use spatial_core::units::SquareMetres;

use crate::apps::planning::extract::wire::{IndicatorTold, PartTold};
use crate::apps::planning::wire::hundredths;

/// A line in the parcel, or along it.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::apps::planning::extract) struct LineTold {
    pub(in crate::apps::planning::extract) line_id: u64,
    pub(super) plan_id: u64,
    /// `red_line`, `road_boundary`, `centreline`, `building_line`, `corner_splay`, `safety_corridor`; or another word of the register.
    pub(super) kind: Option<String>,
    /// How its plan stands on that day.
    pub(super) law_state: &'static str,
    /// True of what has had its time, or not begun to.
    pub(super) folded: bool,
    /// How far buildings stay behind it, in metres.
    pub(super) setback: Option<IndicatorTold>,
    /// Width of its road between red lines, in metres.
    pub(super) road_width_m: Option<f64>,
    /// Sign of the road's cross-section.
    pub(super) section: Option<String>,
    /// How much of it lies in the parcel, or within 0.10 m of its boundary.
    pub(super) length_m: f64,
}

/// What a road takes of the parcel, by the plans in force.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::apps::planning::extract) struct RoadTold {
    /// 0 of a parcel that only lies at the road.
    area_m2: f64,
    /// Percent of the parcel.
    percent: f64,
    /// Length of the red lines in the parcel or along it, or of the inner boundary of what the road takes.
    frontage_m: f64,
    /// `planned_road` (land for roads), `red_lines`, `centreline` (half the width of the road on each side of it).
    method: &'static str,
    /// The plan that says so first.
    plan_id: u64,
    /// True if it cannot be told on which side of a line the road lies.
    ambiguous: bool,
    /// Then: what it takes if it lies on the other side.
    otherwise: Option<PartTold>,
}

/// What of the parcel is left for building, by the plans in force.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::apps::planning::extract) struct BuildableTold {
    area_m2: f64,
    /// Percent of the parcel.
    percent: f64,
    /// `building_line` (what lies behind it), `setback` (what lies behind the red line by the setback written there).
    method: &'static str,
    /// The plan that says so first.
    plan_id: u64,
    /// True if it cannot be told on which side of a line one may build, or what the road takes.
    ambiguous: bool,
    /// What lies behind the lines and is not counted, because a zone that governs there is for a road or water, or allows no building.
    closed: Vec<ClosedTold>,
}

/// What a zone closes to buildings.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::apps::planning::extract) struct ClosedTold {
    pub(super) zone_id: u64,
    /// Its plan: often of another kind, as of a sector, or of the land to be taken this year.
    pub(super) plan_id: u64,
    /// The sign of the zone on the plan.
    pub(super) sign: Option<String>,
    /// What the zone is for.
    pub(super) function: Option<String>,
    /// For people.
    pub(super) text: String,
    pub(super) area_m2: f64,
    /// Percent of the parcel.
    pub(super) percent: f64,
}

/// A restriction on the parcel.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::apps::planning::extract) struct RestrictionTold {
    pub(in crate::apps::planning::extract) restriction_id: u64,
    /// The plan it rests on; none if it rests on none.
    pub(in crate::apps::planning::extract) plan_id: Option<u64>,
    /// What it is about.
    pub(super) theme: Option<String>,
    /// What it rests on in law.
    pub(super) basis: Option<String>,
    pub(super) office: Option<String>,
    /// How wide the restricted strip is, in metres.
    pub(super) width_m: Option<f64>,
    /// How it stands on that day: as its plan, or by its own state.
    pub(super) law_state: &'static str,
    /// True of what has had its time, or not begun to.
    pub(super) folded: bool,
    pub(super) area_m2: f64,
    /// Percent of the parcel.
    pub(super) percent: f64,
}

impl RoadTold {
    /// Of a parcel so large.
    pub(in crate::apps::planning::extract) fn of(road: &RoadTaken, whole: SquareMetres) -> Self {
        let PartTold { area_m2, percent } = PartTold::of(road.area, whole);
        Self {
            area_m2,
            percent,
            frontage_m: hundredths(road.frontage.0),
            method: road.method.as_str(),
            plan_id: road.plan.0,
            ambiguous: road.otherwise.is_some(),
            otherwise: road.otherwise.map(|area| PartTold::of(area, whole)),
        }
    }
}

impl BuildableTold {
    /// Of a parcel so large.
    pub(super) fn of(left: &Buildable, closed: Vec<ClosedTold>, whole: SquareMetres) -> Self {
        let PartTold { area_m2, percent } = PartTold::of(left.area, whole);
        let (method, plan_id, ambiguous) = (left.method.as_str(), left.plan.0, left.is_ambiguous);
        Self { area_m2, percent, method, plan_id, ambiguous, closed }
    }
}
