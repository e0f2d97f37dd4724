//! `/collections…`: layers, pages of their features, single features.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use spatial_core::layer::{Audience, FeatureId, LayerName};
use spatial_core::query::Page;
use spatial_core::snapshot::{LayerSnapshot, World};

use crate::http::extract::{Asked, base_url};
use crate::http::negotiate::Format;
use crate::http::served::Served;
use crate::http::wire::collections::{Collection, Collections};
use crate::http::wire::geojson::{GEOJSON, PageEnd, Writer};
use crate::http::wire::items_html::HtmlWriter;
use crate::http::wire::{self, html, sheet};
use crate::http::{HttpError, router};
use crate::ogc::{Link, Most, items_query, query_text};
use crate::text::clock;

/// All layers.
pub(crate) async fn list(State(served): State<Arc<Served>>, asked: Asked) -> Result<Response, HttpError> {
    asked.parameters.only_common()?;
    let (world, base) = (served.world()?, base_url(&asked.headers, &served));
    let document = Collections::of(&world, asked.audience, &base, served.settings.limits.tile_layers);
    Ok(wire::document(&document, "application/json", &asked.language.text("page-layers"), &asked))
}

/// One layer.
pub(crate) async fn one(
    State(served): State<Arc<Served>>,
    Path(id): Path<String>,
    asked: Asked,
) -> Result<Response, HttpError> {
    asked.parameters.only_common()?;
    let world = served.world()?;
    let layer = layer(&world, &id, asked.audience)?;
    let document = Collection::of(layer, asked.audience, &base_url(&asked.headers, &served)).dated(&world);
    Ok(wire::document(&document, "application/json", &layer.layer().title, &asked))
}

/// A page of features.
pub(crate) async fn items(
    State(served): State<Arc<Served>>,
    Path(id): Path<String>,
    asked: Asked,
) -> Result<Response, HttpError> {
    let world = served.world()?;
    let layout = layer(&world, &id, asked.audience)?.layer();
    let most_bytes = most_bytes(&served);
    let most = Most { features: served.settings.limits.page_features, bytes: most_bytes };
    let query = items_query(&asked.parameters, layout, asked.audience, most)?;
    let page = world.items(&served.store, query).await?;
    let base = base_url(&asked.headers, &served);
    let (format, language) = (asked.format, asked.language);
    let body = served.workers.run(move || page_body(&page, &asked, &base, most_bytes)).await??;
    Ok(wire::negotiated(match format {
        Format::Json => wire::bytes(body, GEOJSON),
        Format::Html => html::answer(body, language),
    }))
}

/// One feature.
pub(crate) async fn item(
    State(served): State<Arc<Served>>,
    Path((layer_id, id)): Path<(String, String)>,
    asked: Asked,
) -> Result<Response, HttpError> {
    asked.parameters.only_common()?;
    let world = served.world()?;
    let layer = layer(&world, &layer_id, asked.audience)?.layer();
    let missing = || HttpError::ItemNotFound { layer: layer_id.clone(), id: id.chars().take(32).collect() };
    let number = FeatureId(id.parse().map_err(|_| missing())?);
    let found = world.item(&served.store, &layer.name, number, asked.audience).await?;
    let feature = found.ok_or_else(missing)?;
    let base = base_url(&asked.headers, &served);
    wire::item::response(layer, feature, &asked, &base, most_bytes(&served))
}

pub(crate) fn layer<'a>(world: &'a World, id: &str, audience: Audience) -> Result<&'a Arc<LayerSnapshot>, HttpError> {
    let name = LayerName::parse_stored(id);
    let found = name.and_then(|name| world.layer(&name, audience));
    found.ok_or_else(|| HttpError::LayerNotFound { layer: id.chars().take(64).collect() })
}

/// Most bytes of features in an answer.
pub(crate) fn most_bytes(served: &Served) -> usize {
    usize::try_from(served.settings.limits.answer_mb << 20).unwrap_or(usize::MAX)
}

/// As many features as fit into the largest answer; the `next` link goes on behind the last.
fn page_body(page: &Page, asked: &Asked, base: &str, most_bytes: usize) -> Result<Vec<u8>, HttpError> {
    let name = &page.layer.name;
    Ok(match asked.format {
        Format::Json => {
            let mut document = Writer::new(&page.layer, asked.audience);
            document.begin();
            let returned = sheet::fill(&mut document, name, &page.features, most_bytes, asked.language)?;
            document.end(&page_end(page, returned, asked, base))
        }
        Format::Html => {
            let mut document = HtmlWriter::new(&page.layer, asked.audience, &page.layer.title, asked.language);
            let returned = sheet::fill(&mut document, name, &page.features, most_bytes, asked.language)?;
            document.end(&page_end(page, returned, asked, base))
        }
    })
}

/// What stands behind the features.
fn page_end(page: &Page, returned: usize, asked: &Asked, base: &str) -> PageEnd {
    let is_cut = returned < page.features.len();
    let last = page.features[..returned].last().map(|feature| feature.id);
    PageEnd {
        links: page_links(page.layer.name.as_str(), if is_cut { last } else { page.next }, asked, base),
        matched: page.matched,
        returned: returned as u64,
        time_stamp: clock::now(),
        revision: page.as_of.is_none().then_some(page.revision.0),
        as_of: page.as_of.map(clock::text),
    }
}

fn page_links(layer: &str, next: Option<FeatureId>, asked: &Asked, base: &str) -> Vec<Link> {
    let here = format!("{base}{}", router::items_path(layer));
    let with = |name, value: String| format!("{here}{}", query_text(asked.parameters.with(name, value).iter()));
    let mut links = vec![
        Link::new("self", GEOJSON, with("f", "json".to_owned())),
        Link::new("alternate", "text/html", with("f", "html".to_owned())),
        Link::new("collection", "application/json", format!("{base}{}", router::collection_path(layer))),
    ];
    if let Some(id) = next {
        let media_type = if asked.format == Format::Html { "text/html" } else { GEOJSON };
        let next = Link::new("next", media_type, with("after", id.to_string()));
        links.push(next.titled(asked.language.text("page-next")));
    }
    links
}
