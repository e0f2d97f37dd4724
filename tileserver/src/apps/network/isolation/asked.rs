//! What is asked of an isolation, whoever asks: a request or the command line.

use network::{Graph, IsolationQuestion, Mode, NearEdge, Networks, UnknownPart};
use spatial_core::layer::Audience;
use spatial_core::message::Message;
use spatial_core::models::Held;

use super::burst::{Asking, BURST, BurstAsked, BurstSent, MOST_BURSTS, few};
use crate::apps::network::codes::Codes;
use crate::apps::network::places::{BURST_AT, BURST_DEVICE, BURST_EDGE, BURST_NODE, INOPERABLE, MODE, OUTAGE, WITHIN};
use crate::http::HttpError;
use crate::http::request::extract::Inquiry;
use crate::text::Language;

/// A question by codes.
#[derive(Debug, Clone)]
pub(crate) struct IsolationAsked {
    /// Isolated together; at least one.
    pub(crate) bursts: Vec<BurstAsked>,
    /// Codes of devices that cannot be closed.
    pub(crate) inoperable: Vec<String>,
    pub(crate) mode: Mode,
    /// The ground that goes dry is to be drawn.
    pub(crate) draws_outage: bool,
    pub(crate) audience: Audience,
    pub(crate) language: Language,
}

/// What is asked, and how the places were found.
#[derive(Debug)]
pub(in crate::apps::network) struct Question {
    pub(in crate::apps::network) isolation: IsolationQuestion,
    /// Of each burst that was pointed at, the edges near it, the one that is taken first.
    pub(in crate::apps::network) candidates: Vec<Vec<NearEdge>>,
    /// The ground that goes dry is to be drawn.
    pub(in crate::apps::network) draws_outage: bool,
}

impl IsolationAsked {
    /// By the parameters of a request.
    pub(in crate::apps::network) fn of(asked: &Inquiry) -> Result<Self, HttpError> {
        Self::if_any(asked)?.ok_or_else(|| HttpError::Unfit(Message::new("problem-burst-one-place")))
    }

    /// The same; `None` if no place is named.
    pub(in crate::apps::network) fn if_any(asked: &Inquiry) -> Result<Option<Self>, HttpError> {
        let read = &asked.parameters;
        let within = read.read(&WITHIN)?.unwrap_or(WITHIN.domain.usual);
        let described = read.all(&BURST)?.into_iter().map(BurstSent::read).collect::<Result<_, _>>()?;
        let kinds: [Vec<BurstAsked>; 5] = [
            described,
            read.all(&BURST_EDGE)?.into_iter().map(BurstAsked::Edge).collect(),
            read.all(&BURST_NODE)?.into_iter().map(BurstAsked::Node).collect(),
            read.all(&BURST_DEVICE)?.into_iter().map(BurstAsked::Device).collect(),
            read.all(&BURST_AT)?.into_iter().map(|at| BurstAsked::At(at, within)).collect(),
        ];
        // Who names a pipe and a node most likely means one place: several of several kinds are described one by one.
        if kinds.iter().filter(|kind| !kind.is_empty()).count() > 1 {
            return Err(HttpError::Unfit(Message::new("problem-burst-one-place")));
        }
        let bursts = kinds.concat();
        few("bursts", bursts.len(), MOST_BURSTS)?;
        if bursts.is_empty() {
            return Ok(None);
        }
        Ok(Some(Self {
            bursts,
            inoperable: read.all(&INOPERABLE)?,
            mode: read.read(&MODE)?.unwrap_or_default(),
            draws_outage: read.read(&OUTAGE)?.unwrap_or(false),
            audience: asked.audience,
            language: asked.language,
        }))
    }

    /// The same by ids; the message about what the network has not.
    pub(in crate::apps::network) fn question(
        &self,
        held: &Held<Networks>,
        network: &str,
        graph: &Graph,
    ) -> Result<Question, Message> {
        let asking = Asking { held, codes: Codes { network, graph }, audience: self.audience };
        let found = self.bursts.iter().map(|burst| asking.burst(burst)).collect::<Result<Vec<_>, _>>()?;
        let (bursts, candidates) = found.into_iter().unzip();
        let inoperable = self.inoperable.iter().map(|code| asking.codes.device(code)).collect::<Result<_, _>>()?;
        let isolation = IsolationQuestion { bursts, inoperable, mode: self.mode };
        Ok(Question { isolation, candidates, draws_outage: self.draws_outage })
    }
}

impl Question {
    /// The edge nearest to the place of a burst that was pointed at.
    pub(in crate::apps::network) fn nearest(&self, burst: usize) -> Option<&NearEdge> {
        self.candidates.get(burst)?.first()
    }
}

/// A row went away between question and answer, which one graph rules out: said all the same.
pub(in crate::apps::network) fn unknown(network: &str, error: UnknownPart) -> Message {
    Message::new("problem-network-part-not-found").with("network", network).with("part", error.to_string())
}
