//! What the ways of a district are called, and how houses along them are numbered.

use crate::dice::{Dice, Purpose};
use crate::fabric::character::Character;
use crate::fabric::district::District;
use crate::fabric::ways::{Rank, is_coast};
use crate::fabric::words::{COAST_ROADS, RADIALS, STREETS};
use crate::terrain::flat::distance;
use crate::terrain::{GridCell, Lattice, PlanePoint};

/// After so many districts a main road changes its name.
pub(crate) const NAME_LENGTH: i64 = 8;
/// House numbers a main road has along a district.
const NUMBERS: i64 = 150;

/// Name of the main road on a grid line, where it passes a district.
pub(crate) fn main_road_name(seed: u64, inland: bool, line: i64, along: i64) -> &'static str {
    let stretch = along.div_euclid(NAME_LENGTH);
    let of = |names: &[&'static str], number: i64| {
        let at = number.rem_euclid(i64::try_from(names.len()).unwrap_or(1));
        names[usize::try_from(at).unwrap_or(0)]
    };
    if is_coast(inland, line) {
        return of(&COAST_ROADS, stretch + 2 * i64::from(inland));
    }
    let first = i64::from(Dice::at(seed, Purpose::StreetName, 0, 0).below(1000));
    of(&STREETS, first + 17 * line + 29 * stretch + 53 * i64::from(inland))
}

/// What a way is called.
#[derive(Debug, Clone)]
pub(crate) struct WayName {
    /// The street houses are numbered in: `Trần Phú`.
    pub(crate) street: String,
    /// Before the house number in an alley: `45/12/`.
    pub(crate) before: String,
    /// On the map: `Đường Trần Phú`, `Hẻm 45/12 Trần Phú`.
    pub(crate) full: String,
}

impl District {
    /// The names of all ways; an alley is named after the house of the street it opens at.
    pub(crate) fn names(&self, lattice: &Lattice) -> Vec<WayName> {
        let mut names: Vec<WayName> = Vec::with_capacity(self.ways.len());
        let mut streets = 0;
        for (number, way) in self.ways.iter().enumerate() {
            let named = match way.rank {
                Rank::Main => plain(self.main_name(lattice, number)),
                Rank::Radial => plain(RADIALS[usize::from(self.cell.i < 0)]),
                Rank::Street => {
                    streets += 1;
                    self.street_name(lattice.seed, number, streets)
                }
                Rank::Lane => {
                    let root = &names[way.bounds[0]];
                    let before = format!("{}{}/", root.before, self.house(way.bounds[0], self.ends(number)[0], true));
                    let full = format!("Hẻm {} {}", before.trim_end_matches('/'), root.street);
                    WayName { street: root.street.clone(), before, full }
                }
            };
            names.push(named);
        }
        names
    }

    fn main_name(&self, lattice: &Lattice, side: usize) -> &'static str {
        let GridCell { i, j } = self.cell;
        let (inland, line, along) = [(false, j, i), (true, i + 1, j), (false, j + 1, i), (true, i, j)][side];
        main_road_name(lattice.seed, inland, line, along)
    }

    /// A street in the old town bears a name, elsewhere a number.
    fn street_name(&self, seed: u64, number: usize, street: usize) -> WayName {
        let GridCell { i, j } = self.cell;
        match self.character {
            Character::Core => {
                let mut dice = Dice::at(seed, Purpose::StreetName, i.wrapping_mul(1000) + j, whole_number(number));
                plain(dice.pick(&STREETS))
            }
            Character::Industry => plain(&format!("D{street}")),
            _ => plain(&format!("số {}", i.rem_euclid(12) * 12 + j.rem_euclid(12) * 3 + whole_number(street))),
        }
    }

    /// The number of a house at a place beside or on a way; `is_even` decides the side of the street.
    pub(crate) fn house(&self, way: usize, place: PlanePoint, is_even: bool) -> i64 {
        let line = self.ways[way].line;
        let from_begin = match way {
            2 | 3 => distance(line.from, line.from + line.step) - line.along(place),
            _ => line.along(place),
        };
        let first = match way {
            0 | 2 => self.cell.i.rem_euclid(NAME_LENGTH) * NUMBERS,
            1 | 3 => self.cell.j.rem_euclid(NAME_LENGTH) * NUMBERS,
            _ => 0,
        };
        #[expect(clippy::cast_possible_truncation, reason = "some hundred metres")]
        let step = (from_begin.max(0.0) / 3.6) as i64;
        first + 2 * step + if is_even { 2 } else { 1 }
    }

    /// True on the side of a way that has even numbers.
    pub(crate) fn is_even(&self, way: usize, place: PlanePoint) -> bool {
        match way {
            0 | 3 => true,
            1 | 2 => false,
            _ => self.ways[way].line.left(place) > 0.0,
        }
    }
}

fn plain(name: &str) -> WayName {
    WayName { street: name.to_owned(), before: String::new(), full: format!("Đường {name}") }
}

fn whole_number(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(0)
}
