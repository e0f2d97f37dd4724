//! Traces: what hangs together with a place, what lies up- or downstream of it, the shortest way between two, what lies on a loop.

mod loops;
mod path;
mod walk;
mod zones;

use spatial_core::layer::FeatureId;

pub use loops::{Loops, loops};
pub use path::{Path, shortest_path};
pub use walk::Direction;
pub(crate) use walk::Met;
pub use zones::{Zone, ZoneRow, zones};

use crate::graph::{Element, Graph, Marks, Mode, Place, element_at};
use walk::Ways;

/// What is asked of a trace.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TraceQuestion {
    /// Where it begins: together, if there are several.
    pub from: Vec<Start>,
    /// Which way it goes.
    pub direction: Direction,
    /// What it heeds, going up- or downstream.
    pub mode: Mode,
    /// Devices it does not pass, however they stand.
    pub barriers: Vec<FeatureId>,
}

/// Where a trace begins.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Start {
    /// All of an edge.
    Edge(FeatureId),
    /// A node, or a place on an edge.
    At(Place),
}

/// What a trace met. Lists ascend.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Trace {
    /// Edges reached, whole or in part, those it began at included.
    pub edges: Vec<FeatureId>,
    /// Nodes reached.
    pub nodes: Vec<FeatureId>,
    /// Closed devices and barriers at which it ended.
    pub closed: Vec<FeatureId>,
    /// Sources among the nodes.
    pub sources: Vec<FeatureId>,
    /// Connections on what was reached.
    pub connections: Vec<FeatureId>,
    /// Metres of edges.
    pub length: f64,
}

/// Traces; `None` if the graph has none of the places. Linear in what is reached.
pub fn trace(graph: &Graph, question: &TraceQuestion) -> Option<Trace> {
    Some(traced(graph, question)?.0)
}

/// The same, with the bits of what was met: for who asks what else is known there.
pub(crate) fn traced(graph: &Graph, question: &TraceQuestion) -> Option<(Trace, Met)> {
    let (pieces, nodes) = starts(graph, &question.from)?;
    let ways = ways(graph, question.direction, question.mode, &question.barriers);
    let met = if question.direction == Direction::Connected && question.barriers.is_empty() {
        Met::parts(graph, &pieces, &nodes)
    } else {
        ways.reach(&pieces, &nodes)
    };
    Some((told(&ways, &met), met))
}

/// The same without barriers, by a walk that knows its way: it is handed the nodes the trace begins at, marked and listed, and marks and lists all
/// others.
pub(crate) fn traced_by(
    graph: &Graph,
    question: &TraceQuestion,
    walk: impl FnOnce(&mut Marks, &mut Vec<u32>),
) -> Option<(Trace, Met)> {
    let (pieces, nodes) = starts(graph, &question.from)?;
    let ways = ways(graph, question.direction, question.mode, &[]);
    let met = ways.reach_by(&pieces, &nodes, walk);
    Some((told(&ways, &met), met))
}

/// What hangs together with an edge; `None` if there is no such edge. Linear in what is reached.
pub fn connected(graph: &Graph, from: FeatureId) -> Option<Trace> {
    trace(graph, &TraceQuestion { from: vec![Start::Edge(from)], ..TraceQuestion::default() })
}

fn ways<'a>(graph: &'a Graph, direction: Direction, mode: Mode, barriers: &[FeatureId]) -> Ways<'a> {
    let numbers = barriers.iter().filter_map(|&device| graph.fittings.number(device));
    let mut barriers: Vec<u32> = numbers.flat_map(|device| graph.fittings.contacts_of(device)).collect();
    barriers.sort_unstable();
    Ways::new(graph, direction, mode, barriers)
}

/// Pieces and nodes to begin at.
fn starts(graph: &Graph, from: &[Start]) -> Option<(Vec<u32>, Vec<u32>)> {
    let (mut pieces, mut nodes) = (Vec::new(), Vec::new());
    for start in from {
        match *start {
            Start::Edge(edge) => pieces.extend(graph.net.pieces_of(graph.net.edge_number(edge)?)),
            Start::At(place) => match element_at(&graph.net, place)? {
                Element::Piece(piece) => pieces.push(piece),
                Element::Node(node) => nodes.push(node),
            },
        }
    }
    Some((pieces, nodes))
}

fn told(ways: &Ways<'_>, met: &Met) -> Trace {
    let graph = ways.graph;
    let net = &*graph.net;
    let mut trace = Trace { edges: Vec::with_capacity(met.pieces.len()), ..Trace::default() };
    for piece in met.pieces.iter() {
        let of = net.pieces[piece as usize];
        trace.length += of.length;
        let edge = net.edge_ids[of.edge as usize];
        if trace.edges.last() != Some(&edge) {
            trace.edges.push(edge);
        }
    }
    trace.nodes = met.nodes.iter().filter(|&node| net.is_named(node)).map(|node| net.node_ids[node as usize]).collect();
    let sources = net.sources.iter().filter(|&&node| met.nodes.contains(node));
    trace.sources = sources.map(|&node| net.node_ids[node as usize]).collect();
    trace.closed = ended_at(ways, met);
    let is_met = |element: u32| match net.element(element) {
        Element::Piece(piece) => met.pieces.contains(piece),
        Element::Node(node) => met.nodes.contains(node),
    };
    let connections = graph.connections.on_elements.iter().filter(|(element, _)| is_met(*element));
    trace.connections = connections.map(|&(_, connection)| connection).collect();
    trace.connections.sort_unstable();
    trace
}

/// Devices that block, or were named as barriers, at what was met.
fn ended_at(ways: &Ways<'_>, met: &Met) -> Vec<FeatureId> {
    let graph = ways.graph;
    let ends = |contact: u32, device: u32| {
        (graph.states[device as usize].blocks() || ways.barriers.binary_search(&contact).is_ok())
            && (met.pieces.contains(contact / 2) || met.nodes.contains(graph.net.node_of(contact)))
    };
    let on = graph.fittings.on_contacts.iter().filter(|&&(contact, device)| ends(contact, device));
    let mut devices: Vec<FeatureId> = on.map(|&(_, device)| graph.fittings.ids[device as usize]).collect();
    devices.sort_unstable();
    devices.dedup();
    devices
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use sketch::{Sketch, sketch};

    use super::*;
    use crate::graph::{DeviceKind, DeviceRow, DeviceState, EdgeRow, GraphBuilder, Passing, Place};

    fn graph(edges: &[(u64, u64)], devices: &[(u64, u64, bool)]) -> Graph {
        let mut builder = GraphBuilder::default();
        for (&(from, to), id) in edges.iter().zip(1..) {
            let [from, to] = [from, to].map(FeatureId);
            let passing = Passing::Both;
            builder.edge(EdgeRow { id: FeatureId(id), code: "", from, to, passing, length: 1.0, diameter: 0.0 });
        }
        for (&(edge, node, is_closed), id) in devices.iter().zip(100..) {
            let place = Place::End { edge: FeatureId(edge), node: FeatureId(node) };
            let state = DeviceState { is_closed, ..DeviceState::default() };
            builder.device(DeviceRow { id: FeatureId(id), code: "", kind: DeviceKind::Closable, place, state });
        }
        builder.build().unwrap()
    }

    /// Pipes of a drawn network, numbered in order of their nodes: A is 1, B is 2.
    fn pipes(network: &Sketch) -> Vec<(u64, u64)> {
        let node = |name: char| u64::from(name) - u64::from('A') + 1;
        network.lines().iter().map(|(from, to, _)| (node(*from), node(*to))).collect()
    }

    fn ids(found: &[FeatureId]) -> Vec<u64> {
        found.iter().map(|id| id.0).collect()
    }

    #[test]
    fn a_closed_valve_parts_a_street_and_an_open_one_does_not() {
        let street = pipes(&sketch!("A--B--C--D"));
        let trace = connected(&graph(&street, &[(2, 3, true), (1, 2, false)]), FeatureId(1)).unwrap();
        assert_eq!((ids(&trace.edges), ids(&trace.nodes), ids(&trace.closed)), (vec![1, 2], vec![1, 2], vec![100]));
        let beyond = connected(&graph(&street, &[(2, 3, true)]), FeatureId(3)).unwrap();
        assert_eq!((ids(&beyond.edges), ids(&beyond.nodes)), (vec![3], vec![3, 4]));
    }

    #[test]
    fn a_ring_is_gone_round_once_and_a_loop_at_one_node_is_an_edge() {
        let mut ring = pipes(&sketch!(
            "A--B"
            "|  |"
            "+--C"
        ));
        ring.push((3, 3));
        let trace = connected(&graph(&ring, &[]), FeatureId(2)).unwrap();
        assert_eq!((ids(&trace.edges), ids(&trace.nodes)), (vec![1, 2, 3, 4], vec![1, 2, 3]));
        assert_eq!(connected(&graph(&[(1, 2)], &[]), FeatureId(9)), None);
    }

    #[test]
    fn a_device_on_no_edge_is_told_and_closes_nothing() {
        let graph = graph(&[(1, 2)], &[(7, 1, true), (1, 9, true)]);
        assert_eq!(graph.stray_devices().map(|id| id.0).collect::<Vec<_>>(), [100, 101]);
        assert_eq!(ids(&connected(&graph, FeatureId(1)).unwrap().nodes), [1, 2]);
    }

    proptest! {
        #[test]
        fn whoever_is_reached_reaches_back(
            edges in prop::collection::vec((1..12u64, 1..12u64), 1..30),
            closed in prop::collection::vec((1..30u64, any::<bool>()), 0..8),
        ) {
            let devices: Vec<_> = closed
                .iter()
                .filter_map(|&(edge, first)| {
                    let &(from, to) = edges.get(usize::try_from(edge).ok()? - 1)?;
                    Some((edge, if first { from } else { to }, true))
                })
                .collect();
            let graph = graph(&edges, &devices);
            let trace = connected(&graph, FeatureId(1)).unwrap();
            for edge in &trace.edges {
                prop_assert!(connected(&graph, *edge).unwrap().edges.contains(&FeatureId(1)));
            }
        }
    }
}
