//! The features of each layer of the city, made batch by batch when they are asked for.

use spatial_core::store::Staged;

use crate::city::City;
use crate::error::SampleError;
use crate::fabric::District;
use crate::land::ground::{self, Extent};
use crate::land::{buildings, parcels, streets, wards};
use crate::layers::SampleLayer;
use crate::networks::{self, Trunk};
use crate::planning;
use crate::site::Site;

/// The features of a layer, district by district or so.
pub(crate) type Batches<'a> = Box<dyn Iterator<Item = Result<Vec<Staged>, SampleError>> + Send + 'a>;

impl City {
    /// The features of a layer, in the order of their ids from 1, in batches of at most some thousand.
    pub fn batches(&self, layer: SampleLayer) -> Batches<'_> {
        let lattice = self.lattice();
        match layer {
            SampleLayer::BaseAreas => once(|| ground::areas(&Extent::of(self))),
            SampleLayer::BaseWaterways => once(|| ground::waterways(&Extent::of(self))),
            SampleLayer::BaseBuildings => once(|| ground::buildings(&Extent::of(self))),
            SampleLayer::BaseRoads => once(|| ground::roads(&Extent::of(self))),
            SampleLayer::BaseBoundaries => once(|| ground::boundaries(&Extent::of(self))),
            SampleLayer::BasePlaces => once(|| ground::places(&Extent::of(self))),
            SampleLayer::Wards => Box::new((0..self.ward_count()).map(|ward| Ok(vec![wards::ward(self, ward)]))),
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
                Box::new(self.sites().iter().map(|site| parcels::parcels(lattice, self.to_wgs84(), site)))
            }
            SampleLayer::Buildings => self.by_site(|site| buildings::buildings(lattice, site)),
            _ => self.network_batches(layer),
        }
    }

    fn network_batches(&self, layer: SampleLayer) -> Batches<'_> {
        let lattice = self.lattice();
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
        Box::new(self.sites().iter().map(move |site| Ok(make(site))))
    }

    fn by_district<'a>(&'a self, make: impl Fn(&District) -> Vec<Staged> + Send + 'a) -> Batches<'a> {
        self.by_site(move |site| make(&District::new(self.lattice(), site.cell)))
    }

    fn by_stretch<'a>(
        &'a self,
        trunk: Trunk,
        make: impl Fn(&Trunk, &networks::Stretch) -> Vec<Staged> + Send + 'a,
    ) -> Batches<'a> {
        let stretches: Vec<_> = trunk.stretches().collect();
        Box::new(stretches.into_iter().map(move |stretch| Ok(make(&trunk, &stretch))))
    }
}

/// One batch, made when it is asked for.
fn once<'a>(make: impl FnOnce() -> Vec<Staged> + Send + 'a) -> Batches<'a> {
    Box::new(std::iter::once_with(|| Ok(make())))
}
