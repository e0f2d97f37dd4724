//! What an isolation answers over HTTP.

use schemars::JsonSchema;
use serde::Serialize;
use spatial_core::layer::FeatureId;

use crate::apps::network::wire::LinesDocument;

/// `GET /v1/networks/{network}/isolation`. Lists of ids ascend.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct IsolationDocument {
    pub(super) network: String,
    /// The commit it is true for.
    pub(super) data_revision: u64,
    /// Which graph was asked.
    pub(super) graph: String,
    /// `topo` or `aware`.
    pub(super) mode: &'static str,
    pub(super) burst: BurstDocument,
    /// All of them in the order they were named, where there are several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) bursts: Vec<BurstDocument>,
    /// What hangs together with the burst without passing a valve that can be closed.
    pub(super) segment: PartDocument,
    /// Valves with one side in the segment.
    pub(super) boundary_valves: Vec<String>,
    /// Those of them that must be closed.
    pub(super) valves_to_close: Vec<String>,
    /// The boundary valves as they are, and what is to be done with each.
    pub(super) valves: Vec<ValveDocument>,
    /// What is supplied now, lies outside, and would not be any more.
    pub(super) unintended: PartDocument,
    /// Sources in the segment: these valves alone do not make it dry.
    pub(super) sources_inside: Vec<String>,
    pub(super) customers: CustomersDocument,
    /// Hydrants without water.
    pub(super) hydrants: Vec<String>,
    pub(super) hints: Vec<HintDocument>,
    /// The ground around the pipes that go dry; null where the network has no place on the earth, or where it is so large that a warning says so.
    pub(super) outage: Option<OutageDocument>,
    pub(super) warnings: Vec<WarningDocument>,
}

impl IsolationDocument {
    /// Rows of customers it names.
    pub(in crate::apps::network) fn named(&self) -> Vec<FeatureId> {
        self.customers.critical.iter().map(|customer| FeatureId(customer.feature)).collect()
    }
}

/// Where it burst.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub(super) struct BurstDocument {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) edge: Option<String>,
    /// Metres along the edge, of a place on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) along_m: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) node: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) device: Option<String>,
    /// Longitude and latitude: where it was pointed at on the edge, or where what is named lies; of a whole edge, its middle.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) at: Option<[f64; 2]>,
    /// The course of the edge.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) geometry: Option<LinesDocument>,
    /// Edges near the place that was pointed at, the nearest first; the first is the one that was taken.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) candidates: Vec<CandidateDocument>,
}

/// An edge near the place.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct CandidateDocument {
    pub(super) edge: String,
    pub(super) distance_m: f64,
    pub(super) diameter_mm: Option<f64>,
    pub(super) material: Option<String>,
    pub(super) year: Option<i64>,
}

/// A part of the network.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct PartDocument {
    pub(super) edges: Vec<String>,
    pub(super) nodes: Vec<String>,
    pub(super) length_m: f64,
    /// Water to drain, of the edges whose diameter is known.
    pub(super) volume_m3: f64,
    pub(super) geometry: LinesDocument,
}

/// A boundary valve.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ValveDocument {
    pub(super) id: String,
    /// `open` or `closed`.
    pub(super) position: &'static str,
    pub(super) operable: bool,
    pub(super) accessible: bool,
    pub(super) tight: bool,
    /// It is one of those to close.
    pub(super) close: bool,
    /// It is closed already and holds the water back: it is to stay so.
    pub(super) keep_closed: bool,
    /// What is to be done with it, in words.
    pub(super) text: String,
    /// Longitude and latitude.
    pub(super) at: Option<[f64; 2]>,
}

/// A `MultiPolygon` of GeoJSON, in longitude and latitude.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct OutageDocument {
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) coordinates: Vec<Vec<Vec<[f64; 2]>>>,
}

/// Who goes dry; each customer is counted once.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct CustomersDocument {
    /// In the segment.
    pub(super) direct: usize,
    /// Outside.
    pub(super) unintended: usize,
    /// How many of both depend on water more than others; to who sees connections only, for who asks pipe by pipe would find each of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) critical_count: Option<usize>,
    /// Those by name, to staff only; what most depends on water comes first.
    pub(super) critical: Vec<CriticalDocument>,
}

/// A customer who depends on water more than others.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct CriticalDocument {
    /// For the audit log: whose row it is.
    #[serde(skip)]
    pub(super) feature: u64,
    pub(super) id: String,
    pub(super) name: Option<String>,
    pub(super) class: Option<String>,
    pub(super) priority: i64,
    pub(super) address: Option<String>,
    /// True outside the segment.
    pub(super) unintended: bool,
    pub(super) at: Option<[f64; 2]>,
}

/// What could be done.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct HintDocument {
    /// `open`: opening this closed valve feeds again what goes dry unintentionally.
    pub(super) code: &'static str,
    pub(super) valve: String,
    /// Boundary valves that must be closed before: else water would come back to the burst that way.
    pub(super) close_first: Vec<String>,
    pub(super) text: String,
}

/// What is to be kept in mind.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct WarningDocument {
    pub(super) code: &'static str,
    pub(super) text: String,
}
