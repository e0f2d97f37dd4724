//! `/`: the portal for people, links for programs; conformance and the API document.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use spatial_core::layer::Layer;

use crate::auth::SESSION_COOKIE;
use crate::http::HttpError;
use crate::http::error::title;
use crate::http::handlers::web::apps;
use crate::http::request::extract::Inquiry;
use crate::http::request::reached::base_url;
use crate::http::served::Served;
use crate::http::served::site::App;
use crate::http::wire;
use crate::http::wire::landing::{Conformance, Landing};
use crate::http::wire::pages::portal::Portal;
use crate::http::wire::pages::{html, operations};
use crate::http::wire::problem::Problem;
use crate::ogc;
use crate::openapi::shared::Representation;
use crate::openapi::{self, Interface};

/// The media type of the API document.
pub(crate) const OPENAPI: &str = "application/vnd.oai.openapi+json;version=3.0";
/// The page people meet first.
const FRONT: &str = "portal";

/// The landing page. Parameters we do not know are let pass: links to us may carry anything.
pub(crate) async fn landing(State(served): State<Arc<Served>>, asked: Inquiry) -> Result<Response, HttpError> {
    let base = base_url(&asked.headers, &served.settings);
    let mut document = Landing::new(&base, asked.language.text("help-about"));
    if asked.format == Representation::Json {
        return Ok(wire::document(&document, "application/json", "diaban", &asked));
    }
    let Some(page) = apps::page(FRONT) else {
        document.description = asked.language.text("page-no-web");
        return Ok(html::page(&document, "diaban", asked.language));
    };
    let world = served.world()?;
    let apps: Vec<App> = served.site.apps.iter().filter(|app| apps::page(app.name).is_some()).copied().collect();
    let (audience, language) = (asked.audience, asked.language);
    let (openings, authority) = (&served.settings.openings, &*served.settings.authority);
    let (world, links) = (&world, &document.links);
    let portal = Portal { world, audience, language, links, apps: &apps, openings, authority, base: &base };
    let mut response = wire::negotiated(apps::shown(portal.within(&page)));
    response.headers_mut().insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(language.tag()));
    Ok(response)
}

/// What we conform to.
pub(crate) async fn conformance(asked: Inquiry) -> Result<Response, HttpError> {
    Ok(wire::document(&Conformance::new(), "application/json", &asked.language.text("page-conformance"), &asked))
}

/// The OpenAPI document.
pub(crate) async fn api(State(served): State<Arc<Served>>, asked: Inquiry) -> Result<Response, HttpError> {
    let (world, base) = (served.world()?, base_url(&asked.headers, &served.settings));
    let layers: Vec<&Layer> = world.layers(asked.audience).map(|layer| layer.layer()).collect();
    let (operations, limits) = (&served.site.operations, &served.settings.limits);
    let interface = Interface { base: &base, operations, limits, title, cookie: SESSION_COOKIE };
    let mut document = openapi::document::<Problem<'_>>(interface, asked.language);
    ogc::add_layers(&mut document, &layers, asked.audience);
    Ok(match asked.format {
        Representation::Json => wire::negotiated(wire::json(&document, OPENAPI)),
        Representation::Html => operations::list(&document, &asked),
    })
}
