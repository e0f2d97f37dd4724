//! Yes and no for many features, 64 to a word.

/// A row of bits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Bits {
    words: Vec<u64>,
}

impl Bits {
    /// So many bits, all off.
    pub(crate) fn off(count: usize) -> Self {
        Self { words: vec![0; count.div_ceil(64)] }
    }

    pub(crate) fn set(&mut self, at: usize) {
        self.words[at / 64] |= 1 << (at % 64);
    }

    /// False beyond the end, too.
    pub(crate) fn is_set(&self, at: usize) -> bool {
        self.words.get(at / 64).is_some_and(|word| word & (1 << (at % 64)) != 0)
    }

    /// The bits that are on in either.
    pub(crate) fn or(&self, other: &Self) -> Self {
        let (long, short) = if self.words.len() < other.words.len() { (other, self) } else { (self, other) };
        let mut words = long.words.clone();
        words.iter_mut().zip(&short.words).for_each(|(word, more)| *word |= more);
        Self { words }
    }

    pub(crate) fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Positions of the bits that are on, ascending.
    pub(crate) fn ones(&self) -> impl Iterator<Item = usize> {
        self.words.iter().enumerate().flat_map(|(at, &word)| {
            std::iter::successors((word != 0).then_some(word), |rest| Some(rest & (rest - 1)).filter(|&rest| rest != 0))
                .map(move |rest| at * 64 + rest.trailing_zeros() as usize)
        })
    }

    /// The bits as `claims` in order; `None` if all are off.
    pub(crate) fn if_any(claims: impl ExactSizeIterator<Item = bool>) -> Option<Self> {
        let bits = Self::of(claims);
        bits.words.iter().any(|&word| word != 0).then_some(bits)
    }

    /// The bits as `claims` in order.
    pub(crate) fn of(claims: impl ExactSizeIterator<Item = bool>) -> Self {
        let mut bits = Self::off(claims.len());
        claims.enumerate().filter(|(_, on)| *on).for_each(|(at, _)| bits.set(at));
        bits
    }

    pub(crate) fn words(&self) -> &[u64] {
        &self.words
    }

    pub(crate) fn from_words(words: Vec<u64>) -> Self {
        Self { words }
    }

    pub(crate) fn memory_bytes(&self) -> usize {
        self.words.capacity() * 8
    }
}
