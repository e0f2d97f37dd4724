//! `/v1/qr.svg`: a place of ours as a QR code, for screens and paper.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::{IntoResponse, Response};

use crate::http::HttpError;
use crate::http::paths;
use crate::http::request::extract::{base_url, parameters};
use crate::http::served::Served;
use crate::http::wire::pages::guard::guard;
use crate::http::wire::qr::{drawing, own_path};
use crate::ogc::ParameterError;

/// The code of one of our own links; without one, of the first page.
pub(crate) async fn qr(State(served): State<Arc<Served>>, uri: Uri, headers: HeaderMap) -> Result<Response, HttpError> {
    let parameters = parameters(&uri)?;
    if let Some((name, _)) = parameters.iter().find(|(name, _)| *name != "link" && *name != "lang") {
        return Err(ParameterError::unknown(name).into());
    }
    let link = parameters.value("link").unwrap_or(paths::HOME);
    let wrong = || ParameterError::invalid("link", link, "problem-expected-link");
    let address = format!("{}{}", base_url(&headers, &served), own_path(link).ok_or_else(wrong)?);
    Ok(shown(drawing(&address).map_err(|_| wrong())?))
}

fn shown(drawing: String) -> Response {
    let mut response = drawing.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("image/svg+xml"));
    // The same link is the same picture for ever, as long as we are known under this name.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=86400"));
    guard(headers);
    response
}
