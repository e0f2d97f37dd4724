//! What was joined: pieces of strands between two stops, and who meets at which node.

use super::finding::{JoinFinding, JoinKind, RecordName};
use super::index::Index;
use super::material::Material;
use super::nodes::Nodes;
use super::plane::distance;
use super::records::{PointRole, Spot};
use super::settings::JoinSettings;
use super::stops::{ONE_STOP, Stop};
use super::strand::Strand;

/// Everything that is known once lines are joined.
#[derive(Debug, Clone, Copy)]
pub(super) struct Laid<'a> {
    pub(super) material: &'a Material<'a>,
    pub(super) nodes: &'a Nodes,
    pub(super) index: &'a Index<'a>,
    pub(super) stops: &'a [Vec<Stop>],
    pub(super) net: &'a Net,
    pub(super) settings: &'a JoinSettings,
    /// What is one place, in metres.
    pub(super) within: f64,
}

impl Laid<'_> {
    /// The name of the line of a strand.
    pub(super) fn name(&self, strand: usize) -> RecordName {
        self.material.line_name(self.material.strands[strand].line)
    }

    /// The code of the line of a strand.
    pub(super) fn code(&self, strand: usize) -> &str {
        &self.material.codes[self.material.strands[strand].line]
    }

    /// True for each node that something flows from.
    pub(super) fn sources(&self) -> Vec<bool> {
        let mut sources = self.nodes.supplied.clone();
        let points = self.material.points.iter().zip(&self.nodes.points);
        for (_, node) in points.filter(|(point, _)| point.record.role == PointRole::Source) {
            node.iter().for_each(|&node| sources[node as usize] = true);
        }
        sources
    }

    /// The course of a piece, from its first node to its last.
    pub(super) fn course(&self, piece: &Piece) -> Vec<Spot> {
        let mut course = self.material.strands[piece.strand].stretch(piece.from.measure, piece.to.measure);
        let last = course.len() - 1;
        [course[0], course[last]] = piece.ends().map(|stop| self.nodes.places[stop.node as usize]);
        course.dedup();
        course
    }

    /// Metres of a piece: its share of what its author says, else of its course.
    pub(super) fn length(&self, piece: &Piece) -> f64 {
        let line = self.material.strands[piece.strand].line;
        let said = self.material.lines[line].length.filter(|length| length.is_finite() && *length > 0.0);
        said.map_or_else(
            || self.course(piece).windows(2).map(|pair| distance(pair[0], pair[1])).sum(),
            |length| length * piece.length() / self.net.totals[line],
        )
    }

    /// True if a strand is the whole of its line.
    pub(super) fn is_whole(&self, strand: usize) -> bool {
        let strands = &self.material.strands;
        let is_same = |other: Option<&Strand>| other.is_some_and(|other| other.line == strands[strand].line);
        !is_same(strands.get(strand + 1)) && !is_same(strand.checked_sub(1).and_then(|before| strands.get(before)))
    }
}

/// A piece of a strand: an edge to be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Piece {
    pub(super) strand: usize,
    pub(super) from: Stop,
    pub(super) to: Stop,
}

impl Piece {
    pub(super) fn ends(&self) -> [Stop; 2] {
        [self.from, self.to]
    }

    pub(super) fn length(&self) -> f64 {
        self.to.measure - self.from.measure
    }

    /// The node at its other end; for a loop the same.
    pub(super) fn beyond(&self, node: u32) -> u32 {
        if self.from.node == node { self.to.node } else { self.from.node }
    }
}

/// Pieces, in order of their strands and along them.
#[derive(Debug)]
pub(super) struct Net {
    pub(super) pieces: Vec<Piece>,
    /// Metres of all strands of each line, as drawn.
    totals: Vec<f64>,
    /// The first piece of each strand, and one past the last.
    firsts: Vec<usize>,
    /// The pieces at node `n` are `at_nodes[starts[n]..starts[n + 1]]`, a loop twice.
    starts: Vec<usize>,
    at_nodes: Vec<usize>,
}

impl Net {
    /// Strands that lie within the tolerance of one node are told and left out.
    pub(super) fn new(
        material: &Material<'_>,
        nodes: &Nodes,
        stops: &[Vec<Stop>],
        within: f64,
        findings: &mut Vec<JoinFinding>,
    ) -> Self {
        let mut totals = vec![0.0; material.lines.len()];
        material.strands.iter().for_each(|strand| totals[strand.line] += strand.length());
        let (mut pieces, mut firsts) = (Vec::with_capacity(stops.len()), Vec::with_capacity(stops.len() + 1));
        for (number, (strand, stops)) in material.strands.iter().zip(stops).enumerate() {
            firsts.push(pieces.len());
            if let [one, other] = stops[..]
                && one.node == other.node
                && strand.length() <= within * ONE_STOP
            {
                let name = vec![material.line_name(strand.line)];
                findings.push(JoinFinding::new(JoinKind::Short, name).at(strand.ends()[0]));
                continue;
            }
            let pairs = stops.windows(2);
            pieces.extend(pairs.map(|pair| Piece { strand: number, from: pair[0], to: pair[1] }));
        }
        firsts.push(pieces.len());
        let (starts, at_nodes) = rows(&pieces, nodes.places.len());
        Self { pieces, totals, firsts, starts, at_nodes }
    }

    /// Pieces of a strand.
    pub(super) fn of_strand(&self, strand: usize) -> std::ops::Range<usize> {
        self.firsts[strand]..self.firsts[strand + 1]
    }

    /// The piece of a strand at a measure; none if the strand was left out.
    pub(super) fn piece_at(&self, strand: usize, measure: f64) -> Option<usize> {
        let pieces = self.of_strand(strand);
        let behind = self.pieces[pieces.clone()].partition_point(|piece| piece.to.measure < measure);
        pieces.end.checked_sub(1).filter(|last| pieces.contains(last)).map(|last| (pieces.start + behind).min(last))
    }

    /// Pieces at a node.
    pub(super) fn at(&self, node: u32) -> &[usize] {
        &self.at_nodes[self.starts[node as usize]..self.starts[node as usize + 1]]
    }

    pub(super) fn node_count(&self) -> usize {
        self.starts.len() - 1
    }
}

fn rows(pieces: &[Piece], nodes: usize) -> (Vec<usize>, Vec<usize>) {
    let mut starts = vec![0; nodes + 1];
    let ends = || pieces.iter().enumerate().flat_map(|(at, piece)| piece.ends().map(|stop| (at, stop.node as usize)));
    ends().for_each(|(_, node)| starts[node + 1] += 1);
    for node in 0..nodes {
        starts[node + 1] += starts[node];
    }
    let (mut next, mut at_nodes) = (starts.clone(), vec![0; pieces.len() * 2]);
    for (piece, node) in ends() {
        at_nodes[next[node]] = piece;
        next[node] += 1;
    }
    (starts, at_nodes)
}
