//! `/`: the map for people, links for programs; conformance and the API document.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use spatial_core::layer::{Audience, Layer};

use crate::http::extract::{Asked, base_url};
use crate::http::handlers::assets::{self, Web};
use crate::http::negotiate::Format;
use crate::http::served::Served;
use crate::http::wire::landing::{Conformance, Landing};
use crate::http::wire::{self, html};
use crate::http::{HttpError, router};
use crate::ogc::api_document;

/// The landing page. `lang` and any other parameter belong to the map app, which keeps its place in the address.
pub(crate) async fn landing(State(served): State<Arc<Served>>, asked: Asked) -> Result<Response, HttpError> {
    let mut document = Landing::new(&base_url(&asked.headers, &served), asked.language.text("help-about"));
    if asked.format == Format::Json {
        return Ok(wire::document(&document, "application/json", "diaban", &asked));
    }
    let Some(page) = Web::get("index.html") else {
        document.description = asked.language.text("page-no-web");
        return Ok(html::page(&document, "diaban", asked.language));
    };
    let mut response = with_document(&String::from_utf8_lossy(&page.data), &document).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(header::VARY, HeaderValue::from_static("Accept, Accept-Language"));
    assets::guard(headers);
    Ok(response)
}

/// The map's page with the links of the landing page for clients without script (OGC 17-069r4, `/req/html/content`).
fn with_document(page: &str, document: &Landing) -> String {
    let mut links = "<noscript>".to_owned();
    html::value(&serde_json::to_value(document).unwrap_or_default(), 0, &mut links);
    page.replacen("</body>", &format!("{links}</noscript></body>"), 1)
}

/// What we conform to.
pub(crate) async fn conformance(asked: Asked) -> Result<Response, HttpError> {
    asked.parameters.only_common()?;
    Ok(wire::document(&Conformance::new(), "application/json", &asked.language.text("page-conformance"), &asked))
}

/// The OpenAPI document; while the World is loading without the fields of the layers.
pub(crate) async fn api(State(served): State<Arc<Served>>, asked: Asked) -> Result<Response, HttpError> {
    asked.parameters.only_common()?;
    let (world, base) = (served.world().ok(), base_url(&asked.headers, &served));
    let layers = world.iter().flat_map(|world| world.layers(Audience::Anonymous));
    let layers: Vec<&Layer> = layers.map(|layer| layer.layer()).collect();
    let (most, operations) = (served.settings.limits.page_features, router::operations());
    let document = api_document(&base, most, operations, (&layers, Audience::Anonymous), asked.language);
    let media_type = "application/vnd.oai.openapi+json;version=3.0";
    Ok(wire::document(&document, media_type, &asked.language.text("page-api"), &asked))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_map_page_carries_the_links_of_the_landing_page() {
        let document = Landing::new("http://here", "about".to_owned());
        let page = with_document("<body><map-app></map-app></body>", &document);
        assert!(
            page.starts_with("<body><map-app></map-app><noscript>") && page.ends_with("</noscript></body>"),
            "{page}"
        );
        for path in ["api", "conformance", "collections"] {
            assert!(page.contains(&format!("<a href=\"http://here/{path}\">")), "{page}");
        }
    }
}
