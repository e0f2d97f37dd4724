//! The pages of the map apps and their files, embedded in the program: hashed names, kept for ever by browsers.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

use crate::http::HttpError;
use crate::http::handlers::web::headed;
use crate::http::request::negotiate::ContentCoding;
use crate::http::served::Served;
use crate::http::wire::LINKED;
use crate::http::wire::pages::guard::guard;

/// The web bundle, as `make web` left it; empty before that.
#[derive(RustEmbed)]
#[folder = "web/dist"]
#[allow_missing = true]
struct Web;

/// The page of a map app, or a script beside it. The portal is none: it stands at `/`, where its words are put in.
pub(crate) async fn app(
    State(served): State<Arc<Served>>,
    Path(app): Path<String>,
    uri: Uri,
    asked: HeaderMap,
) -> Result<Response, HttpError> {
    if app.contains('.') {
        return beside(&app, &asked).ok_or(HttpError::NotFound);
    }
    let page = page(&app).filter(|_| app != "portal").ok_or(HttpError::NotFound)?;
    let mut response = shown(headed::page(&served, (&app, page), &uri, &asked).await);
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept-language"));
    Ok(response)
}

/// What answers for a page without a line (`water-worker.js`), and the workers of its map: a browser lets the one hear only those whose
/// scripts lie where the page does. The first is asked for anew each time, as its name stays.
fn beside(name: &str, asked: &HeaderMap) -> Option<Response> {
    let is_lasting = name.ends_with(".mjs");
    if !is_lasting && !name.ends_with("-worker.js") {
        return None;
    }
    let mut response = file(name, asked)?;
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, if is_lasting { LASTING } else { LINKED });
    guard(headers);
    Some(response)
}

/// Of files whose names change with what is in them.
const LASTING: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// The page of an app as the bundle has it; its scripts have names that change with them.
pub(crate) fn page(app: &str) -> Option<String> {
    let file = Web::get(&format!("{app}.html"))?;
    Some(String::from_utf8_lossy(&file.data).into_owned())
}

/// A page for people, asked for anew each time.
pub(crate) fn shown(page: String) -> Response {
    let mut response = page.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, LINKED);
    guard(headers);
    response
}

/// A file of the bundle by its hashed name.
pub(crate) async fn asset(Path(path): Path<String>, asked: HeaderMap) -> Result<Response, HttpError> {
    let mut response = file(&format!("assets/{path}"), &asked).ok_or(HttpError::NotFound)?;
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, LASTING);
    guard(headers);
    Ok(response)
}

/// The file of the bundle whose name begins and ends so; between them stands what changes with it.
pub(crate) fn bundled(name: &str, ending: &str) -> Option<String> {
    let beginning = format!("assets/{name}-");
    Web::iter().find(|file| file.starts_with(&beginning) && file.ends_with(ending)).map(|file| file.into_owned())
}

/// True if the bundle has a file of this name.
pub(crate) fn has(name: &str) -> bool {
    Web::get(name).is_some()
}

/// A file of the bundle, packed if the bundle has it so and the client takes that.
pub(crate) fn file(name: &str, asked: &HeaderMap) -> Option<Response> {
    let plain = Web::get(name)?;
    let packed = Web::get(&format!("{name}.gz"));
    let varies = packed.is_some();
    let packed = packed.filter(|_| ContentCoding::takes_gzip(asked));
    let is_packed = packed.is_some();
    let mut response = packed.unwrap_or(plain).data.into_response();
    let headers = response.headers_mut();
    if varies {
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    }
    if is_packed {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type(name)));
    Some(response)
}

/// By the name's ending.
pub(crate) fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "json" | "map" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        "pbf" => "application/x-protobuf",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
