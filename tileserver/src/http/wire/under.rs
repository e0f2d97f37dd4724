//! What lies under a place.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;
use spatial_core::layer::{Audience, Kind, LayerName};
use spatial_core::query::Page;

use crate::http::wire::features::geojson::GeoJsonWriter;
use crate::text::Language;

/// `/v1/search?at=`
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct UnderDocument {
    pub(crate) at: [f64; 2],
    pub(crate) revision: u64,
    pub(crate) groups: Vec<Group>,
}

/// The features of one layer.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Group {
    layer: String,
    pub(super) title: String,
    kind: &'static str,
    /// How many there are in all.
    pub(super) count: u64,
    pub(super) features: Vec<Value>,
    /// Where to go on if these are not all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) next: Option<String>,
    /// What they are, for pages.
    #[serde(skip)]
    pub(super) of: (Kind, LayerName),
}

impl Group {
    /// The features of a page, without their geometries.
    pub(crate) fn of(page: &Page, audience: Audience, (next, language): (Option<String>, Language)) -> Self {
        let bare = |feature| {
            serde_json::from_slice(&GeoJsonWriter::new(&page.layer, audience).bare(feature)).unwrap_or_default()
        };
        Self {
            layer: page.layer.name.to_string(),
            title: language.layer_title(&page.layer.title),
            kind: page.layer.kind.as_str(),
            count: page.matched,
            features: page.features.iter().map(bare).collect(),
            next,
            of: (page.layer.kind, page.layer.name.clone()),
        }
    }
}
