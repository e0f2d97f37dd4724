//! Powers, communes, states and ways drawn by lot: plans in several communes wander through their states, and people who hold some powers
//! in some of them see a plan where the plain words of the rule say so, by whatever way they ask, and else no word of it.

use anyhow::{Context, Result, ensure};
use planning::{Leads, PlanState, Step, StepRule, steps_from};

use crate::apps::Scene;
use crate::leaks::register::Lot;
use crate::leaks::trace::{Ground, Trace, answered, asked};

const POWERS: [&str; 4] = ["planning.draft", "planning.appraise", "planning.approve", "planning.publish"];
const COMMUNES: [&str; 3] = ["26506", "26536", "26526"];
/// The plan of none is for who holds a power everywhere.
const PLANS: [Option<&str>; 5] = [Some("26506"), Some("26506"), Some("26536"), Some("26526"), None];
const PEOPLE: usize = 5;
/// Steps that are taken, each followed by a look.
const STEPS: usize = 12;
/// Ways somebody tries to learn of each plan that is not theirs, after each step.
const WAYS: usize = 5;

/// Somebody who asks; nobody's name is that of everybody.
struct Person {
    token: String,
    grants: Vec<String>,
}

/// A plan and where it stands.
struct Wandering {
    trace: Trace,
    commune: Option<&'static str>,
    state: PlanState,
    /// Where it stood before a court held it up.
    held_up: PlanState,
}

/// How often a plan was hidden from somebody who had signed in, and how often shown only for a power.
#[derive(Debug, Default)]
struct Tally {
    hidden: usize,
    by_power: usize,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn powers_in_communes_show_what_they_should_by_every_way_in_a_file() -> Result<()> {
    let mut tally = Tally::default();
    for seed in [47, 2024] {
        powers_in_communes_show_what_they_should(&Scene::in_a_file().await, seed, &mut tally).await?;
    }
    tally.is_enough()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn powers_in_communes_show_what_they_should_by_every_way_in_a_database() -> Result<()> {
    let mut tally = Tally::default();
    powers_in_communes_show_what_they_should(&Scene::in_a_database().await, 178, &mut tally).await?;
    tally.is_enough()
}

async fn powers_in_communes_show_what_they_should(scene: &Scene, seed: u64, tally: &mut Tally) -> Result<()> {
    let mut lot = Lot(seed);
    let clerk = scene.editor("chu", &POWERS);
    let mut people = vec![Person { token: String::new(), grants: Vec::new() }];
    for number in 0..PEOPLE {
        people.push(Person::drawn(scene, number, &mut lot));
    }
    let mut plans = Vec::new();
    for commune in PLANS {
        let ground = Ground::within(scene, commune).await?;
        let trace = Trace::drawn(scene, &clerk, &mut lot, (&ground, commune)).await?;
        plans.push(Wandering { trace, commune, state: PlanState::Draft, held_up: PlanState::Published });
    }
    all_look(scene, &people, &plans, (&mut lot, &mut *tally)).await?;
    for _ in 0..STEPS {
        let at = lot.below(plans.len());
        plans[at].goes_on(scene, &clerk, &mut lot).await?;
        all_look(scene, &people, &plans, (&mut lot, &mut *tally)).await?;
    }
    Ok(())
}

async fn all_look(
    scene: &Scene,
    people: &[Person],
    plans: &[Wandering],
    (lot, tally): (&mut Lot, &mut Tally),
) -> Result<()> {
    for person in people {
        for plan in plans {
            let (state, trace) = (plan.state, &plan.trace);
            let who = || format!("{:?}, a plan of {:?} that is {state:?}", person.grants, plan.commune);
            if person.sees(plan) {
                tally.by_power += usize::from(!needed(state).is_empty());
                is_shown(scene, person, trace).await.with_context(who)?;
            } else {
                tally.hidden += usize::from(!person.token.is_empty());
                is_hidden(scene, person, trace, lot).await.with_context(who)?;
            }
        }
    }
    Ok(())
}

/// By every way by which who may see it comes upon it.
async fn is_shown(scene: &Scene, person: &Person, trace: &Trace) -> Result<()> {
    for path in trace.places() {
        let told = asked(scene, &person.token, &path).await?;
        let text = told.text()?;
        ensure!(told.status == 200 && trace.is_in(&text), "{path}: {} {text}", told.status);
    }
    Ok(())
}

/// By every such way, and by some others.
async fn is_hidden(scene: &Scene, person: &Person, trace: &Trace, lot: &mut Lot) -> Result<()> {
    let mut paths = trace.places();
    let all = trace.paths();
    paths.extend((0..WAYS).map(|_| all[lot.below(all.len())].clone()));
    // Who saw a plan approved keeps the row that says so, whatever the plan became; everybody has no such rows.
    paths.retain(|path| person.token.is_empty() || !path.contains("plan_steps"));
    for path in paths {
        let told = asked(scene, &person.token, &path).await?;
        ensure!(told.status < 500, "{path}: {}", told.status);
        trace.is_not_in(&path, &told)?;
    }
    let mut sent = trace.sent(scene);
    let (path, request) = sent.swap_remove(lot.below(sent.len()));
    let told = answered(&person.token, request).await?;
    ensure!(told.status < 500, "{path}: {}", told.status);
    trace.is_not_in(&path, &told)
}

/// The powers of which one is needed to see a plan in a state; none for everybody. The rule, said once more.
fn needed(state: PlanState) -> &'static [&'static str] {
    match state {
        PlanState::Draft | PlanState::Discarded => &["planning.draft"],
        PlanState::Appraisal => &["planning.draft", "planning.appraise", "planning.approve"],
        PlanState::Approved => &POWERS,
        _ => &[],
    }
}

impl Person {
    fn drawn(scene: &Scene, number: usize, lot: &mut Lot) -> Self {
        let mut grants = Vec::new();
        for power in POWERS {
            match lot.below(5) {
                0 => grants.push(power.to_owned()),
                1 | 2 => {
                    let some = COMMUNES.iter().filter(|_| lot.below(2) == 0);
                    grants.extend(some.map(|commune| format!("{power}@{commune}")));
                }
                _ => {}
            }
        }
        let words: Vec<&str> = grants.iter().map(String::as_str).collect();
        let token = scene.editor(&format!("lan-{number}"), &words);
        Self { token, grants }
    }

    fn sees(&self, plan: &Wandering) -> bool {
        let holds = |power: &&str| {
            let here = plan.commune.map(|commune| format!("{power}@{commune}"));
            self.grants.iter().any(|grant| grant == power || Some(grant) == here.as_ref())
        };
        let needed = needed(plan.state);
        needed.is_empty() || needed.iter().any(holds)
    }
}

impl Wandering {
    /// Takes one of the steps it can take; one that is over stays so.
    async fn goes_on(&mut self, scene: &Scene, clerk: &str, lot: &mut Lot) -> Result<()> {
        // Which plan replaces it is another's matter; and what was given up is in fewer places than other plans are.
        let is_walked = |rule: &&StepRule| !matches!(rule.step, Step::Replace | Step::Discard);
        let possible: Vec<&StepRule> = steps_from(self.state).filter(is_walked).collect();
        if possible.is_empty() {
            return Ok(());
        }
        let rule = possible[lot.below(possible.len())];
        let path = format!("/v1/plans/{}/steps", self.trace.plan);
        let (status, done) = scene.sent(clerk, &path, &self.trace.said(rule)).await;
        ensure!(status == 200, "{:?} from {:?}: {status} {done}", rule.step, self.state);
        let before = self.state;
        self.state = match rule.to {
            Leads::To(next) => next,
            Leads::Back => self.held_up,
        };
        if self.state == PlanState::Suspended {
            self.held_up = before;
        }
        Ok(())
    }
}

impl Tally {
    fn is_enough(&self) -> Result<()> {
        ensure!(self.hidden > 20 && self.by_power > 5, "{self:?}");
        Ok(())
    }
}
