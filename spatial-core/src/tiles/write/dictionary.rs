//! The keys and values of one layer in one tile: each written once, numbered by first use.

use crate::snapshot::ValueRef;
use crate::tiles::wire;
use crate::tiles::write::numbers::Numbers;
use crate::tiles::write::repeats::hash_of;

const FREE: u32 = u32::MAX;
const FIRST_SLOTS: usize = 1024;
/// 8 MB: more room than this is made only when it is needed.
const MOST_FIRST_SLOTS: usize = 1 << 20;

/// Values as encoded bytes: two values are the same if their encodings are, so no other comparison exists.
/// Buffers are kept from tile to tile.
#[derive(Debug, Default)]
pub(super) struct Values {
    encoded: Vec<u8>,
    /// End of each value in `encoded`.
    ends: Vec<u32>,
    /// Of texts. Open addressing, a power of two long, at most half full: hash above, number below. One place in memory tells both,
    /// for most look-ups in a large tile find nothing and each place is a cache miss.
    slots: Vec<u64>,
    taken: usize,
    /// Numbers of the small whole numbers, which need no hash: the turn in which each was met, and its number then.
    small: Vec<(u32, u32)>,
    turn: u32,
    /// Numbers of all other values that are not texts, by [`ValueKind`].
    by_bits: [Numbers; 3],
}

/// Values that 64 bits tell apart.
#[derive(Debug, Clone, Copy)]
enum ValueKind {
    Boolean,
    Integer,
    Real,
}

/// Whole numbers below this are looked up by themselves.
const SMALL: i64 = 1 << 14;
const FREE_SLOT: u64 = u64::MAX;

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a tile has fewer than 2^32 values, and small numbers are not negative"
)]
impl Values {
    /// Forgets all values and makes room for so many different texts; more are welcome but slower.
    pub(super) fn clear(&mut self, expected: usize) {
        self.encoded.clear();
        self.ends.clear();
        self.slots.clear();
        self.slots.resize((expected * 2).next_power_of_two().clamp(FIRST_SLOTS, MOST_FIRST_SLOTS), FREE_SLOT);
        self.taken = 0;
        self.by_bits.iter_mut().for_each(Numbers::clear);
        self.turn = self.turn.wrapping_add(1);
        if self.turn == 0 || self.small.is_empty() {
            self.small.clear();
            self.small.resize(SMALL as usize, (0, 0));
            self.turn = 1;
        }
    }

    /// The encoded values, each as field 4 of a layer.
    pub(super) fn encoded(&self) -> &[u8] {
        &self.encoded
    }

    /// The number of a value, or `None` for null.
    #[inline]
    pub(super) fn number(&mut self, value: ValueRef<'_>) -> Option<u32> {
        let ValueRef::Integer(number @ 0..SMALL) = value else { return self.number_by_content(value) };
        let (turn, met) = self.small[number as usize];
        if turn == self.turn {
            return Some(met);
        }
        append(&mut self.encoded, value);
        let met = self.end_value();
        self.small[number as usize] = (self.turn, met);
        Some(met)
    }

    fn number_by_content(&mut self, value: ValueRef<'_>) -> Option<u32> {
        match value {
            ValueRef::Null => None,
            ValueRef::Boolean(yes) => Some(self.number_by_bits(value, ValueKind::Boolean, yes.into())),
            ValueRef::Integer(number) => Some(self.number_by_bits(value, ValueKind::Integer, number as u64)),
            ValueRef::Real(number) => Some(self.number_by_bits(value, ValueKind::Real, number.to_bits())),
            ValueRef::Text(text) => Some(self.number_of_text(text, hash_of(text))),
        }
    }

    #[inline]
    fn number_by_bits(&mut self, value: ValueRef<'_>, kind: ValueKind, bits: u64) -> u32 {
        let vacancy = match self.by_bits[kind as usize].find(bits) {
            Ok(number) => return number,
            Err(vacancy) => vacancy,
        };
        append(&mut self.encoded, value);
        let number = self.end_value();
        self.by_bits[kind as usize].insert(vacancy, bits, number);
        number
    }

    /// The number of a text that occurs nowhere else in the layer of the tile.
    #[inline]
    pub(super) fn number_of_lone_text(&mut self, text: &str) -> u32 {
        append_text(&mut self.encoded, text);
        self.end_value()
    }

    /// The number of a text whose hash is known.
    pub(super) fn number_of_text(&mut self, text: &str, hash: u32) -> u32 {
        let start = self.encoded.len();
        append_text(&mut self.encoded, text);
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        while self.slots[at] != FREE_SLOT {
            let found = self.slots[at] as u32;
            if (self.slots[at] >> 32) as u32 == hash && self.bytes_of(found) == &self.encoded[start..] {
                self.encoded.truncate(start);
                return found;
            }
            at = (at + 1) & mask;
        }
        let number = self.end_value();
        self.slots[at] = u64::from(hash) << 32 | u64::from(number);
        self.taken += 1;
        if self.taken * 2 > self.slots.len() {
            self.grow();
        }
        number
    }

    /// Numbers the value just appended.
    #[inline]
    fn end_value(&mut self) -> u32 {
        let number = self.ends.len() as u32;
        self.ends.push(self.encoded.len() as u32);
        number
    }

    fn bytes_of(&self, number: u32) -> &[u8] {
        let at = number as usize;
        let start = if at == 0 { 0 } else { self.ends[at - 1] as usize };
        &self.encoded[start..self.ends[at] as usize]
    }

    fn grow(&mut self) {
        let mask = self.slots.len() * 2 - 1;
        let taken: Vec<u64> = self.slots.iter().copied().filter(|slot| *slot != FREE_SLOT).collect();
        self.slots.clear();
        self.slots.resize(mask + 1, FREE_SLOT);
        for slot in taken {
            let mut at = (slot >> 32) as usize & mask;
            while self.slots[at] != FREE_SLOT {
                at = (at + 1) & mask;
            }
            self.slots[at] = slot;
        }
    }
}

/// Appends `values` (field 4) with one value, in the one way we write it: whole numbers as uint, below zero as sint,
/// other numbers as double (MVT 2.1 §4.4). Nothing for null.
fn append(out: &mut Vec<u8>, value: ValueRef<'_>) {
    match value {
        ValueRef::Null => {}
        ValueRef::Boolean(yes) => out.extend_from_slice(&[0x22, 2, 0x38, u8::from(yes)]),
        ValueRef::Integer(number) => {
            let (tag, coded) = match u64::try_from(number) {
                Ok(natural) => (0x28, natural),
                Err(_) => (0x30, wire::zigzag(number)),
            };
            // A varint takes ten bytes at most.
            #[expect(clippy::cast_possible_truncation, reason = "at most eleven")]
            out.extend_from_slice(&[0x22, 1 + wire::varint_len(coded) as u8, tag]);
            wire::varint(out, coded);
        }
        ValueRef::Real(number) => {
            let [a, b, c, d, e, f, g, h] = number.to_le_bytes();
            out.extend_from_slice(&[0x22, 9, 0x19, a, b, c, d, e, f, g, h]);
        }
        ValueRef::Text(text) => append_text(out, text),
    }
}

fn append_text(out: &mut Vec<u8>, text: &str) {
    match u8::try_from(text.len()) {
        // Both lengths take one byte.
        Ok(length @ ..=125) => out.extend_from_slice(&[0x22, length + 2, 0x0a, length]),
        _ => {
            let length = text.len() as u64;
            out.push(0x22);
            wire::varint(out, 1 + wire::varint_len(length) as u64 + length);
            out.push(0x0a);
            wire::varint(out, length);
        }
    }
    out.extend_from_slice(text.as_bytes());
}

/// Keys by first use: a field that is null in all of a tile has none.
#[derive(Debug, Default)]
pub(super) struct Keys {
    encoded: Vec<u8>,
    numbers: Vec<u32>,
    count: u32,
}

impl Keys {
    pub(super) fn clear(&mut self, fields: usize) {
        self.encoded.clear();
        self.numbers.clear();
        self.numbers.resize(fields, FREE);
        self.count = 0;
    }

    /// The encoded keys, each as field 3 of a layer.
    pub(super) fn encoded(&self) -> &[u8] {
        &self.encoded
    }

    /// How many fields can have keys.
    pub(super) fn fields(&self) -> usize {
        self.numbers.len()
    }

    /// The number of the key of a field.
    pub(super) fn number(&mut self, field: usize, name: &str) -> u32 {
        if self.numbers[field] == FREE {
            self.numbers[field] = self.count;
            self.count += 1;
            wire::bytes(&mut self.encoded, 0x1a, name.as_bytes());
        }
        self.numbers[field]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_share_a_number_and_unequal_ones_do_not() {
        let mut values = Values::default();
        values.clear(0);
        let texts: Vec<String> = (0..5_000).map(|at| format!("thửa {at}")).collect();
        for round in 0..2 {
            for (at, text) in texts.iter().enumerate() {
                let number = values.number(ValueRef::Text(text));
                assert_eq!(number, u32::try_from(at).ok(), "round {round}");
            }
        }
        let next = values.number(ValueRef::Integer(1));
        assert_ne!(next, values.number(ValueRef::Real(1.0)));
        assert_ne!(next, values.number(ValueRef::Boolean(true)));
        assert_ne!(next, values.number(ValueRef::Integer(-1)));
        assert_eq!(next, values.number(ValueRef::Integer(1)));
        assert_eq!(values.number(ValueRef::Null), None);
    }
}
