//! For operators: is it alive, is it ready, what does it count.

use crate::http::handlers::health;
use crate::http::parts::part::{Endpoint, Part, Serves};
use crate::http::paths;
use crate::http::wire::ready::Ready;
use crate::openapi::shared::LANG;
use crate::openapi::{Answer, Described, Operation, Others, text};

static SPOKEN: &[&dyn Described] = &[&LANG];

const TEXT: Answer = Answer::new(200, "api-answer-text", &[("text/plain", text)]);
const LIVE: Operation = Operation::new("api-live", TEXT);
const READY: Operation =
    Operation::new("api-ready", Answer::json::<Ready>("api-answer-document")).takes(SPOKEN).others(Others::Ignored);
const METRICS: Operation = Operation::new("api-metrics", TEXT);

/// The part.
pub(super) fn part() -> Part {
    Part::of([
        Endpoint::at(paths::LIVE, "health").serves(Serves::Health).get(health::live, LIVE),
        Endpoint::at(paths::READY, "health").serves(Serves::Health).get(health::ready, READY),
        Endpoint::at(paths::METRICS, "metrics").get(health::metrics, METRICS),
    ])
}
