//! `/v1/search?at=`: everything under a place, layer by layer.

use std::sync::Arc;

use axum::response::Response;
use spatial_core::layer::{FeatureId, Kind, Layer, LayerName};
use spatial_core::query::Around;
use spatial_core::snapshot::{LayerSnapshot, Under, World};

use crate::http::handlers::features::items::told;
use crate::http::request::extract::Inquiry;
use crate::http::request::layer::layer;
use crate::http::request::reached::base_url;
use crate::http::served::Served;
use crate::http::wire;
use crate::http::wire::pages::search;
use crate::http::wire::under::{Group, UnderDocument};
use crate::http::{HttpError, paths};
use crate::ogc::query_text;
use crate::openapi::shared::{F, LANG, NAME, Representation};
use crate::openapi::{Count, Degrees, Described, Id, Metres, Most, Parameter, ParameterError, Parameters, Text};

/// What it reads.
static PARAMETERS: &[&dyn Described] = &[&AT, &WITHIN, &LAYER, &AFTER, &LIMIT, &F, &LANG];

pub(super) static AT: Parameter<Degrees> = Parameter::query("at", Degrees).about("api-parameter-at");
/// A finger on a map of a street covers about five metres; the most is a block's width, for a place is asked about and no district.
pub(super) static WITHIN: Parameter<Metres> =
    Parameter::query("within_m", Metres { usual: 5.0, most: 200.0 }).about("api-parameter-within");
pub(super) static LAYER: Parameter<Text> = Parameter::query("layer", NAME).about("api-parameter-layer");
pub(super) static AFTER: Parameter<Id> =
    Parameter::query("after", Id { least: 0, expected: "problem-expected-after" }).about("api-parameter-after");
/// Features of one layer; who wants more asks for the next page.
static LIMIT: Parameter<Count> = Parameter::query("limit", Count { usual: 20, most: Most::Always(50) });

/// The parameters of such a question.
#[derive(Debug)]
struct UnderQuery {
    around: Around,
    layer: Option<String>,
    after: Option<FeatureId>,
    limit: u32,
}

/// What lies under a place; layers where nothing does are left out.
pub(super) async fn under(served: &Arc<Served>, asked: &Inquiry) -> Result<Response, HttpError> {
    let query = query(&asked.parameters)?;
    let world = served.world()?;
    let layers = match &query.layer {
        Some(name) => vec![Arc::clone(layer(&world, name, asked.audience)?)],
        None => topmost_first(&world, asked),
    };
    let mut groups = Vec::new();
    for layer in layers {
        groups.extend(group(served, &world, &layer.layer().name, &query, asked).await?);
    }
    let document = UnderDocument { at: query.around.place, revision: world.revision().0, groups };
    Ok(wire::negotiated(match asked.format {
        Representation::Json => wire::json(&document, "application/json"),
        Representation::Html => search::under(&document, &served.site, asked.language),
    }))
}

/// Those of one layer, if there are any.
async fn group(
    served: &Served,
    world: &World,
    name: &LayerName,
    query: &UnderQuery,
    asked: &Inquiry,
) -> Result<Option<Group>, HttpError> {
    let under = Under {
        around: query.around,
        audience: asked.audience,
        after: query.after,
        limit: query.limit,
        most_bytes: served.most_bytes(),
    };
    let page = world.under(&served.store, name, under).await?.filter(|page| page.matched > 0);
    let Some(page) = page else { return Ok(None) };
    let seen = page.features.iter().map(|feature| feature.id);
    served.note_look(&asked.looker, (world, &page.layer), seen, || told(page.features.len(), asked)).await;
    let base = base_url(&asked.headers, &served.settings);
    let next = page.next.map(|after| next_link(&base, &asked.parameters, name, after));
    Ok(Some(Group::of(&page, asked.audience, (next, asked.language))))
}

/// What lies upon other things first; what holds everything last. The base map is no answer: it is there for the eye.
fn topmost_first(world: &World, asked: &Inquiry) -> Vec<Arc<LayerSnapshot>> {
    let is_told = |layer: &Layer| !layer.name.is_quarantine() && layer.kind != Kind::Base;
    let mut layers: Vec<_> = world.layers(asked.audience).filter(|layer| is_told(layer.layer())).cloned().collect();
    layers.sort_by_key(|layer| match layer.layer().kind {
        Kind::Parcel => 0,
        Kind::Zone => 1,
        Kind::Building => 2,
        Kind::Line => 3,
        Kind::Network => 4,
        Kind::Feature => 5,
        Kind::Ward => 6,
        Kind::Base => 7,
    });
    layers
}

fn next_link(base: &str, parameters: &Parameters, layer: &LayerName, after: FeatureId) -> String {
    let next = parameters.with(LAYER.name, layer.to_string()).with(AFTER.name, after.to_string());
    format!("{base}{}{}", paths::SEARCH, query_text(next.iter()))
}

fn query(parameters: &Parameters) -> Result<UnderQuery, ParameterError> {
    if let Some(name) = parameters.beside(PARAMETERS) {
        return Err(ParameterError::Apart { name, other: AT.name });
    }
    let metres = parameters.read(&WITHIN)?.unwrap_or(WITHIN.domain.usual);
    Ok(UnderQuery {
        around: Around { place: parameters.read(&AT)?.unwrap_or_default(), metres },
        layer: parameters.read(&LAYER)?,
        after: parameters.read(&AFTER)?,
        limit: parameters.read(&LIMIT)?.unwrap_or(LIMIT.domain.usual),
    })
}
