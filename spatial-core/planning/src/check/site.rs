//! The ground of a building, from the World's memory: the plans in force there, what of their zones governs, and their lines.

use std::sync::Arc;

use spatial_core::crs::Crs;
use spatial_core::geometry::{Geometry, area, joined, length, line_near};
use spatial_core::layer::FeatureId;
use spatial_core::snapshot::World;
use spatial_core::units::{Metres, SquareMetres};

use super::building::{Site, SiteLine, SiteLineKind, ZoneGround};
use crate::extract::{
    ExtractAsked, PlanInForce, PlanLine, Reason, ZoneFacts, in_force, lines_in_force, road_by_centreline,
};
use crate::register::Register;
use crate::share::ShareError;
use crate::tables::ZONES;
use crate::words::{Level, LineKind, PlanKind};

/// Lines that are farther from the lot are those of other streets.
const LINES_WITHIN: Metres = Metres(50.0);

/// What is asked: a building's outline and its lot, if it is known, in one reference system.
#[derive(Debug, Clone, Copy)]
pub struct SiteAsked<'a> {
    /// Legal geometry.
    pub lot: Option<&'a Geometry>,
    /// The outline.
    pub footprint: &'a Geometry,
    /// Of both.
    pub crs: Crs,
    /// Who asks for which day.
    pub extract: ExtractAsked<'a>,
}

/// The ground, and the plans that say what it is.
#[derive(Debug, Clone, PartialEq)]
pub struct SiteFound {
    /// Plans that govern some of it, those that speak first at the front.
    pub plans: Vec<SitePlan>,
    /// The ground.
    pub site: Site,
}

/// A plan that governs some of the ground.
#[derive(Debug, Clone, PartialEq)]
pub struct SitePlan {
    /// The plan.
    pub plan: FeatureId,
    /// Its kind as the register has it.
    pub kind: String,
    /// Its level.
    pub level: Option<Level>,
    /// Why it goes before the next.
    pub reason: Reason,
    /// How much of lot and outline together it governs.
    pub area: SquareMetres,
}

/// The ground of a building in the World, which must hold the legal geometry of plans; `register` is of the same World.
///
/// # Errors
/// [`ShareError`] if the building is not in the grid of the plans.
pub fn site((world, register): (&World, &Register), asked: SiteAsked<'_>) -> Result<SiteFound, ShareError> {
    let place = match asked.lot {
        Some(lot) => joined([lot, asked.footprint]),
        None => asked.footprint.clone(),
    };
    let plans = in_force((world, register), (&place, asked.crs), asked.extract)?;
    let zones = zones(world, &plans, asked.extract);
    let lines = lines((world, register), (&place, asked.crs), asked.extract)?;
    let road = match asked.lot {
        Some(lot) => road_by_centreline((world, register), (lot, asked.crs), asked.extract)?,
        None => None,
    };
    let governing = plans.iter().filter_map(|plan| {
        let part = plan.governs.as_ref()?;
        Some(SitePlan {
            plan: plan.facts.id,
            kind: plan.facts.kind.clone(),
            level: plan.facts.level,
            reason: part.reason,
            area: area(&part.shape),
        })
    });
    Ok(SiteFound {
        plans: governing.collect(),
        site: Site { lot: asked.lot.cloned(), zones, lines, road, thresholds: asked.extract.thresholds },
    })
}

/// What of the zones of plans governs.
fn zones(world: &World, plans: &[PlanInForce], asked: ExtractAsked<'_>) -> Vec<ZoneGround> {
    let Some(zones) = world.declared(&ZONES, asked.audience).map(Arc::as_ref) else { return Vec::new() };
    let ground = |plan: &PlanInForce, zone: FeatureId, shape: &Geometry| {
        let row = zones.find(zone)?;
        let ZoneFacts { function, indicators } = ZoneFacts::of(zones.layer(), &row, asked.audience);
        let sets_indicators = sets_indicators(&plan.facts.kind);
        Some(ZoneGround { zone, plan: plan.facts.id, shape: shape.clone(), function, indicators, sets_indicators })
    };
    let all = plans.iter().filter_map(|plan| Some((plan, plan.governs.as_ref()?)));
    all.flat_map(|(plan, part)| part.zones.iter().filter_map(move |(zone, shape)| ground(plan, *zone, shape))).collect()
}

/// True of kinds of plans that say what may be built. A kind nobody knows is taken for one.
fn sets_indicators(kind: &str) -> bool {
    !matches!(PlanKind::parse(kind), Some(PlanKind::LandUse | PlanKind::AnnualLandUse | PlanKind::Sector))
}

/// What of the lines of plans in force lies near a place, where their plan speaks.
fn lines(
    there: (&World, &Register),
    place: (&Geometry, Crs),
    asked: ExtractAsked<'_>,
) -> Result<Vec<SiteLine>, ShareError> {
    let line = |line: PlanLine| {
        let kind = match line.kind? {
            LineKind::RedLine | LineKind::RoadBoundary => SiteLineKind::Red,
            LineKind::BuildingLine => SiteLineKind::Building,
            LineKind::Centreline | LineKind::CornerSplay | LineKind::SafetyCorridor => return None,
        };
        // A red line may run through the whole province: each of its edges is compared with others.
        let shape = line_near(&line.shape, place.0, LINES_WITHIN);
        let line = SiteLine {
            line: line.id,
            plan: line.plan,
            kind,
            setback: line.setback,
            road_width: line.road_width,
            shape,
        };
        Some(line).filter(|line| !is_empty(&line.shape))
    };
    Ok(lines_in_force(there, place, LINES_WITHIN, asked)?.into_iter().filter_map(line).collect())
}

fn is_empty(line: &Geometry) -> bool {
    length(line).0 <= 0.0
}
