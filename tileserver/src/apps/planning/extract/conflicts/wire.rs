//! What is told of plans that go first, and of plans that name different functions.

use schemars::JsonSchema;
use serde::Serialize;

/// A plan that governs the parcel or a part of it.
#[derive(Debug, Serialize, JsonSchema)]
pub(in super::super) struct GoverningTold {
    /// Plans of one kind are put in order; the first of a kind goes first.
    pub(in super::super) kind: Option<String>,
    pub(in super::super) plan_id: u64,
    /// As in `plans[].governs`.
    pub(in super::super) reason: &'static str,
    pub(in super::super) area_m2: f64,
    /// Percent of the parcel.
    pub(in super::super) percent: f64,
    /// For people.
    pub(in super::super) sentence: String,
}

/// Two zones of two plans that say different functions of one ground.
#[derive(Debug, Serialize, JsonSchema)]
pub(in super::super) struct ConflictTold {
    /// `levels`: two plans that are put in order among each other (urban, rural and functional-area plans are), the first governs; `land_use`: a land-use plan and another; `kinds`: plans of two other kinds.
    pub(in super::super) kind: &'static str,
    pub(in super::super) plan_ids: [u64; 2],
    pub(in super::super) zone_ids: [u64; 2],
    /// As the register has them.
    pub(in super::super) functions: [String; 2],
    pub(in super::super) area_m2: f64,
    /// Percent of the parcel.
    pub(in super::super) percent: f64,
    /// `conflict`, `conditional`, `unmapped` (nobody has said how they go together), `compatible` (only of `land_use`).
    pub(in super::super) verdict: &'static str,
    /// The line of the mapping table the verdict rests on, if it rests on one.
    pub(in super::super) mapping: Option<MappingTold>,
    /// For people.
    pub(in super::super) text: String,
}

/// A line of the mapping table.
#[derive(Debug, Serialize, JsonSchema)]
pub(in super::super) struct MappingTold {
    pub(in super::super) source: String,
    /// `unverified` if no authority has looked at it.
    pub(in super::super) mark: String,
}
