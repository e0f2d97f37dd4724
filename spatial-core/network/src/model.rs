//! The graphs of all networks of the World.

use std::collections::BTreeMap;
use std::sync::Arc;

use spatial_core::layer::{DeclaredTable, FeatureId, LayerName, Touched};
use spatial_core::models::Model;
use spatial_core::snapshot::{FeatureRef, LayerSnapshot, ValueRef, World};

use crate::graph::{DeviceRow, EdgeRow, Graph, GraphBuilder};
use crate::switch::Position;
use crate::tables::{DEVICES, EDGES};

/// A graph for each network, by its name. An edit of edges or devices builds all of them anew, linear in their edges.
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
}

impl Model for Networks {
    type Settings = ();

    const NAME: &'static str = "network";

    fn build(world: &World, (): &()) -> Self {
        let mut builders: BTreeMap<String, GraphBuilder> = BTreeMap::new();
        each(world, &EDGES, |fields, row| {
            let (from, to) = (fields.id(row, "nut_dau")?, fields.id(row, "nut_cuoi")?);
            let edge = EdgeRow { id: FeatureId(row.id()), from, to };
            builders.entry(fields.text(row, "mang")?.to_owned()).or_default().edge(edge);
            Some(())
        });
        each(world, &DEVICES, |fields, row| {
            let (edge, node) = (fields.id(row, "doan")?, fields.id(row, "nut")?);
            let is_closed = fields.text(row, "vi_tri") == Some(Position::Closed.as_str());
            let device = DeviceRow { id: FeatureId(row.id()), edge, node, is_closed };
            builders.entry(fields.text(row, "mang")?.to_owned()).or_default().device(device);
            Some(())
        });
        Self { graphs: builders.into_iter().map(|(name, builder)| (name, Arc::new(builder.build()))).collect() }
    }

    fn follow(
        &self,
        _before: &World,
        now: &World,
        touched: &BTreeMap<LayerName, Touched>,
        settings: &(),
    ) -> Option<Self> {
        let is_touched = [&EDGES, &DEVICES].iter().any(|table| touched.contains_key(table.layer));
        is_touched.then(|| Self::build(now, settings))
    }

    fn memory_bytes(&self) -> usize {
        self.graphs.iter().map(|(name, graph)| name.capacity() + graph.memory_bytes()).sum()
    }
}

/// The fields of a table by their names.
struct Fields<'a>(&'a LayerSnapshot);

impl Fields<'_> {
    fn id(&self, row: &FeatureRef<'_>, name: &str) -> Option<FeatureId> {
        let ValueRef::Integer(id) = row.value(self.0.layer().schema.position(name)?) else { return None };
        u64::try_from(id).ok().map(FeatureId)
    }

    fn text<'r>(&self, row: &FeatureRef<'r>, name: &str) -> Option<&'r str> {
        row.text(self.0.layer().schema.position(name)?)
    }
}

/// Hands over all rows of a table; one that lacks what the graph needs stands in none.
fn each(world: &World, table: &DeclaredTable, mut take: impl FnMut(&Fields<'_>, &FeatureRef<'_>) -> Option<()>) {
    let Some(layer) = world.whole_declared(table) else { return };
    for row in layer.iter() {
        let _ = take(&Fields(layer), &row);
    }
}
