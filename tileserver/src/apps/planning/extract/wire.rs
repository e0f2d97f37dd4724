//! What an extract looks like. Areas are in the grid of the data set, in square metres to 0.01; percents to 0.001; days are ISO 8601.

use planning::extract::{Overlay, Unplanned, ZonePart};
use planning::{Indicator, PlanGroup};
use schemars::JsonSchema;
use serde::Serialize;
use spatial_core::units::SquareMetres;

use super::conflicts::wire::{ConflictTold, GoverningTold};
use super::lines::wire::{BuildableTold, LineTold, RestrictionTold, RoadTold};
use crate::apps::planning::wire::{ThresholdsTold, hundredths};

/// `GET /v1/parcels/{key}/extract`, if the key is one parcel's.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ParcelExtract {
    pub(super) parcel: ParcelTold,
    /// The day it is true for.
    pub(super) as_of: String,
    /// The commit it is true for.
    pub(super) data_revision: u64,
    /// The plan that governs first, then the others in force; what has no effect comes after, and at the end what is `folded`.
    pub(super) plans: Vec<PlanTold>,
    /// What of it lies in no plan in force, though some of it does: for each group of plans that are put in order among each other.
    pub(super) unplanned: Vec<UnplannedTold>,
    /// Those that govern some of it and why, in the same order: the first of a group goes first.
    pub(super) governing: Vec<GoverningTold>,
    /// Where plans in force name different functions on one ground: between levels first, the worst first, then the largest.
    pub(super) conflicts: Vec<ConflictTold>,
    /// Lines in the parcel or along it, those of plans in force first.
    pub(super) lines: Vec<LineTold>,
    /// What a road takes of it; none if no plan in force says anything.
    pub(super) road: Option<RoadTold>,
    /// What of it is left for building behind building lines or setbacks, likewise.
    pub(super) buildable: Option<BuildableTold>,
    /// Restrictions on the parcel, those in force first.
    pub(super) restrictions: Vec<RestrictionTold>,
    /// Projects of plans that name the parcel or lie on a share of it, those of plans in force first.
    pub(super) projects: Vec<ProjectTold>,
    /// What is smaller and thinner is no share.
    pub(super) thresholds: ThresholdsTold,
    /// Shares that are too small and too thin to be one.
    pub(super) below_threshold: Vec<BelowTold>,
    pub(super) themes: Vec<ThemeTold>,
    pub(super) documents: Vec<DocumentTold>,
    pub(super) warnings: Vec<WarningTold>,
}

/// The same, if the key is not one parcel's alone.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ParcelExtracts {
    pub(super) extracts: Vec<ParcelExtract>,
}

/// The parcel.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ParcelTold {
    pub(super) layer: String,
    pub(super) id: u64,
    pub(super) keys: KeysTold,
    /// What its commune is called, if the layer of communes says so to the reader.
    pub(super) commune_name: Option<String>,
    /// The area that counts in law; none if the register does not say, or not to the reader.
    pub(super) registered_area_m2: Option<f64>,
    /// Its area in the grid of its data set; none if that counts degrees.
    pub(super) grid_area_m2: Option<f64>,
    pub(super) crs: String,
}

/// What it is found by.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct KeysTold {
    pub(crate) commune: Option<String>,
    pub(crate) sheet: Option<String>,
    pub(crate) number: Option<String>,
    pub(crate) identifier: Option<String>,
}

/// A plan on it.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct PlanTold {
    pub(super) plan_id: u64,
    pub(super) code: Option<String>,
    pub(super) name: Option<String>,
    /// `urban`, `rural`, `functional_area`, `land_use`, `annual_land_use`, `sector`; or an older word.
    pub(super) kind: Option<String>,
    /// `general`, `subdivision`, `detailed`, `shortened`.
    pub(super) level: Option<String>,
    /// The state in the register.
    pub(super) status: Option<String>,
    /// How it stands on that day: `in_force`, `decided` (not in force yet), `proposed`, `unknown`, `suspended`, `not_yet_decided`,
    /// `replaced`, `expired`, `annulled`.
    pub(super) law_state: &'static str,
    /// True of what has had its time, or not begun to.
    pub(super) folded: bool,
    /// Where no plan of its kind goes before it.
    pub(super) governs: Option<GovernsTold>,
    /// Plans that have taken its place within their boundaries.
    pub(super) adjusted_by: Vec<u64>,
    pub(super) decision: DecisionTold,
    pub(super) published: Option<String>,
    pub(super) from: Option<String>,
    pub(super) until: Option<String>,
    /// Whether its zones exclude each other.
    pub(super) exclusive: Option<bool>,
    /// What of the parcel it is about; percent of the parcel.
    pub(super) covers: PartTold,
    /// The largest share first. Percents of zones, `uncovered` and what is below the threshold are of `covers`: together 100.
    pub(super) zones: Vec<ZoneTold>,
    /// What of `covers` lies in no zone.
    pub(super) uncovered: PartTold,
}

impl PlanTold {
    /// The plans it is put in order among.
    pub(super) fn group(&self) -> PlanGroup<'_> {
        PlanGroup::of(self.kind.as_deref().unwrap_or_default())
    }
}

/// That a plan speaks first.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct GovernsTold {
    pub(super) area_m2: f64,
    /// Percent of the parcel.
    pub(super) percent: f64,
    /// Why it goes before the next: `local_adjustment`, `level`, `date`, `recorded`; `only` if there is none.
    pub(super) reason: &'static str,
}

/// The decision it rests on.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct DecisionTold {
    pub(super) number: Option<String>,
    pub(super) date: Option<String>,
    pub(super) issuer: Option<String>,
}

/// A part of a parcel.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct PartTold {
    pub(super) area_m2: f64,
    pub(super) percent: f64,
}

/// What lies in a zone.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ZoneTold {
    pub(super) zone_id: u64,
    pub(super) sign: Option<String>,
    /// The function, if the register has it as a code.
    pub(super) function_code: Option<String>,
    /// The function as the register has it.
    pub(super) function: Option<String>,
    pub(super) area_m2: f64,
    pub(super) percent: f64,
    /// How it is drawn on the map.
    pub(super) symbol: SymbolTold,
    pub(super) indicators: IndicatorsTold,
    /// What that comes to on this part of the parcel.
    pub(super) allowance: AllowanceTold,
}

/// How much may be built at most; none where the plan sets no bound, or one that a person has to read. Parts in several zones are not
/// added up.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct AllowanceTold {
    pub(super) footprint_m2: Option<f64>,
    /// `density`: building density times the area of the part.
    pub(super) footprint_method: Option<&'static str>,
    pub(super) floor_area_m2: Option<f64>,
    /// `far`: floor area ratio times the area of the part; `density_storeys`: the largest footprint on as many storeys as there may be.
    pub(super) floor_area_method: Option<&'static str>,
}

/// What may be built there.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct IndicatorsTold {
    pub(super) density_percent: Option<IndicatorTold>,
    pub(super) storeys: Option<IndicatorTold>,
    pub(super) far: Option<IndicatorTold>,
    pub(super) height_m: Option<IndicatorTold>,
}

/// An indicator as the plan writes it, and the numbers in it.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct IndicatorTold {
    pub(super) text: String,
    pub(super) min: Option<f64>,
    pub(super) max: Option<f64>,
    /// True if the bound itself is not allowed: `dưới 20 m`.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub(super) open: bool,
    /// `read`, `not_regulated` (the plan says so), `not_recorded`, or `unreadable`: then a person has to read the text.
    pub(super) certainty: &'static str,
}

impl From<Indicator> for IndicatorTold {
    fn from(indicator: Indicator) -> Self {
        let Indicator { text, min, max, is_open, certainty } = indicator;
        Self { text, min, max, open: is_open, certainty: certainty.as_str() }
    }
}

/// What no plan of a group covers.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct UnplannedTold {
    /// `spatial` (urban, rural and functional-area plans), `land_use`, `annual_land_use`; or an older word.
    pub(super) group: String,
    /// Percent of the parcel.
    #[serde(flatten)]
    pub(super) part: PartTold,
}

impl UnplannedTold {
    pub(super) fn of(unplanned: &Unplanned, whole: SquareMetres) -> Self {
        Self { group: unplanned.group.clone(), part: PartTold::of(unplanned.area, whole) }
    }
}

/// A share that was dropped.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct BelowTold {
    pub(super) plan_id: u64,
    pub(super) zone_id: u64,
    /// To 0.0001 m².
    pub(super) area_m2: f64,
    pub(super) percent: f64,
    /// Twice the area by the perimeter, in metres to 0.0001.
    pub(super) mean_width_m: f64,
}

/// What is known at all.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ThemeTold {
    /// A kind of plan, `lines` or `restrictions`.
    pub(super) theme: &'static str,
    /// `concerned`, `not_concerned`, `no_data`.
    pub(super) state: &'static str,
    /// How it is drawn on the map.
    pub(super) symbol: SymbolTold,
    /// Who is responsible, if the register says so.
    pub(super) office: Option<String>,
}

/// The symbol of a legend.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct SymbolTold {
    /// `area`, `frame` (the outline of an area), `line`.
    pub(super) form: &'static str,
    /// `#cc9900`.
    pub(super) colour: String,
    /// `diagonal`: strokes from lower left to upper right over the colour.
    pub(super) hatch: Option<&'static str>,
}

/// A document of one of the plans.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct DocumentTold {
    pub(super) plan_id: u64,
    pub(super) document_id: u64,
    pub(super) name: Option<String>,
    /// `decision`, `report`, `drawing`, `regulation`, `list`, `submission`, `other`; none if the register does not say.
    pub(super) kind: Option<String>,
    /// Its own number.
    pub(super) number: Option<String>,
    /// The day it was issued.
    pub(super) date: Option<String>,
    /// The authority that issued it.
    pub(super) issuer: Option<String>,
    /// How many pages or sheets it has.
    pub(super) pages: Option<u32>,
    /// Where its file is.
    pub(super) href: Option<String>,
}

/// A project of a plan that is about the parcel.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ProjectTold {
    pub(super) project_id: u64,
    pub(super) plan_id: u64,
    /// Its sign in the list.
    pub(super) sign: Option<String>,
    pub(super) name: Option<String>,
    /// Code of the land use it is for.
    pub(super) land_use: Option<String>,
    /// How large it is, as the list says.
    pub(super) area_m2: Option<f64>,
    /// Code of the commune it lies in.
    pub(super) commune: Option<String>,
    /// Where, in words.
    pub(super) place: Option<String>,
    /// The year in which it is carried out.
    pub(super) year: Option<i64>,
    /// Which public body carries it out: `state`, `public_unit`, `state_enterprise`.
    pub(super) investor: Option<String>,
    /// What the list rests on.
    pub(super) source: Option<String>,
    /// How its plan stands on that day.
    pub(super) law_state: &'static str,
    pub(super) folded: bool,
    /// `named` in the list, or `meets`: its shape lies on the parcel.
    pub(super) about: &'static str,
    /// What of the parcel its shape covers; none without one.
    pub(super) on_parcel_m2: Option<f64>,
    /// Percent of the parcel.
    pub(super) percent: Option<f64>,
    /// For people.
    pub(super) text: String,
}

/// What one must know to read it right.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct WarningTold {
    pub(super) code: &'static str,
    pub(super) plan_id: Option<u64>,
    /// For people.
    pub(super) text: String,
}

impl PartTold {
    /// A part of a whole.
    pub(super) fn of(part: SquareMetres, whole: SquareMetres) -> Self {
        let percent = if whole.0 > 0.0 { 100.0 * part.0 / whole.0 } else { 0.0 };
        Self { area_m2: hundredths(part.0), percent: thousandths(percent) }
    }

    /// What no zone covers.
    pub(super) fn uncovered(overlay: &Overlay) -> Self {
        Self::of(overlay.uncovered, overlay.covered)
    }
}

impl BelowTold {
    pub(super) fn of(plan_id: u64, part: &ZonePart) -> Self {
        Self {
            plan_id,
            zone_id: part.zone.0,
            area_m2: fine(part.area.0),
            percent: thousandths(part.percent),
            mean_width_m: fine(part.width.0),
        }
    }
}

/// So that the percents of a hundred zones still add up.
pub(in crate::apps::planning) fn thousandths(number: f64) -> f64 {
    (number * 1e3).round() / 1e3
}

/// What is small enough to be dropped is told more finely than what counts.
pub(in crate::apps::planning) fn fine(number: f64) -> f64 {
    (number * 1e4).round() / 1e4
}
