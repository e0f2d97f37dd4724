//! What hangs together with an edge: everything that is reached without passing a closed device.

use spatial_core::layer::FeatureId;

use crate::graph::{Element, Graph};
use crate::marks::Marks;
use crate::segments::flood;

/// What a trace met. Lists ascend.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Trace {
    /// Edges reached, the first included.
    pub edges: Vec<FeatureId>,
    /// Nodes reached.
    pub nodes: Vec<FeatureId>,
    /// Closed devices at which it ended.
    pub closed: Vec<FeatureId>,
}

/// What hangs together with an edge; `None` if there is no such edge. Linear in what is reached.
pub fn connected(graph: &Graph, from: FeatureId) -> Option<Trace> {
    let net = &*graph.net;
    let mut marks = Marks::new(net.element_count());
    let mut reached = Vec::new();
    for piece in net.pieces_of(net.edge_number(from)?) {
        reached.extend(flood(net, piece, &mut marks, |contact| graph.contacts.is_blocked(contact)));
    }
    let mut trace = Trace::default();
    for element in reached {
        match net.element(element) {
            Element::Piece(piece) => trace.edges.push(net.edge_ids[net.pieces[piece as usize].edge as usize]),
            Element::Node(node) if net.is_named(node) => trace.nodes.push(net.node_ids[node as usize]),
            Element::Node(_) => {}
        }
        net.beyond(element, |contact, _| {
            if graph.contacts.is_blocked(contact) {
                let closed = graph.fittings.on(contact).filter(|&device| graph.states[device as usize].blocks());
                trace.closed.extend(closed.map(|device| graph.fittings.ids[device as usize]));
            }
        });
    }
    for list in [&mut trace.edges, &mut trace.nodes, &mut trace.closed] {
        list.sort_unstable();
        list.dedup();
    }
    Some(trace)
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
