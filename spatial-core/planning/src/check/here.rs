//! What of a building, and of its lot, lies in a zone.

use spatial_core::geometry::{Geometry, area, rest, shared};
use spatial_core::units::SquareMetres;

use super::building::{Building, Site, ZoneGround};

/// A zone in which some of the building lies.
#[derive(Debug)]
pub(super) struct Here<'a> {
    pub(super) zone: &'a ZoneGround,
    /// What of the building lies in it.
    pub(super) part: Geometry,
    /// How much of that stands on the lot, or all of it without one.
    pub(super) footprint: SquareMetres,
    /// How much of the building lies elsewhere; nothing if that is too small to be a share.
    pub(super) elsewhere: SquareMetres,
    /// What of the lot lies in the zone.
    pub(super) lot: LotPart,
}

/// What of the lot a zone has.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum LotPart {
    /// No lot is known.
    Unknown,
    /// Nothing: the building reaches into the zone from its lot beside it.
    Nothing,
    /// So much.
    Area(SquareMetres),
}

impl<'a> Here<'a> {
    /// None if no share of the building lies there.
    pub(super) fn of(building: &Building, site: &Site, zone: &'a ZoneGround) -> Option<Self> {
        let part = shared(&building.footprint, &zone.shape);
        if is_nothing(&part, site) {
            return None;
        }
        let others = rest(&building.footprint, &zone.shape);
        let elsewhere = if is_nothing(&others, site) { SquareMetres(0.0) } else { area(&others) };
        let (footprint, lot) = match &site.lot {
            None => (area(&part), LotPart::Unknown),
            Some(lot) => {
                let of_lot = shared(lot, &zone.shape);
                let lot_part = if is_nothing(&of_lot, site) { LotPart::Nothing } else { LotPart::Area(area(&of_lot)) };
                (area(&shared(&part, lot)), lot_part)
            }
        };
        Some(Self { zone, part, footprint, elsewhere, lot })
    }
}

/// True of what an extract would not tell as a share, either.
pub(super) fn is_nothing(shape: &Geometry, site: &Site) -> bool {
    site.thresholds.drops_shape(shape)
}
