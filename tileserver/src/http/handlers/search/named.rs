//! `/v1/search?q=`: what a text may mean, and what bears such a name.

use std::sync::Arc;

use axum::response::Response;
use spatial_core::crs::to_drawing;
use spatial_core::layer::Audience;
use spatial_core::search::Near;
use spatial_core::snapshot::World;

use crate::http::HttpError;
use crate::http::handlers::search::under::AT;
use crate::http::request::extract::Inquiry;
use crate::http::request::reached::base_url;
use crate::http::served::Served;
use crate::http::wire;
use crate::http::wire::search::SearchDocument;
use crate::openapi::shared::{F, LANG};
use crate::openapi::{Count, Degrees, Described, Most, Parameter, ParameterError, Parameters, Text};
use crate::search::answer::{Question, answer, places};
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
    let document = served.workers.run(move || document(&at_work, &world, &query, audience, &said)).await??;
    Ok(wire::document(&document, "application/json", &asked.language.text("page-search"), asked))
}

/// The index is asked only for what is no coordinate: a place is found while it is made, too.
fn document(
    served: &Served,
    world: &World,
    query: &NamedQuery,
    audience: Audience,
    (base, language): &(String, Language),
) -> Result<SearchDocument, HttpError> {
    let said = (base.as_str(), *language);
    let area = DataArea::of(world.layers(audience).map(|layer| layer.layer()));
    let question = Question { text: &query.text, near: query.near, limit: query.limit as usize, area: &area };
    if let Some(answer) = places(&question) {
        return Ok(SearchDocument::new(&query.text, world.revision(), &answer, None, said));
    }
    let view = served.search_view(world, audience)?;
    Ok(SearchDocument::new(&query.text, world.revision(), &answer(&view, &question), Some(&view), said))
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
