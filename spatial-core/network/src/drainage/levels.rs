//! Levels at nodes and at both ends of each edge, those put between their neighbours included.

use super::rows::{Level, Manhole, Sewer, SewerKind};
use crate::graph::{End, Marks, Net};

/// Levels by number.
#[derive(Debug, PartialEq, Default)]
pub(super) struct Levels {
    /// Of nodes; places within edges have none.
    pub(super) nodes: Vec<Option<Level>>,
    /// At the first and the last node of each edge.
    pub(super) ends: Vec<[Option<Level>; 2]>,
}

impl Levels {
    /// An end without level has its node's; a node without one that of its lowest pipe, or one put between two along a pipe without branches.
    pub(super) fn new(net: &Net, manholes: &[Manhole], sewers: &[Sewer]) -> Self {
        let mut nodes: Vec<Option<Level>> = manholes.iter().map(|manhole| manhole.invert).collect();
        for (edge, sewer) in (0..).zip(sewers).filter(|(_, sewer)| sewer.kind != SewerKind::Structure) {
            for (node, level) in net.nodes_of(edge).into_iter().zip(sewer.inverts) {
                let (of_node, said) = (&mut nodes[node as usize], manholes[node as usize].invert);
                let is_lower = |level: Level| of_node.is_none_or(|other| level.height < other.height);
                if said.is_none() && level.is_some_and(is_lower) {
                    *of_node = level;
                }
            }
        }
        put_between(net, sewers, &mut nodes);
        let ends = (0..).zip(sewers).map(|(edge, sewer)| {
            let [first, last] = net.nodes_of(edge).map(|node| nodes[node as usize]);
            [sewer.inverts[0].or(first), sewer.inverts[1].or(last)]
        });
        Self { ends: ends.collect(), nodes }
    }
}

/// Levels of nodes between two that are known, along gravity pipes that neither branch nor end on the way; by length.
fn put_between(net: &Net, sewers: &[Sewer], nodes: &mut [Option<Level>]) {
    let known = Marks::of(nodes.iter().map(Option::is_some));
    for first in known.iter() {
        for &end in net.ends_at(first) {
            let Some(chain) = Chain::from(net, sewers, &known, end) else { continue };
            let (Some(from), Some(to)) = (nodes[first as usize], nodes[chain.last as usize]) else { continue };
            for (node, along) in chain.between {
                let share = if chain.length > 0.0 { along / chain.length } else { 0.0 };
                nodes[node as usize].get_or_insert(Level::between(from, to, share));
            }
        }
    }
}

/// A way from one known node to the next.
struct Chain {
    /// Nodes on it without level, with their metres from its first node.
    between: Vec<(u32, f64)>,
    last: u32,
    length: f64,
}

impl Chain {
    /// The way that begins with an end; `None` if it is one edge long, or leads to a branch, a dead end or a pump first.
    fn from(net: &Net, sewers: &[Sewer], known: &Marks, end: End) -> Option<Self> {
        let mut chain = Self { between: Vec::new(), last: 0, length: 0.0 };
        let mut contact = end.contact;
        loop {
            let edge = net.pieces[(contact / 2) as usize].edge;
            if sewers[edge as usize].kind != SewerKind::Gravity {
                return None;
            }
            chain.length += net.length_of(edge);
            chain.last = net.nodes_of(edge)[1 - (contact % 2) as usize];
            if known.contains(chain.last) {
                return (!chain.between.is_empty()).then_some(chain);
            }
            chain.between.push((chain.last, chain.length));
            let &[one, other] = net.ends_at(chain.last) else { return None };
            let came_by_one = net.pieces[(one.contact / 2) as usize].edge == edge;
            contact = if came_by_one { other.contact } else { one.contact };
        }
    }
}
