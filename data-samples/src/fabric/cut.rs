//! Cutting land by streets: a convex quadrilateral becomes two with a street of exact width between, again and again.

use crate::dice::Dice;
use crate::fabric::character::{Pattern, halves};
use crate::fabric::ways::{Rank, Way};
use crate::terrain::PlanePoint;
use crate::terrain::flat::{Line, between, distance};

/// A side this much longer than wished is cut.
const TOO_LONG: f64 = 1.45;

/// Land between four ways.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Region {
    /// Counter-clockwise.
    pub(crate) corners: [PlanePoint; 4],
    /// The way along each side; side 0 runs from corner 0 to corner 1.
    pub(crate) ways: [usize; 4],
}

impl Region {
    /// The same with the next side first.
    pub(crate) fn turned(self) -> Self {
        let ([a, b, c, d], [v, w, x, y]) = (self.corners, self.ways);
        Self { corners: [b, c, d, a], ways: [w, x, y, v] }
    }

    /// Mean length of sides 0 and 2, and of sides 1 and 3.
    pub(crate) fn size(&self) -> [f64; 2] {
        let [a, b, c, d] = self.corners;
        [f64::midpoint(distance(a, b), distance(c, d)), f64::midpoint(distance(b, c), distance(d, a))]
    }

    /// Cuts from side 0 to side 2, at these shares of them, leaving a street between; returns both parts.
    pub(crate) fn cut(&self, shares: [f64; 2], width: f64, rank: Rank, ways: &mut Vec<Way>) -> [Self; 2] {
        let ([a, b, c, d], [south, east, north, west]) = (self.corners, self.ways);
        let line = Line::through(between(a, b, shares[0]), between(d, c, shares[1]));
        let (below, above) = (Line::through(a, b), Line::through(d, c));
        let [left, right] = [width / 2.0, -width / 2.0].map(|side| line.shifted(side));
        let new = ways.len();
        ways.push(Way { line, width, bounds: [south, north], rank });
        [
            Self { corners: [a, below.crossing(left), above.crossing(left), d], ways: [south, new, north, west] },
            Self { corners: [below.crossing(right), b, c, above.crossing(right)], ways: [south, east, north, new] },
        ]
    }

    /// Cuts until the parts are blocks of the pattern, each turned so that its lots front sides 0 and 2.
    pub(crate) fn into_blocks(self, pattern: &Pattern, dice: &mut Dice, ways: &mut Vec<Way>, blocks: &mut Vec<Self>) {
        let [along, across] = self.size();
        let (long, wide) = (along / pattern.length, across / pattern.depth);
        if long.max(wide) < TOO_LONG {
            blocks.push(self);
            return;
        }
        let (region, share) = if long >= wide { (self, long) } else { (self.turned(), wide) };
        let is_first = self.ways.iter().filter(|&&way| ways[way].rank <= Rank::Radial).count() >= 4;
        let (width, rank) = if is_first || share > 3.4 {
            (pattern.street, Rank::Street)
        } else {
            (halves(pattern.lane * dice.between(0.9, 1.2)), Rank::Lane)
        };
        let parts = region.cut(shares(share, pattern.slant, dice), width, rank, ways);
        for part in parts {
            let part = if long >= wide { part } else { part.turned().turned().turned() };
            part.into_blocks(pattern, dice, ways, blocks);
        }
    }
}

/// Where to cut a side that holds so many blocks.
fn shares(blocks: f64, slant: f64, dice: &mut Dice) -> [f64; 2] {
    let count = blocks.round().max(2.0);
    let half = (count / 2.0).floor();
    let middle = if dice.chance(50) { half } else { count - half } / count;
    let wander = 0.03 + slant / 2.0;
    let middle = middle + dice.between(-wander, wander);
    [middle, middle + dice.between(-slant, slant)].map(|share| share.clamp(0.2, 0.8))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_street_has_its_width_all_along() {
        let place = |x, y| PlanePoint { x, y };
        let corners = [place(0.0, 0.0), place(100.0, 10.0), place(90.0, 80.0), place(-5.0, 60.0)];
        let region = Region { corners, ways: [0, 1, 2, 3] };
        let mut ways = Vec::new();
        let [left, right] = region.cut([0.4, 0.6], 7.5, Rank::Lane, &mut ways);
        for corner in [left.corners[1], left.corners[2]] {
            assert!((ways[0].line.left(corner) - 3.75).abs() < 1e-9);
        }
        for corner in [right.corners[0], right.corners[3]] {
            assert!((ways[0].line.left(corner) + 3.75).abs() < 1e-9);
        }
    }
}
