//! Map styles from the `styles/` folder, embedded in the program.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use rust_embed::RustEmbed;
use spatial_core::layer::{Audience, LayerName, Value};
use spatial_core::snapshot::World;

use crate::auth::Identity;
use crate::http::HttpError;
use crate::http::handlers::web::apps::content_type;
use crate::http::request::extract::Inquiry;
use crate::http::request::peer::Peer;
use crate::http::request::reached::base_url;
use crate::http::served::Served;
use crate::http::wire;
use crate::http::wire::landing::{Style, Styles};
use crate::http::wire::maps::style::Shown;

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

/// One style of what is there for who asks, as other programs take it. Our pages ask for the file itself, which also knows layers that
/// are yet to come.
pub(crate) async fn style(
    State(served): State<Arc<Served>>,
    Path(id): Path<String>,
    Extension(peer): Extension<Peer>,
    identity: Identity,
    headers: HeaderMap,
) -> Result<Response, HttpError> {
    // Values of a field are counted over all rows, as for its summary.
    let _turn = served.turn(peer).await?;
    let found = Folder::get(&format!("{id}/style.json"));
    let style = found.ok_or_else(|| HttpError::StyleNotFound { style: id.chars().take(64).collect() })?;
    let (world, audience) = (served.world()?, identity.audience());
    let (base, layers_a_tile) = (base_url(&headers, &served.settings), served.settings.limits.tile_layers);
    let shown = move || {
        let shown = Shown {
            base: &base,
            layers_a_tile,
            kind_of: |name: &str| {
                let layer = world.layer(&LayerName::parse_stored(name)?, audience)?.layer();
                layer.has_shape().then_some(layer.kind)
            },
            values_of: |layer: &str, field: &str| texts(&world, layer, field),
        };
        shown.of(&style.data)
    };
    let unreadable =
        |trouble: serde_json::Error| HttpError::Internal { what: format!("style {id} cannot be read: {trouble}") };
    Ok(wire::json(&served.workers.run(shown).await?.map_err(unreadable)?, STYLE))
}

/// The texts of a field anybody may see, if they are few enough to be classes: a style is kept and handed on.
fn texts(world: &World, layer: &str, field: &str) -> Vec<String> {
    let name = LayerName::parse_stored(layer);
    let summary = name.and_then(|name| world.summary(&name, field, None, Audience::ANONYMOUS).ok());
    let values = summary.and_then(|summary| summary.values).unwrap_or_default();
    values
        .into_iter()
        .filter_map(|one| match one.value {
            Value::Text(text) => Some(text.to_string()),
            _ => None,
        })
        .collect()
}

/// A file beside a style: legend, sprite.
pub(crate) async fn file(Path((id, name)): Path<(String, String)>) -> Result<Response, HttpError> {
    let found = Folder::get(&format!("{id}/{name}")).ok_or(HttpError::NotFound)?;
    let mut response = wire::bytes(found.data.into_owned(), "application/json");
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type(&name)));
    Ok(response)
}
