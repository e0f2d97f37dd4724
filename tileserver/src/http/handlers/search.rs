//! `/v1/search`: what people look for, in memory.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use spatial_core::crs::to_drawing;
use spatial_core::search::{Near, View};

use crate::http::HttpError;
use crate::http::extract::Asked;
use crate::http::handlers::under;
use crate::http::served::Served;
use crate::http::wire;
use crate::http::wire::search::SearchDocument;
use crate::ogc::{ParameterError, Parameters, limit, place};
use crate::search::answer::{Answer, Question, answer, places};
use crate::search::reading;
use crate::search::reading::ground::Ground;

/// Results nobody asked a number for, and the most there are: a list longer than this is not read.
const USUAL_LIMIT: u32 = 10;
const MOST_RESULTS: u32 = 50;

/// What a text may mean and what bears such a name; or, with `at`, what lies under a place.
pub(crate) async fn search(State(served): State<Arc<Served>>, asked: Asked) -> Result<Response, HttpError> {
    if asked.parameters.value("at").is_some() {
        return under::under(&served, &asked).await;
    }
    let query = query(&asked.parameters)?;
    let world = served.world()?;
    let (at_work, language, audience) = (Arc::clone(&served), asked.language, asked.audience);
    let document = served
        .workers
        .run(move || {
            let ground = Ground::of(world.layers(audience).map(|layer| layer.layer()));
            let question =
                Question { text: &query.text, near: query.near, limit: query.limit as usize, ground: &ground };
            let document = |answer: &Answer<'_>, view: Option<&View<'_>>| {
                SearchDocument::new(&query.text, world.revision(), answer, view, language)
            };
            if let Some(answer) = places(&question) {
                return Ok(document(&answer, None));
            }
            let view = at_work.search_view(&world, audience)?;
            Ok::<_, HttpError>(document(&answer(&view, &question), Some(&view)))
        })
        .await??;
    Ok(wire::document(&document, "application/json", &asked.language.text("page-search"), &asked))
}

/// The parameters of a search.
#[derive(Debug)]
struct SearchQuery {
    text: String,
    near: Option<Near>,
    limit: u32,
}

fn query(parameters: &Parameters) -> Result<SearchQuery, ParameterError> {
    let mut query = SearchQuery { text: String::new(), near: None, limit: USUAL_LIMIT };
    for (name, value) in parameters.iter() {
        match name {
            "q" if value.len() > reading::LONGEST => {
                return Err(ParameterError::invalid(name, value, "problem-expected-shorter"));
            }
            "q" => value.clone_into(&mut query.text),
            "near" => {
                let [lon, lat] = place(name, value)?;
                query.near = Some(Near::new(to_drawing(lon, lat)));
            }
            "limit" => query.limit = limit(name, value, MOST_RESULTS)?,
            "f" | "lang" => {}
            _ => return Err(ParameterError::unknown(name)),
        }
    }
    Ok(query)
}
