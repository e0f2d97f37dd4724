//! A fault: what trips, which switches isolate it, what is fed again by closing the tripped one and by ties.

use rustc_hash::FxHashSet;
use spatial_core::layer::FeatureId;

use super::islands::{Island, islands};
use super::switching::{conducts, switch_state};
use crate::graph::{DeviceState, Graph, Mode};
use crate::isolation::{Burst, Isolation, IsolationQuestion, Reach, UnknownPart, isolation};

/// What is asked.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OutageQuestion {
    /// Where the faults are: on a line, at a bus, in a switch.
    pub faults: Vec<Burst>,
    /// Switches that open by themselves (máy cắt, recloser, cầu chì); if none are named, every switch counts as one.
    pub protective: Vec<FeatureId>,
    /// Switches that cannot be turned, whatever their rows say.
    pub stuck: Vec<FeatureId>,
}

/// From the fault to what can be done. Lists of ids ascend unless they say otherwise.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outage {
    /// Protective switches that open at once: the nearest on every way from a source.
    pub trips: Vec<FeatureId>,
    /// What is dead once they have opened, the faulted section included.
    pub dark: Reach,
    /// Switches to open around the fault, the nearest on all sides, so that nothing feeds it from behind when a tie is closed.
    pub opens: Vec<FeatureId>,
    /// What stays dead until it is mended.
    pub faulted: Reach,
    /// Sources within the faulted section: no switch parts them from the fault.
    pub sources_inside: Vec<FeatureId>,
    /// Switches that tripped and are closed again once the section is isolated: what lies before it is supplied then.
    pub recloses: Vec<FeatureId>,
    /// Healthy parts that are dead even then, those with most connections first, each with the ways to feed it.
    pub islands: Vec<Island>,
}

/// What a fault does, and what can be done about it. Costs two isolations, a copy of the graph's states and what goes dead.
///
/// # Errors
/// [`UnknownPart`] naming what the graph has not.
pub fn outage(graph: &Graph, question: &OutageQuestion) -> Result<Outage, UnknownPart> {
    let stuck = stuck(graph, question);
    let section = isolated(graph, question, stuck.clone())?;
    let trip = isolated(graph, question, slow(graph, question).chain(stuck).collect())?;
    let is_conducting = |device: &FeatureId| graph.state(*device).is_some_and(conducts);
    let opens: Vec<FeatureId> = section.boundary_valves.iter().copied().filter(is_conducting).collect();
    let open = |&device: &FeatureId| {
        let state = graph.state(device).unwrap_or_else(|| switch_state(true));
        (device, DeviceState { is_closed: true, ..state })
    };
    let parted = graph.with_states(opens.iter().map(open));
    let recloses = trip.valves_to_close.iter().copied().filter(|device| opens.binary_search(device).is_err());
    Ok(Outage {
        recloses: recloses.collect(),
        islands: islands(graph, &parted, question, &opens),
        trips: trip.valves_to_close,
        dark: trip.segment.and(trip.unintended),
        opens,
        faulted: section.segment,
        sources_inside: section.sources_inside,
    })
}

/// Switches that conduct and cannot be turned; one that stands open goes on holding.
fn stuck(graph: &Graph, question: &OutageQuestion) -> Vec<FeatureId> {
    let holds = |device: &&FeatureId| graph.state(**device).is_some_and(|state| !conducts(state));
    question.stuck.iter().filter(|device| !holds(device)).copied().collect()
}

/// Switches that conduct and do not open by themselves: a fault's current passes them.
fn slow<'a>(graph: &'a Graph, question: &OutageQuestion) -> impl Iterator<Item = FeatureId> + 'a {
    let protective: FxHashSet<FeatureId> = question.protective.iter().copied().collect();
    let states = graph.fittings.ids.iter().zip(&graph.states);
    let is_slow =
        move |id: &FeatureId, state: DeviceState| !protective.is_empty() && conducts(state) && !protective.contains(id);
    states.filter(move |(id, state)| is_slow(id, **state)).map(|(id, _)| *id)
}

fn isolated(graph: &Graph, question: &OutageQuestion, inoperable: Vec<FeatureId>) -> Result<Isolation, UnknownPart> {
    isolation(graph, &IsolationQuestion { bursts: question.faults.clone(), inoperable, mode: Mode::Aware })
}
