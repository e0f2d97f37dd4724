//! `/v1/networks/{network}/shutdowns`: jobs for which water is shut off.
//!
//! In reading order: `wire` and `sent` (what is sent), `stored` (what rows keep as JSON), `record` (a row, and what is told of it),
//! `confirm` (a burst that somebody confirmed becomes a job), `meeting` (jobs that meet in time and zone), `steps` (a job goes on), `list`
//! (jobs as the public and as staff see them), `notices` (who is to be told), `refusal` (why not).

mod confirm;
mod list;
mod meeting;
mod notices;
mod record;
mod refusal;
mod sent;
mod steps;
mod stored;
mod wire;

use network::shutdown::ShutdownState;

use super::NETWORK;
use crate::http::parts::part::Endpoint;
use crate::ogc::{AFTER, LIMIT};
use crate::openapi::shared::{F, LANG};
use crate::openapi::{Answer, Body, Described, Id, OneOf, Operation, Parameter, of, text};

use wire::{ShutdownDocument, ShutdownList, ShutdownSent, StepSent};

/// All jobs.
const SHUTDOWNS: &str = "/v1/networks/{network}/shutdowns";
/// One of them.
const SHUTDOWN: &str = "/v1/networks/{network}/shutdowns/{shutdownId}";
/// What it goes through.
const STEPS: &str = "/v1/networks/{network}/shutdowns/{shutdownId}/steps";
/// Whom it takes water from.
const NOTICES: &str = "/v1/networks/{network}/shutdowns/{shutdownId}/notices.csv";

static SHUTDOWN_ID: Parameter<Id> =
    Parameter::path("shutdownId", Id { least: 1, expected: "problem-expected-shutdown" })
        .about("api-parameter-shutdown");
static STATE: Parameter<OneOf<ShutdownState>> = Parameter::query(
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

static CONFIRMED: &[&dyn Described] = &[&NETWORK];
static LISTED: &[&dyn Described] = &[&NETWORK, &STATE, &LIMIT, &AFTER, &F, &LANG];
static SHOWN: &[&dyn Described] = &[&NETWORK, &SHUTDOWN_ID, &F, &LANG];
static STEPPED: &[&dyn Described] = &[&NETWORK, &SHUTDOWN_ID];
static NOTIFIED: &[&dyn Described] = &[&NETWORK, &SHUTDOWN_ID, &LANG];

const CONFIRM: Operation = Operation::new(
    "api-network-shutdown-confirm",
    Answer::new(201, "api-answer-shutdown", &[("application/json", of::<ShutdownDocument>)]),
)
.takes(CONFIRMED)
.sent(Body::json::<ShutdownSent>())
.refuses(&[401, 403, 404, 409, 422]);
const LIST: Operation =
    Operation::new("api-network-shutdowns", Answer::document::<ShutdownList>()).takes(LISTED).refuses(&[404]);
const SHOW: Operation =
    Operation::new("api-network-shutdown", Answer::document::<ShutdownDocument>()).takes(SHOWN).refuses(&[404]);
const STEP: Operation = Operation::new(
    "api-network-shutdown-step",
    Answer::new(200, "api-answer-shutdown", &[("application/json", of::<ShutdownDocument>)]),
)
.takes(STEPPED)
.sent(Body::json::<StepSent>())
.refuses(&[401, 403, 404, 409, 422]);
const NOTIFY: Operation = Operation::new(
    "api-network-shutdown-notices",
    Answer::new(200, "api-answer-shutdown-notices", &[("text/csv", text)]),
)
.takes(NOTIFIED)
.refuses(&[401, 404, 422]);

/// The addresses.
pub(super) fn endpoints() -> [Endpoint; 4] {
    [
        Endpoint::at(SHUTDOWNS, "network_shutdowns").get(list::list, LIST).post(confirm::confirm, CONFIRM),
        Endpoint::at(SHUTDOWN, "network_shutdown").get(list::show, SHOW),
        Endpoint::at(STEPS, "network_shutdown_steps").post(steps::step, STEP),
        Endpoint::at(NOTICES, "network_shutdown_notices").get(notices::notices, NOTIFY),
    ]
}
