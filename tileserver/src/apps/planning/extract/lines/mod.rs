//! What lines and restrictions say of a parcel; `wire` is how it looks.

pub(super) mod wire;

use planning::extract::{Buildable, Extract, LineFound, MOST_LINES, RestrictionFound};
use planning::{
    BASIS_FIELD, FUNCTION_FIELD, KIND_FIELD, LINES, NAME_FIELD, OFFICE_FIELD, PLANS, RESTRICTIONS, ROAD_WIDTH_FIELD,
    SECTION_FIELD, SIGN_FIELD, THEME_FIELD, WIDTH_FIELD, ZONES,
};
use spatial_core::layer::{DeclaredTable, FeatureId};
use spatial_core::message::Message;
use spatial_core::snapshot::ValueRef;
use spatial_core::units::SquareMetres;

use crate::apps::planning::extract::picture::Function;
use crate::apps::planning::extract::told::Question;
use crate::apps::planning::extract::wire::{IndicatorTold, PartTold, WarningTold, thousandths};
use crate::apps::planning::wire::hundredths;
use wire::{BuildableTold, ClosedTold, LineTold, RestrictionTold};

impl Question {
    /// The lines, those of plans in force first.
    pub(in crate::apps::planning::extract) fn lines(&self, found: &Extract) -> Vec<LineTold> {
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
            setback: line.setback.clone().map(IndicatorTold::from),
            road_width_m: self.number(&LINES, line.id, ROAD_WIDTH_FIELD),
            section: text(SECTION_FIELD),
            length_m: hundredths(line.length.0),
        }
    }

    /// What is left for building of a parcel so large, and what zones close of it.
    pub(in crate::apps::planning::extract) fn buildable(&self, left: &Buildable, whole: SquareMetres) -> BuildableTold {
        let closed = left.closed.iter().map(|part| {
            let of_zone = |field| self.of_row(&ZONES, part.zone, field);
            let (sign, function) = (of_zone(SIGN_FIELD), of_zone(FUNCTION_FIELD));
            let PartTold { area_m2, percent } = PartTold::of(part.area, whole);
            let message = Message::new("extract-closed")
                .with("area", self.language.number(area_m2, 2))
                .with("percent", self.language.number(percent, 1))
                .with("function", Function::of(function.as_deref(), self.language).name)
                .with("plan", self.name(part.plan));
            let text = self.language.say(&message);
            ClosedTold { zone_id: part.zone.0, plan_id: part.plan.0, sign, function, text, area_m2, percent }
        });
        BuildableTold::of(left, closed.collect(), whole)
    }

    /// The restrictions, those in force first.
    pub(in crate::apps::planning::extract) fn restrictions(&self, found: &Extract) -> Vec<RestrictionTold> {
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
    pub(in crate::apps::planning::extract) fn office_of_restrictions(&self, found: &Extract) -> Option<String> {
        found.restrictions.first().and_then(|first| self.of_row(&RESTRICTIONS, first.id, OFFICE_FIELD))
    }

    /// What is doubtful about lines.
    pub(in crate::apps::planning::extract) fn of_lines(&self, found: &Extract) -> Vec<WarningTold> {
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
