//! The plan register over HTTP: plans, the steps they take, what is said on them, their differences, the zones of a parcel, its extract, and
//! the check of a building; areas and corridors; whole plans as files; whether a signed sheet is whole. `survey` and `sheet` serve the command
//! line, too.

mod area;
mod asked;
mod check;
mod comments;
mod compare;
mod download;
pub(crate) mod extract;
mod places;
mod register;
pub(crate) mod sheet;
pub(crate) mod survey;
mod verify;
mod wire;
mod zones;

use planning::{MAY_APPRAISE, MAY_APPROVE, MAY_DRAFT, MAY_PUBLISH, ROOM, Register};
use spatial_core::layer::Kind;

use crate::http::parts::part::{Endpoint, Part, Serves};
use crate::http::served::models::KeptModel;
use crate::http::served::site::{App, FeaturePage};
use crate::ogc::{AFTER, LIMIT};
use crate::openapi::shared::{F, LANG};
use crate::openapi::{Answer, Body, Described, Operation, Others, of};

use comments::{AnswerSent, AnswerWritten, COMMENT_ID, CommentList, CommentSent, CommentStatus, CommentTaken, RECEIPT};
use extract::{PARCEL_EXTRACT, PARCEL_PAGE, PARCEL_PICTURE};
use places::{
    AREA, COMMENT, COMMENT_ANSWER, COMMENTS, DIFFERENCE, DOWNLOAD, PARCEL_ZONES, PLANNING_CHECK, PLANNING_VERIFY,
    PLANS, PUBLISH, STEPS,
};
use register::{PLAN_ID, PLAN_PROJECTS, ProjectList, StepList, StepSent};
pub(crate) use register::{refusal, with_lacks};
use verify::VERIFY_PAGE;
use wire::{DecisionSent, ParcelZones, PlanList, PlanSent, PlanWritten};

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
static COMMENTS_OF_PLAN: &[&dyn Described] = &[&PLAN_ID, &LIMIT, &AFTER, &F, &LANG];
static OF_COMMENT: &[&dyn Described] = &[&PLAN_ID, &COMMENT_ID];
static OF_RECEIPT: &[&dyn Described] = &[&RECEIPT, &F, &LANG];

const COMMENTED: Operation = Operation::new(
    "api-plan-comment",
    Answer::new(201, "api-answer-comment", &[("application/json", of::<CommentTaken>)]),
)
.takes(OF_PLAN)
.sent(Body::json::<CommentSent>())
.refuses(&[403, 404, 409, 413, 422, 429]);
const SAID: Operation =
    Operation::new("api-plan-comments", Answer::document::<CommentList>()).takes(COMMENTS_OF_PLAN).refuses(&[404]);
const ANSWERED: Operation = Operation::new(
    "api-comment-answer",
    Answer::new(200, "api-answer-comment", &[("application/json", of::<AnswerWritten>)]),
)
.takes(OF_COMMENT)
.sent(Body::json::<AnswerSent>())
.refuses(&[401, 403, 404, 409, 422]);
const STATUS: Operation =
    Operation::new("api-comment", Answer::document::<CommentStatus>()).takes(OF_RECEIPT).refuses(&[404]);
const LISTED_PROJECTS: Operation =
    Operation::new("api-plan-projects", Answer::document::<ProjectList>()).takes(COMMENTS_OF_PLAN).refuses(&[404]);
const COMPARED: Operation =
    Operation::new("api-plan-difference", compare::ANSWER).takes(compare::PARAMETERS).refuses(&[404, 409, 413]);
const ZONES: Operation = Operation::new("api-parcel-zones", Answer::document::<ParcelZones>()).takes(zones::PARAMETERS);

const EXTRACT: Operation = Operation::new("api-parcel-extract", extract::ANSWER).takes(extract::PARAMETERS);
// Links that people hand on get parameters of others on their way.
const PAGE: Operation =
    Operation::new("api-parcel-page", extract::PAGE_ANSWER).takes(extract::PAGE_PARAMETERS).others(Others::Ignored);
const PICTURE: Operation = Operation::new("api-parcel-picture", extract::PICTURE_ANSWER)
    .takes(extract::PAGE_PARAMETERS)
    .others(Others::Ignored);

/// The part.
pub(super) fn part() -> Part {
    Part::of([
        Endpoint::at(PLANS, "plans").get(register::plans, LIST).post(register::create, DRAFT).counted("plan_draft"),
        Endpoint::at(PUBLISH, "plan_publish").post(register::publish, PUBLISHED),
        Endpoint::at(STEPS, "plan_steps")
            .get(register::history, HISTORY)
            .post(register::step, TAKEN)
            .counted("plan_step"),
        Endpoint::at(COMMENTS, "plan_comments")
            .get(comments::comments, SAID)
            .post(comments::hand_in, COMMENTED)
            .counted("plan_comment"),
        Endpoint::at(COMMENT_ANSWER, "comment_answer").post(comments::answer, ANSWERED),
        Endpoint::at(COMMENT, "comment").get(comments::status, STATUS),
        Endpoint::at(PLAN_PROJECTS, "plan_projects").get(register::projects, LISTED_PROJECTS),
        Endpoint::at(DIFFERENCE, "plan_difference").get(compare::difference, COMPARED),
        Endpoint::at(PARCEL_ZONES, "parcel_zones").get(zones::zones, ZONES),
        Endpoint::at(PARCEL_EXTRACT, "parcel_extract").get(extract::extract, EXTRACT),
        Endpoint::at(AREA, "planning_area")
            .serves(Serves::Asked { most_kb: area::MOST_GEOPACKAGE_KB })
            .post(area::area, area::OPERATION),
        Endpoint::at(DOWNLOAD, "plan_download").get(download::download, download::OPERATION),
        Endpoint::at(PLANNING_CHECK, "planning_check").post(check::check, check::CHECK),
        Endpoint::at(PLANNING_VERIFY, "planning_verify").post(verify::verify, verify::OPERATION),
        Endpoint::at(VERIFY_PAGE, "verify_page")
            .serves(Serves::Page)
            .get(verify::form, verify::FORM)
            .post(verify::page, verify::PAGE)
            .counted("planning_verify"),
        Endpoint::at(PARCEL_PAGE, "parcel_page").serves(Serves::Page).get(extract::page, PAGE),
        Endpoint::at(PARCEL_PICTURE, "parcel_page").serves(Serves::Page).get(extract::drawing, PICTURE),
    ])
    .with_app(App { name: "plans", title: "portal-app-plans", about: "portal-app-plans-about" })
    .with_app(App { name: "public", title: "portal-app-public", about: "portal-app-public-about" })
    .with_feature_page(FeaturePage {
        kind: Kind::Parcel,
        path: PARCEL_PAGE,
        words: "page-of-parcel",
        picture: PARCEL_PICTURE,
    })
    .with_model(|_| KeptModel::new::<Register>(()))
    .asks::<Register>()
    .with_chore(comments::keep_contacts)
    .with_powers(ROOM, &[MAY_DRAFT, MAY_APPRAISE, MAY_APPROVE, MAY_PUBLISH])
    .with_legal(ROOM)
}
