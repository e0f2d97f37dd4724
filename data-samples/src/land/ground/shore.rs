//! Where the land ends: the line of the water and the beach before it, as the parcels of the shore have it.

use crate::fabric::{BEACH, COAST_ROAD};
use crate::land::ground::extent::Extent;
use crate::terrain::PlanePoint;
use crate::terrain::flat::{between, distance};
use crate::terrain::lattice::COAST;

/// Beyond the land that is told the coast is drawn by every so many districts.
const COARSE: i64 = 4;

/// One side of the cape, from there on.
#[derive(Debug)]
pub(super) struct Shore {
    /// The seaward edge of the coast road.
    pub(super) road: Vec<PlanePoint>,
    /// The edge of the water.
    pub(super) water: Vec<PlanePoint>,
}

/// The shore beside the city and the one in front of it.
pub(super) fn shores(extent: &Extent<'_>) -> [Shore; 2] {
    let [front, beside] = COAST;
    let lattice = extent.lattice;
    let shore = |from: i64, sides: &dyn Fn(i64) -> [PlanePoint; 2]| {
        let sides: Vec<[PlanePoint; 2]> = steps(from, extent).map(sides).collect();
        let road = |[land, sea]: &[PlanePoint; 2]| between(*land, *sea, COAST_ROAD / distance(*land, *sea));
        let water = |[land, sea]: &[PlanePoint; 2]| between(*land, *sea, BEACH);
        Shore { road: sides.iter().map(road).collect(), water: sides.iter().map(water).collect() }
    };
    [
        shore(front, &|j| [lattice.vertex(beside, j), lattice.vertex(beside - 1, j)]),
        shore(beside, &|i| [lattice.vertex(i, front), lattice.vertex(i, front - 1)]),
    ]
}

/// The sea: at the cape it comes up to the road. It ends where nobody looks.
pub(super) fn sea(extent: &Extent<'_>) -> Vec<PlanePoint> {
    let [beside, front] = shores(extent);
    let mut ring: Vec<PlanePoint> = beside.water.iter().rev().copied().collect();
    ring.extend(beside.road.first());
    ring.extend(front.road.first());
    ring.extend(&front.water);
    let far = extent.sea;
    ring.extend([(far, -far), (-far, -far), (-far, far)].map(|(i, j)| extent.lattice.vertex(i, j)));
    ring
}

/// The beaches on both sides of the cape.
pub(super) fn beaches(extent: &Extent<'_>) -> [Vec<PlanePoint>; 2] {
    shores(extent).map(|shore| shore.road.into_iter().chain(shore.water.into_iter().rev()).collect())
}

/// Grid lines from the cape on: each as far as the land is told, then some.
fn steps(from: i64, extent: &Extent<'_>) -> impl Iterator<Item = i64> {
    let land = extent.land;
    let sea = extent.sea;
    (from..=land).chain((1..).map(move |step| land + step * COARSE).take_while(move |at| *at <= sea))
}
