//! `/v1/qr.svg`: a place of ours as a QR code, for screens and paper.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};

use crate::http::HttpError;
use crate::http::paths;
use crate::http::request::reached::base_url;
use crate::http::served::Served;
use crate::http::wire::pages::guard::guard;
use crate::http::wire::qr::{OwnPath, drawing};
use crate::openapi::shared::LANG;
use crate::openapi::{Described, Parameter, Parameters};

/// What it reads.
pub(crate) static PARAMETERS: &[&dyn Described] = &[&LINK, &LANG];

static LINK: Parameter<OwnPath> = Parameter::query("link", OwnPath).about("api-parameter-link");

/// The code of one of our own links; without one, of the first page.
pub(crate) async fn qr(
    State(served): State<Arc<Served>>,
    parameters: Parameters,
    headers: HeaderMap,
) -> Result<Response, HttpError> {
    // A picture has no words; what is wrong with a question has.
    parameters.read(&LANG)?;
    let path = parameters.read(&LINK)?.unwrap_or_else(|| paths::HOME.to_owned());
    let base = base_url(&headers, &served.settings);
    if !base.contains("://") {
        return Err(HttpError::NameNotKnown);
    }
    // A page below a public path names itself with it.
    let prefix = base.splitn(4, '/').nth(3).map(|prefix| format!("/{prefix}/"));
    let path = prefix.and_then(|prefix| path.strip_prefix(&prefix).map(|rest| format!("/{rest}"))).unwrap_or(path);
    Ok(shown(drawing(&format!("{base}{path}")).map_err(|_| LINK.refused(&path))?))
}

fn shown(drawing: String) -> Response {
    let mut response = drawing.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("image/svg+xml"));
    // The same link is the same picture for ever, as long as we are known under this name; which that is, the request said.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=86400"));
    guard(headers);
    response
}
