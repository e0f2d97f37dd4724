//! Where a layer lies beside what the store holds already: a wrong central meridian moves a layer by tens of kilometres and leaves it
//! inside Vietnam, so that only its neighbours tell.

use spatial_core::crs::{Crs, ZONES};
use spatial_core::geometry::Envelope;
use spatial_core::layer::{Kind, Layer};

use crate::report::in_degrees;

/// A gap wider than a district, and narrower than the 27 km between the two central meridians next to each other.
const APART_KM: f64 = 20.0;
/// Kilometres of a degree of latitude.
const DEGREE_KM: f64 = 111.0;

/// A layer that lies apart from all others.
#[derive(Debug, PartialEq)]
pub(crate) struct Apart {
    /// Between its box and that of the others.
    pub(crate) km: f64,
    /// Where its middle lies, in degrees of WGS 84.
    pub(crate) at: [f64; 2],
    /// The VN-2000 zone by which it would lie among them.
    pub(crate) better: Option<Crs>,
}

/// The box around all layers with a place, in degrees of WGS 84; without the base map, whose sea reaches beyond all that anybody keeps.
pub(crate) fn around(layers: &[Layer]) -> Option<Envelope> {
    let placed =
        layers.iter().filter(|layer| layer.kind != Kind::Base).filter_map(|layer| in_degrees(layer.crs, layer.extent?));
    placed.reduce(Envelope::merged)
}

/// Whether a layer of this extent lies apart.
pub(crate) fn apart(crs: Crs, extent: Envelope, around: Envelope) -> Option<Apart> {
    let own = in_degrees(crs, extent)?;
    let km = gap_km(own, around);
    if km < APART_KM {
        return None;
    }
    let others = ZONES.iter().map(|zone| Crs::Epsg(zone.epsg)).filter(|other| crs.is_vn2000() && *other != crs);
    let gaps = others.filter_map(|other| Some((gap_km(in_degrees(other, extent)?, around), other)));
    let nearest = gaps.min_by(|(a, _), (b, _)| a.total_cmp(b));
    let better = nearest.filter(|(gap, _)| *gap < APART_KM / 2.0).map(|(_, other)| other);
    Some(Apart { km, at: [(own.min[0] + own.max[0]) / 2.0, (own.min[1] + own.max[1]) / 2.0], better })
}

/// Kilometres between two boxes, near enough; 0 if they meet.
fn gap_km(one: Envelope, other: Envelope) -> f64 {
    let gap = |axis: usize| (other.min[axis] - one.max[axis]).max(one.min[axis] - other.max[axis]).max(0.0);
    let narrowing = ((one.min[1] + one.max[1]) / 2.0).to_radians().cos();
    (gap(0) * narrowing).hypot(gap(1)) * DEGREE_KM
}

#[cfg(test)]
mod tests {
    use super::*;

    fn envelope(min: [f64; 2], max: [f64; 2]) -> Envelope {
        Envelope { min, max }
    }

    #[test]
    fn a_wrong_meridian_is_told_by_the_neighbours_and_named() {
        let around = envelope([107.0, 10.3], [107.2, 10.5]);
        let extent = envelope([430_000.0, 1_145_000.0], [436_000.0, 1_160_000.0]);
        assert_eq!(apart(Crs::Epsg(5899), extent, around), None);
        for (wrong, km) in [(9214, 50.0..90.0), (9215, 25.0..60.0), (9218, 50.0..90.0)] {
            let found = apart(Crs::Epsg(wrong), extent, around).unwrap();
            assert!(km.contains(&found.km), "{found:?}");
            assert_eq!(found.better, Some(Crs::Epsg(5899)), "{found:?}");
        }
    }

    #[test]
    fn the_next_district_is_no_mistake() {
        let around = envelope([107.0, 10.3], [107.2, 10.5]);
        assert_eq!(apart(Crs::WGS84, envelope([107.3, 10.3], [107.4, 10.4]), around), None);
        let far = apart(Crs::WGS84, envelope([106.0, 10.3], [106.1, 10.4]), around).unwrap();
        assert_eq!((far.km.round(), far.better), (98.0, None));
    }
}
