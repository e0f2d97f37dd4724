//! The index of one piece of a layer: positions in good orders. What they are ordered by is read from the piece itself, so that a
//! feature costs a few bytes only.

use crate::search::codes;
use crate::search::keys::Keys;
use crate::search::named::Named;
use crate::search::roles::{Role, Roles};
use crate::snapshot::{Piece, PieceKey};

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
        let index = |&(field, role): &(usize, Role)| match role {
            Role::Address => Texts::Named(Named::of(piece, field, true)),
            Role::Name | Role::FormerName | Role::Mention => Texts::Named(Named::of(piece, field, false)),
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
