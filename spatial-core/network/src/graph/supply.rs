//! What is supplied: reached from a source by ways that let water through.
//!
//! Kept as a forest that grows from the sources: each supplied element knows the contact its water comes by. What loses its supply when a part is
//! cut out lies in the branches that grew through that part; those are short, so that it is found without looking at the rest.

use super::contact::{Contacts, Mode, Way};
use super::marks::Marks;
use super::net::Net;

/// By element: the contact its water comes by.
#[derive(Debug, Clone)]
pub(crate) struct Supply {
    mode: Mode,
    by: Vec<u32>,
}

/// Nothing comes.
const DRY: u32 = u32::MAX;
/// It comes from here.
const SOURCE: u32 = u32::MAX - 1;

impl Supply {
    pub(crate) fn new(net: &Net, contacts: &Contacts, mode: Mode) -> Self {
        let mut supply = Self { mode, by: vec![DRY; net.element_count()] };
        let wet: Vec<u32> = net.sources.iter().map(|&node| net.piece_count() + node).collect();
        for &source in &wet {
            supply.by[source as usize] = SOURCE;
        }
        supply.spread(net, contacts, &wet);
        supply
    }

    /// True if a source reaches the element.
    pub(crate) fn is_wet(&self, element: u32) -> bool {
        self.by[element as usize] != DRY
    }

    /// True if the same elements are supplied, whichever way.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        self.by.len() == other.by.len() && self.by.iter().zip(&other.by).all(|(a, b)| (*a == DRY) == (*b == DRY))
    }

    /// The contact by which an element is supplied; none for a source and for what is dry.
    pub(crate) fn feeder(&self, element: u32) -> Option<u32> {
        Some(self.by[element as usize]).filter(|&by| by != DRY && by != SOURCE)
    }

    /// The element at which the supply of an element begins, and metres of edges from there; the element itself if nothing comes.
    pub(crate) fn origin(&self, net: &Net, element: u32) -> (u32, f64) {
        let (mut at, mut metres) = (element, 0.0);
        loop {
            let by = self.by[at as usize];
            if by == DRY || by == SOURCE {
                return (at, metres);
            }
            at = if at < net.piece_count() {
                metres += net.pieces[at as usize].length;
                net.piece_count() + net.node_of(by)
            } else {
                by / 2
            };
        }
    }

    /// What is dry once the elements of `is_cut` are cut out and the contacts of `shut`, which ascend, let nothing through, and was not before;
    /// ascending. `cut` lists the elements.
    pub(crate) fn dry_without(
        &self,
        net: &Net,
        contacts: &Contacts,
        (cut, is_cut): (&[u32], impl Fn(u32) -> bool),
        shut: &[u32],
    ) -> Vec<u32> {
        let is_shut = |contact: u32| shut.binary_search(&contact).is_ok();
        let mut orphans = Orphans::of(net);
        for &element in cut {
            self.hanging_on(net, element, |child| {
                if !is_cut(child) {
                    orphans.add(child);
                }
            });
        }
        for (element, contact) in shut.iter().flat_map(|&contact| ends(net, contact).map(|end| (end, contact))) {
            if self.by[element as usize] == contact && !is_cut(element) {
                orphans.add(element);
            }
        }
        self.gather(net, &mut orphans, &is_cut);
        let fed = self.fed_from_outside(net, contacts, &orphans, |contact, from| !is_shut(contact) && !is_cut(from));
        let mut fed: Vec<u32> = fed.into_iter().map(|(element, _)| element).collect();
        for &element in &fed {
            orphans.set.remove(element);
        }
        let mut next = 0;
        while let Some(&element) = fed.get(next) {
            next += 1;
            self.flows_to(net, contacts, element, |contact, beyond| {
                if !is_shut(contact) && orphans.set.remove(beyond) {
                    fed.push(beyond);
                }
            });
        }
        let mut dry = orphans.list;
        dry.retain(|&element| orphans.set.contains(element));
        dry.sort_unstable();
        dry
    }

    /// Finds the supply anew around contacts that were shut or opened.
    pub(crate) fn follow(&mut self, net: &Net, contacts: &Contacts, changed: &[u32]) {
        let mut orphans = Orphans::of(net);
        for &contact in changed {
            for element in ends(net, contact) {
                if self.by[element as usize] == contact && contacts.is_blocked(contact) {
                    orphans.add(element);
                }
            }
        }
        self.gather(net, &mut orphans, &|_| false);
        let mut wet: Vec<u32> = Vec::new();
        for (element, contact) in self.fed_from_outside(net, contacts, &orphans, |_, _| true) {
            self.by[element as usize] = contact;
            orphans.set.remove(element);
            wet.push(element);
        }
        for &element in orphans.list.iter().filter(|&&element| orphans.set.contains(element)) {
            self.by[element as usize] = DRY;
        }
        wet.extend(changed.iter().flat_map(|&contact| ends(net, contact)).filter(|&element| self.is_wet(element)));
        self.spread(net, contacts, &wet);
    }

    /// From elements that are supplied to all they feed, breadth first, so that branches stay short.
    fn spread(&mut self, net: &Net, contacts: &Contacts, wet: &[u32]) {
        let pieces = net.piece_count();
        let (enters, leaves) = (Contacts::gate(Way::IntoPiece, self.mode), Contacts::gate(Way::ToNode, self.mode));
        let mut nodes: Vec<u32> = Vec::new();
        for &element in wet {
            if let Some(node) = element.checked_sub(pieces) {
                nodes.push(node);
                continue;
            }
            for contact in [element * 2, element * 2 + 1].into_iter().filter(|&contact| contacts.lets(contact, leaves))
            {
                let node = net.node_of(contact);
                if self.take(pieces + node, contact) {
                    nodes.push(node);
                }
            }
        }
        let mut next = 0;
        while let Some(&node) = nodes.get(next) {
            next += 1;
            for end in net.ends_at(node).iter().filter(|end| contacts.lets(end.contact, enters)) {
                // What fills a piece from here goes on to its other end; what fills it from there has come that way.
                if self.take(end.contact / 2, end.contact)
                    && contacts.lets(end.contact ^ 1, leaves)
                    && self.take(pieces + end.over, end.contact ^ 1)
                {
                    nodes.push(end.over);
                }
            }
        }
    }

    /// True if nothing came to the element before.
    #[inline]
    fn take(&mut self, element: u32, contact: u32) -> bool {
        let by = &mut self.by[element as usize];
        let is_dry = *by == DRY;
        if is_dry {
            *by = contact;
        }
        is_dry
    }

    /// All that hangs on orphans is one.
    fn gather(&self, net: &Net, orphans: &mut Orphans, is_cut: &impl Fn(u32) -> bool) {
        let mut next = 0;
        while let Some(&element) = orphans.list.get(next) {
            next += 1;
            self.hanging_on(net, element, |child| {
                if !is_cut(child) {
                    orphans.add(child);
                }
            });
        }
    }

    /// Orphans that something else feeds, with the contact it does so by; `may_feed` is asked of a contact and the element beyond it.
    fn fed_from_outside(
        &self,
        net: &Net,
        contacts: &Contacts,
        orphans: &Orphans,
        may_feed: impl Fn(u32, u32) -> bool,
    ) -> Vec<(u32, u32)> {
        let mut fed = Vec::new();
        for &element in &orphans.list {
            let mut by = None;
            net.beyond(element, |contact, beyond| {
                let is_fed = self.is_wet(beyond) && may_feed(contact, beyond) && !orphans.set.contains(beyond);
                if is_fed && by.is_none() && self.lets(net, contacts, contact, beyond) {
                    by = Some(contact);
                }
            });
            fed.extend(by.map(|contact| (element, contact)));
        }
        fed
    }

    /// Calls back with what an element feeds, and by which contact.
    #[inline]
    fn flows_to(&self, net: &Net, contacts: &Contacts, element: u32, mut found: impl FnMut(u32, u32)) {
        net.beyond(element, |contact, beyond| {
            if self.lets(net, contacts, contact, element) {
                found(contact, beyond);
            }
        });
    }

    /// True if water gets from an element of a contact to the other.
    #[inline]
    fn lets(&self, net: &Net, contacts: &Contacts, contact: u32, from: u32) -> bool {
        if from >= net.piece_count() {
            contacts.enters(contact, self.mode)
        } else {
            contacts.leaves(contact, self.mode)
        }
    }

    /// Calls back with the elements whose water comes through this one.
    #[inline]
    fn hanging_on(&self, net: &Net, element: u32, mut found: impl FnMut(u32)) {
        net.beyond(element, |contact, beyond| {
            if self.by[beyond as usize] == contact && self.by[element as usize] != contact {
                found(beyond);
            }
        });
    }

    pub(crate) fn memory_bytes(&self) -> usize {
        self.by.capacity() * size_of::<u32>()
    }
}

/// The elements of a contact.
fn ends(net: &Net, contact: u32) -> [u32; 2] {
    [contact / 2, net.piece_count() + net.node_of(contact)]
}

/// Elements whose branch was cut, in the order they were found.
#[derive(Debug)]
struct Orphans {
    list: Vec<u32>,
    set: Marks,
}

impl Orphans {
    fn of(net: &Net) -> Self {
        Self { list: Vec::new(), set: Marks::new(net.element_count()) }
    }

    fn add(&mut self, element: u32) {
        if self.set.insert(element) {
            self.list.push(element);
        }
    }
}
