//! Which texts may occur twice in a tile, told before it is written.
//!
//! Most texts of a cadastre are keys and addresses, met once. To look each up in a table of all values is a cache miss for nothing;
//! two bits a text answer sooner, from memory a fraction the size.

use xxhash_rust::xxh3::xxh3_64;

/// Slots a text: with eight about one lone text in ten is looked up for nothing.
const SLOTS_A_TEXT: usize = 8;
/// 1 MB: beyond, the bits are no longer near.
const MOST_SLOTS: usize = 1 << 22;
const FEWEST_SLOTS: usize = 1 << 10;
const SLOTS_A_WORD: usize = 32;

/// The hash by which texts are told apart, here and in the table of values; never [`LONE`].
#[inline]
pub(super) fn hash_of(text: &str) -> u32 {
    (xxh3_64(text.as_bytes()) >> 32) as u32 | 1
}

/// Stands for the hash of a text that occurs once.
pub(super) const LONE: u32 = 0;

/// What was noted of the texts of one tile. False alarms happen, omissions do not.
#[derive(Debug, Default)]
pub(super) struct Repeats {
    /// Two bits a slot: met, met again.
    words: Vec<u64>,
    slots: usize,
    repeated: usize,
}

impl Repeats {
    /// Forgets all texts and makes room for so many.
    pub(super) fn clear(&mut self, texts: usize) {
        self.slots = texts.saturating_mul(SLOTS_A_TEXT).next_power_of_two().clamp(FEWEST_SLOTS, MOST_SLOTS);
        self.words.clear();
        self.words.resize(self.slots / SLOTS_A_WORD, 0);
        self.repeated = 0;
    }

    /// Notes that a text with this hash occurs.
    #[inline]
    pub(super) fn note(&mut self, hash: u32) {
        let (word, shift) = self.place(hash);
        let met = self.words[word] >> shift & 1;
        self.words[word] |= (1 | met << 1) << shift;
        self.repeated += usize::from(met == 1);
    }

    /// False if a text with this hash was noted at most once.
    fn may_repeat(&self, hash: u32) -> bool {
        let (word, shift) = self.place(hash);
        self.words[word] >> shift & 2 != 0
    }

    /// Puts [`LONE`] in the place of each hash that was noted once.
    pub(super) fn mark_lone(&self, hashes: &mut [u32]) {
        for hash in hashes {
            *hash = if self.may_repeat(*hash) { *hash } else { LONE };
        }
    }

    /// How often a text was noted that may have been noted before.
    pub(super) fn repeated(&self) -> usize {
        self.repeated
    }

    #[inline]
    fn place(&self, hash: u32) -> (usize, usize) {
        let slot = (hash >> 1) as usize & (self.slots - 1);
        (slot / SLOTS_A_WORD, slot % SLOTS_A_WORD * 2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_noted_twice_is_missed_and_few_others_are_suspected() {
        let mut repeats = Repeats::default();
        for round in 0..2 {
            repeats.clear(4_000);
            let texts: Vec<String> = (0..4_000).map(|at| format!("{round} Lê Lợi {at}")).collect();
            let noted = texts.iter().chain(texts.iter().step_by(10));
            noted.for_each(|text| repeats.note(hash_of(text)));
            let mut hashes: Vec<u32> = texts.iter().map(|text| hash_of(text)).collect();
            repeats.mark_lone(&mut hashes);
            assert!(hashes.iter().step_by(10).all(|&hash| hash != LONE));
            let suspected = hashes.iter().filter(|&&hash| hash != LONE).count();
            assert!((400..1_200).contains(&suspected), "{suspected}");
            assert!((400..1_200).contains(&repeats.repeated()), "{}", repeats.repeated());
        }
    }
}
