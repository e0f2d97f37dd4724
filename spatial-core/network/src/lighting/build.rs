//! From rows to lights.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use spatial_core::layer::FeatureId;

use super::rows::{LampRow, SpanRow};
use super::tree::{Lamps, LightTree};
use crate::graph::{DeviceRow, EdgeRow, Graph, GraphBuilder, GraphTooLarge, NodeRow, Passing};

/// Gathers rows, in any order.
#[derive(Debug, Default)]
pub struct LightsBuilder {
    graph: GraphBuilder,
    circuits: FxHashMap<FeatureId, String>,
    lamps: Vec<LampRow>,
}

impl LightsBuilder {
    /// Adds a cabinet or a pole; a cabinet is a source.
    pub fn node(&mut self, node: NodeRow<'_>) {
        self.graph.node(node);
    }

    /// Adds a span.
    pub fn span(&mut self, span: SpanRow<'_>) {
        let passing = if span.is_shut { Passing::Closed } else { Passing::Both };
        let SpanRow { id, code, from, to, length, circuit, .. } = span;
        self.graph.edge(EdgeRow { id, code, from, to, passing, length, diameter: 0.0 });
        if !circuit.is_empty() {
            self.circuits.entry(id).or_insert_with(|| circuit.to_owned());
        }
    }

    /// Adds a switch or a point where a ring is open: a device that lets nothing through.
    pub fn device(&mut self, device: DeviceRow<'_>) {
        self.graph.device(device);
    }

    /// Adds a lamp.
    pub fn lamp(&mut self, lamp: LampRow) {
        self.lamps.push(lamp);
    }

    /// The lights of all that was added. Linear but for the sorting of lamps.
    ///
    /// # Errors
    /// [`GraphTooLarge`] if there are more rows than can be numbered.
    pub fn build(self) -> Result<Lights, GraphTooLarge> {
        let Self { graph, circuits, lamps } = self;
        let graph = Arc::new(graph.build()?);
        let lamps = Lamps::new(&graph, lamps);
        let tree = LightTree::new(&graph, &circuits, &lamps);
        Ok(Lights { graph, tree, lamps })
    }
}

/// Street lighting: the graph, the tree in it that carries power from its cabinets, and the lamps.
#[derive(Debug)]
pub struct Lights {
    pub(super) graph: Arc<Graph>,
    pub(super) tree: LightTree,
    pub(super) lamps: Lamps,
}

impl Lights {
    /// The graph of cabinets, poles and spans.
    pub fn graph(&self) -> &Arc<Graph> {
        &self.graph
    }

    /// Spans that carry power and close a ring: two ways lead behind them, so that one open point is missing. A fault is looked for as
    /// if the ring were open there. Ascending.
    pub fn ring_spans(&self) -> &[FeatureId] {
        &self.tree.ring_spans
    }

    /// Poles with lamps that no cabinet reaches. Ascending.
    pub fn unfed_poles(&self) -> &[FeatureId] {
        &self.tree.unfed_poles
    }

    /// Lamps on no pole there is. Ascending.
    pub fn stray_lamps(&self) -> &[FeatureId] {
        &self.lamps.stray
    }
}
