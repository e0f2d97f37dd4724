//! One feature as a document of its own: GeoJSON under a tag, or the same as a page.

use axum::http::{HeaderValue, header};
use axum::response::Response;
use spatial_core::layer::{Audience, Feature, FeatureId, Layer};
use spatial_core::snapshot::World;
use xxhash_rust::xxh3::xxh3_64;

use crate::http::HttpError;
use crate::http::paths;
use crate::http::request::extract::Inquiry;
use crate::http::request::negotiate::{self, names};
use crate::http::served::site::FeaturePage;
use crate::http::wire;
use crate::http::wire::features::geojson::{GEOJSON, GeoJsonWriter};
use crate::http::wire::features::item_html::ItemPage;
use crate::http::wire::features::sheet;
use crate::http::wire::pages::html;
use crate::ogc::Link;
use crate::openapi::shared::Representation;

/// The answer in the form that was asked for, of so many bytes at most; or the news that the client has it. For people it leads to the page about
/// such features, if there is one.
pub(crate) fn response(
    (world, layer): (&World, &Layer),
    feature: Feature,
    asked: &Inquiry,
    (base, page): (&str, Option<&FeaturePage>),
    most_bytes: usize,
) -> Result<Response, HttpError> {
    if asked.format == Representation::Html {
        let (audience, language) = (asked.audience, asked.language);
        let written = ItemPage { world, layer, feature: &feature, audience, language, page, base }.written();
        if written.len() > most_bytes {
            return Err(sheet::too_large(&layer.name, feature.id, most_bytes));
        }
        return Ok(wire::negotiated(html::answer(written, language)));
    }
    let body = body(layer, &feature, asked.audience, base, most_bytes)?;
    let etag = etag(layer, &feature, asked.audience, &body);
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
    let etag = etag(layer, feature, audience, &body);
    Some((body, etag))
}

/// Version and digest of the answer. The version alone would not do: a restored store counts the same revisions again, and a
/// renamed field changes every answer but no version. Nor may the public see the version of a feature that has fields it does not see:
/// it would tell when those change.
fn etag(layer: &Layer, feature: &Feature, audience: Audience, body: &[u8]) -> HeaderValue {
    let text = match public_tag(layer, feature) {
        Some(tag) if audience == Audience::ANONYMOUS => format!("\"{tag}\""),
        _ => format!("\"{}-{:016x}\"", feature.version, xxh3_64(body)),
    };
    HeaderValue::try_from(text).unwrap_or_else(|_| HeaderValue::from_static("\"\""))
}

/// The public's tag of a feature that has fields it does not see: a digest of what it does see, the same under every address of ours.
/// `None` where it sees all there is.
pub(crate) fn public_tag(layer: &Layer, feature: &Feature) -> Option<String> {
    let sees_all = layer.schema.visible(Audience::ANONYMOUS).count() == layer.schema.fields.len();
    if sees_all {
        return None;
    }
    let seen = match GeoJsonWriter::new(layer, Audience::ANONYMOUS).single(feature, &[]) {
        Ok(seen) => seen,
        Err(_) => GeoJsonWriter::new(layer, Audience::ANONYMOUS).bare(feature),
    };
    Some(format!("{PUBLIC}{:016x}", xxh3_64(&seen)))
}

/// What the public's tags begin with: no version does.
pub(crate) const PUBLIC: &str = "p-";

fn links(layer: &Layer, id: FeatureId, base: &str) -> Vec<Link> {
    let layer = layer.name.as_str();
    let here = format!("{base}{}", paths::item(layer, id));
    vec![
        Link::new("self", GEOJSON, format!("{here}?f=json")),
        Link::new("alternate", "text/html", format!("{here}?f=html")),
        Link::new("collection", "application/json", format!("{base}{}", paths::collection(layer))),
    ]
}
