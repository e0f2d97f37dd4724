//! Does the building stay on its lot, and in zones that may be built on?

use spatial_core::geometry::{Geometry, area, joined, rest};
use spatial_core::units::{Metres, SquareMetres};

use super::building::{Building, Site, ZoneGround};

use super::here::{Here, is_nothing};
use super::verdict::{Check, CheckKind, CheckReason, Verdict, rounded};
use crate::extract::Thresholds;
use crate::function::{Use, use_of};
use crate::indicator::{Indicator, IndicatorKind};

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
    let (verdict, reason) = match allowed(here.zone) {
        Use::Buildable => (Verdict::Pass, CheckReason::ZoneAllows),
        Use::Road | Use::Closed => (Verdict::Fail, CheckReason::ZoneForbids),
        Use::Unclear => (Verdict::CannotTell, CheckReason::ZoneUnclear),
    };
    let check = Check::of(CheckKind::Encroachment, verdict, reason).in_zone(here.zone);
    if verdict == Verdict::Pass {
        return Check { measured: Some(square_metres(&here.part)), ..check };
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

/// Whether something may be built in a zone at all: its function says so, or its indicators do.
fn allowed(zone: &ZoneGround) -> Use {
    let texts = &zone.indicators;
    let most = |kind, text: &Option<String>| Indicator::read(kind, text.as_deref()?).max;
    let bounds = [
        most(IndicatorKind::Density, &texts.density),
        most(IndicatorKind::FloorAreaRatio, &texts.far),
        most(IndicatorKind::Storeys, &texts.storeys),
        most(IndicatorKind::Height, &texts.height),
    ];
    let mut bounds = bounds.into_iter().flatten().peekable();
    match (use_of(zone.function.as_deref().unwrap_or_default()), bounds.peek().is_some()) {
        (closed @ (Use::Road | Use::Closed), _) => closed,
        (_, true) if bounds.any(|most| most <= 0.0) => Use::Closed,
        (_, true) => Use::Buildable,
        (function, false) => function,
    }
}

fn shown(check: Check, part: Geometry) -> Check {
    Check { measured: Some(square_metres(&part)), part: Some(part), ..check }
}

fn square_metres(shape: &Geometry) -> f64 {
    rounded(area(shape).0, 100.0)
}
