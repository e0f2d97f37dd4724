//! Moments as readings compare them.

use std::fmt;

use jiff::Timestamp;

use crate::switch::done_at;

/// A moment to the millisecond. Shown in UTC, `2026-11-21T07:04:00.000Z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(i64);

/// Milliseconds of a day.
const DAY: f64 = 86_400_000.0;

impl Moment {
    /// Reads a moment with its zone (RFC 3339).
    pub fn parse(text: &str) -> Option<Self> {
        text.trim().parse().ok().map(|moment: Timestamp| Self(moment.as_millisecond()))
    }

    /// Reads it as rows have it: without a zone it is of UTC, as all times of a GeoPackage are.
    pub fn of_row(text: &str) -> Option<Self> {
        Self::parse(text).or_else(|| Self::parse(&format!("{}Z", text.trim())))
    }

    /// Days since an earlier moment; below zero since a later one.
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of ten thousand years stay below 2^53")]
    pub fn days_since(self, earlier: Self) -> f64 {
        self.0.saturating_sub(earlier.0) as f64 / DAY
    }

    /// So many milliseconds later, or earlier.
    #[must_use]
    pub const fn plus(self, milliseconds: i64) -> Self {
        Self(self.0.saturating_add(milliseconds))
    }

    /// The moment that is noted of something done then, as [`done_at`] has it.
    pub fn done_at(self, now: Self) -> Option<Self> {
        let [said, now] = [self, now].map(|moment| Timestamp::from_millisecond(moment.0).ok());
        done_at(said?, now?).map(|at| Self(at.as_millisecond()))
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match Timestamp::from_millisecond(self.0) {
            Ok(moment) => write!(f, "{moment:.3}"),
            Err(_) => write!(f, "{}", self.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_one_however_it_is_written() {
        let expected = Moment::parse("2026-11-21T07:04:00Z");
        for same in ["2026-11-21T14:04:00+07:00", "2026-11-21T07:04:00.000Z", "2026-11-21T00:04:00-07:00"] {
            assert_eq!(Moment::parse(same), expected, "{same}");
        }
        assert_eq!(Moment::of_row("2026-11-21T07:04:00"), expected);
        assert_eq!(expected.unwrap().to_string(), "2026-11-21T07:04:00.000Z");
    }

    #[test]
    fn a_moment_up_to_a_day_ahead_counts_as_now() {
        let (now, day) = (Moment::parse("2026-11-21T07:04:00.250Z").unwrap(), 86_400_000);
        assert_eq!(now.plus(-1).done_at(now), Some(now.plus(-1)));
        assert_eq!([1, day].map(|ahead| now.plus(ahead).done_at(now)), [Some(now); 2]);
        assert_eq!(now.plus(day + 1).done_at(now), None);
    }

    #[test]
    fn what_has_no_zone_or_is_none_is_no_moment() {
        for none in ["2026-11-21T07:04:00", "2026-11-21", "hôm qua", "", "2026-02-30T00:00:00Z"] {
            assert_eq!(Moment::parse(none), None, "{none}");
        }
    }

    #[test]
    fn days_have_parts() {
        let at = |text| Moment::parse(text).unwrap();
        let days = at("2026-11-22T19:00:00+07:00").days_since(at("2026-11-21T07:00:00+07:00"));
        assert!((days - 1.5).abs() < 1e-9, "{days}");
    }
}
