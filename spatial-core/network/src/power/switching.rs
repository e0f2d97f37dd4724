//! What is supplied as switches stand, and what turning them changes.

use std::borrow::Cow;

use spatial_core::layer::FeatureId;

use crate::graph::{DeviceState, Graph, Mode, Supply};
use crate::isolation::{Reach, UnknownPart};

/// The state of a switch that conducts (đóng), or does not (cắt), and is as it should be.
pub fn switch_state(conducts: bool) -> DeviceState {
    DeviceState { is_closed: !conducts, ..DeviceState::default() }
}

/// True if a switch in this state conducts.
pub fn conducts(state: DeviceState) -> bool {
    !state.blocks()
}

/// A switch that is turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SwitchTurn {
    /// The device.
    pub device: FeatureId,
    /// Whether it is to conduct.
    pub conducts: bool,
}

/// What turning switches changes.
#[derive(Debug, Clone)]
pub struct Switched {
    /// The graph as it is then.
    pub graph: Graph,
    /// What was supplied and is not any more.
    pub lost: Reach,
    /// What was dead and is supplied.
    pub gained: Reach,
    /// Switches that join two parts which are both supplied already: a ring, or two sources in parallel. Lines are run as trees. Ascending.
    pub rings: Vec<FeatureId>,
}

/// All that no source reaches, by lines in service and switches that conduct. Linear.
pub fn dead(graph: &Graph) -> Reach {
    let supply = graph.supply(Mode::Aware);
    told(graph, |element| !supply.is_wet(element))
}

/// Turns switches: those that open first, then one after the other those that close. Costs a copy of what the graph keeps by element.
///
/// # Errors
/// [`UnknownPart::Device`] for one that is not in the graph.
pub fn switched(graph: &Graph, turns: &[SwitchTurn]) -> Result<Switched, UnknownPart> {
    let known = |turn: &SwitchTurn| graph.fittings.number(turn.device).ok_or(UnknownPart::Device(turn.device));
    let numbers = turns.iter().map(known).collect::<Result<Vec<u32>, _>>()?;
    let state = |number: u32, conducts: bool| DeviceState { is_closed: !conducts, ..graph.states[number as usize] };
    let mut now = Cow::Borrowed(graph);
    let pairs = || turns.iter().zip(&numbers);
    let opened: Vec<_> =
        pairs().filter(|(turn, _)| !turn.conducts).map(|(turn, &number)| (turn.device, state(number, false))).collect();
    if !opened.is_empty() {
        now = Cow::Owned(now.with_states(opened));
    }
    let mut rings = Vec::new();
    for (turn, &number) in pairs().filter(|(turn, _)| turn.conducts) {
        if joins_supplied(&now, number) {
            rings.push(turn.device);
        }
        now = Cow::Owned(now.with_states([(turn.device, state(number, true))]));
    }
    rings.sort_unstable();
    let after = now.into_owned();
    let (was, is) = (graph.supply(Mode::Aware), after.supply(Mode::Aware));
    let only = |one: &Supply, other: &Supply| told(&after, |element| one.is_wet(element) && !other.is_wet(element));
    Ok(Switched { lost: only(was, is), gained: only(is, was), rings, graph: after })
}

/// True if a device blocks between parts of which more than one is supplied.
fn joins_supplied(graph: &Graph, device: u32) -> bool {
    let (net, supply) = (&*graph.net, graph.supply(Mode::Aware));
    let blocked = graph.fittings.contacts_of(device).filter(|&contact| graph.contacts.is_blocked(contact));
    let sides = blocked.flat_map(|contact| [contact / 2, net.piece_count() + net.node_of(contact)]);
    let mut supplied: Vec<u32> = sides.filter(|&element| supply.is_wet(element)).collect();
    supplied.sort_unstable();
    supplied.dedup();
    supplied.len() > 1
}

/// The elements something is true of.
fn told(graph: &Graph, is_meant: impl Fn(u32) -> bool) -> Reach {
    let elements = 0..u32::try_from(graph.net.element_count()).unwrap_or(u32::MAX);
    let meant: Vec<u32> = elements.filter(|&element| is_meant(element)).collect();
    Reach::of(graph, &meant, |_| true)
}
