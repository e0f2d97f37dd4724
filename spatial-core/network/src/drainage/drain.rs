//! Where water goes from a place, and what drains to it.

use spatial_core::layer::FeatureId;

use super::Sewers;
use super::finding::SewerFinding;
use super::rows::Outlet;
use crate::graph::Mode;
use crate::trace::{Direction, Met, Trace, TraceQuestion, traced, traced_by};

/// What drains to a place, or where it drains to.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Drain {
    /// What was met. Its connections are households, catchments and dischargers: their rows say which.
    pub trace: Trace,
    /// Where water leaves the network among the nodes that were met, in order of id. None of them ends a trace: what leads on is followed.
    pub outlets: Vec<(FeatureId, Outlet)>,
    /// What is doubtful about the edges and nodes that were met: the pieces of what leads there that somebody should look at.
    pub findings: Vec<SewerFinding>,
}

/// Traces up- or downstream, every branch at a splitter, a weir or a loop, each edge once; `None` if a place is not there. The mode of the question
/// is not asked: a sewer without its runs is no sewer. One pass over the nodes; where a device is closed or barriers are named, a walk.
pub fn drain(sewers: &Sewers, question: &TraceQuestion) -> Option<Drain> {
    let question = TraceQuestion { mode: Mode::Aware, ..question.clone() };
    let (trace, met) = if goes_with_the_stream(sewers, &question) {
        let stream = &sewers.lay.stream;
        traced_by(&sewers.graph, &question, |met, open| stream.walk(question.direction, met, open))?
    } else {
        traced(&sewers.graph, &question)?
    };
    let net = &*sewers.graph.net;
    let met_outlets = sewers.lay.outlets.iter().filter(|(node, _)| met.nodes.contains(*node));
    let outlets = met_outlets.map(|&(node, outlet)| (net.node_ids[node as usize], outlet)).collect();
    Some(Drain { outlets, findings: doubtful(sewers, &met), trace })
}

/// True if nothing that is closed stands in the way: the stream knows of no device.
fn goes_with_the_stream(sewers: &Sewers, question: &TraceQuestion) -> bool {
    question.direction != Direction::Connected
        && question.barriers.is_empty()
        && !sewers.graph.states.iter().any(|state| state.blocks())
}

/// Findings of what was met.
fn doubtful(sewers: &Sewers, met: &Met) -> Vec<SewerFinding> {
    let (net, lay) = (&*sewers.graph.net, &*sewers.lay);
    let mut edges: Vec<u32> = lay.doubtful.shared(&met.pieces).map(|piece| net.pieces[piece as usize].edge).collect();
    edges.dedup();
    let mut findings = Vec::with_capacity(edges.len());
    for edge in edges {
        let id = net.edge_ids[edge as usize];
        findings.extend(lay.runs.doubts[edge as usize].iter().map(|doubt| SewerFinding::Edge { edge: id, doubt }));
    }
    let ends = lay.dead_ends.shared(&met.nodes);
    findings.extend(ends.map(|node| SewerFinding::NoWayOut { node: net.node_ids[node as usize] }));
    findings
}
