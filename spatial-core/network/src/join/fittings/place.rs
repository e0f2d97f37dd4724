//! Where something stands, and which of several feet is its own.

use crate::join::index::Foot;
use crate::join::net::{Laid, Piece};

/// Where something stands: pieces are edges to be, nodes are numbered as in `nodes`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::join) enum At {
    /// At the end of a piece.
    End {
        /// Position of the piece.
        piece: usize,
        /// The node at that end.
        node: u32,
    },
    /// On a node.
    Node(u32),
    /// On a piece.
    Along {
        /// Position of the piece.
        piece: usize,
        /// Metres from its first node.
        measure: f64,
    },
}

/// A foot and the piece it lies on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Footing {
    pub(super) foot: Foot,
    pub(super) number: usize,
}

impl Footing {
    pub(super) fn piece<'a>(&self, laid: &Laid<'a>) -> &'a Piece {
        &laid.net.pieces[self.number]
    }

    /// Along its piece, in metres of the edge as it is drafted.
    pub(super) fn along(&self, laid: &Laid<'_>) -> At {
        let piece = self.piece(laid);
        let share = (self.foot.measure - piece.from.measure) / piece.length();
        let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 };
        At::Along { piece: self.number, measure: share * laid.length(piece) }
    }
}

/// Feet on what was joined, the nearest first; of those equally near to the millimetre, in order of code and along the line.
pub(super) fn footings(laid: &Laid<'_>, feet: &[Foot]) -> Vec<Footing> {
    let on_piece = |foot: &Foot| {
        let number = laid.net.piece_at(foot.strand, foot.measure)?;
        Some(Footing { foot: *foot, number })
    };
    let mut all: Vec<Footing> = feet.iter().filter_map(on_piece).collect();
    let millimetres = |foot: &Foot| (foot.distance * 1000.0).round();
    all.sort_by(|Footing { foot: one, .. }, Footing { foot: other, .. }| {
        // Strands are in order of their codes.
        let by_distance = millimetres(one).total_cmp(&millimetres(other));
        by_distance.then(one.strand.cmp(&other.strand)).then(one.measure.total_cmp(&other.measure))
    });
    all
}
