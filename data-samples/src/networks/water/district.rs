//! The net of a district: its feed, the ring and streets, each pipe with the valves on its ends, hydrants on joints, customers along the pipes.

use network::DeviceState;

use crate::dice::{Dice, Purpose};
use crate::fabric::District;
use crate::networks::feature::code;
use crate::networks::graph::{Edge, Stub};
use crate::networks::water::customers::{StreetPipe, customers};
use crate::networks::water::net::{HYDRANT_STATES, Hydrant, WaterNet, placed, services, states};
use crate::networks::water::past::past_readings;
use crate::networks::water::pipes::{FEED, street_pipe, year};
use crate::networks::water::portion::{Portion, crossing_code, feed_valve, node_code, state};
use crate::site::Site;
use crate::terrain::Lattice;

pub(super) fn district(lattice: &Lattice, site: &Site) -> Portion {
    let district = District::new(lattice, site.cell);
    let net = WaterNet::new(lattice, &district);
    let mut laid = Laid::new(lattice, site, &net);
    laid.feed();
    laid.streets(&district);
    laid.valves();
    for Hydrant { node, code, state } in placed(lattice, site, &net.graph) {
        laid.portion.hydrant(code, laid.nodes[node], net.graph.nodes[node], state == HYDRANT_STATES[0]);
    }
    let services = services(lattice, site, &district, &net.graph);
    for connection in customers(lattice.seed, site, &services, &laid.pipes) {
        laid.portion.connection(connection);
    }
    laid.portion.readings = past_readings(lattice.seed, site, &laid.portion.draft.connections);
    laid.portion
}

/// What is laid so far.
struct Laid<'a> {
    lattice: &'a Lattice,
    site: &'a Site,
    net: &'a WaterNet,
    portion: Portion,
    /// By node of the graph: the one of the portion. Stubs are no nodes but places of valves: theirs is the end they are beside.
    nodes: Vec<usize>,
    /// By node of the graph: the stub there.
    stubs: Vec<Option<Stub>>,
    /// By node of the graph: the pipe with a valve there.
    valved: Vec<Option<usize>>,
    pipes: Vec<StreetPipe>,
}

impl<'a> Laid<'a> {
    fn new(lattice: &'a Lattice, site: &'a Site, net: &'a WaterNet) -> Self {
        let count = net.graph.nodes.len();
        let mut stubs: Vec<Option<Stub>> = vec![None; count];
        for &stub in &net.graph.stubs {
            stubs[stub.node] = Some(stub);
        }
        let mut portion = Portion::on([crossing_code(net.crossing)]);
        let mut nodes = vec![0; count];
        let joints = (0..count).filter(|&node| stubs[node].is_none());
        for (number, node) in (1..).zip(joints) {
            nodes[node] = portion.junction(node_code(site.cell, number), net.graph.nodes[node]);
        }
        for stub in &net.graph.stubs {
            nodes[stub.node] = nodes[stub.near];
        }
        Self { lattice, site, net, portion, nodes, stubs, valved: vec![None; count], pipes: Vec::new() }
    }

    fn year(&self, key: usize) -> i64 {
        year(self.lattice.seed, (self.site.cell.i, self.site.cell.j), key)
    }

    /// From the mains to the ring, with the valve of the district between.
    fn feed(&mut self) {
        let ([main, valve, corner], of) = (self.net.feed, (FEED, self.year(0)));
        let cell = code(self.site.cell);
        let middle = self.portion.junction(node_code(self.site.cell, 0), valve);
        let ring = self.nodes[self.net.corner];
        // The crossing is the one node that was there before.
        self.portion.pipe(format!("O-{cell}-1"), [0, middle], vec![main, valve], of);
        let pipe = self.portion.pipe(format!("O-{cell}-2"), [middle, ring], vec![valve, corner], of);
        self.portion.valve(feed_valve(self.site.cell), [pipe, middle], valve, DeviceState::default());
    }

    /// The pipes of the ring and of streets; what the layer cuts at a valve is one pipe here.
    fn streets(&mut self, district: &District) {
        let (net, cell) = (self.net, code(self.site.cell));
        let is_stub = |edge: &&Edge| self.stubs[edge.nodes[1]].is_some_and(|stub| stub.near == edge.nodes[0]);
        let pipes: Vec<Edge> = net.graph.edges.iter().filter(|edge| !is_stub(edge)).copied().collect();
        for (number, Edge { nodes: [from, to], way }) in (3..).zip(pipes) {
            let nears = [from, to].map(|node| self.stubs[node].map_or(node, |stub| stub.near));
            let mut course = vec![nears[0], from, to, nears[1]];
            course.dedup();
            let course = course.into_iter().map(|node| net.graph.nodes[node]).collect();
            let of = (street_pipe(district, way), self.year(way.min(9)));
            let ends = [from, to].map(|node| self.nodes[node]);
            let edge = self.portion.pipe(format!("O-{cell}-{number}"), ends, course, of);
            for node in [from, to] {
                self.valved[node] = Some(edge);
            }
            self.pipes.push(StreetPipe { way, edge, ends: nears.map(|node| net.graph.nodes[node]) });
        }
    }

    fn valves(&mut self) {
        let (net, cell) = (self.net, self.site.cell);
        let mut dice = Dice::at(self.lattice.seed, Purpose::Network, cell.i, cell.j);
        for (number, (stub, word)) in (2..).zip(states(self.lattice, self.site, net)) {
            let state = state(word, &mut dice);
            let Some(pipe) = self.valved[stub.node] else { continue };
            let name = format!("V-{}-{number}", code(cell));
            self.portion.valve(name, [pipe, self.nodes[stub.near]], net.graph.nodes[stub.node], state);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::city::City;
    use crate::networks::{district_valves, meters};

    #[test]
    fn every_valve_of_the_layer_stands_on_a_pipe() {
        let city = City::new(1500, 3).unwrap();
        for site in city.sites() {
            let portion = district(city.lattice(), site);
            let isolating = portion.draft.devices.iter().filter(|device| device.kind == "isolation").count();
            assert_eq!(isolating, district_valves(city.lattice(), site).len());
            assert_eq!(portion.draft.connections.len(), meters(city.lattice(), site).len());
            assert!(portion.draft.connections.iter().all(|connection| connection.place.is_some()));
        }
    }
}
