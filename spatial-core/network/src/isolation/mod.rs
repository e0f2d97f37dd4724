//! Isolation: a pipe bursts; which valves to close, and who goes dry.
//!
//! As utilities define it: the *segment* is all that hangs together with the burst without passing a barrier; its *boundary valves* are the barriers
//! with one side in it; of those only the open ones need closing whose far side is still supplied afterwards; what was supplied before, lies
//! outside and has no source left is *unintended isolation*.

mod answer;
mod nearby;
#[cfg(test)]
mod tests;

use rustc_hash::FxHashSet;
use spatial_core::layer::FeatureId;

pub use answer::{Feeding, Isolation, Reach, Stretch};
pub use nearby::{NearbyErrors, OpenEnd, nearby_errors};

use crate::graph::Marks;
use crate::graph::{DeviceState, Element, Graph, Mode, Place, element_at};
use crate::segments::flood;

/// What is asked.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct IsolationQuestion {
    /// Where it burst. Several are isolated together: closing for both may dry out more than for each.
    pub bursts: Vec<Burst>,
    /// Devices that cannot be closed, whatever their rows say.
    pub inoperable: Vec<FeatureId>,
    /// What supply heeds.
    pub mode: Mode,
}

/// Where it burst.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Burst {
    /// At a node or along an edge.
    At(Place),
    /// Somewhere on an edge: all of it is isolated, and devices within it do not help.
    Edge(FeatureId),
    /// A device: it closes nothing any more.
    Device(FeatureId),
}

/// What of a question is not in the graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UnknownPart {
    /// An edge, node or place of a burst.
    #[error("number {0} of the bursts is not in the network")]
    Burst(usize),
    /// A device.
    #[error("device {} is not in the network", .0.0)]
    Device(FeatureId),
}

/// Isolates bursts.
///
/// Costs the segment, the branches of supply that grew through it, and a copy of the graph's states if a closed device is said not to hold.
///
/// # Errors
/// [`UnknownPart`] naming what the graph has not.
pub fn isolation(graph: &Graph, question: &IsolationQuestion) -> Result<Isolation, UnknownPart> {
    let failed = failed(graph, question)?;
    let leaking: Vec<_> = failed.iter().filter(|device| graph.states[**device as usize].is_closed).collect();
    if leaking.is_empty() {
        return Isolating { graph, failed, mode: question.mode }.answer(&question.bursts);
    }
    let leaks = |device: &u32| {
        let state = DeviceState { is_operable: false, is_tight: false, ..graph.states[*device as usize] };
        (graph.fittings.ids[*device as usize], state)
    };
    let graph = graph.with_states(leaking.into_iter().map(leaks));
    Isolating { graph: &graph, failed, mode: question.mode }.answer(&question.bursts)
}

/// Numbers of devices that are not to be counted on.
fn failed(graph: &Graph, question: &IsolationQuestion) -> Result<FxHashSet<u32>, UnknownPart> {
    let burst = question.bursts.iter().filter_map(|burst| match burst {
        Burst::Device(device) => Some(*device),
        _ => None,
    });
    let number = |device: FeatureId| graph.fittings.number(device).ok_or(UnknownPart::Device(device));
    question.inoperable.iter().copied().chain(burst).map(number).collect()
}

struct Isolating<'a> {
    graph: &'a Graph,
    failed: FxHashSet<u32>,
    mode: Mode,
}

impl Isolating<'_> {
    fn answer(&self, bursts: &[Burst]) -> Result<Isolation, UnknownPart> {
        let net = &*self.graph.net;
        let is_relieved = self.relieved();
        let is_barrier = |contact: u32| self.graph.contacts.is_barrier(contact) && !is_relieved.contains(&contact);
        let (mut marks, mut segment) = (Marks::new(net.element_count()), Vec::new());
        for (at, burst) in bursts.iter().enumerate() {
            for element in elements_of(self.graph, burst).ok_or(UnknownPart::Burst(at))? {
                segment.extend(flood(net, element, &mut marks, is_barrier));
            }
        }
        segment.sort_unstable();
        let supply = self.graph.supply(self.mode);
        let dry_with = |shut: &[u32]| {
            let cut = (&*segment, |element| marks.contains(element));
            let dry = supply.dry_without(net, &self.graph.contacts, cut, shut);
            let is_dry = marked(net.element_count(), &dry);
            (dry, is_dry)
        };
        let (mut dry, mut is_dry) = dry_with(&[]);
        let is_wet = |element: u32, is_dry: &Marks| {
            supply.is_wet(element) && !marks.contains(element) && !is_dry.contains(element)
        };
        let (boundary, to_close) = self.boundary(&segment, &marks, is_barrier, |element| is_wet(element, &is_dry));
        let elsewhere = self.shut_elsewhere(&to_close, &marks);
        if !elsewhere.is_empty() {
            (dry, is_dry) = dry_with(&elsewhere);
        }
        let is_wet_after = |element: u32| is_wet(element, &is_dry);
        Ok(Isolation {
            boundary_valves: self.devices(&boundary),
            valves_to_close: self.devices(&to_close),
            valves_to_open: self.feeding_back(&dry, &is_dry, &marks, is_wet_after),
            sources_inside: self.sources(&segment),
            was_supplied: segment.iter().any(|&element| supply.is_wet(element)),
            segment: Reach::of(self.graph, &segment, |element| supply.is_wet(element)),
            unintended: Reach::of(self.graph, &dry, |_| true),
        })
    }

    /// Contacts that devices shut which have no side in the segment: a device where more than two pipes meet parts all of them. Ascending.
    fn shut_elsewhere(&self, devices: &[u32], marks: &Marks) -> Vec<u32> {
        let net = &*self.graph.net;
        let is_elsewhere =
            |contact: &u32| !marks.contains(*contact / 2) && !marks.contains(net.piece_count() + net.node_of(*contact));
        let contacts = devices.iter().flat_map(|&device| self.graph.fittings.contacts_of(device));
        let mut elsewhere: Vec<u32> = contacts.filter(is_elsewhere).collect();
        elsewhere.sort_unstable();
        elsewhere.dedup();
        elsewhere
    }

    /// Contacts that are barriers only by devices that failed.
    fn relieved(&self) -> FxHashSet<u32> {
        let fittings = &self.graph.fittings;
        let of_failed = self.failed.iter().flat_map(|&device| fittings.contacts_of(device));
        of_failed.filter(|&contact| self.holding(contact).is_none()).collect()
    }

    /// The device that is to be closed at a contact: one that is closed, or else the first that can be.
    fn holding(&self, contact: u32) -> Option<u32> {
        let holds = |device: &u32| self.graph.states[*device as usize].is_barrier() && !self.failed.contains(device);
        let mut holding = self.graph.fittings.on(contact).filter(holds);
        let first = holding.next()?;
        let closed = std::iter::once(first).chain(holding).find(|&device| self.graph.states[device as usize].is_closed);
        Some(closed.unwrap_or(first))
    }

    /// Devices with one side in the segment, and those of them that need closing; both in order of number.
    fn boundary(
        &self,
        segment: &[u32],
        marks: &Marks,
        is_barrier: impl Fn(u32) -> bool,
        is_wet_after: impl Fn(u32) -> bool,
    ) -> (Vec<u32>, Vec<u32>) {
        let (mut boundary, mut to_close) = (Vec::new(), Vec::new());
        for &element in segment {
            self.graph.net.beyond(element, |contact, beyond| {
                if marks.contains(beyond) || !is_barrier(contact) {
                    return;
                }
                let Some(device) = self.holding(contact) else { return };
                boundary.push(device);
                if !self.graph.states[device as usize].is_closed && is_wet_after(beyond) {
                    to_close.push(device);
                }
            });
        }
        for list in [&mut boundary, &mut to_close] {
            list.sort_unstable();
            list.dedup();
        }
        (boundary, to_close)
    }

    /// Closed devices between what goes dry unintentionally and what stays supplied, each with what is to be closed before it is opened.
    fn feeding_back(
        &self,
        dry: &[u32],
        is_dry: &Marks,
        marks: &Marks,
        is_wet_after: impl Fn(u32) -> bool,
    ) -> Vec<Feeding> {
        let mut found: Vec<(u32, u32)> = Vec::new();
        for &element in dry {
            self.graph.net.beyond(element, |contact, beyond| {
                if is_dry.contains(beyond) || !self.graph.contacts.is_blocked(contact) || !is_wet_after(beyond) {
                    return;
                }
                let closed = |device: &u32| {
                    let state = self.graph.states[*device as usize];
                    state.is_closed && state.is_operable && state.is_accessible && !self.failed.contains(device)
                };
                found.extend(self.graph.fittings.on(contact).filter(closed).map(|device| (device, element)));
            });
        }
        found.sort_unstable();
        found.dedup_by_key(|(device, _)| *device);
        let ids = &self.graph.fittings.ids;
        let feeding = |(device, element): (u32, u32)| Feeding {
            open: ids[device as usize],
            close_first: self.devices(&self.ways_back(element, is_dry, marks)),
        };
        found.into_iter().map(feeding).collect()
    }

    /// Open devices between the segment and what hangs together with a dry element outside it.
    fn ways_back(&self, from: u32, is_dry: &Marks, marks: &Marks) -> Vec<u32> {
        let (net, contacts) = (&*self.graph.net, &self.graph.contacts);
        let mut seen = Marks::new(net.element_count());
        let mut ways = Vec::new();
        let (mut reached, mut next) = (vec![from], 0);
        seen.insert(from);
        while let Some(&element) = reached.get(next) {
            next += 1;
            net.beyond(element, |contact, beyond| {
                if contacts.is_blocked(contact) {
                    return;
                }
                if marks.contains(beyond) {
                    ways.extend(self.holding(contact));
                } else if is_dry.contains(beyond) && seen.insert(beyond) {
                    reached.push(beyond);
                }
            });
        }
        ways.sort_unstable();
        ways.dedup();
        ways
    }

    fn devices(&self, numbers: &[u32]) -> Vec<FeatureId> {
        numbers.iter().map(|&number| self.graph.fittings.ids[number as usize]).collect()
    }

    fn sources(&self, segment: &[u32]) -> Vec<FeatureId> {
        let net = &*self.graph.net;
        let source = |&element: &u32| match net.element(element) {
            Element::Node(node) if net.sources.binary_search(&node).is_ok() => Some(net.node_ids[node as usize]),
            _ => None,
        };
        segment.iter().filter_map(source).collect()
    }
}

/// Elements a burst is in; `None` if it is nowhere in the graph.
pub(crate) fn elements_of(graph: &Graph, burst: &Burst) -> Option<Vec<u32>> {
    let net = &*graph.net;
    match *burst {
        Burst::At(place) => element_at(net, place).map(|element| vec![net.number(element)]),
        Burst::Edge(edge) => Some(net.pieces_of(net.edge_number(edge)?).collect()),
        Burst::Device(device) => {
            let number = graph.fittings.number(device)?;
            let mut elements: Vec<u32> = graph.fittings.contacts_of(number).map(|contact| contact / 2).collect();
            elements.extend(element_at(net, graph.fittings.places[number as usize]).map(|at| net.number(at)));
            (!elements.is_empty()).then_some(elements)
        }
    }
}

fn marked(bound: usize, numbers: &[u32]) -> Marks {
    let mut marks = Marks::new(bound);
    for &number in numbers {
        marks.insert(number);
    }
    marks
}
