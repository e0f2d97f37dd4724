//! Signs: ours for tabs, phones and link previews, the authority's beside its name, and what a phone is told that keeps us among its apps.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use crate::config::Picture;
use crate::http::HttpError;
use crate::http::served::Served;
use crate::http::wire;
use crate::http::wire::pages::guard::guard;
use crate::http::wire::pages::manifest::Manifest;
use crate::text::Language;

/// Ours as dots: for phones (180, 192, 512), and as wide as chats show a link (1200 × 630).
const DOTS: [(&str, &[u8]); 4] = [
    ("touch.png", include_bytes!("icons/touch.png")),
    ("192.png", include_bytes!("icons/192.png")),
    ("512.png", include_bytes!("icons/512.png")),
    ("preview.png", include_bytes!("icons/preview.png")),
];

/// A drawing of somebody's opened by itself: nothing in it runs, nothing is fetched.
const SANDBOX: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'none'";

/// Our sign in tabs and bookmarks.
pub(crate) async fn icon() -> Response {
    kept(include_str!("favicon.svg").as_bytes(), "image/svg+xml")
}

/// Our sign as dots.
pub(crate) async fn icon_file(Path(file): Path<String>) -> Result<Response, HttpError> {
    let (_, bytes) = DOTS.iter().find(|(name, _)| *name == file).ok_or(HttpError::NotFound)?;
    Ok(kept(bytes, "image/png"))
}

/// A sign of the authority's. It may be another after the next start, under the same address.
pub(crate) async fn authority_file(
    State(served): State<Arc<Served>>,
    Path(file): Path<String>,
) -> Result<Response, HttpError> {
    let authority = &served.settings.authority;
    let picture = match file.as_str() {
        "logo" => authority.logo.as_ref(),
        "arms" => authority.arms.as_ref(),
        _ => None,
    };
    let Picture { media_type, bytes } = picture.ok_or(HttpError::NotFound)?;
    let mut response = kept(bytes, media_type);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(SANDBOX));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=300"));
    Ok(response)
}

/// What a phone is told that keeps us among its apps.
pub(crate) async fn manifest(State(served): State<Arc<Served>>, language: Language) -> Response {
    let mut response = wire::json(&Manifest::of(&served.settings.authority, language), "application/manifest+json");
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("Accept-Language"));
    response
}

fn kept(bytes: &[u8], media_type: &'static str) -> Response {
    let mut response = bytes.to_vec().into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=86400"));
    guard(headers);
    response
}
