//! Where programs start: the first page, what we conform to, the API document.

use crate::http::handlers::web::landing;
use crate::http::parts::part::{Endpoint, Part, Serves};
use crate::http::paths;
use crate::http::wire::landing::{Conformance, Landing};
use crate::openapi::shared::{F, LANG};
use crate::openapi::{Answer, Described, Operation, Others, object, text};

static SHOWN: &[&dyn Described] = &[&F, &LANG];

const LANDING: Operation =
    Operation::new("api-landing", Answer::document::<Landing>()).takes(SHOWN).others(Others::Ignored);
const CONFORMANCE: Operation = Operation::new("api-conformance", Answer::document::<Conformance>()).takes(SHOWN);
const API: Operation = Operation::new(
    "api-api",
    Answer::new(200, "api-answer-document", &[(landing::OPENAPI, object), ("text/html", text)]),
)
.takes(SHOWN);

/// The part.
pub(super) fn part() -> Part {
    Part::of([
        Endpoint::at(paths::HOME, "landing").serves(Serves::Front).get(landing::landing, LANDING),
        Endpoint::at(paths::CONFORMANCE, "api").get(landing::conformance, CONFORMANCE),
        Endpoint::at(paths::API, "api").get(landing::api, API),
    ])
}
