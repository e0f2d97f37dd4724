//! What is joined: records of lines and points as plain layers have them. Coordinates are metres east and north, in one flat reference system.

use spatial_core::geometry::Geometry;

use crate::graph::{DeviceState, Passing};

/// East and north, in metres.
pub type Spot = [f64; 2];

/// Everything a network is made of.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct JoinInput {
    /// Pipes, pumps and the like.
    pub lines: Vec<LineRecord>,
    /// Valves, hydrants, sources and other nodes.
    pub points: Vec<PointRecord>,
    /// Customers.
    pub meters: Vec<MeterRecord>,
    /// Middles of streets, if there are any: see [`super::Side::Streets`].
    pub streets: Vec<Vec<Spot>>,
}

/// A line of a plain layer.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LineRecord {
    /// The number of the record in its file.
    pub record: u64,
    /// Its code; may be blank.
    pub code: String,
    /// What kind of edge it is; blank is a `pipe`.
    pub kind: String,
    /// A line string or several.
    pub geometry: Option<Geometry>,
    /// Diameter in millimetres.
    pub diameter: Option<f64>,
    /// Metres, if its author says; else of its course.
    pub length: Option<f64>,
    /// What it is made of.
    pub material: Option<String>,
    /// When it was laid.
    pub year: Option<i64>,
    /// Which way it lets through.
    pub passing: Passing,
}

impl LineRecord {
    /// Vertices of its shape.
    pub(super) fn vertices(&self) -> usize {
        match &self.geometry {
            Some(Geometry::LineString(line)) => line.0.len(),
            Some(Geometry::MultiLineString(lines)) => lines.0.iter().map(|line| line.0.len()).sum(),
            _ => 2,
        }
    }

    /// What kind of edge it is.
    pub(super) fn kind(&self) -> &str {
        if self.kind.trim().is_empty() { "pipe" } else { self.kind.trim() }
    }
}

/// What a point is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum PointRole {
    /// What flows comes from here: a reservoir, tank, well or the works.
    Source,
    /// A node its author knows: a junction, a manhole.
    #[default]
    Node,
    /// An isolation valve.
    Isolation,
    /// A hydrant.
    Hydrant,
    /// Another device.
    Device,
}

impl PointRole {
    /// The word of a point whose layer says no better.
    pub(super) const fn kind(self) -> &'static str {
        match self {
            Self::Source => "reservoir",
            Self::Node => "junction",
            Self::Isolation => "valve",
            Self::Hydrant => "hydrant",
            Self::Device => "device",
        }
    }

    /// True for what becomes a node, false for what stands on one or on an edge.
    pub(super) const fn is_node(self) -> bool {
        matches!(self, Self::Source | Self::Node)
    }
}

/// A point of a plain layer.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PointRecord {
    /// The number of the record in its file.
    pub record: u64,
    /// Its code; may be blank.
    pub code: String,
    /// What it is.
    pub role: PointRole,
    /// Its author's word for that, as the tables have it; blank goes by the role.
    pub kind: String,
    /// Where it lies.
    pub at: Spot,
    /// Metres, of a node.
    pub elevation: Option<f64>,
    /// Whether somebody may close it, of a device; `None` goes by its kind.
    pub closable: Option<bool>,
    /// How it is, of a device.
    pub state: DeviceState,
}

/// A customer's meter.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MeterRecord {
    /// The number of the record in its file.
    pub record: u64,
    /// The code of the connection; may be blank.
    pub code: String,
    /// Where it lies.
    pub at: Spot,
    /// The number of the meter.
    pub meter: Option<String>,
    /// What kind of customer hangs on it.
    pub class: Option<String>,
    /// How much depends on it: 1 most.
    pub priority: Option<i64>,
    /// The name of an institution.
    pub name: Option<String>,
    /// Where it is, in words.
    pub address: Option<String>,
    /// The round in which it is read.
    pub round: Option<String>,
    /// Its place in that round.
    pub order: Option<i64>,
}
