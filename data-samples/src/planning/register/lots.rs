//! Detailed plans: districts lot by lot with their streets, or some of their blocks.

use ::planning::ZoneDraft;
use geo_types::{Geometry, LineString, Polygon};
use spatial_core::geometry::joined;

use crate::city::City;
use crate::dice::{Dice, Purpose};
use crate::fabric::{Character, CityBlock, District};
use crate::planning::functions::{PlanFunction, ROADS, WATER, wished};
use crate::planning::register::drawn::{Drawn, zone};
use crate::planning::register::gaps::Gaps;
use crate::planning::register::writing::Written;
use crate::planning::zones::Indicators;
use crate::terrain::{GridCell, Lattice, PlanePoint, Quad, to_millimetres};

/// Which blocks of a district a plan is about.
#[derive(Debug, Clone, Copy)]
pub(super) enum Half {
    First,
    Second,
    /// One block, as plans of the shortened procedure are.
    One,
}

/// Whole districts: streets, rivers, and every block lot by lot.
pub(super) fn districts(city: &City, gaps: &Gaps, cells: &[GridCell]) -> Drawn {
    let lattice = city.lattice();
    let zones = cells.iter().flat_map(|&cell| district(lattice, gaps, cell)).collect();
    let quads: Vec<Geometry> = cells.iter().map(|&cell| shape(lattice.quad(cell).0.to_vec())).collect();
    Drawn { boundary: gaps.cut(joined(&quads)), zones }
}

/// Some blocks of a district, each as one zone or lot by lot, without the streets around.
pub(super) fn blocks(city: &City, gaps: &Gaps, cell: GridCell, half: Half, salt: i64) -> Drawn {
    let lattice = city.lattice();
    let district = District::new(lattice, cell);
    let middle = district.blocks.len().div_ceil(2);
    let chosen = match half {
        Half::First => 0..middle,
        Half::Second => middle.min(district.blocks.len().saturating_sub(1))..district.blocks.len(),
        Half::One => 0..1,
    };
    let mut dice = Dice::at(lattice.seed, Purpose::Zone, cell.i + salt, cell.j + 200_000);
    let numbered = (1..).zip(&district.blocks).filter(|(number, _)| chosen.contains(&(number - 1)));
    let zones: Vec<ZoneDraft> = numbered
        .flat_map(|(number, block)| block_zones(&district, gaps, (number, block), &Cut::whole(block), &mut dice))
        .collect();
    let boundary = (!zones.is_empty()).then(|| joined(zones.iter().map(|zone| &zone.geometry)));
    Drawn { boundary, zones }
}

fn district(lattice: &Lattice, gaps: &Gaps, cell: GridCell) -> Vec<ZoneDraft> {
    let district = District::new(lattice, cell);
    let mut dice = Dice::at(lattice.seed, Purpose::Zone, cell.i, cell.j + 300_000);
    let Quad(corners) = lattice.quad(cell);
    let cuts: Vec<Cut> = district.blocks.iter().map(|block| Cut::lots(&district, block)).collect();
    let water: Vec<Vec<PlanePoint>> =
        district.water.iter().map(|region| region.corners.map(to_millimetres).to_vec()).collect();
    let holes = cuts.iter().map(Cut::ring).chain(water.iter().cloned());
    let holes = holes.map(|ring| LineString::new(ring.into_iter().rev().collect())).collect();
    let streets = Geometry::Polygon(Polygon::new(LineString::new(corners.to_vec()), holes));
    let mut zones: Vec<ZoneDraft> = Vec::new();
    zones.extend(zone(gaps, streets, (format!("{}-1", ROADS.sign), ROADS.name), &Written::nothing()));
    for (number, ring) in (1..).zip(water) {
        let sign = format!("{}-{number}", WATER.sign);
        zones.extend(zone(gaps, shape(ring), (sign, WATER.name), &Written::nothing()));
    }
    for ((number, block), cut) in (1..).zip(&district.blocks).zip(&cuts) {
        zones.extend(block_zones(&district, gaps, (number, block), cut, &mut dice));
    }
    zones
}

/// A block as one zone; lot by lot where houses are planned.
fn block_zones(
    district: &District,
    gaps: &Gaps,
    (number, block): (usize, &CityBlock),
    cut: &Cut,
    dice: &mut Dice,
) -> Vec<ZoneDraft> {
    // Towns are built for people to live in: what is wished for first otherwise has to be wished for three times.
    let mut function = wished(district.character, dice);
    for _ in 0..if cut.columns > 1 { 2 } else { 0 } {
        if !is_housing(function) {
            function = wished(district.character, dice);
        }
    }
    let written = Written::of(Indicators::of(function, dice), dice);
    if !is_housing(function) || cut.columns < 2 {
        let sign = format!("{}-{number}", function.sign);
        return zone(gaps, shape(cut.ring()), (sign, function.name), &written).into_iter().collect();
    }
    let kind = if block.depth > 46.0 { "BT" } else { "LK" };
    let lots = (1..).zip(cut.parts());
    let lots = lots.filter_map(|(lot, ring)| {
        zone(gaps, shape(ring), (format!("{kind}{number}-{lot:02}"), function.name), &written)
    });
    lots.collect()
}

fn is_housing(function: PlanFunction) -> bool {
    matches!(function.sign, "NO" | "LX")
}

fn shape(ring: Vec<PlanePoint>) -> Geometry {
    Geometry::Polygon(Polygon::new(LineString::new(ring), Vec::new()))
}

/// A block cut into two rows of planned lots; their sides are not those of the lots that are there.
struct Cut {
    columns: usize,
    /// Along the front, the middle and the back of the block.
    lines: Vec<Vec<PlanePoint>>,
}

impl Cut {
    /// Not cut.
    fn whole(block: &CityBlock) -> Self {
        Self::into(block, 1)
    }

    fn lots(district: &District, block: &CityBlock) -> Self {
        let width = match district.character {
            Character::Core => 4.2,
            Character::Town => 4.6,
            Character::Villa => 9.0,
            Character::Village => 6.5,
            _ => return Self::whole(block),
        };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some dozen lots")]
        Self::into(block, (block.length / width).floor().max(1.0) as usize)
    }

    fn into(block: &CityBlock, columns: usize) -> Self {
        let rows = if columns > 1 { 2 } else { 1 };
        #[expect(clippy::cast_precision_loss, reason = "some dozen lots")]
        let share = |at: usize, of: usize| at as f64 / of as f64;
        let place = |row: usize, column: usize| {
            to_millimetres(block.point(block.length * share(column, columns), block.depth * share(row, rows)))
        };
        Self {
            columns,
            lines: (0..=rows).map(|row| (0..=columns).map(|column| place(row, column)).collect()).collect(),
        }
    }

    /// The ring around all.
    fn ring(&self) -> Vec<PlanePoint> {
        let last = self.lines.len() - 1;
        let between = |lines: &[Vec<PlanePoint>], column: usize| -> Vec<PlanePoint> {
            lines.iter().map(|line| line[column]).collect()
        };
        let right = between(&self.lines[1..last], self.columns);
        let left = between(&self.lines[1..last], 0);
        let top = self.lines[last].iter().rev().copied();
        self.lines[0].iter().copied().chain(right).chain(top).chain(left.into_iter().rev()).collect()
    }

    /// The lots, row by row.
    fn parts(&self) -> impl Iterator<Item = Vec<PlanePoint>> {
        self.lines.windows(2).flat_map(|rows| {
            let (front, back) = (&rows[0], &rows[1]);
            front.windows(2).zip(back.windows(2)).map(|(a, b)| vec![a[0], a[1], b[1], b[0]])
        })
    }
}
