//! The rooted tree: cabinet, circuit, span with its far pole, lamps.
//!
//! Places are numbered so that all that hangs on one follows it at once: what a fault darkens is a range, and how many reports lie in it two
//! searches in a sorted list.

use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::FxHashMap;
use spatial_core::layer::FeatureId;

use super::rows::{LampRow, LightPart};
use crate::graph::{Graph, Marks, Mode, Net};

/// No place.
pub(super) const NONE: u32 = u32::MAX;

/// What stands at a place of the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    /// A cabinet, by its node.
    Cabinet(u32),
    /// A circuit, by the piece it begins with.
    Circuit(u32),
    /// A piece of a span and the node at its far end.
    Span {
        /// The piece.
        piece: u32,
        /// The node.
        node: u32,
    },
}

/// Places by number, each after what it hangs on.
#[derive(Debug, Default)]
pub(super) struct LightTree {
    pub(super) stands: Vec<Stand>,
    /// What each hangs on; none for a cabinet.
    pub(super) above: Vec<u32>,
    /// One past the last place that hangs on each.
    pub(super) ends: Vec<u32>,
    /// By node: the place of its pole or cabinet; none if no cabinet reaches it.
    pub(super) places: Vec<u32>,
    /// How many poles stand before each place, and before one past the last.
    poles: Vec<u32>,
    pub(super) ring_spans: Vec<FeatureId>,
    pub(super) unfed_poles: Vec<FeatureId>,
}

impl LightTree {
    /// The tree along which supply comes, with the circuits that spans at cabinets name.
    pub(super) fn new(graph: &Graph, circuits: &FxHashMap<FeatureId, String>, lamps: &Lamps) -> Self {
        let net = &*graph.net;
        let (feeders, children) = fed(graph);
        let mut tree = Self { places: vec![NONE; net.node_count()], ..Self::default() };
        for &cabinet in &net.sources {
            let place = tree.put(Stand::Cabinet(cabinet), NONE);
            tree.places[cabinet as usize] = place;
            for spans in in_circuits(net, children.of(cabinet), &feeders, circuits) {
                let circuit = tree.put(Stand::Circuit(feeders[spans[0] as usize] / 2), place);
                tree.hang(&spans, circuit, &feeders, &children);
            }
        }
        tree.close();
        tree.poles = tree.counted(net);
        tree.ring_spans = rings(graph, &feeders);
        let dark = lamps.nodes.iter().filter(|&&node| tree.places[node as usize] == NONE);
        tree.unfed_poles = dark.map(|&node| net.node_ids[node as usize]).collect();
        tree.unfed_poles.dedup();
        tree
    }

    fn put(&mut self, stand: Stand, above: u32) -> u32 {
        let place = u32::try_from(self.stands.len()).unwrap_or(NONE);
        self.stands.push(stand);
        self.above.push(above);
        place
    }

    /// Puts nodes below a place, and all that hangs on them, depth first.
    fn hang(&mut self, nodes: &[u32], below: u32, feeders: &[u32], children: &Children) {
        let mut open: Vec<(u32, u32)> = nodes.iter().rev().map(|&node| (node, below)).collect();
        while let Some((node, above)) = open.pop() {
            let place = self.put(Stand::Span { piece: feeders[node as usize] / 2, node }, above);
            self.places[node as usize] = place;
            open.extend(children.of(node).iter().rev().map(|&child| (child, place)));
        }
    }

    /// Where all that hangs on each place ends: the last of them is known before what it hangs on.
    fn close(&mut self) {
        self.ends = (1..).take(self.stands.len()).collect();
        for place in (0..self.stands.len()).rev() {
            let above = self.above[place];
            if above != NONE {
                self.ends[above as usize] = self.ends[above as usize].max(self.ends[place]);
            }
        }
    }

    fn counted(&self, net: &Net) -> Vec<u32> {
        let is_pole = |stand: &Stand| matches!(*stand, Stand::Span { node, .. } if net.is_named(node));
        let counts = self.stands.iter().scan(0, |count, stand| {
            *count += u32::from(is_pole(stand));
            Some(*count)
        });
        std::iter::once(0).chain(counts).collect()
    }

    /// How many poles hang on a place, its own included.
    pub(super) fn poles_below(&self, place: u32) -> usize {
        let Range { start, end } = self.below(place);
        (self.poles[end as usize] - self.poles[start as usize]) as usize
    }

    /// A place and all that hangs on it.
    pub(super) fn below(&self, place: u32) -> Range<u32> {
        place..self.ends[place as usize]
    }

    /// A place and what it hangs on, up to its cabinet.
    pub(super) fn upwards(&self, place: u32) -> impl Iterator<Item = u32> {
        std::iter::successors(Some(place), |&at| Some(self.above[at as usize]).filter(|&above| above != NONE))
    }

    /// What stands at a place, as people know it.
    pub(super) fn part(&self, net: &Net, place: u32) -> LightPart {
        let edge = |piece: u32| net.edge_ids[net.pieces[piece as usize].edge as usize];
        match self.stands[place as usize] {
            Stand::Cabinet(node) => LightPart::Cabinet(net.node_ids[node as usize]),
            Stand::Span { piece, .. } => LightPart::Span(edge(piece)),
            Stand::Circuit(piece) => {
                let cabinet = match self.stands.get(self.above[place as usize] as usize) {
                    Some(&Stand::Cabinet(node)) => net.node_ids[node as usize],
                    _ => FeatureId(0),
                };
                LightPart::Circuit { cabinet, first: edge(piece) }
            }
        }
    }

    /// The node of the pole at a place, if one stands there.
    pub(super) fn pole(&self, place: u32) -> Option<u32> {
        match self.stands[place as usize] {
            Stand::Span { node, .. } => Some(node),
            _ => None,
        }
    }
}

/// Nodes that each node feeds.
struct Children {
    starts: Vec<u32>,
    nodes: Vec<u32>,
}

impl Children {
    fn of(&self, node: u32) -> &[u32] {
        &self.nodes[self.starts[node as usize] as usize..self.starts[node as usize + 1] as usize]
    }
}

/// By node the contact its power comes by, none for sources and for what is dead; and the other way round.
fn fed(graph: &Graph) -> (Vec<u32>, Children) {
    let (net, supply) = (&*graph.net, graph.supply(Mode::Aware));
    let nodes = u32::try_from(net.node_count()).unwrap_or(NONE);
    let feeders: Vec<u32> = (0..nodes).map(|node| supply.feeder(net.piece_count() + node).unwrap_or(NONE)).collect();
    let pairs = || (0..nodes).zip(&feeders).filter(|(_, by)| **by != NONE);
    let before = |by: u32| net.node_of(by ^ 1);
    let mut starts = vec![0u32; net.node_count() + 1];
    for (_, &by) in pairs() {
        starts[before(by) as usize + 1] += 1;
    }
    for node in 0..net.node_count() {
        starts[node + 1] += starts[node];
    }
    let (mut next, mut fed) = (starts.clone(), vec![0; starts.last().map_or(0, |&count| count as usize)]);
    for (node, &by) in pairs() {
        let at = &mut next[before(by) as usize];
        fed[*at as usize] = node;
        *at += 1;
    }
    (feeders, Children { starts, nodes: fed })
}

/// The first nodes of a cabinet's circuits: those of one name together, in the order of their first spans.
fn in_circuits(net: &Net, first: &[u32], feeders: &[u32], names: &FxHashMap<FeatureId, String>) -> Vec<Vec<u32>> {
    let edge = |node: &u32| net.edge_ids[net.pieces[(feeders[*node as usize] / 2) as usize].edge as usize];
    let mut first = first.to_vec();
    first.sort_by_key(edge);
    let (mut circuits, mut known): (Vec<Vec<u32>>, BTreeMap<&str, usize>) = (Vec::new(), BTreeMap::new());
    for node in first {
        let at = names.get(&edge(&node)).map(|name| *known.entry(name).or_insert(circuits.len()));
        match at.and_then(|at| circuits.get_mut(at)) {
            Some(circuit) => circuit.push(node),
            None => circuits.push(vec![node]),
        }
    }
    circuits
}

/// Spans that are supplied from both ends.
fn rings(graph: &Graph, feeders: &[u32]) -> Vec<FeatureId> {
    let net = &*graph.net;
    let mut in_tree = Marks::new(net.pieces.len());
    for by in feeders.iter().filter(|by| **by != NONE) {
        in_tree.insert(by / 2);
    }
    let passes =
        |contact: u32| graph.contacts.enters(contact, Mode::Aware) && graph.contacts.leaves(contact, Mode::Aware);
    let supply = graph.supply(Mode::Aware);
    let is_ring =
        |&piece: &u32| supply.is_wet(piece) && !in_tree.contains(piece) && passes(piece * 2) && passes(piece * 2 + 1);
    let mut spans: Vec<FeatureId> = (0..net.piece_count())
        .filter(is_ring)
        .map(|piece| net.edge_ids[net.pieces[piece as usize].edge as usize])
        .collect();
    spans.dedup();
    spans
}

/// Lamps, by the node they hang on.
#[derive(Debug, Default)]
pub(super) struct Lamps {
    /// Nodes, ascending: one for each lamp.
    pub(super) nodes: Vec<u32>,
    /// The lamps of [`Self::nodes`].
    pub(super) ids: Vec<FeatureId>,
    /// From the id of a lamp to its node.
    by_id: FxHashMap<FeatureId, u32>,
    /// Lamps on no node there is.
    pub(super) stray: Vec<FeatureId>,
}

impl Lamps {
    pub(super) fn new(graph: &Graph, mut rows: Vec<LampRow>) -> Self {
        rows.sort_unstable_by_key(|row| row.id);
        rows.dedup_by_key(|row| row.id);
        let mut lamps = Self::default();
        let mut hung = Vec::with_capacity(rows.len());
        for LampRow { id, pole } in rows {
            match graph.net.node_number(pole) {
                Some(node) => hung.push((node, id)),
                None => lamps.stray.push(id),
            }
        }
        hung.sort_unstable();
        lamps.by_id = hung.iter().map(|&(node, id)| (id, node)).collect();
        (lamps.nodes, lamps.ids) = hung.into_iter().unzip();
        lamps
    }

    /// The lamps of a node, ascending.
    pub(super) fn on(&self, node: u32) -> &[FeatureId] {
        let start = self.nodes.partition_point(|&at| at < node);
        let count = self.nodes[start..].partition_point(|&at| at == node);
        &self.ids[start..start + count]
    }

    /// The node of a lamp.
    pub(super) fn node(&self, lamp: FeatureId) -> Option<u32> {
        self.by_id.get(&lamp).copied()
    }
}
