//! A burst that waits to be tapped: a pipe of the sample network at which everything the water app tells is to be seen. Looked for, not written
//! down, so that it is right for a city of any size.

use network::{Burst, Graph, Isolation, IsolationQuestion, Networks, Reach, course, isolation};
use spatial_core::layer::{Audience, FeatureId};
use spatial_core::models::Held;

use crate::ogc::escaped;
use crate::text::clock;

/// So many pipes are tried: a good one comes long before, and who starts a demonstration does not wait.
const MOST_TRIED: usize = 3_000;
/// A list of valves that a crew drives to, and not a page of them.
const VALVES: std::ops::RangeInclusive<usize> = 2..=6;
/// Fewer customers are no outage to speak of.
const FEWEST_CUSTOMERS: usize = 5;
/// So near one sees the streets around it.
const ZOOM: u32 = 17;

/// What stands behind the address of the water app so that it shows a reported burst: the map's place, the network, the report. `None` if no network
/// has a pipe worth it.
pub(crate) fn opening(held: &Held<Networks>) -> Option<String> {
    let (network, graph) = held.model().all().next()?;
    let (edge, _) = graph
        .edges()
        .take(MOST_TRIED)
        .filter_map(|edge| Some((edge.id, worth(graph, edge.id)?)))
        .reduce(|best, next| if next.1 > best.1 { next } else { best })?;
    let [lon, lat] = middle(held, edge)?;
    let at = clock::now();
    let network = escaped(network);
    Some(format!("#v1/water?at={ZOOM}/{lat:.6}/{lon:.6}&network={network}&reported={lon:.7},{lat:.7},{at}"))
}

/// How much a burst there shows: that what goes dry besides can be fed again, that a valve is seized; `None` if it is none to show.
fn worth(graph: &Graph, edge: FeatureId) -> Option<(bool, bool)> {
    let question = IsolationQuestion { bursts: vec![Burst::Edge(edge)], ..IsolationQuestion::default() };
    let found = isolation(graph, &question).ok()?;
    let customers = found.segment.connections.len() + found.unintended.connections.len();
    let is_usual =
        found.was_supplied && found.sources_inside.is_empty() && VALVES.contains(&found.valves_to_close.len());
    (is_usual && customers >= FEWEST_CUSTOMERS).then(|| (!found.valves_to_open.is_empty(), has_seized(graph, &found)))
}

/// True if a valve in the segment does not move: the segment has grown over it.
fn has_seized(graph: &Graph, found: &Isolation) -> bool {
    let is_inside = |edge: FeatureId| found.segment.edges.binary_search(&edge).is_ok();
    graph.devices().any(|device| !device.state.is_operable && device.edge.is_some_and(is_inside))
}

/// A place on the pipe, halfway along the longest straight of it.
fn middle(held: &Held<Networks>, edge: FeatureId) -> Option<[f64; 2]> {
    let reach = Reach { edges: vec![edge], ..Reach::default() };
    let lines = course(held.world(), &reach, Audience::STAFF);
    let straights =
        lines.iter().flat_map(|line| line.windows(2)).filter_map(|pair| <[[f64; 2]; 2]>::try_from(pair).ok());
    let long = |[from, to]: &[[f64; 2]; 2]| (from[0] - to[0]).hypot(from[1] - to[1]);
    let longest = straights.max_by(|a, b| long(a).total_cmp(&long(b)))?;
    let [from, to] = longest;
    Some([f64::midpoint(from[0], to[0]), f64::midpoint(from[1], to[1])])
}
