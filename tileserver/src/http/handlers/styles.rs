//! Map styles from the `styles/` folder, embedded in the program.

use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;
use serde_json::json;

use crate::http::HttpError;

/// One folder per map; `style.json` in each.
#[derive(RustEmbed)]
#[folder = "../styles"]
#[allow_missing = true]
struct Styles;

/// All styles.
pub(crate) async fn list() -> Response {
    let mut ids: Vec<String> =
        Styles::iter().filter_map(|path| path.strip_suffix("/style.json").map(str::to_owned)).collect();
    ids.sort();
    let styles: Vec<_> = ids.iter().map(|id| json!({ "id": id, "title": id })).collect();
    axum::Json(json!({ "styles": styles })).into_response()
}

/// One style.
pub(crate) async fn style(Path(id): Path<String>) -> Result<Response, HttpError> {
    let style = Styles::get(&format!("{id}/style.json")).ok_or(HttpError::StyleNotFound { style: id })?;
    let mut response = style.data.into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/vnd.mapbox.style+json"));
    Ok(response)
}
