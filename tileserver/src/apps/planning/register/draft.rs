//! `POST /v1/plans`: a plan with its zones and documents, as a draft, in one commit.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use planning::{
    Adjustment, DENSITY_FIELD, DocumentDraft, FAR_FIELD, FUNCTION_FIELD, HEIGHT_FIELD, IndicatorTexts, Level,
    MAY_DRAFT, PlanDraft, PlanDraftError, PlanKind, ROOM, Register, SIGN_FIELD, STOREYS_FIELD, TABLES, ZoneDraft,
    drafted,
};
use serde_json::{Value as Json, json};
use spatial_core::geometry::Geometry;
use spatial_core::layer::{Audience, Change, FeatureId, Layer, Layout, Value, composed};
use spatial_core::message::Message;
use spatial_core::store::Committed;

use super::known;
use crate::apps::planning::wire::{PlanSent, PlanWritten};
use crate::http::HttpError;
use crate::http::desk::{Desk, SubjectTables, declared, may, received};
use crate::http::request::extract::{Editor, Inquiry};
use crate::http::served::Served;
use crate::http::wire;
use crate::http::wire::edit::{Coordinates, Edit, Manner};
use crate::text::Language;

/// Titles of the tables, in the order of `TABLES`, for a store that has none of them yet.
const TITLES: [&str; 4] =
    ["plans-title-register", "plans-title-boundaries", "plans-title-zones", "plans-title-documents"];

/// Letters of a bad word that are repeated to who sent it.
const LONGEST_SAID: usize = 64;

/// For who holds `planning.draft` where the plan is.
pub(in crate::apps::planning) async fn create(
    State(served): State<Arc<Served>>,
    editor: Editor,
    asked: Inquiry,
    body: Body,
) -> Result<Response, HttpError> {
    let sent: PlanSent = received(&served, &asked, body).await?;
    may(&asked, ROOM, MAY_DRAFT, sent.commune.as_deref())?;
    known::known(&served, asked.audience, &sent)?;
    let titles = TITLES.map(|title| Language::default().text(title));
    let SubjectTables { layers, are_there } = declared(&served, TABLES, &titles)?;
    let door = layers.first().map(|plans| plans.door.clone()).ok_or(HttpError::NotFound)?;
    let desk = Desk::open(&served, editor, &asked.headers, door)?.awaiting::<Register>()?;
    let sent = Arc::new(sent);
    let mut drawn = changes(&served, &asked, Arc::clone(&sent), &layers).await?;
    let mut tables = layers;
    if !are_there {
        // A plan that is refused makes no register: that there is none says that nothing is known.
        desk.has_files(&tables, &drawn).await?;
        tables = desk.declare(&tables).await?;
        drawn = changes(&served, &asked, sent, &tables).await?;
    }
    desk.carry_out(tables.iter().map(Layout::of).collect(), drawn, created).await
}

/// What writes a plan into these tables, or all that is wrong with it.
async fn changes(
    served: &Served,
    asked: &Inquiry,
    sent: Arc<PlanSent>,
    tables: &[Layer],
) -> Result<Vec<Change>, HttpError> {
    let [plans, boundaries, zones, documents] = tables else { return Err(HttpError::NotFound) };
    let (coordinates, audience) = (Coordinates::of(&asked.headers, zones)?, asked.audience);
    let tables = [plans, boundaries, zones, documents].map(Layer::clone);
    // A thousand outlines to check: not on a thread that others' requests wait for.
    let read = move || {
        let [plans, boundaries, zones, documents] = &tables;
        let draft = draft(&sent, [boundaries, zones], coordinates, audience)?;
        drafted(&draft, [plans, boundaries, zones, documents]).map_err(|error| unfit(&error))
    };
    served.workers.run(read).await?
}

/// The news of a plan, and where it is.
fn created(committed: &Committed) -> Response {
    let id = committed.inserted.first().map_or(0, |id| id.0);
    let written = PlanWritten { id, revision: committed.revision.0 };
    let mut answer = (StatusCode::CREATED, wire::json(&written, "application/json")).into_response();
    if let Ok(place) = HeaderValue::try_from(format!("{}/{id}", crate::apps::planning::PLANS)) {
        answer.headers_mut().insert(header::LOCATION, place);
    }
    answer
}

fn draft(
    sent: &PlanSent,
    [boundaries, zones]: [&Layer; 2],
    coordinates: Coordinates,
    audience: Audience,
) -> Result<PlanDraft, HttpError> {
    let drawn = |layer, feature: &Json| {
        let edit = Edit { layer, audience, coordinates, manner: Manner::New, stored: None };
        edit.change(feature)
    };
    let zone = |(number, feature): (usize, &Json)| {
        zone(drawn(zones, feature), zones).map_err(|error| within(&format!("zones.{number}"), error))
    };
    let boundary = |shape: &Json| {
        let feature = json!({ "type": "Feature", "geometry": shape, "properties": {} });
        shaped(drawn(boundaries, &feature)).map(|(shape, _)| shape).map_err(|error| within("boundary", error))
    };
    let text = |sent: &str| composed(sent).into_owned();
    let said = |sent: &Option<String>| sent.as_deref().map(text);
    Ok(PlanDraft {
        boundary: sent.boundary.as_ref().map(boundary).transpose()?,
        zones: sent.zones.iter().enumerate().map(zone).collect::<Result<_, _>>()?,
        documents: sent
            .documents
            .iter()
            .map(|sent| DocumentDraft { name: text(&sent.name), asset: sent.asset.clone() })
            .collect(),
        code: text(&sent.code),
        name: text(&sent.name),
        kind: word("kind", sent.kind.as_deref(), PlanKind::ALL, PlanKind::as_str)?,
        level: word("level", sent.level.as_deref(), Level::ALL, Level::as_str)?,
        adjustment: word("adjustment", sent.adjustment.as_deref(), Adjustment::ALL, Adjustment::as_str)?,
        adjusts: sent.adjusts.map(FeatureId),
        replaces: sent.replaces.map(FeatureId),
        commune: sent.commune.clone(),
        office: text(&sent.office),
        issuer: said(&sent.issuer),
        published: sent.published.clone(),
        from: sent.from.clone(),
        until: sent.until.clone(),
        is_exclusive: sent.exclusive,
    })
}

/// One of a list of words, if something is said; who says another is told the list.
fn word<T: Copy>(
    member: &str,
    sent: Option<&str>,
    all: &[T],
    as_str: fn(T) -> &'static str,
) -> Result<Option<T>, HttpError> {
    let Some(sent) = sent else { return Ok(None) };
    let known = all.iter().copied().find(|word| as_str(*word) == sent);
    known.map(Some).ok_or_else(|| {
        let words = all.iter().map(|word| as_str(*word)).collect::<Vec<_>>().join(", ");
        let sent: String = sent.chars().take(LONGEST_SAID).collect();
        let message = Message::new("problem-plan-word").with("member", member).with("word", sent).with("words", words);
        HttpError::Unfit(message)
    })
}

/// A zone as it was drawn: what it says of its plan and its state is not its author's to say.
fn zone(change: Result<Change, HttpError>, zones: &Layer) -> Result<ZoneDraft, HttpError> {
    let (geometry, values) = shaped(change)?;
    let said = |name: &str| zones.schema.text(&values, name).map(str::to_owned);
    let indicators = IndicatorTexts {
        density: said(DENSITY_FIELD),
        storeys: said(STOREYS_FIELD),
        far: said(FAR_FIELD),
        height: said(HEIGHT_FIELD),
    };
    let (sign, function) = (said(SIGN_FIELD).unwrap_or_default(), said(FUNCTION_FIELD).unwrap_or_default());
    Ok(ZoneDraft { sign, function, indicators, geometry })
}

/// The shape and the values of something that is drawn anew.
fn shaped(change: Result<Change, HttpError>) -> Result<(Geometry, Vec<Value>), HttpError> {
    let Change::Insert { geometry, values, .. } = change? else {
        return Err(HttpError::Internal { what: "a new zone that is no insert".to_owned() });
    };
    let geometry = geometry.ok_or_else(|| HttpError::Unfit(Message::new("problem-zone-without-shape")))?;
    Ok((geometry, values))
}

/// Findings name the part of the plan they are about.
fn within(part: &str, error: HttpError) -> HttpError {
    match error {
        HttpError::Invalid { findings } => {
            HttpError::Invalid { findings: findings.into_iter().map(|finding| finding.within(part)).collect() }
        }
        error => error,
    }
}

fn unfit(error: &PlanDraftError) -> HttpError {
    HttpError::Unfit(match error {
        PlanDraftError::Missing { field } => Message::new("problem-plan-lacks").with("field", *field),
        PlanDraftError::NoDay { field, text } => {
            let text: String = text.chars().take(LONGEST_SAID).collect();
            Message::new("problem-plan-no-day").with("field", *field).with("text", text)
        }
        PlanDraftError::EndsFirst => Message::new("problem-plan-ends-first"),
        PlanDraftError::AdjustsNothing => Message::new("problem-plan-adjusts-nothing"),
    })
}
