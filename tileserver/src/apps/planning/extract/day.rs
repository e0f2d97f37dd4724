//! `?as_of=2026-03-02&revision=8412`: the day a question is about, and the commit that is asked.

use serde_json::{Value as Json, json};
use spatial_core::layer::{FieldType, Value};
use spatial_core::message::Message;

use crate::config::Limits;
use crate::openapi::{Domain, Parameter, Whole};

/// The day; today in Vietnam without it.
pub(in crate::apps::planning) static AS_OF: Parameter<Day> =
    Parameter::query("as_of", Day).about("api-parameter-as-of");

/// The commit whose register answers, as far back as changes are kept (`[store] changes_days`); the newest without it.
pub(super) static REVISION: Parameter<Whole> =
    Parameter::query("revision", Whole { least: 0, most: u32::MAX }).about("api-parameter-extract-revision");

/// A day of the calendar (ISO 8601).
#[derive(Debug, Clone, Copy)]
pub(in crate::apps::planning) struct Day;

impl Domain for Day {
    type Value = String;

    fn read(&self, text: &str) -> Option<String> {
        FieldType::Date.accepts(&Value::text(text)).then(|| text.to_owned())
    }

    fn expected(&self) -> Message {
        Message::new("problem-expected-day")
    }

    fn schema(&self, _: &Limits) -> Json {
        json!({ "type": "string", "format": "date" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_one_of_the_calendar() {
        assert_eq!(Day.read("2024-02-29").as_deref(), Some("2024-02-29"));
        for bad in ["", "2026-02-29", "2026-13-01", "02/03/2026", "2026-03-02T00:00:00Z", "today"] {
            assert_eq!(Day.read(bad), None, "{bad}");
        }
    }
}
