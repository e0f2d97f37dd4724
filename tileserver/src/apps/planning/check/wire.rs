//! A building as it is sent, and what is said of it. Areas are in the grid of the plans, in square metres to 0.01; days are ISO 8601.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::apps::planning::wire::ThresholdsTold;

/// `POST /v1/planning/check`
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct BuildingSent {
    /// Key of its parcel, as in `/v1/parcels/{key}`; without it the parcel is meant in which most of the building lies.
    #[serde(default)]
    pub(super) parcel: Option<String>,
    /// GeoJSON polygon or multipolygon: its outline seen from above, in degrees, or in the grid of the plans if `Content-Crs` says so.
    pub(super) footprint: Json,
    /// Storeys above the ground.
    #[serde(default)]
    pub(super) storeys: Option<u32>,
    /// Metres.
    #[serde(default)]
    pub(super) height_m: Option<f64>,
    /// Floor area as the floor area ratio counts it.
    #[serde(default)]
    pub(super) floor_area_m2: Option<f64>,
    /// The day asked about; today in Vietnam without it.
    #[serde(default)]
    pub(super) as_of: Option<String>,
}

/// What is said of it.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct BuildingCheck {
    /// Of all checks: `fail` if one fails, else `fail_by_standard` if one does by the regulation alone, else `cannot_tell` if of one nobody can
    /// tell, else `pass_by_standard` if one passes by the regulation alone, else `pass`.
    pub(super) verdict: &'static str,
    /// The parcel that is meant; none if no parcel lies there.
    pub(super) parcel: Option<LotTold>,
    /// Every parcel in which a share of the building lies, the largest share first.
    pub(super) parcels: Vec<LotTold>,
    pub(super) as_of: String,
    /// The commit it is true for.
    pub(super) data_revision: u64,
    pub(super) footprint_m2: f64,
    /// The grid in which all is measured.
    pub(super) crs: String,
    /// What of the building or its parcel is smaller and thinner is no share.
    pub(super) thresholds: ThresholdsTold,
    /// The plans that govern the parcel and the building, those that speak first at the front.
    pub(super) plans: Vec<GoverningTold>,
    /// Of the parcel, then of each zone in which a share of the building lies, then of the lines along the parcel. Limits met exactly
    /// are met, and each zone is judged for itself.
    pub(super) checks: Vec<CheckTold>,
    pub(super) warnings: Vec<CheckWarning>,
}

/// A parcel.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct LotTold {
    pub(super) layer: String,
    pub(super) id: u64,
    pub(super) commune: Option<String>,
    pub(super) sheet: Option<String>,
    pub(super) number: Option<String>,
    pub(super) identifier: Option<String>,
    pub(super) grid_area_m2: f64,
    /// How much of the building lies in it.
    pub(super) footprint_m2: f64,
    /// The same in percent of the building.
    pub(super) percent: f64,
}

/// A plan that governs some of the ground.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct GoverningTold {
    pub(super) plan_id: u64,
    pub(super) code: Option<String>,
    pub(super) name: Option<String>,
    /// `urban`, `rural`, `functional_area`, `land_use`, `annual_land_use`, `sector`; or an older word.
    pub(super) kind: Option<String>,
    /// `general`, `subdivision`, `detailed`, `shortened`.
    pub(super) level: Option<String>,
    /// How much of parcel and building together it governs.
    pub(super) area_m2: f64,
    /// Why it goes before the next: `local_adjustment`, `level`, `date`, `recorded`; `only` if there is none.
    pub(super) reason: &'static str,
    pub(super) decision: CheckSource,
}

/// The decision a plan rests on.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct CheckSource {
    pub(super) number: Option<String>,
    pub(super) date: Option<String>,
    pub(super) issuer: Option<String>,
}

/// One limit, and what was measured.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct CheckTold {
    /// `density`, `far`, `storeys`, `height`, `setback`, `encroachment`.
    pub(super) check: &'static str,
    /// `pass`, `fail`, `no_limit` (the plan sets none), `cannot_tell` (something is not known); `pass_by_standard`, `fail_by_standard` where no
    /// plan sets a limit and `standard` does.
    pub(super) verdict: &'static str,
    /// In `unit`; none if it could not be measured.
    pub(super) measured: Option<f64>,
    /// True if it is no more than `measured`, and perhaps less.
    pub(super) at_most: bool,
    /// Of a check of a zone: how much of the building lies in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) in_zone_m2: Option<f64>,
    /// As the plan writes it, and the numbers in it.
    pub(super) limit: Option<LimitTold>,
    /// What the regulation says where no plan sets a limit; an approved plan goes before it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) standard: Option<StandardTold>,
    /// `percent`, `ratio`, `storeys`, `m`, `m2`.
    pub(super) unit: &'static str,
    pub(super) zone_id: Option<u64>,
    /// The sign of the zone on the plan.
    pub(super) sign: Option<String>,
    /// What the zone is for.
    pub(super) function: Option<String>,
    pub(super) line_id: Option<u64>,
    pub(super) plan_id: Option<u64>,
    /// The decision of that plan.
    pub(super) source: Option<CheckSource>,
    /// Why, for programs.
    pub(super) reason_code: &'static str,
    /// Why, for people.
    pub(super) reason: String,
    /// GeoJSON in degrees: what breaks the limit, or what nobody can tell of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) geometry: Option<Json>,
}

/// A limit.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct LimitTold {
    /// Empty if the plan draws it and writes nothing.
    pub(super) text: String,
    pub(super) min: Option<f64>,
    pub(super) max: Option<f64>,
    /// True if the bound itself is not allowed.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub(super) open: bool,
    /// `read`, `not_regulated` (the plan says so), `not_recorded`, or `unreadable`: then a person has to read the text.
    pub(super) certainty: &'static str,
}

/// A limit of a regulation, in the unit of the check.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct StandardTold {
    /// What the regulation is called.
    pub(super) regulation: String,
    /// Where in it.
    pub(super) clause: Option<String>,
    /// False of a number that nobody has compared with the gazette.
    pub(super) verified: bool,
    /// The kind of building it is about: `house`, `apartment`, `mixed`, `public`, or a province's own word; none if it is about all.
    pub(super) building: Option<String>,
    /// What that is called.
    pub(super) name: Option<String>,
    pub(super) min: Option<f64>,
    pub(super) max: Option<f64>,
}

/// What one must know to read it right.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct CheckWarning {
    pub(super) code: &'static str,
    /// For people.
    pub(super) text: String,
}
