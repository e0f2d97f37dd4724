//! The numbers given to 64-bit values of one kind in a tile: key and number side by side, so that a look-up is one place in memory.

const FIRST_SLOTS: usize = 256;
const FREE: u32 = u32::MAX;

/// Open addressing, a power of two long, at most half full.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    slots: Vec<(u64, u32)>,
    taken: usize,
}

/// Where a key was looked for and not found.
pub(super) struct Vacancy(usize);

impl Numbers {
    /// Forgets all keys; keeps room for as many as there were.
    pub(super) fn clear(&mut self) {
        let slots = (self.taken * 2).next_power_of_two().clamp(FIRST_SLOTS, self.slots.len().max(FIRST_SLOTS));
        self.slots.clear();
        self.slots.resize(slots, (0, FREE));
        self.taken = 0;
    }

    /// The number of a key, or where it would stand.
    #[inline]
    pub(super) fn find(&self, key: u64) -> Result<u32, Vacancy> {
        let mask = self.slots.len() - 1;
        let mut at = scatter(key) & mask;
        loop {
            let (other, number) = self.slots[at];
            if number == FREE {
                return Err(Vacancy(at));
            }
            if other == key {
                return Ok(number);
            }
            at = (at + 1) & mask;
        }
    }

    /// Gives a key that was just looked for its number.
    pub(super) fn insert(&mut self, vacancy: Vacancy, key: u64, number: u32) {
        self.slots[vacancy.0] = (key, number);
        self.taken += 1;
        if self.taken * 2 > self.slots.len() {
            self.grow();
        }
    }

    fn grow(&mut self) {
        let longer = vec![(0, FREE); self.slots.len() * 2];
        let old = std::mem::replace(&mut self.slots, longer);
        for (key, number) in old.into_iter().filter(|slot| slot.1 != FREE) {
            if let Err(Vacancy(at)) = self.find(key) {
                self.slots[at] = (key, number);
            }
        }
    }
}

/// The upper half of a product, where all bits of the key have come together.
#[inline]
fn scatter(key: u64) -> usize {
    ((key ^ key >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_keeps_its_number_while_the_table_grows() {
        let mut numbers = Numbers::default();
        for round in 0..3_u64 {
            numbers.clear();
            let keys: Vec<u64> = (0..2_000).map(|at| (at as f64 / 10.0 + round as f64).to_bits()).collect();
            for (number, &key) in keys.iter().enumerate() {
                let vacancy = numbers.find(key).expect_err("it is new");
                numbers.insert(vacancy, key, u32::try_from(number).unwrap());
            }
            for (number, &key) in keys.iter().enumerate() {
                assert_eq!(numbers.find(key).ok(), u32::try_from(number).ok());
            }
            assert!(numbers.find(u64::MAX).is_err());
        }
    }
}
