//! `GET /v1/plans/{planId}/difference?with={otherId}`: what is different between two plans, or two versions of one.
//!
//! The plan of the address is the earlier one, `with` the later. In reading order: `asked` (with what, in which form), `wire` (numbers and
//! words), `told` (from what the subject found to them), `shapes` (the same on the map).

mod asked;
mod shapes;
mod told;
mod wire;

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use planning::difference::NotCompared;
use planning::{PLANS, Register, ZONES};
use spatial_core::layer::FeatureId;
use spatial_core::message::Message;
use spatial_core::models::Held;

use crate::apps::planning::register::{PLAN_ID, missing};
use crate::apps::planning::zones::said;
use crate::http::HttpError;
use crate::http::request::extract::Inquiry;
use crate::http::request::peer::Peer;
use crate::http::served::Served;
use crate::http::wire as answers;
use crate::http::wire::features::schema::Features;
use crate::openapi::shared::LANG;
use crate::openapi::{Answer, Described, Domain, of, text as plain_text};

use asked::{Asked, FORM, Form, WITH};
use told::Compared;
use wire::DifferenceTold;

/// What it reads.
pub(super) static PARAMETERS: &[&dyn Described] = &[&PLAN_ID, &WITH, &FORM, &LANG];

/// What it answers.
pub(super) const ANSWER: Answer = Answer::new(
    200,
    "api-answer-document",
    &[("application/json", of::<DifferenceTold>), ("application/geo+json", of::<Features>), ("text/html", plain_text)],
);

/// Of two plans the reader sees.
pub(super) async fn difference(
    State(served): State<Arc<Served>>,
    Path(id): Path<String>,
    Extension(peer): Extension<Peer>,
    Asked { form, with, inquiry }: Asked,
) -> Result<Response, HttpError> {
    let before = PLAN_ID.domain.read(&id).ok_or(HttpError::NotFound)?;
    let held = served.held::<Register>(None).await?;
    for plan in [before, with] {
        let is_seen = held.world().declared(&PLANS, inquiry.audience).is_some_and(|plans| plans.find(plan).is_some());
        is_seen.then_some(()).ok_or_else(|| missing(plan))?;
    }
    let _turn = served.turn(peer).await?;
    let (known, audience) = (held.clone(), inquiry.audience);
    let compared = served.workers.run(move || Compared::of(known, [before, with], audience)).await?;
    let compared = compared.map_err(|error| refused(&error, &inquiry))?;
    note(&served, &held, &inquiry, [before, with], &compared).await;
    if form == Form::GeoJson {
        let body = served.workers.run(move || shapes::shapes(&compared)).await?;
        return Ok(answers::negotiated(answers::bytes(body?, "application/geo+json")));
    }
    let told = compared.told();
    Ok(answers::document(&told, "application/json", &inquiry.language.text("page-plan-difference"), &inquiry))
}

fn refused(error: &NotCompared, asked: &Inquiry) -> HttpError {
    match error {
        NotCompared::TooLarge(large) => {
            let (most, what) = told::bound(*large);
            HttpError::TooLarge(Message::new("problem-difference-large").with("most", most).with("what", what))
        }
        NotCompared::NoArea(error) => {
            let reason = asked.language.say(&said(error));
            HttpError::OutOfTurn(Message::new("problem-difference-no-area").with("reason", reason))
        }
    }
}

/// Of plans and zones their fields are told.
async fn note(served: &Served, held: &Held<Register>, asked: &Inquiry, plans: [FeatureId; 2], compared: &Compared) {
    let world = held.world();
    let detail = || format!("difference of the plans {} and {}", plans[0], plans[1]);
    if let Some(layer) = world.declared(&PLANS, asked.audience).map(|plans| plans.layer()) {
        served.note_look(&asked.looker, (world, layer), plans.into_iter(), detail).await;
    }
    if let Some(layer) = world.declared(&ZONES, asked.audience).map(|zones| zones.layer()) {
        served.note_look(&asked.looker, (world, layer), compared.zones(), detail).await;
    }
}
