//! Parts: elements that hang together without passing anything shut, whichever way water flows. Kept, so that all of a part is told by going
//! through names once.

use super::label_all;
use crate::graph::Marks;
use crate::graph::{Contacts, Net};

/// The part of each element, named by the least number among its elements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Parts {
    labels: Vec<u32>,
}

impl Parts {
    pub(crate) fn new(net: &Net, contacts: &Contacts) -> Self {
        Self { labels: label_all(net, |contact| contacts.is_blocked(contact)) }
    }

    pub(crate) fn of(&self, element: u32) -> u32 {
        self.labels[element as usize]
    }

    pub(crate) fn labels(&self) -> &[u32] {
        &self.labels
    }

    /// Names parts anew around contacts that were shut or opened. Opening one costs a look at all names; so does shutting it, where it parts
    /// anything, and else a search until both sides meet: in a net with loops that is soon. Several at once cost as much as all anew.
    pub(crate) fn follow(&mut self, net: &Net, contacts: &Contacts, changed: &[u32]) {
        let &[contact] = changed else {
            if !changed.is_empty() {
                *self = Self::new(net, contacts);
            }
            return;
        };
        let ends = [contact / 2, net.piece_count() + net.node_of(contact)];
        let [a, b] = ends.map(|element| self.of(element));
        match (contacts.is_blocked(contact), a == b) {
            (false, false) => self.rename(a.max(b), a.min(b), |_| true),
            (true, true) => {
                if let Some(side) = cut_off(net, contacts, ends) {
                    self.split(a, &side);
                }
            }
            _ => {}
        }
    }

    /// Parts a side from what it hung together with.
    fn split(&mut self, label: u32, side: &Side) {
        let least = side.reached.iter().copied().min().unwrap_or(label);
        if least != label {
            for &element in &side.reached {
                self.labels[element as usize] = least;
            }
            return;
        }
        // The name stays with the side; the rest is named by its own least.
        let is_rest = |element: u32| !side.marks.contains(element);
        let rest = (0..).zip(&self.labels).find(|&(element, of)| *of == label && is_rest(element));
        if let Some((least, _)) = rest {
            self.rename(label, least, is_rest);
        }
    }

    fn rename(&mut self, from: u32, to: u32, is_meant: impl Fn(u32) -> bool) {
        for (element, label) in (0..).zip(&mut self.labels) {
            if *label == from && is_meant(element) {
                *label = to;
            }
        }
    }

    pub(crate) fn memory_bytes(&self) -> usize {
        self.labels.capacity() * size_of::<u32>()
    }
}

/// What is reached from one side of a contact.
struct Side {
    marks: Marks,
    reached: Vec<u32>,
    next: usize,
}

impl Side {
    fn of(net: &Net, from: u32) -> Self {
        let mut marks = Marks::new(net.element_count());
        marks.insert(from);
        Self { marks, reached: vec![from], next: 0 }
    }

    /// Goes on by one element, unless it meets the other side there.
    fn step(&mut self, net: &Net, contacts: &Contacts, other: &Marks) -> Step {
        let Some(&element) = self.reached.get(self.next) else { return Step::Done };
        self.next += 1;
        let mut step = Step::Further;
        net.beyond(element, |contact, beyond| {
            if !contacts.is_blocked(contact) && self.marks.insert(beyond) {
                self.reached.push(beyond);
                if other.contains(beyond) {
                    step = Step::Met;
                }
            }
        });
        step
    }
}

/// What came of a step.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Further,
    /// Both sides hang together.
    Met,
    /// All that hangs together with the side is reached.
    Done,
}

/// The smaller of two sides that do not hang together; `None` if they do. Searches from both in turn.
fn cut_off(net: &Net, contacts: &Contacts, [first, last]: [u32; 2]) -> Option<Side> {
    let (mut one, mut other) = (Side::of(net, first), Side::of(net, last));
    loop {
        match one.step(net, contacts, &other.marks) {
            Step::Met => return None,
            Step::Done => return Some(one),
            Step::Further => std::mem::swap(&mut one, &mut other),
        }
    }
}
