//! Areas: cells of one letter that share sides, and the rings around them.

use std::collections::{BTreeMap, BTreeSet};

use geo_types::{LineString, Polygon};

use crate::{Place, Sketch};

/// All areas of a letter, from the south.
pub(crate) fn of(sketch: &Sketch, letter: char) -> Vec<Polygon<f64>> {
    let line = |ring: Vec<Place>| -> LineString<f64> { ring.into_iter().map(|place| sketch.corner(place)).collect() };
    let cells = sketch.places(letter);
    let mut left: BTreeSet<Place> = cells.iter().copied().collect();
    let mut areas = Vec::new();
    for first in cells {
        let rings = rings(&connected(first, &mut left));
        // Cells that share sides have one shell.
        let (shells, holes): (Vec<_>, Vec<_>) = rings.into_iter().partition(|ring| twice_area(ring) > 0);
        let holes: Vec<_> = holes.into_iter().map(line).collect();
        areas.extend(shells.into_iter().map(|shell| Polygon::new(line(shell), holes.clone())));
    }
    areas
}

/// Takes out the cells that hang together with one; none if it was taken before.
fn connected(first: Place, left: &mut BTreeSet<Place>) -> BTreeSet<Place> {
    let (mut cells, mut open) = (BTreeSet::new(), vec![first]);
    while let Some([column, row]) = open.pop() {
        if left.remove(&[column, row]) {
            cells.insert([column, row]);
            open.extend([[column + 1, row], [column, row + 1], [column - 1, row], [column, row - 1]]);
        }
    }
    cells
}

/// The rings around cells, the cells on their left, closed, with a vertex at each bend.
fn rings(cells: &BTreeSet<Place>) -> Vec<Vec<Place>> {
    let mut sides: BTreeMap<Place, Vec<Place>> = BTreeMap::new();
    for &[column, row] in cells {
        let corners = [[column, row], [column + 1, row], [column + 1, row + 1], [column, row + 1]];
        let beyond = [[column, row - 1], [column + 1, row], [column, row + 1], [column - 1, row]];
        for side in (0..4).filter(|side| !cells.contains(&beyond[*side])) {
            sides.entry(corners[side]).or_default().push(corners[(side + 1) % 4]);
        }
    }
    let mut rings = Vec::new();
    while let Some(start) = sides.iter().find(|(_, ways)| !ways.is_empty()).map(|(start, _)| *start) {
        let (mut ring, mut came) = (vec![start], [0, 0]);
        while ring.len() == 1 || ring.last() != Some(&start) {
            let at = ring[ring.len() - 1];
            let ways = sides.entry(at).or_default();
            // Where two cells touch only in a corner, the way to the right: so no ring touches itself.
            let right = [at[0] + came[1], at[1] - came[0]];
            let next = ways.swap_remove(ways.iter().position(|way| *way == right).unwrap_or(0));
            came = [next[0] - at[0], next[1] - at[1]];
            ring.push(next);
        }
        rings.push(bends(&ring));
    }
    rings
}

/// A closed ring without the corners it runs straight through.
fn bends(ring: &[Place]) -> Vec<Place> {
    let around = ring.len() - 1;
    let is_bend = |at: &usize| {
        let ([x, y], [to_x, to_y]) = (ring[(at + around - 1) % around], ring[at + 1]);
        x != to_x && y != to_y
    };
    let mut bends: Vec<Place> = (0..around).filter(is_bend).map(|at| ring[at]).collect();
    bends.extend(bends.first().copied());
    bends
}

/// Positive for a ring that runs counter-clockwise.
fn twice_area(ring: &[Place]) -> i32 {
    ring.windows(2).map(|pair| pair[0][0] * pair[1][1] - pair[1][0] * pair[0][1]).sum()
}
