//! Every state and every step of a plan's life, without a store.

use std::collections::BTreeSet;

use spatial_core::crs::{Crs, Operation};
use spatial_core::layer::{Audience, DeclaredTable, Grant, Revision};

use super::*;
use crate::tables::{BOUNDARIES, DOCUMENTS, PLANS, ROOM, ZONES};

fn layer(table: &DeclaredTable) -> Layer {
    table.layer(Crs::Epsg(9218), Operation(String::new()), table.layer).unwrap()
}

/// A register with one plan in a state.
struct Scene {
    plans: Layer,
    zones: Layer,
    documents: Layer,
    log: Layer,
    plan: Feature,
    last: Option<LogRow>,
}

const NOW: Occasion<'_> =
    Occasion { who: "lan", when: "2026-11-29T07:04:00Z", today: "2026-11-29", consultation_days: 30 };

impl Scene {
    fn of(state: &str) -> Self {
        let plans = layer(&PLANS);
        let plan = feature(&plans, 7, state);
        Self { plans, zones: layer(&ZONES), documents: layer(&DOCUMENTS), log: layer(&STEP_LOG), plan, last: None }
    }

    fn takes(&self, step: Step, asked: &StepAsked, other: Option<&Feature>) -> Result<Vec<Change>, StepError> {
        let parts = [(&self.zones, vec![FeatureId(1), FeatureId(2)]), (&self.documents, Vec::new())];
        let files = ["aa".to_owned(), "bb".to_owned()];
        let at = PlanAt {
            plans: &self.plans,
            plan: &self.plan,
            other,
            parts: &parts,
            log: &self.log,
            last: self.last.as_ref(),
            files: &files,
        };
        taken(&at, step, asked, NOW)
    }

    /// What the plan's row and the log say once changes are made.
    fn after(&self, changes: &[Change]) -> (Vec<Value>, LogRow) {
        let row = changes.iter().find_map(|change| match change {
            Change::Update { values, .. } => Some(values.clone()),
            _ => None,
        });
        let Some(Change::Insert { values, .. }) = changes.last() else { unreachable!("the row of the log is last") };
        let log = Feature { id: FeatureId(1), version: Revision(4), geometry: None, values: values.clone() };
        (row.unwrap(), LogRow::of(&self.log, &log))
    }

    fn said<'a>(&self, values: &'a [Value], name: &str) -> &'a Value {
        &values[self.plans.schema.position(name).unwrap()]
    }
}

fn feature(plans: &Layer, id: u64, state: &str) -> Feature {
    let values = plans.schema.row([("ma_quy_hoach", Value::text("QH-1")), ("trang_thai", Value::text(state))]);
    Feature { id: FeatureId(id), version: Revision(3), geometry: None, values }
}

fn all() -> StepAsked {
    let text = |text: &str| Some(text.to_owned());
    StepAsked {
        reason: text("Theo kết luận"),
        decision: text("12/QĐ-UBND"),
        day: text("2026-11-28"),
        issuer: text("Ủy ban nhân dân tỉnh"),
        from: text("2026-12-01"),
        until: text("2027-01-01"),
        early: text("Mọi hộ đã có ý kiến"),
    }
}

/// Where each step leads from each state; a dot where it cannot be taken. States in the order of [`PlanState::ALL`].
const TABLE: &str = "
    consult  consultation .         .         .         .         .         .         .         .         .         .
    appraise .         appraisal .         .         .         .         .         .         .         .         .
    approve  .         .         approved  .         .         .         .         .         .         .         .
    publish  .         .         .         published .         .         .         .         .         .         .
    enter    published .         .         .         .         .         .         .         .         .         .
    return   .         draft     draft     draft     .         .         .         .         .         .         .
    adjust   .         .         .         .         adjusted  adjusted  .         .         .         .         .
    replace  .         .         .         .         replaced  replaced  .         .         .         replaced .
    expire   .         .         .         .         expired   expired   .         .         .         expired         .
    annul    .         .         .         .         annulled  annulled  .         .         .         annulled .
    suspend  .         .         .         .         suspended suspended .         .         .         .         .
    resume   .         .         .         .         .         .         .         .         .         published .
    discard  discarded .         .         .         .         .         .         .         .         .         .
";

#[test]
fn every_step_leads_from_every_state_where_the_table_says_or_is_refused_with_what_is_possible() {
    let lines: Vec<&str> = TABLE.trim().lines().collect();
    assert_eq!(lines.len(), Step::ALL.len());
    let mut looked_at = 0;
    for line in &lines {
        let mut words = line.split_whitespace();
        let step = Step::parse(words.next().unwrap()).unwrap();
        for (from, expected) in PlanState::ALL.into_iter().zip(words) {
            let scene = Scene::of(from.as_str());
            match scene.takes(step, &all(), None) {
                Ok(changes) => {
                    let (row, log) = scene.after(&changes);
                    assert_eq!(scene.said(&row, "trang_thai"), &Value::text(expected), "{step:?} from {from:?}");
                    assert_eq!((log.from.as_deref(), log.to.as_deref()), (Some(from.as_str()), Some(expected)));
                }
                Err(StepError::NotFrom { state, step: refused, possible }) => {
                    assert_eq!((expected, refused, state.as_str()), (".", step, from.as_str()));
                    let steps: BTreeSet<&str> = possible.iter().map(|step| step.as_str()).collect();
                    assert_eq!(steps.len(), possible.len(), "each is named once");
                    assert!(possible.iter().all(|&step| scene.takes(step, &all(), None).is_ok()), "{possible:?}");
                }
                Err(error) => panic!("{step:?} from {from:?}: {error}"),
            }
            looked_at += 1;
        }
    }
    assert_eq!(looked_at, Step::ALL.len() * PlanState::ALL.len());
}

#[test]
fn states_and_steps_are_read_as_they_are_written() {
    for state in PlanState::ALL {
        assert_eq!(PlanState::parse(state.as_str()), Some(state));
    }
    for step in Step::ALL {
        assert_eq!(Step::parse(step.as_str()), Some(step));
    }
    assert_eq!((PlanState::parse("struck"), Step::parse("leap")), (None, None));
    let unknown = Scene::of("struck").takes(Step::Publish, &all(), None);
    let possible = Vec::new();
    assert_eq!(unknown, Err(StepError::NotFrom { state: "struck".to_owned(), step: Step::Publish, possible }));
}

#[test]
fn a_step_without_what_it_must_bring_along_is_refused_by_name() {
    let without = |need: Need| {
        let mut asked = all();
        match need {
            Need::Reason => asked.reason = Some("  ".to_owned()),
            Need::Decision => asked.decision = None,
            Need::Issuer => asked.issuer = None,
            Need::From => asked.from = None,
            Need::Until => asked.until = Some("soon".to_owned()),
        }
        asked
    };
    for rule in STEPS {
        let scene = Scene::of(rule.from[0].as_str());
        for &need in rule.needs {
            let refused = scene.takes(rule.step, &without(need), None);
            assert_eq!(refused, Err(StepError::Lacks { step: rule.step, need }), "{rule:?}");
        }
    }
    let undated = StepAsked { day: Some("28/11/2026".to_owned()), ..all() };
    let lacks = Err(StepError::Lacks { step: Step::Approve, need: Need::Decision });
    assert_eq!(Scene::of("appraisal").takes(Step::Approve, &undated, None), lacks);
    let reversed = StepAsked { until: Some("2026-11-30".to_owned()), ..all() };
    assert_eq!(Scene::of("draft").takes(Step::Consult, &reversed, None), Err(StepError::DaysReversed));
    let ends_first = StepAsked { until: Some("2026-12-01".to_owned()), ..all() };
    assert_eq!(Scene::of("approved").takes(Step::Publish, &ends_first, None), Err(StepError::DaysReversed));
    let short = StepError::TooShort { days: 1, least: 30 };
    assert_eq!(Scene::of("draft").takes(Step::Consult, &ends_first, None), Err(short), "its last day counts");
}

#[test]
fn a_consultation_is_closed_before_its_last_day_is_over_only_for_a_reason_that_the_log_keeps() {
    let on = |until: &str, early: Option<&str>| {
        let mut scene = Scene::of("consultation");
        let at = scene.plans.schema.position("gop_y_den").unwrap();
        scene.plan.values[at] = Value::text(until);
        let asked = StepAsked { early: early.map(str::to_owned), ..all() };
        let changes = scene.takes(Step::Appraise, &asked, None)?;
        Ok(scene.after(&changes).1.early)
    };
    for open in ["2026-12-31", "2026-11-29"] {
        assert_eq!(on(open, None), Err(StepError::StillOpen { until: open.to_owned() }));
        assert_eq!(on(open, Some(" ")), Err(StepError::StillOpen { until: open.to_owned() }));
        assert_eq!(on(open, Some("Đủ")), Ok(Some("Đủ".to_owned())));
    }
    assert_eq!(on("2026-11-28", None), Ok(None));
    assert_eq!(on("2026-11-28", Some("Đủ")), Ok(None), "nothing was closed early");
}

#[test]
fn a_plan_that_is_made_public_is_named_in_the_histories_of_those_whose_place_it_takes() {
    let mut scene = Scene::of("approved");
    let set = |scene: &mut Scene, name: &str, value: Value| {
        let at = scene.plans.schema.position(name).unwrap();
        scene.plan.values[at] = value;
    };
    assert_eq!(follows(&scene.plans, &scene.plan), []);
    for (name, value) in [
        ("thay_the", Value::Integer(3)),
        ("dieu_chinh_cua", Value::Integer(4)),
        ("so_quyet_dinh", Value::text("9/QĐ-UBND")),
        ("ngay_quyet_dinh", Value::text("2026-11-20")),
    ] {
        set(&mut scene, name, value);
    }
    assert_eq!(follows(&scene.plans, &scene.plan), [(FeatureId(3), Step::Replace), (FeatureId(4), Step::Adjust)]);
    let last = LogRow { plan: Some(3), to: Some("published".to_owned()), ..LogRow::default() }.behind(None);
    let mut others = [feature(&scene.plans, 3, "published"), feature(&scene.plans, 4, "adjusted")];
    let commune = scene.plans.schema.position("ma_xa").unwrap();
    others[0].values[commune] = Value::text("26506");
    let followed = [
        Followed { plan: &others[0], last: Some(&last), step: Step::Replace },
        Followed { plan: &others[1], last: None, step: Step::Adjust },
    ];
    let parts = [(&scene.zones, vec![FeatureId(1)])];
    let (plans, plan, log) = (&scene.plans, &scene.plan, &scene.log);
    let at = PlanAt { plans, plan, other: None, parts: &parts, log, last: None, files: &[] };
    let asked = StepAsked { from: Some("2026-12-24".to_owned()), ..StepAsked::default() };
    let changes = noted(&at, &followed, &asked, NOW);
    assert_eq!(changes.len(), 4);
    let [Change::Update { id, values, expected, .. }, Change::Insert { values: logged, .. }, ..] = changes.as_slice()
    else {
        unreachable!("a row, and its line of the log")
    };
    assert_eq!((*id, *expected), (FeatureId(3), Some(Revision(3))));
    assert_eq!(scene.said(values, "trang_thai"), &Value::text("published"), "its state is its own steps'");
    assert_eq!(scene.said(values, "so_buoc"), &Value::Integer(1));
    let row = Feature { id: FeatureId(1), version: Revision(4), geometry: None, values: logged.clone() };
    let row = LogRow::of(&scene.log, &row);
    assert_eq!((row.step.as_deref(), row.by, row.number), (Some("replace"), Some(7), Some(2)));
    assert_eq!((row.from.as_deref(), row.to.as_deref()), (Some("published"), Some("published")));
    assert_eq!((row.decision.as_deref(), row.day.as_deref()), (Some("9/QĐ-UBND"), Some("2026-11-20")));
    assert_eq!((row.last_day.as_deref(), row.commune.as_deref()), (Some("2026-12-24"), Some("26506")));
    assert_eq!(verified(&[last, row], Standing { plan: FeatureId(3), state: "published", steps: 2 }), Ok(()));
}

#[test]
fn a_step_takes_along_all_that_belongs_to_the_plan_and_changes_states_days_and_references_only() {
    let may = [
        "trang_thai",
        "so_buoc",
        "so_quyet_dinh",
        "ngay_quyet_dinh",
        "co_quan_ban_hanh",
        "ngay_cong_bo",
        "hieu_luc_tu",
        "hieu_luc_den",
        "gop_y_tu",
        "gop_y_den",
        "dinh_chi_tu",
    ];
    for rule in STEPS {
        let scene = Scene::of(rule.from[0].as_str());
        let changes = scene.takes(rule.step, &all(), None).unwrap();
        for change in &changes {
            match change {
                Change::Assign { layer, ids, field, .. } => {
                    assert_eq!((layer, ids.len()), (&scene.zones.name, 2));
                    assert_eq!(scene.zones.schema.fields[*field].name, "trang_thai");
                }
                Change::Update { layer, id, expected, geometry, values, .. } => {
                    assert_eq!((layer, *id, *expected), (&scene.plans.name, FeatureId(7), Some(Revision(3))));
                    assert!(geometry.is_none());
                    let fields = scene.plans.schema.fields.iter().zip(&scene.plan.values).zip(values);
                    for ((field, before), now) in fields.filter(|((_, before), now)| before != now) {
                        assert!(may.contains(&field.name.as_str()), "{rule:?}: {before:?} → {now:?}");
                    }
                }
                Change::Insert { layer, .. } => assert_eq!(layer, &scene.log.name),
                other => panic!("{rule:?}: {other:?}"),
            }
        }
        assert_eq!(changes.len(), 3, "{rule:?}");
    }
}

#[test]
fn what_a_step_was_decided_by_stands_with_the_plan_or_in_the_log_alone() {
    let decided = |state, step| {
        let scene = Scene::of(state);
        let (row, log) = scene.after(&scene.takes(step, &all(), None).unwrap());
        assert_eq!(log.decision.as_deref(), Some("12/QĐ-UBND"));
        ["so_quyet_dinh", "ngay_cong_bo", "hieu_luc_tu", "hieu_luc_den"].map(|name| match scene.said(&row, name) {
            Value::Text(text) => text.to_string(),
            _ => String::new(),
        })
    };
    let number = "12/QĐ-UBND";
    assert_eq!(decided("appraisal", Step::Approve), [number, "", "", ""]);
    assert_eq!(decided("approved", Step::Publish), ["", "2026-11-29", "2026-12-01", "2027-01-01"]);
    assert_eq!(decided("draft", Step::Enter), [number, "", "2026-12-01", "2027-01-01"]);
    assert_eq!(decided("published", Step::Adjust), ["", "", "", ""]);
    assert_eq!(decided("adjusted", Step::Annul), ["", "", "", "2027-01-01"]);
    let mut known = Scene::of("draft");
    let [published, issuer] =
        ["ngay_cong_bo", "co_quan_ban_hanh"].map(|name| known.plans.schema.position(name).unwrap());
    known.plan.values[published] = Value::text("2019-05-01");
    known.plan.values[issuer] = Value::text("Ủy ban nhân dân huyện");
    let (row, _) = known.after(&known.takes(Step::Enter, &StepAsked { issuer: None, ..all() }, None).unwrap());
    assert_eq!((&row[published], &row[issuer]), (&known.plan.values[published], &known.plan.values[issuer]));
    let mut approved = Scene::of("approved");
    let at = approved.plans.schema.position("so_quyet_dinh").unwrap();
    approved.plan.values[at] = Value::text(number);
    let (row, _) = approved.after(&approved.takes(Step::Return, &all(), None).unwrap());
    assert_eq!(approved.said(&row, "so_quyet_dinh"), &Value::Null);
}

#[test]
fn the_days_of_a_consultation_stand_with_the_plan_until_it_is_returned() {
    let mut scene = Scene::of("draft");
    let days = |scene: &Scene, row: &[Value]| ["gop_y_tu", "gop_y_den"].map(|name| scene.said(row, name).clone());
    let (row, _) = scene.after(&scene.takes(Step::Consult, &all(), None).unwrap());
    assert_eq!(days(&scene, &row), ["2026-12-01", "2027-01-01"].map(Value::text));
    scene.plan.values = row;
    let (row, _) = scene.after(&scene.takes(Step::Appraise, &all(), None).unwrap());
    assert_eq!(days(&scene, &row), ["2026-12-01", "2027-01-01"].map(Value::text));
    let (row, _) = scene.after(&scene.takes(Step::Return, &all(), None).unwrap());
    assert_eq!(days(&scene, &row), [Value::Null, Value::Null]);
}

#[test]
fn a_plan_that_was_struck_down_ends_that_day_whatever_end_it_was_to_have() {
    for (planned, until, expected) in [
        ("2031-01-01", None, "2026-11-28"),
        ("", None, "2026-11-28"),
        ("2026-01-01", None, "2026-01-01"),
        ("2031-01-01", Some("2026-12-15"), "2026-12-15"),
    ] {
        let mut scene = Scene::of("published");
        let at = scene.plans.schema.position("hieu_luc_den").unwrap();
        scene.plan.values[at] = if planned.is_empty() { Value::Null } else { Value::text(planned) };
        let asked = StepAsked { until: until.map(str::to_owned), from: None, ..all() };
        let (row, _) = scene.after(&scene.takes(Step::Annul, &asked, None).unwrap());
        assert_eq!(scene.said(&row, "hieu_luc_den"), &Value::text(expected), "{planned}");
    }
}

#[test]
fn days_that_contradict_those_of_the_plan_are_refused() {
    let refused = |state: &str, step: Step, known: &[(&str, &str)], asked: StepAsked| {
        let mut scene = Scene::of(state);
        for (name, day) in known {
            let at = scene.plans.schema.position(name).unwrap();
            scene.plan.values[at] = Value::text(*day);
        }
        match scene.takes(step, &asked, None) {
            Err(StepError::DayBefore { need, after, .. }) => Some((need, after)),
            _ => None,
        }
    };
    let decided = [("ngay_quyet_dinh", "2026-11-29"), ("hieu_luc_tu", "2026-12-05")];
    let until = |day: &str| StepAsked { day: Some("2026-11-29".into()), until: Some(day.into()), ..all() };
    for step in [Step::Expire, Step::Replace, Step::Annul] {
        assert_eq!(refused("published", step, &decided, until("2026-12-04")), Some((Need::Until, After::InForce)));
        assert_eq!(refused("published", step, &decided, until("2026-12-05")), None);
        assert_eq!(refused("published", step, &decided, all()), Some((Need::Decision, After::Decision)));
    }
    let early = StepAsked { from: Some("2026-11-27".into()), ..all() };
    assert_eq!(refused("draft", Step::Enter, &[], early.clone()), Some((Need::From, After::Decision)));
    assert_eq!(refused("approved", Step::Publish, &decided, early), Some((Need::From, After::Decision)));
    let consulted = [("gop_y_tu", "2026-11-29")];
    assert_eq!(refused("appraisal", Step::Approve, &consulted, all()), Some((Need::Decision, After::Consultation)));
    assert_eq!(refused("suspended", Step::Resume, &decided, all()), Some((Need::Decision, After::Decision)));
}

#[test]
fn since_when_a_court_holds_a_plan_up_stands_with_it_until_that_is_lifted() {
    let mut scene = Scene::of("published");
    let (row, _) = scene.after(&scene.takes(Step::Suspend, &all(), None).unwrap());
    assert_eq!(scene.said(&row, "dinh_chi_tu"), &Value::text("2026-11-28"));
    scene.plan.values = row;
    let (row, _) = scene.after(&scene.takes(Step::Resume, &all(), None).unwrap());
    assert_eq!(scene.said(&row, "dinh_chi_tu"), &Value::Null);
}

#[test]
fn what_a_court_held_up_goes_back_to_where_it_stood() {
    for (before, expected) in [("adjusted", "adjusted"), ("published", "published"), ("draft", "published")] {
        let mut scene = Scene::of("suspended");
        let from = Some(before.to_owned());
        scene.last = Some(LogRow { from, to: Some("suspended".to_owned()), ..LogRow::default() }.behind(None));
        let (row, log) = scene.after(&scene.takes(Step::Resume, &all(), None).unwrap());
        assert_eq!(scene.said(&row, "trang_thai"), &Value::text(expected));
        assert_eq!((log.number, &log.previous), (Some(2), &scene.last.unwrap().hash));
    }
}

#[test]
fn the_log_tells_who_when_and_with_which_files() {
    let scene = Scene::of("appraisal");
    let (row, log) = scene.after(&scene.takes(Step::Approve, &all(), None).unwrap());
    assert_eq!((log.who.as_deref(), log.when.as_deref()), (Some("lan"), Some("2026-11-29T07:04:00Z")));
    assert_eq!((log.files.as_deref(), log.plan, log.number), (Some("aa bb"), Some(7), Some(1)));
    assert_eq!(scene.said(&row, "so_buoc"), &Value::Integer(1));
    assert_eq!(verified(&[log], Standing { plan: FeatureId(7), state: "approved", steps: 1 }), Ok(()));
}

#[test]
fn a_log_that_was_cut_is_not_made_whole_by_the_next_step() {
    let mut scene = Scene::of("published");
    let at = scene.plans.schema.position("so_buoc").unwrap();
    scene.plan.values[at] = Value::Integer(1);
    let (row, log) = scene.after(&scene.takes(Step::Adjust, &all(), None).unwrap());
    assert_eq!(scene.said(&row, "so_buoc"), &Value::Integer(2));
    let standing = Standing { plan: FeatureId(7), state: "adjusted", steps: 2 };
    assert_eq!(verified(&[log], standing).unwrap_err().fault, Fault::Cut);
}

#[test]
fn the_plan_that_replaces_another_says_so_and_must_be_in_force() {
    let scene = Scene::of("published");
    let names = |other: &Feature, step| -> Vec<String> {
        let changes = scene.takes(step, &all(), Some(other)).unwrap();
        let (_, log) = scene.after(&changes);
        assert_eq!(log.by, Some(8));
        let assigned = changes.iter().filter_map(|change| match change {
            Change::Assign { layer, ids, field, .. } if *layer == scene.plans.name => {
                assert_eq!(ids, &[FeatureId(8)]);
                Some(scene.plans.schema.fields[*field].name.clone())
            }
            _ => None,
        });
        assigned.collect()
    };
    let mut other = feature(&scene.plans, 8, "published");
    assert_eq!(names(&other, Step::Replace), ["thay_the"]);
    assert_eq!(names(&other, Step::Adjust), ["dieu_chinh_cua", "dieu_chinh"]);
    let at = scene.plans.schema.position("thay_the").unwrap();
    other.values[at] = Value::Integer(3);
    assert_eq!(names(&other, Step::Replace), [""; 0], "what it says already stays");
    for bad in [feature(&scene.plans, 8, "draft"), feature(&scene.plans, 7, "published")] {
        assert_eq!(scene.takes(Step::Replace, &all(), Some(&bad)), Err(StepError::OtherPlan));
    }
}

#[test]
fn a_row_read_before_its_table_got_a_field_is_filled_up() {
    let mut scene = Scene::of("draft");
    scene.plan.values.truncate(6);
    let (row, _) = scene.after(&scene.takes(Step::Enter, &all(), None).unwrap());
    assert_eq!(row.len(), scene.plans.schema.fields.len());
}

#[test]
fn everybody_sees_what_is_asked_of_them_and_what_was_public_and_nobody_else_what_is_not() {
    let open = ["consultation", "published", "adjusted", "replaced", "expired", "annulled", "suspended"];
    let holder = |power| Audience::of([Grant::Staff, Grant::over(ROOM, power).unwrap()]);
    for table in [&PLANS, &BOUNDARIES, &ZONES, &DOCUMENTS] {
        let layer = layer(table);
        let sees = |audience, state: PlanState| {
            layer.sight(audience, None).is_none_or(|sight| sight.sees(Some(state.as_str()), Some("26506")))
        };
        for state in PlanState::ALL {
            let is_open = open.contains(&state.as_str());
            assert_eq!(sees(Audience::ANONYMOUS, state), is_open, "{state:?}");
            assert_eq!(sees(Audience::STAFF, state), is_open, "{state:?}");
            // Whoever holds the power of a step sees what it begins with, or the step that leads there is not theirs to take.
            for rule in steps_from(state).filter(|rule| rule.step != Step::Enter) {
                assert!(sees(holder(rule.power), state), "{rule:?}");
            }
        }
        assert!(!sees(holder(MAY_APPRAISE), PlanState::Draft) && !sees(holder(MAY_PUBLISH), PlanState::Appraisal));
    }
}

#[test]
fn nothing_is_made_public_without_ground_or_without_saying_why_something_is_missing() {
    let (scene, boundaries) = (Scene::of("draft"), layer(&BOUNDARIES));
    let row = || vec![FeatureId(1)];
    let takes = |[zones, bounds, documents]: [Vec<FeatureId>; 3], asked: &StepAsked| {
        let parts = [(&scene.zones, zones), (&boundaries, bounds), (&scene.documents, documents)];
        let (plans, plan, log) = (&scene.plans, &scene.plan, &scene.log);
        let at = PlanAt { plans, plan, other: None, parts: &parts, log, last: None, files: &[] };
        taken(&at, Step::Enter, asked, NOW).map(drop)
    };
    let silent = StepAsked { reason: None, ..all() };
    assert_eq!(takes([row(), row(), row()], &silent), Ok(()));
    assert_eq!(takes([Vec::new(), Vec::new(), row()], &all()), Err(StepError::Nowhere), "no reason makes ground");
    let incomplete = |lacks: &[Lack]| Err(StepError::Incomplete { step: Step::Enter, lacks: lacks.to_vec() });
    assert_eq!(takes([Vec::new(), row(), Vec::new()], &silent), incomplete(&[Lack::Zones, Lack::Documents]));
    let nobodys = StepAsked { issuer: None, reason: Some(" ".to_owned()), ..all() };
    assert_eq!(takes([row(), Vec::new(), row()], &nobodys), incomplete(&[Lack::Boundary, Lack::Issuer]));
    assert_eq!(takes([row(), Vec::new(), Vec::new()], &StepAsked { issuer: None, ..all() }), Ok(()));
    let ahead = StepAsked { day: Some("2026-11-30".to_owned()), ..all() };
    assert_eq!(takes([row(), row(), row()], &ahead), Err(StepError::DayAhead { day: "2026-11-30".to_owned() }));
}
