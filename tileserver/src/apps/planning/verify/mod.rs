//! `/kiem-tra`, and `POST /v1/planning/verify` for programs: is this sheet what was signed, of which parcel, day and commit is it, and is that
//! still so? Everybody may ask; the file is looked at and kept by nobody.
//!
//! In reading order: `sent` (the file), `told` (from a judgement to what is said), `wire`, `page` (for people, without scripts).

mod page;
mod sent;
mod told;
mod wire;

use std::sync::Arc;

use axum::Extension;
use axum::body::Body;
use axum::extract::{FromRequestParts, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, header};
use axum::response::Response;

use crate::http::HttpError;
use crate::http::request::extract::{Inquiry, parameters};
use crate::http::request::peer::Peer;
use crate::http::served::Served;
use crate::http::wire as answers;
use crate::http::wire::pages::html;
use crate::openapi::shared::{LANG, Representation};
use crate::openapi::{Answer, Body as Sent, Described, Operation, Others, binary, text};

use wire::{FileSent, SheetVerified};

/// The page that verifies: two words (*kiểm tra*) that are printed on every signed sheet and typed from there.
pub(super) const VERIFY_PAGE: &str = "/kiem-tra";

static PARAMETERS: &[&dyn Described] = &[&LANG];

/// A PDF as it is, or in a form.
const FILE: Sent = Sent::new(&[(sent::PDF, binary), (sent::FORM, crate::openapi::of::<FileSent>)]);

/// For programs.
pub(super) const OPERATION: Operation =
    Operation::new("api-planning-verify", Answer::json::<SheetVerified>("api-answer-verify"))
        .takes(PARAMETERS)
        .sent(FILE)
        .refuses(&[413, 415, 422]);
/// The form.
pub(super) const FORM: Operation =
    Operation::new("api-verify-form", Answer::new(200, "api-answer-page", &[("text/html", text)]))
        .takes(PARAMETERS)
        .others(Others::Ignored);
/// What the form answers.
pub(super) const PAGE: Operation =
    Operation::new("api-verify-page", Answer::new(200, "api-answer-page", &[("text/html", text)]))
        .takes(PARAMETERS)
        .others(Others::Ignored)
        .sent(FILE)
        .refuses(&[413, 415, 422]);

/// A question at the address of the page, which is nothing else.
#[derive(Debug)]
pub(super) struct Paged(Inquiry);

impl<S: Sync> FromRequestParts<S> for Paged {
    type Rejection = HttpError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, HttpError> {
        Ok(Self(Inquiry::of(parts, parameters(parts)?, Representation::Html)?))
    }
}

/// What a file is.
pub(super) async fn verify(
    State(served): State<Arc<Served>>,
    Extension(peer): Extension<Peer>,
    asked: Inquiry,
    body: Body,
) -> Result<Response, HttpError> {
    let told = answered(&served, peer, &asked, body).await?;
    Ok(answers::json(&told, "application/json"))
}

/// The form alone.
pub(super) async fn form(State(served): State<Arc<Served>>, Paged(asked): Paged) -> Response {
    shown(page::form(&served.settings, asked.language), &asked)
}

/// The form, and what the file that was sent with it is.
pub(super) async fn page(
    State(served): State<Arc<Served>>,
    Extension(peer): Extension<Peer>,
    Paged(asked): Paged,
    body: Body,
) -> Result<Response, HttpError> {
    let told = answered(&served, peer, &asked, body).await?;
    Ok(shown(page::verified(&told, &served.settings, asked.language), &asked))
}

async fn answered(served: &Arc<Served>, peer: Peer, asked: &Inquiry, body: Body) -> Result<SheetVerified, HttpError> {
    let file = sent::file(&asked.headers, body, served.settings.limits.body_kb).await?;
    told::told(served, (asked, peer), file).await
}

fn shown(page: String, asked: &Inquiry) -> Response {
    let mut response = html::answer(page.into_bytes(), asked.language);
    // With no referrer browsers name no origin either, and who has signed in would be taken for somebody else's page.
    response.headers_mut().insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    answers::negotiated(response)
}
