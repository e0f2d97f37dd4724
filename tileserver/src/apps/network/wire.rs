//! What networks answer.

use network::{DeviceFinding, DevicePosition, DeviceState};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use spatial_core::layer::FeatureId;
use spatial_core::message::Message;

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
pub(super) struct TraceDocument {
    /// The commit it is true for.
    pub(super) revision: u64,
    /// Which graph was traced. Pages of one graph belong together, of whatever revision they are; of another, one begins anew.
    pub(super) graph: String,
    pub(super) network: String,
    /// The edge it began at.
    pub(super) from: String,
    /// How many edges, nodes and closed devices there are on all pages.
    pub(super) matched: TraceCounts,
    /// What hangs together with it, by code.
    pub(super) edges: Vec<String>,
    pub(super) nodes: Vec<String>,
    /// The closed devices at which it ended.
    pub(super) closed: Vec<String>,
    /// How many devices of this network stand on no edge there is.
    pub(super) stray_device_count: usize,
    /// The first of them.
    pub(super) stray_devices: Vec<String>,
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
    /// The version its finder saw: refused if it is another by now.
    pub(super) version: Option<u64>,
}

/// Words for how a state is known.
const EVIDENCE: [&str; 3] = ["field", "scada", "plan"];
/// Letters of a remark: a note from the field, not a report.
const LONGEST_REMARK: usize = 2000;

impl DeviceSent {
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
    /// The commit that last changed it.
    pub(super) version: u64,
    /// The commit this is true for.
    pub(super) revision: u64,
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
            version,
            revision,
        }
    }
}
