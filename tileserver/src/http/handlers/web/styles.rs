//! Map styles from the `styles/` folder, embedded in the program.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use rust_embed::RustEmbed;

use crate::http::HttpError;
use crate::http::handlers::web::apps::content_type;
use crate::http::request::extract::Inquiry;
use crate::http::request::reached::base_url;
use crate::http::served::Served;
use crate::http::wire;
use crate::http::wire::landing::{Style, Styles};

/// The media type of a style.
pub(crate) const STYLE: &str = "application/vnd.mapbox.style+json";

/// One folder per map; `style.json` in each, with sprite and legend beside it.
#[derive(RustEmbed)]
#[folder = "../styles"]
#[allow_missing = true]
struct Folder;

/// All styles.
pub(crate) async fn list(State(served): State<Arc<Served>>, asked: Inquiry) -> Result<Response, HttpError> {
    let base = base_url(&asked.headers, &served.settings);
    let mut ids: Vec<String> =
        Folder::iter().filter_map(|path| path.strip_suffix("/style.json").map(str::to_owned)).collect();
    ids.sort();
    let document = Styles { styles: ids.into_iter().map(|id| Style::new(id, &base)).collect() };
    Ok(wire::document(&document, "application/json", &asked.language.text("page-styles"), &asked))
}

/// One style, with whole addresses of what it names.
pub(crate) async fn style(
    State(served): State<Arc<Served>>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, HttpError> {
    let found = Folder::get(&format!("{id}/style.json"));
    let style = found.ok_or_else(|| HttpError::StyleNotFound { style: id.chars().take(64).collect() })?;
    let base = base_url(&headers, &served.settings);
    let mut text = String::from_utf8_lossy(&style.data).into_owned();
    for place in ["/styles/", "/xyz/"] {
        text = text.replace(&format!("\"{place}"), &format!("\"{base}{place}"));
    }
    Ok(wire::bytes(text.into_bytes(), STYLE))
}

/// A file beside a style: legend, sprite.
pub(crate) async fn file(Path((id, name)): Path<(String, String)>) -> Result<Response, HttpError> {
    let found = Folder::get(&format!("{id}/{name}")).ok_or(HttpError::NotFound)?;
    let mut response = wire::bytes(found.data.into_owned(), "application/json");
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type(&name)));
    Ok(response)
}
