//! All segments at a glance, and the valves by what hangs on them.

use std::f64::consts::PI;

use rustc_hash::FxHashMap;
use spatial_core::layer::FeatureId;

use crate::graph::{Element, Graph};

/// A segment in the table of all.
#[derive(Debug, Clone, PartialEq)]
pub struct SegmentRow {
    /// An edge or node by which it can be asked for: the first edge, or the node of one without.
    pub by: SegmentKey,
    /// How many edges lie in it, whole or in part.
    pub edges: usize,
    /// How many nodes.
    pub nodes: usize,
    /// Metres.
    pub length: f64,
    /// Cubic metres in the edges whose diameter is known.
    pub volume: f64,
    /// Connections.
    pub connections: usize,
    /// Valves with one side in it.
    pub valves: usize,
    /// A source lies in it: it cannot be made dry by its valves.
    pub has_source: bool,
}

/// Names a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SegmentKey {
    /// By an edge.
    Edge(FeatureId),
    /// By a node.
    Node(FeatureId),
}

/// A valve, by what depends on its holding.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ValveRow {
    /// The device.
    pub id: FeatureId,
    /// Connections that go dry besides, at worst, if it cannot be closed.
    pub extra_connections: usize,
    /// Metres of pipe that go dry besides, at worst.
    pub extra_length: f64,
    /// Other valves on the two segments it parts (`num_surround` of WNTR): what else would have to be closed. None if it parts nothing.
    pub surrounding: usize,
    /// False if both of its sides are in one segment: it is of no use as the network stands.
    pub is_useful: bool,
}

/// All segments, in the order of their first edges, those without last; linear.
pub fn segment_table(graph: &Graph) -> Vec<SegmentRow> {
    table(graph).rows
}

/// All valves, what depends most on them first; linear but for the sorting.
pub fn valve_ranking(graph: &Graph) -> Vec<ValveRow> {
    let Table { rows, number } = table(graph);
    let sides = sides(graph);
    let (mut touching, mut between) = (vec![0usize; rows.len()], FxHashMap::<[u32; 2], usize>::default());
    for &(_, [a, b]) in &sides {
        let [a, b] = [number[&a], number[&b]];
        touching[a as usize] += 1;
        if a != b {
            touching[b as usize] += 1;
        }
        *between.entry([a.min(b), a.max(b)]).or_default() += 1;
    }
    let mut ranking: Vec<ValveRow> = sides
        .iter()
        .map(|&(device, [a, b])| {
            let [a, b] = [number[&a], number[&b]];
            let [one, other] = [&rows[a as usize], &rows[b as usize]];
            let is_useful = a != b;
            let shared = between[&[a.min(b), a.max(b)]];
            ValveRow {
                id: graph.fittings.ids[device as usize],
                extra_connections: if is_useful { one.connections.max(other.connections) } else { 0 },
                extra_length: if is_useful { one.length.max(other.length) } else { 0.0 },
                surrounding: if is_useful { touching[a as usize] + touching[b as usize] - shared - 1 } else { 0 },
                is_useful,
            }
        })
        .collect();
    ranking.sort_by(|a, b| {
        let of = |row: &ValveRow| (row.extra_connections, row.surrounding);
        of(b).cmp(&of(a)).then(b.extra_length.total_cmp(&a.extra_length)).then(a.id.cmp(&b.id))
    });
    ranking
}

struct Table {
    rows: Vec<SegmentRow>,
    /// From the name of a segment to its row.
    number: FxHashMap<u32, u32>,
}

/// Elements ascend, pieces first: a segment's row is made at its first.
fn table(graph: &Graph) -> Table {
    let net = &*graph.net;
    let (mut rows, mut number): (Vec<SegmentRow>, FxHashMap<u32, u32>) = (Vec::new(), FxHashMap::default());
    let mut last_edges: Vec<u32> = Vec::new();
    for element in 0..u32::try_from(net.element_count()).unwrap_or(u32::MAX) {
        let next = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let at = *number.entry(graph.segments.of(element)).or_insert(next) as usize;
        match net.element(element) {
            Element::Piece(piece) => {
                let of = net.pieces[piece as usize];
                if at == rows.len() {
                    rows.push(SegmentRow::empty(SegmentKey::Edge(net.edge_ids[of.edge as usize])));
                    last_edges.push(u32::MAX);
                }
                let metres = net.diameters[of.edge as usize] / 1000.0;
                let row = &mut rows[at];
                row.edges += usize::from(std::mem::replace(&mut last_edges[at], of.edge) != of.edge);
                row.length += of.length;
                row.volume += PI * metres * metres / 4.0 * of.length;
            }
            Element::Node(node) => {
                if at == rows.len() {
                    // A place between two valves within an edge has no id: it is asked for by none.
                    let id = net.node_ids.get(node as usize).copied().unwrap_or(FeatureId(0));
                    rows.push(SegmentRow::empty(SegmentKey::Node(id)));
                    last_edges.push(u32::MAX);
                }
                rows[at].nodes += usize::from(net.is_named(node));
                rows[at].has_source |= net.sources.binary_search(&node).is_ok();
            }
        }
    }
    for &(element, _) in &graph.connections.on_elements {
        rows[number[&graph.segments.of(element)] as usize].connections += 1;
    }
    for (_, [a, b]) in sides(graph).into_iter().filter(|(_, [a, b])| a != b) {
        rows[number[&a] as usize].valves += 1;
        rows[number[&b] as usize].valves += 1;
    }
    Table { rows, number }
}

impl SegmentRow {
    fn empty(by: SegmentKey) -> Self {
        let (edges, nodes, connections, valves) = (0, 0, 0, 0);
        Self { by, edges, nodes, length: 0.0, volume: 0.0, connections, valves, has_source: false }
    }
}

/// Devices that can be closed, each with the segments on both sides of its first contact.
fn sides(graph: &Graph) -> Vec<(u32, [u32; 2])> {
    let mut sides: Vec<(u32, [u32; 2])> = Vec::with_capacity(graph.fittings.of_devices.len());
    for &(device, contact) in &graph.fittings.of_devices {
        if sides.last().is_none_or(|(last, _)| *last != device) {
            let node = graph.net.piece_count() + graph.net.node_of(contact);
            sides.push((device, [graph.segments.of(contact / 2), graph.segments.of(node)]));
        }
    }
    sides
}
