//! The index of one piece of a layer: positions in good orders. What they are ordered by is read from the piece itself, so that a
//! feature costs a few bytes only.

use crate::layer::FieldRole;
use crate::search::codes;
use crate::search::keys::KeyIndex;
use crate::search::named::NameIndex;
use crate::search::roles::Roles;
use crate::snapshot::{Piece, PieceKey};

/// What finds features of one piece.
#[derive(Debug)]
pub(crate) struct Segment {
    pub(crate) key: PieceKey,
    pub(crate) roles: Roles,
    pub(crate) keys: Option<KeyIndex>,
    /// One per text of the roles.
    pub(crate) texts: Vec<TextIndex>,
}

/// The index of one field.
#[derive(Debug)]
pub(crate) enum TextIndex {
    /// Positions by squashed value.
    Codes(Vec<u16>),
    /// By words.
    Named(NameIndex),
}

impl Segment {
    /// About 2 µs a parcel.
    pub(crate) fn of(piece: &Piece<'_>, roles: &Roles) -> Self {
        let index = |&(field, role): &(usize, FieldRole)| match role {
            FieldRole::Address => TextIndex::Named(NameIndex::of(piece, field, true)),
            FieldRole::Name | FieldRole::FormerName | FieldRole::Mention | FieldRole::Class => {
                TextIndex::Named(NameIndex::of(piece, field, false))
            }
            _ => TextIndex::Codes(codes::sorted(piece, field)),
        };
        Self {
            key: piece.key(),
            roles: roles.clone(),
            keys: roles.number.map(|_| KeyIndex::of(piece, roles)),
            texts: roles.texts.iter().map(index).collect(),
        }
    }

    pub(crate) fn memory_bytes(&self) -> usize {
        let text = |texts: &TextIndex| match texts {
            TextIndex::Codes(positions) => positions.capacity() * 2,
            TextIndex::Named(named) => named.memory_bytes(),
        };
        self.texts.iter().map(text).sum::<usize>()
            + self.keys.as_ref().map_or(0, KeyIndex::memory_bytes)
            + size_of::<Self>()
    }
}
