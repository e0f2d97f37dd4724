//! The plans in force over an area on a day, each with the part it governs and what of its zones and lines lies there: shapes, for who
//! measures on.

use std::collections::BTreeMap;
use std::sync::Arc;

use geo_types::Rect;
use spatial_core::crs::Crs;
use spatial_core::geometry::{DrawingBox, Envelope, Geometry, area, joined, mean_width, rest, shared};
use spatial_core::layer::{DeclaredTable, FeatureId};
use spatial_core::query::Within;
use spatial_core::snapshot::World;
use spatial_core::units::Metres;

use super::facts::{PlanFacts, ZoneFacts};
use super::lines::near::{lines_in, lines_near};
use super::lines::{self, Buildable, ClosedPart, PlanLine, RoadTaken, speaking};
use super::many::Survey;
use super::of_parcel::{ExtractAsked, OnParcel, ParcelPlan, There, Unplanned};
use super::order::{Ranked, Reason, order};
use super::overlay::{Thresholds, solid, without};
use crate::register::Register;
use crate::share::{ShareError, in_one_grid};
use crate::tables::{BOUNDARIES, LINES, PLANS, ZONES};
use crate::words::PlanGroup;

/// Edges of zones that are taken to be no longer when a window is drawn around an area, in drawing units: two kilometres. One that is
/// twice as long bends by 20 cm more.
const LONGEST_EDGE: u32 = 200_000;

/// A plan in force over an area.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PlanInForce {
    /// What the register says of it.
    pub(crate) facts: PlanFacts,
    /// Where no plan of its group goes before it; none if others do everywhere.
    pub(crate) governs: Option<GovernedPart>,
}

/// What of an area a plan governs.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct GovernedPart {
    /// The part.
    pub(crate) shape: Geometry,
    /// Why it goes before the next there.
    pub(crate) reason: Reason,
    /// What of its zones lies there.
    pub(crate) zones: Vec<(FeatureId, Geometry)>,
}

/// The plans in force over an area of the World, those that speak first at the front. The World must hold the legal geometry of zones and
/// boundaries, and `register` be of the same World. None if the store has no plan register that the audience sees.
///
/// # Errors
/// [`ShareError`] if the area's reference system is not the zones', or counts degrees.
pub(crate) fn in_force(
    (world, register): (&World, &Register),
    (place, crs): (&Geometry, Crs),
    asked: ExtractAsked<'_>,
) -> Result<Vec<PlanInForce>, ShareError> {
    let table = |table: &DeclaredTable| world.declared(table, asked.audience).map(Arc::as_ref);
    let (Some(plans), Some(zones)) = (table(&PLANS), table(&ZONES)) else { return Ok(Vec::new()) };
    in_one_grid(crs, zones.layer().crs)?;
    let boundaries = table(&BOUNDARIES);
    if let Some(boundaries) = boundaries {
        in_one_grid(crs, boundaries.layer().crs)?;
    }
    let there = There { plans, zones, boundaries, register, audience: asked.audience };
    let Some(window) = window(place, Metres(0.0), crs)? else { return Ok(Vec::new()) };
    let near = there.near(&window, place);
    let facts: Vec<PlanFacts> = near.iter().map(|near| near.facts.clone()).collect();
    let (successors, _) = there.all_plans();
    let mut free = Free::of(place);
    let mut found = Vec::new();
    for Ranked { at, reason, cut_by, .. } in order(&facts, &successors, asked.day) {
        let Some(reason) = reason else { continue };
        let here = without(near[at].ground.clone(), cut_by.iter().map(|other| &near[*other].ground));
        let governs = free.taken(&facts[at], &here, asked.thresholds).map(|shape| {
            let zones = near[at].zones.iter().map(|(zone, whole)| (*zone, shared(&shape, whole)));
            let zones = zones.filter(|(_, part)| area(part).0 > 0.0).collect();
            GovernedPart { shape, reason, zones }
        });
        found.push(PlanInForce { facts: facts[at].clone(), governs });
    }
    Ok(found)
}

/// What of the lines of plans in force lies around an area, so far from it: each where its plan speaks. The World and `register` as above.
///
/// # Errors
/// [`ShareError`] likewise.
pub(crate) fn lines_in_force(
    (world, register): (&World, &Register),
    (place, crs): (&Geometry, Crs),
    within: Metres,
    asked: ExtractAsked<'_>,
) -> Result<Vec<PlanLine>, ShareError> {
    let drawn = world.declared(&LINES, asked.audience).map(Arc::as_ref).filter(|drawn| drawn.layer().crs == crs);
    let (Some(drawn), Some(survey)) = (drawn, Survey::of((world, register), asked)) else { return Ok(Vec::new()) };
    survey.shares_grid(crs)?;
    let (Some(window), Some(Envelope { min, max })) = (window(place, within, crs)?, Envelope::of(place)) else {
        return Ok(Vec::new());
    };
    let around = Rect::new(min.map(|least| least - within.0), max.map(|most| most + within.0)).to_polygon().into();
    let OnParcel { plans, grounds, .. } = survey.on(&window, &around);
    let lines = lines_in(drawn, &window, asked.audience);
    let there = survey.there();
    let plans = there.with_lines((&plans, grounds), lines, (&window, &around), (survey.successors(), asked.day));
    Ok(speaking(&around, &plans))
}

/// What a road takes of a lot by its centreline and width, where no plan says it by land for roads or by red lines. The World and `register` as
/// above.
///
/// # Errors
/// [`ShareError`] likewise.
pub(crate) fn road_by_centreline(
    (world, register): (&World, &Register),
    (lot, crs): (&Geometry, Crs),
    asked: ExtractAsked<'_>,
) -> Result<Option<RoadTaken>, ShareError> {
    let drawn = world.declared(&LINES, asked.audience).map(Arc::as_ref).filter(|drawn| drawn.layer().crs == crs);
    let (Some(drawn), Some(survey)) = (drawn, Survey::of((world, register), asked)) else { return Ok(None) };
    survey.shares_grid(crs)?;
    let Some(window) = window(lot, Metres(0.0), crs)? else { return Ok(None) };
    let Some(near) = lines_near(drawn, &window, asked.audience) else { return Ok(None) };
    let OnParcel { plans, grounds, .. } = survey.on(&window, lot);
    let days = (survey.successors(), asked.day);
    let plans = survey.there().with_lines((&plans, grounds), near, (&window, lot), days);
    Ok(lines::road_by_centreline(lot, &plans, asked.thresholds))
}

/// What of a parcel is left for building behind its lines, less what zones that govern there close: `plans` are those on it. The World and
/// `register` as above.
///
/// # Errors
/// [`ShareError`] likewise.
pub(super) fn without_closed_zones(
    (world, register): (&World, &Register),
    (parcel, crs): (&Geometry, Crs),
    (left, plans): (Buildable, &[ParcelPlan]),
    asked: ExtractAsked<'_>,
) -> Result<Buildable, ShareError> {
    let Some(zones) = world.declared(&ZONES, asked.audience).map(Arc::as_ref) else { return Ok(left) };
    let is_closed = |zone: FeatureId| {
        let row = zones.find(zone);
        row.is_some_and(|row| ZoneFacts::of(zones.layer(), &row, asked.audience).is_closed())
    };
    let governing = plans.iter().filter(|plan| plan.governs.is_some());
    if !governing.flat_map(|plan| &plan.overlay.zones).any(|part| is_closed(part.zone)) {
        return Ok(left);
    }
    let (mut closed, mut shapes) = (Vec::new(), Vec::new());
    for PlanInForce { facts, governs } in in_force((world, register), (parcel, crs), asked)? {
        let parts = governs.into_iter().flat_map(|part| part.zones).filter(|(zone, _)| is_closed(*zone));
        for (zone, shape) in parts {
            let part = solid(shared(&left.shape, &shape));
            if !asked.thresholds.drops_shape(&part) {
                closed.push(ClosedPart { zone, plan: facts.id, area: area(&part) });
                shapes.push(part);
            }
        }
    }
    let shape = if shapes.is_empty() { left.shape } else { solid(rest(&left.shape, &joined(&shapes))) };
    Ok(Buildable { area: area(&shape), closed, shape, ..left })
}

/// What of an area no plan governs yet, for each group of plans.
pub(super) struct Free<'a> {
    whole: &'a Geometry,
    left: BTreeMap<PlanGroup<'a>, Left>,
}

/// Of one group.
struct Left {
    /// What a later plan may govern.
    free: Geometry,
    /// What none covers yet, if that is less.
    bare: Option<Geometry>,
}

impl<'a> Free<'a> {
    /// All of it.
    pub(super) fn of(whole: &'a Geometry) -> Self {
        Self { whole, left: BTreeMap::new() }
    }

    /// What the next plan governs, which covers so much; none if that is too small to be a share. What it governs is no later plan's, unless
    /// plans of its group stand beside each other, or zones of it do: then another may say what its ground is for.
    pub(super) fn taken(&mut self, plan: &'a PlanFacts, here: &Geometry, thresholds: Thresholds) -> Option<Geometry> {
        let group = PlanGroup::of(&plan.kind);
        let left = self.left.entry(group).or_insert_with(|| Left { free: self.whole.clone(), bare: None });
        let part = shared(&left.free, here);
        let is_last_word = !group.is_shared() && plan.is_exclusive != Some(false);
        if !is_last_word || left.bare.is_some() {
            left.bare = Some(rest(left.bare.as_ref().unwrap_or(&left.free), here));
        }
        if is_last_word {
            left.free = rest(&left.free, here);
        }
        (!thresholds.drops_shape(&part)).then_some(part)
    }

    /// What none of a group covers, of groups that cover some of it. Plans of sectors are about what they are about.
    pub(super) fn unplanned(self, thresholds: Thresholds) -> Vec<Unplanned> {
        let of = |(group, left): (PlanGroup<'_>, Left)| {
            let bare = solid(left.bare.unwrap_or(left.free));
            let size = area(&bare);
            let counts = !group.is_shared() && size.0 > 0.0 && !thresholds.drops(size, mean_width(&bare));
            counts.then(|| Unplanned { group: group.as_str().to_owned(), area: size })
        };
        self.left.into_iter().filter_map(of).collect()
    }
}

/// The window on the drawing grid in which all lies that may be so near to an area; none around nothing.
///
/// # Errors
/// [`ShareError::Crs`] if the window leaves the area's reference system.
pub fn window(place: &Geometry, within: Metres, crs: Crs) -> Result<Option<DrawingBox>, ShareError> {
    let Some(Envelope { min, max }) = Envelope::of(place) else { return Ok(None) };
    let envelope = Envelope { min: min.map(|least| least - within.0), max: max.map(|most| most + within.0) };
    let frame = Within { envelope, crs }.frame(LONGEST_EDGE)?;
    Ok(frame.map(|frame| frame.outer))
}
