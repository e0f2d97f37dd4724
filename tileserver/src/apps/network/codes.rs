//! Between the network's own codes, which people and other systems use, and the ids of rows. What has no code, or
//! one that another row had before, is called by the id of its row: `#17`.

use network::Graph;
use spatial_core::layer::FeatureId;
use spatial_core::message::Message;

/// A part of a network, as people name it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Codes<'a> {
    pub(super) network: &'a str,
    pub(super) graph: &'a Graph,
}

impl Codes<'_> {
    /// The edge of a code; the message about it if there is none.
    pub(super) fn edge(self, code: &str) -> Result<FeatureId, Message> {
        let graph = self.graph;
        part(graph.edge(code), code, |id| graph.edge_code(id).is_some())
            .ok_or_else(|| self.missing("problem-edge-not-found", "edge", code))
    }

    /// The node of a code.
    pub(super) fn node(self, code: &str) -> Result<FeatureId, Message> {
        let graph = self.graph;
        part(graph.node(code), code, |id| graph.node_code(id).is_some())
            .ok_or_else(|| self.missing("problem-node-not-found", "node", code))
    }

    /// The device of a code.
    pub(super) fn device(self, code: &str) -> Result<FeatureId, Message> {
        let graph = self.graph;
        part(graph.device(code), code, |id| graph.device_code(id).is_some())
            .ok_or_else(|| self.missing("problem-device-not-found", "device", code))
    }

    pub(super) fn of_edge(self, id: FeatureId) -> String {
        name(self.graph.edge_code(id).filter(|code| self.graph.edge(code) == Some(id)), id)
    }

    pub(super) fn of_node(self, id: FeatureId) -> String {
        name(self.graph.node_code(id).filter(|code| self.graph.node(code) == Some(id)), id)
    }

    pub(super) fn of_device(self, id: FeatureId) -> String {
        name(self.graph.device_code(id).filter(|code| self.graph.device(code) == Some(id)), id)
    }

    /// Codes of edges, ascending.
    pub(super) fn edges(self, ids: &[FeatureId]) -> Vec<String> {
        sorted(ids.iter().map(|&id| self.of_edge(id)))
    }

    /// Codes of nodes, ascending.
    pub(super) fn nodes(self, ids: &[FeatureId]) -> Vec<String> {
        sorted(ids.iter().map(|&id| self.of_node(id)))
    }

    /// Codes of devices, ascending.
    pub(super) fn devices(self, ids: &[FeatureId]) -> Vec<String> {
        sorted(ids.iter().map(|&id| self.of_device(id)))
    }

    fn missing(self, code: &'static str, kind: &'static str, asked: &str) -> Message {
        absent(code, kind, asked, self.network)
    }
}

/// What is said of something a network has not.
pub(super) fn absent(code: &'static str, kind: &'static str, asked: &str, network: &str) -> Message {
    Message::new(code).with(kind, shown(asked)).with("network", shown(network))
}

/// As much of what was sent as a sentence repeats.
pub(super) fn shown(text: &str) -> String {
    text.chars().take(64).collect()
}

/// The code, or the id of the row of what has none.
pub(super) fn name(code: Option<&str>, id: FeatureId) -> String {
    code.filter(|code| !code.is_empty()).map_or_else(|| format!("#{}", id.0), str::to_owned)
}

fn part(found: Option<FeatureId>, code: &str, is_there: impl Fn(FeatureId) -> bool) -> Option<FeatureId> {
    let by_id = || code.strip_prefix('#')?.parse().ok().map(FeatureId).filter(|&id| is_there(id));
    found.or_else(by_id)
}

fn sorted(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut names: Vec<String> = names.collect();
    names.sort_unstable();
    names
}
