//! Drainage: sewers that run by their fall, and pumps that lift water over it.
//!
//! The graph, its devices and its traces are those of every network; here is settled which way each edge runs, and what else a sewer is asked: where
//! water goes and comes from, how a pipe lies along a way, where what was found in a sample may have come from. A level that is missing, a
//! pipe that is flat or falls the wrong way and a loop are findings beside an answer; none of them ends one. No flow is computed.
//!
//! In reading order: `rows` (what it is made of), `levels`, `run` (which way an edge runs), `strands` (what leads back to
//! itself), `stream` (the order water goes in), `finding`, `build`; then the answers: `drain`, `profile`, `pollution`.

mod build;
mod drain;
mod finding;
mod levels;
mod pollution;
mod profile;
mod rows;
mod run;
mod strands;
mod stream;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use spatial_core::layer::FeatureId;

pub use build::SewersBuilder;
pub use drain::{Drain, drain};
pub use finding::{SewerDoubt, SewerFinding};
pub use pollution::{Pollution, Sample, Suspected, pollution};
pub use profile::{Profile, Reached, Station, profile};
pub use rows::{Level, ManholeRow, Outlet, SewerKind, SewerRow};
pub use run::{Run, RunBasis};

use crate::graph::{DeviceState, Graph};
use build::Lay;

/// Sewers: a graph in which every edge lets through the way it runs, and how they lie. Traces of `network` go by it as by any graph.
#[derive(Debug, Clone, PartialEq)]
pub struct Sewers {
    graph: Arc<Graph>,
    lay: Arc<Lay>,
}

impl Sewers {
    /// The graph: its edges let through the way they run.
    pub fn graph(&self) -> &Arc<Graph> {
        &self.graph
    }

    /// The same with devices in other states, as [`Graph::with_states`]: a sluice that is closed ends traces and turns no pipe.
    #[must_use]
    pub fn with_states(&self, turned: impl IntoIterator<Item = (FeatureId, DeviceState)>) -> Self {
        Self { graph: Arc::new(self.graph.with_states(turned)), lay: Arc::clone(&self.lay) }
    }

    /// Which way an edge runs.
    pub fn run(&self, edge: FeatureId) -> Option<Run> {
        self.lay.runs.runs.get(self.graph.net.edge_number(edge)? as usize).copied()
    }

    /// The bottom of a node, put between its neighbours if nobody measured it.
    pub fn invert(&self, node: FeatureId) -> Option<Level> {
        self.lay.levels.nodes.get(self.graph.net.node_number(node)? as usize).copied()?
    }

    /// Where water leaves, in order of id.
    pub fn outlets(&self) -> impl ExactSizeIterator<Item = (FeatureId, Outlet)> {
        self.lay.outlets.iter().map(|&(node, outlet)| (self.graph.net.node_ids[node as usize], outlet))
    }

    /// Everything that is doubtful: edges in order of id, then nodes.
    pub fn findings(&self) -> Vec<SewerFinding> {
        let net = &*self.graph.net;
        let edges = net.edge_ids.iter().zip(&self.lay.runs.doubts);
        let of_edges =
            edges.flat_map(|(&edge, doubts)| doubts.iter().map(move |doubt| SewerFinding::Edge { edge, doubt }));
        let nodes = self.lay.dead_ends.iter().map(|node| SewerFinding::NoWayOut { node: net.node_ids[node as usize] });
        of_edges.chain(nodes).chain(self.lay.is_presumed.then_some(SewerFinding::NoOutlet)).collect()
    }
}
