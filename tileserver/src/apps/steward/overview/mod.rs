//! `/v1/desk`: how the server is, what it holds, and what was done; a layer is removed here. `ask` gathers, `log` tells the audit log, `remove`
//! removes, `wire` is how it looks.

mod ask;
mod log;
mod remove;
mod wire;

use super::places::{DESK, DESK_LAYER, EVEN_SO, LOG, LOG_LIMIT};
use crate::http::parts::part::Endpoint;
use crate::http::wire::edit::WHY;
use crate::openapi::shared::{COLLECTION, LANG};
use crate::openapi::{Answer, Described, Operation};
use wire::{DeskDocument, LogDocument};

static SPOKEN: &[&dyn Described] = &[&LANG];
static LINES: &[&dyn Described] = &[&LOG_LIMIT, &LANG];
static LAYER: &[&dyn Described] = &[&COLLECTION, &EVEN_SO, &LANG, &WHY];

const SHOW: Operation =
    Operation::new("api-desk", Answer::json::<DeskDocument>("api-answer-desk")).takes(SPOKEN).refuses(&[401, 403]);
const TELL: Operation = Operation::new("api-desk-log", Answer::json::<LogDocument>("api-answer-desk-log"))
    .takes(LINES)
    .refuses(&[401, 403]);

const REMOVE: Operation = Operation::new("api-desk-layer-remove", Answer::bare(204, "api-answer-layer-removed"))
    .takes(LAYER)
    .refuses(&[401, 403, 404, 405, 409]);

/// Its addresses.
pub(super) fn endpoints() -> impl Iterator<Item = Endpoint> {
    [
        Endpoint::at(DESK, "desk").get(ask::desk, SHOW),
        Endpoint::at(LOG, "desk").get(log::log, TELL),
        Endpoint::at(DESK_LAYER, "layer_edit").delete(remove::remove, REMOVE),
    ]
    .into_iter()
}
