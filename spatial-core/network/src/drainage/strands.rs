//! What comes back to where it was, and in which order all else lies along the stream.

use crate::graph::{Marks, Net};

const NONE: u32 = u32::MAX;

/// Nodes that each lead to the other, together; what anything leads to before it.
#[derive(Debug, PartialEq, Default)]
pub(super) struct Strands {
    /// All nodes: those of one strand follow each other, a strand after all it leads to.
    pub(super) nodes: Vec<u32>,
    /// The strand of each node, named by one of its nodes.
    of: Vec<u32>,
}

impl Strands {
    /// Strongly connected parts after Tarjan (1972), without recursion; linear. `leads_out` is asked whether anything gets from the node of a
    /// contact into its piece.
    pub(super) fn new(net: &Net, leads_out: impl Fn(u32) -> bool) -> Self {
        let mut search = Search::new(net.node_count());
        for root in 0..u32::try_from(net.node_count()).unwrap_or(NONE) {
            if search.seen[root as usize] == NONE {
                search.visit(net, root, &leads_out);
            }
        }
        Self { nodes: search.done, of: search.part }
    }

    /// True if each of two nodes leads to the other.
    pub(super) fn is_one(&self, a: u32, b: u32) -> bool {
        self.of[a as usize] == self.of[b as usize]
    }

    /// Pieces on a way that leads back to its beginning.
    pub(super) fn cycles(&self, net: &Net, leads_out: impl Fn(u32) -> bool) -> Marks {
        let mut found = Marks::new(net.pieces.len());
        for (number, piece) in (0u32..).zip(&net.pieces) {
            let [first, last] = piece.nodes;
            if self.is_one(first, last) && (leads_out(number * 2) || leads_out(number * 2 + 1)) {
                found.insert(number);
            }
        }
        found
    }
}

/// How far the search is at a node: how many of its ends were looked at.
struct Visit {
    node: u32,
    next: usize,
}

struct Search {
    /// When a node was first seen.
    seen: Vec<u32>,
    /// The earliest open node that is known to be reached from it.
    least: Vec<u32>,
    /// The part of a node, named by the node it was found at; none while the part is open.
    part: Vec<u32>,
    /// Nodes whose part is open, in the order they were seen.
    open: Vec<u32>,
    /// Nodes whose part is complete, part by part.
    done: Vec<u32>,
    clock: u32,
}

impl Search {
    fn new(nodes: usize) -> Self {
        let [seen, least, part] = [NONE; 3].map(|none| vec![none; nodes]);
        Self { seen, least, part, open: Vec::new(), done: Vec::with_capacity(nodes), clock: 0 }
    }

    fn visit(&mut self, net: &Net, root: u32, leads_out: &impl Fn(u32) -> bool) {
        self.see(root);
        let mut visits = vec![Visit { node: root, next: 0 }];
        while let Some(visit) = visits.last_mut() {
            let node = visit.node;
            let Some(end) = net.ends_at(node).get(visit.next) else {
                visits.pop();
                self.leave(node, visits.last().map(|above| above.node));
                continue;
            };
            visit.next += 1;
            if !leads_out(end.contact) {
                continue;
            }
            let over = end.over as usize;
            if self.seen[over] == NONE {
                self.see(end.over);
                visits.push(Visit { node: end.over, next: 0 });
            } else if self.part[over] == NONE {
                self.least[node as usize] = self.least[node as usize].min(self.seen[over]);
            }
        }
    }

    fn see(&mut self, node: u32) {
        (self.seen[node as usize], self.least[node as usize]) = (self.clock, self.clock);
        self.clock += 1;
        self.open.push(node);
    }

    /// All that a node leads to was seen: if nothing there leads further back, the open nodes since are its part.
    fn leave(&mut self, node: u32, above: Option<u32>) {
        let least = self.least[node as usize];
        if least == self.seen[node as usize] {
            while let Some(member) = self.open.pop() {
                self.part[member as usize] = node;
                self.done.push(member);
                if member == node {
                    break;
                }
            }
        }
        if let Some(above) = above {
            self.least[above as usize] = self.least[above as usize].min(least);
        }
    }
}
