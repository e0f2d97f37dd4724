//! What the register says of a plan that decides whether and before which others it speaks; and of a zone, that decides what may be built.

use spatial_core::layer::{Audience, FeatureId, FieldType, Layer, Value};
use spatial_core::snapshot::{FeatureRef, ValueRef};

use crate::allowance::building_use;
use crate::draft::IndicatorTexts;
use crate::function::Use;
use crate::tables::{
    ADJUSTMENT_FIELD, ADJUSTS_FIELD, DECISION_DATE_FIELD, DENSITY_FIELD, EXCLUSIVE_FIELD, FAR_FIELD, FROM_FIELD,
    FUNCTION_FIELD, HEIGHT_FIELD, KIND_FIELD, LEVEL_FIELD, PUBLISHED_FIELD, REPLACES_FIELD, STATE_FIELD, STOREYS_FIELD,
    SUSPENDED_FIELD, UNTIL_FIELD,
};
use crate::words::{Adjustment, Level};

/// Of one plan. Days are ISO 8601, so that they compare as texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanFacts {
    /// Its id.
    pub id: FeatureId,
    /// Its kind as the register has it: a word of [`crate::PlanKind`], or an older one.
    pub kind: String,
    /// Its level; none if the register says nothing we know.
    pub level: Option<Level>,
    /// The word of its state.
    pub state: String,
    /// What it is to earlier plans.
    pub adjustment: Option<Adjustment>,
    /// The plan it adjusts.
    pub adjusts: Option<FeatureId>,
    /// The plan it replaces.
    pub replaces: Option<FeatureId>,
    /// The day of its decision.
    pub decided: Option<String>,
    /// The day it was made public.
    pub published: Option<String>,
    /// The first day it is in force.
    pub from: Option<String>,
    /// The first day it is no longer.
    pub until: Option<String>,
    /// The day since which a court holds it up, if one does.
    pub suspended: Option<String>,
    /// Whether its zones exclude each other; none if the register does not say.
    pub is_exclusive: Option<bool>,
}

impl PlanFacts {
    /// A row of the register, as far as an audience may see its fields. A day that is none is not there.
    pub fn of(layer: &Layer, row: &FeatureRef<'_>, audience: Audience) -> Self {
        let seen = |name: &str| layer.schema.seen(name, audience);
        let text = |name: &str| row.text(seen(name)?);
        let plan = |name: &str| row.reference(seen(name)?);
        let day = |name: &str| text(name).filter(|day| FieldType::Date.accepts(&Value::text(*day))).map(str::to_owned);
        let is_exclusive = seen(EXCLUSIVE_FIELD).and_then(|at| match row.value(at) {
            ValueRef::Boolean(yes) => Some(yes),
            _ => None,
        });
        Self {
            id: FeatureId(row.id()),
            kind: text(KIND_FIELD).unwrap_or_default().to_owned(),
            level: text(LEVEL_FIELD).and_then(Level::parse),
            state: text(STATE_FIELD).unwrap_or_default().to_owned(),
            adjustment: text(ADJUSTMENT_FIELD).and_then(Adjustment::parse),
            adjusts: plan(ADJUSTS_FIELD),
            replaces: plan(REPLACES_FIELD),
            decided: day(DECISION_DATE_FIELD),
            published: day(PUBLISHED_FIELD),
            from: day(FROM_FIELD),
            until: day(UNTIL_FIELD),
            suspended: day(SUSPENDED_FIELD),
            is_exclusive,
        }
    }

    /// What is known of something that says its state and no more.
    pub(super) fn stated(id: FeatureId, state: &str) -> Self {
        Self {
            id,
            kind: String::new(),
            level: None,
            state: state.to_owned(),
            adjustment: None,
            adjusts: None,
            replaces: None,
            decided: None,
            published: None,
            from: None,
            until: None,
            suspended: None,
            is_exclusive: None,
        }
    }

    /// The plan it replaces, or adjusts as a whole: that ends when this one begins.
    pub fn ends(&self) -> impl Iterator<Item = FeatureId> {
        let whole = self.adjusts.filter(|_| self.adjustment == Some(Adjustment::Whole));
        self.replaces.into_iter().chain(whole)
    }

    /// The plan it takes the place of within its own boundary.
    pub fn adjusts_locally(&self) -> Option<FeatureId> {
        self.adjusts.filter(|_| self.adjustment == Some(Adjustment::Local))
    }
}

/// Of one zone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ZoneFacts {
    /// What it is for, as the register has it.
    pub function: Option<String>,
    /// Its indicators as the plan writes them.
    pub indicators: IndicatorTexts,
}

impl ZoneFacts {
    /// A row of the zones, as far as an audience may see its fields.
    pub fn of(layer: &Layer, row: &FeatureRef<'_>, audience: Audience) -> Self {
        let text = |name: &str| {
            let text = row.text(layer.schema.seen(name, audience)?)?;
            (!text.is_empty()).then(|| text.to_owned())
        };
        Self {
            function: text(FUNCTION_FIELD),
            indicators: IndicatorTexts {
                density: text(DENSITY_FIELD),
                storeys: text(STOREYS_FIELD),
                far: text(FAR_FIELD),
                height: text(HEIGHT_FIELD),
            },
        }
    }

    /// True of a zone in which no building may stand: a road, water, or one whose indicators allow nothing.
    pub(crate) fn is_closed(&self) -> bool {
        matches!(building_use(self.function.as_deref(), &self.indicators), Use::Road | Use::Closed)
    }
}
