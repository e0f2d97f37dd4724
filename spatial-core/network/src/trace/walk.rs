//! Walking a net from node to node, in whichever direction.

use crate::graph::{Graph, Mode};
use crate::marks::Marks;

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
    pub(super) direction: Direction,
    pub(super) mode: Mode,
    /// Contacts that are not passed, whatever stands there; ascending.
    pub(super) barriers: Vec<u32>,
}

/// What was met: bits by number.
pub(super) struct Met {
    pub(super) pieces: Marks,
    pub(super) nodes: Marks,
}

impl Ways<'_> {
    /// True if the walk gets from the node of a contact into its piece.
    #[inline]
    pub(super) fn into_piece(&self, contact: u32) -> bool {
        let contacts = &self.graph.contacts;
        let is_open = match self.direction {
            Direction::Connected => !contacts.is_blocked(contact),
            Direction::Downstream => contacts.enters(contact, self.mode),
            Direction::Upstream => contacts.leaves(contact, self.mode),
        };
        is_open && self.is_free(contact)
    }

    /// True if the walk gets from the piece of a contact to its node.
    #[inline]
    pub(super) fn to_node(&self, contact: u32) -> bool {
        let contacts = &self.graph.contacts;
        let is_open = match self.direction {
            Direction::Connected => !contacts.is_blocked(contact),
            Direction::Downstream => contacts.leaves(contact, self.mode),
            Direction::Upstream => contacts.enters(contact, self.mode),
        };
        is_open && self.is_free(contact)
    }

    #[inline]
    fn is_free(&self, contact: u32) -> bool {
        self.barriers.is_empty() || self.barriers.binary_search(&contact).is_err()
    }

    /// All that is reached from these pieces and nodes, themselves included. Depth first: what is laid together is met together.
    pub(super) fn reach(&self, pieces: &[u32], nodes: &[u32]) -> Met {
        let net = &*self.graph.net;
        let mut met = Met { pieces: Marks::new(net.pieces.len()), nodes: Marks::new(net.node_count()) };
        let mut open: Vec<u32> = nodes.iter().copied().filter(|&node| met.nodes.insert(node)).collect();
        for &piece in pieces {
            met.pieces.insert(piece);
            for contact in [piece * 2, piece * 2 + 1] {
                let node = net.node_of(contact);
                if self.to_node(contact) && met.nodes.insert(node) {
                    open.push(node);
                }
            }
        }
        while let Some(node) = open.pop() {
            for (contact, over) in net.neighbours(node) {
                if !self.into_piece(contact) {
                    continue;
                }
                met.pieces.insert(contact / 2);
                if self.to_node(contact ^ 1) && met.nodes.insert(over) {
                    open.push(over);
                }
            }
        }
        met
    }
}
