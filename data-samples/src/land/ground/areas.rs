//! The areas of the base map, from the ground up: fields first, then what lies on them, water last.

use geo_types::Geometry;
use spatial_core::store::Staged;

use crate::fabric::{Character, District, character};
use crate::land::ground::extent::Extent;
use crate::land::ground::feature::{polygon, said};
use crate::land::ground::land_use::{Use, groups, outline, woods};
use crate::land::ground::names::{HILLS, LAKE, PARKS, named};
use crate::land::ground::round::rounded;
use crate::land::ground::shore;
use crate::land::ground::waterways::{canal_banks, river_banks};
use crate::terrain::{GridCell, Lattice, PlanePoint};

/// A hill is a wood of so many districts.
const HILL: usize = 9;

/// All of them.
pub(crate) fn areas(extent: &Extent<'_>) -> Vec<Staged> {
    let mut areas = Vec::new();
    let mut fill = |is_wanted: &dyn Fn(GridCell, Use) -> bool, class: &str, cuts: u32| {
        areas.extend(groups(extent, is_wanted).iter().map(|group| said(outline(extent, group, cuts), class, "")));
    };
    fill(&|cell, used| !extent.is_city(cell) || used == Use::Farmland, "farmland", 0);
    fill(&|_, used| used == Use::Grass, "grass", 2);
    fill(&|cell, used| used == Use::Village && !extent.is_near_city(cell, 1), "residential", 1);
    fill(&|_, used| used == Use::Built, "residential", 0);
    fill(&|_, used| used == Use::Industrial, "industrial", 0);
    for (number, wood) in woods(extent).iter().enumerate() {
        let name = if wood.len() >= HILL { named(&HILLS, number) } else { "" };
        areas.push(said(outline(extent, wood, 3), "forest", name));
    }
    areas.extend(cemetery(extent).map(|ring| polygon(ring, "cemetery", "Nghĩa trang Long Hương")));
    areas.extend(parks(extent));
    areas.extend(marshes(extent).into_iter().map(|shape| said(shape, "wetland", "")));
    areas.extend(
        shore::beaches(extent)
            .into_iter()
            .zip(["Bãi Trước", "Bãi Sau"])
            .map(|(ring, name)| polygon(ring, "beach", name)),
    );
    areas.push(polygon(shore::sea(extent), "sea", "Biển Đông"));
    areas.extend(river_banks(extent).into_iter().map(|(ring, name)| polygon(ring, "river", name)));
    areas.extend(canal_banks(extent).map(|ring| polygon(ring, "water", "")));
    areas.extend(lake(extent).map(|ring| polygon(ring, "water", LAKE)));
    areas
}

/// The blocks of the city's parks, each district's named once.
fn parks(extent: &Extent<'_>) -> Vec<Staged> {
    let lattice = extent.lattice;
    let is_park = |cell: &&GridCell| Lattice::is_land(**cell) && character(lattice, **cell) == Character::Park;
    let mut parks = Vec::new();
    for (number, &cell) in extent.city.iter().filter(is_park).enumerate() {
        for (nth, block) in District::new(lattice, cell).blocks.iter().enumerate() {
            let name = if nth == 0 { named(&PARKS, number) } else { "" };
            parks.push(polygon(block.land.corners.to_vec(), "park", name));
        }
    }
    parks
}

/// In the first field beyond the city.
fn cemetery(extent: &Extent<'_>) -> Option<Vec<PlanePoint>> {
    let is_free = |cell: &GridCell| {
        let is_beside = extent.is_near_city(*cell, 2) && !extent.is_near_city(*cell, 1);
        is_beside && cell.j > 0 && !extent.lattice.has_river(*cell) && !Lattice::is_shore(*cell)
    };
    let quad = extent.lattice.quad(extent.cells().find(is_free)?);
    Some([(0.2, 0.25), (0.7, 0.2), (0.75, 0.7), (0.25, 0.6)].map(|(u, v)| quad.at(u, v)).to_vec())
}

/// Where rivers reach the sea, unless the city does there.
fn marshes(extent: &Extent<'_>) -> Vec<Geometry<f64>> {
    let is_marsh = |cell: GridCell, _: Use| {
        let is_beside = [-1, 1].map(|step| GridCell { i: cell.i + step, ..cell });
        let is_mouth = is_beside.into_iter().any(|next| extent.lattice.has_river(next));
        is_mouth && cell.j < -2 && !extent.is_near_city(cell, 1)
    };
    groups(extent, is_marsh).iter().map(|group| outline(extent, group, 2)).collect()
}

/// In the middle of the largest wood.
fn lake(extent: &Extent<'_>) -> Option<Vec<PlanePoint>> {
    let wood = woods(extent).into_iter().next()?;
    let &GridCell { i, j } = wood.iter().nth(wood.len() / 2)?;
    let corners = [(i - 1, j), (i, j), (i + 1, j + 1), (i + 1, j + 2), (i, j + 2), (i - 1, j + 1)];
    Some(rounded(&corners.map(|(i, j)| extent.lattice.vertex(i, j)), 3))
}
