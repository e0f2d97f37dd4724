//! Which plan goes first and why, and where plans name different functions, in the reader's words.

pub(super) mod wire;

use planning::extract::{
    Compatibility, Conflict, ConflictKind, Conflicts, Extract, LawState, Reason, Shapes, conflicts,
};
use planning::{FUNCTION_FIELD, ZONES};
use spatial_core::layer::FeatureId;
use spatial_core::message::Message;
use spatial_core::units::SquareMetres;

use wire::{ConflictTold, GoverningTold, MappingTold};

use super::account::Words;
use super::picture::Function;
use super::told::Question;
use super::wire::{PartTold, PlanTold, WarningTold};

/// Plans without effect that a sentence names.
const MOST_NAMED: usize = 3;

impl Question {
    /// What goes first, those of one group together.
    pub(super) fn governing(&self, plans: &[PlanTold]) -> Vec<GoverningTold> {
        let words = Words { language: self.language };
        let governs = |plan: &PlanTold| {
            let governs = plan.governs.as_ref()?;
            let message = Message::new("conflict-governing")
                .with("plan", words.plan(plan))
                .with("reason", words.reason(governs))
                .with("percent", words.percent(governs.percent));
            let mut sentence = words.say(&message);
            if governs.reason == Reason::Only.as_str() {
                // Another is not put after it, but has no effect: that is a reason, too.
                let others = plans.iter().filter(|other| other.group() == plan.group());
                let idle = others.filter(|other| other.law_state != LawState::InForce.as_str()).take(MOST_NAMED);
                let idle: Vec<String> = idle.map(|other| law(other, words)).collect();
                if !idle.is_empty() {
                    let message = Message::new("conflict-governing-state").with("plans", idle.join("; "));
                    sentence = format!("{sentence} {}", words.say(&message));
                }
            }
            Some(GoverningTold {
                kind: plan.kind.clone(),
                plan_id: plan.plan_id,
                reason: governs.reason,
                area_m2: governs.area_m2,
                percent: governs.percent,
                sentence,
            })
        };
        plans.iter().filter_map(governs).collect()
    }

    /// Where plans name different functions, and what of it must not be overlooked: that levels differ stands before all other warnings.
    pub(super) fn conflicts(
        &self,
        (found, shapes): (&Extract, &[Shapes]),
        plans: &[PlanTold],
        whole: SquareMetres,
        warnings: &mut Vec<WarningTold>,
    ) -> Vec<ConflictTold> {
        let function = |zone: FeatureId| self.of_row(&ZONES, zone, FUNCTION_FIELD);
        let Conflicts { found, is_cut_short } =
            conflicts((&found.plans, shapes), function, &self.functions, self.thresholds);
        let words = Words { language: self.language };
        let warning = |code, message: &'static str, conflict: &Conflict| {
            // Several zones may say the same: the sentence is of all of them.
            let is_same = |one: &&Conflict| {
                (one.kind, one.plans, &one.functions) == (conflict.kind, conflict.plans, &conflict.functions)
            };
            let area: f64 = found.iter().filter(is_same).map(|one| one.area.0).sum();
            let message = Message::new(message)
                .with("first", name(conflict.plans[0], plans, words))
                .with("text", text(conflict, plans, words))
                .with("area", words.area(area));
            self.warning(code, Some(conflict.plans[0]), &message)
        };
        let of_levels = found.iter().find(|one| one.kind == ConflictKind::Levels);
        if let Some(one) = of_levels {
            warnings.insert(0, warning("levels_differ", "conflict-levels", one));
        }
        let is_bad = |one: &&Conflict| one.judged.verdict == Compatibility::Conflict;
        if let Some(one) = found.iter().filter(|one| one.kind == ConflictKind::LandUse).find(is_bad) {
            warnings.push(warning("land_use_conflict", "conflict-land-use", one));
        }
        if is_cut_short {
            warnings.push(self.warning("conflicts_cut_short", None, &Message::new("conflict-cut-short")));
        }
        found.iter().map(|one| told(one, text(one, plans, words), whole)).collect()
    }
}

fn told(one: &Conflict, text: String, whole: SquareMetres) -> ConflictTold {
    let PartTold { area_m2, percent } = PartTold::of(one.area, whole);
    let basis = one.judged.basis.as_ref();
    ConflictTold {
        kind: one.kind.as_str(),
        plan_ids: one.plans.map(|id| id.0),
        zone_ids: one.zones.map(|id| id.0),
        functions: one.functions.clone(),
        area_m2,
        percent,
        verdict: one.judged.verdict.as_str(),
        mapping: basis.map(|basis| MappingTold { source: basis.source.clone(), mark: basis.mark.clone() }),
        text,
    }
}

/// What each of the two says.
fn text(one: &Conflict, plans: &[PlanTold], words: Words) -> String {
    let [first, second] = one.plans.map(|plan| name(plan, plans, words));
    let [function, other] = [0, 1].map(|at| Function::of(Some(&one.functions[at]), words.language).name);
    let message = Message::new("conflict-text")
        .with("first", first)
        .with("function", function)
        .with("second", second)
        .with("other", other);
    words.say(&message)
}

fn name(plan: FeatureId, plans: &[PlanTold], words: Words) -> String {
    plans.iter().find(|told| told.plan_id == plan.0).map_or_else(|| plan.to_string(), |told| words.plan(told))
}

/// A plan and how it stands.
fn law(plan: &PlanTold, words: Words) -> String {
    words.say(&Message::new("parcel-page-plan-law").with("plan", words.plan(plan)).with("law", words.law(plan)))
}
