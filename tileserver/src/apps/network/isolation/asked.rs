//! From the parameters of a request to the question.

use network::{Burst, EDGES, Graph, IsolationQuestion, NearEdge, Networks, Place, near};
use spatial_core::layer::FeatureId;
use spatial_core::message::Message;
use spatial_core::models::Held;

use super::{AT, DEVICE, EDGE, INOPERABLE, MODE, NODE, WITHIN};
use crate::http::HttpError;
use crate::http::request::extract::Inquiry;

/// What is asked, and how the place was found.
#[derive(Debug)]
pub(super) struct Question {
    pub(super) isolation: IsolationQuestion,
    /// Edges near the place that was pointed at, the one that is taken first.
    pub(super) candidates: Vec<NearEdge>,
}

/// So many pipes near a place are told: who means another one can say so.
const MOST_CANDIDATES: usize = 10;

pub(super) fn question(
    held: &Held<Networks>,
    network: &str,
    graph: &Graph,
    asked: &Inquiry,
) -> Result<Question, HttpError> {
    let (burst, candidates) = burst(held, network, graph, asked)?;
    let number = |code: &String| part(graph.device(code), code, |id| graph.device_code(id).is_some());
    let inoperable = asked.parameters.all(&INOPERABLE)?.iter().map(|code| {
        number(code).ok_or_else(|| missing("problem-device-not-found", "device", code, network))
    });
    let isolation = IsolationQuestion {
        bursts: vec![burst],
        inoperable: inoperable.collect::<Result<_, _>>()?,
        mode: asked.parameters.read(&MODE)?.unwrap_or_default(),
    };
    Ok(Question { isolation, candidates })
}

/// The one place that is named.
fn burst(
    held: &Held<Networks>,
    network: &str,
    graph: &Graph,
    asked: &Inquiry,
) -> Result<(Burst, Vec<NearEdge>), HttpError> {
    let read = &asked.parameters;
    let named = (read.read(&EDGE)?, read.read(&NODE)?, read.read(&DEVICE)?, read.read(&AT)?);
    let burst = match named {
        (Some(code), None, None, None) => part(graph.edge(&code), &code, |id| graph.edge_code(id).is_some())
            .map(Burst::Edge)
            .ok_or_else(|| missing("problem-edge-not-found", "edge", &code, network)),
        (None, Some(code), None, None) => part(graph.node(&code), &code, |id| graph.node_code(id).is_some())
            .map(|node| Burst::At(Place::Node(node)))
            .ok_or_else(|| missing("problem-node-not-found", "node", &code, network)),
        (None, None, Some(code), None) => part(graph.device(&code), &code, |id| graph.device_code(id).is_some())
            .map(Burst::Device)
            .ok_or_else(|| missing("problem-device-not-found", "device", &code, network)),
        (None, None, None, Some(at)) => return pointed(held, network, graph, asked, at),
        _ => Err(HttpError::Unfit(Message::new("problem-burst-one-place"))),
    };
    Ok((burst?, Vec::new()))
}

/// The nearest edge of those within reach.
fn pointed(
    held: &Held<Networks>,
    network: &str,
    graph: &Graph,
    asked: &Inquiry,
    at: [f64; 2],
) -> Result<(Burst, Vec<NearEdge>), HttpError> {
    let within = asked.parameters.read(&WITHIN)?.unwrap_or(WITHIN.domain.usual);
    let mut candidates = near(held.world(), network, at, within, asked.audience);
    candidates.retain(|edge| graph.edge_code(edge.id).is_some());
    candidates.truncate(MOST_CANDIDATES);
    let Some(first) = candidates.first() else {
        let message = Message::new("problem-no-edge-near").with("network", network).with("metres", within);
        return Err(HttpError::Missing(message.with("layer", EDGES.layer)));
    };
    let measure = graph.edge_length(first.id).unwrap_or_default() * first.share;
    Ok((Burst::At(Place::Along { edge: first.id, measure }), candidates))
}

/// By code; what has none is asked for by the id of its row: `#17`.
fn part(found: Option<FeatureId>, code: &str, is_there: impl Fn(FeatureId) -> bool) -> Option<FeatureId> {
    let by_id = || code.strip_prefix('#')?.parse().ok().map(FeatureId).filter(|&id| is_there(id));
    found.or_else(by_id)
}

fn missing(code: &'static str, kind: &'static str, asked: &str, network: &str) -> HttpError {
    HttpError::Missing(Message::new(code).with(kind, asked).with("network", network))
}
