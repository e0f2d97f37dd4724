//! What street lighting is made of beyond a graph: circuits and lamps.

use spatial_core::layer::FeatureId;

/// A span (đoạn cáp): cable between two poles, or from a cabinet to its first pole.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SpanRow<'a> {
    /// The edge.
    pub id: FeatureId,
    /// Its code.
    pub code: &'a str,
    /// One end.
    pub from: FeatureId,
    /// The other. Which of them lies nearer to the cabinet follows from the whole.
    pub to: FeatureId,
    /// The circuit (lộ) it belongs to, as its cabinet calls it; asked of spans that leave a cabinet. Those of one cabinet and circuit hang on one
    /// fuse; without a word each is a circuit by itself.
    pub circuit: &'a str,
    /// Metres.
    pub length: f64,
    /// Disconnected for good.
    pub is_shut: bool,
}

/// A lamp (đèn) and its pole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LampRow {
    /// The lamp.
    pub id: FeatureId,
    /// The node it hangs on.
    pub pole: FeatureId,
}

/// What can fail and darken lamps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LightPart {
    /// A cabinet (tủ điều khiển): all its circuits.
    Cabinet(FeatureId),
    /// A circuit of a cabinet, by the first span of it: all its spans.
    Circuit {
        /// The cabinet.
        cabinet: FeatureId,
        /// Its first span, in order of id.
        first: FeatureId,
    },
    /// A span: its far pole and all behind it.
    Span(FeatureId),
    /// A pole, its fuse or its joint: its own lamps, and nothing behind it.
    Pole(FeatureId),
    /// A lamp.
    Lamp(FeatureId),
}
