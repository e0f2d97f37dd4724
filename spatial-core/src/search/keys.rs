//! Parcels by sheet and number.

use std::cmp::Ordering;
use std::ops::Range;

use crate::search::field_text::{positions, text_of};
use crate::search::near::Near;
use crate::search::roles::Roles;
use crate::search::words::squashed;
use crate::snapshot::{FeatureRef, Piece, ValueRef};

/// A sheet or a parcel number: `12`, `012` and 12.0 are the same, `12a` is another, and so is `1/2`, which is `1-2`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum KeyPart {
    /// None written.
    #[default]
    Nothing,
    /// A whole number.
    Number(u64),
    /// Anything else, squashed.
    Text(String),
}

/// Parcels asked for by sheet and number; one of the two may be left open.
#[derive(Debug, Clone, Default)]
pub struct AskedKey {
    /// Map sheet.
    pub sheet: Option<KeyPart>,
    /// Number on it.
    pub number: Option<KeyPart>,
    /// The place one looks at.
    pub near: Option<Near>,
}

/// Positions of parcels in two orders.
#[derive(Debug)]
pub(crate) struct KeyIndex {
    by_sheet: Vec<u16>,
    by_number: Vec<u16>,
}

impl KeyPart {
    /// Reads what was typed or stored.
    pub fn read(text: &str) -> Self {
        let mut key = String::new();
        for part in text.split(|c: char| !c.is_alphanumeric()).map(squashed) {
            let is_digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
            // `185/1` is not 1851.
            if is_digit(key.chars().next_back()) && is_digit(part.chars().next()) {
                key.push('/');
            }
            key.push_str(&part);
        }
        match key.parse() {
            _ if key.is_empty() => Self::Nothing,
            Ok(number) => Self::Number(number),
            Err(_) => Self::Text(key),
        }
    }

    fn of(feature: &FeatureRef<'_>, field: Option<usize>) -> Self {
        let Some(field) = field else { return Self::Nothing };
        match feature.value(field) {
            ValueRef::Integer(number) => u64::try_from(number).map_or(Self::Nothing, Self::Number),
            _ => text_of(feature, field).map_or(Self::Nothing, |text| Self::read(&text)),
        }
    }
}

impl KeyIndex {
    pub(crate) fn of(piece: &Piece<'_>, roles: &Roles) -> Self {
        let pairs: Vec<[KeyPart; 2]> = positions(piece)
            .map(|at| {
                let feature = piece.feature(at);
                [KeyPart::of(&feature, roles.sheet), KeyPart::of(&feature, roles.number)]
            })
            .collect();
        let sorted = |order: fn(&[KeyPart; 2]) -> [&KeyPart; 2]| {
            let mut all: Vec<u16> = positions(piece).collect();
            all.sort_by(|&a, &b| order(&pairs[usize::from(a)]).cmp(&order(&pairs[usize::from(b)])));
            all
        };
        Self {
            by_sheet: sorted(|[sheet, number]| [sheet, number]),
            by_number: sorted(|[sheet, number]| [number, sheet]),
        }
    }

    /// Positions of parcels with this sheet and number.
    pub(crate) fn find<'a>(&'a self, piece: &Piece<'_>, roles: &Roles, asked: &AskedKey) -> &'a [u16] {
        let (order, first, second): (&[u16], _, _) = match (asked.sheet.as_ref(), asked.number.as_ref()) {
            (Some(sheet), number) => {
                (&self.by_sheet, (roles.sheet, sheet), number.map(|number| (roles.number, number)))
            }
            (None, Some(number)) => (&self.by_number, (roles.number, number), None),
            (None, None) => return &[],
        };
        let compare = |at: u16| {
            let feature = piece.feature(at);
            let against = |(field, wanted): (Option<usize>, &KeyPart)| KeyPart::of(&feature, field).cmp(wanted);
            against(first).then_with(|| second.map_or(Ordering::Equal, against))
        };
        &order[equal(order, compare)]
    }

    pub(crate) fn memory_bytes(&self) -> usize {
        (self.by_sheet.capacity() + self.by_number.capacity()) * 2
    }
}

/// The run of equal ones in a sorted list.
pub(crate) fn equal(order: &[u16], compare: impl Fn(u16) -> Ordering) -> Range<usize> {
    let from = order.partition_point(|&at| compare(at) == Ordering::Less);
    let to = from + order[from..].partition_point(|&at| compare(at) == Ordering::Equal);
    from..to
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_numbers_however_they_are_written() {
        for text in ["12", " 012", "12."] {
            assert_eq!(KeyPart::read(text), KeyPart::Number(12), "{text}");
        }
        assert_eq!(KeyPart::read("12A"), KeyPart::Text("12a".to_owned()));
        assert_eq!(KeyPart::read("A - 12"), KeyPart::Text("a12".to_owned()));
        for text in ["185/1", "185-1", "185 / 1."] {
            assert_eq!(KeyPart::read(text), KeyPart::Text("185/1".to_owned()), "{text}");
        }
        assert_eq!(KeyPart::read("–"), KeyPart::Nothing);
        assert_ne!(KeyPart::read("12a"), KeyPart::read("12"));
    }
}
