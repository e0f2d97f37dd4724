//! `/v1/desk`: how the server is, what it holds, and what was done. `ask` gathers, `log` tells the audit log, `wire` is how it looks.

mod ask;
mod log;
mod wire;

use super::places::{DESK, LOG, LOG_LIMIT};
use crate::http::parts::part::Endpoint;
use crate::openapi::shared::LANG;
use crate::openapi::{Answer, Described, Operation};
use wire::{DeskDocument, LogDocument};

static SPOKEN: &[&dyn Described] = &[&LANG];
static LINES: &[&dyn Described] = &[&LOG_LIMIT, &LANG];

const SHOW: Operation =
    Operation::new("api-desk", Answer::json::<DeskDocument>("api-answer-desk")).takes(SPOKEN).refuses(&[401, 403]);
const TELL: Operation = Operation::new("api-desk-log", Answer::json::<LogDocument>("api-answer-desk-log"))
    .takes(LINES)
    .refuses(&[401, 403]);

/// Its addresses.
pub(super) fn endpoints() -> impl Iterator<Item = Endpoint> {
    [Endpoint::at(DESK, "desk").get(ask::desk, SHOW), Endpoint::at(LOG, "desk").get(log::log, TELL)].into_iter()
}
