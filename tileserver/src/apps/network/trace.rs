//! `GET /v1/networks/{network}/trace`: what hangs together with a place, lies up- or downstream of it, or on loops; the shortest way to another.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use network::{Direction, Place};
use network::{Graph, Mode, Start, TraceQuestion, loops, shortest_path, trace as traced};
use spatial_core::layer::FeatureId;
use spatial_core::message::Message;

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
            (Kind::ALL[0].as_str(), Kind::ALL[0]),
            (Kind::ALL[1].as_str(), Kind::ALL[1]),
            (Kind::ALL[2].as_str(), Kind::ALL[2]),
            (Kind::ALL[3].as_str(), Kind::ALL[3]),
            (Kind::ALL[4].as_str(), Kind::ALL[4]),
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
pub(crate) enum Kind {
    Reach(Direction),
    Path,
    Loops,
}

impl Kind {
    /// All of them.
    pub(crate) const ALL: [Self; 5] = [
        Self::Reach(Direction::Connected),
        Self::Reach(Direction::Upstream),
        Self::Reach(Direction::Downstream),
        Self::Path,
        Self::Loops,
    ];

    /// The word of it.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Reach(direction) => direction.as_str(),
            Self::Path => "path",
            Self::Loops => "loops",
        }
    }

    /// Reads the word.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// A question by codes, whoever asks: a request or the command line.
#[derive(Debug, Clone)]
pub(crate) struct TraceAsked {
    pub(crate) kind: Kind,
    pub(crate) from: PlaceAsked,
    /// Where a path leads.
    pub(crate) to: Option<PlaceAsked>,
    /// Codes of devices that are not passed.
    pub(crate) barriers: Vec<String>,
    pub(crate) mode: Mode,
}

/// An edge or a node, by code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PlaceAsked {
    Edge(String),
    Node(String),
}

impl PlaceAsked {
    /// The one that is named; `None` for none or two.
    pub(crate) fn of(edge: Option<String>, node: Option<String>) -> Option<Self> {
        match (edge, node) {
            (Some(code), None) => Some(Self::Edge(code)),
            (None, Some(code)) => Some(Self::Node(code)),
            _ => None,
        }
    }

    fn start(&self, codes: Codes<'_>) -> Result<Start, Message> {
        match self {
            Self::Edge(code) => codes.edge(code).map(Start::Edge),
            Self::Node(code) => codes.node(code).map(|node| Start::At(Place::Node(node))),
        }
    }

    fn code(&self) -> &str {
        match self {
            Self::Edge(code) | Self::Node(code) => code,
        }
    }
}

impl TraceAsked {
    /// By the parameters of a request.
    fn of(asked: &Inquiry) -> Result<Self, HttpError> {
        let read = &asked.parameters;
        let one =
            |place: Option<PlaceAsked>| place.ok_or_else(|| HttpError::Unfit(Message::new("problem-trace-one-place")));
        let kind = read.read(&DIRECTION)?.unwrap_or(Kind::Reach(Direction::Connected));
        let to = || Ok::<_, HttpError>(PlaceAsked::of(read.read(&TO)?, read.read(&TO_NODE)?));
        Ok(Self {
            kind,
            from: one(PlaceAsked::of(read.read(&FROM)?, read.read(&FROM_NODE)?))?,
            to: if kind == Kind::Path { Some(one(to()?)?) } else { None },
            barriers: read.all(&BARRIER)?,
            mode: read.read(&MODE)?.unwrap_or_default(),
        })
    }
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
        let question = TraceAsked::of(&asked)?;
        let found = answered(held.revision().0, (&network, &graph), &question);
        let (document, edges) = found.map_err(HttpError::Missing)?;
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

/// The whole answer, and the edges it began at; the message about what the network has not.
pub(crate) fn answered(
    revision: u64,
    (network, graph): (&str, &Graph),
    asked: &TraceAsked,
) -> Result<(TraceDocument, Vec<FeatureId>), Message> {
    let (codes, kind) = (Codes { network, graph }, asked.kind);
    let from = asked.from.start(codes)?;
    let barriers = asked.barriers.iter().map(|code| codes.device(code)).collect::<Result<_, _>>()?;
    let direction = if let Kind::Reach(direction) = kind { direction } else { Direction::Connected };
    let question = TraceQuestion { from: vec![from], direction, mode: asked.mode, barriers };
    let mut document = TraceDocument::of((network, graph), revision, asked.from.code().to_owned());
    document.stray_devices = stray(network, graph);
    kind.as_str().clone_into(&mut document.direction);
    let missing = || Message::new("problem-network-no-way").with("network", network);
    match kind {
        Kind::Reach(_) => {
            let found = traced(graph, &question).ok_or_else(missing)?;
            document.edges = codes.edges(&found.edges);
            document.nodes = codes.nodes(&found.nodes);
            document.closed = codes.devices(&found.closed);
            document.sources = codes.nodes(&found.sources);
            (document.customers, document.length_m) = (Some(found.connections.len()), found.length);
        }
        Kind::Path => {
            let to = asked.to.as_ref().ok_or_else(|| Message::new("problem-trace-one-place"))?.start(codes)?;
            let found = shortest_path(graph, &question, to).ok_or_else(missing)?;
            document.edges = found.edges.iter().map(|&id| codes.of_edge(id)).collect();
            document.nodes = found.nodes.iter().map(|&id| codes.of_node(id)).collect();
            document.length_m = found.length;
        }
        Kind::Loops => {
            let found = loops(graph, &question).ok_or_else(missing)?;
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

fn edge_of(start: &Start) -> Option<FeatureId> {
    match start {
        Start::Edge(edge) => Some(*edge),
        Start::At(_) => None,
    }
}
