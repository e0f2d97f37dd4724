//! Several keys of a row as one number: a million rows are then sorted once, not once for each key.

use rayon::prelude::*;

use crate::snapshot::items::rows::sorted::LAST;

/// Numbers of a key moved to begin at 0, [`LAST`] behind the others; and how many bits they take.
pub(super) struct Narrow {
    pub(super) numbers: Vec<u64>,
    bits: u32,
}

impl Narrow {
    pub(super) fn of(mut numbers: Vec<u64>) -> Self {
        let told = || numbers.par_iter().copied().filter(|number| *number != LAST);
        let (least, most) = (told().min().unwrap_or(0), told().max().unwrap_or(0));
        // What is told stays below LAST, so that there is room behind it.
        let last = most - least + 1;
        numbers.par_iter_mut().for_each(|number| *number = if *number == LAST { last } else { *number - least });
        Self { numbers, bits: u64::BITS - last.leading_zeros() }
    }

    /// Appends the next key; false, with nothing changed, if both need more than 64 bits.
    pub(super) fn append(&mut self, next: &Self) -> bool {
        if self.bits + next.bits > u64::BITS {
            return false;
        }
        self.bits += next.bits;
        self.numbers.par_iter_mut().zip(&next.numbers).for_each(|(number, next_number)| {
            *number = number.checked_shl(next.bits).unwrap_or(0) | next_number;
        });
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_keys_order_as_their_keys_in_turn_do() {
        let (first, second) = ([700, 3, LAST, 700, 3, LAST], [9, LAST, 1 << 40, 8, 0, 0]);
        let mut packed = Narrow::of(first.to_vec());
        assert!(packed.append(&Narrow::of(second.to_vec())));
        let order = |by: &dyn Fn(usize) -> (u64, u64)| {
            let mut rows: Vec<usize> = (0..6).collect();
            rows.sort_by_key(|&row| by(row));
            rows
        };
        assert_eq!(order(&|row| (packed.numbers[row], 0)), order(&|row| (first[row], second[row])));
    }

    #[test]
    fn keys_that_need_more_than_64_bits_stay_as_they_are() {
        let wide = || Narrow::of(vec![0, LAST - 1, LAST]);
        let mut packed = wide();
        let before = packed.numbers.clone();
        assert!(!packed.append(&Narrow::of(vec![0, 0, 0])));
        assert_eq!(packed.numbers, before);
        assert_eq!(before, [0, LAST - 1, LAST]);
    }
}
