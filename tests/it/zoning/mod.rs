//! What may be built here, shown by others: by GEOS, by figures of a city that others published, and by killing who publishes.

mod cambridge;
mod geos;
mod killed;

/// Chance that repeats itself (SplitMix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// One of so many, from 0.
    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).unwrap_or(0)
    }

    /// So many of a list, each once, in no order.
    fn some<T>(&mut self, mut of: Vec<T>, most: usize) -> Vec<T> {
        let mut drawn = Vec::new();
        while drawn.len() < most && !of.is_empty() {
            let at = self.below(of.len());
            drawn.push(of.swap_remove(at));
        }
        drawn
    }
}
