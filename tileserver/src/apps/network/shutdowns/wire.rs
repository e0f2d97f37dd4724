//! What is sent to shutdowns, and what they answer.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::stored::AskedStored;
use crate::apps::network::isolation::{BurstSent, IsolationDocument};
use crate::ogc::Link;

/// `POST /v1/networks/{network}/shutdowns`: a burst, or works, for which water is shut off.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ShutdownSent {
    /// Where it is. One of `burst` and `bursts`.
    pub(super) burst: Option<BurstSent>,
    /// Several places that are isolated together.
    pub(super) bursts: Vec<BurstSent>,
    /// Codes of valves that cannot be closed.
    pub(super) inoperable: Vec<String>,
    /// `topo` or `aware`.
    pub(super) mode: Option<String>,
    /// `burst` or `planned`.
    pub(super) kind: Option<String>,
    /// Where it is, in words for the public: a street, no names of people.
    pub(super) place: Option<String>,
    /// When it is to begin (RFC 3339). A burst begins at once, if nobody says otherwise: the job is under way from then on.
    pub(super) planned_from: Option<String>,
    /// When it is to be over; left out as long as nobody knows.
    pub(super) planned_to: Option<String>,
    /// How many hours it is to take, where nobody says until when: counted from its beginning by the server's clock.
    pub(super) planned_hours: Option<f64>,
    /// For staff.
    pub(super) remark: Option<String>,
    /// Longitude and latitude the crew starts from.
    pub(super) start: Option<[f64; 2]>,
    /// The commit of the isolation its sender saw.
    pub(super) data_revision: Option<u64>,
    /// The graph of the isolation its sender saw, as that answer calls it. Needed. If it is another by now, valves and customers must be the same.
    pub(super) graph: Option<String>,
    /// The valves to close its sender saw.
    pub(super) valves_to_close: Option<Vec<String>>,
    /// The customers its sender saw.
    pub(super) customers: Option<CustomerCounts>,
    /// The id of a job whose place it takes: that one is called off in the same commit, and its valves are this one's.
    pub(super) replaces: Option<u64>,
}

/// `POST /v1/networks/{network}/shutdowns/{shutdownId}/steps`
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct StepSent {
    /// `start`, `close_valve`, `open_valve`, `finish` or `cancel`.
    pub(super) step: String,
    /// The code of the valve that was closed or opened.
    #[serde(default)]
    pub(super) valve: Option<String>,
    /// When it was done (RFC 3339), if not now. A clock that is up to a day ahead counts as now, and a warning says so.
    #[serde(default)]
    pub(super) at: Option<String>,
    /// For staff.
    #[serde(default)]
    pub(super) remark: Option<String>,
    /// The version of the job its sender saw: refused if it is another by now.
    #[serde(default)]
    pub(super) version: Option<u64>,
    /// With `finish`: valves that were closed for the job and still are stay closed. Refused without as long as there are any.
    #[serde(default)]
    pub(super) leave_closed: bool,
}

/// `GET /v1/networks/{network}/shutdowns`
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ShutdownList {
    /// The commit it is true for.
    pub(super) revision: u64,
    pub(super) network: String,
    /// How many there are on all pages.
    pub(super) number_matched: usize,
    /// By id.
    pub(super) shutdowns: Vec<ShutdownDocument>,
    /// The next page, if there is one.
    pub(super) links: Vec<Link>,
}

/// One job. The public sees what stands before `version`.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub(super) struct ShutdownDocument {
    pub(super) id: u64,
    pub(super) code: Option<String>,
    pub(super) network: String,
    /// `burst` or `planned`.
    pub(super) kind: Option<String>,
    /// `planned`, `active`, `ended` or, for staff, `cancelled`.
    pub(super) state: Option<String>,
    /// In words.
    pub(super) place: Option<String>,
    pub(super) planned: SpanDocument,
    /// As it was.
    pub(super) real: SpanDocument,
    /// As of when it was confirmed.
    pub(super) customers: CustomerCounts,
    /// The ground around the pipes that go dry: a `MultiPolygon` in degrees; null where the network has no place on the earth.
    #[schemars(with = "Option<std::collections::BTreeMap<String, Json>>")]
    pub(super) geometry: Json,
    /// The commit that last changed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) version: Option<u64>,
    /// The commit that valves and customers are true for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) data_revision: Option<i64>,
    /// The graph they were found in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) graph: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) mode: Option<String>,
    /// What was asked, by code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) asked: Option<AskedStored>,
    /// In the order the crew drives to them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) valves: Option<Vec<CrewValve>>,
    /// Those of them that were closed for the job and still are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) still_shut: Option<Vec<String>>,
    /// Who confirmed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) who: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) remark: Option<String>,
    /// Other jobs it meets in time and zone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) overlaps: Option<Vec<OverlapDocument>>,
    /// What was asked, answered by the network as it is now, had the job turned no valve yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) isolation: Option<IsolationDocument>,
    /// What is different in the network since it was confirmed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) since: Option<SinceDocument>,
    /// What is to be kept in mind.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) warnings: Vec<ShutdownWarning>,
}

/// A job's question, asked of the network as it is now, against what was confirmed. Lists of ids ascend.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct SinceDocument {
    /// The graph as it is now.
    pub(super) graph: String,
    /// The commit it is true for.
    pub(super) data_revision: u64,
    /// False as long as valves and customers are those that were confirmed.
    pub(super) is_different: bool,
    /// Valves to close that are not on the crew's list.
    pub(super) valves_added: Vec<String>,
    /// Valves on the crew's list that nobody turned and that need no closing any more.
    pub(super) valves_dropped: Vec<String>,
    pub(super) customers: CustomerCounts,
}

/// From when to when, in UTC (RFC 3339).
#[derive(Debug, Default, Serialize, JsonSchema)]
pub(super) struct SpanDocument {
    pub(super) from: Option<String>,
    pub(super) to: Option<String>,
}

/// Each customer is counted once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CustomerCounts {
    /// In what is isolated.
    pub(super) direct: i64,
    /// Outside.
    pub(super) unintended: i64,
}

/// A valve of a job.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct CrewValve {
    pub(super) valve: String,
    /// `open` or `closed`, as it stands; none of one that is no longer there.
    pub(super) position: Option<&'static str>,
    pub(super) operable: Option<bool>,
    pub(super) accessible: Option<bool>,
    /// Longitude and latitude.
    pub(super) at: Option<[f64; 2]>,
    /// When it was last closed for this job, and by whom.
    pub(super) closed_at: Option<String>,
    pub(super) closed_by: Option<String>,
    /// When it was last opened for this job.
    pub(super) opened_at: Option<String>,
    pub(super) opened_by: Option<String>,
}

/// Another job that this one meets. Lists of ids ascend.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct OverlapDocument {
    /// Its id.
    pub(super) shutdown: u64,
    pub(super) code: Option<String>,
    pub(super) state: Option<String>,
    pub(super) from: String,
    pub(super) to: Option<String>,
    /// Edges that go dry for both.
    pub(super) edges: Vec<String>,
    /// Edges that only both together dry out.
    pub(super) extra_edges: Vec<String>,
    /// How many customers lose their water only to both together.
    pub(super) extra_customers: usize,
    /// The first of them, by code.
    pub(super) extra_connections: Vec<String>,
    /// All who lose their water, had both been confirmed as one job.
    pub(super) together: CustomerCounts,
    /// The valves that both together need closed.
    pub(super) valves_to_close: Vec<String>,
}

/// What is to be kept in mind.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ShutdownWarning {
    pub(super) code: &'static str,
    pub(super) text: String,
}
