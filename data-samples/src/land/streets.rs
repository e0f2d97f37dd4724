//! Centrelines: main roads between districts, avenues, streets and alleys within, with Vietnamese names and the width between red lines.

use std::collections::BTreeSet;

use geo_types::{Coord, Geometry, LineString};
use spatial_core::layer::Value;
use spatial_core::store::Staged;

use crate::city::City;
use crate::fabric::{District, NAME_LENGTH, RADIAL, RADIALS, Rank, is_coast, main_road_name, main_road_width};
use crate::terrain::{GridCell, to_millimetres};

/// All main roads: for each grid line, the runs along districts of the city that bear one name; then the avenues.
pub(crate) fn main_roads(city: &City) -> Vec<Staged> {
    let mut roads: Vec<Staged> = runs(city).into_iter().map(|run| main_road(city, run)).collect();
    roads.extend([false, true].into_iter().flat_map(|to_left| avenue(city, to_left)));
    roads
}

/// Runs of grid edges under one name: inland or along the coast, line, from, to.
fn runs(city: &City) -> Vec<(bool, i64, i64, i64)> {
    let mut edges = BTreeSet::new();
    for GridCell { i, j } in city.cells() {
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
    let mut cells: Vec<GridCell> = city.cells().filter(|&cell| lattice.is_radial(cell, to_left)).collect();
    cells.sort_unstable_by_key(|cell| cell.j);
    let mut stretches: Vec<Vec<Coord<f64>>> = Vec::new();
    for GridCell { i, j } in cells {
        let [from, to] = if to_left { [(i + 1, j), (i, j + 1)] } else { [(i, j), (i + 1, j + 1)] };
        let [from, to] = [from, to].map(|(i, j)| lattice.vertex(i, j));
        match stretches.last_mut() {
            Some(points) if points.last() == Some(&from) => points.push(to),
            _ => stretches.push(vec![from, to]),
        }
    }
    let name = format!("Đường {}", RADIALS[usize::from(to_left)]);
    stretches.into_iter().map(|points| street(points, name.clone(), "Đường trục chính", RADIAL)).collect()
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
            let points = district.ends(number).map(to_millimetres).to_vec();
            Some(street(points, named.full, class, way.width))
        })
        .collect()
}

/// One centreline; the carriageway is what the footways leave.
fn street(points: Vec<Coord<f64>>, name: String, class: &str, width: f64) -> Staged {
    let carriageway = if width > 11.0 { width - 6.0 } else { width - 1.0 };
    Staged::new(
        Some(Geometry::LineString(LineString::new(points))),
        vec![
            Value::text(name),
            Value::text(class),
            Value::Real(width),
            Value::Real((carriageway * 10.0).round() / 10.0),
        ],
    )
}
