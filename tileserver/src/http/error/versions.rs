//! Two versions of one feature: the one its editor had seen, and the one there is.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

/// Both, as a refused edit is answered.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Versions {
    /// The one its editor had seen.
    pub seen: Version,
    /// The one there is.
    pub current: Version,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Version {
    /// None if it was none of ours, or the feature is gone.
    pub version: Option<u64>,
    /// As GeoJSON; null if history has it no more, or the feature is gone.
    pub feature: Value,
}
