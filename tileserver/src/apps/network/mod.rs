//! Networks over HTTP: bursts isolated, traces, segments, zones, how devices are, and jobs for which water is shut off.

mod codes;
mod device;
pub(crate) mod isolation;
mod list;
mod offline;
mod seen;
mod segments;
mod shutdowns;
mod trace;
mod wire;
mod zones;

use network::{LONGEST_NETWORK_NAME, Mode, Networks, ROOM};

use crate::http::parts::part::{Endpoint, Part};
use crate::http::served::models::KeptModel;
use crate::http::served::site::App;
use crate::ogc::LIMIT;
use crate::openapi::shared::{F, LANG};
use crate::openapi::{Answer, Body, Count, Described, Most, OneOf, Operation, Parameter, Text, Whole, of};

use isolation::IsolationDocument;
use wire::{DeviceDocument, DeviceSent, GraphDocument, NetworkList, SegmentList, TraceDocument, ValveList, ZoneList};

/// All networks.
const NETWORKS: &str = "/v1/networks";
/// What hangs together with an edge.
const TRACE: &str = "/v1/networks/{network}/trace";
/// What a burst takes.
const ISOLATION: &str = "/v1/networks/{network}/isolation";
/// All segments.
const SEGMENTS: &str = "/v1/networks/{network}/segments";
/// All valves.
const VALVES: &str = "/v1/networks/{network}/valves";
/// Computed zones.
const ZONES: &str = "/v1/networks/{network}/zones";
/// The whole network as data.
const GRAPH: &str = "/v1/networks/{network}/graph";
/// One device.
const DEVICE: &str = "/v1/networks/{network}/devices/{deviceId}";

/// The power to turn devices.
const MAY_OPERATE: &str = "operate";

/// What drafts accept, addresses do.
const NETWORK_NAME: Text = Text { longest: LONGEST_NETWORK_NAME };
static NETWORK: Parameter<Text> = Parameter::path("network", NETWORK_NAME).about("api-parameter-network");
static DEVICE_ID: Parameter<Text> = Parameter::path("deviceId", Text { longest: 256 }).about("api-parameter-device");
static MODE: Parameter<OneOf<Mode>> = Parameter::query(
    "mode",
    OneOf {
        words: &[(Mode::Topo.as_str(), Mode::Topo), (Mode::Aware.as_str(), Mode::Aware)],
        expected: "problem-expected-mode",
    },
)
.about("api-parameter-mode");
/// Behind which network a page begins.
static AFTER: Parameter<Text> = Parameter::query("after", NETWORK_NAME).about("api-parameter-after-network");
/// How many ids of each kind stand on a page of a trace: ten thousand of each take 300 kB.
static IDS: Parameter<Count> =
    Parameter::query("limit", Count { usual: MOST_IDS, most: Most::Always(MOST_IDS) }).about("api-parameter-limit-ids");
const MOST_IDS: u32 = 10_000;
/// How many of each stand on the pages before.
static OFFSET: Parameter<Whole> =
    Parameter::query("offset", Whole { least: 0, most: u32::MAX }).about("api-parameter-offset");
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
        .chain(shutdowns::endpoints()),
    )
    .with_app(App { name: "network", title: "portal-app-network", about: "portal-app-network-about" })
    .with_model(|_| KeptModel::new::<Networks>(()))
    .asks::<Networks>()
    .with_powers(ROOM, &[MAY_OPERATE])
}
