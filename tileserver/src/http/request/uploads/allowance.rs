//! How much one person may put at once; it is made good again within a day. So nobody who may write fills the disk by accident or in a
//! night.
//!
//! Files that no row names go after a day by themselves, and those that rows name stay: both are bounded by what is put. Each server counts
//! for itself, and begins anew when it is started; the audit log tells who put what.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use spatial_core::store::assets::MOST_ASSET_BYTES;

use crate::auth::Clock;

const DAY: Duration = Duration::from_secs(24 * 3600);
/// What the smallest file counts as: a block of the disk, a name in a folder and a line of the audit log.
const LEAST_BYTES: u64 = 4096;

/// What people put of late, as the generic cell rate algorithm counts it: for each person the time at which all of it is made good. There are
/// as many as the list of users has editors.
#[derive(Debug)]
pub(crate) struct Allowance {
    day_bytes: u64,
    clock: Clock,
    made_good: Mutex<HashMap<Arc<str>, Duration>>,
}

/// Nothing is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the day's uploads are used up")]
pub(crate) struct UsedUp {
    /// When as much as was asked for is free; `None` if it is more than there ever is.
    pub(crate) again_in: Option<Duration>,
}

/// What one upload takes of it; given back when it is dropped, unless the file was kept.
#[derive(Debug)]
pub(crate) struct Share<'a> {
    of: &'a Allowance,
    who: Arc<str>,
    bytes: u64,
}

impl Allowance {
    /// So much in a day.
    pub(crate) fn new(day_bytes: u64, clock: Clock) -> Self {
        Self { day_bytes, clock, made_good: Mutex::default() }
    }

    /// Begins an upload of so many bytes; of one that does not say how many, it takes what the largest file would.
    pub(crate) fn share(&self, who: &Arc<str>, bytes: Option<u64>) -> Result<Share<'_>, UsedUp> {
        let mut share = Share { of: self, who: Arc::clone(who), bytes: 0 };
        share.grow_to(bytes.unwrap_or(MOST_ASSET_BYTES.min(self.day_bytes)).max(LEAST_BYTES))?;
        Ok(share)
    }

    /// Takes so much of a file of which some was taken before.
    fn take(&self, who: &Arc<str>, bytes: u64, before: u64) -> Result<(), UsedUp> {
        if before.saturating_add(bytes) > self.day_bytes {
            return Err(UsedUp { again_in: None });
        }
        let now = self.clock.passed();
        let mut all = self.made_good.lock().unwrap_or_else(PoisonError::into_inner);
        let until = all.get(who).copied().unwrap_or_default().max(now) + self.lasts(bytes);
        match until.checked_sub(now + DAY).filter(|over| !over.is_zero()) {
            // What was taken is given back first: the whole file has to find room.
            Some(over) => Err(UsedUp { again_in: Some(over) }),
            None => {
                all.insert(Arc::clone(who), until);
                Ok(())
            }
        }
    }

    /// How long it takes until so much is made good.
    fn lasts(&self, bytes: u64) -> Duration {
        DAY.mul_f64(bytes as f64 / self.day_bytes as f64)
    }
}

impl Share<'_> {
    /// Takes what is lacking to so many bytes.
    pub(crate) fn grow_to(&mut self, bytes: u64) -> Result<(), UsedUp> {
        let more = bytes.saturating_sub(self.bytes);
        self.of.take(&self.who, more, self.bytes)?;
        self.bytes += more;
        Ok(())
    }

    /// The file is there: so much is used, the rest is given back.
    pub(crate) fn keep(mut self, bytes: u64) {
        self.bytes = self.bytes.saturating_sub(bytes.max(LEAST_BYTES));
    }
}

impl Drop for Share<'_> {
    fn drop(&mut self) {
        let mut all = self.of.made_good.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(until) = all.get_mut(&self.who) {
            *until = until.saturating_sub(self.of.lasts(self.bytes));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MEGABYTE: u64 = 1 << 20;

    #[test]
    fn a_day_holds_so_much_and_what_was_not_kept_counts_no_more() {
        let allowance = Allowance::new(24 * MEGABYTE, Clock::held());
        let (lan, minh): (Arc<str>, Arc<str>) = ("lan".into(), "minh".into());
        let put = |who: &Arc<str>, megabytes: u64| {
            allowance.share(who, Some(megabytes * MEGABYTE))?.keep(megabytes * MEGABYTE);
            Ok::<_, UsedUp>(())
        };
        put(&lan, 20).unwrap();
        for _ in 0..3 {
            let broken_off = allowance.share(&lan, Some(4 * MEGABYTE)).unwrap();
            drop(broken_off);
        }
        let again_in = put(&lan, 6).unwrap_err().again_in.unwrap();
        assert!(again_in > Duration::from_secs(7190) && again_in < Duration::from_secs(7210), "{again_in:?}");
        put(&minh, 24).expect("others may");
        put(&lan, 3).unwrap();
        assert!(put(&lan, 2).is_err());
        allowance.clock.advance(again_in);
        put(&lan, 2).expect("two hours bring two megabytes");
        let unsaid: Arc<str> = "unsaid".into();
        allowance.share(&unsaid, None).unwrap().keep(MEGABYTE);
        put(&unsaid, 23).expect("of what was taken to be sure, the rest came back");
        assert_eq!(put(&minh, 25), Err(UsedUp { again_in: None }), "more than there ever is");
    }
}
