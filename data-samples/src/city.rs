//! A city of a given size: its districts on the grid, and its reference system. What stands in them is made in `batches`.

use spatial_core::crs::{Crs, Transform};

use crate::error::SampleError;
use crate::site::{Site, reach, sites};
use crate::terrain::{GridCell, Lattice};

/// A synthetic city. Same number and seed, same city, to the last bit; features are made only when asked for.
#[derive(Debug)]
pub struct City {
    parcels: u32,
    lattice: Lattice,
    districts: Vec<Site>,
    ward_count: usize,
    to_wgs84: Transform,
}

impl City {
    /// Parcels of a city nobody asked a size for.
    pub const USUAL_PARCELS: u32 = 50_000;
    /// The largest city; about 300 km².
    pub const MOST_PARCELS: u32 = 1_000_000;
    /// VN-2000, central meridian 107°45′: Bà Rịa–Vũng Tàu.
    pub const CRS: Crs = Crs::Epsg(5899);

    /// Plans a city of exactly so many parcels. About a second for a million.
    ///
    /// # Errors
    /// [`SampleError::Size`] below 1 or above [`Self::MOST_PARCELS`]; [`SampleError::Crs`] if EPSG:5899 is out of order.
    pub fn new(parcels: u32, seed: u64) -> Result<Self, SampleError> {
        if parcels == 0 || parcels > Self::MOST_PARCELS {
            return Err(SampleError::Size { parcels, most: Self::MOST_PARCELS });
        }
        let lattice = Lattice { seed, reach: reach(parcels) };
        let (districts, ward_count) = sites(&lattice, parcels);
        let to_wgs84 = Transform::new(Self::CRS, Crs::WGS84)?;
        Ok(Self { parcels, lattice, districts, ward_count, to_wgs84 })
    }

    /// Number of parcels, as ordered.
    pub fn parcel_count(&self) -> u32 {
        self.parcels
    }

    pub(crate) fn lattice(&self) -> &Lattice {
        &self.lattice
    }

    pub(crate) fn sites(&self) -> &[Site] {
        &self.districts
    }

    pub(crate) fn ward_count(&self) -> usize {
        self.ward_count
    }

    pub(crate) fn to_wgs84(&self) -> &Transform {
        &self.to_wgs84
    }

    pub(crate) fn operation(&self) -> &spatial_core::crs::Operation {
        self.to_wgs84.operation()
    }

    pub(crate) fn cells(&self) -> impl Iterator<Item = GridCell> + '_ {
        self.districts.iter().map(|site| site.cell)
    }

    pub(crate) fn wards(&self) -> impl Iterator<Item = usize> + '_ {
        self.districts.iter().map(|site| site.ward)
    }
}
