//! The base map around the city, and what it leaves to the city.

use std::collections::BTreeSet;

use geo::{Area, BooleanOps, Contains};
use geo_types::{Geometry, MultiPolygon, Point, Polygon};
use spatial_core::store::Staged;

use super::{boxes_meet, city, features, polygon, polygons, text};
use crate::{City, SampleLayer};

fn of_class(city: &City, class: &str) -> Vec<Polygon<f64>> {
    let areas = features(city, SampleLayer::BaseAreas).into_iter().filter(|area| text(&area.values[0]) == class);
    areas.map(|area| polygon(area.geometry.as_ref()).clone()).collect()
}

/// Square metres in which two sets of areas lie on each other.
fn shared(ones: &[Polygon<f64>], others: &[Polygon<f64>]) -> f64 {
    let meeting = |one: &Polygon<f64>| {
        let near = others.iter().filter(|other| boxes_meet(one, other));
        near.map(|other| one.intersection(other).unsigned_area()).sum::<f64>()
    };
    ones.iter().map(meeting).sum()
}

#[test]
fn the_ground_has_what_a_map_is_known_by() {
    let city = city(20_000);
    let classes = |layer| -> BTreeSet<String> {
        features(&city, layer).iter().map(|feature| text(&feature.values[0]).to_owned()).collect()
    };
    let areas = classes(SampleLayer::BaseAreas);
    for class in ["sea", "river", "water", "beach", "farmland", "forest", "residential", "park", "cemetery"] {
        assert!(areas.contains(class), "{class} in {areas:?}");
    }
    let roads = classes(SampleLayer::BaseRoads);
    for class in ["motorway", "trunk", "primary", "secondary", "tertiary", "residential", "path", "rail"] {
        assert!(roads.contains(class), "{class} in {roads:?}");
    }
    let waterways = classes(SampleLayer::BaseWaterways);
    assert!(["river", "canal"].iter().all(|class| waterways.contains(*class)), "{waterways:?}");
    let places = classes(SampleLayer::BasePlaces);
    assert!(["city", "town", "village", "peak", "station"].iter().all(|class| places.contains(*class)), "{places:?}");
    assert!(!features(&city, SampleLayer::BaseBuildings).is_empty());
}

#[test]
fn the_ground_says_nothing_against_the_city() {
    let city = city(9000);
    let wards = polygons(&city, SampleLayer::Wards);
    for class in ["forest", "grass", "wetland", "cemetery"] {
        assert!(shared(&of_class(&city, class), &wards) < 1.0, "{class} in the city");
    }
    // The city's own water lies in the sea and the river, and nothing else does.
    let at = super::position(&city, SampleLayer::Parcels, "loai_dat");
    let dry = |parcel: &Staged| !["MVB", "SON"].contains(&text(&parcel.values[at]));
    let dry: Vec<Polygon<f64>> = features(&city, SampleLayer::Parcels)
        .iter()
        .filter(|parcel| dry(parcel))
        .map(|parcel| polygon(parcel.geometry.as_ref()).clone())
        .collect();
    let sea = of_class(&city, "sea");
    assert!(shared(&dry, &sea) < 1.0, "land in the sea: {} m²", shared(&dry, &sea));
    assert!(shared(&dry, &of_class(&city, "river")) < 1.0, "land in the river");

    let town = MultiPolygon::new(wards);
    for layer in [SampleLayer::BaseRoads, SampleLayer::BaseBuildings] {
        for feature in features(&city, layer) {
            let middle = match feature.geometry {
                Some(Geometry::LineString(line)) => {
                    Point(line.0[line.0.len() / 2] * 0.5 + line.0[line.0.len() / 2 - 1] * 0.5)
                }
                Some(Geometry::Polygon(house)) => Point(house.exterior().0[0]),
                other => panic!("{other:?}"),
            };
            assert!(!town.contains(&middle), "{layer:?} {:?} at {middle:?}", feature.values);
        }
    }
}
