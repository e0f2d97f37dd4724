//! Plans of the whole city: few large zones, drawn over the zone grid.

use std::collections::{BTreeMap, BTreeSet};

use geo_types::{Geometry, LineString, Polygon};

use crate::city::City;
use crate::dice::{Dice, Purpose};
use crate::fabric::{Character, character};
use crate::planning::register::drawn::{Drawn, zone};
use crate::planning::register::gaps::Gaps;
use crate::planning::register::writing::Written;
use crate::planning::zones::{Indicators, along_borders, around, below, function, zone_cells};
use crate::terrain::{Corner, GridCell, Lattice, outlines, polygons};

/// What a sheet says of its zones.
#[derive(Debug, Clone, Copy)]
pub(super) enum Words {
    /// Functions of urban planning.
    Functions,
    /// Codes of land use.
    LandUse,
}

/// Zones of so many cells of the zone grid on each side, as far as the city goes, chosen anew for each salt.
pub(super) fn sheet(city: &City, gaps: &Gaps, size: i64, words: Words, salt: i64) -> Drawn {
    let lattice = city.lattice();
    let cells = zone_cells(city);
    let mut coarse: BTreeMap<GridCell, BTreeSet<GridCell>> = BTreeMap::new();
    for &cell in &cells {
        coarse.entry(coarser(cell, size, 0)).or_default().insert(cell);
    }
    let zones = coarse
        .iter()
        .filter_map(|(&cell, within)| patch(lattice, gaps, (cell, size), border(lattice, within, 1, 0), (words, salt)));
    let zones = zones.collect();
    Drawn { boundary: gaps.cut(border(lattice, &cells, 1, 0)), zones }
}

/// The cell of a grid of so many cells a side that holds a cell; its lines lie so many cells beside zero.
pub(super) fn coarser(cell: GridCell, size: i64, beside: i64) -> GridCell {
    GridCell { i: (cell.i - beside).div_euclid(size), j: (cell.j - beside).div_euclid(size) }
}

/// One zone of the zone grid.
pub(super) fn patch(
    lattice: &Lattice,
    gaps: &Gaps,
    (cell, size): (GridCell, i64),
    shape: Geometry,
    (words, salt): (Words, i64),
) -> Option<::planning::ZoneDraft> {
    let mut dice = Dice::at(lattice.seed, Purpose::Zone, cell.i + 10_000 * size, cell.j + salt);
    let district = below(cell, size);
    let number = format!("{}-{}", cell.j.rem_euclid(40) + 1, cell.i.rem_euclid(200) + 1);
    match words {
        Words::Functions => {
            let function = function(lattice, district, &mut dice);
            let written = Written::of(Indicators::of(function, &mut dice), &mut dice);
            zone(gaps, shape, (format!("{}{number}", function.sign), function.name), &written)
        }
        Words::LandUse => {
            let code = land_use(lattice, district, &mut dice);
            zone(gaps, shape, (format!("{code}.{number}"), code), &Written::nothing())
        }
    }
}

/// The outline of cells of a grid of so many zone cells a side.
pub(super) fn border(lattice: &Lattice, cells: &BTreeSet<GridCell>, size: i64, beside: i64) -> Geometry {
    let fine = |corner: &Corner| (corner.0 * size + beside, corner.1 * size + beside);
    let rings = outlines(cells).into_iter().map(|corners| {
        let all: Vec<Corner> = corners.iter().map(fine).collect();
        LineString::new(along_borders(lattice, &stepwise(&all)))
    });
    polygons(rings)
}

/// Every corner of the zone grid on the way.
fn stepwise(corners: &[Corner]) -> Vec<Corner> {
    let mut all: Vec<Corner> = corners.first().copied().into_iter().collect();
    for pair in corners.windows(2) {
        let ((mut x, mut y), (to_x, to_y)) = (pair[0], pair[1]);
        while (x, y) != (to_x, to_y) {
            (x, y) = (x + (to_x - x).signum(), y + (to_y - y).signum());
            all.push((x, y));
        }
    }
    all
}

/// A stretch of the zone grid as one zone: all cells from the first to the last.
pub(super) fn stretch(lattice: &Lattice, from: GridCell, to: GridCell) -> Geometry {
    let ring = around(lattice, [from.i, to.i + 1], [from.j, to.j + 1]);
    Geometry::Polygon(Polygon::new(LineString::new(ring), Vec::new()))
}

/// The land use that is planned for a district, or for the sea.
fn land_use(lattice: &Lattice, district: GridCell, dice: &mut Dice) -> &'static str {
    if !Lattice::is_land(district) {
        return "SON";
    }
    let codes: &[&'static str] = match character(lattice, district) {
        Character::Core => &["ODT", "ODT", "ODT", "TMD", "DVH"],
        Character::Town => &["ODT", "ODT", "ODT", "ODT", "TMD", "DGD", "DYT"],
        Character::Villa => &["ODT", "ODT", "DGD"],
        Character::Beach => &["TMD", "TMD", "DKV"],
        Character::Village => &["ONT", "ONT", "CLN"],
        Character::Field => &["LUC", "HNK", "NTS", "CLN"],
        Character::Industry => &["SKK", "SKC"],
        Character::Campus => &["DGD", "TSC", "DYT"],
        Character::Park => &["DKV", "DTT"],
    };
    dice.pick(codes)
}
