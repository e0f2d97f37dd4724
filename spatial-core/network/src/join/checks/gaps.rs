//! Dangling ends that miss what lies near.

use crate::join::finding::{JoinFinding, JoinKind};
use crate::join::index::{Budget, Foot};
use crate::join::mend::Mend;
use crate::join::net::Laid;
use crate::join::plane::distance;
use crate::join::records::Spot;

use super::pairs::Cross;

/// What is reached by pipe within so many times the gap is no miss: a branch ends near the main it leaves.
const DETOUR: f64 = 3.0;
/// Nodes that are looked at around an end: more lie within some metres only where data are broken.
const MOST_NODES: usize = 64;

/// An end without anything beyond.
#[derive(Debug, Clone, Copy)]
struct End {
    node: u32,
    piece: usize,
    at: Spot,
}

/// Tells each; true if not all were looked at.
pub(super) fn gaps(laid: &Laid<'_>, crossings: &[Cross], findings: &mut Vec<JoinFinding>) -> bool {
    let (sources, near) = (laid.sources(), laid.settings.near);
    let mut budget = Budget::of(laid.net.node_count());
    let mut feet = Vec::new();
    // The node an end was found to miss: two that miss each other are one gap.
    let mut missed: Vec<Option<u32>> = vec![None; laid.net.node_count()];
    for node in (0..).take(laid.net.node_count()) {
        let (false, &[piece]) = (sources[node as usize], laid.net.at(node)) else { continue };
        let end = End { node, piece, at: laid.nodes.places[node as usize] };
        laid.index.near(end.at, near, &mut budget, &mut feet);
        let Some((foot, beyond)) = miss(laid, end, &feet) else { continue };
        if is_crossed(laid, crossings, end, foot) || beyond.is_some_and(|other| missed[other as usize] == Some(node)) {
            continue;
        }
        missed[node as usize] = beyond;
        findings.push(told(laid, end, foot, beyond));
    }
    budget.is_spent()
}

/// The nearest foot that is not reached by pipe, and the node there, if there is one.
fn miss(laid: &Laid<'_>, end: End, feet: &[Foot]) -> Option<(Foot, Option<u32>)> {
    let mut feet: Vec<&Foot> = feet.iter().filter(|foot| foot.distance > laid.within).collect();
    feet.sort_by(|one, other| {
        let by_distance = one.distance.total_cmp(&other.distance);
        by_distance.then(one.strand.cmp(&other.strand)).then(one.measure.total_cmp(&other.measure))
    });
    let walked = walked(laid, end, feet.last()?.distance * DETOUR);
    let missed = feet.into_iter().find(|foot| !is_reached(laid, &walked, end, foot))?;
    let piece = laid.net.pieces[laid.net.piece_at(missed.strand, missed.measure)?];
    let stop = piece.ends().into_iter().find(|stop| (stop.measure - missed.measure).abs() <= laid.within);
    Some((*missed, stop.map(|stop| stop.node)))
}

/// Nodes within some metres by pipe, with the way there.
fn walked(laid: &Laid<'_>, end: End, most: f64) -> Vec<(u32, f64)> {
    let (mut reached, mut open) = (Vec::<(u32, f64)>::new(), vec![(end.node, 0.0_f64)]);
    while let Some(next) = (0..open.len()).min_by(|&one, &other| open[one].1.total_cmp(&open[other].1)) {
        let (node, way) = open.swap_remove(next);
        if reached.iter().any(|&(other, _)| other == node) {
            continue;
        }
        reached.push((node, way));
        if reached.len() >= MOST_NODES {
            break;
        }
        let beyond = laid.net.at(node).iter().take(MOST_NODES).map(|&piece| laid.net.pieces[piece]);
        let beyond = beyond.map(|piece| (piece.beyond(node), way + piece.length()));
        open.extend(beyond.filter(|&(_, way)| way <= most));
    }
    reached
}

fn is_reached(laid: &Laid<'_>, walked: &[(u32, f64)], end: End, foot: &Foot) -> bool {
    // What was left out as too short is nothing one could miss.
    let Some(number) = laid.net.piece_at(foot.strand, foot.measure) else { return true };
    let most = foot.distance * DETOUR;
    let by_node = laid.net.pieces[number].ends().into_iter().any(|stop| {
        let way = walked.iter().find(|(node, _)| *node == stop.node).map(|(_, way)| *way);
        way.is_some_and(|way| way + (stop.measure - foot.measure).abs() <= most)
    });
    let own = laid.net.pieces[end.piece].ends().into_iter().find(|stop| stop.node == end.node);
    by_node || number == end.piece && own.is_some_and(|own| (own.measure - foot.measure).abs() <= most)
}

/// True if the end's line crosses the other just before: that is told already.
fn is_crossed(laid: &Laid<'_>, crossings: &[Cross], end: End, foot: Foot) -> bool {
    let own = laid.net.pieces[end.piece].strand;
    let strands = [own.min(foot.strand), own.max(foot.strand)];
    let first = crossings.partition_point(|cross| cross.strands < strands);
    let mut both = crossings[first..].iter().take_while(|cross| cross.strands == strands);
    both.any(|cross| distance(cross.at, end.at) <= 2.0 * laid.settings.near)
}

fn told(laid: &Laid<'_>, end: End, foot: Foot, beyond: Option<u32>) -> JoinFinding {
    let own = laid.net.pieces[end.piece].strand;
    let ends = laid.material.strands[own].ends();
    // The end of the strand itself, which its node may lie beside.
    let is_first = laid.net.pieces[end.piece].from.node == end.node;
    let from = ends[usize::from(!is_first)];
    let to = beyond.map_or(foot.spot, |node| laid.nodes.places[node as usize]);
    let mend = Mend::Extend { line: laid.code(own).to_owned(), from, to };
    let finding = JoinFinding::new(JoinKind::Gap, vec![laid.name(own), laid.name(foot.strand)]);
    finding.at(end.at).measuring(foot.distance).offering(mend)
}
