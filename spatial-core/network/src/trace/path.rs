//! The shortest way between two places, by length.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use spatial_core::layer::FeatureId;

use super::{Start, TraceQuestion, starts, ways};
use crate::graph::{End, Graph};

/// A way through a network, in its order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Path {
    /// Edges, from the first to the last.
    pub edges: Vec<FeatureId>,
    /// Nodes between and at its ends.
    pub nodes: Vec<FeatureId>,
    /// Metres, of the edges between the two places: those one begins and ends at count whole.
    pub length: f64,
}

/// How a node was reached: by which contact, from which node.
#[derive(Clone, Copy)]
struct Step {
    by: u32,
    from: u32,
}

const NONE: u32 = u32::MAX;

/// The shortest way from the places of a question to another, in its direction and past its barriers; `None` if a place is not there or no way leads
/// from one to the other. Dijkstra's algorithm: n log n in what is nearer than the goal.
pub fn shortest_path(graph: &Graph, question: &TraceQuestion, to: Start) -> Option<Path> {
    let (mut pieces, mut nodes) = starts(graph, &question.from)?;
    let (goal_pieces, goal_nodes) = starts(graph, &[to])?;
    if let Some(here) = already_there(graph, &pieces, &goal_pieces) {
        return Some(here);
    }
    let ways = ways(graph, question.direction, question.mode, &question.barriers);
    let net = &*graph.net;
    let mut distance = vec![f64::INFINITY; net.node_count()];
    let mut steps = vec![Step { by: NONE, from: NONE }; net.node_count()];
    let mut open = BinaryHeap::new();
    // From a piece one leaves by either end.
    for piece in pieces.drain(..) {
        for contact in [piece * 2, piece * 2 + 1].into_iter().filter(|&contact| ways.leaves_to_node(contact)) {
            let (node, length) = (net.node_of(contact), net.pieces[piece as usize].length);
            if length < distance[node as usize] {
                distance[node as usize] = length;
                steps[node as usize] = Step { by: contact ^ 1, from: NONE };
                open.push(Reverse((Metres(length), node)));
            }
        }
    }
    for node in nodes.drain(..) {
        distance[node as usize] = 0.0;
        steps[node as usize] = Step { by: NONE, from: NONE };
        open.push(Reverse((Metres(0.0), node)));
    }
    while let Some(Reverse((Metres(so_far), node))) = open.pop() {
        if so_far > distance[node as usize] {
            continue;
        }
        if goal_nodes.contains(&node) {
            return Some(told(graph, &steps, node, None, so_far));
        }
        let mut into = net.ends_at(node).iter().map(|end| end.contact);
        let into = into.find(|&contact| goal_pieces.contains(&(contact / 2)) && ways.enters_piece(contact));
        if let Some(contact) = into {
            let length = so_far + net.pieces[(contact / 2) as usize].length;
            return Some(told(graph, &steps, node, Some(contact / 2), length));
        }
        for &End { contact, over } in net.ends_at(node) {
            if !ways.enters_piece(contact) || !ways.leaves_to_node(contact ^ 1) {
                continue;
            }
            let length = so_far + net.pieces[(contact / 2) as usize].length;
            if length < distance[over as usize] {
                distance[over as usize] = length;
                steps[over as usize] = Step { by: contact, from: node };
                open.push(Reverse((Metres(length), over)));
            }
        }
    }
    None
}

/// The way to where one is: the pieces that are the start and the goal, once.
fn already_there(graph: &Graph, from: &[u32], to: &[u32]) -> Option<Path> {
    let mut path = Path::default();
    for piece in from.iter().filter(|piece| to.contains(piece)) {
        let of = graph.net.pieces[*piece as usize];
        path.length += of.length;
        path.edges.push(graph.net.edge_ids[of.edge as usize]);
    }
    path.edges.dedup();
    (!path.edges.is_empty()).then_some(path)
}

fn told(graph: &Graph, steps: &[Step], last: u32, into: Option<u32>, length: f64) -> Path {
    let net = &*graph.net;
    let edge = |piece: u32| net.edge_ids[net.pieces[piece as usize].edge as usize];
    let mut path = Path { edges: into.map(edge).into_iter().collect(), nodes: Vec::new(), length };
    let mut node = last;
    loop {
        if net.is_named(node) {
            path.nodes.push(net.node_ids[node as usize]);
        }
        let step = steps[node as usize];
        if step.by != NONE {
            path.edges.push(edge(step.by / 2));
        }
        if step.from == NONE {
            break;
        }
        node = step.from;
    }
    path.edges.reverse();
    path.edges.dedup();
    path.nodes.reverse();
    path
}

/// Lengths are finite: their order is total.
#[derive(PartialEq)]
struct Metres(f64);

impl Eq for Metres {}

impl PartialOrd for Metres {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Metres {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}
