//! Chance that repeats itself: SplitMix64, keyed by seed, purpose and place, so that any part of the city can be made alone.

/// A stream of pseudo-random numbers (Steele, Lea, Flood 2014); the same on every platform.
#[derive(Debug, Clone)]
pub(crate) struct Dice(u64);

impl Dice {
    /// The stream for one place and purpose; independent of all other places.
    pub(crate) fn at(seed: u64, purpose: Purpose, i: i64, j: i64) -> Self {
        let mut dice = Self(seed ^ 0x9e37_79b9_7f4a_7c15);
        for key in [purpose as u64, i.cast_unsigned(), j.cast_unsigned()] {
            dice.0 = dice.next() ^ key.wrapping_mul(0xd6e8_feb8_6659_fd93);
        }
        dice
    }

    /// The next 64 bits.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A whole number below `bound`.
    pub(crate) fn below(&mut self, bound: u32) -> u32 {
        let product = (self.next() >> 32) * u64::from(bound);
        u32::try_from(product >> 32).unwrap_or(0)
    }

    /// A number in `low..high`.
    pub(crate) fn between(&mut self, low: f64, high: f64) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "53 bits fit a float64 exactly")]
        let unit = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        low + unit * (high - low)
    }

    /// True in so many of a hundred cases.
    pub(crate) fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// One of a list that is not empty.
    pub(crate) fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        let at = self.below(u32::try_from(list.len()).unwrap_or(u32::MAX));
        list[at as usize]
    }
}

/// What a stream decides; keeps streams of one place apart.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Purpose {
    Vertex,
    BendAlong,
    BendInland,
    River,
    Character,
    Settled,
    Works,
    Layout,
    Shore,
    Lots,
    Record,
    ZoneVertex,
    ZoneEdge,
    Zone,
    StreetName,
    StreetWidth,
    Plan,
    Building,
    Water,
    Light,
    Bench,
    Network,
    Photo,
    Ground,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_place_gives_the_same_numbers_and_another_place_others() {
        let first = |i, j| Dice::at(7, Purpose::Lots, i, j).next();
        assert_eq!(first(3, -4), first(3, -4));
        assert_ne!(first(3, -4), first(-4, 3));
        assert_ne!(first(0, 0), Dice::at(7, Purpose::Zone, 0, 0).next());
    }

    #[test]
    fn numbers_stay_within_their_bounds() {
        let mut dice = Dice::at(1, Purpose::Bench, 0, 0);
        for _ in 0..1000 {
            assert!(dice.below(7) < 7);
            assert!((4.0..5.0).contains(&dice.between(4.0, 5.0)));
        }
    }
}
