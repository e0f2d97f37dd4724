//! `GET /v1/parcels/{key}/extract`: which plans speak at a parcel on a day, what of it lies in which of their zones, and what is not known;
//! and `/thua/{key}`, the same as a page.
//!
//! As `/v1/parcels/{key}` does, it answers of one parcel with the extract itself, and with a list if the key leads to several: a register
//! has one number twice, and which of them is meant only its reader knows.
//!
//! In reading order: `day` and `form` (what is asked), `answered` (from a key to answers), `told`, `lines`, `conflicts` and
//! `wire` (what is told), `geojson`, then for people: `address`, `picture`, `account` (what is said), `page` and `sheet` (how it is shown).

mod account;
mod address;
mod answered;
mod conflicts;
mod day;
mod form;
mod geojson;
mod lines;
mod offline;
mod page;
mod picture;
mod sheet;
mod told;
mod wire;

use std::sync::Arc;
use std::time::SystemTime;

use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use spatial_core::layer::LayerName;

use crate::http::HttpError;
use crate::http::handlers::parcels::KEY;
use crate::http::request::peer::Peer;
use crate::http::request::reached::base_url;
use crate::http::served::Served;
use crate::http::wire as answers;
use crate::http::wire::features::geojson::GEOJSON;
use crate::http::wire::pages::guard::guard;
use crate::http::wire::pages::html;
use crate::openapi::shared::LANG;
use crate::openapi::{Answer, Described, binary, either, of, text as plain_text};
use crate::text::clock;

pub(super) use address::{Lasting, PARCEL_EXTRACT, PARCEL_PAGE, PARCEL_PICTURE, Since};
use answered::{Answered, Found};
pub(super) use day::AS_OF;
use day::REVISION;
use form::{Asked, F, Form, LAYER, PDF, Paged};
use geojson::ShareCollection;
pub(crate) use offline::{ExtractOffline, of_key};
use page::PageAsked;
use sheet::SheetAsked;
pub(super) use told::keys;
pub(crate) use wire::KeysTold;
use wire::{ParcelExtract, ParcelExtracts};
pub(super) use wire::{fine, thousandths};

/// What it reads.
pub(super) static PARAMETERS: &[&dyn Described] = &[&KEY, &AS_OF, &REVISION, &LAYER, &F, &LANG];
/// What the page reads, and its picture.
pub(super) static PAGE_PARAMETERS: &[&dyn Described] = &[&KEY, &AS_OF, &REVISION, &LAYER, &LANG];

/// What it answers.
pub(super) const ANSWER: Answer = Answer::new(
    200,
    "api-answer-document",
    &[
        ("application/json", either::<ParcelExtract, ParcelExtracts>),
        ("text/html", plain_text),
        (GEOJSON, of::<ShareCollection>),
        (PDF, binary),
    ],
);
/// What the page answers.
pub(super) const PAGE_ANSWER: Answer = Answer::new(200, "api-answer-page", &[("text/html", plain_text)]);
/// And its picture.
pub(super) const PICTURE_ANSWER: Answer = Answer::new(200, "api-answer-picture", &[("image/png", binary)]);

/// Of every parcel the key leads to.
pub(super) async fn extract(
    State(served): State<Arc<Served>>,
    Path(key): Path<String>,
    Extension(peer): Extension<Peer>,
    asked: Asked,
) -> Result<Response, HttpError> {
    let found = Found::of(&served, &key, &asked, peer).await?;
    match asked.form {
        Form::Json => Ok(document(found, &asked)),
        Form::GeoJson => Ok(shares(&found)),
        Form::Page => Ok(shown(&served, &found, &asked)),
        Form::Sheet => printed(&served, found, &asked).await,
    }
}

/// The same as a page of its own; one that helps on if there is no such parcel.
pub(super) async fn page(
    State(served): State<Arc<Served>>,
    Path(key): Path<String>,
    Extension(peer): Extension<Peer>,
    Paged(asked): Paged,
) -> Result<Response, HttpError> {
    match Found::of(&served, &key, &asked, peer).await {
        Ok(found) => Ok(shown(&served, &found, &asked)),
        Err(HttpError::ParcelNotFound { key, .. }) => {
            let mut response =
                html::answer(page::none(&key, asked.inquiry.language).into_bytes(), asked.inquiry.language);
            *response.status_mut() = StatusCode::NOT_FOUND;
            Ok(answers::negotiated(response))
        }
        Err(error) => Err(error),
    }
}

/// The picture of the parcel alone.
pub(super) async fn drawing(
    State(served): State<Arc<Served>>,
    Path(key): Path<String>,
    Extension(peer): Extension<Peer>,
    Paged(asked): Paged,
) -> Result<Response, HttpError> {
    let found = Found::of(&served, &key, &asked, peer).await?;
    let picture = found.answered.into_iter().find_map(|one| one.picture).ok_or(HttpError::NotFound)?;
    let drawing = served.workers.run(move || picture::png(&picture)).await?;
    let mut response = answers::bytes(drawing, "image/png");
    guard(response.headers_mut());
    Ok(response)
}

fn document(found: Found, asked: &Asked) -> Response {
    let extracts: Vec<ParcelExtract> = found.answered.into_iter().map(|one| one.told).collect();
    let title = asked.inquiry.language.text("page-parcel-extract");
    if let [one] = extracts.as_slice() {
        return answers::document(one, "application/json", &title, &asked.inquiry);
    }
    answers::document(&ParcelExtracts { extracts }, "application/json", &title, &asked.inquiry)
}

fn shares(found: &Found) -> Response {
    let question = &found.question;
    let mut shares = ShareCollection::new(question.day.clone(), question.held.revision().0);
    for Answered { told, shapes, .. } in &found.answered {
        let layer = LayerName::parse_stored(&told.parcel.layer);
        let layer = layer.and_then(|name| question.held.world().layer(&name, question.audience));
        if let Some(layer) = layer {
            shares.add(told, shapes, (layer.layer(), question.audience));
        }
    }
    answers::negotiated(answers::json(&shares, GEOJSON))
}

fn shown(served: &Served, found: &Found, asked: &Asked) -> Response {
    let language = asked.inquiry.language;
    let base = base_url(&asked.inquiry.headers, &served.settings);
    let day = asked.inquiry.parameters.read(&AS_OF).ok().flatten();
    let page = PageAsked { found, base: &base, email: served.settings.authority.email.as_deref(), language, day };
    answers::negotiated(html::answer(page.written().into_bytes(), language))
}

async fn printed(served: &Arc<Served>, found: Found, asked: &Asked) -> Result<Response, HttpError> {
    let language = asked.inquiry.language;
    let base = base_url(&asked.inquiry.headers, &served.settings);
    let name = sheet::file_name(&found.answered);
    let (seals, today) = (Arc::clone(&served.settings.seals), clock::today());
    let written = move || {
        let seal = seals.at(SystemTime::now());
        SheetAsked { found: &found, base: &base, language, seal, today: &today }.written()
    };
    let sheet = served.workers.run(written).await?;
    let sheet = sheet.map_err(|error| HttpError::Internal { what: error.to_string() })?;
    let mut response = answers::negotiated(answers::bytes(sheet, PDF).into_response());
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(language.tag()));
    if let Ok(name) = HeaderValue::try_from(format!("inline; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    Ok(response)
}
