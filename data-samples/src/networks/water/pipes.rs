//! What pipes of the city are, and where the mains run.

use crate::city::City;
use crate::dice::{Dice, Purpose};
use crate::fabric::{District, Rank};
use crate::networks::trunk::{Crossing, Stretch, Trunk};
use crate::terrain::flat::{between, distance};
use crate::terrain::{Lattice, PlanePoint, to_millimetres};

/// Mains lie beside the middle of the road, in metres.
const ASIDE: PlanePoint = PlanePoint { x: 2.5, y: 2.5 };
/// From a crossing to the valve of a main, in metres.
const VALVE: f64 = 3.0;
/// From the works to the first crossing.
const WORKS: PlanePoint = PlanePoint { x: 18.0, y: -11.0 };

/// What becomes of a pipe.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pipe {
    pub(super) diameter: i64,
    pub(super) material: &'static str,
    pub(super) sort: &'static str,
}

pub(super) const WORKS_MAIN: Pipe = Pipe { diameter: 800, material: "thép", sort: "truyền tải" };
/// When it was laid.
pub(super) const WORKS_YEAR: i64 = 2004;
pub(super) const FEED: Pipe = Pipe { diameter: 200, material: "gang dẻo", sort: "phân phối" };
pub(super) const SERVICE: Pipe = Pipe { diameter: 20, material: "HDPE", sort: "dịch vụ" };

pub(super) fn main_at(lattice: &Lattice, (i, j): Crossing) -> PlanePoint {
    to_millimetres(lattice.vertex(i, j) + ASIDE)
}

pub(super) fn works_at(city: &City, trunk: &Trunk) -> [PlanePoint; 2] {
    let first = main_at(city.lattice(), trunk.head());
    [to_millimetres(first + WORKS), first]
}

pub(super) fn main(city: &City, stretch: &Stretch) -> Option<[PlanePoint; 4]> {
    let [from, to] = stretch.ends.map(|end| main_at(city.lattice(), end));
    let share = VALVE / distance(from, to);
    let [near, far] = [share, 1.0 - share].map(|share| to_millimetres(between(from, to, share)));
    (stretch.is_branch() || stretch.is_boulevard()).then_some([from, near, far, to])
}

pub(super) fn main_pipe(stretch: &Stretch) -> Pipe {
    let diameter = match stretch.ends[0].0 {
        0 if stretch.inland => 600,
        _ if stretch.is_boulevard() => 400,
        _ => 300,
    };
    Pipe { diameter, material: "gang dẻo", sort: "truyền tải" }
}

pub(super) fn main_year(city: &City, stretch: &Stretch) -> i64 {
    year(city.lattice().seed, stretch.ends[0], 3)
}

pub(super) fn street_pipe(district: &District, way: usize) -> Pipe {
    match district.ways[way].rank {
        Rank::Main | Rank::Radial => Pipe { diameter: 200, material: "gang dẻo", sort: "phân phối" },
        Rank::Street => Pipe { diameter: 110, material: "uPVC", sort: "phân phối" },
        Rank::Lane => Pipe { diameter: 63, material: "HDPE", sort: "phân phối" },
    }
}

/// When a pipe was laid: 1988 to 2024, the same for what was laid together.
pub(super) fn year(seed: u64, (i, j): Crossing, key: usize) -> i64 {
    let key = i64::try_from(key).unwrap_or(0);
    1988 + i64::from(Dice::at(seed, Purpose::Water, i, 16 * j + key).below(37))
}
