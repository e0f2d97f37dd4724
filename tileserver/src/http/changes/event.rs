//! Server-sent events (HTML standard §9.2) about what changed.

use std::sync::Arc;

use bytes::Bytes;
use serde::Serialize;
use spatial_core::layer::{Audience, FeatureId};
use spatial_core::snapshot::{LayerNews, TableSnapshot};

use crate::http::changes::mark::Mark;
use crate::http::wire::features::geojson::degrees_shown;

/// A comment: nothing happened, and we are still here.
pub(crate) const SIGN_OF_LIFE: Bytes = Bytes::from_static(b":\n\n");
/// How long a listener waits before it comes back, in milliseconds.
const RETRY_MS: u32 = 2000;

#[derive(Debug, Serialize)]
struct Changed<'a> {
    revision: u64,
    layers: Vec<ChangedLayer<'a>>,
}

#[derive(Debug, Serialize)]
struct ChangedLayer<'a> {
    layer: &'a str,
    /// Features that are not what they were, if they are few.
    #[serde(skip_serializing_if = "Option::is_none")]
    ids: Option<Vec<u64>>,
    /// West, south, east, north of what they draw and drew.
    #[serde(skip_serializing_if = "Option::is_none")]
    bbox: Option<[f64; 4]>,
    /// The layer is to be read anew.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    whole: bool,
}

/// What changed for an audience; `None` if nothing did.
pub(crate) fn changed(at: Mark, news: &[LayerNews]) -> Option<Bytes> {
    let layers: Vec<ChangedLayer<'_>> = news.iter().map(layer).collect();
    (!layers.is_empty()).then(|| event("changed", at, &Changed { revision: at.revision(), layers }))
}

/// Tables of others that may hold other rows now, with the same fields: no commit of ours, so the event has no id.
pub(crate) fn tables<'a>(
    at: Mark,
    tables: impl Iterator<Item = &'a Arc<TableSnapshot>>,
    audience: Audience,
) -> Option<Bytes> {
    let seen = tables.map(|table| table.snapshot().layer()).filter(|layer| layer.is_seen_by(audience));
    let layers: Vec<_> =
        seen.map(|layer| ChangedLayer { layer: layer.name.as_str(), ids: None, bbox: None, whole: false }).collect();
    (!layers.is_empty()).then(|| lines("event: changed\n", &Changed { revision: at.revision(), layers }))
}

/// The first thing a listener hears: where the server stands.
pub(crate) fn current(at: Mark) -> Bytes {
    let event = event("current", at, &Changed { revision: at.revision(), layers: Vec::new() });
    [format!("retry: {RETRY_MS}\n").as_bytes(), &event].concat().into()
}

/// What happened since is not known: everything is to be read anew.
pub(crate) fn reset(at: Mark) -> Bytes {
    event("reset", at, &Changed { revision: at.revision(), layers: Vec::new() })
}

fn layer(news: &LayerNews) -> ChangedLayer<'_> {
    ChangedLayer {
        layer: news.layer.as_str(),
        ids: news.ids.as_ref().map(|ids| ids.iter().map(|FeatureId(id)| *id).collect()),
        bbox: news.bounds.map(|around| [around.min[0], around.min[1], around.max[0], around.max[1]].map(degrees_shown)),
        whole: news.ids.is_none(),
    }
}

fn event(name: &str, at: Mark, data: &impl Serialize) -> Bytes {
    lines(&format!("event: {name}\nid: {at}\n"), data)
}

/// JSON has no line break inside, so it is one line of data.
fn lines(head: &str, data: &impl Serialize) -> Bytes {
    let data = serde_json::to_string(data).unwrap_or_default();
    format!("{head}data: {data}\n\n").into()
}

#[cfg(test)]
mod tests {
    use spatial_core::geometry::Envelope;
    use spatial_core::layer::LayerName;

    use super::*;

    fn news(layer: &str, ids: Option<Vec<FeatureId>>) -> LayerNews {
        let bounds = ids.is_some().then_some(Envelope { min: [108.1, 16.0], max: [108.2, 16.1] });
        LayerNews { layer: LayerName::parse(layer).unwrap(), ids, bounds }
    }

    #[test]
    fn few_features_are_named_and_many_are_not() {
        let at = Mark::parse("58.ff").unwrap();
        let text = |news: &[LayerNews]| changed(at, news).map(|text| String::from_utf8(text.to_vec()).unwrap());
        assert_eq!(
            text(&[news("parcels", Some(vec![FeatureId(7)]))]).unwrap(),
            "event: changed\nid: 58.ff\ndata: {\"revision\":58,\"layers\":[{\"layer\":\"parcels\",\"ids\":[7],\
             \"bbox\":[108.1,16.0,108.2,16.1]}]}\n\n"
        );
        assert!(text(&[news("wards", None)]).unwrap().contains("{\"layer\":\"wards\",\"whole\":true}"));
        assert_eq!(text(&[]), None);
    }
}
