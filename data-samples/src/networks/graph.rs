//! The ways of a district as a graph: nodes where they meet, beside where they are cut short, and at even steps between.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::fabric::{District, Rank};
use crate::terrain::flat::{Line, between, distance};
use crate::terrain::{PlanePoint, to_millimetres};

/// Ends nearer than this on one way are one node, in metres.
const SNAP: f64 = 2.5;

/// Where a net runs beside the ways.
#[derive(Debug, Clone, Copy)]
pub(super) struct Course {
    /// Out of the red line of the main roads, towards their middle, in metres.
    pub(super) out: f64,
    /// To the left of the middle of other ways, as a share of their width.
    pub(super) aside: f64,
    /// Longest edge, in metres.
    pub(super) step: f64,
    /// Nodes so far from the ends of ways, for valves; none if 0.
    pub(super) stub: f64,
}

/// An edge between two nodes along a way.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edge {
    pub(super) nodes: [usize; 2],
    pub(super) way: usize,
}

/// A node beside the end of a way, for a valve.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stub {
    pub(super) node: usize,
    /// Where the way ends.
    pub(super) near: usize,
    pub(super) way: usize,
}

/// A net of one district. Nodes 0 to 3 are its corners.
#[derive(Debug)]
pub(super) struct Graph {
    pub(super) nodes: Vec<PlanePoint>,
    pub(super) edges: Vec<Edge>,
    /// Nodes beside the ends of ways.
    pub(super) stubs: Vec<Stub>,
}

impl Graph {
    /// The net along the first so many ways of a district.
    pub(super) fn new(district: &District, ways: usize, course: Course) -> Self {
        let lines: Vec<Line> = district.ways[..ways.min(district.ways.len())]
            .iter()
            .map(|way| match way.rank {
                Rank::Main => way.line.shifted(way.width / 2.0 - course.out),
                _ => way.line.shifted(way.width * course.aside),
            })
            .collect();
        let mut graph = Self { nodes: Vec::new(), edges: Vec::new(), stubs: Vec::new() };
        let mut on: Vec<Vec<(f64, usize)>> = vec![Vec::new(); lines.len()];
        for corner in 0..4 {
            graph.nodes.push(to_millimetres(lines[(corner + 3) % 4].crossing(lines[corner])));
        }
        for side in 0..4 {
            on[side] = [side, (side + 1) % 4].map(|corner| (lines[side].along(graph.nodes[corner]), corner)).to_vec();
        }
        for number in 4..lines.len() {
            let ends =
                district.ways[number].bounds.map(|bound| graph.join(lines[number], bound, lines[bound], &mut on));
            on[number] = ends.map(|node| (lines[number].along(graph.nodes[node]), node)).to_vec();
        }
        for (way, mut nodes) in on.into_iter().enumerate() {
            nodes.sort_by(|a, b| a.0.total_cmp(&b.0));
            nodes.dedup_by_key(|(_, node)| *node);
            graph.string(way, &nodes, course);
        }
        graph
    }

    /// The node where a line ends on a way: one that is there already, or a new one.
    fn join(&mut self, line: Line, bound: usize, along: Line, on: &mut [Vec<(f64, usize)>]) -> usize {
        let place = to_millimetres(line.crossing(along));
        // The first two nodes of a way are its own ends.
        let (begin, end) = (on[bound][0].0, on[bound][1].0);
        let at = along.along(place).clamp(begin.min(end), begin.max(end));
        if let Some(&(_, node)) = on[bound].iter().find(|(other, _)| (other - at).abs() < SNAP) {
            return node;
        }
        self.nodes.push(place);
        on[bound].push((at, self.nodes.len() - 1));
        self.nodes.len() - 1
    }

    /// Edges from node to node of a way, no longer than a step.
    fn string(&mut self, way: usize, nodes: &[(f64, usize)], course: Course) {
        let is_main = way < 4;
        for (at, pair) in nodes.windows(2).enumerate() {
            let (mut from, mut to) = (pair[0].1, pair[1].1);
            let length = distance(self.nodes[from], self.nodes[to]);
            let has_room = course.stub > 0.0 && length > 4.0 * course.stub;
            if has_room && at == 0 {
                from = self.stub(way, from, to, course.stub / length);
            }
            if has_room && !is_main && at + 2 == nodes.len() {
                let left = distance(self.nodes[from], self.nodes[to]);
                to = self.stub(way, to, from, course.stub / left);
            }
            self.steps(way, from, to, course.step);
        }
    }

    /// A node a little after another, joined to it.
    fn stub(&mut self, way: usize, near: usize, far: usize, share: f64) -> usize {
        let place = to_millimetres(between(self.nodes[near], self.nodes[far], share));
        let node = self.nodes.len();
        self.nodes.push(place);
        self.edges.push(Edge { nodes: [near, node], way });
        self.stubs.push(Stub { node, near, way });
        node
    }

    fn steps(&mut self, way: usize, from: usize, to: usize, step: f64) {
        let (begin, end) = (self.nodes[from], self.nodes[to]);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few dozen steps")]
        let count = (distance(begin, end) / step).ceil().max(1.0) as u32;
        let mut last = from;
        for part in 1..count {
            self.nodes.push(to_millimetres(between(begin, end, f64::from(part) / f64::from(count))));
            let next = self.nodes.len() - 1;
            self.edges.push(Edge { nodes: [last, next], way });
            last = next;
        }
        self.edges.push(Edge { nodes: [last, to], way });
    }

    /// For each node the distance to a root along the edges, and the edge that leads there.
    pub(super) fn ways_to(&self, root: usize) -> Vec<(f64, Option<usize>)> {
        let mut at_node: Vec<Vec<usize>> = vec![Vec::new(); self.nodes.len()];
        for (number, edge) in self.edges.iter().enumerate() {
            for node in edge.nodes {
                at_node[node].push(number);
            }
        }
        let mut found = vec![(f64::INFINITY, None); self.nodes.len()];
        found[root].0 = 0.0;
        // Distances are not negative, so their bits sort as they do.
        let mut next = BinaryHeap::from([Reverse((0_u64, root))]);
        while let Some(Reverse((bits, node))) = next.pop() {
            let here = f64::from_bits(bits);
            if here > found[node].0 {
                continue;
            }
            for &number in &at_node[node] {
                let [a, b] = self.edges[number].nodes;
                let other = if a == node { b } else { a };
                let there = here + distance(self.nodes[a], self.nodes[b]);
                if there < found[other].0 {
                    found[other] = (there, Some(number));
                    next.push(Reverse((there.to_bits(), other)));
                }
            }
        }
        found
    }
}
