//! The streets of a district: four main roads around it, and those that cut it, each ending at two others.

use crate::dice::{Dice, Purpose};
use crate::terrain::PlanePoint;
use crate::terrain::flat::Line;
use crate::terrain::lattice::COAST;

/// Width of the radial avenues, in metres.
pub(crate) const RADIAL: f64 = 28.0;

/// A street's place in the hierarchy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    /// Between districts.
    Main,
    /// Radial, across districts.
    Radial,
    /// Cut first; has a name of its own.
    Street,
    /// Hẻm: named after the street it opens on.
    Lane,
}

/// A straight street within a district, or the half of a main road that belongs to it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Way {
    /// Its centreline, from where it begins; ends are where it meets [`Way::bounds`].
    pub(crate) line: Line,
    /// Between the red lines, in metres.
    pub(crate) width: f64,
    /// The ways it begins and ends at.
    pub(crate) bounds: [usize; 2],
    pub(crate) rank: Rank,
}

/// The ends of the centreline of a way: on the centrelines of others.
pub(crate) fn ends(ways: &[Way], number: usize) -> [PlanePoint; 2] {
    let way = &ways[number];
    way.bounds.map(|bound| way.line.crossing(ways[bound].line))
}

/// Width of a main road between its red lines, in metres; every fourth is a boulevard, and so are the roads along the sea.
pub(crate) fn main_road_width(seed: u64, inland: bool, line: i64) -> f64 {
    if is_coast(inland, line) {
        return 30.0;
    }
    let mut dice = Dice::at(seed, Purpose::StreetWidth, i64::from(inland), line);
    let width = if line.rem_euclid(4) == 0 { dice.between(24.0, 36.0) } else { dice.between(12.0, 19.0) };
    (width * 2.0).round() / 2.0
}

/// True of the roads along the sea.
pub(crate) fn is_coast(inland: bool, line: i64) -> bool {
    line == COAST[usize::from(inland)]
}
