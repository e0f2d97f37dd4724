//! What lies on a loop: edges that can be taken out without parting anything. The rest are bridges.

use spatial_core::layer::FeatureId;

use super::walk::Ways;
use super::{TraceQuestion, starts, ways};
use crate::graph::Marks;
use crate::graph::{End, Graph, Net};

/// The loops of what hangs together with a place. Lists ascend.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Loops {
    /// Edges on a loop.
    pub edges: Vec<FeatureId>,
    /// Edges on none: whatever lies behind one hangs on it alone.
    pub bridges: Vec<FeatureId>,
    /// How many independent loops there are (the first Betti number of the graph).
    pub count: usize,
}

/// How far the search is at a node.
struct Visit {
    node: u32,
    /// The contact it came by.
    by: u32,
    /// How many of its contacts were looked at.
    next: usize,
}

const NONE: u32 = u32::MAX;

/// Loops among what hangs together with the places of a question; `None` if one of them is not there. After Tarjan (1974), without
/// recursion; linear.
pub fn loops(graph: &Graph, question: &TraceQuestion) -> Option<Loops> {
    let (pieces, nodes) = starts(graph, &question.from)?;
    let ways = ways(graph, question.direction, question.mode, &question.barriers);
    let met = ways.reach(&pieces, &nodes);
    let net = &*graph.net;
    let mut search = Search::new(net, &ways);
    let parts = met.nodes.iter().filter(|&root| search.visit(root)).count();
    let (mut found, mut through) = (Loops::default(), 0);
    for piece in met.pieces.iter() {
        let edge = net.edge_ids[net.pieces[piece as usize].edge as usize];
        let is_through = search.passes(piece * 2) || search.passes(piece * 2 + 1);
        through += usize::from(is_through);
        let is_on_a_loop = is_through && !search.is_bridge.contains(piece);
        let list = if is_on_a_loop { &mut found.edges } else { &mut found.bridges };
        list.push(edge);
    }
    found.edges.dedup();
    found.bridges.dedup();
    // Edges less nodes and parts.
    found.count = (through + parts).saturating_sub(met.nodes.len());
    Some(found)
}

struct Search<'a> {
    net: &'a Net,
    ways: &'a Ways<'a>,
    /// When a node was first seen.
    seen: Vec<u32>,
    /// The earliest that is seen from it and below it.
    least: Vec<u32>,
    clock: u32,
    is_bridge: Marks,
}

impl<'a> Search<'a> {
    fn new(net: &'a Net, ways: &'a Ways<'a>) -> Self {
        let [seen, least] = [vec![NONE; net.node_count()], vec![NONE; net.node_count()]];
        Self { net, ways, seen, least, clock: 0, is_bridge: Marks::new(net.pieces.len()) }
    }

    fn passes(&self, contact: u32) -> bool {
        self.ways.enters_piece(contact) && self.ways.leaves_to_node(contact ^ 1)
    }

    /// Goes through all that hangs together with a node; false if it was gone through before.
    fn visit(&mut self, root: u32) -> bool {
        if self.seen[root as usize] != NONE {
            return false;
        }
        self.see(root);
        let mut visits = vec![Visit { node: root, by: NONE, next: 0 }];
        while let Some(visit) = visits.last_mut() {
            let (node, by) = (visit.node, visit.by);
            let Some(&End { contact, over }) = self.net.ends_at(node).get(visit.next) else {
                visits.pop();
                self.leave(node, by, visits.last().map(|above| above.node));
                continue;
            };
            visit.next += 1;
            if (by != NONE && contact / 2 == by / 2) || !self.passes(contact) {
                continue;
            }
            if self.seen[over as usize] == NONE {
                self.see(over);
                visits.push(Visit { node: over, by: contact, next: 0 });
            } else {
                self.least[node as usize] = self.least[node as usize].min(self.seen[over as usize]);
            }
        }
        true
    }

    fn see(&mut self, node: u32) {
        (self.seen[node as usize], self.least[node as usize]) = (self.clock, self.clock);
        self.clock += 1;
    }

    /// All below a node was seen: the edge to it is a bridge if nothing there leads further up.
    fn leave(&mut self, node: u32, by: u32, above: Option<u32>) {
        let Some(above) = above else { return };
        let least = self.least[node as usize];
        self.least[above as usize] = self.least[above as usize].min(least);
        if least > self.seen[above as usize] {
            self.is_bridge.insert(by / 2);
        }
    }
}
