//! Where strands meet nodes: at their ends, and wherever a place that became a node lies within the tolerance of their course.

use super::index::{Budget, Foot, Index};
use super::material::Material;
use super::nodes::Nodes;
use super::strand::{LEAST, Strand};

/// Nearer than so many tolerances along a strand, two stops at one node are one: all places of a node lie within two tolerances of each
/// other, and so do the stretches of a straight strand that are near them.
pub(super) const ONE_STOP: f64 = 4.0;

/// A node on a strand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stop {
    /// Metres from the start of the strand.
    pub(super) measure: f64,
    pub(super) node: u32,
}

#[derive(Debug, Clone, Copy)]
struct Touch {
    strand: usize,
    stop: Stop,
    /// Metres between the place and the strand; an end is nearer than anything.
    away: f64,
}

/// The stops of each strand in order: its two ends, and what lies between.
pub(super) fn stops(material: &Material<'_>, nodes: &Nodes, index: &Index<'_>, within: f64) -> (Vec<Vec<Stop>>, bool) {
    let mut budget = Budget::of(nodes.marks.len());
    let (mut touches, mut feet): (Vec<Touch>, Vec<Foot>) = (Vec::new(), Vec::new());
    for &(spot, node) in &nodes.marks {
        let only = nodes.only.get(&node);
        index.near(spot, within, &mut budget, &mut feet);
        for foot in &feet {
            let strand = &material.strands[foot.strand];
            let is_within = foot.measure > LEAST && foot.measure < strand.length() - LEAST;
            if is_within && only.is_none_or(|lines| lines.contains(&strand.line)) {
                let stop = Stop { measure: foot.measure, node };
                touches.push(Touch { strand: foot.strand, stop, away: foot.distance });
            }
        }
    }
    touches.sort_by_key(|touch| touch.strand);
    let mut rest = &touches[..];
    let of_strand = material.strands.iter().zip(&nodes.ends).enumerate().map(|(number, (strand, ends))| {
        let (own, others) = rest.split_at(rest.partition_point(|touch| touch.strand == number));
        rest = others;
        settled(strand, *ends, own, within * ONE_STOP)
    });
    (of_strand.collect(), budget.is_spent())
}

/// Of touches of one node that lie together, the nearest.
fn settled(strand: &Strand, [first, last]: [u32; 2], touches: &[Touch], together: f64) -> Vec<Stop> {
    let end = |measure: f64, node: u32| (Stop { measure, node }, -1.0);
    let ends = [end(0.0, first), end(strand.length(), last)];
    let mut all: Vec<(Stop, f64)> = touches.iter().map(|touch| (touch.stop, touch.away)).chain(ends).collect();
    all.sort_by(|(one, _), (other, _)| one.node.cmp(&other.node).then(one.measure.total_cmp(&other.measure)));
    let runs = all.chunk_by(|(one, _), (other, _)| one.node == other.node && other.measure - one.measure <= together);
    let mut stops: Vec<Stop> = Vec::new();
    for run in runs {
        let ends = run.iter().filter(|(_, away)| *away < 0.0).map(|(stop, _)| *stop);
        let before = stops.len();
        stops.extend(ends);
        if stops.len() == before {
            stops.extend(run.iter().min_by(|one, other| one.1.total_cmp(&other.1)).map(|(stop, _)| *stop));
        }
    }
    stops.sort_by(|one, other| one.measure.total_cmp(&other.measure).then(one.node.cmp(&other.node)));
    stops
}
