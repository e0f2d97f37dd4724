//! Where something that was found in samples may have got into a sewer.

use spatial_core::layer::FeatureId;

use super::Sewers;
use super::drain::drain;
use crate::graph::Place;
use crate::trace::{Direction, Start, Trace, TraceQuestion};

/// A manhole that was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sample {
    /// The node.
    pub node: FeatureId,
    /// True if it was found there.
    pub is_dirty: bool,
}

/// Where it may have come from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pollution {
    /// Edges it may have got in by: what explains most samples first, then in order of id. The same for all lists.
    pub edges: Vec<Suspected>,
    /// Nodes.
    pub nodes: Vec<Suspected>,
    /// What drains there: households, dischargers.
    pub connections: Vec<Suspected>,
    /// Dirty samples above which everything is clean: one of the samples is wrong, or it comes and goes. Ascending.
    pub unexplained: Vec<FeatureId>,
}

/// A place it may have come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Suspected {
    /// The edge, node or connection.
    pub id: FeatureId,
    /// How many of the dirty samples lie downstream of it.
    pub explains: usize,
}

/// What drains to dirty samples and to no clean one. `None` if a sampled node is not there. Costs a trace for each sample.
pub fn pollution(sewers: &Sewers, samples: &[Sample]) -> Option<Pollution> {
    let of = |is_dirty: bool| {
        let mut nodes: Vec<FeatureId> =
            samples.iter().filter(|sample| sample.is_dirty == is_dirty).map(|sample| sample.node).collect();
        nodes.sort_unstable();
        nodes.dedup();
        nodes
    };
    let cleared = above(sewers, of(false))?;
    let mut counts: [Vec<FeatureId>; 3] = Default::default();
    let mut found = Pollution::default();
    for node in of(true) {
        let trace = above(sewers, vec![node])?;
        if cleared.nodes.binary_search(&node).is_ok() {
            found.unexplained.push(node);
        }
        let lists = [
            (&trace.edges, &cleared.edges),
            (&trace.nodes, &cleared.nodes),
            (&trace.connections, &cleared.connections),
        ];
        for (count, (met, clean)) in counts.iter_mut().zip(lists) {
            count.extend(met.iter().filter(|id| clean.binary_search(id).is_err()));
        }
    }
    let [edges, nodes, connections] = counts.map(ranked);
    Some(Pollution { edges, nodes, connections, ..found })
}

/// What drains to any of these nodes; nothing if there are none.
fn above(sewers: &Sewers, nodes: Vec<FeatureId>) -> Option<Trace> {
    if nodes.is_empty() {
        return Some(Trace::default());
    }
    let from = nodes.into_iter().map(|node| Start::At(Place::Node(node))).collect();
    Some(drain(sewers, &TraceQuestion { from, direction: Direction::Upstream, ..TraceQuestion::default() })?.trace)
}

/// Each id once, with how often it stands in the list.
fn ranked(mut met: Vec<FeatureId>) -> Vec<Suspected> {
    met.sort_unstable();
    let once = met.chunk_by(|a, b| a == b).map(|same| Suspected { id: same[0], explains: same.len() });
    let mut ranked: Vec<Suspected> = once.collect();
    ranked.sort_by_key(|suspected| std::cmp::Reverse(suspected.explains));
    ranked
}
