//! Where something burst, as it is described in addresses, in jobs and on the command line, and what of that is a place.

use network::{Burst, EDGES, Graph, NearEdge, Networks, Place, near};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value as Json, json};
use spatial_core::layer::{Audience, FeatureId};
use spatial_core::message::Message;
use spatial_core::models::Held;

use crate::apps::network::codes::Codes;
use crate::apps::network::places::{CODE, WITHIN};
use crate::config::Limits;
use crate::http::HttpError;
use crate::openapi::{Domain, Parameter};

/// Places that are isolated together: whoever breaks a pipe in more of them has several jobs.
pub(in crate::apps::network) const MOST_BURSTS: usize = 50;
/// So many pipes near a place are told: who means another one can say so.
const MOST_CANDIDATES: usize = 10;
/// Metres by which a place along an edge may lie behind its end: it is told in whole centimetres.
const ROUNDED: f64 = 0.01;

/// One of `edge`, `node`, `device` and `at`.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(in crate::apps::network) struct BurstSent {
    pub(in crate::apps::network) edge: Option<String>,
    /// With `edge`: metres from its first node. All of the edge is isolated without.
    pub(in crate::apps::network) along_m: Option<f64>,
    pub(in crate::apps::network) node: Option<String>,
    pub(in crate::apps::network) device: Option<String>,
    /// Longitude and latitude: the nearest edge within `within_m` is taken.
    pub(in crate::apps::network) at: Option<[f64; 2]>,
    pub(in crate::apps::network) within_m: Option<f64>,
}

/// Where it burst, by code or place.
#[derive(Debug, Clone)]
pub(crate) enum BurstAsked {
    Edge(String),
    /// Metres along an edge.
    Along(String, f64),
    Node(String),
    Device(String),
    /// Near a place, within so many metres.
    At([f64; 2], f64),
}

impl BurstSent {
    /// What is meant.
    pub(in crate::apps::network) fn read(self) -> Result<BurstAsked, HttpError> {
        let code = |name, code: String| short(name, &code).map(|()| code);
        match self {
            Self { edge: Some(edge), along_m, node: None, device: None, at: None, within_m: None } => match along_m {
                Some(along) if !(0.0..=f64::MAX).contains(&along) => {
                    Err(HttpError::Unfit(Message::new("problem-burst-along-negative")))
                }
                Some(along) => Ok(BurstAsked::Along(code("edge", edge)?, along)),
                None => Ok(BurstAsked::Edge(code("edge", edge)?)),
            },
            Self { edge: None, along_m: None, node: Some(node), device: None, at: None, within_m: None } => {
                Ok(BurstAsked::Node(code("node", node)?))
            }
            Self { edge: None, along_m: None, node: None, device: Some(device), at: None, within_m: None } => {
                Ok(BurstAsked::Device(code("device", device)?))
            }
            Self { edge: None, along_m: None, node: None, device: None, at: Some(at), within_m } => {
                let within = within_m.unwrap_or(WITHIN.domain.usual);
                if !(0.0..=WITHIN.domain.most).contains(&within) {
                    return Err(HttpError::Unfit(
                        Message::new("problem-shutdown-within").with("most", WITHIN.domain.most),
                    ));
                }
                Ok(BurstAsked::At(on_earth("at", at)?, within))
            }
            _ => Err(HttpError::Unfit(Message::new("problem-burst-one-place"))),
        }
    }
}

/// Where it burst, described one by one.
pub(in crate::apps::network) static BURST: Parameter<BurstText> =
    Parameter::repeated_query("bursts", BurstText).about("api-parameter-bursts");

/// A description as it stands in an address: JSON, as in what is sent to make a job.
#[derive(Debug, Clone, Copy)]
pub(in crate::apps::network) struct BurstText;

/// Letters of a description: a code, and some numbers.
const LONGEST: usize = 1024;

impl Domain for BurstText {
    type Value = BurstSent;

    fn read(&self, text: &str) -> Option<BurstSent> {
        serde_json::from_str(text).ok().filter(|_| text.len() <= LONGEST)
    }

    fn expected(&self) -> Message {
        Message::new("problem-expected-burst")
    }

    fn schema(&self, _: &Limits) -> Json {
        json!({ "type": "string", "maxLength": LONGEST, "example": "{\"edge\":\"P-17\",\"along_m\":12.5}" })
    }
}

/// A network in which codes and places are looked up.
pub(super) struct Asking<'a> {
    pub(super) held: &'a Held<Networks>,
    pub(super) codes: Codes<'a>,
    pub(super) audience: Audience,
}

impl Asking<'_> {
    /// The place, and the edges near it if it was pointed at, the one that is taken first; the message about what the network has not.
    pub(super) fn burst(&self, asked: &BurstAsked) -> Result<(Burst, Vec<NearEdge>), Message> {
        let burst = match asked {
            BurstAsked::Edge(code) => Burst::Edge(self.codes.edge(code)?),
            BurstAsked::Along(code, along) => Burst::At(self.along(code, *along)?),
            BurstAsked::Node(code) => Burst::At(Place::Node(self.codes.node(code)?)),
            BurstAsked::Device(code) => Burst::Device(self.codes.device(code)?),
            BurstAsked::At(at, within) => return self.pointed(*at, *within),
        };
        Ok((burst, Vec::new()))
    }

    fn along(&self, code: &str, along: f64) -> Result<Place, Message> {
        let edge = self.codes.edge(code)?;
        let length = length(self.codes.graph, edge);
        if along > length + ROUNDED {
            let message = Message::new("problem-burst-along-beyond").with("edge", self.codes.of_edge(edge));
            return Err(message.with("along", along).with("length", (length * 100.0).round() / 100.0));
        }
        Ok(Place::Along { edge, measure: along.min(length) })
    }

    /// The nearest edge of those within reach.
    fn pointed(&self, at: [f64; 2], within: f64) -> Result<(Burst, Vec<NearEdge>), Message> {
        let mut candidates = near(self.held.world(), self.codes.network, at, within, self.audience);
        candidates.retain(|edge| self.codes.graph.edge_code(edge.id).is_some());
        candidates.truncate(MOST_CANDIDATES);
        let Some(first) = candidates.first() else {
            let message =
                Message::new("problem-no-edge-near").with("network", self.codes.network).with("metres", within);
            return Err(message.with("layer", EDGES.layer));
        };
        let measure = length(self.codes.graph, first.id) * first.share;
        Ok((Burst::At(Place::Along { edge: first.id, measure }), candidates))
    }
}

fn length(graph: &Graph, edge: FeatureId) -> f64 {
    graph.edge_length(edge).unwrap_or_default()
}

/// Refuses a list that is too long.
pub(in crate::apps::network) fn few(field: &'static str, count: usize, most: usize) -> Result<(), HttpError> {
    let message = || Message::new("problem-shutdown-too-many").with("field", field).with("most", most);
    if count > most { Err(HttpError::Unfit(message())) } else { Ok(()) }
}

/// Refuses a code that is longer than any.
pub(in crate::apps::network) fn short(field: &'static str, code: &str) -> Result<(), HttpError> {
    let message = || Message::new("problem-shutdown-text").with("field", field).with("most", CODE.longest);
    if code.len() > CODE.longest { Err(HttpError::Unfit(message())) } else { Ok(()) }
}

/// Refuses a place that is not on the earth.
pub(in crate::apps::network) fn on_earth(field: &'static str, at: [f64; 2]) -> Result<[f64; 2], HttpError> {
    let is_there = at[0].abs() <= 180.0 && at[1].abs() <= 90.0;
    let message = || Message::new("problem-shutdown-place").with("field", field);
    if is_there { Ok(at) } else { Err(HttpError::Unfit(message())) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(burst: &BurstSent, is_read: bool) {
        assert_eq!(burst.clone().read().is_ok(), is_read, "{burst:?}");
    }

    #[test]
    fn a_description_in_an_address_is_that_of_a_job() {
        let read = |text: &str| BurstText.read(text).map(|sent| (sent.edge, sent.along_m));
        assert_eq!(read(r#"{"edge":"P1","along_m":2.5}"#), Some((Some("P1".to_owned()), Some(2.5))));
        assert_eq!(read(r#"{"pipe":"P1"}"#), None);
        assert_eq!(read("P1"), None);
        assert_eq!(read(&format!("{{}}{}", " ".repeat(LONGEST))), None);
    }

    #[test]
    fn a_burst_is_at_one_place_on_the_earth() {
        let edge = || Some("P1".to_owned());
        let none = BurstSent::default;
        check(&BurstSent { edge: edge(), ..none() }, true);
        check(&BurstSent { edge: edge(), along_m: Some(0.0), ..none() }, true);
        check(&BurstSent { edge: edge(), along_m: Some(-1.0), ..none() }, false);
        check(&BurstSent { edge: edge(), along_m: Some(f64::NAN), ..none() }, false);
        check(&BurstSent { node: edge(), along_m: Some(1.0), ..none() }, false);
        check(&BurstSent { at: Some([107.0, 10.0]), within_m: Some(500.0), ..none() }, true);
        check(&none(), false);
        check(&BurstSent { edge: edge(), node: edge(), ..none() }, false);
        check(&BurstSent { at: Some([107.0, 91.0]), ..none() }, false);
        check(&BurstSent { at: Some([f64::NAN, 9.0]), ..none() }, false);
        check(&BurstSent { at: Some([107.0, 10.0]), within_m: Some(501.0), ..none() }, false);
        check(&BurstSent { edge: Some("P".repeat(257)), ..none() }, false);
    }
}
