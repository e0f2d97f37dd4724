//! The graphs of all networks of the World.

mod columns;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use columns::Columns;
use rayon::prelude::*;
use spatial_core::layer::{DeclaredTable, FeatureId, LayerName, Touched};
use spatial_core::models::Model;
use spatial_core::snapshot::{FeatureRef, World};

use crate::graph::{ConnectionRow, DeviceRow, DeviceState, Graph, GraphBuilder};
use crate::tables::{CONNECTIONS, DEVICES, EDGES, NODES};

/// Whose rows make a graph.
const GRAPH_TABLES: [&DeclaredTable; 4] = [&NODES, &EDGES, &DEVICES, &CONNECTIONS];

/// A graph for each network, by its name. An edit that only turns devices costs their neighbourhood, and one of connections that stay where
/// they are nothing; any other builds the graphs of the networks it touches anew, linear in their rows, while the former ones answer.
#[derive(Debug, Clone, Default, PartialEq)]
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

    /// The same graphs with devices as they are now; `None` if one of them is new, gone or elsewhere.
    fn turned(&self, before: &World, now: &World, devices: &[FeatureId]) -> Option<Self> {
        let (before, now) = (Columns::of(before, &DEVICES)?, Columns::of(now, &DEVICES)?);
        let mut turned: BTreeMap<&str, Vec<(FeatureId, DeviceState)>> = BTreeMap::new();
        for &id in devices {
            let (was, is) = (before.layer.find(id)?, now.layer.find(id)?);
            let (network, networks) = (now.network(&is)?, [before.network(&was), now.network(&is)]);
            let (was, is) = (before.device(&was), now.device(&is));
            if networks[0] != networks[1] || (DeviceRow { state: is.state, ..was }) != is {
                return None;
            }
            turned.entry(network).or_default().push((id, is.state));
        }
        let mut next = self.clone();
        for (name, states) in turned {
            let graph = next.graphs.get_mut(name)?;
            *graph = Arc::new(graph.with_states(states));
        }
        Some(next)
    }

    /// The same graphs, those with a row that was touched built anew.
    fn rebuilt(&self, before: &World, now: &World, touched: &BTreeMap<LayerName, Touched>) -> Self {
        let Some(names) = touched_networks([before, now], touched) else { return Self::build(now, &()) };
        let mut next = self.clone();
        next.graphs.retain(|name, _| !names.contains(name.as_str()));
        next.graphs.extend(graphs(now, |name| names.contains(name)));
        next
    }
}

impl Model for Networks {
    type Settings = ();

    const NAME: &'static str = "network";

    fn build(world: &World, (): &()) -> Self {
        Self { graphs: graphs(world, |_| true) }
    }

    fn follow(&self, before: &World, now: &World, touched: &BTreeMap<LayerName, Touched>, (): &()) -> Option<Self> {
        let of = |table: &DeclaredTable| touched.get(table.layer);
        let is_moved =
            |ids: &Touched| !matches!(ids, Touched::Ids(ids) if are_where_they_were(before, now, ids) == Some(true));
        if of(&NODES).is_some() || of(&EDGES).is_some() || of(&CONNECTIONS).is_some_and(is_moved) {
            return Some(self.rebuilt(before, now, touched));
        }
        let turned = match of(&DEVICES)? {
            Touched::Ids(ids) => self.turned(before, now, ids),
            Touched::Whole => None,
        };
        Some(turned.unwrap_or_else(|| self.rebuilt(before, now, touched)))
    }

    fn memory_bytes(&self) -> usize {
        self.graphs.iter().map(|(name, graph)| name.capacity() + graph.memory_bytes()).sum()
    }
}

/// True if these connections hang where they hung: an address or a round is no matter of the graph. `None` if one is new or gone.
fn are_where_they_were(before: &World, now: &World, connections: &[FeatureId]) -> Option<bool> {
    let (before, now) = (Columns::of(before, &CONNECTIONS)?, Columns::of(now, &CONNECTIONS)?);
    for &id in connections {
        let (was, is) = (before.layer.find(id)?, now.layer.find(id)?);
        if (before.network(&was), before.place(&was)) != (now.network(&is), now.place(&is)) {
            return Some(false);
        }
    }
    Some(true)
}

/// The graphs of the networks that are wanted by name.
fn graphs(world: &World, is_wanted: impl Fn(&str) -> bool + Sync) -> BTreeMap<String, Arc<Graph>> {
    let of_tables: Vec<BTreeMap<String, GraphBuilder>> =
        GRAPH_TABLES.into_par_iter().map(|table| read(world, table, &is_wanted)).collect();
    let mut builders: BTreeMap<String, GraphBuilder> = BTreeMap::new();
    for (name, builder) in of_tables.into_iter().flatten() {
        builders.entry(name).or_default().absorb(builder);
    }
    let built = builders.into_par_iter().filter_map(|(name, builder)| match builder.build() {
        Ok(graph) => Some((name, Arc::new(graph))),
        Err(error) => {
            tracing::error!(network = name, %error, "network left out");
            None
        }
    });
    built.collect()
}

/// Names of the networks of rows that were touched, as they were and as they are; `None` if a whole table was.
fn touched_networks<'w>(worlds: [&'w World; 2], touched: &BTreeMap<LayerName, Touched>) -> Option<BTreeSet<&'w str>> {
    let mut names = BTreeSet::new();
    for table in GRAPH_TABLES {
        let ids = match touched.get(table.layer) {
            None => continue,
            Some(Touched::Whole) => return None,
            Some(Touched::Ids(ids)) => ids,
        };
        for columns in worlds.into_iter().filter_map(|world| Columns::of(world, table)) {
            let rows = ids.iter().filter_map(|&id| columns.layer.find(id));
            names.extend(rows.filter_map(|row| columns.network(&row)));
        }
    }
    Some(names)
}

/// The rows of a table, by network.
fn read(world: &World, table: &DeclaredTable, is_wanted: &impl Fn(&str) -> bool) -> BTreeMap<String, GraphBuilder> {
    let mut builders: BTreeMap<String, GraphBuilder> = BTreeMap::new();
    let Some(columns) = Columns::of(world, table) else { return builders };
    // Rows of one network mostly follow each other.
    let mut rows = columns.layer.iter().filter_map(|row| Some((columns.network(&row)?, row))).peekable();
    while let Some((network, row)) = rows.next() {
        if !is_wanted(network) {
            continue;
        }
        let builder = builders.entry(network.to_owned()).or_default();
        add(&columns, table, &row, builder);
        while let Some((_, row)) = rows.next_if(|(next, _)| *next == network) {
            add(&columns, table, &row, builder);
        }
    }
    builders
}

/// Hands a row to the builder of its network; one that lacks what the graph needs stands in none.
fn add(columns: &Columns<'_>, table: &DeclaredTable, row: &FeatureRef<'_>, builder: &mut GraphBuilder) {
    if table.table == NODES.table {
        builder.node(columns.node(row));
    } else if table.table == EDGES.table {
        if let Some(edge) = columns.edge(row) {
            builder.edge(edge);
        }
    } else if table.table == DEVICES.table {
        builder.device(columns.device(row));
    } else {
        builder.connection(ConnectionRow { id: FeatureId(row.id()), place: columns.place(row) });
    }
}
