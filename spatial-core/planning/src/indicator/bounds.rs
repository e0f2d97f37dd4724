//! Values of a text as the bounds of one indicator, if they can mean only that and can be true.

use crate::indicator::IndicatorKind;
use crate::indicator::grammar::{Stated, Value, unit_of};
use crate::indicator::words::Unit;

/// The least and the most.
type Bounds = (Option<f64>, Option<f64>);

/// The bounds that the values of a text set for a kind; values that count something else are passed over, if one is left.
pub(super) fn of(kind: IndicatorKind, values: &[Value]) -> Option<Bounds> {
    let own: Vec<Value> =
        values.iter().filter(|value| value.unit.is_none_or(|other| other == unit_of(kind))).copied().collect();
    let floors: Vec<Value> =
        values.iter().filter(|value| matches!(value.unit, Some(Unit::Ground | Unit::Upper))).copied().collect();
    let bounds = match own[..] {
        [] if kind == IndicatorKind::Storeys => of_floors(&floors)?,
        [_] | [_, _] if kind == IndicatorKind::Storeys && !floors.is_empty() => return None,
        [one] => of_one(kind, one.stated)?,
        [one, other] => of_two(kind, one.stated, other.stated)?,
        _ => return None,
    };
    let has_unit = own.iter().any(|value| value.unit.is_some());
    let can_be = |bound: Option<f64>| bound.is_none_or(|bound| can_be(kind, bound, has_unit));
    (can_be(bounds.0) && can_be(bounds.1)).then_some(bounds)
}

fn of_one(kind: IndicatorKind, stated: Stated) -> Option<Bounds> {
    let step = if kind == IndicatorKind::Storeys { 1.0 } else { 0.0 };
    Some(match stated {
        Stated::Alone(least) if kind == IndicatorKind::Setback => (Some(least), None),
        Stated::Alone(most) | Stated::AtMost(most) => (None, Some(most)),
        // Whole storeys: under five is four.
        Stated::Below(bound) => (None, Some(bound - step)),
        Stated::AtLeast(least) => (Some(least), None),
        Stated::Above(bound) => (Some(bound + step), None),
        // Which of them applies where depends on heights and streets that are not said.
        Stated::Range(..) if kind == IndicatorKind::Setback => return None,
        Stated::Range(one, other) => (Some(one.min(other)), Some(one.max(other))),
    })
}

/// Two values are one range if each says which end it is.
fn of_two(kind: IndicatorKind, one: Stated, other: Stated) -> Option<Bounds> {
    if matches!(one, Stated::Alone(_) | Stated::Range(..)) || matches!(other, Stated::Alone(_) | Stated::Range(..)) {
        return None;
    }
    let (one, other) = (of_one(kind, one)?, of_one(kind, other)?);
    let (least, most) = match (one, other) {
        ((Some(least), None), (None, Some(most))) | ((None, Some(most)), (Some(least), None)) => (least, most),
        _ => return None,
    };
    (least <= most).then_some((Some(least), Some(most)))
}

/// Storeys told as a ground floor and floors above it.
fn of_floors(floors: &[Value]) -> Option<Bounds> {
    let of_unit = |unit: Unit| floors.iter().filter(move |value| value.unit == Some(unit)).map(|value| value.stated);
    let (mut grounds, mut uppers) = (of_unit(Unit::Ground), of_unit(Unit::Upper));
    let ground = grounds.next()?;
    let upper = uppers.next();
    if grounds.next().is_some() || uppers.next().is_some() || ground != Stated::Alone(1.0) {
        return None;
    }
    let (least, most) = of_one(IndicatorKind::Storeys, upper.unwrap_or(Stated::Alone(0.0)))?;
    Some((least.map(|floors| floors + 1.0), most.map(|floors| floors + 1.0)))
}

/// True of a bound that a plan may set. A bare density of 1 and less may be a share as well as a percentage.
fn can_be(kind: IndicatorKind, bound: f64, has_unit: bool) -> bool {
    let most = match kind {
        IndicatorKind::Density => 100.0,
        IndicatorKind::Storeys => 150.0,
        IndicatorKind::FloorAreaRatio => 50.0,
        IndicatorKind::Height => 999.0,
        IndicatorKind::Setback => 200.0,
    };
    let is_clear = match kind {
        IndicatorKind::Density => has_unit || bound == 0.0 || bound > 1.0,
        IndicatorKind::Storeys => bound.fract() == 0.0,
        _ => true,
    };
    (0.0..=most).contains(&bound) && is_clear
}
