//! `/v1/search?q=`: what a text may mean, and what bears such a name.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::response::Response;
use spatial_core::crs::to_drawing;
use spatial_core::layer::{Audience, FeatureId, LayerName};
use spatial_core::search::Near;
use spatial_core::snapshot::World;

use crate::http::HttpError;
use crate::http::handlers::features::items::told;
use crate::http::handlers::search::under::AT;
use crate::http::request::extract::Inquiry;
use crate::http::request::reached::base_url;
use crate::http::served::Served;
use crate::http::served::looks::is_hidden;
use crate::http::wire;
use crate::http::wire::pages::search;
use crate::http::wire::search::SearchDocument;
use crate::openapi::shared::{F, LANG, Representation};
use crate::openapi::{Count, Degrees, Described, Most, Parameter, ParameterError, Parameters, Text};
use crate::search::answer::{Question, SearchAnswer, SearchHit, answer, places};
use crate::search::reading;
use crate::search::reading::data_area::DataArea;
use crate::text::Language;

/// What it reads.
static PARAMETERS: &[&dyn Described] = &[&Q, &NEAR, &LIMIT, &F, &LANG];

pub(super) static Q: Parameter<Text> =
    Parameter::query("q", Text { longest: reading::LONGEST }).about("api-parameter-q");
pub(super) static NEAR: Parameter<Degrees> = Parameter::query("near", Degrees).about("api-parameter-near");
/// A list longer than fifty is not read.
pub(super) static LIMIT: Parameter<Count> = Parameter::query("limit", Count { usual: 10, most: Most::Always(50) });

/// What was asked for, with the readings of the text.
pub(super) async fn named(served: &Arc<Served>, asked: &Inquiry) -> Result<Response, HttpError> {
    let query = NamedQuery::of(&asked.parameters)?;
    let world = served.world()?;
    let (at_work, audience) = (Arc::clone(served), asked.audience);
    let said = (base_url(&asked.headers, &served.settings), asked.language);
    let found = served.workers.run(move || found(&at_work, &world, &query, audience, &said)).await??;
    let Found { document, private } = found;
    for (layer, features) in &private {
        served.note(&asked.looker, layer, features, || told(features.len(), asked)).await;
    }
    Ok(wire::negotiated(match asked.format {
        Representation::Json => wire::json(&document, "application/json"),
        Representation::Html => search::named(&document, &served.site, asked.language),
    }))
}

/// An answer, and what of it the public would not be told.
struct Found {
    document: SearchDocument,
    private: BTreeMap<LayerName, Vec<FeatureId>>,
}

/// The index is asked only for what is no coordinate: a place is found while it is made, too.
fn found(
    served: &Served,
    world: &World,
    query: &NamedQuery,
    audience: Audience,
    (base, language): &(String, Language),
) -> Result<Found, HttpError> {
    let said = (base.as_str(), *language);
    let area = DataArea::of(world.layers(audience).map(|layer| layer.layer()));
    let question = Question { text: &query.text, near: query.near, limit: query.limit as usize, area: &area };
    if let Some(answer) = places(&question) {
        let document = SearchDocument::new(&query.text, world.revision(), &answer, None, said);
        return Ok(Found { document, private: BTreeMap::new() });
    }
    let view = served.search_view(world, audience)?;
    let answer = answer(&view, &question);
    let document = SearchDocument::new(&query.text, world.revision(), &answer, Some(&view), said);
    Ok(Found {
        document,
        private: if audience == Audience::ANONYMOUS { BTreeMap::new() } else { private(world, &answer) },
    })
}

/// Features of an answer that the public does not see, or not with the fields by which they are told, by layer.
fn private(world: &World, answer: &SearchAnswer<'_>) -> BTreeMap<LayerName, Vec<FeatureId>> {
    let mut private: BTreeMap<LayerName, Vec<FeatureId>> = BTreeMap::new();
    for found in answer.results.iter().filter_map(SearchHit::feature) {
        let (layer, id) = (&found.layer().name, found.id());
        if found.tells_private() || is_hidden(world, layer, &[id]) {
            private.entry(layer.clone()).or_default().push(id);
        }
    }
    private
}

/// The parameters of a search.
#[derive(Debug)]
struct NamedQuery {
    text: String,
    near: Option<Near>,
    limit: u32,
}

impl NamedQuery {
    fn of(parameters: &Parameters) -> Result<Self, ParameterError> {
        if let Some(name) = parameters.beside(PARAMETERS) {
            return Err(ParameterError::Alone { name, other: AT.name });
        }
        Ok(Self {
            text: parameters.read(&Q)?.unwrap_or_default(),
            near: parameters.read(&NEAR)?.map(|[lon, lat]| Near::new(to_drawing(lon, lat))),
            limit: parameters.read(&LIMIT)?.unwrap_or(LIMIT.domain.usual),
        })
    }
}
