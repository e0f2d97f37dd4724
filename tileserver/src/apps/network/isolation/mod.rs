//! `GET /v1/networks/{network}/isolation`: a pipe bursts; which valves to close, and who goes dry.

mod asked;
mod told;
mod wire;

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use network::{Graph, Networks, UnknownPart, isolation};
use spatial_core::layer::FeatureId;
use spatial_core::message::Message;
use spatial_core::models::Held;

pub(super) use asked::Question;
pub(crate) use asked::{BurstAsked, IsolationAsked};
pub(super) use told::document;
pub(crate) use wire::IsolationDocument;

use super::seen::{graph, note};
use super::{MODE, NETWORK};
use crate::http::HttpError;
use crate::http::request::extract::Inquiry;
use crate::http::request::peer::Peer;
use crate::http::served::Served;
use crate::http::wire as http_wire;
use crate::openapi::shared::{F, LANG};
use crate::openapi::{Degrees, Described, Metres, Parameter, Text};

/// Codes of files are short (EPANET: 31 letters); those of registers may be longer.
const CODE: Text = Text { longest: 256 };
static EDGE: Parameter<Text> = Parameter::query("edge", CODE).about("api-parameter-burst-edge");
static NODE: Parameter<Text> = Parameter::query("node", CODE).about("api-parameter-burst-node");
static DEVICE: Parameter<Text> = Parameter::query("device", CODE).about("api-parameter-burst-device");
static AT: Parameter<Degrees> = Parameter::query("at", Degrees).about("api-parameter-burst-at");
/// Who is further from a pipe than this has not pointed at one.
static WITHIN: Parameter<Metres> =
    Parameter::query("within_m", Metres { usual: 20.0, most: 500.0 }).about("api-parameter-within");
static INOPERABLE: Parameter<Text> = Parameter::repeated_query("inoperable", CODE).about("api-parameter-inoperable");
/// What is asked.
pub(super) static PARAMETERS: &[&dyn Described] =
    &[&NETWORK, &EDGE, &NODE, &DEVICE, &AT, &WITHIN, &INOPERABLE, &MODE, &F, &LANG];

/// Isolates what burst, in the World that is served.
pub(super) async fn isolate(
    State(served): State<Arc<Served>>,
    Path(network): Path<String>,
    Extension(peer): Extension<Peer>,
    asked: Inquiry,
) -> Result<Response, HttpError> {
    let _turn = served.turn(peer).await?;
    let held = served.held::<Networks>(None).await?;
    let graph = graph(&held, &network, asked.audience)?;
    let (seen, looker) = (held.clone(), asked.looker.clone());
    let told = move || {
        let question = IsolationAsked::of(&asked)?;
        let (document, edges) = answered(&held, (&network, &graph), &question).map_err(HttpError::Missing)?;
        let title = asked.language.text("page-network-isolation");
        Ok::<_, HttpError>((http_wire::document(&document, "application/json", &title, &asked), edges))
    };
    let (answer, edges) = served.workers.run(told).await??;
    note(&served, &seen, &looker, &edges).await;
    Ok(answer)
}

/// The answer, and the edges it tells of; the message about what the network has not.
pub(crate) fn answered(
    held: &Held<Networks>,
    (network, graph): (&str, &Graph),
    asked: &IsolationAsked,
) -> Result<(IsolationDocument, Vec<FeatureId>), Message> {
    let question = asked.question(held, network, graph)?;
    let found = isolation(graph, &question.isolation).map_err(|error| unknown(network, error))?;
    let document = told::document(held, (network, graph), (&question, &found), (asked.audience, asked.language));
    Ok((document, found.segment.edges))
}

/// A row went away between question and answer, which one graph rules out: said all the same.
pub(super) fn unknown(network: &str, error: UnknownPart) -> Message {
    Message::new("problem-network-part-not-found").with("network", network).with("part", error.to_string())
}
