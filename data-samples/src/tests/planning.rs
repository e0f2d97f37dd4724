//! Plans agree with each other, with the streets and with what is built.

use std::collections::{BTreeSet, HashMap};

use ::planning::extract::{LawState, LinePlan, PlanLine, Thresholds, lines};
use geo::{Area, Centroid, Contains, Intersects};
use geo_types::{Geometry, Line, LineString, Polygon};
use spatial_core::geometry;
use spatial_core::layer::{FeatureId, Value};
use spatial_core::store::Staged;

use super::{boxes_meet, city, features, polygon, polygons, position, text};
use crate::planning::{detailed_cells, detailed_lines, detailed_zones};
use crate::{City, SampleLayer};

fn line(feature: &Staged) -> &LineString<f64> {
    match &feature.geometry {
        Some(Geometry::LineString(line)) => line,
        other => panic!("{other:?} is no line"),
    }
}

fn real(value: &Value) -> f64 {
    match value {
        Value::Real(number) => *number,
        other => panic!("{other:?} is no number"),
    }
}

fn texts(city: &City, layer: SampleLayer, field: &str) -> BTreeSet<String> {
    let at = position(city, layer, field);
    let known = |value: &Value| matches!(value, Value::Text(_)).then(|| text(value).to_owned());
    features(city, layer).iter().filter_map(|feature| known(&feature.values[at])).collect()
}

#[test]
fn plans_are_of_all_levels_one_was_replaced_and_some_are_not_in_force_yet() {
    let city = city(30_000);
    let levels = texts(&city, SampleLayer::Plans, "cap");
    assert_eq!(levels, ["chi tiết", "phân khu", "quy hoạch chung", "sử dụng đất"].map(str::to_owned).into());
    assert_eq!(texts(&city, SampleLayer::Zones, "cap"), levels);
    let stages = ["dài hạn", "hiện trạng", "đợt đầu"].map(str::to_owned).into();
    assert_eq!(texts(&city, SampleLayer::Zones, "giai_doan"), stages);
    let states = texts(&city, SampleLayer::Plans, "trang_thai");
    assert!(["đã thay thế", "đang hiệu lực", "lấy ý kiến"].iter().all(|state| states.contains(*state)), "{states:?}");
    for plan in features(&city, SampleLayer::Plans) {
        let (state, decision) = (text(&plan.values[8]), &plan.values[3]);
        assert_eq!(matches!(state, "đang hiệu lực" | "đã thay thế"), *decision != Value::Null, "{:?}", plan.values);
        assert!(state != "đã thay thế" || plan.values[7] != Value::Null);
    }
}

#[test]
fn every_zone_belongs_to_a_plan() {
    for parcels in [300, 20_000] {
        let city = city(parcels);
        let plans = texts(&city, SampleLayer::Plans, "ten");
        assert!(texts(&city, SampleLayer::Zones, "do_an").is_subset(&plans));
        assert!(texts(&city, SampleLayer::RedLines, "do_an").is_subset(&plans));
    }
}

#[test]
fn red_lines_lie_half_the_planned_width_from_the_middle_of_their_street() {
    let city = city(6000);
    let mut streets: HashMap<String, Vec<(f64, Line<f64>)>> = HashMap::new();
    for street in features(&city, SampleLayer::Streets) {
        let (name, width) = (text(&street.values[0]).to_owned(), real(&street.values[2]));
        streets.entry(name).or_default().extend(line(&street).lines().map(|part| (width, part)));
    }
    let red_lines = features(&city, SampleLayer::RedLines);
    assert!(red_lines.len() > 500);
    for red in red_lines {
        let (name, width) = (text(&red.values[0]), real(&red.values[1]));
        let is_beside = |(planned, middle): &(f64, Line<f64>)| {
            *planned == width && line(&red).coords().all(|end| (away(*middle, *end) - width / 2.0).abs() < 0.01)
        };
        assert!(streets[name].iter().any(is_beside), "{:?} {:?}", red.values, line(&red));
    }
}

/// Distance from the line through two places.
fn away(line: Line<f64>, place: geo_types::Coord<f64>) -> f64 {
    let (step, to) = (line.end - line.start, place - line.start);
    (step.x * to.y - step.y * to.x).abs() / (step.x * step.x + step.y * step.y).sqrt()
}

#[test]
fn buildings_stay_behind_red_lines_and_building_lines() {
    let city = city(9000);
    let lines: Vec<Staged> = [SampleLayer::RedLines, SampleLayer::BuildingLines]
        .into_iter()
        .flat_map(|layer| features(&city, layer))
        .collect();
    let mut grid: HashMap<(i64, i64), Vec<&LineString<f64>>> = HashMap::new();
    #[expect(clippy::cast_possible_truncation, reason = "kilometres")]
    let square = |metres: f64| (metres / 60.0).floor() as i64;
    for line in lines.iter().map(line) {
        for part in line.lines() {
            let ends = [part.start, part.end];
            let (x, y) = (ends.map(|end| square(end.x)), ends.map(|end| square(end.y)));
            for i in x[0].min(x[1])..=x[0].max(x[1]) {
                for j in y[0].min(y[1])..=y[0].max(y[1]) {
                    grid.entry((i, j)).or_default().push(line);
                }
            }
        }
    }
    for building in features(&city, SampleLayer::Buildings) {
        let shape = polygon(building.geometry.as_ref());
        for corner in shape.exterior() {
            let near = grid.get(&(square(corner.x), square(corner.y))).into_iter().flatten();
            for line in near {
                assert!(!line.intersects(shape), "{:?}: {shape:?} {line:?}", building.values);
            }
        }
    }
}

#[test]
fn no_building_has_more_storeys_than_its_zone_allows() {
    let city = city(3000);
    let zones: Vec<(Polygon<f64>, i64)> = features(&city, SampleLayer::Zones)
        .iter()
        .filter(|zone| text(&zone.values[9]) == "phân khu")
        .filter_map(|zone| {
            let Value::Text(storeys) = &zone.values[3] else { return None };
            let numbers = storeys.split(|letter: char| !letter.is_ascii_digit());
            let most = numbers.filter_map(|digits| digits.parse().ok()).max()?;
            Some((polygon(zone.geometry.as_ref()).clone(), most))
        })
        .collect();
    let mut checked = 0;
    for building in features(&city, SampleLayer::Buildings) {
        let shape = polygon(building.geometry.as_ref());
        let (Value::Integer(storeys), height) = (&building.values[0], real(&building.values[1])) else { panic!() };
        assert!(*storeys >= 1 && height > 3.0 && height < 4.0 * f64::from(i32::try_from(*storeys).unwrap()) + 7.0);
        let middle = shape.centroid().expect("a building has a middle");
        let near = zones.iter().filter(|(zone, _)| boxes_meet(zone, shape));
        for (_, most) in near.filter(|(zone, _)| zone.contains(&middle)) {
            checked += 1;
            assert!(storeys <= most, "{storeys} of {most}: {:?}", building.values);
        }
    }
    assert!(checked > 1000);
}

#[test]
fn the_street_a_detailed_plan_widens_takes_a_strip_of_its_lots_and_nobody_doubts_it() {
    let city = city(2000);
    let cell = detailed_cells(&city).next().expect("a district has a detailed plan");
    let numbered = (1..).zip(detailed_lines(city.lattice(), cell));
    let drawn: Vec<PlanLine> = numbered
        .map(|(id, line)| PlanLine {
            id: FeatureId(id),
            plan: FeatureId(1),
            kind: Some(line.kind),
            setback: line.setback,
            road_width: line.road_width,
            shape: line.geometry,
        })
        .collect();
    assert!(drawn.iter().all(|line| geometry::check(&line.shape).is_empty()));
    let blocks: Vec<Polygon<f64>> =
        detailed_zones(city.lattice(), cell).iter().map(|zone| polygon(zone.geometry.as_ref()).clone()).collect();
    let (mut cut, mut fronts) = (0, 0);
    for lot in polygons(&city, SampleLayer::Parcels) {
        if !blocks.iter().any(|block| block.contains(&lot.centroid().expect("a lot lies somewhere"))) {
            continue;
        }
        let plan = LinePlan {
            plan: FeatureId(1),
            kind: "urban".to_owned(),
            is_exclusive: true,
            law: LawState::InForce,
            ground: Some(lot.clone().into()),
            speaks: true,
            lines: drawn.clone(),
            roads: Vec::new(),
        };
        let whole = lot.unsigned_area();
        let Some(road) = lines(&lot.into(), &[plan], Thresholds::default()).road else { continue };
        assert_eq!(road.otherwise, None, "{road:?}");
        assert!(road.area.0 < 0.6 * whole, "{} of {whole}", road.area.0);
        cut += usize::from(road.area.0 > 1.0);
        fronts += usize::from(road.frontage.0 > 1.0);
    }
    assert!(cut >= 5 && fronts > cut, "{cut} lots are cut, {fronts} lie at a street");
}
