//! What changed, as it happens.

use crate::http::handlers::changes;
use crate::http::parts::part::{Endpoint, Part};
use crate::http::paths;
use crate::openapi::{Answer, Operation, event};

const CHANGES: Operation =
    Operation::new("api-changes", Answer::new(200, "api-answer-events", &[("text/event-stream", event)]))
        .takes(changes::PARAMETERS);

/// The part.
pub(super) fn part() -> Part {
    Part::of([Endpoint::at(paths::CHANGES, "changes").get(changes::stream, CHANGES)])
}
