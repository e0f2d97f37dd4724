//! How what is told is drawn on the map: by the colours of its legend, hatched where nothing is decided yet.

use planning::PlanState;
use planning::extract::{Theme, ThemeFound};

use crate::apps::planning::extract::picture::{Function, layer_colour};
use crate::apps::planning::extract::wire::{PlanTold, SymbolTold};
use crate::report::Colour;
use crate::text::Language;

/// Layers of the legend that stand for what is no zone.
const OUTLINES: &str = "plan_boundaries";
const RED_LINES: &str = "red_lines";
/// The legend has no colour for restrictions, which are of many kinds.
const RESTRICTED: Colour = Colour([122, 62, 0]);
const DIAGONAL: &str = "diagonal";

/// Of a share: the colour of its function. What is being drawn up, consulted on, appraised or waits to be made public is hatched.
pub(super) fn of_share(function: Option<&str>, state: Option<&str>, language: Language) -> SymbolTold {
    let is_open = matches!(
        state.and_then(PlanState::parse),
        Some(PlanState::Draft | PlanState::Consultation | PlanState::Appraisal | PlanState::Approved)
    );
    let colour = Function::of(function, language).colour.to_string();
    SymbolTold { form: "area", colour, hatch: is_open.then_some(DIAGONAL) }
}

/// Of a theme: as the largest share of the plan that speaks first is drawn, or as the outlines of plans are; as lines, and as areas with a
/// restriction.
pub(super) fn of_theme(theme: &ThemeFound, plans: &[PlanTold]) -> SymbolTold {
    let legend = |layer| layer_colour(layer).unwrap_or(Colour::GREY).to_string();
    match theme.theme {
        Theme::Plans(_) => {
            let speaks = theme.plan.and_then(|id| plans.iter().find(|plan| plan.plan_id == id.0));
            let largest = speaks.and_then(|plan| plan.zones.first()).map(|zone| zone.symbol.clone());
            largest.unwrap_or_else(|| SymbolTold { form: "frame", colour: legend(OUTLINES), hatch: None })
        }
        Theme::Lines => SymbolTold { form: "line", colour: legend(RED_LINES), hatch: None },
        Theme::Restrictions => SymbolTold { form: "area", colour: RESTRICTED.to_string(), hatch: Some(DIAGONAL) },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_drawn_as_on_the_map_and_hatched_until_it_is_public() {
        let of = |state| of_share(Some("Nhóm nhà ở"), state, Language::Vi);
        assert_eq!((of(Some("published")).colour.as_str(), of(Some("published")).hatch), ("#cc9900", None));
        for state in ["draft", "consultation", "appraisal", "approved"] {
            assert_eq!(of(Some(state)).hatch, Some("diagonal"), "{state}");
        }
        assert_eq!((of(Some("replaced")).hatch, of(None).hatch), (None, None));
    }

    #[test]
    fn lines_and_outlines_have_the_colours_of_the_legend() {
        let of = |theme| {
            let found = ThemeFound { theme, state: planning::extract::ThemeState::NoData, plan: None };
            let SymbolTold { form, colour, hatch } = of_theme(&found, &[]);
            (form, colour, hatch)
        };
        assert_eq!(of(Theme::Lines), ("line", "#d9001b".to_owned(), None));
        assert_eq!(of(Theme::Plans(planning::PlanKind::Urban)), ("frame", "#1f3b73".to_owned(), None));
        assert_eq!(of(Theme::Restrictions).2, Some("diagonal"));
    }
}
