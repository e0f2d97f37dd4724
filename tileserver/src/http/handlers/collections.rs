//! `/collections…`: layers, pages of their features, single features.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use spatial_core::layer::{Audience, FeatureId, LayerName};
use spatial_core::query::{Page, Query};
use spatial_core::snapshot::{LayerSnapshot, World};

use crate::http::extract::{Asked, base_url};
use crate::http::negotiate::{Format, names};
use crate::http::served::Served;
use crate::http::wire::collections::{Collection, Collections};
use crate::http::wire::geojson::{PageEnd, Writer};
use crate::http::wire::{self, html};
use crate::http::{HttpError, router};
use crate::ogc::{Link, Most, items_query, query_text};
use crate::text::clock;

const GEOJSON: &str = "application/geo+json";

/// All layers.
pub(crate) async fn list(State(served): State<Arc<Served>>, asked: Asked) -> Result<Response, HttpError> {
    asked.parameters.only_common()?;
    let (world, base) = (served.world()?, base_url(&asked.headers, &served));
    let document = Collections::of(&world, Audience::Anonymous, &base, served.settings.limits.tile_layers);
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
    let layer = layer(&world, &id)?;
    let document = collection(layer, &base_url(&asked.headers, &served));
    Ok(wire::document(&document, "application/json", &layer.layer().title, &asked))
}

/// A page of features.
pub(crate) async fn items(
    State(served): State<Arc<Served>>,
    Path(id): Path<String>,
    asked: Asked,
) -> Result<Response, HttpError> {
    let world = served.world()?;
    let layout = layer(&world, &id)?.layer();
    let limits = served.settings.limits;
    let most_bytes = usize::try_from(limits.answer_mb << 20).unwrap_or(usize::MAX);
    let most = Most { features: limits.page_features, bytes: most_bytes };
    let query = items_query(&asked.parameters, layout, Audience::Anonymous, most)?;
    let page = world.items(&served.store, query.clone()).await?;
    let base = base_url(&asked.headers, &served);
    let (format, language, title) = (asked.format, asked.language, page.layer.title.clone());
    let body = served.workers.run(move || page_body(&page, &query, &asked, &base, most_bytes)).await?;
    Ok(wire::negotiated(match format {
        Format::Json => wire::bytes(body, GEOJSON),
        Format::Html => html::page(&parsed(&body), &title, language),
    }))
}

/// One feature; its tag is its version.
pub(crate) async fn item(
    State(served): State<Arc<Served>>,
    Path((layer_id, id)): Path<(String, String)>,
    asked: Asked,
) -> Result<Response, HttpError> {
    asked.parameters.only_common()?;
    let world = served.world()?;
    let layer = layer(&world, &layer_id)?.layer();
    let missing = || HttpError::ItemNotFound { layer: layer_id.clone(), id: id.chars().take(32).collect() };
    let number = FeatureId(id.parse().map_err(|_| missing())?);
    let found = world.item(&served.store, &layer.name, number, Audience::Anonymous).await?;
    let feature = found.ok_or_else(missing)?;
    let etag = HeaderValue::try_from(format!("\"{}\"", feature.version)).unwrap_or(HeaderValue::from_static("\"\""));
    if asked.format == Format::Json && asked.headers.get(header::IF_NONE_MATCH).is_some_and(|tag| names(tag, &etag)) {
        return Ok(wire::not_modified(etag));
    }
    let links = item_links(layer.name.as_str(), number, &base_url(&asked.headers, &served));
    let body = Writer::new(layer, Audience::Anonymous).single(&feature, &links)?;
    if asked.format == Format::Html {
        let page = html::page(&parsed(&body), &format!("{} {number}", layer.title), asked.language);
        return Ok(wire::negotiated(page));
    }
    let mut response = wire::negotiated(wire::bytes(body, GEOJSON));
    response.headers_mut().insert(header::ETAG, etag);
    Ok(response)
}

fn layer<'a>(world: &'a World, id: &str) -> Result<&'a Arc<LayerSnapshot>, HttpError> {
    let name = LayerName::parse(id).ok();
    let found = name.and_then(|name| world.layer(&name, Audience::Anonymous));
    found.ok_or_else(|| HttpError::LayerNotFound { layer: id.chars().take(64).collect() })
}

fn collection(snapshot: &Arc<LayerSnapshot>, base: &str) -> Collection {
    Collection::of(snapshot.layer(), snapshot.len() as u64, base)
}

/// As many features as fit into the largest answer, at least one; the `next` link goes on behind the last.
fn page_body(page: &Page, query: &Query, asked: &Asked, base: &str, most_bytes: usize) -> Vec<u8> {
    let mut writer = Writer::new(&page.layer, query.audience);
    writer.begin();
    let mut returned = 0;
    for feature in &page.features {
        writer.next(feature, asked.language);
        returned += 1;
        if writer.len() > most_bytes {
            break;
        }
    }
    let is_cut = returned < page.features.len();
    let next = if is_cut { page.features.get(returned - 1).map(|feature| feature.id) } else { page.next };
    writer.end(&PageEnd {
        links: page_links(page.layer.name.as_str(), next, asked, base),
        matched: page.matched,
        returned: returned as u64,
        time_stamp: clock::now(),
        revision: page.revision.0,
    })
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

fn item_links(layer: &str, id: FeatureId, base: &str) -> Vec<Link> {
    let here = format!("{base}{}/{id}", router::items_path(layer));
    vec![
        Link::new("self", GEOJSON, format!("{here}?f=json")),
        Link::new("alternate", "text/html", format!("{here}?f=html")),
        Link::new("collection", "application/json", format!("{base}{}", router::collection_path(layer))),
    ]
}

fn parsed(body: &[u8]) -> serde_json::Value {
    serde_json::from_slice(body).unwrap_or_default()
}
