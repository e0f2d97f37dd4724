//! The plan of a city of a given size: which districts it has, in which ward and on which map sheet.

use spatial_core::crs::{Crs, Transform};
use spatial_core::store::Staged;

use crate::SampleLayer;
use crate::error::SampleError;
use crate::fabric::District;
use crate::ground::{Cell, Lattice};
use crate::land::{buildings, parcels, streets, wards};
use crate::networks::{self, Trunk};
use crate::planning;

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

/// The features of a layer, district by district or so.
pub(crate) type Batches<'a> = Box<dyn Iterator<Item = Result<Vec<Staged>, SampleError>> + Send + 'a>;

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

    /// The features of a layer, in the order of their ids from 1, in batches of at most some thousand.
    pub fn batches(&self, layer: SampleLayer) -> Batches<'_> {
        let lattice = &self.lattice;
        match layer {
            SampleLayer::Wards => Box::new((0..self.ward_count).map(|ward| Ok(vec![wards::ward(self, ward)]))),
            SampleLayer::Plans => once(|| planning::plans(self)),
            SampleLayer::Zones => {
                let drawn = planning::zone_sheets().into_iter().map(|sheet| Ok(planning::zones(self, sheet)));
                let detailed = planning::detailed_cells(self);
                Box::new(drawn.chain(detailed.map(|cell| Ok(planning::detailed_zones(lattice, cell)))))
            }
            SampleLayer::Streets => {
                let local = self.by_district(|district| streets::local_streets(self, district));
                Box::new(once(|| streets::main_roads(self)).chain(local))
            }
            SampleLayer::RedLines => self.by_district(|district| planning::red_lines(lattice, district)),
            SampleLayer::BuildingLines => self.by_district(planning::building_lines),
            SampleLayer::Parcels => {
                Box::new(self.districts.iter().map(|site| parcels::parcels(lattice, &self.to_wgs84, site)))
            }
            SampleLayer::Buildings => self.by_site(|site| buildings::buildings(lattice, site)),
            _ => self.network_batches(layer),
        }
    }

    fn network_batches(&self, layer: SampleLayer) -> Batches<'_> {
        let lattice = &self.lattice;
        match layer {
            SampleLayer::WaterPipes => {
                let trunk = Trunk::of(self);
                let works = vec![networks::works_pipe(self, &trunk)];
                let mains = self.by_stretch(trunk, |_, stretch| networks::trunk_pipes(self, stretch));
                let local = self.by_site(|site| networks::district_pipes(lattice, site));
                Box::new(std::iter::once(Ok(works)).chain(mains).chain(local))
            }
            SampleLayer::WaterValves => {
                let trunk = Trunk::of(self);
                let works = vec![networks::works_valve(self, &trunk)];
                let mains = self.by_stretch(trunk, |_, stretch| networks::trunk_valves(self, stretch));
                let local = self.by_site(|site| networks::district_valves(lattice, site));
                Box::new(std::iter::once(Ok(works)).chain(mains).chain(local))
            }
            SampleLayer::Hydrants => self.by_site(|site| networks::hydrants(lattice, site)),
            SampleLayer::WaterMeters => self.by_site(|site| networks::meters(lattice, site)),
            SampleLayer::Sewers => {
                let trunks = self.by_stretch(Trunk::of(self), |_, stretch| networks::trunk_sewers(self, stretch));
                Box::new(trunks.chain(self.by_site(|site| networks::district_sewers(lattice, site.cell))))
            }
            SampleLayer::Manholes => {
                let of_trunks = |trunk: &Trunk, stretch: &_| networks::trunk_manholes(self, trunk, stretch);
                let trunks = self.by_stretch(Trunk::of(self), of_trunks);
                Box::new(trunks.chain(self.by_site(|site| networks::district_manholes(lattice, site.cell))))
            }
            SampleLayer::Lamps => self.by_site(|site| networks::lamps(lattice, site.cell)),
            SampleLayer::LightCabinets => self.by_site(|site| networks::cabinets(lattice, site.cell)),
            SampleLayer::LightCables => self.by_site(|site| networks::cables(lattice, site.cell)),
            SampleLayer::PowerLines => {
                self.by_stretch(Trunk::of(self), |_, stretch| networks::power_lines(self, stretch))
            }
            _ => self.by_stretch(Trunk::of(self), |_, stretch| networks::power_switches(self, stretch)),
        }
    }

    fn by_site<'a>(&'a self, make: impl Fn(&Site) -> Vec<Staged> + Send + 'a) -> Batches<'a> {
        Box::new(self.districts.iter().map(move |site| Ok(make(site))))
    }

    fn by_district<'a>(&'a self, make: impl Fn(&District) -> Vec<Staged> + Send + 'a) -> Batches<'a> {
        self.by_site(move |site| make(&District::new(&self.lattice, site.cell)))
    }

    fn by_stretch<'a>(
        &'a self,
        trunk: Trunk,
        make: impl Fn(&Trunk, &networks::Stretch) -> Vec<Staged> + Send + 'a,
    ) -> Batches<'a> {
        let stretches: Vec<_> = trunk.stretches().collect();
        Box::new(stretches.into_iter().map(move |stretch| Ok(make(&trunk, &stretch))))
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

/// One batch, made when it is asked for.
fn once<'a>(make: impl FnOnce() -> Vec<Staged> + Send + 'a) -> Batches<'a> {
    Box::new(std::iter::once_with(|| Ok(make())))
}

/// About how far a city of so many parcels goes from its centre, in districts; it decides where houses end and fields begin.
fn reach(parcels: u32) -> f64 {
    let districts = f64::from(parcels) / 240.0;
    // A quarter of a disc, two strips along the coasts and a corner between them.
    let root = (144.0 + 4.0 * 0.785 * (districts - 35.0)).max(0.0).sqrt();
    ((root - 12.0) / (2.0 * 0.785)).max(6.0)
}

/// Settles land from the centre outward until all parcels have a place: districts with their number of parcels.
fn settle(lattice: &Lattice, parcels: u32) -> Vec<(Cell, usize)> {
    let mut missing = parcels as usize;
    let mut settled = Vec::new();
    let (mut inner, mut outer) = (0, 16);
    while missing > 0 {
        for cell in ring(inner, outer) {
            let room = District::new(lattice, cell).plots(lattice).len();
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
fn ring(inner: i64, outer: i64) -> Vec<Cell> {
    let distance = |cell: &Cell| (2 * cell.i + 1).pow(2) + (2 * cell.j + 1).pow(2);
    let within = (4 * inner * inner)..(4 * outer * outer);
    let mut cells: Vec<Cell> = (-outer..outer)
        .flat_map(|j| (-outer..outer).map(move |i| Cell { i, j }))
        .filter(|cell| within.contains(&distance(cell)) && Lattice::is_land(*cell))
        .collect();
    cells.sort_by_key(|cell| (distance(cell), *cell));
    cells
}
