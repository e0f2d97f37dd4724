//! Districts of every sort: shore, cape, river, avenue, old town, villages.

use geo::{Area, BooleanOps, ConvexHull, Covers};
use geo_types::{Coord, LineString, Polygon};

use super::{boxes_meet, city, features, polygon, polygons, position, text};
use crate::SampleLayer;
use crate::fabric::{Character, District, character, waters};
use crate::terrain::{GridCell, Lattice, Quad};

/// One district of each character, and those with a shore, a cape, a river, an avenue.
fn districts(lattice: &Lattice) -> Vec<GridCell> {
    let mut found = vec![
        GridCell { i: -7, j: -5 },
        GridCell { i: 5, j: -5 },
        GridCell { i: -7, j: 3 },
        GridCell { i: 5, j: 2 },
        GridCell { i: 3, j: 3 },
        GridCell { i: -4, j: 3 },
    ];
    let mut seen: Vec<Character> = Vec::new();
    for cell in (0..40).flat_map(|j| (6..40).map(move |i| GridCell { i, j })) {
        let character = character(lattice, cell);
        if !seen.contains(&character) {
            seen.push(character);
            found.push(cell);
        }
    }
    found
}

#[test]
fn parcels_of_all_sorts_of_districts_lie_in_them_and_do_not_overlap() {
    for seed in [1, 2] {
        let lattice = Lattice { seed, reach: 24.0 };
        for cell in districts(&lattice) {
            let covered: Vec<Polygon<f64>> = waters(cell)
                .into_iter()
                .chain([cell])
                .map(|cell| Polygon::new(LineString::new(lattice.quad(cell).0.to_vec()), Vec::new()))
                .collect();
            let plots = District::new(&lattice, cell).plots(&lattice);
            let shapes: Vec<Polygon<f64>> =
                plots.into_iter().map(|plot| Polygon::new(plot.ring.into(), Vec::new())).collect();
            assert!(shapes.len() > 1, "{cell:?}");
            for (at, one) in shapes.iter().enumerate() {
                let inside: f64 = covered.iter().map(|part| part.intersection(one).unsigned_area()).sum();
                assert!(
                    (inside - one.signed_area()).abs() < 0.5,
                    "{cell:?}: {inside} of {} {one:?}",
                    one.signed_area()
                );
                for other in shapes[at + 1..].iter().filter(|other| boxes_meet(one, other)) {
                    let common = one.intersection(other).unsigned_area();
                    assert!(common < 0.05, "{cell:?}: {common} of {one:?} {other:?}");
                }
            }
        }
    }
}

#[test]
fn some_lots_are_shaped_like_an_l_and_some_have_no_street() {
    let city = city(5000);
    let parcels = polygons(&city, SampleLayer::Parcels);
    let bent = parcels.iter().filter(|parcel| parcel.unsigned_area() < 0.9 * parcel.convex_hull().unsigned_area());
    assert!(bent.count() * 100 > parcels.len());
    let at = position(&city, SampleLayer::Parcels, "dia_chi");
    let parcels = features(&city, SampleLayer::Parcels);
    let landlocked = parcels.iter().filter(|parcel| text(&parcel.values[at]).contains("/1 "));
    assert!(landlocked.count() * 200 > parcels.len());
}

#[test]
fn most_houses_of_the_old_town_are_tube_houses() {
    let lattice = Lattice { seed: 1, reach: 10.0 };
    let core = (-3..3).flat_map(|j| (-3..3).map(move |i| GridCell { i, j }));
    let core = core.filter(|&cell| character(&lattice, cell) == Character::Core);
    let plots = core.flat_map(|cell| District::new(&lattice, cell).plots(&lattice));
    let housing = plots.filter(|plot| plot.land_use == "ODT").filter_map(|plot| plot.stand);
    let is_tube = |[from, to]: [f64; 2], deep: f64| to - from < 5.2 && deep > 14.0 && deep < 21.0;
    let (tubes, all) = housing.fold((0, 0), |(tubes, all), stand| {
        let deep = (stand.across[1] - stand.across[0]).abs();
        (tubes + u32::from(is_tube(stand.along, deep)), all + 1)
    });
    assert!(tubes * 10 > all * 7, "{tubes} of {all}");
}

#[test]
fn roads_of_the_centre_are_straight_and_those_far_out_are_not() {
    let lattice = Lattice { seed: 1, reach: 20.0 };
    let bend = |[a, b, c]: [Coord<f64>; 3]| ((b - a).x * (c - b).y - (b - a).y * (c - b).x).abs();
    let road = |from: i64| [0, 1, 2].map(|step| lattice.vertex(from + step, 0));
    assert!(bend(road(-2)) < 1.0 && bend(road(12)) > 100.0);
    let Quad([a, b, ..]) = lattice.quad(GridCell { i: 0, j: 0 });
    assert!((((b - a).x.powi(2) + (b - a).y.powi(2)).sqrt() - 240.0).abs() < 1.0);
}

#[test]
fn buildings_stand_on_one_parcel() {
    let city = city(1200);
    let parcels = polygons(&city, SampleLayer::Parcels);
    let buildings = features(&city, SampleLayer::Buildings);
    assert!(buildings.len() > 900);
    for building in &buildings {
        let shape = polygon(building.geometry.as_ref());
        let under = parcels.iter().filter(|parcel| boxes_meet(parcel, shape));
        assert_eq!(under.filter(|parcel| parcel.covers(shape)).count(), 1, "{:?} {shape:?}", building.values);
    }
}
