//! Damage to the bytes of a part: bits turned, numbers that lie, ends lost. Headers are hit more often than their length deserves.

use crate::fuzz::Mutator;

/// Numbers that lie about places, lengths and counts.
const NUMBERS: [u32; 9] = [0, 1, 2, 3, 50, 0xFF, 0x7FFF, 0x7FFF_FFFF, 0xFFFF_FFFF];
/// Letters that values get.
const LETTERS: &[u8] = b"0123456789.,-+eE* \0*?TFa\xC3\xE1";

/// Damages a part in one to three places.
pub(super) fn spoil(bytes: &mut Vec<u8>, header: usize, dice: &mut Mutator) {
    for _ in 0..=dice.below(3) {
        if bytes.is_empty() {
            return;
        }
        let at = if dice.below(4) == 0 { dice.below(header.min(bytes.len())) } else { dice.below(bytes.len()) };
        match dice.below(8) {
            0 => bytes[at] ^= 1 << dice.below(8),
            1 => bytes[at] = dice.below(256) as u8,
            2 | 3 => bytes[at] = LETTERS[dice.below(LETTERS.len())],
            4 | 5 => {
                let number = NUMBERS[dice.below(NUMBERS.len())];
                let number = if dice.below(2) == 0 { number.to_be_bytes() } else { number.to_le_bytes() };
                // Most numbers stand at places divisible by four.
                for (place, byte) in bytes[at / 4 * 4..].iter_mut().zip(number) {
                    *place = byte;
                }
            }
            6 if dice.below(3) == 0 => bytes.truncate(at),
            _ => {
                let other = dice.below(bytes.len());
                bytes.swap(at, other);
            }
        }
    }
}
