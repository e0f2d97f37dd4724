//! Map styles from the `styles/` folder, embedded in the program.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use rust_embed::RustEmbed;

use crate::http::HttpError;
use crate::http::handlers::web::apps::content_type;
use crate::http::request::extract::{Inquiry, base_url};
use crate::http::served::Served;
use crate::http::wire;
use crate::http::wire::landing::{Style, Styles};

/// One folder per map; `style.json` in each, with sprite and legend beside it.
#[derive(RustEmbed)]
#[folder = "../styles"]
#[allow_missing = true]
struct Folder;

/// All styles.
pub(crate) async fn list(State(served): State<Arc<Served>>, asked: Inquiry) -> Result<Response, HttpError> {
    asked.parameters.only_common()?;
    let base = base_url(&asked.headers, &served);
    let mut ids: Vec<String> =
        Folder::iter().filter_map(|path| path.strip_suffix("/style.json").map(str::to_owned)).collect();
    ids.sort();
    let document = Styles { styles: ids.into_iter().map(|id| Style::new(id, &base)).collect() };
    Ok(wire::document(&document, "application/json", &asked.language.text("page-styles"), &asked))
}

/// One style.
pub(crate) async fn style(Path(id): Path<String>) -> Result<Response, HttpError> {
    let found = Folder::get(&format!("{id}/style.json"));
    let style = found.ok_or_else(|| HttpError::StyleNotFound { style: id.chars().take(64).collect() })?;
    Ok(wire::bytes(style.data.into_owned(), "application/vnd.mapbox.style+json"))
}

/// A file beside a style: legend, sprite.
pub(crate) async fn file(Path((id, name)): Path<(String, String)>) -> Result<Response, HttpError> {
    let found = Folder::get(&format!("{id}/{name}")).ok_or(HttpError::NotFound)?;
    let mut response = wire::bytes(found.data.into_owned(), "application/json");
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type(&name)));
    Ok(response)
}
