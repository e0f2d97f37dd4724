//! The shares as GeoJSON (RFC 7946): what of a parcel lies in each zone, in degrees with nine decimals, with the numbers the answer tells.

use planning::extract::Shapes;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;
use spatial_core::geometry::Geometry;
use spatial_core::layer::{Audience, Feature, FeatureId, Layer, Revision};

use super::wire::{ParcelExtract, PlanTold};
use crate::http::wire::features::geojson::GeoJsonWriter;

/// A collection of shares.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ShareCollection {
    r#type: &'static str,
    /// The day it is true for.
    as_of: String,
    /// The commit it is true for.
    data_revision: u64,
    features: Vec<ShareFeature>,
}

/// What of a parcel lies in a zone, or in none.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ShareFeature {
    r#type: &'static str,
    /// A `MultiPolygon` in degrees; null where the data have no place on the earth.
    #[schemars(with = "Option<std::collections::BTreeMap<String, Value>>")]
    geometry: Value,
    properties: ShareProperties,
}

/// What it is.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct ShareProperties {
    /// The parcel's layer and id.
    layer: String,
    parcel: u64,
    plan: u64,
    plan_name: Option<String>,
    law_state: &'static str,
    governs: bool,
    /// None of what lies in no zone.
    zone: Option<u64>,
    sign: Option<String>,
    function: Option<String>,
    area_m2: f64,
    /// Of what the plan covers of the parcel.
    percent: f64,
    /// `zone`, `uncovered`, `below_threshold`.
    share: &'static str,
}

impl ShareCollection {
    /// Without shares, of a day and a revision.
    pub(super) fn new(as_of: String, data_revision: u64) -> Self {
        Self { r#type: "FeatureCollection", as_of, data_revision, features: Vec::new() }
    }

    /// Adds those of a parcel of a layer.
    pub(super) fn add(
        &mut self,
        told: &ParcelExtract,
        shapes: &[(FeatureId, Shapes)],
        (parcels, audience): (&Layer, Audience),
    ) {
        let mut writer = GeoJsonWriter::new(parcels, audience);
        for plan in &told.plans {
            let Some((_, shapes)) = shapes.iter().find(|(id, _)| id.0 == plan.plan_id) else { continue };
            for (properties, shape) in of_a_plan(told, plan, shapes) {
                let feature = Feature {
                    id: FeatureId(told.parcel.id),
                    version: Revision(told.data_revision),
                    geometry: Some(shape.clone()),
                    values: Vec::new(),
                };
                let (text, _) = writer.geometry_text(&feature);
                let geometry = serde_json::from_str(&text).unwrap_or_default();
                self.features.push(ShareFeature { r#type: "Feature", geometry, properties });
            }
        }
    }
}

/// Its zones in the order of the answer, what lies in none, and what is too small to be told there.
fn of_a_plan<'a>(
    told: &'a ParcelExtract,
    plan: &'a PlanTold,
    shapes: &'a Shapes,
) -> impl Iterator<Item = (ShareProperties, &'a Geometry)> {
    let of = move |zone: Option<u64>, area_m2: f64, percent: f64, share: &'static str| ShareProperties {
        layer: told.parcel.layer.clone(),
        parcel: told.parcel.id,
        plan: plan.plan_id,
        plan_name: plan.name.clone(),
        law_state: plan.law_state,
        governs: plan.governs.is_some(),
        zone,
        sign: None,
        function: None,
        area_m2,
        percent,
        share,
    };
    let shape = |zone: u64| shapes.zones.iter().find(|(id, _)| id.0 == zone).map(|(_, shape)| shape);
    let zones = plan.zones.iter().filter_map(move |zone| {
        let properties = of(Some(zone.zone_id), zone.area_m2, zone.percent, "zone");
        Some((
            ShareProperties { sign: zone.sign.clone(), function: zone.function.clone(), ..properties },
            shape(zone.zone_id)?,
        ))
    });
    let is_uncovered = plan.uncovered.area_m2 > 0.0;
    let uncovered = is_uncovered
        .then(|| (of(None, plan.uncovered.area_m2, plan.uncovered.percent, "uncovered"), &shapes.uncovered));
    let below = told.below_threshold.iter().filter(|below| below.plan_id == plan.plan_id);
    let below = below.filter_map(move |below| {
        Some((of(Some(below.zone_id), below.area_m2, below.percent, "below_threshold"), shape(below.zone_id)?))
    });
    zones.chain(uncovered).chain(below)
}
