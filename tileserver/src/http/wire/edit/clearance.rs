//! Who sees a layer, as sent and told.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Who is to see the layer.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClearanceSent {
    pub(crate) clearance: SeenBy,
}

/// Everybody, or staff alone. Fields that are for staff are so in either case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum SeenBy {
    Anonymous,
    Staff,
}

/// Who sees it now, since which commit.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct ClearanceWritten<'a> {
    pub(crate) layer: &'a str,
    pub(crate) clearance: SeenBy,
    pub(crate) revision: u64,
}
