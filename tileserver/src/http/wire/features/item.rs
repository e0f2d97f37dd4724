//! One feature as a document of its own: GeoJSON under a tag, or the same as a page.

use std::slice;

use axum::http::{HeaderValue, header};
use axum::response::Response;
use serde_json::json;
use spatial_core::layer::{Audience, Feature, FeatureId, Layer, Revision};
use xxhash_rust::xxh3::xxh3_64;

use crate::http::HttpError;
use crate::http::paths;
use crate::http::request::extract::Inquiry;
use crate::http::request::negotiate::{self, Representation, names};
use crate::http::wire;
use crate::http::wire::features::geojson::{GEOJSON, GeoJsonWriter};
use crate::http::wire::features::items_html::HtmlWriter;
use crate::http::wire::features::sheet;
use crate::http::wire::pages::html;
use crate::ogc::Link;

/// The answer in the form that was asked for, of so many bytes at most; or the news that the client has it.
pub(crate) fn response(
    layer: &Layer,
    feature: Feature,
    asked: &Inquiry,
    base: &str,
    most_bytes: usize,
) -> Result<Response, HttpError> {
    if asked.format == Representation::Html {
        let title = format!("{} {}", layer.title, feature.id);
        let mut page = HtmlWriter::new(layer, asked.audience, &title, asked.language);
        sheet::fill(&mut page, &layer.name, slice::from_ref(&feature), most_bytes, asked.language)?;
        return Ok(wire::negotiated(html::answer(
            page.end(&json!({ "links": links(layer, feature.id, base) })),
            asked.language,
        )));
    }
    let body = body(layer, &feature, asked.audience, base, most_bytes)?;
    let etag = etag(feature.version, &body);
    if negotiate::line(&asked.headers, &header::IF_NONE_MATCH).is_some_and(|condition| names(&condition, &etag)) {
        return Ok(wire::not_modified(etag));
    }
    let mut response = wire::negotiated(wire::bytes(body, GEOJSON));
    response.headers_mut().insert(header::ETAG, etag);
    Ok(response)
}

/// A feature as GeoJSON, of so many bytes at most.
pub(crate) fn body(
    layer: &Layer,
    feature: &Feature,
    audience: Audience,
    base: &str,
    most_bytes: usize,
) -> Result<Vec<u8>, HttpError> {
    let links = links(layer, feature.id, base);
    let body = GeoJsonWriter::new(layer, audience).single(feature, &links).map_err(HttpError::Unplaced)?;
    if body.len() > most_bytes { Err(sheet::too_large(&layer.name, feature.id, most_bytes)) } else { Ok(body) }
}

/// A feature as it was just written, under the tag its next reader gets. None if it cannot be written down: it is saved all the same.
pub(crate) fn written(
    layer: &Layer,
    feature: &Feature,
    audience: Audience,
    base: &str,
    most_bytes: usize,
) -> Option<(Vec<u8>, HeaderValue)> {
    let body = body(layer, feature, audience, base, most_bytes).ok()?;
    let etag = etag(feature.version, &body);
    Some((body, etag))
}

/// Version and digest of the answer. The version alone would not do: a restored store counts the same revisions again, and a
/// renamed field changes every answer but no version.
fn etag(version: Revision, body: &[u8]) -> HeaderValue {
    let text = format!("\"{version}-{:016x}\"", xxh3_64(body));
    HeaderValue::try_from(text).unwrap_or_else(|_| HeaderValue::from_static("\"\""))
}

fn links(layer: &Layer, id: FeatureId, base: &str) -> Vec<Link> {
    let layer = layer.name.as_str();
    let here = format!("{base}{}", paths::item(layer, id));
    vec![
        Link::new("self", GEOJSON, format!("{here}?f=json")),
        Link::new("alternate", "text/html", format!("{here}?f=html")),
        Link::new("collection", "application/json", format!("{base}{}", paths::collection(layer))),
    ]
}
