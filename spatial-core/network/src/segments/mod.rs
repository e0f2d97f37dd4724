//! Segments: elements that hang together without passing a barrier. Closing the barriers around one isolates it.

mod parts;
mod table;

pub(crate) use parts::Parts;
pub use table::{SegmentKey, SegmentRow, ValveRow, segment_table, segments, valve_ranking};

use crate::graph::Marks;
use crate::graph::{Contacts, Net};

/// The segment of each element, named by the least number among its elements: whoever computes it, and however, finds the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Segments {
    labels: Vec<u32>,
}

impl Segments {
    pub(crate) fn new(net: &Net, contacts: &Contacts) -> Self {
        Self { labels: label_all(net, |contact| contacts.is_barrier(contact)) }
    }

    pub(crate) fn of(&self, element: u32) -> u32 {
        self.labels[element as usize]
    }

    /// Names the segments anew that meet contacts which became barriers or are none any more.
    pub(crate) fn follow(&mut self, net: &Net, contacts: &Contacts, changed: &[u32]) {
        let mut is_named = Marks::new(net.element_count());
        for &contact in changed {
            for element in [contact / 2, net.piece_count() + net.node_of(contact)] {
                let members = flood(net, element, &mut is_named, |contact| contacts.is_barrier(contact));
                let least = members.iter().copied().min().unwrap_or(element);
                for member in members {
                    self.labels[member as usize] = least;
                }
            }
        }
    }

    pub(crate) fn memory_bytes(&self) -> usize {
        self.labels.capacity() * size_of::<u32>()
    }
}

/// Names for all elements: those that hang together without passing what stops them have the least of their numbers. Joins the two elements of
/// each contact; the lower root stays root, so that roots are the names at once.
fn label_all(net: &Net, stops: impl Fn(u32) -> bool) -> Vec<u32> {
    let elements = u32::try_from(net.element_count()).unwrap_or(u32::MAX);
    let mut labels: Vec<u32> = (0..elements).collect();
    let pieces = net.piece_count();
    for (contact, node) in (0..).zip(net.pieces.iter().flat_map(|piece| piece.nodes)) {
        if !stops(contact) {
            join(&mut labels, contact / 2, pieces + node);
        }
    }
    // A root is lower than what hangs on it, so that it is settled before.
    for at in 0..labels.len() {
        labels[at] = labels[labels[at] as usize];
    }
    labels
}

fn join(labels: &mut [u32], a: u32, b: u32) {
    let (a, b) = (root(labels, a), root(labels, b));
    labels[a.max(b) as usize] = a.min(b);
}

/// Halves the way on its way.
fn root(labels: &mut [u32], mut at: u32) -> u32 {
    while labels[at as usize] != at {
        let over = labels[labels[at as usize] as usize];
        labels[at as usize] = over;
        at = over;
    }
    at
}

/// All elements that hang together with one, in the order they are reached, and marks them; none if it is marked already.
pub(crate) fn flood(net: &Net, from: u32, marks: &mut Marks, is_barrier: impl Fn(u32) -> bool) -> Vec<u32> {
    let mut reached = Vec::new();
    if marks.insert(from) {
        reached.push(from);
    }
    let mut next = 0;
    while let Some(&element) = reached.get(next) {
        next += 1;
        net.beyond(element, |contact, beyond| {
            if !is_barrier(contact) && marks.insert(beyond) {
                reached.push(beyond);
            }
        });
    }
    reached
}
