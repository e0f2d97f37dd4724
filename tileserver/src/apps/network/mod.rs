//! Networks over HTTP: bursts isolated, traces, segments, zones, how devices are, and jobs for which water is shut off.

mod codes;
mod device;
pub(crate) mod isolation;
mod list;
mod meters;
mod offline;
mod places;
mod seen;
pub(crate) mod segments;
mod shutdowns;
pub(crate) mod trace;
mod wire;
pub(crate) mod zones;

use network::{Networks, ROOM, Readings};

use crate::apps::network::places::{
    AFTER, DEVICE, DEVICE_ID, GRAPH, ISOLATION, MAY_OPERATE, MAY_READ_METERS, NETWORK, NETWORKS, SEGMENTS, TRACE,
    VALVES, ZONES,
};
use crate::http::parts::part::{Endpoint, Part};
use crate::http::served::models::KeptModel;
use crate::http::served::site::App;
use crate::ogc::LIMIT;
use crate::openapi::shared::{F, LANG};
use crate::openapi::{Answer, Body, Described, Operation, of};

use isolation::IsolationDocument;
use wire::{DeviceDocument, DeviceSent, GraphDocument, NetworkList, SegmentList, TraceDocument, ValveList, ZoneList};

static LISTED: &[&dyn Described] = &[&LIMIT, &AFTER, &F, &LANG];
static OF_DEVICE: &[&dyn Described] = &[&NETWORK, &DEVICE_ID];
static SHOWN_DEVICE: &[&dyn Described] = &[&NETWORK, &DEVICE_ID, &F, &LANG];

const LIST: Operation = Operation::new("api-networks", Answer::document::<NetworkList>()).takes(LISTED);
const TRACING: Operation = Operation::new("api-network-trace", Answer::document::<TraceDocument>())
    .takes(trace::PARAMETERS)
    .refuses(&[404, 422]);
const ISOLATING: Operation = Operation::new("api-network-isolation", Answer::document::<IsolationDocument>())
    .takes(isolation::PARAMETERS)
    .refuses(&[404, 422]);
const SEGMENTING: Operation = Operation::new("api-network-segments", Answer::document::<SegmentList>())
    .takes(segments::PARAMETERS)
    .refuses(&[404]);
const RANKING: Operation =
    Operation::new("api-network-valves", Answer::document::<ValveList>()).takes(segments::PARAMETERS).refuses(&[404]);
const ZONING: Operation =
    Operation::new("api-network-zones", Answer::document::<ZoneList>()).takes(zones::PARAMETERS).refuses(&[404]);
const TAKING: Operation = Operation::new("api-network-graph", Answer::document::<GraphDocument>())
    .takes(offline::PARAMETERS)
    .refuses(&[404, 422]);
const SHOW: Operation = Operation::new("api-network-device-shown", Answer::document::<DeviceDocument>())
    .takes(SHOWN_DEVICE)
    .refuses(&[404]);
const TURN: Operation = Operation::new(
    "api-network-device",
    Answer::new(200, "api-answer-device", &[("application/json", of::<DeviceDocument>)]),
)
.takes(OF_DEVICE)
.sent(Body::json::<DeviceSent>())
.refuses(&[401, 403, 404, 409, 422]);

/// The part.
pub(super) fn part() -> Part {
    Part::of(
        [
            Endpoint::at(NETWORKS, "networks").get(list::networks, LIST),
            Endpoint::at(TRACE, "network_trace").get(trace::trace, TRACING),
            Endpoint::at(ISOLATION, "network_isolation").get(isolation::isolate, ISOLATING),
            Endpoint::at(SEGMENTS, "network_segments").get(segments::segments, SEGMENTING),
            Endpoint::at(VALVES, "network_valves").get(segments::valves, RANKING),
            Endpoint::at(ZONES, "network_zones").get(zones::zones, ZONING),
            Endpoint::at(GRAPH, "network_graph").get(offline::whole, TAKING),
            Endpoint::at(DEVICE, "network_device").get(device::tell, SHOW).post(device::turn, TURN),
        ]
        .into_iter()
        .chain(shutdowns::endpoints())
        .chain(meters::endpoints()),
    )
    .with_app(App { name: "water", title: "portal-app-water", about: "portal-app-water-about" })
    .with_model(|_| KeptModel::new::<Networks>(()))
    .asks::<Networks>()
    .with_model(|_| KeptModel::new::<Readings>(()))
    .asks::<Readings>()
    .with_powers(ROOM, &[MAY_OPERATE, MAY_READ_METERS])
}
