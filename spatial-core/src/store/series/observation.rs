//! One value at one moment, and how far it is to be trusted.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Microseconds since 1970-01-01T00:00:00 UTC, leap seconds not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Timestamp(pub i64);

/// One value of a stream.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Observation {
    /// The stream: the number of what is observed, as a lamp's or a meter's row has it. Below 2^53, so that JSON carries it.
    pub stream: u64,
    /// When it was observed, which may be long before it arrives.
    pub at: Timestamp,
    /// The value, in the stream's own unit. Finite.
    pub value: f64,
    /// How far it is to be trusted.
    pub quality: Quality,
}

/// How far a value is to be trusted, in the words of WaterML 2.0 (OGC 10-126r4, section 9.13). `missing` is not among them: no value is
/// no observation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Quality {
    /// Examined, and found reliable.
    Good,
    /// Nobody has looked at it.
    #[default]
    Unchecked,
    /// Probably wrong.
    Suspect,
    /// Known to be of little worth.
    Poor,
    /// Not measured but estimated.
    Estimate,
}

impl Timestamp {
    /// The earliest moment of an observation, 1900-01-01: older records are on paper. What lies before is a mistaken unit or epoch.
    pub const EARLIEST: Self = Self(-2_208_988_800_000_000);
    /// No observation is at this moment, 2100-01-01, or later: such a clock runs wrong, or counts in nanoseconds.
    pub const END: Self = Self(4_102_444_800_000_000);

    /// A moment of the system's clock, to the microsecond.
    pub fn of(time: SystemTime) -> Self {
        let micros = |span: Duration| i64::try_from(span.as_micros()).unwrap_or(i64::MAX);
        Self(time.duration_since(UNIX_EPOCH).map_or_else(|before| -micros(before.duration()), micros))
    }
}

impl Quality {
    /// All of them; the position of each is its number in the store.
    pub const ALL: [Self; 5] = [Self::Good, Self::Unchecked, Self::Suspect, Self::Poor, Self::Estimate];

    /// The word, as in WaterML.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Unchecked => "unchecked",
            Self::Suspect => "suspect",
            Self::Poor => "poor",
            Self::Estimate => "estimate",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|quality| quality.as_str() == text)
    }

    /// The number in the store.
    pub(in crate::store) fn number(self) -> i16 {
        self as i16
    }

    /// Reads the number; one that a later program wrote counts as unchecked.
    pub(in crate::store) fn of_number(number: i16) -> Self {
        usize::try_from(number).ok().and_then(|at| Self::ALL.get(at)).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_numbers_of_qualities_are_read_as_they_are_written() {
        for quality in Quality::ALL {
            assert_eq!(Quality::parse(quality.as_str()), Some(quality));
            assert_eq!(Quality::of_number(quality.number()), quality);
        }
        assert_eq!(Quality::parse("missing"), None);
        assert_eq!(Quality::of_number(99), Quality::Unchecked);
    }

    #[test]
    fn moments_are_those_of_the_system_clock() {
        assert_eq!(Timestamp::of(UNIX_EPOCH + Duration::from_nanos(1_999)), Timestamp(1));
        assert_eq!(Timestamp::of(UNIX_EPOCH - Duration::from_secs(2)), Timestamp(-2_000_000));
        let days = |days: i64| days * 86_400 * 1_000_000;
        assert_eq!((Timestamp::EARLIEST.0, Timestamp::END.0), (days(-25_567), days(47_482)));
    }
}
