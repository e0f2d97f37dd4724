//! What an isolation answers.

use std::f64::consts::PI;

use spatial_core::layer::FeatureId;

use crate::graph::{Element, Graph};

/// An isolation. Lists of ids ascend.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Isolation {
    /// What hangs together with the burst.
    pub segment: Reach,
    /// Barriers with one side in the segment.
    pub boundary_valves: Vec<FeatureId>,
    /// Those of them that must be closed.
    pub valves_to_close: Vec<FeatureId>,
    /// What is supplied now, lies outside and would not be any more.
    pub unintended: Reach,
    /// Closed valves by which what goes dry unintentionally could be fed again, in order of id.
    pub valves_to_open: Vec<Feeding>,
    /// Sources in the segment: it cannot be made dry by these valves alone.
    pub sources_inside: Vec<FeatureId>,
    /// False if nothing in the segment is supplied as the network stands.
    pub was_supplied: bool,
}

/// A closed valve that would feed again what lies behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feeding {
    /// The valve to open.
    pub open: FeatureId,
    /// Boundary valves that need no closing as long as what lies behind them is dry, and must be closed before: else water would come back to
    /// the burst that way. Ascending.
    pub close_first: Vec<FeatureId>,
}

/// A part of a network. Lists of ids ascend.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reach {
    /// Edges, whole or in part.
    pub edges: Vec<FeatureId>,
    /// Nodes.
    pub nodes: Vec<FeatureId>,
    /// Which stretch of those edges that are not in it whole.
    pub stretches: Vec<Stretch>,
    /// Metres.
    pub length: f64,
    /// Cubic metres in the edges whose diameter is known.
    pub volume: f64,
    /// True if the diameter of every edge is known.
    pub is_volume_whole: bool,
    /// Connections that lose their supply.
    pub connections: Vec<FeatureId>,
    /// Hydrants that lose theirs.
    pub hydrants: Vec<FeatureId>,
}

/// A part of an edge.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stretch {
    /// The edge.
    pub edge: FeatureId,
    /// Metres from its first node.
    pub from: f64,
    /// Metres from its first node.
    pub to: f64,
    /// Length of the whole edge.
    pub whole: f64,
}

impl Reach {
    /// True if both have a node or some of an edge in common; two parts of an edge that a device parts have nothing.
    pub fn meets(&self, other: &Self) -> bool {
        let is_in = |list: &[FeatureId], id: &FeatureId| list.binary_search(id).is_ok();
        self.nodes.iter().any(|node| is_in(&other.nodes, node))
            || self.edges.iter().filter(|edge| is_in(&other.edges, edge)).any(|&edge| self.shares(other, edge))
    }

    /// True if both have some of an edge, of which each has at least a part.
    fn shares(&self, other: &Self, edge: FeatureId) -> bool {
        let parts = |reach: &Self| -> Vec<[f64; 2]> {
            let stretches = reach.stretches.iter().filter(|stretch| stretch.edge == edge);
            stretches.map(|stretch| [stretch.from, stretch.to]).collect()
        };
        let (ours, theirs) = (parts(self), parts(other));
        let is_whole = ours.is_empty() || theirs.is_empty();
        is_whole || ours.iter().any(|one| theirs.iter().any(|another| one[0] < another[1] && another[0] < one[1]))
    }

    /// Of elements that ascend. Only where `was_wet` somebody loses anything.
    pub(crate) fn of(graph: &Graph, elements: &[u32], was_wet: impl Fn(u32) -> bool) -> Self {
        let mut reach = Self { is_volume_whole: true, ..Self::default() };
        for &element in elements {
            match graph.net.element(element) {
                Element::Piece(piece) => reach.add(graph, piece),
                Element::Node(node) if graph.net.is_named(node) => reach.nodes.push(graph.net.node_ids[node as usize]),
                Element::Node(_) => {}
            }
            if was_wet(element) {
                reach.connections.extend(graph.connections.on(element));
                let hydrants = graph.fittings.hydrants_on(element);
                reach.hydrants.extend(hydrants.map(|device| graph.fittings.ids[device as usize]));
            }
        }
        reach.connections.sort_unstable();
        reach.hydrants.sort_unstable();
        reach
    }

    /// Both together: two parts that have no element in common.
    pub(crate) fn and(mut self, other: Self) -> Self {
        let Self { edges, nodes, connections, hydrants, .. } = other;
        let lists = [&mut self.edges, &mut self.nodes, &mut self.connections, &mut self.hydrants];
        for (list, more) in lists.into_iter().zip([edges, nodes, connections, hydrants]) {
            list.extend(more);
            list.sort_unstable();
            list.dedup();
        }
        self.stretches.extend(other.stretches);
        self.stretches.sort_by(|a, b| a.edge.cmp(&b.edge).then(a.from.total_cmp(&b.from)));
        self.length += other.length;
        self.volume += other.volume;
        self.is_volume_whole &= other.is_volume_whole;
        self
    }

    fn add(&mut self, graph: &Graph, piece: u32) {
        let net = &*graph.net;
        let of = net.pieces[piece as usize];
        let edge = net.edge_ids[of.edge as usize];
        let pieces = net.pieces_of(of.edge);
        if pieces.len() > 1 {
            let length =
                |pieces: std::ops::Range<u32>| pieces.map(|piece| net.pieces[piece as usize].length).sum::<f64>();
            let (from, whole) = (of.start, length(pieces));
            self.stretches.push(Stretch { edge, from, to: from + of.length, whole });
        }
        if self.edges.last() != Some(&edge) {
            self.edges.push(edge);
        }
        let metres = net.diameters[of.edge as usize] / 1000.0;
        self.length += of.length;
        self.volume += PI * metres * metres / 4.0 * of.length;
        self.is_volume_whole &= metres > 0.0;
    }
}
