//! Sewers by gravity: each district drains to its lower corner, the trunks under the roads from inland carry on to the sea.
//!
//! Every pipe is drawn the way it flows, and falls. Levels are metres above the sea.

use std::collections::BTreeSet;

use spatial_core::layer::Value;
use spatial_core::store::Staged;

use crate::city::City;
use crate::fabric::{Character, District, Rank};
use crate::networks::feature::{code, line, point};
use crate::networks::graph::{Course, Graph};
use crate::networks::trunk::{Crossing, Stretch, Trunk};
use crate::terrain::flat::{between, distance};
use crate::terrain::lattice::COAST;
use crate::terrain::{GridCell, Lattice, PlanePoint, to_millimetres, whole};

const COURSE: Course = Course { out: 4.0, aside: -0.12, step: 40.0, stub: 0.0 };
/// A trunk falls so much from crossing to crossing; the lowest lies so high. Metres.
const TRUNK_FALL: f64 = 0.3;
const OUTFALL: f64 = 0.35;
/// Fall of a district's sewers, and of the ground above them towards the crossing.
const FALL: f64 = 0.003;
const GROUND_FALL: f64 = 0.002;
/// From a trunk up to what flows into it, and from there up to the ground. Metres.
const DROP: f64 = 0.15;
const COVER: f64 = 3.1;
/// Manholes of a trunk between two crossings.
const BETWEEN: u32 = 5;

/// Where water meets, with the level of pipe and ground.
#[derive(Debug, Clone, Copy)]
struct Pit {
    place: PlanePoint,
    invert: f64,
    rim: f64,
}

fn crossing(lattice: &Lattice, (i, j): Crossing) -> Pit {
    let invert = OUTFALL + TRUNK_FALL * whole(j - COAST[0]);
    Pit { place: lattice.vertex(i, j), invert, rim: invert + DROP + COVER }
}

/// The pits along a stretch from inland, from the upper crossing to the lower.
fn trunk(lattice: &Lattice, stretch: &Stretch) -> Vec<Pit> {
    let [low, high] = stretch.ends.map(|end| crossing(lattice, end));
    let mix = |high: f64, low: f64, share: f64| high + (low - high) * share;
    (0..=BETWEEN + 1)
        .map(|step| {
            let share = f64::from(step) / f64::from(BETWEEN + 1);
            Pit {
                place: to_millimetres(between(high.place, low.place, share)),
                invert: mix(high.invert, low.invert, share),
                rim: mix(high.rim, low.rim, share),
            }
        })
        .collect()
}

/// The sewers of one stretch; none along the coast.
pub(crate) fn trunk_sewers(city: &City, stretch: &Stretch) -> Vec<Staged> {
    if !stretch.inland {
        return Vec::new();
    }
    let pits = trunk(city.lattice(), stretch);
    pits.windows(2).map(|pair| sewer(pair[0], pair[1], 800)).collect()
}

/// The manholes of one stretch, without its lower end, which belongs to the next one or is an outfall.
pub(crate) fn trunk_manholes(city: &City, all: &Trunk, stretch: &Stretch) -> Vec<Staged> {
    if !stretch.inland {
        return Vec::new();
    }
    let (i, j) = stretch.ends[0];
    let cell = GridCell { i, j };
    let pits = trunk(city.lattice(), stretch);
    let next = Stretch { inland: true, ends: [(i, j - 1), (i, j)] };
    let above = Stretch { inland: true, ends: [(i, j + 1), (i, j + 2)] };
    let mut manholes: Vec<Staged> = Vec::new();
    // The upper crossing is the lower one of the stretch above, if there is one.
    for (number, pit) in pits.iter().enumerate() {
        let is_upper = number == 0;
        let is_lower = number + 1 == pits.len();
        if is_upper && all.stretches.contains(&above) {
            continue;
        }
        let kind = if is_lower && !all.stretches.contains(&next) { "CX" } else { "HG" };
        manholes.push(manhole(*pit, format!("{kind}-{}-T{number}", code(cell))));
    }
    manholes
}

/// The sewers of a district, drawn the way they flow.
pub(crate) fn district_sewers(lattice: &Lattice, cell: GridCell) -> Vec<Staged> {
    let net = SewerNet::new(lattice, cell);
    net.pipes
        .iter()
        .map(|&(from, to, diameter)| sewer(net.pits[from], net.pits[to], diameter))
        .chain([net.outlet()])
        .collect()
}

/// The manholes of a district.
pub(crate) fn district_manholes(lattice: &Lattice, cell: GridCell) -> Vec<Staged> {
    let net = SewerNet::new(lattice, cell);
    let used: BTreeSet<usize> = net.pipes.iter().flat_map(|&(from, to, _)| [from, to]).chain([0]).collect();
    used.into_iter().map(|pit| manhole(net.pits[pit], format!("HG-{}-{pit}", code(cell)))).collect()
}

/// The sewers of a district: pits, pipes between them, and the trunk they leave to.
struct SewerNet {
    pits: Vec<Pit>,
    pipes: Vec<(usize, usize, i64)>,
    trunk: Pit,
}

impl SewerNet {
    fn new(lattice: &Lattice, cell: GridCell) -> Self {
        let district = District::new(lattice, cell);
        let ways = if district.character == Character::Field { 4 } else { usize::MAX };
        let graph = Graph::new(&district, ways, COURSE);
        let trunk = crossing(lattice, (cell.i, cell.j));
        let far: Vec<f64> = graph.ways_to(0).into_iter().map(|(far, _)| far).collect();
        let pit = |place, far: f64| {
            let invert = trunk.invert + DROP + FALL * far;
            Pit { place, invert, rim: trunk.rim + GROUND_FALL * far }
        };
        let mut pits: Vec<Pit> = graph.nodes.iter().zip(&far).map(|(&place, &far)| pit(place, far)).collect();
        let mut pipes = Vec::new();
        for edge in &graph.edges {
            let [a, b] = edge.nodes;
            let diameter = match district.ways[edge.way].rank {
                Rank::Main | Rank::Radial => 500,
                Rank::Street => 400,
                Rank::Lane => 300,
            };
            let length = distance(graph.nodes[a], graph.nodes[b]);
            let (upper, lower) = if far[a] > far[b] { (a, b) } else { (b, a) };
            if far[upper] - far[lower] > 0.4 * length {
                pipes.push((upper, lower, diameter));
            } else {
                // As far one way as the other: a summit between, from which both halves fall.
                let middle = to_millimetres(between(graph.nodes[a], graph.nodes[b], 0.5));
                pits.push(pit(middle, far[upper] + length / 2.0));
                pipes.extend([(pits.len() - 1, a, diameter), (pits.len() - 1, b, diameter)]);
            }
        }
        Self { pits, pipes, trunk }
    }

    /// From the lower corner into the trunk.
    fn outlet(&self) -> Staged {
        sewer(self.pits[0], self.trunk, 600)
    }
}

fn sewer(from: Pit, to: Pit, diameter: i64) -> Staged {
    let (begin, end) = (level(from.invert), level(to.invert));
    let fall = (begin - end) / distance(from.place, to.place) * 100.0;
    let material = if diameter >= 500 { "bê tông cốt thép" } else { "uPVC" };
    let values = vec![
        Value::Integer(diameter),
        Value::text(material),
        Value::Real(begin),
        Value::Real(end),
        Value::Real((fall * 1000.0).round() / 1000.0),
    ];
    line(from.place, to.place, values)
}

fn manhole(pit: Pit, code: String) -> Staged {
    point(pit.place, vec![Value::text(code), Value::Real(level(pit.rim)), Value::Real(level(pit.invert))])
}

/// To a tenth of a millimetre, so that short pipes fall, too.
fn level(metres: f64) -> f64 {
    (metres * 10_000.0).round() / 10_000.0
}
