//! Where networks are asked, and by which parameters.

use network::shutdown::ShutdownState;
use network::{LONGEST_NETWORK_NAME, Mode};

use crate::openapi::{Count, Degrees, Id, Metres, Most, OneOf, Parameter, Text, Whole};

/// All networks.
pub(super) const NETWORKS: &str = "/v1/networks";
/// What hangs together with an edge.
pub(super) const TRACE: &str = "/v1/networks/{network}/trace";
/// What a burst takes.
pub(super) const ISOLATION: &str = "/v1/networks/{network}/isolation";
/// All segments.
pub(super) const SEGMENTS: &str = "/v1/networks/{network}/segments";
/// All valves.
pub(super) const VALVES: &str = "/v1/networks/{network}/valves";
/// Computed zones.
pub(super) const ZONES: &str = "/v1/networks/{network}/zones";
/// The whole network as data.
pub(super) const GRAPH: &str = "/v1/networks/{network}/graph";
/// One device.
pub(super) const DEVICE: &str = "/v1/networks/{network}/devices/{deviceId}";

/// The power to turn devices.
pub(super) const MAY_OPERATE: &str = "operate";

/// Codes of files are short (EPANET: 31 letters); those of registers may be longer.
pub(super) const CODE: Text = Text { longest: 256 };
/// What drafts accept, addresses do.
pub(super) const NETWORK_NAME: Text = Text { longest: LONGEST_NETWORK_NAME };
pub(super) static NETWORK: Parameter<Text> = Parameter::path("network", NETWORK_NAME).about("api-parameter-network");
pub(super) static DEVICE_ID: Parameter<Text> = Parameter::path("deviceId", CODE).about("api-parameter-device");
pub(super) static MODE: Parameter<OneOf<Mode>> = Parameter::query(
    "mode",
    OneOf {
        words: &[(Mode::Topo.as_str(), Mode::Topo), (Mode::Aware.as_str(), Mode::Aware)],
        expected: "problem-expected-mode",
    },
)
.about("api-parameter-mode");
/// Behind which network a page begins.
pub(super) static AFTER: Parameter<Text> = Parameter::query("after", NETWORK_NAME).about("api-parameter-after-network");
/// How many ids of each kind stand on a page of a trace: ten thousand of each take 300 kB.
pub(super) static IDS: Parameter<Count> =
    Parameter::query("limit", Count { usual: MOST_IDS, most: Most::Always(MOST_IDS) }).about("api-parameter-limit-ids");
pub(super) const MOST_IDS: u32 = 10_000;
/// How many of each stand on the pages before.
pub(super) static OFFSET: Parameter<Whole> =
    Parameter::query("offset", Whole { least: 0, most: u32::MAX }).about("api-parameter-offset");

// Places of one kind are repeated; those of several kinds, and places along an edge, are described one by one in `bursts` (`isolation/burst.rs`),
// as in what is sent to make a job.
pub(super) static BURST_EDGE: Parameter<Text> =
    Parameter::repeated_query("edge", CODE).about("api-parameter-burst-edge");
pub(super) static BURST_NODE: Parameter<Text> =
    Parameter::repeated_query("node", CODE).about("api-parameter-burst-node");
pub(super) static BURST_DEVICE: Parameter<Text> =
    Parameter::repeated_query("device", CODE).about("api-parameter-burst-device");
pub(super) static BURST_AT: Parameter<Degrees> =
    Parameter::repeated_query("at", Degrees).about("api-parameter-burst-at");
/// Who is further from a pipe than this has not pointed at one.
pub(super) static WITHIN: Parameter<Metres> =
    Parameter::query("within_m", Metres { usual: 20.0, most: 500.0 }).about("api-parameter-within-m");
pub(super) static INOPERABLE: Parameter<Text> =
    Parameter::repeated_query("inoperable", CODE).about("api-parameter-inoperable");
/// The ground around the pipes that go dry costs more than all else of an answer: it is drawn for who asks for it.
pub(super) static OUTAGE: Parameter<OneOf<bool>> =
    Parameter::query("outage", OneOf::TRUE_OR_FALSE).about("api-parameter-outage");

/// All rounds.
pub(super) const ROUNDS: &str = "/v1/networks/{network}/rounds";
/// One of them.
pub(super) const ONE_ROUND: &str = "/v1/networks/{network}/rounds/{round}";
/// The meters of one.
pub(super) const ROUND_METERS: &str = "/v1/networks/{network}/rounds/{round}/meters";
/// Where readings are sent.
pub(super) const READING_LIST: &str = "/v1/networks/{network}/readings";
/// The readings of one meter.
pub(super) const METER_READINGS: &str = "/v1/networks/{network}/meters/{meter}/readings";

/// The power to read meters: where customers live, and what they use.
pub(super) const MAY_READ_METERS: &str = "read_meters";

pub(super) static ROUND: Parameter<Text> =
    Parameter::path("round", Text { longest: LONGEST_NETWORK_NAME }).about("api-parameter-round");
pub(super) static METER: Parameter<Text> = Parameter::path("meter", CODE).about("api-parameter-meter");
/// Behind which round a page begins.
pub(super) static AFTER_ROUND: Parameter<Text> =
    Parameter::query("after", Text { longest: LONGEST_NETWORK_NAME }).about("api-parameter-after-round");

/// All jobs.
pub(super) const SHUTDOWN_LIST: &str = "/v1/networks/{network}/shutdowns";
/// One of them.
pub(super) const SHUTDOWN: &str = "/v1/networks/{network}/shutdowns/{shutdownId}";
/// What it goes through.
pub(super) const STEPS: &str = "/v1/networks/{network}/shutdowns/{shutdownId}/steps";
/// Whom it takes water from.
pub(super) const NOTICES: &str = "/v1/networks/{network}/shutdowns/{shutdownId}/notices.csv";

pub(super) static SHUTDOWN_ID: Parameter<Id> =
    Parameter::path("shutdownId", Id { least: 1, expected: "problem-expected-shutdown" })
        .about("api-parameter-shutdown");
pub(super) static STATE: Parameter<OneOf<ShutdownState>> = Parameter::query(
    "state",
    OneOf {
        words: &[
            (ShutdownState::Planned.as_str(), ShutdownState::Planned),
            (ShutdownState::Active.as_str(), ShutdownState::Active),
            (ShutdownState::Ended.as_str(), ShutdownState::Ended),
            (ShutdownState::Cancelled.as_str(), ShutdownState::Cancelled),
        ],
        expected: "problem-expected-shutdown-state",
    },
)
.about("api-parameter-shutdown-state");
