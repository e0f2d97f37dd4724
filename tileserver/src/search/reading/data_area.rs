//! Where the data lie: what a pair of numbers may mean depends on it.

use spatial_core::crs::{Crs, Transform, Vn2000Zone, ZONES};
use spatial_core::geometry::Envelope;
use spatial_core::layer::{Kind, Layer};

/// Mainland Vietnam with its coastal islands: smallest and largest longitude and latitude.
const VIETNAM: [[f64; 2]; 2] = [[102.0, 8.0], [110.0, 23.5]];
/// A place may lie so far beside the data, in metres, and still be meant in their system.
const BESIDE_M: f64 = 20_000.0;

/// The systems of the data sets an audience may see, and the boxes around them.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct DataArea {
    /// VN-2000 zones, in the order of their layers.
    zones: Vec<(&'static Vn2000Zone, Option<Envelope>)>,
    /// Around everything, in degrees.
    degrees: Option<Envelope>,
}

impl DataArea {
    pub(crate) fn of<'l>(layers: impl Iterator<Item = &'l Layer>) -> Self {
        let mut area = Self::default();
        // The sea of the base map reaches beyond all that anybody keeps.
        for layer in layers.filter(|layer| layer.kind != Kind::Base) {
            if let Crs::Epsg(code) = layer.crs
                && let Some(zone) = Vn2000Zone::by_code(code)
            {
                match area.zones.iter_mut().find(|(known, _)| known.epsg == zone.epsg) {
                    Some((_, around)) => *around = (*around).into_iter().chain(layer.extent).reduce(Envelope::merged),
                    None => area.zones.push((zone, layer.extent)),
                }
            }
            let corners = layer.extent.and_then(|extent| in_degrees(layer.crs, &extent));
            area.degrees = area.degrees.into_iter().chain(corners).reduce(Envelope::merged);
        }
        area
    }

    /// Zones in which a place of this easting and northing lies in Vietnam: the one of this meridian, or those of the data. If the place
    /// lies at the data of some of them, only those.
    pub(crate) fn zones(&self, [east, north]: [f64; 2], meridian: Option<f64>) -> Vec<&'static Vn2000Zone> {
        if let Some(meridian) = meridian {
            let is_it =
                |zone: &&Vn2000Zone| (zone.central_meridian - meridian).abs() < 1e-6 && zone.width_degrees() == 3;
            return ZONES.iter().find(is_it).into_iter().collect();
        }
        let fits = |zone: &Vn2000Zone| {
            to_degrees(Crs::Epsg(zone.epsg), [east, north]).is_some_and(|[lon, lat]| {
                let [[west, south], [most_east, most_north]] = VIETNAM;
                (west..=most_east).contains(&lon) && (south..=most_north).contains(&lat)
            })
        };
        let is_at_data = |around: &Option<Envelope>| {
            around.is_some_and(|Envelope { min, max }| {
                (min[0] - BESIDE_M..=max[0] + BESIDE_M).contains(&east)
                    && (min[1] - BESIDE_M..=max[1] + BESIDE_M).contains(&north)
            })
        };
        let fitting: Vec<_> = self.zones.iter().filter(|(zone, _)| fits(zone)).collect();
        let near: Vec<_> = fitting.iter().filter(|(_, around)| is_at_data(around)).copied().collect();
        let chosen = if near.is_empty() { fitting } else { near };
        chosen.into_iter().map(|(zone, _)| *zone).collect()
    }

    /// True if the place lies within a degree of the data.
    pub(crate) fn is_near(&self, [lon, lat]: [f64; 2]) -> bool {
        self.degrees.is_some_and(|Envelope { min, max }| {
            (min[0] - 1.0..=max[0] + 1.0).contains(&lon) && (min[1] - 1.0..=max[1] + 1.0).contains(&lat)
        })
    }
}

/// Longitude and latitude of a place.
pub(crate) fn to_degrees(crs: Crs, place: [f64; 2]) -> Option<[f64; 2]> {
    let mut points = [place];
    Transform::new(crs, Crs::WGS84).ok()?.apply(&mut points).ok()?;
    Some(points[0])
}

fn in_degrees(crs: Crs, extent: &Envelope) -> Option<Envelope> {
    let corners = [extent.min, extent.max].map(|corner| to_degrees(crs, corner));
    let boxes = corners.into_iter().flatten().map(|corner| Envelope { min: corner, max: corner });
    boxes.reduce(Envelope::merged)
}
