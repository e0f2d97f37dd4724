//! The layers of the water net: pipes, valves, hydrants and meters as features.
//!
//! Valves stand where two pipes end: beside every joint of a street, at both ends of a main, where a district is fed.

use spatial_core::layer::Value;
use spatial_core::store::Staged;

use crate::city::City;
use crate::fabric::District;
use crate::networks::feature::{line, point};
use crate::networks::graph::{Edge, Stub};
use crate::networks::trunk::{Stretch, Trunk};
use crate::networks::water::net::{Hydrant, STATES, Service, WaterNet, meter_code, placed, services, states};
use crate::networks::water::pipes::{
    FEED, Pipe, SERVICE, WORKS_MAIN, WORKS_YEAR, main, main_pipe, main_year, street_pipe, works_at, year,
};
use crate::site::Site;
use crate::terrain::{Lattice, PlanePoint};

/// From the works to the mains.
pub(crate) fn works_pipe(city: &City, trunk: &Trunk) -> Staged {
    let [works, first] = works_at(city, trunk);
    pipe(works, first, WORKS_MAIN, WORKS_YEAR)
}

/// The valve at the works: where water comes from.
pub(crate) fn works_valve(city: &City, trunk: &Trunk) -> Staged {
    valve(works_at(city, trunk)[0], "nhà máy nước", STATES[0], WORKS_MAIN.diameter)
}

/// The mains of one stretch, in three pieces; boulevards have one, and what is needed to reach every district.
pub(crate) fn trunk_pipes(city: &City, stretch: &Stretch) -> Vec<Staged> {
    let Some([from, near, far, to]) = main(city, stretch) else { return Vec::new() };
    let (of, year) = (main_pipe(stretch), main_year(city, stretch));
    [(from, near), (near, far), (far, to)].map(|(from, to)| pipe(from, to, of, year)).to_vec()
}

/// The two valves of a main.
pub(crate) fn trunk_valves(city: &City, stretch: &Stretch) -> Vec<Staged> {
    let Some([_, near, far, _]) = main(city, stretch) else { return Vec::new() };
    [near, far].map(|at| valve(at, "van chặn", STATES[0], main_pipe(stretch).diameter)).to_vec()
}

/// Pipes of a district: the feed, the ring and streets, then a service pipe for each meter.
pub(crate) fn district_pipes(lattice: &Lattice, site: &Site) -> Vec<Staged> {
    let district = District::new(lattice, site.cell);
    let net = WaterNet::new(lattice, &district);
    let year = |key| year(lattice.seed, (site.cell.i, site.cell.j), key);
    let [main, valve, ring] = net.feed;
    let mut pipes = vec![pipe(main, valve, FEED, year(0)), pipe(valve, ring, FEED, year(0))];
    pipes.extend(net.graph.edges.iter().map(|&Edge { nodes: [from, to], way }| {
        let [from, to] = [from, to].map(|node| net.graph.nodes[node]);
        pipe(from, to, street_pipe(&district, way), year(way.min(9)))
    }));
    let services = services(lattice, site, &district, &net.graph);
    pipes.extend(services.into_iter().map(|service| pipe(service.joint, service.meter, SERVICE, year(0))));
    pipes
}

/// The valves of a district.
pub(crate) fn district_valves(lattice: &Lattice, site: &Site) -> Vec<Staged> {
    let district = District::new(lattice, site.cell);
    let net = WaterNet::new(lattice, &district);
    let mut valves = vec![valve(net.feed[1], "van khu vực", STATES[0], FEED.diameter)];
    valves.extend(states(lattice, site, &net).map(|(Stub { node, way, .. }, state)| {
        valve(net.graph.nodes[node], "van chặn", state, street_pipe(&district, way).diameter)
    }));
    valves
}

/// The hydrants of a district, on joints of its ring and streets.
pub(crate) fn hydrants(lattice: &Lattice, site: &Site) -> Vec<Staged> {
    let graph = WaterNet::new(lattice, &District::new(lattice, site.cell)).graph;
    let hydrants = placed(lattice, site, &graph).into_iter();
    hydrants
        .map(|Hydrant { node, code, state }| point(graph.nodes[node], vec![Value::text(code), Value::text(state)]))
        .collect()
}

/// The meters of a district, one for each building.
pub(crate) fn meters(lattice: &Lattice, site: &Site) -> Vec<Staged> {
    let district = District::new(lattice, site.cell);
    let graph = WaterNet::new(lattice, &district).graph;
    let numbered = (1..).zip(services(lattice, site, &district, &graph));
    numbered
        .map(|(number, Service { meter, address, .. })| {
            point(meter, vec![Value::text(meter_code(site, number)), Value::text(address)])
        })
        .collect()
}

fn pipe(from: PlanePoint, to: PlanePoint, of: Pipe, year: i64) -> Staged {
    let values =
        vec![Value::Integer(of.diameter), Value::text(of.material), Value::text(of.sort), Value::Integer(year)];
    line(from, to, values)
}

fn valve(at: PlanePoint, sort: &str, state: &str, diameter: i64) -> Staged {
    point(at, vec![Value::text(sort), Value::text(state), Value::Integer(diameter)])
}
