//! `GET /v1/networks/{network}/trace`: what hangs together with a place, lies up- or downstream of it, or on loops; the shortest way to another.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use network::{Direction, Place};
use network::{Graph, Mode, Networks, Start, TraceQuestion, loops, shortest_path, trace as traced};
use spatial_core::layer::FeatureId;
use spatial_core::message::Message;
use spatial_core::models::Held;

use super::codes::Codes;
use super::list::stray;
use super::seen::{note, opened};
use super::wire::{TraceCounts, TraceDocument, rounded};
use crate::apps::network::places::{CODE, IDS, MODE, NETWORK, OFFSET, TRACE};
use crate::http::HttpError;
use crate::http::request::extract::Inquiry;
use crate::http::request::peer::Peer;
use crate::http::request::reached::base_url;
use crate::http::served::Served;
use crate::http::wire;
use crate::ogc::escaped;
use crate::openapi::shared::{F, LANG};
use crate::openapi::{Described, OneOf, Parameter, Text};

static FROM: Parameter<Text> = Parameter::query("from", CODE).about("api-parameter-from-edge");
static FROM_NODE: Parameter<Text> = Parameter::query("from_node", CODE).about("api-parameter-from-node");
static TO: Parameter<Text> = Parameter::query("to", CODE).about("api-parameter-to-edge");
static TO_NODE: Parameter<Text> = Parameter::query("to_node", CODE).about("api-parameter-to-node");
static BARRIER: Parameter<Text> = Parameter::repeated_query("barrier", CODE).about("api-parameter-barrier");
static DIRECTION: Parameter<OneOf<Kind>> = Parameter::query(
    "direction",
    OneOf {
        words: &[
            ("connected", Kind::Reach(Direction::Connected)),
            ("upstream", Kind::Reach(Direction::Upstream)),
            ("downstream", Kind::Reach(Direction::Downstream)),
            ("path", Kind::Path),
            ("loops", Kind::Loops),
        ],
        expected: "problem-expected-direction",
    },
)
.about("api-parameter-direction");
/// What is asked.
pub(super) static PARAMETERS: &[&dyn Described] =
    &[&NETWORK, &FROM, &FROM_NODE, &DIRECTION, &TO, &TO_NODE, &BARRIER, &MODE, &IDS, &OFFSET, &F, &LANG];

/// What is traced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Reach(Direction),
    Path,
    Loops,
}

/// Page by page; each page is traced anew, for a trace is not kept.
pub(super) async fn trace(
    State(served): State<Arc<Served>>,
    Path(network): Path<String>,
    Extension(peer): Extension<Peer>,
    asked: Inquiry,
) -> Result<Response, HttpError> {
    let (_turn, held, graph) = opened(&served, peer, &network, &asked).await?;
    let (seen, looker) = (held.clone(), asked.looker.clone());
    let base = base_url(&asked.headers, &served.settings);
    let told = move || {
        let page = Page {
            offset: asked.parameters.read(&OFFSET)?.unwrap_or(0) as usize,
            size: asked.parameters.read(&IDS)?.unwrap_or(IDS.domain.usual) as usize,
        };
        let (document, edges) = answered(&held, (&network, &graph), &asked)?;
        let (mut document, next) = document.page(page.offset, page.size);
        let here = format!("{base}{}", TRACE.replace("{network}", &escaped(&document.network)));
        let next = next.map(|at| asked.next_page((&here, "application/json"), OFFSET.name, at.to_string()));
        document.links.extend(next);
        let title = asked.language.text("page-network-trace");
        Ok::<_, HttpError>((wire::document(&document, "application/json", &title, &asked), edges))
    };
    let (answer, edges) = served.workers.run(told).await??;
    note(&served, &seen, &looker, &edges).await;
    Ok(answer)
}

/// A part of each list.
#[derive(Debug, Clone, Copy)]
struct Page {
    offset: usize,
    size: usize,
}

/// The whole answer, and the edges it began at.
fn answered(
    held: &Held<Networks>,
    (network, graph): (&str, &Graph),
    asked: &Inquiry,
) -> Result<(TraceDocument, Vec<FeatureId>), HttpError> {
    let (codes, read) = (Codes { network, graph }, &asked.parameters);
    let kind = read.read(&DIRECTION)?.unwrap_or(Kind::Reach(Direction::Connected));
    let (from, from_code) = place(codes, read.read(&FROM)?, read.read(&FROM_NODE)?)?;
    let barriers = read.all(&BARRIER)?.iter().map(|code| codes.device(code)).collect::<Result<_, _>>();
    let question = TraceQuestion {
        from: vec![from],
        direction: if let Kind::Reach(direction) = kind { direction } else { Direction::Connected },
        mode: read.read(&MODE)?.unwrap_or(Mode::Aware),
        barriers: barriers.map_err(HttpError::Missing)?,
    };
    let mut document = TraceDocument::of((network, graph), held.revision().0, from_code);
    document.stray_devices = stray(network, graph);
    let missing = || HttpError::Missing(Message::new("problem-network-no-way").with("network", network));
    match kind {
        Kind::Reach(direction) => {
            let found = traced(graph, &question).ok_or_else(missing)?;
            direction.as_str().clone_into(&mut document.direction);
            document.edges = codes.edges(&found.edges);
            document.nodes = codes.nodes(&found.nodes);
            document.closed = codes.devices(&found.closed);
            document.sources = codes.nodes(&found.sources);
            (document.customers, document.length_m) = (Some(found.connections.len()), found.length);
        }
        Kind::Path => {
            let (to, _) = place(codes, read.read(&TO)?, read.read(&TO_NODE)?)?;
            let found = shortest_path(graph, &question, to).ok_or_else(missing)?;
            "path".clone_into(&mut document.direction);
            document.edges = found.edges.iter().map(|&id| codes.of_edge(id)).collect();
            document.nodes = found.nodes.iter().map(|&id| codes.of_node(id)).collect();
            document.length_m = found.length;
        }
        Kind::Loops => {
            let found = loops(graph, &question).ok_or_else(missing)?;
            "loops".clone_into(&mut document.direction);
            document.edges = codes.edges(&found.edges);
            document.bridges = Some(codes.edges(&found.bridges));
            document.loops = Some(found.count);
        }
    }
    document.length_m = rounded(document.length_m, 10_000.0);
    document.matched = TraceCounts {
        edges: document.edges.len(),
        nodes: document.nodes.len(),
        closed: document.closed.len(),
        bridges: document.bridges.as_ref().map(Vec::len),
    };
    Ok((document, question.from.iter().filter_map(edge_of).collect()))
}

/// The one place that is named, and its code.
fn place(codes: Codes<'_>, edge: Option<String>, node: Option<String>) -> Result<(Start, String), HttpError> {
    match (edge, node) {
        (Some(code), None) => Ok((Start::Edge(codes.edge(&code).map_err(HttpError::Missing)?), code)),
        (None, Some(code)) => Ok((Start::At(Place::Node(codes.node(&code).map_err(HttpError::Missing)?)), code)),
        _ => Err(HttpError::Unfit(Message::new("problem-trace-one-place"))),
    }
}

fn edge_of(start: &Start) -> Option<FeatureId> {
    match start {
        Start::Edge(edge) => Some(*edge),
        Start::At(_) => None,
    }
}
