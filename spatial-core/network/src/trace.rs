//! What hangs together with an edge: everything that is reached without passing a closed device.

use std::collections::VecDeque;

use spatial_core::layer::FeatureId;

use crate::graph::Graph;

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
    let first = graph.edge_number(from)?;
    let mut trace = Trace::default();
    let mut has_edge = vec![false; graph.edge_count()];
    let mut has_node = vec![false; graph.node_count()];
    let mut open = VecDeque::from([first]);
    has_edge[first as usize] = true;
    while let Some(number) = open.pop_front() {
        let edge = graph.edge(number);
        trace.edges.push(edge.id);
        for node in [edge.from, edge.to] {
            let closed = shut(graph, edge.id, node);
            trace.closed.extend(&closed);
            let Some(at) = graph.node_number(node).filter(|at| closed.is_empty() && !has_node[*at as usize]) else {
                continue;
            };
            has_node[at as usize] = true;
            trace.nodes.push(node);
            for end in graph.ends_at(at) {
                let closed = shut(graph, graph.edge(end.edge).id, node);
                trace.closed.extend(&closed);
                if closed.is_empty() && !std::mem::replace(&mut has_edge[end.edge as usize], true) {
                    open.push_back(end.edge);
                }
            }
        }
    }
    for list in [&mut trace.edges, &mut trace.nodes, &mut trace.closed] {
        list.sort_unstable();
        list.dedup();
    }
    Some(trace)
}

/// The closed devices between an edge and a node at its end.
fn shut(graph: &Graph, edge: FeatureId, node: FeatureId) -> Vec<FeatureId> {
    graph.devices_at(edge, node).iter().filter(|device| device.is_closed).map(|device| device.id).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use sketch::{Sketch, sketch};

    use super::*;
    use crate::graph::{DeviceRow, EdgeRow, GraphBuilder};

    fn graph(edges: &[(u64, u64)], devices: &[(u64, u64, bool)]) -> Graph {
        let mut builder = GraphBuilder::default();
        for (&(from, to), id) in edges.iter().zip(1..) {
            builder.edge(EdgeRow { id: FeatureId(id), from: FeatureId(from), to: FeatureId(to) });
        }
        for (&(edge, node, is_closed), id) in devices.iter().zip(100..) {
            builder.device(DeviceRow { id: FeatureId(id), edge: FeatureId(edge), node: FeatureId(node), is_closed });
        }
        builder.build()
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
        assert_eq!(ids(graph.stray_devices()), [100, 101]);
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
