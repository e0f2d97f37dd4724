//! `/xyz/…`: vector tiles and their TileJSON.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use bytes::Bytes;
use spatial_core::layer::Audience;
use spatial_core::tiles::TileCoord;

use crate::auth::Identity;
use crate::http::HttpError;
use crate::http::request::extract::looker;
use crate::http::request::negotiate::{self, ContentCoding};
use crate::http::request::reached::base_url;
use crate::http::served::Served;
use crate::http::tiles::{Ask, TileAnswer, layer_names};
use crate::http::wire;
use crate::http::wire::maps::tilejson;

const MVT: HeaderValue = HeaderValue::from_static("application/vnd.mapbox-vector-tile");
const ANY_ORIGIN: HeaderValue = HeaderValue::from_static("*");
const NO_CACHE: HeaderValue = HeaderValue::from_static("no-cache");
const VARY: HeaderValue = HeaderValue::from_static("Accept-Encoding");

/// One tile. The hot path: what it costs is the row `warm` of `BENCHMARKS.md`.
pub(crate) async fn tile(
    State(served): State<Arc<Served>>,
    identity: Identity,
    request: Request,
) -> Result<Response, HttpError> {
    let audience = identity.audience();
    let (layers, coord) = address(request.uri().path())?;
    let encoding = ContentCoding::wanted(request.headers(), ContentCoding::OF_TILES)?;
    let world = served.world()?;
    let names = layer_names(layers, &world, audience, served.settings.limits.tile_layers)?;
    if audience != Audience::ANONYMOUS {
        served.note_tiles(looker(request.extensions()), &world, &names).await;
    }
    let ask = Ask::new(world, served.sets.of(names), coord, audience, &served.workers);
    let condition = negotiate::line(request.headers(), &header::IF_NONE_MATCH);
    Ok(match served.tiles.tile(ask, encoding, condition.as_ref()).await? {
        TileAnswer::Unchanged(etag) => respond(StatusCode::NOT_MODIFIED, etag, Bytes::new(), ContentCoding::Identity),
        TileAnswer::Tile(tile) if tile.body.is_empty() => {
            respond(StatusCode::NO_CONTENT, tile.etag, tile.body, ContentCoding::Identity)
        }
        TileAnswer::Tile(tile) => respond(StatusCode::OK, tile.etag, tile.body, encoding),
    })
}

/// TileJSON 3.0.0 of some layers.
pub(crate) async fn tilejson(
    State(served): State<Arc<Served>>,
    Path(name): Path<String>,
    identity: Identity,
    headers: HeaderMap,
) -> Result<Response, HttpError> {
    let audience = identity.audience();
    let layers = name.strip_suffix(".json").ok_or(HttpError::NotFound)?;
    let world = served.world()?;
    let names = layer_names(layers, &world, audience, served.settings.limits.tile_layers)?;
    let document = tilejson::document(&world, &names, audience, &base_url(&headers, &served.settings));
    Ok(wire::json(&document, "application/json"))
}

fn respond(status: StatusCode, etag: HeaderValue, body: Bytes, encoding: ContentCoding) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.reserve(8);
    headers.insert(header::ETAG, etag);
    headers.insert(header::CACHE_CONTROL, NO_CACHE);
    headers.insert(header::VARY, VARY);
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, ANY_ORIGIN);
    if status == StatusCode::OK {
        headers.insert(header::CONTENT_TYPE, MVT);
    }
    if encoding != ContentCoding::Identity {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding.name()));
    }
    response
}

/// The last four parts of the path, read where they stand: the router has seen to it that they are there.
fn address(path: &str) -> Result<(&str, TileCoord), HttpError> {
    let mut parts = path.rsplit('/');
    let mut next = || parts.next().unwrap_or_default();
    let (y, x, z, layers) = (next(), next(), next(), next());
    let outside = || HttpError::TileOutside { z: short(z), x: short(x), y: short(y) };
    let (Some(z), Some(x), Some(y)) = (number(z), number(x), number(y)) else { return Err(outside()) };
    TileCoord::xyz(z, x, y).map(|coord| (layers, coord)).map_err(|_| outside())
}

/// Digits without sign or leading zeros: every tile has one address.
fn number(text: &str) -> Option<u32> {
    let is_plain = text.bytes().all(|c| c.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    if is_plain { text.parse().ok() } else { None }
}

fn short(text: &str) -> String {
    text.chars().take(24).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_tile_or_outside() {
        let (layers, coord) = address("/xyz/parcels,zones/14/13063/7713").unwrap();
        assert_eq!((layers, coord.to_string()), ("parcels,zones", "14/13063/7713".to_owned()));
        for wrong in ["21/0/0", "1/2/0", "1/0/2", "a/0/0", "1/01/0", "1/+1/0", "1/-1/0", "1/0/0.mvt", "1/99999999999/0"]
        {
            assert!(address(&format!("/xyz/parcels/{wrong}")).is_err(), "{wrong}");
        }
    }
}
