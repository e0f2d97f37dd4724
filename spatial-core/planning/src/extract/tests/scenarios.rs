//! Level × state × day × local adjustment: which plan speaks first, why, and who takes its place where.

use spatial_core::layer::FeatureId;

use crate::extract::{PlanFacts, order};
use crate::words::{Adjustment, Level};

/// Plans as `name level state`, then what else is said of them; what is expected of them in order, with the reason of those in force and
/// who takes their place within their own boundaries.
type Scenario = (&'static str, &'static str, &'static str, &'static str);

const TODAY: &str = "2026-06-01";

#[rustfmt::skip]
const SCENARIOS: &[Scenario] = &[
    ("no plan", TODAY, "", ""),
    // One plan, by level.
    ("a general plan", TODAY, "A general published decided=2020-01-01", "A in_force only"),
    ("a subdivision plan", TODAY, "A subdivision published decided=2020-01-01", "A in_force only"),
    ("a detailed plan", TODAY, "A detailed published decided=2020-01-01", "A in_force only"),
    ("a shortened plan", TODAY, "A shortened published decided=2020-01-01", "A in_force only"),
    ("a plan of no known level", TODAY, "A ? published decided=2020-01-01", "A in_force only"),
    // Level before date.
    ("subdivision over general", TODAY, "A general published decided=2025-01-01; B subdivision published decided=2020-01-01", "B in_force level; A in_force only"),
    ("detailed over subdivision", TODAY, "A subdivision published decided=2025-01-01; B detailed published decided=2020-01-01", "B in_force level; A in_force only"),
    ("shortened over subdivision", TODAY, "A subdivision published decided=2025-01-01; B shortened published decided=2020-01-01", "B in_force level; A in_force only"),
    ("detailed over general", TODAY, "A detailed published decided=2010-01-01; B general published decided=2025-01-01", "A in_force level; B in_force only"),
    ("three levels", TODAY, "A general published decided=2025-01-01; B detailed published decided=2019-01-01; C subdivision published decided=2022-01-01", "B in_force level; C in_force level; A in_force only"),
    ("a known level over none", TODAY, "A ? published decided=2026-01-01; B general published decided=2010-01-01", "B in_force level; A in_force only"),
    // Date within a level.
    ("the later general plan", TODAY, "A general published decided=2021-01-01; B general published decided=2020-01-01", "A in_force date; B in_force only"),
    ("the later detailed plan", TODAY, "A detailed published decided=2020-01-01; B detailed published decided=2020-01-02", "B in_force date; A in_force only"),
    ("shortened is as detailed as detailed", TODAY, "A detailed published decided=2024-01-01; B shortened published decided=2025-01-01", "B in_force date; A in_force only"),
    ("detailed is as detailed as shortened", TODAY, "A shortened published decided=2024-01-01; B detailed published decided=2025-01-01", "B in_force date; A in_force only"),
    ("decided the same day", TODAY, "A general published decided=2020-01-01; B general published decided=2020-01-01", "B in_force recorded; A in_force only"),
    ("a known day over none", TODAY, "A general published; B general published decided=2010-01-01", "B in_force date; A in_force only"),
    ("the decision counts and not the publication", TODAY, "A general published decided=2020-01-01 public=2025-01-01; B general published decided=2021-01-01 public=2021-02-01", "B in_force date; A in_force only"),
    // Groups of kinds stand beside each other.
    ("two kinds", TODAY, "A general published decided=2025-01-01 kind=land_use; B general published decided=2020-01-01", "B in_force only; A in_force only"),
    ("a detailed plan of another kind", TODAY, "A detailed published decided=2025-01-01 kind=sector; B general published decided=2020-01-01", "B in_force only; A in_force only"),
    ("a kind of no known word", TODAY, "A detailed published decided=2025-01-01 kind=detailed; B general published decided=2020-01-01", "B in_force only; A in_force only"),
    ("an urban plan over a rural one", TODAY, "A subdivision published decided=2020-01-01; B general published decided=2025-01-01 kind=rural", "A in_force level; B in_force only"),
    ("a later plan of a functional area", TODAY, "A general published decided=2020-01-01; B general published decided=2025-01-01 kind=functional_area", "B in_force date; A in_force only"),
    ("two sectors", TODAY, "A general published decided=2020-01-01 kind=sector; B general published decided=2025-01-01 kind=sector", "B in_force only; A in_force only"),
    // One plan, by state and day.
    ("being drawn up", TODAY, "A detailed draft", "A proposed"),
    ("in consultation, whatever days it names", TODAY, "A detailed consultation from=2026-01-01 until=2026-12-31", "A proposed"),
    ("being appraised", TODAY, "A detailed appraisal", "A proposed"),
    ("approved without a first day", TODAY, "A detailed approved decided=2026-01-01", "A decided"),
    ("approved, in force from today", TODAY, "A detailed approved decided=2026-01-01 from=2026-06-01", "A in_force only"),
    ("approved, in force from tomorrow", TODAY, "A detailed approved decided=2026-01-01 from=2026-06-02", "A decided"),
    ("public, in force later", TODAY, "A detailed published decided=2026-01-01 public=2026-01-10 from=2027-01-01", "A decided"),
    ("public and asked between decision and publication", TODAY, "A detailed published decided=2026-05-25 public=2026-06-05", "A decided"),
    ("public and asked before its decision", TODAY, "A detailed published decided=2026-06-02 public=2026-06-05", "A not_yet_decided"),
    ("public without any day", TODAY, "A detailed published", "A in_force only"),
    ("the last day", TODAY, "A detailed published decided=2020-01-01 until=2026-06-02", "A in_force only"),
    ("the first day no longer", TODAY, "A detailed published decided=2020-01-01 until=2026-06-01", "A expired"),
    ("adjusted elsewhere", TODAY, "A detailed adjusted decided=2020-01-01", "A in_force only"),
    ("suspended", TODAY, "A detailed suspended decided=2020-01-01", "A suspended"),
    ("suspended, asked of a day before", "2026-01-01", "A detailed suspended decided=2020-01-01 since=2026-05-01", "A in_force only"),
    ("what a suspended plan replaced, asked of a day before", "2026-01-01", "A detailed published decided=2020-01-01; B detailed suspended decided=2025-01-01 since=2026-05-01 replaces=A", "B in_force only; A replaced"),
    ("suspended before it was in force", TODAY, "A detailed suspended decided=2020-01-01 from=2027-01-01", "A decided"),
    ("replaced, nobody knows when", TODAY, "A detailed replaced decided=2020-01-01", "A replaced"),
    ("replaced later than asked", TODAY, "A detailed replaced decided=2020-01-01 until=2026-07-01", "A in_force only"),
    ("expired, nobody knows when", TODAY, "A detailed expired decided=2020-01-01", "A expired"),
    ("expired before", TODAY, "A detailed expired decided=2020-01-01 until=2026-01-01", "A expired"),
    ("expired later than asked", TODAY, "A detailed expired decided=2020-01-01 until=2026-12-31", "A in_force only"),
    ("annulled", TODAY, "A detailed annulled decided=2020-01-01", "A annulled"),
    ("annulled later than asked", TODAY, "A detailed annulled decided=2020-01-01 until=2026-12-31", "A in_force only"),
    ("a state of no known word", TODAY, "A detailed struck decided=2020-01-01", "A unknown"),
    // What is not in force goes before nothing.
    ("a draft over a plan", TODAY, "A detailed draft; B general published decided=2020-01-01", "B in_force only; A proposed"),
    ("a decided plan over one in force", TODAY, "A detailed approved decided=2026-05-01 from=2026-07-01; B general published decided=2020-01-01", "B in_force only; A decided"),
    ("an expired plan over one in force", TODAY, "A detailed published decided=2015-01-01 until=2020-01-01; B general published decided=2010-01-01", "B in_force only; A expired"),
    ("a suspended plan over one in force", TODAY, "A detailed suspended decided=2025-01-01; B subdivision published decided=2010-01-01", "B in_force only; A suspended"),
    ("every state in its place", TODAY, "A general annulled; B general expired; C general replaced; D general suspended; E general draft; F general approved decided=2026-01-01; G general published", "G in_force only; F decided; E proposed; D suspended; C replaced; B expired; A annulled"),
    // One takes the place of another.
    ("replaced by one in force", TODAY, "A detailed published decided=2020-01-01; B detailed published decided=2025-01-01 replaces=A", "B in_force only; A replaced"),
    ("replaced by one of a lower level", TODAY, "A detailed published decided=2020-01-01; B subdivision published decided=2025-01-01 replaces=A", "B in_force only; A replaced"),
    ("replaced from next year", TODAY, "A detailed published decided=2020-01-01; B detailed approved decided=2026-05-01 from=2027-01-01 replaces=A", "A in_force only; B decided"),
    ("replaced by a draft", TODAY, "A detailed published decided=2020-01-01; B detailed draft replaces=A", "A in_force only; B proposed"),
    ("replaced by one that was annulled", TODAY, "A detailed published decided=2020-01-01; B detailed annulled decided=2025-01-01 replaces=A", "A in_force only; B annulled"),
    ("replaced by one that is suspended", TODAY, "A detailed published decided=2020-01-01; B detailed suspended decided=2025-01-01 replaces=A", "A in_force only; B suspended"),
    ("a chain of three", TODAY, "A detailed replaced decided=2015-01-01; B detailed replaced decided=2020-01-01 replaces=A; C detailed published decided=2025-01-01 replaces=B", "C in_force only; B replaced; A replaced"),
    ("a chain of three, asked of a day in its middle", "2022-01-01", "A detailed replaced decided=2015-01-01; B detailed replaced decided=2020-01-01 replaces=A; C detailed published decided=2025-01-01 replaces=B", "B in_force only; C not_yet_decided; A replaced"),
    ("adjusted as a whole", TODAY, "A subdivision published decided=2020-01-01; B subdivision published decided=2025-01-01 whole=A", "B in_force only; A replaced"),
    ("adjusted as a whole, asked before", "2024-01-01", "A subdivision adjusted decided=2020-01-01; B subdivision published decided=2025-01-01 whole=A", "A in_force only; B not_yet_decided"),
    // Local adjustments.
    ("adjusted locally", TODAY, "A subdivision adjusted decided=2020-01-01; B subdivision published decided=2025-01-01 local=A", "B in_force local_adjustment; A in_force only less B"),
    ("a local adjustment under a detailed plan", TODAY, "A subdivision published decided=2020-01-01; B subdivision published decided=2025-01-01 local=A; C detailed published decided=2018-01-01", "C in_force level; B in_force local_adjustment; A in_force only less B"),
    ("a local adjustment over a general plan", TODAY, "A general published decided=2026-01-01; B subdivision published decided=2020-01-01; C subdivision published decided=2021-01-01 local=B", "C in_force local_adjustment; B in_force level less C; A in_force only"),
    ("a local adjustment that is a draft", TODAY, "A subdivision published decided=2020-01-01; B subdivision draft local=A", "A in_force only; B proposed"),
    ("a local adjustment from next month", TODAY, "A subdivision published decided=2020-01-01; B subdivision approved decided=2026-05-01 from=2026-07-01 local=A", "A in_force only; B decided"),
    ("a local adjustment that has expired", TODAY, "A subdivision adjusted decided=2020-01-01; B subdivision expired decided=2022-01-01 until=2024-01-01 local=A", "A in_force only; B expired"),
    ("a local adjustment that was annulled", TODAY, "A subdivision adjusted decided=2020-01-01; B subdivision annulled decided=2022-01-01 local=A", "A in_force only; B annulled"),
    ("a local adjustment, asked before", "2024-01-01", "A subdivision adjusted decided=2020-01-01; B subdivision published decided=2025-01-01 local=A", "A in_force only; B not_yet_decided"),
    ("a local adjustment that says neither level nor day", TODAY, "A subdivision published decided=2020-01-01; B ? published local=A", "B in_force local_adjustment; A in_force only less B"),
    ("a local adjustment that says a lower level", TODAY, "A detailed published decided=2020-01-01; B general published decided=2021-01-01 local=A", "B in_force local_adjustment; A in_force only less B"),
    ("two local adjustments of one plan", TODAY, "A detailed adjusted decided=2020-01-01; B detailed published decided=2021-01-01 local=A; C detailed published decided=2022-01-01 local=A", "C in_force local_adjustment; B in_force local_adjustment less C; A in_force only less C B"),
    ("an adjustment of an adjustment", TODAY, "A detailed adjusted decided=2020-01-01; B detailed adjusted decided=2021-01-01 local=A; C detailed published decided=2021-01-01 local=B", "C in_force local_adjustment; B in_force local_adjustment less C; A in_force only less C B"),
    ("a local adjustment of a plan that is elsewhere", TODAY, "A detailed published decided=2020-01-01; B detailed published decided=2021-01-01 local=Z", "B in_force date; A in_force only"),
    ("a plan that replaced an adjusted one", TODAY, "A subdivision replaced decided=2020-01-01; B subdivision published decided=2024-01-01 local=A; C subdivision published decided=2025-01-01 replaces=A", "C in_force date; B in_force only; A replaced"),
    ("plans that adjust each other", TODAY, "A detailed published decided=2020-01-01 local=B; B detailed published decided=2020-01-01 local=A", "B in_force local_adjustment; A in_force only less B"),
];

#[test]
fn plans_speak_by_state_day_level_and_local_adjustment() {
    assert!(SCENARIOS.len() >= 60);
    for (name, day, plans, expected) in SCENARIOS {
        let plans: Vec<PlanFacts> = plans.split("; ").filter(|plan| !plan.is_empty()).map(plan).collect();
        assert_eq!(told(&plans, day), *expected, "{name}");
    }
}

#[test]
fn the_order_does_not_depend_on_the_order_of_the_rows() {
    for (name, day, plans, expected) in SCENARIOS {
        let mut plans: Vec<PlanFacts> = plans.split("; ").filter(|plan| !plan.is_empty()).map(plan).collect();
        plans.reverse();
        assert_eq!(told(&plans, day), *expected, "{name}");
    }
}

fn told(plans: &[PlanFacts], day: &str) -> String {
    let name = |at: usize| letter(plans[at].id);
    let one = |ranked: crate::extract::Ranked| {
        let mut words = vec![name(ranked.at), ranked.law.as_str().to_owned()];
        words.extend(ranked.reason.map(|reason| reason.as_str().to_owned()));
        if !ranked.cut_by.is_empty() {
            words.push("less".to_owned());
            words.extend(ranked.cut_by.into_iter().map(name));
        }
        words.join(" ")
    };
    order(plans, plans, day).into_iter().map(one).collect::<Vec<_>>().join("; ")
}

fn plan(text: &str) -> PlanFacts {
    let mut words = text.split(' ');
    let mut next = || words.next().expect("a plan has a name, a level and a state");
    let (name, level, state) = (next(), next(), next());
    let mut plan = PlanFacts {
        id: id(name),
        kind: "urban".to_owned(),
        level: Level::parse(level),
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
    };
    for (what, value) in words.map(|word| word.split_once('=').expect("what is said has a value")) {
        let (day, other) = (Some(value.to_owned()), Some(id(value)));
        match what {
            "kind" => value.clone_into(&mut plan.kind),
            "decided" => plan.decided = day,
            "public" => plan.published = day,
            "from" => plan.from = day,
            "until" => plan.until = day,
            "since" => plan.suspended = day,
            "replaces" => plan.replaces = other,
            "local" => (plan.adjustment, plan.adjusts) = (Some(Adjustment::Local), other),
            "whole" => (plan.adjustment, plan.adjusts) = (Some(Adjustment::Whole), other),
            _ => panic!("nobody reads {what}"),
        }
    }
    plan
}

fn id(name: &str) -> FeatureId {
    FeatureId(u64::from(name.as_bytes()[0]))
}

fn letter(FeatureId(id): FeatureId) -> String {
    char::from(u8::try_from(id).expect("names are letters")).to_string()
}
