//! Chance that changes smoothly from place to place: what bends coasts and main roads.

use crate::dice::{Dice, Purpose};

/// A number in −1..1 that hardly changes over a small part of a unit.
pub(crate) fn noise(seed: u64, purpose: Purpose, x: f64, y: f64) -> f64 {
    let (column, row) = (x.floor(), y.floor());
    let (u, v) = (eased(x - column), eased(y - row));
    #[expect(clippy::cast_possible_truncation, reason = "a few dozen units each way")]
    let (i, j) = (column as i64, row as i64);
    let corner = |a: i64, b: i64| Dice::at(seed, purpose, i + a, j + b).between(-1.0, 1.0);
    let near = corner(0, 0) * (1.0 - u) + corner(1, 0) * u;
    let far = corner(0, 1) * (1.0 - u) + corner(1, 1) * u;
    near * (1.0 - v) + far * v
}

/// From 0 to 1, level at both ends.
pub(crate) fn eased(share: f64) -> f64 {
    let share = share.clamp(0.0, 1.0);
    share * share * (3.0 - 2.0 * share)
}

/// A grid number as a float.
#[expect(clippy::cast_precision_loss, reason = "grid numbers are a few hundred")]
pub(crate) fn whole(number: i64) -> f64 {
    number as f64
}

/// A grid number as a share of so many.
pub(crate) fn part(number: i64, of: f64) -> f64 {
    whole(number) / of
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_changes_smoothly() {
        let at = |x: f64| noise(3, Purpose::BendAlong, x, 0.4);
        let steps = (0..2000).map(|step| (at(f64::from(step) / 100.0), at(f64::from(step + 1) / 100.0)));
        assert!(steps.into_iter().all(|(here, next)| (here - next).abs() < 0.04));
    }
}
