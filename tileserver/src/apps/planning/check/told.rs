//! From what the subject finds to what is answered: texts and fields the reader may see, and sentences in the reader's language.

use std::cmp::Ordering;
use std::sync::Arc;

use planning::check::{ByStandard, Check, SiteAsked, SiteFound, SitePlan, Standard, checks, overall, site};
use planning::extract::{ExtractAsked, Thresholds};
use planning::{
    CODE_FIELD, DECISION_DATE_FIELD, DECISION_FIELD, FUNCTION_FIELD, ISSUER_FIELD, Indicator, KIND_FIELD, LEVEL_FIELD,
    NAME_FIELD, PLANS, Register, SIGN_FIELD, ZONES,
};
use serde_json::Value as Json;
use spatial_core::geometry::{Geometry, area};
use spatial_core::layer::{Audience, DeclaredTable, Feature, FeatureId, FieldRole, Layer, Revision};
use spatial_core::message::Message;
use spatial_core::models::Held;
use spatial_core::snapshot::{FeatureRef, ValueRef};

use super::lots::{Lot, Share, shares};
use super::reasons::{UNVERIFIED, by_standard, reason};
use super::sent::Plot;
use super::wire::{
    BuildingCheck, CheckSource, CheckTold, CheckWarning, GoverningTold, LimitTold, LotTold, StandardTold,
};
use crate::apps::planning::wire::{ThresholdsTold, hundredths};
use crate::apps::planning::zones::said;
use crate::http::HttpError;
use crate::http::wire::features::geojson::GeoJsonWriter;
use crate::text::Language;

/// Who asks what.
#[derive(Debug)]
pub(super) struct Question {
    pub(super) held: Held<Register>,
    pub(super) plot: Plot,
    /// Parcels the building may lie in.
    pub(super) lots: Vec<Lot>,
    pub(super) audience: Audience,
    pub(super) language: Language,
    /// When a share is too small to be one.
    pub(super) thresholds: Thresholds,
    /// What holds where no plan says anything.
    pub(super) standard: Arc<Standard>,
}

impl Question {
    /// The answer; a refusal if the building does not lie where it is said to.
    pub(super) fn answer(mut self) -> Result<BuildingCheck, HttpError> {
        let (meant, shares) = shares(std::mem::take(&mut self.lots), &self.plot, self.thresholds)?;
        let footprint = &self.plot.building.footprint;
        let asked = SiteAsked {
            lot: meant.as_ref().map(|meant| &meant.lot.shape),
            footprint,
            crs: self.plot.crs,
            extract: ExtractAsked { audience: self.audience, day: &self.plot.day, thresholds: self.thresholds },
        };
        let SiteFound { plans, site } = site((&**self.held.world(), &**self.held.model()), asked)
            .map_err(|error| HttpError::Unfit(said(&error)))?;
        let building = &self.plot.building;
        let found = self.standard.offered(building, &site, checks(building, &site));
        Ok(BuildingCheck {
            verdict: overall(&found).as_str(),
            parcel: meant.as_ref().and_then(|meant| self.lot(meant)),
            parcels: shares.iter().filter_map(|share| self.lot(share)).collect(),
            as_of: self.plot.day.clone(),
            data_revision: self.held.revision().0,
            footprint_m2: hundredths(area(footprint).0),
            crs: self.plot.crs.to_string(),
            thresholds: ThresholdsTold::of(self.thresholds),
            plans: plans.iter().map(|plan| self.plan(plan)).collect(),
            checks: found.into_iter().map(|check| self.check(check)).collect(),
            warnings: self.warnings(meant.is_some(), shares.len()),
        })
    }

    fn lot(&self, share: &Share) -> Option<LotTold> {
        let parcels = self.held.world().layer(&share.lot.layer, self.audience)?;
        let row = parcels.find(share.lot.id)?;
        let key = |role| self.playing(parcels.layer(), &row, role);
        Some(LotTold {
            layer: share.lot.layer.to_string(),
            id: share.lot.id.0,
            commune: key(FieldRole::Commune),
            sheet: key(FieldRole::Sheet),
            number: key(FieldRole::Number),
            identifier: key(FieldRole::Identifier),
            grid_area_m2: hundredths(area(&share.lot.shape).0),
            footprint_m2: hundredths(share.inside.0),
            percent: hundredths(100.0 * share.inside.0 / area(&self.plot.building.footprint).0),
        })
    }

    /// The value of the field that plays a part, if the reader may see it.
    fn playing(&self, layer: &Layer, row: &FeatureRef<'_>, role: FieldRole) -> Option<String> {
        let field = &layer.schema.fields[layer.schema.playing(role)?];
        match row.value(layer.schema.seen(&field.name, self.audience)?) {
            ValueRef::Text(text) => Some(text.to_owned()),
            ValueRef::Integer(number) => Some(number.to_string()),
            ValueRef::Real(number) => Some(number.to_string()),
            ValueRef::Null | ValueRef::Boolean(_) => None,
        }
    }

    fn plan(&self, plan: &SitePlan) -> GoverningTold {
        let text = |field: &str| self.text(&PLANS, plan.plan, field);
        GoverningTold {
            plan_id: plan.plan.0,
            code: text(CODE_FIELD),
            name: text(NAME_FIELD),
            kind: text(KIND_FIELD),
            level: text(LEVEL_FIELD),
            area_m2: hundredths(plan.area.0),
            reason: plan.reason.as_str(),
            decision: self.source(plan.plan),
        }
    }

    fn source(&self, plan: FeatureId) -> CheckSource {
        let text = |field: &str| self.text(&PLANS, plan, field);
        CheckSource { number: text(DECISION_FIELD), date: text(DECISION_DATE_FIELD), issuer: text(ISSUER_FIELD) }
    }

    fn check(&self, check: Check) -> CheckTold {
        let of_zone = |field: &str| self.text(&ZONES, check.zone?, field);
        let (sign, function) = (of_zone(SIGN_FIELD), of_zone(FUNCTION_FIELD));
        let zone = sign.as_deref().or(function.as_deref()).unwrap_or_default();
        CheckTold {
            check: check.kind.as_str(),
            verdict: check.verdict.as_str(),
            measured: check.measured,
            at_most: check.is_at_most,
            in_zone_m2: check.lies_there.map(|area| area.0),
            unit: check.kind.unit(),
            zone_id: check.zone.map(|zone| zone.0),
            line_id: check.line.map(|line| line.0),
            plan_id: check.plan.map(|plan| plan.0),
            source: check.plan.map(|plan| self.source(plan)),
            reason_code: check.reason.as_str(),
            reason: self.reason(&check, zone),
            standard: check.standard.map(standard),
            geometry: check.part.and_then(|part| self.geometry(part)),
            limit: check.limit.map(limit),
            sign,
            function,
        }
    }

    /// Why, and, where the regulation speaks instead of a plan, what it says.
    fn reason(&self, check: &Check, zone: &str) -> String {
        let why = self.language.say(&reason(check, zone, self.language));
        match by_standard(check, self.language) {
            Some(standard) => format!("{why} {}", self.language.say(&standard)),
            None => why,
        }
    }

    /// GeoJSON in degrees; none of what is empty or has no place on the earth.
    fn geometry(&self, part: Geometry) -> Option<Json> {
        let world = self.held.world();
        let mut in_grid = world.layers(self.audience).map(|layer| layer.layer());
        let layer = in_grid.find(|layer| layer.crs == self.plot.crs)?;
        let feature = Feature { id: FeatureId(0), version: Revision(0), geometry: Some(part), values: Vec::new() };
        let (text, _) = GeoJsonWriter::new(layer, self.audience).geometry_text(&feature);
        let json: Json = serde_json::from_str(&text).ok()?;
        json["coordinates"].as_array().is_some_and(|parts| !parts.is_empty()).then_some(json)
    }

    fn warnings(&self, has_parcel: bool, parcels: usize) -> Vec<CheckWarning> {
        let mut warnings = Vec::new();
        let mut warn = |code, message: Message| {
            warnings.push(CheckWarning { code, text: self.language.say(&message) });
        };
        match self.plot.day.cmp(&self.plot.today) {
            Ordering::Less => warn("past_day", Message::new("extract-past-day").with("day", &self.plot.day)),
            Ordering::Greater => warn("future_day", Message::new("extract-future-day").with("day", &self.plot.day)),
            Ordering::Equal => {}
        }
        if parcels > 1 {
            warn("several_parcels", Message::new("check-several-parcels").with("count", parcels));
        }
        if has_parcel {
            warn("this_building_alone", Message::new("check-this-building-alone"));
        }
        let building = &self.plot.building;
        let holds = building.storeys.map(|storeys| f64::from(storeys) * area(&building.footprint).0);
        if let (Some(floor_area), Some(holds)) = (building.floor_area, holds)
            && floor_area.0 > holds + 0.01
        {
            let area = self.language.number(holds, 2);
            warn("floor_area_beyond_outline", Message::new("check-floor-area-beyond").with("area", area));
        }
        warnings
    }

    /// The text of a field of a row, if the reader may see both.
    fn text(&self, table: &DeclaredTable, id: FeatureId, field: &str) -> Option<String> {
        let layer = self.held.world().declared(table, self.audience)?;
        let text = layer.find(id)?.text(layer.layer().schema.seen(field, self.audience)?)?;
        (!text.is_empty()).then(|| text.to_owned())
    }
}

fn standard(by: ByStandard) -> StandardTold {
    let ByStandard { regulation, clause, mark, kind, name, min, max } = by;
    let clause = (!clause.is_empty()).then_some(clause);
    StandardTold { regulation, clause, verified: mark != UNVERIFIED, building: kind, name, min, max }
}

fn limit(limit: Indicator) -> LimitTold {
    let Indicator { text, min, max, is_open, certainty } = limit;
    LimitTold { text, min, max, open: is_open, certainty: certainty.as_str() }
}
