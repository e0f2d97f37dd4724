//! What is asked of an isolation, whoever asks: a request or the command line.

use network::{Burst, EDGES, Graph, IsolationQuestion, Mode, NearEdge, Networks, Place, near};
use spatial_core::layer::{Audience, FeatureId};
use spatial_core::message::Message;
use spatial_core::models::Held;

use super::{AT, DEVICE, EDGE, INOPERABLE, MODE, NODE, WITHIN};
use crate::http::HttpError;
use crate::http::request::extract::Inquiry;
use crate::text::Language;

/// A question by codes.
#[derive(Debug, Clone)]
pub(crate) struct IsolationAsked {
    pub(crate) burst: BurstAsked,
    /// Codes of devices that cannot be closed.
    pub(crate) inoperable: Vec<String>,
    pub(crate) mode: Mode,
    pub(crate) audience: Audience,
    pub(crate) language: Language,
}

/// Where it burst, by code or place.
#[derive(Debug, Clone)]
pub(crate) enum BurstAsked {
    Edge(String),
    Node(String),
    Device(String),
    /// Near a place, within so many metres.
    At([f64; 2], f64),
}

/// What is asked, and how the place was found.
#[derive(Debug)]
pub(in crate::apps::network) struct Question {
    pub(in crate::apps::network) isolation: IsolationQuestion,
    /// Edges near the place that was pointed at, the one that is taken first.
    pub(in crate::apps::network) candidates: Vec<NearEdge>,
}

/// So many pipes near a place are told: who means another one can say so.
const MOST_CANDIDATES: usize = 10;

impl IsolationAsked {
    /// By the parameters of a request.
    pub(super) fn of(asked: &Inquiry) -> Result<Self, HttpError> {
        let read = &asked.parameters;
        let within = || Ok::<_, HttpError>(read.read(&WITHIN)?.unwrap_or(WITHIN.domain.usual));
        let burst = match (read.read(&EDGE)?, read.read(&NODE)?, read.read(&DEVICE)?, read.read(&AT)?) {
            (Some(code), None, None, None) => BurstAsked::Edge(code),
            (None, Some(code), None, None) => BurstAsked::Node(code),
            (None, None, Some(code), None) => BurstAsked::Device(code),
            (None, None, None, Some(at)) => BurstAsked::At(at, within()?),
            _ => return Err(HttpError::Unfit(Message::new("problem-burst-one-place"))),
        };
        Ok(Self {
            burst,
            inoperable: read.all(&INOPERABLE)?,
            mode: read.read(&MODE)?.unwrap_or_default(),
            audience: asked.audience,
            language: asked.language,
        })
    }

    /// The same by ids; the message about what the network has not.
    pub(in crate::apps::network) fn question(
        &self,
        held: &Held<Networks>,
        network: &str,
        graph: &Graph,
    ) -> Result<Question, Message> {
        let asking = Asking { held, network, graph };
        let (burst, candidates) = asking.burst(&self.burst, self.audience)?;
        let inoperable = self.inoperable.iter().map(|code| asking.device(code)).collect::<Result<_, _>>()?;
        Ok(Question { isolation: IsolationQuestion { bursts: vec![burst], inoperable, mode: self.mode }, candidates })
    }
}

struct Asking<'a> {
    held: &'a Held<Networks>,
    network: &'a str,
    graph: &'a Graph,
}

impl Asking<'_> {
    fn burst(&self, asked: &BurstAsked, audience: Audience) -> Result<(Burst, Vec<NearEdge>), Message> {
        let graph = self.graph;
        let burst = match asked {
            BurstAsked::Edge(code) => part(graph.edge(code), code, |id| graph.edge_code(id).is_some())
                .map(Burst::Edge)
                .ok_or_else(|| self.missing("problem-edge-not-found", "edge", code)),
            BurstAsked::Node(code) => part(graph.node(code), code, |id| graph.node_code(id).is_some())
                .map(|node| Burst::At(Place::Node(node)))
                .ok_or_else(|| self.missing("problem-node-not-found", "node", code)),
            BurstAsked::Device(code) => self.device(code).map(Burst::Device),
            BurstAsked::At(at, within) => return self.pointed(*at, *within, audience),
        };
        Ok((burst?, Vec::new()))
    }

    fn device(&self, code: &str) -> Result<FeatureId, Message> {
        part(self.graph.device(code), code, |id| self.graph.device_code(id).is_some())
            .ok_or_else(|| self.missing("problem-device-not-found", "device", code))
    }

    /// The nearest edge of those within reach.
    fn pointed(&self, at: [f64; 2], within: f64, audience: Audience) -> Result<(Burst, Vec<NearEdge>), Message> {
        let mut candidates = near(self.held.world(), self.network, at, within, audience);
        candidates.retain(|edge| self.graph.edge_code(edge.id).is_some());
        candidates.truncate(MOST_CANDIDATES);
        let Some(first) = candidates.first() else {
            let message = Message::new("problem-no-edge-near").with("network", self.network).with("metres", within);
            return Err(message.with("layer", EDGES.layer));
        };
        let measure = self.graph.edge_length(first.id).unwrap_or_default() * first.share;
        Ok((Burst::At(Place::Along { edge: first.id, measure }), candidates))
    }

    fn missing(&self, code: &'static str, kind: &'static str, asked: &str) -> Message {
        let shown = |text: &str| text.chars().take(64).collect::<String>();
        Message::new(code).with(kind, shown(asked)).with("network", shown(self.network))
    }
}

/// By code; what has none is asked for by the id of its row: `#17`.
pub(in crate::apps::network) fn part(
    found: Option<FeatureId>,
    code: &str,
    is_there: impl Fn(FeatureId) -> bool,
) -> Option<FeatureId> {
    let by_id = || code.strip_prefix('#')?.parse().ok().map(FeatureId).filter(|&id| is_there(id));
    found.or_else(by_id)
}
