//! The graphs of all networks of the World.

use std::collections::BTreeMap;
use std::sync::Arc;

use spatial_core::layer::{DeclaredTable, FeatureId, LayerName, Touched};
use spatial_core::models::Model;
use spatial_core::snapshot::{FeatureRef, World};

use crate::graph::{DeviceRow, EdgeRow, Graph, GraphBuilder};
use crate::switch::DevicePosition;
use crate::tables::{DEVICES, EDGE_FIELD, EDGES, END_FIELDS, NETWORK_FIELD, NODE_FIELD, POSITION_FIELD};

/// A graph for each network, by its name. An edit of edges builds all of them anew, linear in their edges; one of devices alone is
/// linear in devices.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Networks {
    graphs: BTreeMap<String, Arc<Graph>>,
}

impl Networks {
    /// The names, ascending, each with its graph.
    pub fn all(&self) -> impl ExactSizeIterator<Item = (&str, &Arc<Graph>)> {
        self.graphs.iter().map(|(name, graph)| (name.as_str(), graph))
    }

    /// The graph of a network.
    pub fn graph(&self, name: &str) -> Option<&Arc<Graph>> {
        self.graphs.get(name)
    }

    /// The same edges with the devices of a World. A network without edges is there for its devices, all of them stray.
    fn equipped(&self, world: &World) -> Self {
        let mut devices: BTreeMap<String, Vec<DeviceRow>> = BTreeMap::new();
        let fields = [NETWORK_FIELD, EDGE_FIELD, NODE_FIELD, POSITION_FIELD];
        each(world, &DEVICES, fields, |row, [network, edge, node, position]| {
            let is_closed = row.text(position) == Some(DevicePosition::Closed.as_str());
            let (edge, node) = (row.reference(edge)?, row.reference(node)?);
            let device = DeviceRow { id: FeatureId(row.id()), edge, node, is_closed };
            devices.entry(row.text(network)?.to_owned()).or_default().push(device);
            Some(())
        });
        let mut graphs = BTreeMap::new();
        for (name, graph) in self.graphs.iter().filter(|(_, graph)| graph.edge_count() > 0) {
            let own = devices.remove(name).unwrap_or_default();
            graphs.insert(name.clone(), Arc::new(graph.with_devices(own)));
        }
        let bare = Graph::default();
        graphs.extend(devices.into_iter().map(|(name, stray)| (name, Arc::new(bare.with_devices(stray)))));
        Self { graphs }
    }
}

impl Model for Networks {
    type Settings = ();

    const NAME: &'static str = "network";

    fn build(world: &World, (): &()) -> Self {
        let mut builders: BTreeMap<String, GraphBuilder> = BTreeMap::new();
        let [from, to] = END_FIELDS;
        each(world, &EDGES, [NETWORK_FIELD, from, to], |row, [network, from, to]| {
            let edge = EdgeRow { id: FeatureId(row.id()), from: row.reference(from)?, to: row.reference(to)? };
            builders.entry(row.text(network)?.to_owned()).or_default().edge(edge);
            Some(())
        });
        let graphs = builders.into_iter().map(|(name, builder)| (name, Arc::new(builder.build()))).collect();
        Self { graphs }.equipped(world)
    }

    fn follow(
        &self,
        _before: &World,
        now: &World,
        touched: &BTreeMap<LayerName, Touched>,
        settings: &(),
    ) -> Option<Self> {
        if touched.contains_key(EDGES.layer) {
            return Some(Self::build(now, settings));
        }
        touched.contains_key(DEVICES.layer).then(|| self.equipped(now))
    }

    fn memory_bytes(&self) -> usize {
        self.graphs.iter().map(|(name, graph)| name.capacity() + graph.memory_bytes()).sum()
    }
}

/// Hands over all rows of a table with the positions of fields; one that lacks what the graph needs stands in none.
fn each<const N: usize>(
    world: &World,
    table: &DeclaredTable,
    fields: [&str; N],
    mut take: impl FnMut(&FeatureRef<'_>, [usize; N]) -> Option<()>,
) {
    let Some(layer) = world.whole_declared(table) else { return };
    let positions = fields.map(|name| layer.layer().schema.position(name));
    if positions.contains(&None) {
        return;
    }
    let positions = positions.map(Option::unwrap_or_default);
    for row in layer.iter() {
        let _ = take(&row, positions);
    }
}
