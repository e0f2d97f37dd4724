//! From rows to sewers.

use std::sync::Arc;

use spatial_core::layer::FeatureId;

use super::Sewers;
use super::finding::{Doubts, SewerDoubt};
use super::levels::Levels;
use super::rows::{Level, Manhole, ManholeRow, Outlet, Sewer, SewerRow};
use super::run::Runs;
use super::strands::Strands;
use super::stream::Stream;
use crate::graph::{ConnectionRow, DeviceRow, EdgeRow, GraphBuilder, GraphTooLarge, Marks, Net, NodeRow, Passing};

/// Gathers rows, in any order.
#[derive(Debug, Default)]
pub struct SewersBuilder {
    graph: GraphBuilder,
    manholes: Vec<(FeatureId, Manhole)>,
    sewers: Vec<(FeatureId, Sewer)>,
}

impl SewersBuilder {
    /// Adds a node.
    pub fn manhole(&mut self, row: ManholeRow<'_>) {
        self.graph.node(NodeRow { id: row.id, code: row.code, is_source: false });
        let ground = row.ground.filter(|ground| ground.is_finite());
        let invert = row.invert.and_then(told);
        self.manholes.push((row.id, Manhole { invert, ground, outlet: row.outlet, is_pump: row.is_pump }));
    }

    /// Adds an edge. Lengths and heights that are no numbers count as zero, levels that are none as missing.
    pub fn sewer(&mut self, row: SewerRow<'_>) {
        self.graph.edge(EdgeRow {
            id: row.id,
            code: row.code,
            from: row.from,
            to: row.to,
            passing: Passing::Both,
            length: row.length,
            diameter: row.height,
        });
        let height = if row.height.is_finite() { row.height.max(0.0) } else { 0.0 };
        let inverts = row.inverts.map(|level| level.and_then(told));
        self.sewers.push((row.id, Sewer { kind: row.kind, inverts, height, is_shut: row.is_shut }));
    }

    /// Adds a device: a sluice, a stop log.
    pub fn device(&mut self, device: DeviceRow<'_>) {
        self.graph.device(device);
    }

    /// Adds what drains here: a household, a catchment, an industrial discharger.
    pub fn connection(&mut self, connection: ConnectionRow) {
        self.graph.connection(connection);
    }

    /// The sewers of all that was added; which way each edge runs is settled here. Linear.
    ///
    /// # Errors
    /// [`GraphTooLarge`] if there are more rows than can be numbered.
    pub fn build(self) -> Result<Sewers, GraphTooLarge> {
        let Self { graph, manholes, sewers } = self;
        let mut lay = Lay::default();
        let graph = graph.build_running(|net| {
            lay = Lay::new(net, &manholes, &sewers);
            Some(lay.runs.runs.iter().map(|run| run.passing).collect())
        })?;
        Ok(Sewers { graph: Arc::new(graph), lay: Arc::new(lay) })
    }
}

fn told(level: Level) -> Option<Level> {
    level.height.is_finite().then_some(level)
}

/// How a sewer lies: what is known of its nodes and edges beside the graph, by number.
#[derive(Debug, PartialEq, Default)]
pub(super) struct Lay {
    pub(super) manholes: Vec<Manhole>,
    pub(super) sewers: Vec<Sewer>,
    pub(super) levels: Levels,
    pub(super) runs: Runs,
    /// Pieces of edges that anything is doubtful about.
    pub(super) doubtful: Marks,
    /// Nodes where water leaves, ascending.
    pub(super) outlets: Vec<(u32, Outlet)>,
    /// No outlet is named: they are presumed.
    pub(super) is_presumed: bool,
    /// Nodes without a way out that are no outlets.
    pub(super) dead_ends: Marks,
    pub(super) stream: Stream,
}

impl Lay {
    fn new(net: &Net, manholes: &[(FeatureId, Manhole)], sewers: &[(FeatureId, Sewer)]) -> Self {
        let manholes = by_number(manholes, net.node_ids.len(), |id| net.node_number(id));
        let sewers = by_number(sewers, net.edge_ids.len(), |id| net.edge_number(id));
        let levels = Levels::new(net, &manholes, &sewers);
        let mut runs = Runs::new(net, &manholes, &sewers, &levels.ends);
        runs.shut(&sewers);
        let mut strands = Strands::new(net, |contact| runs.leads_out(net, contact));
        for piece in strands.cycles(net, |contact| runs.leads_out(net, contact)).iter() {
            runs.doubts[net.pieces[piece as usize].edge as usize].add(SewerDoubt::Loop);
        }
        let mut outlets: Vec<(u32, Outlet)> =
            (0..).zip(&manholes).filter_map(|(node, manhole)| Some((node, manhole.outlet?))).collect();
        let is_presumed = outlets.is_empty();
        if is_presumed {
            outlets = lowest(net, &runs).map(|node| (node, Outlet::Presumed)).collect();
        }
        let is_outlet = marked(manholes.len(), outlets.iter().map(|&(node, _)| node));
        let dead_ends = marked(manholes.len(), runs.let_on(net, &is_outlet));
        if runs.doubts.iter().any(|doubts| doubts.has(SewerDoubt::Passed)) {
            strands = Strands::new(net, |contact| runs.leads_out(net, contact));
        }
        let stream = Stream::new(net, &strands, |contact| runs.leads_out(net, contact));
        let is_doubtful = |doubts: &Doubts| !doubts.is_empty();
        let doubtful = Marks::of(net.pieces.iter().map(|piece| is_doubtful(&runs.doubts[piece.edge as usize])));
        Self { manholes, sewers, levels, runs, doubtful, outlets, is_presumed, dead_ends, stream }
    }
}

/// What rows say, by number; of two with one id the first, as in the graph.
fn by_number<T: Copy + Default>(
    rows: &[(FeatureId, T)],
    count: usize,
    number: impl Fn(FeatureId) -> Option<u32>,
) -> Vec<T> {
    let mut all = vec![T::default(); count];
    for &(id, row) in rows.iter().rev() {
        if let Some(number) = number(id) {
            all[number as usize] = row;
        }
    }
    all
}

/// Nodes that something comes to and nothing leads on from.
fn lowest<'a>(net: &'a Net, runs: &'a Runs) -> impl Iterator<Item = u32> + 'a {
    let named = u32::try_from(net.node_ids.len()).unwrap_or(u32::MAX);
    (0..named).filter(|&node| runs.is_dead_end(net, node))
}

fn marked(bound: usize, numbers: impl IntoIterator<Item = u32>) -> Marks {
    let mut marks = Marks::new(bound);
    for number in numbers {
        marks.insert(number);
    }
    marks
}
