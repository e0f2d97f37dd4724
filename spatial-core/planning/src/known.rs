//! What a draft says that the register and the store know better: codes that are taken, communes that there are.

use spatial_core::layer::{FeatureId, FieldRole, FieldType, Kind, Layer};

use crate::workflow::PlanState;

/// A row of the register, as far as its code matters.
#[derive(Debug, Clone, Copy)]
pub struct CodeHolder<'a> {
    /// The plan.
    pub plan: FeatureId,
    /// Its code.
    pub code: &'a str,
    /// The word of its state.
    pub state: &'a str,
}

/// The plan that has a code already, so that another draft may not take it. A plan that is over frees its code, and the next version of a
/// plan has that of the one it replaces or adjusts (`but`).
pub fn code_taken<'a>(
    register: impl IntoIterator<Item = CodeHolder<'a>>,
    code: &str,
    but: &[FeatureId],
) -> Option<FeatureId> {
    let stands = |state| !PlanState::parse(state).is_some_and(PlanState::is_over);
    let taken = register
        .into_iter()
        .find(|row| row.code.trim() == code.trim() && stands(row.state) && !but.contains(&row.plan));
    taken.map(|row| row.plan)
}

/// The field of a layer of administrative units (đơn vị hành chính) that holds their codes; none of other layers. A plan is for one of
/// those communes, if there is such a layer at all.
pub fn commune_codes(layer: &Layer) -> Option<usize> {
    let is_text = |&at: &usize| layer.schema.fields[at].kind == FieldType::Text;
    let field = || layer.schema.playing(FieldRole::Commune).or_else(|| layer.schema.playing(FieldRole::Code));
    (layer.kind == Kind::Ward && !layer.name.is_quarantine()).then(field).flatten().filter(is_text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_taken_by_a_plan_that_is_not_over_and_is_not_the_one_it_follows() {
        let rows = [(1, "QH-1", "replaced"), (2, "QH-1", "published"), (3, "QH-2", "discarded"), (4, "QH-3", "odd")];
        let taken = |code: &str, but: &[FeatureId]| {
            let rows = rows.map(|(plan, code, state)| CodeHolder { plan: FeatureId(plan), code, state });
            code_taken(rows, code, but)
        };
        assert_eq!(taken(" QH-1", &[]), Some(FeatureId(2)));
        assert_eq!(taken("QH-1", &[FeatureId(2)]), None, "its next version has the same");
        assert_eq!(taken("QH-2", &[]), None, "what was discarded frees its code");
        assert_eq!(taken("QH-3", &[]), Some(FeatureId(4)), "of a state nobody knows nothing is concluded");
        assert_eq!(taken("QH-4", &[]), None);
    }
}
