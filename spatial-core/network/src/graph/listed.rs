//! A graph row by row: for who takes it along.

use spatial_core::layer::FeatureId;

use super::rows::{DeviceKind, DeviceState, Passing, Place};
use super::{Element, Graph};

/// A node, and how many customers hang on it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GraphNode {
    /// The node.
    pub id: FeatureId,
    /// What flows comes from here.
    pub is_source: bool,
    /// Connections on it.
    pub connections: usize,
}

/// An edge, and how many customers hang on it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GraphEdge {
    /// The edge.
    pub id: FeatureId,
    /// Its first node.
    pub from: FeatureId,
    /// Its last node.
    pub to: FeatureId,
    /// Which way it lets through.
    pub passing: Passing,
    /// Metres.
    pub length: f64,
    /// Millimetres; zero if unknown.
    pub diameter: f64,
    /// Connections along it.
    pub connections: usize,
}

/// A device, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GraphDevice {
    /// The device.
    pub id: FeatureId,
    /// What it is.
    pub kind: DeviceKind,
    /// Its edge.
    pub edge: Option<FeatureId>,
    /// Its node, alone or as the end of its edge.
    pub node: Option<FeatureId>,
    /// Metres along its edge.
    pub measure: Option<f64>,
    /// How it is.
    pub state: DeviceState,
}

impl Graph {
    /// All nodes, in order of id.
    pub fn nodes(&self) -> impl Iterator<Item = GraphNode> {
        (0..).zip(&self.net.node_ids).map(|(number, &id)| GraphNode {
            id,
            is_source: self.net.sources.binary_search(&number).is_ok(),
            connections: self.connections.on(self.net.number(Element::Node(number))).count(),
        })
    }

    /// All edges, in order of id. One whose ends are both within others is not there: each end has a node.
    pub fn edges(&self) -> impl Iterator<Item = GraphEdge> {
        (0u32..).zip(&self.net.edge_ids).filter_map(|(number, &id)| {
            let pieces = self.net.pieces_of(number);
            let (first, last) =
                (self.net.pieces.get(pieces.start as usize)?, self.net.pieces.get(pieces.end as usize - 1)?);
            Some(GraphEdge {
                id,
                from: *self.net.node_ids.get(first.nodes[0] as usize)?,
                to: *self.net.node_ids.get(last.nodes[1] as usize)?,
                passing: self.net.passing[number as usize],
                length: self.net.length_of(number),
                diameter: self.net.diameters[number as usize],
                connections: pieces.map(|piece| self.connections.on(piece).count()).sum(),
            })
        })
    }

    /// All devices, in order of id.
    pub fn devices(&self) -> impl Iterator<Item = GraphDevice> {
        self.fittings.ids.iter().enumerate().map(|(number, &id)| {
            let (edge, node, measure) = match self.fittings.places[number] {
                Place::End { edge, node } => (Some(edge), Some(node), None),
                Place::Node(node) => (None, Some(node), None),
                Place::Along { edge, measure } => (Some(edge), None, Some(measure)),
            };
            let (kind, state) = (self.fittings.kinds[number], self.states[number]);
            GraphDevice { id, kind, edge, node, measure, state }
        })
    }
}
