//! Unsigned numbers in the narrowest width that holds the largest of them.

/// One number a feature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PackedNumbers {
    /// The same for all.
    Same(u64),
    U8(Vec<u8>),
    U16(Vec<u16>),
    U32(Vec<u32>),
    U64(Vec<u64>),
}

impl PackedNumbers {
    /// Packs the numbers an iterator gives; it is walked twice.
    pub(crate) fn of(numbers: impl ExactSizeIterator<Item = u64> + Clone) -> Self {
        let (least, most) = numbers.clone().fold((u64::MAX, 0), |(least, most), n| (least.min(n), most.max(n)));
        if least >= most {
            return Self::Same(most);
        }
        #[expect(clippy::cast_possible_truncation, reason = "the largest number was measured")]
        match most {
            0..=0xff => Self::U8(numbers.map(|n| n as u8).collect()),
            0x100..=0xffff => Self::U16(numbers.map(|n| n as u16).collect()),
            0x1_0000..=0xffff_ffff => Self::U32(numbers.map(|n| n as u32).collect()),
            _ => Self::U64(numbers.collect()),
        }
    }

    /// Number of the feature at a position.
    #[inline]
    pub(crate) fn at(&self, at: usize) -> u64 {
        match self {
            Self::Same(number) => *number,
            Self::U8(numbers) => numbers[at].into(),
            Self::U16(numbers) => numbers[at].into(),
            Self::U32(numbers) => numbers[at].into(),
            Self::U64(numbers) => numbers[at],
        }
    }

    /// True if there is a number for each of so many features.
    pub(crate) fn covers(&self, count: usize) -> bool {
        match self {
            Self::Same(_) => true,
            Self::U8(numbers) => numbers.len() == count,
            Self::U16(numbers) => numbers.len() == count,
            Self::U32(numbers) => numbers.len() == count,
            Self::U64(numbers) => numbers.len() == count,
        }
    }

    pub(crate) fn memory_bytes(&self) -> usize {
        match self {
            Self::Same(_) => 0,
            Self::U8(numbers) => numbers.capacity(),
            Self::U16(numbers) => numbers.capacity() * 2,
            Self::U32(numbers) => numbers.capacity() * 4,
            Self::U64(numbers) => numbers.capacity() * 8,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_come_back_as_they_were(numbers in proptest::collection::vec(any::<u64>(), 0..50), shift in 0..64_u32) {
            let numbers: Vec<u64> = numbers.into_iter().map(|n| n >> shift).collect();
            let packed = PackedNumbers::of(numbers.iter().copied());
            prop_assert!(packed.covers(numbers.len()));
            for (at, &number) in numbers.iter().enumerate() {
                prop_assert_eq!(packed.at(at), number);
            }
        }
    }

    #[test]
    fn the_narrowest_width_is_taken() {
        assert!(matches!(PackedNumbers::of([5_u64, 5].into_iter()), PackedNumbers::Same(5)));
        assert!(matches!(PackedNumbers::of([0_u64, 255].into_iter()), PackedNumbers::U8(_)));
        assert!(matches!(PackedNumbers::of([0_u64, 256].into_iter()), PackedNumbers::U16(_)));
        assert!(matches!(PackedNumbers::of([0_u64, 65_536].into_iter()), PackedNumbers::U32(_)));
    }
}
