//! Features by a code: an identifier, a sign, the number of a decision. Codes are compared squashed, and found by how they begin.

use std::cmp::Ordering;

use crate::search::field_text::{positions, text_of};
use crate::search::keys::equal;
use crate::search::words::squashed;
use crate::snapshot::Piece;

/// Positions of the features that have a code, in order of it.
pub(crate) fn sorted(piece: &Piece<'_>, field: usize) -> Vec<u16> {
    let code = |at: u16| text_of(&piece.feature(at), field).map(|text| squashed(&text)).filter(|code| !code.is_empty());
    let mut coded: Vec<(String, u16)> = positions(piece).filter_map(|at| Some((code(at)?, at))).collect();
    coded.sort_unstable();
    coded.into_iter().map(|(_, at)| at).collect()
}

/// Positions of the features whose code begins so; of the whole code first.
pub(crate) fn beginning<'a>(order: &'a [u16], piece: &Piece<'_>, field: usize, start: &str) -> &'a [u16] {
    let compare = |at: u16| {
        let code = text_of(&piece.feature(at), field).map(|text| squashed(&text)).unwrap_or_default();
        if code.starts_with(start) { Ordering::Equal } else { code.as_str().cmp(start) }
    };
    &order[equal(order, compare)]
}
