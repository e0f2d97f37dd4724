//! What a series is declared to be.

use std::time::Duration;

use crate::layer::Clearance;
use crate::store::series::{SeriesName, Timestamp};

/// A series as it is declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// Its name.
    pub name: SeriesName,
    /// Who may read it. The store keeps it for those who answer, and asks nobody for it itself.
    pub clearance: Clearance,
    /// Observations older than this are forgotten by the next upkeep. Kept in whole seconds, rounded up.
    pub keep: Duration,
}

impl Series {
    /// What is kept of `keep`.
    pub(in crate::store) fn keep_seconds(&self) -> i64 {
        let whole = self.keep.as_secs().saturating_add(u64::from(self.keep.subsec_nanos() > 0));
        i64::try_from(whole).unwrap_or(i64::MAX)
    }

    /// Observations before this moment are too old.
    pub(in crate::store) fn cutoff(&self, now: Timestamp) -> Timestamp {
        Timestamp(now.0.saturating_sub(self.keep_seconds().saturating_mul(1_000_000)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series(keep: Duration) -> Series {
        Series { name: SeriesName::parse("lamps").unwrap(), clearance: Clearance::Open, keep }
    }

    #[test]
    fn nothing_is_too_old_for_a_series_that_is_kept_for_ever() {
        assert_eq!(
            series(Duration::MAX).cutoff(Timestamp(1_800_000_000_000_000)),
            Timestamp(i64::MIN + 1_800_000_000_000_001)
        );
        assert_eq!(series(Duration::from_millis(1)).cutoff(Timestamp(5_000_000)), Timestamp(4_000_000));
        assert_eq!(series(Duration::ZERO).cutoff(Timestamp(5)), Timestamp(5));
    }
}
