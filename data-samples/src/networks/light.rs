//! Street lighting: a cabinet in each district, circuits (lộ) that leave it as trees of cable, a lamp at every joint.

use spatial_core::layer::Value;
use spatial_core::store::Staged;

use crate::dice::{Dice, Purpose};
use crate::fabric::{Character, District, Rank};
use crate::networks::feature::{code, line, point};
use crate::networks::graph::{Course, Graph};
use crate::terrain::{GridCell, Lattice};

const COURSE: Course = Course { out: 0.7, aside: -0.38, step: 36.0, stub: 0.0 };

/// The lighting of a district.
struct LightNet {
    district: District,
    graph: Graph,
    /// The node of the cabinet.
    cabinet: usize,
    /// For each node the edge towards the cabinet and the circuit; nothing for the cabinet itself.
    fed: Vec<Option<(usize, usize)>>,
}

impl LightNet {
    fn new(lattice: &Lattice, cell: GridCell) -> Self {
        let district = District::new(lattice, cell);
        let ways = if district.character == Character::Field { 4 } else { usize::MAX };
        let graph = Graph::new(&district, ways, COURSE);
        let mut joined = vec![0; graph.nodes.len()];
        for edge in &graph.edges {
            for node in edge.nodes {
                joined[node] += 1;
            }
        }
        let most = joined.iter().max().copied().unwrap_or(0);
        let cabinet = joined.iter().position(|&count| count == most).unwrap_or(0);
        let fed = circuits(&graph, cabinet);
        Self { district, graph, cabinet, fed }
    }

    fn cabinet_code(&self) -> String {
        format!("TCS-{}", code(self.district.cell))
    }
}

/// A circuit for each branch that leaves the cabinet, numbered from 1.
fn circuits(graph: &Graph, cabinet: usize) -> Vec<Option<(usize, usize)>> {
    let ways = graph.ways_to(cabinet);
    let mut order: Vec<usize> = (0..ways.len()).filter(|&node| ways[node].0.is_finite()).collect();
    order.sort_by(|&a, &b| ways[a].0.total_cmp(&ways[b].0).then(a.cmp(&b)));
    let mut fed: Vec<Option<(usize, usize)>> = vec![None; ways.len()];
    let mut circuits = 0;
    for node in order {
        let Some(edge) = ways[node].1 else { continue };
        let [a, b] = graph.edges[edge].nodes;
        let before = if a == node { b } else { a };
        let circuit = fed[before].map_or_else(
            || {
                circuits += 1;
                circuits
            },
            |(_, circuit)| circuit,
        );
        fed[node] = Some((edge, circuit));
    }
    fed
}

/// The cabinet of a district.
pub(crate) fn cabinets(lattice: &Lattice, cell: GridCell) -> Vec<Staged> {
    let net = LightNet::new(lattice, cell);
    let names = net.district.names(lattice);
    let way = net.graph.edges.iter().find(|edge| edge.nodes.contains(&net.cabinet)).map_or(0, |edge| edge.way);
    let place = net.graph.nodes[net.cabinet];
    let address = format!("Trước số {} {}", net.district.house(way, place, true), names[way].street);
    vec![point(place, vec![Value::text(net.cabinet_code()), Value::text(address)])]
}

/// The lamps of a district: on every joint but the cabinet's.
pub(crate) fn lamps(lattice: &Lattice, cell: GridCell) -> Vec<Staged> {
    let net = LightNet::new(lattice, cell);
    let mut dice = Dice::at(lattice.seed, Purpose::Light, cell.i, cell.j);
    let is_old = dice.chance(25);
    let of_nodes = net.fed.iter().enumerate();
    of_nodes
        .filter_map(|(node, fed)| {
            let (edge, circuit) = (*fed)?;
            let watts = match net.district.ways[net.graph.edges[edge].way].rank {
                Rank::Main | Rank::Radial => 150,
                Rank::Street => 100,
                Rank::Lane => 60,
            };
            let sort = if is_old && !dice.chance(30) { "Natri cao áp" } else { "LED" };
            let values = vec![
                Value::text(format!("D-{}-{node}", code(cell))),
                Value::Integer(watts),
                Value::text(sort),
                Value::text(net.cabinet_code()),
                Value::text(format!("Lộ {circuit}")),
            ];
            Some(point(net.graph.nodes[node], values))
        })
        .collect()
}

/// The cables of a district, from the cabinet outward.
pub(crate) fn cables(lattice: &Lattice, cell: GridCell) -> Vec<Staged> {
    let net = LightNet::new(lattice, cell);
    let of_nodes = net.fed.iter().enumerate();
    of_nodes
        .filter_map(|(node, fed)| {
            let (edge, circuit) = (*fed)?;
            let [a, b] = net.graph.edges[edge].nodes;
            let before = if a == node { b } else { a };
            let values = vec![Value::text(net.cabinet_code()), Value::text(format!("Lộ {circuit}"))];
            Some(line(net.graph.nodes[before], net.graph.nodes[node], values))
        })
        .collect()
}
