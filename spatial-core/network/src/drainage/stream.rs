//! The stream as a list: nodes in the order water goes, so that what drains to a place, or where it goes, is found in one pass over a list that
//! lies in memory as it is read.
//!
//! A walk from node to node jumps through memory, and of a million edges most wait for it; the pass is several times faster where much is
//! met, and costs a millisecond or two where little is.

use super::strands::Strands;
use crate::graph::{Marks, Net};
use crate::trace::Direction;

/// Nodes by their place in the stream: whatever a place leads to comes before it, or belongs to its strand.
#[derive(Debug, PartialEq, Default)]
pub(super) struct Stream {
    /// The node at each place.
    nodes: Vec<u32>,
    /// The place of each node.
    places: Vec<u32>,
    /// Where place `p` leads: `leads_to[starts[p]..starts[p + 1]]`, as places.
    starts: Vec<u32>,
    leads_to: Vec<u32>,
    /// Strands of more than one place, first and one past the last; ascending.
    strands: Vec<[u32; 2]>,
}

impl Stream {
    pub(super) fn new(net: &Net, strands: &Strands, leads_out: impl Fn(u32) -> bool) -> Self {
        let nodes = strands.nodes.clone();
        let mut places = vec![0; nodes.len()];
        for (place, &node) in (0..).zip(&nodes) {
            places[node as usize] = place;
        }
        let (mut starts, mut leads_to) = (Vec::with_capacity(nodes.len() + 1), Vec::with_capacity(net.pieces.len()));
        for &node in &nodes {
            starts.push(u32::try_from(leads_to.len()).unwrap_or(u32::MAX));
            let out = net.ends_at(node).iter().filter(|end| leads_out(end.contact));
            leads_to.extend(out.map(|end| places[end.over as usize]));
        }
        starts.push(u32::try_from(leads_to.len()).unwrap_or(u32::MAX));
        let mut together = Vec::new();
        let mut first = 0u32;
        for strand in nodes.chunk_by(|a, b| strands.is_one(*a, *b)) {
            let end = first + u32::try_from(strand.len()).unwrap_or(u32::MAX);
            if strand.len() > 1 {
                together.push([first, end]);
            }
            first = end;
        }
        Self { nodes, places, starts, leads_to, strands: together }
    }

    /// From nodes that are marked and listed to all that drain to them, or that they drain to; marks and lists them.
    pub(super) fn walk(&self, direction: Direction, marks: &mut Marks, listed: &mut Vec<u32>) {
        let mut met = Marks::new(self.nodes.len());
        for node in listed.iter() {
            met.insert(self.places[*node as usize]);
        }
        let places = listed.iter().map(|node| self.places[*node as usize]);
        match direction {
            Direction::Upstream => self.up(places.min(), &mut met),
            Direction::Downstream => self.down(places.max(), &mut met),
            Direction::Connected => {}
        }
        for place in met.iter() {
            let node = self.nodes[place as usize];
            if marks.insert(node) {
                listed.push(node);
            }
        }
    }

    /// What leads to anything that was met is met: all that a place leads to was looked at before it.
    fn up(&self, first: Option<u32>, met: &mut Marks) {
        let Some(first) = first else { return };
        let end = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
        let mut strands = self.strands.iter().skip_while(|strand| strand[1] <= first).peekable();
        let mut at = strands.peek().map_or(first, |strand| strand[0].min(first));
        while at < end {
            let [_, behind] = *strands.next_if(|strand| strand[0] == at).unwrap_or(&[at, at + 1]);
            let is_met = |place: u32| met.contains(place) || self.from(place).any(|over| met.contains(over));
            if (at..behind).any(is_met) {
                for place in at..behind {
                    met.insert(place);
                }
            }
            at = behind;
        }
    }

    /// What is met leads on: all that leads to a place was looked at before it.
    fn down(&self, last: Option<u32>, met: &mut Marks) {
        let Some(last) = last else { return };
        let mut end = last + 1;
        let mut strands = self.strands.iter().rev().skip_while(|strand| strand[0] > last).peekable();
        if let Some(strand) = strands.peek() {
            end = end.max(strand[1]);
        }
        while end > 0 {
            let [first, _] = *strands.next_if(|strand| strand[1] == end).unwrap_or(&[end - 1, end]);
            if (first..end).any(|place| met.contains(place)) {
                for place in first..end {
                    met.insert(place);
                    for over in self.from(place) {
                        met.insert(over);
                    }
                }
            }
            end = first;
        }
    }

    fn from(&self, place: u32) -> impl Iterator<Item = u32> {
        let range = self.starts[place as usize] as usize..self.starts[place as usize + 1] as usize;
        self.leads_to[range].iter().copied()
    }
}
