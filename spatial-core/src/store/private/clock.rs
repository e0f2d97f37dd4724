//! Times as both private stores keep them.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// How often a token's last use is noted at most.
pub(in crate::store) const USE_NOTED: Duration = Duration::from_secs(60);

/// Milliseconds since 1970 in UTC, as both stores keep times.
pub(in crate::store) fn to_millis(time: SystemTime) -> i64 {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// And back.
pub(in crate::store) fn from_millis(millis: i64) -> SystemTime {
    UNIX_EPOCH + Duration::from_millis(u64::try_from(millis).unwrap_or(0))
}
