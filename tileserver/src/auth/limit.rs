//! How often somebody may try: a few times at once, then one by one. Memory is bounded whoever tries.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, RandomState};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Who tries, remembered at once. An entry costs about 40 bytes; when all places are taken, those who tried least are forgotten.
const MOST: usize = 1 << 16;

/// Tries by key, as the generic cell rate algorithm counts them: for each key the time at which all its tries are made good.
#[derive(Debug)]
pub(crate) struct Limit {
    at_once: u32,
    one_in: Duration,
    hasher: RandomState,
    tries: Mutex<HashMap<u64, Tries>>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Tries {
    made_good: Duration,
    is_told: bool,
}

/// No more for now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TooMany {
    /// When the next try is allowed.
    pub(crate) again_in: Duration,
    /// The first refusal since a try was allowed: the one to write down.
    pub(crate) is_first: bool,
}

impl Limit {
    /// So many at once, and one more whenever so much time has passed.
    pub(crate) fn new(at_once: u32, one_in: Duration) -> Self {
        Self { at_once, one_in, hasher: RandomState::new(), tries: Mutex::default() }
    }

    /// Counts a try, unless there were too many.
    pub(crate) fn take(&self, key: &impl Hash, now: Duration) -> Result<(), TooMany> {
        let key = self.hasher.hash_one(key);
        let mut tries = self.tries.lock().unwrap_or_else(PoisonError::into_inner);
        if tries.len() >= MOST && !tries.contains_key(&key) {
            forget(&mut tries, now);
        }
        let known = tries.entry(key).or_default();
        let next = known.made_good.max(now) + self.one_in;
        let most = now + self.one_in * self.at_once;
        if next > most {
            let is_first = !std::mem::replace(&mut known.is_told, true);
            return Err(TooMany { again_in: next.saturating_sub(most), is_first });
        }
        *known = Tries { made_good: next, is_told: false };
        Ok(())
    }

    /// Refunds an attempt that turned out not to count.
    pub(crate) fn give_back(&self, key: &impl Hash) {
        let key = self.hasher.hash_one(key);
        if let Some(known) = self.tries.lock().unwrap_or_else(PoisonError::into_inner).get_mut(&key) {
            known.made_good = known.made_good.saturating_sub(self.one_in);
        }
    }
}

/// Those whose tries are all made good; if that is nobody, the half that tried least.
fn forget(tries: &mut HashMap<u64, Tries>, now: Duration) {
    tries.retain(|_, known| known.made_good > now);
    if tries.len() >= MOST {
        let mut times: Vec<Duration> = tries.values().map(|known| known.made_good).collect();
        let (_, median, _) = times.select_nth_unstable(MOST / 2);
        let median = *median;
        tries.retain(|_, known| known.made_good > median);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn some_at_once_then_one_by_one() {
        let limit = Limit::new(3, 10 * SECOND);
        let mut now = Duration::ZERO;
        for _ in 0..3 {
            limit.take(&"lan", now).unwrap();
        }
        let refused = limit.take(&"lan", now).unwrap_err();
        assert_eq!(refused, TooMany { again_in: 10 * SECOND, is_first: true });
        limit.take(&"minh", now).expect("others may");
        now += 9 * SECOND;
        assert_eq!(limit.take(&"lan", now), Err(TooMany { again_in: SECOND, is_first: false }));
        now += SECOND;
        limit.take(&"lan", now).unwrap();
        assert!(limit.take(&"lan", now).unwrap_err().is_first, "a new series is told again");
        now += 60 * SECOND;
        for _ in 0..3 {
            limit.take(&"lan", now).expect("no more than three are saved up");
        }
        assert!(limit.take(&"lan", now).is_err());
    }

    #[test]
    fn what_is_given_back_counts_no_more() {
        let limit = Limit::new(2, SECOND);
        for _ in 0..100 {
            limit.take(&"lan", Duration::ZERO).unwrap();
            limit.give_back(&"lan");
        }
    }

    #[test]
    fn many_strangers_do_not_fill_the_memory_nor_free_who_tries_most() {
        let limit = Limit::new(2, SECOND);
        limit.take(&"lan", Duration::ZERO).unwrap();
        limit.take(&"lan", Duration::ZERO).unwrap();
        for stranger in 0..3 * MOST {
            limit.take(&stranger, Duration::ZERO).unwrap();
        }
        assert!(limit.tries.lock().unwrap().len() <= MOST);
        assert!(limit.take(&"lan", Duration::ZERO).is_err());
    }
}
