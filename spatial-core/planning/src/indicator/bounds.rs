//! Values of a text as the bounds of one indicator, if they can mean only that and can be true.

use crate::indicator::IndicatorKind;
use crate::indicator::grammar::{Stated, Value, unit_of};
use crate::indicator::words::Unit;

/// The least and the most that are allowed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bounds {
    pub(super) min: Option<f64>,
    pub(super) max: Option<f64>,
    /// True if the bound itself is not allowed; of two neither is then.
    pub(super) is_open: bool,
}

impl Bounds {
    pub(super) const NONE: Self = Self { min: None, max: None, is_open: false };

    fn at_least(min: f64) -> Self {
        Self { min: Some(min), ..Self::NONE }
    }

    fn at_most(max: f64) -> Self {
        Self { max: Some(max), ..Self::NONE }
    }
}

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
    (can_be(bounds.min) && can_be(bounds.max)).then_some(bounds)
}

fn of_one(kind: IndicatorKind, stated: Stated) -> Option<Bounds> {
    // Whole storeys: under five is four.
    let (step, is_open) = if kind == IndicatorKind::Storeys { (1.0, false) } else { (0.0, true) };
    Some(match stated {
        Stated::Alone(least) if kind == IndicatorKind::Setback => Bounds::at_least(least),
        Stated::Alone(most) | Stated::AtMost(most) => Bounds::at_most(most),
        Stated::Below(bound) => Bounds { is_open, ..Bounds::at_most(bound - step) },
        Stated::AtLeast(least) => Bounds::at_least(least),
        Stated::Above(bound) => Bounds { is_open, ..Bounds::at_least(bound + step) },
        // Which of them applies where depends on heights and streets that are not said.
        Stated::Range(..) if kind == IndicatorKind::Setback => return None,
        Stated::Range(one, other) => Bounds { max: Some(one.max(other)), ..Bounds::at_least(one.min(other)) },
    })
}

/// Two values are one range if each says which end it is.
fn of_two(kind: IndicatorKind, one: Stated, other: Stated) -> Option<Bounds> {
    if matches!(one, Stated::Alone(_) | Stated::Range(..)) || matches!(other, Stated::Alone(_) | Stated::Range(..)) {
        return None;
    }
    let (one, other) = (of_one(kind, one)?, of_one(kind, other)?);
    // One that is open and one that is not are two things to say of one bound.
    if one.is_open != other.is_open {
        return None;
    }
    let (lower, upper) = if one.max.is_none() { (one, other) } else { (other, one) };
    let ((Some(least), None), (None, Some(most))) = ((lower.min, lower.max), (upper.min, upper.max)) else {
        return None;
    };
    (least <= most).then_some(Bounds { max: Some(most), ..lower })
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
    let uppers = of_one(IndicatorKind::Storeys, upper.unwrap_or(Stated::Alone(0.0)))?;
    let with_ground = |bound: Option<f64>| bound.map(|floors| floors + 1.0);
    Some(Bounds { min: with_ground(uppers.min), max: with_ground(uppers.max), ..uppers })
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
