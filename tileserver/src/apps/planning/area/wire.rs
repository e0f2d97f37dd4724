//! What the answer for an area looks like. Areas are in the grid of the data set, in square metres to 0.01; percents to 0.001.

use planning::extract::ParcelPlan;
use planning::{CODE_FIELD, FUNCTION_FIELD, KIND_FIELD, LEVEL_FIELD, NAME_FIELD, PLANS, ZONES};
use schemars::JsonSchema;
use serde::Serialize;
use spatial_core::units::SquareMetres;

use crate::apps::planning::area::found::{AreaFound, ParcelFound};
use crate::apps::planning::extract::{KeysTold, thousandths};
use crate::apps::planning::sheet::{Lines, SheetLine};
use crate::apps::planning::wire::{ThresholdsTold, hundredths};
use crate::text::Language;

/// `POST /v1/planning/area`
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct AreaTold {
    /// The day it is true for.
    pub(super) as_of: String,
    /// The commit it is true for.
    pub(super) data_revision: u64,
    pub(super) area_m2: f64,
    /// The grid areas are taken in.
    pub(super) crs: String,
    /// Plans in force, decided or being drawn up, those that go first before the others; plans whose time is over are told of single
    /// parcels.
    pub(super) plans: Vec<AreaPlan>,
    pub(super) parcels: Vec<AreaParcel>,
    /// What is smaller and thinner is no share, nor a parcel of the area.
    pub(super) thresholds: ThresholdsTold,
    /// Layers of parcels of which nothing is known: they share no grid with the zones.
    pub(super) unknown: Vec<String>,
    /// What must be known to read it right.
    pub(super) warnings: Vec<AreaWarning>,
}

/// Something that must be known to read it right.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct AreaWarning {
    /// `outside_data`: neither parcels nor zones are known there.
    pub(super) code: &'static str,
    /// For people.
    pub(super) text: String,
}

/// A plan on the area, whoever's the land is.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct AreaPlan {
    pub(super) plan_id: u64,
    pub(super) code: Option<String>,
    pub(super) name: Option<String>,
    pub(super) kind: Option<String>,
    pub(super) level: Option<String>,
    /// How it stands on that day, as in the extract.
    pub(super) law_state: &'static str,
    /// What of the area it covers.
    pub(super) covers_m2: f64,
    /// By function, the largest first.
    pub(super) totals: Vec<AreaTotal>,
    /// What of that lies in no zone.
    pub(super) uncovered_m2: f64,
}

/// What of the area lies in zones of one function.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct AreaTotal {
    pub(super) function: Option<String>,
    pub(super) zones: usize,
    pub(super) area_m2: f64,
    /// Of what the plan covers.
    pub(super) percent: f64,
}

/// A parcel of it.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct AreaParcel {
    pub(super) layer: String,
    pub(super) id: u64,
    pub(super) keys: KeysTold,
    pub(super) area_m2: Option<f64>,
    /// What of it lies in the area asked about.
    pub(super) inside_m2: Option<f64>,
    pub(super) inside_percent: f64,
    /// What of that lies in which zone.
    pub(super) shares: Vec<AreaShare>,
}

/// A share.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct AreaShare {
    /// `zone`, `below_threshold`, `uncovered`, `no_plan`.
    pub(super) part: &'static str,
    pub(super) plan_id: Option<u64>,
    pub(super) zone_id: Option<u64>,
    pub(super) sign: Option<String>,
    pub(super) function: Option<String>,
    pub(super) area_m2: Option<f64>,
    /// Of what the plan covers of the part inside.
    pub(super) percent: Option<f64>,
}

impl AreaTold {
    pub(super) fn of(found: &AreaFound, language: Language) -> Self {
        Self {
            as_of: found.day.clone(),
            data_revision: found.held.revision().0,
            area_m2: hundredths(found.area.0),
            crs: found.crs.to_string(),
            plans: plans(found),
            parcels: found.parcels.iter().map(AreaParcel::of).collect(),
            thresholds: ThresholdsTold::of(found.thresholds),
            unknown: found.left_out.iter().map(ToString::to_string).collect(),
            warnings: warnings(found, language),
        }
    }
}

/// What must be known to read it right.
pub(super) fn warnings(found: &AreaFound, language: Language) -> Vec<AreaWarning> {
    let outside = || AreaWarning { code: "outside_data", text: language.text("area-outside-data") };
    found.is_outside.then(outside).into_iter().collect()
}

impl AreaParcel {
    pub(super) fn of(parcel: &ParcelFound) -> Self {
        let cells = &parcel.cells;
        let percent = cells.inside_m2.zip(cells.area_m2.filter(|area| *area > 0.0));
        let share = |line: &SheetLine| AreaShare {
            part: line.kind.as_str(),
            plan_id: line.plan.as_ref().map(|plan| plan.id),
            zone_id: line.zone,
            sign: line.sign.clone(),
            function: line.function.clone(),
            area_m2: line.area_m2,
            percent: line.percent,
        };
        Self {
            layer: cells.layer.to_string(),
            id: cells.id,
            keys: cells.keys.clone(),
            area_m2: cells.area_m2,
            inside_m2: cells.inside_m2,
            inside_percent: percent.map_or(100.0, |(inside, area)| thousandths((100.0 * inside / area).min(100.0))),
            shares: parcel.lines.iter().map(share).collect(),
        }
    }
}

/// The plans with their totals.
pub(super) fn plans(found: &AreaFound) -> Vec<AreaPlan> {
    let told = Lines { world: found.held.world(), audience: found.audience };
    let plan = |plan: &ParcelPlan| {
        let text = |field| told.text(&PLANS, plan.plan, field);
        let mut totals: Vec<(Option<String>, usize, SquareMetres)> = Vec::new();
        for part in plan.overlay.zones.iter().chain(&plan.overlay.below) {
            let function = told.text(&ZONES, part.zone, FUNCTION_FIELD);
            match totals.iter_mut().find(|(known, ..)| *known == function) {
                Some((_, zones, area)) => (*zones, *area) = (*zones + 1, *area + part.area),
                None => totals.push((function, 1, part.area)),
            }
        }
        totals.sort_by(|a, b| b.2.0.total_cmp(&a.2.0).then_with(|| a.0.cmp(&b.0)));
        let total = |(function, zones, area): (Option<String>, usize, SquareMetres)| AreaTotal {
            function,
            zones,
            area_m2: hundredths(area.0),
            percent: thousandths(plan.overlay.percent(area)),
        };
        AreaPlan {
            plan_id: plan.plan.0,
            code: text(CODE_FIELD),
            name: text(NAME_FIELD),
            kind: text(KIND_FIELD),
            level: text(LEVEL_FIELD),
            law_state: plan.law.as_str(),
            covers_m2: hundredths(plan.overlay.covered.0),
            totals: totals.into_iter().map(total).collect(),
            uncovered_m2: hundredths(plan.overlay.uncovered.0),
        }
    };
    found.plans.iter().map(plan).collect()
}
