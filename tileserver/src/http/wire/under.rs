//! What lies under a place.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;
use spatial_core::layer::{Audience, Feature, FieldRole, Kind, Layer, LayerName, Subject};
use spatial_core::query::Page;
use spatial_core::snapshot::ValueRef;

use crate::http::wire::features::geojson::GeoJsonWriter;
use crate::search::answer::OVER;
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
    #[serde(skip)]
    pub(super) subject: Option<Subject>,
}

impl Group {
    /// The features of a page, without their geometries; those that have had their time last.
    pub(crate) fn of(page: &Page, audience: Audience, (next, language): (Option<String>, Language)) -> Self {
        let bare = |feature| {
            serde_json::from_slice(&GeoJsonWriter::new(&page.layer, audience).bare(feature)).unwrap_or_default()
        };
        let mut features: Vec<&Feature> = page.features.iter().collect();
        features.sort_by_key(|feature| is_over(&page.layer, feature, audience));
        Self {
            layer: page.layer.name.to_string(),
            title: language.layer_title(&page.layer.title),
            kind: page.layer.kind.as_str(),
            count: page.matched,
            features: features.into_iter().map(bare).collect(),
            next,
            of: (page.layer.kind, page.layer.name.clone()),
            subject: page.layer.subject.clone(),
        }
    }
}

/// True of a row of a plan that was replaced, say.
fn is_over(layer: &Layer, feature: &Feature, audience: Audience) -> bool {
    let state = layer.schema.playing(FieldRole::State);
    let state = state.filter(|at| audience.clears(&layer.schema.fields[*at].clearance));
    let value = state.and_then(|at| feature.values.get(at)).map(ValueRef::from);
    matches!(value, Some(ValueRef::Text(word)) if OVER.contains(&word))
}

#[cfg(test)]
mod tests {
    use spatial_core::layer::{FeatureId, Revision, Value};

    use super::*;
    use crate::http::wire::tests::layer;

    #[test]
    fn what_is_in_force_stands_before_what_was_replaced() {
        let mut layer = layer();
        layer.schema.fields[0].meaning.role = Some(FieldRole::State);
        let row = |id, state: &str| Feature {
            id: FeatureId(id),
            version: Revision(1),
            geometry: None,
            values: vec![Value::text(state), Value::Null],
        };
        let rows = [row(1, "replaced"), row(2, "published"), row(3, "annulled"), row(4, "consultation")];
        let mut order: Vec<&Feature> = rows.iter().collect();
        order.sort_by_key(|row| is_over(&layer, row, Audience::ANONYMOUS));
        let ids: Vec<u64> = order.iter().map(|row| row.id.0).collect();
        assert_eq!(ids, [2, 4, 1, 3]);
    }
}
