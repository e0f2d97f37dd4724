//! May this building stand here? Each limit of the plans that govern its ground, against what was measured.
//!
//! A limit that is met exactly is met. Numbers are rounded as they are told before they are judged, so that no verdict contradicts the
//! figure beside it. Each zone is judged for itself, and nothing is averaged over several. What is not known is not passed: the verdict
//! says that nobody can tell.
//!
//! In reading order: `building` (it, and its ground), `verdict` (one check), `site` (the ground, from the World), `here` (what of the
//! building lies in a zone), `amounts` (density, floor area ratio, storeys, height), `land` (does it stay on its lot and in zones that
//! may be built on), `setback`; `standard` (what a regulation has where no plan says anything).

mod amounts;
mod building;
mod here;
mod land;
mod setback;
mod site;
mod standard;
mod verdict;

pub use building::{Building, Site, SiteLine, SiteLineKind, ZoneGround};
pub use site::{SiteAsked, SiteFound, SitePlan, site};
pub use standard::{ByStandard, MOST_STANDARD_BYTES, Standard, StandardError, StandardMistake};
pub use verdict::{Check, CheckKind, CheckReason, Verdict};

use here::Here;

/// All checks: of the lot, of each zone the building lies in, and of the lines along the lot.
pub fn checks(building: &Building, site: &Site) -> Vec<Check> {
    let here: Vec<Here<'_>> = site.zones.iter().filter_map(|zone| Here::of(building, site, zone)).collect();
    let mut checks = vec![land::within_lot(building, site)];
    for here in &here {
        checks.extend(amounts::amounts(building, here));
        checks.push(land::within_zone(here));
    }
    if !here.iter().any(|here| here.zone.sets_indicators) {
        checks.extend(amounts::without_plan());
    } else if let Some(check) = land::without_zone(building, site) {
        checks.push(check);
    }
    checks.extend(land::in_road(building, site));
    checks.extend(setback::setbacks(building, site));
    checks
}

/// Of all checks: failed if one is, by a plan or else by the regulation, else not known if one is not; passed, by the regulation if one is
/// only by that.
pub fn overall(checks: &[Check]) -> Verdict {
    let has = |verdict: Verdict| checks.iter().any(|check| check.verdict == verdict);
    let worst = [Verdict::Fail, Verdict::FailByStandard, Verdict::CannotTell, Verdict::PassByStandard];
    worst.into_iter().find(|verdict| has(*verdict)).unwrap_or(Verdict::Pass)
}

#[cfg(test)]
mod tests;
