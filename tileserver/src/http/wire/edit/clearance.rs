//! Who sees a layer, as sent and told.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Who is to see the layer: `anonymous`, `staff`, or who holds a power, `water.view`. Fields that are for staff are so in any case.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClearanceSent {
    pub(crate) clearance: String,
}

/// Who sees it now, since which commit.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct ClearanceWritten<'a> {
    pub(crate) layer: &'a str,
    pub(crate) clearance: String,
    pub(crate) revision: u64,
}
