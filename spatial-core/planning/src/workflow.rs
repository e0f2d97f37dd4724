//! The steps a plan goes through, and the changes that take one.

use spatial_core::layer::{Change, Feature, FeatureId, Layer, Value};

use crate::tables::{DECISION_DATE_FIELD, DECISION_FIELD, STATE_FIELD};

/// Where a plan stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PlanState {
    /// Being drawn up (đang lập): for who holds `planning.draft`.
    Draft,
    /// In force and for everybody (đã công bố).
    Published,
}

/// A step from one state to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// Draft → published.
    Publish,
}

/// Why a step is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StepError {
    /// The plan does not stand where the step begins.
    #[error("a plan that is {state} cannot take the step {}", step.as_str())]
    NotFrom {
        /// The word in the plan's state field.
        state: String,
        /// The step.
        step: Step,
    },
}

impl PlanState {
    /// The word in [`STATE_FIELD`].
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Published => "published",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Draft, Self::Published].into_iter().find(|state| state.as_str() == text)
    }
}

impl Step {
    /// The word in addresses and logs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Publish => "publish",
        }
    }

    /// Where it begins, and where it leads.
    pub fn ends(self) -> (PlanState, PlanState) {
        match self {
            Self::Publish => (PlanState::Draft, PlanState::Published),
        }
    }
}

/// The changes that publish a plan with all that belongs to it, by which decision. The plan changes last, and only if it is as the
/// caller saw it. `parts` are the layers of what belongs to it and the rows of it there, ascending.
///
/// # Errors
/// [`StepError::NotFrom`] if the plan is no draft.
pub fn published(
    (plans, plan): (&Layer, &Feature),
    parts: &[(&Layer, Vec<FeatureId>)],
    (decision, date): (&str, &str),
) -> Result<Vec<Change>, StepError> {
    let step = Step::Publish;
    let (from, to) = step.ends();
    let state = plans.schema.text(&plan.values, STATE_FIELD).unwrap_or_default();
    if PlanState::parse(state) != Some(from) {
        return Err(StepError::NotFrom { state: state.to_owned(), step });
    }
    let assigned = parts.iter().filter(|(_, ids)| !ids.is_empty()).filter_map(|(layer, ids)| {
        let field = layer.schema.position(STATE_FIELD)?;
        Some(Change::Assign { layer: layer.name.clone(), ids: ids.clone(), field, value: Value::text(to.as_str()) })
    });
    let mut changes: Vec<Change> = assigned.collect();
    let mut values = plan.values.clone();
    for (name, text) in [(STATE_FIELD, to.as_str()), (DECISION_FIELD, decision), (DECISION_DATE_FIELD, date)] {
        if let Some(at) = plans.schema.position(name) {
            values[at] = Value::text(text);
        }
    }
    changes.push(Change::Update {
        layer: plans.name.clone(),
        id: plan.id,
        expected: Some(plan.version),
        geometry: None,
        values,
        links: Vec::new(),
    });
    Ok(changes)
}

#[cfg(test)]
mod tests {
    use spatial_core::crs::{Crs, Operation};
    use spatial_core::layer::Revision;

    use super::*;
    use crate::tables::{PLANS, ZONES};

    fn layer(table: &spatial_core::layer::DeclaredTable) -> Layer {
        table.layer(Crs::Epsg(9218), Operation(String::new()), table.layer).unwrap()
    }

    fn plan(plans: &Layer, state: &str) -> Feature {
        let values = plans.schema.row([("ma_quy_hoach", Value::text("QH-1")), ("trang_thai", Value::text(state))]);
        Feature { id: FeatureId(7), version: Revision(3), geometry: None, values }
    }

    #[test]
    fn publishing_takes_the_zones_along_and_names_the_decision() {
        let (plans, zones) = (layer(&PLANS), layer(&ZONES));
        let parts = [(&zones, vec![FeatureId(1), FeatureId(2)])];
        let changes = published((&plans, &plan(&plans, "draft")), &parts, ("12/QĐ-UBND", "2026-11-28")).unwrap();
        assert!(
            matches!(&changes[0], Change::Assign { ids, value, .. } if ids.len() == 2 && *value == Value::text("published"))
        );
        let Change::Update { values, expected, .. } = &changes[1] else { unreachable!() };
        assert_eq!(*expected, Some(Revision(3)));
        assert_eq!(values[plans.schema.position("so_quyet_dinh").unwrap()], Value::text("12/QĐ-UBND"));
    }

    #[test]
    fn what_is_published_is_not_published_again() {
        let plans = layer(&PLANS);
        for state in ["published", "", "struck"] {
            let refused = published((&plans, &plan(&plans, state)), &[], ("12", "2026-11-28"));
            assert_eq!(refused, Err(StepError::NotFrom { state: state.to_owned(), step: Step::Publish }));
        }
    }
}
