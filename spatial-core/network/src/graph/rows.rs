//! What a graph is made of: rows as the tables say them.

use spatial_core::layer::FeatureId;

/// A node as its row says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct NodeRow<'a> {
    /// The node.
    pub id: FeatureId,
    /// Its code.
    pub code: &'a str,
    /// True if what flows comes from here: a reservoir, a tank, a well, the works, an inlet.
    pub is_source: bool,
}

/// An edge as its row says it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EdgeRow<'a> {
    /// The edge.
    pub id: FeatureId,
    /// Its code.
    pub code: &'a str,
    /// The node it begins at.
    pub from: FeatureId,
    /// The node it ends at.
    pub to: FeatureId,
    /// Which way anything gets through.
    pub passing: Passing,
    /// Metres.
    pub length: f64,
    /// Inner diameter in millimetres; zero if unknown.
    pub diameter: f64,
}

/// Which way anything gets through an edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Passing {
    /// Both.
    #[default]
    Both,
    /// From its first node to its last only: a pump, a pipe with a check valve.
    Forward,
    /// From its last node to its first only.
    Backward,
    /// Neither: the pipe is shut.
    Closed,
}

impl Passing {
    /// The word of it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Both => "both",
            Self::Forward => "forward",
            Self::Backward => "backward",
            Self::Closed => "closed",
        }
    }
}

impl DeviceKind {
    /// The word of it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Closable => "closable",
            Self::Hydrant => "hydrant",
            Self::Other => "other",
        }
    }
}

/// A device as its row says it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DeviceRow<'a> {
    /// The device.
    pub id: FeatureId,
    /// Its code.
    pub code: &'a str,
    /// What it is.
    pub kind: DeviceKind,
    /// Where it stands.
    pub place: Place,
    /// How it is.
    pub state: DeviceState,
}

/// What a device is, as far as traces ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DeviceKind {
    /// Somebody may close it to isolate a part: an isolation valve, a switch; a control or check valve that its row says may be closed.
    Closable,
    /// For the fire brigade.
    Hydrant,
    /// Anything else: seen, told and passed by.
    Other,
}

/// Where a device, a connection or a burst is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Place {
    /// At the end of an edge that meets this node.
    End {
        /// The edge.
        edge: FeatureId,
        /// The node at that end.
        node: FeatureId,
    },
    /// On a node: between all edges that meet there.
    Node(FeatureId),
    /// On an edge.
    Along {
        /// The edge.
        edge: FeatureId,
        /// Metres from its first node.
        measure: f64,
    },
}

impl Place {
    /// Of what names neither edge nor node: no row has the id zero.
    pub const NOWHERE: Self = Self::Node(FeatureId(0));
}

/// How a device is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(clippy::struct_excessive_bools, reason = "four facts about a valve, each noted by itself in the field")]
pub struct DeviceState {
    /// True if it is shut.
    pub is_closed: bool,
    /// It can be turned: it is neither seized nor broken.
    pub is_operable: bool,
    /// One gets at it: it is neither buried nor under a parked car for good.
    pub is_accessible: bool,
    /// Shut, it lets nothing through.
    pub is_tight: bool,
}

impl Default for DeviceState {
    /// Open and as it should be.
    fn default() -> Self {
        Self { is_closed: false, is_operable: true, is_accessible: true, is_tight: true }
    }
}

impl DeviceState {
    /// Nothing gets through as it stands.
    pub fn blocks(self) -> bool {
        self.is_closed && self.is_tight
    }

    /// It holds what flows back, as it stands or once somebody has turned it.
    pub fn is_barrier(self) -> bool {
        self.blocks() || (!self.is_closed && self.is_operable && self.is_accessible)
    }
}

/// Where a customer is connected.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ConnectionRow {
    /// The connection.
    pub id: FeatureId,
    /// Where it is.
    pub place: Place,
}
