//! Places around the city and the borders between its neighbours.

use spatial_core::store::Staged;

use crate::land::ground::extent::Extent;
use crate::land::ground::feature::{line, point};
use crate::land::ground::land_use::{Use, groups, woods};
use crate::land::ground::names::{HILLS, TOWNS, VILLAGES, named};
use crate::land::ground::roads;
use crate::terrain::lattice::COAST;
use crate::terrain::{GridCell, PlanePoint, whole};

/// Points with a name, the most important first: 1 is the largest.
pub(crate) fn places(extent: &Extent<'_>) -> Vec<Staged> {
    let lattice = extent.lattice;
    let mut places = vec![point(lattice.place(0.5, 0.5), "city", "Vũng Tàu", 1)];
    let mut villages = groups(extent, |cell, used| used == Use::Village && !extent.is_near_city(cell, 1));
    villages.sort_by_key(|village| std::cmp::Reverse(village.len()));
    let centre = |group: &std::collections::BTreeSet<GridCell>| {
        let &GridCell { i, j } = group.iter().nth(group.len() / 2).unwrap_or(&GridCell { i: 0, j: 0 });
        lattice.place(whole(i) + 0.5, whole(j) + 0.5)
    };
    let names = TOWNS.iter().map(|name| ("town", *name, 3)).chain(VILLAGES.iter().map(|name| ("village", *name, 5)));
    places
        .extend(villages.iter().zip(names).map(|(group, (class, name, rank))| point(centre(group), class, name, rank)));
    let hamlets = villages.iter().skip(TOWNS.len() + VILLAGES.len()).take(60).enumerate();
    places.extend(hamlets.map(|(number, group)| point(centre(group), "hamlet", &format!("Ấp {}", number + 1), 7)));
    let hills = woods(extent).into_iter().take(HILLS.len()).enumerate();
    places.extend(hills.filter(|(_, wood)| wood.len() > 8).map(|(number, wood)| {
        let &GridCell { i, j } = wood.iter().nth(wood.len() / 4).unwrap_or(&GridCell { i: 0, j: 0 });
        point(lattice.vertex(i, j), "peak", named(&HILLS, number), 6)
    }));
    places.extend(roads::railhead(extent).map(|place| point(place, "station", "Ga Vũng Tàu", 6)));
    places
}

/// Of the province far inland, and of communes around the city.
pub(crate) fn boundaries(extent: &Extent<'_>) -> Vec<Staged> {
    let lattice = extent.lattice;
    let (land, reach) = (extent.land, extent.reach);
    let inland = land - land / 8;
    let wave = |at: i64| whole(at.rem_euclid(7) - 3) * 0.13;
    let along = |row: i64, from: i64| -> Vec<PlanePoint> {
        (from..land).map(|i| lattice.place(whole(i), whole(row) + 0.5 + wave(3 * i))).collect()
    };
    let across = |column: i64, from: i64, to: i64| -> Vec<PlanePoint> {
        (from..to).map(|j| lattice.place(whole(column) + 0.5 + wave(5 * j), whole(j))).collect()
    };
    vec![
        line(along(inland, COAST[1]), "province", "Đồng Nai – Thành phố Hồ Chí Minh"),
        line(along(reach + 6, COAST[1]), "commune", ""),
        line(across(reach + 7, COAST[0], reach + 6), "commune", ""),
        line(across(1, reach + 7, inland), "commune", ""),
        line(across(reach + 12, reach + 7, inland), "commune", ""),
    ]
}
