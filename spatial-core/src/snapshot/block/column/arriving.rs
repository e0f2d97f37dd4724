//! The values of one field in order of arrival, before they are put in the block's order and packed.

use rustc_hash::FxHashMap;

use crate::layer::FieldType;
use crate::snapshot::block::column::{Bits, BlockColumn, ColumnValues, Interner, PackedNumbers, PackedTexts};
use crate::snapshot::block::value_ref::ValueRef;

/// How the values of a field are held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Held {
    Boolean,
    Integer,
    Real,
    /// Texts themselves.
    Text,
    /// Codes of the field's dictionary.
    Code,
}

impl Held {
    /// How a field is held that has a dictionary, or not.
    pub(crate) fn of(kind: FieldType, coded: bool) -> Self {
        match kind {
            FieldType::Boolean => Self::Boolean,
            FieldType::Integer => Self::Integer,
            FieldType::Real => Self::Real,
            _ if coded => Self::Code,
            _ => Self::Text,
        }
    }
}

/// Values as they come.
#[derive(Debug)]
pub(crate) struct Arriving {
    held: Held,
    nulls: Vec<bool>,
    /// Booleans, integers, codes, or the bits of reals.
    numbers: Vec<u64>,
    texts: PackedTexts,
}

impl Arriving {
    pub(crate) fn new(held: Held) -> Self {
        Self { held, nulls: Vec::new(), numbers: Vec::new(), texts: PackedTexts::default() }
    }

    pub(crate) fn held(&self) -> Held {
        self.held
    }

    /// Appends a value; a value of another type than the field's counts as none (the store has checked it).
    pub(crate) fn push(&mut self, value: ValueRef<'_>) {
        let number = match (self.held, value) {
            (Held::Text, ValueRef::Text(text)) => {
                self.texts.push(text);
                return self.nulls.push(false);
            }
            (Held::Text, _) => {
                self.texts.push("");
                return self.nulls.push(true);
            }
            (Held::Boolean, ValueRef::Boolean(yes)) => Some(yes.into()),
            (Held::Integer, ValueRef::Integer(number)) => Some(number.cast_unsigned()),
            (Held::Real, ValueRef::Real(number)) => Some(number.to_bits()),
            #[expect(clippy::cast_precision_loss, reason = "a real field holds reals")]
            (Held::Real, ValueRef::Integer(number)) => Some((number as f64).to_bits()),
            _ => None,
        };
        self.push_number(number);
    }

    /// Appends a code of the field's dictionary.
    pub(crate) fn push_code(&mut self, code: Option<u32>) {
        self.push_number(code.map(u64::from));
    }

    fn push_number(&mut self, number: Option<u64>) {
        self.nulls.push(number.is_none());
        self.numbers.push(number.unwrap_or(0));
    }

    /// Bytes of text so far.
    pub(crate) fn text_bytes(&self) -> usize {
        self.texts.size()
    }

    /// Packs the values in the given order of arrivals, texts as they are.
    pub(crate) fn pack(self, order: &[u32]) -> BlockColumn {
        let numbers = || order.iter().map(|&at| self.numbers[at as usize]);
        let values = match self.held {
            Held::Boolean => ColumnValues::Booleans(Bits::of(numbers().map(|number| number != 0))),
            Held::Integer => self.integers(order),
            Held::Real => ColumnValues::Reals(numbers().map(f64::from_bits).collect()),
            Held::Code => ColumnValues::Codes(PackedNumbers::of(numbers())),
            Held::Text => ColumnValues::Texts(PackedTexts::collect(order.iter().map(|&at| self.texts.at(at as usize)))),
        };
        BlockColumn { nulls: self.nulls(order), values }
    }

    fn nulls(&self, order: &[u32]) -> Option<Bits> {
        Bits::if_any(order.iter().map(|&at| self.nulls[at as usize]))
    }

    fn integers(&self, order: &[u32]) -> ColumnValues {
        let present = || (0..self.numbers.len()).filter(|&at| !self.nulls[at]).map(|at| self.numbers[at].cast_signed());
        let least = present().min().unwrap_or(0);
        let above = order.iter().map(|&at| match self.nulls[at as usize] {
            true => 0,
            false => self.numbers[at as usize].wrapping_sub(least.cast_unsigned()),
        });
        ColumnValues::Integers { least, above: PackedNumbers::of(above) }
    }

    /// Packs a text field, by codes if the interner finds them worth it.
    pub(crate) fn pack_interned(self, order: &[u32], interner: &mut Interner) -> BlockColumn {
        if self.held != Held::Text || interner.gave_up() {
            return self.pack(order);
        }
        let mut local: FxHashMap<&str, u32> = FxHashMap::default();
        let mut distinct = Vec::new();
        let mut values = 0;
        let places: Vec<u32> = (0..self.nulls.len())
            .map(|at| {
                if self.nulls[at] {
                    return u32::MAX;
                }
                values += 1;
                *local.entry(self.texts.at(at)).or_insert_with_key(|text| {
                    distinct.push(*text);
                    u32::try_from(distinct.len() - 1).unwrap_or(u32::MAX)
                })
            })
            .collect();
        let Some(codes) = interner.codes(&distinct, values) else { return self.pack(order) };
        let code = |&at: &u32| u64::from(codes.get(places[at as usize] as usize).copied().unwrap_or(0));
        BlockColumn { nulls: self.nulls(order), values: ColumnValues::Codes(PackedNumbers::of(order.iter().map(code))) }
    }
}
