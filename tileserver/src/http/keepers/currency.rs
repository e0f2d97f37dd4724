//! Whether the World is as the store is, and since when it may not be.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use axum::http::HeaderName;

/// Seconds since the World was last known to be as the store; on every answer while the store cannot be followed, and on no other.
pub(crate) const HEADER: HeaderName = HeaderName::from_static("diaban-age");

/// Told by who follows the store.
#[derive(Debug)]
pub(crate) struct Currency {
    start: Instant,
    /// Milliseconds after the start when the store was lost, plus one; 0 while it is followed.
    lost: AtomicU64,
}

impl Currency {
    pub(crate) fn new() -> Self {
        Self { start: Instant::now(), lost: AtomicU64::new(0) }
    }

    /// How long the server has been there.
    pub(crate) fn follows_for(&self) -> Duration {
        self.start.elapsed()
    }

    /// The store was seen.
    pub(crate) fn found(&self) {
        self.lost.store(0, Ordering::Relaxed);
    }

    /// The store could not be seen; true if it could be before.
    pub(crate) fn lose(&self) -> bool {
        let now = u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX - 1) + 1;
        self.lost.compare_exchange(0, now, Ordering::Relaxed, Ordering::Relaxed).is_ok()
    }

    /// How long ago the store was last seen; `None` while it is followed.
    pub(crate) fn age(&self) -> Option<Duration> {
        let lost = self.lost.load(Ordering::Relaxed);
        (lost > 0).then(|| self.start.elapsed().saturating_sub(Duration::from_millis(lost - 1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_lost_is_lost_once_until_it_is_found() {
        let currency = Currency::new();
        assert_eq!(currency.age(), None);
        assert!(currency.lose());
        assert!(!currency.lose());
        assert!(currency.age().is_some());
        currency.found();
        assert_eq!(currency.age(), None);
    }
}
