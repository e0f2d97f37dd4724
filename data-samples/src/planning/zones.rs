//! Plan zones: drawn by planners, not by surveyors, so their borders run through parcels; only detailed plans follow blocks.

use std::collections::BTreeSet;

use geo_types::{Coord, Geometry, LineString, Polygon};
use spatial_core::geometry;
use spatial_core::layer::Value;
use spatial_core::store::Staged;

use crate::city::City;
use crate::dice::{Dice, Purpose};
use crate::fabric::{District, character};
use crate::planning::decisions::{ADJUSTMENT, GENERAL, LAND_USE, Level, Plan, detailed_plan, subdivision};
use crate::planning::functions::{PlanFunction, WATER, most_storeys, wished};
use crate::terrain::{Corner, GridCell, Lattice, PlanePoint, to_millimetres, whole};

/// Where the zone grid lies against the district grid, in zone widths; two zones a district on each axis.
const SHIFT: [f64; 2] = [0.31, 0.37];
/// How far corners and the middles of borders wander, in metres on each axis.
const WANDER: f64 = 11.0;
/// Storeys where no plan says anything.
const UNPLANNED: i64 = 3;

/// Zones of one size: so many cells of the zone grid on each side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ZoneSheet {
    level: Level,
    size: i64,
}

/// From the coarsest on: drawn and searched in this order.
pub(crate) fn zone_sheets() -> [ZoneSheet; 3] {
    [(Level::General, 6), (Level::LandUse, 4), (Level::Subdivision, 1)].map(|(level, size)| ZoneSheet { level, size })
}

/// The cells of the zone grid that touch the city, by row.
pub(super) fn zone_cells(city: &City) -> BTreeSet<GridCell> {
    let mut found = BTreeSet::new();
    for GridCell { i, j } in city.cells() {
        for b in 2 * j - 1..=2 * j + 1 {
            found.extend((2 * i - 1..=2 * i + 1).map(|a| GridCell { i: a, j: b }));
        }
    }
    found
}

/// The zones of a sheet; together they cover the city once.
pub(crate) fn zones(city: &City, sheet: ZoneSheet) -> Vec<Staged> {
    let cells = zone_cells(city).into_iter();
    let cells =
        cells.map(|GridCell { i, j }| (j.div_euclid(sheet.size), i.div_euclid(sheet.size))).collect::<BTreeSet<_>>();
    cells.into_iter().map(|(j, i)| zone(city.lattice(), GridCell { i, j }, sheet)).collect()
}

fn zone(lattice: &Lattice, cell: GridCell, sheet: ZoneSheet) -> Staged {
    let mut dice = Dice::at(lattice.seed, Purpose::Zone, cell.i + 10_000 * sheet.size, cell.j);
    let ring = outline(lattice, cell, sheet.size);
    let function = function(lattice, below(cell, sheet.size), &mut dice);
    let indicators = Indicators::of(function, &mut dice);
    let plan = match sheet.level {
        Level::General => GENERAL,
        Level::LandUse => LAND_USE,
        Level::Subdivision | Level::Detailed => subdivision_of(cell, &mut dice),
    };
    let stage = stage(lattice, below(cell, sheet.size), &mut dice);
    let sign = format!("{}{}-{}", function.sign, cell.j.rem_euclid(40) + 1, cell.i.rem_euclid(200) + 1);
    staged(ring, sign, function, indicators, &plan, stage)
}

/// The zones of a district's detailed plan: its blocks.
pub(crate) fn detailed_zones(lattice: &Lattice, cell: GridCell) -> Vec<Staged> {
    let district = District::new(lattice, cell);
    let plan = detailed_plan(lattice, cell);
    let mut dice = Dice::at(lattice.seed, Purpose::Zone, cell.i, cell.j + 100_000);
    (1..)
        .zip(&district.blocks)
        .map(|(number, block)| {
            let function = wished(district.character, &mut dice);
            let indicators = Indicators::of(function, &mut dice);
            let stage = stage(lattice, cell, &mut dice);
            let ring = block.land.corners.map(to_millimetres).to_vec();
            staged(ring, format!("{}-{number}", function.sign), function, indicators, &plan, stage)
        })
        .collect()
}

/// What a plan writes for a zone.
#[derive(Debug, Clone, Copy)]
pub(super) struct Indicators {
    pub(super) density: &'static str,
    pub(super) storeys: &'static str,
    pub(super) ratio: &'static str,
}

impl Indicators {
    pub(super) fn of(function: PlanFunction, dice: &mut Dice) -> Self {
        Self {
            density: dice.pick(function.density),
            storeys: dice.pick(function.storeys),
            ratio: dice.pick(function.ratio),
        }
    }
}

fn staged(
    ring: Vec<PlanePoint>,
    sign: String,
    function: PlanFunction,
    indicators: Indicators,
    plan: &Plan,
    stage: &'static str,
) -> Staged {
    let shape = Geometry::Polygon(Polygon::new(LineString::new(ring), Vec::new()));
    let area = (geometry::area(&shape).0 * 10.0).round() / 10.0;
    let or_nothing = |text: &str| if text.is_empty() { Value::Null } else { Value::text(text) };
    let values = vec![
        Value::text(sign),
        Value::text(function.name),
        or_nothing(indicators.density),
        or_nothing(indicators.storeys),
        or_nothing(indicators.ratio),
        Value::Real(area),
        Value::text(&*plan.name),
        or_nothing(plan.decision),
        or_nothing(plan.date),
        Value::text(plan.level.as_str()),
        Value::text(stage),
    ];
    Staged::new(Some(shape), values)
}

/// Built already, to be built first, or later; the farther out the later.
fn stage(lattice: &Lattice, district: GridCell, dice: &mut Dice) -> &'static str {
    let outward = district.centre_distance() / lattice.reach;
    let roll = dice.between(0.0, 0.6) + outward;
    if roll < 0.6 {
        "hiện trạng"
    } else if roll < 1.05 {
        "đợt đầu"
    } else {
        "dài hạn"
    }
}

/// The plan of a zone of a subdivision plan; a few zones were adjusted later.
fn subdivision_of(cell: GridCell, dice: &mut Dice) -> Plan {
    if dice.chance(4) { ADJUSTMENT } else { subdivision(cell.j) }
}

/// True if the zone was adjusted later.
pub(super) fn is_adjusted(lattice: &Lattice, cell: GridCell) -> bool {
    let mut dice = Dice::at(lattice.seed, Purpose::Zone, cell.i + 10_000, cell.j);
    let function = function(lattice, below(cell, 1), &mut dice);
    Indicators::of(function, &mut dice);
    subdivision_of(cell, &mut dice).code == ADJUSTMENT.code
}

/// What is planned over a district, or over the sea.
pub(super) fn function(lattice: &Lattice, district: GridCell, dice: &mut Dice) -> PlanFunction {
    let is_land = Lattice::is_land(district);
    if is_land { wished(character(lattice, district), dice) } else { WATER }
}

/// The district under the middle of a zone.
pub(super) fn below(cell: GridCell, size: i64) -> GridCell {
    let middle = |number: i64, shift: f64| {
        let place = (whole(size) * (whole(number) + 0.5) + shift) / 2.0;
        #[expect(clippy::cast_possible_truncation, reason = "a few hundred districts")]
        let district = place.floor() as i64;
        district
    };
    GridCell { i: middle(cell.i, SHIFT[0]), j: middle(cell.j, SHIFT[1]) }
}

/// The corners of the zone grid around a zone and the middles of its borders.
pub(super) fn outline(lattice: &Lattice, GridCell { i, j }: GridCell, size: i64) -> Vec<PlanePoint> {
    around(lattice, [i * size, (i + 1) * size], [j * size, (j + 1) * size])
}

/// The same around a stretch of the zone grid.
pub(super) fn around(lattice: &Lattice, [left, right]: [i64; 2], [low, high]: [i64; 2]) -> Vec<PlanePoint> {
    let mut corners: Vec<Corner> = (left..right).map(|a| (a, low)).collect();
    corners.extend((low..high).map(|b| (right, b)));
    corners.extend((left + 1..=right).rev().map(|a| (a, high)));
    corners.extend((low..=high).rev().map(|b| (left, b)));
    along_borders(lattice, &corners)
}

/// A closed ring of corners of the zone grid with the middles of the borders between.
pub(super) fn along_borders(lattice: &Lattice, corners: &[Corner]) -> Vec<PlanePoint> {
    let steps = corners.windows(2).flat_map(|pair| {
        let ((a, b), (c, d)) = (pair[0], pair[1]);
        let axis = i64::from(b != d);
        [corner(lattice, a, b), middle(lattice, axis, a.min(c), b.min(d))]
    });
    steps.collect()
}

fn corner(lattice: &Lattice, a: i64, b: i64) -> Coord<f64> {
    let place = lattice.place((whole(a) + SHIFT[0]) / 2.0, (whole(b) + SHIFT[1]) / 2.0);
    wander(place, &mut Dice::at(lattice.seed, Purpose::ZoneVertex, a, b))
}

/// The middle of the border that leaves a corner along one axis.
fn middle(lattice: &Lattice, axis: i64, a: i64, b: i64) -> Coord<f64> {
    let (from, to) = (corner(lattice, a, b), corner(lattice, a + 1 - axis, b + axis));
    wander((from + to) / 2.0, &mut Dice::at(lattice.seed, Purpose::ZoneEdge, 2 * a + axis, b))
}

fn wander(place: Coord<f64>, dice: &mut Dice) -> Coord<f64> {
    let step = Coord { x: dice.between(-WANDER, WANDER), y: dice.between(-WANDER, WANDER) };
    to_millimetres(place + step)
}

/// The storeys the subdivision plans allow in a district.
#[derive(Debug)]
pub(crate) struct StoreyLimits(Vec<(Vec<PlanePoint>, Option<i64>)>);

impl StoreyLimits {
    /// Reads the zones that touch the district.
    pub(crate) fn of(lattice: &Lattice, GridCell { i, j }: GridCell) -> Self {
        let cells = (2 * j - 1..=2 * j + 1).flat_map(|b| (2 * i - 1..=2 * i + 1).map(move |a| GridCell { i: a, j: b }));
        let zones = cells.map(|cell| {
            let mut dice = Dice::at(lattice.seed, Purpose::Zone, cell.i + 10_000, cell.j);
            let function = function(lattice, below(cell, 1), &mut dice);
            let indicators = Indicators::of(function, &mut dice);
            (outline(lattice, cell, 1), most_storeys(indicators.storeys))
        });
        Self(zones.collect())
    }

    /// The most storeys at a place.
    pub(crate) fn storeys_at(&self, place: PlanePoint) -> i64 {
        let zone = self.0.iter().find(|(ring, _)| is_within(ring, place));
        zone.and_then(|(_, storeys)| *storeys).unwrap_or(UNPLANNED)
    }
}

/// True inside an open ring (even-odd).
fn is_within(ring: &[PlanePoint], place: PlanePoint) -> bool {
    let mut inside = false;
    for at in 0..ring.len() {
        let (a, b) = (ring[at], ring[(at + 1) % ring.len()]);
        if (a.y > place.y) != (b.y > place.y) && place.x < a.x + (place.y - a.y) / (b.y - a.y) * (b.x - a.x) {
            inside = !inside;
        }
    }
    inside
}
