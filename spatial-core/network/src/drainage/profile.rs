//! The longitudinal profile (trắc dọc): how manholes and pipes lie along a way, as numbers; who draws it decides how.

use spatial_core::layer::FeatureId;

use super::Sewers;
use super::finding::SewerDoubt;
use super::rows::Level;
use crate::graph::{Mode, Place};
use crate::trace::{Direction, Path, Start, TraceQuestion, shortest_path};

/// A way from manhole to manhole. Chainage (lý trình) is in metres from its first node, levels are metres above the datum of the data.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// Which way was found: `Downstream` runs with the water, `Upstream` against it, `Connected` now with it and now against it.
    pub direction: Direction,
    /// Its nodes in order: one more than there are edges.
    pub stations: Vec<Station>,
    /// Its edges in order.
    pub edges: Vec<Reached>,
    /// Metres.
    pub length: f64,
}

/// A node of a profile.
#[derive(Debug, Clone, PartialEq)]
pub struct Station {
    /// The node.
    pub node: FeatureId,
    /// Its code; empty if it has none.
    pub code: String,
    /// Metres.
    pub chainage: f64,
    /// Metres of its ground or cover.
    pub ground: Option<f64>,
    /// Its bottom.
    pub invert: Option<Level>,
}

/// An edge of a profile, its ends in the order of the way.
#[derive(Debug, Clone, PartialEq)]
pub struct Reached {
    /// The edge.
    pub edge: FeatureId,
    /// Its code; empty if it has none.
    pub code: String,
    /// Where it begins and ends.
    pub chainages: [f64; 2],
    /// The bottom of the pipe; one that is missing is put between its neighbours along the way.
    pub inverts: [Option<Level>; 2],
    /// The inner top of the pipe (đỉnh cống); nothing where its height or its bottom is unknown.
    pub crowns: [Option<f64>; 2],
    /// Inner height in millimetres; zero if unknown.
    pub height: f64,
    /// Fall along the way, metres a metre: below zero where it rises.
    pub fall: Option<f64>,
    /// What is doubtful about it.
    pub doubts: Vec<SewerDoubt>,
}

/// The profile of the shortest way between two nodes: down the stream if one leads there, else up it, else by whatever hangs together; `None` if
/// nothing does, or a node is not there.
pub fn profile(sewers: &Sewers, from: FeatureId, to: FeatureId) -> Option<Profile> {
    [Direction::Downstream, Direction::Upstream, Direction::Connected].into_iter().find_map(|direction| {
        let from = vec![Start::At(Place::Node(from))];
        let question = TraceQuestion { from, direction, mode: Mode::Aware, barriers: Vec::new() };
        let path = shortest_path(&sewers.graph, &question, Start::At(Place::Node(to)))?;
        told(sewers, direction, &path)
    })
}

fn told(sewers: &Sewers, direction: Direction, path: &Path) -> Option<Profile> {
    let mut at = 0.0;
    let mut edges = Vec::with_capacity(path.edges.len());
    for (&edge, nodes) in path.edges.iter().zip(path.nodes.windows(2)) {
        let reached = reached(sewers, edge, nodes[0], at)?;
        at = reached.chainages[1];
        edges.push(reached);
    }
    put_between(&mut edges);
    edges.iter_mut().for_each(Reached::settle);
    let chainages = std::iter::once(0.0).chain(edges.iter().map(|edge| edge.chainages[1]));
    let stations = path.nodes.iter().zip(chainages).map(|(&node, chainage)| station(sewers, node, chainage));
    Some(Profile { direction, stations: stations.collect::<Option<_>>()?, length: at, edges })
}

fn station(sewers: &Sewers, node: FeatureId, chainage: f64) -> Option<Station> {
    let number = sewers.graph.net.node_number(node)?;
    Some(Station {
        node,
        code: sewers.graph.node_code(node)?.to_owned(),
        chainage,
        ground: sewers.lay.manholes[number as usize].ground,
        invert: sewers.lay.levels.nodes[number as usize],
    })
}

/// An edge as its rows say it, from the node it is entered at.
fn reached(sewers: &Sewers, edge: FeatureId, from: FeatureId, chainage: f64) -> Option<Reached> {
    let (net, lay) = (&*sewers.graph.net, &*sewers.lay);
    let number = net.edge_number(edge)?;
    let [mut first, mut last] = lay.levels.ends[number as usize];
    if net.nodes_of(number)[0] != net.node_number(from)? {
        std::mem::swap(&mut first, &mut last);
    }
    Some(Reached {
        edge,
        code: sewers.graph.edge_code(edge)?.to_owned(),
        chainages: [chainage, chainage + net.length_of(number)],
        inverts: [first, last],
        crowns: [None; 2],
        height: lay.sewers[number as usize].height,
        fall: None,
        doubts: lay.runs.doubts[number as usize].iter().collect(),
    })
}

/// Levels that are missing, between the last one before and the first one behind.
fn put_between(edges: &mut [Reached]) {
    let places: Vec<(f64, Option<Level>)> =
        edges.iter().flat_map(|edge| edge.chainages.into_iter().zip(edge.inverts)).collect();
    let mut before: Option<(f64, Level)> = None;
    let mut behind = 0;
    for (at, &(chainage, level)) in places.iter().enumerate() {
        if let Some(level) = level {
            before = Some((chainage, level));
            continue;
        }
        behind = behind.max(at);
        while places.get(behind).is_some_and(|(_, level)| level.is_none()) {
            behind += 1;
        }
        let Some((start, from)) = before else { continue };
        let Some(&(end, Some(to))) = places.get(behind) else { return };
        let share = if end > start { (chainage - start) / (end - start) } else { 0.0 };
        edges[at / 2].inverts[at % 2] = Some(Level::between(from, to, share));
    }
}

impl Reached {
    /// What follows from its levels.
    fn settle(&mut self) {
        let has_height = self.height > 0.0;
        self.crowns = self.inverts.map(|level| level.filter(|_| has_height).map(|at| at.height + self.height / 1000.0));
        let length = self.chainages[1] - self.chainages[0];
        if let ([Some(first), Some(last)], true) = (self.inverts, length > 0.0) {
            self.fall = Some((first.height - last.height) / length);
        }
    }
}
