//! A new network: what is to be written, whole, in one transaction.

mod changes;
#[cfg(test)]
mod tests;

use spatial_core::geometry::Geometry;

pub use changes::{connection_row, drafted};

use crate::graph::{DeviceState, Passing};
use crate::tables::LONGEST_NETWORK_NAME;

/// A network as its author hands it in; ends and places are positions in these lists.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NetworkDraft {
    /// What it is called: other networks of the store have other names.
    pub name: String,
    /// What people call it.
    pub title: Option<String>,
    /// What flows.
    pub kind: NetworkKind,
    /// The reference system of the file it came from, as [`spatial_core::crs::Crs`] writes it.
    pub crs: Option<String>,
    /// Where edges meet or end.
    pub nodes: Vec<NodeDraft>,
    /// Between two nodes each.
    pub edges: Vec<EdgeDraft>,
    /// On edges and nodes.
    pub devices: Vec<DeviceDraft>,
    /// Customers.
    pub connections: Vec<ConnectionDraft>,
    /// What its file says that nothing here reads: names of sections with their lines, in order.
    pub sections: Vec<(String, String)>,
}

/// What flows in a network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum NetworkKind {
    /// Drinking water (cấp nước).
    #[default]
    Water,
    /// Waste water (thoát nước thải).
    Sewer,
    /// Rain (thoát nước mưa).
    Storm,
    /// Street lighting (chiếu sáng).
    Light,
    /// Power (điện).
    Power,
    /// Telecommunication (viễn thông).
    Telecom,
}

impl NetworkKind {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Water, Self::Sewer, Self::Storm, Self::Light, Self::Power, Self::Telecom];

    /// The word in the table.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Water => "water",
            Self::Sewer => "sewer",
            Self::Storm => "storm",
            Self::Light => "light",
            Self::Power => "power",
            Self::Telecom => "telecom",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    /// Whether upstream leads to a source, or downstream to a sink.
    pub const fn rule(self) -> &'static str {
        match self {
            Self::Sewer | Self::Storm => "sink",
            _ => "source",
        }
    }
}

/// One node.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NodeDraft {
    /// Its code.
    pub code: String,
    /// What kind of node it is.
    pub kind: String,
    /// Metres.
    pub elevation: Option<f64>,
    /// What flows comes from here.
    pub is_source: bool,
    /// Where it lies, in the reference system of the store's network; `None` if that is nowhere on earth, or not known.
    pub geometry: Option<Geometry>,
    /// Coordinates of its file that lie nowhere on earth.
    pub local: Option<String>,
    /// As its file has it.
    pub source_text: Option<String>,
}

/// One edge.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct EdgeDraft {
    /// Its code.
    pub code: String,
    /// What kind of edge it is.
    pub kind: String,
    /// Its first and last node.
    pub ends: [usize; 2],
    /// Diameter in millimetres, if known.
    pub diameter: Option<f64>,
    /// Metres; of its geometry if its author does not say.
    pub length: Option<f64>,
    /// What it is made of.
    pub material: Option<String>,
    /// When it was laid.
    pub year: Option<i64>,
    /// Which way it lets through, and whether it is shut.
    pub passing: Passing,
    /// Its course, in the reference system of the store's network.
    pub geometry: Option<Geometry>,
    /// Bends of its file that lie nowhere on earth.
    pub local: Option<String>,
    /// As its file has it.
    pub source_text: Option<String>,
}

/// Where a device or connection of a draft is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum DraftPlace {
    /// At the end of an edge by a node.
    End {
        /// Position of the edge.
        edge: usize,
        /// Position of the node.
        node: usize,
    },
    /// On a node.
    Node(usize),
    /// On an edge.
    Along {
        /// Position of the edge.
        edge: usize,
        /// Metres from its first node.
        measure: f64,
    },
}

impl Default for DraftPlace {
    fn default() -> Self {
        Self::Node(0)
    }
}

/// One device.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DeviceDraft {
    /// Its code.
    pub code: String,
    /// What kind of device it is.
    pub kind: String,
    /// Where it stands.
    pub place: DraftPlace,
    /// Whether somebody may close it to isolate a part; `None` goes by its kind.
    pub closable: Option<bool>,
    /// How it is.
    pub state: DeviceState,
    /// Where it lies.
    pub geometry: Option<Geometry>,
}

/// One customer's connection.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ConnectionDraft {
    /// Its code.
    pub code: String,
    /// The number of its meter.
    pub meter: Option<String>,
    /// What kind of customer hangs on it: `household`, `hospital`, `school`, `dialysis`, `fire`, …
    pub class: Option<String>,
    /// How much depends on it: 1 most.
    pub priority: Option<i64>,
    /// The name of an institution. Names of households have no place here.
    pub name: Option<String>,
    /// Where it is, in words.
    pub address: Option<String>,
    /// The round in which its meter is read.
    pub round: Option<String>,
    /// Its place in that round.
    pub order: Option<i64>,
    /// Where it hangs; `None` if no pipe was found for it.
    pub place: Option<DraftPlace>,
    /// Where it lies.
    pub geometry: Option<Geometry>,
}

/// Why a draft is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NetworkDraftError {
    /// Nobody could ask for the network.
    #[error("the network has no name")]
    Nameless,
    /// Its name would not fit into addresses.
    #[error("the name of the network takes {length} bytes, and at most {LONGEST_NETWORK_NAME} are possible")]
    LongName {
        /// Bytes of the name.
        length: usize,
    },
    /// An end or a place that is not in the draft.
    #[error("{code} names number {number} of {list}, which is not there")]
    Missing {
        /// The code of the edge, device or connection.
        code: String,
        /// What it names: `nodes` or `edges`.
        list: &'static str,
        /// The position it names.
        number: usize,
    },
    /// More rows than handles.
    #[error("{rows} rows are more than one transaction may name")]
    TooMany {
        /// Rows handed in.
        rows: usize,
    },
}
