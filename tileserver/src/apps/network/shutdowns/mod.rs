//! `/v1/networks/{network}/shutdowns`: jobs for which water is shut off.
//!
//! In reading order: `wire` and `sent` (what is sent), `stored` (what rows keep as JSON), `record` (a row, and what is told of it),
//! `confirm` (a burst that somebody confirmed becomes a job), `replace` (in the place of another one), `meeting` (jobs that meet in time and
//! zone), `same` (those on one segment), `steps` (a job goes on), `list` (jobs as the public and as staff see them), `notices` (who is to be told), `refusal` (why not).

mod confirm;
mod list;
mod meeting;
mod notices;
mod record;
mod refusal;
mod replace;
mod same;
mod sent;
mod steps;
mod stored;
mod wire;

use crate::apps::network::isolation::BURST;
use crate::apps::network::places::{
    BURST_AT, BURST_DEVICE, BURST_EDGE, BURST_NODE, INOPERABLE, MODE, NETWORK, NOTICES, SHUTDOWN, SHUTDOWN_ID,
    SHUTDOWN_LIST, STATE, STEPS, WITHIN,
};
use crate::http::parts::part::Endpoint;
use crate::ogc::{AFTER, LIMIT};
use crate::openapi::shared::{F, LANG};
use crate::openapi::{Answer, Body, Described, Operation, of, text};

use wire::{ShutdownDocument, ShutdownList, ShutdownSent, StepSent};

static CONFIRMED: &[&dyn Described] = &[&NETWORK];
static LISTED: &[&dyn Described] = &[
    &NETWORK,
    &STATE,
    &BURST_EDGE,
    &BURST_NODE,
    &BURST_DEVICE,
    &BURST_AT,
    &WITHIN,
    &BURST,
    &INOPERABLE,
    &MODE,
    &LIMIT,
    &AFTER,
    &F,
    &LANG,
];
static SHOWN: &[&dyn Described] = &[&NETWORK, &SHUTDOWN_ID, &F, &LANG];
static STEPPED: &[&dyn Described] = &[&NETWORK, &SHUTDOWN_ID];
static NOTIFIED: &[&dyn Described] = &[&NETWORK, &SHUTDOWN_ID, &LANG];

const CONFIRM: Operation = Operation::new(
    "api-network-shutdown-confirm",
    Answer::new(201, "api-answer-shutdown", &[("application/json", of::<ShutdownDocument>)]),
)
.takes(CONFIRMED)
.sent(Body::json::<ShutdownSent>())
.refuses(&[400, 401, 403, 404, 409, 422]);
const LIST: Operation =
    Operation::new("api-network-shutdowns", Answer::document::<ShutdownList>()).takes(LISTED).refuses(&[401, 404, 422]);
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
        Endpoint::at(SHUTDOWN_LIST, "network_shutdowns").get(list::list, LIST).post(confirm::confirm, CONFIRM),
        Endpoint::at(SHUTDOWN, "network_shutdown").get(list::show, SHOW),
        Endpoint::at(STEPS, "network_shutdown_steps").post(steps::step, STEP),
        Endpoint::at(NOTICES, "network_shutdown_notices").get(notices::notices, NOTIFY),
    ]
}
