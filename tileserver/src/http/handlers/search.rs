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
use crate::ogc::{ParameterError, Parameters};
use crate::search::answer::{Answer, Question, answer, places};
use crate::search::reading;
use crate::search::reading::ground::Ground;

/// Results nobody asked a number for, and the most there are: a list longer than this is not read.
const USUAL_LIMIT: usize = 10;
pub(crate) const MOST_RESULTS: usize = 50;
/// So many features are indexed while somebody waits: a tenth of a second. More are made ready in the background.
pub(crate) const MOST_AT_ONCE: usize = 1 << 16;

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
            let question = Question { text: &query.text, near: query.near, limit: query.limit, ground: &ground };
            let document = |answer: &Answer<'_>, view: Option<&View<'_>>| {
                SearchDocument::new(&query.text, world.revision(), answer, view, language)
            };
            if let Some(answer) = places(&question) {
                return Ok(document(&answer, None));
            }
            let view = at_work.finder.view(&world, audience, MOST_AT_ONCE).ok_or(HttpError::SearchNotReady)?;
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
    limit: usize,
}

fn query(parameters: &Parameters) -> Result<SearchQuery, ParameterError> {
    let mut query = SearchQuery { text: String::new(), near: None, limit: USUAL_LIMIT };
    for (name, value) in parameters.iter() {
        let wrong = |expected| wrong(name, value, expected);
        match name {
            "q" if value.len() > reading::LONGEST => return Err(wrong("problem-expected-shorter")),
            "q" => value.clone_into(&mut query.text),
            "near" => {
                let [lon, lat] = place(value).ok_or_else(|| wrong("problem-expected-place"))?;
                query.near = Some(Near(to_drawing(lon, lat)));
            }
            "limit" => query.limit = limit(name, value)?.min(MOST_RESULTS),
            "f" | "lang" => {}
            _ => return Err(ParameterError::Unknown { name: name.to_owned() }),
        }
    }
    Ok(query)
}

/// Names a value nobody can read, cut where it would fill the page.
pub(crate) fn wrong(name: &str, value: &str, expected: &'static str) -> ParameterError {
    ParameterError::Invalid { name: name.to_owned(), value: value.chars().take(64).collect(), expected }
}

/// A number of things, more than none; one beyond all bounds is the most there are.
pub(crate) fn limit(name: &str, value: &str) -> Result<usize, ParameterError> {
    let digits = !value.is_empty() && value.bytes().all(|c| c.is_ascii_digit());
    let number = digits.then(|| value.parse().unwrap_or(usize::MAX)).filter(|number| *number > 0);
    number.ok_or_else(|| wrong(name, value, "problem-expected-limit"))
}

/// `lon,lat` in degrees.
pub(crate) fn place(text: &str) -> Option<[f64; 2]> {
    let (lon, lat) = text.split_once(',')?;
    let [lon, lat] = [lon.trim().parse::<f64>().ok()?, lat.trim().parse::<f64>().ok()?];
    (lon.abs() <= 180.0 && lat.abs() <= 90.0).then_some([lon, lat])
}
