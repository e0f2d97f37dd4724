//! From rows to a graph.

use std::sync::Arc;

use spatial_core::layer::FeatureId;

use super::Graph;
use super::codes::Codes;
use super::fittings::{Connections, Fittings};
use super::ids::IdIndex;
use super::net::{NEAREST, Net, Piece, is_within, sparse_rows};
use super::rows::{ConnectionRow, DeviceKind, DeviceRow, DeviceState, EdgeRow, Fitted, NodeRow, Passing, Place};

/// Gathers rows, in any order; in order of id they need no sorting.
#[derive(Debug, Default)]
pub struct GraphBuilder {
    nodes: Vec<(FeatureId, bool)>,
    node_codes: Codes,
    edges: Vec<Laid>,
    edge_codes: Codes,
    devices: Vec<Fitted>,
    device_codes: Codes,
    connections: Vec<ConnectionRow>,
}

#[derive(Debug, Clone, Copy)]
struct Laid {
    id: FeatureId,
    ends: [FeatureId; 2],
    passing: Passing,
    length: f64,
    diameter: f64,
}

/// A device that cuts an edge in two: which edge, and how many metres from its first node.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
struct Cut {
    edge: u32,
    measure: f64,
}

/// Pieces of edges, and nodes with the places between two pieces: contacts and elements are counted by 32 bits, and some values are kept free.
const MOST: usize = 1 << 30;

/// More than a graph can number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{rows} rows are more than the {MOST} a graph can number")]
pub struct GraphTooLarge {
    /// Rows of nodes, edges and devices.
    pub rows: usize,
}

impl GraphBuilder {
    /// Adds a node.
    pub fn node(&mut self, node: NodeRow<'_>) {
        self.nodes.push((node.id, node.is_source));
        self.node_codes.push(node.code);
    }

    /// Adds an edge. Lengths and diameters that are no numbers count as zero.
    pub fn edge(&mut self, edge: EdgeRow<'_>) {
        let number = |value: f64| if value.is_finite() { value.max(0.0) } else { 0.0 };
        self.edges.push(Laid {
            id: edge.id,
            ends: [edge.from, edge.to],
            passing: edge.passing,
            length: number(edge.length),
            diameter: number(edge.diameter),
        });
        self.edge_codes.push(edge.code);
    }

    /// Adds a device.
    pub fn device(&mut self, device: DeviceRow<'_>) {
        let DeviceRow { id, kind, place, state, .. } = device;
        self.devices.push(Fitted { id, kind, place, state });
        self.device_codes.push(device.code);
    }

    /// Adds a customer's connection.
    pub fn connection(&mut self, connection: ConnectionRow) {
        self.connections.push(connection);
    }

    /// Adds the rows of another builder.
    pub(crate) fn absorb(&mut self, mut other: Self) {
        self.nodes.append(&mut other.nodes);
        self.node_codes.append(&other.node_codes);
        self.edges.append(&mut other.edges);
        self.edge_codes.append(&other.edge_codes);
        self.devices.append(&mut other.devices);
        self.device_codes.append(&other.device_codes);
        self.connections.append(&mut other.connections);
    }

    /// The graph of all that was added. A node without row is made where an edge names one, so that a trace never falls off.
    ///
    /// # Errors
    /// [`GraphTooLarge`] if there are more rows than can be numbered.
    pub fn build(self) -> Result<Graph, GraphTooLarge> {
        self.build_running(|_| None)
    }

    /// The same, where which way each edge lets through, by number, is only known once it is known who meets whom: `runs` says it, or nothing
    /// if the rows do.
    pub(crate) fn build_running(
        mut self,
        runs: impl FnOnce(&Net) -> Option<Vec<Passing>>,
    ) -> Result<Graph, GraphTooLarge> {
        let rows = self.nodes.len() + self.edges.len() * 2 + self.devices.len() * 2;
        if rows > MOST {
            return Err(GraphTooLarge { rows });
        }
        in_order(&mut self.nodes, &mut self.node_codes, |&(id, _)| id);
        in_order(&mut self.edges, &mut self.edge_codes, |edge| edge.id);
        in_order(&mut self.devices, &mut self.device_codes, |device| device.id);
        self.add_missing_nodes();
        let devices = std::mem::take(&mut self.devices);
        let mut device_codes = std::mem::take(&mut self.device_codes);
        let (nodes, edges) = (&mut self.node_codes, &mut self.edge_codes);
        rayon::join(|| rayon::join(|| nodes.index(), || edges.index()), || device_codes.index());
        let connections = std::mem::take(&mut self.connections);
        let mut net = self.net(&devices);
        if let Some(passing) = runs(&net) {
            net.passing = passing;
        }
        let net = Arc::new(net);
        let states: Vec<DeviceState> = devices.iter().map(|device| device.state).collect();
        let fittings = Arc::new(Fittings::new(&net, &devices, device_codes));
        let connections = Arc::new(Connections::new(&net, connections));
        Ok(Graph::new(net, fittings, connections, states))
    }

    fn add_missing_nodes(&mut self) {
        let ids: Vec<FeatureId> = self.nodes.iter().map(|&(id, _)| id).collect();
        let known = IdIndex::new(&ids);
        let named = self.edges.iter().flat_map(|edge| edge.ends);
        let mut missing: Vec<FeatureId> = named.filter(|&id| known.number(id).is_none()).collect();
        missing.sort_unstable();
        missing.dedup();
        for id in missing {
            self.node(NodeRow { id, code: "", is_source: false });
        }
        in_order(&mut self.nodes, &mut self.node_codes, |&(id, _)| id);
    }

    fn net(self, devices: &[Fitted]) -> Net {
        let node_ids: Vec<FeatureId> = self.nodes.iter().map(|&(id, _)| id).collect();
        let edge_ids: Vec<FeatureId> = self.edges.iter().map(|edge| edge.id).collect();
        let (node_numbers, edge_numbers) = (IdIndex::new(&node_ids), IdIndex::new(&edge_ids));
        let cuts = cuts(devices, &self.edges, &edge_numbers);
        let (first_pieces, pieces, nodes) = pieces(&self.edges, &node_numbers, node_ids.len(), &cuts);
        let (starts, ends) = sparse_rows(&pieces, nodes);
        Net {
            sources: (0..)
                .zip(&self.nodes)
                .filter(|(_, (_, is_source))| *is_source)
                .map(|(number, _)| number)
                .collect(),
            node_ids,
            node_numbers,
            node_codes: self.node_codes,
            edge_ids,
            edge_numbers,
            edge_codes: self.edge_codes,
            diameters: self.edges.iter().map(|edge| edge.diameter).collect(),
            passing: self.edges.iter().map(|edge| edge.passing).collect(),
            first_pieces,
            pieces,
            starts,
            ends,
        }
    }
}

/// Orders rows by id with their codes; of two with one id the first stays.
fn in_order<T: Copy>(rows: &mut Vec<T>, codes: &mut Codes, id: impl Fn(&T) -> FeatureId) {
    if rows.is_sorted_by(|a, b| id(a) < id(b)) {
        return;
    }
    let mut order: Vec<u32> = (0..).take(rows.len()).collect();
    order.sort_by_key(|&at| id(&rows[at as usize]));
    order.dedup_by_key(|at| id(&rows[*at as usize]));
    *rows = order.iter().map(|&at| rows[at as usize]).collect();
    *codes = codes.arranged(&order);
}

/// Where devices that can be closed stand within edges, in order.
fn cuts(devices: &[Fitted], edges: &[Laid], numbers: &IdIndex) -> Vec<Cut> {
    let cut = |device: &Fitted| match device.place {
        Place::Along { edge, measure } if device.kind == DeviceKind::Closable => {
            let edge = numbers.number(edge)?;
            is_within(measure, edges[edge as usize].length).then_some(Cut { edge, measure })
        }
        _ => None,
    };
    let mut cuts: Vec<Cut> = devices.iter().filter_map(cut).collect();
    cuts.sort_by(|a, b| a.edge.cmp(&b.edge).then(a.measure.total_cmp(&b.measure)));
    cuts.dedup_by(|b, a| a.edge == b.edge && b.measure - a.measure < NEAREST);
    cuts
}

/// Pieces of all edges: the first of each edge, the pieces, and the number of nodes with the places between pieces.
fn pieces(edges: &[Laid], numbers: &IdIndex, named: usize, cuts: &[Cut]) -> (Vec<u32>, Vec<Piece>, usize) {
    let mut firsts = Vec::with_capacity(edges.len() + 1);
    let mut pieces: Vec<Piece> = Vec::with_capacity(edges.len() + cuts.len());
    let (mut cuts, mut nodes) = (cuts.iter().peekable(), named);
    for (edge, laid) in (0..).zip(edges) {
        firsts.push(u32::try_from(pieces.len()).unwrap_or(u32::MAX));
        // Every end has a node by now.
        let [mut first, last] = laid.ends.map(|id| numbers.number(id).unwrap_or_default());
        let mut behind = 0.0;
        while let Some(cut) = cuts.next_if(|cut| cut.edge == edge) {
            let between = u32::try_from(nodes).unwrap_or(u32::MAX);
            nodes += 1;
            pieces.push(Piece { edge, nodes: [first, between], start: behind, length: cut.measure - behind });
            (first, behind) = (between, cut.measure);
        }
        pieces.push(Piece { edge, nodes: [first, last], start: behind, length: laid.length - behind });
    }
    firsts.push(u32::try_from(pieces.len()).unwrap_or(u32::MAX));
    (firsts, pieces, nodes)
}
