//! Centrelines: main roads between districts, local streets within, with Vietnamese names and the width between red lines.

use std::collections::BTreeSet;

use geo_types::{Coord, Geometry, LineString};
use spatial_core::layer::Value;
use spatial_core::store::Staged;

use crate::City;
use crate::dice::{Dice, Purpose};
use crate::district::District;
use crate::lattice::{Cell, Lattice, SPACING};
use crate::names::STREETS;

/// After so many districts a main road changes its name.
const NAME_LENGTH: i64 = 8;

/// Width of a main road between its red lines, in metres; every fourth is a boulevard.
pub(crate) fn main_road_width(seed: u64, inland: bool, line: i64) -> f64 {
    let mut dice = Dice::at(seed, Purpose::StreetWidth, i64::from(inland), line);
    let width = if line.rem_euclid(4) == 0 { dice.between(24.0, 36.0) } else { dice.between(12.0, 19.0) };
    (width * 2.0).round() / 2.0
}

/// Name of the main road on a grid line, where it passes a district.
pub(crate) fn main_road_name(seed: u64, inland: bool, line: i64, along: i64) -> &'static str {
    let key = 2 * along.div_euclid(NAME_LENGTH) + i64::from(inland);
    Dice::at(seed, Purpose::StreetName, line, key).pick(&STREETS)
}

impl District {
    /// Name of the street with this number in the district, and what stands before the house number (`45/` in an alley).
    pub(crate) fn street_name(&self, lattice: &Lattice, number: usize) -> (String, String) {
        let Cell { i, j } = self.cell;
        let last = self.last_street();
        let step = i64::from(number == last);
        let main = |step: i64| {
            let (line, along) = if self.turned { (i + step, j) } else { (j + step, i) };
            main_road_name(lattice.seed, self.turned, line, along)
        };
        if number == 0 || number == last {
            return (main(step).to_owned(), String::new());
        }
        // An alley (hẻm) opens on the crossing main road; its number is the house it opens at.
        let (line, along) = if self.turned { (j, i) } else { (i, j) };
        let name = main_road_name(lattice.seed, !self.turned, line, along);
        let alley = house_offset(along) + number * 12;
        (name.to_owned(), format!("{alley}/"))
    }

    /// First house number along a main road that passes the district, less one.
    pub(crate) fn house_offset(&self) -> usize {
        house_offset(if self.turned { self.cell.j } else { self.cell.i })
    }
}

/// A district takes 150 numbers of a main road.
fn house_offset(along: i64) -> usize {
    usize::try_from(along.rem_euclid(NAME_LENGTH) * 150).unwrap_or(0)
}

/// All main roads: for each grid line, the runs along districts of the city that bear one name.
pub(crate) fn main_roads(city: &City) -> Vec<Staged> {
    let mut edges = BTreeSet::new();
    for Cell { i, j } in city.cells() {
        edges.extend([(false, j, i), (false, j + 1, i), (true, i, j), (true, i + 1, j)]);
    }
    let mut roads = Vec::new();
    let mut run: Option<(bool, i64, i64, i64)> = None;
    for (inland, line, along) in edges {
        run = match run {
            Some((r_inland, r_line, from, to))
                if (r_inland, r_line, to) == (inland, line, along) && along.rem_euclid(NAME_LENGTH) != 0 =>
            {
                Some((inland, line, from, along + 1))
            }
            ended => {
                roads.extend(ended.map(|run| main_road(city, run)));
                Some((inland, line, along, along + 1))
            }
        };
    }
    roads.extend(run.map(|run| main_road(city, run)));
    roads
}

fn main_road(city: &City, (inland, line, from, to): (bool, i64, i64, i64)) -> Staged {
    let lattice = city.lattice();
    let at = |along| if inland { lattice.vertex(line, along) } else { lattice.vertex(along, line) };
    let name = format!("Đường {}", main_road_name(lattice.seed, inland, line, from));
    street((from..=to).map(at).collect(), name, "Đường chính", main_road_width(lattice.seed, inland, line))
}

/// The local streets of one district.
pub(crate) fn local_streets(city: &City, district: &District) -> Vec<Staged> {
    let mut number = 0;
    let mut streets = Vec::new();
    for local in &district.streets {
        let ends =
            if local.crosses { [[local.at, 0.0], [local.at, SPACING]] } else { [[0.0, local.at], [SPACING, local.at]] };
        let name = if local.crosses {
            format!("Đường nội bộ {}", streets.len() + 1)
        } else {
            number += 1;
            let (name, before) = district.street_name(city.lattice(), number);
            format!("Hẻm {} {name}", before.trim_end_matches('/'))
        };
        let width = (local.width * 10.0).round() / 10.0;
        streets.push(street(ends.map(|end| district.point(end)).to_vec(), name, "Đường nội bộ", width));
    }
    streets
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
