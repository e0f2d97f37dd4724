//! Does the building stay on its lot, and in zones that may be built on?

use spatial_core::geometry::{Geometry, area, joined, rest, shared};
use spatial_core::units::{Metres, SquareMetres};

use super::building::{Building, Site};
use super::here::{Here, is_nothing};
use super::verdict::{Check, CheckKind, CheckReason, Verdict, rounded};
use crate::allowance::building_use;
use crate::extract::Thresholds;
use crate::function::Use;

/// What reaches over the boundary of the lot by less is the rounding of who drew it: a centimetre.
const TOUCH: Thresholds = Thresholds { area: SquareMetres(1.0), width: Metres(0.01) };

/// Of the whole building.
pub(super) fn within_lot(building: &Building, site: &Site) -> Check {
    let Some(lot) = &site.lot else {
        return Check::of(CheckKind::Encroachment, Verdict::CannotTell, CheckReason::NoParcel);
    };
    let outside = rest(&building.footprint, lot);
    if TOUCH.drops_shape(&outside) {
        let check = Check::of(CheckKind::Encroachment, Verdict::Pass, CheckReason::WithinParcel);
        return Check { measured: Some(0.0), ..check };
    }
    shown(Check::of(CheckKind::Encroachment, Verdict::Fail, CheckReason::OutsideParcel), outside)
}

/// Of what lies in a zone.
pub(super) fn within_zone(here: &Here<'_>) -> Check {
    let zone = here.zone;
    let (verdict, reason) = match building_use(zone.function.as_deref(), &zone.indicators) {
        Use::Buildable => (Verdict::Pass, CheckReason::ZoneAllows),
        Use::Road | Use::Closed => (Verdict::Fail, CheckReason::ZoneForbids),
        Use::Unclear => (Verdict::CannotTell, CheckReason::ZoneUnclear),
    };
    let check = Check::of(CheckKind::Encroachment, verdict, reason).in_zone(zone);
    let check = Check { lies_there: Some(SquareMetres(square_metres(&here.part))), ..check };
    if verdict == Verdict::Pass {
        return Check { measured: Some(0.0), ..check };
    }
    shown(check, here.part.clone())
}

/// Of what lies in no zone that says what may be built, though some of the building does; none if nothing does.
pub(super) fn without_zone(building: &Building, site: &Site) -> Option<Check> {
    let zones = site.zones.iter().filter(|zone| zone.sets_indicators).map(|zone| &zone.shape);
    let left = rest(&building.footprint, &joined(zones));
    let check = Check::of(CheckKind::Encroachment, Verdict::CannotTell, CheckReason::NoZone);
    (!is_nothing(&left, site)).then(|| shown(check, left))
}

/// Of what stands where a road runs by its centreline and width; none if nothing does. Land for roads and red lines have checks of their own.
pub(super) fn in_road(building: &Building, site: &Site) -> Option<Check> {
    let road = site.road.as_ref()?;
    let part = shared(&building.footprint, &road.shape);
    let check = Check::of(CheckKind::Encroachment, Verdict::Fail, CheckReason::RoadTakes);
    (!is_nothing(&part, site)).then(|| Check { plan: Some(road.plan), ..shown(check, part) })
}

fn shown(check: Check, part: Geometry) -> Check {
    Check { measured: Some(square_metres(&part)), part: Some(part), ..check }
}

fn square_metres(shape: &Geometry) -> f64 {
    rounded(area(shape).0, 100.0)
}
