//! The plan of a city of a given size: which districts it has, in which ward and on which map sheet.

use spatial_core::crs::{Crs, Transform};
use spatial_core::store::Staged;

use crate::district::District;
use crate::error::SampleError;
use crate::lattice::{Cell, Lattice};
use crate::{SampleLayer, parcels, streets, wards, zones};

/// A synthetic city. Same number and seed, same city, to the last bit; features are made only when asked for.
#[derive(Debug)]
pub struct City {
    parcels: u32,
    lattice: Lattice,
    districts: Vec<Site>,
    ward_count: usize,
    to_wgs84: Transform,
}

/// A district in the plan.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Site {
    pub(crate) cell: Cell,
    /// Parcels of the district; fewer than it has room for in the last one only.
    pub(crate) parcels: usize,
    pub(crate) ward: usize,
    /// Map sheet within the ward, from 1.
    pub(crate) sheet: i64,
}

impl City {
    /// The largest city; about 270 km².
    pub const MOST_PARCELS: u32 = 1_000_000;
    /// VN-2000, central meridian 107°45′: Bà Rịa–Vũng Tàu.
    pub const CRS: Crs = Crs::Epsg(5899);

    /// Plans a city of exactly so many parcels. About 0.3 s for a million.
    ///
    /// # Errors
    /// [`SampleError::Size`] below 1 or above [`Self::MOST_PARCELS`]; [`SampleError::Crs`] if EPSG:5899 is out of order.
    pub fn new(parcels: u32, seed: u64) -> Result<Self, SampleError> {
        if parcels == 0 || parcels > Self::MOST_PARCELS {
            return Err(SampleError::Size { parcels, most: Self::MOST_PARCELS });
        }
        let lattice = Lattice { seed };
        let (cells, counts): (Vec<Cell>, Vec<usize>) = settle(&lattice, parcels).into_iter().unzip();
        let shares = wards::share_out(&cells);
        let ward_count = shares.iter().max().map_or(0, |most| most + 1);
        let mut sheets = vec![0; ward_count];
        let districts = cells
            .into_iter()
            .zip(counts)
            .zip(shares)
            .map(|((cell, parcels), ward)| {
                sheets[ward] += 1;
                Site { cell, parcels, ward, sheet: sheets[ward] }
            })
            .collect();
        let to_wgs84 = Transform::new(Self::CRS, Crs::WGS84)?;
        Ok(Self { parcels, lattice, districts, ward_count, to_wgs84 })
    }

    /// Number of parcels, as ordered.
    pub fn parcel_count(&self) -> u32 {
        self.parcels
    }

    /// The features of a layer, in the order of their ids from 1, in batches of at most a few hundred.
    pub fn batches(
        &self,
        layer: SampleLayer,
    ) -> Box<dyn Iterator<Item = Result<Vec<Staged>, SampleError>> + Send + '_> {
        match layer {
            SampleLayer::Wards => Box::new((0..self.ward_count).map(|ward| Ok(vec![wards::ward(self, ward)]))),
            SampleLayer::Zones => {
                let cells = zones::zone_cells(self);
                Box::new((0..cells.len()).step_by(256).map(move |from| {
                    let to = cells.len().min(from + 256);
                    Ok(cells[from..to].iter().map(|&cell| zones::zone(self, cell)).collect())
                }))
            }
            SampleLayer::Streets => {
                let local = self.districts.iter().map(|site| {
                    let district = District::new(&self.lattice, site.cell);
                    Ok(streets::local_streets(self, &district))
                });
                Box::new(std::iter::once_with(|| Ok(streets::main_roads(self))).chain(local))
            }
            SampleLayer::Parcels => {
                Box::new(self.districts.iter().map(|site| parcels::parcels(&self.lattice, &self.to_wgs84, site)))
            }
        }
    }

    pub(crate) fn lattice(&self) -> &Lattice {
        &self.lattice
    }

    pub(crate) fn operation(&self) -> &spatial_core::crs::Operation {
        self.to_wgs84.operation()
    }

    pub(crate) fn cells(&self) -> impl Iterator<Item = Cell> + '_ {
        self.districts.iter().map(|site| site.cell)
    }

    pub(crate) fn wards(&self) -> impl Iterator<Item = usize> + '_ {
        self.districts.iter().map(|site| site.ward)
    }
}

/// Settles land from the centre outward until all parcels have a place: districts with their number of parcels.
fn settle(lattice: &Lattice, parcels: u32) -> Vec<(Cell, usize)> {
    let mut missing = parcels as usize;
    let mut settled = Vec::new();
    let (mut inner, mut outer) = (0, 16);
    while missing > 0 {
        for cell in ring(lattice, inner, outer) {
            let room = District::new(lattice, cell).plots().len();
            settled.push((cell, room.min(missing)));
            missing -= room.min(missing);
            if missing == 0 {
                break;
            }
        }
        (inner, outer) = (outer, outer + 16);
    }
    settled
}

/// Land from `inner` up to below `outer` districts from the centre, nearest first.
fn ring(lattice: &Lattice, inner: i64, outer: i64) -> Vec<Cell> {
    let distance = |cell: &Cell| (2 * cell.i + 1).pow(2) + (2 * cell.j + 1).pow(2);
    let within = (4 * inner * inner)..(4 * outer * outer);
    let mut cells: Vec<Cell> = (-outer..outer)
        .flat_map(|j| (-outer..outer).map(move |i| Cell { i, j }))
        .filter(|cell| within.contains(&distance(cell)) && lattice.is_land(*cell))
        .collect();
    cells.sort_by_key(|cell| (distance(cell), *cell));
    cells
}
