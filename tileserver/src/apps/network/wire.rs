//! What networks answer.

use jiff::Timestamp;
use network::{DeviceFinding, DevicePosition, DeviceState, Graph, done_at};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use spatial_core::layer::FeatureId;
use spatial_core::message::Message;

use crate::apps::network::codes::shown;
use crate::http::HttpError;
use crate::ogc::Link;

/// `GET /v1/networks`
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct NetworkList {
    /// The commit it is true for.
    pub(super) revision: u64,
    pub(super) number_matched: usize,
    pub(super) networks: Vec<NetworkEntry>,
    /// The next page, if there is one.
    pub(super) links: Vec<Link>,
}

/// One network.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct NetworkEntry {
    pub(super) name: String,
    /// What people call it.
    pub(super) title: Option<String>,
    /// False if its coordinates lie nowhere on earth: it can be traced, and is on no map.
    pub(super) placed: bool,
    pub(super) edges: usize,
    pub(super) nodes: usize,
    /// How many devices stand on no edge there is: traces pass them by.
    pub(super) stray_device_count: usize,
    /// The first of them.
    pub(super) stray_devices: Vec<String>,
}

/// `GET /v1/networks/{network}/trace`
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TraceDocument {
    /// The commit it is true for.
    pub(super) revision: u64,
    /// Which graph was traced. Pages of one graph belong together, of whatever revision they are; of another, one begins anew.
    pub(super) graph: String,
    pub(super) network: String,
    /// The edge or node it began at.
    pub(super) from: String,
    /// `connected`, `upstream`, `downstream`, `path` or `loops`.
    pub(super) direction: String,
    /// How many there are on all pages.
    pub(super) matched: TraceCounts,
    /// Edges by code, ascending; of a path, in its order.
    pub(super) edges: Vec<String>,
    pub(super) nodes: Vec<String>,
    /// The closed devices and barriers at which it ended.
    pub(super) closed: Vec<String>,
    /// Sources among the nodes.
    pub(super) sources: Vec<String>,
    /// Customers on what was reached.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) customers: Option<usize>,
    #[serde(rename = "length_m")]
    pub(super) length_m: f64,
    /// How many independent loops.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) loops: Option<usize>,
    /// Edges on no loop.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) bridges: Option<Vec<String>>,
    /// How many devices of this network stand on no edge there is.
    pub(super) stray_device_count: usize,
    /// The first of them.
    pub(super) stray_devices: Vec<String>,
    /// The next page, if there is one.
    pub(super) links: Vec<Link>,
}

/// How much was traced.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub(super) struct TraceCounts {
    pub(super) edges: usize,
    pub(super) nodes: usize,
    pub(super) closed: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) bridges: Option<usize>,
}

impl TraceDocument {
    /// Nothing traced yet.
    pub(super) fn of((network, graph): (&str, &Graph), revision: u64, from: String) -> Self {
        Self {
            revision,
            graph: graph.stamp().to_string(),
            network: network.to_owned(),
            from,
            direction: String::new(),
            matched: TraceCounts::default(),
            edges: Vec::new(),
            nodes: Vec::new(),
            closed: Vec::new(),
            sources: Vec::new(),
            customers: None,
            length_m: 0.0,
            loops: None,
            bridges: None,
            stray_device_count: graph.stray_devices().len(),
            stray_devices: Vec::new(),
            links: Vec::new(),
        }
    }

    /// A part of each list, and where the next begins if one of them has more.
    pub(super) fn page(mut self, offset: usize, size: usize) -> (Self, Option<usize>) {
        let end = offset.saturating_add(size);
        let mut has_more = false;
        let lists = [&mut self.edges, &mut self.nodes, &mut self.closed].into_iter().chain(self.bridges.as_mut());
        for list in lists {
            has_more |= end < list.len();
            list.truncate(end);
            list.drain(..offset.min(list.len()));
        }
        (self, has_more.then_some(end))
    }
}

/// `POST /v1/networks/{network}/devices/{deviceId}`: what somebody found it to be; what is left out stays as it is.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct DeviceSent {
    /// `open` or `closed`.
    pub(super) position: Option<String>,
    /// False if it cannot be turned.
    pub(super) operable: Option<bool>,
    /// False if one does not get at it.
    pub(super) accessible: Option<bool>,
    /// False if it does not hold when shut.
    pub(super) tight: Option<bool>,
    /// How that is known: `field`, `scada` or `plan`.
    pub(super) evidence: Option<String>,
    pub(super) remark: Option<String>,
    /// When it was found, if that was earlier (RFC 3339).
    pub(super) at: Option<String>,
    /// The version its finder saw: refused if it is another by now.
    pub(super) version: Option<u64>,
}

/// Words for how a state is known.
const EVIDENCE: [&str; 3] = ["field", "scada", "plan"];
/// Letters of a remark on a device, a job or a reading: a note from the field, not a report.
pub(super) const LONGEST_REMARK: usize = 2000;

impl DeviceSent {
    /// When it was found, as rows have it, and whether the clock that said so is ahead of ours, so that it counts as now.
    pub(super) fn at(&self, now: Timestamp) -> Result<Option<(String, bool)>, HttpError> {
        let Some(text) = self.at.as_deref() else { return Ok(None) };
        let wrong = || HttpError::Unfit(Message::new("problem-device-moment").with("at", shown(text)));
        let said: Timestamp = text.parse().map_err(|_| wrong())?;
        let moment = done_at(said, now).ok_or_else(wrong)?;
        let whole = Timestamp::from_second(moment.as_second()).map_err(|_| wrong())?;
        Ok(Some((whole.to_string(), said > now)))
    }

    /// What was found.
    pub(super) fn finding(&self) -> Result<DeviceFinding, HttpError> {
        let position = self.position.as_deref().map(|word| {
            DevicePosition::parse(word)
                .ok_or_else(|| HttpError::Unfit(Message::new("problem-device-position").with("position", word)))
        });
        if let Some(word) = self.evidence.as_deref().filter(|word| !EVIDENCE.contains(word)) {
            return Err(HttpError::Unfit(Message::new("problem-device-evidence").with("evidence", word)));
        }
        if self.remark.as_ref().is_some_and(|remark| remark.chars().count() > LONGEST_REMARK) {
            return Err(HttpError::Unfit(Message::new("problem-device-remark").with("most", LONGEST_REMARK)));
        }
        Ok(DeviceFinding {
            position: position.transpose()?,
            is_operable: self.operable,
            is_accessible: self.accessible,
            is_tight: self.tight,
        })
    }
}

/// How a device is.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct DeviceDocument {
    /// Its code.
    pub(super) id: String,
    /// The id of its row.
    pub(super) feature: u64,
    pub(super) position: &'static str,
    pub(super) operable: bool,
    pub(super) accessible: bool,
    pub(super) tight: bool,
    /// From when on it is so, if that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) since: Option<String>,
    /// What was noted of it last; for staff.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) noted: Option<DeviceNoted>,
    /// The commit that last changed it.
    pub(super) version: u64,
    /// The commit this is true for.
    pub(super) revision: u64,
    /// What is to be kept in mind: that a clock ahead of ours was taken for now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) warning: Option<String>,
}

/// Somebody looked at a device, or turned it.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct DeviceNoted {
    /// The moment, in UTC.
    pub(super) at: String,
    /// Who noted it.
    pub(super) by: Option<String>,
    /// `field`, `scada` or `plan`.
    pub(super) evidence: Option<String>,
    pub(super) remark: Option<String>,
}

impl DeviceDocument {
    pub(super) fn of((id, code): (FeatureId, &str), state: DeviceState, version: u64, revision: u64) -> Self {
        Self {
            id: code.to_owned(),
            feature: id.0,
            position: DevicePosition::of(state).as_str(),
            operable: state.is_operable,
            accessible: state.is_accessible,
            tight: state.is_tight,
            since: None,
            noted: None,
            version,
            revision,
            warning: None,
        }
    }
}

/// `GET /v1/networks/{network}/segments`
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SegmentList {
    /// The commit it is true for.
    pub(super) revision: u64,
    /// Pages of one graph belong together.
    pub(super) graph: String,
    pub(super) number_matched: usize,
    pub(super) segments: Vec<SegmentEntry>,
    /// The next page, if there is one.
    pub(super) links: Vec<Link>,
}

/// One segment.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct SegmentEntry {
    /// An edge to ask for it by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) edge: Option<String>,
    /// A node, where it has no edge.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) node: Option<String>,
    pub(super) edges: usize,
    pub(super) nodes: usize,
    pub(super) length_m: f64,
    pub(super) volume_m3: f64,
    pub(super) customers: usize,
    /// Valves with one side in it.
    pub(super) valves: usize,
    /// It cannot be made dry by its valves.
    pub(super) source_inside: bool,
}

/// `GET /v1/networks/{network}/valves`
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ValveList {
    /// The commit it is true for.
    pub(super) revision: u64,
    /// Pages of one graph belong together.
    pub(super) graph: String,
    pub(super) number_matched: usize,
    pub(super) valves: Vec<ValveEntry>,
    /// The next page, if there is one.
    pub(super) links: Vec<Link>,
}

/// One valve.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ValveEntry {
    pub(super) id: String,
    /// Customers who go dry besides, at worst, if it cannot be closed.
    pub(super) extra_customers: usize,
    /// Metres of pipe that go dry besides, at worst.
    pub(super) extra_length_m: f64,
    /// Other valves on the two segments it parts.
    pub(super) surrounding: usize,
    /// False if both of its sides are in one segment.
    pub(super) useful: bool,
}

/// `GET /v1/networks/{network}/zones`
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct ZoneList {
    pub(super) network: String,
    /// The commit it is true for.
    pub(super) revision: u64,
    pub(super) graph: String,
    pub(super) zones: Vec<ZoneEntry>,
}

/// One zone.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ZoneEntry {
    /// `pressure_zone`, `dma`, `sector`.
    pub(super) kind: String,
    pub(super) id: String,
    pub(super) name: Option<String>,
    pub(super) edges: Vec<String>,
    /// How many nodes.
    pub(super) nodes: usize,
    pub(super) length_m: f64,
    pub(super) customers: usize,
    /// A source reaches it.
    pub(super) supplied: bool,
    /// Devices and edges that control it, as its row says.
    pub(super) controllers: Vec<String>,
    /// Those its row names and the network has not.
    pub(super) unknown_controllers: Vec<String>,
    /// Closed devices that part it from its neighbours, controllers apart.
    pub(super) boundary: Vec<String>,
    /// Zones of its kind that nothing parts it from: a valve stands open that is to be closed.
    pub(super) meets: Vec<String>,
    pub(super) geometry: LinesDocument,
}

/// A `MultiLineString` of GeoJSON, in longitude and latitude.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct LinesDocument {
    #[serde(rename = "type")]
    kind: &'static str,
    coordinates: Vec<Vec<[f64; 2]>>,
}

impl LinesDocument {
    /// To the centimetre, which is as fine as the map is.
    pub(super) fn of(mut coordinates: Vec<Vec<[f64; 2]>>) -> Self {
        coordinates.iter_mut().flatten().flatten().for_each(|number| *number = degrees(*number));
        Self { kind: "MultiLineString", coordinates }
    }
}

/// `GET /v1/networks/{network}/graph`
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct GraphDocument {
    pub(super) network: String,
    /// The commit it is true for.
    pub(super) revision: u64,
    pub(super) graph: String,
    /// When it was told.
    pub(super) as_of: String,
    pub(super) nodes: Vec<GraphNodeEntry>,
    pub(super) edges: Vec<GraphEdgeEntry>,
    pub(super) devices: Vec<GraphDeviceEntry>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct GraphNodeEntry {
    pub(super) id: String,
    pub(super) source: bool,
    /// How many hang on it.
    pub(super) customers: usize,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct GraphEdgeEntry {
    pub(super) id: String,
    pub(super) from: String,
    pub(super) to: String,
    /// `both`, `forward`, `backward` or `closed`.
    pub(super) passing: &'static str,
    pub(super) length_m: f64,
    /// 0 if unknown.
    pub(super) diameter_mm: f64,
    /// How many hang on it.
    pub(super) customers: usize,
    /// Lines of longitudes and latitudes.
    pub(super) course: Vec<Vec<[f64; 2]>>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct GraphDeviceEntry {
    pub(super) id: String,
    /// `closable`, `hydrant` or `other`.
    pub(super) kind: &'static str,
    pub(super) edge: Option<String>,
    /// Alone, or the end of its edge.
    pub(super) node: Option<String>,
    /// Along its edge.
    pub(super) measure_m: Option<f64>,
    pub(super) closed: bool,
    pub(super) operable: bool,
    pub(super) accessible: bool,
    pub(super) tight: bool,
    pub(super) at: Option<[f64; 2]>,
}

/// Degrees to a centimetre, which is as fine as the map is.
pub(super) fn degrees(number: f64) -> f64 {
    rounded(number, 1e7)
}

/// A number to so many parts of one.
pub(super) fn rounded(number: f64, parts: f64) -> f64 {
    (number * parts).round() / parts
}
