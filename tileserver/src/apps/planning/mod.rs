//! The plan register over HTTP: plans, the steps they take, publishing them, the zones of a parcel, and its extract.

mod extract;
mod register;
mod wire;
mod zones;

use planning::{MAY_APPRAISE, MAY_APPROVE, MAY_DRAFT, MAY_PUBLISH, ROOM, Register};

use crate::http::parts::part::{Endpoint, Part};
use crate::http::served::models::KeptModel;
use crate::http::served::site::App;
use crate::ogc::{AFTER, LIMIT};
use crate::openapi::shared::{F, LANG};
use crate::openapi::{Answer, Body, Described, Operation, of};

use register::{PLAN_ID, StepList, StepSent};
use wire::{DecisionSent, ParcelZones, PlanList, PlanSent, PlanWritten};

/// All plans the reader may see.
const PLANS: &str = "/v1/plans";
/// The step that puts a plan in force.
const PUBLISH: &str = "/v1/plans/{planId}/publish";
/// The steps of a plan: those it took, and the next.
const STEPS: &str = "/v1/plans/{planId}/steps";
/// What of a parcel lies in which zone.
const PARCEL_ZONES: &str = "/v1/parcels/{key}/zones";

/// All that is said of a parcel on a day.
const PARCEL_EXTRACT: &str = "/v1/parcels/{key}/extract";

static LISTED: &[&dyn Described] = &[&LIMIT, &AFTER, &F, &LANG];
static OF_PLAN: &[&dyn Described] = &[&PLAN_ID];
static STEPS_OF_PLAN: &[&dyn Described] = &[&PLAN_ID, &F, &LANG];

const LIST: Operation = Operation::new("api-plans", Answer::document::<PlanList>()).takes(LISTED);
const DRAFT: Operation =
    Operation::new("api-plan-draft", Answer::new(201, "api-answer-plan", &[("application/json", of::<PlanWritten>)]))
        .sent(Body::json::<PlanSent>())
        .refuses(&[401, 403, 409, 413, 422]);
const PUBLISHED: Operation =
    Operation::new("api-plan-publish", Answer::new(200, "api-answer-plan", &[("application/json", of::<PlanWritten>)]))
        .takes(OF_PLAN)
        .sent(Body::json::<DecisionSent>())
        .refuses(&[401, 403, 404, 409, 422]);
const TAKEN: Operation =
    Operation::new("api-plan-step", Answer::new(200, "api-answer-plan", &[("application/json", of::<PlanWritten>)]))
        .takes(OF_PLAN)
        .sent(Body::json::<StepSent>())
        .refuses(&[401, 403, 404, 409, 422]);
const HISTORY: Operation =
    Operation::new("api-plan-steps", Answer::document::<StepList>()).takes(STEPS_OF_PLAN).refuses(&[401, 404]);
const ZONES: Operation = Operation::new("api-parcel-zones", Answer::document::<ParcelZones>()).takes(zones::PARAMETERS);

const EXTRACT: Operation = Operation::new("api-parcel-extract", extract::ANSWER).takes(extract::PARAMETERS);

/// The part.
pub(super) fn part() -> Part {
    Part::of([
        Endpoint::at(PLANS, "plans").get(register::plans, LIST).post(register::create, DRAFT).counted("plan_draft"),
        Endpoint::at(PUBLISH, "plan_publish").post(register::publish, PUBLISHED),
        Endpoint::at(STEPS, "plan_steps")
            .get(register::history, HISTORY)
            .post(register::step, TAKEN)
            .counted("plan_step"),
        Endpoint::at(PARCEL_ZONES, "parcel_zones").get(zones::zones, ZONES),
        Endpoint::at(PARCEL_EXTRACT, "parcel_extract").get(extract::extract, EXTRACT),
    ])
    .with_app(App { name: "plans", title: "portal-app-plans", about: "portal-app-plans-about" })
    .with_model(|_| KeptModel::new::<Register>(()))
    .asks::<Register>()
    .with_powers(ROOM, &[MAY_DRAFT, MAY_APPRAISE, MAY_APPROVE, MAY_PUBLISH])
    .with_legal(ROOM)
}
