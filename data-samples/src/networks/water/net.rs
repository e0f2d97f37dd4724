//! The net of a district: pipes along its streets, valves, hydrants, and a service for each building.

use crate::dice::{Dice, Purpose};
use crate::fabric::District;
use crate::land::buildings::raise;
use crate::land::names::WARDS;
use crate::land::parcels::address;
use crate::networks::feature::code;
use crate::networks::graph::{Course, Graph, Stub};
use crate::networks::trunk::Crossing;
use crate::networks::water::pipes::main_at;
use crate::site::Site;
use crate::terrain::flat::{between, distance};
use crate::terrain::{GridCell, Lattice, PlanePoint, to_millimetres};

pub(super) const COURSE: Course = Course { out: 1.5, aside: 0.22, step: 30.0, stub: 1.2 };
/// No two hydrants of a district are nearer, and no joint of it is farther from one, in metres.
const HYDRANTS: f64 = 70.0;
/// The word for a valve that can be turned, and for one that cannot.
pub(super) const STATES: [&str; 2] = ["mở", "không vận hành được"];
/// The word for a hydrant that gives water, and for one that does not.
pub(super) const HYDRANT_STATES: [&str; 2] = ["hoạt động", "hỏng"];

/// The net of a district, and what feeds it.
pub(super) struct WaterNet {
    pub(super) graph: Graph,
    /// The crossing whose mains feed it.
    pub(super) crossing: Crossing,
    /// That corner, as a node of the graph.
    pub(super) corner: usize,
    /// From the mains over a valve to a corner of the ring.
    pub(super) feed: [PlanePoint; 3],
}

impl WaterNet {
    pub(super) fn new(lattice: &Lattice, district: &District) -> Self {
        let graph = Graph::new(district, usize::MAX, COURSE);
        let GridCell { i, j } = district.cell;
        let (corner, crossing) = match (i >= 0, j >= 0) {
            (true, true) => (0, (i, j)),
            (false, true) => (1, (i + 1, j)),
            (false, false) => (2, (i + 1, j + 1)),
            (true, false) => (3, (i, j + 1)),
        };
        let (from, to) = (main_at(lattice, crossing), graph.nodes[corner]);
        Self { graph, crossing, corner, feed: [from, to_millimetres(between(from, to, 0.5)), to] }
    }
}

/// Where the valves of a district stand, and how they are.
pub(super) fn states(lattice: &Lattice, site: &Site, net: &WaterNet) -> impl Iterator<Item = (Stub, &'static str)> {
    let mut dice = Dice::at(lattice.seed, Purpose::Water, site.cell.i, site.cell.j);
    net.graph.stubs.iter().map(move |&stub| (stub, STATES[usize::from(dice.chance(1))]))
}

/// A hydrant to be.
pub(super) struct Hydrant {
    pub(super) node: usize,
    pub(super) code: String,
    pub(super) state: &'static str,
}

pub(super) fn placed(lattice: &Lattice, site: &Site, graph: &Graph) -> Vec<Hydrant> {
    let mut dice = Dice::at(lattice.seed, Purpose::Water, site.cell.i, site.cell.j + 100_000);
    let mut placed: Vec<(usize, PlanePoint)> = Vec::new();
    for (node, &place) in graph.nodes.iter().enumerate() {
        let is_valve = graph.stubs.iter().any(|stub| stub.node == node);
        if !is_valve && placed.iter().all(|&(_, other)| distance(other, place) > HYDRANTS) {
            placed.push((node, place));
        }
    }
    let numbered = (1..).zip(placed);
    numbered
        .map(|(number, (node, _))| {
            let state = HYDRANT_STATES[usize::from(dice.chance(3))];
            Hydrant { node, code: format!("TCH-{}-{number}", code(site.cell)), state }
        })
        .collect()
}

/// The number of a meter, from 1 in each district.
pub(super) fn meter_code(site: &Site, number: usize) -> String {
    format!("DH-{}-{number}", code(site.cell))
}

/// How a building gets its water.
pub(super) struct Service {
    /// Where its pipe leaves that of the street.
    pub(super) joint: PlanePoint,
    pub(super) meter: PlanePoint,
    pub(super) address: String,
    pub(super) way: usize,
    pub(super) land_use: &'static str,
}

/// One for each building.
pub(super) fn services(lattice: &Lattice, site: &Site, district: &District, graph: &Graph) -> Vec<Service> {
    let mut joints: Vec<Vec<PlanePoint>> = vec![Vec::new(); district.ways.len()];
    for edge in &graph.edges {
        for node in edge.nodes {
            if !graph.stubs.iter().any(|stub| stub.node == node) {
                joints[edge.way].push(graph.nodes[node]);
            }
        }
    }
    let mut plots = district.plots(lattice);
    plots.truncate(site.parcels);
    let names = district.names(lattice);
    let (_, ward, ..) = WARDS[site.ward];
    let built = raise(lattice, district, &plots).into_iter();
    built
        .filter_map(|building| {
            let plot = &plots[building.plot];
            let [left, right, ..] = building.corners;
            let meter = to_millimetres(between(left, right, 0.3));
            let near = |a: &&PlanePoint, b: &&PlanePoint| distance(**a, meter).total_cmp(&distance(**b, meter));
            let joint = *joints[plot.way].iter().min_by(near)?;
            let address = address(district, plot, &names, ward);
            Some(Service { joint, meter, address, way: plot.way, land_use: plot.land_use })
        })
        .collect()
}
