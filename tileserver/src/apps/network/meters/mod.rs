//! Meters in the field: `/v1/networks/{network}/rounds`, the meters of one, and what is read off them.
//!
//! In reading order: `asked` (who may, and since when), `rounds`, `arrange` (what a round has), `round` (its meters, with all a phone needs to judge without a line),
//! `sent` (readings as they are sent), `send` (taken once however often they are), `told` (what became of each), `history` (of one
//! meter), `wire` (what is answered).

mod arrange;
mod asked;
mod history;
mod round;
mod rounds;
mod send;
mod sent;
mod told;
mod wire;

use crate::apps::network::places::{
    AFTER_ROUND, METER, METER_READINGS, NETWORK, OFFSET, ONE_ROUND, READING_LIST, ROUND, ROUND_METERS, ROUNDS,
};
use crate::http::parts::part::Endpoint;
use crate::ogc::LIMIT;
use crate::openapi::shared::{F, LANG};
use crate::openapi::{Answer, Body, Described, Operation, of};

use asked::SINCE;
use sent::ReadingsSent;
use wire::{MeterList, ReadingList, ReadingsTaken, RoundArranged, RoundList, RoundSent};

static LISTED: &[&dyn Described] = &[&NETWORK, &SINCE, &LIMIT, &AFTER_ROUND, &F, &LANG];
static OF_ROUND: &[&dyn Described] = &[&NETWORK, &ROUND, &SINCE, &F, &LANG];
static OF_METER: &[&dyn Described] = &[&NETWORK, &METER, &LIMIT, &OFFSET, &F, &LANG];
static ARRANGED: &[&dyn Described] = &[&NETWORK, &ROUND, &LANG];
static SENT: &[&dyn Described] = &[&NETWORK, &LANG];

const LIST: Operation =
    Operation::new("api-network-rounds", Answer::document::<RoundList>()).takes(LISTED).refuses(&[401, 403, 404]);
const ARRANGE: Operation = Operation::new(
    "api-network-round",
    Answer::new(200, "api-answer-round", &[("application/json", of::<RoundArranged>)]),
)
.takes(ARRANGED)
.sent(Body::json::<RoundSent>())
.refuses(&[401, 403, 404, 409, 422]);
const WALK: Operation = Operation::new("api-network-round-meters", Answer::document::<MeterList>())
    .takes(OF_ROUND)
    .refuses(&[401, 403, 404, 422]);
const SEND: Operation = Operation::new(
    "api-network-readings",
    Answer::new(200, "api-answer-readings", &[("application/json", of::<ReadingsTaken>)]),
)
.takes(SENT)
.sent(Body::json::<ReadingsSent>())
.refuses(&[401, 403, 404, 409, 422]);
const LOOK_BACK: Operation = Operation::new("api-network-meter-readings", Answer::document::<ReadingList>())
    .takes(OF_METER)
    .refuses(&[401, 403, 404]);

/// The addresses.
pub(super) fn endpoints() -> [Endpoint; 5] {
    [
        Endpoint::at(ROUNDS, "network_rounds").get(rounds::rounds, LIST),
        Endpoint::at(ONE_ROUND, "network_round").put(arrange::arrange, ARRANGE),
        Endpoint::at(ROUND_METERS, "network_round_meters").get(round::meters, WALK),
        Endpoint::at(READING_LIST, "network_readings").post(send::send, SEND),
        Endpoint::at(METER_READINGS, "network_meter_readings").get(history::readings, LOOK_BACK),
    ]
}
