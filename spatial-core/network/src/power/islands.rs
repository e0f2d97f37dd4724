//! Healthy parts that a fault leaves dead, and the ties by which each can be fed again.

use std::collections::VecDeque;

use rustc_hash::FxHashSet;
use spatial_core::layer::FeatureId;

use super::outage::OutageQuestion;
use crate::graph::{Graph, Marks, Mode};
use crate::isolation::{Reach, elements_of};
use crate::segments::flood;

/// A healthy part that is dead.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Island {
    /// What lies in it.
    pub reach: Reach,
    /// How it can be fed, the best first: with fewest switches to close, then nearest to its source. None if no tie leads to it.
    pub ways: Vec<Restoration>,
}

/// A way to feed an island.
#[derive(Debug, Clone, PartialEq)]
pub struct Restoration {
    /// Ties to close, in this order: from what is supplied towards the island. What lies between is fed, too.
    pub closes: Vec<FeatureId>,
    /// The source it is fed from.
    pub source: FeatureId,
    /// Metres of line from that source to the first tie: the longer, the deeper its voltage falls.
    pub metres: f64,
}

/// Ways told of one island: beyond these nobody chooses.
const MOST_WAYS: usize = 20;

/// Islands of `parted`, in which the faulted section is cut off, that were supplied in `graph`; those with most connections first.
pub(super) fn islands(graph: &Graph, parted: &Graph, question: &OutageQuestion, opens: &[FeatureId]) -> Vec<Island> {
    let mut search = Search::new(parted, question, opens);
    let (was, is) = (graph.supply(Mode::Aware), parted.supply(Mode::Aware));
    for element in 0..u32::try_from(parted.net.element_count()).unwrap_or(u32::MAX) {
        if was.is_wet(element) && !is.is_wet(element) {
            search.found(element);
        }
    }
    let count = search.parts.len();
    search.look_around();
    let ways = search.ways();
    let mut islands: Vec<Island> = (0..count)
        .map(|at| Island {
            reach: Reach::of(parted, &search.parts[at].elements, |_| true),
            ways: search.restorations(at, &ways),
        })
        .collect();
    islands.sort_by_key(|island| std::cmp::Reverse((island.reach.connections.len(), island.reach.nodes.len())));
    islands
}

/// Elements that hang together through what conducts, and are dead.
struct Part {
    /// Ascending.
    elements: Vec<u32>,
    ties: Vec<Tie>,
}

/// An open switch at the rim of a part.
#[derive(Clone, Copy)]
struct Tie {
    device: u32,
    behind: Behind,
}

/// What lies on the other side of a tie.
#[derive(Clone, Copy, PartialEq)]
enum Behind {
    /// An element that is supplied.
    Supplied(u32),
    /// Another part, by its number.
    Part(u32),
}

/// Switches to close one after the other, and the supplied element the first of them stands at.
#[derive(Clone)]
struct Way {
    closes: Vec<u32>,
    from: u32,
    through: Vec<u32>,
}

struct Search<'a> {
    graph: &'a Graph,
    is_faulted: Marks,
    /// Switches that are not to be closed.
    barred: FxHashSet<FeatureId>,
    /// By element: one more than the number of its part.
    part_of: Vec<u32>,
    parts: Vec<Part>,
}

impl<'a> Search<'a> {
    fn new(graph: &'a Graph, question: &OutageQuestion, opens: &[FeatureId]) -> Self {
        let mut is_faulted = Marks::new(graph.net.element_count());
        for element in question.faults.iter().filter_map(|fault| elements_of(graph, fault)).flatten() {
            flood(&graph.net, element, &mut is_faulted, |contact| !conducts(graph, contact));
        }
        let barred = opens.iter().chain(&question.stuck).copied().collect();
        Self { graph, is_faulted, barred, part_of: vec![0; graph.net.element_count()], parts: Vec::new() }
    }

    /// The part of a dead element; none if it is faulted.
    fn found(&mut self, element: u32) -> Option<u32> {
        if self.is_faulted.contains(element) {
            return None;
        }
        let at = self.part_of[element as usize];
        if at != 0 {
            return Some(at - 1);
        }
        let number = u32::try_from(self.parts.len()).ok()?;
        let mut elements = vec![element];
        self.part_of[element as usize] = number + 1;
        let mut next = 0;
        while let Some(&element) = elements.get(next) {
            next += 1;
            self.graph.net.beyond(element, |contact, beyond| {
                if conducts(self.graph, contact) && self.part_of[beyond as usize] == 0 {
                    self.part_of[beyond as usize] = number + 1;
                    elements.push(beyond);
                }
            });
        }
        elements.sort_unstable();
        self.parts.push(Part { elements, ties: Vec::new() });
        Some(number)
    }

    /// Finds the ties of all parts, and of dead parts between two ties, such as a line that is open at both ends.
    fn look_around(&mut self) {
        let mut next = 0;
        while next < self.parts.len() {
            let mut rim: Vec<(u32, u32)> = Vec::new();
            for &element in &self.parts[next].elements {
                self.graph.net.beyond(element, |contact, beyond| {
                    rim.extend(self.tie_on(contact).map(|device| (device, beyond)));
                });
            }
            rim.sort_unstable();
            rim.dedup();
            let supply = self.graph.supply(Mode::Aware);
            let mut ties = Vec::new();
            for (device, beyond) in rim {
                let behind = match supply.is_wet(beyond) {
                    true if self.is_faulted.contains(beyond) => None,
                    true => Some(Behind::Supplied(beyond)),
                    false => self.found(beyond).filter(|&part| part as usize != next).map(Behind::Part),
                };
                ties.extend(behind.map(|behind| Tie { device, behind }));
            }
            self.parts[next].ties = ties;
            next += 1;
        }
    }

    /// The one open switch by which a contact would conduct, if it may be closed and reaches nothing that is faulted.
    fn tie_on(&self, contact: u32) -> Option<u32> {
        let (net, graph) = (&*self.graph.net, self.graph);
        let mut blocking = graph.fittings.on(contact).filter(|&device| graph.states[device as usize].blocks());
        let device = blocking.next().filter(|_| blocking.next().is_none())?;
        let state = graph.states[device as usize];
        let may_close = state.is_operable
            && state.is_accessible
            && !self.barred.contains(&graph.fittings.ids[device as usize])
            && graph.contacts.lets_any(contact, Mode::Aware);
        let is_faulted = |contact: u32| {
            self.is_faulted.contains(contact / 2) || self.is_faulted.contains(net.piece_count() + net.node_of(contact))
        };
        (may_close && !graph.fittings.contacts_of(device).any(is_faulted)).then_some(device)
    }

    /// The way with fewest switches from what is supplied to each part, breadth first.
    fn ways(&self) -> Vec<Option<Way>> {
        let mut ways: Vec<Option<Way>> = vec![None; self.parts.len()];
        let mut open = VecDeque::new();
        for (at, part) in (0u32..).zip(&self.parts) {
            let direct = part.ties.iter().filter_map(|tie| self.direct(tie, at));
            let best = direct.min_by(|a, b| self.metres(a).total_cmp(&self.metres(b)));
            if best.is_some() {
                open.push_back(at);
            }
            ways[at as usize] = best;
        }
        while let Some(at) = open.pop_front() {
            let Some(way) = ways[at as usize].clone() else { continue };
            for tie in &self.parts[at as usize].ties {
                let Behind::Part(other) = tie.behind else { continue };
                if ways[other as usize].is_none() {
                    ways[other as usize] = Some(way.on(tie.device, other));
                    open.push_back(other);
                }
            }
        }
        ways
    }

    /// A tie to what is supplied, as a way.
    fn direct(&self, tie: &Tie, part: u32) -> Option<Way> {
        let Behind::Supplied(from) = tie.behind else { return None };
        Some(Way { closes: vec![tie.device], from, through: vec![part] })
    }

    fn metres(&self, way: &Way) -> f64 {
        self.graph.supply(Mode::Aware).origin(&self.graph.net, way.from).1
    }

    /// All ways to feed a part: by its own ties, and through each neighbour by that one's best.
    fn restorations(&self, at: usize, best: &[Option<Way>]) -> Vec<Restoration> {
        let number = u32::try_from(at).unwrap_or(u32::MAX);
        let ways = self.parts[at].ties.iter().filter_map(|tie| match tie.behind {
            Behind::Supplied(_) => self.direct(tie, number),
            Behind::Part(other) => {
                let way = best[other as usize].as_ref().filter(|way| !way.through.contains(&number))?;
                Some(way.on(tie.device, number))
            }
        });
        let mut told: Vec<Restoration> = ways.filter_map(|way| self.told(&way)).collect();
        told.sort_by(|a, b| {
            let by_count = a.closes.len().cmp(&b.closes.len());
            by_count.then(a.metres.total_cmp(&b.metres)).then(a.closes.cmp(&b.closes))
        });
        told.dedup_by(|b, a| a.closes == b.closes);
        told.truncate(MOST_WAYS);
        told
    }

    fn told(&self, way: &Way) -> Option<Restoration> {
        let net = &*self.graph.net;
        let (source, metres) = self.graph.supply(Mode::Aware).origin(net, way.from);
        let source = *net.node_ids.get(source.checked_sub(net.piece_count())? as usize)?;
        let closes = way.closes.iter().map(|&device| self.graph.fittings.ids[device as usize]).collect();
        Some(Restoration { closes, source, metres })
    }
}

impl Way {
    /// The same, and one more switch.
    fn on(&self, device: u32, part: u32) -> Self {
        let mut way = self.clone();
        way.closes.push(device);
        way.through.push(part);
        way
    }
}

/// True if anything gets through a contact, either way.
fn conducts(graph: &Graph, contact: u32) -> bool {
    graph.contacts.enters(contact, Mode::Aware) || graph.contacts.leaves(contact, Mode::Aware)
}
