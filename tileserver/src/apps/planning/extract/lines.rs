//! What lines and restrictions say of a parcel: how it looks, and how it is told.

use planning::extract::{Buildable, Extract, LineFound, MOST_LINES, RestrictionFound, RoadTaken};
use planning::{
    BASIS_FIELD, Indicator, KIND_FIELD, LINES, NAME_FIELD, OFFICE_FIELD, PLANS, RESTRICTIONS, ROAD_WIDTH_FIELD,
    SECTION_FIELD, THEME_FIELD, WIDTH_FIELD,
};
use schemars::JsonSchema;
use serde::Serialize;
use spatial_core::layer::{DeclaredTable, FeatureId};
use spatial_core::message::Message;
use spatial_core::snapshot::ValueRef;
use spatial_core::units::SquareMetres;

use super::told::Question;
use super::wire::{IndicatorTold, PartTold, WarningTold, thousandths};
use crate::apps::planning::wire::hundredths;

/// A line in the parcel, or along it.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct LineTold {
    pub(super) line_id: u64,
    pub(super) plan_id: u64,
    /// `red_line`, `road_boundary`, `centreline`, `building_line`, `corner_splay`, `safety_corridor`; or another word of the register.
    kind: Option<String>,
    /// How its plan stands on that day.
    law_state: &'static str,
    /// True of what has had its time, or not begun to.
    folded: bool,
    /// How far buildings stay behind it, in metres.
    setback: Option<IndicatorTold>,
    /// Width of its road between red lines, in metres.
    road_width_m: Option<f64>,
    /// Sign of the road's cross-section.
    section: Option<String>,
    /// How much of it lies in the parcel, or within 0.10 m of its boundary.
    length_m: f64,
}

/// What a road takes of the parcel, by the plans in force.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct RoadTold {
    /// 0 of a parcel that only lies at the road.
    area_m2: f64,
    /// Percent of the parcel.
    percent: f64,
    /// Length of the red lines in the parcel or along it, or of the inner boundary of what the road takes.
    frontage_m: f64,
    /// `planned_road` (land for roads), `red_lines`, `centreline` (half the width of the road on each side of it).
    method: &'static str,
    /// The plan that says so first.
    plan_id: u64,
    /// True if it cannot be told on which side of a line the road lies.
    ambiguous: bool,
    /// Then: what it takes if it lies on the other side.
    otherwise: Option<PartTold>,
}

/// What of the parcel is left for building, by the plans in force.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct BuildableTold {
    area_m2: f64,
    /// Percent of the parcel.
    percent: f64,
    /// `building_line` (what lies behind it), `setback` (what lies behind the red line by the setback written there).
    method: &'static str,
    /// The plan that says so first.
    plan_id: u64,
    /// True if it cannot be told on which side of a line one may build, or what the road takes.
    ambiguous: bool,
}

/// A restriction on the parcel.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct RestrictionTold {
    pub(super) restriction_id: u64,
    /// The plan it rests on; none if it rests on none.
    plan_id: Option<u64>,
    /// What it is about.
    theme: Option<String>,
    /// What it rests on in law.
    basis: Option<String>,
    office: Option<String>,
    /// How wide the restricted strip is, in metres.
    width_m: Option<f64>,
    /// How it stands on that day: as its plan, or by its own state.
    law_state: &'static str,
    /// True of what has had its time, or not begun to.
    folded: bool,
    area_m2: f64,
    /// Percent of the parcel.
    percent: f64,
}

impl RoadTold {
    /// Of a parcel so large.
    pub(super) fn of(road: &RoadTaken, whole: SquareMetres) -> Self {
        let PartTold { area_m2, percent } = PartTold::of(road.area, whole);
        Self {
            area_m2,
            percent,
            frontage_m: hundredths(road.frontage.0),
            method: road.method.as_str(),
            plan_id: road.plan.0,
            ambiguous: road.otherwise.is_some(),
            otherwise: road.otherwise.map(|area| PartTold::of(area, whole)),
        }
    }
}

impl BuildableTold {
    /// Of a parcel so large.
    pub(super) fn of(left: &Buildable, whole: SquareMetres) -> Self {
        let PartTold { area_m2, percent } = PartTold::of(left.area, whole);
        let (method, plan_id, ambiguous) = (left.method.as_str(), left.plan.0, left.is_ambiguous);
        Self { area_m2, percent, method, plan_id, ambiguous }
    }
}

impl Question {
    /// The lines, those of plans in force first.
    pub(super) fn lines(&self, found: &Extract) -> Vec<LineTold> {
        found.lines.lines.iter().map(|line| self.line(line)).collect()
    }

    fn line(&self, line: &LineFound) -> LineTold {
        let text = |field| self.of_row(&LINES, line.id, field);
        LineTold {
            line_id: line.id.0,
            plan_id: line.plan.0,
            kind: text(KIND_FIELD),
            law_state: line.law.as_str(),
            folded: line.law.is_folded(),
            setback: line.setback.as_ref().map(|Indicator { text, min, max, certainty }| IndicatorTold {
                text: text.clone(),
                min: *min,
                max: *max,
                certainty: certainty.as_str(),
            }),
            road_width_m: self.number(&LINES, line.id, ROAD_WIDTH_FIELD),
            section: text(SECTION_FIELD),
            length_m: hundredths(line.length.0),
        }
    }

    /// The restrictions, those in force first.
    pub(super) fn restrictions(&self, found: &Extract) -> Vec<RestrictionTold> {
        found.restrictions.iter().map(|restriction| self.restriction(restriction)).collect()
    }

    fn restriction(&self, found: &RestrictionFound) -> RestrictionTold {
        let text = |field| self.of_row(&RESTRICTIONS, found.id, field);
        RestrictionTold {
            restriction_id: found.id.0,
            plan_id: found.plan.map(|plan| plan.0),
            theme: text(THEME_FIELD),
            basis: text(BASIS_FIELD),
            office: text(OFFICE_FIELD),
            width_m: self.number(&RESTRICTIONS, found.id, WIDTH_FIELD),
            law_state: found.law.as_str(),
            folded: found.law.is_folded(),
            area_m2: hundredths(found.area.0),
            percent: thousandths(found.percent),
        }
    }

    /// The office of the restriction that counts most.
    pub(super) fn office_of_restrictions(&self, found: &Extract) -> Option<String> {
        found.restrictions.first().and_then(|first| self.of_row(&RESTRICTIONS, first.id, OFFICE_FIELD))
    }

    /// What is doubtful about lines.
    pub(super) fn of_lines(&self, found: &Extract) -> Vec<WarningTold> {
        let mut warnings = Vec::new();
        if found.has_too_many_lines {
            let message = Message::new("extract-too-many-lines").with("most", MOST_LINES as u64);
            warnings.push(self.warning("too_many_lines", None, &message));
        }
        if let Some(road) = found.lines.road.as_ref() {
            warnings.extend(road.otherwise.map(|otherwise| {
                let message = Message::new("extract-road-ambiguous")
                    .with("plan", self.name(road.plan))
                    .with("area", self.language.number(road.area.0, 2))
                    .with("otherwise", self.language.number(otherwise.0, 2));
                self.warning("road_ambiguous", Some(road.plan), &message)
            }));
        }
        let is_told = found.lines.road.as_ref().is_some_and(|road| road.otherwise.is_some());
        if let Some(left) = found.lines.buildable.as_ref().filter(|left| left.is_ambiguous && !is_told) {
            let message = Message::new("extract-buildable-ambiguous").with("plan", self.name(left.plan));
            warnings.push(self.warning("buildable_ambiguous", Some(left.plan), &message));
        }
        warnings
    }

    fn name(&self, plan: FeatureId) -> String {
        self.of_row(&PLANS, plan, NAME_FIELD).unwrap_or_else(|| plan.to_string())
    }

    /// The number in a field of a row, if the reader may see both.
    fn number(&self, table: &DeclaredTable, id: FeatureId, field: &str) -> Option<f64> {
        let layer = self.held.world().declared(table, self.audience)?;
        let at = layer.layer().schema.seen(field, self.audience)?;
        match layer.find(id)?.value(at) {
            ValueRef::Real(number) => Some(number),
            #[expect(clippy::cast_precision_loss, reason = "no width is 2^53 m")]
            ValueRef::Integer(number) => Some(number as f64),
            _ => None,
        }
    }
}
