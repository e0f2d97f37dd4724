//! The streets of a district: four main roads around it, and those that cut it, each ending at two others.

use crate::ground::Place;
use crate::ground::flat::Line;

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
pub(crate) fn ends(ways: &[Way], number: usize) -> [Place; 2] {
    let way = &ways[number];
    way.bounds.map(|bound| way.line.crossing(ways[bound].line))
}
