//! What a parameter may be: the values of a text, the words for them, and their schema. Each bound stands here once.

use serde_json::{Value, json};
use spatial_core::layer::FeatureId;
use spatial_core::message::Message;

use crate::config::Limits;

/// The texts that are values of a parameter.
pub(crate) trait Domain {
    /// What a text means.
    type Value;

    /// Its value; `None` if it has none.
    fn read(&self, text: &str) -> Option<Self::Value>;

    /// The words for what a bad value should have been.
    fn expected(&self) -> Message;

    /// The same for programs (JSON Schema as OpenAPI 3.0 has it).
    fn schema(&self, limits: &Limits) -> Value;
}

/// Any text of so many bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Text {
    pub(crate) longest: usize,
}

/// How many of something, from one up. A number beyond all bounds is still a number: it is answered with the most we have.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Count {
    pub(crate) usual: u32,
    pub(crate) most: Most,
}

/// Where a count ends.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Most {
    /// Here, for everybody.
    Always(u32),
    /// Where the settings end a page.
    PageFeatures,
}

/// A whole number between two others.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Whole {
    pub(crate) least: u32,
    pub(crate) most: u32,
}

/// A distance on the ground.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Metres {
    pub(crate) usual: f64,
    pub(crate) most: f64,
}

/// Longitude and latitude.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Degrees;

/// The id of a feature.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Id {
    pub(crate) least: u64,
    /// Id of the words for it.
    pub(crate) expected: &'static str,
}

/// One of some words.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OneOf<T: 'static> {
    pub(crate) words: &'static [(&'static str, T)],
    /// Id of the words for them.
    pub(crate) expected: &'static str,
}

impl OneOf<bool> {
    pub(crate) const TRUE_OR_FALSE: Self =
        Self { words: &[("true", true), ("false", false)], expected: "problem-expected-boolean" };
}

impl Domain for Text {
    type Value = String;

    fn read(&self, text: &str) -> Option<String> {
        (text.len() <= self.longest).then(|| text.to_owned())
    }

    fn expected(&self) -> Message {
        Message::new("problem-expected-shorter").with("most", self.longest)
    }

    fn schema(&self, _: &Limits) -> Value {
        json!({ "type": "string", "maxLength": self.longest })
    }
}

impl Domain for Count {
    type Value = u32;

    fn read(&self, text: &str) -> Option<u32> {
        let is_number = !text.is_empty() && text.bytes().all(|c| c.is_ascii_digit());
        let number = is_number.then(|| text.parse().unwrap_or(u32::MAX)).filter(|number| *number > 0);
        match self.most {
            Most::Always(most) => Some(number?.min(most)),
            Most::PageFeatures => number,
        }
    }

    fn expected(&self) -> Message {
        Message::new("problem-expected-limit")
    }

    fn schema(&self, limits: &Limits) -> Value {
        let most = match self.most {
            Most::Always(most) => most,
            Most::PageFeatures => limits.page_features,
        };
        json!({ "type": "integer", "minimum": 1, "maximum": most, "default": self.usual.min(most) })
    }
}

impl Domain for Whole {
    type Value = u32;

    fn read(&self, text: &str) -> Option<u32> {
        text.parse().ok().filter(|number| (self.least..=self.most).contains(number))
    }

    fn expected(&self) -> Message {
        Message::new("problem-expected-whole").with("least", self.least).with("most", self.most)
    }

    fn schema(&self, _: &Limits) -> Value {
        json!({ "type": "integer", "minimum": self.least, "maximum": self.most })
    }
}

impl Domain for Metres {
    type Value = f64;

    fn read(&self, text: &str) -> Option<f64> {
        text.parse().ok().filter(|metres| (0.0..=self.most).contains(metres))
    }

    fn expected(&self) -> Message {
        Message::new("problem-expected-metres").with("most", self.most)
    }

    fn schema(&self, _: &Limits) -> Value {
        json!({ "type": "number", "minimum": 0, "maximum": self.most, "default": self.usual })
    }
}

impl Domain for Degrees {
    type Value = [f64; 2];

    fn read(&self, text: &str) -> Option<[f64; 2]> {
        let degrees = |text: &str, most: f64| text.trim().parse::<f64>().ok().filter(|degrees| degrees.abs() <= most);
        let (lon, lat) = text.split_once(',')?;
        Some([degrees(lon, 180.0)?, degrees(lat, 90.0)?])
    }

    fn expected(&self) -> Message {
        Message::new("problem-expected-place")
    }

    fn schema(&self, _: &Limits) -> Value {
        json!({ "type": "array", "minItems": 2, "maxItems": 2, "items": { "type": "number" } })
    }
}

impl Domain for Id {
    type Value = FeatureId;

    fn read(&self, text: &str) -> Option<FeatureId> {
        text.parse().ok().filter(|id| (self.least..=FeatureId::LARGEST).contains(id)).map(FeatureId)
    }

    fn expected(&self) -> Message {
        Message::new(self.expected)
    }

    fn schema(&self, _: &Limits) -> Value {
        json!({ "type": "integer", "minimum": self.least, "maximum": FeatureId::LARGEST })
    }
}

impl<T: Copy> Domain for OneOf<T> {
    type Value = T;

    fn read(&self, text: &str) -> Option<T> {
        self.words.iter().find(|(word, _)| *word == text).map(|(_, value)| *value)
    }

    fn expected(&self) -> Message {
        Message::new(self.expected)
    }

    fn schema(&self, _: &Limits) -> Value {
        json!({ "type": "string", "enum": self.words.iter().map(|(word, _)| *word).collect::<Vec<_>>() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::openapi::Parameter;

    #[test]
    fn a_place_is_two_numbers_on_the_earth() {
        assert_eq!(Degrees.read("107.1, 10.35"), Some([107.1, 10.35]));
        for bad in ["", "107.1", "107.1;10.35", "181,10", "107,91", "NaN,10", "107,inf", "1,2,3"] {
            assert_eq!(Degrees.read(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_count_beyond_all_bounds_is_the_most_there_is() {
        let count = Count { usual: 10, most: Most::Always(50) };
        for (text, expected) in
            [("1", Some(1)), ("50", Some(50)), ("99999999999999", Some(50)), ("0", None), ("", None)]
        {
            assert_eq!(count.read(text), expected, "{text}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_repeated_in_part() {
        let limit = Parameter::query("limit", Count { usual: 10, most: Most::Always(50) });
        let error = limit.read(&"ạ".repeat(1000)).unwrap_err();
        assert_eq!(error, limit.refused(&"ạ".repeat(64)));
    }
}
