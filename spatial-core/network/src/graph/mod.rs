//! A network as a compact graph: who meets whom, what stands there, which parts can be isolated, and what is supplied.
//!
//! In reading order: `rows` (what it is made of), `net` (who meets whom), `fittings` (devices and connections on it), `contact` (what gets
//! through where), `supply` (what a source reaches), `build`; `codes` and `ids` find things, `marks` are sets of numbers. Segments and parts lie
//! beside it, in `segments`.

mod build;
mod codes;
mod contact;
mod fittings;
mod ids;
mod listed;
mod marks;
mod net;
mod rows;
mod supply;
mod turned;

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rustc_hash::FxHasher;
use spatial_core::layer::FeatureId;

pub use build::{GraphBuilder, GraphTooLarge};
pub use contact::Mode;
pub(crate) use contact::{Contacts, Gate, Way};
pub(crate) use fittings::{Connections, Fittings, element_at};
pub use listed::{GraphDevice, GraphEdge, GraphNode};
pub(crate) use marks::Marks;
pub(crate) use net::{Element, End, Net};
pub use rows::{ConnectionRow, DeviceKind, DeviceRow, DeviceState, EdgeRow, NodeRow, Passing, Place};
pub(crate) use supply::Supply;

use crate::segments::{Parts, Segments};

/// The graph: who meets whom, shared by all states of its devices, and the devices.
#[derive(Debug, Clone)]
pub struct Graph {
    pub(crate) net: Arc<Net>,
    pub(crate) fittings: Arc<Fittings>,
    pub(crate) connections: Arc<Connections>,
    /// By number of device.
    pub(crate) states: Vec<DeviceState>,
    pub(crate) contacts: Contacts,
    pub(crate) segments: Segments,
    pub(crate) parts: Parts,
    /// By mode.
    pub(crate) supplies: [Supply; 2],
    stamp: GraphStamp,
}

/// Tells one graph from another by what it is made of: what is traced on two of the same stamp is the same, whichever server was asked and
/// whatever else was edited meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct GraphStamp {
    /// Of nodes, edges and devices.
    made: u64,
    /// Of the states of all devices, each by itself, so that one that is turned is exchanged.
    stands: u64,
}

impl Default for Graph {
    /// Of nothing.
    fn default() -> Self {
        Self::new(Arc::default(), Arc::default(), Arc::default(), Vec::new())
    }
}

impl PartialEq for Graph {
    /// The same nodes, edges, devices and states, the same segments, the same supplied.
    fn eq(&self, other: &Self) -> bool {
        (&self.net, &self.fittings, &self.connections) == (&other.net, &other.fittings, &other.connections)
            && (&self.states, &self.contacts) == (&other.states, &other.contacts)
            && (&self.segments, &self.parts) == (&other.segments, &other.parts)
            && Mode::ALL.iter().all(|&mode| self.supply(mode).is_like(other.supply(mode)))
            && self.stamp == other.stamp
    }
}

impl Graph {
    fn new(net: Arc<Net>, fittings: Arc<Fittings>, connections: Arc<Connections>, states: Vec<DeviceState>) -> Self {
        let contacts = Contacts::new(&net, &fittings, &states);
        let [topo, aware] = Mode::ALL;
        let supply = |mode| Supply::new(&net, &contacts, mode);
        let ((segments, parts, stamp), (topo, aware)) = rayon::join(
            || {
                let stamp = GraphStamp::of(&net, &fittings, &states);
                (Segments::new(&net, &contacts), Parts::new(&net, &contacts), stamp)
            },
            || rayon::join(|| supply(topo), || supply(aware)),
        );
        let supplies = [topo, aware];
        Self { net, fittings, connections, states, contacts, segments, parts, supplies, stamp }
    }

    pub(crate) fn supply(&self, mode: Mode) -> &Supply {
        &self.supplies[mode as usize]
    }

    /// Which graph it is.
    pub fn stamp(&self) -> GraphStamp {
        self.stamp
    }

    /// Number of edges.
    pub fn edge_count(&self) -> usize {
        self.net.edge_ids.len()
    }

    /// Number of nodes.
    pub fn node_count(&self) -> usize {
        self.net.node_ids.len()
    }

    /// Number of devices.
    pub fn device_count(&self) -> usize {
        self.fittings.ids.len()
    }

    /// Devices that stand on no edge and no node there is: a trace cannot close them, and says so. Ascending.
    pub fn stray_devices(&self) -> impl ExactSizeIterator<Item = FeatureId> {
        self.fittings.stray.iter().map(|&number| self.fittings.ids[number as usize])
    }

    /// Number of connections, those included that hang on nothing.
    pub fn connection_count(&self) -> usize {
        self.connections.count()
    }

    /// Connections on no edge and no node there is. Ascending.
    pub fn stray_connections(&self) -> &[FeatureId] {
        &self.connections.stray
    }

    /// The edge of a code.
    pub fn edge(&self, code: &str) -> Option<FeatureId> {
        Some(self.net.edge_ids[self.net.edge_codes.find(code)? as usize])
    }

    /// The node of a code.
    pub fn node(&self, code: &str) -> Option<FeatureId> {
        Some(self.net.node_ids[self.net.node_codes.find(code)? as usize])
    }

    /// The device of a code.
    pub fn device(&self, code: &str) -> Option<FeatureId> {
        Some(self.fittings.ids[self.fittings.codes.find(code)? as usize])
    }

    /// How a device is.
    pub fn state(&self, device: FeatureId) -> Option<DeviceState> {
        Some(self.states[self.fittings.number(device)? as usize])
    }

    /// The code of an edge.
    pub fn edge_code(&self, edge: FeatureId) -> Option<&str> {
        Some(self.net.edge_codes.get(self.net.edge_number(edge)?))
    }

    /// Length of an edge in metres.
    pub fn edge_length(&self, edge: FeatureId) -> Option<f64> {
        Some(self.net.length_of(self.net.edge_number(edge)?))
    }

    /// The code of a node.
    pub fn node_code(&self, node: FeatureId) -> Option<&str> {
        Some(self.net.node_codes.get(self.net.node_number(node)?))
    }

    /// The code of a device.
    pub fn device_code(&self, device: FeatureId) -> Option<&str> {
        Some(self.fittings.codes.get(self.fittings.number(device)?))
    }

    /// Codes that stand at several edges, nodes or devices: a question by code reaches the first only.
    pub fn repeated_codes(&self) -> Vec<(&str, usize)> {
        let lists = [&self.net.edge_codes, &self.net.node_codes, &self.fittings.codes];
        let mut repeated: Vec<_> = lists.into_iter().flat_map(fittings::repeated).collect();
        repeated.sort_unstable();
        repeated
    }

    /// Bytes held.
    pub fn memory_bytes(&self) -> usize {
        self.net.memory_bytes()
            + self.fittings.memory_bytes()
            + self.connections.memory_bytes()
            + self.states.capacity() * size_of::<DeviceState>()
            + self.contacts.memory_bytes()
            + self.segments.memory_bytes()
            + self.parts.memory_bytes()
            + self.supplies.iter().map(Supply::memory_bytes).sum::<usize>()
    }
}

impl GraphStamp {
    fn of(net: &Net, fittings: &Fittings, states: &[DeviceState]) -> Self {
        let mut hasher = FxHasher::default();
        (&net.edge_ids, &net.passing, &net.sources).hash(&mut hasher);
        for piece in &net.pieces {
            piece.nodes.map(|node| net.node_ids.get(node as usize)).hash(&mut hasher);
        }
        (&fittings.ids, &fittings.kinds, &fittings.of_devices).hash(&mut hasher);
        let stands = (0..).zip(states).fold(0, |sum: u64, (number, state)| sum ^ state_mark(number, *state));
        Self { made: hasher.finish(), stands }
    }

    /// Of the same graph with a device in another state.
    fn turned(self, number: u32, from: DeviceState, to: DeviceState) -> Self {
        Self { stands: self.stands ^ state_mark(number, from) ^ state_mark(number, to), ..self }
    }
}

/// What one device adds to a stamp.
fn state_mark(number: u32, state: DeviceState) -> u64 {
    let mut hasher = FxHasher::default();
    (number, state).hash(&mut hasher);
    hasher.finish()
}

impl std::fmt::Display for GraphStamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:016x}", self.made.wrapping_add(self.stands))
    }
}
