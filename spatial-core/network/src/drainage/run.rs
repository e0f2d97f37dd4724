//! Which way each edge runs: pumps first, then levels, then as it is drawn. Whatever is doubtful is noted, and ends nothing.

use super::finding::{Doubts, SewerDoubt};
use super::rows::{Level, Manhole, Sewer, SewerKind};
use crate::graph::{Marks, Net, Passing};

/// Which way an edge runs, and how that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// Which way it lets water through.
    pub passing: Passing,
    /// How that is known.
    pub basis: RunBasis,
}

/// How it is known which way an edge runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RunBasis {
    /// From its higher end to its lower one.
    Levels,
    /// As it is drawn (chiều số hóa).
    Drawn,
    /// Away from its pump.
    Pump,
}

impl RunBasis {
    /// The word of it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Levels => "levels",
            Self::Drawn => "drawn",
            Self::Pump => "pump",
        }
    }
}

/// Metres by which two levels must differ to say anything: levels are written to the millimetre.
const LEVEL: f64 = 0.0005;

/// Runs and doubts by number of edge.
#[derive(Debug, PartialEq, Default)]
pub(super) struct Runs {
    pub(super) runs: Vec<Run>,
    pub(super) doubts: Vec<Doubts>,
}

impl Runs {
    pub(super) fn new(net: &Net, manholes: &[Manhole], sewers: &[Sewer], ends: &[[Option<Level>; 2]]) -> Self {
        let reach = pumped(net, manholes, sewers);
        let ruled = (0..).zip(sewers).zip(ends).map(|((edge, sewer), levels)| match sewer.kind {
            SewerKind::Gravity => by_levels(*levels),
            SewerKind::Pump => (Run { passing: Passing::Forward, basis: RunBasis::Pump }, Doubts::default()),
            SewerKind::Structure => (Run { passing: Passing::Forward, basis: RunBasis::Drawn }, Doubts::default()),
            SewerKind::Rising => by_pump(net.nodes_of(edge).map(|node| reach[node as usize])),
        });
        let (runs, doubts) = ruled.unzip();
        Self { runs, doubts }
    }

    /// True if water gets from the node of a contact into its piece.
    #[inline]
    pub(super) fn leads_out(&self, net: &Net, contact: u32) -> bool {
        let edge = net.pieces[(contact / 2) as usize].edge;
        match self.runs[edge as usize].passing {
            Passing::Forward => contact.is_multiple_of(2),
            Passing::Backward => !contact.is_multiple_of(2),
            Passing::Both => true,
            Passing::Closed => false,
        }
    }

    /// Edges that are shut let nothing through, whichever way they would run.
    pub(super) fn shut(&mut self, sewers: &[Sewer]) {
        for (run, _) in self.runs.iter_mut().zip(sewers).filter(|(_, sewer)| sewer.is_shut) {
            run.passing = Passing::Closed;
        }
    }

    /// Lets water on where it comes to a node that is no outlet and has no way out but by an edge that is drawn to lead on and rises: a level
    /// is wrong there more often than that water vanishes. Such an edge is passed both ways, so that nothing that ran by it stops. Returns
    /// the nodes without any way out, ascending.
    pub(super) fn let_on(&mut self, net: &Net, is_outlet: &Marks) -> Vec<u32> {
        let named = u32::try_from(net.node_ids.len()).unwrap_or(u32::MAX);
        let is_end = |runs: &Self, node: u32| !is_outlet.contains(node) && runs.is_dead_end(net, node);
        let mut open: Vec<u32> = (0..named).filter(|&node| is_end(self, node)).collect();
        let mut next = 0;
        while let Some(&node) = open.get(next) {
            next += 1;
            for end in net.ends_at(node).iter().filter(|end| end.contact.is_multiple_of(2)) {
                let edge = net.pieces[(end.contact / 2) as usize].edge;
                let doubts = &mut self.doubts[edge as usize];
                let is_closed = self.runs[edge as usize].passing == Passing::Closed;
                if !doubts.has(SewerDoubt::Adverse) || doubts.has(SewerDoubt::Passed) || is_closed {
                    continue;
                }
                doubts.add(SewerDoubt::Passed);
                self.runs[edge as usize].passing = Passing::Both;
                let [_, behind] = net.nodes_of(edge);
                if is_end(self, behind) {
                    open.push(behind);
                }
            }
        }
        open.retain(|&node| !net.ends_at(node).iter().any(|end| self.leads_out(net, end.contact)));
        open.sort_unstable();
        open
    }

    /// True if something comes to a node and nothing leads on; what is passed both ways does not count.
    pub(super) fn is_dead_end(&self, net: &Net, node: u32) -> bool {
        let mut comes = false;
        for end in net.ends_at(node) {
            let edge = net.pieces[(end.contact / 2) as usize].edge;
            match self.runs[edge as usize].passing {
                Passing::Closed => {}
                Passing::Both => comes = true,
                _ if self.leads_out(net, end.contact) => return false,
                _ => comes = true,
            }
        }
        comes
    }
}

/// A gravity pipe: from its higher end to its lower one, and else as it is drawn.
fn by_levels(levels: [Option<Level>; 2]) -> (Run, Doubts) {
    let mut doubts = Doubts::default();
    let [Some(first), Some(last)] = levels else {
        doubts.add(SewerDoubt::NoLevel);
        return (Run { passing: Passing::Forward, basis: RunBasis::Drawn }, doubts);
    };
    if first.is_interpolated || last.is_interpolated {
        doubts.add(SewerDoubt::Interpolated);
    }
    let fall = first.height - last.height;
    let (passing, basis) = if fall > LEVEL {
        (Passing::Forward, RunBasis::Levels)
    } else if fall < -LEVEL {
        doubts.add(SewerDoubt::Adverse);
        (Passing::Backward, RunBasis::Levels)
    } else {
        doubts.add(SewerDoubt::Flat);
        (Passing::Forward, RunBasis::Drawn)
    };
    (Run { passing, basis }, doubts)
}

/// No pump reaches a node.
const UNREACHED: u32 = u32::MAX;

/// A rising main: away from its pump, by how many edges each end is from one.
fn by_pump([first, last]: [u32; 2]) -> (Run, Doubts) {
    let mut doubts = Doubts::default();
    let run = |passing, basis| Run { passing, basis };
    match first.cmp(&last) {
        std::cmp::Ordering::Less => (run(Passing::Forward, RunBasis::Pump), doubts),
        std::cmp::Ordering::Greater => (run(Passing::Backward, RunBasis::Pump), doubts),
        std::cmp::Ordering::Equal => {
            doubts.add(SewerDoubt::NoPump);
            (run(Passing::Forward, RunBasis::Drawn), doubts)
        }
    }
}

/// By node: how many rising mains it is from the nearest pump.
fn pumped(net: &Net, manholes: &[Manhole], sewers: &[Sewer]) -> Vec<u32> {
    let mut away = vec![UNREACHED; net.node_count()];
    let pumps = (0..).zip(sewers).filter(|(_, sewer)| sewer.kind == SewerKind::Pump && !sewer.is_shut);
    let mut open: Vec<u32> = pumps.map(|(edge, _)| net.nodes_of(edge)[1]).collect();
    open.extend((0..).zip(manholes).filter(|(_, manhole)| manhole.is_pump).map(|(node, _)| node));
    for &node in &open {
        away[node as usize] = 0;
    }
    let mut next = 0;
    while let Some(&node) = open.get(next) {
        next += 1;
        for end in net.ends_at(node) {
            let edge = net.pieces[(end.contact / 2) as usize].edge;
            if sewers[edge as usize].kind == SewerKind::Rising && away[end.over as usize] == UNREACHED {
                away[end.over as usize] = away[node as usize] + 1;
                open.push(end.over);
            }
        }
    }
    away
}
