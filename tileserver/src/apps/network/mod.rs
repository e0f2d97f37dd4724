//! Networks over HTTP: what hangs together, and turning a device.

mod device;
mod trace;
mod wire;

use network::{LONGEST_NETWORK_NAME, Networks, ROOM};

use crate::http::parts::part::{Endpoint, Part};
use crate::http::served::models::KeptModel;
use crate::http::served::site::App;
use crate::ogc::LIMIT;
use crate::openapi::shared::{F, LANG};
use crate::openapi::{Answer, Body, Count, Described, Id, Most, Operation, Parameter, Text, Whole, of};

use wire::{DeviceSent, DeviceWritten, NetworkList, TraceDocument};

/// All networks.
const NETWORKS: &str = "/v1/networks";
/// What hangs together with an edge.
const TRACE: &str = "/v1/networks/{network}/trace";
/// One device.
const DEVICE: &str = "/v1/networks/{network}/devices/{deviceId}";

/// The power to turn devices.
const MAY_OPERATE: &str = "operate";

/// What drafts accept, addresses do.
const NETWORK_NAME: Text = Text { longest: LONGEST_NETWORK_NAME };
static NETWORK: Parameter<Text> = Parameter::path("network", NETWORK_NAME).about("api-parameter-network");
static DEVICE_ID: Parameter<Id> =
    Parameter::path("deviceId", Id { least: 1, expected: "problem-expected-device" }).about("api-parameter-device");
static FROM: Parameter<Id> = Parameter::needed_query("from", Id { least: 1, expected: "problem-expected-edge" })
    .about("api-parameter-from-edge");
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
static TRACED: &[&dyn Described] = &[&NETWORK, &FROM, &IDS, &OFFSET, &F, &LANG];
static OF_DEVICE: &[&dyn Described] = &[&NETWORK, &DEVICE_ID];

const LIST: Operation = Operation::new("api-networks", Answer::document::<NetworkList>()).takes(LISTED);
const TRACING: Operation =
    Operation::new("api-network-trace", Answer::document::<TraceDocument>()).takes(TRACED).refuses(&[404]);
const TURN: Operation = Operation::new(
    "api-network-device",
    Answer::new(200, "api-answer-device", &[("application/json", of::<DeviceWritten>)]),
)
.takes(OF_DEVICE)
.sent(Body::json::<DeviceSent>())
.refuses(&[401, 403, 404, 409, 422]);

/// The part.
pub(super) fn part() -> Part {
    Part::of([
        Endpoint::at(NETWORKS, "networks").get(trace::networks, LIST),
        Endpoint::at(TRACE, "network_trace").get(trace::trace, TRACING),
        Endpoint::at(DEVICE, "network_device").post(device::turn, TURN),
    ])
    .with_app(App { name: "network", title: "portal-app-network", about: "portal-app-network-about" })
    .with_model(|_| KeptModel::new::<Networks>(()))
    .asks::<Networks>()
    .with_powers(ROOM, &[MAY_OPERATE])
}
