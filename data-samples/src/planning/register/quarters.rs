//! Subdivision plans: quarters of nine zones each, with a planned road around every quarter that cuts what lots are in its way.

use std::collections::{BTreeSet, HashMap};

use geo_types::{Geometry, LineString, Polygon};
use spatial_core::geometry::joined;

use crate::city::City;
use crate::dice::{Dice, Purpose};
use crate::planning::functions::ROADS;
use crate::planning::register::drawn::{Drawn, zone};
use crate::planning::register::gaps::Gaps;
use crate::planning::register::sheets::{Words, border, coarser, patch};
use crate::planning::register::writing::Written;
use crate::planning::zones::{around, outline, zone_cells};
use crate::terrain::flat::{Line, length};
use crate::terrain::{GridCell, Lattice, PlanePoint, to_millimetres};

/// Zones of a quarter on each side.
const SIDE: i64 = 3;
/// Roads run along every third line of the zone grid, the first beside zero by so many.
const BESIDE: i64 = 1;

/// The quarters that touch the city.
pub(super) fn quarters(city: &City) -> BTreeSet<GridCell> {
    zone_cells(city).into_iter().map(quarter_of).collect()
}

/// The quarter a zone lies in.
pub(super) fn quarter_of(cell: GridCell) -> GridCell {
    coarser(cell, SIDE, BESIDE)
}

/// The subdivision plan of some quarters.
pub(super) fn subdivision(city: &City, gaps: &Gaps, quarters: &BTreeSet<GridCell>, salt: i64) -> Drawn {
    let lattice = city.lattice();
    let mut zones = Vec::new();
    for &quarter in quarters {
        let land = Inset::of(lattice, quarter);
        let sign = format!("{}{}-{}", ROADS.sign, quarter.j.rem_euclid(40) + 1, quarter.i.rem_euclid(200) + 1);
        zones.extend(zone(gaps, land.roads(), (sign, ROADS.name), &Written::nothing()));
        let (i, j) = (quarter.i * SIDE + BESIDE, quarter.j * SIDE + BESIDE);
        let cells = (j..j + SIDE).flat_map(|j| (i..i + SIDE).map(move |i| GridCell { i, j }));
        zones.extend(cells.filter_map(|cell| {
            patch(lattice, gaps, (cell, 1), land.within(outline(lattice, cell, 1)), (Words::Functions, salt))
        }));
    }
    Drawn { boundary: gaps.cut(border(lattice, quarters, SIDE, BESIDE)), zones }
}

/// Some zones of one quarter, drawn anew: a local adjustment.
pub(super) fn adjustment(city: &City, gaps: &Gaps, cells: &[GridCell], salt: i64) -> Drawn {
    let lattice = city.lattice();
    let zones = cells.iter().filter_map(|&cell| {
        let land = Inset::of(lattice, quarter_of(cell));
        patch(lattice, gaps, (cell, 1), land.within(outline(lattice, cell, 1)), (Words::Functions, salt))
    });
    let zones: Vec<_> = zones.collect();
    let boundary = (!zones.is_empty()).then(|| joined(zones.iter().map(|zone| &zone.geometry)));
    Drawn { boundary, zones }
}

/// A quarter without the halves of the roads around it.
struct Inset {
    /// In the middle of the roads.
    outer: Vec<PlanePoint>,
    /// Along the quarter's side of the roads, corner by corner.
    inner: Vec<PlanePoint>,
}

impl Inset {
    fn of(lattice: &Lattice, quarter: GridCell) -> Self {
        let [left, low] = [quarter.i, quarter.j].map(|at| at * SIDE + BESIDE);
        let outer = around(lattice, [left, left + SIDE], [low, low + SIDE]);
        let widths = [(false, low), (true, left + SIDE), (false, low + SIDE), (true, left)]
            .map(|(is_inland, line)| half_width(lattice, is_inland, line));
        let count = outer.len();
        let width = |edge: usize| widths[edge * 4 / count];
        let inner = (0..count).map(|at| {
            let before = (at + count - 1) % count;
            let (from, here, to) = (outer[before], outer[at], outer[(at + 1) % count]);
            let place = if at * 4 % count == 0 {
                let lines = [(from, here, before), (here, to, at)];
                let [one, other] = lines.map(|(a, b, edge)| Line::through(a, b).shifted(width(edge)));
                one.crossing(other)
            } else {
                mitred([from, here, to], width(at))
            };
            to_millimetres(place)
        });
        let inner = inner.collect();
        Self { outer, inner }
    }

    /// The halves of the roads around.
    fn roads(&self) -> Geometry {
        Geometry::Polygon(Polygon::new(
            LineString::new(self.outer.clone()),
            vec![LineString::new(self.inner.iter().rev().copied().collect())],
        ))
    }

    /// A zone of the quarter, as far as the roads leave it.
    fn within(&self, mut ring: Vec<PlanePoint>) -> Geometry {
        let key = |place: PlanePoint| [place.x.to_bits(), place.y.to_bits()];
        let moved: HashMap<_, _> = self.outer.iter().map(|&place| key(place)).zip(&self.inner).collect();
        for place in &mut ring {
            if let Some(to) = moved.get(&key(*place)) {
                *place = **to;
            }
        }
        Geometry::Polygon(Polygon::new(LineString::new(ring), Vec::new()))
    }
}

/// Where a way from place to place has its left edge beside the middle one.
fn mitred([from, here, to]: [PlanePoint; 3], metres: f64) -> PlanePoint {
    let normal = |a: PlanePoint, b: PlanePoint| {
        let step = b - a;
        PlanePoint { x: -step.y, y: step.x } / length(step)
    };
    let (one, other) = (normal(from, here), normal(here, to));
    here + (one + other) * (metres / (1.0 + one.x * other.x + one.y * other.y))
}

/// Half the width of the road along a line of the zone grid, in metres.
fn half_width(lattice: &Lattice, is_inland: bool, line: i64) -> f64 {
    let mut dice = Dice::at(lattice.seed, Purpose::StreetWidth, 10 + i64::from(is_inland), line);
    dice.between(6.0, 13.0).round()
}
