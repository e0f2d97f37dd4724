//! Two versions of one feature: the one an editor had seen, and the one there is now.

use serde_json::{Value, json};
use spatial_core::layer::{Audience, Feature, FeatureId, Layer, Revision};

use crate::http::HttpError;
use crate::http::wire::features::item;

/// The refusal of an edit that rests on another version than there is.
pub(crate) fn between(
    layer: &Layer,
    audience: Audience,
    base: &str,
    id: FeatureId,
    (seen, before): (Option<Revision>, Option<Feature>),
    now: Option<Feature>,
) -> HttpError {
    let document = |feature: &Option<Feature>| match feature {
        Some(feature) => item::body(layer, feature, audience, base, usize::MAX)
            .ok()
            .and_then(|text| serde_json::from_slice(&text).ok())
            .unwrap_or(Value::Null),
        None => Value::Null,
    };
    let current = now.as_ref().map(|feature| feature.version.0);
    let versions = json!({
        "seen": { "version": seen.map(|version| version.0), "feature": document(&before) },
        "current": { "version": current, "feature": document(&now) },
    });
    HttpError::Conflict {
        layer: layer.name.to_string(),
        id: id.0,
        seen: seen.map(|version| version.0),
        now: current,
        versions: Box::new(versions),
    }
}
