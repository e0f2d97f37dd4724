//! Centrelines: main roads between districts, avenues, streets and alleys within, with Vietnamese names and the width between red lines.

use std::collections::BTreeSet;

use geo_types::{Coord, Geometry, LineString};
use spatial_core::layer::Value;
use spatial_core::store::Staged;

use crate::City;
use crate::dice::{Dice, Purpose};
use crate::fabric::{Character, District, Rank};
use crate::ground::flat::distance;
use crate::ground::lattice::COAST;
use crate::ground::{Cell, Lattice, Place};
use crate::land::names::{COAST_ROADS, RADIALS, STREETS};

/// After so many districts a main road changes its name.
const NAME_LENGTH: i64 = 8;
/// House numbers a main road has along a district.
const NUMBERS: i64 = 150;

/// Width of a main road between its red lines, in metres; every fourth is a boulevard, and so are the roads along the sea.
pub(crate) fn main_road_width(seed: u64, inland: bool, line: i64) -> f64 {
    if is_coast(inland, line) {
        return 30.0;
    }
    let mut dice = Dice::at(seed, Purpose::StreetWidth, i64::from(inland), line);
    let width = if line.rem_euclid(4) == 0 { dice.between(24.0, 36.0) } else { dice.between(12.0, 19.0) };
    (width * 2.0).round() / 2.0
}

fn is_coast(inland: bool, line: i64) -> bool {
    line == COAST[usize::from(inland)]
}

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
pub(crate) struct Named {
    /// The street houses are numbered in: `Trần Phú`.
    pub(crate) street: String,
    /// Before the house number in an alley: `45/12/`.
    pub(crate) before: String,
    /// On the map: `Đường Trần Phú`, `Hẻm 45/12 Trần Phú`.
    pub(crate) full: String,
}

impl District {
    /// The names of all ways; an alley is named after the house of the street it opens at.
    pub(crate) fn names(&self, lattice: &Lattice) -> Vec<Named> {
        let mut names: Vec<Named> = Vec::with_capacity(self.ways.len());
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
                    Named { street: root.street.clone(), before, full }
                }
            };
            names.push(named);
        }
        names
    }

    fn main_name(&self, lattice: &Lattice, side: usize) -> &'static str {
        let Cell { i, j } = self.cell;
        let (inland, line, along) = [(false, j, i), (true, i + 1, j), (false, j + 1, i), (true, i, j)][side];
        main_road_name(lattice.seed, inland, line, along)
    }

    /// A street in the old town bears a name, elsewhere a number.
    fn street_name(&self, seed: u64, number: usize, street: usize) -> Named {
        let Cell { i, j } = self.cell;
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
    pub(crate) fn house(&self, way: usize, place: Place, is_even: bool) -> i64 {
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
    pub(crate) fn is_even(&self, way: usize, place: Place) -> bool {
        match way {
            0 | 3 => true,
            1 | 2 => false,
            _ => self.ways[way].line.left(place) > 0.0,
        }
    }
}

fn plain(name: &str) -> Named {
    Named { street: name.to_owned(), before: String::new(), full: format!("Đường {name}") }
}

/// All main roads: for each grid line, the runs along districts of the city that bear one name; then the avenues.
pub(crate) fn main_roads(city: &City) -> Vec<Staged> {
    let mut roads: Vec<Staged> = runs(city).into_iter().map(|run| main_road(city, run)).collect();
    roads.extend([false, true].into_iter().flat_map(|to_left| avenue(city, to_left)));
    roads
}

/// Runs of grid edges under one name: inland or along the coast, line, from, to.
fn runs(city: &City) -> Vec<(bool, i64, i64, i64)> {
    let mut edges = BTreeSet::new();
    for Cell { i, j } in city.cells() {
        edges.extend([(false, j, i), (false, j + 1, i), (true, i, j), (true, i + 1, j)]);
    }
    let mut runs: Vec<(bool, i64, i64, i64)> = Vec::new();
    for (inland, line, along) in edges {
        match runs.last_mut() {
            Some((r_inland, r_line, _, to))
                if (*r_inland, *r_line, *to) == (inland, line, along) && along.rem_euclid(NAME_LENGTH) != 0 =>
            {
                *to += 1;
            }
            _ => runs.push((inland, line, along, along + 1)),
        }
    }
    runs
}

fn main_road(city: &City, (inland, line, from, to): (bool, i64, i64, i64)) -> Staged {
    let lattice = city.lattice();
    let at = |along| if inland { lattice.vertex(line, along) } else { lattice.vertex(along, line) };
    let name = format!("Đường {}", main_road_name(lattice.seed, inland, line, from));
    let class = if line.rem_euclid(4) == 0 || is_coast(inland, line) {
        "Đường trục chính"
    } else {
        "Đường liên khu vực"
    };
    street((from..=to).map(at).collect(), name, class, main_road_width(lattice.seed, inland, line))
}

/// The stretches of one radial avenue, broken by the river.
fn avenue(city: &City, to_left: bool) -> Vec<Staged> {
    let lattice = city.lattice();
    let mut cells: Vec<Cell> = city.cells().filter(|&cell| lattice.is_radial(cell, to_left)).collect();
    cells.sort_unstable_by_key(|cell| cell.j);
    let mut stretches: Vec<Vec<Coord<f64>>> = Vec::new();
    for Cell { i, j } in cells {
        let [from, to] = if to_left { [(i + 1, j), (i, j + 1)] } else { [(i, j), (i + 1, j + 1)] };
        let [from, to] = [from, to].map(|(i, j)| lattice.vertex(i, j));
        match stretches.last_mut() {
            Some(points) if points.last() == Some(&from) => points.push(to),
            _ => stretches.push(vec![from, to]),
        }
    }
    let name = format!("Đường {}", RADIALS[usize::from(to_left)]);
    stretches
        .into_iter()
        .map(|points| street(points, name.clone(), "Đường trục chính", crate::fabric::RADIAL))
        .collect()
}

/// The streets within one district.
pub(crate) fn local_streets(city: &City, district: &District) -> Vec<Staged> {
    let names = district.names(city.lattice());
    let local = district.ways.iter().zip(names).enumerate();
    local
        .filter_map(|(number, (way, named))| {
            let class = match way.rank {
                Rank::Main | Rank::Radial => return None,
                Rank::Street => "Đường khu vực",
                Rank::Lane => "Hẻm",
            };
            let points = district.ends(number).map(crate::ground::to_millimetres).to_vec();
            Some(street(points, named.full, class, way.width))
        })
        .collect()
}

/// One centreline; the carriageway is what the footways leave.
fn street(points: Vec<Coord<f64>>, name: String, class: &str, width: f64) -> Staged {
    let carriageway = if width > 11.0 { width - 6.0 } else { width - 1.0 };
    Staged {
        geometry: Some(Geometry::LineString(LineString::new(points))),
        values: vec![
            Value::text(name),
            Value::text(class),
            Value::Real(width),
            Value::Real((carriageway * 10.0).round() / 10.0),
        ],
    }
}

fn whole_number(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(0)
}
