//! What of a parcel lies in which zone.

use spatial_core::crs::{Crs, CrsError};
use spatial_core::geometry::{Geometry, area, shared_area};
use spatial_core::layer::{Audience, FeatureId, LayerName};
use spatial_core::snapshot::{Hit, World};
use spatial_core::units::SquareMetres;

use crate::tables::{PLAN_FIELD, ZONES};

/// Less is the rounding of two surveys, not a right: zones digitised along a boundary overlap it by that much.
const LEAST: SquareMetres = SquareMetres(0.01);

/// A part of a parcel.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// The zone.
    pub zone: FeatureId,
    /// The plan it belongs to.
    pub plan: FeatureId,
    /// Area of the part in the grid of the data set.
    pub area: SquareMetres,
    /// Percent of the parcel's area in that grid.
    pub percent: f64,
}

/// Why shares are not known.
#[derive(Debug, thiserror::Error)]
pub enum ShareError {
    /// Areas are taken in one grid.
    #[error("the parcel is in {parcel}, the zones are in {zones}")]
    OtherCrs {
        /// Of the parcel.
        parcel: Crs,
        /// Of the zones.
        zones: Crs,
    },
    /// Degrees have no area.
    #[error("{crs} counts degrees")]
    Degrees {
        /// Of parcel and zones.
        crs: Crs,
    },
    /// The reference system of the parcel is not known.
    #[error(transparent)]
    Crs(#[from] CrsError),
}

/// The parts of a parcel of the World in the zones an audience sees, as [`shares`] has them; none if the store has no plan register or
/// the parcel is not there. `parcel` is its legal geometry. The World must hold the legal geometry of the zones.
///
/// # Errors
/// [`ShareError`] if parcel and zones are in no common grid.
pub fn shares_of(
    world: &World,
    (layer, id): (&LayerName, FeatureId),
    parcel: &Geometry,
    audience: Audience,
) -> Result<Vec<Share>, ShareError> {
    let (Some(parcels), Some(zones)) = (world.layer(layer, audience), world.declared(&ZONES, audience)) else {
        return Ok(Vec::new());
    };
    let (Some(row), Some(plan)) = (parcels.find(id), zones.layer().schema.position(PLAN_FIELD)) else {
        return Ok(Vec::new());
    };
    in_one_grid(parcels.layer().crs, zones.layer().crs)?;
    let mut hits: Vec<Hit> = Vec::new();
    zones.hits(&row.bounds(), &mut hits);
    let found: Vec<(FeatureId, FeatureId, Geometry)> = hits
        .into_iter()
        .filter_map(|hit| {
            let zone = zones.get(hit);
            Some((FeatureId(zone.id()), zone.reference(plan)?, zone.legal()?))
        })
        .collect();
    Ok(shares(parcel, found.iter().map(|(zone, plan, shape)| (*zone, *plan, shape))))
}

/// Refuses a parcel whose areas could not be compared with those of zones.
pub(crate) fn in_one_grid(parcel: Crs, zones: Crs) -> Result<(), ShareError> {
    if parcel != zones {
        return Err(ShareError::OtherCrs { parcel, zones });
    }
    on_a_grid(parcel)
}

/// Refuses shapes that have no area.
pub(crate) fn on_a_grid(crs: Crs) -> Result<(), ShareError> {
    if crs.info()?.is_geographic { Err(ShareError::Degrees { crs }) } else { Ok(()) }
}

/// The parts of a parcel that lie in zones, the largest first, then by zone; all in one projected system. Zones of several plans lie on
/// one another, so that shares may add up to more than the parcel, and to less where nothing is planned.
pub fn shares<'a>(
    parcel: &Geometry,
    zones: impl IntoIterator<Item = (FeatureId, FeatureId, &'a Geometry)>,
) -> Vec<Share> {
    let whole = area(parcel);
    let share = |(zone, plan, shape): (FeatureId, FeatureId, &Geometry)| {
        let part = shared_area(parcel, shape);
        (part >= LEAST).then(|| Share { zone, plan, area: part, percent: 100.0 * part.0 / whole.0 })
    };
    let mut shares: Vec<Share> = zones.into_iter().filter_map(share).collect();
    shares.sort_by(|a, b| b.area.0.total_cmp(&a.area.0).then(a.zone.cmp(&b.zone)));
    shares
}

#[cfg(test)]
mod tests {
    use sketch::sketch;

    use super::*;

    #[test]
    fn a_parcel_across_two_zones_has_two_shares_and_a_neighbour_that_touches_none() {
        let parcel = sketch!(
            "               "
            "     pppppppppp"
        );
        let zones = sketch!(
            "     cccccccccc"
            "aaaaaaaabbbbbbb"
        );
        let zones: Vec<Geometry> = zones.areas().into_iter().map(|(_, zone)| zone.into()).collect();
        let numbered = zones.iter().zip(1..).map(|(shape, id)| (FeatureId(id), FeatureId(9), shape));
        let found = shares(&parcel.area('p').into(), numbered);
        let told: Vec<(u64, f64)> =
            found.iter().map(|share| (share.zone.0, (share.percent * 1e6).round() / 1e6)).collect();
        assert_eq!(told, [(2, 70.0), (1, 30.0)]);
        assert!((found[0].area.0 - 7.0).abs() < 1e-6);
    }
}
