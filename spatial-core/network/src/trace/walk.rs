//! Walking a net from node to node, in whichever direction.

use crate::graph::Marks;
use crate::graph::{Contacts, Gate, Graph, Mode, Net, Way};

/// Which way a trace goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Direction {
    /// Wherever anything hangs together.
    #[default]
    Connected,
    /// To where water, waste or power can come from.
    Upstream,
    /// To where it can go.
    Downstream,
}

impl Direction {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Connected, Self::Upstream, Self::Downstream];

    /// The word of it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Connected => "connected",
            Self::Upstream => "upstream",
            Self::Downstream => "downstream",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|direction| direction.as_str() == text)
    }
}

/// What may be passed on a walk.
pub(super) struct Ways<'a> {
    pub(super) graph: &'a Graph,
    enters_piece: Gate,
    leaves_to_node: Gate,
    /// Contacts that are not passed, whatever stands there; ascending.
    pub(super) barriers: Vec<u32>,
}

/// What was met: bits by number.
pub(crate) struct Met {
    pub(crate) pieces: Marks,
    pub(crate) nodes: Marks,
}

impl Met {
    /// All that hangs together with these pieces and nodes: kept already.
    pub(super) fn parts(graph: &Graph, pieces: &[u32], nodes: &[u32]) -> Self {
        let net = &*graph.net;
        let starts = pieces.iter().copied().chain(nodes.iter().map(|node| net.piece_count() + node));
        let mut wanted: Vec<u32> = starts.map(|element| graph.parts.of(element)).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let is_wanted = |label: &u32| match wanted[..] {
            [one] => *label == one,
            _ => wanted.binary_search(label).is_ok(),
        };
        let (of_pieces, of_nodes) = graph.parts.labels().split_at(net.pieces.len());
        let marks = |labels: &[u32]| Marks::of(labels.iter().map(is_wanted));
        Self { pieces: marks(of_pieces), nodes: marks(of_nodes) }
    }
}

impl<'a> Ways<'a> {
    pub(super) fn new(graph: &'a Graph, direction: Direction, mode: Mode, barriers: Vec<u32>) -> Self {
        let [enters_piece, leaves_to_node] = match direction {
            Direction::Connected => [Way::Either; 2],
            Direction::Downstream => [Way::IntoPiece, Way::ToNode],
            // Against the stream one gets into a piece where it lets out.
            Direction::Upstream => [Way::ToNode, Way::IntoPiece],
        }
        .map(|way| Contacts::gate(way, mode));
        Self { graph, enters_piece, leaves_to_node, barriers }
    }

    /// True if the walk gets from the node of a contact into its piece.
    #[inline]
    pub(super) fn enters_piece(&self, contact: u32) -> bool {
        self.graph.contacts.lets(contact, self.enters_piece) && self.is_free(contact)
    }

    /// True if the walk gets from the piece of a contact to its node.
    #[inline]
    pub(super) fn leaves_to_node(&self, contact: u32) -> bool {
        self.graph.contacts.lets(contact, self.leaves_to_node) && self.is_free(contact)
    }

    #[inline]
    fn is_free(&self, contact: u32) -> bool {
        self.barriers.is_empty() || self.barriers.binary_search(&contact).is_err()
    }

    /// All that is reached from these pieces and nodes, themselves included.
    pub(super) fn reach(&self, pieces: &[u32], nodes: &[u32]) -> Met {
        let net = &*self.graph.net;
        let (contacts, enters_piece, leaves_to_node) = (&self.graph.contacts, self.enters_piece, self.leaves_to_node);
        self.reach_by(pieces, nodes, |met, open| {
            if self.barriers.is_empty() {
                spread(net, met, open, |contact| {
                    contacts.lets(contact, enters_piece) && contacts.lets(contact ^ 1, leaves_to_node)
                });
            } else {
                spread(net, met, open, |contact| self.enters_piece(contact) && self.leaves_to_node(contact ^ 1));
            }
        })
    }

    /// The same where `walk` goes from the nodes it is handed, marked and listed, to all others, and marks and lists them.
    pub(super) fn reach_by(&self, pieces: &[u32], nodes: &[u32], walk: impl FnOnce(&mut Marks, &mut Vec<u32>)) -> Met {
        let net = &*self.graph.net;
        let mut met = Met { pieces: Marks::new(net.pieces.len()), nodes: Marks::new(net.node_count()) };
        let mut open: Vec<u32> = nodes.iter().copied().filter(|&node| met.nodes.insert(node)).collect();
        for &piece in pieces {
            met.pieces.insert(piece);
            for contact in [piece * 2, piece * 2 + 1] {
                let node = net.node_of(contact);
                if self.leaves_to_node(contact) && met.nodes.insert(node) {
                    open.push(node);
                }
            }
        }
        walk(&mut met.nodes, &mut open);
        self.enter_pieces(&mut met, &open);
        met
    }

    /// Pieces that are entered from nodes that were met: one by one where there are few, and else in one go through all.
    fn enter_pieces(&self, met: &mut Met, nodes: &[u32]) {
        let net = &*self.graph.net;
        if nodes.len() < net.node_count() / FEW {
            let ends = nodes.iter().flat_map(|&node| net.ends_at(node));
            for end in ends.filter(|end| self.enters_piece(end.contact)) {
                met.pieces.insert(end.contact / 2);
            }
            return;
        }
        for (contact, piece) in (0u32..).step_by(2).zip(&net.pieces) {
            let [first, last] = piece.nodes;
            if (met.nodes.contains(first) && self.enters_piece(contact))
                || (met.nodes.contains(last) && self.enters_piece(contact + 1))
            {
                met.pieces.insert(contact / 2);
            }
        }
    }
}

/// A share of all nodes that is worth going through all pieces for.
const FEW: usize = 8;

/// From nodes that were met to all that are reached through pieces `passes` lets through, breadth first: what comes next is known ahead, so that
/// the processor fetches it meanwhile.
fn spread(net: &Net, met: &mut Marks, open: &mut Vec<u32>, passes: impl Fn(u32) -> bool) {
    let mut next = 0;
    while let Some(&node) = open.get(next) {
        next += 1;
        for end in net.ends_at(node) {
            if !met.contains(end.over) && passes(end.contact) {
                met.insert(end.over);
                open.push(end.over);
            }
        }
    }
}
