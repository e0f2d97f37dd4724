//! The index of one piece of a layer: positions in good orders. What they are ordered by is read from the piece itself, so that a
//! feature costs a few bytes only.

use std::borrow::Cow;

use crate::layer::FieldRole;
use crate::search::codes;
use crate::search::keys::Keys;
use crate::search::named::Named;
use crate::search::roles::Roles;
use crate::snapshot::{FeatureRef, Piece, PieceKey, ValueRef};

/// Longest text of a field that is looked at, in bytes: names and addresses end long before.
const LONGEST_TEXT: usize = 256;

/// What finds features of one piece.
#[derive(Debug)]
pub(crate) struct Segment {
    pub(crate) key: PieceKey,
    pub(crate) roles: Roles,
    pub(crate) keys: Option<Keys>,
    /// One per text of the roles.
    pub(crate) texts: Vec<Texts>,
}

/// The index of one field.
#[derive(Debug)]
pub(crate) enum Texts {
    /// Positions by squashed value.
    Codes(Vec<u16>),
    /// By words.
    Named(Named),
}

impl Segment {
    /// About 2 µs a parcel.
    pub(crate) fn of(piece: &Piece<'_>, roles: &Roles) -> Self {
        let index = |&(field, role): &(usize, FieldRole)| match role {
            FieldRole::Address => Texts::Named(Named::of(piece, field, true)),
            FieldRole::Name | FieldRole::FormerName | FieldRole::Mention => {
                Texts::Named(Named::of(piece, field, false))
            }
            _ => Texts::Codes(codes::sorted(piece, field)),
        };
        Self {
            key: piece.key(),
            roles: roles.clone(),
            keys: roles.number.map(|_| Keys::of(piece, roles)),
            texts: roles.texts.iter().map(index).collect(),
        }
    }

    pub(crate) fn memory_bytes(&self) -> usize {
        let text = |texts: &Texts| match texts {
            Texts::Codes(positions) => positions.capacity() * 2,
            Texts::Named(named) => named.memory_bytes(),
        };
        self.texts.iter().map(text).sum::<usize>()
            + self.keys.as_ref().map_or(0, Keys::memory_bytes)
            + size_of::<Self>()
    }
}

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
