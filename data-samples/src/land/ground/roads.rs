//! Roads that lead on from the city's: its main roads, a motorway and a railway, lanes of villages. Within the city there are its streets.

use std::collections::BTreeMap;

use spatial_core::store::Staged;

use crate::fabric::{RADIALS, is_coast, main_road_name};
use crate::land::ground::extent::Extent;
use crate::land::ground::feature::line;
use crate::land::ground::land_use::{self, Use};
use crate::terrain::lattice::COAST;
use crate::terrain::{GridCell, Lattice, PlanePoint, whole};

/// All of them, the great ones last, so that they lie on top.
pub(crate) fn roads(extent: &Extent<'_>) -> Vec<Staged> {
    let lanes = lanes(extent);
    let main = main_roads(extent).into_iter();
    lanes.into_iter().chain(main).chain(avenue(extent)).chain(railway(extent)).chain(motorway(extent)).collect()
}

/// Two lanes that cross in the middle of each district of a village, and a track through every other field.
fn lanes(extent: &Extent<'_>) -> Vec<Staged> {
    let mut lanes = Vec::new();
    for cell in extent.cells().filter(|cell| !extent.is_city(*cell)) {
        let quad = extent.lattice.quad(cell);
        let [across, along] =
            [[(0.5, 0.0), (0.5, 1.0)], [(0.0, 0.5), (1.0, 0.5)]].map(|ends| ends.map(|(u, v)| quad.at(u, v)).to_vec());
        match land_use::of(extent, cell) {
            Use::Village if !extent.lattice.has_river(cell) => {
                lanes.push(line(across, "residential", ""));
                lanes.push(line(along, "residential", ""));
            }
            Use::Farmland if (cell.i + 2 * cell.j).rem_euclid(5) == 0 => lanes.push(line(across, "path", "")),
            _ => {}
        }
    }
    lanes
}

/// Stretches of grid lines beyond the city, under one name each.
fn main_roads(extent: &Extent<'_>) -> Vec<Staged> {
    let mut stretches: Vec<(bool, i64, &'static str, Vec<i64>)> = Vec::new();
    for (inland, at) in [(false, COAST[0]), (true, COAST[1])] {
        let lines = at..=extent.land;
        for number in lines.filter(|number| class(inland, *number).is_some()) {
            let from = COAST[usize::from(!inland)];
            for along in (from..extent.land).filter(|along| is_beyond(extent, inland, number, *along)) {
                let name = main_road_name(extent.lattice.seed, inland, number, along);
                match stretches.last_mut() {
                    Some((of, line, known, run))
                        if (*of, *line, *known) == (inland, number, name) && run.last() == Some(&along) =>
                    {
                        run.push(along + 1);
                    }
                    _ => stretches.push((inland, number, name, vec![along, along + 1])),
                }
            }
        }
    }
    // Small roads lie below great ones.
    let mut by_class: BTreeMap<u8, Vec<Staged>> = BTreeMap::new();
    for (inland, number, name, run) in stretches {
        let Some((rank, class)) = class(inland, number) else { continue };
        let place = |along: i64| {
            if inland { extent.lattice.vertex(number, along) } else { extent.lattice.vertex(along, number) }
        };
        let road = line(run.into_iter().map(place).collect(), class, &format!("Đường {name}"));
        by_class.entry(rank).or_default().push(road);
    }
    by_class.into_values().flatten().collect()
}

/// How great a road a grid line becomes in the country, smallest first; most end at the last house.
fn class(inland: bool, number: i64) -> Option<(u8, &'static str)> {
    match number {
        _ if is_coast(inland, number) => Some((2, "secondary")),
        _ if number.rem_euclid(12) == 0 => Some((3, "primary")),
        _ if number.rem_euclid(4) == 0 => Some((1, "tertiary")),
        _ => None,
    }
}

/// True where neither side of a stretch of road is the city's, and one is land.
fn is_beyond(extent: &Extent<'_>, inland: bool, number: i64, along: i64) -> bool {
    let sides = [0, 1].map(|back| {
        if inland { GridCell { i: number - back, j: along } } else { GridCell { i: along, j: number - back } }
    });
    !sides.iter().any(|cell| extent.is_city(*cell)) && sides.iter().any(|cell| Lattice::is_land(*cell))
}

/// The avenue to the right goes on across the grid, as the highway to the north.
fn avenue(extent: &Extent<'_>) -> Option<Staged> {
    let is_within = |at: &i64| extent.is_city(GridCell { i: *at, j: *at });
    let from = (0..extent.land).rev().find(is_within)? + 1;
    let corners: Vec<PlanePoint> = (from..=extent.land).map(|at| extent.lattice.vertex(at, at)).collect();
    (corners.len() > 1).then(|| line(corners, "trunk", &format!("Quốc lộ 51 ({})", RADIALS[0])))
}

/// From the city's edge inland, beside the middle road.
fn railway(extent: &Extent<'_>) -> Option<Staged> {
    let from = first_row_beyond(extent, -3)?;
    let course = |row: i64| extent.lattice.place(-2.55, whole(row));
    Some(line((from..=extent.land - 1).map(course).collect(), "rail", "Đường sắt Biên Hòa – Vũng Tàu"))
}

/// Where the railway ends.
pub(super) fn railhead(extent: &Extent<'_>) -> Option<PlanePoint> {
    Some(extent.lattice.place(-2.55, whole(first_row_beyond(extent, -3)?)))
}

/// From the first cross road beyond the city to the north.
fn motorway(extent: &Extent<'_>) -> Option<Staged> {
    let row = first_row_beyond(extent, 2)?;
    let from = row + (4 - row.rem_euclid(4));
    let places = (from..extent.land).map(|row| extent.lattice.place(2.45, whole(row)));
    let places: Vec<PlanePoint> = places.collect();
    (places.len() > 1).then(|| line(places, "motorway", "Cao tốc Biên Hòa – Vũng Tàu"))
}

/// The first row of districts inland that no district of the city is in, in a column.
fn first_row_beyond(extent: &Extent<'_>, column: i64) -> Option<i64> {
    let is_within = |row: &i64| (column - 1..=column + 1).any(|i| extent.is_city(GridCell { i, j: *row }));
    (0..extent.land).rev().find(is_within).map(|row| row + 1).filter(|row| *row + 5 < extent.land)
}
