//! `/v1/imports`: a file is sent, checked by a plan, and brought in as it was checked; the server goes on when the page is closed.
//!
//! In reading order: `receive` (the file comes), `ask` (list, check, confirm, forget), `findings`, `refusal`, `remedy`, `wire` with `sent` (what answers and plans
//! look like), `keep` (what is done beside the requests).

mod ask;
mod findings;
mod keep;
mod receive;
mod refusal;
mod remedy;
mod sent;
mod wire;

use super::places::{CHECK, CONFIRM, FINDING_POINTS, FINDINGS, IMPORT, IMPORT_ID, IMPORTS};
use crate::http::parts::part::{Endpoint, Serves};
use crate::http::wire::features::geojson::GEOJSON;
use crate::openapi::shared::LANG;
use crate::openapi::{Answer, Body, Described, Operation, binary, of};

pub(super) use keep::keep;
use sent::{ConfirmSent, ImportPlanSent};
use wire::{FindingList, FindingPoints, ImportDocument, ImportList};

static SPOKEN: &[&dyn Described] = &[&LANG];
static OF_IMPORT: &[&dyn Described] = &[&IMPORT_ID, &LANG];

const ONE: Answer = Answer::json::<ImportDocument>("api-answer-import");
const ASKED: Answer = Answer::new(202, "api-answer-import-asked", &[("application/json", of::<ImportDocument>)]);

const LIST: Operation =
    Operation::new("api-imports", Answer::json::<ImportList>("api-answer-imports")).takes(SPOKEN).refuses(&[401, 403]);
const RECEIVE: Operation = Operation::new(
    "api-import-receive",
    Answer::new(201, "api-answer-import-received", &[("application/json", of::<ImportDocument>)]),
)
.takes(receive::PARAMETERS)
.sent(Body::new(&[("application/octet-stream", binary)]))
.refuses(&[401, 403, 408, 409, 413, 422]);
const SHOW: Operation = Operation::new("api-import", ONE).takes(OF_IMPORT).refuses(&[401, 403, 404]);
const CHECKED: Operation = Operation::new("api-import-check", ASKED)
    .takes(OF_IMPORT)
    .sent(Body::json::<ImportPlanSent>())
    .refuses(&[401, 403, 404, 409, 422]);
const CONFIRMED: Operation = Operation::new("api-import-confirm", ASKED)
    .takes(OF_IMPORT)
    .sent(Body::json::<ConfirmSent>())
    .refuses(&[401, 403, 404, 409, 422]);
const FORGET: Operation = Operation::new("api-import-forget", Answer::bare(204, "api-answer-import-forgotten"))
    .takes(OF_IMPORT)
    .refuses(&[401, 403, 404, 409]);
const FOUND: Operation =
    Operation::new("api-import-findings", Answer::json::<FindingList>("api-answer-import-findings"))
        .takes(findings::PARAMETERS)
        .refuses(&[401, 403, 404]);
const POINTS: Operation = Operation::new(
    "api-import-finding-points",
    Answer::new(200, "api-answer-geojson", &[(GEOJSON, of::<FindingPoints>)]),
)
.takes(OF_IMPORT)
.refuses(&[401, 403, 404]);

/// Its addresses.
pub(super) fn endpoints() -> impl Iterator<Item = Endpoint> {
    [
        Endpoint::at(IMPORTS, "imports")
            .serves(Serves::Delivery)
            .get(ask::list, LIST)
            .post(receive::receive, RECEIVE)
            .counted("import_receive"),
        Endpoint::at(IMPORT, "import").get(ask::one, SHOW).delete(ask::forget, FORGET),
        Endpoint::at(CHECK, "import_check").post(ask::check, CHECKED),
        Endpoint::at(CONFIRM, "import_confirm").post(ask::confirm, CONFIRMED),
        Endpoint::at(FINDINGS, "import_findings").get(findings::page, FOUND),
        Endpoint::at(FINDING_POINTS, "import_findings").get(findings::points, POINTS),
    ]
    .into_iter()
}
