//! Does the building stand as far from the red line (chỉ giới đường đỏ) as the plan wants (khoảng lùi)?
//!
//! A building line (chỉ giới xây dựng) says it by its text, or by where it is drawn: then the setback is its own distance from the red
//! line. On which side of a red line the road is is told by the building line behind it, or else by the lot that ends there.

use spatial_core::geometry::{Geometry, Way, by_nearest, length, line_inside, nearer_than, shortest_way};
use spatial_core::units::Metres;

use super::building::{Building, Site, SiteLine, SiteLineKind};
use super::verdict::{Check, CheckKind, CheckReason, Verdict, judged, rounded};
use crate::indicator::{Certainty, Indicator, IndicatorKind};

/// A lot ends at a red line that is no farther: a hedge, a ditch, and two surveys.
const FRONTAGE: Metres = Metres(3.0);
/// A line that runs in a building by no more than this deep touches it.
const TOUCH: Metres = Metres(0.01);
/// One that runs in a lot by no more is its boundary, surveyed twice.
const SURVEY: Metres = Metres(0.10);
/// A red line that runs through a lot by more cuts it.
const CUT: Metres = Metres(1.0);
/// Distances are told and judged in centimetres.
const CENTIMETRES: f64 = 100.0;

/// A line before the building, and the way there.
#[derive(Debug, Clone, Copy)]
struct Before<'a> {
    line: &'a SiteLine,
    way: Way,
}

/// Of every red line along the lot; one that nobody can tell where there is none.
pub(super) fn setbacks(building: &Building, site: &Site) -> Vec<Check> {
    let of_kind = |kind| along(building, site, kind);
    let (mut reds, buildings) = (of_kind(SiteLineKind::Red), of_kind(SiteLineKind::Building));
    let others = reds.clone();
    // The far side of the street, or the next street behind the neighbour's.
    reds.retain(|red| {
        !others.iter().any(|other| other.line.line != red.line.line && red.way.crosses(&other.line.shape))
    });
    if site.lines.is_empty() {
        return vec![Check::of(CheckKind::Setback, Verdict::CannotTell, CheckReason::NoLines)];
    }
    if reds.is_empty() {
        return without_red_line(building, &buildings);
    }
    let behind = behind(building, &reds, &buildings);
    let checks = reds.iter().zip(&behind).flat_map(|(red, behind)| from_red_line(building, site, red, behind));
    checks.collect()
}

/// Lines of a kind at which the lot ends, or that run through it or through the building; without a lot all there are.
fn along<'a>(building: &Building, site: &'a Site, kind: SiteLineKind) -> Vec<Before<'a>> {
    let before = |line: &'a SiteLine| {
        let way = shortest_way(&building.footprint, &line.shape)?;
        let lot_ends = |lot| shortest_way(lot, &line.shape).is_some_and(|way| way.distance <= FRONTAGE);
        let is_along = way.distance.0 <= 0.0 || site.lot.as_ref().is_none_or(lot_ends);
        is_along.then_some(Before { line, way })
    };
    site.lines.iter().filter(|line| line.kind == kind).filter_map(before).collect()
}

/// What of the building lines keeps its distance from each red line, rather than from another of them.
fn behind<'a>(building: &Building, reds: &[Before<'a>], lines: &[Before<'a>]) -> Vec<Vec<Before<'a>>> {
    let shapes: Vec<&Geometry> = reds.iter().map(|red| &red.line.shape).collect();
    let mut all = vec![Vec::new(); reds.len()];
    for line in lines {
        for (parts, part) in all.iter_mut().zip(by_nearest(&line.line.shape, &shapes)) {
            let way = shortest_way(&building.footprint, &part);
            parts.extend(way.map(|way| Before { line: line.line, way }));
        }
    }
    all
}

/// How far a building line is from a red line, where it is nearest to the building.
fn from_line(line: &Before<'_>, red: &Before<'_>) -> Option<Metres> {
    let [x, y] = line.way.to;
    shortest_way(&Geometry::Point((x, y).into()), &red.line.shape).map(|way| way.distance)
}

/// What one red line, and the building lines behind it, ask for.
fn from_red_line(building: &Building, site: &Site, red: &Before<'_>, behind: &[Before<'_>]) -> Vec<Check> {
    let rules = rules(red, behind);
    let place = place(building, site, red, behind);
    if rules.is_empty() {
        let (verdict, reason) = place.unwrap_or((Verdict::NoLimit, CheckReason::NoSetback));
        return vec![measured(building, red, None, (verdict, reason)).at_line(red.line)];
    }
    let judge = |(line, limit): (&SiteLine, Indicator)| {
        let distance = distance(red);
        let judged = match (place, limit.certainty) {
            (Some(place), _) => place,
            (None, Certainty::Read) => judged(&limit, distance, distance),
            (None, Certainty::NotRegulated) => (Verdict::NoLimit, CheckReason::NotRegulated),
            (None, Certainty::NotRecorded) => (Verdict::CannotTell, CheckReason::NotRecorded),
            (None, Certainty::Unreadable) => (Verdict::CannotTell, CheckReason::Unreadable),
        };
        measured(building, red, Some(limit), judged).at_line(line)
    };
    rules.into_iter().map(judge).collect()
}

/// The setbacks that lines say, or show.
fn rules<'a>(red: &Before<'a>, behind: &[Before<'a>]) -> Vec<(&'a SiteLine, Indicator)> {
    let said = |line: &'a SiteLine| {
        let text = line.setback.as_deref().filter(|text| !text.trim().is_empty())?;
        Some((line, Indicator::read(IndicatorKind::Setback, text)))
    };
    let drawn = |line: &Before<'a>| {
        let least = Some(rounded(from_line(line, red)?.0, CENTIMETRES));
        Some((
            line.line,
            Indicator { text: String::new(), min: least, max: None, is_open: false, certainty: Certainty::Read },
        ))
    };
    let of_building_lines = behind.iter().filter_map(|line| said(line.line).or_else(|| drawn(line)));
    said(red.line).into_iter().chain(of_building_lines).collect()
}

/// What is wrong with where the building stands, however far from the line that is; none if it stands behind it.
fn place(building: &Building, site: &Site, red: &Before<'_>, behind: &[Before<'_>]) -> Option<(Verdict, CheckReason)> {
    let runs_in = |area: &Geometry, depth| length(&line_inside(&red.line.shape, area, depth));
    if runs_in(&building.footprint, TOUCH) > TOUCH {
        return Some((Verdict::Fail, CheckReason::CrossesRedLine));
    }
    if behind.iter().any(|line| line.way.crosses(&red.line.shape)) {
        return Some((Verdict::Fail, CheckReason::BeyondRedLine));
    }
    let cuts = behind.is_empty() && site.lot.as_ref().is_some_and(|lot| runs_in(lot, SURVEY) > CUT);
    cuts.then_some((Verdict::CannotTell, CheckReason::SideUnknown))
}

/// A check with its distance, and what breaks the limit.
fn measured(
    building: &Building,
    red: &Before<'_>,
    limit: Option<Indicator>,
    (verdict, reason): (Verdict, CheckReason),
) -> Check {
    let least = Metres(limit.as_ref().and_then(|limit| limit.min).unwrap_or_default());
    let part = match reason {
        CheckReason::CrossesRedLine => Some(line_inside(&red.line.shape, &building.footprint, TOUCH)),
        CheckReason::BeyondRedLine => Some(building.footprint.clone()),
        CheckReason::BelowLeast => Some(nearer_than(&building.footprint, &red.line.shape, least)),
        _ => None,
    };
    // On the wrong side of a line, how far away it is says nothing of a limit.
    let is_behind = !matches!(reason, CheckReason::CrossesRedLine | CheckReason::BeyondRedLine);
    let measured = is_behind.then(|| distance(red));
    Check { measured, limit, part, ..Check::of(CheckKind::Setback, verdict, reason) }
}

/// Where no red line is drawn along the lot, a building line alone shows only that the building crosses it.
fn without_red_line(building: &Building, lines: &[Before<'_>]) -> Vec<Check> {
    let crossing = lines.iter().filter_map(|before| {
        let inside = line_inside(&before.line.shape, &building.footprint, TOUCH);
        let check = Check::of(CheckKind::Setback, Verdict::Fail, CheckReason::CrossesBuildingLine);
        (length(&inside) > TOUCH).then(|| Check { part: Some(inside), ..check }.at_line(before.line))
    });
    let crossing: Vec<Check> = crossing.collect();
    if crossing.is_empty() {
        return vec![Check::of(CheckKind::Setback, Verdict::CannotTell, CheckReason::NoRedLine)];
    }
    crossing
}

fn distance(red: &Before<'_>) -> f64 {
    rounded(red.way.distance.0, CENTIMETRES)
}
