//! A set of numbers below a bound, a bit each.

/// Memory comes zeroed page by page as it is touched: a set of few among millions costs little.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Marks {
    bits: Vec<u64>,
}

impl Marks {
    pub(crate) fn new(bound: usize) -> Self {
        Self { bits: vec![0; bound.div_ceil(64)] }
    }

    /// Of what is said of each number, from zero.
    pub(crate) fn of(is_in: impl ExactSizeIterator<Item = bool>) -> Self {
        let mut bits = vec![0; is_in.len().div_ceil(64)];
        for (number, is_in) in is_in.enumerate() {
            bits[number / 64] |= u64::from(is_in) << (number % 64);
        }
        Self { bits }
    }

    /// True if it was not in.
    #[inline]
    pub(crate) fn insert(&mut self, number: u32) -> bool {
        let (word, bit) = Self::place(number);
        let was = self.bits[word];
        self.bits[word] = was | bit;
        was & bit == 0
    }

    /// True if it was in.
    #[inline]
    pub(crate) fn remove(&mut self, number: u32) -> bool {
        let (word, bit) = Self::place(number);
        let was = self.bits[word];
        self.bits[word] = was & !bit;
        was & bit != 0
    }

    #[inline]
    pub(crate) fn contains(&self, number: u32) -> bool {
        let (word, bit) = Self::place(number);
        self.bits[word] & bit != 0
    }

    /// All of them, ascending.
    pub(crate) fn iter(&self) -> impl Iterator<Item = u32> {
        (0u32..).step_by(64).zip(&self.bits).flat_map(|(first, &word)| numbers(first, word))
    }

    /// Those that are in another set, too, ascending.
    pub(crate) fn shared(&self, other: &Self) -> impl Iterator<Item = u32> {
        let words = self.bits.iter().zip(&other.bits).map(|(ours, theirs)| ours & theirs);
        (0u32..).step_by(64).zip(words).flat_map(|(first, word)| numbers(first, word))
    }

    /// How many.
    pub(crate) fn len(&self) -> usize {
        self.bits.iter().map(|word| word.count_ones() as usize).sum()
    }

    #[inline]
    fn place(number: u32) -> (usize, u64) {
        ((number / 64) as usize, 1 << (number % 64))
    }
}

/// The numbers of a word whose lowest bit stands for `first`.
fn numbers(first: u32, word: u64) -> impl Iterator<Item = u32> {
    let mut rest = word;
    std::iter::from_fn(move || {
        let bit = (rest != 0).then(|| rest.trailing_zeros())?;
        rest &= rest - 1;
        Some(first + bit)
    })
}
