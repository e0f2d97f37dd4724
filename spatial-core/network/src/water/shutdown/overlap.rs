//! Jobs that meet: at the same time, and in the same ground or through it.
//!
//! Two jobs meet in time if their spans have a moment in common. They meet in the network if something goes dry for both, or if both
//! together dry out what neither does: each leaves the other's customers a way round that only the other one cuts. Whichever of the two
//! is asked about, the answer is the same.

use jiff::Timestamp;
use rustc_hash::{FxHashMap, FxHashSet};
use spatial_core::layer::FeatureId;

use super::undone;
use crate::graph::{Graph, Mode};
use crate::isolation::{Isolation, IsolationQuestion, Reach, Stretch, UnknownPart, isolation};

/// A time with its beginning and without its end; without an end as long as nobody knows better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// When it begins.
    pub from: Timestamp,
    /// When it is over.
    pub to: Option<Timestamp>,
}

impl Span {
    /// True if both have a moment in common.
    pub fn meets(&self, other: &Self) -> bool {
        let begins_before = |one: &Self, other: &Self| other.to.is_none_or(|to| one.from < to);
        begins_before(self, other) && begins_before(other, self)
    }
}

/// A job as far as others meet it.
#[derive(Debug, Clone)]
pub struct Job {
    /// When water is off for it.
    pub span: Span,
    /// What was asked of the graph.
    pub question: IsolationQuestion,
    /// Valves it has turned, and how it left them.
    pub left: Vec<(FeatureId, bool)>,
}

/// Where two jobs meet. Lists ascend.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Overlap {
    /// Edges that go dry, whole or in part, for both.
    pub edges: Vec<FeatureId>,
    /// Nodes that do.
    pub nodes: Vec<FeatureId>,
    /// What both together answer.
    pub together: Isolation,
    /// Edges that only both together dry out.
    pub extra_edges: Vec<FeatureId>,
    /// Customers who lose their water only to both together.
    pub extra_connections: Vec<FeatureId>,
}

/// What is asked of both at once: all bursts, and whatever one of them cannot close, the other cannot either.
pub fn jointly(one: &IsolationQuestion, other: &IsolationQuestion) -> IsolationQuestion {
    let mut inoperable = [one.inoperable.as_slice(), &other.inoperable].concat();
    inoperable.sort_unstable();
    inoperable.dedup();
    let mode = if one.mode == other.mode { one.mode } else { Mode::Aware };
    IsolationQuestion { bursts: [one.bursts.as_slice(), &other.bursts].concat(), inoperable, mode }
}

/// Where two jobs meet, in the graph as it would be had neither begun; `None` if they do not. Costs three isolations.
///
/// # Errors
/// [`UnknownPart`] naming what the graph no longer has.
pub fn overlap(graph: &Graph, one: &Job, other: &Job) -> Result<Option<Overlap>, UnknownPart> {
    if !one.span.meets(&other.span) {
        return Ok(None);
    }
    let before = undone(graph, &[one.left.as_slice(), &other.left].concat());
    let graph = before.as_ref().unwrap_or(graph);
    let [alone, beside] = [isolation(graph, &one.question)?, isolation(graph, &other.question)?];
    let together = isolation(graph, &jointly(&one.question, &other.question))?;
    let [dry, dry_beside, dry_together] = [&alone, &beside, &together].map(Dry::of);
    let met = Overlap {
        edges: dry.shared_edges(&dry_beside),
        nodes: sorted(dry.nodes.intersection(&dry_beside.nodes)),
        extra_edges: dry_together.edges_beyond([&dry, &dry_beside]),
        extra_connections: sorted(
            dry_together
                .connections
                .iter()
                .filter(|id| !dry.connections.contains(id) && !dry_beside.connections.contains(id)),
        ),
        together,
    };
    let is_extra = |node: &&FeatureId| !dry.nodes.contains(node) && !dry_beside.nodes.contains(node);
    let is_apart = met.edges.is_empty()
        && met.nodes.is_empty()
        && met.extra_edges.is_empty()
        && met.extra_connections.is_empty()
        && !dry_together.nodes.iter().any(|node| is_extra(&node));
    Ok((!is_apart).then_some(met))
}

/// All that goes dry for a job, directly and unintentionally.
struct Dry {
    /// By edge, the stretches of it; none of one that is dry whole.
    edges: FxHashMap<FeatureId, Vec<Stretch>>,
    nodes: FxHashSet<FeatureId>,
    connections: FxHashSet<FeatureId>,
}

impl Dry {
    fn of(answer: &Isolation) -> Self {
        let reaches = || [&answer.segment, &answer.unintended].into_iter();
        let mut edges: FxHashMap<FeatureId, Vec<Stretch>> = FxHashMap::default();
        for reach in reaches() {
            for &edge in &reach.edges {
                edges.entry(edge).or_default();
            }
        }
        for stretch in reaches().flat_map(|reach| &reach.stretches) {
            edges.entry(stretch.edge).or_default().push(*stretch);
        }
        let all = |list: fn(&Reach) -> &Vec<FeatureId>| reaches().flat_map(list).copied().collect();
        Self { edges, nodes: all(|reach| &reach.nodes), connections: all(|reach| &reach.connections) }
    }

    /// Edges of which the same part is dry here and there.
    fn shared_edges(&self, other: &Self) -> Vec<FeatureId> {
        let meets = |(edge, parts): &(&FeatureId, &Vec<Stretch>)| {
            let Some(others) = other.edges.get(*edge) else { return false };
            let is_same = |a: &Stretch, b: &Stretch| a.from < b.to && b.from < a.to;
            parts.is_empty() || others.is_empty() || parts.iter().any(|a| others.iter().any(|b| is_same(a, b)))
        };
        sorted(self.edges.iter().filter(meets).map(|(edge, _)| edge))
    }

    /// Edges of which a part is dry here and in none of these.
    fn edges_beyond(&self, others: [&Self; 2]) -> Vec<FeatureId> {
        let covers =
            |parts: &[Stretch], part: &Stretch| parts.iter().any(|at| at.from <= part.from && part.to <= at.to);
        let is_beyond = |(edge, parts): &(&FeatureId, &Vec<Stretch>)| {
            let there: Vec<&Vec<Stretch>> = others.iter().filter_map(|other| other.edges.get(*edge)).collect();
            let is_whole = there.iter().any(|parts| parts.is_empty());
            let known = || there.iter().flat_map(|parts| parts.iter()).copied().collect::<Vec<_>>();
            match parts.as_slice() {
                [] => there.is_empty(),
                parts => !is_whole && !parts.iter().all(|part| covers(&known(), part)),
            }
        };
        sorted(self.edges.iter().filter(is_beyond).map(|(edge, _)| edge))
    }
}

fn sorted<'a>(ids: impl Iterator<Item = &'a FeatureId>) -> Vec<FeatureId> {
    let mut ids: Vec<FeatureId> = ids.copied().collect();
    ids.sort_unstable();
    ids
}
