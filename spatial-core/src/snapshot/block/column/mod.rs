//! One field of one block, typed and packed.

mod arriving;
mod bits;
mod dictionary;
mod packed;
mod texts;

pub(crate) use arriving::{Arriving, Held};
pub(crate) use bits::Bits;
pub(crate) use dictionary::{Dictionary, Interner, Lookup};
pub(crate) use packed::PackedNumbers;
pub(crate) use texts::PackedTexts;

use crate::snapshot::block::value_ref::ValueRef;

/// The values of a field for all features of a block.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct BlockColumn {
    /// Features without a value; absent if all have one.
    pub(crate) nulls: Option<Bits>,
    pub(crate) values: ColumnValues,
}

/// The values by type; whatever stands at the place of a null means nothing.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ColumnValues {
    Booleans(Bits),
    /// Each is `least` + the number.
    Integers {
        least: i64,
        above: PackedNumbers,
    },
    Reals(Vec<f64>),
    /// Codes of the layer's dictionary of this field.
    Codes(PackedNumbers),
    Texts(PackedTexts),
}

impl BlockColumn {
    #[inline]
    pub(crate) fn is_null(&self, at: usize) -> bool {
        self.nulls.as_ref().is_some_and(|nulls| nulls.is_set(at))
    }

    /// The value of the feature at a position.
    #[inline]
    pub(crate) fn value<'a>(&'a self, at: usize, dictionary: &'a Dictionary) -> ValueRef<'a> {
        if self.is_null(at) {
            return ValueRef::Null;
        }
        match &self.values {
            ColumnValues::Booleans(bits) => ValueRef::Boolean(bits.is_set(at)),
            ColumnValues::Integers { least, above } => {
                ValueRef::Integer(least.wrapping_add(above.at(at).cast_signed()))
            }
            ColumnValues::Reals(numbers) => ValueRef::Real(numbers[at]),
            #[expect(clippy::cast_possible_truncation, reason = "codes are 32-bit")]
            ColumnValues::Codes(codes) => ValueRef::Text(dictionary.at(codes.at(at) as usize)),
            ColumnValues::Texts(texts) => ValueRef::Text(texts.at(at)),
        }
    }

    /// The text of the feature at a position; `None` for null and for other values.
    #[inline]
    pub(crate) fn text<'a>(&'a self, at: usize, dictionary: &'a Dictionary) -> Option<&'a str> {
        match &self.values {
            ColumnValues::Texts(texts) if !self.is_null(at) => Some(texts.at(at)),
            ColumnValues::Codes(_) => self.code(at).map(|code| dictionary.at(code as usize)),
            _ => None,
        }
    }

    /// The code of the feature's text, if the field has a dictionary and the feature a value.
    #[inline]
    pub(crate) fn code(&self, at: usize) -> Option<u32> {
        match &self.values {
            #[expect(clippy::cast_possible_truncation, reason = "codes are 32-bit")]
            ColumnValues::Codes(codes) if !self.is_null(at) => Some(codes.at(at) as u32),
            _ => None,
        }
    }

    /// Replaces codes by the texts they stand for.
    pub(crate) fn spell_out(&mut self, count: usize, dictionary: &Dictionary) {
        if let ColumnValues::Codes(codes) = &self.values {
            #[expect(clippy::cast_possible_truncation, reason = "codes are 32-bit")]
            let text = |at| if self.is_null(at) { "" } else { dictionary.at(codes.at(at) as usize) };
            self.values = ColumnValues::Texts(PackedTexts::collect((0..count).map(text)));
        }
    }

    pub(crate) fn memory_bytes(&self) -> usize {
        let values = match &self.values {
            ColumnValues::Booleans(bits) => bits.memory_bytes(),
            ColumnValues::Integers { above, .. } => above.memory_bytes(),
            ColumnValues::Reals(numbers) => numbers.capacity() * 8,
            ColumnValues::Codes(codes) => codes.memory_bytes(),
            ColumnValues::Texts(texts) => texts.memory_bytes(),
        };
        values + self.nulls.as_ref().map_or(0, Bits::memory_bytes)
    }
}
