//! What the features of a piece say in one field, as text.

use std::borrow::Cow;

use crate::snapshot::{FeatureRef, Piece, ValueRef};

/// Longest text of a field that is looked at, in bytes: names and addresses end long before.
const LONGEST_TEXT: usize = 256;

/// All positions of a piece.
pub(crate) fn positions(piece: &Piece<'_>) -> impl Iterator<Item = u16> + use<> {
    (0..piece.len()).map_while(|at| u16::try_from(at).ok())
}

/// The value of a field as text; `None` without one.
pub(crate) fn text_of<'a>(feature: &FeatureRef<'a>, field: usize) -> Option<Cow<'a, str>> {
    match feature.value(field) {
        ValueRef::Text(text) => Some(Cow::Borrowed(cut(text))),
        ValueRef::Integer(number) => Some(Cow::Owned(number.to_string())),
        #[expect(clippy::cast_possible_truncation, reason = "whole numbers below 2^53 stay what they are")]
        ValueRef::Real(number) if number.fract() == 0.0 && number.abs() < 9e15 => {
            Some(Cow::Owned((number as i64).to_string()))
        }
        _ => None,
    }
    .filter(|text| !text.is_empty())
}

/// As much of a text as is looked at.
pub(crate) fn cut(text: &str) -> &str {
    let mut end = text.len().min(LONGEST_TEXT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
