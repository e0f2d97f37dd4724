//! Rows somebody ticked: `ids=7,3,31`.

use serde_json::{Value as Json, json};
use spatial_core::layer::FeatureId;
use spatial_core::message::Message;

use crate::config::Limits;
use crate::openapi::{Domain, Parameter};

/// Rows that may be named: they stand in an address, of which a browser and what lies between take some thousand letters.
const MOST: usize = 500;

/// Which rows, in which order.
pub(crate) static IDS: Parameter<Ids> = Parameter::query("ids", Ids).about("api-parameter-rows-ids");

/// Ids with a comma between, each once.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ids;

impl Domain for Ids {
    type Value = Vec<FeatureId>;

    fn read(&self, text: &str) -> Option<Vec<FeatureId>> {
        let mut ids: Vec<FeatureId> = Vec::new();
        for part in text.split(',') {
            let is_number = !part.is_empty() && part.bytes().all(|digit| digit.is_ascii_digit());
            let id = FeatureId(part.parse().ok().filter(|_| is_number)?);
            if !ids.contains(&id) {
                ids.push(id);
            }
            if ids.len() > MOST {
                return None;
            }
        }
        Some(ids)
    }

    fn expected(&self) -> Message {
        Message::new("problem-expected-ids").with("most", MOST)
    }

    fn schema(&self, _: &Limits) -> Json {
        json!({ "type": "string", "pattern": "^[0-9]{1,19}(,[0-9]{1,19})*$" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_read_in_their_order_each_once() {
        assert_eq!(Ids.read("7,3,7,31"), Some([7, 3, 31].map(FeatureId).to_vec()));
        for bad in ["", ",", "7,", "a", "-1", "1.5", "+3", "99999999999999999999"] {
            assert_eq!(Ids.read(bad), None, "{bad}");
        }
        let many = |count: usize| (1..=count).map(|id| id.to_string()).collect::<Vec<_>>().join(",");
        assert_eq!(Ids.read(&many(MOST)).map(|ids| ids.len()), Some(MOST));
        assert_eq!(Ids.read(&many(MOST + 1)), None);
    }
}
