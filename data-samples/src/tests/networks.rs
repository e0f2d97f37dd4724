//! Networks hang together to the bit: whoever follows them arrives.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use geo_types::{Coord, Geometry};
use spatial_core::layer::Value;
use spatial_core::store::Staged;

use super::{city, features, polygon, text};
use crate::{City, SampleLayer};

/// Small and middle.
const SIZES: [u32; 3] = [40, 1500, 12_000];

type Node = [u64; 2];

fn node(place: Coord<f64>) -> Node {
    [place.x.to_bits(), place.y.to_bits()]
}

fn ends(feature: &Staged) -> [Node; 2] {
    match &feature.geometry {
        Some(Geometry::LineString(line)) => [node(line.0[0]), node(line.0[line.0.len() - 1])],
        other => panic!("{other:?} is no line"),
    }
}

fn place(feature: &Staged) -> Node {
    match &feature.geometry {
        Some(Geometry::Point(point)) => node(point.0),
        other => panic!("{other:?} is no point"),
    }
}

/// All nodes that lines join to a first one.
fn reached<'a>(lines: impl IntoIterator<Item = &'a Staged>, from: Node) -> HashSet<Node> {
    let mut beside: HashMap<Node, Vec<Node>> = HashMap::new();
    for line in lines {
        let [a, b] = ends(line);
        beside.entry(a).or_default().push(b);
        beside.entry(b).or_default().push(a);
    }
    let (mut found, mut next) = (HashSet::from([from]), vec![from]);
    while let Some(at) = next.pop() {
        for &other in beside.get(&at).into_iter().flatten() {
            if found.insert(other) {
                next.push(other);
            }
        }
    }
    found
}

#[test]
fn every_meter_hydrant_and_pipe_reaches_the_works() {
    for city in SIZES.map(city) {
        let pipes = features(&city, SampleLayer::WaterPipes);
        let valves = features(&city, SampleLayer::WaterValves);
        let works: Vec<&Staged> = valves.iter().filter(|valve| text(&valve.values[0]) == "nhà máy nước").collect();
        assert_eq!(works.len(), 1);
        let reached = reached(&pipes, place(works[0]));
        assert!(pipes.iter().all(|pipe| ends(pipe).iter().all(|end| reached.contains(end))));
        for layer in [SampleLayer::WaterMeters, SampleLayer::Hydrants] {
            let devices = features(&city, layer);
            assert!(!devices.is_empty());
            assert!(devices.iter().all(|device| reached.contains(&place(device))), "{layer:?}");
        }
    }
}

#[test]
fn a_valve_stands_where_exactly_two_pipes_end() {
    let city = city(1500);
    let mut pipes: HashMap<Node, u32> = HashMap::new();
    for end in features(&city, SampleLayer::WaterPipes).iter().flat_map(ends) {
        *pipes.entry(end).or_default() += 1;
    }
    let valves = features(&city, SampleLayer::WaterValves);
    assert!(valves.len() > 50);
    for valve in valves {
        let expected = if text(&valve.values[0]) == "nhà máy nước" { 1 } else { 2 };
        assert_eq!(pipes.get(&place(&valve)), Some(&expected), "{:?}", valve.values);
    }
}

#[test]
fn every_building_has_a_meter_and_a_hydrant_within_150_metres() {
    for city in [city(300), city(6000)] {
        let buildings = features(&city, SampleLayer::Buildings);
        assert_eq!(buildings.len(), features(&city, SampleLayer::WaterMeters).len());
        let hydrants: Vec<Coord<f64>> = features(&city, SampleLayer::Hydrants)
            .iter()
            .map(|hydrant| match &hydrant.geometry {
                Some(Geometry::Point(point)) => point.0,
                other => panic!("{other:?}"),
            })
            .collect();
        for building in buildings {
            let corner = polygon(building.geometry.as_ref()).exterior().0[0];
            let away = |hydrant: &&Coord<f64>| (hydrant.x - corner.x).powi(2) + (hydrant.y - corner.y).powi(2);
            assert!(hydrants.iter().any(|hydrant| away(&hydrant) < 150.0 * 150.0), "{corner:?}");
        }
    }
}

#[test]
fn every_sewer_falls_and_leads_to_an_outfall() {
    for city in SIZES.map(city) {
        let manholes: HashMap<Node, Vec<Value>> = features(&city, SampleLayer::Manholes)
            .into_iter()
            .map(|manhole| (place(&manhole), manhole.values))
            .collect();
        let mut onward: HashSet<Node> = HashSet::new();
        for sewer in features(&city, SampleLayer::Sewers) {
            let [Value::Real(begin), Value::Real(end), Value::Real(fall)] = sewer.values[2..5] else { panic!() };
            assert!(begin > end && fall > 0.0, "{:?}", sewer.values);
            let [from, to] = ends(&sewer);
            // What flows in may fall from above the bottom, what flows out leaves at it.
            let [Value::Real(from_bottom), Value::Real(to_bottom)] = [from, to].map(|at| manholes[&at][2].clone())
            else {
                panic!()
            };
            assert!(from_bottom == begin && to_bottom <= end, "{:?}", sewer.values);
            onward.insert(from);
        }
        // Levels only fall, so whoever goes on at every manhole but an outfall comes to one.
        for (at, values) in &manholes {
            let is_outfall = text(&values[0]).starts_with("CX");
            assert_eq!(onward.contains(at), !is_outfall, "{values:?}");
            let [Value::Real(rim), Value::Real(bottom)] = values[1..3] else { panic!() };
            assert!(rim - bottom > 0.8 && rim - bottom < 8.0, "{values:?}");
        }
        let codes: BTreeSet<&str> = manholes.values().map(|values| text(&values[0])).collect();
        assert_eq!(codes.len(), manholes.len());
    }
}

#[test]
fn every_lamp_reaches_its_cabinet_along_cables_of_its_circuit() {
    for city in SIZES.map(city) {
        let cabinets: HashMap<String, Node> = features(&city, SampleLayer::LightCabinets)
            .iter()
            .map(|cabinet| (text(&cabinet.values[0]).to_owned(), place(cabinet)))
            .collect();
        let mut circuits: BTreeMap<(String, String), Vec<Staged>> = BTreeMap::new();
        for cable in features(&city, SampleLayer::LightCables) {
            let key = (text(&cable.values[0]).to_owned(), text(&cable.values[1]).to_owned());
            circuits.entry(key).or_default().push(cable);
        }
        let lit: HashMap<(String, String), HashSet<Node>> = circuits
            .into_iter()
            .map(|(key, cables)| {
                let lit = reached(&cables, cabinets[&key.0]);
                // A tree: as many cables as nodes without the cabinet.
                assert_eq!(lit.len(), cables.len() + 1, "{key:?}");
                (key, lit)
            })
            .collect();
        assert!(lit.len() > cabinets.len());
        for lamp in features(&city, SampleLayer::Lamps) {
            let key = (text(&lamp.values[3]).to_owned(), text(&lamp.values[4]).to_owned());
            assert!(lit[&key].contains(&place(&lamp)), "{:?}", lamp.values);
        }
    }
}

#[test]
fn power_lines_hang_together_without_their_open_ties_and_switches_stand_at_ends() {
    for city in SIZES.map(city) {
        let lines = features(&city, SampleLayer::PowerLines);
        let switches = features(&city, SampleLayer::PowerSwitches);
        let ends_of: HashSet<Node> = lines.iter().flat_map(ends).collect();
        assert!(switches.iter().all(|switch| ends_of.contains(&place(switch))));
        let open: HashSet<Node> = switches.iter().filter(|switch| text(&switch.values[2]) == "mở").map(place).collect();
        // Cut at open switches, only the stubs up to them hang on one side.
        let closed: Vec<&Staged> =
            lines.iter().filter(|line| ends(line).iter().all(|end| !open.contains(end))).collect();
        let from = ends(closed[0])[0];
        let reached = reached(closed.iter().copied(), from);
        assert!(closed.iter().flat_map(|line| ends(line)).all(|end| reached.contains(&end)));
        assert!(closed.len() > 2 || lines.len() < 8);
    }
    assert!(features(&city(40_000), SampleLayer::PowerSwitches).iter().any(|switch| text(&switch.values[2]) == "mở"));
}

#[test]
fn a_larger_city_keeps_its_promises_on_the_coast() {
    let city: City = city(40_000);
    let valves = features(&city, SampleLayer::WaterValves);
    let works = valves.iter().find(|valve| text(&valve.values[0]) == "nhà máy nước").expect("there is a works");
    let reached = reached(&features(&city, SampleLayer::WaterPipes), place(works));
    assert!(features(&city, SampleLayer::WaterMeters).iter().all(|meter| reached.contains(&place(meter))));
    let outfalls = features(&city, SampleLayer::Manholes);
    let outfalls = outfalls.iter().filter(|manhole| text(&manhole.values[0]).starts_with("CX"));
    let lowest = outfalls.map(|manhole| match manhole.values[2] {
        Value::Real(level) => level,
        _ => f64::NAN,
    });
    assert!(lowest.fold(f64::INFINITY, f64::min) < 1.0);
}
