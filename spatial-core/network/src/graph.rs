//! A network as a compact graph: who meets whom, and which ends of edges can be closed.
//!
//! Compressed sparse rows: the ends at node `n` are `ends[starts[n]..starts[n + 1]]`. Built in time linear in edges; a node without row is
//! made where an edge names one, so that a trace never falls off.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHasher};
use spatial_core::layer::FeatureId;

/// An edge as its row says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct EdgeRow {
    /// The edge.
    pub id: FeatureId,
    /// The node it begins at.
    pub from: FeatureId,
    /// The node it ends at.
    pub to: FeatureId,
}

/// A device as its row says it: on an edge, at the end by a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DeviceRow {
    /// The device.
    pub id: FeatureId,
    /// The edge it stands on.
    pub edge: FeatureId,
    /// The node at whose end of the edge it stands.
    pub node: FeatureId,
    /// True if it lets nothing through.
    pub is_closed: bool,
}

/// Gathers rows in any order.
#[derive(Debug, Default)]
pub struct GraphBuilder {
    edges: Vec<EdgeRow>,
    devices: Vec<DeviceRow>,
}

/// The graph: who meets whom, shared by all states of its devices, and the devices.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Graph {
    net: Arc<Net>,
    devices: Vec<DeviceRow>,
    /// Devices that name an edge, or an end of it, that is not there.
    stray: Vec<FeatureId>,
    stamp: GraphStamp,
}

/// Tells one graph from another by what it is made of: what is traced on two of the same stamp is the same, whichever server was asked and
/// whatever else was edited meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct GraphStamp(u64);

/// Nodes and edges; their numbers are positions in order of id.
#[derive(Debug, PartialEq, Eq, Default)]
struct Net {
    nodes: Vec<FeatureId>,
    edges: Vec<EdgeRow>,
    starts: Vec<u32>,
    ends: Vec<End>,
    stamp: GraphStamp,
}

/// One end of an edge at a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct End {
    pub(crate) edge: u32,
    /// The node at the edge's other end.
    pub(crate) over: u32,
}

impl GraphBuilder {
    /// Adds an edge.
    pub fn edge(&mut self, edge: EdgeRow) {
        self.edges.push(edge);
    }

    /// Adds a device.
    pub fn device(&mut self, device: DeviceRow) {
        self.devices.push(device);
    }

    /// The graph of all that was added.
    pub fn build(mut self) -> Graph {
        self.edges.sort_unstable_by_key(|edge| edge.id);
        self.edges.dedup_by_key(|edge| edge.id);
        let mut nodes: Vec<FeatureId> = self.edges.iter().flat_map(|edge| [edge.from, edge.to]).collect();
        nodes.sort_unstable();
        nodes.dedup();
        let number: FxHashMap<FeatureId, u32> = nodes.iter().copied().zip(0..).collect();
        let (starts, ends) = rows(&self.edges, nodes.len(), &number);
        let net = Arc::new(Net { nodes, stamp: GraphStamp::of(&self.edges), edges: self.edges, starts, ends });
        Graph { net, ..Graph::default() }.with_devices(self.devices)
    }
}

/// Starts and ends of each node's row, in order of edges.
fn rows(edges: &[EdgeRow], nodes: usize, number: &FxHashMap<FeatureId, u32>) -> (Vec<u32>, Vec<End>) {
    let mut starts = vec![0u32; nodes + 1];
    for edge in edges {
        for node in [edge.from, edge.to] {
            starts[number[&node] as usize + 1] += 1;
        }
    }
    for node in 0..nodes {
        starts[node + 1] += starts[node];
    }
    let mut next = starts.clone();
    let mut ends = vec![End { edge: 0, over: 0 }; edges.len() * 2];
    for (edge, row) in (0..).zip(edges) {
        for (node, over) in [(row.from, row.to), (row.to, row.from)] {
            let place = &mut next[number[&node] as usize];
            ends[*place as usize] = End { edge, over: number[&over] };
            *place += 1;
        }
    }
    (starts, ends)
}

impl GraphStamp {
    fn of(parts: &impl Hash) -> Self {
        let mut hasher = FxHasher::default();
        parts.hash(&mut hasher);
        Self(hasher.finish())
    }
}

impl std::fmt::Display for GraphStamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl Net {
    /// True if a device stands on an edge there is, at one of its ends.
    fn has_place_for(&self, device: &DeviceRow) -> bool {
        let at = self.edges.binary_search_by_key(&device.edge, |edge| edge.id);
        at.is_ok_and(|at| [self.edges[at].from, self.edges[at].to].contains(&device.node))
    }
}

impl Graph {
    /// The same nodes and edges with these devices, in any order.
    pub fn with_devices(&self, devices: Vec<DeviceRow>) -> Self {
        let (mut devices, stray): (Vec<_>, Vec<_>) =
            devices.into_iter().partition(|device| self.net.has_place_for(device));
        devices.sort_unstable_by_key(|device| (device.edge, device.node, device.id));
        let mut stray: Vec<FeatureId> = stray.into_iter().map(|device| device.id).collect();
        stray.sort_unstable();
        let stamp = GraphStamp::of(&(self.net.stamp, &devices, &stray));
        Self { net: Arc::clone(&self.net), devices, stray, stamp }
    }

    /// Which graph it is.
    pub fn stamp(&self) -> GraphStamp {
        self.stamp
    }

    /// Number of edges.
    pub fn edge_count(&self) -> usize {
        self.net.edges.len()
    }

    /// Number of nodes.
    pub fn node_count(&self) -> usize {
        self.net.nodes.len()
    }

    /// Devices that stand on no edge there is: a trace cannot close them, and says so.
    pub fn stray_devices(&self) -> &[FeatureId] {
        &self.stray
    }

    /// Bytes held.
    pub fn memory_bytes(&self) -> usize {
        self.net.nodes.capacity() * size_of::<FeatureId>()
            + self.net.edges.capacity() * size_of::<EdgeRow>()
            + self.net.starts.capacity() * size_of::<u32>()
            + self.net.ends.capacity() * size_of::<End>()
            + self.devices.capacity() * size_of::<DeviceRow>()
            + self.stray.capacity() * size_of::<FeatureId>()
    }

    pub(crate) fn edge_number(&self, id: FeatureId) -> Option<u32> {
        let at = self.net.edges.binary_search_by_key(&id, |edge| edge.id).ok()?;
        u32::try_from(at).ok()
    }

    pub(crate) fn edge(&self, number: u32) -> &EdgeRow {
        &self.net.edges[number as usize]
    }

    pub(crate) fn node_number(&self, id: FeatureId) -> Option<u32> {
        u32::try_from(self.net.nodes.binary_search(&id).ok()?).ok()
    }

    pub(crate) fn ends_at(&self, node: u32) -> &[End] {
        &self.net.ends[self.net.starts[node as usize] as usize..self.net.starts[node as usize + 1] as usize]
    }

    /// The devices on an edge at the end by a node.
    pub(crate) fn devices_at(&self, edge: FeatureId, node: FeatureId) -> &[DeviceRow] {
        let from = self.devices.partition_point(|device| (device.edge, device.node) < (edge, node));
        let to = self.devices.partition_point(|device| (device.edge, device.node) <= (edge, node));
        &self.devices[from..to]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_tells_a_turned_device_and_another_course_and_nothing_else() {
        let edge = |id, from, to| EdgeRow { id: FeatureId(id), from: FeatureId(from), to: FeatureId(to) };
        let graph = |edges: &[EdgeRow], is_closed| {
            let mut builder = GraphBuilder::default();
            edges.iter().for_each(|&edge| builder.edge(edge));
            builder.device(DeviceRow { id: FeatureId(1), edge: FeatureId(1), node: FeatureId(2), is_closed });
            builder.build().stamp()
        };
        let (pipes, bent) = ([edge(1, 1, 2), edge(2, 2, 3)], [edge(1, 1, 2), edge(2, 2, 4)]);
        assert_eq!(graph(&pipes, false), graph(&[pipes[1], pipes[0]], false), "in whatever order rows come");
        assert_ne!(graph(&pipes, false), graph(&pipes, true));
        assert_ne!(graph(&pipes, false), graph(&bent, false));
        assert_eq!(graph(&pipes, false).to_string().len(), 16);
    }
}
