//! Isolation valves as throttle valves: a pipe is parted where it meets its node, and a valve without loss joins the two.

use geo_types::Coord;
use rustc_hash::{FxHashMap, FxHashSet};

use super::epanet::Going;
use super::names::{fit, fresh};
use super::valves::OutValve;
use crate::formats::inp::{InpLink, InpNode, LinkKind, LinkStatus, NodeKind, ValveKind};
use crate::network::draft::along;

/// A valve as wide as nothing is not taken.
const USUAL_DIAMETER_MM: f64 = 254.0;

/// Puts the valves into the network, each with a junction between it and its pipe. A closed valve has the status `Closed`; controls and other
/// sections go on naming the pipe.
pub(super) fn parted(going: &mut Going, valves: &[OutValve]) {
    let inp = &mut going.inp;
    let links: FxHashMap<String, usize> = inp.links.iter().map(|link| link.id.clone()).zip(0..).collect();
    let nodes: FxHashMap<String, usize> = inp.nodes.iter().map(|node| node.id.clone()).zip(0..).collect();
    let mut link_ids: FxHashSet<String> = links.keys().cloned().collect();
    let mut node_ids: FxHashSet<String> = nodes.keys().cloned().collect();
    // The valve at an end of a link, by both.
    let mut parted: FxHashMap<(usize, usize), usize> = FxHashMap::default();
    let (mut seconds, mut renamed) = (0, 0);
    for valve in valves {
        let (Some(&at), Some(&node)) = (links.get(&valve.link), nodes.get(&valve.node)) else { continue };
        if let Some(&first) = parted.get(&(at, node)) {
            // One valve does what both do: it is closed if either is.
            seconds += 1;
            if valve.is_closed {
                inp.links[first].status = LinkStatus::Closed;
            }
            continue;
        }
        // A valve the network has at neither end of its pipe any more.
        if inp.links[at].start != valve.node && inp.links[at].end != valve.node {
            continue;
        }
        let place = valve.place.or_else(|| beside(&inp.links[at], &inp.nodes, &nodes, &valve.node));
        let id = fresh(&fit(&valve.id), &mut link_ids);
        renamed += usize::from(id != valve.id);
        let mut joint = InpNode::new(&fresh(&format!("{id}_n"), &mut node_ids), NodeKind::Junction);
        joint.elevation_m = inp.nodes[node].elevation_m;
        joint.place = place.or(inp.nodes[node].place);
        let link = &mut inp.links[at];
        let end = if link.start == valve.node { &mut link.start } else { &mut link.end };
        end.clone_from(&joint.id);
        let wide = link.diameter_mm;
        let kind = LinkKind::Valve(ValveKind::Tcv);
        parted.insert((at, node), inp.links.len());
        inp.links.push(InpLink {
            diameter_mm: if wide > 0.0 { wide } else { USUAL_DIAMETER_MM },
            setting: Some("0".to_owned()),
            status: if valve.is_closed { LinkStatus::Closed } else { LinkStatus::Active },
            ..InpLink::new(&id, kind, [&valve.node, &joint.id])
        });
        inp.nodes.push(joint);
    }
    going.note("network-out-valves-second", seconds);
    going.note("network-out-valves-renamed", renamed);
}

/// A tenth of the pipe from its node, in a file whose coordinates lie nowhere on earth.
fn beside(link: &InpLink, nodes: &[InpNode], by_id: &FxHashMap<String, usize>, node: &str) -> Option<[f64; 2]> {
    let place = |id: &String| nodes[*by_id.get(id)?].place;
    let ends = [&link.start, &link.end].map(place);
    let course = std::iter::once(ends[0]?).chain(link.vertices.iter().copied()).chain([ends[1]?]);
    let mut course: Vec<Coord> = course.map(Coord::from).collect();
    if link.start != node {
        course.reverse();
    }
    along(&course, f64::INFINITY).map(|at| [at.x, at.y])
}
