//! `/v1/base-maps` and `/base-maps/…`: pictures of others below our layers.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;

use crate::http::HttpError;
use crate::http::base_maps::Picture;
use crate::http::request::extract::Inquiry;
use crate::http::request::negotiate;
use crate::http::request::reached::base_url;
use crate::http::served::Served;
use crate::http::wire;
use crate::http::wire::base_maps::BaseMapList;
use crate::http::wire::pages::guard::guard;

/// What there is to choose from; nothing unless the settings name some.
pub(crate) async fn list(State(served): State<Arc<Served>>, asked: Inquiry) -> Result<Response, HttpError> {
    let document = BaseMapList::of(&base_url(&asked.headers, &served.settings), served.base_maps.all());
    Ok(wire::document(&document, "application/json", &asked.language.text("page-base-maps"), &asked))
}

/// One tile.
pub(crate) async fn tile(
    State(served): State<Arc<Served>>,
    Path((name, z, x, y)): Path<(String, String, String, String)>,
    headers: HeaderMap,
) -> Result<Response, HttpError> {
    let missing = || HttpError::BaseMapMissing { map: name.chars().take(48).collect() };
    let (Ok(zoom), Ok(column), Ok(row)) = (z.parse(), x.parse(), y.parse()) else { return Err(missing()) };
    let picture = served.base_maps.picture(&name, zoom, column, row).await;
    let picture = picture.map_err(|_| HttpError::BaseMapAway { map: name.clone() })?.ok_or_else(missing)?;
    let condition = negotiate::line(&headers, &header::IF_NONE_MATCH);
    let is_known = condition.is_some_and(|condition| negotiate::names(&condition, &picture.etag));
    Ok(shown(picture, is_known))
}

fn shown(picture: Picture, is_known: bool) -> Response {
    let mut response = Response::new(if is_known { Body::empty() } else { Body::from(picture.body) });
    if is_known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, picture.kind);
    headers.insert(header::ETAG, picture.etag);
    if let Ok(age) = HeaderValue::try_from(format!("public, max-age={}", picture.fresh.as_secs())) {
        headers.insert(header::CACHE_CONTROL, age);
    }
    guard(headers);
    response
}
