//! The one door to all steps: who may, what follows, one commit with its row of the log.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::Response;
use planning::{
    BOUNDARIES, COMMUNE_FIELD, DOCUMENTS, Followed, LINES, LogRow, MAY_PUBLISH, Occasion, PLANS, PROJECTS, PlanAt,
    PlanState, RESTRICTIONS, ROOM, Register, STATE_FIELD, STEP_LOG, Step, StepAsked, StepError, ZONES, follows, noted,
    taken,
};
use spatial_core::geometry::Geometry;
use spatial_core::layer::{Change, DeclaredTable, Feature, FeatureId, Layer, Layout, Revision};
use spatial_core::message::Message;
use spatial_core::models::Held;
use spatial_core::store::StoreError;

use super::refusal::refusal;
use super::rows::{self, PARTS};
use super::wire::StepSent;
use crate::apps::planning::comments::OfPlan;
use crate::apps::planning::register::ground::CommuneGround;
use crate::apps::planning::register::{PLAN_ID, missing};
use crate::apps::planning::wire::PlanWritten;
use crate::http::HttpError;
use crate::http::desk::{Desk, SubjectTables, declared, may, received};
use crate::http::request::extract::{Editor, Inquiry};
use crate::http::served::Served;
use crate::http::wire;
use crate::openapi::Domain;
use crate::text::{Language, clock};

/// What a step writes to: the register, [`PARTS`], the log; with their titles for a store that lacks one.
const TABLES: [&DeclaredTable; 8] =
    [&PLANS, &BOUNDARIES, &ZONES, &DOCUMENTS, &LINES, &RESTRICTIONS, &PROJECTS, &STEP_LOG];
const TITLES: [&str; TABLES.len()] = [
    "plans-title-register",
    "plans-title-boundaries",
    "plans-title-zones",
    "plans-title-documents",
    "plans-title-lines",
    "plans-title-restrictions",
    "plans-title-projects",
    "plans-title-steps",
];

/// Which step somebody wants.
#[derive(Debug, Clone, Copy)]
pub(in crate::apps::planning) enum Wanted {
    /// This one.
    This(Step),
    /// To have it public, whether it went through its states here or was decided before.
    Published,
}

/// For who holds the power of the step where the plan is.
pub(in crate::apps::planning) async fn step(
    State(served): State<Arc<Served>>,
    Path(id): Path<String>,
    editor: Editor,
    asked: Inquiry,
    body: Body,
) -> Result<Response, HttpError> {
    let sent: StepSent = received(&served, &asked, body).await?;
    let step = Step::parse(&sent.step).ok_or_else(|| {
        let all = Step::ALL.map(Step::as_str).join(", ");
        HttpError::Unfit(Message::new("problem-plan-step-unknown").with("step", &sent.step).with("steps", all))
    })?;
    through(&served, &id, (editor, &asked), (Wanted::This(step), &sent)).await
}

/// A plan before a step, with all that is read of it: as of one revision.
struct Before {
    plan: Feature,
    other: Option<Feature>,
    /// Plans whose place it takes by its own words, with their last rows of the log.
    followed: Vec<(Feature, Option<LogRow>, Step)>,
    last: Option<LogRow>,
    members: [Vec<FeatureId>; PARTS.len()],
    files: Vec<String>,
    comments: OfPlan,
    /// The commit all of it is of.
    revision: Revision,
}

/// Takes a step with a plan.
pub(in crate::apps::planning) async fn through(
    served: &Arc<Served>,
    id: &str,
    (editor, asked): (Editor, &Inquiry),
    (wanted, sent): (Wanted, &StepSent),
) -> Result<Response, HttpError> {
    let held = served.held::<Register>(None).await?;
    let id = PLAN_ID.domain.read(id).ok_or(HttpError::NotFound)?;
    let before = Before::read(served, &held, asked, (id, sent.by.map(FeatureId))).await?;
    let said = sent.asked()?;
    let titles = TITLES.map(|title| Language::default().text(title));
    let SubjectTables { layers, are_there } = declared(served, &TABLES, &titles)?;
    let moment = clock::now();
    let today = clock::today();
    let who = editor.who.name.to_string();
    let consultation_days = served.settings.consultation_days;
    let occasion = Occasion { who: &who, when: &moment, today: &today, consultation_days };
    // Tables that lack something are looked at as they are: rows lie as their table did when they were read.
    let as_read = |(table, layer): (&&DeclaredTable, &Layer)| {
        held.world().whole_declared(table).map_or_else(|| layer.clone(), |known| known.layer().clone())
    };
    let mut tables: Vec<Layer> = TABLES.iter().zip(&layers).map(as_read).collect();
    let mut changes = before.changes(&tables, asked, (wanted, &said), occasion)?;
    before.lies_in_its_commune(served, (&held, &tables[0]), asked, wanted).await?;
    let door = layers.first().map(|plans| plans.door.clone()).ok_or(HttpError::NotFound)?;
    let desk = Desk::open(served, editor, &asked.headers, door)?.awaiting::<Register>()?;
    if !are_there {
        tables = desk.declare(&layers).await?;
        changes = before.changes(&tables, asked, (wanted, &said), occasion)?;
    }
    let written = |revision: u64| wire::json(&PlanWritten { id: id.0, revision }, "application/json");
    let layouts = tables.iter().chain(before.comments.layer()).map(Layout::of).collect();
    let done = desk.carry_out(layouts, changes, |committed| written(committed.revision.0)).await;
    done.map_err(|error| match error {
        HttpError::Contradicted(StoreError::Moved { .. }) => {
            HttpError::OutOfTurn(Message::new("problem-comments-arrived"))
        }
        error => error,
    })
}

impl Before {
    async fn read(
        served: &Served,
        held: &Held<Register>,
        asked: &Inquiry,
        (id, other): (FeatureId, Option<FeatureId>),
    ) -> Result<Self, HttpError> {
        let world = held.world();
        let plans = world.declared(&PLANS, asked.audience).ok_or_else(|| missing(id))?;
        let name = &plans.layer().name;
        let whole = async |id: FeatureId| match plans.find(id) {
            Some(_) => Ok::<_, HttpError>(world.whole_item(&served.store, name, id).await?),
            None => Ok(None),
        };
        let plan = whole(id).await?.ok_or_else(|| missing(id))?;
        let other = match other {
            Some(other) => Some(whole(other).await?.ok_or_else(|| missing(other))?),
            None => None,
        };
        let last = rows::last(served, world, id).await?;
        let mut followed = Vec::new();
        for (id, step) in follows(plans.layer(), &plan) {
            // Of a plan that is gone nothing ends.
            let Some(plan) = world.whole_item(&served.store, name, id).await? else { continue };
            let last = rows::last(served, world, id).await?;
            followed.push((plan, last, step));
        }
        let members = rows::members(held, id);
        let files = rows::files(world, &members[2]);
        let comments = OfPlan::read(held, id);
        Ok(Self { plan, other, followed, last, members, files, comments, revision: held.revision() })
    }

    /// What a step changes, if who asks may take it.
    fn changes(
        &self,
        layers: &[Layer],
        asked: &Inquiry,
        (wanted, said): (Wanted, &StepAsked),
        occasion: Occasion<'_>,
    ) -> Result<Vec<Change>, HttpError> {
        let [plans, parts @ .., log] = layers else {
            return Err(HttpError::Internal { what: "tables of plans without one of them".to_owned() });
        };
        let parts: Vec<_> = parts.iter().zip(self.members.iter().cloned()).collect();
        let (plan, other, last) = (&self.plan, self.other.as_ref(), self.last.as_ref());
        let at = PlanAt { plans, plan, other, parts: &parts, log, last, files: &self.files };
        let step = wanted.step(at.state());
        let rule = at.rule(step).map_err(|error| refused(&error))?;
        let commune = |plan: &Feature| plans.schema.text(&plan.values, COMMUNE_FIELD).map(str::to_owned);
        for plan in [Some(plan), other].into_iter().flatten() {
            may(asked, ROOM, rule.power, commune(plan).as_deref())?;
        }
        let followed = if is_made_public(step) { self.followed.as_slice() } else { &[] };
        for (plan, ..) in followed {
            may(asked, ROOM, MAY_PUBLISH, commune(plan).as_deref()).map_err(|_| not_theirs(plan))?;
        }
        self.comments.settled(step)?;
        let mut changes = taken(&at, step, said, occasion).map_err(|error| refused(&error))?;
        changes.extend(self.comments.following(at.leads_to(step).map_err(|error| refused(&error))?));
        // Whoever comments rests on the plan's row, which has changed above: nobody can come in between any more.
        changes.extend(self.comments.unmoved(step, self.revision));
        let named = followed.iter().map(|(plan, last, step)| Followed { plan, last: last.as_ref(), step: *step });
        let followed: Vec<Followed<'_>> = named.collect();
        changes.extend(noted(&at, &followed, said, occasion));
        Ok(changes)
    }

    /// Refuses to make a plan public that lies outside the commune it is for: what was drafted may have come by another way, and
    /// communes change.
    async fn lies_in_its_commune(
        &self,
        served: &Arc<Served>,
        (held, plans): (&Held<Register>, &Layer),
        asked: &Inquiry,
        wanted: Wanted,
    ) -> Result<(), HttpError> {
        let text = |field| plans.schema.text(&self.plan.values, field);
        let world = held.world();
        let zones =
            world.whole_declared(&ZONES).filter(|_| is_made_public(wanted.step(text(STATE_FIELD).unwrap_or_default())));
        let Some(grid) = zones.map(|zones| zones.layer().crs) else { return Ok(()) };
        let Some(commune) = CommuneGround::of(served, world, text(COMMUNE_FIELD), grid).await? else { return Ok(()) };
        let [boundaries, zones, ..] = self.members.clone();
        let (at_work, around) = (commune.clone(), Arc::clone(world));
        let outside = move || {
            let of = |table, ids: &[FeatureId]| -> Vec<Geometry> {
                let layer = around.whole_declared(table);
                ids.iter().filter_map(|id| layer?.find(*id)?.legal()).collect()
            };
            at_work.outside(of(&BOUNDARIES, &boundaries).iter().chain(&of(&ZONES, &zones)))
        };
        match served.workers.run(outside).await? {
            Some(outside) => Err(commune.refusal(served, (world, asked), outside).await?),
            None => Ok(()),
        }
    }
}

impl Wanted {
    fn step(self, state: &str) -> Step {
        match self {
            Self::This(step) => step,
            Self::Published if state == PlanState::Approved.as_str() => Step::Publish,
            Self::Published => Step::Enter,
        }
    }
}

/// True of the steps from which on a plan takes the place of others.
fn is_made_public(step: Step) -> bool {
    matches!(step, Step::Publish | Step::Enter)
}

/// Who makes a plan public may not end another one by it.
fn not_theirs(plan: &Feature) -> HttpError {
    let grant = format!("{ROOM}.{MAY_PUBLISH}");
    HttpError::NotTheirs(Message::new("problem-plan-follows-other").with("plan", plan.id).with("grant", grant))
}

/// What a refused step means to who asked for it.
fn refused(error: &StepError) -> HttpError {
    match error {
        StepError::NotFrom { .. } => HttpError::OutOfTurn(refusal(error)),
        _ => HttpError::Unfit(refusal(error)),
    }
}
