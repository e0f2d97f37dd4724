//! What rows of shutdowns keep as JSON: the question, by the network's own codes, and the valves with what became of them.

use network::shutdown::{ShutdownValve, Turned};
use network::{Burst, DevicePosition, IsolationQuestion, Mode, Place};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use spatial_core::layer::FeatureId;
use spatial_core::message::Message;

use crate::apps::network::codes::Codes;
use crate::apps::network::wire::rounded;

/// What was asked.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub(super) struct AskedStored {
    pub(super) bursts: Vec<BurstStored>,
    /// Codes of devices that could not be closed.
    pub(super) inoperable: Vec<String>,
}

/// Where it burst.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub(super) struct BurstStored {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) edge: Option<String>,
    /// Metres along the edge; all of it without.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) along_m: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) node: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) device: Option<String>,
}

/// A valve of the crew's list.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct ValveStored {
    valve: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    was: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    left: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    closed: Option<TurnStored>,
    #[serde(skip_serializing_if = "Option::is_none")]
    opened: Option<TurnStored>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct TurnStored {
    at: String,
    by: String,
}

impl AskedStored {
    /// A question by codes.
    pub(super) fn of(codes: Codes<'_>, question: &IsolationQuestion) -> Self {
        let none = BurstStored::default;
        let burst = |burst: &Burst| match *burst {
            Burst::Edge(id) => BurstStored { edge: Some(codes.of_edge(id)), ..none() },
            Burst::At(Place::Along { edge: id, measure }) => {
                let along_m = Some(rounded(measure, 100.0));
                BurstStored { edge: Some(codes.of_edge(id)), along_m, ..none() }
            }
            Burst::At(Place::Node(id) | Place::End { node: id, .. }) => {
                BurstStored { node: Some(codes.of_node(id)), ..none() }
            }
            Burst::Device(id) => BurstStored { device: Some(codes.of_device(id)), ..none() },
        };
        Self {
            bursts: question.bursts.iter().map(burst).collect(),
            inoperable: question.inoperable.iter().map(|&id| codes.of_device(id)).collect(),
        }
    }

    /// The same by ids of the graph; the message about what it no longer has.
    pub(super) fn question(&self, codes: Codes<'_>, mode: Mode) -> Result<IsolationQuestion, Message> {
        let burst = |stored: &BurstStored| match stored {
            BurstStored { edge: Some(code), along_m: Some(measure), .. } => {
                Ok(Burst::At(Place::Along { edge: codes.edge(code)?, measure: *measure }))
            }
            BurstStored { edge: Some(code), .. } => codes.edge(code).map(Burst::Edge),
            BurstStored { node: Some(code), .. } => Ok(Burst::At(Place::Node(codes.node(code)?))),
            BurstStored { device: Some(code), .. } => codes.device(code).map(Burst::Device),
            _ => Err(Message::new("problem-shutdown-no-burst")),
        };
        Ok(IsolationQuestion {
            bursts: self.bursts.iter().map(burst).collect::<Result<_, _>>()?,
            inoperable: self.inoperable.iter().map(|code| codes.device(code)).collect::<Result<_, _>>()?,
            mode,
        })
    }

    pub(super) fn read(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    pub(super) fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_else(|_| "{}".to_owned())
    }
}

/// How a job left the devices it turned, where that is otherwise than before; those that are gone are passed over.
pub(super) fn left(codes: Codes<'_>, valves: &[ShutdownValve]) -> Vec<(FeatureId, bool)> {
    let left = |valve: &ShutdownValve| Some((codes.device(&valve.code).ok()?, valve.is_left_closed()?));
    valves.iter().filter_map(left).collect()
}

/// The list as a row keeps it.
pub(super) fn valves_text(valves: &[ShutdownValve]) -> String {
    let word = |is_closed: bool| {
        let position = if is_closed { DevicePosition::Closed } else { DevicePosition::Open };
        position.as_str().to_owned()
    };
    let turn = |turned: &Turned| TurnStored { at: turned.at.clone(), by: turned.who.clone() };
    let stored = |valve: &ShutdownValve| ValveStored {
        valve: valve.code.clone(),
        was: valve.was_closed.map(word),
        left: valve.is_closed.map(word),
        closed: valve.closed.as_ref().map(turn),
        opened: valve.opened.as_ref().map(turn),
    };
    let list: Vec<ValveStored> = valves.iter().map(stored).collect();
    serde_json::to_string(&list).unwrap_or_else(|_| "[]".to_owned())
}

/// The list of a row.
pub(super) fn valves(text: &str) -> Vec<ShutdownValve> {
    let is_closed = |word: &str| DevicePosition::parse(word).map(|position| position == DevicePosition::Closed);
    let turned = |turn: TurnStored| Turned { at: turn.at, who: turn.by };
    let read = |stored: ValveStored| ShutdownValve {
        code: stored.valve,
        was_closed: stored.was.as_deref().and_then(is_closed),
        is_closed: stored.left.as_deref().and_then(is_closed),
        closed: stored.closed.map(turned),
        opened: stored.opened.map(turned),
    };
    let list: Vec<ValveStored> = serde_json::from_str(text).unwrap_or_default();
    list.into_iter().map(read).collect()
}

#[cfg(test)]
mod tests {
    use network::{EdgeRow, GraphBuilder, NodeRow, Passing};

    use super::*;

    #[test]
    fn valves_are_read_as_they_were_written() {
        let turned = |at: &str| Some(Turned { at: at.to_owned(), who: "van \"a\"".to_owned() });
        let list = vec![
            ShutdownValve::of("V1"),
            ShutdownValve {
                was_closed: Some(false),
                is_closed: Some(true),
                closed: turned("2026-11-30T01:00:00Z"),
                ..ShutdownValve::of("V2")
            },
            ShutdownValve {
                was_closed: Some(true),
                is_closed: Some(false),
                opened: turned("x"),
                ..ShutdownValve::of("V3")
            },
        ];
        assert_eq!(valves(&valves_text(&list)), list);
        assert_eq!(valves("no list"), []);
    }

    #[test]
    fn a_question_comes_back_by_codes_and_names_what_is_gone() {
        let mut builder = GraphBuilder::default();
        for (id, code) in [(1, "N1"), (2, "N2")] {
            builder.node(NodeRow { id: FeatureId(id), code, is_source: false });
        }
        let [from, to] = [1, 2].map(FeatureId);
        let passing = Passing::Both;
        builder.edge(EdgeRow { id: FeatureId(5), code: "", from, to, passing, length: 9.0, diameter: 0.0 });
        let graph = builder.build().unwrap();
        let asked = IsolationQuestion {
            bursts: vec![
                Burst::Edge(FeatureId(5)),
                Burst::At(Place::Along { edge: FeatureId(5), measure: 3.25 }),
                Burst::At(Place::Node(FeatureId(2))),
            ],
            inoperable: Vec::new(),
            mode: Mode::Topo,
        };
        let codes = Codes { network: "cap-nuoc", graph: &graph };
        let stored = AskedStored::of(codes, &asked);
        assert_eq!(stored.bursts[0].edge.as_deref(), Some("#5"), "what has no code is named by its row");
        assert_eq!(AskedStored::read(&stored.text()), stored);
        assert_eq!(stored.question(codes, Mode::Topo), Ok(asked));
        let gone = AskedStored { inoperable: vec!["V9".to_owned()], ..stored };
        let refused = gone.question(codes, Mode::Topo).unwrap_err();
        assert_eq!(refused.code, "problem-device-not-found");
    }
}
