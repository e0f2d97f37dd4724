//! Numbers for readings of whole stores.

use std::sync::atomic::{AtomicU64, Ordering};

/// The epoch of a store read anew.
pub(crate) fn next_epoch() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}
