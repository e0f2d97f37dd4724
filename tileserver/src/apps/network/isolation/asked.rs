//! What is asked of an isolation, whoever asks: a request or the command line.

use network::{Burst, EDGES, Graph, IsolationQuestion, Mode, NearEdge, Networks, Place, near};
use spatial_core::layer::Audience;
use spatial_core::message::Message;
use spatial_core::models::Held;

use super::{AT, DEVICE, EDGE, INOPERABLE, NODE, WITHIN};
use crate::apps::network::MODE;
use crate::apps::network::codes::Codes;
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
        let asking = Asking { held, codes: Codes { network, graph } };
        let (burst, candidates) = asking.burst(&self.burst, self.audience)?;
        let inoperable = self.inoperable.iter().map(|code| asking.codes.device(code)).collect::<Result<_, _>>()?;
        Ok(Question { isolation: IsolationQuestion { bursts: vec![burst], inoperable, mode: self.mode }, candidates })
    }
}

struct Asking<'a> {
    held: &'a Held<Networks>,
    codes: Codes<'a>,
}

impl Asking<'_> {
    fn burst(&self, asked: &BurstAsked, audience: Audience) -> Result<(Burst, Vec<NearEdge>), Message> {
        let burst = match asked {
            BurstAsked::Edge(code) => Burst::Edge(self.codes.edge(code)?),
            BurstAsked::Node(code) => Burst::At(Place::Node(self.codes.node(code)?)),
            BurstAsked::Device(code) => Burst::Device(self.codes.device(code)?),
            BurstAsked::At(at, within) => return self.pointed(*at, *within, audience),
        };
        Ok((burst, Vec::new()))
    }

    /// The nearest edge of those within reach.
    fn pointed(&self, at: [f64; 2], within: f64, audience: Audience) -> Result<(Burst, Vec<NearEdge>), Message> {
        let mut candidates = near(self.held.world(), self.codes.network, at, within, audience);
        candidates.retain(|edge| self.codes.graph.edge_code(edge.id).is_some());
        candidates.truncate(MOST_CANDIDATES);
        let Some(first) = candidates.first() else {
            let message =
                Message::new("problem-no-edge-near").with("network", self.codes.network).with("metres", within);
            return Err(message.with("layer", EDGES.layer));
        };
        let measure = self.codes.graph.edge_length(first.id).unwrap_or_default() * first.share;
        Ok((Burst::At(Place::Along { edge: first.id, measure }), candidates))
    }
}
