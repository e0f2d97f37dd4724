//! What is told of the difference of two plans.

use schemars::JsonSchema;
use serde::Serialize;

/// `GET /v1/plans/{planId}/difference`. Areas are square metres in the grid of the data set. What the first plan covers is removed, changed and
/// unchanged together; what the second covers is added, changed and unchanged.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct DifferenceTold {
    /// The commit it is true for.
    pub(super) revision: u64,
    /// The earlier plan.
    pub(super) before: PlanTold,
    /// The later one.
    pub(super) after: PlanTold,
    /// What only the later one has zones for.
    pub(super) added_m2: f64,
    /// What only the earlier one has.
    pub(super) removed_m2: f64,
    /// What is for something else, or limited otherwise.
    pub(super) changed_m2: f64,
    pub(super) unchanged_m2: f64,
    /// By function, what became of the ground and then the largest first.
    pub(super) functions: Vec<FunctionTold>,
    /// Piece by piece, in the same order, without what is unchanged.
    pub(super) pieces: Vec<PieceTold>,
}

/// One of the two.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct PlanTold {
    pub(super) plan: u64,
    pub(super) code: Option<String>,
    pub(super) name: Option<String>,
    pub(super) state: Option<String>,
    /// How many zones of it the reader sees.
    pub(super) zones: usize,
    /// What they cover.
    pub(super) area_m2: f64,
    /// What lies in two of them or more; it counts for the one with the lower id.
    pub(super) overlapping_m2: f64,
}

/// How much of one function became another.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct FunctionTold {
    /// `added`, `removed`, `function` (for something else), `indicators` (for the same, limited otherwise), `unchanged`.
    pub(super) became: &'static str,
    /// The function in the earlier plan; none where it has no zone.
    pub(super) from: Option<String>,
    /// The function in the later one.
    pub(super) to: Option<String>,
    pub(super) area_m2: f64,
}

/// A piece of ground.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct PieceTold {
    /// `added`, `removed`, `function`, `indicators`.
    pub(super) became: &'static str,
    /// Its zone in the earlier plan.
    pub(super) before: Option<ZoneTold>,
    /// Its zone in the later one.
    pub(super) after: Option<ZoneTold>,
    pub(super) area_m2: f64,
}

/// A zone, as its plan writes it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct ZoneTold {
    pub(super) zone: u64,
    pub(super) sign: Option<String>,
    pub(super) function: Option<String>,
    pub(super) density: Option<String>,
    pub(super) storeys: Option<String>,
    pub(super) far: Option<String>,
    pub(super) height: Option<String>,
}
