//! From what the subject found to what is told: texts and fields the reader may see, and warnings in the reader's words.

mod documents;
mod parcel;
mod projects;
mod symbols;
mod warnings;

use std::sync::Arc;

use planning::extract::{
    Extract, ExtractAsked, FunctionMap, ParcelPlan, PlanFacts, Shapes, Theme, Thresholds, ZoneFacts, ZonePart,
    extract_with_shapes,
};
use planning::{
    Allowance, CODE_FIELD, DECISION_DATE_FIELD, DECISION_FIELD, ISSUER_FIELD, Indicator, IndicatorKind, IndicatorTexts,
    KIND_FIELD, LEVEL_FIELD, NAME_FIELD, OFFICE_FIELD, PLANS, Register, SIGN_FIELD, STATE_FIELD, ZONES, allowance,
};
use spatial_core::geometry::{Geometry, area};
use spatial_core::layer::{Audience, DeclaredTable, Feature, FeatureId, Layer, LayerName};
use spatial_core::message::Message;
use spatial_core::models::Held;
use spatial_core::snapshot::FeatureRef;
use spatial_core::units::SquareMetres;

pub(in crate::apps::planning) use parcel::keys;

use super::lines::wire::RoadTold;
use super::wire::{
    AllowanceTold, BelowTold, DecisionTold, GovernsTold, IndicatorTold, IndicatorsTold, ParcelExtract, PartTold,
    PlanTold, ThemeTold, UnplannedTold, WarningTold, ZoneTold, thousandths,
};
use crate::apps::planning::wire::{ThresholdsTold, hundredths};
use crate::apps::planning::zones::{is_on_a_grid, said};
use crate::text::Language;

/// Who asks for which day.
#[derive(Debug)]
pub(super) struct Question {
    pub(super) held: Held<Register>,
    pub(super) day: String,
    pub(super) today: String,
    /// Whether the commit was named, so that the answer is the same for ever.
    pub(super) is_pinned: bool,
    pub(super) audience: Audience,
    pub(super) language: Language,
    /// How functions of plans and codes of land use go together.
    pub(super) functions: Arc<FunctionMap>,
    /// When shares are dropped.
    pub(super) thresholds: Thresholds,
}

impl Question {
    /// The extract of a parcel with its legal geometry, and what of it lies where in each plan; none if the reader does not see it.
    pub(super) fn extract(
        &self,
        name: &LayerName,
        parcel: &Feature,
    ) -> Option<(ParcelExtract, Vec<(FeatureId, Shapes)>)> {
        let parcels = self.held.world().layer(name, self.audience)?;
        let row = parcels.find(parcel.id)?;
        let mut warnings = self.of_the_day();
        let (found, shapes) = self.found(name, parcel, &mut warnings);
        let grid_area = parcel.geometry.as_ref().filter(|_| is_on_a_grid(parcels.layer().crs)).map(area);
        let whole = grid_area.unwrap_or_default();
        let speaking = || found.plans.iter().filter(|plan| !plan.is_slight);
        let plans: Vec<PlanTold> = speaking().filter_map(|plan| self.plan(plan, whole)).collect();
        warnings.extend(speaking().flat_map(|plan| self.of_a_plan(plan)));
        warnings.extend(self.of_lines(&found));
        let conflicts = self.conflicts((&found, &shapes), &plans, whole, &mut warnings);
        let below = |plan: &ParcelPlan| {
            let id = plan.plan.0;
            plan.overlay.below.iter().map(move |part| BelowTold::of(id, part)).collect::<Vec<_>>()
        };
        let of_speaking = found.plans.iter().zip(shapes).filter(|(plan, _)| !plan.is_slight);
        let shapes = of_speaking.map(|(plan, shapes)| (plan.plan, shapes)).collect();
        let unplanned = found.unplanned.iter().map(|part| UnplannedTold::of(part, whole)).collect();
        let told = ParcelExtract {
            parcel: self.parcel(parcels.layer(), &row, grid_area),
            as_of: self.day.clone(),
            data_revision: self.held.revision().0,
            documents: speaking().flat_map(|plan| self.documents(plan.plan)).collect(),
            governing: self.governing(&plans),
            conflicts,
            themes: self.themes(&found, &plans),
            plans,
            unplanned,
            lines: self.lines(&found),
            road: found.lines.road.as_ref().map(|road| RoadTold::of(road, whole)),
            buildable: found.lines.buildable.as_ref().map(|left| self.buildable(left, whole)),
            restrictions: self.restrictions(&found),
            projects: self.projects(parcels.layer(), &row, parcel.geometry.as_ref().filter(|shape| is_area(shape))),
            thresholds: ThresholdsTold::of(self.thresholds),
            below_threshold: found.plans.iter().flat_map(below).collect(),
            warnings,
        };
        Some((told, shapes))
    }

    /// What the subject says; nothing, with a warning, of a parcel that cannot be compared with zones.
    fn found(&self, name: &LayerName, parcel: &Feature, warnings: &mut Vec<WarningTold>) -> (Extract, Vec<Shapes>) {
        let unknown = || (Extract::unknown(), Vec::new());
        let Some(shape) = parcel.geometry.as_ref().filter(|shape| is_area(shape)) else {
            warnings.push(self.warning("parcel_without_area", None, &Message::new("extract-parcel-without-area")));
            return unknown();
        };
        let asked = ExtractAsked { audience: self.audience, day: &self.day, thresholds: self.thresholds };
        let there = (&**self.held.world(), &**self.held.model());
        extract_with_shapes(there, (name, parcel.id), shape, asked).unwrap_or_else(|error| {
            warnings.push(self.warning("no_common_grid", None, &said(&error)));
            unknown()
        })
    }

    fn plan(&self, plan: &ParcelPlan, whole: SquareMetres) -> Option<PlanTold> {
        let plans = self.held.world().declared(&PLANS, self.audience)?;
        let row = plans.find(plan.plan)?;
        let text = |name: &str| self.text(plans.layer(), &row, name);
        let PlanFacts { published, from, until, .. } = PlanFacts::of(plans.layer(), &row, self.audience);
        let governs = plan.governs.map(|governs| {
            let PartTold { area_m2, percent } = PartTold::of(governs.area, whole);
            GovernsTold { area_m2, percent, reason: governs.reason.as_str() }
        });
        Some(PlanTold {
            plan_id: plan.plan.0,
            code: text(CODE_FIELD),
            name: text(NAME_FIELD),
            kind: text(KIND_FIELD),
            level: text(LEVEL_FIELD),
            status: text(STATE_FIELD),
            law_state: plan.law.as_str(),
            folded: plan.law.is_folded(),
            governs,
            adjusted_by: plan.adjusted_by.iter().map(|id| id.0).collect(),
            decision: DecisionTold {
                number: text(DECISION_FIELD),
                date: text(DECISION_DATE_FIELD),
                issuer: text(ISSUER_FIELD),
            },
            published,
            from,
            until,
            exclusive: plan.is_exclusive,
            covers: PartTold::of(plan.overlay.covered, whole),
            zones: plan.overlay.zones.iter().filter_map(|part| self.zone(part, text(STATE_FIELD).as_deref())).collect(),
            uncovered: PartTold::uncovered(&plan.overlay),
        })
    }

    /// A share of a plan that stands somewhere.
    fn zone(&self, part: &ZonePart, state: Option<&str>) -> Option<ZoneTold> {
        let zones = self.held.world().declared(&ZONES, self.audience)?;
        let row = zones.find(part.zone)?;
        let text = |name: &str| self.text(zones.layer(), &row, name);
        let ZoneFacts { function, indicators: texts } = ZoneFacts::of(zones.layer(), &row, self.audience);
        Some(ZoneTold {
            zone_id: part.zone.0,
            sign: text(SIGN_FIELD),
            symbol: symbols::of_share(function.as_deref(), state, self.language),
            function_code: function.clone().filter(|text| is_code(text)),
            function,
            area_m2: hundredths(part.area.0),
            percent: thousandths(part.percent),
            allowance: allowed(part.area, &texts),
            indicators: IndicatorsTold {
                density_percent: texts.density.map(|text| indicator(IndicatorKind::Density, &text)),
                storeys: texts.storeys.map(|text| indicator(IndicatorKind::Storeys, &text)),
                far: texts.far.map(|text| indicator(IndicatorKind::FloorAreaRatio, &text)),
                height_m: texts.height.map(|text| indicator(IndicatorKind::Height, &text)),
            },
        })
    }

    fn themes(&self, found: &Extract, plans: &[PlanTold]) -> Vec<ThemeTold> {
        let office = |plan| self.of_row(&PLANS, plan, OFFICE_FIELD);
        let own = |theme| if theme == Theme::Restrictions { self.office_of_restrictions(found) } else { None };
        let themes = found.themes.iter().map(|theme| ThemeTold {
            theme: theme.theme.as_str(),
            state: theme.state.as_str(),
            symbol: symbols::of_theme(theme, plans),
            office: own(theme.theme).or_else(|| theme.plan.and_then(office)),
        });
        themes.collect()
    }

    /// The text of a field of a row, if the reader may see both.
    pub(super) fn of_row(&self, table: &DeclaredTable, id: FeatureId, field: &str) -> Option<String> {
        let layer = self.held.world().declared(table, self.audience)?;
        self.text(layer.layer(), &layer.find(id)?, field)
    }

    pub(super) fn text(&self, layer: &Layer, row: &FeatureRef<'_>, field: &str) -> Option<String> {
        let text = row.text(layer.schema.seen(field, self.audience)?)?;
        (!text.is_empty()).then(|| text.to_owned())
    }
}

/// What the indicators of a zone come to on a part of a parcel.
fn allowed(part: SquareMetres, texts: &IndicatorTexts) -> AllowanceTold {
    let Allowance { footprint, floor_area } = allowance(part, texts);
    AllowanceTold {
        footprint_m2: footprint.map(|(area, _)| hundredths(area.0)),
        footprint_method: footprint.map(|(_, method)| method.as_str()),
        floor_area_m2: floor_area.map(|(area, _)| hundredths(area.0)),
        floor_area_method: floor_area.map(|(_, method)| method.as_str()),
    }
}

/// An indicator as the plan writes it, and as it is read.
fn indicator(kind: IndicatorKind, text: &str) -> IndicatorTold {
    Indicator::read(kind, text).into()
}

/// True of `ODT`: letters and digits without small ones among them.
fn is_code(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|letter| letter.is_alphanumeric() && !letter.is_lowercase())
}

fn is_area(shape: &Geometry) -> bool {
    matches!(shape, Geometry::Polygon(_) | Geometry::MultiPolygon(_))
}
