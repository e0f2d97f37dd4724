//! Which ends are one node.
//!
//! The rule: places are gone through in a fixed order, those of sources first, then of nodes their author knows, then ends and agreed
//! crossings, and among equals those where most ends coincide, then from west to east. Each joins the nearest node founded before, if that lies
//! within the tolerance; else it founds one. So no node gathers anything farther from its place than the tolerance, and no two nodes lie nearer:
//! nothing is chained. Each place costs a look at nine cells of a grid.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::material::{Material, by_place};
use super::plane::distance;
use super::records::{PointRole, Spot};

/// Nodes, by number.
#[derive(Debug, Default)]
pub(super) struct Nodes {
    /// Where they lie: where what founded them does.
    pub(super) places: Vec<Spot>,
    /// Nodes of the first and last place of each strand.
    pub(super) ends: Vec<[u32; 2]>,
    /// The node of each point that is one.
    pub(super) points: Vec<Option<u32>>,
    /// True for those somebody agreed to be a source.
    pub(super) supplied: Vec<bool>,
    /// All places that became nodes, each once, with the node.
    pub(super) marks: Vec<(Spot, u32)>,
    /// Lines that may be joined at nodes founded by an agreed crossing alone.
    pub(super) only: FxHashMap<u32, Vec<usize>>,
    grid: Grid,
}

#[derive(Debug, Clone, Copy)]
enum Owner {
    Supply,
    Point(usize),
    End(usize, usize),
    Joint(usize),
}

impl Nodes {
    pub(super) fn found(material: &Material<'_>, within: f64) -> Self {
        let mut marks = marks(material);
        marks.sort_by(|(one, ..), (other, ..)| by_place(*one, *other));
        let mut groups: Vec<&[(Spot, u8, Owner)]> = marks.chunk_by(|one, other| one.0 == other.0).collect();
        let rank = |group: &[(Spot, u8, Owner)]| group.iter().map(|mark| mark.1).min();
        groups.sort_by(|one, other| {
            let by_rank = rank(one).cmp(&rank(other)).then(Reverse(one.len()).cmp(&Reverse(other.len())));
            by_rank.then_with(|| by_place(one[0].0, other[0].0))
        });
        let mut nodes = Self {
            ends: vec![[0; 2]; material.strands.len()],
            points: vec![None; material.points.len()],
            grid: Grid::new(within),
            ..Self::default()
        };
        let mut is_open = Vec::new();
        for group in groups {
            let node = nodes.join(group[0].0);
            is_open.resize(nodes.places.len(), false);
            for &(.., owner) in group {
                is_open[node as usize] |= nodes.own(material, node, owner);
            }
        }
        nodes.only.retain(|&node, _| !is_open[node as usize]);
        nodes
    }

    /// The nearest node within the tolerance that is wanted, and how far it is.
    pub(super) fn nearest(&self, spot: Spot, wanted: impl Fn(u32) -> bool) -> Option<(u32, f64)> {
        self.grid.nearest(spot, &self.places, wanted)
    }

    fn join(&mut self, at: Spot) -> u32 {
        let known = self.grid.nearest(at, &self.places, |_| true);
        let node = known.map_or_else(|| self.add(at), |(node, _)| node);
        self.marks.push((at, node));
        node
    }

    fn add(&mut self, at: Spot) -> u32 {
        self.places.push(at);
        self.supplied.push(false);
        self.grid.add(at)
    }

    /// Notes whose a node is; false if any line that passes is not joined to it for that.
    fn own(&mut self, material: &Material<'_>, node: u32, owner: Owner) -> bool {
        match owner {
            Owner::Supply => self.supplied[node as usize] = true,
            Owner::Point(point) => self.points[point] = Some(node),
            Owner::End(strand, end) => self.ends[strand][end] = node,
            Owner::Joint(joint) => {
                self.only.entry(node).or_default().extend(material.joints[joint].lines);
                return false;
            }
        }
        true
    }
}

fn marks(material: &Material<'_>) -> Vec<(Spot, u8, Owner)> {
    let mut marks: Vec<(Spot, u8, Owner)> = material.supplies.iter().map(|&at| (at, 1, Owner::Supply)).collect();
    for (number, point) in material.points.iter().enumerate().filter(|(_, point)| point.record.role.is_node()) {
        let rank = if point.record.role == PointRole::Source { 0 } else { 1 };
        marks.push((point.at, rank, Owner::Point(number)));
    }
    for (number, strand) in material.strands.iter().enumerate() {
        let ends = strand.ends().into_iter().enumerate();
        marks.extend(ends.map(|(end, at)| (at, 2, Owner::End(number, end))));
    }
    marks.extend(material.joints.iter().enumerate().map(|(number, joint)| (joint.at, 2, Owner::Joint(number))));
    marks
}

/// Nodes by cells as wide as the tolerance; those of one cell are chained.
#[derive(Debug, Default)]
struct Grid {
    within: f64,
    last: FxHashMap<[i64; 2], u32>,
    before: Vec<Option<u32>>,
}

impl Grid {
    fn new(within: f64) -> Self {
        Self { within, ..Self::default() }
    }

    fn add(&mut self, at: Spot) -> u32 {
        // Vertices are counted by 27 bits: `settings::fits` sees to that.
        let node = u32::try_from(self.before.len()).unwrap_or(u32::MAX);
        self.before.push(self.last.insert(self.cell(at), node));
        node
    }

    fn nearest(&self, spot: Spot, places: &[Spot], wanted: impl Fn(u32) -> bool) -> Option<(u32, f64)> {
        let [column, row] = self.cell(spot);
        let mut best: Option<(u32, f64)> = None;
        for cell in (-1..=1).flat_map(|x| (-1..=1).map(move |y| [column + x, row + y])) {
            let mut next = self.last.get(&cell).copied();
            while let Some(node) = next {
                let away = distance(places[node as usize], spot);
                let is_better = best.is_none_or(|(other, least)| (away, node) < (least, other));
                if away <= self.within && is_better && wanted(node) {
                    best = Some((node, away));
                }
                next = self.before[node as usize];
            }
        }
        best
    }

    #[expect(clippy::cast_possible_truncation, reason = "places lie within 1e8 m and cells are no smaller than 1e-6 m")]
    fn cell(&self, spot: Spot) -> [i64; 2] {
        spot.map(|metres| (metres / self.within).floor() as i64)
    }
}
