//! What networks answer.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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
    pub(super) edges: usize,
    pub(super) nodes: usize,
    /// How many devices stand on no edge there is: traces pass them by.
    pub(super) stray_device_count: usize,
    /// The first of them.
    pub(super) stray_devices: Vec<u64>,
}

/// `GET /v1/networks/{network}/trace`
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct TraceDocument {
    /// The commit it is true for.
    pub(super) revision: u64,
    /// Which graph was traced. Pages of one graph belong together, of whatever revision they are; of another, one begins anew.
    pub(super) graph: String,
    pub(super) network: String,
    /// Where it began.
    pub(super) from: u64,
    /// How many edges, nodes and closed devices there are on all pages.
    pub(super) matched: TraceCounts,
    /// What hangs together with it: features of the layers named beside them.
    pub(super) edges: Vec<u64>,
    pub(super) nodes: Vec<u64>,
    /// The closed devices at which it ended.
    pub(super) closed: Vec<u64>,
    pub(super) layers: TraceLayers,
    /// How many devices of this network stand on no edge there is.
    pub(super) stray_device_count: usize,
    /// The first of them.
    pub(super) stray_devices: Vec<u64>,
    /// The next page, if there is one.
    pub(super) links: Vec<Link>,
}

/// How much was traced.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct TraceCounts {
    pub(super) edges: usize,
    pub(super) nodes: usize,
    pub(super) closed: usize,
}

/// The layers of what was traced.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct TraceLayers {
    pub(super) edges: &'static str,
    pub(super) nodes: &'static str,
    pub(super) closed: &'static str,
}

/// `POST /v1/networks/{network}/devices/{deviceId}`: how it stands now.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DeviceSent {
    /// `open` or `closed`.
    pub(super) position: String,
}

/// The news that a device was turned.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct DeviceWritten {
    pub(super) id: u64,
    pub(super) position: &'static str,
    pub(super) revision: u64,
}
