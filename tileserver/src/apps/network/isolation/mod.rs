//! `GET /v1/networks/{network}/isolation`: a pipe bursts; which valves to close, and who goes dry.

mod asked;
mod burst;
mod opening;
mod outage;
mod told;
mod wire;

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use network::{Graph, Networks, isolation};
use spatial_core::layer::FeatureId;
use spatial_core::message::Message;
use spatial_core::models::Held;

pub(crate) use asked::IsolationAsked;
pub(super) use asked::{Question, unknown};
pub(crate) use burst::BurstAsked;
pub(super) use burst::{BURST, BurstSent, MOST_BURSTS, few, on_earth, short};
pub(crate) use opening::opening;
pub(super) use outage::dry;
pub(super) use told::{document, located};
pub(crate) use wire::IsolationDocument;

use super::seen::{note, note_customers, opened};
use crate::apps::network::places::{
    BURST_AT, BURST_DEVICE, BURST_EDGE, BURST_NODE, INOPERABLE, MODE, NETWORK, OUTAGE, WITHIN,
};
use crate::http::HttpError;
use crate::http::request::extract::Inquiry;
use crate::http::request::peer::Peer;
use crate::http::served::Served;
use crate::http::wire as http_wire;
use crate::openapi::Described;
use crate::openapi::shared::{F, LANG};

/// What is asked.
pub(super) static PARAMETERS: &[&dyn Described] = &[
    &NETWORK,
    &BURST_EDGE,
    &BURST_NODE,
    &BURST_DEVICE,
    &BURST_AT,
    &WITHIN,
    &BURST,
    &INOPERABLE,
    &MODE,
    &OUTAGE,
    &F,
    &LANG,
];

/// Isolates what burst, in the World that is served.
pub(super) async fn isolate(
    State(served): State<Arc<Served>>,
    Path(network): Path<String>,
    Extension(peer): Extension<Peer>,
    asked: Inquiry,
) -> Result<Response, HttpError> {
    let (_turn, held, graph) = opened(&served, peer, &network, &asked).await?;
    let (seen, looker) = (held.clone(), asked.looker.clone());
    let told = move || {
        let question = IsolationAsked::of(&asked)?;
        let (document, edges) = answered(&held, (&network, &graph), &question).map_err(HttpError::Missing)?;
        let title = asked.language.text("page-network-isolation");
        let named = document.named();
        Ok::<_, HttpError>((http_wire::document(&document, "application/json", &title, &asked), edges, named))
    };
    let (answer, edges, named) = served.workers.run(told).await??;
    note(&served, &seen, &looker, &edges).await;
    note_customers(&served, &seen, &looker, &named).await;
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
