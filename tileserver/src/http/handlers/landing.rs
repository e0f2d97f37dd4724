//! `/`: the map for people.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use crate::http::HttpError;
use crate::http::handlers::assets::{self, Web};

/// The landing page.
pub(crate) async fn landing() -> Result<Response, HttpError> {
    let page = Web::get("index.html").ok_or(HttpError::NotFound)?;
    let mut response = page.data.into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    assets::guard(response.headers_mut());
    Ok(response)
}
