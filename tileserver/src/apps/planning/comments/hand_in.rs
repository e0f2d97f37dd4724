//! `POST /v1/plans/{planId}/comments`: anybody says something on a plan in consultation, without an account.

use std::sync::Arc;
use std::time::SystemTime;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use planning::comment::{COMMENTS, CommentDraft, MOST_ON_A_PLAN, NotOpen, handed_in, is_open};
use planning::{COMMUNE_FIELD, CONSULT_FROM_FIELD, CONSULT_UNTIL_FIELD, PLANS, Register, STATE_FIELD};
use serde_json::json;
use spatial_core::geometry::Geometry;
use spatial_core::layer::{Audience, Change, FeatureId, Layer, LayerName, Layout, Revision};
use spatial_core::message::Message;
use spatial_core::snapshot::World;
use spatial_core::store::private::{Contact, TokenDigest};
use spatial_core::store::{Committed, StoreError};

use super::receipt::Receipt;
use super::wire::{CommentSent, CommentTaken, PlaceSent};
use crate::apps::planning::register::{PLAN_ID, missing};
use crate::http::HttpError;
use crate::http::desk::{Desk, SubjectTables, body, complete, declared};
use crate::http::request::extract::{Inquiry, Passerby};
use crate::http::served::Served;
use crate::http::wire;
use crate::http::wire::edit::{self, Coordinates, Edit, Manner};
use crate::openapi::Domain;
use crate::text::{Language, clock};

/// How often a comment is tried while its plan is written to: staff write to it some times a day.
const ATTEMPTS: usize = 5;

/// Largest body: the longest comment in letters of four bytes, each escaped, and the rest.
const MOST_KB: u64 = 64;

/// For anybody who sees the plan, while it is consulted on. How they can be reached is on the disk before what they say is, so that no
/// comment waits for an answer that cannot be sent.
pub(in crate::apps::planning) async fn hand_in(
    State(served): State<Arc<Served>>,
    Path(id): Path<String>,
    passerby: Passerby,
    asked: Inquiry,
    body: Body,
) -> Result<Response, HttpError> {
    let held = served.held::<Register>(None).await?;
    let id = PLAN_ID.domain.read(&id).ok_or(HttpError::NotFound)?;
    let today = clock::today();
    let commune = consulted(held.world(), id, asked.audience, &today)?;
    if held.model().members(id).is_some_and(|members| members.comments().len() >= MOST_ON_A_PLAN) {
        return Err(HttpError::OutOfTurn(Message::new("problem-comments-full").with("most", MOST_ON_A_PLAN)));
    }
    let plan_seen = seen(&served, held.world(), id).await?;
    let sent = received(&asked, body).await?;
    let (text, kind, contact) = (sent.text()?, sent.kind()?, sent.contact()?);
    let receipt = Receipt::random()?;
    let (plan, received, hash) = (id, today, receipt.hash());
    let mut draft = CommentDraft { plan, commune, text, kind, place: None, received, receipt: hash };
    let SubjectTables { mut layers, are_there } = declared(&served, &[&COMMENTS], &[title()])?;
    draft.place = sent.place.map(|place| placed(place, &layers, asked.audience)).transpose()?.flatten();
    let door = layers.first().map(|comments| comments.door.clone()).ok_or(HttpError::NotFound)?;
    served.gate.hand_in(&passerby.trail)?;
    let desk = Desk::for_anybody(&served, passerby, door).awaiting::<Register>()?;
    if !are_there {
        layers = desk.declare(&layers).await?;
    }
    let comments = layers.into_iter().next().ok_or(HttpError::NotFound)?;
    complete(&[(&COMMENTS, &comments)])?;
    // A task of its own: who leaves now leaves no contact behind without what they said.
    let rests_on = (plan_seen, asked.audience);
    let saved =
        tokio::spawn(async move { saved(&served, desk, (&comments, &draft), rests_on, (receipt, contact)).await });
    saved.await.map_err(|error| HttpError::Internal { what: error.to_string() })?
}

/// Keeps the contact, commits the comment, and tells its receipt.
async fn saved(
    served: &Served,
    desk: Desk,
    (comments, draft): (&Layer, &CommentDraft),
    rests_on: (PlanSeen, Audience),
    (receipt, contact): (Receipt, Option<Contact>),
) -> Result<Response, HttpError> {
    keep(served, &receipt.digest(), contact).await?;
    let taken = |committed: &Committed| {
        let number = committed.inserted.first().copied().unwrap_or(FeatureId(0));
        let (receipt, received) = (receipt.shown(number), draft.received.clone());
        let taken = CommentTaken { receipt, plan: draft.plan.0, received };
        (StatusCode::CREATED, wire::json(&taken, "application/json")).into_response()
    };
    let answer = committed(served, &desk, (comments, draft), rests_on, taken).await;
    if answer.as_ref().is_err_and(|error| !matches!(error, HttpError::Unconfirmed { .. })) {
        // Of what did not come to be nobody is to be reached.
        let _ = served.store.private().forget_contact(&receipt.digest()).await;
    }
    answer
}

/// The row of a plan, as it was looked at.
struct PlanSeen {
    layer: LayerName,
    version: Revision,
}

async fn seen(served: &Served, world: &World, id: FeatureId) -> Result<PlanSeen, HttpError> {
    let layer = world.whole_declared(&PLANS).map(|plans| plans.layer().name.clone()).ok_or_else(|| missing(id))?;
    let plan = world.whole_item(&served.store, &layer, id).await?.ok_or_else(|| missing(id))?;
    Ok(PlanSeen { layer, version: plan.version })
}

/// Commits a comment together with what it rests on: that its plan is still as it was when something could be said on it. If the plan was
/// written to meanwhile, it is looked at again: a step that ended the consultation came first.
async fn committed(
    served: &Served,
    desk: &Desk,
    (comments, draft): (&Layer, &CommentDraft),
    (mut plan, audience): (PlanSeen, Audience),
    taken: impl Fn(&Committed) -> Response,
) -> Result<Response, HttpError> {
    for _ in 0..ATTEMPTS {
        let rests_on = Change::Expect { layer: plan.layer.clone(), id: draft.plan, version: plan.version };
        let changes = vec![rests_on, handed_in(comments, draft)];
        let refused = match desk.carry_out(vec![Layout::of(comments)], changes, &taken).await {
            Err(HttpError::Contradicted(StoreError::Conflict { actual, layer, .. })) if layer == plan.layer => actual,
            done => return done,
        };
        let version = refused.ok_or_else(|| missing(draft.plan))?;
        let shown = tokio::time::timeout(served.patience(), served.reaches(version)).await;
        shown.map_err(|_| changing())?;
        let world = served.world()?;
        consulted(&world, draft.plan, audience, &draft.received)?;
        plan = seen(served, &world, draft.plan).await?;
    }
    Err(changing())
}

/// A plan is written to all the time.
fn changing() -> HttpError {
    HttpError::OutOfTurn(Message::new("problem-comment-plan-changing"))
}

/// The title of the table, for a store that has none yet.
pub(super) fn title() -> String {
    Language::default().text("comments-title")
}

/// The commune of a plan on which something can be said today.
fn consulted(world: &World, id: FeatureId, audience: Audience, today: &str) -> Result<Option<String>, HttpError> {
    let plans = world.declared(&PLANS, audience).ok_or_else(|| missing(id))?;
    let row = plans.find(id).ok_or_else(|| missing(id))?;
    let text = |name: &str| row.text(plans.layer().schema.seen(name, audience)?);
    let days = (text(CONSULT_FROM_FIELD), text(CONSULT_UNTIL_FIELD));
    is_open(text(STATE_FIELD).unwrap_or_default(), days, today).map_err(|error| closed(&error))?;
    Ok(text(COMMUNE_FIELD).map(str::to_owned))
}

fn closed(error: &NotOpen) -> HttpError {
    HttpError::OutOfTurn(match error {
        NotOpen::NotConsulted { state } => Message::new("problem-comment-not-consulted").with("state", state),
        NotOpen::NotYet { from } => Message::new("problem-comment-not-yet").with("from", from),
        NotOpen::Over { until } => Message::new("problem-comment-over").with("until", until),
    })
}

async fn received(asked: &Inquiry, body: Body) -> Result<CommentSent, HttpError> {
    edit::takes(&asked.headers, &["application/json"])?;
    let document = edit::document(&body::whole(body, MOST_KB).await?)?;
    // The reader's own words would repeat what was sent, a contact perhaps.
    serde_json::from_value(document).map_err(|_| HttpError::Unfit(Message::new("problem-comment-body")))
}

/// A place in the reference system of the table.
fn placed(place: PlaceSent, layers: &[Layer], audience: Audience) -> Result<Option<Geometry>, HttpError> {
    let layer = layers.first().ok_or(HttpError::NotFound)?;
    let is_on_earth = place.lon.abs() <= 180.0 && place.lat.abs() <= 90.0;
    if !is_on_earth {
        return Err(HttpError::Unfit(Message::new("problem-comment-place")));
    }
    let point = json!({ "type": "Point", "coordinates": [place.lon, place.lat] });
    let feature = json!({ "type": "Feature", "geometry": point, "properties": {} });
    let edit = Edit { layer, audience, coordinates: Coordinates::Degrees, manner: Manner::New, stored: None };
    match edit.change(&feature)? {
        Change::Insert { geometry, .. } => Ok(geometry),
        _ => Err(HttpError::Internal { what: "a new place that is no insert".to_owned() }),
    }
}

/// Keeps apart how the author can be reached.
async fn keep(served: &Served, receipt: &TokenDigest, contact: Option<Contact>) -> Result<(), HttpError> {
    let Some(contact) = contact else { return Ok(()) };
    let kept = served.store.private().keep_contact(receipt, contact, SystemTime::now()).await;
    kept.map_err(|error| HttpError::Private(Arc::new(error)))
}
