//! Checks of which no plan says anything, against the regulation. What a plan says is left as it is, and so is what the regulation does not
//! say or of which something is not known.

use spatial_core::geometry::{Geometry, area, nearer_than, shared};
use spatial_core::units::{Metres, SquareMetres};

use super::{ByStandard, Standard};
use crate::check::building::{Building, Site};
use crate::check::verdict::{Check, CheckKind, CheckReason, Verdict, rounded};

/// Limits in proportion are told and judged in hundredths.
const HUNDREDTHS: f64 = 100.0;

impl Standard {
    /// The checks of a building, with what the regulation says where no plan does.
    pub fn offered(&self, building: &Building, site: &Site, checks: Vec<Check>) -> Vec<Check> {
        let offer = |check: Check| {
            let is_open = matches!(
                check.reason,
                CheckReason::NotRegulated | CheckReason::NotRecorded | CheckReason::NoPlan | CheckReason::NoSetback
            );
            match is_open.then(|| self.of(building, site, &check)).flatten() {
                Some((measured, by)) => judged(check, measured, by, building, site),
                None => check,
            }
        };
        checks.into_iter().map(offer).collect()
    }

    /// What is measured, and what the regulation says of it.
    fn of(&self, building: &Building, site: &Site, check: &Check) -> Option<(Measured, ByStandard)> {
        let height = building.height.map(|height| height.0);
        match check.kind {
            CheckKind::Density => {
                let lot = area(site.lot.as_ref()?).0;
                let by = self.density(self.kind_at(site, check)?, height, lot)?;
                let measured = check.measured.or_else(|| density(building, site.lot.as_ref()?))?;
                Some((Measured { most: measured, is_at_most: check.is_at_most }, by))
            }
            CheckKind::FloorAreaRatio => {
                let by = self.far(self.kind_at(site, check)?, height)?;
                let told = check.measured.map(|most| Measured { most, is_at_most: check.is_at_most });
                Some((told.or_else(|| ratio(building, site.lot.as_ref()?))?, by))
            }
            CheckKind::Setback => {
                let line = site.lines.iter().find(|line| Some(line.line) == check.line)?;
                let by = self.setback(line.road_width?.0, height?)?;
                Some((Measured { most: check.measured?, is_at_most: false }, by))
            }
            CheckKind::Storeys | CheckKind::Height | CheckKind::Encroachment => None,
        }
    }

    /// The kind of building that goes with the ground of a check: with its zone, or else with what other plans say it is for, if they say
    /// one thing.
    fn kind_at(&self, site: &Site, check: &Check) -> Option<&str> {
        let zones = site.zones.iter().filter(|zone| check.zone.is_none_or(|of| zone.zone == of));
        let mut functions = zones.map(|zone| zone.function.as_deref().unwrap_or_default()).peekable();
        if functions.peek().is_none() {
            return self.kind(None);
        }
        let mut kinds: Vec<Option<&str>> = functions.map(|function| self.kind(Some(function))).collect();
        kinds.dedup();
        if let [kind] = kinds[..] { kind } else { None }
    }
}

/// What was measured: so much, or at most that.
#[derive(Debug, Clone, Copy)]
struct Measured {
    most: f64,
    is_at_most: bool,
}

/// A check with the verdict of the regulation; as it was if that cannot be told.
fn judged(check: Check, measured: Measured, by: ByStandard, building: &Building, site: &Site) -> Check {
    let bound = |bound: Option<f64>| bound.map(|bound| rounded(bound, HUNDREDTHS));
    let by = ByStandard { min: bound(by.min), max: bound(by.max), ..by };
    let Measured { most, is_at_most } = measured;
    let keeps = by.max.is_none_or(|max| most <= max) && by.min.is_none_or(|min| most >= min);
    if !keeps && is_at_most {
        return Check { standard: Some(by), ..check };
    }
    let line = site.lines.iter().find(|line| Some(line.line) == check.line);
    let part = match (keeps, by.min.zip(line)) {
        (true, _) => None,
        (false, Some((min, line))) => Some(nearer_than(&building.footprint, &line.shape, Metres(min))),
        (false, None) => Some(building.footprint.clone()),
    };
    let verdict = if keeps { Verdict::PassByStandard } else { Verdict::FailByStandard };
    Check { verdict, measured: Some(most), is_at_most, standard: Some(by), part: part.or(check.part), ..check }
}

/// Percent of the lot that is built on.
fn density(building: &Building, lot: &Geometry) -> Option<f64> {
    let whole = area(lot).0;
    (whole > 0.0).then(|| rounded(100.0 * area(&shared(&building.footprint, lot)).0 / whole, HUNDREDTHS))
}

/// Floor area in multiples of the lot. Without it each storey is taken to be as large as the outline, which it is at most.
fn ratio(building: &Building, lot: &Geometry) -> Option<Measured> {
    let whole = area(lot).0;
    let storeys = building.storeys.map(f64::from);
    let (floor, is_at_most) = match (building.floor_area, storeys) {
        (Some(SquareMetres(floor)), _) => (floor, false),
        (None, Some(storeys)) => (storeys * area(&building.footprint).0, true),
        (None, None) => return None,
    };
    (whole > 0.0).then(|| Measured { most: rounded(floor / whole, 1_000.0), is_at_most })
}
