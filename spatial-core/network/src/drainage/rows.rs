//! What a gravity sewer is made of beyond a graph: levels, what a pipe is moved by, where the network ends.

use spatial_core::layer::FeatureId;

/// A level in metres above the datum of its data; one that is no number counts as missing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Level {
    /// Metres.
    pub height: f64,
    /// Not measured: put between two that were, by whoever made the data or by us.
    pub is_interpolated: bool,
}

impl Level {
    /// One that was measured.
    pub const fn measured(height: f64) -> Self {
        Self { height, is_interpolated: false }
    }

    pub(super) const fn interpolated(height: f64) -> Self {
        Self { height, is_interpolated: true }
    }

    /// At a share of the way from one to another.
    pub(super) fn between(from: Self, to: Self, share: f64) -> Self {
        Self::interpolated(from.height + (to.height - from.height) * share)
    }
}

/// A manhole, an outfall, a works, a pumping station: a node of a sewer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ManholeRow<'a> {
    /// The node.
    pub id: FeatureId,
    /// Its code.
    pub code: &'a str,
    /// Its bottom (cao độ đáy); of its lowest pipe if nobody says.
    pub invert: Option<Level>,
    /// Metres of the ground or the cover (cao độ nắp).
    pub ground: Option<f64>,
    /// What leaves the network here, if anything does.
    pub outlet: Option<Outlet>,
    /// Rising mains leave it with water that is pumped here: a wet well whose pump is no edge of its own.
    pub is_pump: bool,
}

/// Where water leaves a sewer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outlet {
    /// Into a river, a canal, the sea (cửa xả).
    Outfall,
    /// There, too, but only when it rains (giếng tách, đập tràn).
    Overflow,
    /// Into a treatment works (nhà máy xử lý).
    Works,
    /// Nothing leads on, and the network names no outlet anywhere.
    Presumed,
}

impl Outlet {
    /// The word of it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Outfall => "outfall",
            Self::Overflow => "overflow",
            Self::Works => "works",
            Self::Presumed => "presumed",
        }
    }
}

/// A pipe or channel between two nodes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SewerRow<'a> {
    /// The edge.
    pub id: FeatureId,
    /// Its code.
    pub code: &'a str,
    /// The node it is drawn from.
    pub from: FeatureId,
    /// The node it is drawn to.
    pub to: FeatureId,
    /// What moves water through it.
    pub kind: SewerKind,
    /// The bottom of the pipe at its first and its last node; of the node there if nobody says.
    pub inverts: [Option<Level>; 2],
    /// Inner height in millimetres, the diameter of a round pipe; zero if unknown.
    pub height: f64,
    /// Metres.
    pub length: f64,
    /// Nothing gets through: walled up, out of use.
    pub is_shut: bool,
}

/// What moves water through an edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum SewerKind {
    /// Its fall.
    #[default]
    Gravity,
    /// It is a pump: from its first node to its last.
    Pump,
    /// A pump before it: a rising main (ống áp lực).
    Rising,
    /// A weir, an orifice, a flap: from its first node to its last. Its level is a crest and no invert.
    Structure,
}

impl SewerKind {
    /// The word of it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Gravity => "gravity",
            Self::Pump => "pump",
            Self::Rising => "rising",
            Self::Structure => "structure",
        }
    }
}

/// A node beside its row in the graph.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Manhole {
    pub(super) invert: Option<Level>,
    pub(super) ground: Option<f64>,
    pub(super) outlet: Option<Outlet>,
    pub(super) is_pump: bool,
}

/// An edge beside its row in the graph.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Sewer {
    pub(super) kind: SewerKind,
    pub(super) inverts: [Option<Level>; 2],
    /// Millimetres.
    pub(super) height: f64,
    pub(super) is_shut: bool,
}
