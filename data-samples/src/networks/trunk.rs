//! The net of main roads: which of their stretches the city has, and the way along them to its centre.

use std::collections::BTreeSet;

use crate::city::City;
use crate::terrain::GridCell;

/// A crossing of main roads.
pub(super) type Crossing = (i64, i64);

/// After so many main roads comes a boulevard.
pub(super) const BOULEVARD: i64 = 4;

/// A stretch of main road between two crossings, the lower one first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Stretch {
    pub(super) inland: bool,
    pub(super) ends: [Crossing; 2],
}

/// All stretches and crossings of the city.
#[derive(Debug)]
pub(crate) struct Trunk {
    pub(super) stretches: BTreeSet<Stretch>,
    pub(super) crossings: BTreeSet<Crossing>,
}

impl Trunk {
    /// Gathers what the districts of a city lie at.
    pub(crate) fn of(city: &City) -> Self {
        let (mut stretches, mut crossings) = (BTreeSet::new(), BTreeSet::new());
        for GridCell { i, j } in city.cells() {
            for (inland, ends) in [
                (false, [(i, j), (i + 1, j)]),
                (false, [(i, j + 1), (i + 1, j + 1)]),
                (true, [(i, j), (i, j + 1)]),
                (true, [(i + 1, j), (i + 1, j + 1)]),
            ] {
                stretches.insert(Stretch { inland, ends });
                crossings.extend(ends);
            }
        }
        Self { stretches, crossings }
    }

    /// All stretches, along the coast first.
    pub(crate) fn stretches(&self) -> impl Iterator<Item = Stretch> + '_ {
        self.stretches.iter().copied()
    }

    /// The crossing farthest inland on the road from the sea through the centre.
    pub(super) fn head(&self) -> Crossing {
        self.crossings.iter().copied().filter(|(i, _)| *i == 0).max().unwrap_or((0, 0))
    }
}

/// The next crossing on the way to the centre: first to a boulevard along the coast, then along it, then along the middle road.
/// Each step leads nearer, past a district that is nearer, too: so it stays within any city.
pub(super) fn towards_centre((i, j): Crossing) -> Option<Crossing> {
    match (i, j) {
        (0, 0) => None,
        _ if j % BOULEVARD != 0 || i == 0 => Some((i, j - j.signum())),
        _ => Some((i - i.signum(), j)),
    }
}

impl Stretch {
    /// True if it is on the way to the centre from one of its ends.
    pub(super) fn is_branch(&self) -> bool {
        let [low, high] = self.ends;
        towards_centre(low) == Some(high) || towards_centre(high) == Some(low)
    }

    /// True along a boulevard.
    pub(super) fn is_boulevard(&self) -> bool {
        let (i, j) = self.ends[0];
        if self.inland { i % BOULEVARD == 0 } else { j % BOULEVARD == 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_crossing_finds_the_centre_along_stretches_of_the_city() {
        for parcels in [1, 900, 5000, 40_000] {
            let trunk = Trunk::of(&City::new(parcels, 1).expect("a city"));
            for &crossing in &trunk.crossings {
                let mut at = crossing;
                while let Some(next) = towards_centre(at) {
                    let stretch = Stretch { inland: next.0 == at.0, ends: [at.min(next), at.max(next)] };
                    assert!(trunk.stretches.contains(&stretch), "{parcels}: {at:?} {next:?}");
                    at = next;
                }
            }
        }
    }
}
