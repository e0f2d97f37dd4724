//! Density, floor area ratio, storeys and height: how much a zone allows, and how much is wanted.

use spatial_core::geometry::area;
use spatial_core::units::SquareMetres;

use super::building::Building;
use super::here::{Here, LotPart};
use super::verdict::{Check, CheckKind, CheckReason, Verdict, judged, rounded};
use crate::indicator::{Certainty, Indicator, IndicatorKind};

/// Percents and square metres are told and judged in hundredths.
const HUNDREDTHS: f64 = 100.0;
/// Ratios are in thousandths: of a lot of 100 m² that is a tenth of a square metre.
const THOUSANDTHS: f64 = 1000.0;

/// What is known of an amount: that it lies between two numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Span {
    least: f64,
    most: f64,
}

/// What a zone says of each.
pub(super) fn amounts(building: &Building, here: &Here<'_>) -> Vec<Check> {
    let texts = &here.zone.indicators;
    let exactly = |number: f64| Ok(Span { least: number, most: number });
    let sent = |number: Option<f64>| number.ok_or(CheckReason::NotSent).and_then(exactly);
    let of_lot = |measure: &dyn Fn(f64) -> Result<Span, CheckReason>| match here.lot {
        LotPart::Unknown => Some(Err(CheckReason::NoParcel)),
        LotPart::Nothing => None,
        LotPart::Area(lot) => Some(measure(lot.0)),
    };
    let density = of_lot(&|lot| exactly(rounded(100.0 * here.footprint.0 / lot, HUNDREDTHS)));
    let ratio = of_lot(&|lot| {
        let Span { least, most } = floor_area(building, here)?;
        Ok(Span { least: rounded(least / lot, THOUSANDTHS), most: rounded(most / lot, THOUSANDTHS) })
    });
    let storeys = Some(sent(building.storeys.map(f64::from)));
    let height = Some(sent(building.height.map(|height| height.0)));
    let all = [
        (CheckKind::Density, IndicatorKind::Density, &texts.density, density),
        (CheckKind::FloorAreaRatio, IndicatorKind::FloorAreaRatio, &texts.far, ratio),
        (CheckKind::Storeys, IndicatorKind::Storeys, &texts.storeys, storeys),
        (CheckKind::Height, IndicatorKind::Height, &texts.height, height),
    ];
    let checks = all.into_iter().filter_map(|(kind, indicator, text, measured)| {
        let text = text.as_deref().filter(|text| !text.trim().is_empty());
        if text.is_none() && !here.zone.sets_indicators {
            return None;
        }
        Some(against(kind, text.map(|text| Indicator::read(indicator, text)), measured?).in_zone(here.zone))
    });
    let completed = |check: Check| {
        let breaks = check.kind == CheckKind::Density && check.verdict == Verdict::Fail;
        let lacks_area = check.reason == CheckReason::FloorAreaShared && building.floor_area.is_none();
        let reason = if lacks_area { CheckReason::NotSent } else { check.reason };
        Check { reason, part: breaks.then(|| here.part.clone()), ..check }
    };
    checks.map(completed).collect()
}

/// Where no plan says what may be built.
pub(super) fn without_plan() -> impl Iterator<Item = Check> {
    let kinds = [CheckKind::Density, CheckKind::FloorAreaRatio, CheckKind::Storeys, CheckKind::Height];
    kinds.into_iter().map(|kind| Check::of(kind, Verdict::CannotTell, CheckReason::NoPlan))
}

/// What was measured against a limit. What is not regulated needs no measure.
fn against(kind: CheckKind, limit: Option<Indicator>, measured: Result<Span, CheckReason>) -> Check {
    let certainty = limit.as_ref().map(|limit| limit.certainty);
    let (verdict, reason) = match (certainty, &limit, &measured) {
        (Some(Certainty::Read), Some(limit), Ok(Span { least, most })) => judged(limit, *least, *most),
        (Some(Certainty::Read), _, Err(reason)) => (Verdict::CannotTell, *reason),
        (Some(Certainty::NotRegulated), ..) => (Verdict::NoLimit, CheckReason::NotRegulated),
        (Some(Certainty::Unreadable), ..) => (Verdict::CannotTell, CheckReason::Unreadable),
        _ => (Verdict::CannotTell, CheckReason::NotRecorded),
    };
    let is_at_most = measured.as_ref().is_ok_and(|span| span.least < span.most);
    let measured = measured.ok().map(|span| span.most);
    Check { measured, is_at_most, limit, ..Check::of(kind, verdict, reason) }
}

/// The floor area within the zone. Without it each storey is taken to be as large as the outline, which it is at most; of a building in
/// several zones it is at most all of it, and at least what storeys as large as their outline leave for here.
fn floor_area(building: &Building, here: &Here<'_>) -> Result<Span, CheckReason> {
    let storeys = building.storeys.map(f64::from);
    let elsewhere = here.elsewhere.0;
    match (building.floor_area, storeys) {
        (Some(SquareMetres(all)), _) if elsewhere == 0.0 => Ok(Span { least: all, most: all }),
        (Some(SquareMetres(all)), Some(storeys)) => {
            let (least, most) = ((all - storeys * elsewhere).max(0.0), all.min(storeys * area(&here.part).0));
            // What its outline cannot hold says nothing of where it lies.
            Ok(if least <= most { Span { least, most } } else { Span { least: 0.0, most: all } })
        }
        (Some(SquareMetres(all)), None) => Ok(Span { least: 0.0, most: all }),
        (None, Some(storeys)) => Ok(Span { least: 0.0, most: storeys * area(&here.part).0 }),
        (None, None) => Err(CheckReason::NotSent),
    }
}
