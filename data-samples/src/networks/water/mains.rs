//! The mains: from the works along the main roads to every crossing, and a tank where they end, which feeds back when the works are cut off.

use std::collections::{BTreeMap, VecDeque};

use network::DeviceState;

use crate::city::City;
use crate::dice::{Dice, Purpose};
use crate::networks::feature::code;
use crate::networks::trunk::{Crossing, Stretch, Trunk};
use crate::networks::water::net::STATES;
use crate::networks::water::pipes::{Pipe, WORKS_MAIN, WORKS_YEAR, main, main_at, main_pipe, main_year, works_at};
use crate::networks::water::portion::{Portion, crossing_code, state};
use crate::terrain::flat::{between, distance};
use crate::terrain::{GridCell, PlanePoint, to_millimetres};

/// Smaller cities have no tank.
const LEAST_DISTRICTS: usize = 4;
/// From the crossing to the tank.
const TANK: PlanePoint = PlanePoint { x: -16.0, y: 12.0 };
const TANK_MAIN: Pipe = Pipe { diameter: 400, material: "gang dẻo", sort: "truyền tải" };
/// From works and tank to their valves, in metres.
const OUTLET: f64 = 1.2;
/// Keeps the dice of mains apart from those of districts.
const APART: i64 = 200_000;

pub(super) fn mains(city: &City) -> Portion {
    let trunk = Trunk::of(city);
    let mut mains = Mains { portion: Portion::on([]), crossings: BTreeMap::new(), ways: BTreeMap::new() };
    for &crossing in &trunk.crossings {
        let node = mains.portion.junction(crossing_code(crossing), main_at(city.lattice(), crossing));
        mains.crossings.insert(crossing, node);
    }
    let [works, _] = works_at(city, &trunk);
    mains.source(("NM", "reservoir"), works, trunk.head(), (WORKS_MAIN, WORKS_YEAR));
    for stretch in trunk.stretches() {
        mains.stretch(city, &stretch);
    }
    if city.sites().len() >= LEAST_DISTRICTS {
        let end = mains.farthest(trunk.head());
        let tank = to_millimetres(main_at(city.lattice(), end) + TANK);
        mains.source(("BC", "tank"), tank, end, (TANK_MAIN, WORKS_YEAR));
    }
    mains.portion
}

struct Mains {
    portion: Portion,
    /// The node at a crossing.
    crossings: BTreeMap<Crossing, usize>,
    /// Crossings next to one along mains.
    ways: BTreeMap<Crossing, Vec<Crossing>>,
}

impl Mains {
    /// The works or the tank with its outlet to a crossing, and the valve on it.
    fn source(&mut self, (name, kind): (&str, &str), at: PlanePoint, crossing: Crossing, of: (Pipe, i64)) {
        let Some(&node) = self.crossings.get(&crossing) else { return };
        let source = self.portion.source(&format!("N-{name}"), kind, at);
        let Some(&to) = place(&self.portion, node) else { return };
        let valve = to_millimetres(between(at, to, OUTLET / distance(at, to)));
        let pipe = self.portion.pipe(format!("O-{name}"), [source, node], vec![at, valve, to], of);
        self.portion.valve(format!("V-{name}"), [pipe, source], valve, DeviceState::default());
    }

    /// A main between two crossings, with a valve at each end.
    fn stretch(&mut self, city: &City, stretch: &Stretch) {
        let Some(course) = main(city, stretch) else { return };
        let [low, high] = stretch.ends;
        let [Some(&from), Some(&to)] = [low, high].map(|end| self.crossings.get(&end)) else { return };
        let name = stretch_code(stretch);
        let of = (main_pipe(stretch), main_year(city, stretch));
        let pipe = self.portion.pipe(format!("O-TT-{name}"), [from, to], course.to_vec(), of);
        let mut dice =
            Dice::at(city.lattice().seed, Purpose::Network, low.0, low.1 + APART + i64::from(stretch.inland));
        for (side, node, at) in [("A", from, course[1]), ("B", to, course[2])] {
            self.portion.valve(format!("V-TT-{name}{side}"), [pipe, node], at, state(STATES[0], &mut dice));
        }
        self.ways.entry(low).or_default().push(high);
        self.ways.entry(high).or_default().push(low);
    }

    /// The crossing most mains away from another; of several the last.
    fn farthest(&self, from: Crossing) -> Crossing {
        let mut steps = BTreeMap::from([(from, 0_u32)]);
        let mut next = VecDeque::from([from]);
        while let Some(at) = next.pop_front() {
            let reached = steps.get(&at).copied().unwrap_or_default() + 1;
            for &beyond in self.ways.get(&at).into_iter().flatten() {
                steps.entry(beyond).or_insert_with(|| {
                    next.push_back(beyond);
                    reached
                });
            }
        }
        steps.into_iter().max_by_key(|&(crossing, count)| (count, crossing)).map_or(from, |(crossing, _)| crossing)
    }
}

fn place(portion: &Portion, node: usize) -> Option<&PlanePoint> {
    match portion.draft.nodes.get(node)?.geometry.as_ref()? {
        geo_types::Geometry::Point(point) => Some(&point.0),
        _ => None,
    }
}

/// By its lower crossing, along the coast (`N`, ngang) or inland (`D`, dọc).
fn stretch_code(stretch: &Stretch) -> String {
    let [(i, j), _] = stretch.ends;
    format!("{}-{}", code(GridCell { i, j }), if stretch.inland { "D" } else { "N" })
}
