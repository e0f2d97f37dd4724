//! Query parameters: raw pairs, and the values that several addresses read. What nobody knows is an error that names it
//! (requirements 28 and 29).

use spatial_core::layer::FeatureId;
use spatial_core::message::{Message, Say};

/// Understood everywhere, besides what an address itself knows.
pub(super) const EVERYWHERE: [&str; 2] = ["f", "lang"];

/// Characters of a bad value that are repeated to who sent it.
const LONGEST_SAID: usize = 64;

/// What is wrong with the parameters of a question.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParameterError {
    /// Nobody reads it.
    #[error("unknown parameter {name}")]
    Unknown {
        /// As asked.
        name: String,
    },
    /// Its value cannot be understood.
    #[error("parameter {name}: bad value {value}")]
    Invalid {
        /// Its name.
        name: String,
        /// As asked.
        value: String,
        /// Id of the words for what it wants.
        expected: &'static str,
    },
    /// It stands twice.
    #[error("parameter {name} given twice")]
    Twice {
        /// Its name.
        name: String,
    },
}

impl ParameterError {
    /// Nobody reads this parameter.
    pub(crate) fn unknown(name: &str) -> Self {
        Self::Unknown { name: name.chars().take(LONGEST_SAID).collect() }
    }

    /// Names a value nobody can read, cut where it would fill the page, and the words for what it should have been.
    pub(crate) fn invalid(name: &str, value: &str, expected: &'static str) -> Self {
        Self::Invalid { name: name.to_owned(), value: value.chars().take(LONGEST_SAID).collect(), expected }
    }

    /// Id of the words for what a bad value should have been; they become part of the sentence.
    pub(crate) fn expected(&self) -> Option<&'static str> {
        match self {
            Self::Invalid { expected, .. } => Some(expected),
            _ => None,
        }
    }
}

impl Say for ParameterError {
    fn message(&self) -> Message {
        match self {
            Self::Unknown { name } => Message::new("problem-parameter-unknown").with("name", name),
            Self::Invalid { name, value, .. } => {
                Message::new("problem-parameter-invalid").with("name", name).with("value", value)
            }
            Self::Twice { name } => Message::new("problem-parameter-twice").with("name", name),
        }
    }
}

/// Decoded pairs of a query string, each name once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Parameters {
    pairs: Vec<(String, String)>,
}

impl Parameters {
    /// Refuses repeated names: which of two boxes was meant, nobody can know.
    pub(crate) fn new(pairs: Vec<(String, String)>) -> Result<Self, ParameterError> {
        for (at, (name, _)) in pairs.iter().enumerate() {
            if pairs[..at].iter().any(|(earlier, _)| earlier == name) {
                return Err(ParameterError::Twice { name: name.clone() });
            }
        }
        Ok(Self { pairs })
    }

    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Only what is understood everywhere.
    pub(crate) fn only_common(&self) -> Result<(), ParameterError> {
        match self.pairs.iter().find(|(name, _)| !EVERYWHERE.contains(&name.as_str())) {
            Some((name, _)) => Err(ParameterError::unknown(name)),
            None => Ok(()),
        }
    }

    /// The same question with one parameter changed.
    pub(crate) fn with(&self, name: &str, value: String) -> Self {
        let mut pairs = self.pairs.clone();
        pairs.retain(|(known, _)| known != name);
        pairs.push((name.to_owned(), value));
        Self { pairs }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

/// How many of something, from one to `most`. A number beyond all bounds is still a number: it is answered with the most we have.
pub(crate) fn limit(name: &str, value: &str, most: u32) -> Result<u32, ParameterError> {
    let is_number = !value.is_empty() && value.bytes().all(|c| c.is_ascii_digit());
    let number = is_number.then(|| value.parse().unwrap_or(u32::MAX)).filter(|number| *number > 0);
    Ok(number.ok_or_else(|| ParameterError::invalid(name, value, "problem-expected-limit"))?.min(most))
}

/// The id after which a page begins.
pub(crate) fn after(name: &str, value: &str) -> Result<FeatureId, ParameterError> {
    let id = value.parse().map_err(|_| ParameterError::invalid(name, value, "problem-expected-after"))?;
    Ok(FeatureId(id))
}

/// `lon,lat` in degrees.
pub(crate) fn place(name: &str, value: &str) -> Result<[f64; 2], ParameterError> {
    let degrees = |text: &str, most: f64| text.trim().parse::<f64>().ok().filter(|degrees| degrees.abs() <= most);
    let read = |(lon, lat)| Some([degrees(lon, 180.0)?, degrees(lat, 90.0)?]);
    value.split_once(',').and_then(read).ok_or_else(|| ParameterError::invalid(name, value, "problem-expected-place"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_two_numbers_on_the_earth() {
        assert_eq!(place("at", "107.1, 10.35").unwrap(), [107.1, 10.35]);
        for bad in ["", "107.1", "107.1;10.35", "181,10", "107,91", "NaN,10", "107,inf", "1,2,3"] {
            assert!(place("at", bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_repeated_in_part() {
        let error = limit("limit", &"ạ".repeat(1000), 50).unwrap_err();
        assert_eq!(error, ParameterError::invalid("limit", &"ạ".repeat(64), "problem-expected-limit"));
    }
}
