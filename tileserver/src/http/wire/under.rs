//! What lies under a place.

use serde::Serialize;
use serde_json::Value;
use spatial_core::layer::Audience;
use spatial_core::query::Page;

use crate::http::wire::features::geojson::GeoJsonWriter;

/// `/v1/search?at=`
#[derive(Debug, Serialize)]
pub(crate) struct UnderDocument {
    pub(crate) at: [f64; 2],
    pub(crate) revision: u64,
    pub(crate) groups: Vec<Group>,
}

/// The features of one layer.
#[derive(Debug, Serialize)]
pub(crate) struct Group {
    layer: String,
    title: String,
    kind: &'static str,
    /// How many there are in all.
    count: u64,
    features: Vec<Value>,
    /// Where to go on if these are not all.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

impl Group {
    /// The features of a page, without their geometries.
    pub(crate) fn of(page: &Page, audience: Audience, next: Option<String>) -> Self {
        let bare = |feature| {
            serde_json::from_slice(&GeoJsonWriter::new(&page.layer, audience).bare(feature)).unwrap_or_default()
        };
        Self {
            layer: page.layer.name.to_string(),
            title: page.layer.title.clone(),
            kind: page.layer.kind.as_str(),
            count: page.matched,
            features: page.features.iter().map(bare).collect(),
            next,
        }
    }
}
