//! Several parcels of one key.

use serde::Serialize;
use serde_json::Value;

/// `/v1/parcels/{key}`, if the key is not one parcel's alone.
#[derive(Debug, Serialize)]
pub(crate) struct ParcelsDocument {
    r#type: &'static str,
    #[serde(rename = "numberMatched")]
    matched: usize,
    #[serde(rename = "numberReturned")]
    returned: usize,
    features: Vec<Value>,
}

impl ParcelsDocument {
    /// As many as were matched, and those of them that fit.
    pub(crate) fn new(matched: usize, features: Vec<Value>) -> Self {
        Self { r#type: "FeatureCollection", matched, returned: features.len(), features }
    }
}
