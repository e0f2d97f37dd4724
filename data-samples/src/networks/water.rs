//! Drinking water: a works inland, mains along the main roads, a ring in each district, service pipes to the meters of buildings.
//!
//! Valves stand where two pipes end: beside every joint of a street, at both ends of a main, where a district is fed.

use spatial_core::layer::Value;
use spatial_core::store::Staged;

use crate::city::City;
use crate::dice::{Dice, Purpose};
use crate::fabric::{District, Rank};
use crate::land::buildings::raise;
use crate::land::names::WARDS;
use crate::land::parcels::address;
use crate::networks::feature::{code, line, point};
use crate::networks::graph::{Course, Edge, Graph};
use crate::networks::trunk::{Crossing, Stretch, Trunk};
use crate::site::Site;
use crate::terrain::flat::{between, distance};
use crate::terrain::{GridCell, Lattice, PlanePoint, to_millimetres};

const COURSE: Course = Course { out: 1.5, aside: 0.22, step: 30.0, stub: 1.2 };
/// Mains lie beside the middle of the road, in metres.
const ASIDE: PlanePoint = PlanePoint { x: 2.5, y: 2.5 };
/// From a crossing to the valve of a main, in metres.
const VALVE: f64 = 3.0;
/// No two hydrants of a district are nearer, and no joint of it is farther from one, in metres.
const HYDRANTS: f64 = 70.0;
/// From the works to the first crossing.
const WORKS: PlanePoint = PlanePoint { x: 18.0, y: -11.0 };

/// What becomes of a pipe.
#[derive(Debug, Clone, Copy)]
struct Pipe {
    diameter: i64,
    material: &'static str,
    sort: &'static str,
}

const SERVICE: Pipe = Pipe { diameter: 20, material: "HDPE", sort: "dịch vụ" };

fn main_at(lattice: &Lattice, (i, j): Crossing) -> PlanePoint {
    to_millimetres(lattice.vertex(i, j) + ASIDE)
}

fn works_at(city: &City, trunk: &Trunk) -> [PlanePoint; 2] {
    let first = main_at(city.lattice(), trunk.head());
    [to_millimetres(first + WORKS), first]
}

/// From the works to the mains.
pub(crate) fn works_pipe(city: &City, trunk: &Trunk) -> Staged {
    let [works, first] = works_at(city, trunk);
    pipe(works, first, Pipe { diameter: 800, material: "thép", sort: "truyền tải" }, 2004)
}

/// The valve at the works: where water comes from.
pub(crate) fn works_valve(city: &City, trunk: &Trunk) -> Staged {
    valve(works_at(city, trunk)[0], "nhà máy nước", "mở", 800)
}

/// The mains of one stretch, in three pieces; boulevards have one, and what is needed to reach every district.
pub(crate) fn trunk_pipes(city: &City, stretch: &Stretch) -> Vec<Staged> {
    let Some([from, near, far, to]) = main(city, stretch) else { return Vec::new() };
    let of = Pipe { diameter: main_diameter(stretch), material: "gang dẻo", sort: "truyền tải" };
    let year = year(city.lattice().seed, stretch.ends[0], 3);
    [(from, near), (near, far), (far, to)].map(|(from, to)| pipe(from, to, of, year)).to_vec()
}

/// The two valves of a main.
pub(crate) fn trunk_valves(city: &City, stretch: &Stretch) -> Vec<Staged> {
    let Some([_, near, far, _]) = main(city, stretch) else { return Vec::new() };
    [near, far].map(|at| valve(at, "van chặn", "mở", main_diameter(stretch))).to_vec()
}

fn main(city: &City, stretch: &Stretch) -> Option<[PlanePoint; 4]> {
    let [from, to] = stretch.ends.map(|end| main_at(city.lattice(), end));
    let share = VALVE / distance(from, to);
    let [near, far] = [share, 1.0 - share].map(|share| to_millimetres(between(from, to, share)));
    (stretch.is_branch() || stretch.is_boulevard()).then_some([from, near, far, to])
}

fn main_diameter(stretch: &Stretch) -> i64 {
    match stretch.ends[0].0 {
        0 if stretch.inland => 600,
        _ if stretch.is_boulevard() => 400,
        _ => 300,
    }
}

/// The net of a district, and what feeds it.
struct WaterNet {
    graph: Graph,
    /// From the mains over a valve to a corner of the ring.
    feed: [PlanePoint; 3],
}

impl WaterNet {
    fn new(lattice: &Lattice, district: &District) -> Self {
        let graph = Graph::new(district, usize::MAX, COURSE);
        let GridCell { i, j } = district.cell;
        let (corner, crossing) = match (i >= 0, j >= 0) {
            (true, true) => (0, (i, j)),
            (false, true) => (1, (i + 1, j)),
            (false, false) => (2, (i + 1, j + 1)),
            (true, false) => (3, (i, j + 1)),
        };
        let (from, to) = (main_at(lattice, crossing), graph.nodes[corner]);
        Self { graph, feed: [from, to_millimetres(between(from, to, 0.5)), to] }
    }
}

/// Pipes of a district: the feed, the ring and streets, then a service pipe for each meter.
pub(crate) fn district_pipes(lattice: &Lattice, site: &Site) -> Vec<Staged> {
    let district = District::new(lattice, site.cell);
    let net = WaterNet::new(lattice, &district);
    let year = |key| year(lattice.seed, (site.cell.i, site.cell.j), key);
    let [main, valve, ring] = net.feed;
    let feed = Pipe { diameter: 200, material: "gang dẻo", sort: "phân phối" };
    let mut pipes = vec![pipe(main, valve, feed, year(0)), pipe(valve, ring, feed, year(0))];
    pipes.extend(net.graph.edges.iter().map(|&Edge { nodes: [from, to], way }| {
        let [from, to] = [from, to].map(|node| net.graph.nodes[node]);
        pipe(from, to, street_pipe(&district, way), year(way.min(9)))
    }));
    let services = connections(lattice, site, &district, &net.graph);
    pipes.extend(services.into_iter().map(|(joint, meter, _)| pipe(joint, meter, SERVICE, year(0))));
    pipes
}

fn street_pipe(district: &District, way: usize) -> Pipe {
    match district.ways[way].rank {
        Rank::Main | Rank::Radial => Pipe { diameter: 200, material: "gang dẻo", sort: "phân phối" },
        Rank::Street => Pipe { diameter: 110, material: "uPVC", sort: "phân phối" },
        Rank::Lane => Pipe { diameter: 63, material: "HDPE", sort: "phân phối" },
    }
}

/// The valves of a district.
pub(crate) fn district_valves(lattice: &Lattice, site: &Site) -> Vec<Staged> {
    let district = District::new(lattice, site.cell);
    let net = WaterNet::new(lattice, &district);
    let mut dice = Dice::at(lattice.seed, Purpose::Water, site.cell.i, site.cell.j);
    let mut valves = vec![valve(net.feed[1], "van khu vực", "mở", 200)];
    valves.extend(net.graph.stubs.iter().map(|&(node, way)| {
        let state = if dice.chance(1) { "không vận hành được" } else { "mở" };
        valve(net.graph.nodes[node], "van chặn", state, street_pipe(&district, way).diameter)
    }));
    valves
}

/// The hydrants of a district, on joints of its ring and streets.
pub(crate) fn hydrants(lattice: &Lattice, site: &Site) -> Vec<Staged> {
    let district = District::new(lattice, site.cell);
    let graph = WaterNet::new(lattice, &district).graph;
    let mut dice = Dice::at(lattice.seed, Purpose::Water, site.cell.i, site.cell.j + 100_000);
    let mut placed: Vec<PlanePoint> = Vec::new();
    for (node, &place) in graph.nodes.iter().enumerate() {
        let is_valve = graph.stubs.iter().any(|(stub, _)| *stub == node);
        if !is_valve && placed.iter().all(|&other| distance(other, place) > HYDRANTS) {
            placed.push(place);
        }
    }
    let numbered = (1..).zip(placed);
    numbered
        .map(|(number, place)| {
            let state = if dice.chance(3) { "hỏng" } else { "hoạt động" };
            point(place, vec![Value::text(format!("TCH-{}-{number}", code(site.cell))), Value::text(state)])
        })
        .collect()
}

/// The meters of a district, one for each building.
pub(crate) fn meters(lattice: &Lattice, site: &Site) -> Vec<Staged> {
    let district = District::new(lattice, site.cell);
    let graph = WaterNet::new(lattice, &district).graph;
    let numbered = (1..).zip(connections(lattice, site, &district, &graph));
    numbered
        .map(|(number, (_, meter, address))| {
            point(meter, vec![Value::text(format!("DH-{}-{number}", code(site.cell))), Value::text(address)])
        })
        .collect()
}

/// For each building the joint of the street's pipe, the place of the meter, and the address.
fn connections(
    lattice: &Lattice,
    site: &Site,
    district: &District,
    graph: &Graph,
) -> Vec<(PlanePoint, PlanePoint, String)> {
    let mut joints: Vec<Vec<PlanePoint>> = vec![Vec::new(); district.ways.len()];
    for edge in &graph.edges {
        for node in edge.nodes {
            if !graph.stubs.iter().any(|(stub, _)| *stub == node) {
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
            let joint = joints[plot.way].iter().min_by(near)?;
            Some((*joint, meter, address(district, plot, &names, ward)))
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

/// When a pipe was laid: 1988 to 2024, the same for what was laid together.
fn year(seed: u64, (i, j): Crossing, key: usize) -> i64 {
    let key = i64::try_from(key).unwrap_or(0);
    1988 + i64::from(Dice::at(seed, Purpose::Water, i, 16 * j + key).below(37))
}
