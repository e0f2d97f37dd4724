//! Who meets whom: nodes and pieces of edges in compressed sparse rows.
//!
//! A piece is an edge, or what lies between two devices of one. *Elements* are pieces and nodes together, numbered pieces first. A
//! *contact* is the end of a piece at a node, numbered twice the piece and one more for its last end; devices stand on contacts, whichever way
//! their rows place them.

use spatial_core::layer::FeatureId;

use super::codes::Codes;
use super::ids::IdIndex;
use super::rows::Passing;

/// Nodes and edges, shared by all states of their devices. Numbers are positions in order of id.
#[derive(Debug, PartialEq, Default)]
pub(crate) struct Net {
    /// Ids of nodes. Those without a row, named by an edge, have theirs, too; places between two pieces of an edge have none and come last.
    pub(crate) node_ids: Vec<FeatureId>,
    pub(crate) node_numbers: IdIndex,
    pub(crate) node_codes: Codes,
    pub(crate) sources: Vec<u32>,
    pub(crate) edge_ids: Vec<FeatureId>,
    pub(crate) edge_numbers: IdIndex,
    pub(crate) edge_codes: Codes,
    /// Millimetres, by edge.
    pub(crate) diameters: Vec<f64>,
    pub(crate) passing: Vec<Passing>,
    /// The first piece of each edge, and one past the last piece.
    pub(crate) first_pieces: Vec<u32>,
    pub(crate) pieces: Vec<Piece>,
    /// The ends of pieces at node `n` are `ends[starts[n]..starts[n + 1]]`, in order of their contacts.
    pub(crate) starts: Vec<u32>,
    pub(crate) ends: Vec<End>,
}

/// One end of a piece, as its node sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct End {
    pub(crate) contact: u32,
    /// The node at the other end of the piece.
    pub(crate) over: u32,
}

/// An edge or a part of one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Piece {
    pub(crate) edge: u32,
    /// First and last node.
    pub(crate) nodes: [u32; 2],
    /// Metres from the first node of its edge.
    pub(crate) start: f64,
    /// Metres.
    pub(crate) length: f64,
}

/// A piece or a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Element {
    Piece(u32),
    Node(u32),
}

impl Net {
    pub(crate) fn element_count(&self) -> usize {
        self.pieces.len() + self.node_count()
    }

    /// Nodes, and places between two pieces.
    pub(crate) fn node_count(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// The number of an element.
    pub(crate) fn number(&self, element: Element) -> u32 {
        match element {
            Element::Piece(piece) => piece,
            Element::Node(node) => self.piece_count() + node,
        }
    }

    pub(crate) fn element(&self, number: u32) -> Element {
        match number.checked_sub(self.piece_count()) {
            None => Element::Piece(number),
            Some(node) => Element::Node(node),
        }
    }

    #[inline]
    pub(crate) fn piece_count(&self) -> u32 {
        // Twice as many contacts are counted by 32 bits: `GraphBuilder::build` sees to that.
        u32::try_from(self.pieces.len()).unwrap_or(u32::MAX)
    }

    #[inline]
    pub(crate) fn ends_at(&self, node: u32) -> &[End] {
        &self.ends[self.starts[node as usize] as usize..self.starts[node as usize + 1] as usize]
    }

    /// The node of a contact.
    #[inline]
    pub(crate) fn node_of(&self, contact: u32) -> u32 {
        self.pieces[(contact / 2) as usize].nodes[(contact % 2) as usize]
    }

    /// Calls back with each contact of an element and the number of the element beyond it.
    #[inline]
    pub(crate) fn beyond(&self, number: u32, mut found: impl FnMut(u32, u32)) {
        let pieces = self.piece_count();
        if let Some(node) = number.checked_sub(pieces) {
            for end in self.ends_at(node) {
                found(end.contact, end.contact / 2);
            }
        } else {
            let [first, last] = self.pieces[number as usize].nodes;
            found(number * 2, pieces + first);
            found(number * 2 + 1, pieces + last);
        }
    }

    /// Pieces of an edge.
    pub(crate) fn pieces_of(&self, edge: u32) -> std::ops::Range<u32> {
        self.first_pieces[edge as usize]..self.first_pieces[edge as usize + 1]
    }

    /// First and last node of an edge.
    pub(crate) fn nodes_of(&self, edge: u32) -> [u32; 2] {
        let pieces = self.pieces_of(edge);
        [self.pieces[pieces.start as usize].nodes[0], self.pieces[pieces.end as usize - 1].nodes[1]]
    }

    /// Metres of an edge.
    pub(crate) fn length_of(&self, edge: u32) -> f64 {
        self.pieces_of(edge).map(|piece| self.pieces[piece as usize].length).sum()
    }

    /// The piece of an edge at so many metres from its first node: where two meet, the latter.
    pub(crate) fn piece_at(&self, edge: u32, measure: f64) -> Option<u32> {
        let pieces = self.pieces_of(edge);
        let starts = self.pieces.get(pieces.start as usize..pieces.end as usize)?;
        let behind = starts.partition_point(|piece| piece.start <= measure);
        Some(pieces.start + u32::try_from(behind.saturating_sub(1)).ok()?)
    }

    /// True for a node people know, and not a place between two pieces.
    pub(crate) fn is_named(&self, node: u32) -> bool {
        (node as usize) < self.node_ids.len()
    }

    pub(crate) fn edge_number(&self, id: FeatureId) -> Option<u32> {
        self.edge_numbers.number(id)
    }

    pub(crate) fn node_number(&self, id: FeatureId) -> Option<u32> {
        self.node_numbers.number(id)
    }

    pub(crate) fn memory_bytes(&self) -> usize {
        (self.node_ids.capacity() + self.edge_ids.capacity()) * size_of::<FeatureId>()
            + self.node_numbers.memory_bytes()
            + self.edge_numbers.memory_bytes()
            + self.node_codes.memory_bytes()
            + self.edge_codes.memory_bytes()
            + (self.sources.capacity() + self.first_pieces.capacity() + self.starts.capacity()) * size_of::<u32>()
            + self.diameters.capacity() * size_of::<f64>()
            + self.passing.capacity() * size_of::<Passing>()
            + self.pieces.capacity() * size_of::<Piece>()
            + self.ends.capacity() * size_of::<End>()
    }
}

/// Starts and ends of each node's row.
pub(crate) fn sparse_rows(pieces: &[Piece], nodes: usize) -> (Vec<u32>, Vec<End>) {
    let mut starts = vec![0u32; nodes + 1];
    for node in pieces.iter().flat_map(|piece| piece.nodes) {
        starts[node as usize + 1] += 1;
    }
    for node in 0..nodes {
        starts[node + 1] += starts[node];
    }
    let mut next = starts.clone();
    let mut ends = vec![End::default(); pieces.len() * 2];
    for (first, piece) in (0..).step_by(2).zip(pieces) {
        let [a, b] = piece.nodes;
        for (contact, node, over) in [(first, a, b), (first + 1, b, a)] {
            let place = &mut next[node as usize];
            ends[*place as usize] = End { contact, over };
            *place += 1;
        }
    }
    (starts, ends)
}

/// Nearer than a millimetre to an end of its edge, a device stands at that end.
pub(crate) const NEAREST: f64 = 0.001;

/// True if so many metres along an edge are within it.
pub(crate) fn is_within(measure: f64, length: f64) -> bool {
    measure >= NEAREST && length - measure >= NEAREST
}
